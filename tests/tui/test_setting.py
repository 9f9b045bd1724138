"""Settings chosen on the screen, themes, and keys: in force at once, kept for the reviewer."""

from __future__ import annotations

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from store.changes import AddDocument
from store.review import Review
from tests.tui.driving import press, said, shown
from tui.app import VermerkApp
from tui.fitting import KEPT, Fitted, fitted
from tui.settings import Settings
from tui.themes import THEMES, Colourless


@pytest.fixture
def review() -> Review:
    review = Review.memory("Rad", "anna")
    review.apply(AddDocument(title="Rad", text="Der Freistaat fördert den Radverkehr.", date="2026-06-01"))
    return review


async def test_colours_are_chosen_and_kept(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.theme == THEMES["dark"]
        await press(pilot, "f4", *"light", "enter")
        assert app.theme == THEMES["light"] and "light" in said(pilot)
        assert app.desk._personal.read(KEPT)["theme"] == "light"
        await press(pilot, "f4", *"configured", "enter")
        assert app.theme == THEMES["dark"] and "theme" not in app.desk._personal.read(KEPT)


async def test_a_key_is_given_by_pressing_it_and_one_that_is_taken_is_refused(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f2", *"keys", "enter", *"view.zoom", "enter", "Z")
        assert "search" in said(pilot).lower() or "commitment" in said(pilot).lower()
        assert app.desk.keymap.key("view.zoom") == "+"
        await press(pilot, "f2", *"keys", "enter", *"view.zoom", "enter", "f9", "f9")
        assert app.desk._panes.zoomed and app.desk._personal.read(KEPT)["keys"] == {"view.zoom": "f9"}
        await press(pilot, "f2", *"keys", "enter", *"view.zoom", "enter", "backspace")
        assert app.desk.keymap.key("view.zoom") == "+"


async def test_what_moves_gets_another_letter_and_keeps_its_arrow(review: Review) -> None:
    review.apply(*(AddDocument(title=f"Bus {number}", text=f"Bus {number}.") for number in range(4)))
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        documents = app.desk._panes.list_pane("documents")
        await press(pilot, "f2", *"keys", "enter", *"list.down", "enter", "f9", "1", "g", "f9", "down")
        assert documents.highlighted == "d3"
        await press(pilot, "j")
        assert documents.highlighted == "d3" and said(pilot).startswith("!")


async def test_a_full_screen_gets_its_keys_likewise_whatever_is_wrong_in_the_file(review: Review) -> None:
    made = fitted({"keys": {"app.quit": "j"}}, {}, {})
    assert [one.name for one in made.mistakes] == ["keys.app.quit"]
    app = VermerkApp(review, made)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f2", *"keys", "enter", *"matrix.filled", "enter", "p")
        assert app.desk.keymap.key("matrix.filled") == "f"
        await press(pilot, "f2", *"keys", "enter", *"matrix.filled", "enter", "b")
        assert app.desk.keymap.key("matrix.filled") == "b"


@pytest.mark.parametrize("theme", THEMES)
async def test_every_theme_draws_and_mono_has_no_colour(review: Review, theme: str) -> None:
    app = VermerkApp(review, Fitted(Settings(theme=theme, lanes="kind")))
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "2", "4", "v", "f1")
        segments = [segment for strip in app.screen._compositor.render_strips() for segment in strip]
        styles = [segment.style for segment in segments if segment.style]
        colours = [colour for style in styles for colour in (style.color, style.bgcolor) if colour]
        colours = [colour for colour in colours if not colour.is_default]
        assert bool(colours) is (theme != "mono")
        assert any(style.reverse for style in styles)
        assert app.desk._panes.timeline.lanes == "kind"
        assert review.name in shown(app)[0], "what lies behind a dialog stays in sight"


def test_without_colours_a_blank_that_was_one_is_turned_round() -> None:
    thumb, word = Segment(" ", Style.parse("on red")), Segment("Rad", Style.parse("bold green on blue"))
    bare = Colourless().apply([thumb, word, Segment("x")], Color(0, 0, 0))
    assert [segment.style for segment in bare] == [Style(reverse=True), Style(bold=True), None]


async def test_the_mouse_goes_where_it_clicks(review: Review) -> None:
    review.apply(AddDocument(title="Bus", text="Busse fahren.\n\nBahnen fahren auch.", date="2026-06-01"))
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        panes = app.desk._panes
        await press(pilot, "1")
        await pilot.click("#documents", offset=(5, 2))
        assert panes.list_pane("documents").highlighted == "d2"
        await pilot.click("#documents", offset=(5, 20))
        assert panes.list_pane("documents").highlighted == "d2", "there is no row"
        await press(pilot, "enter", "1")
        await pilot.click("#reader", offset=(9, 3))
        await pilot.pause()
        assert panes.focused == "reader" and panes.reader.cursor >= len("Busse fahren.")
