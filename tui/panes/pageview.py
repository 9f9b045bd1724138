"""Draws a wrapped text with marks and an overlay, line by line; knows no keys and keeps no cursor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.strip import Strip

from tui import render
from tui.gutter import width_of
from tui.highlights import Highlights, Mark, Marks
from tui.labels import laid
from tui.panes.lines import Lines
from tui.panes.page import Overlay, Paint, covers, gutter_text, pieces
from tui.wrapping import Wrapping

REVERSED = Style(reverse=True)
STANDING = Style(reverse=False, bold=True, underline=True)
#: Lines of a text that are counted before it is shown, and seconds until the rest is.
AT_ONCE, A_WHILE = 1024, 0.1


class PageView(Lines, inherit_bindings=False):
    """A text on the screen. Only lines that are seen are drawn, and drawn lines are kept."""

    DEFAULT_CSS = """
    PageView {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        & > .reader--gutter { color: $foreground; }
        & > .reader--sentence { background: $surface-lighten-1; }
        & > .reader--found { color: black; background: #d7af5f; text-style: underline; }
        & > .reader--target { color: black; background: #ffd75f; text-style: bold underline; }
        & > .reader--label { color: $foreground; background: $background; text-style: bold reverse; }
        & > .reader--empty { text-style: italic; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "reader--gutter",
        "reader--sentence",
        "reader--found",
        "reader--target",
        "reader--label",
        "reader--empty",
    }

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
        empty: str = "",
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._text = ""
        self._empty = empty
        self._highlights = Highlights((), 0)
        self._overlay = Overlay()
        self._marks: Marks | Sequence[Mark] = ()
        self._wrapped: Wrapping | None = None
        self._strips: dict[tuple[object, ...], Strip] = {}
        self._styles: dict[Paint, Style] = {}

    @property
    def has_room(self) -> bool:
        """Whether the pane has a size yet; without one there are no lines."""
        return bool(self.size.width and self.size.height)

    @property
    def wrapping(self) -> Wrapping:
        """The text's lines at the width the pane has now."""
        return self._wrapping_in(self.scrollable_content_region.width)

    def _wrapping_in(self, width: int) -> Wrapping:
        room = max(1, width - width_of(width))
        if self._wrapped is None or self._wrapped.width != room:
            self._wrapped = Wrapping(self._text, room)
        return self._wrapped

    @property
    def seen(self) -> tuple[int, int]:
        """Start and end of the text on the screen."""
        wrapping, top = self.wrapping, self.scroll_offset.y
        if not wrapping.has(top):
            top = len(wrapping) - 1
        last = top + self.size.height - 1
        return wrapping.span(top)[0], wrapping.span(last)[1] if wrapping.has(last) else len(self._text)

    def _set_text(self, text: str, marks: Marks | Sequence[Mark]) -> None:
        """``text`` went through ``render.visible``."""
        if text is self._text and marks == self._marks:
            return
        if text is not self._text:
            self._text = text
            self._wrapped = None
        self._marks = marks
        self._highlights = Highlights(marks, len(text))
        self._forget()
        self._measure()

    def _set_overlay(self, overlay: Overlay) -> None:
        """Show another overlay and redraw the lines that it changes."""
        before, self._overlay = self._overlay, overlay
        if before.found is not overlay.found:
            self._strips.clear()
            self.refresh()
        changed = before.beside(overlay)
        if not self.has_room or not changed:
            return
        wrapping, top = self.wrapping, self.scroll_offset.y
        first, last = wrapping.line_of(min(changed)), wrapping.line_of(min(max(changed), len(self._text)))
        for line in range(max(top, first), min(top + self.size.height, last + 1)):
            start, end = wrapping.span(line)
            if before.on(start, max(end, start + 1)) != overlay.on(start, max(end, start + 1)):
                self.refresh_line(line)

    def _forget(self) -> None:
        self._strips.clear()
        self._styles.clear()
        self.refresh()

    def _measure(self) -> None:
        """Say how many lines there are; of a long text as it seems, and as it is when there is time."""
        if self.has_room:
            lines, sure = self.wrapping.likely(AT_ONCE)
            self.virtual_size = Size(0, lines)
            if not sure:
                self.set_timer(A_WHILE, self._count)

    def _count(self) -> None:
        if self.has_room:
            self.virtual_size = Size(0, len(self.wrapping))

    def on_resize(self, event: events.Resize) -> None:
        """Wrap again."""
        self.flatten()
        if self.has_room:
            self._strips.clear()
            self._measure()
            self._resized()

    def _resized(self) -> None:
        """Called when the lines are known again."""

    def _scroll(self, top: int) -> None:
        top = max(top, 0)
        if not self.wrapping.has(top + self.size.height - 1):
            self._count()
            top = max(0, len(self.wrapping) - self.size.height)
        elif top + self.size.height > self.virtual_size.height:
            self._measure()
        self.scroll_to(y=top, animate=False, force=True)

    def _bring_into_sight(self, line: int, margin: int = 0) -> None:
        height, top = self.size.height, self.scroll_offset.y
        margin = min(margin, (height - 1) // 3)
        if line < top + margin:
            self._scroll(line - margin)
        elif line > top + height - 1 - margin:
            self._scroll(line - height + 1 + margin)

    # Drawing

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._strips.clear()
        self._styles.clear()

    def on_focus(self) -> None:
        self._forget()

    def on_blur(self) -> None:
        self._forget()

    def line(self, at: int, width: int) -> Strip:
        wrapping = self._wrapping_in(width)
        if not self._text:
            says = [(self._empty, self.base + self._part("empty"))] if at == 0 else []
            return render.line(says, width, self.base)
        if not wrapping.has(at):
            return render.line([], width, self.base)
        start, end = wrapping.span(at)
        key = (at, width, self._overlay.on(start, max(end, start + 1)))
        strip = self._strips.get(key)
        if strip is None:
            strip = self.keep(self._strips, key, self._draw(wrapping, at, width))
        return strip

    def _draw(self, wrapping: Wrapping, line: int, width: int) -> Strip:
        base = self.base
        gutter = width_of(width)
        start, end = wrapping.span(line)
        marks = self._highlights.touching(start, max(end, start + 1))
        beside = gutter_text(wrapping, marks, self._overlay, line, gutter)
        parts = [(beside, base + self._part("gutter"))]
        parts += [
            (text, self._style(paint))
            for text, paint in pieces(wrapping, marks, self._overlay, line, width - gutter)
        ]
        for offset, label in self._overlay.labels_on(start, end):
            selected = covers(self._overlay.selection, offset)
            style = base + (STANDING if selected else self._part("label"))
            parts = laid(parts, label.upper(), gutter + wrapping.column_of(offset), width, style)
        return render.line(parts, width, base)

    def _style(self, paint: Paint) -> Style:
        style = self._styles.get(paint)
        if style is None:
            style = self._styles[paint] = self._work_out(paint)
        return style

    def _work_out(self, paint: Paint) -> Style:
        style = self.base + render.style(paint.look.attributes)
        if paint.sentence:
            style += Style(bgcolor=self.get_component_rich_style("reader--sentence").bgcolor)
        if paint.look.tags:
            style += render.tint(paint.look.colour)
        for name, on in (("found", paint.found), ("target", paint.target)):
            if on:
                style += self._part(name)
        if paint.cursor:
            # Inside a selection the cursor is the hole in it; away from the reader it only stands there.
            return style + (REVERSED if self.has_focus and not paint.selected else STANDING)
        return style + REVERSED if paint.selected else style

    def _part(self, name: str) -> Style:
        return self.part(f"reader--{name}")
