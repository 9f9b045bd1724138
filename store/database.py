"""One open store: records, transactions, history, and the TinyDB tables over them."""

from __future__ import annotations

import os
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Generic, TypeVar

from store.errors import Busy, NotFound, StoreError
from store.journal import MemoryJournal
from store.model import Entry, Op, Record
from store.records import copied
from store.state import State
from store.transaction import Transaction

__all__ = ("Committed", "Database", "Transaction")

T = TypeVar("T")
LOCK_TIMEOUT = 5.0


@dataclass(frozen=True, slots=True)
class Committed(Generic[T]):
    """What a transaction came to: its sequence number, the ids of added records in order, what ``work``
    returned, and its entry (None if there was nothing to write; then ``seq`` is the last entry's)."""

    seq: int
    ids: tuple[str, ...]
    result: T
    entry: Entry | None


class Database:
    """One open store. Threads may share it; any number of processes may each have one."""

    def __init__(self, journal: MemoryJournal, folder: Path | None = None) -> None:
        self.folder = folder
        self._journal = journal
        self._state = State()
        self._files: dict[str, bytes] = {}
        self._news: list[Entry] = []
        self._broken: StoreError | None = None
        # A writer may wait long for other processes; readers of the state must not wait with it.
        self._writing = threading.RLock()
        self._reading = threading.RLock()
        self._holding = False
        self._pid = os.getpid()

    @classmethod
    def memory(cls) -> Database:
        """A store without files that behaves as one with files."""
        return cls(MemoryJournal(str(uuid.uuid4())))

    @property
    def store_id(self) -> str:
        return self._journal.store_id

    @property
    def seq(self) -> int:
        """Sequence number of the last applied transaction."""
        return self._state.seq

    def get(self, record_id: str) -> Record | None:
        """A copy of the record; None if missing or deleted."""
        with self._reading:
            record = self._state.get(record_id)
        return None if record is None else copied(record)

    def find(self, table: str, field: str, value: Any) -> list[Record]:
        """Copies of the records whose indexed field has this value (this member), in id order."""
        with self._reading:
            found = self._state.table(table).find(field, value)
        return [copied(record) for record in found]

    def scan(self, table: str) -> Iterator[Record]:
        """Copies of all records of a table as of now, in id order."""
        with self._reading:
            records = self._state.table(table).records()
        return (copied(record) for record in records)

    def count(self, table: str) -> int:
        """How many records the table has."""
        with self._reading:
            return len(self._state.table(table))

    def last_change(self, record_id: str) -> int:
        """Sequence number of the record's latest transaction, also for a deleted one; 0 if unknown."""
        with self._reading:
            return self._state.last_change(record_id)

    def read_file(self, relative: str) -> bytes:
        """A file that some transaction has put. Raises NotFound."""
        if self.folder is None:
            if relative not in self._files:
                raise NotFound(f"there is no file {relative}")
            return self._files[relative]
        try:
            return (self.folder / relative).read_bytes()
        except FileNotFoundError:
            raise NotFound(f"there is no file {relative}") from None

    def entry(self, seq: int) -> Entry:
        """The transaction of that number. Raises NotFound."""
        if not 1 <= seq <= self.seq:
            raise NotFound(f"there is no change {seq}")
        return self._journal.entry(seq)

    def entries(self, since: int = 0) -> Iterator[Entry]:
        """Transactions after ``since``, up to the last applied one, in order."""
        return (self._journal.entry(seq) for seq in range(max(since, 0) + 1, self.seq + 1))

    def entries_backward(self) -> Iterator[Entry]:
        """All transactions, the last applied one first."""
        return (self._journal.entry(seq) for seq in range(self.seq, 0, -1))

    def history(self, record_id: str) -> list[tuple[Entry, Op]]:
        """What happened to a record, oldest first; empty for one that never was."""
        steps = []
        seq = self.last_change(record_id)
        while seq:
            entry = self._journal.entry(seq)
            op = next(op for op in entry.ops if op.id == record_id)
            steps.append((entry, op))
            seq = op.previous
        return steps[::-1]

    def refresh(self) -> tuple[Entry, ...]:
        """What others committed since I last saw it; cheap when there is nothing."""
        with self._reading:
            self._catch_up(locked=False)
            news, self._news = tuple(self._news), []
        return news

    def transact(
        self,
        by: str,
        do: str,
        work: Callable[[Transaction], T],
        *,
        undoes: int = 0,
        redoes: int = 0,
    ) -> Committed[T]:
        """Runs ``work`` on the newest state while nobody else can write, and commits what it did as one
        transaction. Returns once it is durable. If ``work`` raises, nothing has happened.

        Raises Busy (lock not had in time), Refused (cannot be written; nothing was), Damaged (store is
        read-only), Unknown (written, but perhaps not durable; read-only from here on).
        """
        ticket = 0
        with self._held():
            tx = Transaction(self._state, self._journal.entry, by, self._now())
            result = work(tx)
            ops = tx.finish()
            if not ops:
                return Committed(self.seq, (), result, None)
            self._put_files(tx.files)
            entry = Entry(self.seq + 1, tx.at, by, uuid.uuid4().hex, do, ops, undoes, redoes)
            ticket = self._commit(entry)
        self._journal.sync(ticket)
        added = tuple(op.id for op in ops if op.kind == "add" and op.rev == 1)
        return Committed(entry.seq, added, result, entry)

    def close(self) -> None:
        """Closes the store's files. The database cannot be used afterwards."""
        with self._writing, self._reading:
            self._journal.close()

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Only one thread of one process is in here, and its state is the newest."""
        if not self._writing.acquire(timeout=LOCK_TIMEOUT):
            raise Busy("another thread of this program is writing")
        try:
            if self._holding:
                raise RuntimeError("a transaction cannot start inside another one")
            with self._journal.locked(LOCK_TIMEOUT):
                self._holding = True
                with self._reading:
                    self._catch_up(locked=True)
                yield
        finally:
            self._holding = False
            self._writing.release()

    def _catch_up(self, locked: bool) -> None:
        for entry in self._journal.read_tail(locked):
            self._state.apply(entry)
            self._news.append(entry)

    def _commit(self, entry: Entry) -> int:
        with self._reading:
            ticket = self._journal.append(entry)
            self._state.apply(entry)
        return ticket

    def _put_files(self, files: dict[str, bytes]) -> None:
        self._files.update(files)

    def _now(self) -> str:
        """UTC to the second, never before the last transaction's."""
        return max(datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), self._state.at)
