"""Order, periods, axes and gaps of the timeline."""

from datetime import date

import pytest
from msgspec.structs import replace

import tui.locale
from store.states import bounds
from tui.panes.timeline_layout import (
    Axis,
    Placed,
    axis,
    is_overdue,
    is_silent,
    period,
    period_title,
    silence,
)


def placed(number: int, edtf: str) -> Placed:
    return Placed(f"e{number}", f"Ereignis {number}", edtf, *bounds(edtf), "confirmed")


@pytest.mark.parametrize(
    ("zoom", "first", "last", "de", "en"),
    [
        ("year", date(2024, 1, 1), date(2024, 12, 31), "2024", "2024"),
        ("quarter", date(2024, 1, 1), date(2024, 3, 31), "1. Quartal 2024", "Q1 2024"),
        ("month", date(2024, 2, 1), date(2024, 2, 29), "Februar 2024", "February 2024"),
        ("day", date(2024, 2, 29), date(2024, 2, 29), "Do 29.02.2024", "Thu 29 Feb 2024"),
    ],
)
def test_periods_and_their_titles(zoom, first, last, de, en):
    leap = date(2024, 2, 29)
    assert period(leap, zoom) == (first, last)
    assert period_title(leap, zoom) == en
    tui.locale.set_language("de")
    try:
        assert period_title(leap, zoom) == de
    finally:
        tui.locale.set_language("en")


def test_every_day_lies_in_its_own_quarter():
    for month in range(1, 13):
        first, last = period(date(2026, month, 15), "quarter")
        assert first <= date(2026, month, 1) and date(2026, month, 28) <= last
        assert (first.month - 1) % 3 == 0 and last.month == first.month + 2


def test_axis_follows_the_zoom():
    whole = date(2019, 5, 1), date(2027, 1, 1)
    friday = date(2026, 4, 24)
    assert axis("fit", friday, whole, 30) == Axis(*whole, 30)
    assert axis("year", friday, whole, 30) == Axis(date(2026, 1, 1), date(2026, 12, 31), 30)
    week = axis("day", friday, whole, 14)
    assert (week.first, week.last) == (date(2026, 4, 20), date(2026, 4, 26))
    assert [week.cell(date(2026, 4, 20 + n)) for n in range(7)] == [0, 2, 4, 6, 8, 10, 12]


@pytest.mark.parametrize(
    ("edtf", "state", "expected"),
    [
        ("../2022-12-31", "confirmed", True),
        ("../2022-12-31", "suggested", False),
        ("../2026-11-22", "confirmed", False),
        ("../2026-11-21", "confirmed", True),
        ("2022-12-31", "confirmed", False),
        ("2022/..", "confirmed", False),
        ("", "confirmed", False),
    ],
)
def test_only_confirmed_untils_become_overdue(edtf, state, expected):
    assert is_overdue(*bounds(edtf), state, date(2026, 11, 22)) is expected


def test_the_end_of_the_calendar_has_a_week_too():
    whole = (date.min, date.max)
    assert axis("day", date.max, whole, 7).last == date.max
    assert axis("day", date.min, whole, 7).first == date.min


@pytest.mark.parametrize(
    ("before", "after", "zooms", "told"),
    [
        ("2022-12-31", "2026-01-01", {"fit", "year", "quarter", "month", "day"}, "3 Jahre nichts"),
        ("2024-12-31", "2026-01-01", {"fit", "year", "quarter", "month", "day"}, "1 Jahr nichts"),
        ("2025-12-31", "2026-07-01", {"quarter", "month", "day"}, "5 Monate nichts"),
        ("2026-01-31", "2026-03-01", {"day"}, "4 Wochen nichts"),
        ("2026-01-31", "2026-02-28", set(), "3 Wochen nichts"),
    ],
)
@pytest.mark.usefixtures("german")
def test_empty_stretches_are_told_of_where_the_zoom_lets_one_miss_them(before, after, zooms, told):
    days = date.fromisoformat(before), date.fromisoformat(after)
    assert {zoom for zoom in ("fit", "year", "quarter", "month", "day") if is_silent(*days, zoom)} == zooms
    assert silence(*days) == told


@pytest.mark.parametrize(
    ("overdue", "answer", "pressing"),
    [(True, None, True), (True, "partial", True), (True, "met", False), (True, "superseded", False),
     (False, None, False)],
)  # fmt: skip
def test_what_is_met_is_overdue_but_presses_nobody(overdue, answer, pressing):
    item = replace(placed(1, "../2022-12-31"), overdue=overdue, answer=answer)
    assert item.pressing is pressing
