"""Rows and marks that are kept from one view to the next, and made again only where something changed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct

from store.event_days import EventDays
from store.lookup import Lookup
from store.marks import DocumentMarks
from store.model import TABLE_OF_LETTER, Entry, split_id
from store.projection import MAKERS
from store.rows import Row

#: So many transactions, or rows, behind, making everything anew is quicker.
FAR = 200
MANY = 1_000
#: The documents whose marks are kept.
DOCUMENTS = 8


class Table(Struct):
    """The rows of one table by id, in id order, and as a tuple."""

    by_id: dict[str, Row]
    rows: tuple[Any, ...]


class Kept:
    """What was made for the newest view asked for. Threads may share it.

    ``changes`` gives the transactions after a number.
    """

    def __init__(self, changes: Callable[[int], Iterable[Entry]]) -> None:
        self._changes = changes
        self._lock = threading.Lock()
        self._key: tuple[object, ...] = ()
        self._seq = 0
        self._tables: dict[str, Table] = {}
        self._marks: dict[str, DocumentMarks] = {}
        self._event_days: EventDays | None = None

    def follow(self, lookup: Lookup) -> None:
        """Brings what is kept to a newer moment, so that whoever asks for it then does not wait."""
        with self._lock:
            self._come_to(lookup)

    def rows(self, lookup: Lookup, table: str) -> tuple[Any, ...]:
        """The rows of a table in id order; the same object as long as none of them changed."""
        with self._lock:
            if not self._come_to(lookup):
                return _made(lookup, table).rows
            if table not in self._tables:
                self._tables[table] = _made(lookup, table)
            return self._tables[table].rows

    def row(self, lookup: Lookup, record_id: str) -> Row | None:
        """The row of a record if those of its table were asked for; None if not, and if it is gone."""
        with self._lock:
            if not self._come_to(lookup):
                return None
            table = self._tables.get(TABLE_OF_LETTER.get(record_id[:1], ""))
            return table.by_id.get(record_id) if table else None

    def marks(self, lookup: Lookup, document: str) -> DocumentMarks:
        """The marks of a document; the same object as long as nothing in the document changed."""
        with self._lock:
            if not self._come_to(lookup):
                return DocumentMarks(lookup, document)
            found = self._marks.pop(document, None)
            self._marks[document] = DocumentMarks(lookup, document) if found is None else found
            if len(self._marks) > DOCUMENTS:
                del self._marks[next(iter(self._marks))]
            return self._marks[document]

    def event_days(self, lookup: Lookup) -> EventDays:
        """When all events are."""
        with self._lock:
            if not self._come_to(lookup):
                return lookup.moment.event_days()
            if self._event_days is None:
                self._event_days = lookup.moment.event_days()
            return self._event_days

    def _come_to(self, lookup: Lookup) -> bool:
        """Brings what is kept to the lookup's moment; False for a moment that is over."""
        moment = lookup.moment
        key = (moment.generation, lookup.me, lookup.role, lookup.today)
        if key == self._key and moment.seq < self._seq:
            return False
        if key == self._key and moment.seq == self._seq:
            return True
        changed = self._since(lookup) if key == self._key else None
        self._key, self._seq = key, moment.seq
        if changed is None:
            self._tables, self._marks, self._event_days = {}, {}, None
        else:
            self._make_again(lookup, changed)
        return True

    def _since(self, lookup: Lookup) -> set[str] | None:
        """The ids of what may have changed, None if that is everything."""
        if lookup.moment.seq - self._seq > FAR:
            return None
        from store.affected import affected

        changed: set[str] = set()
        for entry in self._changes(self._seq):
            if entry.seq > lookup.moment.seq:
                break
            found = affected(lookup, entry)
            if found is None or len(changed) > MANY:
                return None
            changed |= found
        return changed

    def _make_again(self, lookup: Lookup, changed: set[str]) -> None:
        by_table: dict[str, list[str]] = {}
        for record_id in changed:
            by_table.setdefault(TABLE_OF_LETTER[record_id[0]], []).append(record_id)
            self._marks.pop(record_id, None)
        for name in by_table.keys() & self._tables.keys():
            self._tables[name] = _changed(lookup, name, self._tables[name], by_table[name])
        if self._event_days is not None and "events" in by_table:
            events = {_number(one): lookup.find(one) for one in by_table["events"]}
            self._event_days = self._event_days.changed(events)


def _made(lookup: Lookup, table: str) -> Table:
    maker = MAKERS[table]
    by_id = {record["id"]: maker(lookup, record) for record in lookup.all(table)}
    return Table(by_id, tuple(by_id.values()))


def _changed(lookup: Lookup, name: str, table: Table, ids: list[str]) -> Table:
    by_id = table.by_id.copy()
    for record_id in sorted(ids, key=_number):
        record = lookup.find(record_id)
        if record is None:
            by_id.pop(record_id, None)
        else:
            by_id[record_id] = MAKERS[name](lookup, record)
    came = [record_id for record_id in ids if record_id in by_id and record_id not in table.by_id]
    if came and table.by_id and min(map(_number, came)) < _number(next(reversed(table.by_id))):
        by_id = dict(sorted(by_id.items(), key=lambda item: _number(item[0])))
    rows = tuple(by_id.values())
    return table if rows == table.rows else Table(by_id, rows)


def _number(record_id: str) -> int:
    return split_id(record_id)[1]
