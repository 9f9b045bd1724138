"""The reader: a document's text, wrapped, with its marks, a cursor, a selection and a search.

Its motions are told in ``reader_keys``; what they do to cursor and selection in ``tui.caret``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.actions import SkipAction
from textual.binding import BindingType
from textual.message import Message

from tui import finding, motion, render
from tui.caret import Caret, Grow
from tui.highlights import Highlights, Mark
from tui.panes.page import Overlay, Stretch
from tui.panes.pageview import PageView
from tui.panes.reader_keys import KEYS

#: Lines that stay on the screen from one page to the next, and that are kept around the cursor.
CONTEXT = 2


class Reader(PageView, can_focus=True, inherit_bindings=False):
    """One document's text. Whoever uses it hands in text and marks, and hears of ``Moved``, ``Selected`` and
    ``Opened``; all offsets are code points of the document's text."""

    BINDINGS: ClassVar[list[BindingType]] = [*KEYS]

    class Moved(Message):
        """The cursor stands at ``offset`` now."""

        def __init__(self, offset: int) -> None:
            super().__init__()
            self.offset = offset

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, Reader.Moved)

    class Selected(Message):
        """The selection is from ``start`` to ``end`` now; both are the cursor's offset when there is none."""

        def __init__(self, start: int, end: int) -> None:
            super().__init__()
            self.start = start
            self.end = end

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, Reader.Selected)

    class Opened(Message):
        """Enter was pressed at ``offset``."""

        def __init__(self, offset: int) -> None:
            super().__init__()
            self.offset = offset

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
        self._places: dict[str, int] = {}

    # What it shows

    @property
    def cursor(self) -> int:
        """The cursor's offset."""
        return self._caret.offset

    @property
    def selection(self) -> tuple[int, int] | None:
        """Start and end of what is selected."""
        return self._caret.selection

    @property
    def sentence(self) -> tuple[int, int] | None:
        """Start and end of the sentence under the cursor."""
        return self._sentence

    @property
    def highlights(self) -> Highlights:
        """The marks of the text shown."""
        return self._highlights

    def show(self, document: str | None, text: str, marks: Iterable[Mark]) -> None:
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
        self._found = ()
        self._set_text(shown, marks)
        self._moved(centre=True)

    def goto(self, start: int, end: int | None = None) -> None:
        """Move to a passage and show where it is, until the cursor leaves it."""
        self._caret.anchor = None
        self._target = (start, max(end, start + 1)) if end is not None else None
        self._caret.move_to(start)
        self._moved(centre=True)

    def select(self, start: int, end: int) -> None:
        """Select a stretch."""
        self._caret.select(start, end)
        self._moved()

    # Searching

    def search(self, words: str) -> int:
        """Highlight where ``words`` stand, go to the first place from the cursor on; how many there are."""
        self._found = tuple(finding.find(self._text, render.visible(words)))
        self._target = None
        at = next((place for place in self._found if place[0] >= self.cursor), None)
        self._jump(at or next(iter(self._found), None))
        return len(self._found)

    def next_match(self) -> bool:
        """Go to the next place found, from the last to the first; False if there is none."""
        at = next((place for place in self._found if place[0] > self.cursor), None)
        return self._jump(at or next(iter(self._found), None))

    def previous_match(self) -> bool:
        """Go to the place found before, from the first to the last; False if there is none."""
        at = next((place for place in reversed(self._found) if place[0] < self.cursor), None)
        return self._jump(at or next(reversed(self._found), None))

    def _jump(self, place: Stretch | None) -> bool:
        if place is not None:
            self._target = place
            self._caret.move_to(place[0])
        self._moved(centre=place is not None)
        return place is not None

    # Actions

    def action_down(self) -> None:
        self._lines(1)

    def action_up(self) -> None:
        self._lines(-1)

    def action_page_down(self) -> None:
        self._page(1)

    def action_page_up(self) -> None:
        self._page(-1)

    def action_first(self) -> None:
        self._to(0)

    def action_last(self) -> None:
        self._to(len(self._text))

    def action_next_word(self) -> None:
        self._to(motion.next_word(self._text, self.cursor))

    def action_previous_word(self) -> None:
        self._to(motion.previous_word(self._text, self.cursor))

    def action_next_sentence(self) -> None:
        self._to(motion.next_sentence(self._text, self.cursor))

    def action_previous_sentence(self) -> None:
        self._to(motion.previous_sentence(self._text, self.cursor))

    def action_next_character(self) -> None:
        self._caret.step(True)
        self._moved()

    def action_previous_character(self) -> None:
        self._caret.step(False)
        self._moved()

    def action_next(self) -> None:
        """The next place found while there is a search, else the next mark."""
        if not self.next_match() and (start := self._highlights.next_start(self.cursor)) is not None:
            self._to(start)

    def action_previous(self) -> None:
        if not self.previous_match() and (start := self._highlights.previous_start(self.cursor)) is not None:
            self._to(start)

    def action_select(self) -> None:
        self._caret.toggle()
        self._moved()

    def action_word(self) -> None:
        """By word: the selection if there is one, else the cursor."""
        if self._caret.anchor is None:
            self.action_next_word()
        else:
            self._grow(motion.grown_by_word)

    def action_select_sentence(self) -> None:
        self._grow(motion.grown_by_sentence)

    def action_select_line(self) -> None:
        self._grow(motion.grown_by_line)

    def action_open(self) -> None:
        self.post_message(self.Opened(self.cursor))

    def action_back(self) -> None:
        """Drop the selection, else the search; with neither the key is somebody else's."""
        if self._caret.anchor is not None:
            self._caret.anchor = None
        elif self._found or self._target:
            self._found, self._target = (), None
        else:
            raise SkipAction()
        self._moved()

    # Moving

    def _to(self, offset: int) -> None:
        self._caret.move_to(offset)
        self._moved()

    def _lines(self, lines: int) -> None:
        if not self.has_room:
            return
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
        overlay = Overlay(cursor, self._sentence, self.selection, self._target, self._found)
        self._set_overlay(overlay)
        if self.has_room:
            self._show_line(self.wrapping.line_of(cursor), centre, margin)
        if overlay.cursor != before.cursor:
            self.post_message(self.Moved(cursor))
        if overlay.selection != before.selection:
            self.post_message(self.Selected(*(overlay.selection or (cursor, cursor))))

    def _show_line(self, line: int, centre: bool, margin: int) -> None:
        if centre and not 0 <= line - self.scroll_offset.y < self.size.height:
            self._scroll(line - self.size.height // 3)
        else:
            self._bring_into_sight(line, margin)

    def _resized(self) -> None:
        self._bring_into_sight(self.wrapping.line_of(self.cursor))
