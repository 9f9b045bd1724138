"""Lengths of time ("drei Wochen", "jahrelang") and repeated times ("jährlich", "alle vier Jahre")."""

from __future__ import annotations

import re

from content.dates import words
from content.dates.context import Context
from content.dates.rule import Draft, Read, Rule, said
from content.dates.traps import stands_free

_AGE = re.compile(r"\s(?:alt|alten?|alter|altes|jung|Jüngere|Ältere)\b")
_AGED = re.compile(r"\b(?:unter|ab|mit|Alter von|Kinder(?:n)? (?:bis|von)|Jugendliche bis)\s+$")
_LASTING = re.compile(
    r"\s\w*(?:laufzeit|bestehens?|amtszeit|periode|vertrag\w*|pause|haft|frist|projekts?|programms?|dauer|"
    r"phase|ausbildung|"
    r"studium|zeit|zeitraum|zusammenarbeit|partnerschaft|herrschaft|tradition|geschichte|verzögerung|"
    r"arbeit|tätigkeit|"
    r"übergang\w*|bau\w*|plan\w*|strategie|finanzierung|förderung|freiheitsstrafe|jubiläums?|problems?|"
    r"kriegs?)\b",
    re.IGNORECASE,
)
_LONG = {"sekunden": "TS", "minuten": "TM", "stunden": "TH", "tage": "D", "wochen": "W", "monate": "M",
    "jahre": "Y",
         "jahrzehnte": "DE", "jahrhunderte": "CE"}  # fmt: skip
_EVERY = {"stünd": "T1H", "täg": "1D", "wöchent": "1W", "monat": "1M", "vierteljähr": "1Q",
    "halbjähr": "0.5Y", "jähr": "1Y",
          "alltäg": "1D"}  # fmt: skip


def duration(count: str, unit: str) -> str:
    """P3W, PT48H, PXY: ``count`` is digits or X, ``unit`` a designator of UNITS."""
    return f"PT{count}{unit[1:]}" if unit.startswith("T") else f"P{count}{unit}"


def _count(said_number: str) -> str:
    plain = said_number.lower()
    number = float(plain.replace(",", ".")) if plain[0].isdigit() else words.NUMBERS[plain]
    return f"{number:g}"


def _counted(match: re.Match[str], context: Context) -> Draft | None:
    if _AGE.match(context.text, match.end()) or not stands_free(context, match.start()):
        return None
    if match["u"].lower().startswith("jahr") and _AGED.search(context.before(match.start())):
        return None
    value = duration(_count(match["n"]), words.UNITS[match["u"].lower()])
    more = match.groupdict().get("u2")
    if more and "T" not in value:
        value += duration(_count(match["n2"]), words.UNITS[more.lower()])[1:]
    return said(match, value, "DURATION")


def _half(match: re.Match[str], context: Context) -> Draft:
    return said(match, duration("0.5", words.UNITS[match["u"].lower()]), "DURATION")


def _uncounted(match: re.Match[str], context: Context) -> Draft | None:
    if not match["u"][0].isupper():
        return None
    return said(match, duration("X", words.UNITS[match["u"].lower()]), "DURATION")


def _next_units(match: re.Match[str], context: Context) -> Draft | None:
    """ "den letzten Jahren" is a length, "den nächsten Jahren" the future."""
    step = words.STEPS[match["step"].lower()][0]
    unit = words.UNITS[match["u"].lower()]
    if not match["u"].lower().endswith(("en", "e")) or match["u"].lower() in (
        "woche",
        "wochenende",
        "minute",
        "stunde",
    ):
        return None
    if step > 0 and unit in ("Y", "DE") and not match["n"]:
        return said(match, "FUTURE_REF")
    count = (
        "X" if not match["n"] else _count(match["n"]) if match["n"].lower() not in words.VAGUE_COUNTS else "X"
    )
    return said(match, duration(count, unit), "DURATION")


def _long(match: re.Match[str], context: Context) -> Draft:
    return said(match, duration("X", _LONG[match["u"].lower()]), "DURATION")


def _span_adjective(match: re.Match[str], context: Context) -> Draft | None:
    if match["u"].lower() == "jährig" and not _LASTING.match(context.text, match.end()):
        return None
    unit = {"tägig": "D", "wöchig": "W", "monatig": "M", "jährig": "Y", "stündig": "TH", "minütig": "TM"}[
        match["u"].lower()
    ]
    return said(match, duration(_count(match["n"]), unit), "DURATION")


def _every(match: re.Match[str], context: Context) -> Draft:
    stem = next(stem for stem in sorted(_EVERY, key=len, reverse=True) if match[0].lower().startswith(stem))
    return said(match, "P" + _EVERY[stem], "SET")


def _each(match: re.Match[str], context: Context) -> Draft:
    groups = match.groupdict()
    count = (
        _count(groups["n"])
        if groups.get("n") and groups["n"].lower() not in words.VAGUE_COUNTS
        else "X"
        if groups.get("n")
        else "1"
    )
    return said(match, duration(count, words.UNITS[match["u"].lower()]), "SET")


def _per_unit(match: re.Match[str], context: Context) -> Draft | None:
    """ "1400 Euro im Monat", "bis zu 200 Anträge am Tag": only where something is counted per unit."""
    if not re.search(r"\d[\d.,]*\s+(?:\w+\s+){1,2}$", context.before(match.start())):
        return None
    return _each(match, context)


def _daily(value: str) -> Read:
    def read(match: re.Match[str], context: Context) -> Draft:
        return said(match, value, "SET")

    return read


_VAGUE = r"(?:{vague}|ein paar)"

RULES = (
    Rule("counted length", "drei Wochen", "P3W",
         r"(?P<n>{count}) ?(?:(?:ganzen?|volle[nr]?|lange[nr]?|knappe[ns]?|gute[ns]?|weitere[nrs]?|"
         r"aufeinanderfolgenden?|einzige[nrs]?) )?(?P<u>{unit})"
         r"(?: und (?P<n2>{count}) (?P<u2>{unit}))?(?: lang)?", _counted),
    Rule("half a unit", "ein halbes Jahr", "P0.5Y", r"<ein|einem|eines> halbe[snm] (?P<u>{unit})", _half),
    Rule("uncounted length", "einigen Wochen", "PXW", rf"(?:{_VAGUE}) (?P<u>{{unit}})", _uncounted,
         "vague ein"),
    Rule("length without a count", "seit Jahren", "PXY", r"<seit|vor> (?P<x>(?P<u>Tagen|Wochen|Monaten|"
         r"Jahren|Jahrzehnten|Jahrhunderten|Stunden|Minuten))", _uncounted),
    Rule("units beside now", "den vergangenen zwei Jahren", "P2Y",
         r"(?P<step>{step}|ersten) (?:(?P<n>{count}|{vague}) )?(?P<u>{unit})", _next_units, "step"),
    Rule("long", "jahrelang", "PXY", r"(?P<u>Sekunden|Minuten|Stunden|Tage|Wochen|Monate|Jahre|Jahrzehnte|"
         r"Jahrhunderte) ?lange?[nrs]?", _long, "long"),
    Rule("so many days long", "fünftägig", "P5D", r"(?P<n>{figure}|{number})-?(?P<u>tägig|wöchig|monatig|"
         r"jährig|stündig|minütig)e?[nrsm]?", _span_adjective, "figure spans"),
    Rule("every", "jährlich", "P1Y", r"{every}", _every),
    Rule("quarter by quarter", "quartalsweise", "P1Q", r"<quartalsweise>", _daily("P1Q")),
    Rule("every so often", "alle vier Jahre", "P4Y", r"<alle> (?P<n>{count}|{vague}|paar) (?P<u>{unit})",
         _each),
    Rule("each", "jedes Jahr", "P1Y", r"<jede|jeden|jedes|jeder|pro|je> (?P<u>Tag|Woche|Monat|Jahr|Stunde|"
         r"Quartal|Minute|Wochenende)", _each),
    Rule("per unit", "12 Euro im Monat", "P1M", r"<im|am> (?P<u>Jahr|Monat|Tag)", _per_unit),
    Rule("daily parts", "nachts", "PT1NI", r"<nachts>", _daily("PT1NI")),
    Rule("in the mornings", "morgens", "PT1MO", r"<morgens>", _daily("PT1MO")),
    Rule("in the evenings", "abends", "PT1EV", r"<abends>", _daily("PT1EV")),
)  # fmt: skip
