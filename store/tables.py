"""The records of one table as the mappings that TinyDB's Table works on."""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterator, Mapping, MutableMapping
from typing import Any

from store.errors import Refused
from store.model import Record, split_id
from store.records import META, spec_of
from store.transaction import Transaction


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
            raise Refused(f"{before['id']}: {', '.join(META)} cannot be changed")
        for field in self._spec.sets:
            wanted: list[Any] = fields.pop(field) or []
            gone = [member for member in before.get(field) or [] if member not in wanted]
            self._tx.members(before["id"], field, wanted, gone)
        self._tx.patch(before["id"], {key: value for key, value in fields.items() if key not in META})

    def _id(self, number: int) -> str:
        return f"{self._spec.letter}{number}"
