"""What the process that compares texts does: it keeps the two it is given, and moves their passages."""

from __future__ import annotations

import msgspec

from content.anchors.anchoring import Anchoring, Move
from content.model import Span

_KEPT: list[Anchoring] = []


def compare(data: bytes) -> int:
    """Keeps the two texts; their letters in all."""
    old, new = msgspec.msgpack.decode(data, type=tuple[str, str])
    _KEPT[:] = [Anchoring(old, new)]
    return len(old) + len(new)


def moves(data: bytes) -> list[Move]:
    """As ``Anchoring.moves`` for the texts that are kept."""
    return _KEPT[0].moves(msgspec.msgpack.decode(data, type=list[list[Span]]))
