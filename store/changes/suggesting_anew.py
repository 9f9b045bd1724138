"""What a document's new version does to the suggestions made of the one before."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from content.model import DemandMention, EventMention
from store.changes.base import Spans
from store.changes.events import BY_HAND
from store.changes.links import hanging
from store.changes.suggesting import dating, suggest
from store.changes.work import Work
from store.model import Record


def suggest_anew(
    work: Work,
    document: str,
    version: str,
    found: tuple[EventMention, ...],
    demanded: tuple[DemandMention, ...],
) -> None:
    """Suggestions follow the text of the version: changed dates are read again, new ones come, lost ones go
    unless somebody worked on them. What a reviewer has made or confirmed is not suggested once more."""
    places = {
        passage["id"]: _pairs(passage["spans"])
        for passage in work.tx.find("passages", "document", document)
        if passage["version"] == version
    }
    events = list(found)
    for event in work.tx.find("events", "document", document):
        reading = _taken(events, places.get(event["passage"]))
        untouched = event["state"] == "suggested" and event["rule"] != BY_HAND
        if untouched and reading is not None:
            work.tx.patch(event["id"], dating(reading) | {"text": reading.text})
        elif untouched and event["passage"] not in places:
            _drop(work, event)
    demands = list(demanded)
    for demand in work.tx.find("demands", "document", document):
        for passage in (demand["passage"], *(demand["restated_by"] or ())):
            _taken(demands, places.get(passage))
        if demand["state"] == "suggested" and demand["passage"] not in places:
            _drop(work, demand)
    suggest(work, document, tuple(events), _whole(demanded, demands))


def _taken(readings: list[Any], spans: Spans | None) -> Any:
    """The reading that is told at the spans, taken out of those that wait; None if there is none."""
    for reading in readings if spans else ():
        told = (*reading.spans, *getattr(reading, "also", ()))
        if any(start < one.end and one.start < end for start, end in spans or () for one in told):
            readings.remove(reading)
            return reading
    return None


def _whole(all_: tuple[DemandMention, ...], new: list[DemandMention]) -> tuple[DemandMention, ...]:
    """The new demands, with ``restates`` counting among themselves; what restates a known one is left out."""
    if len(new) == len(all_):
        return all_
    numbers = {all_.index(demand): number for number, demand in enumerate(new)}
    kept = [demand for demand in new if demand.restates is None or demand.restates in numbers]
    numbers = {all_.index(demand): number for number, demand in enumerate(kept)}
    return tuple(
        demand if demand.restates is None else replace(demand, restates=numbers[demand.restates])
        for demand in kept
    )


def _drop(work: Work, record: Record) -> None:
    """Takes away a suggestion whose words are gone, and its passage, if nobody worked on either."""
    passage = work.tx.get(record["passage"]) if record["passage"] else None
    if passage is None or record["tags"] or passage["tags"] or list(hanging(work, record["id"])):
        return
    work.tx.delete(record["id"])
    if not list(hanging(work, passage["id"])):
        work.tx.delete(passage["id"])


def _pairs(spans: list[list[int]]) -> Spans:
    return tuple((start, end) for start, end in spans)
