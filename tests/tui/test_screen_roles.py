"""Whoever tries a command of the screen above their role is told so, and nothing has changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.app import App

from store.changes import AddDemand, AddDocument, AddEvent, AddNote, AddReviewer, SetVerdict
from store.model import ROLES
from store.review import Review
from tui.app import VermerkApp
from tui.arrangement import PANES
from tui.commands import COMMANDS
from tui.commands.base import SCREENS
from tui.context import Context
from tui.keymap import Keymap
from tui.screens.desk import DeskScreen
from tui.screens.helping import why_not


@pytest.fixture
def lena() -> Review:
    review = Review.memory("Busse", "lena")
    review.apply(AddReviewer("ben"), AddReviewer("gast", "viewer"))
    review.apply(AddDocument("Für Busse stehen 40 Millionen bereit.\n", title="Haushalt"))
    review.apply(AddDemand("Busse"), AddNote("d1", "Wann?"), AddEvent("2027", label="Ende"))
    review.apply(SetVerdict("f1", "open"))
    return review


@pytest.mark.parametrize(("name", "role"), [("gast", "viewer"), ("ben", "reviewer")])
async def test_what_is_above_ones_role_is_refused_in_every_pane(
    lena: Review, screen_text: Callable[[App[Any]], str], name: str, role: str
) -> None:
    above = [one for one in COMMANDS if ROLES.index(one.needs) > ROLES.index(role)]
    assert {one.needs for one in above} == {*ROLES[ROLES.index(role) + 1 :]}
    app = VermerkApp(lena.beside(name))
    async with app.run_test(size=(120, 36)) as pilot:
        before = lena.seq
        for command in above:
            for pane in filter(PANES.__contains__, command.panes):
                await pilot.press(str(PANES.index(pane) + 1))
                app.desk.do(command)
                await pilot.pause()
                assert isinstance(app.screen, DeskScreen), command.id
                assert "Only the role" in screen_text(app), (command.id, pane)
                app.desk.say("")
        assert lena.seq == before
    app.session.stop()


@pytest.mark.parametrize(("name", "role"), [("gast", "viewer"), ("ben", "reviewer")])
def test_and_on_every_full_screen(lena: Review, name: str, role: str) -> None:
    view, keymap = lena.beside(name).view(), Keymap(COMMANDS)
    above = [one for one in COMMANDS if ROLES.index(one.needs) > ROLES.index(role)]
    refused = {
        pane
        for command in above
        for pane in filter(SCREENS.__contains__, command.panes)
        if "Only the role" in why_not(command, Context(pane, role, name, view), keymap)
    }
    assert refused == {pane for command in above for pane in command.panes if pane in SCREENS}
