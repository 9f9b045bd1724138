"""All records at one moment that one reviewer may see, grouped by what the rows ask for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from store.model import TABLE_OF_LETTER, TABLES, Record
from store.states import Judged, visible_verdicts

Records = dict[str, Record]
Grouped = Mapping[str, list[Record]]
Spans = tuple[tuple[int, int], ...]

TAGGED = ("documents", "passages", "events", "demands")


@dataclass(frozen=True)
class Lookup:
    """The records of one moment as ``me`` sees them; ``tables`` maps table to id to record, in id order.

    Make one with ``of``: it leaves out what a blind project hides.
    """

    tables: Mapping[str, Records]
    me: str
    role: str
    today: date

    @classmethod
    def of(cls, records: Mapping[str, Iterable[Record]], me: str, role: str, today: date) -> Lookup:
        """From the records of each table; tables that are left out are empty."""
        tables = {name: {record["id"]: record for record in records.get(name, ())} for name in TABLES}
        if any(project["blind"] for project in tables["project"].values()):
            hide(tables, me, role)
        return cls(tables, me, role, today)

    def get(self, table: str, record_id: str | None) -> Record | None:
        return self.tables[table].get(record_id) if record_id else None

    def find(self, record_id: str) -> Record | None:
        """A record of any table."""
        table = TABLE_OF_LETTER.get(record_id[:1])
        return self.tables[table].get(record_id) if table else None

    @cached_property
    def versions(self) -> Grouped:
        return grouped(self.tables["versions"], "document")

    @cached_property
    def verdicts(self) -> Grouped:
        """By demand."""
        return grouped(self.tables["verdicts"], "demand")

    @cached_property
    def evidence(self) -> Grouped:
        """By demand."""
        return grouped(self.tables["evidence"], "demand")

    @cached_property
    def evidence_at(self) -> Grouped:
        """By passage."""
        return grouped(self.tables["evidence"], "passage")

    @cached_property
    def evidence_in(self) -> Grouped:
        """By document."""
        return grouped(self.tables["evidence"], "document")

    @cached_property
    def grades(self) -> Grouped:
        """By evidence."""
        return grouped(self.tables["grades"], "evidence")

    @cached_property
    def assigned(self) -> Mapping[str, list[str]]:
        """The reviewers who are to judge each demand."""
        by_demand = grouped(self.tables["assignments"], "demand")
        return {demand: [given["reviewer"] for given in all_] for demand, all_ in by_demand.items()}

    @cached_property
    def events_at(self) -> Grouped:
        """By document."""
        return grouped(self.tables["events"], "document")

    @cached_property
    def demands_in(self) -> Grouped:
        """By document."""
        return grouped(self.tables["demands"], "document")

    @cached_property
    def passages_in(self) -> Grouped:
        """By document."""
        return grouped(self.tables["passages"], "document")

    @cached_property
    def notes(self) -> Grouped:
        """By target, replies included, in the order they were written."""
        return grouped(self.tables["notes"], "target")

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
        passage = self.get("passages", passage_id)
        return tuple((start, end) for start, end in passage["spans"]) if passage else ()

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
    for demand, given in grouped(tables["verdicts"], "demand").items():
        judged = [Judged(v["by"], v["answer"], bool(v["final"])) for v in given]
        seen = set(visible_verdicts(judged, me, role, blind=True))
        for verdict, one in zip(given, judged, strict=True):
            if one not in seen:
                del tables["verdicts"][verdict["id"]]
        _hide_grades(tables, demand, {one.reviewer for one in seen} | {me})
    gone = [
        note["id"]
        for note in tables["notes"].values()
        if note["target"][:1] == "u" and note["target"] not in tables["verdicts"]
    ]
    for note_id in gone:
        del tables["notes"][note_id]


def _hide_grades(tables: dict[str, Records], demand: str, seen: set[str]) -> None:
    for grade in list(tables["grades"].values()):
        evidence = tables["evidence"].get(grade["evidence"])
        if evidence and evidence["demand"] == demand and grade["by"] not in seen:
            del tables["grades"][grade["id"]]
