"""Going about in the text at the desk: outline, labels, kinds of marks, search, and what is said of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Any

import pytest
from textual.pilot import Pilot

from content.outline import outline
from store.changes import (
    AddDemand,
    AddDocument,
    AddEvent,
    AddEvidence,
    AddNote,
    AttachTags,
    ReviseDocument,
)
from store.review import Review
from store.view import Mark
from tests.tui.driving import press, said
from tui.app import VermerkApp
from tui.highlights import Highlights
from tui.panes.bars import Bar
from tui.panes.legend import WORDS, legend
from tui.panes.reader import Reader
from tui.panes.rowlist import RowList
from tui.panes.seeking import Stop
from tui.passages import gap, lost_marks
from tui.screens.outlining import OutlineScreen
from tui.screens.reading import outline_choices, stop_choices, stop_name

TEXT = """\
Radwege im Kreis

1 Bestand

Der Kreis zählt vierzig Kilometer Radweg. Davon ist die Hälfte beleuchtet, die Größe der Lampen schwankt.

2 Ausbau

Bis 2027 sollen zwölf Kilometer dazukommen. Der Radwegebund fordert zwanzig.

3 Kosten

Das Land trägt zwei Drittel der Kosten.
"""

pytestmark = pytest.mark.usefixtures("german")


def at(words: str, text: str = TEXT) -> tuple[tuple[int, int], ...]:
    start = text.index(words)
    return ((start, start + len(words)),)


def target(words: str) -> str:
    ((start, end),) = at(words)
    return f"d1:{start}-{end}"


@pytest.fixture
def review() -> Review:
    first = Review.memory("Wege", "anna")
    first.apply(AddDocument(title="Radwege", text=TEXT, date="2026-07-04"))
    first.apply(
        AddDemand(text="Zwanzig Kilometer Radweg bauen", document="d1", spans=at("fordert zwanzig")),
        AddEvent(
            edtf="../2027", label="Zwölf Kilometer", document="d1", spans=at("Bis 2027"), state="suggested"
        ),
        AttachTags(target=target("Bis 2027 sollen zwölf"), tags=("Verkehr/Zeit",)),
        AttachTags(target=target("zwölf Kilometer dazukommen"), tags=("Geld",)),
        AddNote(target=target("zwölf Kilometer"), text="Welche Strecken?\nUnd wann?"),
        AddEvidence("f1", target("zwölf Kilometer dazukommen"), grade="strong"),
    )
    return Review(first.engine, "anna", today=lambda: date(2026, 8, 1))


def said_of(review: Review, words: str, **more: Any) -> str:
    view = review.view()
    return legend(view, Highlights(view.marks("d1"), len(TEXT)).at(TEXT.index(words)), **more)


# What the cursor stands on


def test_everything_under_the_cursor_is_named_with_its_sign(review: Review) -> None:
    assert said_of(review, "zwölf") == (
        "Z Verkehr/Zeit · G Geld · ✓ stützt f1 Zwanzig Kilometer Radweg bauen, stark · "
        "✎ anna: Welche Strecken? Und wann?"
    )
    assert said_of(review, "Bis 2027") == "Z Verkehr/Zeit · ◇ bis 2027 Zwölf Kilometer"
    assert said_of(review, "fordert") == "! f1 Zwanzig Kilometer Radweg bauen"
    assert said_of(review, "Das Land") == ""


def test_several_notes_are_counted(review: Review) -> None:
    review.apply(AddNote(target=target("zwölf Kilometer"), text="Noch eine."))
    assert said_of(review, "zwölf").endswith(" · ✎2")


def test_what_changed_comes_first_and_parts_are_numbered(review: Review) -> None:
    view = review.view()
    mark = Mark(0, 4, "demand", "f1", "Weg " * 30, None, "suggested", "check", 2, 3)
    told = legend(view, [mark])
    assert told.startswith("≈ prüfen · ? f1 Weg Weg") and told.endswith("… (2/3)")
    assert len(told) < WORDS + 30
    assert legend(view, [Mark(0, 1, "orphan", "p1", "alte Worte", None, "", "orphan")]) == (
        "† verwaist · hier stand „alte Worte“"
    )
    assert (
        legend(
            view,
            [Mark(0, 4, "evidence", "b99", "x", None, "suggested"), Mark(0, 4, "new", "x1", "", None, "")],
        )
        == "? b99"
    )


def test_the_place_among_marks_or_hits_and_the_selection_come_before(review: Review) -> None:
    assert said_of(review, "Das Land", stop=Stop(3, 17, True)) == "Treffer 3/17"
    assert said_of(review, "fordert", stop=Stop(2, 4, False)).startswith("Marke 2/4 · ! f1")
    assert said_of(review, "Das Land", selected="Das Land trägt\nzwei") == "ausgewählt: 19 Zeichen, 4 Wörter"
    assert said_of(review, "Das Land", selected="D") == "ausgewählt: 1 Zeichen, 1 Wort"
    assert said_of(review, "Das Land", selected="a " * 500_000) == "ausgewählt: 1.000.000 Zeichen"


# What is offered


def test_kinds_of_marks_are_offered_with_their_number_tags_by_name(review: Review) -> None:
    choices = stop_choices(Highlights(review.view().marks("d1"), len(TEXT)))
    assert [(choice.id, choice.detail, choice.key) for choice in choices] == [
        ("*", "3", "1"), ("suggested", "1", "2"), ("demand", "1", "3"), ("evidence", "1", "4"),
        ("event", "1", "5"), ("note", "1", "6"), ("tag", "2", "7"),
        ("#Geld", "1", "8"), ("#Verkehr/Zeit", "1", "9"),
    ]  # fmt: skip
    assert [stop_name(stop) for stop in ("*", "note", "#Geld")] == ["allen Marken", "Notizen", "Geld"]


def test_the_outline_is_indented_and_says_how_far_down(review: Review) -> None:
    text = "§ 1 Zweck\n\nWege.\n\n1.1 Ziel\n\nMehr Wege.\n\n§ 2 Geld\n\nKeins."
    choices = outline_choices(outline(text), len(text))
    assert [(choice.label, choice.detail) for choice in choices] == [
        ("§ 1 Zweck", "0 %"), ("  1.1 Ziel", "32 %"), ("§ 2 Geld", "71 %"),
    ]  # fmt: skip


# At the desk


@asynccontextmanager
async def reading(review: Review, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[Any]]:
    app = VermerkApp(review)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await press(pilot, "4", "g")
        yield pilot
    app.session.stop()


def ahead(pilot: Pilot[Any]) -> str:
    """The text from the cursor on."""
    return TEXT[pilot.app.screen_stack[0].query_one(Reader).cursor :]


async def test_the_outline_opens_where_i_am_and_goes_to_what_is_typed(review: Review) -> None:
    async with reading(review) as pilot:
        await press(pilot, "G", "O")
        assert isinstance(pilot.app.screen, OutlineScreen)
        rows = pilot.app.screen.query_one(RowList)
        assert TEXT[int(rows.highlighted or 0) :].startswith("3 Kosten")
        await press(pilot, *"ausb")
        assert [row.id for row in rows.rows] == [str(TEXT.index("2 Ausbau"))]
        await press(pilot, "enter")
        assert ahead(pilot).startswith("2 Ausbau")
        await press(pilot, "v", "O", "down", "enter")
        assert said(pilot).startswith("ausgewählt: "), "the selection reaches to the heading"


async def test_labels_say_what_to_do_and_take_every_key(review: Review) -> None:
    async with reading(review) as pilot:
        await press(pilot, "f")
        assert "jede andere Taste" in said(pilot)
        await press(pilot, "question_mark")
        assert len(pilot.app.screen_stack) == 1 and "jede andere Taste" not in said(pilot)
        await press(pilot, "f", "a")
        assert ahead(pilot).startswith("1 Bestand")


async def test_n_says_where_it_is_and_when_it_went_round(review: Review) -> None:
    async with reading(review) as pilot:
        await press(pilot, "n")
        assert said(pilot).startswith("Marke 1/3 · Z Verkehr/Zeit · ◇")
        await press(pilot, "n", "n", "n")
        assert said(pilot).startswith("Weiter von vorn · Marke 1/3")
        await press(pilot, "N")
        assert said(pilot).startswith("Weiter von hinten · Marke 3/3")
        await press(pilot, "j")
        assert "Marke" not in said(pilot)


async def test_n_goes_to_one_kind_of_mark_when_asked_to(review: Review) -> None:
    async with reading(review) as pilot:
        await press(pilot, "asterisk", *"notizen", "enter")
        assert ahead(pilot).startswith("zwölf")
        assert said(pilot) == "n und N gehen jetzt zu: Notizen (Marke 1/1)."
        await press(pilot, "n")
        assert "keine weitere Marke" in said(pilot)


async def test_hits_are_counted_while_one_types_and_on_each_of_them(review: Review) -> None:
    async with reading(review) as pilot:
        await press(pilot, "slash", *"grosse")
        assert pilot.app.screen.query_one("#reading", Bar).text == "1 Treffer"
        await press(pilot, "enter")
        assert ahead(pilot).startswith("Größe")
        await press(pilot, "slash", *["backspace"] * 6, *"kilometer", "enter", "n")
        assert said(pilot).startswith("Weiter von vorn · Treffer 1/2")


async def test_the_other_end_needs_a_selection(review: Review) -> None:
    async with reading(review) as pilot:
        await press(pilot, "percent_sign")
        assert "v beginnt" in said(pilot)
        await press(pilot, "w", "v", "right_parenthesis", "percent_sign")
        assert ahead(pilot).startswith("im Kreis") and said(pilot).startswith("ausgewählt: ")


async def test_a_list_in_focus_has_no_legend(review: Review) -> None:
    async with reading(review) as pilot:
        await press(pilot, "n")
        assert said(pilot)
        await press(pilot, "1")
        assert said(pilot) == ""


@pytest.mark.parametrize("size", [(10, 3), (30, 8), (79, 23), (160, 50)])
async def test_all_of_it_survives_any_size(review: Review, size: tuple[int, int]) -> None:
    async with reading(review, size) as pilot:
        await press(
            pilot, "f", "escape", "O", "escape", "asterisk", "escape", "v", "f", "s", "percent_sign", "n"
        )
        assert pilot.app.is_running


# Words that are gone


GONE = "Den Rest zahlen die Gemeinden aus ihren Haushalten."
OLD = TEXT.rstrip() + f" {GONE}\n"
#: The words are gone, and those before them have changed.
NEW = OLD.replace(f" {GONE}", "").replace("zwei Drittel der Kosten", "drei Viertel aller Ausgaben")


def test_an_orphan_is_marked_where_its_words_stood() -> None:
    review = Review.memory("Wege", "anna")
    review.apply(AddDocument(title="Radwege", text=OLD))
    start = OLD.index(GONE)
    review.apply(AddNote(target=f"d1:{start}-{start + len(GONE)}", text="Wie viel?"))
    review.apply(ReviseDocument("d1", NEW))
    view = review.view()
    (mark,) = lost_marks(view, "d1", lambda passage: gap(passage, review.text))
    assert (mark.kind, mark.recheck, mark.label) == ("orphan", "orphan", GONE)
    assert NEW[: mark.start].endswith("Das Land trägt "), "the nearest words that are still there"
    assert Highlights([mark], len(NEW)).pieces(mark.start, mark.end)[0][2].signs == {"†"}
    assert legend(view, [mark]).startswith("† verwaist · hier stand „Den Rest")


async def test_the_screen_shows_orphans_and_n_finds_them() -> None:
    review = Review.memory("Wege", "anna")
    review.apply(AddDocument(title="Radwege", text=OLD))
    start = OLD.index(GONE)
    review.apply(AddNote(target=f"d1:{start}-{start + len(GONE)}", text="Wie viel?"))
    review.apply(ReviseDocument("d1", NEW))
    async with reading(review, (100, 30)) as pilot:
        await press(pilot, "asterisk", *"fundstellen", "enter")
        assert NEW[: pilot.app.screen_stack[0].query_one(Reader).cursor].endswith("Das Land trägt ")
        assert said(pilot).endswith("(Marke 1/1).")
        await press(pilot, "l", "N")
        assert "† verwaist" in said(pilot)
