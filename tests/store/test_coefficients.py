"""Measures of agreement: worked examples as published, and what must hold of any ratings."""

from collections import Counter
from math import sqrt

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from store.coefficients import LEVELS, WEIGHTS, Estimate, alpha, cohen, fleiss, percent


def pairs(table):
    """Two raters' units from a table of counts: rows are the one's categories, columns the other's."""
    return [(i, j) for i, row in enumerate(table) for j, count in enumerate(row) for _ in range(count)]


def spread(table):
    """Units from how often each category was given to each; who gave it does not matter."""
    return [[value for value, count in enumerate(row) for _ in range(count)] for row in table]


def rounded(value, places=4):
    return None if value is None else round(value, places)


#: J. Cohen, A coefficient of agreement for nominal scales (1960): the tables of proportions, as counts.
COHEN_1 = [[25, 13, 12], [12, 2, 16], [3, 15, 2]]
COHEN_2 = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
#: SAS/STAT User's Guide, PROC FREQ, "Agreement Study": two dermatologists on 88 skin conditions.
SKIN = [[10, 4, 1, 0], [5, 10, 12, 2], [2, 4, 12, 5], [0, 2, 6, 13]]
#: An example that SAS prints, as the tests of statsmodels quote it.
FIVES = [[0, 4, 1], [0, 8, 0], [0, 1, 5]]
#: R's package irr, "anxiety", raters 2 and 3: twenty people on a scale of six.
ANXIETY = list(zip("36462424332333221334", "21443216111233113322", strict=True))
#: Wikipedia, "Cohen's kappa", simple example: two readers on 50 proposals.
PROPOSALS = [[20, 5], [10, 15]]
#: K. L. Gwet's R package irrCAC, "cont3x3abstractors": two abstractors on 100 pregnancies.
ABSTRACTORS = [[13, 0, 0], [0, 20, 7], [0, 4, 56]]
#: Wikipedia, "Fleiss' kappa", worked example: 14 raters put 10 subjects into 5 categories.
FOURTEEN = [
    [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
]  # fmt: skip
#: J. L. Fleiss, Measuring nominal scale agreement among many raters (1971), table 1: six psychiatrists put 30
#: patients into 5 categories; the shares of the categories, and κ, are printed to three decimals.
PATIENTS = (
    "00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031 "
    "00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006"
)
SIX = [[int(count) for count in row] for row in PATIENTS.split()]
#: K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), parts C and E: 4 observers, 12 units,
#: values missing. irrCAC has the same as "cac.raw4raters".
OBSERVERS = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
FOUR = [[None if sign == "." else int(sign) for sign in unit] for unit in zip(*OBSERVERS, strict=True)]
#: The same paper, part A: two observers, binary data.
BINARY = list(zip("0100000010", "1110010000", strict=True))
#: Part B: two observers, five categories.
NOMINAL = list(zip("aabbdcccedda", "babbbccceddd", strict=True))
#: Wikipedia, "Krippendorff's alpha", computational example: 3 coders, 15 units, values missing.
CODERS = (".....34121133.3", "1.213343.......", "..21344.21133.4")
THREE = [[None if sign == "." else int(sign) for sign in unit] for unit in zip(*CODERS, strict=True)]


@pytest.mark.parametrize(
    ("what", "estimate", "expected"),
    [
        ("Cohen 1960, table 1: p .29, chance .35", cohen(pairs(COHEN_1)), -0.0923),
        ("Cohen 1960, table 2: p .70, chance .41", cohen(pairs(COHEN_2)), 0.4915),
        ("SAS, skin", cohen(pairs(SKIN)), 0.3449),
        ("SAS, skin, weighted", cohen(pairs(SKIN), "linear"), 0.5082),
        ("SAS, fives", cohen(pairs(FIVES)), 0.4842),
        ("SAS, fives, weighted", cohen(pairs(FIVES), "linear"), 0.4701),
        ("irr, anxiety", cohen(ANXIETY), -0.0063),
        ("Wikipedia, Cohen", cohen(pairs(PROPOSALS)), 0.4000),
        ("irrCAC, abstractors", cohen(pairs(ABSTRACTORS)), 0.7964),
        ("Wikipedia, Fleiss", fleiss(spread(FOURTEEN)), 0.2099),
        ("irrCAC, 4 raters, Fleiss", fleiss(FOUR), 0.7612),
        ("Krippendorff 2011, A, binary", alpha(BINARY), 0.0952),
        ("Krippendorff 2011, B, nominal", alpha(NOMINAL), 0.6920),
        ("Krippendorff 2011, C, nominal", alpha(FOUR), 0.7434),
        ("Krippendorff 2011, E, ordinal", alpha(FOUR, "ordinal"), 0.8154),
        ("Krippendorff 2011, E, interval", alpha(FOUR, "interval"), 0.8491),
        ("Wikipedia, alpha, nominal", alpha(THREE), 0.6914),
        ("Wikipedia, alpha, interval", alpha(THREE, "interval"), 0.8108),
    ],
    ids=lambda value: value.replace(" ", "_") if isinstance(value, str) else "",
)
def test_worked_examples_as_published(what, estimate, expected):
    assert rounded(estimate.value) == expected


@pytest.mark.parametrize(
    ("estimate", "error", "low", "high"),
    [
        (cohen(pairs(SKIN)), 0.0724, 0.2030, 0.4868),
        (cohen(pairs(SKIN), "linear"), 0.0655, 0.3798, 0.6366),
        (cohen(pairs(ABSTRACTORS)), 0.0589, 0.6809, 0.9119),
        (cohen(pairs(FIVES)), 0.1380, 0.2137, 0.7547),
        (cohen(pairs(FIVES), "linear"), 0.1457, 0.1845, 0.7558),
    ],
    ids=["skin", "skin weighted", "abstractors", "fives", "fives weighted"],
)
def test_cohens_interval_as_published(estimate, error, low, high):
    """Fleiss, Cohen and Everitt's; the first two as SAS prints them, the third's error as irrCAC does."""
    assert (rounded(estimate.error), rounded(estimate.low), rounded(estimate.high)) == (error, low, high)


def test_fleiss_own_example():
    counts = [sum(column) / 180 for column in zip(*SIX, strict=True)]
    assert [rounded(share, 3) for share in counts] == [0.144, 0.144, 0.167, 0.306, 0.239]
    assert rounded(fleiss(spread(SIX)).value, 3) == 0.430
    # To more figures, and by its error where nothing but chance agrees, as R's package irr prints it.
    assert rounded(fleiss(spread(SIX)).value, 7) == 0.4302445
    assert rounded(fleiss(spread(SIX)).value / fleiss(spread(SIX)).null, 4) == 17.6518
    assert rounded(percent(spread(SIX)), 3) == 0.556


def test_fleiss_error_as_published():
    """As irrCAC prints it for data with missing values: 0.15302."""
    assert rounded(fleiss(FOUR).error, 5) == 0.15302
    assert fleiss(FOUR).null is None


def test_fleiss_error_without_agreement_has_a_closed_form_for_two_categories():
    """Fleiss, Nee and Landis 1979: there √(2 / N n (n − 1))."""
    units = spread([[4, 0], [1, 3], [2, 2], [0, 4], [3, 1]])
    assert fleiss(units).null == pytest.approx(sqrt(2 / (5 * 4 * 3)))


def test_the_shares_behind_the_examples():
    assert percent(pairs(COHEN_2)) == 0.70
    assert rounded(percent(spread(FOURTEEN)), 3) == 0.378
    assert percent([("a", None), (None, "b")]) is None


def test_alphas_interval_is_the_same_each_time_and_holds_the_value():
    one, again = alpha(FOUR, "ordinal"), alpha(list(reversed(FOUR)), "ordinal")
    assert (one.low, one.high) == (again.low, again.high)
    assert one.value == pytest.approx(again.value)
    assert one.low < one.value < one.high <= 1
    assert alpha(FOUR, "ordinal", seed=1).low != one.low


def test_alphas_interval_narrows_with_the_number_of_units():
    few, many = alpha(pairs(SKIN)), alpha(pairs(SKIN) * 25)
    assert many.high - many.low < (few.high - few.low) / 4
    assert many.low < few.value < many.high


def test_alphas_interval_is_as_wide_as_that_of_fleiss():
    """For two raters and many units both are the same thing but for the way they are got."""
    units = pairs(SKIN) * 5
    one, other = alpha(units), fleiss(units)
    assert one.high - one.low == pytest.approx(other.high - other.low, rel=0.1)


def test_quadratic_weights_are_the_intraclass_correlation():
    """Fleiss and Cohen 1973: κ with quadratic weights is 1 − Σd² / (Σ of all d² by chance)."""
    units = pairs(SKIN)
    observed = sum((i - j) ** 2 for i, j in units) / len(units)
    chance = sum((i - j) ** 2 for i, _ in units for _, j in units) / len(units) ** 2
    assert cohen(units, "quadratic").value == pytest.approx(1 - observed / chance)


NOTHING = Estimate()


@pytest.mark.parametrize("measure", [cohen, fleiss, alpha])
@pytest.mark.parametrize("units", [[], [(1, None)], [(1, 1)], [(1, 1), (1, 1), (1, None)]])
def test_too_little_gives_no_value(measure, units):
    assert measure(units) == NOTHING


#: Units of two to five raters; at least two categories are given.
@st.composite
def ratings(draw, missing=True, raters=None):
    width = raters or draw(st.integers(2, 5))
    value = st.integers(0, 4)
    one = st.one_of(st.none(), value) if missing else value
    units = draw(st.lists(st.lists(one, min_size=width, max_size=width), min_size=2, max_size=12))
    full = [unit for unit in units if sum(value is not None for value in unit) > 1]
    assume(len({value for unit in full for value in unit} - {None}) > 1)
    return full


def alphas(units):
    return [alpha(units, level).value for level in LEVELS]


@settings(max_examples=25)
@given(ratings())
def test_perfect_agreement_is_one(units):
    same = [[next(v for v in unit if v is not None)] * 3 for unit in units]
    assume(len({unit[0] for unit in same}) > 1)
    assert percent(same) == 1
    assert [*alphas(same), fleiss(same).value] == pytest.approx([1] * 4)
    two = [unit[:2] for unit in same]
    assert [cohen(two, weights).value for weights in WEIGHTS] == pytest.approx([1] * 3)


@settings(max_examples=25)
@given(ratings(), st.randoms(use_true_random=False))
def test_neither_the_order_of_units_nor_that_of_raters_matters(units, random):
    before = [*alphas(units), fleiss(units).value, percent(units)]
    random.shuffle(units)
    order = random.sample(range(len(units[0])), len(units[0]))
    mixed = [[unit[at] for at in order] for unit in units]
    assert [*alphas(mixed), fleiss(mixed).value, percent(mixed)] == pytest.approx(before)


@settings(max_examples=25)
@given(ratings(missing=False, raters=2))
def test_of_two_raters_fleiss_is_scotts_pi_and_alpha_close_by(units):
    count = Counter(value for unit in units for value in unit)
    chance = sum((number / count.total()) ** 2 for number in count.values())
    pi = (percent(units) - chance) / (1 - chance)
    assert fleiss(units).value == pytest.approx(pi)
    assert alpha(units).value == pytest.approx(1 - (1 - pi) * (1 - 1 / count.total()))
    assert cohen(units).value is None or cohen(units).value >= pi - 1e-9


@settings(max_examples=25)
@given(ratings(missing=False, raters=2))
def test_without_weights_two_categories_agree_or_do_not(units):
    two = [[value > 1 for value in unit] for unit in units]
    assume(len({value for unit in two for value in unit}) > 1)
    plain = cohen(two)
    assert all(cohen(two, weights) == plain for weights in WEIGHTS)
    assert alpha(two, "interval").value == pytest.approx(alpha(two).value)


@settings(max_examples=25)
@given(ratings())
def test_counted_units_are_the_same(units):
    counted = Counter(map(tuple, units))
    assert fleiss(counted) == fleiss(units) and percent(counted) == percent(units)
    assert alpha(counted) == alpha(units)
