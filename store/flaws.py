"""Telling a flaw inside the journal from a tail that was never durable.

A power cut may lose any part of what was not synced yet, also earlier lines and not later ones. Each line
says which transaction was durable when it was written: what is missing although a later line knew it durable
is a flaw, all else a tail that nobody was told of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from zlib import crc32

from msgspec import Struct

from store.lines import TRAILER, chain_of, durable_mark, is_valid

_LINE_BEGINS = re.compile(rb'\[(?:\d+,"|"sealed")')


class Found(Struct, frozen=True):
    """A valid line: where it starts, which checksum it runs on from, its bytes."""

    start: int
    chain: int
    line: bytes


def was_durable(rest: bytes, chain: int, seq: int) -> bool:
    """Whether a valid line behind the first, invalid one of ``rest`` knew transaction ``seq`` to be durable.

    ``chain`` is the checksum before ``rest``. Lines of format 1 do not tell, and are taken to mean yes.
    """
    marks = (durable_mark(found.line) for found in valid_lines(rest, chain))
    return any(mark is None or mark >= seq for mark in marks)


def valid_lines(rest: bytes, chain: int | None) -> Iterator[Found]:
    """The valid lines anywhere behind the first, invalid one of ``rest``.

    A line counts as valid if its checksum runs on from the one written just before it, or from what the
    checksum just before ought to be; so damage to a line's text, checksum or line end are all recognised.
    ``chain`` is the checksum before ``rest``, None if nobody knows.
    """
    total, done = chain, 0
    for match in _LINE_BEGINS.finditer(rest, 1):
        start = match.start()
        end = rest.find(b"\n", start) + 1
        if not end:
            return
        line = rest[start:end]
        if total is not None:
            here = max(start - TRAILER, 0)
            total, done = crc32(memoryview(rest)[done:here], total), here
        claimed = chain_of(rest[start - TRAILER : start - 1] + b"\n") if start >= TRAILER else None
        for before in (total, claimed):
            if before is not None and is_valid(line, before):
                yield Found(start, before, line)
                break
