"""Demands out of a spreadsheet: which column is what, and one transaction for all rows or for none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from content.apart import sheets_apart
from content.dates.edtf import read_date
from content.formats.blocks import Unreadable
from content.messages import Message
from content.model import Sheet
from store.changes.demands import AddDemand
from store.changes.wording import line
from store.changes.work import Work
from store.errors import Refused
from store.exchange.csv_table import STARTERS
from store.exchange.table_heads import HEADS, chosen

if TYPE_CHECKING:
    from store.review import Review

#: Fields that several rows may share by cells that are one.
SHARED = ("topic", "addressee", "due")
#: What a spreadsheet counts days from; a day that lost its form is a number of five digits.
FIRST_DAY = date(1899, 12, 30)
#: Reasons told at once when rows are refused.
TOLD = 5


class Row(Struct, frozen=True):
    """One demand to be; ``at`` is the row's number in its sheet."""

    at: int
    text: str
    topic: str | None = None
    addressee: str | None = None
    due: str | None = None
    number: str | None = None
    parent: str | None = None


class Plan(Struct, frozen=True):
    """What would be loaded: ``columns`` gives the head each field is read from, ``unused`` the other heads,
    ``left_out`` the numbers of rows without a demand's text."""

    sheet: str
    columns: dict[str, str]
    unused: tuple[str, ...]
    rows: tuple[Row, ...]
    left_out: tuple[int, ...]


class Loaded(Struct, frozen=True):
    """``status`` is "added", or "duplicate" of a demand that was there with the same words."""

    row: int
    status: str
    demand: str
    text: str


def plan(data: bytes, columns: Mapping[str, str], sheet: str | None = None) -> Plan:
    """What the table says. ``columns`` gives heads for fields of ``HEADS``, "" for a field that is
    in no column; the others are told by their heads.

    Refused where the file is no table, where a column or sheet is missing or not the only one that fits, and
    for rows whose date or parent cannot be understood.
    """
    unknown = set(columns) - set(HEADS)
    if unknown:
        raise Refused(
            "there is no field {names}",
            "Fields are {fields}.",
            names=tuple(sorted(unknown)),
            fields=tuple(HEADS),
        )
    try:
        sheets = sheets_apart(data)
    except Unreadable as error:
        raise Refused("the table {reason}", error.advice, reason=error.reason) from error
    table, at, found = chosen(sheets, sheet, columns)
    heads = table.rows[at][1]
    below = _filled(table, [found[name] for name in SHARED if name in found])
    read = [_row(number, below.get(number, cells), found) for number, cells in table.rows[at + 1 :]]
    rows = tuple(row for row in read if row.text)
    _check(rows)
    return Plan(
        table.name,
        {name: heads[column] for name, column in found.items()},
        tuple(head for column, head in enumerate(heads) if head and column not in found.values()),
        rows,
        tuple(row.at for row in read if not row.text),
    )


def load(review: Review, wanted: Plan) -> tuple[Loaded, ...]:
    """The plan's demands into the review, parts below what they are part of: one transaction."""
    committed = review.transact(AddDemand.do, AddDemand.needs, lambda work: _load(work, wanted.rows))
    return committed.result  # type: ignore[no-any-return]


def _load(work: Work, rows: tuple[Row, ...]) -> tuple[Loaded, ...]:
    there = {
        (record["text"], record["parent"]): record["id"]
        for record in work.tx.scan("demands")
        if record["state"] != "rejected"
    }
    ids: dict[str, str] = {}
    done: dict[int, Loaded] = {}
    for row in _whole_first(rows):
        parent = ids.get(row.parent, row.parent) if row.parent else None
        words = line(AddDemand.do, "text", row.text)
        known = there.get((words, parent))
        made = known or AddDemand(row.text, row.topic, row.addressee, parent, row.due).apply(work)
        there[words, parent] = made
        if row.number:
            ids[row.number] = made
        done[row.at] = Loaded(row.at, "duplicate" if known else "added", made, words)
    return tuple(done[row.at] for row in rows)


def _whole_first(rows: tuple[Row, ...]) -> list[Row]:
    """The rows as they stand, each after the one it is part of. Refused for a ring."""
    by_number: dict[str | None, Row] = {row.number: row for row in rows if row.number}
    ordered: dict[int, Row] = {}
    for row in rows:
        chain = {row.at: row}
        above = by_number.get(row.parent)
        while above is not None and above.at not in ordered:
            if above.at in chain:
                raise Refused(
                    "row {at}: the demand is part of itself", "Correct the column of parents.", at=above.at
                )
            chain[above.at] = above
            above = by_number.get(above.parent)
        ordered |= dict(reversed(chain.items()))
    return list(ordered.values())


def _row(number: int, cells: tuple[str, ...], columns: dict[str, int]) -> Row:
    values = {name: _cell(cells, column) for name, column in columns.items()}
    due = values.pop("due", None)
    if due and len(due) == 5 and due.isdecimal():
        due = (FIRST_DAY + timedelta(int(due))).isoformat()
    said = read_date(due) if due else None
    return Row(number, values.pop("text") or "", due=said or due, **values)


def _filled(sheet: Sheet, columns: list[int]) -> dict[int, tuple[str, ...]]:
    """The rows in which a cell of these columns is one with one above, with what that says."""
    rows = dict(sheet.rows)
    filled: dict[int, tuple[str, ...]] = {}
    for column, first, last in sheet.merged:
        said = rows.get(first, ())[column : column + 1]
        for number in (
            range(first + 1, min(last, first + len(rows)) + 1) if column in columns and said else ()
        ):
            if number in rows:
                cells = filled.get(number, rows[number])
                cells += ("",) * (column + 1 - len(cells))
                filled[number] = (*cells[:column], *said, *cells[column + 1 :])
    return filled


def _cell(cells: tuple[str, ...], column: int) -> str | None:
    """A cell as one line without the apostrophe that keeps a text from being a formula; None for nothing."""
    said = " ".join(cells[column].split()) if column < len(cells) else ""
    guarded = said.startswith("'") and said[1:].lstrip().startswith(STARTERS)
    return (said[1:] if guarded else said) or None


def _check(rows: tuple[Row, ...]) -> None:
    from content.dates.edtf import is_edtf

    numbers = Counter(row.number for row in rows if row.number)
    wrong = [
        Message("row {at}: “{due}” is no date", at=row.at, due=row.due)
        for row in rows
        if row.due and not is_edtf(row.due)
    ]
    wrong += [
        Message("row {at}: there is no number “{parent}”", at=row.at, parent=row.parent)
        for row in rows
        if row.parent and row.parent not in numbers
    ]
    wrong += [
        Message("the number “{number}” stands {count} times", number=one, count=count)
        for one, count in numbers.items()
        if count > 1
    ]
    if wrong:
        advice = Message("Nothing was loaded. Correct the rows, or leave the column out: --column due=")
        told, more = tuple(wrong[:TOLD]), len(wrong) - TOLD
        if more > 0:
            raise Refused("{reasons} … and {count} more", advice, reasons=told, count=more)
        raise Refused("{reasons}", advice, reasons=told)
