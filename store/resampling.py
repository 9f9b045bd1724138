"""Resampling: what would have come out if other units of the same kind had been looked at. Pure."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import log, log1p
from typing import Any

SEED = 20160805
RESAMPLES = 1000
#: So many draws are made in all; of very many units there are fewer resamples, at least ``FEWEST``.
DRAWS = 1_000_000
FEWEST = 100


def resampled(patterns: Counter[tuple[Any, ...]], seed: int) -> Iterator[Counter[tuple[Any, ...]]]:
    """As many units as there are, drawn with replacement; the commonest kind is not drawn one by one."""
    chance = random.Random(seed)
    known = sorted(patterns, key=lambda values: (-patterns[values], [*map(order, values)]))
    common, others = known[0], known[1:]
    bounds = list(accumulate(patterns[values] for values in others))
    size = patterns.total()
    rest = size - patterns[common]
    for _ in range(min(RESAMPLES, max(DRAWS // max(rest, 1), FEWEST))):
        drawn = _binomial(chance, size, rest / size)
        sample = Counter(chance.choices(others, cum_weights=bounds, k=drawn)) if drawn else Counter()
        sample[common] = size - drawn
        yield sample


def _binomial(chance: random.Random, size: int, share: float) -> int:
    """How many of ``size`` draws hit what has this share: by the gaps between hits, which are geometric."""
    if share > 0.5:
        return size - _binomial(chance, size, 1 - share)
    if share <= 0:
        return 0
    hits, at, scale = 0, 0, log1p(-share)
    while (at := at + 1 + int(log(1 - chance.random()) / scale)) <= size:
        hits += 1
    return hits


def order(value: Any) -> tuple[str, Any]:
    """What to sort values of different types by."""
    return type(value).__name__, value


def quantile(sorted_values: Sequence[float], part: float) -> float:
    """The value below which this part of the values lies; between neighbours, as R and NumPy have it."""
    at = part * (len(sorted_values) - 1)
    low = int(at)
    high = min(low + 1, len(sorted_values) - 1)
    return sorted_values[low] + (at - low) * (sorted_values[high] - sorted_values[low])
