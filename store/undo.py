"""Taking back what a transaction did, and finding out which one is next to take back or to do again.

The stack is read from the journal, so it outlives sessions. Taking back is itself a change: it sets the old
values, and is refused as Conflict where somebody has moved on since.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

from msgspec import Struct

from store.changes import vocabulary
from store.changes.links import NEEDS, hanging
from store.changes.work import Work
from store.errors import Conflict, Refused
from store.model import TABLES, TAGGED, Entry, Op, Record

#: Fields by which there can be one record only; the first is indexed.
ONCE: dict[str, tuple[str, ...]] = {
    "assignments": ("demand", "reviewer"),
    "evidence": ("demand", "passage"),
    "grades": ("evidence", "by"),
    "reviewers": ("name",),
    "tags": ("name",),
    "verdicts": ("demand", "by", "final"),
}
#: Fields whose value, or each member of it, one record only may have.
ALONE: dict[str, str] = {"reviewers": "users", "tags": "hotkey"}
#: Transactions that write what was found in a document, in the name of who imported it.
READ = "document.read"
#: What a conflict is about that another record causes; the fields that hold what reviewers tagged.
#: Who changed a record last, and when.
Changer = Callable[[str], tuple[str, str]]
HANGING_ON, TAGS = "what hangs on it", ("tags", "tagged")
#: Made in passing by changes to something else, and kept while anybody uses them.
SHARED = ("passages", "tags")


class Step(Struct, frozen=True):
    """A transaction ``seq`` to take back or do again, and the one whose operations stand for it now."""

    seq: int
    latest: Entry


def parts(do: str) -> list[str]:
    """The changes a transaction was made of, by name."""
    return do.split("+")


def can_revert(entry: Entry) -> bool:
    return all(part in vocabulary() for part in parts(entry.do)) and not was_purged(entry)


def was_purged(entry: Entry) -> bool:
    """Whether something it did is there no more to take back."""
    return any(op.purged for op in entry.ops)


def next_undo(
    backward: Iterable[Entry], me: str, passed: Collection[int] = (), sparing: Collection[str] = ()
) -> Step | None:
    """My last change that is not taken back; those of the numbers ``passed`` are left out, and those with a
    part that is named in ``sparing``."""
    latest: dict[int, Entry] = {}
    spared = set(sparing)
    for entry in backward:
        original = entry.undoes or entry.redoes
        if original:
            latest.setdefault(original, entry)
        elif (
            entry.by == me
            and can_revert(entry)
            and entry.seq not in passed
            and not spared & set(parts(entry.do))
        ):
            last = latest.get(entry.seq, entry)
            if not last.undoes:
                return Step(entry.seq, last)
    return None


def next_redo(backward: Iterable[Entry], me: str) -> Step | None:
    """What I took back last and have not done again, unless I changed something else since."""
    again: set[int] = set()
    for entry in backward:
        if entry.by != me or entry.do == READ:
            continue
        if entry.redoes:
            again.add(entry.redoes)
        elif not entry.undoes:
            return None
        elif entry.undoes in again:
            again.discard(entry.undoes)
        elif was_purged(entry):
            return None
        else:
            return Step(entry.undoes, entry)
    return None


def step_at(entry: Entry, after: Iterable[Entry]) -> Step:
    """The given transaction, to take back. Refused if it is taken back or cannot be."""
    if was_purged(entry):
        raise Refused(
            "change {change} ({do}) is about what was purged: it cannot be taken back",
            change=entry.seq,
            do=entry.do,
        )
    if not can_revert(entry):
        raise Refused(
            "change {change} ({do}) cannot be taken back",
            "Give the number of a change.",
            change=entry.seq,
            do=entry.do,
        )
    latest = entry
    for later in after:
        if entry.seq in (later.undoes, later.redoes):
            latest = later
    if latest.undoes:
        raise Refused(
            "change {change} is taken back already (by change {other})",
            change=entry.seq,
            other=latest.seq,
        )
    return Step(entry.seq, latest)


def with_readings(entry: Entry, history: Callable[[str], list[tuple[Entry, Op]]]) -> list[Entry]:
    """The transaction and, before it, the latest first, what was found since in the versions it made:
    taking it back takes that back, too. ``history`` tells a record's."""
    made = [op.id for op in entry.ops if op.table == "versions" and op.kind == "add"]
    steps = [step for version in made for step, _ in history(version)]
    return [*(step for step in reversed(steps) if step.do == READ and step.seq > entry.seq), entry]


def revert(work: Work, entries: Iterable[Entry], changer: Changer) -> None:
    """Set everything back to before ``entries``, latest first. ``changer`` says who changed a record
    last, and when.

    Conflict where a value is not what the entry left, where something hangs on what would go, where what a
    record needs is gone, or where another one has taken its place.
    """
    backward = [op for entry in entries for op in reversed(entry.ops)]
    made = {op.id for op in backward if op.kind == "add"}
    made_in_passing = [op for op in backward if op.kind == "add" and op.table in SHARED]
    for op in backward:
        if op.kind == "delete":
            _restore(work, op, changer)
        elif op.kind == "patch":
            _set_back(work, op, changer)
        elif op not in made_in_passing:
            _take_away(work, op, made, changer)
    for op in backward:
        if op.kind == "patch":
            _settle(work, op)
    for op in sorted(made_in_passing, key=lambda op: SHARED.index(op.table)):
        _take_away_unused(work, op, made)
    for op in backward:
        _check_place(work, op, changer)


def veiled(work: Work, conflict: Conflict) -> Conflict:
    """The conflict as a blind project tells it: not who came in between, nor what they put there."""
    if not work.is_veiled(conflict.record):
        return conflict
    if conflict.field in (HANGING_ON, *TAGS):
        return Conflict(conflict.record, "what is on it", None, None, "")
    return Conflict(conflict.record, conflict.field, conflict.mine, conflict.theirs, "")


def _restore(work: Work, op: Op, changer: Changer) -> None:
    if work.tx.get(op.id) is not None:
        raise Conflict(op.id, "the record", None, "there again", *changer(op.id))
    work.tx.restore(dict(op.old or {}))


def _set_back(work: Work, op: Op, changer: Changer) -> None:
    current = work.tx.get(op.id)
    if current is None:
        raise Conflict(op.id, "the record", op.old, None, *changer(op.id))
    scalars: dict[str, Any] = {}
    for field, new in (op.new or {}).items():
        if field in TABLES[op.table].sets:
            work.tx.members(op.id, field, add=new.get("remove", ()), remove=new.get("add", ()))
        elif current[field] != new:
            raise Conflict(op.id, field, (op.old or {})[field], current[field], *changer(op.id))
        else:
            scalars[field] = (op.old or {})[field]
    if scalars:
        work.tx.patch(op.id, scalars)


def _settle(work: Work, op: Op) -> None:
    """What somebody else has tagged alike stays tagged."""
    from store.changes.tags import settle_tags

    given = (op.new or {}).get("tagged")
    if given and op.kind != "delete":
        settle_tags(work, op.id, given if op.kind == "add" else given.get("add", ()))


def _take_away(work: Work, op: Op, made: set[str], changer: Changer) -> None:
    current = work.tx.get(op.id)
    if current is None:
        raise Conflict(op.id, "the record", None, None, *changer(op.id))
    left = op.new or {}
    for field in TABLES[op.table].fields:
        if current.get(field) != left.get(field, current.get(field)):
            raise Conflict(op.id, field, left[field], current[field], *changer(op.id))
    for other in _others_on(work, op.id, made):
        raise Conflict(op.id, HANGING_ON, None, other["id"], other["by"], other["at"])
    work.tx.delete(op.id)


def _take_away_unused(work: Work, op: Op, made: set[str]) -> None:
    current = work.tx.get(op.id)
    if current is None:
        return
    if op.table == "tags":
        used = any(work.tx.find(table, "tags", op.id) for table in TAGGED)
    else:
        made_here = op.new or {}
        work.tx.members(op.id, "tags", remove=made_here.get("tags") or ())
        work.tx.members(op.id, "tagged", remove=made_here.get("tagged") or ())
        _settle(work, op)
        tagged = bool(work.need(op.id)["tags"])
        used = tagged or bool(_others_on(work, op.id, made)) or _restates(work, op.id)
    if not used:
        work.tx.delete(op.id)


def _others_on(work: Work, record_id: str, made: set[str]) -> list[Record]:
    """What hangs on a record without having been made with it."""
    return [other for other in hanging(work, record_id) if other["id"] not in made]


def _restates(work: Work, passage: str) -> bool:
    return any(passage in (demand["restated_by"] or ()) for demand in work.tx.scan("demands"))


def _check_place(work: Work, op: Op, changer: Changer) -> None:
    """What a record refers to is there, and nothing else has its place."""
    record = work.tx.get(op.id)
    if record is None:
        return
    for field in NEEDS.get(op.table, ()):
        if record[field] and work.tx.get(record[field]) is None:
            raise Conflict(op.id, field, record[field], None, *changer(record[field]))
    for twin in _twins(work, op.table, record) + _rivals(work, op.table, record):
        raise Conflict(op.id, "its place", None, twin["id"], twin["by"], twin["at"])
    if op.table == "demands" and record["parent"]:
        _check_above(work, op.id, record["parent"], changer)


def _twins(work: Work, table: str, record: Record) -> list[Record]:
    keys = ONCE.get(table)
    if not keys:
        return []
    alike = work.tx.find(table, keys[0], record[keys[0]])
    return [r for r in alike if r["id"] != record["id"] and all(r[key] == record[key] for key in keys)]


def _rivals(work: Work, table: str, record: Record) -> list[Record]:
    field = ALONE.get(table)
    if field is None or not record[field]:
        return []
    return [
        r for r in work.tx.scan(table) if r["id"] != record["id"] and set(record[field]) & set(r[field] or ())
    ]


def _check_above(work: Work, demand: str, parent: str, changer: Changer) -> None:
    from store.changes.demands import check_parent

    try:
        check_parent(work, demand, parent)
    except Refused:
        raise Conflict(demand, "parent", parent, None, *changer(parent)) from None
