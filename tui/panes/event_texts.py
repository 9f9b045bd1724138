"""What events say, who found them and what they are tagged with, as said to be read by filters. Pure."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress

from content.filter_query import Condition, Word
from store.filtering import begins, folds, searched
from store.rows import EventRow

END = "\n"  # between two texts: no query has one


class EventTexts:
    """Ten thousand events read once: then each letter more that is typed is looked for in two strings."""

    def __init__(self, rows: Iterable[EventRow]) -> None:
        self._numbers = array("I")
        self._values: dict[str, list[tuple[str, ...]]] = {"by": [], "tag": []}
        texts: list[tuple[str, str]] = []
        for row in rows:
            self._numbers.append(int(row.id[1:]))
            self._values["by"].append((row.by,))
            self._values["tag"].append(row.tags)
            texts.append(folds.__wrapped__(searched(row)))
        self._texts = [_Joined([text[way] for text in texts]) for way in (0, 1)]

    def fulfilling(self, leaf: Word | Condition) -> Iterator[int]:
        """The numbers of the events that a word, or a condition on people or tags, holds for."""
        if isinstance(leaf, Word):
            return compress(self._numbers, self._holding(leaf.text))
        return (
            number
            for number, values in zip(self._numbers, self._values[leaf.field], strict=True)
            if any(begins(value, leaf.value) for value in values)
        )

    def _holding(self, text: str) -> bytearray:
        """For each event whether it says so in either way of writing."""
        found = bytearray(len(self._numbers))
        for texts, word in zip(self._texts, folds(text), strict=True):
            if 0 in found:
                for place in texts.holding(word):
                    found[place] = 1
        return found


class _Joined:
    """Many texts as one string."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._text = "".join(text + END for text in texts)
        self._starts, at = array("I"), 0
        for text in texts:
            self._starts.append(at)
            at += len(text) + len(END)

    def holding(self, word: str) -> Iterator[int]:
        """Which of the texts the word stands in, by their places."""
        at = self._text.find(word)
        while 0 <= at < len(self._text):
            place = bisect_right(self._starts, at) - 1
            yield place
            end = self._starts[place + 1] if place + 1 < len(self._starts) else len(self._text)
            at = self._text.find(word, end)
