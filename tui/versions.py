"""Two versions of a text: where they differ, and which place of the one is which of the other. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

Stretch = tuple[int, int]


class Same(NamedTuple):
    """So many code points that stand in both, from ``old`` and from ``new`` on."""

    old: int
    new: int
    size: int


class Versions(NamedTuple):
    """What went from the old text, what came into the new one, what is the same; each in reading order."""

    went: tuple[Stretch, ...]
    came: tuple[Stretch, ...]
    same: tuple[Same, ...]


def compared(old: str, new: str) -> Versions:
    """The differences by words; those of white space alone don't count."""
    from content.anchors.wording import difference

    went: list[Stretch] = []
    came: list[Stretch] = []
    same: list[Same] = []
    at, there = 0, 0
    for kind, text in difference(old, new):
        if kind == "equal":
            same.append(Same(at, there, len(text)))
        elif text.strip():
            start = (at if kind == "removed" else there) + len(text) - len(text.lstrip())
            (went if kind == "removed" else came).append((start, start + len(text.strip())))
        at += len(text) * (kind != "added")
        there += len(text) * (kind != "removed")
    return Versions(tuple(went), tuple(came), tuple(same))


def place_in(same: Sequence[Same], offset: int, to_new: bool) -> int:
    """Where a place of the one text is in the other; in a difference: where that ends there."""
    starts = [one.old if to_new else one.new for one in same]
    at = bisect_right(starts, offset) - 1
    if at < 0:
        return 0
    there = same[at].new if to_new else same[at].old
    return there + min(offset - starts[at], same[at].size)
