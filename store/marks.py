"""What to highlight in a document's text. Pure."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from msgspec import Struct

from store.lookup import Lookup, Spans
from store.model import Record


class Mark(Struct, frozen=True, gc=False):
    """One stretch of a document's current text on which something is.

    ``kind`` is "tag", "event", "demand", "evidence" or "note"; ``id`` the record it stands for (for a tag the
    passage it is on); ``label`` a tag's name, else a line; ``colour`` a tag's; ``state`` the record's own,
    "open" or "resolved" for a note; ``recheck`` is "check" where a new version changed the words, else "".
    It is span number ``part`` of the ``parts`` that its passage has.
    """

    start: int
    end: int
    kind: str
    id: str
    label: str
    colour: str | None
    state: str
    recheck: str = ""
    part: int = 1
    parts: int = 1


def marks_of(lookup: Lookup, document: str) -> tuple[Mark, ...]:
    """By start, longer ones first. What is rejected, or stands in an older version only, has no mark."""
    found = sorted(_Document(lookup, document).marks(), key=_order)
    return tuple(found)


def _order(mark: Mark) -> tuple[int, int, str, str]:
    return mark.start, -mark.end, mark.kind, mark.id


class _Document:
    """The passages of one document's current text, and what is on them."""

    def __init__(self, lookup: Lookup, document: str) -> None:
        self._lookup, self._document = lookup, document
        record = lookup.get("documents", document)
        self._version = record["version"] if record else None
        #: Where each passage stands, and what a new version left open: all that marks need of it.
        self._passages: dict[str, tuple[Spans, str]] = {}
        self._tags = {tag["id"]: tag for tag in lookup.all("tags")}
        self._threads: dict[str, list[Record]] = {}
        for note in lookup.notes_in(document):
            if not note["parent"]:
                self._threads.setdefault(note["target"], []).append(note)

    def marks(self) -> Iterator[Mark]:
        lookup, document = self._lookup, self._document
        for passage in lookup.passages_in(document):
            if passage["version"] == self._version:
                yield from self._on(passage)
        for event in lookup.events_in(document):
            yield from self._record("event", event, event["passage"], event["label"])
        for demand in lookup.demands_in(document):
            for passage_id in (demand["passage"], *(demand["restated_by"] or ())):
                yield from self._record("demand", demand, passage_id, demand["text"])
        for evidence in lookup.evidence_in(document):
            yield from self._record("evidence", evidence, evidence["passage"], evidence["stance"])

    def _on(self, passage: Record) -> Iterator[Mark]:
        """The marks of a passage's tags, and of the notes on it."""
        known_as = passage["id"]
        self._passages[known_as] = tuple(map(tuple, passage["spans"])), sys.intern(passage["suspect"] or "")
        for tag in self._lookup.tag_ids(passage):
            if known := self._tags.get(tag):
                yield from self._at(known_as, "tag", known_as, known["name"], "", known["colour"])
        yield from self._notes(known_as, known_as)

    def _record(self, kind: str, record: Record, passage_id: str | None, label: str) -> Iterator[Mark]:
        """The marks of something in a passage, and of the notes on it."""
        if record["state"] == "rejected":
            return
        yield from self._at(passage_id, kind, record["id"], label, record["state"])
        if passage_id == record["passage"]:
            yield from self._notes(record["id"], passage_id)

    def _notes(self, target: str, passage_id: str | None) -> Iterator[Mark]:
        """One mark for each thread."""
        for note in self._threads.get(target, ()):
            state = "resolved" if note["resolved"] else "open"
            yield from self._at(passage_id, "note", note["id"], note["text"], state)

    def _at(
        self,
        passage_id: str | None,
        kind: str,
        record: str,
        label: str,
        state: str,
        colour: str | None = None,
    ) -> Iterator[Mark]:
        passage = self._passages.get(passage_id or "")
        if passage is None:
            return
        spans, recheck = passage
        for part, (start, end) in enumerate(spans, 1):
            yield Mark(start, end, kind, record, label, colour, state, recheck, part, len(spans))
