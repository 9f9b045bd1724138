"""A page with a place on it: cursor, selection, what lies over the text. Keeps them where they are."""

from __future__ import annotations

from collections.abc import Sequence

from textual.message import Message

from tui import motion, render
from tui.caret import Caret, Grow
from tui.highlights import Highlights, Mark, Marks
from tui.labels import Label
from tui.panes.page import Overlay, Stretch
from tui.panes.pageview import PageView

#: Lines that stay on the screen from one page to the next, and that are kept around the cursor.
CONTEXT = 2


class Placed(PageView, inherit_bindings=False):
    """One document's text and a place in it. Whoever uses it hands in text and marks, and hears of ``Moved``
    and ``Selected``; all offsets are code points of the document's text."""

    class Moved(Message, namespace="reader"):
        """The cursor stands at ``offset`` now."""

        def __init__(self, offset: int) -> None:
            super().__init__()
            self.offset = offset

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, Placed.Moved)

    class Selected(Message, namespace="reader"):
        """The selection is from ``start`` to ``end`` now; both are the cursor's offset when there is none."""

        def __init__(self, start: int, end: int) -> None:
            super().__init__()
            self.start = start
            self.end = end

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, Placed.Selected)

    class Labelled(Message, namespace="reader"):
        """Labels came, went or became shorter."""

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
        empty: str = "",
    ) -> None:
        super().__init__(id=id, classes=classes, empty=empty)
        self.document: str | None = None
        self._raw = ""
        self._caret = Caret("")
        self._sentence: Stretch | None = None
        self._target: Stretch | None = None
        self._found: tuple[Stretch, ...] = ()
        self._labels: tuple[Label, ...] = ()
        self._places: dict[str, int] = {}
        #: The cursor's line on the screen, as its last motion left it; None before the first one.
        self._row: int | None = None

    @property
    def cursor(self) -> int:
        """The cursor's offset."""
        return self._caret.offset

    @property
    def selection(self) -> tuple[int, int] | None:
        """Start and end of what is selected."""
        return self._caret.selection

    @property
    def selected(self) -> str | None:
        """What is selected, as it is shown."""
        return self._text[slice(*self.selection)] if self.selection else None

    @property
    def sentence(self) -> tuple[int, int] | None:
        """Start and end of the sentence under the cursor."""
        return self._sentence

    @property
    def highlights(self) -> Highlights:
        """The marks of the text shown."""
        return self._highlights

    def show(self, document: str | None, text: str, marks: Marks | Sequence[Mark]) -> None:
        """Show a document. The same one with other marks stays where it is, with its selection; another one
        opens where its cursor was when it was last shown."""
        if document == self.document and text == self._raw:
            self._set_text(self._text, marks)
            return
        if self.document is not None:
            self._places[self.document] = self.cursor
        same = document == self.document
        offset = self.cursor if same else self._places.get(document or "", 0)
        self.document, self._raw = document, text
        shown = render.visible(text)
        self._caret = Caret(shown, offset)
        self._sentence = self._target = None
        self._found = self._labels = ()
        self._set_text(shown, marks)
        self._moved(centre=True)

    def goto(self, start: int, end: int | None = None) -> None:
        """Move to a passage and show where it is, until the cursor leaves it."""
        self._caret.anchor = None
        self._target = (start, max(end, start + 1)) if end is not None else None
        self._caret.move_to(start)
        self._moved(centre=True)

    def go_along(self, offset: int) -> None:
        """Move to a place; what is selected reaches there then."""
        self._to(offset, centre=True)

    def select(self, start: int, end: int) -> None:
        """Select a stretch."""
        self._caret.select(start, end)
        self._moved()

    # Moving

    def _to(self, offset: int, centre: bool = False) -> None:
        self._caret.move_to(offset)
        self._moved(centre)

    def _lines(self, lines: int) -> None:
        if self.has_room:
            self._caret.move_lines(self.wrapping, lines)
            self._moved()

    def _page(self, way: int) -> None:
        if not self.has_room:
            return
        lines = max(1, self.size.height - CONTEXT) * way
        self._caret.move_lines(self.wrapping, lines)
        self._scroll(self.scroll_offset.y + lines)
        self._moved(margin=0)

    def _grow(self, by: Grow) -> None:
        if self._text:
            self._caret.grow(by)
            self._moved()

    def _moved(self, centre: bool = False, margin: int = CONTEXT) -> None:
        """The caret or what lies on the text may have changed: show it and say so."""
        before, cursor = self._overlay, self.cursor
        if self._target and not self._target[0] <= cursor < self._target[1]:
            self._target = None
        if self._sentence is None or not self._sentence[0] <= cursor < self._sentence[1]:
            span = motion.sentence_at(self._text, cursor)
            self._sentence = (span.start, span.end) if self._text else None
        overlay = Overlay(cursor, self._sentence, self.selection, self._target, self._found, self._labels)
        self._set_overlay(overlay)
        if self.has_room:
            line = self.wrapping.line_of(cursor)
            self._show_line(line, centre, margin)
            self._row = line - self.scroll_offset.y
        if overlay.cursor != before.cursor:
            self.post_message(self.Moved(cursor))
        if overlay.labels != before.labels:
            self.post_message(self.Labelled())
        if overlay.selection != before.selection:
            self.post_message(self.Selected(*(overlay.selection or (cursor, cursor))))

    def _show_line(self, line: int, centre: bool, margin: int) -> None:
        if centre and not 0 <= line - self.scroll_offset.y < self.size.height:
            self._scroll(line - self.size.height // 3)
        else:
            self._bring_into_sight(line, margin)

    def _resized(self) -> None:
        """The cursor stays on its line of the screen, as far as the screen still has it."""
        row = self.size.height // 3 if self._row is None else min(self._row, self.size.height - 1)
        self._scroll(self.wrapping.line_of(self.cursor) - row)
