"""The records of one moment that one reviewer may see, by what the rows ask for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cached_property

from msgspec import Struct

from store.engine import Moment
from store.model import RECHECKS, TABLE_OF_LETTER, TAGGED, Record
from store.states import Judged, visible_verdicts

Spans = tuple[tuple[int, int], ...]


class Lookup(Struct, frozen=True, dict=True):
    """What ``me`` may see of a moment: a blind project hides others' verdicts, the notes on them, and their
    authors' grades. Nothing is read before it is asked for. Nobody may change the records."""

    moment: Moment
    me: str
    role: str
    today: date

    @cached_property
    def blind(self) -> bool:
        return any(project["blind"] for project in self.moment.records("project"))

    def find(self, record_id: str | None) -> Record | None:
        """A record of any table; None for one that is gone or hidden."""
        record = self.moment.get(record_id) if record_id else None
        return record if record is None or self._sees(record) else None

    def get(self, table: str, record_id: str | None) -> Record | None:
        """A record of one table; None for one that is gone, hidden or of another table."""
        there = bool(record_id) and TABLE_OF_LETTER.get(str(record_id)[0]) == table
        return self.find(record_id) if there else None

    def all(self, table: str) -> Iterator[Record]:
        """The records of a table, in id order."""
        return filter(self._sees, self.moment.records(table))

    def versions_of(self, document: str) -> list[Record]:
        return self.moment.find("versions", "document", document)

    def verdicts_on(self, demand: str) -> list[Record]:
        return self._seen("verdicts", "demand", demand)

    def evidence_for(self, demand: str) -> list[Record]:
        return self.moment.find("evidence", "demand", demand)

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

    def events_in(self, document: str) -> list[Record]:
        return self.moment.find("events", "document", document)

    def demands_in(self, document: str) -> list[Record]:
        return self.moment.find("demands", "document", document)

    def demands_under(self, demand: str) -> list[Record]:
        return self.moment.find("demands", "parent", demand)

    def passages_in(self, document: str) -> list[Record]:
        return self.moment.find("passages", "document", document)

    @cached_property
    def open_passages(self) -> list[Record]:
        """What somebody has still to look at since a document got a new version: to be checked, orphans."""
        found = (self.moment.find("passages", "suspect", state) for state in RECHECKS)
        return [passage for passages in found for passage in passages]

    def to_place_in(self, document: str) -> list[Record]:
        """A document's passages that may be placed by hand: orphans, to be checked, settled as gone."""
        found = (self.moment.find("passages", "suspect", state) for state in ("orphan", "check", "gone"))
        return [passage for passages in found for passage in passages if passage["document"] == document]

    def count_open_in(self, document: str) -> int:
        """How many of a document's passages are to be looked at again."""
        return self._open_by_document[document]

    def notes_on(self, target: str) -> list[Record]:
        """Replies included, in the order they were written."""
        return self._seen("notes", "target", target)

    def count_notes_on(self, target: str) -> int:
        if self.blind and target[:1] == "u":
            return len(self.notes_on(target))
        return self.moment.count("notes", "target", target)

    def count_notes_in(self, document: str) -> int:
        """How many notes stand in a document."""
        if self.blind:
            return len(self._seen("notes", "document", document))
        return self.moment.count("notes", "document", document)

    def uses_of(self, tag: str) -> int:
        """How many records carry a tag."""
        return sum(self.moment.count(table, "tags", tag) for table in TAGGED)

    def tags(self, record: Record) -> tuple[str, ...]:
        """The names of a record's tags, sorted."""
        found = (self.moment.get(tag) for tag in record["tags"] or ())
        return tuple(sorted(tag["name"] for tag in found if tag))

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
        document = self.get("documents", passage["document"]) if passage else None
        return bool(passage and document and document["version"] == passage["version"])

    def suspect(self, passage_id: str | None) -> bool:
        """Whether a passage's text changed since: marked so, or left behind in an older version."""
        passage = self.get("passages", passage_id)
        return bool(passage and (passage["suspect"] or not self.is_current(passage_id)))

    @cached_property
    def _open_by_document(self) -> Counter[str]:
        return Counter(passage["document"] for passage in self.open_passages)

    def _seen(self, table: str, field: str, value: str) -> list[Record]:
        found = self.moment.find(table, field, value)
        return list(filter(self._sees, found)) if self.blind else found

    def _sees(self, record: Record) -> bool:
        letter = record["id"][:1]
        if letter not in "ugn" or not self.blind:
            return True
        if letter == "u":
            return _judged(record) in self._visible(record["demand"])
        if letter == "n":
            return record["target"][:1] != "u" or self.find(record["target"]) is not None
        evidence = self.moment.get(record["evidence"]) or {}
        judges = {one.reviewer for one in self._visible(evidence.get("demand"))}
        return record["by"] == self.me or record["by"] in judges

    def _visible(self, demand: str | None) -> tuple[Judged, ...]:
        """The verdicts on a demand that I may see in a blind project."""
        judged = [_judged(verdict) for verdict in self.moment.find("verdicts", "demand", demand)]
        return visible_verdicts(judged, self.me, self.role, blind=True)


def _judged(verdict: Record) -> Judged:
    return Judged(verdict["by"], verdict["answer"], bool(verdict["final"]))
