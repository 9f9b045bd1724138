"""The reader's cursor and selection: where they are and where motions take them. Knows no widget.

The selection includes the cursor's own character. Offsets are code points.
"""

from __future__ import annotations

from collections.abc import Callable

from content.model import Span
from tui import cells
from tui.wrapping import Wrapping

Grow = Callable[[str, int, int], Span]
Step = Callable[[str, int], int]
UnitAt = Callable[[str, int], Span]

#: No cluster that ``render.visible`` lets through is longer.
CLUSTER = 80


class Caret:
    """A place in ``text``, and the other end of the selection while there is one."""

    def __init__(self, text: str, offset: int = 0) -> None:
        self.text = text
        self.offset = min(max(offset, 0), max(0, len(text) - 1))
        self.anchor: int | None = None
        self._used = False
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
        self.begin(start)
        self.move_to(self._before(end))

    def toggle(self) -> None:
        """Begin a selection at the cursor, or drop the one there is and was not used."""
        if self.anchor is None or self._used:
            self.begin(self.offset)
        else:
            self.anchor = None

    def begin(self, offset: int) -> None:
        """Begin a selection there."""
        self.anchor, self._used = offset, False

    def use(self) -> None:
        """Something was made of the selection: it stays for more of that, and goes with the next motion."""
        self._used = self.anchor is not None

    def swap(self) -> None:
        """To the other end of the selection, if there is one."""
        if self.anchor is not None:
            self.anchor, self.offset, self._column = self.offset, self.anchor, None
            self._used = False

    def grow(self, by: Grow) -> None:
        """Let the selection (of nothing, first: the cursor's character) grow, forwards."""
        start, end = self.selection or (self.offset, self._after(self.offset))
        grown = by(self.text, start, end)
        self.select(grown.start, grown.end)

    def move_to(self, offset: int) -> None:
        if self._used:
            self.anchor, self._used = None, False
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

    def by_unit(self, forward: bool, step: Step, unit_at: UnitAt) -> None:
        """To the start of the next or previous unit; the end of a selection to the end of one, so that what
        is selected is whole."""
        if self.anchor is not None and not self._used and self.anchor <= self.offset:
            end = self._end_after(step, unit_at) if forward else self._end_before(unit_at)
            if end > self.anchor:
                self.move_to(self._before(end))
                return
        self.move_to(step(self.text, self.offset))

    def _end_after(self, step: Step, unit_at: UnitAt) -> int:
        here = unit_at(self.text, self.offset)
        if self._after(self.offset) < here.end:
            return here.end
        return unit_at(self.text, step(self.text, self.offset)).end

    def _end_before(self, unit_at: UnitAt) -> int:
        end = min(unit_at(self.text, self.offset).start, self.offset)
        while end and self.text[end - 1].isspace():
            end -= 1
        return end

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
