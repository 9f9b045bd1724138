"""What is sent of the screen after a key: the rows that changed, each as its widget keeps it.

Textual's own compositor asks every widget within a rectangle around all changes for its lines, those behind
others too, cuts each row where any widget begins or ends and puts it together again: new strips and new
strings for rows that are long known. That costs more than the drawing itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache

from rich.console import Console
from rich.control import Control
from textual._compositor import Compositor, CompositorUpdate
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Rows(CompositorUpdate):
    """Rows of single widgets: where each begins on the screen, and what stands there."""

    def __init__(self, rows: list[tuple[int, int, Strip]]) -> None:
        self.rows = rows

    def render_segments(self, console: Console) -> str:
        return "".join([_to(x, y) + strip.render(console) for x, y, strip in self.rows])


@lru_cache(maxsize=4096)
def _to(x: int, y: int) -> str:
    return Control.move_to(x, y).segment.text


class SparingCompositor(Compositor):
    """Asks a widget only for the rows of it that changed; shows what Textual's own does."""

    def render_full_update(self, simplify: bool = False) -> CompositorUpdate:  # type: ignore[override]
        if simplify:  # for a picture of the screen
            return super().render_full_update(simplify)
        self._dirty_regions = {self.size.region}
        return self.render_partial_update() or Rows([])

    def render_partial_update(self) -> CompositorUpdate | None:  # type: ignore[override]
        rows = [
            (part.x, y, strip)
            for widget, part, lines in self._changed()
            for y, strip in zip(part.line_range, widget.render_lines(lines), strict=False)
        ]
        return Rows(rows) if rows else None

    def _changed(self) -> Iterator[tuple[Widget, Region, Region]]:
        """The widgets with what is to be drawn of each, by its place on the screen and by its own."""
        uncovered = _distinct(self._dirty_regions)
        self._dirty_regions.clear()
        for widget, (region, clip) in self.visible_widgets.items():  # those in front come first
            shown, beneath = region.intersection(clip), []
            for changed in uncovered:
                if part := shown.intersection(changed):
                    yield widget, part, part.translate(-region.offset)
                    beneath += _beside(part, changed)
                else:
                    beneath.append(changed)
            if not beneath:
                return
            uncovered = beneath


def _distinct(regions: Collection[Region]) -> list[Region]:
    """The regions without those that lie in the largest: lines of a pane that is drawn as a whole."""
    if len(regions) < 2:
        return list(regions)
    largest = max(regions, key=lambda region: region.area)
    return [largest, *(region for region in regions if not largest.contains_region(region))]


def _beside(part: Region, whole: Region) -> list[Region]:
    """What ``whole`` has above, below, left and right of a part of it."""
    if part == whole:
        return []
    x1, y1, x2, y2 = part.corners
    left, top, right, bottom = whole.corners
    around = ((left, top, right, y1), (left, y2, right, bottom), (left, y1, x1, y2), (x2, y1, right, y2))
    return [region for corners in around if (region := Region.from_corners(*corners))]
