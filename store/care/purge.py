"""Removing personal data for good, from the records and from all that was ever journalled.

The one exception to the rule that nothing is taken out of the journal: it is written anew without a record's
or a person's content, as another store in the same folder (see ``store.care.rewriting``).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import chain, count
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from content.messages import N_, Word
from store.care.rewriting import new_plan, rewrite
from store.care.scrubbing import Renamed, Without
from store.changes.links import NEEDS, remove
from store.changes.tags import RemoveTag
from store.changes.team import check_team, find_reviewer
from store.changes.wording import reviewer_name
from store.changes.work import Work, table_of
from store.database import Database
from store.engine import Engine
from store.errors import NotFound, Refused, StoreError
from store.looking import role_of
from store.model import TABLES, Entry, Op, split_id
from store.review import Review, allow
from store.transaction import Transaction
from store.walking import named

DO = "purge"
#: Folders of a project that hold what is elsewhere, too.
COPIES = ("backups", "exports", "index")
Removing = Callable[[Transaction], None]
#: What may be told of how far it is: (done, all).
Progress = Callable[[int, int], object]
#: Tables whose records are purged in another way, and which.
ELSEWHERE = {
    "project": N_("the project itself cannot be purged; delete its folder"),
    "reviewers": N_("give the name: vermerk purge PROJECT --reviewer NAME"),
    "versions": N_("purge the document it is a version of"),
}


class Purged(Struct, frozen=True):
    """``seq`` is the number of the purge in the journal, ``ids`` are the records whose content is gone and
    ``name`` a reviewer's new one. The paths ``left`` in the project's folder could not be deleted."""

    seq: int
    ids: tuple[str, ...]
    name: str
    left: tuple[str, ...]


def purge_record(review: Review, record_id: str, progress: Progress | None = None) -> Purged:
    """Removes a record, living or deleted, and all that hangs on it or hung on it when it was deleted,
    history and files included. NotFound, Refused, Forbidden unless a lead asks; then nothing has happened."""
    database, folder = _files_of(review)

    def write(entry: Entry) -> Purged:
        gone = tuple(op for op in entry.ops if op.kind == "delete")
        ids = _with_all_gone(database, {record_id, *(op.id for op in gone)})
        documents = (f"documents/{one}" for one in ids if one[0] == TABLES["documents"].letter)
        plan = new_plan(folder, (*COPIES, *documents), about=ids)
        entries = _told(database, replace(entry, ops=gone), progress)
        left = rewrite(folder, plan, map(Without(ids), entries))
        return Purged(entry.seq, tuple(sorted(ids, key=split_id)), "", left)

    return _carried_out(database, review.me, _removal(review, record_id), write)


def purge_reviewer(
    review: Review, name: str, with_notes: bool = False, progress: Progress | None = None
) -> Purged:
    """Puts a neutral name in the place of a reviewer's everywhere, and takes away their accounts, role and
    personal files; with ``with_notes`` the words of their notes as well. As ``purge_record``, and Refused
    where nobody would be left to lead."""
    database, folder = _files_of(review)

    def write(entry: Entry) -> Purged:
        neutral = _neutral_name(database, name)
        plan = new_plan(folder, _paths_of(folder, name), names=(name, neutral))
        entries = _told(database, entry, progress)
        left = rewrite(folder, plan, map(Renamed(name, neutral, with_notes), entries))
        return Purged(entry.seq, (), neutral, left)

    return _carried_out(database, review.me, _dismissal(review, name), write)


def what_goes(review: Review, record_id: str) -> dict[str, int]:
    """How many living records of which table a purge of this one would take. Raises as it would."""

    def tables(entry: Entry) -> dict[str, int]:
        return Counter(op.table for op in entry.ops if op.kind == "delete")

    return _files_of(review)[0].replace(review.me, DO, _removal(review, record_id), tables)


def new_name(review: Review, name: str) -> str:
    """The name that would take the place of a reviewer's. Raises as their purge would."""
    database, _ = _files_of(review)
    return database.replace(
        review.me, DO, _dismissal(review, name), lambda entry: _neutral_name(database, name)
    )


def _removal(review: Review, record_id: str) -> Removing:
    """As the removal of that record would, but also of one that is deleted already."""

    def work(tx: Transaction) -> None:
        at, table = _lead(review, tx), table_of(record_id)
        if table in ELSEWHERE:
            raise Refused(
                "{record_id} belongs to {table}",
                ELSEWHERE[table],
                record_id=record_id,
                table=Word(table, "kind"),
            )
        if tx.get(record_id) is None:
            _check_gone(review.engine, record_id)
        elif table == "tags":
            RemoveTag(record_id).apply(at)
        else:
            remove(at, record_id)

    return work


def _dismissal(review: Review, name: str) -> Removing:
    def work(tx: Transaction) -> None:
        at = _lead(review, tx)
        reviewer = find_reviewer(at, reviewer_name(name))
        if reviewer is not None:
            tx.patch(reviewer["id"], {"role": "viewer"})
            check_team(at)

    return work


def _lead(review: Review, tx: Transaction) -> Work:
    role = role_of(tx.find("reviewers", "name", review.me))
    allow(role, DO, "lead")
    return Work(tx, role, review.text)


def _check_gone(engine: Engine, record_id: str) -> None:
    """NotFound for a record that never was, Refused for one that was purged."""
    steps = engine.history(record_id)
    if not steps:
        raise NotFound(
            "there never was a record {record_id}",
            "List the records to find the right id.",
            record_id=record_id,
        )
    if steps[-1][1].purged:
        raise Refused(
            "{record_id} was purged already (by change {seq})", record_id=record_id, seq=steps[-1][0].seq
        )


def _with_all_gone(database: Database, ids: set[str]) -> set[str]:
    """The records, and all deleted ones that ever hung on one of them."""
    hung = defaultdict[str, set[str]](set)
    for entry in database.entries():
        for op in entry.ops:
            if op.table in NEEDS and database.get(op.id) is None:
                for above in _named(op):
                    hung[above].add(op.id)
    found, waiting = set(ids), list(ids)
    while waiting:
        new = hung[waiting.pop()] - found
        found |= new
        waiting.extend(new)
    return found


def _named(op: Op) -> Iterator[str]:
    """What a record hung on before or after an operation."""
    for fields in (op.new or {}, op.old or {}):
        yield from (fields[name] for name in NEEDS[op.table] if fields.get(name))


def _neutral_name(database: Database, name: str) -> str:
    """A name that nobody ever had. NotFound if nobody had this one."""
    names, number = set[str](), 0
    for entry in database.entries():
        names.add(entry.by)
        for op in entry.ops:
            made = op.new or {}
            if op.kind == "add" and op.table == "reviewers":
                names.add(made["name"])
                number = split_id(op.id)[1] if made["name"] == name else number
    if not number:
        raise NotFound(
            "there never was a reviewer {name}", "vermerk reviewers PROJECT list shows them.", name=name
        )
    return next(free for n in count(number) if (free := f"reviewer-{n}") not in names)


def _paths_of(folder: Path, name: str) -> Iterator[str]:
    """What goes with a reviewer, and what may name them."""
    yield from (*COPIES, f"reviewers/{name}")
    yield from (str(path.relative_to(folder)) for path in named(folder / "presence", "*"))


def _told(database: Database, last: Entry, progress: Progress | None) -> Iterator[Entry]:
    for entry in chain(database.entries(), (last,)):
        yield entry
        if progress is not None:
            progress(entry.seq, last.seq)


def _files_of(review: Review) -> tuple[Database, Path]:
    """Refused where a project is kept in another way than in files."""
    if not isinstance(review.engine, Database) or review.engine.folder is None:
        raise Refused("only a project in a folder can be purged")
    return review.engine, review.engine.folder


def _carried_out(database: Database, me: str, work: Removing, write: Callable[[Entry], Purged]) -> Purged:
    purged = database.replace(me, DO, work, write)
    with suppress(StoreError):  # an image only saves time, and the purge is done
        database.snapshot()
    return purged
