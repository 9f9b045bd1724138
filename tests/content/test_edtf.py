"""EDTF values: bounds, what people type, what people read."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.dates import find_dates
from content.dates.edtf import bounds, is_edtf, read_date, shown
from content.dates.points import easter, edtf_of

FRIDAY = "2026-04-24"


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-04", date(2026, 4, 1), date(2026, 4, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-04-24", date(2026, 4, 24), date(2026, 4, 24)),
        ("2026-04-24T10:00:00", date(2026, 4, 24), date(2026, 4, 24)),
        ("2026-04~", date(2026, 4, 1), date(2026, 4, 30)),
        ("2026?", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-22", date(2026, 6, 1), date(2026, 8, 31)),
        ("2027-24", date(2027, 12, 1), date(2028, 2, 29)),
        ("199X", date(1990, 1, 1), date(1999, 12, 31)),
        ("15XX", date(1500, 1, 1), date(1599, 12, 31)),
        ("2026-XX", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-04-26/2026-04-28", date(2026, 4, 26), date(2026, 4, 28)),
        ("2027/2028", date(2027, 1, 1), date(2028, 12, 31)),
        ("../2022-12-31", None, date(2022, 12, 31)),
        ("2027/..", date(2027, 1, 1), None),
        ("2027/", date(2027, 1, 1), None),
        ("XXXX", None, None),
        ("-0489", date.min, date.min),
        ("Y12000", date.max, date.max),
    ],
)
def test_bounds(edtf: str, first: date | None, last: date | None) -> None:
    assert bounds(edtf) == (first, last)
    assert is_edtf(edtf)


@pytest.mark.parametrize(
    "text",
    ["", "heute", "26", "2026-13", "2026-25", "2026-02-30", "2026-4-1", "2026/", "/", "../..", "2028/2027",
     "2026/2027/2028", "199X-05", "2026-04T10:00:00", "24.04.2026", "2026-04-24\n", "２０２６"],
)  # fmt: skip
def test_what_is_no_edtf(text: str) -> None:
    if text == "2026/":
        assert is_edtf(text)
        return
    assert not is_edtf(text)
    with pytest.raises(ValueError, match="."):
        bounds(text)


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("3.7.2026", "2026-07-03"),
        ("03.07.26", "2026-07-03"),
        ("3. Juli", "2026-07-03"),
        ("Juli 2026", "2026-07"),
        ("  im   März ", "2026-03"),
        ("2026-07", "2026-07"),
        ("../2022-12-31", "../2022-12-31"),
        ("bis Ende 2022", "../2022-12-31"),
        ("ab 2027", "2027/.."),
        ("2027/2028", "2027/2028"),
        ("26.–28. April 2026", "2026-04-26/2026-04-28"),
        ("vom 26. April bis zum 28. April 2026", "2026-04-26/2026-04-28"),
        ("Q2/2026", "2026-04/2026-06"),
        ("KW 18", "2026-04-27/2026-05-03"),
        ("morgen", "2026-04-25"),
        ("3 July 2026", "2026-07-03"),
        ("July 2026", "2026-07"),
        ("", None),
        ("irgendwann", None),
        ("damals", None),
        ("drei Wochen", None),
        ("Sitzung 2026", None),
        ("3. Juli 2026 oder 4. Juli 2026", None),
    ],
)
def test_what_a_person_types(typed: str, edtf: str | None) -> None:
    assert read_date(typed, FRIDAY) == edtf


def test_relative_words_need_a_reference() -> None:
    assert read_date("morgen") is None
    assert read_date("3. Juli") is None


@pytest.mark.parametrize(
    ("edtf", "german", "english"),
    [
        ("2026-07-03", "3. Juli 2026", "3 July 2026"),
        ("2026-04", "April 2026", "April 2026"),
        ("2026", "2026", "2026"),
        ("../2022-12-31", "bis 31. Dezember 2022", "by 31 December 2022"),
        ("2027/..", "ab 2027", "from 2027"),
        ("2027/2028", "2027–2028", "2027–2028"),
        ("2026-04-26/2026-04-28", "26.–28. April 2026", "26–28 April 2026"),
        ("2026-04-29/2026-05-02", "29. April – 2. Mai 2026", "29 April – 2 May 2026"),
        ("2025-12-30/2026-01-02", "30. Dezember 2025 – 2. Januar 2026", "30 December 2025 – 2 January 2026"),
        ("2026-05/2026-06", "Mai – Juni 2026", "May – June 2026"),
        ("2026-04/2026-06", "2. Quartal 2026", "Q2 2026"),
        ("2026-07/2026-12", "2. Halbjahr 2026", "H2 2026"),
        ("2026-23", "Herbst 2026", "autumn 2026"),
        ("199X", "1990er Jahre", "1990s"),
        ("15XX", "16. Jahrhundert", "16th century"),
        ("20XX", "21. Jahrhundert", "21st century"),
        ("-0489", "490 v. Chr.", "490 BC"),
        ("1900~", "1900 (ungefähr)", "1900 (approximate)"),
        ("unsinn", "unsinn", "unsinn"),
    ],
)
def test_what_a_person_reads(edtf: str, german: str, english: str) -> None:
    assert shown(edtf, "de") == german
    assert shown(edtf, "en") == english


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2199, 12, 31)))
def test_a_day_shown_is_read_again(day: date) -> None:
    assert read_date(shown(day.isoformat(), "de")) == day.isoformat()
    assert read_date(shown(day.isoformat(), "en")) == day.isoformat()


@given(st.text("0123456789.–-/ XQWbisvomabEndMaiJulKWUhr", max_size=30), st.dates())
def test_whatever_is_found_is_edtf_or_nothing(text: str, reference: date) -> None:
    for mention in find_dates(text, reference.isoformat()):
        assert mention.text == text[mention.start : mention.end]
        if mention.edtf is not None:
            low, high = bounds(mention.edtf)
            assert low is None or high is None or low <= high


@given(st.integers(1900, 2100), st.integers(1, 53))
def test_a_week_is_seven_days(year: int, week: int) -> None:
    edtf = edtf_of(f"{year}-W{week:02}")
    if edtf is not None:
        low, high = bounds(edtf)
        assert low is not None and high is not None
        assert low.isoweekday() == 1 and high - low == timedelta(6)


def test_easter_sundays() -> None:
    known = {2024: (3, 31), 2025: (4, 20), 2026: (4, 5), 2027: (3, 28), 2038: (4, 25)}
    assert {year: (easter(year).month, easter(year).day) for year in known} == known
