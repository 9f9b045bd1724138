"""Demand catalogues: which list items of a text are demands, under which heading, of whom.

A list belongs to a catalogue when the line that leads into it demands something ("Wir fordern vom Land:"),
or when a heading above opened a catalogue ("Erwartungen", "Unsere Forderungen an …") and nothing between
says otherwise ("Tagesordnung", "beschlossene Maßnahmen", "Kontakt").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from content.addressees import named
from content.model import SILENT_REGIONS, Region, RegionKind, Span

BlockKind = Literal["heading", "item", "text"]

_BULLETS = tuple("-*+•‣▪■◦·●➢✓–—")
_BULLET = re.compile(
    r"(?P<indent>\s*)(?:[-*+•‣▪■◦·●➢✓–—]|\(?\d{1,2}[.)](?!\s+(?:Jan|Feb|März|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez))|\(?[a-z]\))\s+(?=\S)"
)
_HASHES = re.compile(r"(#{1,6})\s+")
_NUMBER = re.compile(r"(?:\d+(?:\.\d+)*\.?|[IVX]+\.|[A-Z]\.)\s+(?=[^\W\d_])")
_OPENS = re.compile(
    r"\b(?:(?:Kern|Haupt|Mindest|Sofort|Zukunfts|Wahl)?Forderungen|Erwartungen|Forderungskatalog(?:e?s)?"
    r"|Erwartungskatalog(?:e?s)?|Forderungspapiere?s?|ford(?:ern|ert)|erwarte[nt]|verlang(?:en|t))\b",
    re.IGNORECASE,
)
_NOT_OPEN = re.compile(
    r"\b(?:übertroffen|erfüllt|zurückgewiesen|abgelehnt|offene Forderungen|Inkasso)", re.IGNORECASE
)
_NEUTRAL = re.compile(
    r"\b(?:Maßnahmen|Maßnahmenkatalog|Maßnahmenplan|Programm|Tagesordnung|Agenda|Ablauf|Termine?|Teilnehm\w+|Kontakte?"
    r"|Ansprechpartner\w*|Anlagen?|Beschlüsse|beschlossen\w*|vereinbart\w*|verabschiedet\w*|geplant\w*|Stichwörter"
    r"|Mitglieder|Hintergrund|Ergebnisse?|Zahlen|erreicht\w*|Über uns|Impressum|Downloads?|Inhalt\w*|Quellen"
    r"|Weitere Informationen|Links|Erfolge)\b",
    re.IGNORECASE,
)
_SHORT = 100
_HEAD_BLOCKS = 3
_LONGEST_LEAD = 400


class Block(Struct, frozen=True):
    """Some lines of a text that belong together. ``start`` is after the bullet or heading marks;
    ``level`` is a Markdown heading's, 0 where the text does not say; ``mark`` an item's bullet."""

    kind: BlockKind
    start: int
    end: int
    text: str
    level: int = 0
    mark: str = ""


class Item(Struct, frozen=True):
    """One list item of a demand catalogue; ``rest`` is where it goes on if a page's end cut it."""

    start: int
    end: int
    text: str
    topic: str
    addressee: str | None
    rest: tuple[Span, ...] = ()


class _Walk(Struct):
    """Where in the text the walk stands: the open catalogue, the heading above, the last lead-in."""

    open_level: int | None = None
    open_age: int = 0
    addressee: str | None = None
    heading: str = ""
    neutral: bool = False
    lead: Block | None = None
    in_demands: bool = False
    of_lead: str | None = None


def catalogue_items(text: str, regions: Iterable[Region] = ()) -> list[Item]:
    """The demand items of a text, in order. Items of ordinary lists are left out."""
    walk, items, before = _Walk(), [], None
    for block in blocks(text, regions):
        if block.kind == "heading":
            _pass_heading(walk, block)
        elif block.kind == "text":
            _pass_text(walk, block)
        else:
            if before is None or before.kind != "item":
                _begin_list(walk)
            if walk.in_demands:
                items.append(_item(walk, block))
        before = block
    return [item for item in items if not item.text.endswith(":")]


def _item(walk: _Walk, block: Block) -> Item:
    return Item(block.start, block.end, block.text, walk.heading, walk.of_lead or walk.addressee)


def _begin_list(walk: _Walk) -> None:
    walk.in_demands = _leads_to_demands(walk)
    lead = _last_sentence(walk.lead.text) if walk.lead else ""
    walk.of_lead = named(lead) if walk.in_demands and _opens(lead) else None


def _pass_heading(walk: _Walk, block: Block) -> None:
    walk.neutral = _NEUTRAL.search(block.text) is not None and not _opens(block.text)
    if _opens(block.text):
        walk.open_level, walk.open_age = block.level, 0
        walk.addressee = named(block.text[:_LONGEST_LEAD])
    elif walk.open_level and block.level and block.level <= walk.open_level:
        walk.open_level, walk.addressee = None, None
    else:
        _note_addressee(walk, block)
    walk.heading = plain(_NUMBER.sub("", block.text, count=1)).rstrip(":")
    walk.lead = block


def _pass_text(walk: _Walk, block: Block) -> None:
    _note_addressee(walk, block)
    walk.lead = block


def _note_addressee(walk: _Walk, block: Block) -> None:
    """The head of a catalogue may name its addressee in the lines below the first."""
    walk.open_age += 1
    if walk.open_level is not None and walk.addressee is None and walk.open_age <= _HEAD_BLOCKS:
        walk.addressee = named(block.text[:_LONGEST_LEAD])


def _leads_to_demands(walk: _Walk) -> bool:
    lead = walk.lead
    if lead is None:
        return False
    if lead.kind == "text" and lead.text.endswith(":"):
        last = _last_sentence(lead.text)
        return _opens(last) or (_in_catalogue(walk) and _NEUTRAL.search(last) is None)
    return _in_catalogue(walk)


def _in_catalogue(walk: _Walk) -> bool:
    return walk.open_level is not None and not walk.neutral


def _opens(text: str) -> bool:
    return _OPENS.search(text) is not None and _NOT_OPEN.search(text) is None


def _last_sentence(text: str) -> str:
    cut = max(text.rfind(". "), text.rfind("? "), text.rfind("! "), -1) + 1
    return text[cut:][-_LONGEST_LEAD:]


def plain(text: str) -> str:
    """The words of some lines as one line, without emphasis marks."""
    return " ".join(text.replace("*", "").replace("__", "").split())


def blocks(text: str, regions: Iterable[Region] = ()) -> Iterator[Block]:
    """Headings, list items and paragraphs of a text in order, those of silent regions left out."""
    kind_at = region_finder(regions)
    found = [block for block in _blocks(text) if kind_at(block.start) not in SILENT_REGIONS]
    if len(found) == 1 and found[0].kind == "text":
        yield replace(found[0], text=plain(found[0].text))
        return
    for number, block in enumerate(found):
        following = found[number + 1] if number + 1 < len(found) else None
        yield _as_heading(block, following, kind_at(block.start) == "title")


def region_finder(regions: Iterable[Region]) -> Callable[[int], RegionKind]:
    """A function that names the kind of region at an offset: "body" where none covers it."""
    ordered = list(regions)
    starts = [region.start for region in ordered]

    def kind_at(offset: int) -> RegionKind:
        place = bisect_right(starts, offset) - 1
        return ordered[place].kind if place >= 0 and offset < ordered[place].end else "body"

    return kind_at


def _as_heading(block: Block, following: Block | None, in_title: bool) -> Block:
    """A lone short line is a heading; a numbered one is a heading, not an item, when items follow it."""
    alone = "\n" not in block.text and len(block.text) <= _SHORT
    text = plain(block.text)
    unended = alone and not text.endswith((".", "!", "?", ":", ",", ";", "“", "«", '"'))
    numbered = block.mark[:1].isalnum() and following is not None and following.mark[:1] in _BULLETS
    if (block.kind == "text" and (in_title or unended)) or (unended and numbered):
        return replace(block, kind="heading", text=text)
    return replace(block, text=text)


def _blocks(text: str) -> Iterator[Block]:
    """Raw blocks by line: an item takes its continuation lines, a paragraph ends at a blank line."""
    current: Block | None = None
    offset = 0
    for line in text.splitlines(keepends=True):
        start, end = offset, offset + len(line.rstrip())
        offset += len(line)
        hashes, bullet = _HASHES.match(line), _BULLET.match(line)
        opens_item = (
            bullet and not hashes and (current is None or current.kind == "item" or _sure(line, bullet))
        )
        if not line.strip() or hashes or opens_item:
            if current:
                yield _with_text(current, text)
            current = None
        if hashes:
            yield Block("heading", start + hashes.end(), end, plain(line[hashes.end() :]), len(hashes[1]))
        elif bullet and opens_item:
            mark = bullet.group().strip()
            current = Block("item", start + bullet.end(), end, "", mark=mark)
        elif line.strip() and current:
            current = replace(current, end=end)
        elif line.strip():
            current = Block("text", start + len(line) - len(line.lstrip()), end, "")
    if current:
        yield _with_text(current, text)


def _with_text(block: Block, text: str) -> Block:
    return replace(block, text=text[block.start : block.end])


def _sure(line: str, bullet: re.Match[str]) -> bool:
    """Whether a line in the middle of a paragraph begins an item: bullets do, "24. April" does not."""
    return not line[: bullet.end()].strip()[0].isalnum()
