"""The reader's cursor and selection: where they are and where motions take them. Knows no widget.

The selection includes the cursor's own character. Offsets are code points.
"""

from __future__ import annotations

from collections.abc import Callable

from content.model import Span
from tui import cells
from tui.wrapping import Wrapping

Grow = Callable[[str, int, int], Span]

#: No cluster that ``render.visible`` lets through is longer.
CLUSTER = 80


class Caret:
    """A place in ``text``, and the other end of the selection while there is one."""

    def __init__(self, text: str, offset: int = 0) -> None:
        self.text = text
        self.offset = min(max(offset, 0), max(0, len(text) - 1))
        self.anchor: int | None = None
        self._column: int | None = None

    @property
    def selection(self) -> tuple[int, int] | None:
        """Start and end of what is selected."""
        if self.anchor is None:
            return None
        first, last = sorted((self.anchor, self.offset))
        return first, self._after(last)

    def select(self, start: int, end: int) -> None:
        """Select from ``start`` up to ``end``; the cursor stands on the last character."""
        self.anchor = start
        self.move_to(self._before(end))

    def toggle(self) -> None:
        """Begin a selection at the cursor, or drop the one there is."""
        self.anchor = self.offset if self.anchor is None else None

    def swap(self) -> None:
        """To the other end of the selection, if there is one."""
        if self.anchor is not None:
            self.anchor, self.offset, self._column = self.offset, self.anchor, None

    def grow(self, by: Grow) -> None:
        """Let the selection (of nothing, first: the cursor's character) grow, forwards."""
        start, end = self.selection or (self.offset, self._after(self.offset))
        grown = by(self.text, start, end)
        self.select(grown.start, grown.end)

    def move_to(self, offset: int) -> None:
        self.offset = min(max(offset, 0), max(0, len(self.text) - 1))
        self._column = None

    def move_lines(self, wrapping: Wrapping, lines: int) -> None:
        """Some lines down (or up, if negative), in the column where the line motions began."""
        line = wrapping.line_of(self.offset)
        column = wrapping.column_of(self.offset) if self._column is None else self._column
        there = max(line + lines, 0)
        if not wrapping.has(there):
            there = len(wrapping) - 1
        if there != line:
            self.move_to(wrapping.offset_at(there, column))
        self._column = column

    def step(self, forward: bool) -> None:
        """To the next or previous character."""
        self.move_to(self._after(self.offset) if forward else self._before(self.offset))

    def _after(self, offset: int) -> int:
        """The end of the cluster that starts at ``offset``."""
        near = cells.clusters(self.text[offset : offset + CLUSTER])
        return offset + near[0][1] if near else offset

    def _before(self, offset: int) -> int:
        """The start of the cluster that ends at ``offset``."""
        start = max(0, offset - CLUSTER)
        near = cells.clusters(self.text[start:offset])
        return start + near[-1][0] if near else offset
