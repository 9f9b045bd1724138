"""The tour: it waits for the real keys, can be left at any time, and is offered once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from store.changes import AddDemand, AddDocument, AddEvent
from store.review import Review
from tests.tui.driving import press
from tui.app import VermerkApp
from tui.commands import COMMANDS
from tui.fitting import Fitted, fitted
from tui.keymap import Keymap
from tui.locale import gettext, set_language
from tui.panes.bars import Bar, rows_of
from tui.screens.touring import STEPS


@pytest.fixture(autouse=True, params=["de", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Each of these holds in both languages."""
    yield set_language(request.param)
    set_language("en")


@pytest.fixture
def review() -> Review:
    review = Review.memory("Rad", "anna")
    review.apply(AddDocument(title="Rad", text="Der Freistaat fördert den Radverkehr.", date="2026-06-01"))
    review.apply(
        AddDemand("Radwege bauen", document="d1", spans=((0, 13),)),
        AddEvent("2026-07", label="Bau", document="d1"),
    )
    return review


def said(app: VermerkApp) -> str:
    """What the tour says now."""
    return "".join(bar.text for bar in app.desk.query("#tour").results(Bar))


async def test_each_step_waits_for_its_key_and_the_last_ends_it(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3")
        steps = [("enter", "j"), ("2", "l"), ("3", "k"), ("p", "1"), ("question_mark", "j")]
        for number, (key, other) in enumerate(steps, 1):
            assert said(app).startswith(f"{number}/5 ")
            if number != 4:
                await press(pilot, other)
                assert said(app).startswith(f"{number}/5 "), "another key leads nowhere"
            await press(pilot, key, *(["escape"] if key in ("p", "question_mark") else []))
        assert said(app) == "" and "F3" in app.desk.query_one("#status", Bar).text


async def test_where_there_is_nothing_to_show_it_says_where_there_is() -> None:
    empty = Review.memory("Rad", "anna")
    app = VermerkApp(empty, Fitted(tour="offer"))
    async with app.run_test(size=(80, 24)) as pilot:
        assert "F3" not in app.desk.query_one("#status", Bar).text
        await press(pilot, "f3")
        assert said(app) == "" and "vermerk demo" in app.desk.query_one("#status", Bar).text


async def test_it_can_be_left_and_begun_again(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "enter", "2", "f3")
        assert said(app) == "" and "F3" in app.desk.query_one("#status", Bar).text
        await press(pilot, "f3")
        assert said(app).startswith("1/5 ")
        for size in ((10, 3), (40, 8), (200, 60)):
            await pilot.resize_terminal(*size)
            await press(pilot, "enter")
        assert app._exception is None


async def test_it_is_offered_once_and_begun_where_that_is_asked_for(review: Review) -> None:
    for tour, offered, begun in (("offer", True, False), ("", False, False), ("begin", False, True)):
        app = VermerkApp(review, Fitted(tour=tour))
        async with app.run_test(size=(80, 24)) as pilot:
            for _ in range(20):
                await pilot.pause(0.02)
            assert ("F3" in app.desk.query_one("#status", Bar).text, bool(said(app))) == (offered, begun), (
                tour
            )
            app.desk.say("")
            app.desk.offer_tour()
            assert "F3" not in app.desk.query_one("#status", Bar).text or begun, "once is enough"


def test_every_step_names_its_key_and_has_room_at_80_columns() -> None:
    by_id = {command.id: command for command in COMMANDS}
    for step in STEPS:
        text = gettext(step.text)
        assert f"[{step.command}]" in text and step.command in by_id
        whole = f"1/5 {Keymap(COMMANDS).told(text)} (F3 beendet den Rundgang)"
        assert len(rows_of(whole, 80)) <= 4


async def test_it_names_the_keys_there_are(review: Review) -> None:
    app = VermerkApp(review, fitted({}, {"keys": {"go.open": "f12"}}, {}))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3")
        assert "F12" in said(app)
        await press(pilot, "f12")
        assert said(app).startswith("2/5 ")
