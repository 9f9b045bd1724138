"""Mentions → events of the timeline: what shares an event number, each with a line that says what happens."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from content.dates import times
from content.model import SILENT_REGIONS, DateMention, EventMention, Region, Span
from content.sentences import sentences

#: Labels end at about this many code points.
LABEL_LENGTH = 80
_CLOCKS = frozenset(rule.name for rule in times.RULES)
_CLAUSE = re.compile(r"(?:[,;:]|\s[–—-])\s+")
_MARK = re.compile(r"^[-–•]\s+")
_MARKS = re.compile(r"[*_#>`|]+|\[(?=[^\]]*\]\()|\]\([^)]*\)")


def find_events(
    text: str, mentions: Iterable[DateMention], regions: Sequence[Region] = ()
) -> tuple[EventMention, ...]:
    """The dated events of a text, in its order: placed mentions that share an event number.

    Mentions in SILENT_REGIONS give none. A date repeated within a sentence is one event with several
    spans. ``regions`` are the version's; sentences do not run across their borders.
    """
    groups: dict[int, list[DateMention]] = {}
    for mention in mentions:
        if mention.edtf is not None and mention.region not in SILENT_REGIONS:
            groups.setdefault(mention.event, []).append(mention)
    groups = {event: members for event, members in groups.items() if not _only_clocks(members)}
    if not groups:
        return ()
    spoken = _sentences(text, regions)
    starts = [sentence.start for sentence in spoken]
    merged: dict[tuple[int, str], list[DateMention]] = {}
    for members in groups.values():
        place = bisect_right(starts, members[0].start) - 1
        merged.setdefault((place, str(members[0].edtf)), []).extend(members)
    return tuple(
        _event(text, members, spoken[place] if place >= 0 else Span(0, len(text)))
        for (place, _), members in merged.items()
    )


def _only_clocks(members: list[DateMention]) -> bool:
    """Whether only a clock or a part of the day is said: "geöffnet von 9 bis 12 Uhr" happens on no day."""
    return all(mention.rule in _CLOCKS for mention in members)


def _sentences(text: str, regions: Sequence[Region]) -> list[Span]:
    borders = sorted({0, len(text), *(r.start for r in regions), *(r.end for r in regions)})
    return [
        span for low, high in zip(borders, borders[1:], strict=False) for span in sentences(text, low, high)
    ]


def _event(text: str, members: list[DateMention], sentence: Span) -> EventMention:
    own = [mention for mention in members if mention.event == members[0].event]
    reference = next((mention.reference for mention in own if mention.reference), None)
    return EventMention(
        spans=tuple(Span(mention.start, mention.end) for mention in members),
        text=_words(text, own[0].start, own[-1].end),
        label=label(text, sentence, own[0].start, own[-1].end),
        edtf=str(own[0].edtf),
        rule=own[0].rule,
        reference=reference,
    )


def _words(text: str, start: int, end: int) -> str:
    """The words of an event; a bracket opened in them is closed."""
    words = text[start:end]
    if words.count("(") > words.count(")") and text[end : end + 1] == ")":
        words += ")"
    return _plain(words)


def _plain(words: str) -> str:
    """Words in one line, without Markdown's marks."""
    return " ".join(_MARKS.sub("", words).split())


def label(text: str, sentence: Span, start: int, end: int) -> str:
    """A line of about LABEL_LENGTH code points from a sentence, starting at the clause that says the date."""
    whole = _MARK.sub("", _plain(text[sentence.start : sentence.end])).rstrip(".")
    if len(whole) <= LABEL_LENGTH:
        return whole
    first = _first(text, sentence, start, end)
    line = _plain(text[first : sentence.end]).rstrip(".")
    cut = _cut(line)
    return ("…" if first > sentence.start else "") + cut


def _first(text: str, sentence: Span, start: int, end: int) -> int:
    """Where the label begins: at the first clause that holds the date near its front, else at a word."""
    if end - sentence.start <= LABEL_LENGTH * 9 // 10:
        return sentence.start
    clauses = [found.end() for found in _CLAUSE.finditer(text, sentence.start, start)]
    for clause in clauses:
        if end - clause <= LABEL_LENGTH * 3 // 4 and sentence.end - clause >= 25:
            return clause
    low = max(sentence.start, min(start, sentence.end - LABEL_LENGTH) - 12)
    return text.find(" ", low, start) + 1 or start


def _cut(line: str) -> str:
    """The line, or as much of it as fits, up to a clause's or a word's end."""
    if len(line) <= LABEL_LENGTH:
        return line
    room = line[:LABEL_LENGTH]
    clause = max((found.start() for found in _CLAUSE.finditer(room)), default=0)
    if clause >= LABEL_LENGTH * 3 // 5:
        return room[:clause] + " …"
    word = room.rfind(" ")
    return room[: word if word > LABEL_LENGTH // 2 else LABEL_LENGTH - 1].rstrip(" ,;:–-") + " …"
