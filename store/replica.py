"""This process's picture of a store: the state, and the journal it was read from. Here without files; see
``store.file_replica``.

``reading`` guards state and journal against other threads; it is only ever held for a moment.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from content.messages import Message
from store.disk import refusal
from store.errors import Damaged, NotFound, Refused, StoreError, Unknown
from store.journal import Journal
from store.model import Entry
from store.positions import Ticket
from store.state import State

if TYPE_CHECKING:
    from store.memory_journal import MemoryJournal


class Replica:
    """A store without files that otherwise behaves as one with files."""

    def __init__(self, journal: MemoryJournal | Journal) -> None:
        self.reading = threading.RLock()
        self.broken: StoreError | None = None
        self.closed = False
        self.state = State()
        self.journal = journal
        #: What others appended since somebody took it from here.
        self.news: list[Entry] = []
        self._files: dict[str, bytes] = {}

    def locked(self, timeout: float) -> AbstractContextManager[None]:
        """Keeps other processes from writing. Raises Busy."""
        return nullcontext()

    @property
    def read_only(self) -> StoreError | None:
        """What forbids writing: damage, a failed sync, a closed store, another version's format."""
        return self.broken or self.journal.damage

    def stands(self) -> bool:
        """Whether what was read is still there, rather than another store in its place."""
        return True

    def catch_up(self, locked: bool) -> Iterator[Entry]:
        """Applies what others appended, one by one, and tells it. After the files were replaced everything is
        read anew, ``generation`` goes up, and only the last entry is told. Raises Refused."""
        return iter(())

    def follow(self, locked: bool) -> None:
        """As ``catch_up``; ``news`` has what came then."""
        self.news += self.catch_up(locked)

    def entry(self, seq: int) -> Entry:
        """The transaction of that number. Raises NotFound, and Damaged if it was damaged since."""
        with self.reading:
            if self.closed:
                raise closed()
            if not 1 <= seq <= self.state.seq:
                raise NotFound("there is no change {seq}", seq=seq)
            with readable(Message("change {seq}", seq=seq)):
                return self.journal.entry(seq)

    def commit(self, entry: Entry) -> Ticket:
        """Locked: writes, then applies. Returns a ticket for ``sync``."""
        with self.reading:
            if self.state.seq != entry.seq - 1:
                raise replaced()
            try:
                ticket = self.journal.append(entry)
            except (Unknown, Damaged) as error:
                self.broken = error
                raise
            except OSError as error:
                raise refusal("the journal could not be written", error) from error
            self.state.apply(entry)
        return ticket

    def sync(self, ticket: Ticket) -> None:
        """Returns once everything up to the ticket is durable. Raises Unknown, and stays read-only then."""
        try:
            self.journal.sync(ticket)
        except Unknown as error:
            self.broken = error
            raise

    def put_files(self, files: dict[str, bytes]) -> list[str]:
        """Writes files durably, and tells which were not there before. Raises Refused (no file is new then),
        and Unknown, and stays read-only then."""
        fresh = [relative for relative in files if relative not in self._files]
        self._files.update(files)
        return fresh

    def take_away(self, files: list[str]) -> None:
        """Removes new files of a transaction that was not written."""
        for relative in files:
            del self._files[relative]

    def read_file(self, relative: str) -> bytes:
        """Raises NotFound."""
        if relative not in self._files:
            raise NotFound("there is no file {relative}", relative=relative)
        return self._files[relative]

    def snapshot(self, wait: bool = True) -> Path | None:
        return None

    def snapshot_if_due(self) -> Path | None:
        return None

    def rebase(self) -> list[Entry]:
        """Keeps what is in memory small; returns what others appended meanwhile."""
        return []

    def snapshot_soon(self) -> None:
        """Writes an image if that is quick, else has another process write it. Raises Refused."""

    def look_after_images(self) -> None:
        """Has another process write an image if much was written since the last one."""

    def close(self) -> None:
        with self.reading:
            self.closed = True
            self.broken = self.broken or closed()
            self.journal.close()


def closed() -> Refused:
    return Refused("the project is closed")


def replaced() -> Refused:
    """The files are not those the caller looked at."""
    return Refused("the project was replaced meanwhile (a restored backup, a purge)", "look at it and repeat")


@contextmanager
def readable(what: object) -> Iterator[None]:
    """Tells of what the system will not read as Refused."""
    try:
        yield
    except OSError as error:
        raise refusal("{file} could not be read", error, file=what) from error
