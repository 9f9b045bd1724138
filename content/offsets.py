"""Where the characters of a text stand once it is in normal form."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from msgspec import Struct

from content.model import Span
from content.normalise import STEPS, clean, without_holes


class Normalised(Struct, frozen=True):
    """A text in normal form, and for each of its code points the stretch of the given text it stands for.

    Both lists never fall; characters of the given text that left no trace lie in no stretch.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> Span | None:
        """A stretch of the given text in the normal form; None where nothing of it is left."""
        first, last = bisect_right(self.ends, start), bisect_left(self.starts, end)
        return Span(first, last) if first < last else None


def normalised(text: str) -> Normalised:
    """The text as ``normal_form`` makes it (LF, NFC, plain blanks, nothing that is no text)."""
    made = Normalised(text, range(len(text)), range(1, len(text) + 1))
    whole = without_holes(clean(text))[0]
    if whole == text:
        return made
    for pattern, becomes in STEPS:
        made = _replaced(made, pattern, becomes)
    made = _composed(made)
    return Normalised(without_holes(made.text)[0], made.starts, made.ends)


def _replaced(given: Normalised, pattern: re.Pattern[str], becomes: Callable[[str], str]) -> Normalised:
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for match in pattern.finditer(given.text):
        start, end = match.span()
        new = becomes(match[0])
        parts += (given.text[at:start], new)
        starts += given.starts[at:start]
        starts += [given.starts[start]] * len(new)
        ends += given.ends[at:start]
        ends += [given.ends[end - 1]] * len(new)
        at = end
    if not at:
        return given
    parts.append(given.text[at:])
    return Normalised("".join(parts), [*starts, *given.starts[at:]], [*ends, *given.ends[at:]])


#: What never joins with the letter before it: a stretch may begin there. Letters of one block that compose
#: with what follows (Hangul, some Indic vowels) are marks or in the ranges left out.
def _joins(char: str) -> bool:
    return unicodedata.category(char)[0] == "M" or "\u1160" <= char <= "\u11ff"


def _composed(given: Normalised) -> Normalised:
    """NFC, cluster by cluster."""
    text = given.text
    if unicodedata.is_normalized("NFC", text):
        return given
    borders = [at for at, char in enumerate(text) if not at or not _joins(char)] + [len(text)]
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in zip(borders, borders[1:], strict=False):
        new = unicodedata.normalize("NFC", text[start:end])
        parts.append(new)
        if len(new) == end - start:
            starts += given.starts[start:end]
            ends += given.ends[start:end]
        else:
            starts += [given.starts[start]] * len(new)
            ends += [given.ends[end - 1]] * len(new)
    return Normalised("".join(parts), starts, ends)
