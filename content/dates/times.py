"""Clock times and parts of days: "11 Uhr", "von 10 bis 15 Uhr", "am Nachmittag"."""

from __future__ import annotations

import re
from datetime import date

from content.dates import words
from content.dates.context import Context
from content.dates.points import moved
from content.dates.rule import Draft, Rule, said
from content.dates.traps import stands_free

_OF_A_DAY = re.compile(r"\s(?:des|vom|zum|auf den|auf)\s+(?:\w+,?\s+(?:de[mn]\s+)?)?\d")
_FULL_STOP = re.compile(r"[.!?]\s+[A-ZÄÖÜ]")


def _day(context: Context, start: int, reach: int = 120) -> tuple[str, date | None]:
    """The day a clock time stands under: the last day said nearby, else the reference."""
    near = context.near(start, reach)
    if (
        near
        and near.day
        and near.month
        and (context.narrative or reach > 120 or not _FULL_STOP.search(context.text, near.end, start))
    ):
        day = near.as_date()
        return day.isoformat(), day
    reference = None if context.narrative else context.reference
    return (reference.isoformat() if reference else "XXXX-XX-XX"), reference


def _clock_value(figures: str) -> str | None:
    parts = [int(part) for part in re.findall(r"\d+", figures)]
    hour, minute = parts[0], parts[1] if len(parts) > 1 else 0
    return f"T{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else None


def _clock(match: re.Match[str], context: Context) -> Draft | None:
    value = _clock_value(match["c"])
    if value is None or not stands_free(context, match.start()):
        return None
    day, reference = _day(context, match.start())
    return said(match, day + value, "TIME", reference=reference)


def _clock_range(match: re.Match[str], context: Context) -> list[Draft] | None:
    first, second = _clock_value(match["a"]), _clock_value(match["b"])
    if first is None or second is None or not stands_free(context, match.start()):
        return None
    day, reference = _day(context, match.start())
    group = context.new_group()
    return [
        Draft(match.start("a"), match.end("a"), day + first, "TIME", reference, group=group),
        Draft(match.start("b"), match.end(), day + second, "TIME", reference, group=group),
    ]


def _clocks(match: re.Match[str], context: Context) -> list[Draft] | None:
    """ "8.30–12 und 14.30–16.30 Uhr": two spans of one day."""
    values = [_clock_value(match[name]) for name in "abcd"]
    if None in values or not stands_free(context, match.start()):
        return None
    day, reference = _day(context, match.start())
    groups = [context.new_group(), context.new_group()]
    return [
        Draft(
            match.start(name), match.end(name), f"{day}{value}", "TIME", reference, group=groups[place // 2]
        )
        for place, (name, value) in enumerate(zip("abcd", values, strict=True))
    ]


def _step_daytime(match: re.Match[str], context: Context) -> Draft | None:
    """ "am nächsten Morgen", "am selben Abend": counted from the last date said."""
    near = context.near(match.start())
    step, from_said = words.STEPS[match["step"].lower()]
    if not match["t"][0].isupper() or _OF_A_DAY.match(context.text, match.end()):
        return None
    if near is None or near.day is None:
        return said(match, f"XXXX-XX-XXT{words.DAYTIMES[match['t'].lower()]}", "TIME")
    day = moved(near.as_date(), step)
    return said(match, f"{day}T{words.DAYTIMES[match['t'].lower()]}", "TIME", reference=near.as_date())


def _daytime(match: re.Match[str], context: Context) -> Draft | None:
    if not match["t"][0].isupper() or _OF_A_DAY.match(context.text, match.end()):
        return None
    day, reference = _day(context, match.start(), 300)
    return said(match, f"{day}T{words.DAYTIMES[match['t'].lower()]}", "TIME", reference=reference)


_C = r"\d{1,2}(?:[.:]\d\d)?"

RULES = (
    Rule("clock time", "11.30 Uhr", "2026-04-24T11:30", rf"(?P<c>{_C}) ?Uhr(?: \d\d\b)?", _clock, "figure"),
    Rule("clock times", "14.30–18 Uhr", "2026-04-24T14:30 2026-04-24T18:00",
         rf"(?P<a>{_C})(?: ?Uhr)?(?:\s?[-–/]\s?| (?:bis|und) )(?P<b>{_C}) ?Uhr", _clock_range, "figure"),
    Rule("clock times in pairs", "8.30–12 und 14–16 Uhr",
         "2026-04-24T08:30 2026-04-24T12:00 2026-04-24T14:00 2026-04-24T16:00",
         rf"(?P<a>{_C})\s?[-–]\s?(?P<b>{_C})(?: Uhr)? und (?:von )?(?P<c>{_C})\s?[-–]\s?(?P<d>{_C}) ?Uhr",
         _clocks, "figure"),
    Rule("clock time without its word", "um 12.15", "2026-04-24T12:15",
         r"<um|ab|gegen> (?P<x>(?P<c>\d{1,2}[.:]\d\d))(?!\s?(?:Uhr|Euro|Prozent|%|€|Mio|Mrd|Meter|km|m\b|"
         r"Mark|Grad|[.,]?\d))", _clock),
    Rule("time of a day beside", "24.4.2026, am nächsten Morgen", "2026-04-24 2026-04-25TMO",
         r"(?P<step>{step}) (?P<t>Morgen|Vormittag|Mittag|Nachmittag|Abend|Nacht)", _step_daytime),
    Rule("hours of day", "in den frühen Morgenstunden", "2026-04-24TMO",
         r"<in> (?:den|die) (?P<x>(?:(?:frühen|späten) )?(?P<t>Morgenstunden|Abendstunden|Nachtstunden|"
         r"Mittagsstunden|Nachmittagsstunden))", _daytime),
    Rule("time of day", "am Nachmittag", "2026-04-24TAF",
         r"<am|gegen|bis zum> (?:(?:frühen|späten|gleichen|selben) )?(?P<x>(?P<t>Morgen|Vormittag|Mittag|"
         r"Nachmittag|Abend))", _daytime),
)  # fmt: skip
