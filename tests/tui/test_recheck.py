"""Passages that a new version left open: in the queue, in the text, in the lists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from store.changes import (
    AddDemand,
    AddDocument,
    AddEvent,
    AddEvidence,
    AddNote,
    AddReviewer,
    AttachTags,
    KeepPassage,
    LosePassage,
    ReviseDocument,
)
from store.review import Review
from tests.tui.driving import bar, press, settle
from tui import cells
from tui.app import VermerkApp
from tui.citing import cited, quote
from tui.locale import set_language
from tui.panes.documents import document_rows, needing
from tui.panes.note_rows import note_rows
from tui.panes.recheck_rows import queue, queue_rows, sheet_lines
from tui.panes.rowlist import RowList
from tui.panes.rows import parts_of
from tui.panes.sheet import Sheet
from tui.passages import counted, gap, is_lost, new_wording, old_wording
from tui.screens.picking import PickScreen
from tui.screens.recheck import RecheckScreen
from tui.screens.showing import ListScreen
from tui.telling import others

OPENING = "Die Landesregierung will die Schwimmbäder im ländlichen Raum erhalten."
MONEY = "Sie stellt dafür in den nächsten beiden Jahren zwölf Millionen Euro bereit."
ADVICE = "Die Gemeinden können sich ab Oktober in der Servicestelle beraten lassen."
BLAME = "Der Städtetag nannte die Zusage einen ersten Schritt auf einem langen Weg."
OUTLOOK = "Für die Jahre danach gibt es noch keine Zusage."
OLD = "\n\n".join((OPENING, MONEY, ADVICE, BLAME, OUTLOOK)) + "\n"
LESS = MONEY.replace("zwölf", "acht")
NEW = "\n\n".join((OPENING, LESS, BLAME)) + "\n"
OTHER = "Für Hallen sind drei Millionen Euro eingeplant.\n"


def at(words: str, text: str = OLD, document: str = "d1") -> str:
    start = text.index(words)
    return f"{document}:{start}-{start + len(words)}"


pytestmark = pytest.mark.usefixtures("german")


@pytest.fixture
def review() -> Review:
    """Two documents, the first revised: p1 to check, p2 (with evidence) and p3 (with a tag) orphans; the
    second revised too (p4 to check). It is 1 August 2026."""
    first = Review.memory("Bäder", "anna")
    first.apply(AddReviewer("max"))
    first.apply(AddDocument(OLD, title="Gute Wege", date="2026-07-06"))
    first.apply(AddDocument(OTHER, title="Hallen", date="2026-07-07"))
    first.apply(AddDemand("Zuschuss verdoppeln"), AddDemand("Gemeinden beraten"))
    first.apply(AddEvidence("f1", at(MONEY), stance="supports", grade="strong"))
    first.apply(AddEvidence("f2", at(ADVICE), stance="supports", grade="weak"))
    first.apply(AttachTags(at(OUTLOOK), ("Ausblick",)), AttachTags("p1", ("Geld",)))
    first.apply(AddEvidence("f1", at(OTHER.strip(), OTHER, "d2"), stance="mentions", grade="weak"))
    first.apply(AddNote("p1", "Neue Mittel?"))
    first.apply(ReviseDocument("d1", NEW), ReviseDocument("d2", OTHER.replace("drei", "zwei")))
    return Review(first.engine, "anna", today=lambda: date(2026, 8, 1))


def drawn(lines: list[list[tuple[str, str]]]) -> list[str]:
    return ["".join(text for text, _style in line).rstrip() for line in lines]


def sheet(review: Review, passage_id: str, width: int) -> list[str]:
    view = review.view()
    passage = view.passage_of(passage_id)
    assert passage is not None
    old, new = old_wording(passage, review.text), new_wording(passage, review.text)
    lines = sheet_lines(view, passage, old, new, width)
    assert all(cells.cells("".join(text for text, _style in line)) <= width for line in lines)
    return drawn(lines)


# The list


def test_the_passages_of_the_document_in_the_reader_come_first_in_the_order_of_the_text(
    review: Review,
) -> None:
    assert [row.id for row in queue(review.view(), "d1")] == ["p1", "p2", "p3", "p4"]
    assert [row.id for row in queue(review.view(), "d2")] == ["p4", "p1", "p2", "p3"]
    assert [row.id for row in queue(review.view(), None)] == ["p1", "p2", "p3", "p4"]


def test_how_much_is_open(review: Review) -> None:
    passages = review.view().open_passages
    assert counted(passages) == "2 zu prüfen, 2 verwaist"
    assert counted(row for row in passages if row.recheck == "orphan") == "2 verwaist"
    set_language("en")
    assert counted(passages) == "2 to check, 2 orphans"
    assert counted(()) == ""


def test_rows_say_what_is_open_which_words_and_where(review: Review) -> None:
    view = review.view()
    rows = queue_rows(view, queue(view, "d1"), 60)
    lines = ["".join(text for text, _style in parts_of(row, 60)).rstrip() for row in rows]
    assert lines == [
        "≈ prüfen   Sie stellt dafür in den nächsten beide… Gute Wege",
        "† verwaist Die Gemeinden können sich ab Oktober i… Gute Wege",
        "† verwaist Für die Jahre danach gibt es noch kein… Gute Wege",
        "≈ prüfen   Für Hallen sind drei Millionen Euro einge… Hallen",
    ]


# One passage


def test_both_wordings_one_above_the_other_and_what_hangs_on_them(review: Review) -> None:
    assert sheet(review, "p1", 78) == [
        "Gute Wege · d1 · p1 · ≈ zu prüfen: die Worte sind anders",
        "Alt: Fassung 1",
        "… will die Schwimmbäder im ländlichen Raum erhalten. Sie stellt dafür in den",
        "nächsten beiden Jahren [-zwölf-] Millionen Euro bereit. Die Gemeinden können",
        "sich ab Oktober in der Servicestelle …",
        "Neu: Fassung 2",
        "… will die Schwimmbäder im ländlichen Raum erhalten. Sie stellt dafür in den",
        "nächsten beiden Jahren {+acht+} Millionen Euro bereit. Der Städtetag nannte",
        "die Zusage einen ersten Schritt auf …",
        "Daran hängt",
        "# Geld",
        "+ stützt · ■ stark → f1 Zuschuss verdoppeln (unbearbeitet)",
        "✎ anna: Neue Mittel?",
    ]


def test_where_there_is_room_they_stand_side_by_side(review: Review) -> None:
    lines = sheet(review, "p1", 118)
    assert lines[1] == f"{'Alt: Fassung 1':57} │ Neu: Fassung 2"
    assert "[-zwölf-]" in lines[3] and "{+acht+}" in lines[3]
    assert all(line[58] == "│" for line in lines[1 : lines.index("Daran hängt")])


def test_of_an_orphan_the_place_is_shown_where_it_stood(review: Review) -> None:
    lines = sheet(review, "p2", 78)
    text = " ".join(lines)
    assert lines[0].endswith("† verwaist: die Worte sind weg")
    assert f"[-{ADVICE}-]" in text
    assert "Neu: Fassung 2, die Worte fehlen (‸)" in lines
    assert f"acht Millionen Euro bereit. ‸ {BLAME[:30]}" in text


@pytest.mark.parametrize("width", [1, 2, 7, 20, 99, 100, 250])
def test_it_fits_any_width(review: Review, width: int) -> None:
    for passage in ("p1", "p2", "p3", "p4"):
        sheet(review, passage, width)


@pytest.mark.parametrize("width", [3, 17, 40, 78, 118])
def test_hostile_and_wide_words_stay_within_their_lines(width: int) -> None:
    bad = "Vor\x1b[2J [/b] [red]\u202e 日本語の予算 e\u0301 ende"
    first = Review.memory("Probe", "anna")
    first.apply(AddDocument(f"Satz eins. {bad} hier. Satz drei.\n", title=bad))
    text = first.text("d1")
    first.apply(AttachTags(at(text[11:30], text), (bad,)), AddNote("p1", f"{bad}\n{bad}"))
    first.apply(AddDemand(bad), AddEvidence("f1", "p1"), ReviseDocument("d1", text.replace("Vor", "Nach")))
    lines = sheet(first, "p1", width)
    assert not any(sign in line for line in lines for sign in "\x1b\u202e\n\r")


def test_what_stands_in_the_passage_is_told(review: Review) -> None:
    other = Review.memory("Bäder", "anna")
    other.apply(AddDocument(OLD, title="Wege"))
    there = ((OLD.index(MONEY), OLD.index(MONEY) + len(MONEY)),)
    other.apply(AddEvent("2026-07-06", label="Zusage", document="d1", spans=there))
    other.apply(AddDemand("Mehr Geld", document="d1", spans=there))
    other.apply(ReviseDocument("d1", NEW))
    lines = sheet(other, "p1", 78)
    assert lines[lines.index("Daran hängt") + 1 :] == [
        "◆ Ereignis e1: 6. Juli 2026, Zusage",
        "· Forderung f1: Mehr Geld",
    ]


def test_a_text_that_can_not_be_read_leaves_the_passages_own_words(review: Review) -> None:
    from store.errors import Damaged

    def broken(document: str, version: str | None = None) -> str:
        raise Damaged("the text is missing", "")

    passage = review.view().passage_of("p2")
    assert passage is not None and is_lost(passage)
    assert (old_wording(passage, broken).words, gap(passage, broken)) == (ADVICE, 0)


# Notes, documents, copying, what others did


def lines_on(review: Review, *ids: str) -> list[str]:
    rows = list(note_rows(review.view(), ids, width=60))
    return ["".join(text for text, _style in parts_of(row, 60)).rstrip() for row in rows]


def test_the_notes_pane_says_what_is_open_and_how_the_words_differ(review: Review) -> None:
    state, difference = "≈ zu prüfen: die Worte sind anders", "[-zwölf-]{+acht+}"
    for subject in ("p1", "b1", "f1"):
        lines = lines_on(review, subject)
        assert sum(line.strip() == state for line in lines) == (2 if subject == "f1" else 1), subject
        assert difference in " ".join(lines), subject
    assert not any("hat sich geändert" in line for line in lines_on(review, "f1"))
    assert "  † verwaist: die Worte sind weg" in lines_on(review, "f2")
    assert "Nach einer neuen Fassung: 1 zu prüfen, 2 verwaist" in lines_on(review, "d1")
    review.apply(KeepPassage("p1"))
    assert state not in lines_on(review, "b1")


def test_documents_with_open_passages_have_a_sign_and_are_to_do(review: Review) -> None:
    view = review.view()
    counts = [row.cells[2].text for row in document_rows(view, width=40)]
    assert counts == ["✎1↯3", "↯1"] and needing(view, set()) == ["d1", "d2"]
    assert [row.id for row in document_rows(view, "is:check", width=40)] == ["d1", "d2"]
    review.apply(KeepPassage("p4"))
    assert needing(review.view(), set()) == ["d1"]
    assert [row.id for row in document_rows(review.view(), "is:check", width=40)] == ["d1"]


def test_what_is_gone_is_quoted_from_the_version_where_it_stood(review: Review) -> None:
    view = review.view()
    assert quote(view, "b2", review.text) == ADVICE
    assert cited(view, "b2", review.text).startswith(f"„{ADVICE}“ (Gute Wege, 06.07.2026, Fassung 1, ")
    assert quote(view, "b1", review.text) == LESS and "Fassung" not in cited(view, "b1", review.text)


def test_somebodys_new_version_is_told_with_what_it_left_open(review: Review) -> None:
    entries = list(review.engine.entries(review.seq - 1))
    told = others(entries, review.view())
    assert told == "anna: Dokument überarbeitet (2 zu prüfen, 2 verwaist) – Gute Wege"
    entry = review.apply(AddNote("d1", "fertig"))
    assert "verwaist" not in others(list(review.engine.entries(entry.seq - 1)), review.view())


# The screen

LooksLike = Callable[[App[Any], str], None]


def open_ids(pilot: Pilot[Any]) -> list[str]:
    return [row.id for row in pilot.app.screen.query_one("#list", RowList).rows]


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
async def test_the_queue(review: Review, looks_like: LooksLike, size: tuple[int, int]) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "K")
        looks_like(app, f"recheck_{size[0]}x{size[1]}")
        await press(pilot, "j")
        looks_like(app, f"recheck_orphan_{size[0]}x{size[1]}")
    app.session.stop()


async def test_the_queue_in_english(review: Review, looks_like: LooksLike) -> None:
    set_language("en")
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "K")
        looks_like(app, "recheck_80x24_en")
    app.session.stop()


async def test_decisions_are_changes_and_the_next_passage_follows(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "K", "y")
        assert review.history("p1")[-1].do == "passage.keep" and "Stimmt: Sie stellt" in bar(pilot, "status")
        assert open_ids(pilot) == ["p2", "p3", "p4"] and bar(pilot, "title").endswith(
            "1 zu prüfen, 2 verwaist"
        )
        await press(pilot, "y")
        assert bar(pilot, "status").startswith("!") and open_ids(pilot)[0] == "p2", (
            "an orphan has no place to keep"
        )
        await press(pilot, "x")
        assert review.view().by_id("p2").recheck == "gone"  # type: ignore[union-attr]
        assert app.screen.query_one(RowList).highlighted == "p3"
        await press(pilot, "u")
        assert open_ids(pilot) == ["p2", "p3", "p4"]
        assert app.screen.query_one(RowList).highlighted == "p2", "undo goes to what is open again"
        await press(pilot, "x", "x", "y")
        assert open_ids(pilot) == [] and bar(pilot, "title").endswith("nichts mehr")
        assert app.screen.query_one(Sheet).lines == []
        await press(pilot, "x", "enter", "space")
        assert isinstance(app.screen, RecheckScreen)
        await press(pilot, "escape", "K")
        assert len(app.screen_stack) == 1 and bar(pilot, "status").startswith("! Nichts zu prüfen")
    app.session.stop()


async def test_undo_takes_back_decisions_and_never_the_new_version(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        before = review.seq
        await press(pilot, "K", "u")
        assert bar(pilot, "status").startswith("!") and review.seq == before
        await press(pilot, "y", "u", "u")
        assert review.seq == before + 2 and open_ids(pilot) == ["p1", "p2", "p3", "p4"]
    app.session.stop()


async def test_marked_passages_are_decided_in_one_change(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        before = review.seq
        await press(pilot, "K", "j", "space", "space", "x")
        assert open_ids(pilot) == ["p1", "p4"] and review.seq == before + 1
        await press(pilot, "g", "space", "space", "y")
        assert open_ids(pilot) == []
        await press(pilot, "u")
        assert open_ids(pilot) == ["p1", "p4"]
    app.session.stop()


async def test_two_quick_decisions_are_about_two_passages(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "K", "j")
        await pilot.press("x", "x")
        await settle(pilot)
        await settle(pilot)
        assert [review.view().by_id(one).recheck for one in ("p2", "p3")] == ["gone", "gone"]  # type: ignore[union-attr]
    app.session.stop()


async def test_what_another_decides_leaves_the_queue(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "K", "j")
        entry = review.beside("max").apply(LosePassage("p2"))
        app.session._tell(tuple(review.engine.entries(entry.seq - 1)))
        await settle(pilot)
        assert open_ids(pilot) == ["p1", "p3", "p4"] and "max" in bar(pilot, "status")
        assert app.screen.query_one(RowList).highlighted == "p3"
    app.session.stop()


async def test_who_was_slower_is_told_and_the_passage_is_what_the_other_made_it(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "K")
        review.beside("max").apply(KeepPassage("p1"))
        await press(pilot, "x")
        assert bar(pilot, "status").startswith("!")
        assert review.view().by_id("p1").recheck is None  # type: ignore[union-attr]
    app.session.stop()


async def test_a_viewer_reads_and_decides_nothing(review: Review) -> None:
    app = VermerkApp(Review(review.engine, "gast"))
    async with app.run_test(size=(80, 24)) as pilot:
        before = review.seq
        await press(pilot, "K", "y")
        assert bar(pilot, "status").startswith("! Das darf nur") and review.seq == before
        await press(pilot, "4", "escape")
    app.session.stop()


async def test_enter_goes_to_the_place_and_of_an_orphan_to_where_it_stood(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "K", "enter")
        panes = app.desk._panes
        assert panes.focused == "reader" and NEW[panes.reader.cursor :].startswith(LESS)
        await press(pilot, "K", "j", "enter")
        assert NEW[panes.reader.cursor :].startswith(BLAME) and bar(pilot, "status").startswith(
            "! Die Worte fehlen"
        )
        await press(pilot, "3", "j", "5", "G", "enter")
        assert NEW[panes.reader.cursor :].startswith(BLAME), "evidence goes there too"
    app.session.stop()


async def test_a_selection_gets_the_orphan_that_is_picked(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "K", "j", "enter", "P")
        assert bar(pilot, "status").startswith("! Erst die Worte")
        await press(pilot, "v", "s", "P")
        assert isinstance(app.screen, PickScreen)
        await press(pilot, "enter")
        row = review.view().passage_of("p2")
        assert row is not None and (row.text, row.recheck, row.version) == (BLAME, None, "v3")
        await press(pilot, "u")
        assert review.view().by_id("p2").recheck == "orphan"  # type: ignore[union-attr]
    app.session.stop()


async def test_it_begins_with_the_passage_under_the_cursor(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "1", "j", "enter", "4", "K")
        assert open_ids(pilot)[0] == "p4", "those of the document in the reader come first"
        await press(pilot, "escape", "3", "j", "5", "G", "K")
        assert app.screen.query_one(RowList).highlighted == "p2"
    app.session.stop()


async def test_a_small_screen_shows_what_differs_without_scrolling(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(40, 10)) as pilot:
        await press(pilot, "K")
        shown = app.screen.query_one(Sheet)
        first = drawn([list(line) for line in shown.lines[: shown.size.height]])
        assert any("[-zwölf-]" in line for line in first)
    app.session.stop()


async def test_help_and_unknown_keys(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "K", "z")
        assert bar(pilot, "status").startswith("!")
        await press(pilot, "question_mark")
        assert isinstance(app.screen, ListScreen)
        await press(pilot, "escape", "q")
        assert len(app.screen_stack) == 1
    app.session.stop()


async def test_it_lives_through_every_size(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "K")
        for size in ((80, 24), (60, 20), (40, 10), (10, 3), (1, 1), (200, 60), (99, 24), (100, 24)):
            await pilot.resize_terminal(*size)
            await press(pilot, "j", "pagedown", "k", "pageup")
        assert open_ids(pilot) == ["p1", "p2", "p3", "p4"]
    app.session.stop()
