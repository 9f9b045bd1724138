"""The first and last code point of a passage in the new text: marks beside its words go with them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from content.anchors.alignment import Block
from content.anchors.letters import Letters
from content.model import Span

_SAME = {
    **dict.fromkeys("„“”‟«»\"‚‘’‛‹›'`´″", '"'),
    **dict.fromkeys("-‐‑‒–—―−", "-"),
    **dict.fromkeys("•·‣◦▪●○■□►*∙\uf0b7", "*"),
    "…": ".",
}


class Edges:
    """Finds where a passage starts and ends in the new text, given which of its letters are where."""

    def __init__(self, old: Letters, new: Letters) -> None:
        self._old = old
        self._new = new

    def span(self, given: Span, start: int, end: int, pieces: list[Block]) -> Span:
        """The new span of an old one with the letters ``start`` to ``end``, of which these pieces are left."""
        first, last = pieces[0], pieces[-1]
        new_end = last.new + last.size
        begins = self._new.start_of(first.new)
        if first.old == start:
            begins = self._start(given.start, start, first.new)
        ends = self._new.end_of(new_end - 1)
        if last.old + last.size == end:
            ends = self._end(given.end, end, new_end)
        return Span(begins, ends)

    def _start(self, given: int, letter: int, new_letter: int) -> int:
        """The start in the new text of marks and spaces before a letter, from ``given`` on in the old."""
        old, new = self._old, self._new
        here, there = old.start_of(letter), new.start_of(new_letter)
        if given >= here:
            return there
        gap = old.text[old.end_of(letter - 1) if letter else 0 : here]
        new_gap = new.text[new.end_of(new_letter - 1) if new_letter else 0 : there]
        return there - _reach(gap[::-1], new_gap[::-1], here - given)

    def _end(self, given: int, letter: int, new_letter: int) -> int:
        """The end in the new text of marks and spaces after the letter before ``letter``."""
        old, new = self._old, self._new
        here, there = old.end_of(letter - 1), new.end_of(new_letter - 1)
        if given <= here:
            return there
        gap = old.text[here : old.start_of(letter) if letter < len(old) else None]
        new_gap = new.text[there : new.start_of(new_letter) if new_letter < len(new) else None]
        return there + _reach(gap, new_gap, given - here)


def _reach(gap: str, new_gap: str, size: int) -> int:
    """How far into ``new_gap`` the first ``size`` characters of ``gap`` reach.

    In the same gap exactly as far; in another as far as the same marks follow one another, whatever spaces are between.
    """
    if gap == new_gap:
        return size
    reach = at = 0
    for mark in _marks(gap[:size]):
        while at < len(new_gap) and not list(_marks(new_gap[at])):
            at += 1
        if at == len(new_gap) or list(_marks(new_gap[at])) != [mark]:
            break
        at += 1
        reach = at
    return reach


def _marks(text: str) -> Iterable[str]:
    """What is no space and no invisible sign, one form for all quotation marks, dashes and bullets."""
    for sign in text:
        if not sign.isspace() and unicodedata.category(sign) not in ("Cf", "Cc", "Mn", "Zs"):
            yield _SAME.get(sign, sign)
