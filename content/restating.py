"""Which catalogue item a sentence says again, by the words that are rare among the items."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from content.stems import content_stems, keys, likeness

#: Two words at least, unless the item has only one.
_FEWEST = 2


class Restatements:
    """The words of a catalogue's items, each worth the more the fewer items have it or one like it."""

    def __init__(self, items: Sequence[str]) -> None:
        self._items = [content_stems(item) for item in items]
        self._having: dict[str, list[int]] = defaultdict(list)
        for number, item in enumerate(self._items):
            for stem in item:
                self._having[stem].append(number)
        self._filed: dict[str, set[str]] = defaultdict(set)
        for stem in self._having:
            for key in keys(stem):
                self._filed[key].add(stem)
        self._worth = self._worths()
        self._whole = [sum(self._worth[stem] for stem in item) for item in self._items]

    def best(self, sentence: str) -> tuple[int, float] | None:
        """The item that the sentence repeats most of, and which share of its meaning (0 to 1)."""
        if not self._items:
            return None
        said: dict[int, float] = defaultdict(float)
        words: dict[int, int] = defaultdict(int)
        for stem, strength in self._strengths(content_stems(sentence)).items():
            for number in self._having[stem]:
                said[number] += self._worth[stem] * strength
                words[number] += 1
        shares = [
            (said[number] / self._whole[number], -number)
            for number, count in words.items()
            if count >= min(_FEWEST, len(self._items[number]))
        ]
        share, number = max(shares, default=(0.0, 0))
        return (-number, share) if share else None

    def _worths(self) -> dict[str, float]:
        """By how many items have the stem, or one like it."""
        alike = {
            stem: frozenset[int]().union(*(self._having[other] for other in self._alike(stem)))
            for stem in self._having
        }
        return {stem: math.log(1 + len(self._items) / len(found)) for stem, found in alike.items()}

    def _alike(self, stem: str) -> dict[str, float]:
        filed = set[str]().union(*(self._filed.get(key, ()) for key in keys(stem)))
        found = {other: likeness(stem, other) for other in filed}
        return {other: strength for other, strength in found.items() if strength}

    def _strengths(self, sentence: frozenset[str]) -> dict[str, float]:
        strengths: dict[str, float] = {}
        for stem in sentence:
            for other, strength in self._alike(stem).items():
                strengths[other] = max(strength, strengths.get(other, 0.0))
        return strengths
