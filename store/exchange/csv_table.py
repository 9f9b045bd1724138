"""The evidence table as CSV: UTF-8 without a mark, commas, RFC 4180. No cell can become a formula."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from store.exchange.table import COLUMNS, lines
from store.exchange.words import BARE, Words

if TYPE_CHECKING:
    from store.review import Review

#: What spreadsheets take for the start of a formula, also behind blanks; some take the full-width forms too.
STARTERS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def write(review: Review, words: Words = BARE) -> bytes:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow([words.say(name) for name in COLUMNS])
    for line in lines(review.view(), words):
        table.writerow([safe(cell) for cell in line.cells])
    return out.getvalue().encode("utf-8")


def safe(cell: str) -> str:
    """The cell with an apostrophe in front where a spreadsheet would calculate it."""
    if cell[:1] in ("\t", "\r") or cell.lstrip().startswith(STARTERS):
        return "'" + cell
    return cell
