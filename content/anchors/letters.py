"""A text as its words, and as its letters alone: what stays the same when a text is set anew.

Line ends, hyphens at line ends, soft hyphens, ligatures, quotation marks, dashes, bullets and capitals
differ between two renderings of one text; the sequence of its letters and digits does not. Everything
that maps passages counts in these letters and goes back to code points of the text as given at the end.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache

_ACCENTS = "\u0300-\u036f"
_MARKS = f"{_ACCENTS}\u00ad\u200b-\u200d\u2060\ufeff\ufffe"
_HYPHENS = "-‐¬\u00ad\ufffe"
#: Small letters that can go on with a word cut at a line end; "Städte-", "und" is no such word.
_GOES_ON = r"(?=[a-zß-öø-ÿﬀ-ﬆ])(?!(?:und|oder|bzw|sowie|bis|and|or)\b)"
#: No word is longer, so that a text without spaces stays cheap.
_LONGEST = 400
_WORD = re.compile(
    rf"[^\W_](?:[^\W_]|[{_HYPHENS}][ \t]*[\r\n\f]\s{{0,80}}{_GOES_ON}|[{_MARKS}]){{0,{_LONGEST}}}"
)
_CLUSTER = re.compile(rf"[^\W_][{_ACCENTS}]*")
_NO_LETTER = re.compile(r"[\W_]+")


@lru_cache(maxsize=256)
def clusters(word: str) -> Sequence[tuple[str, int, int]]:
    """Every letter of a word, folded, with where it starts and ends in the word."""
    found = []
    for match in _CLUSTER.finditer(word):
        folded = unicodedata.normalize("NFKC", match[0]).casefold()
        start, end = match.span()
        found += [(letter, start, end) for letter in _NO_LETTER.sub("", folded)]
    return found


class Letters:
    """The words of a text and its letters, one after another.

    ``keys`` are the words folded; word ``i`` has the letters ``at[i]`` to ``at[i + 1]`` and stands at
    ``starts[i]`` to ``ends[i]`` of the text. ``all`` is every letter in one string.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.keys: list[str] = []
        self.starts, self.ends, self.at = array("I"), array("I"), array("I", [0])
        known: dict[str, str] = {}
        letters = 0
        for match in _WORD.finditer(text):
            word = match[0]
            key = known.get(word)
            if key is None:
                key = known[word] = "".join([letter for letter, _start, _end in clusters(word)])
            if key:
                self.keys.append(key)
                self.starts.append(match.start())
                self.ends.append(match.end())
                letters += len(key)
                self.at.append(letters)
        self.all = "".join(self.keys)

    def __len__(self) -> int:
        return self.at[-1]

    def word_of(self, letter: int) -> int:
        """The number of the word that has this letter."""
        return bisect_right(self.at, letter) - 1

    def starts_word(self, letter: int) -> bool:
        """Whether a word starts with this letter, or the text is at its end."""
        at = bisect_left(self.at, letter)
        return at < len(self.at) and self.at[at] == letter

    def word_start(self, letter: int) -> int:
        """The first letter of the first word that starts at this letter or after it."""
        return self.at[bisect_left(self.at, letter)]

    def start_of(self, letter: int) -> int:
        """Where a letter starts in the text."""
        return self._bounds(letter)[0]

    def end_of(self, letter: int) -> int:
        """Where a letter ends in the text."""
        return self._bounds(letter)[1]

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The letters that a stretch of the text has a part of: the first, and the one after the last."""
        first = self._count(bisect_right(self.ends, start), start, starts=False)
        last = self._count(bisect_left(self.starts, end) - 1, end, starts=True)
        return first, max(first, last)

    def _bounds(self, letter: int) -> tuple[int, int]:
        word = self.word_of(letter)
        start, end = self.starts[word], self.ends[word]
        words, at = self.text[start:end], letter - self.at[word]
        if self.at[word + 1] - self.at[word] == end - start and words.isalnum():
            return start + at, start + at + 1
        _letter, first, last = clusters(words)[at]
        return start + first, start + last

    def _count(self, word: int, offset: int, *, starts: bool) -> int:
        """How many letters of the text, up to those of this word, start (or else end) before an offset."""
        if not 0 <= word < len(self.keys):
            return 0 if word < 0 else len(self)
        start, end = self.starts[word], self.ends[word]
        if offset <= start or offset >= end:
            return self.at[word] if offset <= start else self.at[word + 1]
        inside = clusters(self.text[start:end])
        offset -= start
        return self.at[word] + sum(first < offset if starts else last <= offset for _l, first, last in inside)
