"""What the full screens with a grid share: moving in it, and below it what the cell under the cursor is
about.
"""

from __future__ import annotations

from typing import TypeVar

from textual import on
from textual.app import ComposeResult

from tui.locale import gettext as _
from tui.panes.bars import Bar
from tui.panes.grid import Grid
from tui.panes.sheet import Sheet
from tui.panes.tabular import Column, Line
from tui.screens.keysbar import KeysBar
from tui.screens.overlay import Overlay

T = TypeVar("T")

#: The lower part says what the cell is about; below this height there is none.
LEAST = 12


class GridScreen(Overlay[T]):
    """``line`` and ``column`` are the ids of those under the cursor."""

    line = column = ""

    def compose(self) -> ComposeResult:
        yield Bar(id="title")
        yield Grid(id="grid")
        yield Sheet(id="sheet")
        yield Bar(id="status", wrap=True)
        yield KeysBar(id="footer")

    @property
    def grid(self) -> Grid:
        return self.query_one(Grid)

    def begin(self) -> None:
        self.grid.focus()

    def redraw(self) -> None:
        room = self.size.height // 4 if self.size.height >= LEAST else 0
        self.sheet.styles.height = room + 1
        self.sheet.display = bool(room)
        self.detail(same=True)

    def on_resize(self) -> None:
        # Low screens have no sheet that could tell of another size.
        if self.is_mounted:
            self.redraw()

    @on(Grid.Moved)
    def _moved(self) -> None:
        if here := self.here:
            self.line, self.column = here[0].id, here[1].id
        self.detail()

    def subject(self) -> str | None:
        return self.line if self.grid.place else None

    @property
    def here(self) -> tuple[Line, Column] | None:
        """What the cell under the cursor is about."""
        place = self.grid.place
        shown = self.grid.matrix
        return (shown.lines[place[0]], shown.columns[place[1]]) if place else None

    # What the keys do

    def do_down(self) -> None:
        self.grid.move(1, 0)

    def do_up(self) -> None:
        self.grid.move(-1, 0)

    def do_right(self) -> None:
        self.grid.move(0, 1)

    def do_left(self) -> None:
        self.grid.move(0, -1)

    def do_page_right(self) -> None:
        self.grid.page(0, 1)

    def do_page_left(self) -> None:
        self.grid.page(0, -1)

    def do_page_down(self) -> None:
        self.grid.page(1, 0)

    def do_page_up(self) -> None:
        self.grid.page(-1, 0)

    def do_first(self) -> None:
        self.grid.move(-len(self.grid.matrix.lines), 0)

    def do_last(self) -> None:
        self.grid.move(len(self.grid.matrix.lines), 0)

    def do_first_column(self) -> None:
        self.grid.move(0, -len(self.grid.matrix.columns))

    def do_last_column(self) -> None:
        self.grid.move(0, len(self.grid.matrix.columns))

    def do_next(self) -> None:
        self._to_filled(1)

    def do_previous(self) -> None:
        self._to_filled(-1)

    def _to_filled(self, by: int) -> None:
        if not self.grid.to_filled(by):
            self.say(_("No further filled cell in that direction."), warn=True)

    def do_narrower(self) -> None:
        self.grid.widen(-1)

    def do_wider(self) -> None:
        self.grid.widen(1)
