"""EDTF values as people read them, in German and in English."""

from __future__ import annotations

import re
from typing import Literal

MONTH_NAMES = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]
_ENGLISH_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_SEASONS = {
    "de": {"21": "Frühjahr", "22": "Sommer", "23": "Herbst", "24": "Winter"},
    "en": {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"},
}
_UNSURE = {"de": {"?": " (unsicher)", "~": " (ungefähr)", "%": " (ungefähr, unsicher)"},
           "en": {"?": " (uncertain)", "~": " (approximate)", "%": " (approximate, uncertain)"}}  # fmt: skip
_DAY = re.compile(r"(\d{4})-(0[1-9]|1[0-2])-(\d\d)")
_OPEN = ("", "..")
#: What an end of a value may look like; whether it names a possible day is not asked here.
_UNDERSTOOD = re.compile(
    r"Y?-?[\dX]{4,}(?:-[\dX]{2}){0,2}(?:T[\d:]+(?:Z|[+-][\d:]+)?)?[?~%]?",
    re.ASCII,
)


def shown(edtf: str, lang: str = "de") -> str:
    """An EDTF value as a reader writes it: "3. Juli 2026", "26.–28. April 2026", "bis 31. Dezember 2022".

    ``lang`` is "de" or "en" (anything else reads English). A string that is not understood comes back
    unchanged.
    """
    tongue: Literal["de", "en"] = "de" if lang.lower().startswith("de") else "en"
    first, slash, last = edtf.partition("/")
    ends = [end for end in (first, last) if end not in _OPEN]
    if not ends or not all(_UNDERSTOOD.fullmatch(end) for end in ends):
        return edtf
    if not slash:
        return _point(edtf, tongue)
    if first in _OPEN:
        return f"{'bis' if tongue == 'de' else 'by'} {_point(last, tongue)}"
    if last in _OPEN:
        return f"{'ab' if tongue == 'de' else 'from'} {_point(first, tongue)}"
    return _named_interval(first, last, tongue) or _interval(first, last, tongue)


def _month(number: str, tongue: Literal["de", "en"]) -> str:
    names = MONTH_NAMES if tongue == "de" else _ENGLISH_MONTHS
    return names[int(number) - 1]


def _point(value: str, tongue: Literal["de", "en"]) -> str:
    plain = value.rstrip("?~%")
    tail = _UNSURE[tongue].get(value[len(plain) :], "")
    plain = re.sub(r"T.*", "", plain)
    if found := _DAY.fullmatch(plain):
        return _day(found[3], found[2], tongue) + f" {found[1]}{tail}"
    if found := re.fullmatch(r"(\d{4})-(\d\d)", plain):
        season = _SEASONS[tongue].get(found[2])
        if season or 1 <= int(found[2]) <= 12:
            return f"{season or _month(found[2], tongue)} {found[1]}{tail}"
    return _long_year(plain, tongue) + tail


def _day(day: str, month: str, tongue: Literal["de", "en"]) -> str:
    return f"{int(day)}. {_month(month, tongue)}" if tongue == "de" else f"{int(day)} {_month(month, tongue)}"


def _long_year(plain: str, tongue: Literal["de", "en"]) -> str:
    """Decades, centuries, years before Christ; other strings unchanged."""
    if re.fullmatch(r"\d{3}X", plain):
        return f"{plain[:3]}0er Jahre" if tongue == "de" else f"{plain[:3]}0s"
    if re.fullmatch(r"\d{2}XX", plain):
        number = int(plain[:2]) + 1
        return f"{number}. Jahrhundert" if tongue == "de" else f"{number}{_nth(number)} century"
    if re.fullmatch(r"-\d{4}|0000", plain):
        return f"{1 - int(plain)} {'v. Chr.' if tongue == 'de' else 'BC'}"
    return plain


def _nth(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _named_interval(first: str, last: str, tongue: Literal["de", "en"]) -> str:
    """Quarters and halves, which EDTF level 1 can only write as intervals of months."""
    ends = re.fullmatch(r"(\d{4})-(\d\d)/\1-(\d\d)", f"{first}/{last}")
    if ends is None:
        return ""
    start, end, year = int(ends[2]), int(ends[3]), ends[1]
    if end > 12:
        return ""
    if end - start == 2 and start % 3 == 1:
        return f"{end // 3}. Quartal {year}" if tongue == "de" else f"Q{end // 3} {year}"
    if end - start == 5 and start in (1, 7):
        return f"{end // 6}. Halbjahr {year}" if tongue == "de" else f"H{end // 6} {year}"
    return ""


def _interval(first: str, last: str, tongue: Literal["de", "en"]) -> str:
    start, end = _DAY.fullmatch(first), _DAY.fullmatch(last)
    if start and end and start[1] == end[1]:
        dot = "." if tongue == "de" else ""
        if start[2] == end[2]:
            return f"{int(start[3])}{dot}–{_point(last, tongue)}"
        return f"{_day(start[3], start[2], tongue)} – {_point(last, tongue)}"
    if re.fullmatch(r"\d{4}", first) and re.fullmatch(r"\d{4}", last):
        return f"{first}–{last}"
    months = re.fullmatch(r"(\d{4})-(\d\d)/\1-(\d\d)", f"{first}/{last}")
    if months and all(1 <= int(month) <= 12 for month in (months[2], months[3])):
        return f"{_month(months[2], tongue)} – {_month(months[3], tongue)} {months[1]}"
    return f"{_point(first, tongue)} – {_point(last, tongue)}"
