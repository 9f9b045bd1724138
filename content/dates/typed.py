"""What a person types as a date: how it is read, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from content.dates import words as names
from content.dates.edtf import UNDATED, bounds, is_edtf
from content.dates.points import valid_day

#: "weekday": the day is another one of the week; "day": there is no such day; "order": it ends before it
#: begins; "unread": nothing that names one date.
Trouble = Literal["", "weekday", "day", "order", "unread"]


#: Nobody says one date in more; each way of taking more apart would be tried.
MOST_WORDS = 16


class Typed(Struct, frozen=True):
    """``edtf`` is None where the words name no date; ``trouble`` says why, or what they contradict."""

    edtf: str | None
    trouble: Trouble = ""


def typed(words: str, reference: str | None = None) -> Typed:
    """Reads "3.7.2026", "Juli 2026", "bis Ende 2022", "ca. 2030", "spätestens 31.12.", "2026-03..", "ohne
    Datum", or EDTF.

    ``reference`` is the ISO day that "morgen" or "im März" count from.
    """
    plain = " ".join(words.split())
    if not plain:
        return Typed(None)
    if plain.count(" ") >= MOST_WORDS:
        return Typed(None, "unread")
    edtf = _read(plain, reference)
    if edtf is not None:
        return Typed(edtf, "weekday" if _other_weekday(plain, edtf) else "")
    return Typed(None, _trouble(plain, reference))


@lru_cache(maxsize=512)  # a part is asked for again by each way of taking the whole apart
def _read(plain: str, reference: str | None) -> str | None:
    if is_edtf(plain):
        return plain
    found = (form(plain, reference) for form in _FORMS)
    return next((edtf for edtf in found if edtf and is_edtf(edtf)), None)


def _grammar(plain: str, reference: str | None) -> str | None:
    """What the grammars of texts make of it, if dates are all there is."""
    from content.dates.finder import english, find_with, german

    for grammar in (german(), english()):
        mentions = find_with(grammar, plain, reference)
        values = {mention.edtf for mention in mentions}
        if len(values) == 1 and _only_dates(plain, [(m.start, m.end) for m in mentions]):
            return values.pop()
    return None


_FILLERS = re.compile(
    r"(?:\b(?:am|im|in|vor|vom|von|bis|zum|zur|ab|seit|der|den|dem|die|des|an|und|zwischen|auf|einschließlich|kw|"
    r"on|from|to|until|by|since|the|of|between|and)\b|[\s,.()/–-])*",
    re.IGNORECASE,
)


def _only_dates(words: str, spans: list[tuple[int, int]]) -> bool:
    position = 0
    for start, end in spans:
        if not _FILLERS.fullmatch(words, position, start):
            return False
        position = end
    return _FILLERS.fullmatch(words, position) is not None


# Forms that people type and texts do not have

_NONE = re.compile(
    r"undatiert|unbekannt|(?:ohne|kein) datum|o\. ?d\.|undated|unknown|(?:no|without(?: a)?) date|n\. ?d\.",
    re.IGNORECASE,
)

_WEEKDAY = names.WEEKDAYS | {
    name: number
    for number, name in enumerate(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), 1
    )
}

_DOTS = re.compile(r"(?P<before>\.\.\s*/?\s*)?(?P<rest>.*?)(?P<after>\s*/?\s*\.\.)?")
_ENDS = re.compile(r"(?P<first>[^/]+?)\s*(?:/|\s(?:[–-]|bis|to|until)\s)\s*(?P<last>[^/]+)", re.IGNORECASE)
_ABOUT = re.compile(
    r"(?:~|≈|(?:ca|c|circa|zirka|etwa|ungefähr|um|gegen|rund|annähernd|about|around|roughly|approx|"
    r"approximately)(?:\.|\b))\s*(?P<rest>.+)",
    re.IGNORECASE,
)
_PERHAPS = re.compile(
    r"(?:vielleicht|vermutlich|wohl|wahrscheinlich|voraussichtlich|möglicherweise|eventuell|evtl\.|unsicher:?|"
    r"maybe|perhaps|probably|possibly)\s+(?P<rest>.+)|(?P<asked>.*[^\s?])\s*\?",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    r"(?:spätestens|längstens|no later than|at the latest)\s+(?:bis\s+)?(?:(?:zum|am|im|by|on|in)\s+)?"
    r"(?P<rest>.+)",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(
    r"(?:frühestens|no earlier than)\s+(?:ab\s+)?(?:(?:am|im|on|in)\s+)?(?P<rest>.+)", re.IGNORECASE
)
_UNTIL = re.compile(r"(?:bis|until|by)\s+(?:(?:zum|zur|the)\s+)?(?P<rest>.+)", re.IGNORECASE)
_SINCE = re.compile(r"(?:ab|seit|from|since)\s+(?:(?:dem|the)\s+)?(?P<rest>.+)", re.IGNORECASE)
_BEFORE = re.compile(r"(?:vor|before)\s+(?:(?:dem|the)\s+)?(?P<rest>.+)", re.IGNORECASE)
_AFTER = re.compile(r"(?:nach|after)\s+(?:(?:dem|the)\s+)?(?P<rest>.+)", re.IGNORECASE)


def _dotted(plain: str, reference: str | None) -> str | None:
    """ "2026-03..", "..31.12.2026" """
    found = _DOTS.fullmatch(plain)
    if found is None or bool(found["before"]) == bool(found["after"]):
        return None
    point = _read(found["rest"], reference)
    if point is None or "/" in point:
        return None
    return f"../{point}" if found["before"] else f"{point}/.."


def _qualified(sign: str, expression: re.Pattern[str]) -> Callable[[str, str | None], str | None]:
    def read(plain: str, reference: str | None) -> str | None:
        found = expression.fullmatch(plain)
        if found is None:
            return None
        rest = _read(next(filter(None, found.groups())), reference)
        if rest is None or rest[-1] in "?~%":
            return None
        return "/".join(end if end in ("", "..") else end + sign for end in rest.split("/"))

    return read


def _bounded(expression: re.Pattern[str], ends: Callable[[str], str | None]) -> Callable[..., str | None]:
    def read(plain: str, reference: str | None) -> str | None:
        found = expression.fullmatch(plain)
        rest = _read(found["rest"], reference) if found else None
        return ends(rest) if rest else None

    return read


def _until(edtf: str) -> str | None:
    last = edtf.split("/")[-1]
    return f"../{last}" if last not in ("", "..") else None


def _from(edtf: str) -> str | None:
    first = edtf.split("/")[0]
    return f"{first}/.." if first not in ("", "..") else None


def _ended(edtf: str) -> str | None:
    start = bounds(edtf)[0]
    return f"../{start - timedelta(1)}" if start and start > date.min else None


def _begun(edtf: str) -> str | None:
    end = bounds(edtf)[1]
    return f"{end + timedelta(1)}/.." if end and end < date.max else None


def _none(plain: str, reference: str | None) -> str | None:
    return UNDATED if _NONE.fullmatch(plain) else None


_WORD = re.compile(r"(?P<name>[^\W\d]+),?\s*")


def _without_weekday(plain: str, reference: str | None) -> str | None:
    """A weekday that is not the day's keeps the grammars of texts from reading either."""
    words = _WORD.sub(lambda word: "" if word["name"].lower() in _WEEKDAY else word[0], plain)
    return _read(words, reference) if words != plain else None


def _between(plain: str, reference: str | None) -> str | None:
    """ "2027-03-01 - 2027-05-31", "3.7.2026 / 5.7.2026" """
    found = _ENDS.fullmatch(plain)
    if found is None:
        return None
    first, last = _read(found["first"], reference), _read(found["last"], reference)
    whole = f"{first}/{last}"
    return whole if first and last and whole.count("/") == 1 and is_edtf(whole) else None


#: Tried in this order: what the grammars of texts would read only in part comes before them.
_FORMS: tuple[Callable[[str, str | None], str | None], ...] = (
    _none,
    _dotted,
    _qualified("~", _ABOUT),
    _qualified("?", _PERHAPS),
    _bounded(_AT_MOST, _until),
    _bounded(_AT_LEAST, _from),
    _bounded(_BEFORE, _ended),
    _bounded(_AFTER, _begun),
    _grammar,
    lambda plain, reference: _grammar(f"am {plain}", reference),
    _bounded(_UNTIL, _until),
    _bounded(_SINCE, _from),
    _between,
    _without_weekday,
)

# What is wrong

_ISO_DAY = re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)(?:-(?P<d>\d\d))?(?!\d)")
_NUMERIC_DAY = re.compile(r"(?<!\d)(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.(?:\s?(?P<y>\d{4})(?!\d))?")
_NAMED_DAY = re.compile(r"(?<!\d)(?P<d>\d{1,2})\.?\s+(?P<name>[^\W\d]+)\.?(?:\s+(?P<y>\d{4}))?")


def _other_weekday(plain: str, edtf: str) -> bool:
    """Whether a day's weekday is said, and it is another one."""
    first, last = bounds(edtf)
    only = first if first == last else (last if first is None else first if last is None else None)
    said = {_WEEKDAY[word] for word in re.findall(r"[^\W\d]+", plain.lower()) if word in _WEEKDAY}
    return only is not None and len(said) == 1 and only.isoweekday() not in said


def _trouble(plain: str, reference: str | None) -> Trouble:
    if any(_impossible(found) for form in (_ISO_DAY, _NUMERIC_DAY) for found in form.finditer(plain)):
        return "day"
    for found in _NAMED_DAY.finditer(plain):
        month = names.MONTHS.get(found["name"].lower())
        if month and not valid_day(int(found["y"] or 2000), month, int(found["d"])):
            return "day"
    ends = _ENDS.fullmatch(plain)
    if ends and _read(ends["first"], reference) and _read(ends["last"], reference):
        return "order"
    return "unread"


def _impossible(found: re.Match[str]) -> bool:
    month, day = int(found["m"]), int(found["d"] or 1)
    return not (1 <= month <= 12 and valid_day(int(found["y"] or 2000), month, day))
