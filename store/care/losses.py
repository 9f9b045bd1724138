"""What of a damaged journal is lost, and what can be found out about it from snapshots and later changes.

Numbers without a line that can be trusted are lost. What the lost changes did to a record shows where it is
kept as it was after them: in a snapshot, less what trusted lines did since, or in the old values of the next
trusted line that changed it (which says in ``previous`` that the one before is lost).
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from store.care.images import Opened
from store.care.scan import Line
from store.lines import decoded_value, encoded_value
from store.model import TABLES, Entry, Op, Record
from store.records import META, with_members

#: The fields of a record that are known after a loss: all of them, or those that a later change shows; None
#: if it was deleted then.
Shown = dict[str, Any] | None


class Losses:
    """``stretches`` are the lost numbers as (first, last). ``shown`` says, by the last number of a stretch,
    what is known of records that it changed. ``end`` is the last number there was."""

    def __init__(self, lines: Callable[[], Iterable[Line]], images: list[Opened]) -> None:
        """``lines`` gives the trusted lines, in order; it is called once."""
        self._images, self._chains = images, dict[int, int]()
        self._wanted = {opened.seq for opened in images}
        self.stretches: list[tuple[int, int]] = []
        self.shown: dict[int, dict[str, Shown]] = {}
        self._later = sqlite3.connect("", isolation_level=None)
        self._later.execute(
            "CREATE TABLE op (id TEXT, seq INTEGER, raw BLOB, PRIMARY KEY (id, seq)) WITHOUT ROWID"
        )
        self._later.execute("BEGIN")
        self.end = self._read(lines())
        self._images = [opened for opened in images if self._chains.get(opened.seq) in (None, _chain(opened))]
        self._extend()
        for opened in self._images:
            self._look_at(opened)
        self._later.close()

    def stretch_of(self, seq: int) -> int:
        """The last number of the lost stretch that ``seq`` is in; 0 if it is in none."""
        at = bisect_left(self.stretches, (seq + 1,)) - 1
        return self.stretches[at][1] if at >= 0 and seq <= self.stretches[at][1] else 0

    def _read(self, lines: Iterable[Line]) -> int:
        seq = 0
        for line in lines:
            if line.entry.seq <= seq:
                continue
            if line.entry.seq > seq + 1:
                self.stretches.append((seq + 1, line.entry.seq - 1))
            seq = line.entry.seq
            if seq in self._wanted:
                self._chains[seq] = line.chain
            if self.stretches:
                self._note(line.entry)
        return seq

    def _note(self, entry: Entry) -> None:
        for op in entry.ops:
            fields = [op.table, op.id, op.rev, op.new, op.old, op.previous]
            row = (op.id, entry.seq, encoded_value(fields))
            self._later.execute("INSERT OR REPLACE INTO op VALUES (?, ?, ?)", row)
            if op.kind != "add" and (stretch := self.stretch_of(op.previous)):
                self.shown.setdefault(stretch, {}).setdefault(op.id, dict(op.old or {}))

    def _extend(self) -> None:
        """Snapshots may know changes behind the last trusted line."""
        known = max((opened.seq for opened in self._images), default=0)
        if known > self.end:
            self.stretches.append((self.end + 1, known))
            self.end = known

    def _look_at(self, opened: Opened) -> None:
        """Each record that a lost change was the last, or the last but trusted ones, to touch."""
        first = self.stretches[0][0] if self.stretches else self.end + 1
        seen: set[str] = set()
        for record_id, last, record in _rows(opened):
            if last >= first and record_id not in seen:
                seen.add(record_id)
                self._walk_back(record_id, last, record)

    def _walk_back(self, record_id: str, last: int, record: Record | None) -> None:
        while last and not self.stretch_of(last):
            op = self._op(record_id, last)
            if op is None:
                return  # before anything was lost
            record, last = _undone(record, op), op.previous
        stretch = self.stretch_of(last)
        if not stretch:
            return
        found = self.shown.setdefault(stretch, {})
        before = found.get(record_id)
        whole = before is not None and set(META) <= set(before)
        if record_id not in found or not whole:
            found[record_id] = None if record is None else dict(record)

    def _op(self, record_id: str, seq: int) -> Op | None:
        query = "SELECT raw FROM op WHERE id = ? AND seq = ?"
        row = self._later.execute(query, (record_id, seq)).fetchone()
        return Op(*decoded_value(row[0])) if row else None


def _chain(opened: Opened) -> int:
    return opened.image.header.position.chain


def _rows(opened: Opened) -> Iterator[tuple[str, int, Record | None]]:
    """(id, last change, record) of an image, without records whose bytes are not what their checksum says."""
    for name, spec in TABLES.items():
        spoiled: Record = {}
        table = opened.image.table(spec, name, lambda _id, _seq, spoiled=spoiled: spoiled)  # type: ignore[misc]
        if table is None:
            continue
        for number, last, record, _ in table.rows(frozenset()):
            if record is not spoiled:
                yield f"{spec.letter}{number}", last, record


def _undone(record: Record | None, op: Op) -> Record | None:
    """The record before an operation, from what it was after it."""
    if op.kind == "add":
        return None
    if op.kind == "delete":
        return dict(op.old or {})
    before = dict(record or {}) | (op.old or {})
    for field in set(op.new or {}) & TABLES[op.table].sets:
        step = (op.new or {})[field]
        before[field] = with_members(before.get(field) or [], step.get("remove", ()), step.get("add", ()))
    return before
