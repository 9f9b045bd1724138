"""Where each pane stands on a screen of a given size: plain arithmetic, in cells.

Wide (≥ 120 columns) shows all five panes, middle (80–119) one list beside the reader, narrow one pane.
"""

from __future__ import annotations

from typing import NamedTuple

from tui.locale import NP_

PANES = ("documents", "timeline", "demands", "reader", "notes")
LISTS = ("documents", "timeline", "demands", "notes")
PANE_NAMES = {
    "documents": NP_("pane", "Documents"),
    "timeline": NP_("pane", "Timeline"),
    "demands": NP_("pane", "Demands"),
    "reader": NP_("pane", "Text"),
    "notes": NP_("pane", "Notes"),
}

WIDE = 120
MIDDLE = 80


class Place(NamedTuple):
    """A rectangle in cells, relative to the desk's upper left corner."""

    x: int
    y: int
    width: int
    height: int


def arrange(width: int, height: int, focused: str, beside: str, zoomed: bool) -> dict[str, Place]:
    """The panes that are shown and where. ``beside`` is the list that stands next to the reader.

    The focused pane is always among them; a zoomed one is alone.
    """
    whole = Place(0, 0, width, height)
    if zoomed or width < MIDDLE or height < 4:
        return {focused: whole}
    if width < WIDE:
        left = _list_width(width)
        return {
            (focused if focused in LISTS else beside): Place(0, 0, left, height),
            "reader": Place(left + 1, 0, width - left - 1, height),
        }
    return _wide(width, height)


def _list_width(width: int) -> int:
    return width * 19 // 40


def _wide(width: int, height: int) -> dict[str, Place]:
    side = max(36, width * 3 // 10)
    middle = width - 2 * side - 2
    upper = height // 3 if height < 30 else height * 2 // 5
    right = side + middle + 2
    return {
        "documents": Place(0, 0, side, upper),
        "timeline": Place(0, upper, side, height - upper),
        "reader": Place(side + 1, 0, middle, height),
        "demands": Place(right, 0, side, height - height // 3),
        "notes": Place(right, height - height // 3, side, height // 3),
    }
