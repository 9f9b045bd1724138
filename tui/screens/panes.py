"""The five panes as one widget: which are shown, which has the focus, what stands in the reader."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from textual import events
from textual.app import ComposeResult
from textual.layout import Layout
from textual.widget import Widget

from store.view import View
from tui.arrangement import LISTS, PANES, Place, arrange
from tui.context import Context
from tui.panes.listpane import ListPane
from tui.panes.reader import Reader
from tui.screens.layout import DeskLayout
from tui.screens.lists import Lists
from tui.screens.open_text import OpenText, document_title

if TYPE_CHECKING:
    from tui.panes.demands import DemandsPane
    from tui.panes.notes import NotesPane
    from tui.panes.timeline import TimelinePane


class Panes(Widget):
    """Holds the panes and the reviewer's place among them.

    A list that isn't on screen is made when it is first wanted, or by ``complete`` once there is time.
    """

    def __init__(self, view: View, text: OpenText, lists: Lists) -> None:
        super().__init__(id="panes")
        self.view = view
        self._text = text
        self._lists = lists
        self._subject: tuple[str, ...] = ()
        self.focused = "documents"
        self.beside = "documents"
        self.zoomed = False
        self.document: str | None = None
        self.search_words = ""
        self._arranging = DeskLayout(self.places)

    def compose(self) -> ComposeResult:
        yield Reader(id="reader")
        for name in self.on_screen:
            if name in LISTS:
                yield self._lists.make(name)

    def complete(self) -> None:
        """Make the lists that are still missing."""
        if missing := self._lists.missing():
            self.mount_all([self._lists.make(name) for name in missing])
        cast("NotesPane", self.list_pane("notes")).read_markdown()

    def kept(self) -> dict[str, Any]:
        """How the lists are arranged, for the next visit."""
        return self._lists.kept()

    def on_resize(self) -> None:
        self._bring()

    def _bring(self) -> None:
        """Make what is on screen now and draw it from the latest view; what isn't on screen costs nothing."""
        for name in self.on_screen:
            if name in LISTS:
                self._draw(self.list_pane(name))

    def _draw(self, pane: ListPane) -> None:
        if pane.id == "notes":
            cast("NotesPane", pane).show_view(self.view, self._subject, whole=self.focused == "notes")
        elif pane.view is not self.view:
            pane.show_view(self.view)

    @property
    def layout(self) -> Layout:
        return self._arranging

    def places(self, width: int, height: int) -> dict[str, Place]:
        """The panes that are shown in a space of this size, and where."""
        return arrange(width, height, self.focused, self.beside, self.zoomed)

    @property
    def reader(self) -> Reader:
        return self.query_one(Reader)

    @property
    def on_screen(self) -> dict[str, Place]:
        """The panes that are shown now, and where."""
        return self.places(*(self.size or self.app.size))

    def list_pane(self, name: str) -> ListPane:
        """The list pane of that name."""
        pane = self._lists.get(name)
        if pane is None:
            pane = self._lists.make(name)
            self.mount(pane)
        return pane

    def rows_of(self, name: str) -> Iterable[str]:
        """The ids of a list's rows in its order, folded ones too, drawn or not."""
        pane = self.list_pane(name)
        self._draw(pane)
        return pane.order(self.view)

    @property
    def timeline(self) -> TimelinePane:
        return cast("TimelinePane", self.list_pane("timeline"))

    @property
    def demands(self) -> DemandsPane:
        return cast("DemandsPane", self.list_pane("demands"))

    @property
    def list_in_focus(self) -> ListPane | None:
        return self.list_pane(self.focused) if self.focused in LISTS else None

    def show(self, view: View) -> None:
        """Draw everything from a new view; highlights stay on their records."""
        self.view = view
        self._bring()
        self.read(self.document if view.by_id(self.document) else None)

    def show_notes(self) -> None:
        """What hangs on the thing under the cursor; the notes pane itself doesn't change its subject."""
        if self.focused != "notes":
            self._subject = self._subjects()
        if "notes" in self.on_screen:
            self._draw(self.list_pane("notes"))

    def _subjects(self) -> tuple[str, ...]:
        if self.focused == "reader":
            return self.beneath() or ((self.document,) if self.document else ())
        row = self.list_pane(self.focused).highlighted
        return (row,) if row else ()

    def go(self, name: str) -> None:
        """Focus a pane, bringing it on screen."""
        self.show_notes()
        self.focused = name
        if name in LISTS:
            self.beside = name
        self._bring()
        # At once: the key that follows may be here already, and is for this pane.
        self.screen.set_focus(self.get_child_by_id(name), scroll_visible=False)
        self._rearrange()

    def on_click(self, event: events.Click) -> None:
        """With the mouse on a pane can get the focus that nobody went to."""
        # What is told of the focus itself comes late: by then a key may have gone on to another pane.
        name = event.widget.id if event.widget else None
        if name in PANES and name != self.focused:
            self.go(name)

    def step(self, by: int) -> None:
        """Focus the next or previous of all panes on screen; alone on a narrow one, of all panes."""
        on_screen = self.on_screen
        ring = [name for name in PANES if name in on_screen] if len(on_screen) > 1 else list(PANES)
        at = ring.index(self.focused) if self.focused in ring else 0
        self.go(ring[(at + by) % len(ring)])

    def zoom(self) -> None:
        self.zoomed = not self.zoomed
        self._bring()
        self._rearrange()

    def _rearrange(self) -> None:
        # Asked of a child: a widget forgets how it arranged its children only when one of them asks.
        self.get_child_by_id(self.focused).refresh(layout=True)

    def beneath(self) -> tuple[str, ...]:
        """The records whose marks lie under the reader's cursor, the narrowest first."""
        hits = self.reader.marks_here if self.document else []
        return tuple(dict.fromkeys(mark.id for mark in sorted(hits, key=lambda mark: mark.end - mark.start)))

    def open(self, record_id: str) -> bool:
        """Show where a record stands and focus the reader; False if it stands nowhere."""
        document = self.view.document_of(record_id)
        if document is None:
            return False
        self.read(document)
        if place := self._text.place(self.view, record_id):
            self.reader.goto(*place)
        self.go("reader")
        return True

    def open_at(self, document: str, place: tuple[int, int]) -> None:
        """Show a place in a document's text and focus the reader."""
        self.read(document)
        self.reader.goto(*place)
        self.go("reader")

    def point_to(self, name: str, row_id: str) -> bool:
        """Focus a list with a row highlighted, without its filter if that hides the row; False (and nothing
        is highlighted) if the list doesn't have it."""
        self.go(name)
        pane = self.list_pane(name)
        pane.reveal(row_id)
        if not pane.highlight(row_id) and pane.filter_words:
            pane.set_filter("")
            pane.reveal(row_id)
        return pane.highlight(row_id)

    def read(self, document: str | None) -> None:
        """Put a document into the reader, or nothing; the place in a document is kept."""
        self.document = document
        if document:
            self.reader.show(document, self._text.text_of(document), self._text.marks(self.view, document))
        else:
            self.reader.show(None, "", ())
        self.reader.border_title = document_title(self.view, document)
        self.show_notes()

    def search(self, words: str) -> int:
        """Look for words in the reader's text; how many places there are."""
        self.search_words = words
        return self.reader.search(words)

    def move(self, way: str) -> bool:
        """Move the cursor of the focused pane; False where there is nothing to move in."""
        return (self.list_in_focus or self.reader).move(way)

    def back(self) -> bool:
        """Out one level: selection or hits, marked rows, filter, zoom, then the list beside the reader; False
        on the outermost."""
        pane = self.list_in_focus
        if pane is None and self.reader.drop():
            return True
        if pane is not None and pane.marked:
            pane.unmark()
        elif pane is not None and pane.filter_words:
            pane.set_filter("")
        elif self.zoomed:
            self.zoom()
        elif pane is None:
            self.go(self.beside)
        else:
            return False
        return True

    def context(self) -> Context:
        """What is under the cursor now."""
        pane = self.list_in_focus
        document = self.document
        selection = self.reader.selection if document else None
        sentence = self.reader.sentence if document and pane is None else None
        return Context(
            pane=self.focused,
            role=self.view.role,
            me=self.view.me,
            view=self.view,
            document=document,
            row=pane.record if pane else None,
            marked=tuple(sorted(pane.marked)) if pane else (),
            selection=self._text.passage(document, selection),
            sentence=self._text.passage(document, sentence),
            beneath=self.beneath() if pane is None else (),
        )
