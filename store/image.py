"""The records of a snapshot where they lie: read one at a time, found through the index file beside it.

``SEQ.json`` is TinyDB's format, ``SEQ.idx`` (see ``store.image_index``) is mapped, not loaded.

Records are read with ``pread``: a file that somebody cuts short under a mapping kills the process, and pages
of a mapping count as its memory.

A record whose bytes are not what its checksum says is put together again from the journal.
"""

from __future__ import annotations

import json
import os
import sys
import weakref
from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Container, Iterator
from mmap import ACCESS_READ, MADV_DONTNEED, mmap
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec

from store.disk import open_regular
from store.event_days import EventDays
from store.image_index import FORMAT, MAGIC, TRAILER, Column, Header, Row, TableIndex, key_of
from store.model import Entry, Record, TableSpec
from store.records import applied

#: Bytes read at once: what is larger makes the allocator keep as much for good.
_BLOCK = 1 << 16
#: Bytes between two records that are read at once, and of such a read.
_NEAR, _RUN = 1 << 12, 1 << 16
#: So many records of each table that were read one by one are kept.
_LATELY = 64
#: After so many looks at the index its pages are let go; going through a block's rows counts as so many.
_LOOKS, _ROWS = 1 << 12, 1 << 8

Recover = Callable[[str, int], Record]


class OtherKind(ValueError):
    """An index that is in order, but was written by another version of the program or another machine."""


class Image:
    """An image, open as long as anybody refers to it. Threads may share it."""

    def __init__(self, path: Path) -> None:
        """Raises OSError, and ValueError for an index that is not in order or belongs to another image."""
        self.path = path
        with open_regular(path.with_suffix(".idx")) as file:
            self.header = _header(file.fileno())
            self._map = mmap(file.fileno(), 0, access=ACCESS_READ)
            self._columns, self._looks = memoryview(self._map), 0
        if self.header.format != FORMAT or self.header.byteorder != sys.byteorder:
            raise OtherKind("an index of another kind")
        self._fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        weakref.finalize(self, os.close, self._fd)
        if os.fstat(self._fd).st_size != self.header.size:
            raise ValueError("an index of another image")

    def table(self, spec: TableSpec, name: str, recover: Recover) -> ImageTable | None:
        """The table of that name; None if the image knows none."""
        index = self.header.tables.get(name)
        return ImageTable(self, spec, index, recover) if index else None

    def column(self, column: Column) -> memoryview:
        size = array(column.kind).itemsize * column.count
        return self._columns[column.start : column.start + size].cast(column.kind)  # type: ignore[call-overload,no-any-return]

    def read(self, offset: int, length: int) -> bytes:
        """Nothing where the disk cannot read it: the journal has all of it as well."""
        self.looked(1)
        try:
            return os.pread(self._fd, length, offset)
        except OSError:
            return b""

    def looked(self, times: int) -> None:
        """So many rows of the index were looked at. Pages that were count as this process's memory until they
        are let go; they are still in the system's, where who looks again finds them."""
        self._looks += times
        if self._looks >= _LOOKS:
            self._looks = 0
            self._map.madvise(MADV_DONTNEED)

    def is_sound(self) -> bool:
        """Reads the whole image and compares its checksum."""
        return _sum(self._fd, self.header.size) == self.header.checksum

    def index_sum(self) -> int:
        """The checksum of the whole index file."""
        return crc32(self._columns)


def _header(fd: int) -> Header:
    place = os.fstat(fd).st_size - TRAILER.size
    if place < 0:
        raise ValueError("no index")
    magic, start, checksum = TRAILER.unpack(os.pread(fd, TRAILER.size, place))
    if magic != MAGIC or start > place or crc32(b"%d" % start, _sum(fd, place)) != checksum:
        raise ValueError("a damaged index")
    return msgspec.json.decode(os.pread(fd, place - start, start), type=Header)


def _sum(fd: int, size: int) -> int:
    """By reading, not mapping: what is mapped counts as this process's memory."""
    total = 0
    for offset in range(0, size, _BLOCK):
        total = crc32(os.pread(fd, min(_BLOCK, size - offset), offset), total)
    return total


class ImageTable:
    """One table of an image, by number."""

    def __init__(self, image: Image, spec: TableSpec, index: TableIndex, recover: Recover) -> None:
        self._image, self._spec, self._index, self._recover = image, spec, index, recover
        self._numbers = image.column(index.number)
        self._offsets, self._lengths = image.column(index.offset), image.column(index.length)
        self._sums, self._last = image.column(index.checksum), image.column(index.last)
        self._fields = {
            field: (image.column(one.keys), image.column(one.starts), image.column(one.rows))
            for field, one in index.fields.items()
        }
        self._known: dict[int, Record] = {}  # rows that were read lately
        self.next_number: int = self._numbers[-1] + 1 if len(self._numbers) else 1

    def __len__(self) -> int:
        return self._index.live

    def __contains__(self, number: int) -> bool:
        row = self._row(number)
        return row >= 0 and self._lengths[row] > 0

    def get(self, number: int) -> Record | None:
        row = self._row(number)
        if row < 0 or not self._lengths[row]:
            return None
        return self._known.get(row) or self._noted(
            row, self._image.read(self._offsets[row], self._lengths[row])
        )

    def last_change(self, number: int) -> int:
        row = self._row(number)
        return self._last[row] if row >= 0 else 0

    def find(self, field: str, value: Any, without: Container[int]) -> Iterator[tuple[int, Record]]:
        """Records that may have the value, by ascending number; a few others with the same hash may be among
        them."""
        found = self._rows_with(field, value)
        keep = len(found) <= _LATELY
        for rows in self._close(found):
            begin, end = self._offsets[rows[0]], self._offsets[rows[-1]] + self._lengths[rows[-1]]
            block = b"" if self._known.keys() >= set(rows) else self._image.read(begin, end - begin)
            for row in rows:
                number, at = self._numbers[row], self._offsets[row] - begin
                if number not in without:
                    raw = block[at : at + self._lengths[row]]
                    known = self._known.get(row)
                    yield number, known or (self._noted(row, raw) if keep else self._record(row, raw))

    def _close(self, rows: memoryview) -> Iterator[memoryview]:
        """The rows, ascending, in runs that are read at once: a read costs more than a few bytes more."""
        first = 0
        for at in range(1, len(rows) + 1):
            if at == len(rows) or not self._is_near(rows[first], rows[at - 1], rows[at]):
                yield rows[first:at]
                first = at

    def _is_near(self, first: int, last: int, row: int) -> bool:
        """Whether a row lies right behind those from ``first`` to ``last``."""
        offset = self._offsets[row]
        return offset - self._offsets[last] < _NEAR and offset - self._offsets[first] < _RUN

    def numbers(self, field: str, value: Any, without: Container[int]) -> list[int]:
        """The numbers of the records that may have the value, ascending; exact for ids."""
        found = (self._numbers[row] for row in self._rows_with(field, value))
        return [number for number in found if number not in without]

    def count(self, field: str, value: Any, without: Collection[int]) -> int:
        """How many records may have the value; exact for ids."""
        rows = self._rows_with(field, value)
        if not without:
            return len(rows)
        return sum(self._numbers[row] not in without for row in rows)

    def records(self, without: Container[int], hints: Collection[str] = ()) -> Iterator[tuple[int, Record]]:
        """All records, by ascending number, read in large blocks; with ``hints`` those whose JSON holds one
        of them, and such as are damaged."""
        wanted = [hint.encode() for hint in hints or [""]]  # "" is in all: no pattern is as quick as these
        for row, number, raw in self._rows(without):
            told = any(map(raw.__contains__, wanted)) or crc32(raw) != self._sums[row]
            if told and self._lengths[row]:
                yield number, self._record(row, raw)

    def all_numbers(self, without: Container[int]) -> list[int]:
        """The numbers of all records, ascending."""
        both = zip(self._numbers, self._lengths, strict=True)
        return [number for number, length in both if length and number not in without]

    def event_days(self, without: Container[int]) -> EventDays | None:
        """When all records are, None where the index does not say; nothing is read."""
        if self._index.days is None:
            return None
        columns = (self._numbers, *map(self._image.column, self._index.days))
        numbers, firsts, lasts, states = (array(column.format, column.tobytes()) for column in columns)
        found = EventDays(numbers, firsts, lasts, bytes(states.tolist()))
        if not without and len(self) == len(self._numbers):
            return found
        return found.only([row for row in range(len(self._numbers)) if self._is_there(row, without)])

    def _is_there(self, row: int, without: Container[int]) -> bool:
        return self._lengths[row] > 0 and self._numbers[row] not in without

    def rows(self, without: Container[int]) -> Iterator[Row]:
        """All records, also deleted ones, for the next image."""
        for row, number, raw in self._rows(without):
            record = self._record(row, raw) if self._lengths[row] else None
            yield number, self._last[row], record, raw if crc32(raw) == self._sums[row] else b""

    def _rows_with(self, field: str, value: Any) -> memoryview:
        keys, starts, rows = self._fields[field]
        key = key_of(value)
        at = bisect_left(keys, key)
        if at == len(keys) or keys[at] != key:
            return memoryview(b"")
        return rows[starts[at] : starts[at + 1]]

    def _rows(self, without: Container[int]) -> Iterator[tuple[int, int, bytes]]:
        block, begin = b"", 0
        for row, number in enumerate(self._numbers):
            if number in without:
                continue
            offset, length = self._offsets[row], self._lengths[row]
            if offset + length > begin + len(block):
                block, begin = self._image.read(offset, max(_BLOCK, length)), offset
                self._image.looked(_ROWS)
            yield row, number, block[offset - begin : offset - begin + length] if length else b""

    def _row(self, number: int) -> int:
        """Numbers rise by at least one a row, so that most are found at the first look."""
        if not len(self._numbers) or not (self._numbers[0] <= number < self.next_number):
            return -1
        most = min(number - self._numbers[0], len(self._numbers) - 1)
        row = most if self._numbers[most] == number else bisect_left(self._numbers, number, 0, most)
        return row if self._numbers[row] == number else -1

    def _noted(self, row: int, raw: bytes) -> Record:
        """The record, kept for a while: what stands beside one another refers to the same others."""
        if len(self._known) >= _LATELY:
            self._known = {}
        found = self._known[row] = self._record(row, raw)
        return found

    def _record(self, row: int, raw: bytes) -> Record:
        if crc32(raw) == self._sums[row]:
            return _decoded(raw)
        return self._recover(f"{self._spec.letter}{self._numbers[row]}", self._last[row])


def _decoded(raw: bytes) -> Record:
    try:
        return msgspec.json.decode(raw)  # type: ignore[no-any-return]
    except (msgspec.DecodeError, UnicodeDecodeError):  # lone surrogates
        return json.loads(raw)  # type: ignore[no-any-return]


def recovered(entry: Callable[[int], Entry], record_id: str, seq: int) -> Record:
    """The record as it was after transaction ``seq``, from the journal."""
    ops = []
    while seq:
        op = next(op for op in entry(seq).ops if op.id == record_id)
        ops.append(op)
        seq = 0 if op.kind == "add" else op.previous
    record: Record | None = None
    for op in reversed(ops):
        record = applied(record, op)
    if record is None:
        raise ValueError(f"{record_id} was deleted")
    return record
