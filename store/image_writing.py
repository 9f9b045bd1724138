"""Writing an image's index file (``store.image_index``) while the image is written."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable
from zlib import crc32

import msgspec

from store.event_days import facts_of
from store.image_index import FORMAT, MAGIC, TRAILER, Column, FieldIndex, Header, TableIndex, key_of
from store.model import TABLES, Record, TableSpec
from store.positions import Position
from store.records import index_keys


class IndexWriter:
    """Collects the columns of an image's tables."""

    def __init__(self) -> None:
        self._chunks: list[bytes] = []
        self._end = 0
        self._tables: dict[str, TableIndex] = {}

    def table(self, name: str) -> TableWriter:
        return TableWriter(TABLES[name])

    def close_table(self, name: str, table: TableWriter) -> None:
        self._tables[name] = TableIndex(
            live=sum(1 for length in table.lengths if length),
            number=self._column(table.numbers),
            offset=self._column(table.offsets),
            length=self._column(table.lengths),
            checksum=self._column(table.sums),
            last=self._column(table.last),
            fields={field: self._field(packed) for field, packed in table.fields.items()},
            days=self._days(table) if name == "events" else None,
        )

    def chunks(self, store_id: str, position: Position, at: str, size: int, checksum: int) -> Iterable[bytes]:
        """The index file."""
        header = Header(FORMAT, sys.byteorder, store_id, position, at, size, checksum, self._tables)
        body = [*self._chunks, msgspec.json.encode(header)]
        total = 0
        for chunk in body:
            total = crc32(chunk, total)
        return [*body, TRAILER.pack(MAGIC, self._end, crc32(b"%d" % self._end, total))]

    def _days(self, table: TableWriter) -> tuple[Column, Column, Column]:
        firsts, lasts, states = table.days
        return self._column(firsts), self._column(lasts), self._column(states)

    def _field(self, packed: array[int]) -> FieldIndex:
        keys, starts, rows = array("Q"), array("Q"), array("Q")
        for both in sorted(packed):
            key = both >> 32
            if not keys or keys[-1] != key:
                keys.append(key)
                starts.append(len(rows))
            rows.append(both & 0xFFFFFFFF)
        starts.append(len(rows))
        return FieldIndex(self._column(keys), self._column(starts), self._column(rows))

    def _column(self, values: array[int]) -> Column:
        kind = "I" if max(values, default=0) < 1 << 32 else "Q"
        data = array(kind, values).tobytes()
        column = Column(kind, self._end, len(values))
        padding = b"\0" * (-len(data) % 8)
        self._chunks.append(data + padding)
        self._end += len(data) + len(padding)
        return column


class TableWriter:
    """The columns of one table. Indexed values are packed with their rows, so that sorting groups them."""

    def __init__(self, spec: TableSpec) -> None:
        self.numbers, self.offsets, self.lengths = array("Q"), array("Q"), array("Q")
        self.sums, self.last = array("Q"), array("Q")
        self.fields = {field: array("Q") for field in spec.indexed}
        #: First days, last days and states, of events only.
        self.days = array("Q"), array("Q"), array("Q")
        self._spec = spec

    def add(self, number: int, last: int, record: Record | None, raw: bytes, offset: int) -> None:
        row = len(self.numbers)
        self.numbers.append(number)
        self.last.append(last)
        self.offsets.append(offset if raw else 0)
        self.lengths.append(len(raw))
        self.sums.append(crc32(raw))
        if self._spec is TABLES["events"]:
            for column, fact in zip(self.days, facts_of(record) if record else (0, 0, 0), strict=True):
                column.append(fact)
        if record is not None:
            for field, packed in self.fields.items():
                for key in {key_of(value) for value in index_keys(self._spec, field, record)}:
                    packed.append(key << 32 | row)
