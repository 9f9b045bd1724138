"""Telling a flaw inside the journal from a tail that was never finished."""

from __future__ import annotations

import re
from zlib import crc32

from store.lines import TRAILER, chain_of, is_valid

_LINE_BEGINS = re.compile(rb'\[(?:\d+,"|"sealed")')


def has_valid_line(rest: bytes, chain: int) -> bool:
    """Whether a valid line lies anywhere behind the first, invalid one of ``rest``.

    A line counts as valid if its checksum runs on from the one written just before it, or from what the
    checksum just before ought to be; so damage to a line's text, checksum or line end are all recognised.
    ``chain`` is the checksum before ``rest``.
    """
    for found in _LINE_BEGINS.finditer(rest, 1):
        start = found.start()
        end = rest.find(b"\n", start) + 1
        if not end:
            return False
        line = rest[start:end]
        expected = crc32(rest[: max(start - TRAILER, 0)], chain)
        claimed = chain_of(rest[start - TRAILER : start - 1] + b"\n") if start >= TRAILER else None
        if is_valid(line, expected) or (claimed is not None and is_valid(line, claimed)):
            return True
    return False
