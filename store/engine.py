"""What keeps the records of a project, as everything above it sees it: no file, no network, no database.

``store.database`` is such an engine, in files and in memory. Another one (a server's, for teams on several
machines) has to pass tests/store/test_engine.py, and nothing above changes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from msgspec import Struct

from store.errors import StoreError
from store.event_days import EventDays
from store.model import Entry, Op, Record
from store.personal import Personal
from store.transaction import Transaction

T = TypeVar("T")


class Committed(Struct, Generic[T], frozen=True):
    """What a transaction came to: its sequence number, the ids of added records in order, what ``work``
    returned, and its entry (None if there was nothing to write; then ``seq`` is the last entry's)."""

    seq: int
    ids: tuple[str, ...]
    result: T
    entry: Entry | None


class Moment(Protocol):
    """All records as of one transaction, for any thread to read, whatever is written since. Records handed
    out are not copies: nobody may change them."""

    @property
    def seq(self) -> int:
        """The last transaction in it."""

    @property
    def generation(self) -> int:
        """How often the whole store was replaced under the open engine (a restored backup)."""

    def get(self, record_id: str) -> Record | None:
        """None if the record is missing or deleted, or if the words are no record id."""

    def find(self, table: str, field: str, value: Any) -> list[Record]:
        """Records whose indexed field has this value (this member), in id order."""

    def each(self, table: str, field: str, value: Any) -> Iterator[Record]:
        """As ``find``, read as they are asked for."""

    def numbers(self, table: str, field: str, value: Any) -> list[int]:
        """The numbers in the ids of those that ``find`` gives, without reading them; exact for ids."""

    def count(self, table: str, field: str = "", value: Any = None) -> int:
        """How many records a table has, or how many of them have this value in an indexed field."""

    def ids(self, table: str) -> list[str]:
        """The ids of all records of a table, in order, without reading them."""

    def event_days(self) -> EventDays:
        """When all events are."""

    def records(self, table: str, hints: Collection[str] = ()) -> Iterator[Record]:
        """All records of a table, in id order, read as they are asked for. With ``hints`` those whose JSON,
        without a blank between names and values, holds one of these strings, and perhaps others."""

    def last_change(self, record_id: str) -> int:
        """Number of the transaction that changed the record last; 0 if none did."""

    def changed(self, table: str) -> int:
        """A number of a transaction since which the table has been as it is."""


class Engine(Protocol):
    """One open store. Threads may share it; any number of processes may each have one. Records are copies."""

    @property
    def folder(self) -> Path | None:
        """The project's folder, for another process to open; None in memory."""

    @property
    def store_id(self) -> str: ...

    @property
    def seq(self) -> int:
        """Number of the last transaction seen."""

    @property
    def generation(self) -> int:
        """As ``Moment.generation``."""

    @property
    def damage(self) -> StoreError | None:
        """What is wrong with what is stored; what is right can be read, and nothing written."""

    @property
    def read_only(self) -> StoreError | None:
        """Why nothing can be written: damage, a failed sync, another version's format, a closed store."""

    def stands(self) -> bool:
        """Whether the store is still the one that was read; False after another (a restored backup, a purge)
        was put in its place, until somebody looks at that."""

    def moment(self) -> Moment: ...

    def get(self, record_id: str) -> Record | None:
        """None if the record is missing or deleted."""

    def find(self, table: str, field: str, value: Any) -> list[Record]:
        """Records whose indexed field has this value (this member), in id order."""

    def scan(self, table: str) -> Iterator[Record]:
        """All records of a table as of now, in id order."""

    def count(self, table: str) -> int:
        """How many records the table has."""

    def last_change(self, record_id: str) -> int:
        """Number of the record's latest transaction, also for a deleted one; 0 if unknown."""

    def entry(self, seq: int) -> Entry:
        """The transaction of that number. Raises NotFound, and Damaged."""

    def entries(self, since: int = 0) -> Iterator[Entry]:
        """Transactions after ``since``, up to the last one seen, in order."""

    def entries_backward(self) -> Iterator[Entry]:
        """All transactions, the last one seen first."""

    def history(self, record_id: str) -> list[tuple[Entry, Op]]:
        """What happened to a record, oldest first; empty for one that never was."""

    def refresh(self) -> tuple[Entry, ...]:
        """What others committed since I last looked; cheap when there is nothing."""

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

        Raises Busy, Refused (nothing was written), Damaged, Unknown (perhaps not durable)."""

    def read_file(self, relative: str) -> bytes:
        """A file that some transaction has put. Raises NotFound."""

    def put_file(self, relative: str, data: bytes) -> None:
        """A file beside the records, in the place of the one there was. For ``work`` inside ``transact``,
        while nobody else can write. Raises Refused, Unknown."""

    def cache_folder(self) -> Path | None:
        """A folder of the project for what can be made anew at any time, made if need be; None where there is
        none. Raises Refused where it cannot be made."""

    def personal(self, name: str) -> Personal:
        """What one reviewer's screen remembers."""

    def snapshot(self) -> object:
        """Lets whoever reads the store from outside see the last change. Raises Refused."""

    def snapshot_soon(self) -> None:
        """As ``snapshot``, without making anybody wait for it."""

    def close(self) -> None:
        """The engine cannot be used afterwards."""
