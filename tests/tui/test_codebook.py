"""The codebook on the screen: its tree, its changes, and walking through what carries a tag."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from store.changes import AddDemand, AddDocument, AddReviewer, AddTag, AttachTags, EditProject
from store.codebook.tree import tree
from store.review import Review
from tests.tui.driving import bar, press
from tui.app import VermerkApp
from tui.panes.codebook_rows import HEAD, codebook_rows, tag_lines, told
from tui.screens.codebook import CodebookScreen
from tui.screens.tagged import TaggedScreen

pytestmark = pytest.mark.usefixtures("german")

TEXT = "Der Kreis kauft Boote.\nDie Boote liegen am Ufer. Niemand rudert.\n"
LooksLike = Callable[[App[Any], str], None]


@pytest.fixture
def review() -> Review:
    made = Review.memory("Boote", "anna")
    made.apply(AddDocument(TEXT, title="Bootsbericht", date="2026-04-01"), AddDemand("Boote reparieren"))
    made.apply(AddTag("Geld", colour="color(178)", description="Was es kostet", hotkey="4"))
    made.apply(
        AttachTags("d1:10-21", ("Geld", "Gerät/Boot")),
        AttachTags("d1:27-32", ("Gerät/Boot",)),
        AttachTags("d1:49-56", ("Leute",)),
        AttachTags("f1", ("Gerät/Boot",)),
    )
    return made


def codebook(pilot: Pilot[Any]) -> CodebookScreen:
    screen = pilot.app.screen
    assert isinstance(screen, CodebookScreen)
    return screen


def names(review: Review) -> list[str]:
    return sorted(tag.name for tag in review.view().tags)


# Rows


def test_a_row_tells_key_letter_uses_alone_and_with_what_is_below(review: Review) -> None:
    head, *rows = codebook_rows(tree(review.view()))
    assert head.header and head.id == HEAD
    assert [[cell.text for cell in row.cells] for row in rows] == [
        ["4", " G ", "Geld", "1", "1", "Was es kostet"],
        ["", " G ", "Gerät", "", "3", ""],
        ["", " B ", "Boot", "3", "3", ""],
        ["", " L ", "Leute", "1", "1", ""],
    ]
    assert rows[0].cells[1].style == "#000000 on color(178)" and rows[2].depth == 1


def test_a_filter_keeps_what_stands_above(review: Review) -> None:
    assert [row.id for row in codebook_rows(tree(review.view()), "boot")] == [HEAD, "Gerät", "Gerät/Boot"]
    assert [row.id for row in codebook_rows(tree(review.view()), "kostet")] == [HEAD, "Geld"]
    assert codebook_rows(tree(review.view()), "nirgends") == []


def test_below_stands_what_carries_it_by_kind(review: Review) -> None:
    nodes = {node.name: node for node in tree(review.view())}

    def said(name: str) -> str:
        lines = tag_lines(review.view(), nodes[name], 90)
        return "\n".join("".join(text for text, _style in line) for line in lines)

    assert "Kein eigenes Schlagwort" in said("Gerät")
    assert "mit dem 1 Schlagwort darunter: 2 Fundstellen, 1 Forderung" in said("Gerät")
    assert "Taste 4" in said("Geld") and "gelb (178)" in said("Geld")
    assert told({}) == "nichts"


# The screen


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
async def test_the_codebook_on_the_screen(
    review: Review, looks_like: LooksLike, size: tuple[int, int]
) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "B", "j")
        looks_like(app, f"codebook_{size[0]}x{size[1]}")
        await press(pilot, "j", "enter")
        looks_like(app, f"tagged_{size[0]}x{size[1]}")
    app.session.stop()


async def test_walking_through_a_tag_in_the_text_and_back(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "B", "j", "enter", "enter")
        assert app.desk._panes.focused == "reader" and app.desk._panes.reader.cursor == 10
        assert bar(pilot, "status").startswith("1/3 · Gerät/*")
        await press(pilot, "n")
        assert app.desk._panes.reader.cursor == 27
        await press(pilot, "n")
        assert app.desk._panes.demands.highlighted == "f1", "a demand that stands nowhere is in the checklist"
        await press(pilot, "4", "B", "j", "enter", "enter", "n", "escape")
        screen = app.screen
        assert isinstance(screen, TaggedScreen)
        assert screen.list.rows[1].id == screen.list.highlighted, "the list stays where n led"
        await press(pilot, "escape")
        assert codebook(pilot).list.highlighted == "Gerät"
        await press(pilot, "escape")
        assert app.screen is app.desk
    app.session.stop()


async def test_at_the_end_of_the_walk_n_says_so_and_a_search_comes_first(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "B", "enter", "enter", "n")
        assert "kommt keine Stelle mehr" in bar(pilot, "status")
        await press(pilot, "/", *"boote", "enter", "n")
        assert app.desk._panes.reader.cursor in (16, 27)
    app.session.stop()


async def test_an_expression_is_asked_until_it_can_be_read(
    review: Review, screen_text: Callable[[App[Any]], str]
) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(100, 24)) as pilot:
        await press(pilot, "B", "e", *"& (", "enter")
        assert "Es fehlt ein Schlagwort" in screen_text(app)
        await press(pilot, *["backspace"] * 3, *"und boot")
        assert "= Geld & Gerät/Boot" in screen_text(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, TaggedScreen) and len(app.screen.list.rows) == 1
        assert "1 Stelle · 1 Dokument" in screen_text(app)
    app.session.stop()


async def test_changes_are_said_beforehand_and_one_undo_takes_them_back(
    review: Review, screen_text: Callable[[App[Any]], str]
) -> None:
    app = VermerkApp(review)
    before = names(review)
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, "B", "j", "J", *"Leute", "enter")
        assert "2 Fundstellen, 1 Forderung" in screen_text(app) and "Wird eins" not in screen_text(app)
        await press(pilot, "escape", "j", "J", *"Geld", "enter")
        assert "geht in „Geld“ auf" in screen_text(app) and "Wird eins" not in screen_text(app)
        await press(pilot, "y")
        assert names(review) == ["Geld", "Leute"] and codebook(pilot).list.highlighted == "Geld"
        await press(pilot, "u")
        assert names(review) == before
        await press(pilot, "G", "m", *"Gerät", "enter", "y")
        assert codebook(pilot).list.highlighted == "Gerät/Leute"
        await press(pilot, "k", "k", "D", "2")
        assert names(review) == ["Geld"]
        await press(pilot, "u", "u")
        assert names(review) == before
    app.session.stop()


async def test_a_blind_project_says_that_hidden_uses_change_too(
    review: Review, screen_text: Callable[[App[Any]], str]
) -> None:
    review.apply(AddReviewer("ben"), EditProject(blind=True))
    review.beside("ben").apply(AttachTags("d1:33-39", ("Leute",)))
    app = VermerkApp(review)
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, "B", "G", "D")
        assert "1 Fundstelle und was Ihnen verborgen ist" in screen_text(app)
        await press(pilot, "escape", "E", "/", "X")
        assert "nicht unter sich selbst" in screen_text(app)
    app.session.stop()


async def test_a_hotkey_that_is_taken_is_said_and_given_over(
    review: Review, screen_text: Callable[[App[Any]], str]
) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, "B", "G", "4")
        assert "Taste 4 gehört „Geld“" in screen_text(app)
        await press(pilot, "y")
        keys = {tag.name: tag.hotkey for tag in review.view().tags}
        assert (keys["Geld"], keys["Leute"]) == (None, "4")
        await press(pilot, "0", "c", "right", "enter", "d", *"Wer", "enter")
        tag = next(tag for tag in review.view().tags if tag.name == "Leute")
        assert (tag.hotkey, tag.colour, tag.description) == (None, "color(17)", "Wer")
        await press(pilot, "o", *"Ort", "enter")
        assert codebook(pilot).list.highlighted == "Ort"
    app.session.stop()


async def test_what_is_a_leads_is_refused_with_a_reason(review: Review) -> None:
    review.apply(AddReviewer("ben"))
    app = VermerkApp(review.beside("ben"))
    async with app.run_test(size=(100, 30)) as pilot:
        for key in "EmJD":
            await press(pilot, "B" if app.screen is app.desk else "g", key)
            assert "Leitung" in bar(pilot, "status")
        assert names(review) == ["Geld", "Gerät/Boot", "Leute"]
    app.session.stop()


async def test_it_bears_an_empty_codebook_and_a_tiny_screen() -> None:
    app = VermerkApp(Review.memory("Leer", "anna"))
    async with app.run_test(size=(10, 3)) as pilot:
        await press(pilot, "B", "j", "enter", "E", "c", "4", "D", "u", "escape")
        assert app.screen is app.desk
    app.session.stop()
