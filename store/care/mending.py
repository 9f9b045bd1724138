"""Making operations fit a journal that lacks some changes, and records fit one another afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from store.care.findings import Finding
from store.care.ledger import Known
from store.care.links import check_places, check_record, circles
from store.care.losses import Shown
from store.model import ROLES, TABLES, Op, Record, split_id
from store.records import META, complete, difference, with_members
from store.transaction import Transaction

#: Fields that may be empty: what they name may be lost without the record.
_OPTIONAL = {
    "events": ("document", "passage"),
    "demands": ("document", "passage", "parent"),
    "notes": ("parent",),
}


def fitted(op: Op, known: Known | None) -> Op | None:
    """The operation on a record that is known as this, with the same outcome; None if it cannot be."""
    there = known is not None and known.fields is not None
    rev, previous = (known.rev + 1, known.last) if known else (1, 0)
    if op.kind == "add":
        if there or not set(META) <= set(op.new or {}) or op.new["id"] != op.id:  # type: ignore[index]
            return None
        fields = {key: value for key, value in (op.new or {}).items() if key in _fields(op.table)}
        return replace(op, rev=rev, previous=previous, new=fields | {"rev": rev})
    if not there or known is None or known.fields is None:
        return None
    if op.kind == "delete":
        return replace(op, rev=rev, previous=previous, old=known.fields)
    try:
        after = known.fields | _after(op, known.fields)
    except (TypeError, AttributeError, ValueError):
        return None
    made = difference(op.table, op.id, known.fields, after, previous)
    return made if made is not None else replace(op, rev=rev, previous=previous, new={}, old={})


def _fields(table: str) -> tuple[str, ...]:
    return (*META, *TABLES[table].fields)


def _after(op: Op, before: Record) -> Record:
    sets, result = TABLES[op.table].sets, {}
    for field, value in (op.new or {}).items():
        if field in TABLES[op.table].fields:
            is_set = field in sets
            result[field] = with_members(before.get(field) or [], **value) if is_set else value
    return result


def recovering(record_id: str, shown: Shown, known: Known | None) -> Op | None:
    """The operation that brings a record to what is known of it after a loss; None if there is none to do,
    or if too little is known."""
    table = split_id(record_id)[0]
    before = known.fields if known else None
    last = known.last if known else 0
    if shown is None:
        return difference(table, record_id, before, None, last) if before else None
    if before is None:
        if not set(META) <= set(shown):
            return None
        fields = {key: value for key, value in shown.items() if key in TABLES[table].fields}
        meta = {key: shown[key] for key in META}
        made = Op(table, record_id, shown["rev"], meta | complete(table, fields), None, last)
        return fitted(made, known)
    after = before | {key: value for key, value in shown.items() if key in TABLES[table].fields}
    return difference(table, record_id, before, after, last)


def mend(tx: Transaction, lead: tuple[str, str], name: str) -> Iterator[Finding]:
    """Takes away what names records that are lost, and yields what it took. ``lead`` is the name and the
    system's user of who leads if nobody is left to, ``name`` the project's if that is lost."""
    if not tx.count("project"):
        tx.add("project", {"name": name, "blind": False, "language": "de"})
    if not any(reviewer["role"] == ROLES[-1] for reviewer in tx.scan("reviewers")):
        yield _new_lead(tx, *lead)
    while wrong := list(_wrong(tx)):
        yield from filter(None, (_mended(tx, finding) for finding in wrong))


def _new_lead(tx: Transaction, name: str, user: str) -> Finding:
    there = tx.find("reviewers", "name", name)
    if there:
        tx.patch(there[0]["id"], {"role": ROLES[-1]})
    else:
        tx.add("reviewers", {"name": name, "role": ROLES[-1], "users": [user]})
    return Finding("new-lead", values={"name": name})


def _wrong(tx: Transaction) -> Iterator[Finding]:
    def is_there(record_id: Any, of: str) -> bool:
        try:
            table = split_id(record_id)[0]
        except (ValueError, TypeError):
            return False
        return of in ("", table) and tx.get(record_id) is not None

    for table in TABLES:
        for record in tx.scan(table):
            yield from check_record(table, record, is_there)
        yield from check_places(table, tx.scan(table))
        yield from circles(table, tx.scan(table))


def _mended(tx: Transaction, finding: Finding) -> Finding | None:
    """One thing set right; None if it was by something before."""
    record = tx.get(finding.record or "")
    if record is None:
        return None
    record_id, table = record["id"], split_id(record["id"])[0]
    field, value = finding.values.get("field", ""), finding.values.get("value")
    if finding.kind == "circle":
        tx.patch(record_id, {"parent": None})
    elif field in TABLES[table].sets:
        tx.members(record_id, field, remove=[value])
    elif finding.kind == "reference" and field in _OPTIONAL.get(table, ()):
        tx.patch(record_id, {field: None})
    elif finding.kind == "rival" and table == "tags":
        tx.patch(record_id, {"hotkey": None})
    elif finding.kind == "rival":
        other = tx.get(finding.values["other"]) or {}
        tx.members(record_id, "users", remove=other.get("users") or ())
    else:
        tx.delete(record_id)
        return Finding("left-out", record=record_id)
    return Finding("cleared", record=record_id)
