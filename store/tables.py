"""The tables of a store as TinyDB shows tables: the only place that knows TinyDB."""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterator, Mapping, MutableMapping
from typing import TYPE_CHECKING, Any

from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Table

from store.errors import Refused
from store.model import TABLES, Record, split_id
from store.records import META, spec_of
from store.transaction import Transaction

if TYPE_CHECKING:
    from store.database import Database


class RecordTable(Table):
    """TinyDB's table over a Database: reads see the applied state, each call that writes is one
    transaction. Numbers are given out under the lock and never twice."""

    def __init__(self, database: Database, name: str) -> None:
        self._database = database
        self._working: WorkingTable | None = None
        super().__init__(_Storage(database), name, cache_size=0)

    def insert(self, document: Mapping[str, Any]) -> int:
        """As TinyDB's; keeps other writers out from the moment the number is chosen."""
        with self._database.exclusive():
            return super().insert(document)

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[int]:
        """As TinyDB's; nobody can come between looking and inserting."""
        with self._database.exclusive():
            return super().upsert(document, cond)

    def _get_next_id(self) -> int:
        if self._working is not None:
            return self._working.next_number()
        return self._database.next_number(self.name)

    def _read_table(self) -> Mapping[str, Record]:  # type: ignore[override]
        return TableView(self.name, self._database.get, self._database.scan, self._database.count)

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        def work(tx: Transaction) -> None:
            self._working = WorkingTable(tx, self.name, self._database.next_number(self.name))
            updater(self._working)
            self._working.save()

        try:
            self._database.transact("tinydb", "tinydb", work)
        finally:
            self._working = None


class _Storage(Storage):
    """What TinyDB asks a table's storage for: everything can be read, nothing written past the journal."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self) -> dict[str, dict[str, Any]]:
        return {name: {r["id"][1:]: r for r in self._database.scan(name)} for name in TABLES}

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        raise Refused("records are written by table or by transaction, not as a whole")


class TableView(Mapping[str, Record]):
    """Records by their number as a string, read when asked for. Every record is a copy."""

    def __init__(
        self,
        table: str,
        get: Callable[[str], Record | None],
        scan: Callable[[str], Iterator[Record]],
        count: Callable[[str], int],
    ) -> None:
        self._table, self._get, self._scan, self._count = table, get, scan, count

    def __getitem__(self, number: str) -> Record:
        record = self._get(spec_of(self._table).letter + number)
        if record is None:
            raise KeyError(number)
        return record

    def __iter__(self) -> Iterator[str]:
        return (record["id"][1:] for record in self._scan(self._table))

    def __len__(self) -> int:
        return self._count(self._table)

    def items(self) -> ItemsView[str, Record]:
        """All at once, so that a record deleted meanwhile does no harm."""
        return {record["id"][1:]: record for record in self._scan(self._table)}.items()


class WorkingTable(MutableMapping[int, Record]):
    """A table inside a transaction: records handed out may be changed; ``save`` journals what became of
    them, and nothing else."""

    def __init__(self, tx: Transaction, table: str, next_number: int) -> None:
        self._tx, self._table, self._spec = tx, table, spec_of(table)
        self._next = next_number
        self._touched: dict[int, Any] = {}

    def next_number(self) -> int:
        """A number that was never given out."""
        self._next += 1
        return self._next - 1

    def __getitem__(self, number: int) -> Record:
        if number not in self._touched:
            self._touched[number] = self._tx.get(self._id(number))
        record = self._touched[number]
        if record is None:
            raise KeyError(number)
        return record  # type: ignore[no-any-return]

    def __setitem__(self, number: int, record: Record) -> None:
        self._touched[number] = record
        self._next = max(self._next, number + 1)

    def __delitem__(self, number: int) -> None:
        if number not in self:
            raise KeyError(number)
        self._touched[number] = None

    def __contains__(self, number: object) -> bool:
        if number in self._touched:
            return self._touched[number] is not None
        return isinstance(number, int) and self._tx.get(self._id(number)) is not None

    def __iter__(self) -> Iterator[int]:
        # What was there before; the transaction itself changes only in ``save``.
        stored = (split_id(record["id"])[1] for record in self._tx.scan(self._table))
        numbers = dict.fromkeys([*stored, *self._touched])
        return (number for number in numbers if number in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        self._touched = dict.fromkeys(self)

    def save(self) -> None:
        """Raises Refused for fields the table does not have, and for a changed id, uid, rev, by or at."""
        for number, record in self._touched.items():
            before = self._tx.get(self._id(number))
            if record is None:
                if before is not None:
                    self._tx.delete(before["id"])
            elif before is None:
                self._tx.add_as(self._table, number, record)
            elif record != before:
                self._change(before, record)

    def _change(self, before: Record, record: Record) -> None:
        fields = {key: None for key in before if key not in record} | record
        if any(fields[key] != before[key] for key in META):
            raise Refused("{record}: {names} cannot be changed", record=before["id"], names=tuple(META))
        for field in self._spec.sets:
            wanted: list[Any] = fields.pop(field, None) or []
            gone = [member for member in before.get(field) or [] if member not in wanted]
            self._tx.members(before["id"], field, wanted, gone)
        self._tx.patch(before["id"], {key: value for key, value in fields.items() if key not in META})

    def _id(self, number: int) -> str:
        return f"{self._spec.letter}{number}"
