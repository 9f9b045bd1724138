"""Hits spread over documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from content.search.ranking import Scored

#: What a document's next best passage still counts for it, the one after that by as much less, and so on:
#: measured on words of two sentences of documents of 8,000 to 100,000 characters.
_NEXT, _MOST = 0.3, 10
#: How many times as many are asked for where they were too few.
_MORE = 8


def spread(found: Sequence[Scored], per_document: int | None) -> list[Scored]:
    """Of hits in order the best so many of each document; all for None.

    One: each document once, with its best passage, in the order of what all its passages are worth.
    """
    if per_document is None:
        return list(found)
    of: defaultdict[str | None, list[Scored]] = defaultdict(list)
    for one in found:
        of[one[0].document].append(one)
    if per_document == 1:
        return sorted((_as_one(passages) for passages in of.values()), key=lambda one: -one[1])
    kept = {id(one) for passages in of.values() for one in passages[:per_document]}
    return [one for one in found if id(one) in kept]


def enough(
    find: Callable[[int], list[Scored]], most: int, limit: int, per_document: int | None
) -> list[Scored]:
    """So many hits, of which so many of a document; ``find`` gives the best so many, ``most`` at first."""
    while True:
        found = find(most)
        kept = spread(found, per_document)
        if len(kept) >= limit or len(found) < most:
            return kept[:limit]
        most *= _MORE


def _as_one(passages: Iterable[Scored]) -> Scored:
    best = sorted(passages, key=lambda one: -one[1])
    return best[0][0], sum(score * _NEXT**at for at, (_unit, score) in enumerate(best[:_MOST]))
