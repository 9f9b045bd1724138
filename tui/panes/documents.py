"""The documents of a review: what each is, what hangs on it, what is new."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import cast

from store.rows import DocumentRow, Row
from store.view import View
from tui.formatting import day, day_short, number
from tui.locale import NP_
from tui.locale import gettext as _
from tui.panes.filtering import wanted_by
from tui.panes.listpane import ListPane
from tui.panes.made_rows import RowsById
from tui.panes.rows import Cell, ListRow
from tui.signs import SUSPECT

NEW = "•"
WIDE = 60


def document_rows(view: View, words: str = "", *, new: Set[str] = frozenset(), width: int = 38) -> RowsById:
    """One row a document: "•" while new, title, notes (✎), open suggestions (?), passages that a new version
    left to be checked (↯), date.

    ``new`` holds the ids of what came or changed since the reader's last visit; ``words`` is the filter.
    """
    wanted = wanted_by(view, words, lambda row: _signs(row, new))
    kept = view.document_ids if wanted is None else [row.id for row in view.documents if wanted(row)]

    def row_of(document: str) -> ListRow:
        return _row(cast(DocumentRow, view.by_id(document)), document in new, width)

    return RowsById(kept, row_of)


def needing(view: View, new: Set[str]) -> list[str]:
    """The documents with open suggestions or with passages to check, and the new ones."""
    return [d.id for d in view.documents if d.suggestions or d.rechecks or d.id in new]


def _row(document: DocumentRow, new: bool, width: int) -> ListRow:
    """Counts and date take only the room they need, so that most of the title can be read."""
    wide, counts = width >= WIDE, _counts(document)
    cells = [Cell(NEW if new else "", "bold", 1), Cell(document.title, "bold" if new else "")]
    if wide:
        cells.append(Cell(document.publisher, "dim", width // 5))
    if counts:
        cells.append(Cell(counts, "", len(counts), "right"))
    date = day(document.date) if wide else day_short(document.date)
    return ListRow(document.id, (*cells, Cell(date, "", 11 if wide else len(date), "right")))


def _counts(document: DocumentRow) -> str:
    notes = f"✎{number(document.notes)}" if document.notes else ""
    rechecks = f"{SUSPECT}{number(document.rechecks)}" if document.rechecks else ""
    return notes + (f"?{number(document.suggestions)}" if document.suggestions else "") + rechecks


def _signs(row: Row, new: Set[str]) -> list[str]:
    """What ``is:`` may ask for besides what the store knows: "new", "open" suggestions, "noted", "check"."""
    assert isinstance(row, DocumentRow)
    holding = {"new": row.id in new, "open": row.suggestions > 0, "noted": row.notes > 0}
    holding["check"] = row.rechecks > 0
    return [sign for sign, holds in holding.items() if holds]


class DocumentsPane(ListPane):
    """The list of documents; ``new`` holds the ids of what is new since the last visit."""

    pane_id = "documents"
    label = NP_("pane", "Documents")

    new: Set[str] = frozenset()

    def project(self, view: View, width: int) -> Sequence[ListRow]:
        return document_rows(view, self.filter_words, new=self.new, width=width)

    def needing(self, view: View) -> Sequence[str]:
        return needing(view, self.new)

    def details(self) -> str:
        total = len(self.view.document_ids) if self.view else 0
        return f"{number(len(self.rows))}/{number(total)}" if self.filter_words else number(total)

    def nothing(self) -> str:
        return _("No documents yet: vermerk import PROJECT FILE…")
