"""The screen of a blind project shows as little as its commands; two reviewers at their desks at once."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from store.changes import AddDemand, AddNote, AddReviewer, Assign, EditProject, SetVerdict
from store.review import Review
from tests.tui import driving
from tests.tui.driving import press, settle, until
from tui.arrangement import PANES
from tui.commands import COMMANDS
from tui.screens.desk import DeskScreen
from tui.screens.settling import SettleScreen

Shown = Callable[[App[Any]], str]


desk = partial(driving.desk, size=(120, 36))


async def back(pilot: Pilot[Any]) -> None:
    """To the desk, from whatever lies over it."""
    for _ in range(6):
        if isinstance(pilot.app.screen, DeskScreen):
            return
        await pilot.press("escape")
        await pilot.pause()
    raise AssertionError(f"{pilot.app.screen} does not go away")


# One who looks at everything


#: Taking back that the project was made blind opens it.
LEAVING = {"app.quit", "change.undo"}


@pytest.mark.parametrize("name", ["ben", "lena"])
async def test_no_command_shows_what_is_hidden(worlds: Any, name: str, screen_text: Shown) -> None:
    """Each is tried on the first row of a pane that has it."""
    with Review.open(worlds.here, name) as review:
        async with desk(review) as pilot:
            for command in COMMANDS:
                panes = [pane for pane in command.panes if pane in PANES]
                if command.id in LEAVING or not panes:
                    continue
                pane = "demands" if "demands" in panes else panes[0]
                await pilot.press(str(PANES.index(pane) + 1), "g")
                pilot.app.desk.do(command)  # type: ignore[attr-defined]
                await settle(pilot)
                assert words_in(screen_text(pilot.app), worlds.words) == set(), command.id
                await back(pilot)


async def test_the_author_sees_it(worlds: Any, screen_text: Shown) -> None:
    with Review.open(worlds.here, "anna") as anna:
        async with desk(anna) as pilot:
            await press(pilot, "3", "g", "p")
            await until(pilot, lambda: worlds.words[0] in screen_text(pilot.app))


def words_in(text: str, words: tuple[str, ...]) -> set[str]:
    return {word for word in words if word in text}


async def test_nobody_is_told_that_somebody_has_done_something_hidden(
    worlds: Any, screen_text: Shown
) -> None:
    """Ben hears of nothing while anna judges, and of all at once when the project is opened."""
    with Review.open(worlds.here, "ben") as ben, Review.open(worlds.here, "anna") as anna:
        async with desk(ben) as pilot:
            await press(pilot, "3", "G", "g")
            await settle(pilot)
            before = screen_text(pilot.app)
            seq = anna.apply(SetVerdict("f2", "met", reason="Reiher"), AddNote("f2", "Storch")).seq
            await until(pilot, lambda: pilot.app.desk.view.seq == seq)  # type: ignore[attr-defined]
            await settle(pilot)
            assert screen_text(pilot.app) == before
            anna.beside("lena").apply(EditProject(blind=False))
            await until(pilot, lambda: "Open from now on" in screen_text(pilot.app))
            assert "blind ·" not in screen_text(pilot.app)
            await press(pilot, "3", "G", "p")
            await until(pilot, lambda: "Reiher" in screen_text(pilot.app))


# Two at once


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """f1 and f2, led by lena; each is assigned to anna and ben."""
    with Review.create(tmp_path / "team.vermerk", "Bäder", "lena") as lena:
        lena.apply(AddReviewer("anna"), AddReviewer("ben"), AddDemand("Hallen"), AddDemand("Busse"))
        lena.apply(*(Assign(demand, name) for demand in ("f1", "f2") for name in ("anna", "ben")))
    return tmp_path / "team.vermerk"


@asynccontextmanager
async def both(folder: Path) -> AsyncIterator[tuple[Pilot[Any], Pilot[Any]]]:
    with Review.open(folder, "anna") as anna, Review.open(folder, "ben") as ben:
        async with desk(anna) as one, desk(ben) as other:
            await press(one, "3", "g")
            await press(other, "3", "G")
            yield one, other


def row(pilot: Pilot[Any]) -> str | None:
    found: str | None = pilot.app.desk.context().row  # type: ignore[attr-defined]
    return found


async def caught_up(*pilots: Pilot[Any]) -> None:
    seq = max(pilot.app.session.review.seq for pilot in pilots)  # type: ignore[attr-defined]
    for pilot in pilots:
        await until(pilot, lambda here=pilot: here.app.desk.view.seq >= seq)  # type: ignore[misc]
        await settle(pilot)


async def judge(pilot: Pilot[Any], answer: str, reason: str) -> None:
    """Through the keys: the answer by its name in the picker, then the reason."""
    await press(pilot, "s")
    await press(pilot, *answer, "enter")
    await press(pilot, *reason, "enter")


async def test_two_see_each_others_work_and_keep_their_cursors(folder: Path, screen_text: Shown) -> None:
    async with both(folder) as (anna, ben):
        assert (row(anna), row(ben)) == ("f1", "f2")
        await judge(anna, "met", "Halle")
        await caught_up(anna, ben)
        assert "anna:" in screen_text(ben.app) and (row(anna), row(ben)) == ("f1", "f2")
        await press(ben, "g")
        await judge(ben, "rejected", "Nein")
        await caught_up(ben, anna)
        assert "disputed" in screen_text(anna.app) and "disputed" in screen_text(ben.app)


async def test_two_who_change_the_same_settle_it_there(folder: Path, screen_text: Shown) -> None:
    async with both(folder) as (anna, ben):
        await press(ben, "g")
        await press(anna, "E")
        await press(ben, "E")
        await press(anna, *"neu", "enter")
        await caught_up(anna, ben)
        await press(ben, *"alt", "enter")
        assert "Hallenneu" in screen_text(ben.app) and "Hallenalt" in screen_text(ben.app)
        await press(ben, "m")
        await caught_up(ben, anna)
        assert "Hallenalt" in screen_text(anna.app)


async def test_blind_two_see_nothing_of_each_other_until_both_have_judged(
    folder: Path, screen_text: Shown
) -> None:
    with Review.open(folder, "lena") as lena:
        lena.apply(EditProject(blind=True))
        async with both(folder) as (anna, ben):
            await judge(anna, "met", "Halle gebaut")
            await press(ben, "g")
            await caught_up(anna, ben)
            assert "Halle gebaut" not in screen_text(ben.app) and "anna:" not in screen_text(ben.app)
            assert "disputed" not in screen_text(ben.app)
            await judge(ben, "rejected", "Nein")
            await caught_up(ben, anna)
            assert "disputed" in screen_text(ben.app) and "disputed" in screen_text(anna.app)
        lena.refresh()
        async with desk(lena) as pilot:
            await press(pilot, "3", "g", "V")
            assert isinstance(pilot.app.screen, SettleScreen)
            assert all(word in screen_text(pilot.app) for word in ("anna", "ben", "Nein"))
            await press(pilot, *"Zwei", "enter")
            assert "reviewed" in screen_text(pilot.app)
        assert [(one.by, one.final) for one in lena.rows("verdicts")] == [
            ("anna", False), ("ben", False), ("lena", True),
        ]  # fmt: skip
