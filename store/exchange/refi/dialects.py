"""How a program counted positions in a text, told from where its selections would stand.

The standard counts Unicode code points. Found in files are also UTF-16 units, line ends of CR LF counted as
one or as two whatever the file has, and a byte-order mark that is counted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from content.messages import Message
from content.normalise import clean
from store.exchange.refi.model import Selection

_CUT = ("…", "...")
#: A name this long may have been cut without a sign.
LONG = 40
#: Units by which an end may be beyond the text.
_BEYOND = 2


class Dialect(NamedTuple):
    """``line_end`` is what a line end counts: 1, 2, or 0 for as many as it has characters."""

    utf16: bool
    line_end: int
    mark: bool

    def told(self) -> Message:
        units = Message("UTF-16 units") if self.utf16 else Message("code points")
        ends = (Message("as written"), Message("as one"), Message("as two"))[self.line_end]
        if self.mark:
            return Message(
                "{units}, line ends counted {ends}, and the byte-order mark", units=units, ends=ends
            )
        return Message("{units}, line ends counted {ends}", units=units, ends=ends)


#: In order of trust where nothing tells them apart.
DIALECTS = tuple(
    Dialect(utf16, line_end, mark)
    for mark in (False, True)
    for utf16, line_end in ((False, 1), (True, 0), (False, 0), (True, 1), (False, 2), (True, 2))
)


class Counted:
    """The positions of one dialect in one text: ``spans`` gives code points of the text as it is."""

    def __init__(self, text: str, dialect: Dialect) -> None:
        self.text = text
        self._mark = int(dialect.mark)
        self._at: Sequence[int] = range(len(text) + 1)
        if dialect.utf16 or dialect.line_end == 2 or "\r" in text:
            self._at = list(accumulate(_widths(text, dialect), initial=0))

    def span(self, selection: Selection) -> tuple[int, int] | None:
        """None for what is outside the text or empty. An end just beyond the text is its end: some programs
        count a last line end that they do not write."""
        start, end = selection.start - self._mark, selection.end - self._mark
        if self._at[-1] < end <= self._at[-1] + _BEYOND:
            end = self._at[-1]
        if not 0 <= start < end <= self._at[-1]:
            return None
        first, last = bisect_left(self._at, start), bisect_left(self._at, end)
        return (first, last) if first < last else None


def _widths(text: str, dialect: Dialect) -> Iterator[int]:
    for at, char in enumerate(text):
        if char == "\r" and text[at + 1 : at + 2] == "\n":
            yield 1 if dialect.line_end == 0 else 0
        elif char in "\r\n":
            yield dialect.line_end or 1
        else:
            yield 2 if dialect.utf16 and char > "\uffff" else 1


class Traits(NamedTuple):
    """What tells dialects apart in a text; ``marked`` says that its file began with a byte-order mark."""

    astral: bool
    returns: bool
    ends: bool
    marked: bool

    @classmethod
    def of(cls, text: str, marked: bool) -> Traits:
        astral = not text.isascii() and max(text) > "\uffff"
        return cls(astral, "\r" in text, "\n" in text or "\r" in text, marked)

    def possible(self) -> list[Dialect]:
        """The dialects that differ for the text."""
        return [dialect for dialect in DIALECTS if self.same(dialect) == dialect]

    def same(self, dialect: Dialect) -> Dialect:
        """The one of ``possible`` that counts as ``dialect`` does."""
        line_end = dialect.line_end
        if (line_end == 0 and not self.returns) or (line_end == 2 and not self.ends):
            line_end = 1
        return Dialect(dialect.utf16 and self.astral, line_end, dialect.mark and self.marked)


class Score(NamedTuple):
    """How well selections sit: how many say the words they are named after, and how many ends are at the
    edge of a word, with one more for words that are the same letter by letter."""

    named: int
    edges: int


def score(text: str, selections: Sequence[Selection], spans: Sequence[tuple[int, int] | None]) -> Score:
    """How well selections sit in these stretches of the text."""
    named = sitting = 0
    for selection, span in zip(selections, spans, strict=True):
        if span is not None:
            words = text[slice(*span)]
            named += says(words, selection.name)
            sitting += edges(text, *span) + (words == selection.name)
    return Score(named, sitting)


def says(words: str, name: str) -> bool:
    """Whether words are those that a selection is named after, which may have been cut."""
    found, wanted = squeezed(words), squeezed(name)
    if not wanted or found == wanted:
        return bool(wanted)
    for sign in _CUT:
        if wanted.endswith(sign):
            wanted = wanted.removesuffix(sign)
            return bool(wanted) and found.startswith(wanted)
    return len(name.strip()) >= LONG and found.startswith(wanted)


def squeezed(text: str) -> str:
    """The words in normal form without blanks: names have one, none or several for a line end."""
    return "".join(clean(text).split())


def edges(text: str, start: int, end: int) -> int:
    """How many of the two ends of a stretch are at the edge of a word."""
    return _edge(text, start, text[start]) + _edge(text, end, text[end - 1])


def _edge(text: str, at: int, inner: str) -> int:
    """1 where a border is beside a letter or mark, not a blank, and inside no word."""
    inside = 0 < at < len(text) and _in_word(text[at - 1]) and _in_word(text[at])
    return int(not inside and not inner.isspace())


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_"
