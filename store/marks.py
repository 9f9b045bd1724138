"""What to highlight in a document's text. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from store.lookup import Lookup
from store.model import Record


class Mark(Struct, frozen=True):
    """One stretch of a document's current text on which something is.

    ``kind`` is "tag", "event", "demand", "evidence" or "note"; ``id`` the record it stands for (for a tag the
    passage it is on); ``label`` a tag's name, else a line; ``colour`` a tag's; ``state`` the record's own,
    "suspect" for evidence whose text changed, "open" or "resolved" for a note.
    """

    start: int
    end: int
    kind: str
    id: str
    label: str
    colour: str | None
    state: str


def marks_of(lookup: Lookup, document: str) -> tuple[Mark, ...]:
    """By start, longer ones first. What is rejected, or stands in an older version only, has no mark."""
    found = sorted(_find(lookup, document), key=lambda mark: (mark.start, -mark.end, mark.kind, mark.id))
    return tuple(found)


def _find(lookup: Lookup, document: str) -> Iterator[Mark]:
    for passage in lookup.passages_in(document):
        for tag in passage["tags"] or ():
            known = lookup.get("tags", tag)
            if known is not None:
                yield from _marks(
                    lookup, passage["id"], "tag", passage["id"], known["name"], "", known["colour"]
                )
        yield from _notes(lookup, passage["id"], passage["id"])
    for event in lookup.events_in(document):
        yield from _record(lookup, "event", event, event["passage"], event["label"])
    for demand in lookup.demands_in(document):
        for passage_id in (demand["passage"], *(demand["restated_by"] or ())):
            yield from _record(lookup, "demand", demand, passage_id, demand["text"])
    for evidence in lookup.evidence_in(document):
        yield from _record(lookup, "evidence", evidence, evidence["passage"], evidence["stance"])


def _record(lookup: Lookup, kind: str, record: Record, passage: str | None, label: str) -> Iterator[Mark]:
    """The marks of something in a passage, and of the notes on it."""
    if record["state"] == "rejected":
        return
    state = "suspect" if kind == "evidence" and lookup.suspect(passage) else record["state"]
    yield from _marks(lookup, passage, kind, record["id"], label, state)
    if passage == record["passage"]:
        yield from _notes(lookup, record["id"], passage)


def _notes(lookup: Lookup, target: str, passage: str | None) -> Iterator[Mark]:
    """One mark for each thread."""
    for note in lookup.notes_on(target):
        if not note["parent"]:
            state = "resolved" if note["resolved"] else "open"
            yield from _marks(lookup, passage, "note", note["id"], note["text"], state)


def _marks(
    lookup: Lookup,
    passage: str | None,
    kind: str,
    record: str,
    label: str,
    state: str,
    colour: str | None = None,
) -> Iterator[Mark]:
    if lookup.is_current(passage):
        for start, end in lookup.spans(passage):
            yield Mark(start, end, kind, record, label, colour, state)
