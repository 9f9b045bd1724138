"""Marks as the reader gets them, without a review."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mark:
    """``store.view.Mark`` as far as drawing looks at it."""

    start: int
    end: int
    kind: str = "note"
    id: str = "m1"
    label: str = ""
    colour: str | None = None
    state: str | None = "confirmed"
    recheck: str = ""
    part: int = 1
    parts: int = 1
