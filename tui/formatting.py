"""Dates, times and counts in the form of the language spoken now. Pure: no screen, no store.

Two forms of a date with an extent: ``edtf_long`` for where there is room („26.–28. April 2026“) and
``edtf_short`` for columns of at most ``SHORT_DATE`` cells („26.–28.4.26“).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache

from store.states import bounds
from tui.locale import gettext as _
from tui.locale import language

SHORT_DATE = 12
BARE_DATE = 10

MONTHS = {
    "de": ("Jan", "Feb", "März", "Apr", "Mai", "Juni", "Juli", "Aug", "Sept", "Okt", "Nov", "Dez"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
LONG_MONTHS = {
    "de": ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
           "Oktober", "November", "Dezember"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December"),
}  # fmt: skip

WEEKDAYS = {
    "de": ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
LONG_WEEKDAYS = {
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
SEASONS = {
    "de": {"21": "Frühj.", "22": "Sommer", "23": "Herbst", "24": "Winter"},
    "en": {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"},
}


def day(iso: str | None) -> str:
    """„24.04.2026“ for "2026-04-24"; "undated" for nothing; what is no ISO day stays as it is."""
    if not iso:
        return _("undated")
    try:
        return _day(date.fromisoformat(iso), language())
    except ValueError:
        return iso


def day_short(iso: str | None) -> str:
    """The day in at most nine cells: „24.04.26“, "24 Apr 26", "n.d." for nothing; else as ``day``."""
    if not iso:
        return _("n.d.")
    shown = day(iso)
    return shown[:-4] + shown[-2:] if shown[-4:].isdigit() and shown != iso else shown


def moment(utc: str, zone: tzinfo | None = None) -> str:
    """A record's UTC time as local date and time, „24.04.2026 14:05“; ``zone`` is the system's if None."""
    try:
        when = datetime.fromisoformat(utc)
    except ValueError:
        return utc
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    local = when.astimezone(zone)
    return f"{_day(local.date(), language())} {local:%H:%M}"


def number(count: int) -> str:
    """„10.000“ in German, "10,000" in English."""
    grouped = f"{count:,}"
    return grouped.replace(",", ".") if language() == "de" else grouped


def decimal(value: float, places: int) -> str:
    """„0,7434“ in German, "0.7434" in English; a true minus."""
    shown = f"{value:.{places}f}".replace("-", "−")
    return shown.replace(".", ",") if language() == "de" else shown


def weekday(of: date) -> str:
    """„Freitag“"""
    return LONG_WEEKDAYS[language()][of.weekday()]


def edtf_long(edtf: str | None) -> str:
    """The whole date for a reader: „bis 31.12.2022“; "undated" for nothing."""
    return _long(edtf, language()) if edtf else _("undated")


def edtf_short(edtf: str | None, year: bool = True) -> str:
    """The date in at most ``SHORT_DATE`` cells, "" for what has no day at all.

    ``year`` False leaves the year out, for rows below a heading that says it, and takes ``BARE_DATE`` cells
    at most. Approximate dates get "~" in front, uncertain ones "?" behind. A range that doesn't fit is shown
    by its start and "–…".
    """
    return _short(edtf, year, language()) if edtf else ""


@lru_cache(maxsize=16384)
def _long(edtf: str, lang: str) -> str:
    from content.dates.edtf import UNDATED, shown

    if bounds(edtf) == (None, None):
        return _("undated") if edtf == UNDATED else edtf
    try:
        return shown(edtf, lang)
    except ValueError:
        return edtf


@lru_cache(maxsize=16384)
def _short(edtf: str, year: bool, lang: str) -> str:
    start, end = bounds(edtf)
    if start is None and end is None:
        return ""
    before = "~" if "~" in edtf or "%" in edtf else ""
    after = "?" if "?" in edtf or "%" in edtf else ""
    room = (SHORT_DATE if year else BARE_DATE) - len(before + after)
    shown = _season(edtf, year, lang, room) or _extent(start, end, year, lang, room)
    return f"{before}{shown}{after}"


def _season(edtf: str, year: bool, lang: str, room: int) -> str:
    """„Herbst 2027“; "" for what is no season."""
    plain = edtf.rstrip("?~%")
    season = SEASONS[lang].get(plain[5:], "") if len(plain) == len("2027-23") else ""
    if not season or not year:
        return season
    shown = f"{season} {plain[:4]}"
    return shown if len(shown) <= room else f"{season} {plain[2:4]}"


def _extent(start: date | None, end: date | None, year: bool, lang: str, room: int) -> str:
    if start is None or end is None:
        return _open_ended(start, end, year, lang)
    if start == end:
        return _day(start, lang) if year else _ranged_day(start, lang, month=True, year=False)
    for named in (_years, _half_year, _quarter, _month):
        if name := named(start, end, year, lang):
            return name
    return _range(start, end, year, lang, room)


def _open_ended(start: date | None, end: date | None, year: bool, lang: str) -> str:
    if end is not None:
        return f"{'bis' if lang == 'de' else 'by'} {_ranged_day(end, lang, True, year)}"
    assert start is not None
    shown = _ranged_day(start, lang, True, year)
    return f"ab {shown}" if lang == "de" else f"{shown} –"


def _years(start: date, end: date, year: bool, lang: str) -> str:
    if (start.month, start.day, end.month, end.day) != (1, 1, 12, 31):
        return ""
    return f"{start.year}" if start.year == end.year else f"{start.year}–{end.year}"


def _half_year(start: date, end: date, year: bool, lang: str) -> str:
    if not _months(start, end, 6) or start.month not in (1, 7):
        return ""
    half = 1 if start.month == 1 else 2
    return _with_year(f"{half}. Hj." if lang == "de" else f"H{half}", start, year)


def _quarter(start: date, end: date, year: bool, lang: str) -> str:
    if not _months(start, end, 3) or start.month not in (1, 4, 7, 10):
        return ""
    return _with_year(f"Q{start.month // 3 + 1}", start, year)


def _month(start: date, end: date, year: bool, lang: str) -> str:
    if not _months(start, end, 1):
        return ""
    return _with_year(MONTHS[lang][start.month - 1], start, year)


def _range(start: date, end: date, year: bool, lang: str, room: int) -> str:
    same_month = (start.year, start.month) == (end.year, end.month)
    years = start.year != end.year
    first = _ranged_day(start, lang, month=not same_month, year=years)
    whole = f"{first}–{_ranged_day(end, lang, month=True, year=year or years)}"
    if len(whole) <= room:
        return whole
    return f"{_ranged_day(start, lang, True, year)}–…"


def _months(start: date, end: date, count: int) -> bool:
    """Whether the two bound exactly ``count`` whole months of one year."""
    after = end + timedelta(days=1) if end != date.max else end
    months = (after.year - start.year) * 12 + after.month - start.month
    return start.day == after.day == 1 and months == count


def _with_year(words: str, of: date, year: bool) -> str:
    return f"{words} {of.year}" if year else words


def _day(of: date, lang: str) -> str:
    if lang == "de":
        return f"{of.day:02}.{of.month:02}.{of.year:04}"
    return f"{of.day} {MONTHS[lang][of.month - 1]} {of.year:04}"


def _ranged_day(of: date, lang: str, month: bool, year: bool) -> str:
    """A day inside a range, as short as it can be read: „3.7.26“, "3 Jul 26"."""
    if lang == "de":
        return f"{of.day}." + (f"{of.month}." if month else "") + (f"{of.year % 100:02}" if year else "")
    named = f"{of.day} {MONTHS[lang][of.month - 1]}" if month else f"{of.day}"
    return f"{named} {of.year % 100:02}" if year else named
