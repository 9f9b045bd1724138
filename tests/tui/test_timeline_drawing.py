"""What the timeline draws: bars, scales, the density of the whole time."""

from datetime import date

import pytest

from store.states import bounds
from tui.panes.timeline_drawing import bar, density, ruler, strip, strip_axis, with_today
from tui.panes.timeline_layout import Axis, axis

YEAR = Axis(date(2026, 1, 1), date(2026, 12, 31), 12)
WHOLE = date(2019, 5, 1), date(2027, 1, 1)


def drawn(edtf: str, over: Axis = YEAR) -> str:
    return bar(edtf, *bounds(edtf), over)


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2026-01-10", "·           "),
        ("2026-12-31", "           ·"),
        ("2026-06-15?", "     ?      "),
        ("2026-06-15~", "     ~      "),
        ("2026~", "[╌╌╌╌╌╌╌╌╌╌]"),
        ("2026-01-10/2026-01-20", "□           "),
        ("../2026-12-31", "      ←────┤"),
        ("2026-03/2026-06", "  ├──┤      "),
        ("2026", "[··········]"),
        ("2026-05", "    □       "),
        ("2026-03~/2026-06", "  ├╌╌┤      "),
        ("../2026-04-30", "←──┤        "),
        ("2026-09-01/..", "        ├──→"),
        ("2025-06/2026-03", "──┤         "),
        ("2026-11/2027-02", "          ├─"),
        ("2024/2028", "────────────"),
        ("../2028", "←───────────"),
        ("../2026-01-01", "┤           "),
        ("2026-12-31/..", "           →"),
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
    assert bar("0001/9999", date.min, date.max, wide) == "├────────┤"


def test_density_is_scaled_to_the_fullest_cell():
    of_2026 = [date(2026, 1, 1)] * 8 + [date(2026, 6, 1)] * 4 + [date(2026, 12, 31)]
    days = [day.toordinal() for day in (date(2025, 12, 31), *of_2026, date(2027, 1, 1))]
    assert density(days, YEAR) == "█    ▄     ▁"
    assert density([], YEAR) == " " * 12
    assert density(days, Axis(date(2026, 1, 1), date(2026, 12, 31), 0)) == ""


def test_a_day_is_its_sign_and_an_until_its_cap():
    due = bounds("../2026-04-30")
    assert bar("../2026-04-30", *due, YEAR, "▸", "!") == "←──!        "
    assert bar("2026-02-10", *bounds("2026-02-10"), YEAR, "◇") == " ◇          "


@pytest.mark.parametrize(
    ("zoom", "width", "expected"),
    [
        ("year", 60, "Jan Feb März"),
        ("year", 48, "Jan Feb Mär"),
        ("year", 24, "J F M A M J J A S O N D"),
        ("year", 16, "Q1  Q2  Q3  Q4"),
        ("year", 6, "2026"),
        ("quarter", 15, "Apr  Mai  Juni"),
        ("month", 93, "1 2 3 4 5"),
        ("month", 45, "1     5      10"),
        ("month", 12, "1  10  20"),
        ("day", 56, "Mo 20.  Di 21.  Mi 22.  Do 23."),
        ("day", 24, "Mo Di Mi Do Fr Sa So"),
        ("fit", 48, "2020"),
        ("fit", 24, "2020  2022"),
        ("fit", 9, "2020"),
        ("fit", 3, ""),
    ],
)
@pytest.mark.usefixtures("german")
def test_scales_take_the_finest_labels_that_fit(zoom, width, expected):
    over = axis(zoom, date(2026, 4, 24), WHOLE, width)
    scale = ruler(over)
    assert len(scale) == width
    assert expected.split() == scale.split()[: len(expected.split())]


@pytest.mark.parametrize("zoom", ["fit", "year", "quarter", "month", "day"])
def test_labels_stand_where_their_day_is(zoom):
    for width in range(1, 120):
        scale = ruler(axis(zoom, date(2026, 4, 24), WHOLE, width))
        assert len(scale) == width
    assert scale.index(scale.split()[0]) == (0 if zoom != "fit" else Axis(*WHOLE, 119).cell(date(2020, 1, 1)))


def test_scales_of_very_long_times():
    for whole in ((date.min, date.max), (date(800, 1, 1), date(2100, 12, 31))):
        assert len(ruler(Axis(*whole, 60))) == 60 and ruler(Axis(*whole, 60)).strip()


def test_today_is_drawn_where_nothing_else_stands():
    today = date(2026, 5, 20)
    assert with_today(" " * 12, YEAR, today) == "    ┊       "
    assert with_today(drawn("2026"), YEAR, today) == drawn("2026")
    assert with_today(" " * 12, YEAR, date(2027, 1, 1)) == " " * 12


def test_the_strip_shows_the_whole_time_and_the_window_in_it():
    over = strip_axis(WHOLE, 40)
    days = [date(2019, 5, 1), date(2026, 4, 24), date(2026, 4, 25), date(2027, 1, 1)]
    dense = density([day.toordinal() for day in days], over)
    assert strip(dense, over, None) == f"2019 {dense} 2027"
    windowed = strip(dense, over, axis("year", date(2026, 4, 24), WHOLE, 10))
    assert len(windowed) == 40 and windowed.replace("[", "").replace("]", "") == f"2019 {dense} 2027"
    assert "█" in windowed[windowed.index("[") : windowed.index("]")]
    assert strip(dense, over, axis("fit", date(2026, 4, 24), WHOLE, 10)) == f"2019 {dense} 2027"


def test_a_strip_without_room_says_nothing():
    assert strip(density([WHOLE[0].toordinal()], strip_axis(WHOLE, 11)), strip_axis(WHOLE, 11), None) == ""


def test_the_strip_of_a_single_day_is_full():
    day = date(2026, 4, 24)
    over = strip_axis((day, day), 30)
    dense = density([day.toordinal()], over)
    assert strip(dense, over, axis("month", day, (day, day), 9)).startswith("2026 █")
