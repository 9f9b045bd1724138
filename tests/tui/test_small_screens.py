"""Screens that get small and large again: nothing that matters goes, nothing is cut without need."""

from __future__ import annotations

from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from store.changes import AddDemand, AddDocument, AddNote
from store.review import Review
from tests.tui.driving import desk, press, settle, shown
from tui.app import VermerkApp
from tui.colours import CUBE
from tui.panes.bars import Bar
from tui.screens.colouring import LAST, ColourScreen

pytestmark = pytest.mark.usefixtures("german")

TEXT = "Der Freistaat fördert den Radverkehr.\n\nNiemand weiß, wie lange das so bleibt."


@pytest.fixture
def review() -> Review:
    review = Review.memory("Rad", "anna")
    review.apply(AddDocument(title="Rad", text=TEXT, date="2026-06-01"))
    review.apply(AddDemand("Radwege bauen", document="d1", spans=((0, 13),)))
    return review


async def resized(pilot: Pilot[Any], *size: int) -> list[str]:
    await pilot.resize_terminal(size[0], size[1])
    await settle(pilot)
    return shown(pilot.app)


async def test_on_the_smallest_screen_every_pane_shows_a_row_and_which_one_it_is(review: Review) -> None:
    async with desk(review, (10, 3)) as pilot:
        for key, row in (("1", "›"), ("3", "›"), ("4", "Der"), ("5", "›")):
            await press(pilot, key)
            title, first, *_rest = shown(pilot.app)
            assert (title, row in first) == ("1 2 3 4 5", True), (key, first)
            bar = pilot.app.screen.query_one("#title", Bar)
            assert [part for part, style in bar._parts if style] == [f"{key} "]


async def test_a_grid_has_its_lower_part_and_its_keys_again_on_a_larger_screen(review: Review) -> None:
    async with desk(review) as pilot:
        await press(pilot, "3", "M")
        before = shown(pilot.app)
        assert "Radwege bauen · unbearbeitet" in "\n".join(before)
        await resized(pilot, 40, 10)
        assert await resized(pilot, 80, 24) == before


async def test_the_scroll_bar_comes_back_where_the_list_is(review: Review) -> None:
    review.apply(*(AddDemand(f"Forderung {number}") for number in range(25)))
    async with desk(review) as pilot:
        await press(pilot, "3", "j")
        app: Any = pilot.app
        pane = app.desk._panes.list_pane("demands")
        for size in ((10, 3), (200, 50), (80, 24)):
            await resized(pilot, *size)
        assert pane.scroll_y == pane.vertical_scrollbar.position == 0


async def test_a_message_is_told_in_full_where_there_is_room(review: Review) -> None:
    said = "Die Fundstelle ist so lang, dass sie in einer Zeile dieses Schirms gewiss keinen Platz mehr hat."
    async with desk(review) as pilot:
        app: Any = pilot.app
        app.desk.say(said, warn=True)
        await settle(pilot)
        assert f"! {said}" in " ".join(shown(app)[-3:]), "on two lines"
        app.desk.say("Kurz.")
        await settle(pilot)
        assert shown(app)[-2] == "Kurz."
        await resized(pilot, 20, 4)
        app.desk.say(said)
        await settle(pilot)
        assert shown(app)[-2] == "Die Fundstelle ist …", "and never more of a small one than a line"


async def test_lists_break_their_rows_beside_the_bar_that_many_rows_have(review: Review) -> None:
    words = "also wohl zweitausend. Wer weiß es? " * 12
    review.apply(*(AddNote("d1", words) for _ in range(3)))
    async with desk(review) as pilot:
        await press(pilot, "5")
        app: Any = pilot.app
        assert app.desk._panes.list_pane("notes").show_vertical_scrollbar
        assert not [line for line in shown(app)[2:20] if "…" in line[:38]]


@pytest.mark.parametrize("size", [(200, 50), (80, 24), (40, 10), (24, 6), (10, 3)])
async def test_the_chosen_colour_stays_in_sight(size: tuple[int, int]) -> None:
    app: App[None] = VermerkApp(Review.memory("Farben", "anna"))
    async with app.run_test(size=size) as pilot:
        app.push_screen(ColourScreen("Farbe", None, {}))
        await settle(pilot)
        palette: Any = app.screen.query_one("Palette")
        for number in (CUBE, CUBE + 17, CUBE + 100, LAST):
            palette.number = number
            palette.refresh()
            await settle(pilot)
            assert "[ ]" in "\n".join(shown(app)), number
    app.session.stop()  # type: ignore[attr-defined]


async def test_dialogs_say_what_they_ask_as_long_as_there_is_room(review: Review) -> None:
    async with desk(review) as pilot:
        await press(pilot, "3", "D")
        for height in (24, 10, 6):
            text = " ".join(await resized(pilot, 40, height))
            assert "Radwege bauen" in text and "y ja · n nein" in text
        assert "y ja" in " ".join(await resized(pilot, 10, 3))
        await press(pilot, "n", "t")
        assert "Schlagwort" in " ".join(await resized(pilot, 40, 8))
        assert review.view().by_id("f1") is not None


async def test_the_tour_needs_room_and_leads_back_to_where_it_began(review: Review) -> None:
    async with desk(review) as pilot:
        app: Any = pilot.app
        await press(pilot, "4", "f3")
        assert app.desk.context().pane == "documents"
        small = await resized(pilot, 20, 5)
        assert "Rad" in small[1] and not any("━━━━" in line for line in small[1:])
        await press(pilot, "f3")
        assert app.desk.context().pane == "reader"
        await press(pilot, "f3")
        assert "Rundgang" in app.desk.query_one("#status", Bar).text and not app.desk.query("#tour")


@pytest.mark.parametrize("size", [(80, 24), (60, 13), (60, 12), (40, 8)])
async def test_a_long_text_leaves_room_for_its_keys(review: Review, size: tuple[int, int]) -> None:
    async with desk(review, size) as pilot:
        await press(pilot, "a", *["x", "f2"] * 20)
        text = "\n".join(shown(pilot.app))
        assert "Notiz" in text and "⏎ Speichern" in text and "Esc" in text and "x" in text


async def test_what_an_empty_list_says_is_told_in_full(review: Review) -> None:
    async with desk(review, (40, 12)) as pilot:
        await press(pilot, "m")
        assert "Nichts ist für Sie: keine Nennung, keine Antwort, nichts zu beurteilen." in " ".join(
            shown(pilot.app)[1:4]
        )
