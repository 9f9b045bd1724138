"""Showing rows to read: the help, a history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical

from tui.locale import gettext as _
from tui.panes.bars import Bar
from tui.panes.rowlist import RowList
from tui.panes.rows import ListRow
from tui.screens.dialog import Dialog


class ListScreen(Dialog[str | None]):
    """Below the rows the highlighted one in full; Esc, q or Enter leaves. On a row that ``opens`` something
    Enter gives that back."""

    def __init__(
        self,
        title: str,
        rows: Sequence[ListRow],
        details: Mapping[str, str],
        opens: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__()
        self._heading = title
        self._rows = rows
        self._details, self._opens = details, opens or {}

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog", classes="tall"):
            yield Bar(self._heading, id="heading", wrap=True)
            yield RowList(id="rows", empty=_("Nothing yet."))
            yield Bar(id="details", wrap=True)
            moves = _("j k move · Enter that version · Esc back") if self._opens else _("j k move · Esc back")
            yield Bar(moves, id="keys", wrap=True)

    def on_mount(self) -> None:
        rows = self.query_one(RowList)
        rows.show(list(self._rows))
        rows.focus()

    @on(RowList.Highlighted)
    def _moved(self, event: RowList.Highlighted) -> None:
        self.query_one("#details", Bar).show(self._details.get(event.row_id or "", ""))

    def on_key(self, event: events.Key) -> None:
        if event.key in ("escape", "q", "enter", "question_mark"):
            event.stop()
            row = self.query_one(RowList).highlighted or ""
            self.dismiss(self._opens.get(row) if event.key == "enter" else None)
