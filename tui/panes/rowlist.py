"""A list of rows drawn line by line: no widget per row, so 100,000 rows cost no more than twenty.

The pane hands in the rows (pure projections of a snapshot); the list keeps which one is highlighted, by
id, and which are marked. It changes nothing and asks nobody: it posts ``Highlighted`` and ``Opened``.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from tui import render
from tui.panes.lines import Lines
from tui.panes.rows import Cell, ListRow, parts_of

__all__ = ["Cell", "ListRow", "RowList"]


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
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "down", "", show=False, id="list.down"),
        Binding("down", "down", "", show=False),
        Binding("k", "up", "", show=False, id="list.up"),
        Binding("up", "up", "", show=False),
        Binding("g", "first", "", show=False, id="list.first"),
        Binding("home", "first", "", show=False),
        Binding("G", "last", "", show=False, id="list.last"),
        Binding("end", "last", "", show=False),
        Binding("pageup", "page_up", "", show=False, id="list.page_up"),
        Binding("pagedown", "page_down", "", show=False, id="list.page_down"),
        Binding("space", "mark", "", show=False, id="list.mark"),
        Binding("enter", "open", "", show=False, id="list.open"),
    ]

    class RowMessage(Message):
        """Something about one row of ``row_list``; ``row_id`` is None when there is none left."""

        def __init__(self, row_list: RowList, row_id: str | None) -> None:
            super().__init__()
            self.row_list = row_list
            self.row_id = row_id

        @property
        def control(self) -> RowList:
            return self.row_list

    class Highlighted(RowMessage):
        """Another row is highlighted now."""

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, RowList.Highlighted) and message.row_list is self.row_list

    class Opened(RowMessage):
        """The highlighted row was opened."""

    class Marked(RowMessage):
        """A row was marked or unmarked."""

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
        empty: str = "",
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._rows: Sequence[ListRow] = ()
        self._at: int | None = None
        self._marked: frozenset[str] = frozenset()
        self._empty = empty
        self._strips: LRUCache[tuple[int, int, bool, bool], Strip] = LRUCache(1024)

    # What it shows

    @property
    def rows(self) -> Sequence[ListRow]:
        """The rows as they were handed in."""
        return self._rows

    @property
    def highlighted(self) -> str | None:
        """The id of the highlighted row."""
        return None if self._at is None else self._rows[self._at].id

    @property
    def marked(self) -> frozenset[str]:
        """The ids of the marked rows that are still in the list."""
        return self._marked

    def show(self, rows: Sequence[ListRow], empty: str | None = None) -> None:
        """Show other rows. The highlight stays on its row, else on what stands nearest to where it was.

        ``empty`` is what an empty list says instead.
        """
        before, at = self.highlighted, self._at
        self._rows = rows
        if empty is not None:
            self._empty = empty
        if self._marked:
            self._marked &= self.ids_in(rows)
        self._at = self._find(before, at or 0)
        self._redraw()
        if self.highlighted != before:
            self.post_message(self.Highlighted(self, self.highlighted))

    def ids_in(self, rows: Sequence[ListRow]) -> Set[str]:
        """The ids of all ``rows``."""
        return {row.id for row in rows}

    def highlight(self, row_id: str) -> bool:
        """Move to the row with this id; False (and nothing happens) if it isn't in the list."""
        index = next((i for i, row in enumerate(self._rows) if row.id == row_id and not row.header), None)
        if index is not None:
            self._move_to(index)
        return index is not None

    def unmark(self) -> None:
        """Take all marks away."""
        self._marked = frozenset()
        self._redraw()

    # Moving

    def action_down(self) -> None:
        self._step(1)

    def action_up(self) -> None:
        self._step(-1)

    def action_page_down(self) -> None:
        self._step(max(1, self.size.height - 1))

    def action_page_up(self) -> None:
        self._step(-max(1, self.size.height - 1))

    def action_first(self) -> None:
        self._step(-len(self._rows))

    def action_last(self) -> None:
        self._step(len(self._rows))

    def action_mark(self) -> None:
        """Mark the highlighted row, or unmark it, and go on to the next."""
        if (row_id := self.highlighted) is not None:
            self._marked ^= {row_id}
            self._strips.clear()
            self.refresh_line(self._at or 0)
            self.post_message(self.Marked(self, row_id))
            self._step(1)

    def action_open(self) -> None:
        if (row_id := self.highlighted) is not None:
            self.post_message(self.Opened(self, row_id))

    def _step(self, by: int) -> None:
        if self._at is not None:
            wanted = min(max(self._at + by, 0), len(self._rows) - 1)
            self._move_to(self._selectable(wanted, 1 if by > 0 else -1, self._at))

    def _move_to(self, index: int) -> None:
        if index == self._at:
            self._keep_in_sight()
            return
        old, self._at = self._at, index
        for line in (old, index):
            if line is not None:
                self.refresh_line(line)
        self._keep_in_sight()
        self.post_message(self.Highlighted(self, self.highlighted))

    def _selectable(self, index: int, way: int, otherwise: int) -> int:
        """The nearest row to ``index`` that is no header, looking ``way`` first and then back."""
        for step in (way, -way):
            at = index
            while 0 <= at < len(self._rows):
                if not self._rows[at].header:
                    return at
                at += step
        return otherwise

    def _find(self, row_id: str | None, near: int) -> int | None:
        if row_id is not None:
            for index, row in enumerate(self._rows):
                if row.id == row_id and not row.header:
                    return index
        index = self._selectable(min(near, len(self._rows) - 1), 1, -1)
        return None if index < 0 else index

    def _keep_in_sight(self) -> None:
        height, top = self.size.height, round(self.scroll_y)
        if self._at is None or not height:
            return
        # The headers above a group's first row come into sight with it.
        first = self._at
        while first and self._rows[first - 1].header and self._at - first < height - 1:
            first -= 1
        if first < top:
            self.scroll_to(y=first, animate=False, force=True)
        elif self._at >= top + height:
            self.scroll_to(y=self._at - height + 1, animate=False, force=True)

    # Drawing

    def _redraw(self) -> None:
        self._strips.clear()
        self._measure()
        self._keep_in_sight()
        self.refresh()

    def _measure(self) -> None:
        """Say how many rows there are. Only a scrollbar that comes or goes moves anything else: everything
        would be laid out and drawn again."""
        size = Size(0, len(self._rows))
        shows = self.show_vertical_scrollbar
        if not self.size.height or self.styles.is_auto_height or shows != (size.height > self.size.height):
            self.virtual_size = size
        elif size != self.virtual_size:
            self.set_reactive(RowList.virtual_size, size)
            if shows:
                self.vertical_scrollbar.window_virtual_size = size.height
            if self.scroll_y > self.max_scroll_y:
                self.scroll_to(y=self.max_scroll_y, animate=False, force=True)

    def on_click(self, event: events.Click) -> None:
        """With the mouse on: highlight the row that is clicked."""
        at = event.get_content_offset(self)
        index = round(self.scroll_y) + at.y if at is not None else -1
        if 0 <= index < len(self._rows) and not self._rows[index].header:
            self._move_to(index)

    def on_resize(self, event: events.Resize) -> None:
        self._keep_in_sight()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._strips.clear()

    def on_focus(self) -> None:
        self._strips.clear()

    def on_blur(self) -> None:
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        index = round(self.scroll_y) + y
        width = self.scrollable_content_region.width
        if not 0 <= index < len(self._rows):
            return self._blank(y, width)
        key = (index, width, index == self._at, self.has_focus)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = self._draw(self._rows[index], width, index == self._at)
        return strip

    def _blank(self, y: int, width: int) -> Strip:
        base = self.rich_style
        if self._rows or y or not self._empty:
            return render.line([], width, base)
        return render.line([(self._empty, base + self._part("empty"))], width, base)

    def _draw(self, row: ListRow, width: int, highlighted: bool) -> Strip:
        base = self.rich_style
        if highlighted:
            base += self._part("highlight")
        elif row.header:
            base += self._part("header")
        sign = "*" if row.id in self._marked else "›" if highlighted else " "
        room = width - len(sign) if width > 3 else width
        parts = [(sign, base)] if room < width else []
        parts += [(text, base + render.style(style)) for text, style in parts_of(row, room)]
        return render.line(parts, width, base)

    def _part(self, name: str) -> Style:
        return self.get_component_rich_style(f"rowlist--{name}", partial=True)
