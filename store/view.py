"""View: everything the screen shows, at one moment; immutable, so that panes may keep it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from store.event_days import EventDays
from store.kept import Kept
from store.lookup import Lookup
from store.marks import DocumentMarks, Mark
from store.model import TABLE_OF_LETTER, TABLES, Record
from store.projection import MAKERS, event_as_said
from store.row_stream import RowStream
from store.rows import (
    DemandRow,
    DocumentRow,
    EventRow,
    EvidenceRow,
    NoteRow,
    PassageRow,
    ReviewerRow,
    Row,
    TagRow,
    VerdictRow,
)

__all__ = ["DocumentMarks", "Mark", "View"]

#: So many rows of single records are kept: whoever walks through a large project comes by all of them.
MADE = 500


class View(Struct, frozen=True, dict=True):
    """Rows and marks are made when first asked for; all counts as of ``seq``."""

    seq: int
    lookup: Lookup
    kept: Kept

    @property
    def me(self) -> str:
        return self.lookup.me

    @property
    def role(self) -> str:
        return self.lookup.role

    def count(self, table: str) -> int:
        """How many records a table has, hidden ones too; none is read."""
        return self.lookup.moment.count(table)

    @cached_property
    def document_ids(self) -> tuple[str, ...]:
        """The ids of all documents, in order; none is read."""
        return tuple(self.lookup.moment.ids("documents"))

    @cached_property
    def documents(self) -> tuple[DocumentRow, ...]:
        return self.kept.rows(self.lookup, "documents")

    @property
    def events(self) -> Sequence[EventRow]:
        """There may be ten thousand: their rows are made while they are looked at, each time."""
        return RowStream(self.lookup, "events")

    @cached_property
    def event_days(self) -> EventDays:
        """When all events are."""
        return self.kept.event_days(self.lookup)

    def events_in(self, document: str) -> list[int]:
        """The numbers in the ids of the events in a document, ascending. None of them is read."""
        return self.lookup.moment.numbers("events", "document", document)

    def events_as_said(self) -> Iterator[EventRow]:
        """The events for a filter: without the spans where they stand and without their notes being counted
        (() and 0), which takes twice as long as all the rest."""
        return (event_as_said(self.lookup, record) for record in self.lookup.all("events"))

    def suggested(self, table: str) -> list[str]:
        """The ids of those of a table's records that are only suggested, in id order. Reads none of them."""
        letter = TABLES[table].letter
        return [f"{letter}{number}" for number in self.lookup.moment.numbers(table, "state", "suggested")]

    @cached_property
    def demands(self) -> tuple[DemandRow, ...]:
        return self.kept.rows(self.lookup, "demands")

    @cached_property
    def evidence(self) -> tuple[EvidenceRow, ...]:
        return self.kept.rows(self.lookup, "evidence")

    @cached_property
    def verdicts(self) -> tuple[VerdictRow, ...]:
        """Those I may see."""
        return self.kept.rows(self.lookup, "verdicts")

    @cached_property
    def notes(self) -> tuple[NoteRow, ...]:
        return self.kept.rows(self.lookup, "notes")

    @cached_property
    def tags(self) -> tuple[TagRow, ...]:
        return self.kept.rows(self.lookup, "tags")

    @cached_property
    def reviewers(self) -> tuple[ReviewerRow, ...]:
        return self.kept.rows(self.lookup, "reviewers")

    @cached_property
    def open_passages(self) -> tuple[PassageRow, ...]:
        """Those to be looked at again since their documents got new versions: to be checked, then orphans."""
        found = map(self._row, self.lookup.open_passages)
        return tuple(row for row in found if isinstance(row, PassageRow))

    def to_place(self, document: str) -> tuple[PassageRow, ...]:
        """A document's passages that may be placed by hand: orphans, to be checked, settled as gone."""
        found = map(self._row, self.lookup.to_place_in(document))
        return tuple(row for row in found if isinstance(row, PassageRow))

    def by_id(self, record_id: str | None) -> Row | None:
        """The row of a record (also of a passage); None for one that is gone, hidden or has no row."""
        if not record_id:
            return None
        known = self._made.get(record_id) or self.kept.row(self.lookup, record_id)
        if known is None:
            record = self.lookup.find(record_id)
            return None if record is None else self._row(record)
        return known

    def _row(self, record: Record) -> Row | None:
        """The row of a record that was read already; None for one that has none."""
        record_id = record["id"]
        known = self._made.get(record_id)
        maker = MAKERS.get(TABLE_OF_LETTER[record_id[0]])
        if known is None and maker is not None:
            if len(self._made) >= MADE:
                self._made.clear()
            known = self._made[record_id] = maker(self.lookup, record)
        return known

    def on(self, record_id: str, *tables: str) -> tuple[Row, ...]:
        """What hangs on a record: a demand's evidence and verdicts, a passage's evidence, then the notes.
        With ``tables`` only what is of these is read.

        On a document these are the notes on the document as a whole.
        """
        lookup = self.lookup
        groups = {
            "evidence": (lookup.evidence_for, lookup.evidence_at),
            "verdicts": (lookup.verdicts_on,),
            "notes": (lookup.notes_on,),
        }
        found = (one for table in tables or groups for group in groups[table] for one in group(record_id))
        return tuple(row for one in found if (row := self._row(one)))

    def evidence_on(self, record_id: str) -> list[str]:
        """The ids of the evidence for a demand, or of what is evidence at a passage. None of it is read."""
        numbers = self.lookup.moment.numbers
        found = (numbers("evidence", field, record_id) for field in ("demand", "passage"))
        return [f"{TABLES['evidence'].letter}{number}" for some in found for number in some]

    def notes_in(self, document: str) -> tuple[NoteRow, ...]:
        """The notes in a document's text: on passages, and what stands in it, but not on it as a whole."""
        found = (record for record in self.lookup.notes_in(document) if record["target"] != document)
        rows = map(self._row, found)
        return tuple(row for row in rows if isinstance(row, NoteRow))

    def thread_of(self, note: NoteRow) -> NoteRow:
        """The note that a thread began with, as far as I see it: whether that is resolved counts for all."""
        above = self.by_id(note.parent)
        return self.thread_of(above) if isinstance(above, NoteRow) else note

    def at_passage(self, passage: str) -> tuple[Row, ...]:
        """What stands in a passage: events and demands, then what hangs on it (``on``)."""
        groups = (self.lookup.events_at, self.lookup.demands_at)
        found = (record for group in groups for record in group(passage))
        return (*(row for one in found if (row := self._row(one))), *self.on(passage))

    def passage_of(self, record_id: str | None) -> PassageRow | None:
        """The passage that a record is, stands in, or (a note) is about."""
        record = self.lookup.find(record_id or "")
        if record and record["id"][:1] == "n":
            return self.passage_of(record["target"])
        row = self.by_id(self.lookup.passage_of(record)) if record else None
        return row if isinstance(row, PassageRow) else None

    def tag_names(self, record_id: str) -> tuple[str, ...]:
        """The names of the tags on a record, sorted; () for what has none or is gone."""
        record = self.lookup.find(record_id)
        return self.lookup.tags(record) if record and "tags" in record else ()

    def document_of(self, record_id: str) -> str | None:
        """The document a record is or stands in."""
        record = self.lookup.find(record_id)
        return self.lookup.document_of(record) if record else None

    def passage_at(self, document: str, spans: tuple[tuple[int, int], ...]) -> str | None:
        """The id of the passage at exactly these spans of the current text, if there is one."""
        for passage in self.lookup.passages_in(document):
            if self.lookup.spans(passage["id"]) == spans and self.lookup.is_current(passage["id"]):
                return str(passage["id"])
        return None

    def marks(self, document: str) -> DocumentMarks:
        """What to highlight in a document's current text."""
        known = self._marks.get(document)
        if known is None:
            known = self._marks[document] = self.kept.marks(self.lookup, document)
        return known

    @cached_property
    def _marks(self) -> dict[str, DocumentMarks]:
        return {}

    @cached_property
    def _made(self) -> dict[str, Row]:
        return {}
