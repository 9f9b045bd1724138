"""Mentions → events of the timeline: what shares an event number, each with a line that says what happens."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from content.dates import times
from content.dates.english import is_english
from content.dates.labels import label, plain
from content.dates.merging import Told, is_line, merged, told
from content.dates.naming import is_name
from content.model import SILENT_REGIONS, DateMention, EventMention, Region, Span
from content.sentences import sentences

_CLOCKS = frozenset(rule.name for rule in times.RULES)


def find_events(
    text: str, mentions: Iterable[DateMention], regions: Sequence[Region] = ()
) -> tuple[EventMention, ...]:
    """The dated events of a text, in its order: placed mentions that share an event number.

    Mentions in SILENT_REGIONS give none, and neither do years that belong to a name ("Agenda 2030"). An
    event that is told again, with the same date, is one event with the mentions in ``also``. ``regions``
    are the version's; sentences do not run across their borders.
    """
    groups: dict[int, list[DateMention]] = {}
    for mention in mentions:
        if mention.edtf is not None and mention.region not in SILENT_REGIONS:
            groups.setdefault(mention.event, []).append(mention)
    now = max((mention.reference or "" for group in groups.values() for mention in group), default="")
    happening = [group for group in groups.values() if not (_only_clocks(group) or is_name(text, group, now))]
    if not happening:
        return ()
    spoken = _sentences(text, regions, max(mention.end for group in happening for mention in group))
    english = is_english(text)
    events = merged(text, told(text, happening, spoken))
    return tuple(_event(text, event, spoken, english) for event in events)


def _only_clocks(members: list[DateMention]) -> bool:
    """Whether only a clock or a part of the day is said: "geöffnet von 9 bis 12 Uhr" happens on no day."""
    return all(mention.rule in _CLOCKS for mention in members)


def _sentences(text: str, regions: Sequence[Region], last: int) -> list[Span]:
    """The sentences of a text outside of SILENT_REGIONS, down to those of the paragraph below ``last``."""
    end = last
    for _paragraph in range(2):
        below = text.find("\n\n", end)
        end = len(text) if below < 0 else below + 2
    borders = sorted({0, end, *(min(at, end) for r in regions for at in (r.start, r.end))})
    silent = {region.start for region in regions if region.kind in SILENT_REGIONS}
    return [
        span
        for low, high in zip(borders, borders[1:], strict=False)
        if low not in silent
        for span in sentences(text, low, high)
    ]


def _event(text: str, event: Told, spoken: Sequence[Span], english: bool) -> EventMention:
    own = event.members
    return EventMention(
        spans=tuple(Span(mention.start, mention.end) for mention in own),
        text=_words(text, own[0].start, own[-1].end),
        label=_label(text, event, spoken, english),
        edtf=event.edtf,
        rule=own[0].rule,
        reference=next((mention.reference for mention in own if mention.reference), None),
        also=tuple(Span(mention.start, mention.end) for mention in event.also),
    )


def _label(text: str, event: Told, spoken: Sequence[Span], english: bool) -> str:
    """As label; a line that says only a date takes the line above it along, or the sentence below it."""
    sentence = event.sentence
    if is_line(text, event):
        place = bisect_left(spoken, sentence.start, key=lambda span: span.start)
        above, below = spoken[place - 1 : place], spoken[place + 1 : place + 2]
        if above and text.count("\n", above[0].end, sentence.start) <= 1:
            sentence = Span(above[0].start, sentence.end)
        elif below and text.count("\n", sentence.end, below[0].start) <= 2:
            sentence = Span(sentence.start, below[0].end)
    return label(text, sentence, event.members, english)


def _words(text: str, start: int, end: int) -> str:
    """The words of an event; a bracket opened in them is closed."""
    words = text[start:end]
    if words.count("(") > words.count(")") and text[end : end + 1] == ")":
        words += ")"
    return plain(words)
