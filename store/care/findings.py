"""What a check finds. The words for people are the caller's (see ``tui.cli.findings``)."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct, field

Severity = Literal["damage", "remark"]

#: Every kind of finding and how bad it is. "damage": something is lost or wrong; "remark": worth knowing.
KINDS: dict[str, Severity] = {
    "head": "damage",  # store.json is missing or cannot be read
    "old-format": "remark",
    "segment-missing": "damage",
    "checksum": "damage",
    "unreadable": "damage",  # the checksum is right, the line makes no sense
    "order": "damage",
    "time": "damage",
    "misfit": "damage",  # an operation that does not fit what was there
    "seal": "damage",
    "after-seal": "damage",
    "ends-early": "damage",
    "unfinished": "remark",
    "leftover-segment": "remark",
    "image": "damage",
    "image-index": "damage",
    "image-record": "damage",
    "image-place": "damage",
    "image-foreign": "remark",
    "image-old": "remark",
    "current": "damage",
    "current-old": "remark",
    "text-missing": "damage",
    "text-changed": "damage",
    "text-form": "damage",
    "original-missing": "damage",
    "original-changed": "damage",
    "spans": "damage",
    "quote": "damage",
    "context": "damage",
    "reference": "damage",
    "circle": "damage",
    "word": "damage",
    "twin": "damage",
    "rival": "damage",
    "no-lead": "damage",
    "mode": "remark",
    "stray": "remark",
    "file-unreadable": "damage",
}

#: What a repair tells of.
REPAIRS: dict[str, Severity] = {
    "lost": "damage",
    "recovered": "remark",
    "unproven": "remark",
    "op-left-out": "damage",
    "left-out": "damage",
    "cleared": "damage",
    "new-lead": "remark",
    "text-recovered": "remark",
    "text-lost": "damage",
    "original-lost": "damage",
}


class Finding(Struct, frozen=True):
    """One thing found: in which file (relative to the project), at which byte, about which change or record.
    ``values`` are whatever else its words need."""

    kind: str
    file: str = ""
    offset: int | None = None
    change: int | None = None
    record: str | None = None
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        return (KINDS | REPAIRS)[self.kind]
