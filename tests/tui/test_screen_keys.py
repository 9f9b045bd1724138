"""All full screens, walked by their keys: footer, help and palette say what works there, the rest says why
not, and the configuration changes any of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from store import changes
from store.review import Review
from tests.tui.driving import desk, press
from tui.cells import cells
from tui.commands import COMMANDS
from tui.commands.base import SCREENS
from tui.fitting import fitted
from tui.keymap import FOOTER_KEYS
from tui.locale import gettext, set_language
from tui.panes.bars import LEFT_OUT, Bar
from tui.panes.rowlist import RowList
from tui.screens.desk import DeskScreen
from tui.screens.listing import footer_line
from tui.screens.overlay import Overlay
from tui.screens.picking import PickScreen

#: The keys that lead from the desk to each of them.
WAYS = {
    "weigh": "3 p", "answering": "1 Q", "orphans": "Z", "matrix": "M", "codebook": "B", "tagged": "B enter",
    "table": "B T", "events": "2 i", "recheck": "K", "versions": "1 I", "search": "F W e g e enter",
    "synonyms": "Y", "for_me": "m", "happened": "W",
}  # fmt: skip
WIDTHS = (80, 60, 40, 24)
OLD, NEW = "Alte Moore vernässen. Wege bauen bis 2027.\n", "Alte Moore werden vernässt. Wege für alle.\n"


@pytest.fixture(params=["de", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    yield set_language(request.param)
    set_language("en")


@pytest.fixture
def review(tmp_path: Path) -> Review:
    """With something on every screen."""
    made = Review.create(tmp_path / "moor.vermerk", "Moor")
    made.apply(
        changes.AddReviewer("ben"),
        changes.AddDocument(OLD, title="Plan"),
        changes.AddDocument("Wege.\n", title="Bau"),
    )
    made.apply(
        changes.AddDemand("Moore vernässen", document="d1", spans=((0, 21),)), changes.AddDemand("Wege bauen")
    )
    made.apply(
        changes.AddEvent("2027", label="Ende", document="d1", spans=((22, 41),)), changes.AddTag("Moor")
    )
    made.apply(changes.AddEvidence("f2", "d1:22-41"), changes.AttachTags("d1:0-21", ("Moor",)))
    made.apply(changes.AddNote("f1", f"@{made.me}"))
    made.apply(changes.ReviseDocument("d1", NEW))
    made.beside("ben").apply(changes.AddNote("f1", f"@{made.me} wann?"))
    return made


async def reached(pilot: Pilot[Any], name: str) -> Overlay[Any]:
    await press(pilot, *WAYS[name].split())
    screen = pilot.app.screen
    assert isinstance(screen, Overlay) and name == screen.PANE, name
    return screen


def bar(screen: Any, name: str) -> str:
    return screen.query_one(f"#{name}", Bar).text


def footer_holds(screen: Overlay[Any]) -> None:
    """Seven at most, each of them works now, and what is left out leaves dots."""
    keymap, context = screen._desk.keymap, screen.context()
    wanted = keymap.footer(context)
    assert 2 <= len(wanted) <= FOOTER_KEYS
    assert all(screen.PANE in one.panes and one.refusal(context) is None for one in wanted)
    for width in WIDTHS:
        line = "".join(text for text, _style in footer_line(keymap, context, width))
        there = [one for one in wanted if gettext(one.label) in line]
        assert cells(line) <= width and wanted[-1] in there
        assert there == wanted or LEFT_OUT in line, (screen.PANE, width)
    assert bar(screen, "footer") == "".join(text for text, _style in footer_line(keymap, context, 80))


@pytest.mark.parametrize("name", SCREENS)
async def test_footer_help_and_palette_of_a_full_screen_are_its_commands(
    review: Review, language: str, name: str
) -> None:
    its = [one for one in COMMANDS if name in one.panes]
    async with desk(review) as pilot:
        screen = await reached(pilot, name)
        footer_holds(screen)
        await press(pilot, "question_mark")
        rows = pilot.app.screen.query_one(RowList).rows
        assert [row.id for row in rows if not row.id.startswith(("#", "="))] == [one.id for one in its]
        await press(pilot, "question_mark", "colon")
        asked = pilot.app.screen
        assert isinstance(asked, PickScreen)
        offered = {choice.id: choice for choice in asked._choices}
        assert {*list(offered)[: len(its)]} == {one.id for one in its}, "its own come first"
        assert all(offered[one.id].label == gettext(one.label) for one in its)
        await press(pilot, *"screen.back", "enter")
        assert screen not in pilot.app.screen_stack, "the palette does what it finds"


@pytest.mark.parametrize("name", SCREENS)
async def test_what_means_nothing_there_says_so_and_the_key_that_led_there_leads_back(
    review: Review, name: str
) -> None:
    async with desk(review) as pilot:
        screen = await reached(pilot, name)
        for key, said in (("f7", "does nothing; ? shows"), ("O", "works in"), ("ctrl+t", "does nothing")):
            await press(pilot, key)
            assert said in bar(screen, "status") and bar(screen, "status").startswith("!"), (name, key)
        opener = pilot.app.desk.keymap.key(SCREENS[name])
        if screen._desk.keymap.find(opener, name) is None:
            await press(pilot, opener)
            assert screen not in pilot.app.screen_stack


async def test_the_configuration_gives_a_full_screen_other_keys(review: Review) -> None:
    keys = {"weigh.mentions": "f9", "change.undo": "f10", "screen.back": "f12", "help.keys": "f1"}
    made = fitted({"keys": keys}, {}, {})
    assert made.mistakes == ()
    review.apply(changes.AddEvidence("f1", "d2:0-4"))

    def stance() -> str:
        return next(one.stance for one in review.view().evidence if one.demand == "f1")

    async with desk(review, fitted=made) as pilot:
        screen = await reached(pilot, "weigh")
        assert "F12 Back" in bar(screen, "footer") and "F1 Help" in bar(screen, "footer")
        await press(pilot, "n", "f9", "m")
        assert stance() == "mentions"
        await press(pilot, "f10", "q")
        assert pilot.app.screen is screen, "q leaves no more"
        assert stance() == "contradicts"
        await press(pilot, "f12")
        assert isinstance(pilot.app.screen, DeskScreen)
