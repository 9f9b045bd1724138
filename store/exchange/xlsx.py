"""The review as an Excel workbook: a sheet each for evidence, events, demands, notes and agreement.

Texts are string cells that stay texts also when somebody edits them; dates are dates. Nothing in a text
becomes a formula or a link.
"""

from __future__ import annotations

import io
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from store.errors import Refused
from store.exchange.csv_table import STARTERS
from store.exchange.plain import last_change, plain
from store.exchange.sheets import Cell, Sheet, sheets, time_of
from store.exchange.words import BARE, Words

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from store.review import Review

#: What a sheet of the format can hold; a cell's length is in UTF-16 units.
MOST_ROWS = 1 << 20
MOST_LETTERS = 32_767
FIRST_DAY = date(1900, 1, 1)
A4 = 9
#: Texts that begin like this are marked as texts: a spreadsheet would take them for something else.
GUARDED = (*STARTERS, "'")
DAYS = {"de": "dd.mm.yyyy", "en": "d mmm yyyy"}


def write(review: Review, words: Words = BARE) -> bytes:
    """Refused where there are more rows than a sheet can hold."""
    from xlsxwriter.workbook import Workbook

    view = review.view()
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        made = time_of(last_change(review, view.seq))
        book.set_properties({"title": plain(review.name), "created": made})
        forms = _forms(book, DAYS[words.language])
        for sheet in sheets(review, view, words):
            if len(sheet.rows) >= MOST_ROWS:
                raise Refused(
                    "“{sheet}” has {count} rows; a sheet holds {most}",
                    "Export as csv or json.",
                    sheet=sheet.name,
                    count=len(sheet.rows),
                    most=MOST_ROWS - 1,
                )
            _fill(book.add_worksheet(sheet.name), sheet, forms)
    return out.getvalue()


def _forms(book: Workbook, day: str) -> dict[str, Any]:
    top = {"valign": "top"}
    return {
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, **top}),
        "text": book.add_format({"text_wrap": True, **top}),
        # Marked as a text, so that it stays one when somebody opens the cell and leaves it again.
        "guarded": book.add_format({"text_wrap": True, "quote_prefix": True, **top}),
        "day": book.add_format({"num_format": day, "align": "left", **top}),
        "moment": book.add_format({"num_format": f"{day} hh:mm", "align": "left", **top}),
        "number": book.add_format({"num_format": "0", **top}),
        "share": book.add_format({"num_format": "0.00", **top}),
    }


def _fill(page: Worksheet, sheet: Sheet, forms: dict[str, Any]) -> None:
    for column, (head, width) in enumerate(sheet.columns):
        page.set_column(column, column, width)
        page.write_string(0, column, head, forms["head"])
    for at, row in enumerate(sheet.rows, 1):
        for column, cell in enumerate(row):
            if type(cell) is str and cell:
                text, form = _text(cell)
                page.write_string(at, column, text, forms[form])
            elif cell is not None and cell != "":
                _write(page, at, column, cell, forms)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _write(page: Worksheet, row: int, column: int, cell: Cell, forms: dict[str, Any]) -> None:
    if isinstance(cell, int | float):
        page.write_number(row, column, cell, forms["number" if isinstance(cell, int) else "share"])
    elif isinstance(cell, date) and cell >= (FIRST_DAY if type(cell) is date else datetime(1900, 1, 1)):
        page.write_datetime(row, column, cell, forms["moment" if isinstance(cell, datetime) else "day"])
    else:
        text, form = _text(str(cell))
        page.write_string(row, column, text, forms[form])


@lru_cache(4096)
def _text(said: str) -> tuple[str, str]:
    """A text as a cell holds it, and the form of that cell; states, names and titles come again and again."""
    text = fitting(plain(said))
    return text, "guarded" if text.lstrip().startswith(GUARDED) else "text"


def fitting(text: str) -> str:
    """The text, cut with an ellipsis where a cell could not hold it."""
    if 2 * len(text) <= MOST_LETTERS:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * MOST_LETTERS:
        return text
    return units[: 2 * (MOST_LETTERS - 1)].decode("utf-16-le", "ignore") + "…"
