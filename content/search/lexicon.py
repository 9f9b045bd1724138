"""German words with how common they are, and compounds taken apart by them.

The splitter follows Koehn and Knight (2003): of all ways to cut a word into known words, joined by nothing
or by a linking element ("Verwaltung|s|kosten"), the one with the highest geometric mean of frequencies
wins, the uncut word among them ("Haushalt" is commoner than "Haus" and "Halt" suggest).

Words are in the plain spelling of `content.search.spelling` ("ae" for "ä", "ss" for "ß").

The lexicon is a table of four bytes a slot: it knows a word's frequency without holding the word, so that a
session pays for it with a quarter of a megabyte. `content.search.build_lexicon` makes it.
"""

from __future__ import annotations

import math
import sys
from array import array
from collections.abc import Mapping
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

SHIPPED_FILE = Path(__file__).with_name("lexicon.bin")

#: Steps of frequency a doubling is stored in; 127 steps reach counts of 2^21.
STEPS = 6
_PART, _CLASS = 0x80, 0x7F

#: What joins two parts, by how it lowers the chance of a cut.
_LINKS = (("s", 0.9), ("es", 0.9), ("n", 0.9), ("en", 0.9), ("er", 0.9), ("e", 0.9))
#: What the first part may have lost ("Sprach|kurs", "Schul|amt").
_LOST = (("e", 0.5), ("en", 0.5))
_SHORTEST_PART, _SHORTEST_COMPOUND, _LONGEST_COMPOUND = 3, 7, 48
_MOST_PARTS = 4


class Entry(NamedTuple):
    """How often a word was counted, and whether compounds may be made of it."""

    uses: float
    part: bool


class Lexicon:
    """Frequencies of words, in a table with open addressing: 24 bits of a hash and 8 of frequency a slot."""

    def __init__(self, table: array[int]) -> None:
        self._table = table
        self._mask = len(table) - 1

    @classmethod
    def read(cls, path: Path) -> Lexicon:
        """Raises OSError."""
        table = array("I")
        table.frombytes(path.read_bytes())
        if sys.byteorder == "big":
            table.byteswap()
        return cls(table)

    @classmethod
    def of(cls, entries: Mapping[str, Entry]) -> Lexicon:
        """The table has room for half as many words again, in a power of two."""
        size = 1 << max(4, math.ceil(math.log2(len(entries) * 1.5 + 1)))
        table = array("I", bytes(4 * size))
        for word, (count, part) in entries.items():
            step = min(_CLASS, max(1, round(STEPS * math.log2(max(count, 1)))))
            slot, mark = _place(word, size - 1)
            while table[slot]:
                slot = (slot + 1) & (size - 1)
            table[slot] = mark << 8 | (_PART if part else 0) | step
        return cls(table)

    def write(self, path: Path) -> None:
        table = array("I", self._table)
        if sys.byteorder == "big":
            table.byteswap()
        path.write_bytes(table.tobytes())

    def entry(self, word: str) -> Entry | None:
        """What is known of a word in plain spelling."""
        slot, mark = _place(word, self._mask)
        while found := self._table[slot]:
            if found >> 8 == mark:
                return Entry(2 ** ((found & _CLASS) / STEPS), bool(found & _PART))
            slot = (slot + 1) & self._mask
        return None

    def split(self, word: str) -> tuple[str, ...]:
        """The parts of a compound in plain spelling, without what links them; or the word alone."""
        if not _SHORTEST_COMPOUND <= len(word) <= _LONGEST_COMPOUND:
            return (word,)
        whole = self.entry(word)
        least = math.log(whole.uses) if whole else 0.0
        cuts = (cut for cut in _Cutting(self).cuts(word, _MOST_PARTS) if len(cut.parts) > 1)
        best = max(cuts, key=_Cut.mean, default=None)
        return best.parts if best is not None and best.mean() > least else (word,)


class _Cut(NamedTuple):
    """Parts and the sum of their frequencies' logarithms."""

    weight: float
    parts: tuple[str, ...]

    def mean(self) -> float:
        return self.weight / len(self.parts)


class _Cutting:
    """The ways to cut one word, each rest looked at once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._known: dict[tuple[str, int], list[_Cut]] = {}

    def cuts(self, rest: str, parts: int) -> list[_Cut]:
        """The best three ways to read the rest as at most so many parts."""
        if (rest, parts) in self._known:
            return self._known[rest, parts]
        found = []
        if weight := self._weight(rest):
            found.append(_Cut(weight, (rest,)))
        if parts > 1:
            for at in range(_SHORTEST_PART, len(rest) - _SHORTEST_PART + 1):
                if first := self._first(rest[:at]):
                    found += [
                        _Cut(first.weight + tail.weight, first.parts + tail.parts)
                        for tail in self.cuts(rest[at:], parts - 1)
                    ]
        found.sort(key=_Cut.mean, reverse=True)
        self._known[rest, parts] = found[:3]
        return found[:3]

    def _first(self, piece: str) -> _Cut | None:
        """A part that others follow, in the form the lexicon knows."""
        forms = [(piece, 1.0)]
        forms += [(piece.removesuffix(link), cost) for link, cost in _LINKS if piece.endswith(link)]
        forms += [(piece + lost, cost) for lost, cost in _LOST if len(piece) > _SHORTEST_PART]
        best = max(((self._weight(word) + math.log(cost), word) for word, cost in forms), default=None)
        return _Cut(best[0], (best[1],)) if best is not None and best[0] > 0 else None

    def _weight(self, word: str) -> float:
        """Logarithm of the frequency of a word that may be a part, else 0."""
        if len(word) < _SHORTEST_PART:
            return 0.0
        entry = self._lexicon.entry(word)
        return math.log(entry.uses) if entry is not None and entry.part else 0.0


def _place(word: str, mask: int) -> tuple[int, int]:
    """Where a word's search begins, and the 24 bits it is known by."""
    number = int.from_bytes(blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "little")
    return number & mask, (number >> 32 & 0xFFFFFF) or 1


@lru_cache(maxsize=1)
def shipped() -> Lexicon:
    """The lexicon that comes with the program."""
    return Lexicon.read(SHIPPED_FILE)
