"""Passages that may answer a demand: what is asked, the rows, the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from store.changes import AddDemand, AddDocument
from store.review import Review
from store.rows import DemandRow
from tui.app import VermerkApp
from tui.panes.bars import Bar
from tui.panes.rowlist import RowList
from tui.panes.suggestion_rows import asked_lines, suggestion_id, suggestion_lines, suggestion_rows
from tui.screens.suggesting import SuggestScreen

LETTER = "Offener Brief\n\nDas Land muss die Sanierung der Schwimmbäder dauerhaft fördern.\n"
ANSWER = (
    "Das Land fördert die Sanierung von Schwimmbädern mit zwölf Millionen Euro.\n\n"
    "Über Straßen wurde in dieser Sitzung nicht gesprochen, auch nicht über Brücken.\n"
)
EARLIER = "Schwimmbäder werden aus der Sportförderung saniert, so der Minister.\n"


pytestmark = pytest.mark.usefixtures("german")


@pytest.fixture
def review() -> Review:
    """A demand of a letter, with one document after it and one before that may answer it."""
    first = Review.memory("Bäder", "anna")
    first.apply(AddDocument(LETTER, title="Brief", date="2026-03-01"))
    first.apply(AddDocument(ANSWER, title="Antwort", date="2026-07-07"))
    first.apply(AddDocument(EARLIER, title="Rückblick", date="2025-01-07"))
    first.apply(
        AddDemand("Sanierung der Schwimmbäder dauerhaft fördern", "Sport", document="d1", spans=((15, 78),))
    )
    first.apply(AddDemand("Brücken und Straßen sichern"))
    return first


def drawn(lines: list[list[tuple[str, str]]]) -> list[str]:
    return ["".join(text for text, _style in line).rstrip() for line in lines]


def test_the_demand_comes_with_its_topic_and_its_evidence(review: Review) -> None:
    demand = review.view().by_id("f1")
    assert isinstance(demand, DemandRow)
    lines = drawn(asked_lines(review.view(), demand, 60))
    assert lines[0].startswith("f1 · ") and lines[-1] == "Noch keine Belege."


def test_a_passage_is_shown_with_why_and_what_speaks_against_it(review: Review) -> None:
    rows = {row.document: row for row in review.suggest("f1").rows}
    assert suggestion_rows(review.view(), [rows["d3"]], 60)[0].cells[1].text == "<"
    text = drawn(suggestion_lines(review.view(), rows["d3"], review.text, 70, 99))
    assert text[0].startswith("Rückblick · 07.01.2025 · d3:0-")
    assert text[1].startswith("! älter") and text[2].startswith("wegen: ")


LooksLike = Callable[[App[Any], str], None]


async def press(pilot: Pilot[Any], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        for _ in range(4):
            await pilot.pause(0.02)
    assert pilot.app._exception is None


async def shown(pilot: Pilot[Any], *keys: str) -> SuggestScreen:
    """Press keys and wait for what is suggested then."""
    await press(pilot, *keys)
    screen = pilot.app.screen
    assert isinstance(screen, SuggestScreen)
    for _ in range(200):
        if screen._answer is not None:
            break
        await asyncio.sleep(0.01)
    await pilot.pause(0.05)
    return screen


def documents(pilot: Pilot[Any]) -> list[str]:
    return [row.id.split(":")[0] for row in pilot.app.screen.query_one("#list", RowList).rows]


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
async def test_what_may_answer_a_demand(review: Review, looks_like: LooksLike, size: tuple[int, int]) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=size) as pilot:
        await shown(pilot, "3", "p")
        looks_like(app, f"suggest_{size[0]}x{size[1]}")
    app.session.stop()


async def test_accepted_rejected_graded_and_undone(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(pilot, "3", "p")
        first = documents(pilot)
        await shown(pilot, "1")
        (evidence,) = review.view().evidence
        assert (evidence.document, evidence.grade, evidence.state) == (first[0], "strong", "confirmed")
        assert documents(pilot) == first[1:]
        await shown(pilot, "x")
        assert review.view().evidence[1].state == "rejected" and documents(pilot) == first[2:]
        await shown(pilot, "u")
        assert len(review.view().evidence) == 1 and documents(pilot) == first[1:]
        await shown(pilot, "u", "u")
        assert review.view().evidence == () and "noch nichts" in app.screen.query_one("#status", Bar).text
        await shown(pilot, "y")
        assert review.view().evidence[0].grade is None
    app.session.stop()


async def test_enter_shows_the_passage_and_back_goes_to_the_demand_shown_last(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        panes = app.desk._panes
        screen = await shown(pilot, "3", "p")
        place = screen._passages[screen.list.highlighted or ""]
        await press(pilot, "enter")
        assert (panes.focused, panes.document, panes.reader.cursor) == ("reader", place.document, place.start)
        screen = await shown(pilot, "3", "p", ".")
        assert screen.demand == "f2" and suggestion_id(next(iter(screen._passages.values()))).startswith("d2")
        await press(pilot, "escape")
        assert (panes.focused, panes.demands.highlighted) == ("demands", "f2")
    app.session.stop()


async def test_a_viewer_decides_nothing_and_without_a_demand_it_says_so(review: Review) -> None:
    app = VermerkApp(Review(review.engine, "gast"))
    async with app.run_test(size=(40, 10)) as pilot:
        before = review.seq
        await press(pilot, "4", "p")
        await shown(pilot, "3", "p", "y", "m")
        assert review.seq == before
    app.session.stop()
