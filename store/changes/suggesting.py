"""Events and demands that a text suggests; grammars load on first use, never when a screen starts."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from content.model import DemandMention, EventMention, Region, Span
from store.changes.events import BY_HAND
from store.changes.targets import passage_at
from store.changes.work import Work
from store.model import Record

Spans = tuple[tuple[int, int], ...]


def read_events(text: str, date: str | None, regions: tuple[Region, ...]) -> tuple[EventMention, ...]:
    """The dated events of a text whose relative dates count from ``date``."""
    from content.dates import find_dates, find_events

    return find_events(text, find_dates(text, reference=date, regions=regions), regions)


def read_demands(text: str, regions: tuple[Region, ...]) -> tuple[DemandMention, ...]:
    from content.demands import find_demands

    return find_demands(text, regions)


def suggest(
    work: Work, document: str, events: tuple[EventMention, ...], demands: tuple[DemandMention, ...]
) -> None:
    """Write suggestions: demands that only restate another one become its restatements."""
    for event in events:
        _suggest_event(work, document, event)
    made: dict[int, str] = {}
    for number, demand in enumerate(demands):
        if demand.restates is None:
            made[number] = _suggest_demand(work, document, demand, events)
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


def _suggest_demand(
    work: Work, document: str, demand: DemandMention, events: tuple[EventMention, ...]
) -> str:
    fields = {
        "text": demand.text,
        "topic": demand.topic or None,
        "addressee": demand.addressee,
        "due": deadline(demand.spans, events),
        "state": "suggested",
        "rule": demand.rule,
        "document": document,
        "passage": passage_at(work, document, _pairs(demand.spans))["id"],
    }
    return str(work.tx.add("demands", fields)["id"])


def deadline(spans: tuple[Span, ...], events: tuple[EventMention, ...]) -> str | None:
    """The first "until" among the dates inside a demand."""
    for event in events:
        if event.edtf.startswith("../") and all(_inside(part, spans) for part in event.spans):
            return event.edtf
    return None


def redate(work: Work, document: Record) -> None:
    """Read a document's suggested events again after its date changed.

    What a reviewer has confirmed, rejected or dated stays, and so does every label; relative dates that could
    not be placed before are added, those that cannot be placed any more are taken away unless a reviewer
    worked on them.
    """
    version = work.need(document["version"], "versions")
    regions = tuple(Region(kind, start, end) for kind, start, end in version["regions"] or ())
    text = work.text_of(document)
    found = read_events(text, document["date"], regions)
    waiting = {_pairs(event.spans): event for event in found}

    @cache
    def labels_of(date: str) -> dict[Spans, str]:
        return {_pairs(event.spans): event.label for event in read_events(text, date, regions)}

    for event in work.tx.find("events", "document", document["id"]):
        passage = work.tx.get(event["passage"]) if event["passage"] else None
        if passage is None or passage["version"] != version["id"]:
            continue
        reading = waiting.pop(tuple((start, end) for start, end in passage["spans"]), None)
        if event["state"] != "suggested" or event["rule"] == BY_HAND:
            continue
        if reading is not None:
            work.tx.patch(event["id"], dating(reading))
        elif event["reference"] and not _worked_on(work, event, passage, labels_of):
            work.tx.delete(event["id"])
    for reading in waiting.values():
        if reading.reference:
            _suggest_event(work, document["id"], reading)


def _worked_on(
    work: Work, event: Record, passage: Record, labels_of: Callable[[str], dict[Spans, str]]
) -> bool:
    """Whether a suggestion, or its passage, carries what a reviewer gave it."""
    spans = tuple((start, end) for start, end in passage["spans"])
    return bool(
        event["tags"]
        or passage["tags"]
        or work.tx.find("notes", "target", event["id"])
        or work.tx.find("notes", "target", passage["id"])
        or work.tx.find("evidence", "passage", passage["id"])
        or event["label"] != labels_of(event["reference"]).get(spans)
    )


def _pairs(spans: tuple[Span, ...]) -> Spans:
    return tuple((span.start, span.end) for span in spans)


def _inside(part: Span, spans: tuple[Span, ...]) -> bool:
    return any(span.start <= part.start and part.end <= span.end for span in spans)
