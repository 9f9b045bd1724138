"""PDF: lines with their places on the page → paragraphs, lists and headings."""

from __future__ import annotations

import re

import pypdfium2 as pdfium

from content.formats import remarks
from content.formats.blocks import Draft, Unreadable
from content.formats.pdf_blocks import blocks_of
from content.formats.pdf_heads import without_running_heads, without_stamps
from content.formats.pdf_layout import in_reading_order
from content.formats.pdf_lines import Line, PageLines, page_lines
from content.messages import counted
from content.metadata import body_in
from content.normalise import one_line

MAX_PAGES = 5000
MAX_CHARS = 20_000_000
_CREATED = re.compile(r"D:(\d{4})(\d{2})(\d{2})")


def read(data: bytes) -> Draft:
    document = _open(data)
    try:
        return _read(document)
    finally:
        document.close()


def _open(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise Unreadable("is protected with a password", "save it without one") from None
        raise Unreadable("is damaged or cut short", "open it and save it again") from None


def _read(document: pdfium.PdfDocument) -> Draft:
    count = len(document)
    if count > MAX_PAGES:
        raise Unreadable(
            "has {count} pages", "split it into parts of at most {most}", count=count, most=MAX_PAGES
        )
    draft = Draft([], "pdf")
    found = _pages(document, count, draft)
    pages, heads = without_running_heads([page.lines for page in found])
    turned, stamps = without_stamps([page.turned for page in found])
    if heads or stamps:
        shown = one_line(" / ".join([*heads, *stamps]))[:200]
        draft.warnings.append(remarks.heads(shown))
        draft.publisher = next((name for head in heads if (name := body_in(head))), "")
        draft.publisher_reason = "pdf running head" if draft.publisher else ""
    draft.blocks = blocks_of(_in_order(pages, turned))
    _read_properties(document, draft)
    return draft


def _in_order(pages: list[list[Line]], turned: list[list[Line]]) -> list[Line]:
    """All lines as they are read; what runs in another direction comes after its page, aside."""
    lines: list[Line] = []
    column = 0
    for page, others in zip(pages, turned, strict=True):
        ordered = in_reading_order(page, column + 1)
        column = max((line.column for line in ordered), default=column)
        for line in others:
            column += 1
            line.column, line.aside = column, True
        lines += ordered + others
    return lines


def _pages(document: pdfium.PdfDocument, count: int, draft: Draft) -> list[PageLines]:
    """The lines of every page. Raises Unreadable where there are none; reports what is left out."""
    pages: list[PageLines] = []
    broken = chars = 0
    for number in range(count):
        try:
            page = page_lines(document, number)
        except pdfium.PdfiumError:
            page = PageLines()
            broken += 1
        chars += sum(len(line.text) for line in page.lines)
        if chars > MAX_CHARS:
            raise Unreadable("has more than {count} letters", "split it into parts", count=MAX_CHARS)
        pages.append(page)
    silent = [number for number, page in enumerate(pages, 1) if not page.lines]
    if len(silent) == count:
        if broken == count:
            raise Unreadable("is damaged or cut short", "open it and save it again")
        raise Unreadable("has no text layer (scan)", "run OCR first")
    if silent:
        shown = ", ".join(map(str, silent[:20])) + (" …" if len(silent) > 20 else "")
        draft.warnings.append(remarks.scanned(shown))
    outside = sum(page.outside for page in pages)
    if outside:
        draft.warnings.append(counted(*remarks.OUTSIDE, outside))
    return pages


def _read_properties(document: pdfium.PdfDocument, draft: Draft) -> None:
    try:
        properties = document.get_metadata_dict(skip_empty=True)
    except pdfium.PdfiumError:
        return
    title = one_line(properties.get("Title", ""))
    if title and not re.fullmatch(r"(?i)\S+\.(?:docx?|odt|pdf|indd|rtf)|untitled|\(anonymous\)", title):
        draft.title, draft.title_reason = title, "pdf title property"
    created = _CREATED.match(properties.get("CreationDate", ""))
    if created:
        draft.warnings += remarks.creation("-".join(created.groups()))
