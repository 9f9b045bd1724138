"""How a line of text ends: whether that can be the end of what it says."""

from __future__ import annotations

import re

TERMINALS = ".!?:;…"
_ORDINAL = re.compile(r"(?:^|\s)\d{1,2}\.$")
_CLOSERS = "\"'»«›‹“”‘’)]*"
_NOTE_MARKS = re.compile(r"(?:\[\d{1,3}\])+$")
#: Words after which a line cannot end a paragraph. Prepositions that are also verb particles
#: ("Land legt Programm auf") are left out: they end headings.
_LEADS_ON = frozenset(
    (
        *("und", "oder", "sowie", "bzw.", "der", "die", "das", "des", "dem", "den", "dass", "bis"),
        *("eine", "einer", "eines", "einem", "einen", "im", "in", "am", "für", "von", "vom", "zum", "zur"),
        *("beim", "and", "or", "the", "of", "for"),
    )
)


def is_closed(line: str) -> bool:
    """Whether the line ends with a mark that can end a sentence, quotes, brackets and footnotes aside.

    "am 24." is open: an ordinal is more likely than a sentence that ends with a small number.
    """
    bare = line.rstrip()
    if bare[-1:] == "]":
        bare = _NOTE_MARKS.sub("", bare)
    bare = bare.rstrip(_CLOSERS)
    return not bare or (bare[-1] in TERMINALS and _ORDINAL.search(bare, max(0, len(bare) - 4)) is None)


def leads_on(line: str) -> bool:
    """Whether the line ends with a word or mark after which something must follow."""
    line = line.rstrip()
    last = line[line.rfind(" ") + 1 :]
    return last in _LEADS_ON or line.endswith(",") or (line[-1:] in "-‐" and line[-2:-1].isalpha())
