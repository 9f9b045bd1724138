"""One transaction as one line of the journal.

    [seq, at, by, client, do, ops, undoes, redoes, "crc"]        ops: [table, id, rev, new, old, previous]

The CRC-32 runs on from the line before (from the store's id, at the first line), in eight hexadecimal digits,
over everything in the line before it. The last line of a full segment is ``["sealed","crc"]``.
UTF-8; what JSON must not hold as UTF-8 (lone surrogates from odd file names) is kept by ``surrogatepass``.
"""

from __future__ import annotations

import json
from typing import Any
from zlib import crc32

import msgspec

from store.model import Entry, Op

TRAILER = 13  # ,"00000000"] and the line end
#: Bytes of a line; a change that needs more is not written.
LONGEST = 256 << 20
_SEALED = b'["sealed"'
_encode, _decode = msgspec.json.Encoder().encode, msgspec.json.Decoder().decode
_encode_slowly = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def first_chain(store_id: str) -> int:
    """What the first line's checksum runs on from."""
    return crc32(store_id.encode())


def encode(entry: Entry, chain: int, durable: int = 0) -> tuple[bytes, int]:
    """The line and its checksum. ``durable`` is the last transaction its writer knows to be durable. Raises
    ValueError for what JSON cannot hold."""
    ops = [[op.table, op.id, op.rev, op.new, op.old, op.previous] for op in entry.ops]
    fields: list[Any] = [
        entry.seq,
        entry.at,
        entry.by,
        entry.client,
        entry.do,
        ops,
        entry.undoes,
        entry.redoes,
        durable,
    ]
    return _closed(encoded_value(fields)[:-1], chain)


def encoded_value(value: Any) -> bytes:
    """A value as compact JSON. Raises ValueError for what JSON cannot hold."""
    try:
        return _encode(value)
    except (ValueError, TypeError, OverflowError, msgspec.EncodeError):  # lone surrogates, very large numbers
        return _encode_slowly(value).encode("utf-8", "surrogatepass")


def decoded_value(line: bytes) -> Any:
    """What a line, or any other JSON, says. Raises ValueError if it is none."""
    try:
        return _decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):  # lone surrogates
        return json.loads(line)


def encode_seal(chain: int, durable: int) -> tuple[bytes, int]:
    """The line that ends a segment, and its checksum."""
    return _closed(b"%b,%d" % (_SEALED, durable), chain)


def _closed(body: bytes, chain: int) -> tuple[bytes, int]:
    checksum = crc32(body, chain)
    return b'%b,"%08x"]\n' % (body, checksum), checksum


def chain_of(line: bytes) -> int | None:
    """The checksum a line (its last ``TRAILER`` bytes are enough) claims, None if it has none."""
    tail = line[-TRAILER:]
    if len(tail) < TRAILER or tail[:2] != b',"' or tail[-3:] != b'"]\n':
        return None
    try:
        value = int(tail[2:10], 16)
    except ValueError:
        return None
    return value if b"%08x" % value == tail[2:10] else None


def is_valid(line: bytes, chain: int) -> bool:
    """Whether a whole line, line end included, follows the line with checksum ``chain``."""
    return len(line) > TRAILER and crc32(memoryview(line)[:-TRAILER], chain) == chain_of(line)


def may_go_on(begun: bytes) -> bool:
    """Whether bytes without a line end may be the beginning of a line: no line holds a NUL, as files with
    holes do."""
    return len(begun) <= LONGEST and b"\0" not in begun


def is_seal(line: bytes) -> bool:
    return line.startswith(_SEALED)


def decode(line: bytes) -> Entry:
    """The transaction of a valid line that is no seal. Raises ValueError for anything else."""
    return decode_marked(line)[0]


def decode_marked(line: bytes) -> tuple[Entry, int]:
    """As ``decode``, and the last transaction known to be durable when it was written; 0 in format 1."""
    seq, at, by, client, do, ops, undoes, redoes, *mark, _ = decoded_value(line)
    return Entry(seq, at, by, client, do, tuple(Op(*op) for op in ops), undoes, redoes), mark[
        0
    ] if mark else 0


def durable_mark(line: bytes) -> int | None:
    """The last transaction known to be durable when a valid line was written; None in lines of format 1."""
    fields = decoded_value(line)
    at = 1 if is_seal(line) else 8
    return int(fields[at]) if len(fields) > at + 1 else None
