"""The records as of the last applied transaction, in memory, with their declared indexes.

Records in here are never changed in place: a change puts a new dict in the old one's place, so whoever
holds references has a consistent picture. Callers outside the store get copies (see store.records).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from store.model import TABLES, Entry, Op, Record, TableSpec, split_id
from store.records import applied, spec_of


def index_keys(spec: TableSpec, field: str, record: Record) -> tuple[Any, ...]:
    """The values under which an index of ``field`` lists the record: each member of a set, else the value."""
    value = record.get(field)
    return tuple(value or ()) if field in spec.sets else (value,)


class TableState:
    """The records of one table by number."""

    def __init__(self, spec: TableSpec) -> None:
        self.spec = spec
        self.next_number = 1
        self._records: dict[int, Record] = {}
        self._ascending = True
        self._indexes: dict[str, dict[Any, set[int]]] = {field: {} for field in spec.indexed}

    def __len__(self) -> int:
        return len(self._records)

    def get(self, number: int) -> Record | None:
        return self._records.get(number)

    def put(self, number: int, record: Record) -> None:
        """Adds or replaces a record."""
        before = self._records.get(number)
        if before is None and number < self.next_number:
            self._ascending = False
        self._records[number] = record
        self.reserve(number)
        self._reindex(number, before, record)

    def reserve(self, number: int) -> None:
        """Sees to it that the number is not given out (again)."""
        self.next_number = max(self.next_number, number + 1)

    def drop(self, number: int) -> None:
        """Removes a record; its number is not given out again."""
        self._reindex(number, self._records.pop(number), None)

    def records(self) -> list[Record]:
        """All records, by ascending number."""
        if not self._ascending:
            self._records = dict(sorted(self._records.items()))
            self._ascending = True
        return list(self._records.values())

    def find(self, field: str, value: Any) -> list[Record]:
        """Records with this value (this member, in a set field), by ascending number."""
        if field not in self._indexes:
            raise ValueError(
                f"{field!r} is not indexed; indexed are {', '.join(self.spec.indexed) or 'none'}"
            )
        return [self._records[number] for number in sorted(self._indexes[field].get(value, ()))]

    def _reindex(self, number: int, before: Record | None, after: Record | None) -> None:
        for field, index in self._indexes.items():
            gone = index_keys(self.spec, field, before) if before else ()
            come = index_keys(self.spec, field, after) if after else ()
            if gone == come:
                continue
            for key in gone:
                index[key].discard(number)
                if not index[key]:
                    del index[key]
            for key in come:
                index.setdefault(key, set()).add(number)


class State:
    """All tables, and which transaction changed each record last."""

    def __init__(self) -> None:
        self.seq = 0
        self.at = ""
        self.tables = {name: TableState(spec) for name, spec in TABLES.items()}
        self.last: dict[str, int] = {}

    def table(self, name: str) -> TableState:
        """Raises Refused for a name that is no table."""
        spec_of(name)
        return self.tables[name]

    def get(self, record_id: str) -> Record | None:
        """The record, None if it does not exist (any more) or if the words are no record id."""
        try:
            table, number = split_id(record_id)
        except ValueError:
            return None
        return self.tables[table].get(number)

    def records(self) -> Iterator[Record]:
        for table in self.tables.values():
            yield from table.records()

    def last_change(self, record_id: str) -> int:
        """Sequence number of the transaction that changed the record last; 0 if none did."""
        return self.last.get(record_id, 0)

    def apply(self, entry: Entry) -> None:
        """Moves the state one transaction on. Raises ValueError if the entry does not fit the state."""
        if entry.seq != self.seq + 1:
            raise ValueError(f"transaction {entry.seq} does not follow {self.seq}")
        for op in entry.ops:
            self._apply(op, entry.seq)
        self.seq, self.at = entry.seq, entry.at

    def _apply(self, op: Op, seq: int) -> None:
        table = self.tables[op.table]
        _, number = split_id(op.id)
        after = applied(table.get(number), op)
        if after is None:
            table.drop(number)
        else:
            table.put(number, after)
        self.last[op.id] = seq
