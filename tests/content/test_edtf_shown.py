"""EDTF values and back: their bounds, their words in two languages, and what people type for them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.dates.edtf import bounds, is_edtf, read_date, shown
from content.dates.points import (
    edtf_of,
    last_day,
    month_value,
    moved,
    quarter_value,
    same_day_in,
    valid_day,
    week_value,
)

TUESDAY = "2027-09-14"
YEARS = st.integers(1000, 2199)
#: Years that "read_date" takes for a year without a word beside them.
NEAR = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@st.composite
def points(draw: st.DrawFn) -> str:
    """A day, a month, a year or a season, now and then unsure."""
    day = draw(st.dates(date(1000, 1, 1), date(2199, 12, 31)))
    season = draw(st.sampled_from([21, 22, 23, 24]))
    value = draw(st.sampled_from([day.isoformat(), f"{day:%Y-%m}", f"{day:%Y}", f"{day:%Y}-{season}"]))
    return value + draw(st.sampled_from(["", "", "", "~", "?", "%"]))


@st.composite
def values(draw: st.DrawFn) -> str:
    """Points, intervals that run forwards, open ends, decades and centuries."""
    first, last = sorted([draw(points()), draw(points())], key=lambda point: bounds(point)[0] or date.min)
    end = bounds(last)[1]
    if end is not None and end < (bounds(first)[0] or date.min):
        first = last
    century = draw(st.integers(10, 21))
    return draw(
        st.sampled_from(
            [first, f"{first}/{last}", f"../{first}", f"{first}/..", f"{century}XX", f"{century}7X", "XXXX"]
        )
    )


@given(values())
def test_bounds_run_forwards(edtf: str) -> None:
    low, high = bounds(edtf)
    assert is_edtf(edtf)
    assert low is None or high is None or low <= high


@given(values(), st.sampled_from(["de", "en", "de-AT", "fr", ""]))
def test_every_value_has_words(edtf: str, lang: str) -> None:
    words = shown(edtf, lang)
    assert words.strip() == words != ""
    assert "\n" not in words


@given(st.text(max_size=40))
def test_whatever_is_asked_for_is_answered(text: str) -> None:
    if text:
        assert shown(text, "de") != "" and shown(text, "en") != ""
    if is_edtf(text):
        bounds(text)
    else:
        with pytest.raises(ValueError, match="."):
            bounds(text)


@pytest.mark.parametrize(
    "text",
    ["T", "Tagung", "?", "~~", "/", "../..", "..", "2028-13-03", "2028-00-03", "Rat/Beirat",
     "2028/2029/2030", "unsicher?"],
)  # fmt: skip
def test_what_is_not_understood_comes_back_unchanged(text: str) -> None:
    for lang in ("de", "en"):
        assert shown(text, lang) == text


@given(points())
def test_an_open_end_keeps_the_other_bound(point: str) -> None:
    assert bounds(f"../{point}") == (None, bounds(point)[1])
    assert bounds(f"{point}/..") == (bounds(point)[0], None)


@given(points())
def test_an_interval_from_a_point_to_itself_covers_the_point(point: str) -> None:
    assert bounds(f"{point}/{point}") == bounds(point)


@pytest.fixture(scope="module", autouse=True)
def _grammar_is_loaded() -> None:
    """What is typed first loads the grammar; that is no example's time."""
    read_date("heute")


@given(NEAR, st.sampled_from(["de", "en"]))
def test_days_months_and_years_shown_are_read_again(day: date, lang: str) -> None:
    for edtf in (day.isoformat(), f"{day:%Y-%m}", f"{day:%Y}"):
        assert read_date(shown(edtf, lang)) == edtf


@given(NEAR, st.integers(1, 400))
def test_intervals_of_days_shown_are_read_again(day: date, length: int) -> None:
    edtf = f"{day.isoformat()}/{(day + timedelta(length)).isoformat()}"
    assert read_date(shown(edtf, "de")) == edtf


@given(NEAR)
def test_open_ends_shown_are_read_again(day: date) -> None:
    for edtf in (f"../{day.isoformat()}", f"{day.isoformat()}/..", f"{day:%Y}/..", f"../{day:%Y}"):
        assert read_date(shown(edtf, "de")) == edtf
        assert read_date(shown(edtf, "en")) == edtf


@given(st.integers(1900, 2100), st.integers(1, 4))
def test_quarters_and_seasons_shown_are_read_again(year: int, part: int) -> None:
    quarter = edtf_of(f"{year}-Q{part}")
    assert quarter is not None
    assert read_date(shown(quarter, "de")) == quarter
    assert read_date(shown(f"{year}-2{part}", "de")) == f"{year}-2{part}"


@given(values(), st.dates())
def test_edtf_typed_is_taken_as_it_is(edtf: str, reference: date) -> None:
    assert read_date(edtf, reference.isoformat()) == edtf
    assert read_date(f"  {edtf}\n") == edtf


@given(st.text(max_size=40), st.dates())
def test_what_is_read_is_always_edtf(text: str, reference: date) -> None:
    found = read_date(text, reference.isoformat())
    assert found is None or is_edtf(found)


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("14.9.2027", "2027-09-14"),
        ("Dienstag, 14. September 2027", "2027-09-14"),
        ("am 14. September", "2027-09-14"),
        ("gestern", "2027-09-13"),
        ("nächste Woche", "2027-09-20/2027-09-26"),
        ("Mitte 2028", "2028-05/2028-08"),
        ("Ende Mai 2028", "2028-05-21/2028-05-31"),
        ("bis zum 3. Mai 2028", "../2028-05-03"),
        ("seit Mai 2024", "2024-05/.."),
        ("2028–2030", "2028/2030"),
        ("H1/2028", "2028-01/2028-06"),
        ("1. Halbjahr 2028", "2028-01/2028-06"),
        ("KW 40", "2027-10-04/2027-10-10"),
        ("Herbst 2028", "2028-23"),
        ("90er Jahre", "199X"),
        ("Ostermontag 2028", "2028-04-17"),
        ("May 2028", "2028-05"),
        ("5 May 2028", "2028-05-05"),
        ("until 5 May 2028", "../2028-05-05"),
        ("2028-05-03/2028-05-09", "2028-05-03/2028-05-09"),
    ],
)
def test_what_people_type(typed: str, edtf: str) -> None:
    assert read_date(typed, TUESDAY) == edtf
    assert read_date(f"  {typed.replace(' ', '   ')} ", TUESDAY) == edtf


@pytest.mark.parametrize(
    "typed",
    [
        "Beirat am 3. Mai 2028",
        "3. Mai 2028 im Saal",
        "3. Mai 2028, 4. Juni 2029",
        "2028 oder 2030",
        "Drucksache 7/2026",
        "30. Februar 2028",
        "dreizehn",
        "jährlich",
        "zwei Wochen",
        "bald",
        "§",
        "   ",
    ],
)
def test_what_names_no_single_date(typed: str) -> None:
    assert read_date(typed, TUESDAY) is None


@pytest.mark.parametrize(
    ("edtf", "german", "english"),
    [
        ("2028-05-03T18:00:00", "3. Mai 2028", "3 May 2028"),
        ("2028-05-03?", "3. Mai 2028 (unsicher)", "3 May 2028 (uncertain)"),
        ("2028-05~", "Mai 2028 (ungefähr)", "May 2028 (approximate)"),
        ("1871%", "1871 (ungefähr, unsicher)", "1871 (approximate, uncertain)"),
        ("2028-21", "Frühjahr 2028", "spring 2028"),
        ("2028-24/2029-21", "Winter 2028 – Frühjahr 2029", "winter 2028 – spring 2029"),
        ("2028-01/2028-06", "1. Halbjahr 2028", "H1 2028"),
        ("2028-02/2028-04", "Februar – April 2028", "February – April 2028"),
        ("2028-11/2029-02", "November 2028 – Februar 2029", "November 2028 – February 2029"),
        ("2028-05-03/2029", "3. Mai 2028 – 2029", "3 May 2028 – 2029"),
        ("/2028", "bis 2028", "by 2028"),
        ("2028/", "ab 2028", "from 2028"),
        ("../2028-05", "bis Mai 2028", "by May 2028"),
        ("10XX", "11. Jahrhundert", "11th century"),
        ("21XX", "22. Jahrhundert", "22nd century"),
        ("0000", "1 v. Chr.", "1 BC"),
        ("-0119", "120 v. Chr.", "120 BC"),
        ("2028-13", "2028-13", "2028-13"),
    ],
)
def test_what_people_read(edtf: str, german: str, english: str) -> None:
    assert (shown(edtf, "de"), shown(edtf, "en")) == (german, english)
    assert shown(edtf, "de-CH") == german
    assert shown(edtf, "fr") == english


@pytest.mark.parametrize(
    ("value", "mod", "edtf"),
    [
        ("2028-05", "START", "2028-05-01/2028-05-10"),
        ("2028-02", "END", "2028-02-21/2028-02-29"),
        ("2028-05", "START-MID", "2028-05-01/2028-05-20"),
        ("2028", "MID-END", "2028-05/2028-12"),
        ("199", "START", "1990/1993"),
        ("18", "MID", "1834/1866"),
        ("2027-W37", "START", "2027-09-13/2027-09-14"),
        ("1871", "APPROX", "1871~"),
        ("2027-W37-WE", "", "2027-09-18/2027-09-19"),
        ("2028-H2", "", "2028-07/2028-12"),
        ("2028-WI", "", "2028-24"),
        ("2028-05-03TEV", "", "2028-05-03"),
        ("BC0120", "", "-0119"),
        ("BC0001", "", "0000"),
        ("P3W", "", None),
        ("PRESENT_REF", "", None),
        ("XXXX-05", "", None),
        ("XXXX-WXX-2", "", None),
        ("2027-W53", "", None),
    ],
)
def test_timex_values_as_edtf(value: str, mod: str, edtf: str | None) -> None:
    assert edtf_of(value, mod) == edtf
    assert edtf is None or is_edtf(edtf)


@pytest.mark.parametrize("mod", ["START", "MID", "END", "START-MID", "MID-END"])
@pytest.mark.parametrize("value", ["2028", "2028-02", "2027-12", "199", "18", "2026-W53"])
def test_an_edge_lies_inside_its_period(value: str, mod: str) -> None:
    whole, part = edtf_of(value), edtf_of(value, mod)
    assert whole and part
    (low, high), (first, last) = bounds(whole), bounds(part)
    assert low and high and first and last
    assert low <= first <= last <= high


@pytest.mark.parametrize("value", ["2028", "2028-02", "199", "18", "2027-W37"])
def test_the_three_edges_of_a_period_leave_no_gap(value: str) -> None:
    edges = [bounds(str(edtf_of(value, mod))) for mod in ("START", "MID", "END")]
    for (_, last), (first, _) in zip(edges, edges[1:], strict=False):
        assert last and first and first - last == timedelta(1)


@given(YEARS, st.integers(-40, 60))
def test_months_carry_over_into_years(year: int, month: int) -> None:
    value = month_value(year, month)
    months = int(value[:4]) * 12 + int(value[5:])
    assert months == year * 12 + month
    assert 1 <= int(value[5:]) <= 12
    assert same_day_in(year, month, 31).isoformat().startswith(value)


@given(YEARS, st.integers(-12, 20))
def test_quarters_carry_over_into_years(year: int, quarter: int) -> None:
    value = quarter_value(year, quarter)
    assert int(value[:4]) * 4 + int(value[6:]) == year * 4 + quarter
    assert 1 <= int(value[6:]) <= 4


@given(st.dates(), st.integers(-4_000_000, 4_000_000))
def test_moving_a_day_stays_inside_the_calendar(day: date, days: int) -> None:
    there = moved(day, days)
    assert there == date.min or there == date.max or (there - day).days == days


@given(st.dates(date(1000, 1, 4), date(2199, 12, 20)))
def test_a_week_holds_the_day_it_was_made_of(day: date) -> None:
    low, high = bounds(str(edtf_of(week_value(day))))
    assert low and high and low <= day <= high


@given(st.none() | YEARS, st.integers(-1, 14), st.integers(-1, 33))
def test_only_days_of_the_calendar_are_valid(year: int | None, month: int, day: int) -> None:
    expected = 1 <= month <= 12 and 1 <= day <= last_day(year or 2000, month)
    assert valid_day(year, month, day) is expected
    if expected and year:
        assert date(year, month, day).day == day
