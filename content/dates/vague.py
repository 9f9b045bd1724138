"""Words for a time that no timeline can place: "jetzt", "damals", "in Zukunft" (found, never placed)."""

from __future__ import annotations

import re

from content.dates.context import Context
from content.dates.rule import Draft, Read, Rule, said


def _as(value: str) -> Read:
    def read(match: re.Match[str], context: Context) -> Draft:
        return said(match, value)

    return read


def _earlier(match: re.Match[str], context: Context) -> Draft | None:
    """ "früher" is the past unless it compares ("zwei Jahre früher", "früher als", "früher oder später")."""
    if re.match(r"\s(?:als|oder|zu|am)\b", context.after(match.end(), 6)):
        return None
    if re.search(
        r"\b(?:Jahre?|Tage?|Monate?|Wochen?|viel|deutlich|noch|umso|desto)\s$", context.before(match.start())
    ):
        return None
    return said(match, "PAST_REF")


def _now(match: re.Match[str], context: Context) -> Draft | None:
    """ "gerade", "nun" open a sentence as times; inside one they are particles."""
    before = context.before(match.start()).rstrip(' \n„»"(')
    opens = not before or before[-1] in ".!?:"
    return said(match, "PRESENT_REF") if opens and match[0][0].isupper() else None


RULES = (
    Rule("present", "jetzt", "PRESENT_REF",
         r"<jetzt|derzeit|zurzeit|heutzutage|gegenwärtig>", _as("PRESENT_REF")),
    Rule("present in words", "zur Stunde", "PRESENT_REF",
         r"<zur> (?P<x>Zeit(?! de[rs]\b)|Stunde)|(?:zur Zeit)", _as("PRESENT_REF")),
    Rule("this time", "zu diesem Zeitpunkt", "PRESENT_REF",
         r"<zu|in|ab> (?P<x>diese[rmn] (?:Zeit|Zeitpunkt|Zeitraum))", _as("PRESENT_REF")),
    Rule("present, opening a sentence", "Nun ist es so weit", "PRESENT_REF",
         r"<nun>(?= (?:ist|sind|steht|soll|wird|hat|haben|kann|muss)\b)", _now),
    Rule("past", "damals", "PAST_REF", r"<damals|kürzlich>", _as("PAST_REF")),
    Rule("past in words", "in der Vergangenheit", "PAST_REF",
         r"<in der|zur|aus der|die> (?P<x>Vergangenheit)", _as("PAST_REF")),
    Rule("shortly before", "kurz zuvor", "PAST_REF", r"<kurz|wenig|unmittelbar> (?:zuvor|davor|vorher)",
         _as("PAST_REF")),
    Rule("earlier", "früher", "PAST_REF", r"<früher>", _earlier),
    Rule("future", "bald", "FUTURE_REF", r"<bald|demnächst|künftig|zukünftig>", _as("FUTURE_REF")),
    Rule("future in words", "in Zukunft", "FUTURE_REF",
         r"<in|für die> (?:der |naher |nächster )?(?P<x>Zukunft)", _as("FUTURE_REF")),
    Rule("shortly after", "kurz darauf", "FUTURE_REF", r"<kurz|wenig|bald> (?:darauf|danach|später)",
         _as("FUTURE_REF")),
    Rule("in what followed", "in der Folgezeit", "FUTURE_REF", r"<in> der Folgezeit", _as("FUTURE_REF")),
)  # fmt: skip
