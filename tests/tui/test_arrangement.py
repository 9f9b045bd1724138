"""The three widths of the desk: who stands where."""

from __future__ import annotations

import pytest

from tui.arrangement import LISTS, PANES, Place, arrange


def cells(place: Place) -> set[tuple[int, int]]:
    return {
        (x, y) for x in range(place.x, place.x + place.width) for y in range(place.y, place.y + place.height)
    }


def test_wide_shows_all_five_panes() -> None:
    assert set(arrange(120, 33, "reader", "documents", False)) == set(PANES)


@pytest.mark.parametrize("beside", LISTS)
def test_middle_shows_one_list_left_of_the_reader(beside: str) -> None:
    places = arrange(80, 21, "reader", beside, False)
    assert set(places) == {beside, "reader"}
    assert places[beside].x == 0
    assert places["reader"].x > places[beside].width


def test_a_focused_list_takes_the_place_of_the_one_beside_the_reader() -> None:
    assert set(arrange(100, 20, "demands", "documents", False)) == {"demands", "reader"}


def test_narrow_shows_only_the_focused_pane() -> None:
    assert arrange(79, 24, "timeline", "documents", False) == {"timeline": Place(0, 0, 79, 24)}


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_a_zoomed_pane_is_alone_and_takes_everything(width: int) -> None:
    assert arrange(width, 30, "notes", "documents", True) == {"notes": Place(0, 0, width, 30)}


@pytest.mark.parametrize("width", [1, 3, 10, 40, 79, 80, 81, 99, 119, 120, 121, 160, 200, 400])
@pytest.mark.parametrize("height", [1, 3, 4, 10, 21, 33, 60])
@pytest.mark.parametrize("focused", PANES)
def test_panes_never_overlap_and_never_leave_the_screen(width: int, height: int, focused: str) -> None:
    places = arrange(width, height, focused, "documents", False)
    assert focused in places
    taken: set[tuple[int, int]] = set()
    for place in places.values():
        own = cells(place)
        assert own, "a shown pane has room"
        assert not own & taken
        taken |= own
    assert all(0 <= x < width and 0 <= y < height for x, y in taken)
