"""Periods that count from another: "vergangene Woche", "Vorjahr", "Ende des Jahres", "zwei Tage später"."""

from __future__ import annotations

import re
from datetime import date

from content.dates import words
from content.dates.context import Context
from content.dates.points import last_day, month_value, moved, quarter_value, week_value
from content.dates.resolve import shifted
from content.dates.rule import Draft, Rule, said

_UNKNOWN = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "Y": "XXXX",
}


#: "am letzten Tag der Frist" is the last of many, not yesterday.
_OF_SOMETHING = re.compile(r"\s(?:de[rs]|seine[rs]|ihre[rs]|vor)\s[A-ZÄÖÜ]")


def period_value(day: date, unit: str, step: int) -> str:
    """The day, week, weekend, month, quarter or year so many steps from the one around ``day``."""
    if unit == "D":
        return moved(day, step).isoformat()
    if unit in ("W", "WE"):
        return week_value(moved(day, 7 * step)) + ("-WE" if unit == "WE" else "")
    if unit == "M":
        return month_value(day.year, day.month + step)
    if unit == "Q":
        return quarter_value(day.year, (day.month + 2) // 3 + step)
    return f"{day.year + step:04}"


def _stepped(match: re.Match[str], context: Context) -> Draft | None:
    """ "vergangene Woche", "kommendes Jahr", "am selben Tag", "nächsten Monat"."""
    unit = words.UNITS[match["u"].lower()]
    if unit not in _UNKNOWN or _is_plural(match["u"]):
        return None
    count, from_said = words.STEPS[match["step"].lower()]
    if match["step"].lower().startswith("letzt") and _OF_SOMETHING.match(context.text, match.end()):
        return None
    near = context.near(match.start())
    if unit == "D" and count in (0, 1):
        from_said = True
    if unit == "D" and count == 1 and context.last:
        near = near or context.last
    same = unit == "D" or match["step"].lower().startswith(("selb", "gleich"))
    if from_said and not near and not context.narrative and same:
        return said(match, "XXXX-XX-XX")
    day = near.as_date() if near and (from_said or context.narrative) else context.anchor()
    if day is None:
        return said(match, _UNKNOWN[unit])
    if near and (from_said or context.narrative) and unit == "D" and near.day is None:
        return said(match, f"{near.year:04}-{near.month:02}-XX" if near.month else f"{near.year:04}-XX-XX")
    return said(match, period_value(day, unit, count), reference=day)


def _is_plural(word: str) -> bool:
    return word.lower() in {
        "tage",
        "tagen",
        "wochen",
        "monate",
        "monaten",
        "jahre",
        "jahren",
        "quartale",
        "wochenenden",
    }


def _one_word(match: re.Match[str], context: Context) -> Draft:
    unit, step = words.ONE_WORD[match[0].lower()]
    near = context.near(match.start()) if match[0].lower().startswith("folge") or unit == "D" else None
    day = near.as_date() if near else context.anchor()
    if day is None:
        return said(match, _UNKNOWN[unit])
    return said(match, period_value(day, unit, step), reference=day)


def _edge_word(match: re.Match[str], context: Context) -> Draft:
    """ "Jahresende", "Monatsmitte", "Jahresbeginn 2026"."""
    mod = words.EDGES[next(edge for edge in words.EDGES if edge in match["e"].lower())]
    if match["y"]:
        return said(match, match["y"], mod=mod)
    unit = {"jahr": "Y", "mona": "M", "quar": "Q", "woch": "W"}[match["e"].lower()[:4]]
    day = context.anchor()
    if day is None:
        return said(match, _UNKNOWN[unit], mod=mod)
    return said(match, period_value(day, unit, 0), reference=day, mod=mod)


def _of_period(match: re.Match[str], context: Context) -> Draft | None:
    """ "Ende des Jahres", "Anfang der Woche": the current one (the said one's, in a narrative)."""
    near, unit = context.near(match.start(), 200), words.UNITS[match["u"].lower()]
    use_near = near is not None and (
        context.narrative or context.tense(*match.span()) == "past" and unit == "Y"
    )
    day = near.as_date() if near and use_near else context.anchor()
    mod = words.EDGES.get(match["e"].lower(), "")
    if day is None:
        return said(match, _UNKNOWN[unit], mod=mod)
    return said(match, period_value(day, unit, 0), reference=day, mod=mod)


def _number(words_said: str) -> float:
    plain = words_said.lower()
    return float(plain.replace(",", ".")) if plain[0].isdigit() else words.NUMBERS[plain]


def _ago(match: re.Match[str], context: Context) -> Draft | None:
    """ "vor drei Wochen", "in zwei Tagen": as coarse as the unit that counts it."""
    unit = words.UNITS[match["u"].lower()]
    if unit.startswith("T") or unit in ("DE", "CE", "WE"):
        return None
    if re.match(r"\s*(?:nach|vor)\b|\s(?:alt|lang|Haft)", context.after(match.end(), 8)):
        return None
    direction = -1 if match["p"].lower() == "vor" else 1
    if direction > 0 and (" nur" in match[0].lower() or context.tense(*match.span()) == "past"):
        return None
    anchor = context.anchor() if context.narrative and direction > 0 else context.reference
    if anchor is None:
        return said(match, _UNKNOWN[unit])
    day = shifted(anchor, unit, direction * _number(match["n"]))
    return said(match, period_value(day, unit, 0), reference=anchor)


def _later(match: re.Match[str], context: Context) -> Draft | None:
    """ "zwei Tage später", "einen Monat zuvor": counted from the last date said."""
    unit, near = words.UNITS[match["u"].lower()], context.near(match.start())
    if unit.startswith("T") or near is None:
        return None
    direction = 1 if re.match(r"später|darauf|danach|hernach", match["p"], re.IGNORECASE) else -1
    day = shifted(
        near.as_date(), unit, direction * (0.5 if match["n"].lower() == "ein halbes" else _number(match["n"]))
    )
    exact = near.day and unit != "Y"
    return said(
        match,
        period_value(day, "D" if exact else "Y" if not near.month or unit == "Y" else "M", 0),
        reference=near.as_date(),
    )


def _day_after(match: re.Match[str], context: Context) -> Draft | None:
    """ "tags darauf", "am Tag zuvor", "Jahr darauf"."""
    near, unit = context.near(match.start()), words.UNITS[match["u"].lower()]
    if near is None or (unit == "D" and near.day is None):
        return None
    step = 1 if match["p"].lower().startswith(("d", "s", "n")) else -1
    return said(match, period_value(near.as_date(), unit, step), reference=near.as_date())


def _day_of_month(match: re.Match[str], context: Context) -> Draft | None:
    """ "14. dieses Monats", "5. des Folgemonats"."""
    word = (match["step"] or "dieses").lower()
    step, from_said = (1, True) if match["folge"] else words.STEPS[word]
    near = context.near(match.start()) if from_said or context.narrative else None
    anchor = near.as_date() if near else context.reference
    if anchor is None:
        return said(match, "XXXX-XX-XX")
    month = month_value(anchor.year, anchor.month + step)
    day = int(match["d"].rstrip(". "))
    if day > last_day(int(month[:4]), int(month[5:7])):
        return None
    return said(match, f"{month}-{day:02}", reference=anchor)


_LATER = r"(?P<p>später|darauf|danach|zuvor|davor|vorher|früher)"

RULES = (
    Rule("day of a month beside", "14. dieses Monats", "2026-04-14",
         r"(?P<d>{day}\.) (?:(?:des )?(?P<step>{step}) Monats|des (?P<folge>Folge)monats|d\. ?M\.)",
         _day_of_month),
    Rule("day of every month", "1. und 15. eines Monats", "P1M",
         r"{day}\. (?:(?:und|sowie|oder)(?: zum)? {day}\. )?(?:eines(?: jeden)?|jedes|jeden|des) Monats",
         lambda match, context: said(match, "P1M", "SET")),
    Rule("period beside this one", "vergangene Woche", "2026-W16", r"(?P<step>{step}) (?P<u>{unit})",
         _stepped),
    Rule("period in one word", "Vorjahr", "2025", r"{single}", _one_word),
    Rule("edge in one word", "Jahresende", "2026",
         r"(?P<e>(?:Jahr|Monat|Quartal|Wochen)e?s?(?:ende|beginn|anfang|mitte|wechsel|schluss))s?(?: "
         r"(?P<y>{year}))?", _edge_word, "edge"),
    Rule("edge of this period", "Ende des Jahres", "2026",
         r"(?P<e>{edges}|Laufe|Verlauf) (?:des|der) (?P<u>Jahres|Monats|Quartals|Woche)(?! \d)",
         _of_period, "edges laufe verlauf"),
    Rule("ago", "vor drei Wochen", "2026-W14",
         r"(?P<p>vor|in) (?:(?:etwa|rund|knapp|gut|genau|fast|über|mehr als|nur) )*(?P<x>(?P<n>{count}) "
         r"(?P<u>{unit}))", _ago, "ago"),
    Rule("later", "24.4.2026 war es; zwei Tage später", "2026-04-24 2026-04-26",
         rf"(?P<n>{{count}}|ein halbes) (?P<u>{{unit}}) {_LATER}", _later),
    Rule("day after", "24.4.2026 war es; tags darauf", "2026-04-24 2026-04-25",
         rf"(?P<u>Tags?|Jahr|Monat|Woche) {_LATER}", _day_after, "unit"),
)  # fmt: skip
