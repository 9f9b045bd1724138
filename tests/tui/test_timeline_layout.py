"""Order, periods, axis, bars and density of the timeline."""

from datetime import date

import pytest

import tui.locale
from store.states import bounds
from tui.panes.timeline_layout import (
    Axis,
    Placed,
    axis,
    bar,
    chronological,
    density,
    extent,
    is_overdue,
    period,
    period_title,
)

YEAR = Axis(date(2026, 1, 1), date(2026, 12, 31), 12)


def placed(number: int, edtf: str) -> Placed:
    return Placed(f"e{number}", f"Ereignis {number}", edtf, *bounds(edtf), "confirmed")


def drawn(edtf: str, over: Axis = YEAR) -> str:
    return bar(edtf, *bounds(edtf), over)


def test_chronological_with_open_ends_and_ties():
    edtfs = ["2026-03", "2026-03-01", "", "../2026-02-15", "2026-03/..", "2026-03-01", "2025"]
    items = [placed(number, edtf) for number, edtf in enumerate(edtfs, start=8)]
    assert [item.edtf for item in chronological(items)] == [
        "2025", "../2026-02-15", "2026-03-01", "2026-03-01", "2026-03", "2026-03/..", "",
    ]  # fmt: skip
    assert [item.id for item in chronological(items)][2:4] == ["e9", "e13"]


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2026-01-10", "·           "),
        ("2026-12-31", "           ·"),
        ("2026-06-15?", "     ?      "),
        ("2026-03/2026-06", "  ├──┤      "),
        ("2026", "├──────────┤"),
        ("2026-05", "    │       "),
        ("2026-03~/2026-06", "  ├╌╌┤      "),
        ("../2026-04-30", "◁──┤        "),
        ("2026-09-01/..", "        ├──▷"),
        ("2025-06/2026-03", "──┤         "),
        ("2026-11/2027-02", "          ├─"),
        ("2024/2028", "────────────"),
        ("../2028", "◁───────────"),
        ("../2026-01-01", "◁           "),
        ("2026-12-31/..", "           ▷"),
        ("2025", "            "),
        ("2027", "            "),
        ("", "            "),
    ],
)
def test_bars(edtf, expected):
    assert drawn(edtf) == expected


def test_a_bar_without_room_is_empty():
    assert drawn("2026", Axis(date(2026, 1, 1), date(2026, 12, 31), 0)) == ""


def test_bars_survive_the_ends_of_the_calendar():
    wide = Axis(date.min, date.max, 10)
    assert bar("", date.min, date.max, wide) == "├────────┤"
    assert axis("day", date.max, (date.min, date.max), 7).last == date.max
    assert axis("day", date.min, (date.min, date.max), 7).first == date.min


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


def test_density_is_scaled_to_the_fullest_cell():
    anchors = [date(2026, 1, 1)] * 8 + [date(2026, 6, 1)] * 4 + [date(2026, 12, 31), None, date(2027, 1, 1)]
    assert density(anchors, YEAR) == "█    ▄     ▁"
    assert density([], YEAR) == " " * 12
    assert density(anchors, Axis(date(2026, 1, 1), date(2026, 12, 31), 0)) == ""


def test_extent_covers_starts_and_ends():
    items = [placed(1, "2026-04"), placed(2, "../2022-12-31"), placed(3, "2026-05/.."), placed(4, "")]
    assert extent(items) == (date(2022, 12, 31), date(2026, 5, 1))
    assert extent([placed(1, "")]) is None


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
