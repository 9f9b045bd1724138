"""What one line of the reader consists of: pieces of text and how each is meant. Pure, without colours."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct, field

from tui import cells
from tui.gutter import gutter, signs
from tui.highlights import NOTHING, Look, Mark, pieces_of
from tui.labels import Label
from tui.wrapping import Wrapping

BAR = "▏"

Stretch = tuple[int, int]


class Paint(NamedTuple):
    """How a piece is meant; the reader has a style for each."""

    look: Look = NOTHING
    sentence: bool = False
    found: bool = False
    target: bool = False
    selected: bool = False
    cursor: bool = False


class Overlay(Struct, frozen=True, dict=True):
    """What lies over the marks at the moment; offsets in code points.

    ``found`` are the places of a search, sorted; ``target`` the one of them, or the passage, jumped to;
    ``labels`` what covers the text at some offsets, sorted.
    """

    cursor: int = 0
    sentence: Stretch | None = None
    selection: Stretch | None = None
    target: Stretch | None = None
    found: tuple[Stretch, ...] = field(default=())
    labels: tuple[Label, ...] = field(default=())

    def on(self, start: int, end: int) -> tuple[object, ...]:
        """What of it touches a line; equal values draw an equal line (while ``found`` is the same)."""
        return (
            self.cursor if start <= self.cursor < end else None,
            *(_clip(stretch, start, end) for stretch in (self.sentence, self.selection, self.target)),
            self.labels_on(start, end),
        )

    def beside(self, other: Overlay) -> list[int]:
        """Where what the two differ in begins and ends, the places found aside."""
        differing = (
            pair
            for pair in (
                ((self.cursor, self.cursor), (other.cursor, other.cursor)),
                (self.sentence, other.sentence),
                (self.selection, other.selection),
                (self.target, other.target),
            )
            if pair[0] != pair[1]
        )
        ends = [offset for pair in differing for stretch in pair if stretch for offset in stretch]
        if self.labels != other.labels:
            ends += [offset for offset, _label in (*self.labels, *other.labels)]
        return ends

    def labels_on(self, start: int, end: int) -> tuple[Label, ...]:
        """The labels between two offsets."""
        return tuple(label for label in self.labels if start <= label[0] < end)


def covers(stretch: Stretch | None, offset: int) -> bool:
    """Whether a stretch, if it is one, covers the code point at ``offset``."""
    return stretch is not None and stretch[0] <= offset < stretch[1]


def gutter_text(wrapping: Wrapping, marks: Sequence[Mark], overlay: Overlay, line: int, width: int) -> str:
    start, end = wrapping.span(line)
    beside, letters = signs(look for *_place, look in pieces_of(marks, start, max(end, start + 1)))
    return gutter(beside, letters, BAR if _clip(overlay.sentence, start, end) else "", width)


def pieces(
    wrapping: Wrapping, marks: Sequence[Mark], overlay: Overlay, line: int, width: int
) -> list[tuple[str, Paint]]:
    """The drawn part of a line, cut where its meaning changes, never inside a cluster.

    A cursor or selection on what isn't drawn (a line feed, blanks that hang over) gets a blank of its own
    if there is room, else the cursor stands on the last cell.
    """
    start, end = wrapping.span(line)
    first, last = wrapping.drawn(line)
    text = wrapping.text
    room = width - cells.cells(text[first:last])
    here = overlay.cursor if start <= overlay.cursor < max(end, start + 1) else None
    after = here is not None and here >= last
    if after and not room and last > first:
        here, after = first + cells.clusters(text[first:last])[-1][0], False
    marked = pieces_of(marks, first, last)
    cuts = _cuts(text, first, last, [piece[0] for piece in marked], overlay, here)
    result = [
        (text[a:b], _paint(_look_at(marked, a), overlay, a, here is not None and a <= here < b))
        for a, b in zip(cuts, cuts[1:], strict=False)
    ]
    blank = bool(_clip(overlay.selection, last, max(end, last + 1))) and first == last
    if room and (after or blank):
        result.append((" ", Paint(selected=bool(_clip(overlay.selection, last, last + 1)), cursor=after)))
    return result


def _cuts(
    text: str, first: int, last: int, marked: list[int], overlay: Overlay, cursor: int | None
) -> list[int]:
    wanted = {first, last, *marked}
    for stretch in (overlay.sentence, overlay.selection, overlay.target, *_near(overlay.found, first, last)):
        if stretch:
            wanted.update(offset for offset in stretch if first < offset < last)
    if cells.is_narrow(text[first:last]):
        if cursor is not None:
            wanted |= {cursor, cursor + 1}
        return sorted(offset for offset in wanted if first <= offset <= last)
    return _whole_clusters(text[first:last], first, wanted, cursor)


def _whole_clusters(text: str, first: int, wanted: set[int], cursor: int | None) -> list[int]:
    """The cuts moved back to the beginnings of their clusters."""
    begins = [first + start for start, _, _ in cells.clusters(text)] + [first + len(text)]
    cuts = {begins[bisect_right(begins, offset) - 1] for offset in wanted}
    if cursor is not None:
        at = bisect_right(begins, cursor) - 1
        cuts |= set(begins[at : at + 2])
    return sorted(cuts)


def _look_at(marked: list[tuple[int, int, Look]], at: int) -> Look:
    return next((look for start, end, look in marked if start <= at < end), NOTHING)


def _paint(look: Look, overlay: Overlay, at: int, cursor: bool) -> Paint:
    return Paint(
        look,
        sentence=bool(_clip(overlay.sentence, at, at + 1)),
        found=bool(_near(overlay.found, at, at + 1)),
        target=bool(_clip(overlay.target, at, at + 1)),
        selected=bool(_clip(overlay.selection, at, at + 1)),
        cursor=cursor,
    )


def _near(found: tuple[Stretch, ...], start: int, end: int) -> tuple[Stretch, ...]:
    """The places, sorted and apart, that touch what lies between two offsets."""
    after = bisect_right(found, (end - 1, 1 << 62))
    before = bisect_right(found, start, key=lambda place: place[1])
    return found[before:after]


def _clip(stretch: Stretch | None, start: int, end: int) -> Stretch | None:
    if stretch is None or stretch[0] >= end or stretch[1] <= start:
        return None
    return max(stretch[0], start), min(stretch[1], end)
