"""Events and demands that a text suggests; grammars load on first use, never when a screen starts."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from content.model import DemandMention, EventMention, Region, Span
from store.changes.events import BY_HAND
from store.changes.targets import passage_at
from store.changes.work import Work
from store.model import Record

if TYPE_CHECKING:
    from content.apart import Findings

Spans = tuple[tuple[int, int], ...]


def findings(text: str, date: str | None, regions: tuple[Region, ...]) -> Findings:
    """The events and demands of a text whose relative dates count from ``date``."""
    from content.apart import find_apart

    return find_apart(text, date, regions)


def suggest(
    work: Work, document: str, events: tuple[EventMention, ...], demands: tuple[DemandMention, ...]
) -> None:
    """Write suggestions: demands that only restate another one become its restatements."""
    for event in events:
        _suggest_event(work, document, event)
    deadlines = Deadlines(events)
    made: dict[int, str] = {}
    for number, demand in enumerate(demands):
        if demand.restates is None:
            made[number] = _suggest_demand(work, document, demand, deadlines)
    for demand in demands:
        if demand.restates in made:
            passage = passage_at(work, document, _pairs(demand.spans))
            work.tx.members(made[demand.restates], "restated_by", add=[passage["id"]])


def _suggest_event(work: Work, document: str, event: EventMention) -> None:
    passage = passage_at(work, document, _pairs(event.spans))
    fields = {"state": "suggested", "document": document, "passage": passage["id"], "text": event.text}
    work.tx.add("events", fields | {"label": event.label} | dating(event))


def dating(event: EventMention) -> Record:
    """The fields of an event that say when it is, and why."""
    return {"edtf": event.edtf, "rule": event.rule, "reference": event.reference}


def _suggest_demand(work: Work, document: str, demand: DemandMention, deadlines: Deadlines) -> str:
    fields = {
        "text": demand.text,
        "topic": demand.topic or None,
        "addressee": demand.addressee,
        "due": deadlines.inside(demand.spans),
        "state": "suggested",
        "rule": demand.rule,
        "document": document,
        "passage": passage_at(work, document, _pairs(demand.spans))["id"],
    }
    return str(work.tx.add("demands", fields)["id"])


class Deadlines:
    """Every "until" of a text by where it is told: thousands of demands ask for those inside of them."""

    def __init__(self, events: tuple[EventMention, ...]) -> None:
        self._events = [event for event in events if event.edtf.startswith("../")]
        self._told = sorted(
            (part.start, number)
            for number, event in enumerate(self._events)
            for part in (event.spans[0], *event.also)
        )

    def inside(self, spans: tuple[Span, ...]) -> str | None:
        """The first "until" among the dates inside a demand, told there or there again."""
        near = slice(
            bisect_left(self._told, (spans[0].start, 0)), bisect_left(self._told, (spans[-1].end, 0))
        )
        for number in sorted({number for _, number in self._told[near]}):
            event = self._events[number]
            told = all(_inside(part, spans) for part in event.spans)
            if told or any(_inside(part, spans) for part in event.also):
                return event.edtf
        return None


def redate(work: Work, document: Record, before: str | None) -> None:
    """Read a document's suggested events again after its date changed from ``before``.

    A text that takes too long to read keeps what it has. What a reviewer has confirmed, rejected or dated
    stays, and so does every label. Relative dates that could not be placed before are added, as is what was
    only another mention of some event then. What cannot be placed any more, or is now such a mention, is
    taken away unless a reviewer worked on it. Nothing happens where they are still to be found.
    """
    version = work.need(document["version"], "versions")
    if version.get("unread"):
        return
    regions = tuple(Region(kind, start, end) for kind, start, end in version["regions"] or ())
    text = work.text_of(document)
    now, then = (findings(text, date, regions) for date in (document["date"], before))
    if now.missing or then.missing:
        return
    waiting = {_pairs(event.spans): event for event in now.events}
    earlier = {_pairs(event.spans): event.label for event in then.events}
    again = {span: spans for spans, event in waiting.items() for span in _pairs(event.also)}

    @cache
    def labels_of(date: str) -> dict[Spans, str]:
        return {_pairs(event.spans): event.label for event in findings(text, date, regions).events}

    for event in work.tx.find("events", "document", document["id"]):
        passage = work.tx.get(event["passage"]) if event["passage"] else None
        if passage is None or passage["version"] != version["id"]:
            continue
        spans = tuple((start, end) for start, end in passage["spans"])
        reading = waiting.pop(spans, None)
        if event["state"] != "suggested" or event["rule"] == BY_HAND:
            _leave_out(waiting, event, again.get(spans[0]))
        elif reading is not None:
            work.tx.patch(event["id"], dating(reading))
        elif event["reference"] or spans[0] in again:
            made_as = earlier.get(spans) or labels_of(event["reference"]).get(spans)
            if not _worked_on(work, event, passage, made_as):
                work.tx.delete(event["id"])
    for spans, reading in waiting.items():
        if reading.reference or spans not in earlier:
            _suggest_event(work, document["id"], reading)


def _leave_out(waiting: dict[Spans, EventMention], event: Record, spans: Spans | None) -> None:
    """What a reviewer confirmed is not suggested once more by another mention of it."""
    reading = waiting.get(spans) if spans else None
    if reading is not None and event["state"] == "confirmed" and reading.edtf == event["edtf"]:
        del waiting[_pairs(reading.spans)]


def _worked_on(work: Work, event: Record, passage: Record, made_as: str | None) -> bool:
    """Whether a suggestion that was made with that label, or its passage, carries what a reviewer gave it."""
    return bool(
        event["tags"]
        or passage["tags"]
        or work.tx.find("notes", "target", event["id"])
        or work.tx.find("notes", "target", passage["id"])
        or work.tx.find("evidence", "passage", passage["id"])
        or event["label"] != made_as
    )


def _pairs(spans: tuple[Span, ...]) -> Spans:
    return tuple((span.start, span.end) for span in spans)


def _inside(part: Span, spans: tuple[Span, ...]) -> bool:
    return any(span.start <= part.start and part.end <= span.end for span in spans)
