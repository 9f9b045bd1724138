"""All records at one moment that one reviewer may see, grouped by what the rows ask for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cached_property

from msgspec import Struct, field

from store.model import TABLE_OF_LETTER, TABLES, TAGGED, Record
from store.picture import Kept, Records
from store.states import Judged, visible_verdicts

Grouped = Mapping[str, list[Record]]
Spans = tuple[tuple[int, int], ...]


class Lookup(Struct, frozen=True, dict=True):
    """The records of one moment as ``me`` sees them; ``tables`` maps table to id to record, in id order.

    Make one with ``of``: it leaves out what a blind project hides.
    """

    tables: Mapping[str, Records]
    me: str
    role: str
    today: date
    kept: Kept = field(default_factory=Kept)

    @classmethod
    def of(
        cls, tables: Mapping[str, Records], me: str, role: str, today: date, kept: Kept | None = None
    ) -> Lookup:
        """From the tables by id, in id order; those left out are empty. ``kept`` is of the moment before."""
        seen = {name: tables.get(name, {}) for name in TABLES}
        if any(project["blind"] for project in seen["project"].values()):
            hide(seen, me, role)
        return cls(seen, me, role, today, kept or Kept())

    def grouped(self, table: str, field: str) -> Grouped:
        """The records of a table by the value of a field."""
        records = self.tables[table]
        groups: Grouped = self.kept.get((table, field), (records,), lambda: grouped(records, field))
        return groups

    def get(self, table: str, record_id: str | None) -> Record | None:
        return self.tables[table].get(record_id) if record_id else None

    def find(self, record_id: str) -> Record | None:
        """A record of any table."""
        table = TABLE_OF_LETTER.get(record_id[:1])
        return self.tables[table].get(record_id) if table else None

    @cached_property
    def versions(self) -> Grouped:
        return self.grouped("versions", "document")

    @cached_property
    def verdicts(self) -> Grouped:
        """By demand."""
        return self.grouped("verdicts", "demand")

    @cached_property
    def evidence(self) -> Grouped:
        """By demand."""
        return self.grouped("evidence", "demand")

    @cached_property
    def evidence_at(self) -> Grouped:
        """By passage."""
        return self.grouped("evidence", "passage")

    @cached_property
    def evidence_in(self) -> Grouped:
        """By document."""
        return self.grouped("evidence", "document")

    @cached_property
    def grades(self) -> Grouped:
        """By evidence."""
        return self.grouped("grades", "evidence")

    @cached_property
    def assigned(self) -> Mapping[str, list[str]]:
        """The reviewers who are to judge each demand."""
        by_demand = self.grouped("assignments", "demand")
        return {demand: [given["reviewer"] for given in all_] for demand, all_ in by_demand.items()}

    @cached_property
    def events_at(self) -> Grouped:
        """By document."""
        return self.grouped("events", "document")

    @cached_property
    def demands_in(self) -> Grouped:
        """By document."""
        return self.grouped("demands", "document")

    @cached_property
    def passages_in(self) -> Grouped:
        """By document."""
        return self.grouped("passages", "document")

    @cached_property
    def notes(self) -> Grouped:
        """By target, replies included, in the order they were written."""
        return self.grouped("notes", "target")

    @cached_property
    def notes_in(self) -> Mapping[str, int]:
        """How many notes stand in each document."""
        return Counter(
            document for note in self.tables["notes"].values() if (document := self.document_of(note))
        )

    @cached_property
    def tag_uses(self) -> Mapping[str, int]:
        return Counter(
            tag for table in TAGGED for record in self.tables[table].values() for tag in record["tags"] or ()
        )

    def tags(self, record: Record) -> tuple[str, ...]:
        """The names of a record's tags, sorted."""
        ids = record["tags"]
        if not ids:
            return ()
        known = self.tables["tags"]
        return tuple(sorted(known[tag]["name"] for tag in ids if tag in known))

    def spans(self, passage_id: str | None) -> Spans:
        passage = self.tables["passages"].get(passage_id) if passage_id else None
        return tuple(map(tuple, passage["spans"])) if passage else ()

    def passage_of(self, record: Record) -> str | None:
        """The id of the passage a record is or stands in."""
        return record["id"] if record["id"][:1] == "p" else record.get("passage")

    def document_of(self, record: Record) -> str | None:
        """The id of the document a record is or stands in; a note stands where its target does."""
        letter = record["id"][:1]
        if letter == "d":
            return str(record["id"])
        on = record["target"] if letter == "n" else record["demand"] if letter == "u" else None
        if on is None:
            return record.get("document")
        target = self.find(on)
        return self.document_of(target) if target and target["id"][:1] != "n" else None

    def is_current(self, passage_id: str | None) -> bool:
        """Whether a passage stands in the current version of its document."""
        passage = self.get("passages", passage_id)
        document = self.get("documents", passage["document"]) if passage else None
        return bool(passage and document and document["version"] == passage["version"])

    def suspect(self, passage_id: str | None) -> bool:
        """Whether a passage's text changed since: marked so, or left behind in an older version."""
        passage = self.get("passages", passage_id)
        return bool(passage and (passage["suspect"] or not self.is_current(passage_id)))


def grouped(table: Records, field: str) -> dict[str, list[Record]]:
    """The records of a table by the value of a field, in id order; those without one are left out."""
    groups: dict[str, list[Record]] = defaultdict(list)
    for record in table.values():
        if record[field]:
            groups[record[field]].append(record)
    return dict(groups)


def hide(tables: dict[str, Records], me: str, role: str) -> None:
    """Leave out the verdicts that ``me`` may not see yet, the notes on them, and their authors' grades."""
    verdicts, seen_by = dict(tables["verdicts"]), {}
    for demand, given in grouped(verdicts, "demand").items():
        judged = [Judged(v["by"], v["answer"], bool(v["final"])) for v in given]
        seen = set(visible_verdicts(judged, me, role, blind=True))
        for verdict, one in zip(given, judged, strict=True):
            if one not in seen:
                del verdicts[verdict["id"]]
        seen_by[demand] = {one.reviewer for one in seen}
    tables["verdicts"] = verdicts
    demand_of = {evidence["id"]: evidence["demand"] for evidence in tables["evidence"].values()}
    tables["grades"] = {
        grade["id"]: grade
        for grade in tables["grades"].values()
        if grade["by"] == me or grade["by"] in seen_by.get(demand_of.get(grade["evidence"], ""), ())
    }
    tables["notes"] = {
        note["id"]: note
        for note in tables["notes"].values()
        if note["target"][:1] != "u" or note["target"] in verdicts
    }
