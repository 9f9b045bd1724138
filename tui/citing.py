"""The words of a passage or record as text that can be pasted elsewhere, with its source."""

from __future__ import annotations

import re

from content.quoting import inside
from store.rows import DocumentRow
from store.view import View
from tui import formatting
from tui.locale import gettext as _
from tui.passages import TextOf, is_lost

_PASSAGE = re.compile(r"(d\d+):(\d+-\d+(?:,\d+-\d+)*)")


def place_of(view: View, target: str) -> tuple[str, list[tuple[int, int]]] | None:
    """(document, spans) of a passage target or of a record that stands in a document."""
    found = _PASSAGE.fullmatch(target)
    if found:
        pairs = (part.split("-") for part in found[2].split(","))
        return found[1], [(int(start), int(end)) for start, end in pairs]
    row = view.by_id(target)
    document, spans = getattr(row, "document", None), getattr(row, "spans", None)
    return (document, [tuple(span) for span in spans]) if document and spans else None


def quote(view: View, target: str, text_of: TextOf) -> str:
    """The words in one line; a record that stands nowhere gives its own words."""
    passage = view.passage_of(target)
    if passage and is_lost(passage):
        return " ".join(passage.text.split())
    place = place_of(view, target)
    if place is None:
        row = view.by_id(target)
        return str(getattr(row, "text", None) or getattr(row, "title", "") or "")
    document, spans = place
    text = text_of(document)
    return " ".join(" ".join(text[start:end].split()) for start, end in spans)


def cited(view: View, target: str, text_of: TextOf) -> str:
    """The words in quotation marks with title, publisher, date and position; "" for nothing but blanks."""
    words = quote(view, target, text_of)
    place = place_of(view, target)
    if place and not words:
        return ""
    document = view.by_id(place[0]) if place else view.by_id(target)
    if not isinstance(document, DocumentRow):
        return words
    date = formatting.day(document.date)
    parts = [document.title, document.publisher, date, document.source]
    passage = view.passage_of(target)
    if passage and is_lost(passage) and passage.version in document.versions:
        number = document.versions.index(passage.version) + 1
        parts.append(_("version {number}").format(number=number))
    if place:
        parts.append(", ".join(f"{start}–{end}" for start, end in place[1]))
    source = ", ".join(part for part in parts if part)
    return f"„{inside(words)}“ ({source})" if place else source
