"""Smaller and back: what was on the screen is there again, with the place and what was typed."""

from __future__ import annotations

import pytest

from store.changes import AddDemand, AddDocument, AddNote
from store.review import Review
from tests.tui.driving import desk, press, settle, shown

pytestmark = pytest.mark.usefixtures("german")
LONG = (
    "Einen Nahverkehr fördern, der sich nach der Nachfrage richtet, das Klima schont und jeden Ort erreicht"
)


@pytest.fixture
def review() -> Review:
    made = Review.memory("Busse", "anna")
    made.apply(AddDocument("Busse fahren öfter. " * 60, title="Busse"), AddDemand(LONG))
    made.apply(*(AddDemand(f"Linie {number} verlängern", topic="Linien") for number in range(1, 40)))
    made.apply(*(AddNote("d1", f"Notiz {number}") for number in range(9)))
    return made


@pytest.mark.parametrize(
    "keys",
    ["3 G k k k k", "3 g j j j j j j", "4 G v k", "3 g S", "3 g E x", "3 slash L i n", "1 a A b", ": j j",
     "question_mark j j j", "F B u s enter j j j", "B", "M j j j", "M G k"],
)  # fmt: skip
async def test_down_to_the_smallest_and_back(review: Review, keys: str) -> None:
    async with desk(review) as pilot:
        await press(pilot, *["colon" if key == ":" else key for key in keys.split()])
        before = shown(pilot.app)
        for other in ((24, 8), (10, 3), (200, 60), (80, 24)):
            await pilot.resize_terminal(*other)
            await settle(pilot)
        assert shown(pilot.app) == before
