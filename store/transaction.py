"""What a piece of work wants to change: reads see the work's own writes, nothing else sees them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any, Protocol

from store.errors import Conflict, NotFound, Refused
from store.model import TABLES, Entry, Op, Record, split_id
from store.records import (
    META,
    checked,
    complete,
    copied,
    difference,
    new_uid,
    spec_of,
    with_members,
)
from store.state import TableState


class Base(Protocol):
    """The newest state, as a transaction needs it; nobody else changes it meanwhile."""

    def get(self, record_id: str) -> Record | None: ...
    def find(self, table: str, field: str, value: Any) -> list[Record]: ...
    def count(self, table: str) -> int: ...
    def records(self, table: str) -> Iterator[Record]: ...
    def last_change(self, record_id: str) -> int: ...
    def next_number(self, table: str) -> int: ...


class Transaction:
    """One transaction in the making; valid only inside ``work``. ``at`` is UTC and never before the
    previous transaction's. Records handed out are copies."""

    def __init__(self, state: Base, entry: Callable[[int], Entry], by: str, at: str) -> None:
        self.by, self.at = by, at
        self.files: dict[str, bytes] = {}
        self._state, self._entry = state, entry
        self._after: dict[str, Record | None] = {}
        self._tables: dict[str, TableState] = {}
        self._next: dict[str, int] = {}
        self._open = True

    def get(self, record_id: str) -> Record | None:
        """The record as this transaction sees it; None if missing or deleted."""
        record = self._current(record_id)
        return None if record is None else copied(record)

    def find(self, table: str, field: str, value: Any) -> list[Record]:
        """Records whose indexed field has this value (or this member), in id order."""
        stored = self._state.find(table, field, value)
        return self._merged(stored, self._written(table).find(field, value))

    def scan(self, table: str) -> Iterator[Record]:
        """All records of a table, in id order."""
        return iter(self._merged(self._state.records(table), list(self._written(table).records())))

    def count(self, table: str) -> int:
        """How many records the table has."""
        touched = [key for key in self._after if split_id(key)[0] == table]
        before = sum(self._state.get(key) is not None for key in touched)
        after = sum(self._after[key] is not None for key in touched)
        return self._state.count(table) - before + after

    def add(self, table: str, fields: dict[str, Any]) -> Record:
        """A new record: gives id, uid, rev, by and at; missing fields are None, missing sets empty.
        Raises Refused for a field the table does not have."""
        number = self._next.get(table) or self._state.next_number(table)
        return self.add_as(table, number, fields)

    def add_as(self, table: str, number: int, fields: dict[str, Any]) -> Record:
        """As ``add``, under a number of the caller's choice. Raises Refused if it was ever given out."""
        spec = spec_of(table)
        record_id = f"{spec.letter}{number}"
        if number < 1 or record_id in self._after or self._state.last_change(record_id):
            raise Refused("the id {record_id} cannot be given to a new record", record_id=record_id)
        record: Record = {"id": record_id, "uid": new_uid(), "rev": 1, "by": self.by, "at": self.at}
        record |= complete(table, fields)
        self._next[table] = max(number + 1, self._next.get(table, 0), self._state.next_number(table))
        return self._put(record_id, record)

    def adopt(self, table: str, fields: dict[str, Any], uid: str, by: str, at: str) -> Record:
        """As ``add``, for a record that was made elsewhere: it keeps its uid, who made it and when."""
        record = self.add(table, fields)
        return self._put(str(record["id"]), record | {"uid": uid, "by": by, "at": at})

    def patch(self, record_id: str, fields: dict[str, Any], base_rev: int | None = None) -> Record:
        """Sets some fields. ``base_rev`` is the revision the caller read: where one of ``fields`` has
        another value than it had then, and not the one wanted now, Conflict is raised; other fields merge.
        Raises NotFound, and Refused for unknown and for set fields."""
        record = self._existing(record_id)
        wanted = checked(split_id(record_id)[0], fields, sets=False)
        if base_rev is not None:
            self._check_base(record_id, record, wanted, base_rev)
        return self._put(record_id, record | wanted)

    def members(
        self, record_id: str, field: str, add: Iterable[Any] = (), remove: Iterable[Any] = ()
    ) -> Record:
        """Adds members to and removes members from a set field. Raises NotFound, and Refused if the field
        is no set."""
        record = self._existing(record_id)
        table = split_id(record_id)[0]
        if field not in TABLES[table].sets:
            raise Refused("{table}: {field} is not a set", table=table, field=field)
        more = checked(table, {field: add}, sets=True)[field]
        return self._put(
            record_id, record | {field: with_members(record.get(field) or [], more, list(remove))}
        )

    def delete(self, record_id: str) -> None:
        """Removes a record; the journal keeps it. Raises NotFound."""
        self._existing(record_id)
        table, number = split_id(record_id)
        if table in self._tables and self._after.get(record_id) is not None:
            self._tables[table].drop(number)
        self._after[record_id] = None

    def restore(self, record: Record) -> Record:
        """Brings a deleted record back under its id, with the next revision. Raises Refused if it is there
        or never was."""
        record_id = str(record["id"])
        table, number = split_id(record_id)
        if self._current(record_id) is not None:
            raise Refused("{record_id} is not deleted", record_id=record_id)
        last = self._state.last_change(record_id)
        if not last and record_id not in self._after:
            raise Refused("{record_id} never was a record of this project", record_id=record_id)
        fields = {key: value for key, value in record.items() if key not in META}
        result = {key: record[key] for key in META} | complete(table, fields)
        if last and self._state.get(record_id) is None:
            result["rev"] = self._op_of(last, record_id).rev + 1
        return self._put(record_id, result)

    def put_file(self, relative: str, data: bytes) -> None:
        """A file of the project folder, written before the journal tells of this transaction."""
        path = PurePosixPath(relative)
        if path.is_absolute() or not path.parts or ".." in path.parts:
            raise Refused("not a path inside the project: “{relative}”", relative=relative)
        self.files[str(path)] = data

    def finish(self) -> tuple[Op, ...]:
        """Ends the transaction: the least operations that lead to what it wants, in order of first touch."""
        self._open = False
        ops = []
        for record_id, after in self._after.items():
            before = self._state.get(record_id)
            previous = self._state.last_change(record_id)
            if op := difference(split_id(record_id)[0], record_id, before, after, previous):
                ops.append(op)
        return tuple(ops)

    def _current(self, record_id: str) -> Record | None:
        if record_id in self._after:
            return self._after[record_id]
        return self._state.get(record_id)

    def _existing(self, record_id: str) -> Record:
        record = self._current(record_id)
        if record is not None:
            return record
        last = self._state.last_change(record_id)
        if last and record_id not in self._after:
            raise NotFound("{record_id} was deleted by {by}", record_id=record_id, by=self._entry(last).by)
        raise NotFound("there is no {record_id}", record_id=record_id)

    def _put(self, record_id: str, record: Record) -> Record:
        if not self._open:
            raise RuntimeError("the transaction is over")
        before = self._state.get(record_id)
        if before is not None:
            record["rev"] = before["rev"]
            record["rev"] += record != before
        self._after[record_id] = record
        table, number = split_id(record_id)
        if table in self._tables:
            self._tables[table].put(number, record)
        return copied(record)

    def _written(self, table: str) -> TableState:
        """The records of a table that this transaction has written; indexed when first asked for."""
        if table not in self._tables:
            self._tables[table] = TableState(spec_of(table))
            for record_id, record in self._after.items():
                name, number = split_id(record_id)
                if record is not None and name == table:
                    self._tables[table].put(number, record)
        return self._tables[table]

    def _merged(self, stored: Iterable[Record], mine: list[Record]) -> list[Record]:
        rest = [record for record in stored if record["id"] not in self._after]
        if mine:
            rest = sorted(rest + mine, key=lambda record: split_id(record["id"])[1])
        return [copied(record) for record in rest]

    def _op_of(self, seq: int, record_id: str) -> Op:
        return next(op for op in self._entry(seq).ops if op.id == record_id)

    def _check_base(self, record_id: str, record: Record, wanted: dict[str, Any], base_rev: int) -> None:
        stored = self._state.get(record_id)
        if stored is None or stored["rev"] == base_rev:
            return
        if not 0 < base_rev < stored["rev"]:
            raise Refused(
                "{record_id} has no revision {base_rev} yet", record_id=record_id, base_rev=base_rev
            )
        then, changer = self._since(record_id, base_rev)
        for field, mine in wanted.items():
            theirs = stored.get(field)
            if field in then and theirs not in (then.get(field), mine):
                raise Conflict(record_id, field, mine, copied(theirs), *changer[field])

    def _since(self, record_id: str, base_rev: int) -> tuple[dict[str, Any], dict[str, tuple[str, str]]]:
        """Values that fields had at ``base_rev`` as far as they were changed since, and who did last when."""
        then: dict[str, Any] = {}
        changer: dict[str, tuple[str, str]] = {}
        seq = self._state.last_change(record_id)
        while seq:
            op = self._op_of(seq, record_id)
            if op.rev <= base_rev:
                break
            for field in op.new or ():
                entry = self._entry(seq)
                changer.setdefault(field, (entry.by, entry.at))
            then.update(op.old or {})
            seq = op.previous
        return then, changer
