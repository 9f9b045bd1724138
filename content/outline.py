"""What one may jump to in a long text: its headings, else its numbered sections, else its paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from content.model import Region

#: What the entries are.
OutlineKind = Literal["headings", "sections", "paragraphs"]

#: So much of a paragraph's beginning stands for it.
_WORDS = 80
#: Fewer than this many entries tell nothing about a text.
_FEW = 2

_ROMAN = r"[IVX]{1,5}"
_PARTS = rf"(?:Teil|Kapitel|Abschnitt|Anlage|Anhang|Part|Chapter|Section|Annex)\.? (?:\d+|{_ROMAN}|[A-Z])\b"
_ARTICLE = r"§§? ?\d+\w?\b|Art(?:ikel|icle|\.) \d+\w?\b"
_NUMBER = r"\d{1,3}(?:\.\d{1,3})*(?:\.|\b)(?! ?(?:%|€|Uhr|Euro|Prozent|Millionen|Milliarden))"
_PART_LINE = re.compile(rf"(?:{_PARTS}|{_ROMAN}\.(?= )|[A-Z]\.(?= ))")
_SECTION_LINE = re.compile(
    rf"^(?:{_PARTS}|{_ARTICLE}|{_ROMAN}\. |[A-Z]\. |{_NUMBER} ).{{0,110}}$", re.MULTILINE
)
_NUMBERED = re.compile(rf"(?:{_ARTICLE})|({_NUMBER}) ")
_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?![^\S\n]*\n))+")


class Heading(Struct, frozen=True):
    """One entry: where it stands in the text, how deep (1 for the outermost), in one line."""

    start: int
    level: int
    text: str


class Outline(Struct, frozen=True):
    """The entries of one text by where they stand; none for a text without words."""

    kind: OutlineKind
    headings: tuple[Heading, ...]

    def at(self, offset: int) -> int | None:
        """Which entry ``offset`` belongs to: the last one that begins at or before it."""
        found = bisect_right(self.headings, offset, key=lambda heading: heading.start)
        return found - 1 if found else None


def outline(text: str, regions: Sequence[Region] = ()) -> Outline:
    """The outline of a normalised text with these regions (of ``find_regions``).

    Headings that all stand above the text tell nothing of what is in it.
    """
    titles = [(region.start, region.end) for region in regions if region.kind == "title"]
    body = next((region.start for region in regions if region.kind in ("body", "list")), len(text))
    if len(titles) >= _FEW and titles[-1][0] > body:
        return Outline("headings", tuple(_leveled(text, titles)))
    sections = list(_sections(text))
    if len(sections) >= _FEW:
        return Outline("sections", tuple(_leveled(text, sorted({*titles, *sections}))))
    return Outline("paragraphs", tuple(_paragraphs(text)))


def _leveled(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Heading]:
    """Numbers tell the level; they stand below the parts, if there are any."""
    lines = [(start, " ".join(text[start:end].split())) for start, end in spans]
    below = any(_PART_LINE.match(line) for _start, line in lines)
    for start, line in lines:
        yield Heading(start, _level(line, below), line)


def _level(line: str, below: bool) -> int:
    numbered = None if _PART_LINE.match(line) else _NUMBERED.match(line)
    if numbered is None:
        return 1
    return below + len((numbered[1] or "1").rstrip(".").split("."))


def _sections(text: str) -> Iterator[tuple[int, int]]:
    """Short numbered lines with a blank line above that are no sentences."""
    for found in _SECTION_LINE.finditer(text):
        alone = not text[max(0, found.start() - 2) : found.start()].strip("\n")
        if alone and found[0].rstrip()[-1:] not in ".;,:":
            yield found.span()


def _paragraphs(text: str) -> Iterator[Heading]:
    for found in _PARAGRAPH.finditer(text):
        words = " ".join(found[0][: 2 * _WORDS].split())
        if words:
            lead = len(found[0]) - len(found[0].lstrip())
            yield Heading(found.start() + lead, 1, _head(words))


def _head(words: str) -> str:
    if len(words) <= _WORDS:
        return words
    end = words.rfind(" ", 0, _WORDS)
    return words[: end if end > 0 else _WORDS] + " …"
