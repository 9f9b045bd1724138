"""Settling a demand: all verdicts beside each other, one final answer with a reason."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input

from store.changes import (
    AddDemand,
    AddDocument,
    AddEvidence,
    AddReviewer,
    EditProject,
    GradeEvidence,
    SetRole,
    SetVerdict,
)
from store.model import ANSWERS
from store.review import Review
from store.rows import DemandRow
from tests.tui.driving import press
from tui import cells
from tui.app import VermerkApp
from tui.panes.rowlist import RowList
from tui.panes.settling_rows import COLUMN, answer_rows, settling_lines
from tui.screens.settling import SettleScreen

TEXT = "Für Busse stehen 40 Millionen Euro bereit. Der Kreis nennt das einen Anfang.\n"
LONG = "Der Ansatz gilt nur für ein Jahr und deckt ein Drittel dessen, was verlangt wurde."


pytestmark = pytest.mark.usefixtures("german")


@pytest.fixture
def review() -> Review:
    """f1 is disputed: ben and cleo say partial, dora says open; lena leads."""
    lena = Review.memory("Busse", "lena")
    lena.apply(*(AddReviewer(name) for name in ("ben", "cleo", "dora")))
    lena.apply(AddDocument(TEXT, title="Haushalt"), AddDemand("Busse dauerhaft bezahlen"))
    ben, cleo, dora = (lena.beside(name) for name in ("ben", "cleo", "dora"))
    ben.apply(AddEvidence("f1", "d1:0-42", grade="strong"), SetVerdict("f1", "partial", reason=LONG))
    dora.apply(GradeEvidence("b1", "weak"), SetVerdict("f1", "open", reason="Kein Beschluss [/b] \x1b[2J"))
    cleo.apply(SetVerdict("f1", "partial"))
    return lena


def demand(review: Review) -> DemandRow:
    row = review.view().by_id("f1")
    assert isinstance(row, DemandRow)
    return row


def lines(review: Review, width: int) -> list[str]:
    found = settling_lines(review.view(), demand(review), width)
    return ["".join(text for text, _style in line) for line in found]


def test_wide_enough_all_stand_beside_each_other(review: Review) -> None:
    first, second, *rest = lines(review, 90)
    assert [part.strip() for part in first.split("│")] == ["ben", "dora", "cleo"]
    assert [part.strip().partition(" ")[2] for part in second.split("│")] == [
        "teilweise erfüllt", "offen", "teilweise erfüllt",
    ]  # fmt: skip
    said = [[part.strip() for part in line.split("│")] for line in rest if line.count("│") == 2]
    columns = [" ".join(filter(None, column)) for column in zip(*said, strict=True)]
    assert columns[0] == f"{LONG} ¶1 stark"
    assert columns[1].startswith("Kein Beschluss") and columns[1].endswith("¶1 schwach")
    assert columns[2] == "keine Begründung"
    assert " ".join(rest[-2:]).strip().startswith("¶1 stützt: Für Busse stehen 40 Millionen Euro bereit.")


@pytest.mark.parametrize("width", [20, COLUMN, 2 * COLUMN + 3, 70, 200])
def test_no_line_is_too_wide_and_nobody_is_left_out(review: Review, width: int) -> None:
    shown = lines(review, width)
    assert all(cells.cells(line) <= width for line in shown)
    assert all(name in "\n".join(shown) for name in ("ben", "cleo", "dora"))


def test_answers_that_were_given_come_first(review: Review) -> None:
    rows = answer_rows(review.view(), "f1")
    assert [row.id for row in rows][:2] == ["partial", "open"] and {row.id for row in rows} == set(ANSWERS)
    assert [row.cells[2].text for row in rows][:3] == ["ben, cleo", "dora", ""]


def test_a_final_verdict_is_starred(review: Review) -> None:
    review.apply(SetVerdict("f1", "met", reason="So", final=True))
    assert "lena ★" in lines(review, 120)[0]
    assert answer_rows(review.view(), "f1")[2].cells[2].text == "lena★"


# The screen


@asynccontextmanager
async def desk(review: Review, size: tuple[int, int] = (100, 30)) -> AsyncIterator[Pilot[Any]]:
    app = VermerkApp(review)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot
    app.session.stop()


def verdicts(review: Review) -> list[tuple[str, str, str, bool]]:
    return [(row.by, row.answer, row.reason, row.final) for row in review.rows("verdicts")]


async def test_a_lead_settles_in_one_place_and_all_verdicts_stay(
    review: Review, screen_text: Callable[[App[Any]], str]
) -> None:
    before = verdicts(review)
    async with desk(review) as pilot:
        await press(pilot, "3", "V")
        assert isinstance(pilot.app.screen, SettleScreen)
        shown = screen_text(pilot.app)
        assert all(word in shown for word in ("ben", "cleo", "dora", "Kein Beschluss [/b]", "¶1 stützt"))
        assert "\x1b" not in shown
        await press(pilot, "enter")
        assert "Begründung" in screen_text(pilot.app) and verdicts(review) == before
        await press(pilot, "down", "N", "e", "i", "n", "enter")
        assert not isinstance(pilot.app.screen, SettleScreen)
    assert verdicts(review) == [*before, ("lena", "open", "Nein", True)]
    row = demand(review)
    assert (row.review, row.answer) == ("reviewed", "open")


async def test_tab_takes_a_reason_over_and_esc_keeps_it_as_a_draft(review: Review) -> None:
    async with desk(review) as pilot:
        await press(pilot, "3", "V", "tab")
        assert pilot.app.screen.query_one(Input).value == LONG
        await press(pilot, "escape")
        assert all(not final for *_rest, final in verdicts(review))
        await press(pilot, "V")
        assert pilot.app.screen.query_one(Input).value == LONG


async def test_settling_again_begins_with_what_was_settled(review: Review) -> None:
    review.apply(SetVerdict("f1", "met", reason="Erledigt", final=True))
    async with desk(review) as pilot:
        await press(pilot, "3", "V")
        assert pilot.app.screen.query_one(Input).value == "Erledigt"
        assert pilot.app.screen.query_one("#choices", RowList).highlighted == "met"
        await press(pilot, "!", "enter")
    assert ("lena", "met", "Erledigt!", True) in verdicts(review)


@pytest.mark.parametrize("size", [(40, 10), (10, 3), (80, 24)])
async def test_small_screens_hold(review: Review, size: tuple[int, int]) -> None:
    async with desk(review, size) as pilot:
        await press(pilot, "3", "V", "pagedown", "pageup", "up", "down")
        assert isinstance(pilot.app.screen, SettleScreen)
        await press(pilot, "escape")


async def test_others_than_leads_and_demands_without_verdicts_are_told_why(
    review: Review, screen_text: Callable[[App[Any]], str]
) -> None:
    async with desk(review.beside("ben")) as pilot:
        await press(pilot, "3", "V")
        assert "Leitung" in screen_text(pilot.app)
        assert not isinstance(pilot.app.screen, SettleScreen)
    review.apply(AddReviewer("mona", "lead"), SetRole("lena", "reviewer"))
    mona = review.beside("mona")
    mona.apply(EditProject(blind=True), AddDemand("Radwege"), SetRole("lena", "lead"))
    review.beside("ben").apply(SetVerdict("f2", "met"))
    async with desk(mona) as pilot:
        await press(pilot, "3", "G", "V")
        assert "niemand" in screen_text(pilot.app)
