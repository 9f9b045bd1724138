"""Spans with names: quarters, halves, weeks, seasons, decades, centuries, holidays."""

from __future__ import annotations

import re
from datetime import MAXYEAR, MINYEAR, date

from content.dates import words
from content.dates.context import Context
from content.dates.holidays import holiday
from content.dates.points import monday, month_value, moved, week_value
from content.dates.resolve import tense_by_lead, two_digit_year, year_for, year_of
from content.dates.rule import Draft, Read, Rule, said
from content.dates.traps import is_first_name, is_name, numbered, stands_free

_SEASON_LEAD = re.compile(
    r"(?:\b(?:im|ab|bis|seit|zum|vom|gegen|vor|nach|und|oder|in|über|Anfang|Mitte|Ende|Beginn|noch|bis zum)"
    r"(?:\s+(?:de[mnrs]|die))?\s+|[/–])$",
    re.IGNORECASE,
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def _number(word: str) -> int:
    plain = word.lower().strip(". ")
    if plain.isdigit():
        return int(plain)
    return _ROMAN.get(plain) or words.ORDINALS[plain]


def _year_beside(match: re.Match[str], context: Context) -> tuple[int | None, date | None]:
    """The year a period stands in: said beside it, or the reference's."""
    groups = match.groupdict()
    if groups.get("y"):
        return two_digit_year(groups["y"].strip("'’"), context.reference), None
    if groups.get("of"):
        return year_of(groups["of"], context, match.start())
    anchor = context.anchor()
    return (anchor.year, anchor) if anchor else (None, None)


def _part(letter: str, parts: int) -> Read:
    def read(match: re.Match[str], context: Context) -> Draft | None:
        number = _number(match["n"])
        if not 1 <= number <= parts or not stands_free(context, match.start()):
            return None
        year, reference = _year_beside(match, context)
        return said(
            match, f"{year:04}-{letter}{number}" if year else f"XXXX-{letter}{number}", reference=reference
        )

    return read


_quarter = _part("Q", 4)
_half = _part("H", 2)


def _week(match: re.Match[str], context: Context) -> Draft | None:
    number = int(match["n"])
    if not 1 <= number <= 53 or not stands_free(context, match.start()):
        return None
    year, reference = _year_beside(match, context)
    if year is None:
        return said(match, f"XXXX-W{number:02}")
    return said(match, f"{year:04}-W{number:02}", reference=reference) if monday(year, number) else None


def _season(match: re.Match[str], context: Context) -> Draft | None:
    code = words.SEASONS[match["s"].lower()]
    if is_name(context, match, "s"):
        return None
    groups = match.groupdict()
    if not (groups.get("y") or groups.get("of")):
        if not context.narrative and not _SEASON_LEAD.search(context.before(match.start())):
            return None
        return _bare_season(match, context, code)
    year, reference = _year_beside(match, context)
    return said(match, f"{year:04}-{code}" if year else f"XXXX-{code}", reference=reference)


def _bare_season(match: re.Match[str], context: Context, code: str) -> Draft:
    anchor = context.anchor()
    if anchor is None:
        return said(match, f"XXXX-{code}")
    year = anchor.year
    late = {"SP": 5, "SU": 8, "FA": 11, "WI": 12}[code]
    if not context.narrative and context.tense(*match.span()) == "past" and late - 2 > anchor.month:
        year -= 1
    return said(match, f"{year:04}-{code}", reference=anchor)


def _season_step(match: re.Match[str], context: Context) -> Draft:
    code = words.SEASONS[match["s"].lower()]
    step, from_said = words.STEPS[match["step"].lower()]
    near = context.near(match.start()) if from_said else None
    anchor = near.as_date() if near else context.anchor()
    if anchor is None:
        return said(match, f"XXXX-{code}")
    first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    year = anchor.year + step
    if step == -1 and anchor.month > first + 2:
        year = anchor.year
    if step == 1 and anchor.month < first:
        year = anchor.year
    return said(match, f"{year:04}-{code}", reference=anchor)


def _double_season(match: re.Match[str], context: Context) -> list[Draft] | None:
    """ "Winter 2026/27", "Wintersemester 2026/27": one mention with the first year."""
    first, second = int(match["y"]), match["z"]
    if int(second) % 100 != (first + 1) % 100:
        return None
    group = context.new_group()
    return [
        Draft(match.start(), match.end("y"), f"{first:04}{_season_code(match['s'])}", group=group),
        Draft(match.start("z"), match.end("z"), f"{first + 1:04}{_season_code(match['s'])}", group=group),
    ]


def _season_code(word: str) -> str:
    code = words.SEASONS.get(word.lower())
    return f"-{code}" if code else ""


def _decade(match: re.Match[str], context: Context) -> Draft | None:
    figures = match["n"]
    if not figures.endswith("0") or not stands_free(context, match.start()):
        return None
    century = figures[:2] if len(figures) == 4 else "19" if int(figures) >= 20 else "20"
    value = f"{century}{figures[-2]}"
    if len(figures) == 3:
        value = f"0{figures[:2]}"
    return said(match, f"BC{value}" if match["bc"] else value)


def _decade_word(match: re.Match[str], context: Context) -> Draft:
    return said(match, f"19{words.DECADES[match['n'].lower()]}")


def _half_month(match: re.Match[str], context: Context) -> Draft:
    month = words.MONTHS[match["m"].lower()]
    if match["y"]:
        return said(match, month_value(int(match["y"]), month))
    year, reference = year_for(context, match.start(), match.end(), month)
    return said(match, month_value(year, month) if year else f"XXXX-{month:02}", reference=reference)


def _century(match: re.Match[str], context: Context) -> Draft | None:
    number = _number(match["n"])
    if not 1 <= number <= 22 or not stands_free(context, match.start()):
        return None
    return said(match, f"{'BC' if match['bc'] else ''}{number - 1:02}")


def _holiday(match: re.Match[str], context: Context) -> Draft | None:
    name = re.sub(r"\s+", " ", match["h"].lower())
    if numbered(context, match.start()) or re.match(r"-[^\W\d_]", context.after(match.end(), 2)):
        return None
    if is_first_name(context, match):
        return None
    groups = match.groupdict()
    year, reference = _year_beside(match, context)
    if year is None or not MINYEAR < year < MAXYEAR:
        return said(match, "XXXX-XX-XX")
    day = holiday(name, year)
    if reference and not groups.get("of") and not context.narrative:
        others = [holiday(name, reference.year + step) for step in (-1, 0, 1)]
        tense = tense_by_lead(context, *match.span())
        if tense == "past":
            day = max(other for other in others if other <= reference)
        elif tense in ("future", "present"):
            day = min(other for other in others if other >= reference)
    return said(match, day.isoformat(), reference=reference)


def _week_of(match: re.Match[str], context: Context) -> Draft:
    """ "Woche vom 4. Mai" and the like are left to the day; "Wochenende" is the nearest by tense."""
    anchor = context.anchor()
    if anchor is None:
        return said(match, "XXXX-WXX-WE")
    ahead = context.tense(*match.span()) in ("future", "present") or anchor.isoweekday() >= 6
    return said(match, f"{week_value(anchor if ahead else moved(anchor, -6))}-WE", reference=anchor)


_Y = r"(?P<y>{year}|['’]\d\d)"
_NTH = r"(?P<n>[1-4]\.|{ordinal}|I{1,3}V?\.?)"
_QUARTER = r"(?:Quartals?|Vierteljahre?s?|Jahresviertels?)"
_HALF = (
    r"(?:Halbjahre?s?|HJ\.?|Jahreshälfte|"
    r"Hälfte(?= (?:(?:de[sr]|dieses) (?:\w+ )?Jahres|(?:19|20)\d\d)))"
)

RULES = (
    Rule("quarter with a figure", "Q2/2026", "2026-Q2", rf"<Q>(?P<n>[1-4])(?:[\s/.-]{{0,2}}{_Y})?", _quarter),
    Rule("quarter figure first", "3Q 2026", "2026-Q3", rf"(?P<n>[1-4])\.?Q[\s/]{{0,2}}{_Y}", _quarter,
         "figure"),
    Rule("quarter", "dritten Quartal 2026", "2026-Q3",
         rf"{_NTH} {_QUARTER}(?:(?: im Jahr)?[\s/]{_Y}| (?P<of>{{yearof}}))?", _quarter,
         "figure ordinal roman"),
    Rule("half year", "ersten Jahreshälfte", "2026-H1",
         rf"{_NTH} {_HALF}(?:[\s/]{_Y}| (?P<of>{{yearof}}))?", _half, "figure ordinal roman"),
    Rule("half year with a letter", "H1/2026", "2026-H1", rf"<H>(?P<n>[12])[\s/-]{{1,2}}{_Y}", _half),
    Rule("week beside a week", "43. und 44. Kalenderwoche", "2026-W43 2026-W44",
         r"(?P<n>\d{1,2})\.(?=(?: und | bis(?: zur)? |\s?[/–-]\s?)\d{1,2}\. ?(?:KW|Kalenderwoche)"
         r"(?:[\s/](?P<y>\d{4}))?)", _week, "figure"),
    Rule("calendar week", "KW 18", "2026-W18",
         rf"<KW|Kalenderwoche|Kalenderwochen>\.? ?(?P<n>\d{{1,2}})(?:(?:[\s/.]| im Jahr ){_Y})?", _week),
    Rule("counted week", "18. Kalenderwoche", "2026-W18",
         rf"(?P<n>\d{{1,2}})\. ?(?:KW|Kalenderwoche)(?:[\s/]{_Y}| (?P<of>{{yearof}}))?", _week, "figure"),
    Rule("season of a year", "Herbst 2026", "2026-FA", rf"(?P<s>{{season}}),? {_Y}", _season),
    Rule("season of a worded year", "Sommer dieses Jahres", "2026-SU", r"(?P<s>{season}) (?P<of>{yearof})",
         _season),
    Rule("season", "im Herbst", "2026-FA", r"(?P<s>{season})", _season),
    Rule("season beside this one", "kommenden Winter", "2026-WI", r"(?P<step>{step}) (?P<s>{season})",
         _season_step),
    Rule("season over two years", "Winter 2026/27", "2026-WI 2027-WI",
         r"(?P<s>{season}|Wintersemester|Schuljahr|Saison|Spielzeit|Studienjahr|Kindergartenjahr) "
         r"(?P<y>{year})"
         r"\s?[/–-]\s?(?P<z>(?:20|19)\d\d|\d\d)", _double_season, "season winter"),
    Rule("season before Christ", "Frühjahr 479 v. Chr.", "BC0479-SP", r"(?P<s>{season}) (?P<y>\d{1,4}) {bc}",
         lambda m, c: said(m, f"BC{int(m['y']):04}-{words.SEASONS[m['s'].lower()]}")),
    Rule("decade", "1990er Jahren", "199",
         r"(?P<n>\d{2,4})er(?:n|[-\s](?:Jahren?|Jahrzehnts?))(?P<bc> {bc})?", _decade, "figure"),
    Rule("decade beside a decade", "in den 1960er- und 1970er-Jahren", "196 197",
         r"(?P<n>\d{2,4})er-?(?=\s?(?:und|bis|/)\s?\d{2,4}er)(?P<bc>(?!))?", _decade, "figure"),
    Rule("century beside a century", "im 18. und 19. Jahrhundert", "17 18",
         r"(?P<n>\d{1,2}\.)(?=\s(?:und|bis|oder)\s(?:zum\s)?\d{1,2}\.\sJahrhundert)(?P<bc>(?!))?",
         _century, "figure"),
    Rule("quarter beside a quarter", "im ersten und zweiten Quartal 2027", "2027-Q1 2027-Q2",
         rf"{_NTH}(?=\s(?:und|bis)\s\S+\s{_QUARTER}(?:\s(?P<y>\d{{4}}))?)", _quarter, "figure ordinal roman"),
    Rule("decade in words", "neunziger Jahren", "199",
         r"(?P<n>{decade})[-\s]Jahren?", _decade_word),
    Rule("decade in one word", "Neunzigerjahren", "199", r"(?P<n>{decades})jahren?", _decade_word,
         "decadeyears"),
    Rule("decade after its edge", "Ende der Fünfziger", "195",
         r"<Anfang|Beginn|Mitte|Ende> der (?P<n>{decade})(?! ?Jahr)", _decade_word),
    Rule("half of a month", "zweite Maihälfte", "2026-05",
         r"(?P<n>{ordinal}) (?P<m>{months})hälfte(?: (?P<y>{year}))?", _half_month, "ordinal"),
    Rule("century", "16. Jahrhundert", "15",
         r"(?P<n>\d{1,2}\.|{ordinal}) (?:Jahrhunderts?|Jhd?t?s?\b\.?)(?P<bc> {bc})?", _century,
         "figure ordinal"),
    Rule("holiday of a year", "Ostermontag 2027", "2027-03-29", r"(?P<h>{holiday}),? (?P<y>{year})",
         _holiday),
    Rule("holiday", "Tag der Deutschen Einheit", "2026-10-03", r"(?P<h>{holiday})(?: (?P<of>{yearof}))?",
         _holiday),
    Rule("weekend", "am Wochenende", "2026-W16-WE", r"<Wochenende|Wochenendes>", _week_of),
)  # fmt: skip
