"""Who writes to an open store: one thread of one process at a time, on the newest state."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from typing import TypeVar

from store.errors import Busy, Refused
from store.model import Entry, Op
from store.positions import Ticket
from store.replica import Replica, replaced
from store.transaction import Transaction

T = TypeVar("T")


class Writer:
    """Changes what a replica shows. All but ``exclusive`` is for whoever is inside of it."""

    def __init__(self, replica: Replica) -> None:
        self._replica = replica
        # A writer may wait long for other processes; who only reads must not wait with it.
        self._writing = threading.RLock()
        self._holding = self._working = False
        self._pid = os.getpid()

    @contextmanager
    def exclusive(self, timeout: float) -> Iterator[None]:
        """Only one thread of one process is in here, and its state is the newest. May be nested."""
        if not self._writing.acquire(timeout=timeout):
            raise Busy("another thread of this program is writing", "try again in a moment")
        try:
            if self._holding:
                yield
                return
            if os.getpid() != self._pid:
                raise Refused("the project was opened in another process", "open it again in this one")
            self._check_writable()
            with self._replica.locked(timeout):
                self._holding = True
                try:
                    self._become_newest()
                    yield
                finally:
                    self._holding = False
        finally:
            self._writing.release()

    def write(
        self, by: str, do: str, work: Callable[[Transaction], T], undoes: int, redoes: int
    ) -> tuple[T, Entry | None, Ticket | None]:
        """What ``work`` returned, and the entry of what it did, with the ticket that makes it durable; both
        None if it did nothing."""
        tx, ops, result = self._run(by, work)
        if not ops:
            return result, None, None
        fresh = self._replica.put_files(tx.files)
        entry = Entry(self._replica.state.seq + 1, tx.at, by, _new_client(), do, ops, undoes, redoes)
        try:
            return result, entry, self._replica.commit(entry)
        except Refused:
            self._replica.take_away(fresh)
            raise

    def replace(
        self, by: str, do: str, work: Callable[[Transaction], None], write: Callable[[Entry], T]
    ) -> T:
        """Hands the entry of what ``work`` did to ``write``, which replaces the files, and reads those."""
        tx, ops, _ = self._run(by, work)
        result = write(Entry(self._replica.state.seq + 1, tx.at, by, _new_client(), do, ops))
        with self._replica.reading:
            self._replica.follow(locked=True)
        return result

    def close(self) -> None:
        """Closes the replica once nobody writes."""
        with self._writing:
            self._replica.close()

    def _check_writable(self) -> None:
        if problem := self._replica.read_only:
            raise problem

    def _become_newest(self) -> None:
        with self._replica.reading:
            generation = self._replica.state.generation
            self._replica.follow(locked=True)
        if generation != self._replica.state.generation:
            raise replaced()
        self._check_writable()

    def _run(self, by: str, work: Callable[[Transaction], T]) -> tuple[Transaction, tuple[Op, ...], T]:
        if self._working:
            raise RuntimeError("a transaction cannot start inside another one")
        tx = Transaction(self._replica.state, self._replica.entry, by, self._now())
        self._working = True
        try:
            result = work(tx)
        finally:
            self._working = False
            ops = tx.finish()
        return tx, ops, result

    def _now(self) -> str:
        """UTC to the second, never before the last transaction's."""
        return max(_utc(int(time.time())), self._replica.state.at)


def _new_client() -> str:
    return os.urandom(16).hex()


@lru_cache(maxsize=1)
def _utc(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
