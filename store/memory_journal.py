"""A journal without files."""

from __future__ import annotations

from collections.abc import Iterator

from store.errors import StoreError
from store.lines import decode, encode, first_chain
from store.model import Entry
from store.positions import Position, Ticket


class MemoryJournal:
    """A journal that ends with the program. It keeps encoded lines, so that it behaves as a file does."""

    def __init__(self, store_id: str) -> None:
        self.store_id = store_id
        self.damage: StoreError | None = None
        self.seq = 0
        self._chain = first_chain(store_id)
        self._lines: list[bytes] = []

    @property
    def position(self) -> Position:
        return Position(self.seq, self._chain)

    def replaced(self, thorough: bool) -> bool:
        return False

    def read_tail(self, locked: bool) -> Iterator[Entry]:
        return iter(())

    def append(self, entry: Entry) -> Ticket:
        line, self._chain = encode(entry, self._chain, entry.seq - 1)
        self._lines.append(line)
        self.seq = entry.seq
        return self.ticket()

    def ticket(self) -> Ticket:
        return Ticket(self.seq, -1)

    def sync(self, ticket: Ticket) -> None:
        """There is nothing to make durable."""

    def entry(self, seq: int) -> Entry:
        return decode(self._lines[seq - 1])

    def close(self) -> None:
        self._lines = []
