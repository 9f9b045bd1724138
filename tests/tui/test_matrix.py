"""Demands against documents: what a cell says, sums, moving, where it leads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from store.changes import AddDemand, AddDocument, AddEvidence, EditDocument, RejectDemand, ReviseDocument
from store.review import Review
from tests.tui.driving import press, settle
from tui.app import VermerkApp
from tui.panes.grid import Grid
from tui.panes.matrix_rows import cell_lines, cell_text, matrix, shown_text
from tui.screens.demand import DemandScreen
from tui.screens.matrix import MatrixScreen

pytestmark = pytest.mark.usefixtures("german")

ANSWER = "Das Land zahlt für Deiche. Für Dämme zahlt es nichts.\n"


@pytest.fixture
def review() -> Review:
    """Three demands on two topics, three documents: one asks, one answers, one is older and undated."""
    first = Review.memory("Deiche", "anna")
    first.apply(AddDocument("Offener Brief zum Hochwasser.\n", title="Brief", date="2026-03-01"))
    first.apply(AddDocument(ANSWER, title="Antwort aus dem Ministerium", date="2026-07-07"))
    first.apply(AddDocument("Es gibt Deiche.\n", title="Notiz"))
    first.apply(EditDocument("d3", date=None))
    first.apply(AddDemand("Deiche bauen", "Wasser", document="d1", spans=((0, 28),)))
    first.apply(AddDemand("Dämme pflegen", "Wasser"), AddDemand("Wald schützen", "Wald"))
    first.apply(AddEvidence("f1", "d2:0-26", grade="strong"))
    return first


def drawn(lines: list[list[tuple[str, str]]]) -> str:
    return "\n".join("".join(text for text, _style in line) for line in lines)


def test_documents_stand_by_date_with_sums_and_topics_over_their_demands(review: Review) -> None:
    shown = matrix(review.view())
    assert [(one.id, one.total) for one in shown.columns] == [("d1", 0), ("d2", 1), ("d3", 0)]
    assert [(one.text, one.header, one.total) for one in shown.lines] == [
        ("Wasser", True, 1), ("Deiche bauen", False, 1), ("Dämme pflegen", False, 0),
        ("Wald", True, 0), ("Wald schützen", False, 0),
    ]  # fmt: skip
    cells = [shown_text(shown.lines[1], one, shown.at(1, at)) for at, one in enumerate(shown.columns)]
    assert cells == ["F", "+■", ""]


def test_a_cell_tells_the_best_both_directions_how_many_and_what_is_suspect(review: Review) -> None:
    review.apply(AddEvidence("f1", "d2:27-53", stance="mentions", grade="weak"))
    assert cell_text(matrix(review.view()).at(1, 1)) == "+■2"
    review.apply(AddEvidence("f1", "d2:4-8", stance="contradicts"))
    assert cell_text(matrix(review.view()).at(1, 1)) == "±■3"
    review.apply(ReviseDocument("d2", "Das Land zahlt für Deiche. Sonst nichts.\n"))
    assert cell_text(matrix(review.view()).at(1, 1)).endswith("↯")
    review.apply(AddEvidence("f2", "d3:0-15", state="suggested"))
    assert cell_text(matrix(review.view()).at(2, 2)) == "?+"


def test_only_what_has_evidence_or_matches_and_never_what_was_discarded(review: Review) -> None:
    filled = matrix(review.view(), filled=True)
    assert [one.text for one in filled.lines] == ["Wasser", "Deiche bauen"]
    assert [one.id for one in filled.columns] == ["d2"]
    assert [one.text for one in matrix(review.view(), "wald").lines] == ["Wald", "Wald schützen"]
    assert [one.total for one in matrix(review.view(), "wald").columns] == [0, 0, 0]
    review.apply(RejectDemand("f3"))
    assert "Wald" not in [one.text for one in matrix(review.view()).lines]


def test_below_stands_what_the_cell_is_about(review: Review) -> None:
    shown = matrix(review.view())

    def told(line: int, column: int) -> str:
        return drawn(
            cell_lines(review.view(), shown.lines[line], shown.columns[column], shown.at(line, column), 90)
        )

    assert "f1 Deiche bauen" in told(1, 1) and "07.07.2026" in told(1, 1)
    assert "+ stützt · ■ stark – Das Land zahlt für Deiche." in told(1, 1)
    assert "Dieses Dokument fordert es." in told(1, 0) and "kein Beleg" in told(1, 2)


LooksLike = Callable[[App[Any], str], None]


def place(pilot: Pilot[Any]) -> tuple[str, str]:
    grid = pilot.app.screen.query_one(Grid)
    line, column = grid.place or (0, 0)
    return grid.matrix.lines[line].id, grid.matrix.columns[column].id


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
async def test_the_matrix_on_the_screen(review: Review, looks_like: LooksLike, size: tuple[int, int]) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "M", "n")
        assert place(pilot) == ("f1", "d2")
        looks_like(app, f"matrix_{size[0]}x{size[1]}")
    app.session.stop()


async def test_moving_passes_over_headings_and_stops_at_the_edges(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(60, 14)) as pilot:
        await press(pilot, "M", "k", "h")
        assert place(pilot) == ("f1", "d1")
        await press(pilot, "j", "j", "j", "l", "l", "l")
        assert place(pilot) == ("f3", "d3")
        await press(pilot, "g", "0")
        assert place(pilot) == ("f1", "d1")
        await press(pilot, "G", "$", "N")
        assert place(pilot) == ("f1", "d2")
        await press(pilot, "f")
        assert place(pilot) == ("f1", "d2"), "the cursor stays on its demand and document"
    app.session.stop()


async def test_on_a_larger_screen_nothing_stays_out_of_sight(
    review: Review, screen_text: Callable[[App[Any]], str]
) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(30, 8)) as pilot:
        await press(pilot, "M", "G", "$")
        assert "3–3/3" in screen_text(app)
        await pilot.resize_terminal(100, 30)
        await settle(pilot)
        assert "1–3/3" in screen_text(app) and "Deiche bauen" in screen_text(app)
    app.session.stop()


async def test_it_begins_at_the_document_that_is_read(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "1", "j", "enter", "M")
        assert place(pilot) == ("f1", "d2")
    app.session.stop()


async def test_it_leads_to_the_text_and_to_the_demand_and_back(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "3", "M", "n", "enter")
        assert (app.desk._panes.focused, app.desk._panes.document) == ("reader", "d2")
        await press(pilot, "escape")
        assert place(pilot) == ("f1", "d2")
        await press(pilot, "p")
        assert isinstance(app.screen, DemandScreen)
        assert (app.screen.demand, app.screen.list.highlighted) == ("f1", "b1")
        await press(pilot, "enter")
        assert app.desk._panes.focused == "reader"
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, MatrixScreen) and place(pilot) == ("f1", "d2")
        await press(pilot, "j", "escape")
        assert (app.desk._panes.focused, app.desk._panes.demands.highlighted) == ("demands", "f2")
    app.session.stop()


async def test_it_bears_a_project_without_anything_and_a_tiny_screen() -> None:
    app = VermerkApp(Review.memory("Leer", "anna"))
    async with app.run_test(size=(10, 3)) as pilot:
        await press(pilot, "M", "j", "l", "n", "enter", "f", "escape")
        assert app.screen is app.desk
    app.session.stop()
