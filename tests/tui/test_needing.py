"""What needs me in the whole project, and which of it comes next."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from store.changes import (
    AddDemand,
    AddDocument,
    AddEvent,
    AddEvidence,
    AddNote,
    AddReviewer,
    EditProject,
    ReplyNote,
    ResolveNote,
    ReviseDocument,
    SetVerdict,
)
from store.review import Review
from tests.tui.driving import bar, press
from tests.tui.test_demand_rows import demand
from tui.app import VermerkApp
from tui.needing import Need, Spot, addressed, demand_need, following, needs, offered, told

pytestmark = pytest.mark.usefixtures("german")

MINE = (("lea", "met", False),)


@pytest.mark.parametrize(
    ("fields", "me", "what"),
    [
        ({}, "", "verdict"),
        ({"review": "reviewed"}, "", None),
        ({"review": "reviewed"}, "lea", "verdict"),
        ({"review": "reviewed", "verdicts": MINE}, "lea", None),
        ({"review": "disputed", "verdicts": MINE}, "lea", "dispute"),
        ({"review": "reviewed", "verdicts": MINE, "suspect": 1}, "lea", "suspect"),
        ({"state": "suggested", "verdicts": MINE}, "lea", "demand"),
        ({"state": "rejected"}, "lea", None),
        ({"assigned": ("max",)}, "lea", None),
        ({"assigned": ("max", "lea")}, "lea", "verdict"),
        ({"assigned": ("max",), "review": "disputed"}, "lea", None),
    ],
)
def test_what_a_demand_needs_of_me(fields: dict[str, Any], me: str, what: str | None) -> None:
    assert demand_need(demand(1, **fields), me) == what


def test_a_lead_settles_what_others_dispute() -> None:
    assert demand_need(demand(1, assigned=("max",), review="disputed"), "lea", lead=True) == "dispute"


@pytest.fixture
def review() -> Review:
    """One thing of every kind that needs somebody."""
    first = Review.memory("Moor", "anna")
    first.apply(AddReviewer("ben"))
    first.apply(AddDocument("Alte Moore vernässen. Neue Wege bauen.\n", title="Plan", date="2026-01-05"))
    first.apply(AddEvent(edtf="2027", label="Wege", document="d1", spans=((22, 37),), state="suggested"))
    first.apply(AddDemand("Moore vernässen"), AddDemand("Wege bauen", state="suggested"))
    first.apply(AddEvidence("f1", "d1:0-21"), SetVerdict("f1", "met"))
    return first


def found(review: Review) -> list[tuple[str, str]]:
    view = review.view()
    return [(need.id, need.what) for need in needs(view, offered(view), addressed(review.for_me()))]


def test_passages_come_first_then_suggestions_then_demands_then_notes(review: Review) -> None:
    assert found(review) == [("e1", "event"), ("f2", "demand")]
    review.apply(AddNote("f1", "Wer prüft das?"))
    Review(review.engine, "ben").apply(ReplyNote("n1", "ich nicht"))
    review.apply(
        AddDemand("Dritte"), SetVerdict("f3", "open"), AddEvidence("f3", "d1:22-37", state="suggested")
    )
    review.apply(ReviseDocument("d1", "Neue Wege bauen, sonst nichts.\n"))
    wanted = [what for _id, what in found(review)]
    assert wanted[0] == "passage" and wanted[-1] == "reply"
    assert wanted.index("event") < wanted.index("demand") and ("f1", "suspect") in found(review)


def test_evidence_that_is_only_suggested_needs_somebody(review: Review) -> None:
    review.apply(
        AddDemand("Dritte"), SetVerdict("f3", "open"), AddEvidence("f3", "d1:22-37", state="suggested")
    )
    assert ("f3", "evidence") in found(review)


def test_notes_to_me_are_answers_and_names_until_i_answer_or_they_are_settled(review: Review) -> None:
    ben = Review(review.engine, "ben")
    review.apply(AddNote("d1", "Frage"))
    ben.apply(ReplyNote("n1", "Antwort"), AddNote("d1", "@Anna bitte prüfen"), AddNote("d1", "an @annabell"))
    ben.apply(AddNote("d1", "post@anna.example"))
    assert addressed(review.for_me()) == ("n2", "n3")
    assert addressed(ben.for_me()) == ()
    review.apply(ReplyNote("n2", "gut"))
    ben.apply(ResolveNote("n3"))
    assert addressed(review.for_me()) == ()


def test_a_blind_project_tells_of_no_note_before_its_time(review: Review) -> None:
    ben = Review(review.engine, "ben")
    review.apply(EditProject(blind=True), AddNote("f1", "@ben wie siehst du das?"))
    assert addressed(ben.for_me()) == ()
    ben.apply(SetVerdict("f1", "open"))
    assert addressed(ben.for_me()) == ("n1",)


def test_the_next_is_the_nearest_ahead_and_goes_round() -> None:
    all_ = [
        Need("e1", "timeline", "event"),
        Need("f1", "demands", "verdict"),
        Need("f9", "demands", "verdict"),
    ]
    placed = {"e1": Spot(1, 4), "f1": Spot(2, 0)}

    def after(here: Spot, by: int) -> str | None:
        chosen = following(all_, placed, here, by)
        return chosen[0].id if chosen else None

    assert after(Spot(-1, 0), 1) == "e1" and after(Spot(1, 4), 1) == "f1" and after(Spot(2, 0), 1) == "e1"
    assert after(Spot(2, 0), -1) == "e1" and after(Spot(1, 2), -1) == "f1"
    assert following([], {}, Spot(0, 0), 1) is None
    assert told(all_[1], 2) == "Urteil fehlt · noch 2"


async def status_after(pilot: Pilot[Any], *keys: str) -> str:
    await press(pilot, *keys)
    return bar(pilot, "status")


async def test_one_key_leads_through_the_whole_project_from_any_pane(review: Review) -> None:
    review.apply(AddDemand("Dritte"))
    Review(review.engine, "ben").apply(AddNote("d1", "@anna bitte"))
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        panes = app.desk._panes
        assert await status_after(pilot, "4", ".") == "vorgeschlagenes Ereignis prüfen · noch 4"
        assert (panes.focused, panes.timeline.highlighted) == ("timeline", "e1")
        assert "Forderung" in await status_after(pilot, ".") and panes.demands.highlighted == "f2"
        assert await status_after(pilot, ".") == "Urteil fehlt · noch 4" and panes.demands.highlighted == "f3"
        assert await status_after(pilot, ".") == "Antwort erwartet · noch 4"
        assert (panes.focused, panes.context().row) == ("notes", "n1")
        await status_after(pilot, ".")
        assert panes.timeline.highlighted == "e1" and panes.focused == "timeline"
        await status_after(pilot, ",")
        assert panes.focused == "notes"
    app.session.stop()
