"""What belongs to a mention on its left: "Anfang Juni", "Morgen des 26. Dezember", "fast zehn Jahren"."""

from __future__ import annotations

import re

from content.dates import words
from content.dates.context import Context
from content.dates.rule import Draft

_EDGE = re.compile(
    r"(?:(?:gegen|etwa|ungefähr)\s+)?\b(?P<e>Anfang(?:\s+(?:bis|und)\s+Mitte|/Mitte)?|Beginn|"
    r"Mitte(?:\s+(?:bis|und)\s+Ende|/Ende)?|Ende|Schluss|early|mid|late|end|beginning|start)[\s-]+(?:(?:des "
    r"Monats|de[srnm]|vom|of(?:\s+the)?)\s+)?$",
    re.IGNORECASE,
)
_MODS = {
    "an": "START",
    "be": "START",
    "mi": "MID",
    "en": "END",
    "sc": "END",
    "ea": "START",
    "la": "END",
    "st": "START",
}
_ROUGHLY = re.compile(r"\b(?:um|etwa|circa|ca\.|ungefähr|gegen)\s+(?:das\s+)?$", re.IGNORECASE)
_COURSE = re.compile(r"\bLaufe\s+(?:de[srn]|von)\s+$")
_DAYTIME = re.compile(
    r"\b(?:(?:frühen|späten)\s+)?(?P<t>Morgen(?:stunden)?|Vormittag|Mittag|Nachmittag|Abend(?:stunden)?|"
    r"Nacht)\s+"
    r"(?:des|vom|auf den|zum|auf)\s+(?:(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|"
    r"Sonntag),?\s+(?:de[mn]\s+)?)?$"
)
_ABOUT = re.compile(
    r"\b(?:(?:mehr|weniger|länger)\s+als|rund|fast(?:\s+genau)?|gut|knapp|etwa|ungefähr|circa|ca\.|nur|"
    r"mindestens|genau|über|"
    r"höchstens|maximal|je|die ganzen|all)\s+$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\b(?:de[rnms]|die|das)\s+$", re.IGNORECASE)
#: Rules whose mentions take their article in.
_WITH_ARTICLE = {
    "decade", "decade in words", "period beside this one", "units beside now", "half year",
    "season of a worded year", "period in one word",
}  # fmt: skip
#: … unless they look ahead: "in den [nächsten zwei Jahren]", but "in [den letzten zwei Jahren]".
_AHEAD = re.compile(r"(?:nächst|kommend|erst)", re.IGNORECASE)
_EDGED = re.compile(r"(?:BC)?[\dX]{2,4}(?:-(?:[\dX]{2}|Q\d|W\d\d|SU|WI|SP|FA|H\d))?$")


def widen(draft: Draft, context: Context, floor: int) -> None:
    """Takes in the words left of a draft that belong to it, never beyond ``floor``."""
    low = max(floor, draft.start - 45)
    if draft.type == "DURATION":
        _take(draft, _ABOUT.search(context.text, low, draft.start))
    elif draft.type == "DATE":
        _take_edge(draft, context, low)
        _take_daytime(draft, context, low)
    if draft.rule in _WITH_ARTICLE and not _AHEAD.match(context.text, draft.start):
        _take(draft, _ARTICLE.search(context.text, max(floor, draft.start - 8), draft.start))


def _take(draft: Draft, found: re.Match[str] | None) -> bool:
    if found:
        draft.start = found.start()
    return found is not None


def _take_edge(draft: Draft, context: Context, low: int) -> None:
    if draft.mod or not _EDGED.match(draft.value):
        return
    text, end = context.text, draft.start
    if found := _EDGE.search(text, low, end):
        draft.start = found.start("e")
        edges = [word for word in re.findall(r"\w+", found["e"]) if word not in ("bis", "und")]
        draft.mod = "-".join(_MODS[edge[:2].lower()] for edge in edges)
    elif _take(draft, _COURSE.search(text, low, end)):
        return
    elif re.fullmatch(r"\d{4}", draft.value) and _ROUGHLY.search(text, low, end):
        draft.mod = "APPROX"


def _take_daytime(draft: Draft, context: Context, low: int) -> None:
    found = _DAYTIME.search(context.text, low, draft.start)
    if found and re.fullmatch(r"[\dX]{4}-[\dX]{2}-[\dX]{2}", draft.value):
        draft.start, draft.type = found.start(), "TIME"
        draft.value += "T" + words.DAYTIMES[found["t"].lower()]
