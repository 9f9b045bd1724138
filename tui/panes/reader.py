"""The reader: a document's text, wrapped, with its marks, a cursor, a selection and a search.

Its motions are told in ``reader_keys``; what they do to cursor and selection in ``tui.caret``.
"""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import BindingType
from textual.message import Message

from tui import motion
from tui.gutter import width_of
from tui.panes.reader_keys import KEYS
from tui.panes.seeking import Seeking


class Reader(Seeking, can_focus=True, inherit_bindings=False):
    """``Placed`` and ``Seeking`` with keys; whoever uses it hears of ``Opened`` as well."""

    BINDINGS: ClassVar[list[BindingType]] = [*KEYS]

    class Opened(Message):
        """Enter was pressed at ``offset``."""

        def __init__(self, offset: int) -> None:
            super().__init__()
            self.offset = offset

    def on_click(self, event: events.Click) -> None:
        """With the mouse on: put the cursor where it clicks."""
        at = event.get_content_offset(self)
        if at is not None and self._text:
            line = min(self.scroll_offset.y + at.y, len(self.wrapping) - 1)
            column = max(0, at.x - width_of(self.scrollable_content_region.width))
            self._to(self.wrapping.offset_at(line, column))

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
        self.step(1)

    def action_previous(self) -> None:
        self.step(-1)

    def action_select(self) -> None:
        self._caret.toggle()
        self._moved()

    def action_swap(self) -> None:
        """Go on selecting at the other end."""
        self._caret.swap()
        self._moved()

    def action_jump(self) -> None:
        self.show_labels()

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
