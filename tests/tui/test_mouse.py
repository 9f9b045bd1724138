"""The mouse, where it is on: what clicks, second clicks and dragging do."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from store.changes import AddDemand, AddDocument
from store.review import Review
from tests.tui.driving import bar, desk, press, settle
from tui.commands import COMMANDS
from tui.gutter import width_of
from tui.keymap import pressed, shown

pytestmark = pytest.mark.usefixtures("german")

TEXT = "Busse fahren oft. Bahnen fahren auch."


@pytest.fixture
def review() -> Review:
    review = Review.memory("Verkehr", "anna")
    review.apply(
        AddDocument(title="Bus", text=TEXT, date="2026-06-01"),
        AddDocument(title="Bahn", text="Gleise.", date="2026-06-02"),
        AddDemand("Mehr Busse"),
    )
    return review


async def click(pilot: Pilot[Any], where: str, x: int, y: int, times: int = 1) -> None:
    await pilot.click(where, offset=(x, y), times=times)
    await settle(pilot)


async def on_key(pilot: Pilot[Any], name: str, entry: str) -> None:
    """Click on what a line of keys says."""
    await click(pilot, f"#{name}", bar(pilot, name).index(entry) + len(entry) - 1, 0)


def test_every_key_is_pressed_as_it_is_read() -> None:
    keys = {key for command in COMMANDS for key in command.key.split()}
    assert [key for key in keys if pressed(shown(key)) != key] == []
    assert pressed("…") == pressed("Taste") == ""


async def test_a_second_click_opens_what_the_first_went_to(review: Review) -> None:
    async with desk(review) as pilot:
        app: Any = pilot.app
        await click(pilot, "#documents", 5, 2)
        assert app.desk.context().pane == "documents"
        await click(pilot, "#documents", 5, 2, times=2)
        assert (app.desk.context().pane, app.desk._panes.reader.document) == ("reader", "d2")


async def test_dragging_selects_what_it_goes_over_and_a_click_drops_it(review: Review) -> None:
    async with desk(review) as pilot:
        app: Any = pilot.app
        reader = app.desk._panes.reader
        left = width_of(reader.scrollable_content_region.width)
        await pilot.mouse_down("#reader", offset=(left, 1))
        await pilot.hover("#reader", offset=(left + 11, 1))
        await pilot.mouse_up("#reader", offset=(left + 11, 1))
        await settle(pilot)
        assert reader.selected == "Busse fahren"
        await click(pilot, "#reader", left + 5, 1)
        assert reader.selected is None
        await click(pilot, "#reader", left + 22, 1, times=2)
        assert reader.selected == "Bahnen fahren auch."


async def test_keys_are_pressed_where_they_stand(review: Review) -> None:
    async with desk(review) as pilot:
        await press(pilot, "3")
        await on_key(pilot, "footer", "s Beurteilen")
        assert type(pilot.app.screen).__name__ == "PickScreen"
        await on_key(pilot, "keys", "Esc Zurück")
        await on_key(pilot, "footer", "? Hilfe")
        assert type(pilot.app.screen).__name__ == "ListScreen"
        await click(pilot, "#keys", bar(pilot, "keys").index("·"), 0)
        await on_key(pilot, "keys", "Esc Zurück")
        await press(pilot, "M")
        await on_key(pilot, "footer", "Esc Zurück")
        assert pilot.app.screen is pilot.app.screen_stack[0]
        await press(pilot, "s")
        await click(pilot, "#choices", 5, 1, times=2)
        await press(pilot, "enter")
        assert [verdict.answer for verdict in review.view().verdicts] == ["mentioned"]


async def test_a_cell_of_the_matrix_is_gone_to_and_the_wheel_turns_it(review: Review) -> None:
    review.apply(*(AddDemand(f"Forderung {number}") for number in range(30)))
    async with desk(review) as pilot:
        await press(pilot, "3", "M")
        grid: Any = pilot.app.screen.query_one("Grid")
        await click(pilot, "Grid", grid._stub + grid.width_of_column + 3, grid.head + 4)
        assert grid.place == (4, 1)
        await click(pilot, "Grid", 3, grid.head + 6)
        assert grid.place == (6, 1)
        grid.on_mouse_scroll_down()
        grid.on_mouse_scroll_up()
        grid.on_mouse_scroll_up()
        assert grid.place == (3, 1)
