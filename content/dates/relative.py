"""Expressions that count from another day: "heute", weekdays, "vergangene Woche", "Vorjahr", "zwei Tage später"."""

from __future__ import annotations

import re
from datetime import date

from content.dates import words
from content.dates.context import Context
from content.dates.points import month_value, moved, quarter_value, week_value
from content.dates.resolve import shifted, stepped_weekday, weekday_for
from content.dates.rule import Draft, Rule, said
from content.dates.traps import is_name

_DAYS = {
    "heute": 0, "gestern": -1, "vorgestern": -2, "morgen": 1, "übermorgen": 2, "gestrige": -1, "morgige": 1,
}  # fmt: skip
_UNKNOWN = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "Y": "XXXX",
}
#: What is said of a lasting state: with these, "heute" means nowadays.
_STATE = re.compile(
    r"\b(?:bin|ist|sind|hat|haben|lebt|leben|gibt|gilt|gelten|steht|stehen|heißt|heißen|kann|können|muss|müssen|muß|"
    r"bieten?|bietet|wohnt|arbeitet|arbeiten|gehört|gehören|weiß|wissen|machen|macht|zählt|zählen|liegt|liegen|"
    r"denkt|denken|sieht|sehen|braucht|brauchen|spielt|spielen|nutzt|nutzen|verfügt|verfügen|dient|dienen|umfasst|"
    r"schließen|kennt|kennen|darf|dürfen|bildet|bilden|erinnert|erinnern|betreibt|lautet|existiert|existieren)\b"
)
_CONTRAST = re.compile(
    r"\b(?:damals|früher|einst|vor \w+ Jahren|noch|auch|schon|erst|immer noch|nicht mehr|mehr denn je)\b"
)
_ONCE = re.compile(r"\b(?:damals|früher|einst|ehemals|seinerzeit)\b", re.IGNORECASE)
_CLOCK = re.compile(
    r"\s*(?:,?\s*(?:um|ab|von|gegen|nachmittag|abend|vormittag|früh|mittag|morgen)\b|\()", re.IGNORECASE
)
_MEETING = re.compile(
    r"\s(?:\w+[nr]\s)?\w*(?:beratung|austausch|sitzung|treffens?|termin|konferenz|gespräch|beschluss|entscheidung|tag|tages|"
    r"veranstaltung|debatte|abstimmung|vorstellung|urteil|ausgabe|spiel|besuch|übergabe|unterzeichnung|anhörung|"
    r"wahl|kabinett|rede|regierungserklärung|mitteilung|bericht|abend|vormittag|nachmittag|auftakt|aktion|start)\w{0,2}\b",
    re.IGNORECASE,
)


_TODAYS_STEP = {"gestr": -1, "morgi": 1}


def day_value(anchor: date | None, days: int) -> str:
    return moved(anchor, days).isoformat() if anchor else _UNKNOWN["D"]


def _with_daytime(match: re.Match[str], value: str, anchor: date | None) -> Draft:
    time = match.groupdict().get("t")
    if time:
        return said(match, f"{value}T{words.DAYTIMES[time.lower()]}", "TIME", reference=anchor)
    return said(match, value, reference=anchor)


def _today(match: re.Match[str], context: Context) -> Draft:
    """ "heute" is a day where something happens on it, and nowadays where it describes a state."""
    if not match["t"] and _means_nowadays(match, context):
        return said(match, "PRESENT_REF")
    return _with_daytime(match, day_value(context.reference, 0), context.reference)


def _means_nowadays(match: re.Match[str], context: Context) -> bool:
    start, end = match.span()
    if context.narrative:
        return True
    if _CLOCK.match(context.text, end):
        return False
    before = context.before(start)
    if re.search(r"\b(?:bis|seit|ab)\s$", before, re.IGNORECASE):
        return False
    if context.tense(start, end) in ("past", "future"):
        return False
    if _ONCE.search(context.sentence(start, end)):
        return True
    clause = context.clause(start, end)
    return bool(_STATE.search(clause) or _CONTRAST.search(clause))


def _near_day(match: re.Match[str], context: Context) -> Draft | None:
    word = match["w"]
    if word.lower() == "morgen" and not _is_tomorrow(match, context):
        return None
    reference = context.reference
    if re.search(r"\bvon\s+heute$|\bvon$", context.before(match.start()).rstrip()) and word == "morgen":
        return said(match, "FUTURE_REF")
    return _with_daytime(match, day_value(reference, _DAYS[word.lower()]), reference)


def _is_tomorrow(match: re.Match[str], context: Context) -> bool:
    """ "morgen", or "Morgen" at the front of a sentence that is not a noun or a name."""
    before = context.before(match.start()).rstrip(" \n\t„“»«\"'(–-")
    if match["w"][0].islower():
        return not re.search(r"\b(?:guten|jeden|am)$", before, re.IGNORECASE)
    opens = not before or before[-1] in ".!?:;•*"
    return opens and re.match(r"\s+(?:[a-zäöü]|\w+\s)", context.after(match.end())) is not None


def _todays(match: re.Match[str], context: Context) -> Draft:
    word = match["w"].lower()
    if word.startswith("heutig") and not match["day"]:
        if not _MEETING.match(context.text, match.end()):
            return said(match, "PRESENT_REF")
        return said(match, day_value(context.reference, 0), reference=context.reference)
    step = _TODAYS_STEP.get(word[:5], 0)
    return said(match, day_value(context.reference, step), reference=context.reference)


def _weekday(match: re.Match[str], context: Context) -> Draft | None:
    word = match["w"].lower()
    if word.removesuffix("s") in words.WEEKDAYS and match["w"][0].islower() and word.endswith("s"):
        return said(match, f"XXXX-WXX-{words.WEEKDAYS[word[:-1]]}", "SET")
    if is_name(context, match, "w"):
        return None
    time = None
    if word not in words.WEEKDAYS:
        name = next(name for name in words.WEEKDAYS if word.startswith(name))
        time = words.DAYTIMES.get(word[len(name) :])
    else:
        name = word
    number = words.WEEKDAYS[name]
    if not match["w"][0].isupper():
        return None
    step = match.groupdict().get("step")
    day = _weekday_day(match, context, number, step)
    value = day.isoformat() if day else f"XXXX-WXX-{number}"
    said_time = match.groupdict().get("t")
    time = time or (words.DAYTIMES[said_time.lower()] if said_time else None)
    anchor = context.anchor() if day else None
    return (
        said(match, f"{value}T{time}", "TIME", reference=anchor)
        if time
        else said(match, value, reference=anchor)
    )


def _weekday_day(match: re.Match[str], context: Context, number: int, step: str | None) -> date | None:
    anchor = context.anchor()
    if step is None:
        return weekday_for(context, match.start(), match.end(), number)
    count, from_said = words.STEPS[step.lower()]
    near = context.near(match.start()) if from_said else None
    day = near.as_date() if near else anchor
    return stepped_weekday(day, number, count) if day else None


def _weekday_of_week(match: re.Match[str], context: Context) -> Draft:
    number = words.WEEKDAYS[match["w"].lower().removesuffix("s")]
    anchor, step = context.anchor(), words.STEPS[match["step"].lower()][0]
    if anchor is None:
        return said(match, f"XXXX-WXX-{number}")
    return said(match, moved(anchor, 7 * step + number - anchor.isoweekday()).isoformat(), reference=anchor)


def _every_weekday(match: re.Match[str], context: Context) -> Draft:
    return said(match, f"XXXX-WXX-{words.WEEKDAYS[match['w'].lower().removesuffix('s')]}", "SET")


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
    near = context.near(match.start())
    if unit == "D" and count in (0, 1):
        from_said = True
    if unit == "D" and count == 1 and context.last:
        near = near or context.last
    if from_said and not near and not context.narrative:
        if unit == "D" or match["step"].lower().startswith(("selb", "gleich")):
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
    mod = words.EDGES[match["e"].lower()] if match["e"] else ""
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
    day = shifted(near.as_date(), unit, direction * (0.5 if match["n"].lower() == "ein halbes" else _number(match["n"])))
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


_T = r"(?: (?P<t>{daytime}))?"
_LATER = r"(?P<p>später|darauf|danach|zuvor|davor|vorher|früher)"

RULES = (
    Rule("today", "heute Abend", "2026-04-24TEV", rf"<heute>{_T}", _today),
    Rule("yesterday or tomorrow", "gestern", "2026-04-23",
         rf"(?P<w>{{nearday}}){_T}", _near_day),
    Rule("today's", "heutige Sitzung", "2026-04-24",
         r"(?P<w>(?:heutig|gestrig|morgig)e[nrms]?)(?P<day> {weekday}|(?= \d))?", _todays, "todays"),
    Rule("weekday", "Donnerstag", "2026-04-23", rf"(?P<w>{{weekday}}){_T}", _weekday),
    Rule("weekday and time of day", "Freitagabend", "2026-04-24TEV", r"(?P<w>{weekdaytime})", _weekday),
    Rule("weekday beside this week", "vergangenen Freitag", "2026-04-17",
         rf"(?P<step>{{step}}) (?P<w>{{weekday}}|{{weekdaytime}}){_T}", _weekday),
    Rule("weekday of a week", "Mittwoch kommender Woche", "2026-04-29",
         r"(?P<w>{weekday}) (?:der )?(?P<step>{step}) Woche", _weekday_of_week),
    Rule("week and weekday", "nächste Woche Mittwoch", "2026-04-29",
         r"(?P<step>{step}) Woche(?: am)? (?P<w>{weekday})", _weekday_of_week),
    Rule("every weekday", "jeden ersten Montag im Monat", "XXXX-WXX-1",
         r"<jeden|jedem|jeder> (?:(?:{ordinal}|letzten|zweiten|\d\.) )?(?P<w>{weekday})(?: im Monat| des Monats)?", _every_weekday),
    Rule("period beside this one", "vergangene Woche", "2026-W16", r"(?P<step>{step}) (?P<u>{unit})", _stepped),
    Rule("period in one word", "Vorjahr", "2025", r"{single}", _one_word),
    Rule("edge in one word", "Jahresende", "2026",
         r"(?P<e>(?:Jahr|Monat|Quartal|Wochen)e?s?(?:ende|beginn|anfang|mitte|wechsel|schluss))s?(?: (?P<y>{year}))?", _edge_word, "edge"),
    Rule("edge of this period", "Ende des Jahres", "2026",
         r"(?P<e>{edges}) (?:des|der) (?P<u>Jahres|Monats|Quartals|Woche)(?! \d)", _of_period, "edges"),
    Rule("ago", "vor drei Wochen", "2026-W14",
         r"(?P<p>vor|in) (?:(?:etwa|rund|knapp|gut|genau|fast|über|mehr als|nur) )*(?P<x>(?P<n>{count}) (?P<u>{unit}))", _ago, "ago"),
    Rule("later", "24.4.2026 war es; zwei Tage später", "2026-04-24 2026-04-26", rf"(?P<n>{{count}}|ein halbes) (?P<u>{{unit}}) {_LATER}", _later),
    Rule("day after", "24.4.2026 war es; tags darauf", "2026-04-24 2026-04-25",
         rf"(?P<u>Tags?|Jahr|Monat|Woche) {_LATER}", _day_after, "unit"),
)  # fmt: skip
