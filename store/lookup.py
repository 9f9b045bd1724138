"""The records of one moment that one reviewer may see, by what the rows ask for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cached_property

from msgspec import Struct

from store.engine import Moment
from store.model import PLACE, RECHECKS, TABLE_OF_LETTER, TAGGED, Record, place
from store.sight import Sight
from store.states import is_expired
from store.suspects import Suspects
from store.tag_order import placed

Spans = tuple[tuple[int, int], ...]


class Lookup(Struct, frozen=True, dict=True):
    """What ``me`` may see of a moment. Nothing is read before it is asked for. Nobody may change the records.

    What a blind project hides is said in ``store.sight``.
    """

    moment: Moment
    me: str
    role: str
    today: date

    @cached_property
    def sight(self) -> Sight:
        return Sight(self.moment, self.me, self.role)

    @property
    def blind(self) -> bool:
        return self.sight.blind

    @property
    def done(self) -> bool:
        """As ``Sight.done``."""
        return self.sight.done

    def opened(self, target: str | None) -> bool:
        """As ``Sight.opened``."""
        return self.sight.opened(target)

    def find(self, record_id: str | None) -> Record | None:
        """A record of any table; None for one that is gone or hidden."""
        record = self.moment.get(record_id) if record_id else None
        return record if record is None or self.sight.sees(record) else None

    def get(self, table: str, record_id: str | None) -> Record | None:
        """A record of one table; None for one that is gone, hidden or of another table."""
        there = bool(record_id) and TABLE_OF_LETTER.get(str(record_id)[0]) == table
        return self.find(record_id) if there else None

    def all(self, table: str) -> Iterator[Record]:
        """The records of a table, in id order."""
        return filter(self.sight.sees, self.moment.records(table))

    def versions_of(self, document: str) -> list[Record]:
        return self.moment.find("versions", "document", document)

    def version_ids(self, document: str) -> tuple[str, ...]:
        return tuple(f"v{number}" for number in self.moment.numbers("versions", "document", document))

    def verdicts_on(self, demand: str) -> list[Record]:
        return self._seen("verdicts", "demand", demand)

    def evidence_for(self, demand: str) -> list[Record]:
        return self.moment.find("evidence", "demand", demand)

    def evidence_standing(self, demand: str) -> tuple[int, int, bool]:
        """How much evidence a demand has that was not rejected, how much of it is suspect, and whether all of
        it is only suggested. Nothing is read for it."""
        found = frozenset(self.moment.numbers("evidence", "demand", demand)) - self._rejected_evidence
        suggested = self._suggested.get("evidence", frozenset())
        return len(found), len(found & self._suspects.evidence), bool(found) and found <= suggested

    def evidence_at(self, passage: str) -> list[Record]:
        return self.moment.find("evidence", "passage", passage)

    def events_at(self, passage: str) -> list[Record]:
        return self.moment.find("events", "passage", passage)

    def demands_at(self, passage: str) -> list[Record]:
        return self.moment.find("demands", "passage", passage)

    def evidence_in(self, document: str) -> list[Record]:
        return self.moment.find("evidence", "document", document)

    def grades_of(self, evidence: str) -> list[Record]:
        return self._seen("grades", "evidence", evidence)

    def assigned_to(self, demand: str) -> list[str]:
        """The reviewers who are to judge a demand."""
        return [given["reviewer"] for given in self.moment.find("assignments", "demand", demand)]

    def assignment(self, demand: str, reviewer: str) -> str | None:
        """The id of the assignment of a demand to a reviewer."""
        given = self.moment.find("assignments", "demand", demand)
        return next((str(one["id"]) for one in given if one["reviewer"] == reviewer), None)

    def events_in(self, document: str) -> list[Record]:
        return self.moment.find("events", "document", document)

    def demands_in(self, document: str) -> list[Record]:
        return self.moment.find("demands", "document", document)

    def demands_under(self, demand: str) -> list[Record]:
        return self.moment.find("demands", "parent", demand)

    def passages_in(self, document: str) -> Iterator[Record]:
        """Read as they are asked for: a long text can have thousands."""
        return filter(self.sight.sees, self.moment.each("passages", "document", document))

    def passages_touching(self, document: str, number: int) -> Iterator[Record]:
        """Those in any version of a document that touch the stretch of that number (see ``PLACE``)."""
        return filter(self.sight.sees, self.moment.each("passages", PLACE, place(document, number)))

    def demands_restated(self, passage: str) -> list[Record]:
        """The demands that a passage says once more."""
        return self.moment.find("demands", "restated_by", passage)

    def passages_tagged(self, tag: str) -> list[Record]:
        """The passages that carry a tag, as far as I see it."""
        found = self.moment.find("passages", "tags", tag)
        return [passage for passage in found if tag in self.tag_ids(passage)]

    @cached_property
    def open_passages(self) -> list[Record]:
        """What somebody has still to look at since a document got a new version: to be checked, orphans."""
        found = (self._seen("passages", "suspect", state) for state in RECHECKS)
        return [passage for passages in found for passage in passages]

    def to_place_in(self, document: str) -> list[Record]:
        """A document's passages that may be placed by hand: orphans, to be checked, settled as gone."""
        found = (self._seen("passages", "suspect", state) for state in ("orphan", "check", "gone"))
        return [passage for passages in found for passage in passages if passage["document"] == document]

    def count_suggested_in(self, document: str) -> int:
        """How many events, demands and pieces of evidence in a document wait for a decision."""
        return sum(
            number in suggested
            for table, suggested in self._suggested.items()
            for number in self.moment.numbers(table, "document", document)
        )

    def count_open_in(self, document: str) -> int:
        """How many of a document's passages are to be looked at again."""
        return self._open_by_document[document]

    def notes_on(self, target: str) -> list[Record]:
        """Replies included, in the order they were written."""
        return self._seen("notes", "target", target)

    def notes_in(self, document: str) -> list[Record]:
        """All notes in a document and on it."""
        return self._seen("notes", "document", document)

    def count_notes_on(self, target: str) -> int:
        if self.blind:
            return len(self.notes_on(target))
        return self.moment.count("notes", "target", target)

    def count_notes_in(self, document: str) -> int:
        """How many notes stand in a document."""
        if self.blind:
            return len(self.notes_in(document))
        return self.moment.count("notes", "document", document)

    def uses_of(self, tag: str) -> int:
        """How many records carry a tag, as far as I see it."""
        if self.blind:
            found = (self.moment.find(table, "tags", tag) for table in TAGGED)
            return sum(tag in self.tag_ids(record) for records in found for record in records)
        return sum(self.moment.count(table, "tags", tag) for table in TAGGED)

    def tags(self, record: Record) -> tuple[str, ...]:
        """The names of a record's tags, in order."""
        found = (self.moment.get(tag) for tag in self.tag_ids(record))
        return tuple(sorted((tag["name"] for tag in found if tag), key=placed))

    def tag_ids(self, record: Record) -> list[str]:
        """The ids of the tags on a record."""
        return list(self.givers(record)) if self.blind else record["tags"] or []

    def givers(self, record: Record) -> dict[str, list[str]]:
        """As ``Sight.givers``."""
        return self.sight.givers(record)

    def maker(self, record: Record) -> str:
        """Who made a record; "" for a passage of which I am not to know that somebody else chose it first."""
        hidden = self.blind and record["id"][:1] == "p" and record["by"] != self.me and not self.done
        return "" if hidden else str(record["by"])

    def spans(self, passage_id: str | None) -> Spans:
        passage = self.get("passages", passage_id)
        return tuple(map(tuple, passage["spans"])) if passage else ()

    def passage_of(self, record: Record) -> str | None:
        """The id of the passage a record is or stands in."""
        return record["id"] if record["id"][:1] == "p" else record.get("passage")

    def document_of(self, record: Record) -> str | None:
        """The id of the document a record is or stands in; a verdict stands where its demand does."""
        letter = record["id"][:1]
        if letter == "d":
            return str(record["id"])
        if letter == "u":
            record = self.find(record["demand"]) or {}
        return record.get("document")

    def is_current(self, passage_id: str | None) -> bool:
        """Whether a passage stands in the current version of its document."""
        passage = self.get("passages", passage_id)
        return passage is not None and passage["version"] == self._current_version(passage["document"])

    def suspect(self, passage_id: str, document: str) -> bool:
        """Whether the text of a document's passage changed since. Nothing is read for it."""
        return self._suspects.has(passage_id, document)

    def _current_version(self, document: str) -> str | None:
        if document not in self._versions:
            found = self.get("documents", document)
            self._versions[document] = found["version"] if found else None
        return self._versions[document]

    @cached_property
    def _suspects(self) -> Suspects:
        return Suspects(self.moment, self._current_version)

    @cached_property
    def _rejected_evidence(self) -> frozenset[int]:
        return frozenset(self.moment.numbers("evidence", "state", "rejected"))

    @cached_property
    def _versions(self) -> dict[str, str | None]:
        """The current version of each document that was asked for."""
        return {}

    def expired_in(self, document: str) -> list[Spans]:
        """Where a document announces days that have passed."""
        if document not in self._expired:
            facts = self.get("documents", document)
            dated = facts["date"] if facts else None
            self._expired[document] = [
                self.spans(event["passage"])
                for event in self.events_in(document)
                if event["state"] != "rejected" and is_expired(event["edtf"], dated, self.today)
            ]
        return self._expired[document]

    @cached_property
    def _expired(self) -> dict[str, list[Spans]]:
        return {}  # asked for with each piece of evidence of a document

    @cached_property
    def _open_by_document(self) -> Counter[str]:
        return Counter(passage["document"] for passage in self.open_passages)

    @cached_property
    def _suggested(self) -> dict[str, frozenset[int]]:
        """The numbers of what is only suggested, by table; a table without any is left out."""
        found = {
            table: frozenset(self.moment.numbers(table, "state", "suggested"))
            for table in ("events", "demands", "evidence")
        }
        return {table: numbers for table, numbers in found.items() if numbers}

    def _seen(self, table: str, field: str, value: str) -> list[Record]:
        found = self.moment.find(table, field, value)
        return list(filter(self.sight.sees, found)) if self.blind else found
