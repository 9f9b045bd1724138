"""The reader: a document's text, wrapped, with its marks, a cursor, a selection and a search.

Its motions are commands (``tui.commands.motions``); what they do to cursor and selection is in ``tui.caret``.
"""

from __future__ import annotations

from textual import events

from tui import motion
from tui.caret import Step, UnitAt
from tui.gutter import width_of
from tui.panes.seeking import Seeking


class Reader(Seeking, can_focus=True, inherit_bindings=False):
    """``Placed`` and ``Seeking``, moved by commands: the cursor goes by line, word, sentence, page and
    character. While there is a selection every motion moves its end."""

    #: Where the mouse's button was pressed, while it is; and whether the pointer has moved since.
    _pressed: int | None = None
    _dragged = False

    # With the mouse on: a click puts the cursor there, a second one selects the sentence, dragging any words

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if event.button == 1 and self._text:
            self._pressed, self._dragged = self._offset_under(event), False
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._pressed is None:
            return
        there = self._offset_under(event)
        if self._dragged or there != self._pressed:
            self._dragged = True
            self._caret.begin(self._pressed)
            self._to(there)

    def on_mouse_up(self, _event: events.MouseUp) -> None:
        self._pressed = None
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        if not self._text or self._dragged:
            return
        self._caret.anchor = None
        self._to(self._offset_under(event))
        if event.chain == 2 and self.sentence:
            self.select(*self.sentence)

    def _offset_under(self, event: events.MouseEvent) -> int:
        """What is under the pointer; above, below and beside the text what is nearest."""
        at = event.get_content_offset_capture(self)
        line = min(max(self.scroll_offset.y + at.y, 0), len(self.wrapping) - 1)
        column = max(0, at.x - width_of(self.scrollable_content_region.width))
        return self.wrapping.offset_at(line, column)

    def move(self, way: str) -> bool:
        """Move as a motion of texts says (see ``tui.commands.motions``); False where there is no text."""
        if self._text:
            getattr(self, f"_{way}")()
        return bool(self._text)

    def _down(self) -> None:
        self._lines(1)

    def _up(self) -> None:
        self._lines(-1)

    def _page_down(self) -> None:
        self._page(1)

    def _page_up(self) -> None:
        self._page(-1)

    def _first(self) -> None:
        self._to(0)

    def _last(self) -> None:
        self._to(len(self._text))

    def _next_word(self) -> None:
        self._by_unit(True, motion.next_word, motion.word_at)

    def _previous_word(self) -> None:
        self._by_unit(False, motion.previous_word, motion.word_at)

    def _next_sentence(self) -> None:
        self._by_unit(True, motion.next_sentence, motion.sentence_at)

    def _previous_sentence(self) -> None:
        self._by_unit(False, motion.previous_sentence, motion.sentence_at)

    def _by_unit(self, forward: bool, step: Step, unit_at: UnitAt) -> None:
        self._caret.by_unit(forward, step, unit_at)
        self._moved()

    def _next_character(self) -> None:
        self._caret.step(True)
        self._moved()

    def _previous_character(self) -> None:
        self._caret.step(False)
        self._moved()

    def _word(self) -> None:
        """By word: the selection if there is one, else the cursor."""
        if self._caret.anchor is None:
            self._next_word()
        else:
            self._grow(motion.grown_by_word)

    def _take_sentence(self) -> None:
        self._grow(motion.grown_by_sentence)

    def _take_paragraph(self) -> None:
        self._grow(motion.grown_by_line)

    def toggle_selection(self) -> None:
        """Begin a selection at the cursor, or drop the one there is."""
        self._caret.toggle()
        self._moved()

    def use_selection(self) -> None:
        """Something was made of what is selected (see ``Caret.use``)."""
        self._caret.use()

    def swap_ends(self) -> None:
        """Go on selecting at the other end."""
        self._caret.swap()
        self._moved()

    def drop(self) -> bool:
        """Drop the selection, else the search; False if there is neither."""
        there = self._caret.anchor is not None or bool(self._found or self._target)
        if self._caret.anchor is not None:
            self._caret.anchor = None
        else:
            self._found, self._target = (), None
        if there:
            self._moved()
        return there
