"""Keys that come at once: the first opens a dialog, the others are for the dialog and never for the desk."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from textual import events

from store.changes import AddDemand
from store.review import Review
from tests.tui.driving import settle
from tui.app import VermerkApp

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


async def test_what_follows_a_dialog_that_was_left_is_for_the_desk_again(review: Review) -> None:
    assert await typed(["s", "escape", "2", "1"], review) == ("documents", "DeskScreen")
    assert review.view().verdicts == ()
