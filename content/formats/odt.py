"""OpenDocument texts: tracked deletions, comments and notes are reported as left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from content.formats import remarks
from content.formats.archive import Archive, drop, events
from content.formats.blocks import Block, Draft, Unreadable, as_heading, as_item, as_row
from content.formats.flat import checked
from content.formats.lines import reflow
from content.formats.sniff import flat_kind
from content.messages import counted
from content.normalise import one_line

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_LEFT_OUT = {
    f"{_TEXT}deletion": remarks.DELETIONS,
    f"{_OFFICE}annotation": remarks.COMMENTS,
    f"{_TEXT}note": remarks.FOOT_OR_ENDNOTES,
    f"{_TEXT}hidden-text": remarks.HIDDEN,
    f"{_DRAW}object": remarks.OBJECTS,
    f"{_DRAW}object-ole": remarks.OBJECTS,
}
_MARGINS = tuple(
    f"{_STYLE}{name}{which}" for name in ("header", "footer") for which in ("", "-left", "-first")
)
_MASTERS = f"{_OFFICE}master-styles"
_SILENT = frozenset(
    (*_LEFT_OUT, f"{_TEXT}tracked-changes", f"{_OFFICE}annotation-end", f"{_OFFICE}binary-data", _MASTERS)
)
_BREAKS = {f"{_TEXT}s": " ", f"{_TEXT}tab": " ", f"{_TEXT}line-break": "\n"}
_TITLES = frozenset(("Title", "Titel"))


@dataclass(frozen=True, slots=True)
class _Level:
    """How the items of one list level are marked; no number for bullets."""

    numbered: bool
    prefix: str
    suffix: str
    start: int


def read(data: bytes) -> Draft:
    walk = _Walk()
    draft = Draft([], "odt")
    if flat_kind(data) is None:
        _read_packed(data, walk, draft)
    else:
        draft.blocks = list(walk.blocks(checked(data)))
        _read_properties(walk.meta, draft)
    draft.warnings[:0] = [
        counted(one, many, walk.seen[tag]) for tag, (one, many) in _LEFT_OUT.items() if walk.seen[tag]
    ]
    if walk.margins:
        draft.warnings.append(remarks.margins(one_line(" / ".join(walk.margins))[:200]))
    return draft


def _read_packed(data: bytes, walk: _Walk, draft: Draft) -> None:
    archive = Archive(data)
    manifest = archive.part("META-INF/manifest.xml")
    if b"encryption-data" in manifest:
        raise Unreadable("is protected with a password", "save it without one")
    if "content.xml" not in archive:
        raise Unreadable("holds no text document", "open it and save it again")
    walk.read_styles(archive.side_part("styles.xml"))
    draft.blocks = list(walk.blocks(archive.part("content.xml")))
    _read_properties(archive.side_part("meta.xml"), draft)


def _read_properties(meta: etree._Element | None, draft: Draft) -> None:
    if meta is None:
        return
    draft.title = one_line(meta.findtext(f".//{_DC}title") or "")
    draft.title_reason = "odt title property"
    draft.warnings += remarks.creation(meta.findtext(f".//{_META}creation-date") or "")


class _Walk:
    """One pass over content.xml; each paragraph is dropped once it is read."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()
        self.lists: dict[str, dict[int, _Level]] = {}
        self.parents: dict[str, str] = {}
        self.margins: dict[str, None] = {}
        self.meta: etree._Element | None = None
        self.open: list[tuple[str, int]] = []
        self.item = False
        self.silent = 0
        self.rows: list[list[str]] = []
        self.cells: list[list[str]] = []

    def blocks(self, xml: bytes) -> Iterator[Block]:
        for event, element in events(xml):
            if event == "start":
                self.start(element)
            else:
                yield from self.end(element)

    def start(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in _SILENT:
            self.silent += 1
            self.seen[str(tag)] += 1
        elif tag == f"{_TEXT}list":
            name = element.get(f"{_TEXT}style-name") or (self.open[-1][0] if self.open else "")
            level = self.lists.get(name, {}).get(len(self.open) + 1)
            self.open.append((name, level.start if level else 1))
        elif tag == f"{_TEXT}list-item":
            self.item = True
        elif tag == f"{_TABLE}table-row":
            self.rows.append([])
        elif tag == f"{_TABLE}table-cell":
            self.cells.append([])

    def end(self, element: etree._Element) -> Iterator[Block]:
        tag = element.tag
        if tag in _SILENT:
            self.silent -= 1
            if tag == _MASTERS:
                self.read_styles(element)
            _empty(element)
        elif tag in (f"{_TEXT}p", f"{_TEXT}h") and not self.silent:
            yield from self.paragraph(element)
        elif tag == f"{_TEXT}list" and self.open:
            self.open.pop()
            self.item = False
        elif tag == f"{_TEXT}list-item":
            self.item = False
        elif tag == f"{_TABLE}table-cell" and self.cells and self.rows:
            self.rows[-1].append(" ".join(self.cells.pop()))
        elif tag == f"{_TABLE}table-row" and self.rows:
            yield from self.row(self.rows.pop(), element)
        elif tag in (f"{_OFFICE}automatic-styles", f"{_OFFICE}styles"):
            self.read_styles(element)
        elif tag == f"{_OFFICE}meta":
            self.meta = element

    def paragraph(self, element: etree._Element) -> Iterator[Block]:
        parts: list[str] = []
        _gather(element, parts)
        text = "".join(parts)
        found = self.styled(element, text) if text.strip() else [Block("para", "")]
        drop(element)
        if self.cells:
            self.cells[-1] += [block.text for block in found if block.text]
        else:
            yield from found

    def styled(self, element: etree._Element, text: str) -> list[Block]:
        style = element.get(f"{_TEXT}style-name", "")
        title = style in _TITLES or self.parents.get(style) in _TITLES
        if (element.tag == f"{_TEXT}h" or title) and len(text) < 300:
            return [as_heading(text)]
        if self.open and self.item:
            self.item = False
            return [as_item(self.next_mark(), text)]
        return reflow(text, wrapped=False)

    def next_mark(self) -> str:
        name, number = self.open[-1]
        level = self.lists.get(name, {}).get(len(self.open))
        if level is None or not level.numbered:
            return "-"
        self.open[-1] = (name, number + 1)
        return f"{level.prefix}{number}{level.suffix}".strip()

    def row(self, cells: list[str], element: etree._Element) -> Iterator[Block]:
        drop(element)
        block = as_row(cells)
        if self.cells:
            self.cells[-1].append(block.text)
        elif len(cells) == 1:
            yield from reflow(cells[0], wrapped=False)
        else:
            yield block

    def read_styles(self, root: etree._Element | None) -> None:
        """List styles, the parents of paragraph styles, and the words of page headers and footers."""
        for element in root.iter(f"{_TEXT}list-style") if root is not None else ():
            self.lists[element.get(f"{_STYLE}name", "")] = {
                _number(level.get(f"{_TEXT}level"), 1): _level(level) for level in element
            }
        for element in root.iter(f"{_STYLE}style") if root is not None else ():
            self.parents[element.get(f"{_STYLE}name", "")] = element.get(f"{_STYLE}parent-style-name", "")
        for element in root.iter(*_MARGINS) if root is not None else ():
            words = one_line(etree.tostring(element, method="text", encoding="unicode", with_tail=False))
            if any(map(str.isalpha, words)):
                self.margins[words] = None


def _empty(element: etree._Element) -> None:
    """Takes out what is left out; the text after it stays."""
    tail = element.tail
    element.clear()
    element.tail = tail


def _level(element: etree._Element) -> _Level:
    number_format = element.get(f"{_STYLE}num-format")
    if number_format is None:
        number_format = element.get("{urn:oasis:names:tc:opendocument:xmlns:style:1.0}num-format", "")
    return _Level(
        numbered=element.tag == f"{_TEXT}list-level-style-number" and number_format != "",
        prefix=element.get(f"{_STYLE}num-prefix", ""),
        suffix=element.get(f"{_STYLE}num-suffix", "."),
        start=_number(element.get(f"{_TEXT}start-value"), 1),
    )


def _number(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 6 else default


def _gather(element: etree._Element, parts: list[str]) -> None:
    """The words of a paragraph. Runs of spaces count as one: a count of a billion is only a space."""
    parts.append(element.text or "")
    for child in element:
        if child.tag in _BREAKS:
            parts.append(_BREAKS[str(child.tag)])
        elif isinstance(child.tag, str) and child.tag not in _SILENT:
            _gather(child, parts)
        parts.append(child.tail or "")
