"""One open store: records, transactions, history, and the TinyDB tables over them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from store.disk import make_folder, refusal, refuse_remote
from store.engine import Committed
from store.errors import StoreError
from store.file_replica import FileReplica
from store.folder import FORMAT, make_store
from store.model import Entry, Op, Record
from store.personal import Personal
from store.records import copied, new_uid
from store.replica import Replica
from store.state import State
from store.transaction import Transaction
from store.writing import Writer

if TYPE_CHECKING:
    from store.tables import RecordTable

T = TypeVar("T")


class Database:
    """One open store. Threads may share it; any number of processes may each have one."""

    lock_timeout = 5.0

    def __init__(self, replica: Replica, folder: Path | None = None) -> None:
        self._folder = folder
        #: The backup made before opening brought the store up to date; None if it was.
        self.brought_up: Path | None = None
        self._replica = replica
        self._writer = Writer(replica)

    @classmethod
    def create(cls, folder: Path) -> Database:
        """Makes an empty store and opens it. Raises Refused if there is one already."""
        make_store(Path(folder))
        return cls.open(folder)

    @classmethod
    def open(cls, folder: Path) -> Database:
        """Opens the store in a folder. Raises NotFound, Refused (by a newer version; network file system)
        and Damaged (nothing can be read). ``damage`` tells of a journal that can be read up to some place.
        A store of an older format is brought up to date if it can be; see ``brought_up``."""
        folder = Path(folder).absolute()
        refuse_remote(folder)
        replica = FileReplica(folder, leaves_image=True)
        if replica.head.format < FORMAT and not replica.journal.damage:
            from store.care.migrate import bring_up_to_date, complete

            backup = bring_up_to_date(folder)
            replica.close()
            database = cls(FileReplica(folder, leaves_image=True), folder)
            database.brought_up = backup
            if backup is not None:
                database.transact("vermerk", "migrate", complete)
            return database
        return cls(replica, folder)

    @classmethod
    def memory(cls) -> Database:
        """A store without files that otherwise behaves as one with files."""
        from store.memory_journal import MemoryJournal

        return cls(Replica(MemoryJournal(new_uid())))

    @property
    def folder(self) -> Path | None:
        """Where the store lies; None in memory."""
        return self._folder

    @property
    def store_id(self) -> str:
        return self._replica.journal.store_id

    @property
    def seq(self) -> int:
        """Sequence number of the last applied transaction."""
        return self._replica.state.seq

    @property
    def damage(self) -> StoreError | None:
        """What is wrong with the journal. What was before it can be read, nothing can be written."""
        return self._replica.journal.damage

    @property
    def read_only(self) -> StoreError | None:
        """Why nothing can be written: damage, a failed sync, another version's format, a closed store."""
        return self._replica.read_only

    @property
    def generation(self) -> int:
        """How often the files were replaced under the open store (a restored backup, a purge)."""
        return self._replica.state.generation

    def stands(self) -> bool:
        """Whether the files are still those that were read; False after others (a restored backup, a purge)
        were put in their place, until somebody looks at them."""
        with self._replica.reading:
            return self._replica.stands()

    def table(self, name: str) -> RecordTable:
        """The table as TinyDB shows tables; what is written through it is journalled by "tinydb"."""
        from store.tables import RecordTable

        return RecordTable(self, name)

    def get(self, record_id: str) -> Record | None:
        """A copy of the record; None if missing or deleted."""
        with self._replica.reading:
            record = self._replica.state.get(record_id)
        return None if record is None else copied(record)

    def find(self, table: str, field: str, value: Any) -> list[Record]:
        """Copies of the records whose indexed field has this value (this member), in id order."""
        with self._replica.reading:
            records = self._replica.state.table(table).frozen()
        return [copied(record) for record in records.find(field, value)]

    def scan(self, table: str) -> Iterator[Record]:
        """Copies of all records of a table as of now, in id order."""
        with self._replica.reading:
            records = self._replica.state.table(table).records()
        return (copied(record) for record in records)

    def moment(self) -> State:
        """All records as of now, for any thread to read, whatever others write. They are not copies: nobody
        may change them."""
        with self._replica.reading:
            return self._replica.state.frozen()

    def count(self, table: str) -> int:
        """How many records the table has."""
        with self._replica.reading:
            return len(self._replica.state.table(table))

    def next_number(self, table: str) -> int:
        """The number the next new record of the table gets, if nobody else writes before."""
        with self._replica.reading:
            return self._replica.state.table(table).next_number

    def last_change(self, record_id: str) -> int:
        """Sequence number of the record's latest transaction, also for a deleted one; 0 if unknown."""
        with self._replica.reading:
            return self._replica.state.last_change(record_id)

    def read_file(self, relative: str) -> bytes:
        """A file that some transaction has put. Raises NotFound."""
        return self._replica.read_file(relative)

    def entry(self, seq: int) -> Entry:
        """The transaction of that number. Raises NotFound, and Damaged if it was damaged since."""
        return self._replica.entry(seq)

    def entries(self, since: int = 0) -> Iterator[Entry]:
        """Transactions after ``since``, up to the last applied one, in order."""
        return (self.entry(seq) for seq in range(max(since, 0) + 1, self.seq + 1))

    def entries_backward(self) -> Iterator[Entry]:
        """All transactions, the last applied one first."""
        return (self.entry(seq) for seq in range(self.seq, 0, -1))

    def history(self, record_id: str) -> list[tuple[Entry, Op]]:
        """What happened to a record, oldest first; empty for one that never was."""
        steps = []
        seq = self.last_change(record_id)
        while seq:
            entry = self.entry(seq)
            op = next(op for op in entry.ops if op.id == record_id)
            steps.append((entry, op))
            seq = op.previous
        return steps[::-1]

    def refresh(self) -> tuple[Entry, ...]:
        """What others committed since I last saw it; cheap when there is nothing. After the files were
        replaced (see ``generation``) it is the last entry alone, and everything may be different."""
        with self._replica.reading:
            self._replica.follow(locked=False)
        came = self._replica.rebase()
        with self._replica.reading:
            news = (*self._replica.news, *came)
            self._replica.news = []
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

        Raises Busy (lock not had in time), Refused (cannot be written; nothing was), Damaged (the store is
        read-only), Unknown (written, but perhaps not durable; read-only from here on).
        """
        with self.exclusive():
            result, entry, ticket = self._writer.write(by, do, work, undoes, redoes)
        if entry is None or ticket is None:
            return Committed(self.seq, (), result, None)
        self._replica.sync(ticket)
        self._replica.look_after_images()
        added = tuple(op.id for op in entry.ops if op.kind == "add" and op.rev == 1)
        return Committed(entry.seq, added, result, entry)

    def put_file(self, relative: str, data: bytes) -> None:
        """A file beside the records. For ``work`` inside ``transact``. Raises Refused, Unknown."""
        self._replica.put_files({relative: data})

    def cache_folder(self) -> Path | None:
        """The folder for what can be made anew at any time; None in memory. Raises Refused."""
        if self.folder is None:
            return None
        try:
            make_folder(self.folder / "index")
        except OSError as error:
            raise refusal("the folder of the index cannot be made", error) from error
        return self.folder / "index"

    def personal(self, name: str) -> Personal:
        """What one reviewer's screen remembers."""
        return Personal(self.folder, name)

    def replace(
        self, by: str, do: str, work: Callable[[Transaction], None], write: Callable[[Entry], T]
    ) -> T:
        """For a purge: runs ``work`` as ``transact`` does, but hands its entry, also one without operations,
        to ``write``, which puts other files in the place of the store's while nobody else can write. Reads
        them anew then. Raises Busy, Refused, Damaged, Unknown."""
        with self.exclusive():
            return self._writer.replace(by, do, work, write)

    def exclusive(self) -> AbstractContextManager[None]:
        """Inside, nobody else can write, and what was read is the newest. May be nested. Raises Busy,
        Refused, Damaged."""
        return self._writer.exclusive(self.lock_timeout)

    def snapshot(self) -> Path | None:
        """Writes an image of all records, as of the newest transaction, in TinyDB's format, and lets
        ``current.json`` lead to it. Returns its path; None in memory. Waits if another process is at it.
        Raises Refused if it cannot be written."""
        with self._replica.reading:
            self._replica.follow(locked=False)
        return self._replica.snapshot()

    def snapshot_soon(self) -> None:
        """As ``snapshot``, but where it would take a while a process of low priority does it, and this
        returns at once. Raises Refused."""
        with self._replica.reading:
            self._replica.follow(locked=False)
        self._replica.snapshot_soon()

    def snapshot_if_due(self) -> Path | None:
        """As ``snapshot`` if much was written since the last image, else, and in memory, nothing. A long
        journal has another process do this by itself. Raises Refused, also if another process is at it."""
        return self._replica.snapshot_if_due()

    def close(self) -> None:
        """Closes the store's files. The database cannot be used afterwards."""
        self._writer.close()

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()
