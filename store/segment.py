"""One file of the journal: reading it by offset and by line, writing at its end."""

from __future__ import annotations

import errno
import os
from array import array
from functools import cached_property
from math import inf
from pathlib import Path

from content.messages import Message, reason_of
from store.disk import refusal
from store.errors import Unknown
from store.lines import TRAILER, chain_of

_BLOCK = 1 << 20
_NEAR = 1 << 15


class Segment:
    """A journal file, open. Offsets are bytes. Reading never moves anything, so threads may share it."""

    def __init__(self, folder: Path, number: int) -> None:
        """Raises FileNotFoundError. Opens for reading only where writing is not permitted."""
        self.number = number
        self.path = path_of(folder, number)
        flags = os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW
        self._denied: PermissionError | None = None
        try:
            self.fd = os.open(self.path, os.O_RDWR | flags)
        except PermissionError as error:
            self._denied = error
            self.fd = os.open(self.path, os.O_RDONLY | flags)
        opened = os.fstat(self.fd)
        self._identity = opened.st_dev, opened.st_ino
        self._name = str(self.path)
        self._near, self._near_first = array("Q"), 0

    def size(self) -> int:
        return os.fstat(self.fd).st_size

    def is_in_place(self, end: int) -> bool:
        """Whether the path still leads to this file, and the file still reaches to ``end``."""
        try:
            found = os.stat(self._name)
        except FileNotFoundError:
            return False
        return (found.st_dev, found.st_ino) == self._identity and found.st_size >= end

    def read(self, offset: int, length: int) -> bytes:
        """Up to ``length`` bytes; fewer at the end of the file."""
        data = os.pread(self.fd, length, offset)
        while 0 < len(data) < length and (more := os.pread(self.fd, length - len(data), offset + len(data))):
            data += more
        return data

    def chain_at(self, offset: int) -> int | None:
        """The checksum that the line ending at ``offset`` claims."""
        return chain_of(self.read(offset - TRAILER, TRAILER)) if offset >= TRAILER else None

    @cached_property
    def first(self) -> int:
        """Sequence number of the first line. Raises ValueError while there is none."""
        return int(self.read(0, 24)[1:].split(b",")[0])

    def line(self, seq: int, end: int) -> tuple[int, bytes]:
        """Offset and bytes of a transaction's line, of the part before ``end``. Raises IndexError."""
        if not self._near_first <= seq < self._near_first + len(self._near) - 1:
            self._look_near(seq, end)
        at = seq - self._near_first
        if 0 <= at < len(self._near) - 1:
            start = self._near[at]
            if self._seq_at(start) == seq:
                return start, self.read(start, self._near[at + 1] - start)
        return self._counted(seq - self.first, end)

    def _look_near(self, seq: int, end: int) -> None:
        """Notes where lines start around a transaction, found by bisection: each line begins with its number.

        No line starts between ``stop`` and ``high``, so that long lines are not read over and over.
        """
        low, stop, high = 0, end, end
        while stop - low > _NEAR:
            middle = (low + stop) // 2
            start = self._next_line(middle, high)
            if start < high and self._seq_at(start) <= seq:
                low = start
            else:
                stop, high = middle, start
        self._near_first = self.first if low == 0 else int(self._seq_at(low))
        self._near = array("Q", [low])
        data = self.read(low, stop - low)
        at = data.find(b"\n")
        while at >= 0:
            self._near.append(low + at + 1)
            at = data.find(b"\n", at + 1)
        if self._near[-1] != high:
            self._near.append(high)

    def _next_line(self, offset: int, end: int) -> int:
        """Where the first line starts behind ``offset``, or ``end`` if none does before that."""
        length = _NEAR
        while offset < end:
            at = self.read(offset, min(length, end - offset)).find(b"\n")
            if at >= 0:
                return min(offset + at + 1, end)
            offset, length = offset + length, _BLOCK
        return end

    def _seq_at(self, start: int) -> float:
        """The number that the line there begins with; infinity for the line that ends a segment."""
        try:
            return int(self.read(start, 24)[1:].split(b",")[0])
        except ValueError:
            return inf

    def _counted(self, index: int, end: int) -> tuple[int, bytes]:
        """The line by counting: the way around a damaged line. Raises IndexError."""
        start = offset = 0
        while offset < end and (block := self.read(offset, min(_BLOCK, end - offset))):
            at = block.find(b"\n")
            while at >= 0:
                after = offset + at + 1
                if index == 0:
                    return start, self.read(start, after - start)
                index, start = index - 1, after
                at = block.find(b"\n", at + 1)
            offset += len(block)
        raise IndexError(index)

    def append(self, line: bytes, end: int) -> None:
        """Writes a line at ``end``, the end of the file, or nothing at all (Refused). Raises Unknown if part
        of the line is there and could not be taken back."""
        what = Message("{path} could not be written", path=self.path)
        if self._denied:
            raise refusal(what, self._denied) from self._denied
        reason = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        try:
            if os.write(self.fd, line) == len(line):
                return
        except OSError as error:
            reason = error
        try:
            os.ftruncate(self.fd, end)
        except OSError as error:
            raise Unknown(
                "{path}: a change was written in part ({reason}); {afterwards}",
                "look at the disk, then open the project again",
                path=self.path,
                reason=reason_of(reason),
                afterwards=reason_of(error),
            ) from error
        raise refusal(what, reason) from reason

    def cut(self, end: int) -> None:
        """Takes away what is behind ``end``."""
        os.ftruncate(self.fd, end)

    def close(self) -> None:
        os.close(self.fd)
        self.fd = -1


def path_of(folder: Path, number: int) -> Path:
    return folder / f"{number:04}.jsonl"
