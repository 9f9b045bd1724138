"""From a reader's draft to a reading: text, regions, metadata."""

from __future__ import annotations

from content.formats.blocks import Draft, Unreadable, compose
from content.formats.lines import rewrap
from content.formats.remarks import NO_TEXT
from content.formats.text import is_markdown
from content.messages import Message, counted
from content.metadata import find_metadata
from content.model import Reading
from content.normalise import without_holes
from content.regions import find_regions

_WITH_PARAGRAPHS = ("docx", "odt", "rtf", "html", "markdown", "eml")


def finish(draft: Draft) -> Reading:
    """Raises Unreadable when the draft holds no text."""
    if draft.format in _WITH_PARAGRAPHS:
        draft.blocks = rewrap(draft.blocks)
    if draft.format not in ("text", "markdown"):
        _read_markdown(draft)
    text, known = compose(draft.blocks)
    text, holes = without_holes(text)
    if not any(char.isalnum() for char in text[:10_000]) and not any(map(str.isalnum, text)):
        if draft.format == "html":
            raise Unreadable("has no text of its own", "save what a browser shows of it as text or PDF")
        raise Unreadable("has no text", "if it shows pictures of text, run OCR (text recognition) first")
    warnings = list(draft.warnings)
    if holes:
        warnings.append(counted(*NO_TEXT, holes))
    regions = find_regions(text, known)
    found = find_metadata(text, regions, draft)
    return Reading(text=text, regions=regions, format=draft.format, warnings=tuple(warnings), **found)


def _read_markdown(draft: Draft) -> None:
    """Markdown pasted into a document of another format is read as such."""
    if not any(block.text[:1] in "#*[" or "**" in block.text for block in draft.blocks):
        return
    text, _ = compose(draft.blocks)
    if is_markdown(text):
        from content.formats.markdown import read_text

        for block in draft.blocks:
            block.text = block.text.replace("\n", "\\\n")
        draft.blocks = read_text(compose(draft.blocks)[0]).blocks
        draft.warnings.append(
            Message("Markdown marks in the text (headings with #, ** and links) were read as such.")
        )
