"""The picture of a store that follows the files of a project folder, to which others write as well.

The state lies over the image it was opened with. When others have written a newer one and much was written
since, the state is made anew over that, so that a long-running process stays small.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from content.messages import Message
from store import snapshot
from store.disk import refusal
from store.errors import Damaged, StoreError, Unknown
from store.folder import UNFINISHED, Head, read_head, stamp, write_barrier
from store.image import Recover, recovered
from store.journal import Journal
from store.locking import Lock
from store.model import TABLES, Entry
from store.other_files import OtherFiles
from store.replica import Replica, closed, readable, replaced
from store.state import State

#: Seconds that whoever opens a project waits for another process to write an image.
_LONGEST_WAIT = 15.0


class FileReplica(Replica):
    """Follows a project folder that other processes write to as well."""

    journal: Journal

    def __init__(self, folder: Path, leaves_image: bool = False) -> None:
        """With ``leaves_image`` a long journal that has no image of use gets one, for this process and those
        that wait for it meanwhile. Raises NotFound, Refused and Damaged, as ``read_head``."""
        self._leaves_image = leaves_image
        self._folder, self._head = folder, str(folder / "store.json")
        self._unfinished = str(folder / UNFINISHED)
        self.reading = threading.RLock()
        with readable(folder):
            journal, state = self._load()
        self._leaves_image = False  # later on somebody may be waiting for the lock
        super().__init__(journal)
        self.state = state
        self._lock = Lock(folder / "lock")
        self._others = OtherFiles(folder)
        self._imaged = self._imaging = 0
        self._tried = 0  # the last image that was looked at for lying over it

    @property
    def head(self) -> Head:
        """What store.json said when it was read last."""
        return self._said

    @property
    def read_only(self) -> StoreError | None:
        return super().read_only or write_barrier(self._folder, self._said)

    @contextmanager
    def locked(self, timeout: float) -> Iterator[None]:
        with self._lock.held(timeout):
            if os.path.exists(self._unfinished):
                from store.care.rewriting import sweep

                sweep(self._folder)
            yield

    def close(self) -> None:
        super().close()
        self._lock.close()

    def _load(self) -> tuple[Journal, State]:
        """What the files hold; read again if a purge replaced them meanwhile."""
        while True:
            self._stamp = stamp(self._head)
            self._said = read_head(self._folder)
            try:
                journal, state = self._read()
            except Damaged:
                if stamp(self._head) == self._stamp:
                    raise
                continue
            if not journal.damage or stamp(self._head) == self._stamp:
                return journal, state
            journal.close()

    def _read(self) -> tuple[Journal, State]:
        """The newest valid image, else the one before, else nothing; and what the journal has since."""
        journal = Journal(self._folder / "journal", self._said.store, first=self._said.first)
        try:
            state = self._imaged_state(journal)
            for _ in _follow(journal, state, locked=False):
                pass
        except BaseException:
            journal.close()
            raise
        return journal, state

    def _imaged_state(self, journal: Journal) -> State:
        state = self._newest(journal)
        if state is None and self._leaves_image and journal.rest() > snapshot.LEAST_TAIL:
            self._leave_image(journal)
            state = self._newest(journal)
        return state or State()

    def _leave_image(self, journal: Journal) -> None:
        """Writes an image, unless somebody did while this waited for its turn. Without one it only takes
        longer: for who may not write, on a full disk, behind a process that hangs."""
        images = self._folder / "snapshot"
        with suppress(StoreError, OSError), snapshot.claimed_within(images, _LONGEST_WAIT):
            if (
                self._newest(journal)
                or not os.access(images, os.W_OK)
                or write_barrier(self._folder, self._said)
            ):
                return
            with closing(FileReplica(self._folder)) as whole:
                if not whole.read_only:
                    snapshot.publish(whole._write_image(images))

    def _newest(self, journal: Journal) -> State | None:
        """What the newest image of use holds; the journal goes on from there."""
        for image in snapshot.images(self._folder / "snapshot", self._said.store):
            if journal.reaches(image.header.position):
                journal.start(image.header.position)
                return State.of(image, self._recovering(journal))
        return None

    def _recovering(self, journal: Journal) -> Recover:
        def entry(seq: int) -> Entry:
            with self.reading, readable(Message("change {seq}", seq=seq)):
                return journal.entry(seq)

        return lambda record_id, seq: recovered(entry, record_id, seq)

    def stands(self) -> bool:
        try:
            return self.closed or not self._is_replaced(thorough=False)
        except (StoreError, OSError):
            return False

    def catch_up(self, locked: bool) -> Iterator[Entry]:
        if self.closed:
            return
        with readable(self._folder):
            if not self._is_replaced(thorough=locked):
                yield from _follow(self.journal, self.state, locked)
                return
            journal, state = self._load()
            state.generation = self.state.generation + 1
            self._take(journal, state)
        if state.seq:
            yield self.entry(state.seq)

    def rebase(self) -> list[Entry]:
        """Where the journal's tail has grown long and there is a newer image, lies over that one from now on.
        Returns what others appended meanwhile. For one thread at a time. Raises Refused."""
        with readable(self._folder):
            return self._rebased()

    def _rebased(self) -> list[Entry]:
        with self.reading:
            journal = self.journal
            if journal.tail < snapshot.LEAST_TAIL:
                return []
            if not journal.base:  # there is no image that can be used
                self.look_after_images()
            newest = snapshot.published(self._folder / "snapshot")
            if newest <= max(journal.base, self._tried):
                return []
            self._tried = newest
            seq, generation = self.state.seq, self.state.generation
        other, state = self._load()
        with self.reading:
            fits = self.journal is journal and not journal.damage and state.seq >= seq
            if self.closed or not fits or other.base <= journal.base or not other.reaches(journal.position):
                other.close()
                return []
            for _ in _follow(other, state, locked=False):
                pass
            news = [other.entry(number) for number in range(self.state.seq + 1, state.seq + 1)]
            state.generation = generation
            self._take(other, state)
        return news

    def _take(self, journal: Journal, state: State) -> None:
        self.journal.close()
        self.journal, self.state = journal, state
        self._imaged = 0

    def _is_replaced(self, thorough: bool) -> bool:
        # The two numbers differ only if an interrupt hit between reading an entry and applying it.
        interrupted = self.journal.seq != self.state.seq and not self.journal.damage
        if interrupted or self.journal.replaced(thorough):
            return True
        now = stamp(self._head)
        if now == self._stamp:
            return False
        said = read_head(self._folder)
        if (said.store, said.first) != (self._said.store, self._said.first):
            return True
        self._stamp, self._said = now, said
        return False

    def put_files(self, files: dict[str, bytes]) -> list[str]:
        try:
            return self._others.put(files)
        except Unknown as error:
            self.broken = error
            raise

    def take_away(self, files: list[str]) -> None:
        self._others.take_away(files)

    def read_file(self, relative: str) -> bytes:
        with readable(relative):
            return self._others.read(relative)

    def snapshot_if_due(self) -> Path | None:
        """As ``snapshot``, unless the newest image is not far behind. Raises Refused, also if another
        process is at it."""
        return self.snapshot(wait=False) if snapshot.is_due(self._folder, self.journal.tail) else None

    def snapshot_soon(self) -> None:
        if snapshot.is_quick(self._folder) and self.journal.tail < snapshot.LEAST_TAIL:
            self.snapshot()
        else:
            from store import imaging

            imaging.start(self._folder, even_if_early=True)

    def look_after_images(self) -> None:
        if not snapshot.is_due(self._folder, self.journal.tail - self._imaged):
            return
        from store import background, imaging

        if self._imaging and not background.reap(self._imaging):
            return
        self._imaged, self._imaging = self.journal.tail, imaging.start(self._folder)

    def snapshot(self, wait: bool = True) -> Path | None:
        """Writes an image of the newest state and publishes it. Raises Refused and Unknown."""
        images = self._folder / "snapshot"
        try:
            with snapshot.claimed(images, wait):
                if read_head(self._folder).store != self.journal.store_id:
                    raise replaced()  # by a purge: an image would keep what it took away
                path = self._write_image(images)
                snapshot.publish(path)
                return path
        except OSError as error:
            raise refusal("no snapshot could be written", error) from error

    def _write_image(self, images: Path) -> Path:
        with self.reading:
            if self.closed:
                raise closed()
            try:
                position, ticket = self.journal.position, self.journal.ticket()
            except Unknown as error:
                self.broken = error
                raise
            at = self.state.at
            tables = {name: self.state.table(name).rows() for name in TABLES}
        self.sync(ticket)  # an image must never be ahead of the durable journal
        newest = next(snapshot.images(images, self.journal.store_id), None)
        # Who had to wait may find an image that is ahead of what it saw when it came.
        if newest and newest.header.position.seq >= position.seq:
            with self.reading:
                mine = self.journal.reaches(newest.header.position)
            if mine and newest.is_sound():
                return newest.path
        return snapshot.write(images, self.journal.store_id, position, at, tables)


def _follow(journal: Journal, state: State, locked: bool) -> Iterator[Entry]:
    """Applies what the journal has behind its position. A valid line that makes no sense is damage."""
    try:
        for entry in journal.read_tail(locked):
            state.apply(entry)
            yield entry
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        journal.damage = Damaged(
            "the change after {change} cannot be understood: {reason}", change=state.seq, reason=str(error)
        )
