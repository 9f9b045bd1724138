"""Plain text, and Markdown that goes by the name of plain text."""

from __future__ import annotations

import re

from content.formats.blocks import Draft, Unreadable
from content.formats.encoding import decode
from content.formats.lines import reflow
from content.messages import Message

#: More lines than this are a log or a mistake; a thousand pages have a fifth of them.
MAX_LINES = 250_000
_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
_STRONG = re.compile(r"(?<![\w*])\*\*[^\s*][^*\n]{0,300}\*\*(?![\w*])")
_LINK = re.compile(r"\[[^\]\n]{1,200}\]\((?:https?:|mailto:|www\.|/|#)[^)\s]*\)")
_ENOUGH = 2


def read(data: bytes) -> Draft:
    """Reads as Markdown what plainly is: headings with #, **strong** words, [links](…)."""
    text, warnings = decode(data)
    if text.count("\n") > MAX_LINES or text.count("\r") > MAX_LINES:
        raise Unreadable("has more than {most:,} lines", "split it into parts", most=MAX_LINES)
    if is_markdown(text):
        from content.formats.markdown import read_text

        draft = read_text(text)
        draft.warnings += [
            *warnings,
            Message("The file was read as Markdown: it has Markdown headings or emphasis."),
        ]
        return draft
    return Draft(reflow(text), "text", warnings=warnings)


def is_markdown(text: str) -> bool:
    """Whether the text has at least two of Markdown's unmistakable marks."""
    marks = 0
    for sign, pattern in (("# ", _HEADING), ("**", _STRONG), ("](", _LINK)):
        for _ in () if sign not in text else pattern.finditer(text, 0, 200_000):
            marks += 1
            if marks >= _ENOUGH:
                return True
    return False
