"""Stretches of days, as conditions ask for them and records have them. Pure."""

from __future__ import annotations

from datetime import date

from store.states import Bounds, bounds


def span_of(value: str) -> Bounds | None:
    """The first and last day of "2026-03", "2026-03..", "..2025" or "2025..2026-06-30" (also with "/"); None
    for anything else."""
    first, dots, last = value.replace("/", "..").partition("..")
    ends = (bounds(first)[0], bounds(last if dots else first)[1])
    asked = (bool(first), bool(last or not dots))
    whole = all((end is not None) == wanted for end, wanted in zip(ends, asked, strict=True))
    return ends if whole and any(asked) else None


def overlap(one: Bounds, other: Bounds) -> bool:
    """Whether they have a day in common; what has no bounds at all has none."""
    if one == (None, None):
        return False
    return _before(one[0], other[1]) and _before(other[0], one[1])


def _before(start: date | None, end: date | None) -> bool:
    return start is None or end is None or start <= end
