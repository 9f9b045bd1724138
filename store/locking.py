"""The one lock of a store: an flock with a time-out that says who holds it."""

from __future__ import annotations

import errno
import fcntl
import os
import pwd
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path

from content.messages import Message, reason_of
from store.disk import open_regular, open_shared, refusal
from store.errors import Busy, NotFound, Refused

_WIDTH = 160  # the holder's line has a fixed width, so that one write replaces it
#: What network file systems say that know no locks.
_NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)
_FIRST_PAUSE, _LONGEST_PAUSE = 0.0002, 0.002


class Lock:
    """An exclusive lock between processes, on a file that is never replaced. Not for threads."""

    def __init__(self, path: Path) -> None:
        """Opens nothing yet: who only reads needs no right to write."""
        self._path, self._name = path, str(path)
        self._fd = -1

    @contextmanager
    def held(self, timeout: float) -> Iterator[None]:
        """Holds the lock. Raises Busy, naming the holder, if it cannot be had within ``timeout`` seconds,
        and Refused if the file cannot be opened or locked."""
        try:
            self._acquire(timeout)
        except OSError as error:
            self.close()
            raise _unlockable(self._path, error) from error
        try:
            yield
        finally:
            fcntl.flock(self._fd, fcntl.LOCK_UN)

    def close(self) -> None:
        if self._fd >= 0:
            os.close(self._fd)
        self._fd = -1

    def _acquire(self, timeout: float) -> None:
        if self._fd < 0:
            self._fd = _opened(self._path)
        deadline = time.monotonic() + timeout
        pause = _FIRST_PAUSE
        while not self._try():
            if time.monotonic() >= deadline:
                raise Busy("the project is locked by {holder}", "try again in a moment", holder=self.holder())
            time.sleep(pause)
            pause = min(pause * 1.5, _LONGEST_PAUSE)
        with suppress(OSError):  # on a full disk the lock holds as well, though nobody can tell who has it
            line = _myself(os.getpid(), int(time.time()))
            if os.pread(self._fd, _WIDTH, 0) != line:  # a write costs the next sync something
                os.pwrite(self._fd, line, 0)

    def _try(self) -> bool:
        try:
            fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(self._fd), os.stat(self._name)):
                return True
        # A restored backup brought another lock file: whoever comes now uses that one.
        self.close()
        self._fd = _opened(self._path)
        return False

    def holder(self) -> Message:
        """Who had the lock last: "process 4711 (anna) since 2026-07-03T10:00:00Z"."""
        words = os.pread(self._fd, _WIDTH, 0).decode("utf-8", "replace").split()
        if len(words) != 3:
            return Message("another process")
        return Message(
            "process {number} ({name}) since {since}", number=words[0], name=words[1], since=words[2]
        )


def _unlockable(path: Path, error: OSError) -> Refused:
    if error.errno not in _NO_LOCKS:
        return refusal("{path} could not be locked", error, path=path)
    return Refused(
        "{path} could not be locked: {reason}",
        "keep the project on one server's own disk and come there by SSH",
        path=path,
        reason=reason_of(error),
    )


def is_held(path: Path) -> bool:
    """Whether somebody holds the lock just now; for who only reads."""
    try:
        with open_regular(path) as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def _opened(path: Path) -> int:
    try:
        return open_shared(path, os.O_RDWR)
    except FileNotFoundError:
        raise NotFound("the project folder {parent} is gone", parent=path.parent) from None
    except OSError as error:
        raise refusal("{path} cannot be written", error, path=path) from None


@lru_cache(1)
def _myself(process: int, seconds: int) -> bytes:
    line = f"{process} {_user()} {datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%SZ}"
    return line.encode("utf-8", "replace")[: _WIDTH - 1].ljust(_WIDTH - 1) + b"\n"


@cache
def _user() -> str:
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())
