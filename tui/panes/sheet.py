"""A few lines in several styles that can be scrolled: nothing to select, nothing to wrap."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui import render
from tui.comparing import Part


class Sheet(ScrollView, can_focus=False, inherit_bindings=False):
    """Shows lines as they are handed in. Whoever uses it wraps them to ``room`` and hears of ``Resized``."""

    DEFAULT_CSS = """
    Sheet {
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
    }
    """

    class Resized(Message):
        """There is room for other lines now."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._lines: Sequence[Sequence[Part]] = ()
        self._wrapped_to = 0

    @property
    def room(self) -> int:
        """The cells of a line."""
        return max(1, self.scrollable_content_region.width)

    @property
    def lines(self) -> Sequence[Sequence[Part]]:
        """The lines as they were handed in."""
        return self._lines

    @property
    def longer(self) -> bool:
        """Whether there is more than is in sight."""
        return len(self._lines) > self.size.height

    def show(self, lines: Sequence[Sequence[Part]], same: bool = False) -> None:
        """Show other lines from the top, or those of the ``same`` thing where it was scrolled to."""
        self._lines = lines
        self._wrapped_to = self.room
        self.virtual_size = Size(0, len(lines))
        if not same:
            self.scroll_to(y=0, animate=False, force=True)
        self.refresh()

    def page(self, by: int) -> None:
        """Scroll by a page."""
        step = max(1, self.size.height - 1) * by
        last = max(0, len(self._lines) - self.size.height)
        self.scroll_to(y=min(max(self.scroll_offset.y + step, 0), last), animate=False, force=True)

    def on_resize(self) -> None:
        self.post_message(self.Resized())

    def render_line(self, y: int) -> Strip:
        at = self.scroll_offset.y + y
        base = self.rich_style
        # Lines for another room would be drawn once, cut or a letter wide, until it is heard that it changed.
        fit = self._wrapped_to == self.room
        line = self._lines[at] if fit and at < len(self._lines) else ()
        parts = [(text, base + render.style(style) if style else base) for text, style in line]
        return render.line(parts, self.room, base)
