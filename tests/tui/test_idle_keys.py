"""What does nothing on a full screen as it is: not offered in its footer, and its key says why."""

from __future__ import annotations

import pytest

from store.changes import AddDemand, AddDocument, AddNote, AddReviewer
from store.review import Review
from tests.tui.driving import bar, desk, press, settle

CASES = [
    (("Y",), "E", "Edit", "The program brings these; they cannot be changed here."),
    (("Y",), "x", "Remove", "The program brings these; they cannot be changed here."),
    (("m",), "X", "All read", "Nothing is unread."),
    (("W",), "s", "Seen", "Nobody else has changed anything since."),
    (("F", *"Busse", "enter"), "d", "Meant", "There is no other word that was perhaps meant."),
    (("3", "p"), "J", "Demand down", "All that is said about the demand is in sight."),
    (("Y",), "pagedown", "Scroll down", "All of it is in sight."),
]


@pytest.fixture
def review() -> Review:
    made = Review.memory(acting="anna")
    made.apply(AddDocument("Die Busse fahren öfter.", title="Busse"), AddDemand(text="Busse bezahlen"))
    return made


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(("there", "key", "label", "why"), CASES)
async def test_what_does_nothing_is_not_offered_and_says_why(
    review: Review, there: tuple[str, ...], key: str, label: str, why: str
) -> None:
    async with desk(review, (120, 36)) as pilot:
        await press(pilot, *there)
        assert label not in bar(pilot, "footer")
        await press(pilot, key)
        assert bar(pilot, "status").strip() == f"! {why}"


@pytest.mark.usefixtures("english")
async def test_a_key_of_the_desk_and_of_another_screen_is_said_to_be_the_desks(review: Review) -> None:
    async with desk(review, (120, 36)) as pilot:
        await press(pilot, "m", "H")
        assert bar(pilot, "status").strip() == "! “History” works in: the desk."


@pytest.mark.usefixtures("english")
async def test_what_does_something_now_is_offered(review: Review) -> None:
    review.apply(AddReviewer("otto"))
    async with desk(review, (120, 36)) as pilot:
        review.beside("otto").apply(AddNote("d1", f"@{review.me} look"))
        await settle(pilot)
        await press(pilot, "m")
        assert "All read" in bar(pilot, "footer")
        await press(pilot, "X")
        assert "All read" not in bar(pilot, "footer")


@pytest.mark.usefixtures("english")
async def test_on_an_empty_project_keys_say_why_they_do_nothing() -> None:
    async with desk(Review.memory(acting="anna"), (120, 36)) as pilot:
        for pane, keys in (
            ("1", "1 space escape j G"),
            ("3", "h z 3 space"),
            ("4", "j w v n f"),
            ("5", "c r"),
        ):
            await press(pilot, pane)
            for key in keys.split():
                await press(pilot, "u")  # says something else
                before = bar(pilot, "status")
                await press(pilot, key)
                assert bar(pilot, "status").strip() and bar(pilot, "status") != before, (pane, key)
