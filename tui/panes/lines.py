"""A pane that draws its own lines: nothing of Textual's stands beside them but a line above and one below."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from math import ceil
from typing import TypeVar

from rich.style import Style
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui import render

Key = TypeVar("Key", bound=Hashable)

#: Below this height the title line would take a row that the lines need more.
LEAST_HEIGHT = 4
#: So many screens full of drawn lines are kept: what Textual hangs on one takes 10 KB.
KEPT = 2


class Lines(ScrollView, inherit_bindings=False):
    """Shows what ``line`` gives, in the pane's background and with nothing at its sides.

    Textual would look up borders, padding, opacity and hatching again for every line, and keep each twice.
    """

    _base: Style | None = None

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._parts: dict[str, Style] = {}

    @property
    def base(self) -> Style:
        """The pane's own style; Textual works it out from all ancestors each time it is asked."""
        if self._base is None:
            self._base = self.rich_style
        return self._base

    def part(self, name: str) -> Style:
        """What the style of a component class has beside the pane's own."""
        if name not in self._parts:
            self._parts[name] = self.get_component_rich_style(name, partial=True)
        return self._parts[name]

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._restyle()

    def on_focus(self) -> None:
        self._restyle()

    def on_blur(self) -> None:
        self._restyle()

    def _restyle(self) -> None:
        self._base = None
        self._parts = {}

    def flatten(self) -> None:
        """Give up the title line on a low screen."""
        self.set_class(self.outer_size.height < LEAST_HEIGHT, "-flat")

    def line(self, at: int, width: int) -> Strip:
        """What is drawn of the line that stands there, if there is one, in so many cells."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        return self.line(self.scroll_offset.y + y, self.scrollable_content_region.width)

    def render_lines(self, crop: Region) -> list[Strip]:
        if self.parent is None:  # it is gone since the last layout, and what it was drawn with
            return [Strip.blank(crop.width)] * crop.height
        gutter = self.styles.gutter
        if gutter.right or gutter.left:
            return super().render_lines(crop)
        first = min(max(gutter.top, crop.y), crop.bottom)
        end = min(max(self.outer_size.height - gutter.bottom, first), crop.bottom)
        return [
            *self._around(crop, crop.y, first),
            *self._within(crop, first, end),
            *self._around(crop, end, crop.bottom),
        ]

    def _around(self, crop: Region, first: int, end: int) -> list[Strip]:
        """The rows of the border and its title, as Textual draws them."""
        return super().render_lines(Region(crop.x, first, crop.width, end - first)) if first < end else []

    def _within(self, crop: Region, first: int, end: int) -> Iterator[Strip]:
        beneath, background = self.background_colors
        blank = Style.from_color(bgcolor=(beneath + background).rich_color)
        filters = self.get_line_filters()
        left, right = crop.column_span
        top, width = self.scroll_offset.y - self.styles.gutter.top, self.scrollable_content_region.width
        for y in range(first, end):
            strip = self.line(top + y, width)
            if left or right != strip.cell_length:
                strip = render.cropped(strip, left, right, blank)
            for one in filters:
                strip = strip.apply_filter(one, background)
            yield strip

    def keep(self, drawn: dict[Key, Strip], key: Key, strip: Strip) -> Strip:
        """Keep a line among those ``drawn``; where that are too many, the one that was drawn first goes."""
        if len(drawn) >= KEPT * max(1, self.size.height):
            del drawn[next(iter(drawn))]
        drawn[key] = strip
        return strip

    def refresh_line(self, y: int) -> None:
        self.refresh(Region(0, y - self.scroll_offset.y, self.scrollable_content_region.width, 1))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Draw the lines; Textual would draw what is beside them too."""
        if self._vertical_scrollbar is not None:  # also while there is no need for it: it may come back
            self._vertical_scrollbar.position = seen_at(new_value, self.virtual_size.height, self.size.height)
        if round(old_value) != round(new_value):
            self.refresh_content()

    def refresh_content(self) -> None:
        """Draw all lines, but not the title above and the scrollbar beside them."""
        self.refresh(self.scrollable_content_region.reset_offset)

    @property
    def has_bar(self) -> bool:
        """Whether there is a scrollbar, however many lines there are."""
        return self.show_vertical_scrollbar and self.styles.overflow_y == "scroll"

    def measure(self, lines: int) -> None:
        """Say how many lines there are. Only a scrollbar that comes or goes moves anything else: everything
        would be laid out and drawn again."""
        size = Size(0, lines)
        shows = self.show_vertical_scrollbar
        same = self.has_bar or shows == (lines > self.size.height)
        if not self.size.height or self.styles.is_auto_height or not same:
            self.virtual_size = size
        elif size != self.virtual_size:
            self.set_reactive(Lines.virtual_size, size)
            if shows:
                self.vertical_scrollbar.window_virtual_size = max(lines, self.size.height)
            if self.scroll_y > self.max_scroll_y:
                self.scroll_to(y=self.max_scroll_y, animate=False, force=True)


def seen_at(line: float, lines: int, height: int) -> float:
    """Where a scroll bar looks as at ``line``, mostly the first such place: it moves by eighths of a cell."""
    if not 0 < height < lines:
        return line
    room = height - max(1, height / (lines / height))

    def eighths(at: float) -> int:
        return int(room * (at / (lines - height)) * 8)

    first = ceil(eighths(line) * (lines - height) / room) / 8 if room > 0 else line
    return first if eighths(first) == eighths(line) else line
