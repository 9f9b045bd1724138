"""Whether a part of the screen only moved up or down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from operator import is_not
from typing import NamedTuple

from tui.driver.canvas import Band
from tui.driver.cell import Cell

#: Fewer rows than this are as well sent anew; and so many bytes must be saved at least.
ROWS, BYTES = 4, 40
#: Bytes it takes to go to cells that are sent, after others that are not.
GOING = 4
#: How many bands are looked at: a screen has few panes, and only one or two move at a time.
BANDS = 4


#: A band and the rows of it that were drawn.
Drawn = tuple[Band, set[int]]


class Scroll(NamedTuple):
    """The rows from ``top`` to ``bottom`` (included) move up by ``lines``, or down if it is negative."""

    top: int
    bottom: int
    lines: int


def find(
    shown: Sequence[Sequence[Cell]],
    wanted: Sequence[Sequence[Cell]],
    bands: Iterable[Drawn],
    blank: Cell,
) -> Scroll | None:
    """The move that saves most, or none. ``blank`` is what fills the rows that come in."""
    for (x, width), rows in list(bands)[:BANDS]:
        scroll = _moved(shown, wanted, x, x + width, rows) if len(rows) >= ROWS else None
        if scroll and _saved(shown, wanted, scroll, blank) >= BYTES:
            return scroll
    return None


def _moved(
    shown: Sequence[Sequence[Cell]], wanted: Sequence[Sequence[Cell]], x: int, end: int, rows: set[int]
) -> Scroll | None:
    """By how many lines most rows of a band moved. Rows that occur twice say nothing."""
    before: dict[tuple[Cell, ...], int] = {}
    for y in rows:
        key = tuple(shown[y][x:end])
        before[key] = -1 if key in before else y
    found = ((y, before.get(tuple(wanted[y][x:end]), -1)) for y in rows)
    moves = [(y, was - y) for y, was in found if was >= 0]
    counted = Counter(by for _y, by in moves).most_common(1)
    if not counted or counted[0][1] < 2 or not (lines := counted[0][0]):
        return None
    at = [y for y, by in moves if by == lines]
    return Scroll(min(at) + min(lines, 0), max(at) + max(lines, 0), lines)


def _saved(
    shown: Sequence[Sequence[Cell]], wanted: Sequence[Sequence[Cell]], scroll: Scroll, blank: Cell
) -> int:
    """About how many bytes less have to be sent after the scroll: what stands beside has to be put back."""
    part = slice(scroll.top, scroll.bottom + 1)
    before = sum(map(_cost, shown[part], wanted[part]))
    return before - sum(map(_cost, scrolled(shown, scroll, blank)[part], wanted[part]))


def _cost(shown: Sequence[Cell], wanted: Sequence[Cell]) -> int:
    differing = b"\0" + bytes(map(is_not, shown, wanted))
    return differing.count(1) + GOING * differing.count(b"\0\1")


def scrolled(shown: Sequence[Sequence[Cell]], scroll: Scroll, blank: Cell) -> list[Sequence[Cell]]:
    """The rows as they stand after a scroll."""
    top, end, lines = scroll.top, scroll.bottom + 1, scroll.lines
    new = [[blank] * len(shown[top])] * abs(lines)
    moved = [*shown[top + lines : end], *new] if lines > 0 else [*new, *shown[top : end + lines]]
    return [*shown[:top], *moved, *shown[end:]]
