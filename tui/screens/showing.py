"""Showing rows to read: the help, a history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical

from tui.commands.motions import Motion
from tui.keymap import printed, shown
from tui.locale import gettext as _
from tui.locale import pgettext
from tui.panes.bars import Bar, rows_of
from tui.panes.rowlist import RowList
from tui.panes.rows import ListRow
from tui.panes.sheet import Sheet
from tui.screens.dialog import Dialog
from tui.screens.keysbar import KeysBar


class ListScreen(Dialog[str | None]):
    """Below the rows the highlighted one in full; ``keys`` and Enter lead back. On a row that ``opens``
    something Enter gives that back."""

    PANE = "rows"

    def __init__(
        self,
        title: str,
        rows: Sequence[ListRow],
        details: Mapping[str, str],
        keys: str = "escape",
        opens: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__()
        self._keys = keys.split()
        self._heading = title
        self._rows = rows
        self._details, self._opens = details, opens or {}

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog", classes="tall"):
            yield Bar(self._heading, id="heading", wrap=True)
            yield RowList(id="rows", empty=_("Nothing yet."))
            yield Sheet(id="details")
            yield KeysBar(self.keys_line(), id="keys", wrap=True)

    def idle(self) -> tuple[str, ...]:
        there = self.is_mounted and self.query_one(Sheet).size.height and self.query_one(Sheet).longer
        reading = () if there else ("rows.scroll_down", "rows.scroll_up")
        return reading if self._opens else (*reading, "rows.open")

    def keys_line(self) -> str:
        moves = f"{self.keymap.shown('list.down')} {self.keymap.shown('list.up')} {pgettext('keys', 'Move')}"
        return f"{moves} · {self.keymap.line(self.PANE, self.idle())}"

    def on_mount(self) -> None:
        rows = self.query_one(RowList)
        rows.show(list(self._rows))
        rows.focus()

    @on(RowList.Highlighted)
    def _moved(self) -> None:
        self._tell_all(same=False)

    @on(Sheet.Resized)
    def _resized(self) -> None:
        self._tell_all(same=True)
        self._tell("")

    def _tell_all(self, same: bool) -> None:
        """Say below the rows all there is to the highlighted one."""
        sheet, row = self.query_one(Sheet), self.query_one(RowList).highlighted or ""
        lines = rows_of(self._details.get(row, ""), sheet.room)
        sheet.styles.height = len(lines) + 1
        sheet.show([[(line, "")] for line in lines], same)

    def takes(self, event: events.Key) -> bool:
        """Motions go to the rows; the keys that led here lead back."""
        key = printed(event)
        command = self.keymap.find(key, self.PANE)
        if isinstance(command, Motion):
            self.query_one(RowList).move(command.way)
        elif command is None or command.id in self.idle():
            if key not in (*self._keys, *self.keymap.key("rows.open").split()):
                return False
            self.dismiss(None)
        else:
            return super().takes(event)
        return True

    def in_vain(self) -> str:
        return _("! This key does nothing here; {key} leads back.").format(key=shown(self._keys[0]))

    def do_open(self) -> None:
        self.dismiss(self._opens.get(self.query_one(RowList).highlighted or ""))

    def do_scroll_down(self) -> None:
        self.query_one(Sheet).page(1)

    def do_scroll_up(self) -> None:
        self.query_one(Sheet).page(-1)
