"""Compounds taken apart by how common their parts are, after Koehn and Knight (2003).

Of all ways to cut a word into known words, joined by nothing or by a linking element
("Verwaltung|s|kosten"), the one with the highest geometric mean of frequencies wins, the uncut word among
them ("Bundestag" is commoner than "Bund" and "Tag" suggest). Words are in the plain spelling of
`content.search.spelling` ("ae" for "ä", "ss" for "ß").

The shipped file knows only words that compounds are made of and those that only look like compounds; a line
a word: the word, ten times the natural logarithm of its count, and "-" if no compound is made of it.
`content.search.build_lexicon` makes it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

SHIPPED_FILE = Path(__file__).with_name("lexicon.tsv")

SHORTEST_PART, LONGEST_PART = 3, 18
_SHORTEST_COMPOUND, _LONGEST_COMPOUND = 7, 48
_MOST_PARTS = 4
#: What joins two parts; the longer a link, the rarer.
_LINKS_BY_LETTER = {"s": ("s",), "e": ("es", "en", "er", "e"), "n": ("n",)}
_LINK_COST, _LOST_E_COST = 1, 7

#: The sum of the parts' weights, and the parts.
Cut = tuple[int, tuple[str, ...]]


class Lexicon:
    """Weights (ten times the logarithm of a frequency) of words, and of those that compounds are made of."""

    def __init__(self, parts: dict[str, int], wholes: dict[str, int]) -> None:
        self._parts, self._wholes = parts, wholes

    @classmethod
    def read(cls, lines: Iterable[str]) -> Lexicon:
        parts: dict[str, int] = {}
        wholes: dict[str, int] = {}
        for line in lines:
            word, weight, *never = line.split()
            (wholes if never else parts)[word] = int(weight)
        return cls(parts, wholes)

    def split(self, word: str) -> tuple[str, ...]:
        """The parts of a compound, without what links them; the word alone if it is none."""
        best = self.best_cut(word)
        if best is None or best[0] <= len(best[1]) * self.weight(word):
            return (word,)
        return best[1]

    def weight(self, word: str) -> int:
        """0 for what isn't known."""
        return self._parts.get(word) or self._wholes.get(word, 0)

    def best_cut(self, word: str) -> Cut | None:
        """Into at least two parts, by the highest mean weight."""
        size, parts = len(word), self._parts
        if not _SHORTEST_COMPOUND <= size <= _LONGEST_COMPOUND:
            return None
        for last in range(size - SHORTEST_PART, max(SHORTEST_PART, size - LONGEST_PART) - 1, -1):
            if word[last:] in parts:
                break
        else:
            return None
        cuts = [cut for cut in self._cuts(word, 0, last, {})[1:] if cut is not None]
        return max(cuts, key=_mean, default=None)

    def _cuts(self, word: str, start: int, last: int, seen: dict[int, list[Cut | None]]) -> list[Cut | None]:
        """The best reading of the rest from a place on as one part, as two, and so on; ``last`` is where the
        last part begins at the latest."""
        if start in seen:
            return seen[start]
        parts = self._parts
        found: list[Cut | None] = [None] * _MOST_PARTS
        if weight := parts.get(word[start:], 0):
            found[0] = (weight, (word[start:],))
        for end in range(start + SHORTEST_PART, min(start + LONGEST_PART, last) + 1):
            piece = word[start:end]
            if weight := parts.get(piece, 0):
                _follow(found, piece, weight, self._cuts(word, end, last, seen))
                for link in _LINKS_BY_LETTER.get(word[end], ()):
                    if word.startswith(link, end) and end + len(link) <= last:
                        rest = self._cuts(word, end + len(link), last, seen)
                        _follow(found, piece, weight - _LINK_COST, rest)
            elif end - start > SHORTEST_PART and (weight := parts.get(piece + "e", 0)) > _LOST_E_COST:
                _follow(found, piece + "e", weight - _LOST_E_COST, self._cuts(word, end, last, seen))
        seen[start] = found
        return found


def _follow(found: list[Cut | None], part: str, weight: int, rests: list[Cut | None]) -> None:
    """Puts a part before every reading of what comes after it."""
    for count, rest in enumerate(rests[:-1], 1):
        if rest is not None:
            before = found[count]
            if before is None or weight + rest[0] > before[0]:
                found[count] = (weight + rest[0], (part, *rest[1]))


def _mean(cut: Cut) -> float:
    return cut[0] / len(cut[1])


@lru_cache(maxsize=1)
def shipped() -> Lexicon:
    """The lexicon that comes with the program."""
    with open(SHIPPED_FILE, encoding="utf-8") as lines:
        return Lexicon.read(lines)
