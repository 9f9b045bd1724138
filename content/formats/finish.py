"""From a reader's draft to a reading: text, regions, metadata."""

from __future__ import annotations

from content.formats.blocks import Draft, Unreadable, compose, counted
from content.metadata import find_metadata
from content.model import Reading
from content.normalise import without_holes
from content.regions import find_regions

MAX_LINES = 1_000_000


def finish(draft: Draft) -> Reading:
    """Raises Unreadable when the draft holds no text."""
    text, known = compose(draft.blocks)
    text, holes = without_holes(text)
    if not any(char.isalnum() for char in text[:10_000]) and not any(map(str.isalnum, text)):
        raise Unreadable("has no text", "if it shows pictures of text, run OCR (text recognition) first")
    warnings = list(draft.warnings)
    if holes:
        one, many = "character that is no text (NUL", "characters that are no text (NUL"
        warnings.append(f"{counted(holes, one, many)}, lone surrogate) shown as U+FFFD.")
    regions = find_regions(text, known)
    found = find_metadata(text, regions, draft)
    return Reading(text=text, regions=regions, format=draft.format, warnings=tuple(warnings), **found)
