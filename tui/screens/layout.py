"""Where the panes lie on the screen."""

from __future__ import annotations

from collections.abc import Callable

from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import Layout, WidgetPlacement
from textual.widget import Widget

from tui.arrangement import Place


class DeskLayout(Layout):
    """Puts the panes where ``tui.arrangement`` says; those it doesn't name are not drawn."""

    name = "desk"

    def __init__(self, places: Callable[[int, int], dict[str, Place]]) -> None:
        super().__init__()
        self._places = places

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> list[WidgetPlacement]:
        parent.pre_layout(self)
        places = self._places(size.width, size.height)
        return [
            WidgetPlacement(Region(*places[child.id]), NULL_OFFSET, NULL_SPACING, child)
            for child in children
            if child.id in places
        ]
