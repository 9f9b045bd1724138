"""Where things stand in time: order, periods, axes and what lies between. Plain functions over days."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from store.rows import DemandRow, EventRow
from tui.formatting import LONG_MONTHS, WEEKDAYS, day, number
from tui.locale import gettext as _
from tui.locale import language, ngettext

Zoom = Literal["fit", "year", "quarter", "month", "day"]
ZOOMS: tuple[Zoom, ...] = ("fit", "year", "quarter", "month", "day")

#: Answers after which nobody waits for a demand's deadline any more.
SETTLED = ("met", "superseded")
#: Empty stretches of so many days are told of, by zoom.
GAPS = {"fit": 365, "year": 365, "quarter": 180, "month": 60, "day": 28}


class Placed(Struct, frozen=True, gc=False):
    """One thing on the timeline. ``start``/``end`` are its first and last day, None where open. ``answer`` is
    that of the demand it is the deadline of, once it is overdue."""

    id: str
    label: str
    edtf: str
    start: date | None
    end: date | None
    state: str
    deadline: bool = False
    overdue: bool = False
    notes: int = 0
    answer: str | None = None
    row: EventRow | DemandRow | None = None

    @property
    def anchor(self) -> date | None:
        """The day that orders it: its start, for "until" its end, None while undated."""
        return self.start or self.end

    @property
    def pressing(self) -> bool:
        """Whether it is overdue and the answer leaves it so."""
        return self.overdue and self.answer not in SETTLED


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

    def holds(self, of: date) -> bool:
        """Whether a day lies inside."""
        return self.first <= of <= self.last

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def _scale(self) -> tuple[int, int]:
        first = self._position(self.first)
        return first, self._position(self.last) - first + 1

    @property
    def _position(self) -> Callable[[date], int]:
        return _by_month if self.days > 32 else date.toordinal


def is_overdue(start: date | None, end: date | None, state: str, today: date) -> bool:
    """A confirmed "until" whose last day has passed."""
    return state == "confirmed" and start is None and end is not None and end < today


def period(of: date, zoom: Zoom) -> tuple[date, date]:
    """First and last day of the year, quarter, month or day that ``of`` lies in; to fit, a year too."""
    if zoom in ("year", "fit"):
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
    """What a drawing of ``width`` cells shows: everything when fit, else the period around a day (a week at
    day zoom, since one day has no inside)."""
    if zoom == "fit":
        return Axis(*whole, width)
    if zoom == "day":
        monday = date.fromordinal(max(1, around.toordinal() - around.weekday()))
        return Axis(monday, _later(monday, 6), width)
    return Axis(*period(around, zoom), width)


def is_silent(before: date, after: date, zoom: Zoom) -> bool:
    """Whether so little lies between two days that this zoom tells of it."""
    return (after - before).days > GAPS[zoom]


def silence(before: date, after: date) -> str:
    """„3 Jahre nichts“ for the days between two."""
    days = (after - before).days - 1
    if days >= 365:
        count = days // 365
        told = ngettext("{count} year without anything", "{count} years without anything", count)
    elif days >= 59:
        count = days * 12 // 365
        told = ngettext("{count} month without anything", "{count} months without anything", count)
    else:
        count = days // 7
        told = ngettext("{count} week without anything", "{count} weeks without anything", count)
    return told.format(count=number(count))


def _by_month(of: date) -> int:
    return (of.year * 12 + of.month - 1) * 31 + of.day - 1


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _later(of: date, days: int) -> date:
    return of + timedelta(days=days) if (date.max - of).days >= days else date.max
