"""Rows of a spreadsheet: CSV, or the sheets of a workbook of Excel or LibreOffice.

Every cell is a text; days are ISO dates. No document is read this way: a table is
data for a command that says what its columns mean.
"""

from __future__ import annotations

import csv
import io
import posixpath
import re
from collections.abc import Iterator
from datetime import date, timedelta

from lxml import etree

from content.formats import ods
from content.formats.archive import Archive, drop, events
from content.formats.blocks import Unreadable
from content.formats.encoding import decode
from content.model import Sheet

MOST_COLUMNS = 256
MOST_ROWS = 30_000
MOST_BYTES = 12 << 20
#: Formats of dates that the standard numbers, without those for times of day alone.
_DATES = {*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)}
_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_PLACE = re.compile("([A-Z]{1,3})([0-9]{1,7})")


def read_sheets(data: bytes) -> tuple[Sheet, ...]:
    """The sheets of a workbook, or the one of a CSV file. Raises Unreadable."""
    if len(data) > MOST_BYTES:
        raise Unreadable(
            "is too large ({size} MB; at most {limit} MB)",
            "split it into parts",
            size=len(data) >> 20,
            limit=MOST_BYTES >> 20,
        )
    try:
        return _read(data)
    except Unreadable:
        raise
    except Exception as error:
        # As with documents: hostile files fail in ways nobody lists.
        raise Unreadable("cannot be read as a table", "open it and save it again") from error


def _read(data: bytes) -> tuple[Sheet, ...]:
    if data.startswith(b"PK"):
        archive = Archive(data)
        if ods.PART in archive and "xl/workbook.xml" not in archive:
            return tuple(
                Sheet(name, _sheet(name, iter(rows)).rows, hidden, tuple(merged))
                for name, rows, hidden, merged in ods.tables(archive, MOST_COLUMNS, MOST_ROWS)
            )
        return tuple(_workbook(archive))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("is a workbook of an old format, or one with a password", "save it as .xlsx")
    return (_sheet("", _csv(decode(data)[0])),)


def _sheet(name: str, rows: Iterator[tuple[int, list[str]]]) -> Sheet:
    kept = []
    for number, cells in rows:
        clean = tuple(cell.strip() for cell in cells)
        if len(clean) > MOST_COLUMNS:
            raise Unreadable(
                "has more than {most} columns", "keep only those that are needed", most=MOST_COLUMNS
            )
        if any(clean):
            kept.append((number, clean))
        if len(kept) > MOST_ROWS:
            raise Unreadable("has more than {most:,} rows", "split it into parts", most=MOST_ROWS)
    return Sheet(name, tuple(kept))


def _csv(text: str) -> Iterator[tuple[int, list[str]]]:
    if "\0" in text:
        raise Unreadable("is no table", "save it as .xlsx or .csv")
    first, _, rest = text.partition("\n")
    named = re.fullmatch(r"sep=(.)", first.strip())
    mark = named[1] if named else max(";\t,", key=re.sub('"[^"]*"', "", first).count)
    reader = csv.reader(io.StringIO(rest if named else text, newline=""), delimiter=mark)
    try:
        yield from enumerate(reader, 2 if named else 1)
    except csv.Error:
        raise Unreadable("is no table that can be read", "save it as .xlsx") from None


def _workbook(archive: Archive) -> Iterator[Sheet]:
    book, links = archive.side_part("xl/workbook.xml"), archive.side_part("xl/_rels/workbook.xml.rels")
    if book is None or links is None:
        raise Unreadable("is no workbook", "save it as .xlsx, .ods or .csv")
    targets = {link.get("Id"): link.get("Target") or "" for link in links}
    strings, dates = _strings(archive), _date_styles(archive)
    begin = date(1904, 1, 1) if _flag(book) else date(1899, 12, 30)
    for sheet in _named(book, "sheet"):
        ids = [value for name, value in sheet.attrib.items() if etree.QName(name).localname == "id"]
        part = posixpath.normpath(posixpath.join("/xl", targets.get(ids[0] if ids else None, ""))).lstrip("/")
        merged: list[str] = []
        found = _sheet(sheet.get("name") or "", _rows(archive.part(part), strings, dates, begin, merged))
        hidden = sheet.get("state") in ("hidden", "veryHidden")
        yield Sheet(found.name, found.rows, hidden, tuple(_merged(merged)))


def _named(tree: etree._Element, name: str) -> Iterator[etree._Element]:
    return (one for one in tree.iter("{*}" + name))


def _flag(book: etree._Element) -> bool:
    """Whether days are counted from 1904, as old Macs did."""
    return any(one.get("date1904") in ("1", "true") for one in _named(book, "workbookPr"))


def _strings(archive: Archive) -> list[str]:
    found = []
    for event, element in _parsed(archive.part("xl/sharedStrings.xml")):
        if event == "end" and _tag(element) == "si":
            found.append(_text(element))
            drop(element)
    return found


def _date_styles(archive: Archive) -> frozenset[int]:
    """The numbers of the cell styles that show a day."""
    styles = archive.side_part("xl/styles.xml")
    if styles is None:
        return frozenset()
    own = {
        one.get("numFmtId"): re.search("[yd]", _LITERAL.sub("", one.get("formatCode") or "").lower())
        for one in _named(styles, "numFmt")
    }
    formats = [one.get("numFmtId") for table in _named(styles, "cellXfs") for one in table]
    return frozenset(
        at
        for at, form in enumerate(formats)
        if own.get(form) or (form not in own and (form or "").isdigit() and int(form or 0) in _DATES)
    )


def _merged(refs: list[str]) -> Iterator[tuple[int, int, int]]:
    """The cells of one column that "A2:A5" says are one."""
    for ref in refs:
        places = [_PLACE.fullmatch(place) for place in ref.split(":")]
        if len(places) == 2 and places[0] and places[1] and places[0][1] == places[1][1]:
            yield _number(places[0][1]), int(places[0][2]), int(places[1][2])


def _rows(
    xml: bytes, strings: list[str], dates: frozenset[int], begin: date, merged: list[str]
) -> Iterator[tuple[int, list[str]]]:
    """Rows by number; ``merged`` gets the places of cells that were made one."""
    number, cells = 0, dict[int, str]()
    for event, element in _parsed(xml):
        if event == "start":
            continue
        if _tag(element) == "mergeCell" and len(merged) < MOST_ROWS:
            merged.append(element.get("ref") or "")
        if _tag(element) == "c":
            cells[_column(element, len(cells))] = _value(element, strings, dates, begin)
        elif _tag(element) == "row":
            given = element.get("r") or ""
            number = int(given) if given.isdecimal() else number + 1
            yield number, [cells.get(at, "") for at in range(max(cells, default=-1) + 1)]
            cells = {}
            drop(element)


def _parsed(xml: bytes) -> Iterator[tuple[str, etree._Element]]:
    return events(xml) if xml else iter(())


def _column(cell: etree._Element, after: int) -> int:
    """Where a cell stands, from 0: what it says, else behind the one before."""
    place = _PLACE.fullmatch(cell.get("r") or "")
    return after if place is None else _number(place[1])


def _number(letters: str) -> int:
    """The number of a column, from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _value(cell: etree._Element, strings: list[str], dates: frozenset[int], begin: date) -> str:
    kind, said = cell.get("t") or "n", cell.findtext("{*}v") or ""
    if not said and cell.find("{*}f") is not None and (kind == "n" or cell.find("{*}v") is None):
        raise Unreadable("has formulas without results", "open it in a spreadsheet program and save it again")
    if kind == "inlineStr":
        return _text(cell)
    if kind == "s":
        return strings[int(said)] if said.isdecimal() and int(said) < len(strings) else ""
    if kind == "n" and (cell.get("s") or "0").isdecimal() and int(cell.get("s") or 0) in dates:
        return _day(said, begin)
    return said.removesuffix(".0") if kind == "n" else _ESCAPE.sub(_letter, said)


def _day(number: str, begin: date) -> str:
    """The day that Excel counts; a number that is none stays."""
    try:
        days = int(float(number))
        early = begin.year == 1899 and days < 60  # Excel counts a 29th of February 1900.
        return (begin + timedelta(days + early)).isoformat()
    except (ValueError, OverflowError):
        return number


def _text(element: etree._Element) -> str:
    """The words of a string, without the readings that Asian scripts note above them."""
    words = (t.text or "" for t in _named(element, "t") if _tag(t.getparent()) != "rPh")
    return _ESCAPE.sub(_letter, "".join(words))


def _letter(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)


def _tag(element: etree._Element | None) -> str:
    return "" if element is None else etree.QName(element).localname
