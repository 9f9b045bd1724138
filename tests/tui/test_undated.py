"""What has no date: how it loses one, is found on the timeline and gets one again."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from store.changes import AddDemand, AddDocument, AddEvent
from store.review import Review
from tests.tui.driving import desk, press, said, shown

pytestmark = pytest.mark.usefixtures("german")


@pytest.fixture
def review() -> Review:
    review = Review.memory("Rad", "anna")
    review.apply(
        AddDocument(title="Rad", text="Radwege bis 2030, sagt der Landrat.", date="2026-06-01"),
        AddEvent("2026-07-06", label="Sitzung", document="d1", spans=((0, 7),)),
        AddEvent("2027", label="Bau", document="d1", spans=((0, 7),)),
        AddDemand("Radwege bauen", due="../2030-12-31"),
    )
    return review


def under(pilot: Pilot[Any]) -> str | None:
    """The row that the timeline's cursor is on."""
    row: str | None = pilot.app.screen_stack[0]._panes.timeline.highlighted  # type: ignore[attr-defined]
    return row


async def test_an_event_goes_to_the_lane_of_the_undated_and_comes_back(review: Review) -> None:
    async with desk(review) as pilot:
        await press(pilot, "2", "J", *"undatiert", "enter")
        assert "Alles hier hat ein Datum." in said(pilot)
        await press(pilot, "g", "d", "ctrl+u", *"ohne Datum")
        assert "undatiert" in "\n".join(shown(pilot.app))
        await press(pilot, "enter")
        assert review.view().events[0].edtf == "XXXX"
        await press(pilot, "g")
        assert under(pilot) == "e2"
        await press(pilot, "J", *"o. D.", "enter")
        assert under(pilot) == "e1"
        await press(pilot, "d", "ctrl+u", *"8.7.2026", "enter")
        assert review.view().events[0].edtf == "2026-07-08"


async def test_an_emptied_deadline_is_none(review: Review) -> None:
    async with desk(review) as pilot:
        await press(pilot, "2", "G", "d", "escape")
        assert review.view().demands[0].due == "../2030-12-31"
        await press(pilot, "d", "ctrl+u", "enter")
        assert review.view().demands[0].due is None


@pytest.mark.parametrize("words", ["", "unbekannt"])
async def test_a_document_loses_its_date(review: Review, words: str) -> None:
    async with desk(review) as pilot:
        await press(pilot, "1", "d", "ctrl+u", *words, "enter")
        assert review.view().documents[0].date is None
