"""The order in which the lines of a page are read: columns, sidebars, footnotes, tables.

A page is cut into bands from top to bottom: lines of full width, and pieces that stand beside one
another with gutters between them. A band's columns are read one after another, a table row by row.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from content.formats.pdf_lines import Line, overlap
from content.formats.pdf_tables import is_table, printed_rows, table_rows, without_headings
from content.regions import is_letterhead

#: A gutter is wider than this share of the letters' height.
_GUTTER = 0.6
#: A sidebar is narrower than this share of the column beside it.
_NARROW = 0.62
_OTHER_SIZE = 0.06
_APART = 1.6
_TOUCHING = 0.15
_SMALL = 0.93
_FOOTNOTE = re.compile(r"(?:\[\d{1,3}\]|\d{1,3}\)?|\*{1,3}\)?|[¹²³⁴-⁹]+|†)\s?[^\W\d]")
_SHORT_PIECE = 22
_MAX_DEPTH = 6
#: No page that is read has more; made-up ones would take minutes.
_MOST_LINES = 3000
_HEADING_SIZE, _HEAD_LINES = 1.12, 3
_STRIP = 0.35
#: Lines of columns that are set half a line apart still stand beside one another.
_BESIDE = 0.25

_Interval = tuple[float, float]


@dataclass(slots=True)
class _Band:
    """Lines of one height; ``covered`` is what they take of the page's width."""

    lines: list[Line] = field(default_factory=list)
    covered: list[_Interval] = field(default_factory=list)
    parted: bool = False
    """Whether pieces stand beside one another in it."""


def in_reading_order(lines: list[Line], first_column: int = 0) -> list[Line]:
    """The lines of one page in the order they are read, with ``column``, ``aside`` and ``row`` set.

    Columns are numbered from ``first_column`` on. Without boxes, and with thousands of lines, the file's
    order is kept.
    """
    for line in lines:
        line.column = first_column
    if not 0 < len(lines) <= _MOST_LINES or any(line.size <= 0 for line in lines):
        return lines
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    layout = _Layout(sizes.most_common(1)[0][0], first_column)
    return layout.read(lines, 0)


class _Layout:
    """One page while it is put in order."""

    def __init__(self, size: float, column: int) -> None:
        self.size, self.column = size, column

    def read(self, lines: list[Line], depth: int) -> list[Line]:
        ordered = sorted(lines, key=lambda line: -line.top)
        beside = _beside(ordered)
        if not beside or depth > _MAX_DEPTH:
            return self.flow(ordered)
        result: list[Line] = []
        flow: list[Line] = []
        for band in self.settled(self.bands(ordered, beside), beside):
            columns = _columns(band) if band.parted else []
            rows = printed_rows(band.lines)
            if len(columns) < 2 or len(rows) < 2 or _is_parted_once(band, beside):
                flow += [_whole(row) for row in rows]
                continue
            result += self.flow(flow)
            flow = []
            if is_table(columns):
                flow = without_headings(columns)
                result += self.table(columns)
            else:
                result += self.columns(columns, depth)
        return result + self.flow(flow)

    def bands(self, ordered: list[Line], beside: set[int]) -> list[_Band]:
        """Bands from top to bottom: each as long as a gutter runs through it."""
        bands: list[_Band] = []
        band = _Band()
        last = max((at for at, line in enumerate(ordered) if id(line) in beside), default=0)
        for at, line in enumerate(ordered):
            many = id(line) in beside
            covered = self.covered(band, line)
            closes = band.parted and (
                len(covered) < 2
                or (not many and len(covered) < len(band.covered))
                or (at < last and not many and self.is_head(line, band))
                or self.is_below_small_print(line, band)
            )
            if band.lines and (closes or (many and id(band.lines[-1]) not in beside and not band.parted)):
                bands.append(band)
                band = _Band()
                covered = [(line.left, line.right)]
            band.lines.append(line)
            band.covered = covered
            band.parted = band.parted or (many and len(covered) > 1)
        return [*bands, band]

    def is_head(self, line: Line, band: _Band) -> bool:
        """Whether a line is a heading over all columns: large, and off the column above it."""
        above = [other.bottom for other in band.lines if other.left < line.right and line.left < other.right]
        apart = not above or min(above) - line.top > _STRIP * line.size
        return apart and line.size > _HEADING_SIZE * self.size

    def is_below_small_print(self, line: Line, band: _Band) -> bool:
        """Whether all of the band is smaller than the text and stands off this line: the head of a page."""
        lowest = min(other.bottom for other in band.lines)
        if lowest - line.top < line.size or line.size < _SMALL * self.size:
            return False
        return all(other.size < _SMALL * self.size for other in band.lines)

    def covered(self, band: _Band, line: Line) -> list[_Interval]:
        """What the band covers with this line, joined where no gutter is between."""
        left, right = line.left, line.right
        gutter = _GUTTER * self.size
        apart: list[_Interval] = []
        for low, high in band.covered:
            if low - right < gutter and left - high < gutter:
                left, right = min(left, low), max(right, high)
            else:
                apart.append((low, high))
        return sorted([*apart, (left, right)])

    def settled(self, bands: list[_Band], beside: set[int]) -> list[_Band]:
        """The bands, with lines at their edges put to the text that they belong to."""
        result: list[_Band] = []
        for band, below in zip(bands, [*bands[1:], None], strict=True):
            if band.parted and result and not result[-1].parted:
                self.draw_in(result[-1], band)
            tail = _tail(band, beside) if band.parted and below else 0
            result.append(_Band(band.lines[: len(band.lines) - tail], band.covered, band.parted))
            if tail:
                result.append(_Band(band.lines[-tail:]))
        return [band for band in result if band.lines]

    def draw_in(self, above: _Band, band: _Band) -> None:
        """Moves lines right above a band into it where one of its columns begins with them."""
        count = 0
        below = band.lines[0]
        while count < len(above.lines):
            line = above.lines[-1 - count]
            if line.bottom - below.top > _STRIP * line.size:
                break
            count += 1
            below = line
        head = above.lines[len(above.lines) - count :]
        if all(len(self.covered(band, line)) == len(band.covered) for line in head):
            del above.lines[len(above.lines) - count :]
            band.lines[:0] = head

    def flow(self, lines: list[Line]) -> list[Line]:
        """Lines one below the other, footnotes at their end aside."""
        if not lines:
            return []
        self.column += 1
        for line in lines:
            line.column = self.column
        notes = self.notes(lines)
        for line in lines[len(lines) - notes :]:
            line.aside = True
        return lines

    def notes(self, lines: list[Line]) -> int:
        """How many lines at the end are a letterhead or footnotes (with a mark), smaller than the text."""
        at = len(lines)
        while at > 0 and lines[at - 1].size < _SMALL * self.size:
            at -= 1
        if at < len(lines) and is_letterhead("\n".join(line.text for line in lines[at:])):
            return len(lines) - at
        while at < len(lines) and not _FOOTNOTE.match(lines[at].text):
            at += 1
        return len(lines) - at

    def table(self, columns: list[list[Line]]) -> list[Line]:
        self.column += 1
        rows = table_rows(columns)
        for row in rows:
            row.column = self.column
        return rows

    def columns(self, columns: list[list[Line]], depth: int) -> list[Line]:
        """One column after another; a sidebar follows the column it stands beside."""
        main = max(columns, key=lambda column: sum(len(line.text) for line in column))
        small = all(line.size < _SMALL * self.size for column in columns for line in column)
        texts: list[Line] = []
        asides: list[Line] = []
        for column in columns:
            is_aside = small or (column is not main and self.is_sidebar(column, main))
            ordered = self.read(column, depth + 1)
            for line in ordered if is_aside else ():
                line.aside = True
            (asides if is_aside else texts).extend(ordered)
        return texts + asides

    def is_sidebar(self, column: list[Line], main: list[Line]) -> bool:
        if _width(column) > _NARROW * _width(main):
            return False
        if is_letterhead("\n".join(line.text for line in column)):
            return True
        sizes = sorted(line.size for line in column)
        return abs(sizes[len(sizes) // 2] - self.size) > _OTHER_SIZE * self.size


def _beside(ordered: list[Line]) -> set[int]:
    """The ids of the lines that stand beside another one."""
    found: set[int] = set()
    for at, line in enumerate(ordered):
        for other in ordered[at + 1 :]:
            if other.top <= line.bottom:
                break
            if overlap(line, other, _BESIDE) and (line.right <= other.left or other.right <= line.left):
                found.update((id(line), id(other)))
    return found


def _tail(band: _Band, beside: set[int]) -> int:
    """How many of the last lines stand alone, off the column above them, as a heading does."""
    alone = 0
    while id(band.lines[-1 - alone]) not in beside:
        alone += 1
    for count in range(min(alone, _HEAD_LINES), 0, -1):
        line = band.lines[-count]
        kept = band.lines[:-count]
        feet = [other.bottom for other in kept if other.left < line.right and line.left < other.right]
        if feet and min(feet) - line.bottom > _APART * 1.2 * line.size:
            return count
    return 0


def _is_parted_once(band: _Band, beside: set[int]) -> bool:
    """Whether only one line has a gap, and what it parts is short: a place and its date."""
    pieces = [line for line in band.lines if id(line) in beside]
    return len(pieces) == 2 and min(len(piece.text) for piece in pieces) < _SHORT_PIECE


def _columns(band: _Band) -> list[list[Line]]:
    columns: list[list[Line]] = [[] for _ in band.covered]
    for line in band.lines:
        middle = (line.left + line.right) / 2
        for (low, high), column in zip(band.covered, columns, strict=True):
            if low <= middle <= high:
                column.append(line)
                break
    return [column for column in columns if column]


def _whole(pieces: list[Line]) -> Line:
    """Pieces that only wide blanks part, as the line they are."""
    first = pieces[0]
    for piece in pieces[1:]:
        between = " " if piece.left - first.right > _TOUCHING * first.size else ""
        first.text = f"{first.text}{between}{piece.text}"
        first.right = max(first.right, piece.right)
        first.top, first.bottom = max(first.top, piece.top), min(first.bottom, piece.bottom)
    return first


def _width(column: list[Line]) -> float:
    return max(line.right for line in column) - min(line.left for line in column)
