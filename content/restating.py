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
        self._filed: dict[str, set[str]] = defaultdict(set)
        for stem in frozenset[str]().union(*self._items):
            for key in keys(stem):
                self._filed[key].add(stem)
        self._worth = self._worths()

    def best(self, sentence: str) -> tuple[int, float] | None:
        """The item that the sentence repeats most of, and which share of its meaning (0 to 1)."""
        if not self._items:
            return None
        strengths = self._strengths(content_stems(sentence))
        shares = [self._share(item, strengths) for item in self._items]
        best = max(range(len(shares)), key=shares.__getitem__)
        return (best, shares[best]) if shares[best] else None

    def _worths(self) -> dict[str, float]:
        used: dict[str, set[int]] = defaultdict(set)
        for number, item in enumerate(self._items):
            for stem in item:
                used[stem].add(number)
        alike = {stem: used[stem].union(*(used[other] for other in self._alike(stem))) for stem in used}
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

    def _share(self, item: frozenset[str], strengths: dict[str, float]) -> float:
        said = [stem for stem in item if stem in strengths]
        if len(said) < min(_FEWEST, len(item)) or not said:
            return 0.0
        total = sum(self._worth[stem] for stem in item)
        return sum(self._worth[stem] * strengths[stem] for stem in said) / total
