"""All records as of one transaction, brought forward by what changed since instead of being read anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from store.model import TABLES, Record, split_id

if TYPE_CHECKING:
    from store.database import Database

Records = dict[str, Record]

#: So many transactions behind, reading everything anew is quicker.
FAR = 500


class Kept:
    """Values made from whole tables, made again only when one of these tables is another object."""

    def __init__(self) -> None:
        self._known: dict[Any, tuple[tuple[object, ...], Any]] = {}

    def get(self, name: Any, made_of: tuple[object, ...], make: Callable[[], Any]) -> Any:
        known = self._known.get(name)
        if known is not None and all(map(_same, known[0], made_of)):
            return known[1]
        value = make()
        self._known[name] = (made_of, value)
        return value


def _same(one: object, other: object) -> bool:
    return one is other or (isinstance(one, str) and one == other)


class Picture:
    """The tables of a database by id, in id order. Tables that change are replaced, never altered.

    For one thread at a time; what it hands out may be read by any.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._generation = -1
        self._seq = 0
        self._tables: dict[str, Records] = {}

    def take(self) -> tuple[int, dict[str, Records]]:
        """(sequence number, tables), consistent even while others write."""
        if self._database.generation != self._generation or self._database.seq - self._seq > FAR:
            self._read()
        while self._seq != self._database.seq:
            self._forward()
        return self._seq, dict(self._tables)

    def _read(self) -> None:
        self._generation, self._seq = self._database.generation, self._database.seq
        self._tables = {
            name: {record["id"]: record for record in self._database.scan(name)} for name in TABLES
        }

    def _forward(self) -> None:
        """Read again what changed since. What a later transaction did to it is found on the next round."""
        seq = self._database.seq
        changed = {
            op.id for entry in self._database.entries(self._seq) if entry.seq <= seq for op in entry.ops
        }
        by_table: dict[str, list[str]] = {}
        for record_id in changed:
            by_table.setdefault(split_id(record_id)[0], []).append(record_id)
        for name, ids in by_table.items():
            self._tables[name] = self._replaced(self._tables[name], ids)
        self._seq = seq

    def _replaced(self, table: Records, ids: list[str]) -> Records:
        after = dict(table)
        for record_id in sorted(ids, key=_number):
            record = self._database.get(record_id)
            if record is None:
                after.pop(record_id, None)
            else:
                after[record_id] = record
        came = [record_id for record_id in ids if record_id not in table]
        if came and table and min(map(_number, came)) < _number(next(reversed(table))):
            after = dict(sorted(after.items(), key=lambda item: _number(item[0])))
        return after


def _number(record_id: str) -> int:
    return split_id(record_id)[1]
