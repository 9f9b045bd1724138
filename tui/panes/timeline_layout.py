"""Where things stand in time: order, periods, axis, bars and density. Plain functions over days."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from msgspec import Struct

from tui.formatting import LONG_MONTHS, WEEKDAYS, day
from tui.locale import gettext as _
from tui.locale import language

Zoom = Literal["fit", "year", "quarter", "month", "day"]
ZOOMS: tuple[Zoom, ...] = ("fit", "year", "quarter", "month", "day")
BLOCKS = "▁▂▃▄▅▆▇█"


class Placed(NamedTuple):
    """One thing on the timeline. ``start``/``end`` are its first and last day, None where open."""

    id: str
    label: str
    edtf: str
    start: date | None
    end: date | None
    state: str
    lane: str = ""
    deadline: bool = False
    overdue: bool = False
    notes: int = 0

    @property
    def anchor(self) -> date | None:
        """The day that orders it: its start, for "until" its end, None while undated."""
        return self.start or self.end


class Axis(Struct, frozen=True):
    """The days from ``first`` to ``last`` spread over ``width`` cells.

    Beyond a month every month takes the same room, so that months and years begin where a cell does.
    """

    first: date
    last: date
    width: int

    def cell(self, of: date) -> int:
        """The cell of a day, below 0 or from ``width`` on where the day lies outside."""
        first, length = self._scale()
        return (self._position(of) - first) * self.width // length

    def cells(self, days: Iterable[date | None]) -> Iterator[int]:
        """The cells of the days that lie inside."""
        (first, length), width, position = self._scale(), self.width, self._position
        for of in days:
            if of is not None and 0 <= (at := position(of) - first) < length:
                yield at * width // length

    def _scale(self) -> tuple[int, int]:
        first = self._position(self.first)
        return first, self._position(self.last) - first + 1

    @property
    def _position(self) -> Callable[[date], int]:
        return _by_month if (self.last - self.first).days > 31 else date.toordinal


def chronological(items: Iterable[Placed]) -> list[Placed]:
    """By anchor, then by end, open and undated ones last, ids settling ties."""

    def key(item: Placed) -> tuple[date, date, int, str]:
        start, end = item.start, item.end
        return start or end or date.max, end or date.max, len(item.id), item.id

    return sorted(items, key=key)


def is_overdue(start: date | None, end: date | None, state: str, today: date) -> bool:
    """A confirmed "until" whose last day has passed."""
    return state == "confirmed" and start is None and end is not None and end < today


def period(of: date, zoom: Zoom) -> tuple[date, date]:
    """First and last day of the year, quarter, month or day that ``of`` lies in."""
    if zoom == "year":
        return date(of.year, 1, 1), date(of.year, 12, 31)
    if zoom == "quarter":
        month = (of.month - 1) // 3 * 3 + 1
        return date(of.year, month, 1), _month_end(of.year, month + 2)
    if zoom == "month":
        return of.replace(day=1), _month_end(of.year, of.month)
    return of, of


def period_title(of: date, zoom: Zoom) -> str:
    """The heading of a period: "2026", „2. Quartal 2026“, „April 2026“, „Fr 24.04.2026“."""
    lang = language()
    if zoom == "year":
        return str(of.year)
    if zoom == "quarter":
        return _("Q{quarter} {year}").format(quarter=(of.month + 2) // 3, year=of.year)
    if zoom == "month":
        return f"{LONG_MONTHS[lang][of.month - 1]} {of.year}"
    return f"{WEEKDAYS[lang][of.weekday()]} {day(of.isoformat())}"


def axis(zoom: Zoom, around: date, whole: tuple[date, date], width: int) -> Axis:
    """What a strip of ``width`` cells shows: everything when fit, else the period around a day (a week at
    day zoom, since one day has no inside)."""
    if zoom == "fit":
        return Axis(*whole, width)
    if zoom == "day":
        monday = date.fromordinal(max(1, around.toordinal() - around.weekday()))
        return Axis(monday, _later(monday, 6), width)
    return Axis(*period(around, zoom), width)


def extent(items: Iterable[Placed]) -> tuple[date, date] | None:
    """First and last day of everything that is dated; None if nothing is."""
    days = [d for item in items for d in (item.start, item.end) if d is not None]
    return (min(days), max(days)) if days else None


def density(anchors: Iterable[date | None], over: Axis) -> str:
    """One block per cell, as high as its share of the fullest cell; a blank where nothing is."""
    if over.width < 1:
        return ""
    counts = [0] * over.width
    for cell in over.cells(anchors):
        counts[cell] += 1
    highest = max(counts) or 1
    return "".join(BLOCKS[(count * 8 - 1) // highest] if count else " " for count in counts)


def bar(edtf: str, start: date | None, end: date | None, over: Axis) -> str:
    """The extent of one thing on the axis, exactly ``width`` cells.

    A day is "·" ("?" when uncertain or approximate), a longer extent ├──┤, an open end an arrow instead of
    the cap, dashes instead of the line when uncertain; no cap where it goes on beyond the axis.
    """
    if over.width < 1 or (start is None and end is None):
        return " " * max(over.width, 0)
    vague = any(sign in edtf for sign in "?~%")
    first = 0 if start is None else over.cell(start)
    last = over.width - 1 if end is None else over.cell(end)
    if last < 0 or first >= over.width:
        return " " * over.width
    left, right = max(first, 0), min(last, over.width - 1)
    cells = list(("╌" if vague else "─") * (right - left + 1))
    _caps(cells, start, end, first == left, last == right, vague)
    return " " * left + "".join(cells) + " " * (over.width - 1 - right)


def _caps(
    cells: list[str], start: date | None, end: date | None, starts: bool, ends: bool, vague: bool
) -> None:
    """Put the ends on the line: arrows where open, caps where they lie inside the axis."""
    if start is not None and end is not None and len(cells) == 1 and starts and ends:
        cells[0] = ("?" if vague else "·") if start == end else "│"
        return
    if starts and start is not None:
        cells[0] = "├"
    if ends and end is not None:
        cells[-1] = "┤"
    if start is None:
        cells[0] = "◁"
    if end is None:
        cells[-1] = "▷"


def _by_month(of: date) -> int:
    return (of.year * 12 + of.month - 1) * 31 + of.day - 1


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _later(of: date, days: int) -> date:
    return of + timedelta(days=days) if (date.max - of).days >= days else date.max
