"""What others did since a reviewer was here last, by person and by thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct, field

from store.history import HistoryLine, Names, op_lines
from store.model import Entry, Op, Record

if TYPE_CHECKING:
    from store.blinding import Blinding
    from store.engine import Engine

#: Of more changes only the latest are told.
MOST = 3_000
#: Where a record that stands for something on another one is told.
SUBJECT = {"notes": "target", "verdicts": "demand", "evidence": "demand", "assignments": "demand",
           "grades": "evidence", "versions": "document"}  # fmt: skip


class Done(Struct):
    """What one person did to one thing: the changes of it, oldest first, and how many records of each table
    came with them that nobody made one by one (the events and demands found in a document)."""

    who: str
    subject: str
    lines: list[HistoryLine] = field(default_factory=list)
    found: Counter[str] = field(default_factory=Counter)


class Since(Struct, frozen=True):
    """What others did after change ``seq``, up to ``until``: so many changes, and how many older ones nobody
    looked at; by person, who did most first, each thing by its latest change."""

    seq: int
    until: int
    changes: int
    skipped: int
    done: tuple[Done, ...]

    @property
    def people(self) -> tuple[str, ...]:
        """Who did something, in that order."""
        return tuple(dict.fromkeys(one.who for one in self.done))


def since(engine: Engine, me: str, seq: int, seen: Blinding | None = None) -> Since:
    """What others did after a change. ``seen`` is what a blind project leaves of it."""
    until = engine.seq
    seq = min(seq, until)
    names, done = Names(engine), dict[tuple[str, str], Done]()
    changes = 0
    for entry in engine.entries(max(seq, until - MOST)):
        if entry.by == me or entry.seq > until:
            continue
        told = list(_told(engine, entry, names, seen))
        changes += bool(told)
        for subject, table, lines in told:
            one = done.setdefault((entry.by, subject), Done(entry.by, subject))
            one.lines += lines
            one.found[table] += not lines
    ordered = tuple(_ordered(done.values()))
    return Since(seq, until, changes, max(0, until - MOST - seq), ordered)


def _ordered(done: Iterable[Done]) -> list[Done]:
    found = [one for one in done if one.lines or one.found.total()]
    many = Counter({one.who: 0 for one in found})
    for one in found:
        many[one.who] += len({line.seq for line in one.lines}) or 1
    return sorted(
        found, key=lambda one: (-many[one.who], one.who, -max((line.seq for line in one.lines), default=0))
    )


def _told(
    engine: Engine, entry: Entry, names: Names, seen: Blinding | None
) -> Iterator[tuple[str, str, list[HistoryLine]]]:
    """What each operation was about, its table, and what there is to say of it: nothing of what only came
    along."""
    document = next((op.id for op in entry.ops if op.table == "documents"), "")
    alone = len(entry.ops) == 1
    for op in entry.ops:
        shown = op if seen is None else seen(entry, op)
        if shown is None:
            continue
        if document and op.table not in ("documents", "versions"):
            yield document, op.table, []
        elif not _comes_along(shown, alone):
            yield subject_of(engine, op), op.table, list(op_lines(entry, shown, names))


def _comes_along(op: Op, alone: bool) -> bool:
    """A passage is made for what is hung on it; a new version's own lines are its document's."""
    untagged = not (op.new or {}).get("tags")
    return not alone and (
        op.table == "versions" or (op.table == "passages" and op.kind == "add" and untagged)
    )


def subject_of(engine: Engine, op: Op) -> str:
    """The id of the thing that an operation is told of."""
    return _subject(engine, op.table, op.id, _whole(engine, op))


def _subject(engine: Engine, table: str, record_id: str, record: Record) -> str:
    above = record.get(SUBJECT.get(table, ""))
    if not above:
        return record_id
    if table == "grades":
        return str((engine.get(above) or {}).get("demand") or above)
    if table == "notes" and str(above)[:1] in "bu":
        return str((engine.get(above) or {}).get("demand") or above)
    return str(above)


def _whole(engine: Engine, op: Op) -> Record:
    """The record, as it is or was."""
    known = op.new if op.kind == "add" else op.old if op.kind == "delete" else None
    return known or engine.get(op.id) or engine.history(op.id)[0][1].new or {}
