"""Days that count from today or a week: "heute", "gestern Abend", "am Donnerstag", "vergangenen Freitag"."""

from __future__ import annotations

import re
from datetime import date

from content.dates import words
from content.dates.context import Context
from content.dates.points import moved
from content.dates.resolve import shifted, stepped_weekday, weekday_for
from content.dates.rule import Draft, Rule, said
from content.dates.traps import is_name

_DAYS = {
    "heute": 0, "gestern": -1, "vorgestern": -2, "morgen": 1, "übermorgen": 2, "gestrige": -1, "morgige": 1,
}  # fmt: skip
#: What is said of a lasting state: with these, "heute" means nowadays.
_STATE = re.compile(
    r"\b(?:bin|ist|sind|hat|haben|lebt|leben|gibt|gilt|gelten|steht|stehen|heißt|heißen|kann|können|muss|"
    r"müssen|muß|"
    r"bieten?|bietet|wohnt|arbeitet|arbeiten|gehört|gehören|weiß|wissen|machen|macht|zählt|zählen|liegt|"
    r"liegen|"
    r"denkt|denken|sieht|sehen|braucht|brauchen|spielt|spielen|nutzt|nutzen|verfügt|verfügen|dient|dienen|"
    r"umfasst|"
    r"schließen|kennt|kennen|darf|dürfen|bildet|bilden|erinnert|erinnern|betreibt|lautet|existiert|"
    r"existieren)\b"
)
_CONTRAST = re.compile(
    r"\b(?:damals|früher|einst|vor \w+ Jahren|noch|auch|schon|erst|immer noch|nicht mehr|mehr denn je)\b"
)
_ONCE = re.compile(r"\b(?:damals|früher|einst|ehemals|seinerzeit)\b", re.IGNORECASE)
_CLOCK = re.compile(
    r"\s*(?:,?\s*(?:um|ab|von|gegen|nachmittag|abend|vormittag|früh|mittag|morgen)\b|\()", re.IGNORECASE
)
_MEETING = re.compile(
    r"\s(?:\w+[nr]\s)?\w*(?:beratung|austausch|sitzung|treffens?|termin|konferenz|gespräch|beschluss|"
    r"entscheidung|tag|tages|"
    r"veranstaltung|debatte|abstimmung|vorstellung|urteil|ausgabe|spiel|besuch|übergabe|unterzeichnung|"
    r"anhörung|"
    r"wahl|kabinett|rede|regierungserklärung|mitteilung|bericht|abend|vormittag|nachmittag|auftakt|aktion|"
    r"start)\w{0,2}\b",
    re.IGNORECASE,
)


_TODAYS_STEP = {"gestr": -1, "morgi": 1}


def day_value(anchor: date | None, days: int) -> str:
    return moved(anchor, days).isoformat() if anchor else "XXXX-XX-XX"


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
    if _ONCE.search(context.sentence(start, end)) and _STATE.search(context.clause(start, end)):
        return True
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


def _day_in(match: re.Match[str], context: Context) -> Draft:
    """ "Freitag in einer Woche", "heute vor 30 Jahren": to the day."""
    word, anchor = match["w"].lower(), context.reference
    if anchor is None:
        return said(match, "XXXX-XX-XX")
    if word in words.WEEKDAYS:
        start = stepped_weekday(anchor, words.WEEKDAYS[word], 1)
    else:
        start = moved(anchor, _DAYS[word])
    plain = match["n"].lower()
    count = float(plain.replace(",", ".")) if plain[0].isdigit() else words.NUMBERS[plain]
    day = shifted(start, words.UNITS[match["u"].lower()], -count if match["p"].lower() == "vor" else count)
    return said(match, day.isoformat(), reference=anchor)


def _every_weekday(match: re.Match[str], context: Context) -> Draft:
    return said(match, f"XXXX-WXX-{words.WEEKDAYS[match['w'].lower().removesuffix('s')]}", "SET")


_T = r"(?: (?P<t>{daytime}))?"

RULES = (
    Rule("weekday of every month", "am ersten Dienstag im Monat", "XXXX-WXX-2",
         r"<am|an|zum|der|dem|den> (?P<x>(?:{ordinal}|letzten?|vorletzten?|\d\.) (?P<w>{weekday}) "
         r"(?:im|des|eines|jeden|eines jeden) Monats?)", _every_weekday),
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
    Rule("day so long from now", "Freitag in einer Woche", "2026-05-08",
         r"(?P<w>{weekday}|heute|gestern|morgen) (?P<p>in|vor) (?P<n>{count}) "
         r"(?P<u>Tagen?|Wochen?|Monate?n?|Jahre?n?)", _day_in, "weekday nearday heute"),
    Rule("every weekday", "jeden ersten Montag im Monat", "XXXX-WXX-1",
         r"<jeden|jedem|jeder> (?:(?:{ordinal}|letzten|zweiten|\d\.) )?(?P<w>{weekday})(?: im Monat| des "
         r"Monats)?", _every_weekday),
)  # fmt: skip
