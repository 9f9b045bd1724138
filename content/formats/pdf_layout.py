"""The order in which the lines of a page are read: columns, sidebars, footnotes, tables.

A page is cut into bands from top to bottom: lines of full width, and pieces that stand beside one
another with gutters between them. A band's columns are read one after another, a table row by row.
"""

from __future__ import annotations

import re
from collections import Counter

from content.formats.pdf_bands import SMALL, Band, bands_of, lines_beside
from content.formats.pdf_lines import Line
from content.formats.pdf_tables import is_prose, is_table, printed_rows, table_rows, without_headings
from content.regions import is_letterhead

#: A sidebar is narrower than this share of the column beside it.
_NARROW = 0.62
_OTHER_SIZE = 0.06
_TOUCHING = 0.15
_FOOTNOTE = re.compile(r"(?:\[\d{1,3}\]|\d{1,3}\)?|\*{1,3}\)?|[¹²³⁴-⁹]+|†)\s?[^\W\d]")
_SHORT_PIECE, _NEAR = 22, 3
_MAX_DEPTH = 6
#: No page that is read has more; made-up ones would take minutes.
_MOST_LINES = 3000


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
        beside = lines_beside(ordered)
        if not beside or depth > _MAX_DEPTH:
            return self.flow(ordered)
        result: list[Line] = []
        flow: list[Line] = []
        for band in bands_of(ordered, beside, self.size):
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
        while at > 0 and lines[at - 1].size < SMALL * self.size:
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
        columns = _with_tables(columns)
        main = max(columns, key=lambda column: sum(len(line.text) for line in column))
        small = all(line.size < SMALL * self.size for column in columns for line in column)
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


def _is_parted_once(band: Band, beside: set[int]) -> bool:
    """Whether only one line has a gap, a small one, or one beside a short piece: a place and its date."""
    pieces = sorted((line for line in band.lines if id(line) in beside), key=lambda line: line.left)
    if len(pieces) != 2:
        return False
    first, second = pieces
    near = second.left - first.right < _NEAR * first.size
    return near or min(len(first.text), len(second.text)) < _SHORT_PIECE


def _columns(band: Band) -> list[list[Line]]:
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


def _with_tables(columns: list[list[Line]]) -> list[list[Line]]:
    """Columns beside prose that hold none and stand together are one: a table, or a box."""
    prose = [is_prose(column) for column in columns]
    if not any(prose):
        return columns
    result: list[list[Line]] = []
    for at, column in enumerate(columns):
        if at and not prose[at] and not prose[at - 1]:
            result[-1] = result[-1] + column
        else:
            result.append(column)
    return result


def _width(column: list[Line]) -> float:
    return max(line.right for line in column) - min(line.left for line in column)
