"""What somebody is quoted with: without the marks around it and without who says it."""

from __future__ import annotations

import re

from content.model import Span

EDGE = ' \t\n*_„“”"»«›‹‚‘'
_ATTRIBUTION = re.compile(
    r"[“”\"»«]\**\s*,?\s*(?:so|sag|beton|erklär|mein|forder|mahn|heißt|unterstr|kritis|ergänz)", re.IGNORECASE
)


def speech_end(words: str) -> int:
    """Where a quotation ends that is followed by its speaker ("…“, sagte …"), else the end of the words."""
    attribution = _ATTRIBUTION.search(words)
    return attribution.start() if attribution else len(words)


def trimmed(text: str, start: int, end: int) -> Span:
    """Without blanks, quotation and emphasis marks at the edges."""
    words = text[start:end]
    left = len(words) - len(words.lstrip(EDGE))
    return Span(start + left, max(start + left, start + len(words.rstrip(EDGE))))
