"""The desk under Textual's Pilot: what it shows in each width, what keys do, what it says."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from store.changes import (
    AddDemand,
    AddDocument,
    AddEvent,
    AddNote,
    AddTag,
    AttachTags,
    EditDemand,
    RemoveEvent,
)
from store.review import Review
from tests.tui.driving import press, said, settle, until
from tui.app import VermerkApp
from tui.locale import set_language
from tui.panes.bars import Bar
from tui.panes.rowlist import RowList
from tui.screens.picking import PickScreen
from tui.screens.pressing import KeyScreen
from tui.screens.writing import WriteScreen

LETTER = """\
Geld für Busse und Bahnen

Das Kabinett hat am 3. Juli 2026 den Haushalt beschlossen. Für Busse und Bahnen stehen jährlich 40 Millionen \
Euro bereit. Über Radwege wird am 12. November 2026 beraten.

Der Landkreisbund nannte das „einen Anfang, mehr nicht“. Er erwartet eine Förderung über das Jahr 2028 \
hinaus."""


def at(words: str) -> tuple[tuple[int, int], ...]:
    """Where the letter says so."""
    start = LETTER.index(words)
    return ((start, start + len(words)),)


pytestmark = pytest.mark.usefixtures("german")


@pytest.fixture
def review() -> Review:
    """One document with two events, two demands, a tag and a note; it is 1 August 2026."""
    first = Review.memory("Busse", "anna")
    first.apply(AddDocument(title="Geld für Busse", text=LETTER, date="2026-07-04", publisher="Kreisblatt"))
    first.apply(
        AddDemand(text="Busse dauerhaft finanzieren", topic="Verkehr", due="2026-12-31"),
        AddDemand(text="Radwege ausbauen", topic="Verkehr", state="suggested"),
        AddEvent(edtf="2026-07-03", label="Haushalt beschlossen", document="d1", spans=at("3. Juli 2026")),
        AddEvent(
            edtf="2026-11-12",
            label="Beratung",
            document="d1",
            spans=at("12. November 2026"),
            state="suggested",
        ),
        AddTag(name="Geld", colour="color(72)", hotkey="1"),
    )
    first.apply(
        AttachTags(target="d1:86-147", tags=("Geld",)), AddNote(target="d1:86-147", text="Für wie lange?")
    )
    return Review(first.engine, "anna", today=lambda: date(2026, 8, 1))


@asynccontextmanager
async def desk(review: Review, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[Any]]:
    app = VermerkApp(review)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot
    app.session.stop()


def typed(text: str) -> list[str]:
    return ["space" if sign == " " else sign for sign in text]


LooksLike = Callable[[App[Any], str], None]


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (60, 20)], ids=["80x24", "120x36", "60x20"])
async def test_the_first_screen(review: Review, looks_like: LooksLike, size: tuple[int, int]) -> None:
    async with desk(review, size) as pilot:
        looks_like(pilot.app, f"first_{size[0]}x{size[1]}")


@pytest.mark.parametrize("pane", "2345")
async def test_every_pane_at_80_by_24(review: Review, looks_like: LooksLike, pane: str) -> None:
    async with desk(review) as pilot:
        await press(pilot, pane)
        looks_like(pilot.app, f"pane_{pane}_80x24")


async def test_the_first_screen_in_english(review: Review, looks_like: LooksLike) -> None:
    set_language("en")
    async with desk(review) as pilot:
        looks_like(pilot.app, "first_80x24_en")


async def test_help_is_made_of_the_commands(review: Review, looks_like: LooksLike) -> None:
    async with desk(review) as pilot:
        await press(pilot, "3", "question_mark")
        looks_like(pilot.app, "help_80x24")


async def test_the_answers_to_pick_from(review: Review, looks_like: LooksLike) -> None:
    async with desk(review) as pilot:
        await press(pilot, "3", "s")
        looks_like(pilot.app, "answers_80x24")


async def test_the_history_of_a_demand(review: Review, looks_like: LooksLike) -> None:
    async with desk(review) as pilot:
        await press(pilot, "3", "s", "6", "enter", "H")
        looks_like(pilot.app, "history_80x24")


async def test_a_sentence_is_tagged_annotated_and_taken_back(review: Review) -> None:
    async with desk(review) as pilot:
        await press(pilot, "4", "j", "j", "right_parenthesis", "t", *typed("Mobil"), "enter")
        assert [tag.name for tag in review.view().tags] == ["Geld", "Mobil"]
        await press(pilot, "a", *typed("Wie viel?"), "enter")
        assert [note.text for note in review.view().notes] == ["Für wie lange?", "Wie viel?"]
        await press(pilot, "u")
        assert len(review.view().notes) == 1
        await press(pilot, "U")
        assert len(review.view().notes) == 2


async def test_a_sentence_over_a_page_s_end_is_one_passage(review: Review) -> None:
    first, second = "Der Kreis baut mit dem Zuschuss zwei neue Hallen", "und saniert das Bad in Moorhagen."
    before = "Es geht voran, auch wenn das Geld in diesem und im nächsten Jahr knapp ist. " * 3
    text = f"Bäder\n\n{before}{first}\n\nSeite 3 von 8\n\n{second} Danach ist Schluss.\n"
    review.apply(AddDocument(text, title="Bäder"))
    document = review.view().documents[-1].id
    async with desk(review) as pilot:
        to_the_sentence = ("right_parenthesis",) * 4
        await press(pilot, "G", "enter", "4", *to_the_sentence, "t", *typed("Bau"), "enter")
    (passage,) = [row for row in review.rows("passages") if row.document == document]
    assert [review.text(document)[start:end] for start, end in passage.spans] == [first, second]
    assert passage.text == f"{first} {second}"


async def test_the_picker_finds_by_a_part_and_takes_keys(review: Review) -> None:
    async with desk(review) as pilot:
        await press(pilot, "t")
        assert isinstance(pilot.app.screen, PickScreen)
        await press(pilot, "1")
        assert review.view().tag_names("d1") == ("Geld",)


async def test_esc_leaves_a_dialog_and_changes_nothing(review: Review) -> None:
    before = review.seq
    async with desk(review) as pilot:
        for key in ("t", "a", "colon", "question_mark"):
            await press(pilot, key, "escape")
            assert len(pilot.app.screen_stack) == 1
    assert review.seq == before


async def test_a_note_left_by_esc_is_offered_again(review: Review) -> None:
    async with desk(review) as pilot:
        await press(pilot, "a", *typed("halb"), "escape", "a")
        screen = pilot.app.screen
        assert isinstance(screen, WriteScreen) and screen.value == "halb"


async def test_f2_makes_a_new_line_and_enter_saves(review: Review) -> None:
    async with desk(review) as pilot:
        await press(pilot, "a", "x", "f2", "y", "enter")
    assert review.view().notes[-1].text == "x\ny"


async def test_another_reviewers_change_comes_and_is_told(review: Review) -> None:
    async with desk(review) as pilot:
        other = Review(review.engine, "anna")
        session = pilot.app.session  # type: ignore[attr-defined]
        entry = other.apply(AddNote(target="d1", text="von anderswo"))
        session._tell(tuple(other.engine.entries(entry.seq - 1)))
        await settle(pilot)
        assert "anna" in said(pilot) and "Notiz" in said(pilot)
        assert len(pilot.app.screen_stack[0]._panes.view.notes) == 2  # type: ignore[attr-defined]


@pytest.mark.parametrize(("key", "text"), [("m", "Radwege meins"), ("t", "Radwege anders")])
async def test_a_conflict_shows_both_values_and_one_is_chosen(review: Review, key: str, text: str) -> None:
    async with desk(review) as pilot:
        await press(pilot, "3", "j", "E")
        review.apply(EditDemand(id="f2", text="Radwege anders"))
        await press(pilot, *["backspace"] * 8, *typed("meins"), "enter")
        screen = pilot.app.screen
        assert isinstance(screen, KeyScreen)
        shown = " ".join(bar.text for bar in screen.query(Bar))
        assert "Radwege meins" in shown and "Radwege anders" in shown
        await press(pilot, key)
    assert review.view().by_id("f2").text == text  # type: ignore[union-attr]


async def test_a_key_that_does_not_apply_says_why(review: Review) -> None:
    async with desk(review) as pilot:
        await press(pilot, "1", "s")
        assert said(pilot).startswith("!")
        await press(pilot, "r")
        assert "Antworten" in said(pilot)


async def test_enter_on_an_event_goes_to_its_words(review: Review) -> None:
    async with desk(review) as pilot:
        await press(pilot, "2", "j", "enter")
        panes = pilot.app.screen._panes  # type: ignore[attr-defined]
        assert panes.focused == "reader"
        assert LETTER[panes.reader.cursor :].startswith("12. November")


async def test_a_filter_narrows_the_list_and_esc_drops_it(review: Review) -> None:
    async with desk(review) as pilot:
        await press(pilot, "3", "slash", *typed("radwege"), "enter")
        rows = pilot.app.screen.query_one("#demands", RowList)
        assert [row.id for row in rows.rows if row.id.startswith("f")] == ["f2"]
        await press(pilot, "escape")
        assert len([row for row in rows.rows if row.id.startswith("f")]) == 2


async def test_suggestions_are_walked_and_accepted(review: Review) -> None:
    async with desk(review) as pilot:
        await press(pilot, "2", "full_stop", "y")
    assert [event.state for event in review.view().events] == ["confirmed", "confirmed"]


async def test_the_palette_runs_a_command_by_its_german_name(review: Review) -> None:
    async with desk(review) as pilot:
        await press(pilot, "colon", *typed("Zeitl"), "enter")
        assert pilot.app.screen._panes.focused == "timeline"  # type: ignore[attr-defined]


async def test_tab_goes_round_the_panes_on_screen(review: Review) -> None:
    async with desk(review, (120, 36)) as pilot:
        seen = []
        for _ in range(5):
            await press(pilot, "tab")
            seen.append(pilot.app.screen._panes.focused)  # type: ignore[attr-defined]
    assert seen == ["timeline", "demands", "reader", "notes", "documents"]


async def test_zoom_and_back(review: Review, looks_like: LooksLike) -> None:
    async with desk(review) as pilot:
        await press(pilot, "2", "plus")
        looks_like(pilot.app, "timeline_zoomed_80x24")
        await press(pilot, "escape")
        assert not pilot.app.screen._panes.zoomed  # type: ignore[attr-defined]


async def test_it_lives_through_every_size(review: Review) -> None:
    async with desk(review, (120, 36)) as pilot:
        for size in ((80, 24), (79, 10), (40, 8), (10, 3), (1, 1), (200, 60), (100, 5), (80, 24)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            for pane in "12345":
                await press(pilot, pane)
        assert pilot.app.is_running


async def test_who_opens_an_older_project_reads_where_its_backup_is(review: Review) -> None:
    review.brought_up = Path("alt.vermerk/backups/format-1")
    async with desk(review) as pilot:
        await settle(pilot)
        assert "neuen Stand" in said(pilot) and "backups/format-1" in said(pilot)


async def test_what_the_store_did_not_take_stays_a_draft(review: Review) -> None:
    async with desk(review) as pilot:
        await press(pilot, "2", "a", *"Frage")
        review.apply(RemoveEvent("e1"))
        await press(pilot, "enter")
        screen = pilot.app.desk
        assert said(pilot).startswith("! ") and screen.drafts.all() == {"note:e1": "Frage"}


async def test_what_is_stored_is_no_draft_any_more(review: Review) -> None:
    async with desk(review) as pilot:
        await press(pilot, "2", "a", *"Frage", "enter")
        assert pilot.app.desk.drafts.all() == {}
        assert [note.text for note in review.view().notes if note.target == "e1"] == ["Frage"]


async def test_what_was_typed_is_on_disk_soon_after_the_last_key(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.screens.dialogs.PAUSE", 0.05)
    async with desk(review) as pilot:
        await press(pilot, "2", "a", *"Frage")
        await until(pilot, lambda: pilot.app.desk._personal.read("drafts") == {"note:e1": "Frage"})
