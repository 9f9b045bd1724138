"""What to highlight in a document's text. Pure."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from msgspec import Struct

from store.lookup import Lookup, Spans
from store.model import STRETCH, Record

#: So many stretches of a text are kept.
STRETCHES = 64


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


class DocumentMarks(Sequence[Mark]):
    """The marks of a document's current text, by start, longer ones first. What is rejected, or stands in an
    older version only, has no mark.

    A long text can have thousands, so only those near what is asked for are made, until somebody goes through
    all of them. Equal to any sequence of the same marks. Threads may share it.
    """

    def __init__(self, lookup: Lookup, document: str) -> None:
        self._lookup, self._document = lookup, document
        self._stretches: dict[int, tuple[Mark, ...]] = {}

    def touching(self, start: int, end: int) -> list[Mark]:
        """The marks that cover something between two offsets; an empty one covers the code point after it."""
        last = max(start, end - 1)
        numbers = range(start // STRETCH, last // STRETCH + 1)
        near = (mark for number in numbers for mark in self._stretch(number))
        found = (mark for mark in near if mark.start < end and max(mark.end, mark.start + 1) > start)
        return sorted(dict.fromkeys(found), key=_order) if len(numbers) > 1 else list(found)

    def _stretch(self, number: int) -> tuple[Mark, ...]:
        """What is on the passages that touch a stretch."""
        known = self._stretches.get(number)
        if known is None:
            if len(self._stretches) >= STRETCHES:
                self._stretches = {}
            marks = _Making(self._lookup, self._document).within(number)
            known = self._stretches[number] = tuple(sorted(marks, key=_order))
        return known

    def each(self) -> Iterator[Mark]:
        """All of them in no order, made one by one and kept by nobody."""
        return _Making(self._lookup, self._document).all()

    @cached_property
    def _all(self) -> tuple[Mark, ...]:
        return tuple(sorted(_Making(self._lookup, self._document).all(), key=_order))

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Mark]:
        return iter(self._all)

    def __getitem__(self, index: Any) -> Any:
        return self._all[index]

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Sequence) and self._all == tuple(other))

    __hash__ = None  # type: ignore[assignment]


def _order(mark: Mark) -> tuple[int, int, str, str]:
    return mark.start, -mark.end, mark.kind, mark.id


class _Making:
    """Makes the marks of one document's current text from its passages, and what is on them."""

    def __init__(self, lookup: Lookup, document: str) -> None:
        self._lookup, self._document = lookup, document
        record = lookup.get("documents", document)
        self._version = record["version"] if record else None
        #: Where each passage stands, and what a new version left open: all that marks need of it.
        self._passages: dict[str, tuple[Spans, str]] = {}
        self._tags = {tag["id"]: tag for tag in lookup.all("tags")}
        self._notes_on: Callable[[str], Iterable[Record]] = self._looked_up

    def all(self) -> Iterator[Mark]:
        lookup, document = self._lookup, self._document
        self._notes_on = self._gathered()
        yield from self._of_passages(lookup.passages_in(document))
        for event in lookup.events_in(document):
            yield from self._of_event(event, event["passage"])
        for demand in lookup.demands_in(document):
            for passage in (demand["passage"], *(demand["restated_by"] or ())):
                yield from self._of_demand(demand, passage)
        for evidence in lookup.evidence_in(document):
            yield from self._of_evidence(evidence, evidence["passage"])

    def within(self, number: int) -> Iterator[Mark]:
        """Those on the passages that touch a stretch."""
        lookup = self._lookup
        yield from self._of_passages(lookup.passages_touching(self._document, number))
        for passage in self._passages:
            for event in lookup.events_at(passage):
                yield from self._of_event(event, passage)
            for demand in (*lookup.demands_at(passage), *lookup.demands_restated(passage)):
                yield from self._of_demand(demand, passage)
            for evidence in lookup.evidence_at(passage):
                yield from self._of_evidence(evidence, passage)

    def _gathered(self) -> Callable[[str], Iterable[Record]]:
        """The notes on a record of this document, all read at once."""
        found: dict[str, list[Record]] = {}
        for note in self._lookup.notes_in(self._document):
            found.setdefault(note["target"], []).append(note)
        return lambda target: found.get(target, ())

    def _looked_up(self, target: str) -> Iterable[Record]:
        """The notes on a record, read one by one."""
        return self._lookup.notes_on(target) if self._lookup.count_notes_on(target) else ()

    def _of_passages(self, passages: Iterable[Record]) -> Iterator[Mark]:
        """The marks of their tags, and of the notes on them."""
        for passage in passages:
            if passage["version"] != self._version:
                continue
            known_as = passage["id"]
            spans = tuple(map(tuple, passage["spans"]))
            self._passages[known_as] = spans, sys.intern(passage["suspect"] or "")
            for tag in self._lookup.tag_ids(passage):
                if known := self._tags.get(tag):
                    yield from self._at(known_as, "tag", known_as, known["name"], "", known["colour"])
            yield from self._notes(known_as, known_as)

    def _of_event(self, event: Record, passage: str) -> Iterator[Mark]:
        return self._record("event", event, passage, event["label"])

    def _of_demand(self, demand: Record, passage: str) -> Iterator[Mark]:
        return self._record("demand", demand, passage, demand["text"])

    def _of_evidence(self, evidence: Record, passage: str) -> Iterator[Mark]:
        return self._record("evidence", evidence, passage, evidence["stance"])

    def _record(self, kind: str, record: Record, passage_id: str | None, label: str) -> Iterator[Mark]:
        """The marks of something in a passage, and of the notes on it."""
        if record["state"] == "rejected" or record["document"] != self._document:
            return
        yield from self._at(passage_id, kind, record["id"], label, record["state"])
        if passage_id == record["passage"]:
            yield from self._notes(record["id"], passage_id)

    def _notes(self, target: str, passage_id: str | None) -> Iterator[Mark]:
        """One mark for each thread."""
        for note in self._notes_on(target):
            if note["parent"]:
                continue
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
