"""TIMEX3 values and what they cover: shifting them, their bounds, their EDTF values."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

#: Season → first month and EDTF code.
SEASONS = {"SP": (3, 21), "SU": (6, 22), "FA": (9, 23), "WI": (12, 24)}
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_PART = re.compile(r"(\d{4})-(Q|H)(\d)")
#: The first and last third that a mod leaves of a period.
_THIRDS = {"START": (0, 0), "MID": (1, 1), "END": (2, 2), "START-MID": (0, 1), "MID-END": (1, 2)}
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)")


def last_day(year: int, month: int) -> int:
    return monthrange(year, month)[1]


def valid_day(year: int | None, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= last_day(year or 2000, month)


def month_value(year: int, month: int) -> str:
    """``month`` may lie outside 1–12: it carries over into the year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return f"{year:04}-{month:02}"


def week_value(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def quarter_value(year: int, quarter: int) -> str:
    return f"{year + (quarter - 1) // 4:04}-Q{(quarter - 1) % 4 + 1}"


def moved(day: date, days: int) -> date:
    """The day so many days away, kept inside what a date can hold."""
    ordinal = min(max(day.toordinal() + days, 1), date.max.toordinal())
    return date.fromordinal(ordinal)


def same_day_in(year: int, month: int, day: int) -> date:
    """The day in that month, or the month's last where it is shorter; ``month`` carries over."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    year = min(max(year, 1), 9999)
    return date(year, month, min(day, last_day(year, month)))


def easter(year: int) -> date:
    """Gregorian Easter Sunday (Anonymous Gregorian algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def monday(year: int, week: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        return None


def edtf_of(value: str, mod: str = "") -> str | None:
    """The EDTF value of a TIMEX3 value, None where a timeline cannot place it (PRESENT_REF, P3W, XXXX-…).

    Weeks, quarters and halves become intervals, because EDTF knows them only at level 2 or not at all.
    ``mod`` START, MID or END narrows weeks, months, years, decades and centuries to a third of them.
    """
    day = value.split("T", 1)[0] if re.match(r"\d{4}-", value) else value
    if narrowed := _narrowed(day, mod):
        return narrowed
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", day):
        return f"{day}~" if mod == "APPROX" else day
    if re.fullmatch(r"\d{2,3}", day):
        return day.ljust(4, "X")
    if found := re.fullmatch(r"BC(\d{4})(?:-.*)?", day):
        return _before_christ(int(found[1]))
    if found := _SEASON.fullmatch(day):
        return f"{found[1]}-{SEASONS[found[2]][1]}"
    return _interval(day)


def _before_christ(year: int) -> str:
    return "0000" if year <= 1 else f"-{year - 1:04}"


def _interval(day: str) -> str | None:
    if found := _WEEK.fullmatch(day):
        first = monday(int(found[1]), int(found[2]))
        if first is None:
            return None
        start, end = (5, 6) if found[3] else (0, 6)
        return f"{moved(first, start)}/{moved(first, end)}"
    if found := _PART.fullmatch(day):
        length = 3 if found[2] == "Q" else 6
        end = int(found[3]) * length
        return f"{found[1]}-{end - length + 1:02}/{found[1]}-{end:02}"
    return None


def _narrowed(day: str, mod: str) -> str | None:
    if mod not in _THIRDS:
        return None
    first, last = _THIRDS[mod]
    if found := re.fullmatch(r"(\d{4})-(\d\d)", day):
        end = (10, 20, last_day(int(found[1]), int(found[2])))[last]
        return f"{day}-{first * 10 + 1:02}/{day}-{end:02}"
    if re.fullmatch(r"\d{4}", day):
        return f"{day}-{first * 4 + 1:02}/{day}-{last * 4 + 4:02}"
    if re.fullmatch(r"\d{3}", day):
        return f"{day}{(0, 4, 7)[first]}/{day}{(3, 6, 9)[last]}"
    if re.fullmatch(r"\d{2}", day):
        return f"{day}{(0, 34, 67)[first]:02}/{day}{(33, 66, 99)[last]:02}"
    if found := _WEEK.fullmatch(day):
        start = monday(int(found[1]), int(found[2]))
        return f"{moved(start, (0, 2, 4)[first])}/{moved(start, (1, 3, 6)[last])}" if start else None
    return None
