"""Headings, list items and paragraphs of a text, told from its lines alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from content.model import SILENT_REGIONS, Region, RegionKind

BlockKind = Literal["heading", "item", "text"]
_BULLETS = tuple("-*+•‣▪■◦·●➢✓–—")
_BULLET = re.compile(
    r"(?P<indent>\s*)(?:[-*+•‣▪■◦·●➢✓–—]|\(?\d{1,2}[.)](?!\s+(?:Jan|Feb|März|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez))|\(?[a-z]\)"
    r"|[IVX]{1,4}\.|(?:Punkt|Forderung|These) \d{1,2}\s*[:.–-])\s+(?=\S)"
)
_HASHES = re.compile(r"(#{1,6})\s+")
#: Names the kind of text above its title, and opens a catalogue all the same.
_KIND_OF_TEXT = re.compile(r"[*#\s]*Forderungs(?:papier|katalog)[*\s]*", re.IGNORECASE)
_ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV"]
_SHORT = 100


class Block(Struct, frozen=True):
    """Some lines of a text that belong together. ``start`` is after the bullet or heading marks;
    ``level`` is a Markdown heading's, 0 where the text does not say; ``mark`` an item's bullet."""

    kind: BlockKind
    start: int
    end: int
    text: str
    level: int = 0
    mark: str = ""


def plain(text: str) -> str:
    """The words of some lines as one line, without emphasis marks."""
    return " ".join(text.replace("*", "").replace("__", "").split())


def blocks(text: str, regions: Iterable[Region] = ()) -> Iterator[Block]:
    """Headings, list items and paragraphs of a text in order, those of silent regions left out."""
    kind_at = region_finder(regions)
    found = [
        block
        for block in _blocks(text)
        if kind_at(block.start) not in SILENT_REGIONS or _KIND_OF_TEXT.fullmatch(block.text)
    ]
    if len(found) == 1 and found[0].kind == "text":
        yield replace(found[0], text=plain(found[0].text))
        return
    for before, block, following in zip([None, *found], found, [*found[1:], None], strict=False):
        heads = block.mark[:1].isalnum() and following is not None and _heads(block, before, following)
        yield _as_heading(block, heads, kind_at(block.start) == "title")


def ordinal(mark: str) -> int:
    """The number that a list mark counts: 3 for "3.", "(3)" and "c)"; 0 for a bullet."""
    sign = mark.split(" ")[-1].strip("().:–-")
    if sign.isdecimal():
        return int(sign)
    if sign in _ROMAN:
        return _ROMAN.index(sign) + 1
    return ord(sign) - ord("a") + 1 if len(sign) == 1 and "a" <= sign <= "z" else 0


def _heads(block: Block, before: Block | None, following: Block) -> bool:
    """Whether a numbered line heads what follows: bullets, a list that starts anew, a paragraph."""
    if following.kind == "item":
        return following.mark[:1] in _BULLETS or (ordinal(following.mark) == 1 and ordinal(block.mark) > 0)
    if before is None or before.kind != "item" or ordinal(before.mark) != ordinal(block.mark) - 1:
        return following.kind == "text"
    return following.kind == "text" and before.text.endswith(".")


def region_finder(regions: Iterable[Region]) -> Callable[[int], RegionKind]:
    """A function that names the kind of region at an offset: "body" where none covers it."""
    ordered = list(regions)
    starts = [region.start for region in ordered]

    def kind_at(offset: int) -> RegionKind:
        place = bisect_right(starts, offset) - 1
        return ordered[place].kind if place >= 0 and offset < ordered[place].end else "body"

    return kind_at


def _as_heading(block: Block, heads: bool, in_title: bool) -> Block:
    """A lone short line is a heading; so is a numbered one that ``heads`` what follows."""
    alone = "\n" not in block.text and len(block.text) <= _SHORT
    text = plain(block.text)
    unended = alone and not text.endswith((".", "!", "?", ":", ",", ";", "“", "«", '"'))
    if heads and text.endswith((":", ",")):
        return replace(block, kind="text", text=text)
    if (block.kind == "text" and (in_title or unended)) or (unended and heads):
        return replace(block, kind="heading", text=text)
    return replace(block, text=text)


def _blocks(text: str) -> Iterator[Block]:
    """Raw blocks by line: an item takes its continuation lines, a paragraph ends at a blank line."""
    begun: int | None = None
    mark, offset, end = "", 0, 0
    for line in text.splitlines(keepends=True):
        start, length = offset, len(line.rstrip())
        offset += len(line)
        hashes, bullet = _HASHES.match(line), _BULLET.match(line)
        opens_item = bullet and not hashes and (begun is None or mark or _sure(line, bullet))
        if begun is not None and (not length or hashes or opens_item):
            yield _raw(text, begun, end, mark)
            begun = None
        end = start + length
        if hashes:
            yield Block("heading", start + hashes.end(), end, plain(line[hashes.end() :]), len(hashes[1]))
        elif bullet and opens_item:
            begun, mark = start + bullet.end(), bullet.group().strip()
        elif length and begun is None:
            begun, mark = start + len(line) - len(line.lstrip()), ""
    if begun is not None:
        yield _raw(text, begun, end, mark)


def _raw(text: str, start: int, end: int, mark: str) -> Block:
    return Block("item" if mark else "text", start, end, text[start:end], mark=mark)


def _sure(line: str, bullet: re.Match[str]) -> bool:
    """Whether a line in the middle of a paragraph begins an item: bullets do, "24. April" does not."""
    return not line[: bullet.end()].strip()[0].isalnum()
