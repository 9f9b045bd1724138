"""Records into rows: pure functions of a ``Lookup``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from store.lookup import Lookup, Spans
from store.model import Record
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
from store.states import Judged, answer_of, deadline_state, is_older, review_state


def document_row(lookup: Lookup, record: Record) -> DocumentRow:
    return DocumentRow(
        **_meta(record),
        title=record["title"] or "",
        date=record["date"],
        date_reason=record["date_reason"] or "",
        publisher=record["publisher"] or "",
        kind=record["kind"] or "",
        source=record["source"] or "",
        version=record["version"] or "",
        versions=lookup.version_ids(record["id"]),
        notes=lookup.count_notes_in(record["id"]),
        suggestions=lookup.count_suggested_in(record["id"]),
        tags=lookup.tags(record),
        format=record["format"] or "",
        rechecks=lookup.count_open_in(record["id"]),
    )


def passage_row(lookup: Lookup, record: Record) -> PassageRow:
    origin = record.get("origin") or {}
    return PassageRow(
        **_meta(record) | {"by": lookup.maker(record)},
        document=record["document"],
        spans=lookup.spans(record["id"]),
        text=record["quote"],
        tags=lookup.tags(record),
        suspect=lookup.suspect(record["id"], record["document"]),
        notes=_notes(lookup, record),
        version=record["version"],
        recheck=record["suspect"] or None,
        before=origin.get("quote", ""),
        before_version=origin.get("version", ""),
        before_spans=tuple(map(tuple, origin.get("spans", ()))),
    )


def event_row(lookup: Lookup, record: Record) -> EventRow:
    return _event(lookup, record, lookup.spans(record["passage"]), _notes(lookup, record))


def event_as_said(lookup: Lookup, record: Record) -> EventRow:
    """The row but for where it stands and what hangs on it: () and 0."""
    return _event(lookup, record, (), 0)


def _event(lookup: Lookup, record: Record, spans: Spans, notes: int) -> EventRow:
    return EventRow(
        record["id"],
        record["rev"],
        record["by"],
        record["at"],
        record["label"] or "",
        record["text"] or "",
        record["edtf"] or "",
        record["rule"] or "",
        record["reference"],
        record["state"],
        record["document"],
        spans,
        lookup.tags(record),
        record["passage"],
        notes,
    )


def demand_row(lookup: Lookup, record: Record) -> DemandRow:
    verdicts = [Judged(v["by"], v["answer"], bool(v["final"])) for v in lookup.verdicts_on(record["id"])]
    evidence, suspect, suggested = lookup.evidence_standing(record["id"])
    assigned = lookup.assigned_to(record["id"])
    judged = any(verdict.reviewer == lookup.me for verdict in verdicts)
    return DemandRow(
        **_meta(record),
        text=record["text"] or "",
        topic=record["topic"],
        addressee=record["addressee"],
        parent=record["parent"],
        review=review_state(verdicts, assigned, suspect > 0, suggested),
        answer=answer_of(verdicts),
        deadline=deadline_state(record["due"], lookup.today),
        document=record["document"],
        spans=lookup.spans(record["passage"]),
        state=record["state"],
        evidence=evidence,
        suspect=suspect,
        verdicts=tuple(map(tuple, verdicts)),  # type: ignore[arg-type]
        tags=lookup.tags(record),
        passage=record["passage"],
        due=record["due"],
        notes=_notes(lookup, record),
        assigned=tuple(assigned),
        mine=lookup.me in assigned and not judged,
    )


def note_row(lookup: Lookup, record: Record) -> NoteRow:
    target = lookup.find(record["target"])
    return NoteRow(
        **_meta(record),
        target=record["target"],
        text=record["text"],
        parent=record["parent"],
        resolved=bool(record["resolved"]),
        document=lookup.document_of(record),
        spans=lookup.spans(lookup.passage_of(target)) if target else (),
    )


def evidence_row(lookup: Lookup, record: Record) -> EvidenceRow:
    passage = lookup.get("passages", record["passage"])
    grades = tuple((grade["by"], grade["grade"]) for grade in lookup.grades_of(record["id"]))
    return EvidenceRow(
        **_meta(record),
        demand=record["demand"],
        document=record["document"],
        spans=lookup.spans(record["passage"]),
        text=passage["quote"] if passage else "",
        stance=record["stance"],
        grade=_grade(grades, lookup.me),
        flags=tuple(_flags(lookup, record)),
        state=record["state"],
        passage=record["passage"],
        grades=grades,
        notes=_notes(lookup, record),
    )


def verdict_row(lookup: Lookup, record: Record) -> VerdictRow:
    return VerdictRow(
        **_meta(record),
        demand=record["demand"],
        answer=record["answer"],
        reason=record["reason"] or "",
        final=bool(record["final"]),
        searched=record["searched"],
        notes=_notes(lookup, record),
    )


def tag_row(lookup: Lookup, record: Record) -> TagRow:
    keys = ("name", "colour", "description", "hotkey")
    return TagRow(**_meta(record), **{key: record[key] for key in keys}, uses=lookup.uses_of(record["id"]))


def reviewer_row(lookup: Lookup, record: Record) -> ReviewerRow:
    return ReviewerRow(
        **_meta(record), name=record["name"], role=record["role"], users=tuple(record["users"] or ())
    )


#: What makes the row of each table that has rows.
MAKERS: dict[str, Callable[[Lookup, Record], Row]] = {
    "documents": document_row,
    "passages": passage_row,
    "events": event_row,
    "demands": demand_row,
    "notes": note_row,
    "evidence": evidence_row,
    "verdicts": verdict_row,
    "tags": tag_row,
    "reviewers": reviewer_row,
}


def _meta(record: Record) -> dict[str, Any]:
    return {"id": record["id"], "rev": record["rev"], "by": record["by"], "at": record["at"]}


def _notes(lookup: Lookup, record: Record) -> int:
    return lookup.count_notes_on(record["id"])


def _grade(grades: tuple[tuple[str, str], ...], me: str) -> str | None:
    mine = next((grade for by, grade in grades if by == me), None)
    if mine is not None:
        return mine
    given = {grade for _by, grade in grades}
    return given.pop() if len(given) == 1 else None


def _flags(lookup: Lookup, evidence: Record) -> Iterator[str]:
    demand = lookup.get("demands", evidence["demand"])
    yield from time_flags(lookup, demand, evidence["document"], lookup.spans(evidence["passage"]))
    if lookup.suspect(evidence["passage"], evidence["document"]):
        yield "suspect"


def time_flags(lookup: Lookup, demand: Record | None, document_id: str, spans: Spans) -> Iterator[str]:
    """What time says of a passage as evidence: "older" (than the demand), "expired" (its own deadline)."""
    document = lookup.get("documents", document_id)
    dated = document["date"] if document else None
    asked = lookup.get("documents", demand["document"]) if demand else None
    if is_older(dated, asked["date"] if asked else None):
        yield "older"
    if any(overlap(spans, past) for past in lookup.expired_in(document_id)):
        yield "expired"


def overlap(one: Spans, other: Spans) -> bool:
    """Whether some words are in both."""
    return any(a < d and c < b for a, b in one for c, d in other)
