"""Which rows show something of what a transaction changed. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from store.lookup import Lookup
from store.model import TAGGED, Entry, Op, Record
from store.tagging import parted

#: Fields that lead from a record to others whose rows count it or show something of it.
UP: dict[str, tuple[str, ...]] = {
    "versions": ("document",),
    "passages": ("document",),
    "events": ("document", "passage"),
    "demands": ("document", "passage", "parent"),
    "evidence": ("document", "passage", "demand"),
    "grades": ("evidence",),
    "verdicts": ("demand",),
    "notes": ("document", "target"),
    "assignments": ("demand",),
}


def affected(lookup: Lookup, entry: Entry) -> set[str] | None:
    """The ids of the records whose rows (and the documents whose marks) a transaction may have changed; None
    if they cannot be told one by one."""
    found: set[str] = set()
    for op in entry.ops:
        if _reaches_far(lookup, op):
            return None
        found.update(_by(lookup, op))
    return found


def _reaches_far(lookup: Lookup, op: Op) -> bool:
    if op.table == "project" or (lookup.blind and op.table in ("verdicts", "assignments", "demands")):
        return True
    if op.rev == 1:
        return False
    if op.table == "documents":
        return op.kind != "patch" or not {"date", "version"}.isdisjoint(op.new or {})
    return op.table == "tags" or "passage" in (op.new or {})


def _by(lookup: Lookup, op: Op) -> Iterator[str]:
    yield op.id
    now = lookup.moment.get(op.id) or {}
    for record in (now, op.new or {}, op.old or {}):
        yield from _above(op.table, record)
    if op.rev > 1:
        yield from _beneath(lookup, op.table, op.id)
    if op.table == "events":
        for document in {str(record.get("document")) for record in (now, op.old or {})}:
            yield from (evidence["id"] for evidence in lookup.evidence_in(document))


def _above(table: str, record: Record) -> Iterator[str]:
    yield from (record[field] for field in UP.get(table, ()) if record.get(field))
    for field in ("tags", "tagged") if table in TAGGED else ():
        members = record.get(field) or ()
        if isinstance(members, dict):
            members = (*members["add"], *members["remove"])
        yield from (parted(member)[0] for member in members)


def _beneath(lookup: Lookup, table: str, record_id: str) -> Iterator[str]:
    """What shows something of a record it refers to."""
    if table == "demands":
        yield from (evidence["id"] for evidence in lookup.evidence_for(record_id))
    if table == "passages":
        for evidence in lookup.evidence_at(record_id):
            yield from (evidence["id"], evidence["demand"])
        for kind in ("events", "demands"):
            yield from (found["id"] for found in lookup.moment.find(kind, "passage", record_id))
