"""What readers hand over: blocks of text, and what the file says about itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from content.messages import Message, message_of
from content.model import RegionKind
from content.normalise import one_line

BlockKind = Literal["heading", "para", "item", "row"]


class Unreadable(Exception):
    """A file that cannot be read: what is wrong with it, said of the file, and what to do; templates of
    messages with their values. One line."""

    def __init__(self, reason: str, advice: str, **values: Any) -> None:
        self.reason, self.advice = message_of(reason, values), message_of(advice, values)
        super().__init__(f"{self.reason}: {self.advice}")


@dataclass(slots=True)
class Block:
    """A heading, paragraph, list item (with its mark) or table row. ``text`` may hold line ends
    (of an address); ``region`` is set where the format itself says what the block is."""

    kind: BlockKind
    text: str
    region: RegionKind | None = None


@dataclass(slots=True)
class Draft:
    """A file as its reader understood it, before regions and metadata are looked for.

    ``title``, ``date``, ``publisher`` and ``kind`` are what the format's own metadata say; ``sent``: the date
    is when it was sent.
    """

    blocks: list[Block]
    format: str
    title: str = ""
    title_reason: str = ""
    date: str | None = None
    date_reason: str = ""
    publisher: str = ""
    publisher_reason: str = ""
    kind: str = ""
    sent: bool = False
    warnings: list[Message] = field(default_factory=list)


def compose(blocks: Iterable[Block]) -> tuple[str, dict[int, RegionKind]]:
    """The normalised text, and what the format said about the blocks that start at these offsets.

    Items of one list and rows of one table stand on consecutive lines, everything else has one
    blank line before it.
    """
    parts: list[str] = []
    known: dict[int, RegionKind] = {}
    at = 0
    previous: BlockKind | None = None
    for block in blocks:
        content = block.text.strip()
        if not content:
            continue
        close = block.kind == previous and block.kind in ("item", "row")
        if parts:
            parts.append("\n" if close else "\n\n")
            at += len(parts[-1])
        region = "title" if block.kind == "heading" and block.region is None else block.region
        if region is not None:
            known[at] = region
        parts.append(content)
        at += len(content)
        previous = block.kind
    return "".join(parts), known


def as_item(mark: str, text: str) -> Block:
    """A list item of one line."""
    return Block("item", f"{mark} {one_line(text)}" if text.strip() else "")


def as_heading(text: str) -> Block:
    """A heading of one line."""
    return Block("heading", one_line(text))


def as_row(cells: Iterable[str]) -> Block:
    """A table row: its cells between bars, single spaces around an empty one."""
    texts = [one_line(cell) for cell in cells]
    return Block("row", " ".join(" | ".join(texts).split()) if any(texts) else "")
