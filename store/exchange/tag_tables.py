"""The codebook and its tables for spreadsheets: tags, tags by document, tags by tag.

Only tags count that are there; what a tag of a name above carries is not counted with it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from msgspec import Struct

from store.codebook.tables import NO_DOCUMENT, Table, by_document, by_tag
from store.codebook.tree import Node, tree
from store.exchange.csv_table import safe
from store.exchange.words import N_, Words
from store.view import View

Cell = str | int | None

CODEBOOK = (
    N_("tag"), N_("description"), N_("colour"), N_("hotkey"), N_("uses"), N_("uses with those below"),
)  # fmt: skip


class TagSheet(Struct, frozen=True):
    """``heads`` of columns, and a row a tag; a cell that counts nothing is None."""

    heads: tuple[str, ...]
    rows: list[tuple[Cell, ...]]


def codebook(view: View, words: Words) -> TagSheet:
    """Every name with what the codebook says of it, and how many records carry it, alone and with those
    below it."""
    rows: list[tuple[Cell, ...]] = []
    for node in tree(view):
        tag = node.tag
        said = (tag.description, tag.colour, tag.hotkey) if tag else (None, None, None)
        rows.append((node.name, *said, node.uses, node.total))
    return TagSheet(tuple(words.say(head) for head in CODEBOOK), rows)


def document_sheet(view: View, words: Words) -> TagSheet:
    """How many places of each document carry a tag; the documents by date."""
    table = by_document(view)
    dated = sorted(view.documents, key=lambda row: (row.date is None, row.date or ""))
    columns = {row.id: " · ".join(filter(None, (row.id, row.title, row.date))) for row in dated}
    if any(document == NO_DOCUMENT for _name, document in table.counts):
        columns[NO_DOCUMENT] = words.say("in no document")
    return _sheet(table, columns, words)


def pair_sheet(view: View, words: Words) -> TagSheet:
    """At how many places two tags cover common words; a tag with itself: how many carry it."""
    table = by_tag(view)
    return _sheet(table, {node.name: node.name for node in _tags(table)}, words)


def _sheet(table: Table, columns: dict[str, str], words: Words) -> TagSheet:
    rows = [
        (node.name, table.totals.get(node.name, 0), *(table.counts.get((node.name, one)) for one in columns))
        for node in _tags(table)
    ]
    return TagSheet((words.say("tag"), words.say("places"), *columns.values()), list(rows))


def _tags(table: Table) -> Iterator[Node]:
    return (node for node in table.nodes if node.tag is not None)


def as_csv(sheet: TagSheet) -> bytes:
    """As the evidence table: UTF-8 without a mark, commas; no cell can become a formula."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    for row in (sheet.heads, *sheet.rows):
        table.writerow(_cells(row))
    return out.getvalue().encode("utf-8")


def _cells(row: Sequence[Cell]) -> list[str]:
    return [safe(cell) if isinstance(cell, str) else "" if cell is None else str(cell) for cell in row]
