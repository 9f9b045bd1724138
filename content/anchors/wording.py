"""Two wordings beside one another: what went, what came, and whether anything did."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from content.anchors.alignment import Stretch, align, between, numbered

Kind = Literal["equal", "removed", "added"]
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
#: Figures with the marks inside them, and signs that say something.
_FIGURE = re.compile(r"\d+(?:[.,:/]\d+)*|[%‰€$£§+<>=≤≥&]")


def difference(old: str, new: str) -> list[tuple[Kind, str]]:
    """The two texts as parts in reading order; by words, marks and stretches of space.

    The parts that are not "added" make up ``old``, those that are not "removed" make up ``new``. What was
    replaced is removed first, then added.
    """
    ours, theirs = _TOKEN.findall(old), _TOKEN.findall(new)
    blocks = [
        block
        for block in align(*numbered(ours, theirs))
        if not "".join(ours[block.old : block.old + block.size]).isspace()
    ]
    parts: list[tuple[Kind, str]] = []
    changes = between(blocks, Stretch(0, len(ours), 0, len(theirs)))
    for at, change in enumerate(changes):
        parts.append(("removed", "".join(ours[change.old : change.old_end])))
        parts.append(("added", "".join(theirs[change.new : change.new_end])))
        if at < len(blocks):
            block = blocks[at]
            parts.append(("equal", "".join(ours[block.old : block.old + block.size])))
    return [(kind, text) for kind, text in parts if text]


def same_wording(old: str, new: str) -> bool:
    """Whether two wordings are the same letters, capitals, figures and signs.

    Line ends, hyphens, ligatures, quotation marks and commas may differ; "1,5 %" and "15 %" are not the same.
    """
    return old == new or (_letters(old) == _letters(new) and _figures(old) == _figures(new))


def _letters(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKC", text) if letter.isalnum())


def _figures(text: str) -> list[str]:
    return _FIGURE.findall(unicodedata.normalize("NFKC", text))
