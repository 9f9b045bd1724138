"""The documents of a large import whose dates and demands are still to be found: a queue that outlives
whoever works at it.

The queue is the records: a version is ``unread`` from its import until the transaction that writes what was
found in it. So nothing is found twice or forgotten, whatever is killed, restored, purged or taken back. One
process at a time works at it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from msgspec import Struct

from content.messages import Message
from content.model import Region
from store import background
from store.ahead import ahead
from store.changes.suggesting import findings
from store.changes.suggesting_anew import suggest_anew
from store.changes.work import Work
from store.errors import Busy, Refused, StoreError
from store.locking import Lock, is_held
from store.looking import Looking
from store.model import Record
from store.transaction import Transaction
from store.undo import READ

if TYPE_CHECKING:
    from content.apart import Findings

#: The name of the transactions that write what was found.
LOCK = "reading"
#: Seconds between two looks whether another process, which works at the queue, has come to its end.
_LOOK = 0.5
#: Seconds until what was found is put into the index, too.
_INDEX = 2.0
#: Letters done, and letters in all.
Told = Callable[[int, int], object]


class _Waiting(Struct, frozen=True):
    """A version that waits: its record, which tells of each of its regions, is looked up when it is read."""

    version: str
    document: str
    letters: int


class _Asked(Struct, frozen=True):
    """A version that was read, the date its relative dates count from, and what was found in it."""

    version: Record
    date: str | None
    found: Findings


class Unread:
    """The queue of one open project. For one thread at a time."""

    def __init__(self, review: Looking) -> None:
        self._review, self._engine = review, review.engine
        #: Why not all was found that is in a document, by its id, of those that were read here.
        self.left_out: dict[str, Message] = {}

    def count(self) -> int:
        """How many documents wait."""
        return self._engine.moment().count("versions", "unread", True)

    @contextmanager
    def alone(self, seconds: float = 0.0) -> Iterator[None]:
        """No other process works at the queue meanwhile. Raises Busy if one does for so long, and Refused."""
        folder = self._engine.cache_folder()
        if folder is None:
            yield
            return
        lock = Lock(folder / LOCK)
        try:
            with lock.held(seconds):
                yield
        finally:
            lock.close()

    def in_background(self) -> bool:
        """Has a process of low priority read what waits, unless one is at it. Whether anything waits. Raises
        StoreError for who may not write."""
        if not self.count() or self._engine.read_only:
            return False
        folder = self._engine.cache_folder()
        if folder is not None and not is_held(folder / LOCK):
            background.start("store.reading", str(self._engine.folder))
        return True

    def read(
        self, documents: Collection[str] | None = None, told: Told | None = None, wait: bool = True
    ) -> None:
        """Reads all that wait, or those of ``documents``, and returns when none does any more. Where another
        process is at it this only looks on, or returns (``wait``). Raises StoreError."""
        all_ = _letters(self._waiting(documents))

        def tell(left: int) -> None:
            if told is not None:
                told(all_ - left, all_)

        while left := self._waiting(documents):
            tell(_letters(left))
            try:
                with self.alone(_LOOK):
                    if not self._read(documents, tell):
                        return
            except Busy:
                if not wait:
                    return
                self._engine.refresh()

    def _waiting(self, documents: Collection[str] | None) -> list[_Waiting]:
        return [
            _Waiting(one["id"], one["document"], int(one["length"]) + 1)
            for one in self._engine.moment().each("versions", "unread", True)
            if documents is None or one["document"] in documents
        ]

    def _read(self, documents: Collection[str] | None, tell: Callable[[int], None]) -> bool:
        """Reads those that wait now; whether any could be read. One that somebody changed meanwhile still
        waits."""
        self._engine.refresh()
        waiting = self._waiting(documents)
        left, some, indexed = _letters(waiting), False, time.monotonic()
        for one, read in ahead(self._find, waiting, lambda one: one.letters):
            if read is not None:
                self._write(read)
                some = True
            left -= one.letters
            tell(left)
            self._engine.refresh()  # or all that was found would stay in memory
            if time.monotonic() - indexed > _INDEX:
                self._review.searching.keep_up()
                indexed = time.monotonic()
        self._review.searching.bring(None)
        return some

    def _find(self, waiting: _Waiting) -> _Asked | None:
        """None for a version that is gone, or whose text is lost."""
        document, version = self._engine.get(waiting.document), self._engine.get(waiting.version)
        if document is None or version is None:
            return None
        with suppress(StoreError):
            text = self._review.text(document["id"], version["id"])
            regions = tuple(Region(kind, start, end) for kind, start, end in version["regions"] or ())
            return _Asked(version, document["date"], findings(text, document["date"], regions))
        return None

    def _write(self, read: _Asked) -> None:
        """Does nothing where somebody changed what was read, and after a purge or a restored backup."""
        generation = self._engine.generation

        def work(tx: Transaction) -> None:
            _add(Work(tx, "lead", self._review.text), read)

        try:
            self._engine.transact(read.version["by"], READ, work)
        except Refused:
            if self._engine.generation == generation:
                raise
        if read.found.missing:
            self.left_out[read.version["document"]] = read.found.missing


def _add(work: Work, read: _Asked) -> None:
    version = work.tx.get(read.version["id"])
    if version is None or not version.get("unread") or version["sha256"] != read.version["sha256"]:
        return
    document = work.need(version["document"])
    if document["date"] != read.date:
        return
    work.tx.patch(version["id"], {"unread": None})
    if document["version"] == version["id"]:
        found = read.found
        suggest_anew(work, document["id"], version["id"], found.events, found.demands)
        if found.missing:
            work.tx.patch(document["id"], {"warnings": [*(document["warnings"] or ()), found.missing]})


def _letters(waiting: Iterable[_Waiting]) -> int:
    return sum(one.letters for one in waiting)
