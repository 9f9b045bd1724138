"""The journal as lines that people read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from store.model import TABLES, Entry, Op
from store.tagging import parted

if TYPE_CHECKING:
    from store.engine import Engine

#: What names a record in a line, the first of these that it has.
NAMING = ("name", "title", "label", "text", "quote", "answer", "stance", "grade", "reviewer", "number")


#: Fields that only serve to find a passage again; its words tell what changed. What was found in a version
#: tells that it was read.
INNER = ("origin", "prefix", "suffix", "unread")

#: What a record that stands for a link is on.
ON = {
    "assignments": "demand",
    "evidence": "demand",
    "grades": "evidence",
    "notes": "target",
    "verdicts": "demand",
}


class HistoryLine(Struct, frozen=True):
    """What one change did to one field of one record.

    A record that was added has one line with field "" and its name as ``new``; one that was removed likewise
    with ``old``. Members of a set that came or went are ``new`` and ``old``. ``when`` is UTC.
    """

    seq: int
    when: str
    who: str
    do: str
    record: str
    field: str
    old: Any
    new: Any
    undoes: int = 0
    redoes: int = 0


def lines_of(
    engine: Engine, entries: Iterable[Entry], seen: Callable[[Entry, Op], Op | None] | None = None
) -> Iterator[HistoryLine]:
    """The lines of whole transactions: of each operation what ``seen`` lets through."""
    names = Names(engine)
    for entry in entries:
        if not entry.ops:  # a purge of what was gone already
            yield HistoryLine(entry.seq, entry.at, entry.by, entry.do, "", "", None, None)
        for op in entry.ops:
            shown = op if seen is None else seen(entry, op)
            if shown is not None:
                yield from op_lines(entry, shown, names)


def op_lines(entry: Entry, op: Op, names: Names) -> Iterator[HistoryLine]:
    if op.kind == "add":
        added = _with_tags(op.new or {})
        yield _line(entry, op, "", None, name_of(op.table, added))
        for field in TABLES[op.table].sets:
            if added.get(field):
                yield _line(entry, op, field, None, names.of(added[field]))
    elif op.kind == "delete":
        yield _line(entry, op, "", name_of(op.table, op.old or {}), None)
    else:
        for field, new in _with_tags(op.new or {}).items():
            if field in INNER:
                continue
            if field in TABLES[op.table].sets:
                gone, come = names.of(new.get("remove", ())), names.of(new.get("add", ()))
                yield _line(entry, op, field, gone or None, come or None)
            else:
                yield _line(entry, op, field, (op.old or {}).get(field), new)


def _with_tags(fields: dict[str, Any]) -> dict[str, Any]:
    """Who took or gave a tag is the line's ``who``: the tags alone are told, also of one given before."""
    told = dict(fields)
    given = told.pop("tagged", None)
    if isinstance(given, dict):
        told["tags"] = {way: _tags_of(members) for way, members in given.items()}
    elif given:
        told["tags"] = _tags_of(given)
    return told


def _tags_of(members: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(parted(member)[0] for member in members))


def name_of(table: str, record: dict[str, Any]) -> str:
    """One line that tells a record from its like: „f3: partial (nur geplant)“ for a verdict."""
    value = str(next((record[key] for key in NAMING if record.get(key)), ""))
    if on := record.get(ON.get(table, "")):
        value = f"{on}: {value}"
    if reason := record.get("reason"):
        value = f"{value} ({reason})"
    return " ".join(value.split())


class Names:
    """Members of sets in words: a tag's id by its name, also of tags that are gone."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known: dict[str, str] = {}

    def of(self, members: Iterable[str]) -> str:
        return ", ".join(self._name(member) for member in members)

    def _name(self, member: str) -> str:
        if not (member[:1] == "t" and member[1:].isdigit()):
            return member
        if member not in self._known:
            self._known[member] = self._look_up(member)
        return self._known[member]

    def _look_up(self, tag: str) -> str:
        record = self._engine.get(tag)
        if record is not None:
            return str(record["name"])
        steps = self._engine.history(tag)
        return str((steps[-1][1].old or {}).get("name", tag)) if steps else tag


def _line(entry: Entry, op: Op, field: str, old: Any, new: Any) -> HistoryLine:
    return HistoryLine(
        entry.seq, entry.at, entry.by, entry.do, op.id, field, old, new, entry.undoes, entry.redoes
    )
