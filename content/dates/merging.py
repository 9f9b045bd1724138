"""Mentions of one event in several sentences: the date line and "heute", a meeting told twice."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from content.model import DateMention, Span
from content.stems import content_stems, likeness

#: The share of the shorter clause's nouns that the other one must repeat.
_ALIKE = 0.7
#: How far around its date a sentence is read, in code points, and with how many events one is compared.
_REACH = 300
_MOST = 20
_CLAUSE = re.compile(r"(?:[,;:]|\s[–—-])\s+")
_NOUN = re.compile(r"\b[A-ZÄÖÜ][\w&-]+")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*|\b[A-Z]\b")
_UNIT = re.compile(r"\b(?:Millionen|Milliarden|Mio|Mrd|Euro|EUR|Prozent|Uhr|Jahre?n?|Tagen?)\b")
_BUDGET = re.compile(r"\b[\w-]*(?:haushalte?[ns]?|haushaltspl[aä]ne?[ns]?|etats?)\s+$", re.IGNORECASE)
_BEGINS = re.compile(r"\b(?:beginn|begann|start|eröffn|tritt|treten|trat|gilt|gelten)\w*", re.IGNORECASE)
_ENDS = re.compile(r"\b(?:ende[tn]|endete|auslauf|läuft|schließ|außer Kraft|abgeschl)\w*", re.IGNORECASE)
_LINKS = re.compile(r"(?:bis|und|zum|zur|am|um|von|to|and|until|[\W_])*")
_NAME = r"[A-ZÄÖÜ][\w./-]*"
_PLACE = re.compile(rf"[\W_]*+(?:{_NAME}(?:\s{_NAME}){{0,3}}\s?,\s*+(?:den\s++)?|Stand|Datum|vom)?[\W_]*")


@dataclass
class Told:
    """One event as one sentence tells it. ``also`` are its mentions elsewhere in the text; ``budget``: its
    date says the year of a budget."""

    members: list[DateMention]
    sentence: Span
    clause: str
    budget: bool
    also: list[DateMention] = field(default_factory=list)

    @property
    def edtf(self) -> str:
        return str(self.members[0].edtf)

    @cached_property
    def nouns(self) -> frozenset[str]:
        return content_stems(_UNIT.sub("", " ".join(_NOUN.findall(self.clause))))

    @cached_property
    def stems(self) -> frozenset[str]:
        return content_stems(self.clause)

    @cached_property
    def figures(self) -> frozenset[str]:
        return frozenset(_FIGURE.findall(self.clause))


def told(text: str, groups: Sequence[list[DateMention]], sentences: Sequence[Span]) -> list[Told]:
    """Each group of mentions with its sentence; a date said again in its sentence is one event."""
    starts = [sentence.start for sentence in sentences]
    places = [bisect_right(starts, members[0].start) - 1 for members in groups]
    dates: dict[int, set[str | None]] = {}
    for place, members in zip(places, groups, strict=True):
        dates.setdefault(place, set()).add(members[0].edtf)
    bare = _without(text, (mention for members in groups for mention in members))
    found: dict[tuple[int, str | None], Told] = {}
    for place, members in zip(places, groups, strict=True):
        sentence = sentences[place] if place >= 0 else Span(0, len(text))
        key = (place, members[0].edtf)
        if key in found:
            found[key].also += members
        else:
            clause = _clause(bare, sentence, members, len(dates[place]) > 1)
            found[key] = Told(members, sentence, clause, _names_budget(text, members[0].start))
    return list(found.values())


def _without(text: str, mentions: Iterable[DateMention]) -> str:
    """The text with blanks for every mention: offsets stay."""
    parts, position = [], 0
    for mention in sorted(mentions, key=lambda mention: mention.start):
        if mention.start >= position:
            parts += [text[position : mention.start], " " * (mention.end - mention.start)]
            position = mention.end
    return "".join([*parts, text[position:]])


def _clause(text: str, sentence: Span, members: list[DateMention], narrow: bool) -> str:
    """What is said of these members: their sentence, or only their clause."""
    start, end = members[0].start, members[-1].end
    low, high = max(sentence.start, start - _REACH), max(end, min(sentence.end, end + _REACH))
    if narrow:
        low = max((found.end() for found in _CLAUSE.finditer(text, low, start)), default=low)
        after = _CLAUSE.search(text, end, high)
        high = after.start() if after else high
    return text[low:high]


def merged(text: str, events: list[Told]) -> list[Told]:
    """Events that are told again are taken into the first that tells them, in ``also``."""
    kept: list[Told] = []
    lines: list[Told] = []
    same_day: dict[str, list[Told]] = {}
    for event in events:
        if is_line(text, event):
            lines.append(event)
            continue
        others = same_day.setdefault(event.edtf, [])
        first = next((other for other in others[-_MOST:] if _is_same(other, event)), None)
        if first is None:
            kept.append(event)
            others.append(event)
        else:
            first.also += event.members + event.also
    for line in lines:
        others = same_day.setdefault(line.edtf, [])
        if others:
            others[0].also += line.members + line.also
        else:
            kept.append(line)
            others.append(line)
    return sorted(kept, key=lambda event: event.members[0].start)


def is_line(text: str, event: Told) -> bool:
    """Whether the sentence says nothing but its date and perhaps a place: "Dresden, 8. August 2024"."""
    sentence, members = event.sentence, event.members
    if _PLACE.fullmatch(text, sentence.start, members[0].start) is None:
        return False
    ends = (*(member.start for member in members[1:]), sentence.end)
    return all(_LINKS.fullmatch(text, member.end, end) for member, end in zip(members, ends, strict=True))


def _is_same(one: Told, other: Told) -> bool:
    if one.budget and other.budget:
        return True
    if one.figures and other.figures and not one.figures & other.figures:
        return False
    few, many = sorted((one.nouns, other.nouns), key=len)
    if len(few) < 2:
        few, many = sorted((one.stems, other.stems), key=len)
    shared = sum(stem in many or any(likeness(stem, there) >= 0.6 for there in many) for stem in few)
    return shared >= 2 and shared >= _ALIKE * len(few) and not _opposed(one.clause, other.clause)


def _opposed(one: str, other: str) -> bool:
    """Whether one clause begins something and the other ends it."""
    begins = bool(_BEGINS.search(one)), bool(_BEGINS.search(other))
    return begins[0] != begins[1] and bool(_ENDS.search(one) or _ENDS.search(other))


def _names_budget(text: str, start: int) -> bool:
    return _BUDGET.search(text, max(0, start - 60), start) is not None
