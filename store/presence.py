"""Who is here now, and where: a file a session in ``presence/``, written when one goes elsewhere, and once a
minute. The file is locked as long as its session lives: the system lets go of it also after a crash.

It is for looking at, and no part of the review: what cannot be written or read is as good as not there.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from store.changes.wording import NAME
from store.disk import FILE_MODE, make_folder
from store.errors import StoreError

FOLDER = "presence"
#: Seconds between two beats, and the least between two changes of place.
BEAT, STEP = 60.0, 5.0
#: Seconds without a beat after which a session that still runs (suspended, say) is no longer here.
STALE = 180.0
#: What a file may hold.
_MOST = 4096


class Here(Struct, frozen=True, order=True):
    """Somebody's open session: the pane and document they are in ("" if unknown), since when (UTC)."""

    name: str
    since: str
    pane: str = ""
    document: str = ""


class Presence:
    """My session among the others. Without a folder nobody is seen. One thread at a time."""

    def __init__(self, folder: Path | None, name: str) -> None:
        self._folder = folder / FOLDER if folder else None
        self._name = name
        self._file = f"{name}.{os.getpid()}-{os.urandom(3).hex()}"
        self._since = datetime.now(UTC).isoformat(timespec="seconds")
        self._fd: int | None = None
        self._told: tuple[str, str] = ("", "")
        self._beat = 0.0

    def tell(self, pane: str, document: str) -> None:
        """Say where I am. Writes only when it is time to."""
        if self._folder is None:
            return
        now = time.monotonic()
        due = BEAT if (pane, document) == self._told else STEP
        if self._beat and now - self._beat < due:
            return
        self._beat, self._told = now, (pane, document)
        with suppress(OSError, StoreError):
            self._write(json.dumps({"since": self._since, "pane": pane, "document": document}).encode())

    def others(self) -> tuple[Here, ...]:
        """The other sessions, mine too if I have several; by name, then by time."""
        if self._folder is None:
            return ()
        return tuple(sorted(self._others()))

    def leave(self) -> None:
        """I am not here any more."""
        if self._fd is not None and self._folder is not None:
            with suppress(OSError):
                (self._folder / self._file).unlink(missing_ok=True)
            os.close(self._fd)
            self._fd = None

    def _write(self, data: bytes) -> None:
        if self._fd is not None and not os.fstat(self._fd).st_nlink:  # a purge took it, or somebody tidied up
            os.close(self._fd)
            self._fd = None
        if self._fd is None:
            self._fd = self._made(data)
        os.pwrite(self._fd, data, 0)
        os.ftruncate(self._fd, len(data))
        os.utime(self._fd)

    def _made(self, data: bytes) -> int:
        """A new file, which has its name once it is locked and written: before, it would be nobody's."""
        assert self._folder is not None
        make_folder(self._folder)
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW
        path = self._folder / f".{self._file}"
        fd = os.open(path, flags, FILE_MODE)
        try:
            os.fchmod(fd, FILE_MODE)
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.pwrite(fd, data, 0)
            path.rename(self._folder / self._file)
        except OSError:
            os.close(fd)
            path.unlink(missing_ok=True)
            raise
        return fd

    def _others(self) -> Iterator[Here]:
        assert self._folder is not None
        try:
            found = list(os.scandir(self._folder))
        except OSError:
            return
        for entry in found:
            name = entry.name.rpartition(".")[0]
            if entry.name != self._file and NAME.fullmatch(name):
                with suppress(OSError):
                    if (here := _read(entry.path, name)) is not None:
                        yield here


def _read(path: str, name: str) -> Here | None:
    """What a session's file says; None for one that is over, whose file goes. OSError."""
    fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        try:
            fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            found = os.fstat(fd)
            fresh = time.time() - found.st_mtime < STALE
            return _here(name, os.pread(fd, _MOST, 0)) if fresh else None
        os.unlink(path)
        return None
    finally:
        os.close(fd)


def _here(name: str, data: bytes) -> Here:
    try:
        said = json.loads(data)
    except ValueError:
        said = {}
    values = said if isinstance(said, dict) else {}
    known = {key: value for key, value in values.items() if isinstance(value, str)}
    return Here(name, known.get("since", ""), known.get("pane", ""), known.get("document", ""))
