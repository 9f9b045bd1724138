"""What the desk's lists have in common: a title line, a filter, and finding what still needs somebody."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar

from textual import events

from store.view import View
from tui import render
from tui.locale import gettext as _
from tui.locale import pgettext
from tui.panes.rowlist import RowList
from tui.panes.rows import ListRow


class ListPane(RowList):
    """A list of one kind of thing, drawn from the last view it was given.

    Subclasses say what the rows are (``project``) and which ids still need somebody (``needing``).
    """

    DEFAULT_CSS = """
    ListPane {
        border-top: solid $primary;
        border-title-align: left;
        &:focus { border-top: heavy $accent; border-title-style: bold; }
        &.-flat { border: none; }
    }
    """
    pane_id: ClassVar[str] = ""
    label: ClassVar[str] = ""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id or self.pane_id, classes=classes)
        self.view: View | None = None
        self.filter_words = ""
        self._shown_width, self._spilled = 0, False

    #: Puts keys into a text (see ``Keymap.told``).
    told: Callable[[str], str] = staticmethod(str)

    @property
    def record(self) -> str | None:
        """The id of the highlighted row, None where that is a heading."""
        row = self.highlighted
        return None if row is None or row.startswith("=") else row

    # For subclasses

    def project(self, view: View, width: int) -> Sequence[ListRow]:
        """The rows for a list ``width`` cells wide."""
        raise NotImplementedError

    def needing(self, view: View) -> Sequence[str]:
        """The ids that still need somebody, in the list's order, folded ones too."""
        return ()

    def details(self) -> str:
        """What the title says beside the pane's name."""
        return ""

    def nothing(self) -> str:
        """What an empty list says."""
        return ""

    def kept(self) -> dict[str, Any]:
        """How the list is arranged, as JSON, for the next visit."""
        return {}

    def take_up(self, kept: Mapping[str, Any]) -> None:
        """Arrange the list as it was; what means nothing any more is left out."""

    # For the desk

    @property
    def title(self) -> str:
        """The pane's name, what it shows of it, and its filter."""
        filtered = f"/{self.filter_words}" if self.filter_words else ""
        return " ".join(part for part in (pgettext("pane", self.label), self.details(), filtered) if part)

    def show_view(self, view: View) -> None:
        """Draw from this view; the highlight stays on its record."""
        self.view = view
        self.redraw()

    def redraw(self) -> None:
        """Work the rows out again, after a change of the view, the width or what is asked of the list."""
        if self.view is None:
            return
        self._shown_width = self.room
        empty = _("Nothing matches; [go.back] drops the filter.") if self.filter_words else self.nothing()
        self.show(self._fitted(self.view), self.told(empty))
        self._spilled = self._spills
        self.retitle()

    def _fitted(self, view: View) -> Sequence[ListRow]:
        """The rows, narrower where a scrollbar stands beside them. Where one stays, or stood and so many
        rows follow that one more cell can't make them fit, they are worked out once only."""
        beside = max(1, self.room - (self.styles.scrollbar_size_vertical or 0))
        if self.show_vertical_scrollbar:
            rows = self.project(view, beside)
            if self.has_bar or len(rows) > 2 * self.size.height:
                return rows
        rows = self.project(view, self.room)
        return self.project(view, beside) if len(rows) > self.size.height else rows

    @property
    def _spills(self) -> bool:
        """Whether there are more rows than there is room for: always before the first layout."""
        return len(self.rows) > self.size.height

    def retitle(self) -> None:
        title = render.content(render.plain(self.title))
        if self._border_title != title:
            self.border_title = title

    @property
    def room(self) -> int:
        """The cells a row has: the first is the highlight's sign."""
        return max(1, (self.size.width or 38) - 1)

    def set_filter(self, words: str) -> None:
        """Show only what the query asks for; "" shows everything again."""
        self.filter_words = words.strip()
        self.redraw()

    def get_ready(self, view: View) -> None:
        """Do what would make the first filter slow. Safe from another thread."""

    @property
    def place(self) -> tuple[str, float, frozenset[str]]:
        """The highlighted row, how far the list is scrolled, and the marked rows."""
        return self.highlighted or "", self.scroll_y, self.marked

    def go_back_to(self, place: tuple[str, float, frozenset[str]]) -> None:
        """Highlight the row that was highlighted, as far down as it was, and mark what was marked, as far as
        they are in the list."""
        row_id, top, marked = place
        self.mark_again(marked)
        if self.highlight(row_id):
            self.scroll_to(y=top, animate=False, force=True)
            self.keep_in_sight()
            self._keep_line()

    def next_open(self, by: int = 1) -> bool:
        """Go to the next (1) or previous (-1) row that still needs somebody, round the end; False if none."""
        if self.view is None or not (ids := self.needing(self.view)):
            return False
        order = list(self.order(self.view))
        places = {row_id: place for place, row_id in enumerate(order)}
        wanted = sorted(places[row_id] for row_id in ids if row_id in places)
        if not wanted:
            return False
        here = places.get(self.highlighted or "", -1 if by > 0 else len(order))
        ahead = [place for place in wanted if (place > here if by > 0 else place < here)]
        goal = (ahead or wanted)[0 if by > 0 else -1]
        self.reveal(order[goal])
        return self.highlight(order[goal])

    def previous_open(self) -> bool:
        return self.next_open(-1)

    def order(self, view: View) -> Iterable[str]:
        """The ids in the list's order, folded ones too."""
        return self._cursor.ids()

    def reveal(self, row_id: str) -> None:
        """Unfold whatever hides a row."""

    def toggle_mark(self) -> None:
        self.mark()

    def on_resize(self, event: events.Resize) -> None:
        self.flatten()
        if self.room != self._shown_width or self._spills != self._spilled:
            self.redraw()
