"""How an image's index file is laid out: what its reader and its writer share.

Columns of numbers first: for each table the numbers of all records there ever were, ascending, and for each
where it lies, how long it is, its checksum and the transaction that changed it last; for each declared index
its keys (hashed) and their rows. Then a header in JSON, then its place and the checksum of everything.
"""

from __future__ import annotations

import struct
from typing import Any
from zlib import crc32

from msgspec import Struct

from store.model import TABLE_OF_LETTER, Record
from store.positions import Position

FORMAT = 9
TRAILER = struct.Struct("<8sQI")
MAGIC = b"vermerk\n"

#: A record's number, the transaction that changed it last, the record (None if it is deleted), and its JSON
#: if that is known already.
Row = tuple[int, int, Record | None, bytes]


class Column(Struct, frozen=True):
    """A place in the index file: ``count`` numbers of the array type ``kind``."""

    kind: str
    start: int
    count: int


class FieldIndex(Struct, frozen=True):
    """``rows[starts[i]:starts[i + 1]]`` are the rows of records that have a value hashed to ``keys[i]``."""

    keys: Column
    starts: Column
    rows: Column


class TableIndex(Struct, frozen=True):
    """One row for each record there ever was, by number; a deleted one has length 0. Of events ``days`` are
    their first days, last days and states (see ``store.event_days``)."""

    live: int
    number: Column
    offset: Column
    length: Column
    checksum: Column
    last: Column
    fields: dict[str, FieldIndex]
    days: tuple[Column, Column, Column] | None = None


class Header(Struct, frozen=True):
    """``size`` and ``checksum`` are of the image, ``position`` is where the journal goes on."""

    format: int
    byteorder: str
    store: str
    position: Position
    at: str
    size: int
    checksum: int
    tables: dict[str, TableIndex]


def key_of(value: Any) -> int:
    """The hash of an indexed value in 32 bits, the same in every process; equal values have equal ones, and
    different ids different ones."""
    if isinstance(value, str):
        number = value[1:]
        if value[:1] in TABLE_OF_LETTER and number.isdecimal() and number.isascii() and len(number) < 8:
            return ord(value[0]) << 24 | int(number)
        return crc32(value.encode("utf-8", "surrogatepass"))
    return 0 if value is None else crc32(b"%d" % hash(value))
