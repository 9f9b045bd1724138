"""The records as of the last applied transaction, with their declared indexes.

What an image holds stays in its file; in memory is what changed since. Records in here are never changed in
place: a change puts a new dict in the old one's place, so whoever holds references has a consistent picture.
A frozen state shares everything with the one it was made of until that one changes.
Callers outside the store get copies (see store.records).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from copy import copy
from heapq import merge
from operator import itemgetter
from typing import Any

from store.event_days import EventDays, event_days
from store.image import Image, ImageTable, Recover
from store.image_index import Row
from store.model import TABLES, Entry, Op, Record, TableSpec, split_id
from store.records import applied, index_keys, spec_of

_number = itemgetter(0)


class TableState:
    """The records of one table by number: those of an image, if there is one, under those changed since."""

    def __init__(self, spec: TableSpec, image: ImageTable | None = None) -> None:
        self.spec = spec
        self.next_number = image.next_number if image is not None else 1
        self._image = image
        self._hidden: set[int] = set()  # of the image's records, those that were changed or deleted
        self._records: dict[int, Record] = {}
        self._last: dict[int, int] = {}
        self._ascending = True
        self._indexes: dict[str, dict[Any, set[int]]] = {field: {} for field in spec.indexed}
        self._frozen: TableState | None = None
        self._own: set[tuple[str, Any]] | None = None  # members of indexes not shared with a frozen table

    def __len__(self) -> int:
        beneath = 0 if self._image is None else len(self._image) - len(self._hidden)
        return beneath + len(self._records)

    def get(self, number: int) -> Record | None:
        record = self._records.get(number)
        if record is None and self._image is not None and number not in self._hidden:
            return self._image.get(number)
        return record

    def frozen(self) -> TableState:
        """The table as it is now, for any thread to read; the same object until something changes."""
        if self._frozen is None:
            self._frozen = copy(self)
        return self._frozen

    def put(self, number: int, record: Record) -> None:
        """Adds or replaces a record."""
        self._part()
        before = self._records.get(number)
        if before is None and number < self.next_number:
            self._ascending = False
        self._hide(number)
        self._records[number] = record
        self.next_number = max(self.next_number, number + 1)
        self._reindex(number, before, record)

    def drop(self, number: int) -> None:
        """Removes a record; its number is not given out again. Raises KeyError if there is none."""
        self._part()
        if not self._hide(number) and number not in self._records:
            raise KeyError(number)
        self._reindex(number, self._records.pop(number, None), None)

    def changed(self, number: int, seq: int) -> None:
        """Notes the transaction that changed the record last."""
        self._part()
        self._last[number] = seq

    def last_change(self, number: int) -> int:
        """Sequence number of the transaction that changed the record last; 0 if none did."""
        last = self._last.get(number)
        if last is None:
            return 0 if self._image is None else self._image.last_change(number)
        return last

    def records(self, hints: Collection[str] = ()) -> Iterator[Record]:
        """All records as of now, by ascending number, whatever happens while they are read. With ``hints`` as
        ``State.records``."""
        mine = self._sorted()
        if self._image is None:
            return iter([record for _, record in mine])
        beneath = self._image.records(frozenset(self._hidden), hints)
        return (record for _, record in merge(beneath, mine, key=_number))

    def all_numbers(self) -> list[int]:
        """The numbers of all records, ascending, without reading them."""
        beneath = () if self._image is None else self._image.all_numbers(self._hidden)
        return sorted((*beneath, *self._records))

    def event_days(self) -> EventDays:
        """When all records of a table of events are."""
        beneath = None if self._image is None else self._image.event_days(self._hidden)
        return event_days(self.records()) if beneath is None else beneath.changed(self._records)

    def rows(self) -> Iterator[Row]:
        """All records there ever were, as of now, for an image."""
        records = self._records.copy()
        mine = [(number, last, records.get(number), b"") for number, last in sorted(self._last.items())]
        if self._image is None:
            return iter(mine)
        return merge(self._image.rows(frozenset(self._last)), mine, key=_number)

    def find(self, field: str, value: Any) -> list[Record]:
        """Records with this value (this member, in a set field), by ascending number."""
        return list(self.each(field, value))

    def each(self, field: str, value: Any) -> Iterator[Record]:
        """As ``find``, those of the image read as they are asked for."""
        if field not in self._indexes:
            raise ValueError(
                f"{field!r} is not indexed; indexed are {', '.join(self.spec.indexed) or 'none'}"
            )
        mine = [(number, self._records[number]) for number in sorted(self._indexes[field].get(value, ()))]
        if self._image is None:
            return iter([record for _, record in mine])
        beneath = (
            (number, record)
            for number, record in self._image.find(field, value, self._hidden)
            if value in index_keys(self.spec, field, record)
        )
        if not mine:
            return (record for _, record in beneath)
        return (record for _, record in merge(beneath, mine, key=_number))

    def numbers(self, field: str, value: Any) -> list[int]:
        """The numbers of the records with this value, ascending, without reading them; exact for ids."""
        mine = self._indexes[field].get(value, ())
        beneath = () if self._image is None else self._image.numbers(field, value, self._hidden)
        return sorted((*beneath, *mine))

    def count(self, field: str, value: Any) -> int:
        """How many records have this value (this member), without reading them; exact for ids."""
        here = len(self._indexes[field].get(value, ()))
        return here + (self._image.count(field, value, self._hidden) if self._image is not None else 0)

    def _part(self) -> None:
        """Before a change: shares nothing that will change with the frozen table."""
        if self._frozen is None:
            return
        self._frozen, self._own = None, set()
        self._hidden, self._records, self._last = self._hidden.copy(), self._records.copy(), self._last.copy()
        self._indexes = {field: index.copy() for field, index in self._indexes.items()}

    def _members(self, field: str, key: Any) -> set[int]:
        """Those listed under a key, to be changed."""
        index = self._indexes[field]
        if key not in index:
            index[key] = set()
        elif self._own is not None and (field, key) not in self._own:
            index[key] = index[key].copy()
        if self._own is not None:
            self._own.add((field, key))
        return index[key]

    def _hide(self, number: int) -> bool:
        """Whether the record was the image's until now."""
        if self._image is None or number in self._hidden or number not in self._image:
            return False
        self._hidden.add(number)
        return True

    def _sorted(self) -> list[tuple[int, Record]]:
        if not self._ascending:
            self._records = dict(sorted(self._records.items()))
            self._ascending = True
        return list(self._records.items())

    def _reindex(self, number: int, before: Record | None, after: Record | None) -> None:
        for field, index in self._indexes.items():
            gone = index_keys(self.spec, field, before) if before else ()
            come = index_keys(self.spec, field, after) if after else ()
            if gone == come:
                continue
            for key in gone:
                left = self._members(field, key)
                left.discard(number)
                if not left:
                    del index[key]
            for key in come:
                self._members(field, key).add(number)


class State:
    """All tables, and which transaction changed each record last."""

    def __init__(self) -> None:
        self.seq = 0
        self.at = ""
        self.generation = 0  # how often the files were replaced under the open store
        self.tables = {name: TableState(spec) for name, spec in TABLES.items()}
        self._changed = dict.fromkeys(TABLES, 0)

    @classmethod
    def of(cls, image: Image, recover: Recover) -> State:
        """The state in an image. ``recover`` gives a record that is damaged in there."""
        state = cls()
        for name, spec in TABLES.items():
            state.tables[name] = TableState(spec, image.table(spec, name, recover))
        state.seq, state.at = image.header.position.seq, image.header.at
        state._changed = dict.fromkeys(TABLES, state.seq)
        return state

    def frozen(self) -> State:
        """All tables as they are now, for any thread to read, whatever happens to this state."""
        state = copy(self)
        state.tables = {name: table.frozen() for name, table in self.tables.items()}
        state._changed = self._changed.copy()
        return state

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

    def last_change(self, record_id: str) -> int:
        """Sequence number of the transaction that changed the record last; 0 if none did."""
        try:
            table, number = split_id(record_id)
        except ValueError:
            return 0
        return self.tables[table].last_change(number) if record_id[1:] == str(number) else 0

    def find(self, table: str, field: str, value: Any) -> list[Record]:
        """Records whose indexed field has this value (this member), in id order."""
        return self.table(table).find(field, value)

    def each(self, table: str, field: str, value: Any) -> Iterator[Record]:
        """As ``find``, read as they are asked for."""
        return self.table(table).each(field, value)

    def numbers(self, table: str, field: str, value: Any) -> list[int]:
        """The numbers in the ids of those that ``find`` gives, without reading them; exact for ids."""
        return self.table(table).numbers(field, value)

    def count(self, table: str, field: str = "", value: Any = None) -> int:
        """How many records a table has, or how many of them have this value in an indexed field."""
        found = self.table(table)
        return found.count(field, value) if field else len(found)

    def records(self, table: str, hints: Collection[str] = ()) -> Iterator[Record]:
        """All records of a table as of now, in id order. With ``hints`` those whose JSON, without a blank
        between names and values, holds one of these strings, and perhaps others: others need no reading."""
        return self.table(table).records(hints)

    def ids(self, table: str) -> list[str]:
        """The ids of all records of a table as of now, in order, without reading them."""
        found = self.table(table)
        return [f"{found.spec.letter}{number}" for number in found.all_numbers()]

    def event_days(self) -> EventDays:
        """When all events are."""
        return self.tables["events"].event_days()

    def next_number(self, table: str) -> int:
        """The number that the next new record gets."""
        return self.table(table).next_number

    def changed(self, table: str) -> int:
        """A number of the transaction since which the table has been as it is."""
        return self._changed[table]

    def apply(self, entry: Entry) -> None:
        """Moves the state one transaction on. Raises ValueError if the entry does not fit the state."""
        if entry.seq != self.seq + 1:
            raise ValueError(f"transaction {entry.seq} does not follow {self.seq}")
        for op in entry.ops:
            self._apply(op, entry.seq)
            self._changed[op.table] = entry.seq
        self.seq, self.at = entry.seq, entry.at

    def _apply(self, op: Op, seq: int) -> None:
        table = self.tables[op.table]
        _, number = split_id(op.id)
        after = applied(None if op.kind != "patch" else table.get(number), op)
        if after is None:
            table.drop(number)
        else:
            table.put(number, after)
        table.changed(number, seq)
