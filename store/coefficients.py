"""Measures of how far raters agree beyond chance, each with its interval where the literature has one. Pure.

A unit is what several raters put into a category: one value for each rater, None where a rater gave none.
Units may come counted, for where many are alike. Categories of an ordered scale are numbers. Intervals are of
95 percent.

Sources: J. Cohen, Educ. Psychol. Meas. 20 (1960) 37–46; J. L. Fleiss, J. Cohen and B. S. Everitt, Psychol.
Bull. 72 (1969) 323–327; J. L. Fleiss, Psychol. Bull. 76 (1971) 378–382; J. L. Fleiss, J. C. M. Nee and J. R.
Landis, Psychol. Bull. 86 (1979) 974–977; K. L. Gwet, Educ. Psychol. Meas. 81 (2021) 781–790;
K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011); A. Zapf et al., BMC Med. Res. Methodol. 16
(2016) 93.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from math import sqrt
from typing import Any

from msgspec import Struct

from store.resampling import SEED, order, quantile, resampled

Unit = tuple[Any, ...]
#: How often each combination of values occurs.
Patterns = Counter[Unit]
Units = Iterable[Sequence[Any]] | Patterns
#: The values of a unit, each with how many raters gave it; and how many such units there are.
Tallies = Sequence[tuple[Counter[Any], int]]
Table = dict[tuple[Any, Any], float]

WEIGHTS = ("none", "linear", "quadratic")
LEVELS = ("nominal", "ordinal", "interval")
Z = 1.959963984540054


class Estimate(Struct, frozen=True):
    """A coefficient and the interval it lies in; None for what the data do not tell.

    ``error`` is the standard error the interval is made from, ``null`` the one that holds if the raters agree
    by chance only, for a test against 0.
    """

    value: float | None = None
    low: float | None = None
    high: float | None = None
    error: float | None = None
    null: float | None = None


def given(unit: Unit) -> Unit:
    """The values of a unit, without those that are missing."""
    return tuple(value for value in unit if value is not None)


def counted(units: Units) -> Patterns:
    """How often each combination of values occurs."""
    return units if isinstance(units, Counter) else Counter(map(tuple, units))


def percent(units: Units) -> float | None:
    """The share, 0 to 1, of pairs of values on the same unit that are equal; None without any pair."""
    equal = pairs = 0
    for unit, number in counted(units).items():
        values = given(unit)
        pairs += number * len(values) * (len(values) - 1)
        equal += number * sum(count * (count - 1) for count in Counter(values).values())
    return equal / pairs if pairs else None


def cohen(units: Units, weights: str = "none") -> Estimate:
    """Cohen's κ of units with two values; with weights for categories that are numbers.

    The interval is that of Fleiss, Cohen and Everitt. No value where nothing but one category was given.
    """
    table = {unit: number for unit, number in counted(units).items() if None not in unit}
    count = sum(table.values())
    categories = {value for pair in table for value in pair}
    if len(categories) < 2:
        return Estimate()
    share: Table = {(one, other): number / count for (one, other), number in table.items()}
    return _kappa(share, count, _weigher(weights, categories))


def fleiss(units: Units) -> Estimate:
    """Fleiss' κ for any number of raters; where not all judged a unit, in Gwet's general form.

    The interval is Gwet's of 2021; ``null`` is the error of Fleiss, Nee and Landis, for testing and not for
    intervals, known where all units have equally many values.
    """
    tallies = [(Counter(found), n) for unit, n in counted(units).items() if (found := given(unit))]
    several = [(tally, number) for tally, number in tallies if tally.total() > 1]
    share = _shares(tallies)
    if not several or len(share) < 2:
        return Estimate()
    agreed = sum(number * _agreed(tally) for tally, number in several) / sum(n for _, n in several)
    chance = sum(part * part for part in share.values())
    value = (agreed - chance) / (1 - chance)
    return _interval(value, _fleiss_error(tallies, share, value, chance), _fleiss_null(tallies, share))


def alpha(units: Units, level: str = "nominal", seed: int = SEED) -> Estimate:
    """Krippendorff's α; units with fewer than two values tell nothing. For any level but "nominal" categories
    are numbers. No value where nothing but one category was given.

    The interval is the bootstrap of Zapf et al.: units drawn with replacement; the same units and seed give
    the same one.
    """
    patterns: Patterns = Counter()
    for unit, number in counted(units).items():
        if len(values := given(unit)) > 1:
            patterns[tuple(sorted(values, key=order))] += number
    value = _alpha(patterns, level)
    if value is None:
        return Estimate()
    drawn = sorted(
        found for sample in resampled(patterns, seed) if (found := _alpha(sample, level)) is not None
    )
    if patterns.total() < 2 or len(drawn) < 40:
        return Estimate(value)
    return Estimate(value, quantile(drawn, 0.025), quantile(drawn, 0.975))


def _weigher(weights: str, categories: Collection[Any]) -> Callable[[Any, Any], float]:
    if weights == "none":
        return lambda one, other: float(one == other)
    widest = max(categories) - min(categories)
    power = WEIGHTS.index(weights)
    return lambda one, other: 1 - float(abs(one - other) / widest) ** power


def _kappa(share: Table, count: int, weight: Callable[[Any, Any], float]) -> Estimate:
    rows, columns = _margins(share)
    row_weight = {i: sum(weight(i, j) * part for j, part in columns.items()) for i in rows}
    column_weight = {j: sum(weight(i, j) * part for i, part in rows.items()) for j in columns}
    agreed = sum(weight(i, j) * part for (i, j), part in share.items())
    chance = sum(row_weight[i] * part for i, part in rows.items())
    if chance >= 1:
        return Estimate()
    spread = sum(
        part * (weight(i, j) * (1 - chance) - (row_weight[i] + column_weight[j]) * (1 - agreed)) ** 2
        for (i, j), part in share.items()
    )
    variance = (spread - (agreed * chance - 2 * chance + agreed) ** 2) / (count * (1 - chance) ** 4)
    null = sum(
        rows[i] * columns[j] * (weight(i, j) - row_weight[i] - column_weight[j]) ** 2
        for i in rows
        for j in columns
    )
    under_chance = (null - chance**2) / (count * (1 - chance) ** 2)
    return _interval((agreed - chance) / (1 - chance), _root(variance), _root(under_chance))


def _margins(share: Table) -> tuple[dict[Any, float], dict[Any, float]]:
    rows: dict[Any, float] = {}
    columns: dict[Any, float] = {}
    for (i, j), part in share.items():
        rows[i] = rows.get(i, 0) + part
        columns[j] = columns.get(j, 0) + part
    return rows, columns


def _agreed(count: Counter[Any]) -> float:
    """The share of equal pairs among the values of one unit."""
    size = count.total()
    return sum(number * (number - 1) for number in count.values()) / (size * (size - 1))


def _shares(tallies: Tallies) -> dict[Any, float]:
    """How often each category was given, every unit counting alike."""
    count = sum(number for _, number in tallies)
    share: dict[Any, float] = {}
    for tally, number in tallies:
        for value, times in tally.items():
            share[value] = share.get(value, 0) + times / tally.total() * number / count
    return share


def _fleiss_error(tallies: Tallies, share: Mapping[Any, float], value: float, chance: float) -> float | None:
    count = sum(number for _, number in tallies)
    if count < 2:
        return None
    several = sum(number for tally, number in tallies if tally.total() > 1)
    total = 0.0
    for tally, number in tallies:
        size = tally.total()
        own = (_agreed(tally) - chance) / (1 - chance) * count / several if size > 1 else 0
        expected = sum(share[category] * times / size for category, times in tally.items())
        total += number * (own - 2 * (1 - value) * (expected - chance) / (1 - chance) - value) ** 2
    return sqrt(total / (count * (count - 1)))


def _fleiss_null(tallies: Tallies, share: Mapping[Any, float]) -> float | None:
    sizes = {tally.total() for tally, _ in tallies}
    if len(sizes) > 1:
        return None
    size = sizes.pop()
    count = sum(number for _, number in tallies)
    mixed = sum(part * (1 - part) for part in share.values())
    skewed = sum(part * (1 - part) * (1 - 2 * part) for part in share.values())
    return sqrt(2 * (mixed**2 - skewed) / (count * size * (size - 1))) / mixed


def _alpha(patterns: Patterns, level: str) -> float | None:
    """1 − observed / expected disagreement over all pairs of values; None where none is to be expected."""
    totals: Counter[Any] = Counter()
    together: Table = {}
    for values, number in patterns.items():
        tally, pairs = _spread(values)
        for one, times in tally:
            totals[one] += number * times
        for pair, part in pairs:
            together[pair] = together.get(pair, 0) + number * part
    apart = _difference(level, totals)
    size = totals.total()
    categories = sorted(totals)
    expected = sum(
        totals[one] * totals[other] * apart(one, other)
        for at, one in enumerate(categories)
        for other in categories[at + 1 :]
    )
    if not expected:
        return None
    observed = sum(number * apart(one, other) for (one, other), number in together.items())
    return 1 - (size - 1) * observed / expected


@lru_cache(maxsize=4096)
def _spread(values: Unit) -> tuple[tuple[tuple[Any, int], ...], tuple[tuple[tuple[Any, Any], float], ...]]:
    """How often each category occurs in a unit, and what it gives to each pair of unequal ones."""
    tally = Counter(values)
    pairs = ((one, other) for one in tally for other in tally if one < other)
    parts = ((pair, tally[pair[0]] * tally[pair[1]] / (len(values) - 1)) for pair in pairs)
    return tuple(tally.items()), tuple(parts)


def _difference(level: str, totals: Mapping[Any, int]) -> Callable[[Any, Any], float]:
    """The squared difference of two categories, the lesser first."""
    if level == "nominal":
        return lambda one, other: 1.0
    if level == "interval":
        return lambda one, other: float(other - one) ** 2
    categories = sorted(totals)
    up_to = dict(zip(categories, accumulate(totals[category] for category in categories), strict=True))
    middle = {category: up_to[category] - totals[category] / 2 for category in categories}
    return lambda one, other: (middle[other] - middle[one]) ** 2


def _root(variance: float) -> float:
    return sqrt(max(variance, 0.0))


def _interval(value: float, error: float | None, null: float | None) -> Estimate:
    if error is None:
        return Estimate(value, null=null)
    return Estimate(value, max(value - Z * error, -1.0), min(value + Z * error, 1.0), error, null)
