"""PDF: lines with their places on the page → paragraphs, lists and headings."""

from __future__ import annotations

import re

import pypdfium2 as pdfium

from content.formats.blocks import Draft, Unreadable, counted
from content.formats.pdf_blocks import blocks_of
from content.formats.pdf_lines import Line, page_lines, without_running_heads
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
        raise Unreadable(f"has {count} pages", f"split it into parts of at most {MAX_PAGES}")
    pages, silent, broken = _pages(document, count)
    if not any(pages):
        if broken == count:
            raise Unreadable("is damaged or cut short", "open it and save it again")
        raise Unreadable("has no text layer (scan)", "run OCR first")
    draft = Draft([], "pdf")
    if silent:
        shown = ", ".join(map(str, silent[:20])) + (" …" if len(silent) > 20 else "")
        draft.warnings.append(f"Without a text layer, and left out: page {shown} (a scan? run OCR first).")
    pages, heads = without_running_heads(pages)
    if heads:
        shown = one_line(" / ".join(heads))[:200]
        draft.warnings.append(f"Running heads and page numbers were left out: {shown}.")
    draft.blocks = blocks_of([line for page in pages for line in page])
    _read_properties(document, draft)
    return draft


def _pages(document: pdfium.PdfDocument, count: int) -> tuple[list[list[Line]], list[int], int]:
    """The lines of every page, the numbers of those without, and how many could not be read."""
    pages: list[list[Line]] = []
    silent: list[int] = []
    broken = chars = 0
    for number in range(count):
        try:
            lines = page_lines(document, number)
        except pdfium.PdfiumError:
            lines = []
            broken += 1
        chars += sum(len(line.text) for line in lines)
        if chars > MAX_CHARS:
            raise Unreadable(
                f"has more than {counted(MAX_CHARS, 'letter', 'letters')}", "split it into parts"
            )
        pages.append(lines)
        if not lines:
            silent.append(number + 1)
    return pages, silent, broken


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
        day = "-".join(created.groups())
        draft.warnings.append(f"The file says it was created on {day}; that may be its template's date.")
