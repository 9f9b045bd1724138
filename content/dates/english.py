"""Simple English: absolute dates, ranges, and the relative expressions that news and reports use most."""

from __future__ import annotations

import re
from datetime import date

from content.dates.context import Context
from content.dates.points import month_value, moved, quarter_value, valid_day, week_value
from content.dates.relative import period_value
from content.dates.resolve import shifted, stepped_weekday
from content.dates.rule import Draft, Read, Rule, said
from content.dates.traps import is_quantity, numbered, stands_free

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_UNITS = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE"}
_STEPS = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "this": 0,
    "current": 0,
    "next": 1,
    "coming": 1,
    "following": 1,
}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_LOOKS_AHEAD = re.compile(
    r"\b(?:will|shall|is to|are to|plans? to|by|until|due|expected|scheduled|from|starting)\b"
)
_LOOKS_BACK = re.compile(
    r"\b(?:was|were|had|has|have|did|met|took|said|began|came|went|gave|told|sent|became|chose|wrote|\w{2,}ed)\b"
)
_COMMON = re.compile(
    r"\b(?:the|of|and|to|is|for|that|on|by|with|will|from|has|be|it|must|its|this|"
    r"were|are|shall|than|which|their|should|have|not|or|ago|last|next|under|after|during|between)\b",
    re.IGNORECASE,
)
_GERMAN = re.compile(
    r"\b(?:der|die|das|und|ist|für|mit|von|im|den|dem|wird|auf|des|zu|nicht|am|vom|bis)\b", re.IGNORECASE
)


def is_english(text: str) -> bool:
    """Whether a text reads English, by its most frequent small words in the first 4,000 code points."""
    head = text[:4000]
    common = len(_COMMON.findall(head))
    return common >= 2 and common > 2 * len(_GERMAN.findall(head))


def _month(word: str) -> int:
    return next(
        number for number, name in enumerate(_MONTHS, 1) if name.startswith(word.lower().rstrip(".")[:3])
    )


def _year(context: Context, start: int, end: int, month: int) -> int | None:
    """The year of a month without one: as the words beside it look, else the nearest."""
    if ahead := re.match(
        r"(?:\s(?:to|and|until)\s|\s?[–-]\s?)(?:\d{1,2} )?[A-Z][a-z]+ (?:\d{1,2}, )?(\d{4})",
        context.after(end),
    ):
        return int(ahead[1])
    reference = context.anchor()
    if reference is None:
        return None
    clause = context.clause(start, end)
    if _LOOKS_AHEAD.search(clause):
        return reference.year + (month < reference.month)
    if _LOOKS_BACK.search(clause):
        return reference.year - (month > reference.month)
    return reference.year


def _day_month(match: re.Match[str], context: Context) -> Draft | None:
    month, day = _month(match["m"]), int(match["d"])
    if not stands_free(context, match.start()) or numbered(context, match.start()):
        return None
    year = int(match["y"]) if match["y"] else _year(context, match.start(), match.end(), month)
    if not valid_day(year, month, day):
        return None
    value = f"{year or 'XXXX'}-{month:02}-{day:02}"
    return said(match, value, reference=None if match["y"] else context.anchor())


def _day_range(match: re.Match[str], context: Context) -> list[Draft] | None:
    month = _month(match["m"])
    year = int(match["y"]) if match["y"] else _year(context, match.start(), match.end(), month)
    days = [int(match["d"]), int(match["e"])]
    if not all(valid_day(year, month, day) for day in days) or not stands_free(context, match.start()):
        return None
    group = context.new_group() if match["to"].strip() != "and" else 0
    reference = None if match["y"] else context.anchor()
    ends = (match.span("d"), (match.start("e"), match.end()))
    return [
        Draft(*span, f"{year or 'XXXX'}-{month:02}-{day:02}", reference=reference, group=group)
        for span, day in zip(ends, days, strict=True)
    ]


def _month_year(match: re.Match[str], context: Context) -> Draft | None:
    month = _month(match["m"])
    if not match["m"][0].isupper() or re.match(
        r"\s(?:I|we|you|he|she|they|it|be)\b", context.after(match.end(), 6)
    ):
        return None
    if match["y"]:
        return said(match, month_value(int(match["y"]), month))
    if not re.search(
        r"\b(?:in|since|until|by|from|to|between|of|last|next|this|and|early|mid|late|end of|during)[ -]$",
        context.before(match.start()),
    ):
        return None
    year = _year(context, match.start(), match.end(), month)
    return said(match, month_value(year, month) if year else f"XXXX-{month:02}", reference=context.anchor())


def _english_year(match: re.Match[str], context: Context) -> Draft | None:
    if (
        not stands_free(context, match.start())
        or numbered(context, match.start())
        or is_quantity(context, match)
    ):
        return None
    if re.match(
        r"\s(?:people|euros?|dollars|pages|members|applications|jobs|posts|households|staff|%|percent)\b",
        context.after(match.end()),
    ):
        return None
    return said(match, match[0])


def _near_day(match: re.Match[str], context: Context) -> Draft:
    step = {"today": 0, "yesterday": -1, "tomorrow": 1}[match[0].lower()]
    day = context.reference
    return said(match, moved(day, step).isoformat() if day else "XXXX-XX-XX", reference=day)


def _weekday(match: re.Match[str], context: Context) -> Draft | None:
    number = _WEEKDAYS.index(match["w"].lower()) + 1
    if not match["w"][0].isupper():
        return None
    day = context.anchor()
    if day is None:
        return said(match, f"XXXX-WXX-{number}")
    step = (
        _STEPS[match["s"].lower()]
        if match["s"]
        else 1
        if _LOOKS_AHEAD.search(context.clause(*match.span()))
        else -1
    )
    if not match["s"] and step == -1 and day.isoweekday() == number:
        return said(match, day.isoformat(), reference=day)
    return said(match, stepped_weekday(day, number, step).isoformat(), reference=day)


def _stepped(match: re.Match[str], context: Context) -> Draft:
    unit, day = _UNITS[match["u"].lower()], context.anchor()
    if day is None:
        return said(
            match, {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX"}.get(unit, "XXXX")
        )
    return said(match, period_value(day, unit, _STEPS[match["s"].lower()]), reference=day)


def _counted(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]


def _ago(match: re.Match[str], context: Context) -> Draft:
    unit, day = _UNITS[match["u"].lower()], context.reference
    if day is None:
        return said(match, "PAST_REF")
    return said(match, _coarse(shifted(day, unit, -_counted(match["n"])), unit), reference=day)


def _coarse(day: date, unit: str) -> str:
    return week_value(day) if unit == "W" else period_value(day, unit if unit in "DMQY" else "Y", 0)


def _length(match: re.Match[str], context: Context) -> Draft | None:
    if re.match(r"\s(?:old|of age)\b", context.after(match.end(), 8)):
        return None
    return said(match, f"P{_counted(match['n'])}{_UNITS[match['u'].lower()]}", "DURATION")


def _quarter(match: re.Match[str], context: Context) -> Draft | None:
    number = int(match["n"]) if match["n"].isdigit() else _ORDINALS[match["n"].lower()]
    year = int(match["y"]) if match["y"] else context.reference.year if context.reference else None
    return said(
        match,
        quarter_value(year, number) if year else f"XXXX-Q{number}",
        reference=None if match["y"] else context.reference,
    )


def _season(match: re.Match[str], context: Context) -> Draft:
    return said(match, f"{match['y']}-{_SEASONS[match['s'].lower()]}")


def _decade(match: re.Match[str], context: Context) -> Draft:
    return Draft(match.start(), match.end(), match[0][:3])


def _as(value: str) -> Read:
    return lambda match, context: said(match, value)


_M = (
    "(?P<m>(?:"
    + "|".join(name.capitalize() for name in _MONTHS)
    + r")|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
_W = "(?P<w>" + "|".join(_WEEKDAYS) + ")"


def _half_year(match: re.Match[str], context: Context) -> Draft:
    return said(match, f"{match['y']}-H{_ORDINALS[match['n'].lower()]}")


def _figures(match: re.Match[str], context: Context) -> Draft | None:
    """Day before month, as everywhere in Europe."""
    year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    if not valid_day(year, month, day) or not stands_free(context, match.start()):
        return None
    return said(match, f"{year:04}-{month:02}-{day:02}")


_N = "(?P<n>\\d{1,3}|" + "|".join(_NUMBERS) + ")"
_U = "(?P<u>" + "|".join(unit for unit in _UNITS if unit != "century") + ")"
_S = "(?P<s>" + "|".join(_STEPS) + ")"
_YEAR = r"(?P<y>(?:1\d|20|21)\d\d)(?!\d)"
_D = r"(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"

_MONTH_STARTS = " ".join((*_MONTHS, "jan feb mar apr jun jul aug sep sept oct nov dec"))
_WEEKDAY_STARTS = " ".join(_WEEKDAYS)

RULES = (
    Rule("English day and month", "3 July 2026", "2026-07-03",
         rf"(?:{_W.replace('?P<w>', '?:')},? )?{_D} (?:of )?{_M},?(?: {_YEAR})?",
         _day_month, f"day {_WEEKDAY_STARTS}"),
    Rule("English month and day", "July 3, 2026", "2026-07-03",
         rf"(?:{_W.replace('?P<w>', '?:')},? )?{_M} {_D}(?!:?\d)(?:,? {_YEAR})?",
         _day_month, f"{_MONTH_STARTS} {_WEEKDAY_STARTS}"),
    Rule("English days of one month", "26 to 28 April 2026", "2026-04-26 2026-04-28",
         rf"{_D}(?P<to> to | and |\s?[–-]\s?)(?P<e>3[01]|[12]\d|0?[1-9]) {_M}(?: {_YEAR})?", _day_range,
         "day"),
    Rule("English month", "in July 2026", "2026-07", rf"{_M}(?:,? {_YEAR})?", _month_year, _MONTH_STARTS),
    Rule("English year", "by 2030", "2030", r"{year}", _english_year),
    Rule("English day beside today", "yesterday", "2026-04-23", r"<today|yesterday|tomorrow>", _near_day),
    Rule("English weekday", "last Friday", "2026-04-17", rf"(?:{_S} )?{_W}", _weekday,
         f"{' '.join(_STEPS)} {_WEEKDAY_STARTS}"),
    Rule("English period beside this one", "next year", "2027", rf"{_S} {_U}", _stepped, " ".join(_STEPS)),
    Rule("English ago", "three weeks ago", "2026-W14", rf"{_N} {_U}s? (?P<p>ago)", _ago,
         f"figure {' '.join(_NUMBERS)}"),
    Rule("English length", "three weeks", "P3W", rf"{_N} {_U}s?", _length, f"figure {' '.join(_NUMBERS)}"),
    Rule("English quarter", "third quarter of 2026", "2026-Q3",
         rf"(?P<n>{'|'.join(_ORDINALS)}) quarter(?: of)?(?: {_YEAR})?", _quarter, " ".join(_ORDINALS)),
    Rule("English half year", "first half of 2026", "2026-H1",
         rf"(?P<n>first|second) half of (?:the year )?{_YEAR}", _half_year, "first second"),
    Rule("English date in figures", "by 30/06/2026", "2026-06-30",
         r"(?P<d>{day})/(?P<m>0?[1-9]|1[0-2])/(?P<y>(?:19|20)\d\d)(?![/\d])", _figures, "day"),
    Rule("English season", "summer 2026", "2026-SU", rf"(?P<s>{'|'.join(_SEASONS)})(?: of)? {_YEAR}",
         _season, " ".join(_SEASONS)),
    Rule("English decade", "the 1990s", "199", r"(?:1[5-9]|20)\d0s", _decade, "figure"),
    Rule("English present", "currently", "PRESENT_REF", r"<now|currently|nowadays>", _as("PRESENT_REF")),
    Rule("English past", "recently", "PAST_REF", r"<recently|formerly>", _as("PAST_REF")),
    Rule("English future", "soon", "FUTURE_REF", r"<soon>", _as("FUTURE_REF")),
)  # fmt: skip
