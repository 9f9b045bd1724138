"""Coming back: what is for me, what others did since, who is here; drafts taken up again."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from store.changes import (
    AddDemand,
    AddDocument,
    AddEvidence,
    AddNote,
    AddReviewer,
    Assign,
    EditDemand,
    RemoveDemand,
    ReplyNote,
    ResolveNote,
    SetVerdict,
)
from store.presence import Here
from store.review import Review
from tests.tui.driving import bar, desk, press, settle, until
from tui.messages import Company
from tui.panes.for_me_rows import for_me_rows
from tui.panes.happened_rows import done_lines, happened_rows, here_words
from tui.panes.rows import parts_of
from tui.screens.desk import DeskScreen
from tui.screens.for_me import ForMeScreen
from tui.screens.happened import HappenedScreen
from tui.screens.overlay import Overlay
from tui.screens.writing import WriteScreen

pytestmark = pytest.mark.usefixtures("german")


@pytest.fixture
def anna(tmp_path: Path) -> Review:
    """A project in a folder: what a screen remembers is on disk."""
    first = Review.create(tmp_path / "moor.vermerk", "Moor")
    first.apply(AddReviewer("ben"), AddDocument("Alte Moore vernässen. Wege bauen.\n", title="Plan"))
    first.apply(AddDemand("Moore vernässen"), AddDemand("Wege bauen"))
    return first


@pytest.fixture
def ben(anna: Review) -> Review:
    return anna.beside("ben")


def lines(screen: Any) -> list[str]:
    return ["".join(text for text, _style in line).rstrip() for line in screen.sheet.lines]


def listed(screen: Overlay[Any]) -> list[str]:
    return ["".join(text for text, _style in parts_of(row, 76)).rstrip() for row in screen.list.rows]


# Pure


def test_what_is_for_me_unread_first_then_drafts(anna: Review, ben: Review) -> None:
    ben.apply(AddNote("d1", f"@{anna.me} alt"), AddNote("d1", f"@{anna.me} neu"))
    anna.apply(Assign("f2", anna.me))
    items = anna.for_me()
    rows = for_me_rows(
        anna.view(), items, {"mention:n2"}, {"note:d1": "halb fertig", "reply:n99": "verwaist"}
    )
    assert [row.id for row in rows] == [
        "mention:n2", "mention:n1", "assignment:f2", "=drafts", "draft note:d1", "draft reply:n99",
    ]  # fmt: skip
    drawn = ["".join(text for text, _style in parts_of(row, 60)) for row in rows]
    assert drawn[0].startswith("● nennt Sie") and drawn[1].startswith("○ nennt Sie")
    assert drawn[4].rstrip().endswith("d1") and "verwaist" in drawn[5]


def test_a_change_is_told_with_before_and_after(anna: Review, ben: Review) -> None:
    seen = anna.seq
    ben.apply(EditDemand("f1", text="Alle alten Moore des Landes bis 2030 vernässen", topic="Wasser"))
    ben.apply(AddEvidence("f1", "d1:0-20", stance="contradicts", grade="weak"))
    ben.apply(SetVerdict("f1", "partial", reason="erst eines"))
    since = anna.since(seen)
    rows = happened_rows(anna.view(), since)
    assert [row.id for row in rows] == ["=ben", "ben f1"]
    told = "\n".join(
        "".join(text for text, _style in line) for line in done_lines(anna.view(), since.done[0], 90)
    )
    assert "Wortlaut: {+Alle alten+} Moore {+des Landes bis 2030+} vernässen" in told
    assert "Thema = Wasser" in told
    assert "f1: widerspricht" in told and "f1: teilweise erfüllt (erst eines)" in told


def test_where_somebody_is_in_words(anna: Review) -> None:
    here = (Here("ben", "2025-11-22T08:00:00+00:00", "reader", "d1"), Here("cem", "", "nirgends", "d9"))
    first, second = here_words(anna.view(), here)
    assert first.startswith("ben: Text, „Plan“, seit 22.11.2025 ") and second == "cem: "
    noon = f"{anna.view().lookup.today}T12:00:00+00:00"
    (today,) = here_words(anna.view(), (Here("ben", noon, "reader", ""),))
    assert re.fullmatch(r"ben: Text, seit \d\d:\d\d", today), "of today only the time"


# On the screen


async def test_the_start_tells_what_happened_and_what_is_for_me(anna: Review, ben: Review) -> None:
    anna.personal().write("place", {"seen": anna.seq})
    anna.personal().write("drafts", {"note:d1": "halb"})
    ben.apply(AddNote("d1", f"@{anna.me}?"), AddNote("d1", "noch eine"))
    async with desk(anna) as pilot:
        await until(pilot, lambda: "Seit" in bar(pilot, "status"))
        said = bar(pilot, "status")
        assert said == "Seit dem letzten Besuch: 1 Änderung von ben (W) · 1 für Sie (m) · 1 Entwurf (m)"
        assert "@1 (m)" in bar(pilot, "title")


async def test_on_the_first_visit_nothing_is_told(anna: Review) -> None:
    async with desk(anna) as pilot:
        await pilot.pause(0.6)
        await settle(pilot)
        assert bar(pilot, "status") == ""


async def test_going_to_a_mention_marks_it_as_read_and_esc_leads_back(anna: Review, ben: Review) -> None:
    ben.apply(AddNote("f1", f"@{anna.me} bitte"))
    async with desk(anna) as pilot:
        await press(pilot, "m")
        screen = pilot.app.screen
        assert isinstance(screen, ForMeScreen) and "1 ungelesen" in bar(pilot, "title")
        assert f"  @{anna.me} bitte" in lines(screen)
        await press(pilot, "enter")
        here = pilot.app.screen
        assert isinstance(here, DeskScreen) and here.context().row == "n1" and here.context().pane == "notes"
        assert "@1" not in bar(pilot, "title")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ForMeScreen)
        assert bar(pilot, "title").strip() == "Für mich"


async def test_replying_ends_it_and_space_turns_read_round(anna: Review, ben: Review) -> None:
    ben.apply(AddNote("f1", f"@{anna.me} eins"), AddNote("f1", f"@{anna.me} zwei"))
    async with desk(anna) as pilot:
        await press(pilot, "m", "space")
        assert "1 ungelesen" in bar(pilot, "title")
        await press(pilot, "r", "j", "a", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, ForMeScreen) and len(screen.list.rows) == 1
        await press(pilot, "X")
        assert "ungelesen" not in bar(pilot, "title") and len(screen.list.rows) == 1


async def test_a_resolved_answer_goes_once_it_is_read(anna: Review, ben: Review) -> None:
    anna.apply(AddNote("d1", "Frage"))
    ben.apply(ReplyNote("n1", "Antwort"), ResolveNote("n1"))
    async with desk(anna) as pilot:
        await press(pilot, "m")
        screen = pilot.app.screen
        assert isinstance(screen, ForMeScreen) and [row.id for row in screen.list.rows] == ["reply:n2"]
        await press(pilot, "space")
        assert not screen.list.rows


async def test_a_draft_is_taken_up_where_it_belongs(anna: Review) -> None:
    anna.personal().write("drafts", {"note:d1:0-10": "halb", "note:f2": "auch"})
    async with desk(anna) as pilot:
        await press(pilot, "m", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, WriteScreen) and screen.value == "halb"
        await press(pilot, "!", "enter", "m")
        assert [row.id for row in pilot.app.screen.list.rows][-1] == "draft note:f2"
        await press(pilot, "space")
        assert "weder gelesen" in bar(pilot, "status")
        await press(pilot, "D")
        assert not pilot.app.screen.list.rows
    assert [(note.target[:1], note.text) for note in anna.view().notes] == [("p", "halb!")]


async def test_what_others_did_and_seen_begins_anew(anna: Review, ben: Review) -> None:
    async with desk(anna) as pilot:
        ben.apply(EditDemand("f1", topic="Wasser"))
        pilot.app.session._tell(tuple(anna.engine.entries(anna.seq - 1)))
        await settle(pilot)
        await press(pilot, "W")
        screen = pilot.app.screen
        assert isinstance(screen, HappenedScreen) and len(screen.list.rows) == 2
        assert bar(pilot, "here").strip() == "Sonst ist gerade niemand hier."
        pilot.app.session._post(Company((Here("ben", "", "notes", "d1"),)))
        await settle(pilot)
        assert bar(pilot, "here").strip() == "Gerade hier: ben: Notizen, „Plan“"
        await press(pilot, "s")
        assert not screen.list.rows and anna.personal().read("place")["seen"] == anna.seq
        await press(pilot, "escape")
        assert "mit ben" in bar(pilot, "title")


async def test_a_thing_that_is_gone_is_said_to_be(anna: Review, ben: Review) -> None:
    async with desk(anna) as pilot:
        ben.apply(AddDemand("Kurz da"))
        ben.apply(RemoveDemand("f3"))
        await press(pilot, "W", "enter")
        assert "weg" in bar(pilot, "status")


async def test_leaving_moves_the_mark_and_a_crash_does_not(anna: Review, ben: Review) -> None:
    async with desk(anna) as pilot:
        ben.apply(AddNote("d1", "neu"))
        pilot.app.session._tell(tuple(anna.engine.entries(anna.seq - 1)))
        await settle(pilot)
        assert "seen" not in anna.personal().read("place")
        await press(pilot, "q")
    assert anna.personal().read("place")["seen"] == anna.seq


@pytest.mark.parametrize(("keys", "place"), [(["3", "j"], ("demands", "f2")), (["4", "w"], ("reader", None))])
async def test_the_next_visit_begins_in_the_pane_and_on_the_row_where_i_left(
    anna: Review, keys: list[str], place: tuple[str, str | None]
) -> None:
    async with desk(anna) as pilot:
        await press(pilot, *keys, "q")
    async with desk(anna) as pilot:
        at = pilot.app.desk.context()
        assert (at.pane, at.row, at.document) == (*place, "d1")


async def test_the_next_visit_finds_the_lists_arranged_as_i_left_them(anna: Review) -> None:
    anna.apply(EditDemand("f1", topic="Moor"), EditDemand("f2", topic="Weg"))
    async with desk(anna) as pilot:
        await press(pilot, "2", "greater_than_sign", "L", "3", "h", "q")
    async with desk(anna) as pilot:
        panes = pilot.app.desk._panes
        assert (panes.demands.collapsed, panes.demands.rows[0].id) == ({"=Moor"}, "=Moor")
        assert (panes.timeline.scale, panes.timeline.lanes) == ("quarter", "document")
        await press(pilot, "q")
    kept = anna.personal().read("place")
    kept["lists"] = {"demands": {"grouping": "x", "folded": 7}, "timeline": {"scale": []}, "notes": 1}
    anna.personal().write("place", kept)
    async with desk(anna) as pilot:
        panes = pilot.app.desk._panes
        assert (panes.demands.grouping, panes.demands.collapsed) == ("topic", frozenset())
        assert (panes.timeline.scale, panes.timeline.lanes) == ("year", "none")


async def test_a_place_that_is_gone_is_the_pane_it_was_in(anna: Review, ben: Review) -> None:
    async with desk(anna) as pilot:
        await press(pilot, "3", "j", "q")
    ben.apply(RemoveDemand("f2"))
    async with desk(anna) as pilot:
        assert (pilot.app.desk.context().pane, pilot.app.desk.context().row) == ("demands", "f1")
    anna.personal().write("place", {"pane": "nirgends", "row": 7, "document": "f1", "offset": -3})
    async with desk(anna) as pilot:
        at = pilot.app.desk.context()
        assert (at.pane, at.document) == ("documents", "d1")


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (40, 10)], ids=["80x24", "120x36", "40x10"])
async def test_both_screens_hold_in_every_size(anna: Review, ben: Review, size: tuple[int, int]) -> None:
    anna.apply(SetVerdict("f1", "met"))
    ben.apply(SetVerdict("f1", "open"), AddNote("f1", f"**@{anna.me}** \x1b[2J [/b]"))
    async with desk(anna, size) as pilot:
        for key in ("m", "W"):
            await press(pilot, key, "j", "pagedown", "question_mark", "escape")
            await pilot.resize_terminal(10, 3)
            await settle(pilot)
            await pilot.resize_terminal(*size)
            await press(pilot, "escape")
        assert isinstance(pilot.app.screen, DeskScreen)
