"""Where the lines of a text begin when it is wrapped to a width: an index, not a copy.

Lines are slices of the text: put together they are the text again, line feeds and the blanks at a break
included (those hang over the edge and are not drawn). Lines break after blanks and after the hyphen of a
compound, inside a word only if it is wider than the line. Text is what ``render.visible`` gives.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import islice

from tui import cells

_ODD = re.compile(f"[^{cells.NARROW}]+")
_SECOND = "\0"
#: Lines that are found in one go.
STRETCH = 512


class Wrapping:
    """The lines of ``text`` at ``width`` cells, found as they are asked for. There is always at least one."""

    def __init__(self, text: str, width: int) -> None:
        self.text = text
        self.width = max(1, width)
        self._starts = array("I", [0])
        self._ends: Iterator[int] | None = iter(_ends(text, self.width)) if text else None

    def __len__(self) -> int:
        while self._more():
            pass
        return len(self._starts)

    def has(self, line: int) -> bool:
        """Whether there is such a line."""
        while line >= len(self._starts) and self._more():
            pass
        return 0 <= line < len(self._starts)

    def likely(self, least: int) -> tuple[int, bool]:
        """How many lines there are, judged by what was found so far and by the first ``least``; and whether
        they are known to be just as many."""
        self.has(least)
        known = len(self._starts)
        if self._ends is None:
            return known, True
        return max(known, known * len(self.text) // self._starts[-1]), False

    def span(self, line: int) -> tuple[int, int]:
        """Start and end of a line in code points, with everything that belongs to it."""
        following = line + 1
        return self._starts[line], self._starts[following] if self.has(following) else len(self.text)

    def drawn(self, line: int) -> tuple[int, int]:
        """Start and end of what of the line is drawn: without its line feed and what hangs over."""
        start, end = self.span(line)
        shown = self.text[start:end].rstrip("\n")
        return start, start + cells.reach(shown, self.width)

    def line_of(self, offset: int) -> int:
        """The line of the code point at ``offset``; offsets outside the text count as its ends."""
        while offset >= self._starts[-1] and self._more():
            pass
        return max(0, bisect_right(self._starts, offset) - 1)

    def column_of(self, offset: int) -> int:
        """How many cells of its line stand before ``offset``, at most the line's last cell."""
        start, end = self.drawn(self.line_of(offset))
        return min(cells.cells(self.text[start : min(offset, end)]), self.width - 1)

    def offset_at(self, line: int, column: int) -> int:
        """The code point in ``column`` of a line, else the line's last one."""
        start, end = self.span(line)
        return min(start + cells.reach(self.text[start:end], column), max(start, end - 1))

    def _more(self) -> bool:
        """Find some more lines; False where all are known."""
        if self._ends is None:
            return False
        self._starts.extend(islice(self._ends, STRETCH))
        if self._starts[-1] == len(self.text):  # where the last line ends, none begins
            self._starts.pop()
            self._ends = None
        return True


def wrapped(parts: Iterable[tuple[str, str]], width: int) -> list[list[tuple[str, str]]]:
    """(text, style) parts as lines of at most ``width`` cells; blanks that hang over an edge are left out."""
    parts = list(parts)
    lines = Wrapping("".join(text for text, _style in parts), width)
    return [list(_cut(parts, *lines.drawn(line))) for line in range(len(lines))]


def _cut(parts: list[tuple[str, str]], start: int, end: int) -> Iterable[tuple[str, str]]:
    """What of the parts lies between two offsets."""
    at = 0
    for text, style in parts:
        piece = text[max(0, start - at) : max(0, end - at)]
        if piece:
            yield piece, style
        at += len(text)


def _ends(text: str, width: int) -> Iterable[int]:
    if cells.is_narrow(text):
        return _matches(text, width)
    stretched = _Stretched(text)
    return map(stretched.offset, _matches(stretched.text, width))


def _matches(text: str, width: int) -> Iterable[int]:
    return map(re.Match.end, _pattern(width).finditer(text))


@lru_cache(maxsize=8)
def _pattern(width: int) -> re.Pattern[str]:
    """One line of at most ``width`` cells and the break after it; no line begins with ``_SECOND``."""
    after = rf" {{1,{width}}}\n?|\n|\Z|(?<=\w[-–/])(?=\w)|(?<={_SECOND})(?!{_SECOND})"
    broken = rf"[^\n]{{{width}}}(?!{_SECOND})|[^\n]{{{max(1, width - 1)}}}{_SECOND}?"
    return re.compile(rf"[^\n]{{1,{width}}}(?:{after})|\n|{broken}")


class _Stretched:
    """``text`` with one character a cell: a cluster becomes its first character and, where it is wide,
    ``_SECOND``. Remembers which offsets of the original its places stand for."""

    def __init__(self, text: str) -> None:
        self._pieces: list[str] = []
        self._size = 0
        #: Where a stretch begins: its place here, its offset there, and how many cells a code point has.
        self._places, self._offsets, self._scales = array("Q"), array("Q"), array("B")
        done = 0
        for run in _ODD.finditer(text):
            start = run.start()
            if start and cells.is_zero_width(text[start]):
                start -= 1
            self._add(done, text[done:start])
            self._add_run(start, text[start : run.end()])
            done = run.end()
        self._add(done, text[done:])
        self._places.append(self._size)
        self._offsets.append(len(text))
        self._scales.append(1)
        self.text = "".join(self._pieces)

    def offset(self, place: int) -> int:
        """The offset in the original that ``place`` stands for."""
        known = bisect_right(self._places, place) - 1
        return self._offsets[known] + (place - self._places[known]) // self._scales[known]

    def _add_run(self, offset: int, run: str) -> None:
        done = 0
        for wide in _wide().finditer(run):
            self._add_clusters(offset + done, run[done : wide.start()])
            self._add(offset + wide.start(), _SECOND.join(wide[0]) + _SECOND, 2)
            done = wide.end()
        self._add_clusters(offset + done, run[done:])

    def _add_clusters(self, offset: int, text: str) -> None:
        for start, _, width in cells.clusters(text):
            self._add(offset + start, text[start] + _SECOND * (width - 1) if width else "")

    def _add(self, offset: int, piece: str, scale: int = 1) -> None:
        if piece:
            self._pieces.append(piece)
            self._places.append(self._size)
            self._offsets.append(offset)
            self._scales.append(scale)
            self._size += len(piece)


@cache
def _wide() -> re.Pattern[str]:
    """A run of wide characters with nothing joined to them."""
    none = cells.zero_width()
    return re.compile(rf"(?<!{cells.JOINER})[{cells.WIDE}]+(?![{none}])")
