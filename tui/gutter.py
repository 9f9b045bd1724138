"""What stands in the gutter beside a line: signs for what lies on it, letters of its tags. Pure.

``≈`` words that changed, ``†`` an orphan's place, ``!`` demand, ``✓`` evidence, ``?`` either of them while
only suggested, ``✎`` note, ``◆`` event (``◇`` while only suggested), ``⋮`` a passage of several spans.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from tui import cells
from tui.signs import RECHECK_SIGNS, SUGGESTION_SIGNS
from tui.visible import one_line

if TYPE_CHECKING:
    from tui.highlights import Look

MORE = "+"
ANY_TAG = "#"
DEMAND, EVIDENCE, NOTE, SUGGESTED, PARTS = "!", "✓", "✎", "?", "⋮"
#: The most important first: what doesn't fit is left out from the end.
ORDER = (
    RECHECK_SIGNS["orphan"],
    RECHECK_SIGNS["check"],
    DEMAND,
    EVIDENCE,
    SUGGESTED,
    NOTE,
    SUGGESTION_SIGNS["confirmed"],
    SUGGESTION_SIGNS["suggested"],
    PARTS,
)


def width_of(pane: int) -> int:
    """How many cells the gutter takes of a pane of that width."""
    return next(size for least, size in ((70, 6), (50, 4), (24, 3), (8, 1), (0, 0)) if pane >= least)


def signs(looks: Iterable[Look]) -> tuple[str, str]:
    """What the gutter says beside a line with these looks: signs, most important first, and the letters of
    its tags in their order ("" if there is none)."""
    signed: set[str] = set()
    letters = ""
    for look in looks:
        signed.update(look.signs)
        letters += "".join(letter for letter in look.letters if letter not in letters)
    if SUGGESTION_SIGNS["confirmed"] in signed:
        signed.discard(SUGGESTION_SIGNS["suggested"])
    return "".join(sign for sign in ORDER if sign in signed), letters


def gutter(signs: str, letters: str, bar: str, width: int) -> str:
    """The gutter's text in ``width`` cells: signs, tag letters, and the bar of the current sentence.

    What doesn't fit becomes a plus if there is room for one; with one cell only the most important remains.
    """
    if width <= 1:
        return (signs or letters or bar or " ")[:width]
    lettered = 2 if width > 4 else 1
    room = width - lettered - 1
    return f"{_within(signs, room):<{room}}{_within(letters, lettered):<{lettered}}{bar or ' '}"


def _within(signs: str, room: int) -> str:
    if len(signs) <= room or room < 2:
        return signs[:room]
    return signs[: room - 1] + MORE


@lru_cache(maxsize=1024)
def letter_of(label: str) -> str:
    """The letter that stands for a tag: the first one of the last part of its name, in capitals."""
    name = label.rsplit("/", 1)[-1].strip() or label.strip()
    letter = one_line(name[:1]).upper()[:1]
    return letter if letter and letter.isalnum() and cells.cells(letter) == 1 else ANY_TAG


def letters_of(labels: Sequence[str]) -> str:
    """The letters of several tags, each once."""
    return "".join(dict.fromkeys(map(letter_of, labels)))
