"""Showing rows to read: the help, a history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical

from tui.keymap import KEPT, MOVING, printed, shown
from tui.locale import gettext as _
from tui.panes.bars import Bar
from tui.panes.rowlist import RowList
from tui.panes.rows import ListRow
from tui.screens.dialog import Dialog


class ListScreen(Dialog[str | None]):
    """Below the rows the highlighted one in full; ``keys`` and Enter lead back. On a row that ``opens``
    something Enter gives that back."""

    def __init__(
        self,
        title: str,
        rows: Sequence[ListRow],
        details: Mapping[str, str],
        keys: str = "escape",
        opens: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__()
        self._keys = (*keys.split(), "enter")
        self._heading = title
        self._rows = rows
        self._details, self._opens = details, opens or {}

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog", classes="tall"):
            yield Bar(self._heading, id="heading", wrap=True)
            yield RowList(id="rows", empty=_("Nothing yet."))
            yield Bar(id="details", wrap=True)
            yield Bar(self.keys_line(), id="keys", wrap=True)

    def keys_line(self) -> str:
        """What the keys do."""
        moves = _("j k move · Enter that version · {key} back") if self._opens else _("j k move · {key} back")
        return moves.format(key=shown(self._keys[0]))

    def on_mount(self) -> None:
        rows = self.query_one(RowList)
        rows.show(list(self._rows))
        rows.focus()

    @on(RowList.Highlighted)
    def _moved(self, event: RowList.Highlighted) -> None:
        self.query_one("#details", Bar).show(self._details.get(event.row_id or "", ""))

    def on_key(self, event: events.Key) -> None:
        key, keys = printed(event), self.query_one("#keys", Bar)
        keys.show(self.keys_line())
        if key in MOVING or key in KEPT:
            return
        event.stop()
        if key in self._keys:
            row = self.query_one(RowList).highlighted or ""
            self.dismiss(self._opens.get(row) if key == "enter" else None)
        else:
            said = _("! This key does nothing here; {key} leads back.")
            keys.show(said.format(key=shown(self._keys[0])), "bold")
