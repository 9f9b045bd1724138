"""The elements of a page → blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from content.formats.blocks import Block, as_heading, as_item, as_row
from content.formats.lines import reflow
from content.normalise import raised

SKIPPED_TAGS = (
    "script", "style", "noscript", "template", "svg", "math", "canvas", "object", "embed", "iframe", "audio",
    "video", "button", "select", "option", "textarea", "input", "head",
)  # fmt: skip
_BLOCK_NAMES = """
    address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure
    footer form header hgroup hr html legend li main nav ol p pre section summary table tbody td tfoot
    th thead tr ul h1 h2 h3 h4 h5 h6 caption
"""
_BLOCK_TAGS = frozenset(_BLOCK_NAMES.split())
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LISTS = frozenset(("ul", "ol", "menu"))
_SPACES = re.compile(r"[ \t\r\n\f]+")
#: A layout's cells are columns of a page, longer than any of data.
_HAS_LONG_CELL = etree.XPath("boolean(descendant::*[(self::td or self::th) and string-length() > 400])")
_FIGURE = re.compile(r"\d{1,3}")


def blocks_of(root: etree._Element) -> Iterator[Block]:
    """The blocks of an element in document order."""
    for element in root.iter("sup"):
        _mark_raised(element)
    return _Walk().blocks(root)


class _Walk:
    """One pass over the tree: text gathers until a block element starts or ends."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.heading = False
        self.mark: str | None = None
        self.lists: list[int | None] = []
        self.teasers = 0
        self.pre = 0
        self.row: list[str] | None = None
        self.tables: list[bool] = []

    def blocks(self, root: etree._Element) -> Iterator[Block]:
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if not isinstance(element.tag, str):
                continue
            block = element.tag in _BLOCK_TAGS
            if event == "start":
                if block:
                    yield from self.flush()
                    self.open(str(element.tag), element)
                elif element.tag == "br":
                    self.parts.append("\n")
                self.text(element.text)
            else:
                if block:
                    yield from self.end(str(element.tag))
                if element is not root:
                    self.text(element.tail)
        yield from self.flush()

    def text(self, text: str | None) -> None:
        if text:
            self.parts.append(text if self.pre or text.isalnum() else _SPACES.sub(" ", text))

    def open(self, tag: str, element: etree._Element) -> None:
        if tag in _HEADINGS:
            self.heading = True
        elif tag in _LISTS:
            self.lists.append(_first_number(element) if tag == "ol" else None)
            self.teasers += self.teasers > 0 or _is_link_list(element)
        elif tag == "li":
            self.mark = self.next_mark()
        elif tag == "table":
            self.tables.append(_is_data(element))
        elif tag == "tr" and self.tables and self.tables[-1]:
            self.row = []
        elif tag == "pre":
            self.pre += 1

    def next_mark(self) -> str:
        number = self.lists[-1] if self.lists else None
        if number is None:
            return "-"
        self.lists[-1] = number + 1
        return f"{number}."

    def end(self, tag: str) -> Sequence[Block]:
        if self.row is not None and tag in ("td", "th"):
            self.row.append(self.taken())
        done = self.flush(tag)
        if tag in _HEADINGS:
            self.heading = False
        elif tag in _LISTS and self.lists:
            self.lists.pop()
            self.teasers -= self.teasers > 0
        elif tag == "li":
            self.mark = None
        elif tag == "tr" and self.row is not None:
            done = [*done, as_row(self.row)]
            self.row = None
        elif tag == "table" and self.tables:
            self.tables.pop()
        elif tag == "pre":
            self.pre -= 1
        return done

    def taken(self) -> str:
        text = "".join(self.parts)
        self.parts = []
        return text

    def flush(self, ended: str = "") -> Sequence[Block]:
        if self.row is not None:
            self.parts.append(" ")
            return ()
        text = self.taken()
        if not text.strip():
            return [Block("para", "")] if ended == "p" and self.mark is None else ()
        blocks = self.block(text)
        if self.teasers:
            for block in blocks:
                block.region = block.region or "teaser"
        return blocks

    def block(self, text: str) -> list[Block]:
        if self.heading:
            return [as_heading(text)]
        if self.mark is not None:
            mark, self.mark = self.mark, None
            return [as_item(mark, text)]
        return reflow("\n".join(line.strip() for line in text.split("\n")), wrapped=self.pre > 0)


def _mark_raised(element: etree._Element) -> None:
    """Raised figures become a power or a footnote's mark, so that they don't stick to the word before."""
    digits = "".join(str(piece) for piece in element.itertext()).strip(" \n[]()")
    before, parent = element.getprevious(), element.getparent()
    above = before.tail if before is not None else parent.text if parent is not None else None
    if _FIGURE.fullmatch(digits) and above and not above[-1].isspace():
        del element[:]
        element.text = raised(above, digits)


def _first_number(element: etree._Element) -> int:
    start = element.get("start", "")
    return int(start) if start.isdecimal() and len(start) < 6 else 1


def _is_link_list(element: etree._Element) -> bool:
    """Whether the items are nothing but links to other pages: blurbs, not text."""
    items = element.findall("li")
    if len(items) < 2:
        return False
    whole = linked = 0
    for item in items:
        whole += sum(len(str(piece).strip()) for piece in item.itertext())
        for link in item.iter("a"):
            if not (link.get("href") or "#").startswith("#"):
                linked += sum(len(str(piece).strip()) for piece in link.itertext())
    return whole > 0 and linked >= 0.9 * whole


def _is_data(table: etree._Element) -> bool:
    """Whether a table holds data, not the layout of a page."""
    if next((inner for inner in table.iter("table") if inner is not table), None) is not None:
        return False
    if not any(len(row.findall("td")) + len(row.findall("th")) > 1 for row in table.iter("tr")):
        return False
    return not _HAS_LONG_CELL(table)
