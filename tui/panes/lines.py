"""A pane that draws its own lines: nothing of Textual's is laid over them but the title line above."""

from __future__ import annotations

from rich.style import Style
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

#: Below this height the title line would take a row that the lines need more.
LEAST_HEIGHT = 4
#: So many drawn lines are kept, two screens full of them: what Textual hangs on one takes 10 KB.
KEPT = 96


class Lines(ScrollView, inherit_bindings=False):
    """Shows what ``render_line`` gives, in the pane's background and with nothing at its sides or below.

    Textual would look up borders, padding, opacity and hatching again for every line, and keep each twice.
    """

    def flatten(self) -> None:
        """Give up the title line on a low screen."""
        self.set_class(self.outer_size.height < LEAST_HEIGHT, "-flat")

    def render_lines(self, crop: Region) -> list[Strip]:
        gutter = self.styles.gutter
        if gutter.right or gutter.bottom or gutter.left:
            return super().render_lines(crop)
        above = max(0, min(gutter.top - crop.y, crop.height))
        strips = super().render_lines(Region(0, crop.y, self.size.width, above)) if above else []
        beneath, background = self.background_colors
        blank = Style.from_color(bgcolor=(beneath + background).rich_color)
        filters = self.get_line_filters()
        width = self.content_region.width
        for y in range(crop.y + above, crop.bottom):
            strip = self.render_line(y - gutter.top).adjust_cell_length(width, blank)
            for one in filters:
                strip = strip.apply_filter(one, background)
            strips.append(strip)
        return (
            strips if crop.column_span == (0, width) else [strip.crop(*crop.column_span) for strip in strips]
        )

    def measure(self, lines: int) -> None:
        """Say how many lines there are. Only a scrollbar that comes or goes moves anything else: everything
        would be laid out and drawn again."""
        size = Size(0, lines)
        shows = self.show_vertical_scrollbar
        if not self.size.height or self.styles.is_auto_height or shows != (size.height > self.size.height):
            self.virtual_size = size
        elif size != self.virtual_size:
            self.set_reactive(Lines.virtual_size, size)
            if shows:
                self.vertical_scrollbar.window_virtual_size = size.height
            if self.scroll_y > self.max_scroll_y:
                self.scroll_to(y=self.max_scroll_y, animate=False, force=True)
