"""Every record there ever was, as the transactions taken in so far left it, and whether each one fits.

Kept in a temporary database on disk, so that a million records do not have to be held in memory.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

import msgspec

from store.image_index import Row
from store.lines import decoded_value, encoded_value
from store.model import TABLES, Entry, Op, Record, split_id
from store.records import META, applied

_MADE = """CREATE TABLE record (tbl TEXT, num INTEGER, rev INTEGER, last INTEGER, raw BLOB,
    PRIMARY KEY (tbl, num)) WITHOUT ROWID"""


class Known(msgspec.Struct, frozen=True):
    """A record's revision, the transaction that changed it last, and its fields; None while it is deleted."""

    rev: int
    last: int
    fields: Record | None


class Ledger:
    """The state after ``seq``. It takes what it can of entries that do not fit."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.execute("PRAGMA cache_size = -16000")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute(_MADE)
        self._db.execute("BEGIN")
        self.seq = 0
        self.at = ""

    def close(self) -> None:
        self._db.close()

    def known(self, record_id: str) -> Known | None:
        """What is known of a record; None if it never was."""
        try:
            table, number = split_id(record_id)
        except ValueError:
            return None
        found = self._db.execute(
            "SELECT rev, last, raw FROM record WHERE tbl = ? AND num = ?", (table, number)
        ).fetchone()
        if found is None:
            return None
        rev, last, raw = found
        return Known(rev, last, None if raw is None else decoded_value(raw))

    def get(self, record_id: str) -> Record | None:
        """The record; None if it is not there (any more)."""
        known = self.known(record_id)
        return None if known is None else known.fields

    def is_there(self, record_id: Any, table: str = "") -> bool:
        """Whether there is such a record now, and in that table if one is named."""
        try:
            found, number = split_id(record_id)
        except (ValueError, TypeError):
            return False
        if table not in ("", found):
            return False
        there = "SELECT 1 FROM record WHERE tbl = ? AND num = ? AND raw IS NOT NULL"
        return self._db.execute(there, (found, number)).fetchone() is not None

    def records(self, table: str) -> Iterator[Record]:
        """The records of a table as of now, by number."""
        return (record for _, _, record, _ in self.rows(table) if record is not None)

    def rows(self, table: str) -> Iterator[Row]:
        """All records there ever were, as images have them; without their JSON."""
        rows = self._db.execute("SELECT num, last, raw FROM record WHERE tbl = ? ORDER BY num", (table,))
        return ((num, last, None if raw is None else decoded_value(raw), b"") for num, last, raw in rows)

    def put(self, table: str, number: int, rev: int, last: int, record: Record | None) -> None:
        """Sets what is known of a record."""
        raw = None if record is None else encoded_value(record)
        self._db.execute("REPLACE INTO record VALUES (?, ?, ?, ?, ?)", (table, number, rev, last, raw))

    def take(self, entry: Entry) -> Iterator[tuple[Op, str]]:
        """Takes in the next entry. Yields each operation that does not fit, with what is wrong with it."""
        for op in entry.ops:
            if not self.is_placed(op):
                yield op, "no-id"
                continue
            known = self.known(op.id)
            if wrong := self._misfit(op, known):
                yield op, wrong
            self._apply(op, known, entry.seq)
        self.seq, self.at = entry.seq, entry.at

    def fits(self, op: Op) -> bool:
        """Whether an operation may come next."""
        return self.is_placed(op) and not self._misfit(op, self.known(op.id))

    def _apply(self, op: Op, known: Known | None, seq: int) -> None:
        table, number = split_id(op.id)
        before = known.fields if known else None
        if op.kind == "patch" and before is None:
            return
        try:
            after = applied(before, op)
        except (ValueError, TypeError, KeyError, AttributeError):
            return
        self.put(table, number, op.rev, seq, after)

    @staticmethod
    def is_placed(op: Op) -> bool:
        """Whether the operation is about a record of its table."""
        try:
            table, number = split_id(op.id)
        except ValueError:
            return False
        return table == op.table and op.id[1:] == str(number) and number >= 1

    def _misfit(self, op: Op, known: Known | None) -> str:
        """What is wrong with an operation on a record that is known as this; empty if nothing is."""
        there = known is not None and known.fields is not None
        if op.kind == "add":
            if there or (known is None) != (op.rev == 1):
                return "there"
        elif not there:
            return "missing"
        if op.rev != (known.rev if known else 0) + 1:
            return "rev"
        if op.previous != (known.last if known else 0):
            return "previous"
        before = known.fields if known else None
        return "" if _same(op, before or {}) else "values"


def _same(op: Op, before: Record) -> bool:
    """Whether the fields of an operation are fields of its table, and the old ones what was there."""
    fields = TABLES[op.table].fields
    new, old = op.new or {}, op.old or {}
    if op.kind == "add":
        meta = new.get("id") == op.id and new.get("rev") == op.rev and set(META) <= set(new)
        return meta and set(new) <= {*META, *fields}
    if op.kind == "delete":
        return old == before
    sets = TABLES[op.table].sets
    if not set(new) <= set(fields) or set(old) != set(new) - sets:
        return False
    if any(before.get(field) != value for field, value in old.items()):
        return False
    return all(_members_fit(new[field], before.get(field) or []) for field in set(new) & sets)


def _members_fit(step: Any, members: list[Any]) -> bool:
    if not isinstance(step, dict) or not set(step) <= {"add", "remove"}:
        return False
    return not any(one in members for one in step.get("add", ())) and all(
        one in members for one in step.get("remove", ())
    )
