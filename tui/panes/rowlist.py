"""A list of rows drawn line by line: no widget per row, so 100,000 rows cost no more than twenty.

The pane hands in the rows (pure projections of a snapshot); the list keeps which one is highlighted, by
id, and which are marked. It changes nothing and asks nobody: it posts ``Highlighted``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from tui import render
from tui.panes.bars import rows_of
from tui.panes.cursor import Cursor
from tui.panes.lines import Lines
from tui.panes.rows import ListRow, parts_of


class RowList(Lines, can_focus=True, inherit_bindings=False):
    """Shows rows, one a line. In black and white too, the highlighted row is told by a sign and reverse."""

    DEFAULT_CSS = """
    RowList {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        & > .rowlist--highlight { text-style: bold; }
        & > .rowlist--header { text-style: bold underline; }
        & > .rowlist--empty { text-style: italic; }
        &:focus > .rowlist--highlight { text-style: reverse; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rowlist--highlight", "rowlist--header", "rowlist--empty"}

    class Highlighted(Message):
        """Another row of ``row_list`` is highlighted now; ``row_id`` is None when there is none left."""

        def __init__(self, row_list: RowList, row_id: str | None) -> None:
            super().__init__()
            self.row_list = row_list
            self.row_id = row_id

        @property
        def control(self) -> RowList:
            return self.row_list

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, RowList.Highlighted) and message.row_list is self.row_list

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
        empty: str = "",
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._cursor = Cursor()
        self._empty = empty
        self._strips: dict[tuple[int, int, bool, bool], Strip] = {}
        #: The highlight's line on a screen of ``_sized``, as its last motion left it.
        self._line, self._sized = 0, Size()

    # What it shows

    @property
    def rows(self) -> Sequence[ListRow]:
        """The rows as they were handed in."""
        return self._cursor.rows

    @property
    def at(self) -> int | None:
        """Where the highlighted row stands."""
        return self._cursor.at

    @property
    def highlighted(self) -> str | None:
        """The id of the highlighted row."""
        return self._cursor.row_id

    @property
    def marked(self) -> frozenset[str]:
        """The ids of the marked rows that are still in the list."""
        return self._cursor.marked

    def show(self, rows: Sequence[ListRow], empty: str | None = None) -> None:
        """Show other rows. The highlight stays on its row, else on what stands nearest to where it was.

        ``empty`` is what an empty list says instead.
        """
        before, count = self.highlighted, len(self.rows)
        self._cursor.show(rows)
        if empty is not None:
            self._empty = empty
        self._redraw()
        if self.size == self._sized and (self.highlighted, len(rows)) != (before, count):
            self._keep_line()
        if self.highlighted != before:
            self.post_message(self.Highlighted(self, self.highlighted))

    def highlight(self, row_id: str) -> bool:
        """Move to the row with this id; False (and nothing happens) if it isn't in the list."""
        index = self._cursor.index_of(row_id)
        if index is not None:
            self.move_to(index)
        return index is not None

    def unmark(self) -> None:
        """Take all marks away."""
        if self.marked:
            self._cursor.marked = frozenset()
            self._redraw()

    def mark_again(self, rows: frozenset[str]) -> None:
        """Mark these rows, as far as they are in the list, and no others."""
        if rows != self.marked:
            self._cursor.marked = rows.intersection(self._cursor.ids())
            self._redraw()

    # Moving

    def move(self, way: str) -> bool:
        """Move as a motion of lists says (see ``tui.commands.motions``); False where there is no row."""
        page, all_ = max(1, self.size.height - 1), len(self.rows)
        steps = {"down": 1, "up": -1, "page_down": page, "page_up": -page, "first": -all_, "last": all_}
        self._step(steps[way])
        return self.at is not None

    def mark(self) -> None:
        """Mark the highlighted row, or unmark it, and go on to the next."""
        if self._cursor.toggle() is not None:
            self._strips.clear()
            self.refresh_line(self.at or 0)
            self._step(1)

    def _step(self, by: int) -> None:
        if (index := self._cursor.away(by)) is not None:
            self.move_to(index)

    def move_to(self, index: int) -> None:
        """Highlight the row that stands there, which is no header."""
        if index == self.at:
            self.keep_in_sight()
            return
        old, self._cursor.at = self.at, index
        for line in (old, index):
            if line is not None:
                self.refresh_line(line)
        self.keep_in_sight()
        self._keep_line()
        self.post_message(self.Highlighted(self, self.highlighted))

    def _keep_line(self) -> None:
        self._line = (self.at or 0) - round(self.scroll_y)

    def keep_in_sight(self) -> None:
        """Scroll as far as the highlighted row asks for, with the headers above a group's first row."""
        at, height, top = self.at, self.size.height, round(self.scroll_y)
        if at is None or not height:
            return
        if (first := self._cursor.group_begins(height - 1)) < top:
            self.scroll_to(y=first, animate=False, force=True)
        elif at >= top + height:
            self.scroll_to(y=at - height + 1, animate=False, force=True)

    # Drawing

    def _redraw(self) -> None:
        self._strips.clear()
        self.measure(len(self.rows))
        self.keep_in_sight()
        self.refresh_content()

    def on_click(self, event: events.Click) -> None:
        """With the mouse on: highlight the row that is clicked; a second click is for what Enter does."""
        at = event.get_content_offset(self)
        index = round(self.scroll_y) + at.y if at is not None else -1
        if 0 <= index < len(self.rows) and not self._cursor.row(index).header:
            again = event.chain == 2 and index == self.at
            self.move_to(index)
            if again:
                self.app.simulate_key("enter")

    def on_resize(self, event: events.Resize) -> None:
        """The highlight stays on its line of the screen, as far as the screen still has it."""
        self._sized = self.size
        if self.at is not None and self.size.height:
            line = min(max(self._line, 0), self.size.height - 1)
            self.scroll_to(y=self.at - line, animate=False, force=True)
        self.keep_in_sight()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._strips.clear()

    def on_focus(self) -> None:
        self._strips.clear()

    def on_blur(self) -> None:
        self._strips.clear()

    def line(self, at: int, width: int) -> Strip:
        if not 0 <= at < len(self.rows):
            return self._blank(at, width)
        key = (at, width, at == self.at, self.has_focus)
        strip = self._strips.get(key)
        if strip is None:
            strip = self.keep(self._strips, key, self._draw(self._cursor.row(at), width, at == self.at))
        return strip

    def _blank(self, at: int, width: int) -> Strip:
        base = self.base
        said = [] if self.rows or not self._empty else rows_of(self._empty, width)[at : at + 1]
        return render.line([(row, base + self._part("empty")) for row in said], width, base)

    def _draw(self, row: ListRow, width: int, highlighted: bool) -> Strip:
        base = self.base
        if highlighted:
            base += self._part("highlight")
        elif row.header:
            base += self._part("header")
        sign = "*" if row.id in self.marked else "›" if highlighted else " "
        room = width - len(sign) if width > 3 else width
        parts = [(sign, base)] if room < width else []
        parts += [(text, base + render.style(style)) for text, style in parts_of(row, room)]
        return render.line(parts, width, base)

    def _part(self, name: str) -> Style:
        return self.part(f"rowlist--{name}")
