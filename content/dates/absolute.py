"""Full and partial calendar dates: "24.04.2026", "3. Juli", "Mai 2026", "2027/2028", "5. und 19. Mai"."""

from __future__ import annotations

import re

from content.dates import words
from content.dates.context import Context
from content.dates.points import month_value, valid_day
from content.dates.resolve import figure_year_ahead, month_number, two_digit_year, year_for, year_of
from content.dates.rule import Draft, Rule, said
from content.dates.traps import is_name, is_quantity, numbered, stands_free

_DAY_NUMBER = re.compile(r"\d{1,2}(?=\.?)")


def _day_value(year: int | None, month: int, day: int) -> str | None:
    if not valid_day(year, month, day):
        return None
    return f"{year:04}-{month:02}-{day:02}" if year else f"XXXX-{month:02}-{day:02}"


def _iso(match: re.Match[str], context: Context) -> Draft | None:
    year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    other_end = re.search(r"\d{4}-\d\d-\d\d/$", context.before(match.start(), 11))
    if not valid_day(year, month, day) or not (other_end or stands_free(context, match.start())):
        return None
    clock = match["clock"]
    value = f"{year:04}-{month:02}-{day:02}"
    return said(match, f"{value}T{clock[1:6]}", "TIME") if clock else said(match, value)


def _iso_month(match: re.Match[str], context: Context) -> Draft | None:
    if int(match["m"]) > int(match["y"]) % 100 or not stands_free(context, match.start()):
        return None
    return said(match, match[0])


def _numeric(match: re.Match[str], context: Context) -> Draft | None:
    if not stands_free(context, match.start()):
        return None
    year = two_digit_year(match["y"] or match["y2"], context.reference)
    value = _day_value(year, int(match["m"]), int(match["d"]))
    return said(match, value) if value else None


_FIGURE_LEAD = re.compile(
    r"(?:\b(?:Stand:?|seit|ab|bis|im|Ausgabe|Monat|Fassung|zum|vom)\s+|\()$", re.IGNORECASE
)
_FIGURE_RANGE = re.compile(r"(?:\s?[–-]\s?|\sbis\s)(?:0[1-9]|1[0-2])/(?:19|20)\d\d(?!\d)")
_BARE_LEAD = re.compile(r"\b(?:am|vom|bis zum|ab dem|dem)\s+$")
#: "12.05." at the front of a line is a day; "3.2." may be a section.
_LISTED = re.compile(r"[0-3]\d\.[01]\d\.")
_DAY_LEAD = re.compile(
    r"(?:\b(?:am|vom|zum|bis|ab|den|dem|der|seit|und|auf|von|Stand:?|(?:Mo|Di|Mi|Do|Fr|Sa|So)\.?,?|"
    r"\w+tag,?|Mittwoch,?|Sonnabend,?)\s+|[(–-]\s?|[,:]\s)$",
    re.IGNORECASE,
)


def _numeric_without_year(match: re.Match[str], context: Context) -> Draft | None:
    start, month, day = match.start(), int(match["m"]), int(match["d"])
    if not (stands_free(context, start) and valid_day(None, month, day)):
        return None
    year, reference = figure_year_ahead(context, match.end(), month), None
    if year is None:
        listed = _LISTED.match(match[0]) and context.before(start, 1) in ("", "\n")
        if not listed and not _DAY_LEAD.search(context.before(start)):
            return None
        year, reference = year_for(context, start, match.end(), month, day)
    value = _day_value(year, month, day)
    return said(match, value, reference=reference) if value else None


def _figure_range(match: re.Match[str], context: Context) -> list[Draft] | None:
    """ "1.–3.6.2026", "vom 1. bis 3.6.": the month is said once."""
    start, month = match.start(), int(match["m"])
    days = [int(match["e"]), int(match["d"])]
    if not stands_free(context, start) or numbered(context, start) or days[0] >= days[1]:
        return None
    reference = None
    if match["y"]:
        year: int | None = two_digit_year(match["y"], context.reference)
    else:
        year, reference = year_for(context, start, match.end(), month)
    values = [_day_value(year, month, day) for day in days]
    if values[0] is None or values[1] is None:
        return None
    group = context.new_group()
    return [
        Draft(start, match.end("dot"), values[0], reference=reference, group=group),
        Draft(match.start("d"), match.end(), values[1], reference=reference, group=group),
    ]


def _day_of(word: str) -> int:
    plain = word.strip(". \t\n\xa0").lower()
    return words.ORDINALS.get(plain) or int(plain)


def _day_month(match: re.Match[str], context: Context) -> Draft | None:
    """A day and a month, with a year, a word for one ("dieses Jahres"), or none."""
    start = match.start()
    if not stands_free(context, start) or numbered(context, start):
        return None
    day, month, reference = _day_of(match["d"]), month_number(match["m"]), None
    groups = match.groupdict()
    year: int | None
    if groups.get("y"):
        year = two_digit_year(groups["y"].strip("'’"), context.reference)
    elif groups.get("of"):
        year, reference = year_of(groups["of"], context, start)
    else:
        year, reference = year_for(context, start, match.end(), month, day)
    value = _day_value(year, month, day)
    return said(match, value, reference=reference) if value else None


def _day_list(match: re.Match[str], context: Context) -> list[Draft] | None:
    """Days that share a month: each is a mention; a range's two ends share a group."""
    start, month = match.start(), month_number(match["m"])
    if not stands_free(context, start) or numbered(context, start):
        return None
    reference = None
    if match["y"]:
        year: int | None = int(match["y"])
    else:
        year, reference = year_for(context, match.start("m"), match.end(), month)
    spans = [found.span() for found in _DAY_NUMBER.finditer(context.text, start, match.start("m"))]
    drafts = []
    for first, last in spans:
        value = _day_value(year, month, int(context.text[first:last]))
        if value is None:
            return None
        last += context.text[last : last + 1] == "."
        drafts.append(Draft(first, last, value, reference=reference))
    drafts[-1].end = match.end()
    _bind_ends(context, drafts)
    return drafts


def _bind_ends(context: Context, drafts: list[Draft]) -> None:
    between = context.text[drafts[-2].end : drafts[-1].start]
    is_range = re.search(r"bis|[-–—/]|\bauf\b|\bzum\b", between) or (
        "und" in between
        and re.search(r"\bzwischen(?: dem)?\s+$", context.before(drafts[-2].start), re.IGNORECASE)
    )
    if is_range and len(drafts) == 2 and drafts[0].value < drafts[1].value:
        drafts[0].group = drafts[1].group = context.new_group()


def _month(match: re.Match[str], context: Context) -> Draft | None:
    start, month, groups = match.start(), month_number(match["m"]), match.groupdict()
    said_whole = groups.get("y") or groups.get("of")
    if not said_whole and is_name(context, match, "m"):
        return None
    if groups.get("y"):
        return said(match, month_value(two_digit_year(groups["y"].strip("'’"), context.reference), month))
    if groups.get("of"):
        year, reference = year_of(groups["of"], context, start)
    else:
        year, reference = year_for(context, start, match.end(), month)
    return said(match, month_value(year, month) if year else f"XXXX-{month:02}", reference=reference)


def _month_figures(match: re.Match[str], context: Context) -> Draft | None:
    ranged = _FIGURE_RANGE.match(context.text, match.end())
    if not ranged and not _FIGURE_LEAD.search(context.before(match.start())):
        return None
    return said(match, f"{match['y']}-{match['m']}")


def _bare_day(match: re.Match[str], context: Context) -> Draft | None:
    """ "am 24." after a date of the same month; what follows must not be what it counts."""
    near = context.near(match.start(), 150)
    if near is None or near.month is None or not _BARE_LEAD.search(context.before(match.start())):
        return None
    value = _day_value(near.year, near.month, int(match["d"]))
    return said(match, value, reference=near.as_date()) if value else None


def _year_word(match: re.Match[str], context: Context) -> Draft | None:
    return said(match, f"{int(match['y']):04}")


def _year(match: re.Match[str], context: Context) -> Draft | None:
    start = match.start()
    if not stands_free(context, start) or numbered(context, start) or is_quantity(context, match):
        return None
    if re.match(r"/\d|-\d{1,3}(?!\d)|@|\.[a-z]{2,4}\b", context.after(match.end(), 6)):
        return None
    return said(match, match[0])


def _double_year(match: re.Match[str], context: Context) -> list[Draft] | None:
    """ "2027/2028", "2025/26", "1943–1945": two mentions, one event."""
    start, first = match.start("y"), int(match["y"])
    if not stands_free(context, start) or numbered(context, start):
        return None
    second = int(match["z"])
    if len(match["z"]) == 2:
        second += first - first % 100
    if not first < second <= first + 150:
        return None
    group = context.new_group()
    return [
        Draft(match.start(), match.end("y"), f"{first:04}", group=group),
        Draft(match.start("z"), match.end("z"), f"{second:04}", group=group),
    ]


def _before_christ(match: re.Match[str], context: Context) -> Draft:
    return said(match, f"BC{int(match['y']):04}")


_SEP = (
    r"(?:\.?\s*[-–—/+]\s*|\.(?:,| und| u\.| sowie| oder| bis| auf| zum)(?: (?:zum|den|dem|am))? |"
    r"\.,? (?:bis|und)(?: zum)? {weekday},? (?:de[mn] )?)"
)
_TITLE = r"(?:{weekday},? (?:de[mnr] )?)?"
_YEAR = r"(?P<y>{year}|['’]\d\d)"
_DAY = r"(?P<d>{day}\. ?|{ordinal} )"
_CLOCK = r"(?P<clock>[T\s]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?"

RULES = (
    Rule("iso date", "2026-04-24", "2026-04-24", rf"(?P<y>\d{{4}})-(?P<m>\d\d)-(?P<d>\d\d){_CLOCK}", _iso,
         "figure"),
    Rule("numeric date", "24.4.2026", "2026-04-24",
         r"(?P<d>{day})\.(?:\s?)(?P<m>\d\d?)\.(?:\s?(?P<y>\d{4})|(?P<y2>\d\d))(?![.,:]?\d)", _numeric, "day"),
    Rule("numeric day and month", "bis 30.6.", "2026-06-30",
         r"(?P<d>{day})\.\s?(?P<m>1[0-2]|0?[1-9])\.(?!\d)", _numeric_without_year, "day"),
    Rule("days in figures", "vom 1. bis 3.6.2026", "2026-06-01 2026-06-03",
         r"(?P<e>{day})(?P<dot>\.)(?: bis(?: zum)? |\s?[-–/]\s?)(?P<d>{day})\.\s?(?P<m>1[0-2]|0?[1-9])\."
         r"(?P<y>\d{4}|\d\d)?(?![.,:]?\d)", _figure_range, "day"),
    Rule("day, month and year", "Dienstag, 28. April 2026", "2026-04-28",
         rf"{_TITLE}{_DAY}(?P<m>{{month}}),? {_YEAR}", _day_month, "weekday day ordinal"),
    Rule("day and month of a year", "3. Juli dieses Jahres", "2026-07-03",
         rf"{_TITLE}{_DAY}(?P<m>{{month}}) (?P<of>{{yearof}})", _day_month, "weekday day ordinal"),
    Rule("day and month", "12. Mai", "2026-05-12",
         rf"{_TITLE}{_DAY}(?P<m>{{month}})", _day_month, "weekday day ordinal"),
    Rule("days of one month", "5., 12. und 19. Mai", "2026-05-05 2026-05-12 2026-05-19",
         rf"{{day}}(?:{_SEP}{{day}}){{1,9}}\. (?P<m>{{month}})(?:,? (?P<y>{{year}}))?", _day_list, "day"),
    Rule("month and year", "Juli 2026", "2026-07", rf"(?P<m>{{month}}),? {_YEAR}", _month, "month"),
    Rule("month of a year", "Juni des vergangenen Jahres", "2025-06", r"(?P<m>{month}) (?P<of>{yearof})",
         _month, "month"),
    Rule("month", "im März", "2026-03", r"(?P<m>{month})", _month, "month"),
    Rule("month in figures", "Stand: 07/2026", "2026-07",
         r"(?P<m>0[1-9]|1[0-2])/(?P<y>(?:19|20)\d\d)(?![/.-]?\d)",
         _month_figures, "figure"),
    Rule("day of the month said last", "Am 3. März kam er, am 16. ging er.", "2026-03-03 2026-03-16",
         r"(?P<d>{day})\.(?=\s[a-zäöüß]{2})(?!\s(?:und|oder|bis)\b)", _bare_day),
    Rule("iso month", "2023-04", "2023-04", r"(?P<y>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])(?![\d-])",
         _iso_month, "figure"),
    Rule("double year", "2027/2028", "2027 2028", r"(?:Jahre?n? )?(?P<y>{year})\s?[/–-]\s?(?P<z>\d{4}|"
         r"\d\d)(?![.,:/]?\d)", _double_year, "figure yearword"),
    Rule("year", "2019", "2019", r"{year}", _year),
    Rule("year with its word", "Jahr 2030", "2030",
         r"<Jahr|Jahre|Jahres|Jahren> (?P<y>\d{3,4})(?![.,:]?\d)", _year_word),
    Rule("year before Christ", "490 v. Chr.", "BC0490", r"(?:(?:Jahre?s?) )?(?P<y>\d{1,4}) {bc}",
         _before_christ,
         "figure yearword"),
)  # fmt: skip
