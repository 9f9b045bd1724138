"""The colours of tags in words, and choosing one with the keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.app import App

from store.review import Review
from tests.tui.driving import press, settle
from tui.app import VermerkApp
from tui.colours import colour_name, colour_word, number_of
from tui.screens.colouring import LAST, ColourScreen

pytestmark = pytest.mark.usefixtures("german")


@pytest.mark.parametrize(
    "number, word",
    [
        (16, "dunkelgrau"), (231, "hellgrau"), (244, "grau"), (196, "rot"), (21, "blau"), (46, "grün"),
        (226, "gelb"), (214, "orange"), (51, "türkis"), (22, "dunkelgrün"), (225, "hellrosa"),
        (93, "violett"),
    ],
)  # fmt: skip
def test_a_colour_is_told_in_words_with_its_name(number: int, word: str) -> None:
    assert colour_word(colour_name(number)) == f"{word} ({number})"


def test_what_is_no_colour_of_the_cube_keeps_its_words() -> None:
    assert colour_word("nichts davon") == "nichts davon"
    assert colour_word("#ff0000") == "rot (#ff0000)"
    assert [number_of(one) for one in ("color(72)", "#ff0000", "", None)] == [72, None, None, None]


async def test_the_cursor_stops_at_the_edges_and_tells_whose_a_colour_is(
    screen_text: Callable[[App[Any]], str],
) -> None:
    app = VermerkApp(Review.memory("Farben", "anna"))
    async with app.run_test(size=(80, 24)) as pilot:
        chosen: list[str | None] = []
        app.push_screen(ColourScreen("Farbe", "color(72)", {72: "B", 255: "Z"}), chosen.append)
        await settle(pilot)
        assert "[B]" in screen_text(app) and "vergeben: B" in screen_text(app)
        await press(pilot, *["down"] * 20, *["right"] * 20, "enter")
        assert chosen == [colour_name(LAST)]
        for key, answer in (("0", ""), ("escape", None)):
            app.push_screen(ColourScreen("Farbe", None, {}), chosen.append)
            await settle(pilot)
            await press(pilot, key)
            assert chosen[-1] == answer
    app.session.stop()
