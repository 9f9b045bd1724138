"""A normalised text as blocks of lines that belong together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from content.model import RegionKind
from content.normalise import item_mark

_LONG_LINE = 130


@dataclass(slots=True)
class Part:
    """A block of lines that belong together."""

    start: int
    end: int
    text: str
    kind: RegionKind | None = None
    fixed: bool = False


def parts_of(text: str) -> Iterator[Part]:
    """Blocks of lines without a blank one; long lines and lists stand for themselves."""
    start = at = 0
    kind = ""
    for line in text.split("\n"):
        long = len(line) > _LONG_LINE
        this = "" if not line.strip() else "item" if item_mark(line) else "long" if long else "short"
        if this != kind or this == "long":
            if kind:
                yield Part(start, at - 1, text[start : at - 1])
            start, kind = at, this
        at += len(line) + 1
    if kind:
        yield Part(start, at - 1, text[start : at - 1])
