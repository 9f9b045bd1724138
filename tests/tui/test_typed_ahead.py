"""Keys that come at once: the first opens a dialog, the others are for the dialog and never for the desk."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from textual import events

from store.changes import AddDemand, AddDocument, AddEvent, AddTag
from store.review import Review
from tests.tui.driving import press, settle, shown
from tui.app import VermerkApp
from tui.screens.writing import WriteScreen

pytestmark = pytest.mark.usefixtures("german")


async def typed(keys: Sequence[str], review: Review) -> tuple[str, str]:
    """Send keys without a pause; the pane and the screen that have the cursor when all are worked off."""
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "g")
        await pilot.pause()
        for key in keys:
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await settle(pilot)
        shown = app.desk.context().pane, type(app.screen).__name__
    app.session.stop()
    return shown


@pytest.fixture
def review() -> Review:
    first = Review.memory("Busse", "anna")
    first.apply(AddDemand(text="Busse dauerhaft finanzieren"), AddDemand(text="Radwege ausbauen"))
    return first


async def test_an_answer_and_its_reason_typed_at_once(review: Review) -> None:
    assert await typed(["s", "4", *"bald 1", "enter"], review) == ("demands", "DeskScreen")
    (verdict,) = review.view().verdicts
    assert (verdict.answer, verdict.reason) == ("underway", "bald 1")


LEFT, BACK, CLEAR = "left", "backspace", "ctrl+u"


@pytest.mark.parametrize(
    ("keys", "stands"),
    [
        ([*"abc", BACK, "d", LEFT, LEFT, "X"], "aXbd"),
        ([*"abc", CLEAR, *"neu", LEFT, "1", BACK, "2"], "ne2u"),
        ([*"ab", "home", *"cd", "end", *"ef"], "cdabef"),
    ],
)
@pytest.mark.parametrize("opening", ["slash", "a"], ids=["line", "lines"])
async def test_a_field_takes_letters_and_other_keys_in_their_order(
    review: Review, opening: str, keys: list[str], stands: str
) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "3", "g", opening)
        for key in keys:
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, WriteScreen) and screen.value == stands
    app.session.stop()


async def test_enter_is_for_all_letters_before_it_and_what_follows_for_the_desk(review: Review) -> None:
    review.apply(AddTag("Bus"), AddTag("Rad"), AddTag("Radweg"))
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "3", "g", "t")
        for key in (*"radw", "enter", "j", "t", *"bus", "enter", "k"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await settle(pilot)
        assert app.desk.context().row == "f1"
    app.session.stop()
    assert [row.tags for row in review.view().demands] == [("Radweg",), ("Bus",)]


async def test_what_follows_a_dialog_that_was_left_is_for_the_desk_again(review: Review) -> None:
    assert await typed(["s", "escape", "2", "1"], review) == ("documents", "DeskScreen")
    assert review.view().verdicts == ()


async def test_what_is_typed_after_going_to_a_pane_moves_there(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for key in ("3", "G", "2", "3", "k"):
            app.post_message(events.Key(key, key))
        await settle(pilot)
        assert app.desk.context().row == "f1", "one up from the last, in the list that had just come"
    app.session.stop()


async def test_keys_for_a_dialog_of_a_full_screen_wait_for_it(review: Review) -> None:
    assert await typed(["p", "s", "4", *"bald 1", "enter"], review) == ("demands", "DemandScreen")
    (verdict,) = review.view().verdicts
    assert (verdict.answer, verdict.reason) == ("underway", "bald 1")


async def test_the_keys_below_are_those_of_the_pane_that_a_screen_leads_back_to(review: Review) -> None:
    review.apply(AddDocument("Busse fahren dauerhaft finanziert.", title="Antwort", date="2026-07-01"))
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "3")
        before = shown(app)[-1]
        await press(pilot, "p", "enter")
        assert app.desk.context().pane == "reader" and shown(app)[-1] != before
        await press(pilot, "escape", "escape")
        assert (app.desk.context().pane, shown(app)[-1]) == ("demands", before)
    app.session.stop()


async def test_a_date_is_typed_over_the_one_there_was(review: Review) -> None:
    review.apply(AddEvent("2026-07", label="Bau"))
    assert await typed(["2", "d", *"1.8.2026", "enter"], review) == ("timeline", "DeskScreen")
    assert review.view().events[0].edtf == "2026-08-01"
