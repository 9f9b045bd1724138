"""The sheets of an OpenDocument workbook, as of LibreOffice."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from content.formats.archive import Archive, drop, events
from content.formats.blocks import Unreadable

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
PART = "content.xml"
#: Blanks that one element may stand for.
MOST_BLANKS = 1000

Rows = list[tuple[int, list[str]]]
#: A sheet: name, rows by number, whether it is hidden, cells of a column that were made one.
Found = tuple[str, Rows, bool, list[tuple[int, int, int]]]


def tables(archive: Archive, most_columns: int, most_rows: int) -> Iterator[Found]:
    """The sheets, with one cell and one row more than the most at the most. Raises Unreadable."""
    if b"encryption-data" in archive.part("META-INF/manifest.xml"):
        raise Unreadable("is protected with a password", "save it without one")
    hidden: set[str] = set()
    sheet: _Sheet | None = None
    inside = 0
    for event, element in events(archive.part(PART)):
        if element.tag == f"{_TABLE}table":
            inside += 1 if event == "start" else -1
            if event == "start" and inside == 1:
                sheet = _Sheet(element, hidden, most_columns, most_rows)
            elif not inside and sheet is not None:
                yield sheet.name, sheet.rows, sheet.hidden, sheet.merged
                sheet = None
                drop(element)
        elif event == "end" and element.tag == f"{_STYLE}style":
            shown = element.find(f"{_STYLE}table-properties")
            if shown is not None and shown.get(f"{_TABLE}display") == "false":
                hidden.add(element.get(f"{_STYLE}name") or "")
        elif event == "end" and element.tag == f"{_TABLE}table-row" and sheet is not None and inside == 1:
            sheet.add(element)
            drop(element)


class _Sheet:
    def __init__(self, element: etree._Element, hidden: set[str], columns: int, rows: int) -> None:
        self.name = element.get(f"{_TABLE}name") or ""
        self.hidden = element.get(f"{_TABLE}style-name") in hidden
        self.rows: Rows = []
        self.merged: list[tuple[int, int, int]] = []
        self._columns, self._rows, self._number = columns + 1, rows + 1, 0

    def add(self, row: etree._Element) -> None:
        """A row, as often as it is repeated; one without a word only counts."""
        first, times = self._number + 1, _times(row, "number-rows-repeated")
        self._number += times
        cells: list[str] = []
        for cell in row:
            if cell.tag in _CELLS:
                self._span(cell, len(cells), first)
                alike = min(_times(cell, "number-columns-repeated"), self._columns - len(cells))
                # The empty ones at the end fill the whole width.
                cells += [_value(cell)] * alike
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            times = min(times, self._rows - len(self.rows))
            self.rows += ((number, cells) for number in range(first, first + times))

    def _span(self, cell: etree._Element, column: int, first: int) -> None:
        rows = _times(cell, "number-rows-spanned")
        if rows > 1 and _times(cell, "number-columns-spanned") == 1:
            self.merged.append((column, first, first + rows - 1))


def _times(element: etree._Element, name: str) -> int:
    said = element.get(f"{_TABLE}{name}") or ""
    return max(int(said), 1) if said.isdecimal() and len(said) < 12 else 1


def _value(cell: etree._Element) -> str:
    """A day as ISO has it; else the words of the cell, without what is remarked on it."""
    kind = cell.get(f"{_OFFICE}value-type")
    if kind == "date":
        return (cell.get(f"{_OFFICE}date-value") or "")[:10]
    if kind == "float":
        return (cell.get(f"{_OFFICE}value") or "").removesuffix(".0")
    return "\n".join("".join(_words(line)) for line in cell if line.tag == f"{_TEXT}p")


def _words(element: etree._Element) -> Iterator[str]:
    if element.tag == f"{_TEXT}s":
        said = element.get(f"{_TEXT}c") or "1"
        yield " " * (min(int(said), MOST_BLANKS) if said.isdecimal() and len(said) < 9 else 1)
    elif element.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
        yield " "
    elif element.tag != f"{_OFFICE}annotation":
        yield element.text or ""
        for inner in element:
            yield from _words(inner)
            yield inner.tail or ""
