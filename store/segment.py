"""One file of the journal: reading it by offset and by line, writing at its end."""

from __future__ import annotations

import os
from array import array
from functools import cached_property
from pathlib import Path

from store.errors import Refused, Unknown
from store.lines import TRAILER, chain_of

_BLOCK = 1 << 20


class Segment:
    """A journal file, open. Offsets are bytes. Reading never moves anything, so threads may share it."""

    def __init__(self, folder: Path, number: int) -> None:
        """Raises FileNotFoundError. Opens for reading only where writing is not permitted."""
        self.number = number
        self.path = path_of(folder, number)
        flags = os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW
        try:
            self.fd = os.open(self.path, os.O_RDWR | flags)
        except PermissionError:
            self.fd = os.open(self.path, os.O_RDONLY | flags)
        opened = os.fstat(self.fd)
        self._identity = opened.st_dev, opened.st_ino
        self._name = str(self.path)
        self._starts = array("Q")
        self._indexed = 0

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

    def line(self, index: int, end: int) -> tuple[int, bytes]:
        """Offset and bytes of a line, counted from 0, of the part before ``end``. Raises IndexError."""
        self._index(end)
        start = self._starts[index]
        after = self._starts[index + 1] if index + 1 < len(self._starts) else self._indexed
        return start, self.read(start, after - start)

    def _index(self, end: int) -> None:
        """Notes where lines start, up to ``end``, from where it stopped the last time."""
        line_start = self._indexed
        offset = line_start
        while offset < end:
            block = self.read(offset, min(_BLOCK, end - offset))
            if not block:
                break
            at = block.find(b"\n")
            while at >= 0:
                self._starts.append(line_start)
                line_start = offset + at + 1
                at = block.find(b"\n", at + 1)
            offset += len(block)
        self._indexed = line_start

    def append(self, line: bytes, end: int) -> None:
        """Writes a line at ``end``, the end of the file, or nothing at all (Refused). Raises Unknown if part
        of the line is there and could not be taken back."""
        reason = "the disk is full"
        try:
            written = os.write(self.fd, line)
        except OSError as error:
            written, reason = 0, error.strerror or str(error)
        if written == len(line):
            return
        try:
            os.ftruncate(self.fd, end)
        except OSError as error:
            raise Unknown(
                f"{self.path}: a change was written in part ({reason}); {error.strerror}"
            ) from error
        raise Refused(f"{self.path} could not be written: {reason}", "nothing was changed; repeat it later")

    def cut(self, end: int) -> None:
        """Takes away what is behind ``end``."""
        os.ftruncate(self.fd, end)

    def close(self) -> None:
        os.close(self.fd)
        self.fd = -1


def path_of(folder: Path, number: int) -> Path:
    return folder / f"{number:04}.jsonl"
