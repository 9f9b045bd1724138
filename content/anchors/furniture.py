"""Running heads and page numbers: what one rendering puts between two halves of a sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable

from content.anchors.letters import Letters

#: How often a line has to come to be a running head; at a page's end a short one need come only once.
_OFTEN = 3
_SHORT = 60
_NUMBERS = re.compile(r"\d+")


class Furniture:
    """The stretches of letters, among those only one of two texts has, that are no text but its pages'."""

    def __init__(self, text: Letters, alone: Iterable[tuple[int, int]]) -> None:
        found = []
        for start, end in alone:
            before, after = _edges(text, start, end)
            if "\n" in before and "\n" in after:
                surely = end - start <= _SHORT and "\f" in before + after
                found.append((start, end, _NUMBERS.sub("", text.all[start:end]), surely))
        often = Counter(name for _start, _end, name, _surely in found if name)
        self._found = [(start, end) for start, end, name, surely in found if surely or often[name] >= _OFTEN]

    def within(self, start: int, end: int) -> int:
        """How many letters of furniture lie wholly between two letters."""
        at = bisect_left(self._found, (start, start))
        total = 0
        while at < len(self._found) and self._found[at][1] <= end:
            total += self._found[at][1] - self._found[at][0]
            at += 1
        return total


def _edges(text: Letters, start: int, end: int) -> tuple[str, str]:
    """What stands around a stretch of letters; the text's own ends are line ends."""
    before = text.text[text.end_of(start - 1) : text.start_of(start)] if start else "\n"
    after = text.text[text.end_of(end - 1) : text.start_of(end)] if end < len(text) else "\n"
    return before, after
