"""The append-only truth: one line a transaction, each checksum running on from the line before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from store.errors import Damaged
from store.lines import decode, encode, first_chain
from store.model import Entry


class MemoryJournal:
    """A journal that ends with the program. It keeps encoded lines, so that it behaves as a file does."""

    damage: Damaged | None = None

    def __init__(self, store_id: str) -> None:
        self.store_id = store_id
        self.seq = 0
        self._chain = first_chain(store_id)
        self._lines: list[bytes] = []

    @contextmanager
    def locked(self, timeout: float) -> Iterator[None]:
        """Nobody else can write here."""
        yield

    def replaced(self) -> bool:
        return False

    def read_tail(self, locked: bool) -> list[Entry]:
        return []

    def append(self, entry: Entry) -> int:
        line, self._chain = encode(entry, self._chain)
        self._lines.append(line)
        self.seq = entry.seq
        return 0

    def sync(self, ticket: int) -> None:
        """There is nothing to make durable."""

    def entry(self, seq: int) -> Entry:
        return decode(self._lines[seq - 1])

    def close(self) -> None:
        self._lines = []
