"""EDTF values (level 1): what they cover, how people read them, and what people type for them."""

from __future__ import annotations

import re
from datetime import date

from content.dates.points import SEASONS, last_day
from content.dates.shown import shown

__all__ = ["UNDATED", "bounds", "is_edtf", "read_date", "shown"]

_POINT = re.compile(
    r"(?P<year>Y-?\d{5,}|-?(?:\d{4}|\d{3}X|\d{2}XX|XXXX))"
    r"(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?(?P<clock>T\d\d:\d\d:\d\d(?:Z|"
    r"[+-]\d\d(?::?\d\d)?)?)?(?P<sure>[?~%]?)",
    re.ASCII,
)
#: The date of what has none.
UNDATED = "XXXX"

_SEASON_STARTS = {code: first for first, code in SEASONS.values()}


def is_edtf(value: str) -> bool:
    """Whether a string is an EDTF date or interval of level 0 or 1 that names possible days."""
    try:
        bounds(value)
    except ValueError:
        return False
    return True


def bounds(edtf: str) -> tuple[date | None, date | None]:
    """First and last day that an EDTF value covers; None stands for an open or unknown end.

    Seasons are meteorological (winter runs into the next February). Years outside 1–9999 are clamped
    to what a date can hold. Raises ValueError for anything that is not EDTF level 0 or 1, and for an
    interval that ends before it begins.
    """
    if "/" not in edtf:
        return _point_bounds(edtf)
    first, _, last = edtf.partition("/")
    open_ends = ("", "..")
    if "/" in last or (first in open_ends and last in open_ends):
        raise ValueError(f"not an EDTF interval: {edtf}")
    low = None if first in open_ends else _point_bounds(first)[0]
    high = None if last in open_ends else _point_bounds(last)[1]
    if low and high and low > high:
        raise ValueError(f"the interval ends before it begins: {edtf}")
    return low, high


def _point_bounds(value: str) -> tuple[date | None, date | None]:
    found = _POINT.fullmatch(value)
    if found is None:
        raise ValueError(
            f"not an EDTF date: {value!r} (expected e.g. 2026, 2026-04, 2026-04-24 or 2026/2027)"
        )
    year, month, day = found["year"], found["month"], found["day"]
    if year == "XXXX":
        return None, None
    if found["clock"] and (day is None or "X" in day):
        raise ValueError(f"a time of day needs a day: {value}")
    low, high = _years(year)
    if month is None or month == "XX":
        return _day(low, 1, 1), _day(high, 12, 31)
    if "X" in year:
        raise ValueError(f"a month needs a whole year: {value}")
    return _within_year(value, low, int(month), day)


def _years(year: str) -> tuple[int, int]:
    plain = year.lstrip("Y")
    ends = int(plain.replace("X", "0")), int(plain.replace("X", "9"))
    return min(ends), max(ends)


def _within_year(value: str, year: int, month: int, day: str | None) -> tuple[date, date]:
    if 21 <= month <= 24 and day is None:
        first = _SEASON_STARTS[month]
        turned = year + (first == 12)
        last_month = 2 if first == 12 else first + 2
        return _day(year, first, 1), _day(turned, last_month, _length(turned, last_month))
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}: {value}")
    if day is None or day == "XX":
        return _day(year, month, 1), _day(year, month, _length(year, month))
    if not 1 <= int(day) <= _length(year, month):
        raise ValueError(f"the month has no day {day}: {value}")
    only = _day(year, month, int(day))
    return only, only


def _length(year: int, month: int) -> int:
    """Days of a month; leap years repeat every 400 years, which carries them beyond 1–9999."""
    return last_day((year - 1) % 400 + 2001 - 1 if not 1 <= year <= 9999 else year, month)


def _day(year: int, month: int, day: int) -> date:
    if year < 1:
        return date.min
    return date.max if year > 9999 else date(year, month, day)


def read_date(words: str, reference: str | None = None) -> str | None:
    """EDTF for what a person types as a date: "3.7.2026", "Juli 2026", "bis Ende 2022", or EDTF itself.

    ``reference`` is the ISO day that "morgen" or "im März" count from. None where the words name no
    date, or where something besides a date stands among them.
    """
    from content.dates.typed import typed

    return typed(words, reference).edtf
