"""Which year or day an incomplete date means: by what stands beside it, the last date said, or tense."""

from __future__ import annotations

import re
from datetime import MAXYEAR, MINYEAR, date
from math import inf

from content.dates import words
from content.dates.context import Context
from content.dates.points import last_day, moved, same_day_in, valid_day
from content.dates.rule import GAP, MACROS
from content.dates.tense import Tense

_MONTH = MACROS["month"][0]
_SEPARATOR = (
    rf"(?:{GAP}?(?:,|/|-|–|—){GAP}?|{GAP}(?:bis|und|sowie|oder|auf){GAP})"
    rf"(?:(?:zu[mr]?|de[mnr]|am|im|vom|einschließlich){GAP})*"
)
_JOINED = re.compile(_SEPARATOR, re.IGNORECASE)
_AHEAD = re.compile(
    rf"(?P<first>{_SEPARATOR})(?:\d{{1,2}}\.{GAP}?)?(?P<month>{_MONTH})"
    rf"(?:{_SEPARATOR}(?:\d{{1,2}}\.{GAP}?)?{_MONTH}){{0,3}},?{GAP}(?P<year>(?:1\d|20|21)\d\d)(?![\d.,:]\d)",
    re.IGNORECASE,
)
#: How much farther a date against the tense may lie before nearness wins.
_AGAINST = {"past": 3.0, "future": 6.0, "present": 4.0}
_SINCE = re.compile(r"\bseit\s+(?:dem\s+)?$", re.IGNORECASE)
_FOR = re.compile(r"\bfür\s+(?:de[nm]\s+)?$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:ab|bis|spätestens)\s+(?:zu[mr]?\s+|de[mn]\s+|am\s+|im\s+)*$", re.IGNORECASE)
#: Where a year said no longer carries to the next date.
_STOP = re.compile(r"[.!?;:]\s+[A-ZÄÖÜ]|\n")
#: "wurde verkündet und gilt ab Januar": the verb beside the date counts.
_HOLDS = re.compile(
    r"\b(?:gilt|gelten|läuft|laufen|beginnt|beginnen|endet|enden|startet|starten|tritt|treten)\s+"
    r"(?:erst\s+|noch\s+|frühestens\s+|spätestens\s+)?(?:ab|bis|zum|am|im)\s+(?:zum\s+|de[mn]\s+)?$"
)
#: "das Ergebnis vom Sonntag" lies behind, "von Sonntag bis Dienstag" may not.
_OF = re.compile(r"\bvom\s+$")
_TO = re.compile(r"\s+(?:bis|an|auf)\b")
_FIGURES_AHEAD = re.compile(
    r"\s*(?:(?:,|und|sowie)\s*\d{1,2}\.\s?\d{1,2}\.\s*){0,6}"
    r"(?:[-–—,]|bis(?:\s+zum)?|(?:und|sowie)(?:\s+(?:dem|am))?)\s*"
    r"\d{1,2}\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4}|\d\d)(?!\d)"
)


def month_number(word: str) -> int:
    """1–12 for a month's name, whole, short, or in the genitive."""
    plain = word.lower().rstrip(".")
    return words.MONTHS.get(plain) or words.SHORT_MONTHS.get(plain) or words.MONTHS[plain.removesuffix("s")]


def two_digit_year(figures: str, reference: date | None) -> int:
    """ "26" → 2026, "89" → 1989: the century that puts it at most 15 years ahead of the reference."""
    if len(figures) == 4:
        return int(figures)
    latest = (reference.year if reference else 2030) + 15
    return latest - (latest - int(figures)) % 100


def figure_year_ahead(context: Context, end: int, month: int) -> int | None:
    """As year_ahead, for figures: "1.5. bis 31.8.2026"."""
    found = _FIGURES_AHEAD.match(context.text, end)
    if found is None:
        return None
    return two_digit_year(found["year"], context.reference) - (month > int(found["month"]))


def year_ahead(context: Context, end: int, month: int) -> int | None:
    """The year that the other end of a range or list brings: "Mai bis Juli 2026" → 2026 for Mai."""
    found = _AHEAD.match(context.text, end)
    if found is None:
        return None
    year = int(found["year"])
    is_range = re.search(r"bis|[-–—/]|auf", found["first"])
    return year - 1 if is_range and month > month_number(found["month"]) else year


def year_for(
    context: Context, start: int, end: int, month: int, day: int | None = None
) -> tuple[int | None, date | None]:
    """The year of a month or day without one, and the day it was resolved against (None: it was said)."""
    if (ahead := year_ahead(context, end, month)) is not None:
        return ahead, None
    if (other := _year_of_other_end(context, start, month)) is not None:
        return other, context.anchor()
    if context.narrative and context.last:
        return _narrated_year(context, month), context.last.as_date()
    if context.reference is None:
        return None, None
    if (told := _told_year(context, start, end, month)) is not None:
        return told, context.full.as_date() if context.full else None
    return _nearest_year(context, start, end, month, day), context.reference


def _year_of_other_end(context: Context, start: int, month: int) -> int | None:
    """The year of the date that stands right before: "vom 30. Dezember bis 5. Januar", "Oktober/November"."""
    said = context.last
    if said is None or said.month is None or start - said.end > 20:
        return None
    if not _JOINED.fullmatch(context.text, said.end, start):
        return None
    return said.year + (month < said.month)


def _narrated_year(context: Context, month: int) -> int:
    said = context.last
    assert said is not None
    turns = said.month is not None and said.month >= 10 and month <= 2
    return said.year + turns


def _told_year(context: Context, start: int, end: int, month: int) -> int | None:
    """News that recount: "Im März 1992 … im April" stays in 1992 when the clause is in the past."""
    said, reference = context.full, context.reference
    if said is None or reference is None or start - said.end > 300 or said.year == reference.year:
        return None
    if said.year >= reference.year - 1:
        same = start - said.end < 120 and not _STOP.search(context.text, said.end, start)
        return said.year if same and month >= (said.month or 1) else None
    if context.tense(start, end) != "past":
        return None
    return said.year + (said.month is not None and month < said.month - 6)


def _nearest_year(context: Context, start: int, end: int, month: int, day: int | None) -> int:
    reference = context.reference
    assert reference is not None
    if day is None and month == reference.month:
        return reference.year
    tense = tense_by_lead(context, start, end)
    against_tense = _AGAINST.get(tense, 1.0)
    if _SINCE.search(context.text, max(0, start - 12), start):
        against_tense = inf
    middle = day or 15

    def cost(year: int) -> float:
        shown = middle if valid_day(year, month, middle) else last_day(year, month)
        days = (date(year, month, shown) - reference).days
        against = days > 0 if tense == "past" else days < 0 if tense in ("future", "present") else False
        return abs(days) * (against_tense if against else 1.0)

    years = (reference.year, reference.year - 1, reference.year + 1)
    return min((year for year in years if MINYEAR <= year <= MAXYEAR), key=cost)


def tense_by_lead(context: Context, start: int, end: int) -> Tense:
    """The tense at a date: "seit" means the past; "ab" and "bis" look ahead unless the verb looks back."""
    tense = context.tense(start, end)
    if _SINCE.search(context.text, max(0, start - 12), start):
        return "past"
    if _FOR.search(context.text, max(0, start - 10), start):
        return "future"
    if _HOLDS.search(context.text, max(0, start - 40), start):
        return "future"
    if tense != "past" and _UNTIL.search(context.text, max(0, start - 24), start):
        return "future"
    return tense


def weekday_for(context: Context, start: int, end: int, weekday: int) -> date | None:
    """The day a bare weekday means: before the reference, or after it where the clause looks ahead."""
    anchor = context.anchor()
    if anchor is None:
        return None
    if (first := _range_start(context, start)) is not None:
        return moved(first, (weekday - first.isoweekday()) % 7)
    behind = moved(anchor, -((anchor.isoweekday() - weekday) % 7))
    ahead = moved(anchor, (weekday - anchor.isoweekday()) % 7)
    if context.narrative and context.last:
        return ahead
    if _OF.search(context.text, max(0, start - 5), start) and not _TO.match(context.text, end):
        return behind
    tense = tense_by_lead(context, start, end)
    return ahead if tense in ("future", "present") else behind


def _range_start(context: Context, start: int) -> date | None:
    """The day before a "bis": "von Montag bis Mittwoch" ends after it begins."""
    said = context.last
    if said is None or said.day is None or said.month is None or start - said.end > 12:
        return None
    return said.as_date() if _TO.match(context.text, said.end) else None


def stepped_weekday(anchor: date, weekday: int, step: int) -> date:
    """ "vergangenen Freitag" (-1), "kommenden Freitag" (1), "diesen Freitag" (0: this week's)."""
    if step == 0:
        return moved(anchor, weekday - anchor.isoweekday())
    if step < 0:
        return moved(anchor, -((anchor.isoweekday() - weekday - 1) % 7 + 1) + 7 * (step + 1))
    return moved(anchor, (weekday - anchor.isoweekday() - 1) % 7 + 1 + 7 * (step - 1))


def year_of(words_after: str, context: Context, position: int) -> tuple[int | None, date | None]:
    """The year that "des Jahres 1918", "dieses Jahres", "des folgenden Jahres" name."""
    if figures := re.search(r"\d{4}", words_after):
        return int(figures[0]), None
    if one_word := re.search(r"(?:Folge|Vor)jahr", words_after, re.IGNORECASE):
        words_after = ("folgenden" if one_word[0][0] in "Ff" else "vorigen") + " Jahres"
    adjective = re.search(r"(\w+)\s+Jahr", words_after, re.IGNORECASE)
    word = adjective[1].lower() if adjective else words_after[0].lower()
    step, from_said = {"v": (-1, False), "n": (1, False)}.get(word) or words.STEPS.get(word, (0, False))
    said = context.near(position)
    if said and (from_said or context.narrative):
        return said.year + step, said.as_date()
    if context.reference is None:
        return None, None
    return context.reference.year + step, context.reference


def shifted(day: date, unit: str, count: float) -> date:
    """The day so many units away; "Q" are quarters, "DE" decades, "CE" centuries."""
    if unit in ("D", "W"):
        return moved(day, round(count * (7 if unit == "W" else 1)))
    months = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}.get(unit)
    if months is None:
        return day
    return same_day_in(day.year, day.month + round(count * months), day.day)
