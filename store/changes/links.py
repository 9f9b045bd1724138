"""Which records hang on which, and what goes with a record that is removed."""

from __future__ import annotations

from collections.abc import Iterator

from content.messages import Message
from store.changes.work import Work, table_of
from store.errors import Forbidden
from store.model import Record

#: table → (table, indexed field) of the records that cannot be without one of it
HANGING: dict[str, tuple[tuple[str, str], ...]] = {
    "documents": (
        ("versions", "document"),
        ("events", "document"),
        ("demands", "document"),
        ("evidence", "document"),
        ("passages", "document"),
        ("notes", "target"),
    ),
    "versions": (("passages", "version"),),
    "passages": (("events", "passage"), ("demands", "passage"), ("evidence", "passage"), ("notes", "target")),
    "events": (("notes", "target"),),
    "demands": (
        ("demands", "parent"),
        ("evidence", "demand"),
        ("verdicts", "demand"),
        ("assignments", "demand"),
        ("notes", "target"),
    ),
    "evidence": (("grades", "evidence"), ("notes", "target")),
    "verdicts": (("notes", "target"),),
    "notes": (("notes", "parent"),),
}

#: What reviewers judge, each for themselves.
JUDGED = ("demands", "evidence")

#: table → fields that name a record which must be there
NEEDS: dict[str, tuple[str, ...]] = {
    "versions": ("document",),
    "passages": ("document", "version"),
    "events": ("document", "passage"),
    "demands": ("document", "passage", "parent"),
    "evidence": ("demand", "passage", "document"),
    "grades": ("evidence",),
    "verdicts": ("demand",),
    "notes": ("target", "parent"),
    "assignments": ("demand",),
}


def hanging(work: Work, record_id: str) -> Iterator[Record]:
    """The records directly on this one; one that hangs on it twice comes twice."""
    for table, field in HANGING.get(table_of(record_id), ()):
        yield from work.tx.find(table, field, record_id)


def with_all_on_it(work: Work, record_id: str) -> list[Record]:
    """The record and everything on it, what hangs deepest first."""
    found: dict[str, Record] = {}
    waiting = [work.need(record_id)]
    while waiting:
        record = waiting.pop()
        if record["id"] not in found:
            found[record["id"]] = record
            waiting.extend(hanging(work, record["id"]))
    return list(reversed(found.values()))


def remove(work: Work, record_id: str) -> str:
    """Delete a record and all on it. Forbidden where somebody else's work would go and no lead asks, and
    where a blind project hides whether it would."""
    if table_of(record_id) in JUDGED and not work.leads and work.is_veiled(record_id):
        raise Forbidden(
            "in a blind project only a lead may remove {record_id} before you have given your verdict",
            "Ask a lead, or reject it instead.",
            record_id=record_id,
        )
    doomed = with_all_on_it(work, record_id)
    others = sorted({record["by"] for record in doomed if record["id"] != record_id} - {work.me})
    if others and not work.leads:
        whose = Message("others") if work.is_veiled(record_id) else ", ".join(others)
        raise Forbidden(
            "{record_id} carries work of {whose}: only a lead may remove it",
            "Ask a lead, or reject it instead.",
            record_id=record_id,
            whose=whose,
        )
    _forget_restatements(work, {r["id"] for r in doomed if table_of(r["id"]) == "passages"})
    for record in doomed:
        work.tx.delete(record["id"])
    return record_id


def _forget_restatements(work: Work, passages: set[str]) -> None:
    if not passages:
        return
    for demand in list(work.tx.scan("demands")):
        gone = passages.intersection(demand["restated_by"] or ())
        if gone:
            work.tx.members(demand["id"], "restated_by", remove=sorted(gone))
