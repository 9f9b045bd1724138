"""Tags against documents and tags against tags: cells, moving, where they lead."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.app import App

from store.changes import AddDemand, AddDocument, AttachTags
from store.codebook.tables import NO_DOCUMENT, by_document, by_tag
from store.review import Review
from tests.tui.driving import press
from tui.app import VermerkApp
from tui.panes.tag_table_rows import cell_lines, document_table, pair_table
from tui.screens.codebook import CodebookScreen
from tui.screens.tag_table import TagTableScreen
from tui.screens.tagged import TaggedScreen

pytestmark = pytest.mark.usefixtures("german")

TEXT = "Das Dach ist undicht. Ein neues Dach kostet viel.\n"
LooksLike = Callable[[App[Any], str], None]


@pytest.fixture
def review() -> Review:
    made = Review.memory("Dach", "anna")
    made.apply(AddDocument(TEXT, title="Gutachten", date="2026-02-02"), AddDocument(TEXT, title="Leer"))
    made.apply(AddDemand("Dach decken"))
    made.apply(
        AttachTags("d1:4-8", ("Bau/Dach",)),
        AttachTags("d1:22-49", ("Geld",)),
        AttachTags("d1:32-36", ("Bau/Dach",)),
        AttachTags("f1", ("Geld",)),
    )
    return made


def test_tags_against_documents(review: Review) -> None:
    view = review.view()
    shown = document_table(view, by_document(view), False, False)
    assert [(one.title, one.total) for one in shown.columns] == [
        ("Gutachten", 3), ("Leer", 0), ("in keinem Dokument", 1),
    ]  # fmt: skip
    assert [(one.id, one.text, one.depth, one.total) for one in shown.lines] == [
        ("Bau", "Bau", 1, 0), ("Bau/Dach", "Dach", 2, 2), ("Geld", "Geld", 1, 2),
    ]  # fmt: skip
    assert [shown.text(1, 0), shown.text(1, 1), shown.text(2, 2)] == ["2", "", "1"]
    whole = document_table(view, by_document(view, below=True), True, True)
    assert [one.id for one in whole.columns] == ["d1", NO_DOCUMENT]
    assert whole.text(0, 0) == "2" and whole.expression(0, 0) == "Bau/*"


def test_tags_against_tags_tell_what_both_cover(review: Review) -> None:
    view = review.view()
    shown = pair_table(by_tag(view), False, True)
    assert [one.title for one in shown.columns] == ["Dach · Bau", "Geld"]
    assert [one.id for one in shown.lines] == ["Bau", "Bau/Dach", "Geld"]
    cells = [[shown.text(line, column) for column in (0, 1)] for line in (0, 1, 2)]
    assert cells == [["", ""], ["(2)", "1"], ["1", "(2)"]]
    assert (shown.expression(1, 1), shown.expression(1, 0)) == ("Bau/Dach & Geld", "Bau/Dach")
    lines = cell_lines(view, shown, 1, 1, 90, "b")
    assert "Bau/Dach & Geld · 1 Stelle" in "".join(text for line in lines for text, _style in line)


async def test_the_tables_on_the_screen_and_what_their_cells_lead_to(
    review: Review, looks_like: LooksLike
) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "B", "T")
        looks_like(app, "tag_documents_80x24")
        await press(pilot, "G", "enter")
        screen = app.screen
        assert isinstance(screen, TaggedScreen) and screen.expression == "Geld"
        assert len(screen.list.rows) == 1, "only what stands in the document of the cell"
        await press(pilot, "escape", "tab")
        assert isinstance(app.screen, TagTableScreen)
        looks_like(app, "tag_pairs_80x24")
        await press(pilot, "g", "0", "n", "n", "enter", "enter")
        assert app.desk._panes.reader.cursor == 32
        await press(pilot, "escape", "escape", "escape")
        assert isinstance(app.screen, CodebookScreen)
    app.session.stop()


async def test_an_empty_cell_says_so_and_nothing_breaks_without_tags() -> None:
    app = VermerkApp(Review.memory("Leer", "anna"))
    async with app.run_test(size=(10, 3)) as pilot:
        await press(pilot, "B", "T", "enter", "tab", "b", "f", "n", "j", "escape", "escape")
        assert app.screen is app.desk
    app.session.stop()
