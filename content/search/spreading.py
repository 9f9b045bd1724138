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
    find: Callable[[int], list[Scored]], most: int, limit: int, per_document: int | None, broad: bool = False
) -> list[Scored]:
    """So many hits, of which so many of a document, chosen as in ``broadly`` if it is ``broad``; ``find``
    gives the best so many, ``most`` at first."""
    while True:
        found = find(most)
        kept = spread(found, per_document)
        if len(kept) >= limit or len(found) < most:
            return broadly(kept, limit) if broad else kept[:limit]
        most *= _MORE


def broadly(found: Sequence[Scored], limit: int) -> list[Scored]:
    """So many of hits in order: half of them the best, then rather of documents that have none yet than more
    of the same. Events and demands are of the document they stand in."""
    best, others = found[: -(-limit // 2)], found[-(-limit // 2) :]
    seen = set(map(_source, best))
    new: list[Scored] = []
    for one in others:
        if (source := _source(one)) not in seen:
            seen.add(source)
            new.append(one)
    chosen = {id(one) for one in (*best, *new[: limit - len(best)])}
    left = [one for one in others if id(one) not in chosen][: limit - len(chosen)]
    chosen.update(map(id, left))
    return [one for one in found if id(one) in chosen]


def _source(one: Scored) -> str:
    unit = one[0]
    return unit.id if unit.document is None or unit.kind == "note" else unit.document


def _as_one(passages: Iterable[Scored]) -> Scored:
    best = sorted(passages, key=lambda one: -one[1])
    return best[0][0], sum(score * _NEXT**at for at, (_unit, score) in enumerate(best[:_MOST]))
