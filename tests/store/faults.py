"""Calls to the system that fail when a test says so, for the files below one folder."""

from __future__ import annotations

import errno
import io
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from store import disk

#: What a store asks of the system, by what its first argument is. ``io.open`` is what Path.open calls.
BY_PATH = ("open", "replace", "mkdir", "symlink", "unlink", "listdir", "scandir", "chmod", "stat", "rmdir")
BY_DESCRIPTOR = ("write", "pwrite", "pread", "fsync", "fdatasync", "ftruncate", "fchmod", "fstat", "dup")
CALLS = (*BY_PATH, *BY_DESCRIPTOR)


class Faults:
    """Counts calls, and lets the ``nth`` use of ``call`` fail with ``number``; if ``for_good``, all later
    ones too.

    ``number`` 0 stands for a short write (and for a full disk from then on). Nothing is ever synced, which
    makes tests fast and changes nothing unless the power fails. Calls about other places than ``folder`` are
    left alone.
    """

    def __init__(self, patch: pytest.MonkeyPatch, folder: Path) -> None:
        self._folder, self._paused = str(folder), False
        self.heal()
        for name in CALLS:
            patch.setattr(os, name, self._around(name, getattr(os, name)))
        patch.setattr(io, "open", self._around("io.open", io.open))
        patch.setattr(disk, "open", buffered, raising=False)

    def arm(self, call: str, nth: int, number: int, for_good: bool = False) -> None:
        self.used = Counter[str]()
        self._call, self._nth, self._number, self._for_good = call, nth, number, for_good
        self.fired = 0

    def heal(self) -> None:
        """From here on everything works. ``fired`` and ``used`` are kept."""
        fired, used = getattr(self, "fired", 0), getattr(self, "used", Counter[str]())
        self.arm("", 0, 0)
        self.fired, self.used = fired, used

    @contextmanager
    def paused(self) -> Iterator[None]:
        """What a test itself asks of the system."""
        self._paused = True
        try:
            yield
        finally:
            self._paused = False

    def _around(self, name: str, actual: Any) -> Any:
        def call(first: Any, *rest: Any, **named: Any) -> Any:
            place = rest[0] if name == "symlink" else first
            if self._paused or not self._concerns(place):
                return actual(first, *rest, **named)
            self.used[name] += 1
            if name == self._call and self._is_due(name):
                self.fired += 1
                if self._number or self.fired > 1:
                    number = self._number or errno.ENOSPC
                    raise OSError(number, os.strerror(number), str(first))
                return actual(first, *_shorter(rest))
            if name in ("fsync", "fdatasync"):
                return None
            return actual(first, *rest, **named)

        return call

    def _is_due(self, name: str) -> bool:
        return self.used[name] == self._nth or (self._for_good and self.used[name] > self._nth)

    def _concerns(self, first: Any) -> bool:
        if isinstance(first, int):
            first = path_of(first)
        return str(os.fspath(first)).startswith(self._folder)


def _shorter(rest: tuple[Any, ...]) -> tuple[Any, ...]:
    return (bytes(rest[0])[: len(rest[0]) // 2], *rest[1:])


def path_of(fd: int) -> str:
    """Where a descriptor leads to; empty for one that is not open."""
    try:
        return os.readlink(f"/proc/self/fd/{fd}")
    except OSError:
        return ""


def still_open(folder: Path) -> list[str]:
    """The files below ``folder`` that this process has open; images close when nobody refers to them."""
    found = [path_of(int(name)) for name in os.listdir("/proc/self/fd")]
    return [path for path in found if path.startswith(str(folder)) and "/snapshot/" not in path]


class _Raw(io.RawIOBase):
    """A file whose writing goes through ``os.write``, as everything else a store writes."""

    def __init__(self, fd: int) -> None:
        self._fd = fd

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        return os.write(self._fd, bytes(data))

    def close(self) -> None:
        if not self.closed:
            super().close()
            os.close(self._fd)


def buffered(fd: int, mode: str) -> io.BufferedWriter:
    """As ``open(fd, "wb")``, but seen by whoever watches ``os.write``."""
    assert mode == "wb"
    return io.BufferedWriter(_Raw(fd))


#: What a call may fail with, where it matters for what a store has to say.
FAILURES = {
    "write": (errno.ENOSPC, errno.EIO, 0),
    "pwrite": (errno.ENOSPC, errno.EIO),
    "fsync": (errno.EIO, errno.ENOSPC),
    "fdatasync": (errno.EIO,),
    "replace": (errno.ENOSPC, errno.EIO, errno.EACCES),
    "ftruncate": (errno.EIO, errno.ENOSPC),
    "open": (errno.ENOSPC, errno.EMFILE, errno.EIO, errno.EACCES),
    "io.open": (errno.EMFILE, errno.EIO, errno.EACCES),
    "fchmod": (errno.EPERM, errno.EIO),
    "chmod": (errno.EPERM, errno.EIO),
    "symlink": (errno.ENOSPC, errno.EACCES),
    "mkdir": (errno.ENOSPC, errno.EDQUOT, errno.EACCES),
    "unlink": (errno.EIO, errno.EACCES),
    "dup": (errno.EMFILE,),
    "pread": (errno.EIO,),
    "stat": (errno.EIO,),
    "listdir": (errno.EMFILE,),
}
