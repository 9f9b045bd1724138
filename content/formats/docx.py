"""Word documents: tracked insertions are kept; deletions, comments and notes are reported as left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from content.formats import remarks
from content.formats.archive import Archive, drop, events
from content.formats.blocks import Block, Draft, Unreadable, as_heading, as_item, as_row
from content.formats.docx_parts import Chunks, Parts, objects
from content.formats.docx_styles import Numbering, Styles, W
from content.formats.flat import Package
from content.formats.lines import reflow
from content.formats.sniff import flat_kind
from content.messages import Message, counted
from content.normalise import one_line

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_LEFT_OUT = (
    ("deleted", *remarks.DELETIONS),
    ("moved", *remarks.MOVES),
    ("comment", *remarks.COMMENTS),
    ("footnote", *remarks.FOOTNOTES),
    ("endnote", *remarks.ENDNOTES),
    ("hidden", *remarks.HIDDEN),
    ("inserted", *remarks.INSERTIONS),
    ("chunk", *remarks.CHUNKS),
    ("object", *remarks.OBJECTS),
)
_REFERENCES = {
    f"{W}commentReference": "comment",
    f"{W}footnoteReference": "footnote",
    f"{W}endnoteReference": "endnote",
}
_WORDS = frozenset((f"{W}t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"))
_SKIPPED = {f"{W}del": "deleted", f"{W}moveFrom": "moved"}
#: Signs of Word's own fonts, which stand for boxes and bullets; others are counted as no text.
_SYMBOLS = {
    **{"F0FE": "☒", "F0FD": "☒", "F0A8": "☐", "F06F": "☐", "F0FC": "✓", "F0FB": "✗", "F0E0": "→"},
    **{"F0B7": "•", "F0A7": "▪", "F02D": "-"},
}
_BREAKS = {f"{W}tab": " ", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": ""}


def read(data: bytes, whole: bool = True) -> Draft:
    """``whole``: with the files that Word would put into the text."""
    archive: Parts = Archive(data) if flat_kind(data) is None else Package(data)
    name = _main_part(archive)
    numbering = Numbering(archive.side_part("word/numbering.xml"))
    styles = Styles(archive.side_part("word/styles.xml"), numbering)
    walk = _Walk(styles, Chunks(archive, name) if whole else None)
    walk.seen["object"] = objects(archive)
    draft = Draft(list(walk.blocks(archive.part(name))), "docx")
    draft.warnings = walk.warnings
    draft.warnings += [counted(one, many, walk.seen[key]) for key, one, many in _LEFT_OUT if walk.seen[key]]
    _read_margins(archive, draft)
    _read_properties(archive, draft)
    return draft


def _main_part(archive: Parts) -> str:
    if "word/document.xml" in archive:
        return "word/document.xml"
    for name in archive.names():
        if name.startswith("word/document") and name.endswith(".xml"):
            return name
    raise Unreadable("holds no Word document", "open it and save it again")


def _read_margins(archive: Parts, draft: Draft) -> None:
    """Page headers and footers are left out; a body named in a header is offered as publisher."""
    found: list[str] = []
    for name in archive.names():
        if name.startswith(("word/header", "word/footer")) and name.endswith(".xml"):
            blocks = _Walk(Styles(None, Numbering(None))).blocks(archive.part(name))
            found += [block.text for block in blocks if any(map(str.isalpha, block.text))]
    if found:
        shown = one_line(" / ".join(found))
        draft.warnings.append(remarks.margins(shown[:200]))


def _read_properties(archive: Parts, draft: Draft) -> None:
    core = archive.side_part("docProps/core.xml")
    if core is None:
        return
    draft.title, draft.title_reason = one_line(core.findtext(f"{_DC}title") or ""), "docx title property"
    draft.warnings += remarks.creation(core.findtext(f"{_TERMS}created") or "")


class _Walk:
    """One pass over a part's XML, paragraph by paragraph; each is dropped once it is read."""

    def __init__(self, styles: Styles, chunks: Chunks | None = None) -> None:
        self.styles, self.chunks = styles, chunks
        self.warnings: list[Message] = []
        self.seen: Counter[str] = Counter()
        self.fallback = 0
        self.rows: list[list[str]] = []
        self.cells: list[list[str]] = []

    def blocks(self, xml: bytes) -> Iterator[Block]:
        for event, element in events(xml):
            tag = element.tag
            if event == "start":
                self.fallback += tag == f"{_MC}Fallback"
                if tag == f"{W}tr":
                    self.rows.append([])
                elif tag == f"{W}tc":
                    self.cells.append([])
                continue
            if tag == f"{_MC}Fallback":
                self.fallback -= 1
                element.clear()
            elif tag == f"{W}p" and not self.fallback:
                yield from self.paragraph(element)
            elif tag == f"{W}altChunk" and not self.fallback:
                yield from self.placed(self.chunk(element))
            elif tag == f"{W}tc" and self.cells and self.rows:
                self.rows[-1].append(" ".join(self.cells.pop()))
            elif tag == f"{W}tr" and self.rows:
                yield from self.row(self.rows.pop(), element)

    def paragraph(self, element: etree._Element) -> Iterator[Block]:
        found = self.styled(element, self.text(element))
        drop(element)
        yield from self.placed(found)

    def chunk(self, element: etree._Element) -> list[Block]:
        """The text of a file that is put in here."""
        found = self.chunks.read(element) if self.chunks else None
        if found is None:
            self.seen["chunk"] += 1
            return []
        self.warnings += found.warnings
        return found.blocks

    def placed(self, found: list[Block]) -> Iterator[Block]:
        if self.cells:
            self.cells[-1] += [block.text for block in found if block.text]
        else:
            yield from found

    def row(self, cells: list[str], element: etree._Element) -> Iterator[Block]:
        drop(element)
        block = as_row(cells)
        if self.cells:
            self.cells[-1].append(block.text)
        elif len(cells) == 1:
            yield from reflow(cells[0], wrapped=False)
        else:
            yield block

    def styled(self, paragraph: etree._Element, text: str) -> list[Block]:
        if not text.strip():
            return [Block("para", "")]
        level, mark = self.styles.role(paragraph)
        if level is not None and len(text) < 300:
            return [as_heading(f"{mark} {text}" if mark and mark != "-" else text)]
        return [as_item(mark, text)] if mark else reflow(text, wrapped=False)

    def text(self, paragraph: etree._Element) -> str:
        parts: list[str] = []
        for child in paragraph:
            self.gather(child, parts)
        return "".join(parts)

    def gather(self, element: etree._Element, parts: list[str]) -> None:
        """The words below an element, as they read with all tracked changes accepted."""
        tag = element.tag
        if tag in _SKIPPED or tag in _REFERENCES:
            self.seen[_SKIPPED.get(str(tag)) or _REFERENCES[str(tag)]] += 1
        elif tag in _WORDS:
            parts.append(element.text or "")
        elif tag in _BREAKS:
            parts.append(_BREAKS[str(tag)])
        elif tag == f"{W}sym":
            parts.append(_SYMBOLS.get(element.get(f"{W}char", ""), "\0"))
        elif tag == f"{W}br":
            parts.append("\n\n" if element.get(f"{W}type") == "page" else "\n")
        elif tag == f"{W}r" and element.find(f"{W}rPr/{W}vanish") is not None:
            self.seen["hidden"] += 1
        elif tag not in (f"{W}pPr", f"{W}rPr"):
            self.seen["inserted"] += tag in (f"{W}ins", f"{W}moveTo")
            for child in element:
                self.gather(child, parts)
