"""Relevance feedback: texts gain by what they share with the best of them beyond the query.

Passages on one topic use the same words, even those that a demand doesn't.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from content.search.analysis import STOP_WORDS, Terms

_WEIGHT, _TEXTS, _TERMS = 0.4, 4, 16

Rarity = Callable[[str], float]


def feed_back(
    asked: Sequence[Terms], texts: Sequence[Sequence[Terms]], scores: list[float], rarity: Rarity
) -> None:
    """Adds to the scores, in place; ``texts`` are at least one."""
    best = sorted(range(len(texts)), key=lambda at: -scores[at])[:_TEXTS]
    if scores[best[0]] <= 0:
        return
    weights: defaultdict[str, float] = defaultdict(float)
    for at in best:
        share = max(scores[at], 0.0) / scores[best[0]] / math.sqrt(len(texts[at]) or 1)
        for one in texts[at]:
            if one.stem and one.spelled not in STOP_WORDS:
                for stem in {one.stem, *one.parts}:
                    weights[stem] += share
    stems = [stems_of(text) for text in texts]
    said, here = stems_of(asked), Counter(stem for each in stems for stem in each)
    shared = (
        (weight * rarity(stem), stem)
        for stem, weight in weights.items()
        if here[stem] > 1 and stem not in said
    )
    added = sorted(shared, reverse=True)[:_TERMS]
    worth = {stem: weight / added[0][0] * rarity(stem) for weight, stem in added if added[0][0] > 0}
    for at, each in enumerate(stems):
        scores[at] += _WEIGHT * sum(worth[stem] for stem in each & worth.keys())


def stems_of(text: Sequence[Terms]) -> frozenset[str]:
    """The stems of a text's words and of their parts."""
    return frozenset(stem for one in text for stem in (one.stem, *one.parts))
