"""Rows on which a key can do nothing: it says so before anything is asked for or typed."""

from __future__ import annotations

from typing import Any

import pytest

from store.changes import AddDemand, AddNote, SetVerdict
from store.review import Review
from tests.tui.driving import desk, press, said

pytestmark = pytest.mark.usefixtures("german")


@pytest.fixture
def review() -> Review:
    review = Review.memory("Moore", "anna")
    review.apply(AddDemand("Moore vernässen", "Wasser"), AddDemand("Wege bauen", "Wasser"))
    review.apply(AddNote("f1", "Wie lange?"), SetVerdict("f1", "open", "Nichts gefunden."))
    return review


async def test_a_folded_topic_is_no_record(review: Review) -> None:
    async with desk(review) as pilot:
        app: Any = pilot.app
        await press(pilot, "3", "z", "g")
        for key in ("t", "a", "s", "E", "D", "space"):
            await press(pilot, key)
            assert app.screen is app.desk and said(pilot).startswith("! "), key
        assert app.desk.context().marked == () and app.desk.context().row is None
        await press(pilot, "H", "escape")
        assert "Wasser" not in said(pilot)
        await press(pilot, "enter")
        assert app.desk.context().row == "f1"


async def test_a_note_is_replied_to_and_has_no_tags(review: Review) -> None:
    async with desk(review) as pilot:
        app: Any = pilot.app
        await press(pilot, "3", "5")
        app.desk._panes.list_pane("notes").highlight("n1")
        await press(pilot, "a")
        assert (app.screen is app.desk, said(pilot)) == (True, "! Auf eine Notiz wird geantwortet (r).")
        await press(pilot, "t")
        assert "Schlagwörter stehen an" in said(pilot)
