"""The first and last code point of a passage in the new text: the marks beside its words go with them."""

from __future__ import annotations

import unicodedata

from content.anchors.letters import Letters

_SAME = {
    **dict.fromkeys("„“”‟«»\"‚‘’‛‹›'`´″", '"'),
    **dict.fromkeys("-‐‑‒–—―−", "-"),
    **dict.fromkeys("•·‣◦▪●○■□►*∙\uf0b7", "*"),
    "…": ".",
}
_NO_MARK = ("Cf", "Cc", "Mn", "Zs", "Zl", "Zp")


def start_in(old: Letters, given: int, letter: int, new: Letters, new_letter: int) -> int:
    """Where the stretch from code point ``given`` of the old text starts in the new one.

    ``letter`` is its first letter, which is ``new_letter`` there.
    """
    here, there = old.start_of(letter), new.start_of(new_letter)
    if given >= here:
        return there
    gap, new_gap = gap_before(old, letter), gap_before(new, new_letter)
    return there - _reach(gap[::-1], new_gap[::-1], here - given)


def end_in(old: Letters, given: int, letter: int, new: Letters, new_letter: int) -> int:
    """Where the stretch up to code point ``given`` ends, its last letter being before ``letter``."""
    here, there = old.end_of(letter - 1), new.end_of(new_letter - 1)
    if given <= here:
        return there
    return there + _reach(gap_before(old, letter), gap_before(new, new_letter), given - here)


def gap_before(text: Letters, letter: int) -> str:
    """What stands between a letter and the one before it, or the end of the text."""
    start = text.end_of(letter - 1) if letter else 0
    return text.text[start : text.start_of(letter) if letter < len(text) else len(text.text)]


def marks(text: str) -> str:
    """What is no space and no invisible sign, in one form for all quotation marks, dashes and bullets."""
    return "".join(_SAME.get(sign, sign) for sign in text if _is_mark(sign))


def _is_mark(sign: str) -> bool:
    return not sign.isspace() and unicodedata.category(sign) not in _NO_MARK


def _reach(gap: str, new_gap: str, size: int) -> int:
    """How far into ``new_gap`` the first ``size`` characters of ``gap`` reach.

    In the same gap as far; in another one as far as the same marks follow, with any spaces between.
    """
    if gap == new_gap:
        return size
    wanted = marks(gap[:size])
    reach = met = 0
    for at, sign in enumerate(new_gap):
        if met == len(wanted):
            break
        if _is_mark(sign):
            if _SAME.get(sign, sign) != wanted[met]:
                break
            met, reach = met + 1, at + 1
    return reach
