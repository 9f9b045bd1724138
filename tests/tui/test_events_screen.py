"""The events one by one: what is said of each, and deciding on suggestions there."""

from __future__ import annotations

import gc
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest
from textual.app import App
from textual.css.query import NoMatches
from textual.pilot import Pilot

from store.changes import (
    AddDemand,
    AddDocument,
    AddEvent,
    AddNote,
    AttachTags,
    ConfirmEvent,
    ReviseDocument,
    SetVerdict,
)
from store.review import Review
from tests.tui.driving import press, shown, until
from tui.app import VermerkApp
from tui.panes.event_lines import event_lines
from tui.panes.timeline_items import standing
from tui.screens.events import EventScreen

pytestmark = pytest.mark.usefixtures("german")

TEXT = (
    "Kreisblatt\n\nDer Landkreis baut die Schwimmhalle aus. Bis Ende 2023 soll der erste Abschnitt fertig "
    "sein; am 12. September tagt der Beirat. Im Herbst 2027 wird eröffnet.\n"
)
TODAY = date(2026, 11, 22)


def span(words: str) -> tuple[tuple[int, int], ...]:
    return ((TEXT.index(words), TEXT.index(words) + len(words)),)


@pytest.fixture
def review() -> Review:
    anna = Review.memory("Bäder", "anna")
    anna.apply(AddDocument(TEXT, title="Die Halle wächst", date="2026-09-01", publisher="Kreisblatt"))
    anna.apply(
        AddEvent(document="d1", spans=span("Bis Ende 2023"), label="Erster Abschnitt", edtf="../2023-12-31"),
        AddEvent(
            document="d1", spans=span("12. September"), label="Beirat tagt", edtf="2026-09-12",
            text="12. September", rule="day and month", reference="2026-09-01", state="suggested",
        ),
        AddEvent(
            document="d1", spans=span("Herbst 2027"), label="Eröffnung", edtf="2027-23",
            rule="season of a year", state="suggested",
        ),
    )  # fmt: skip
    return Review(anna.engine, "anna", today=lambda: TODAY)


def said(review: Review, event: str, width: int = 100) -> list[str]:
    view = review.view()
    item = {one.id: one for one in standing(view, TODAY)}[event]
    lines = event_lines(view, item, review.text, review.history(event), width, 60, TODAY)
    return ["".join(text for text, _style in line) for line in lines]


def test_an_event_is_shown_with_its_words_rule_reference_and_who_changed_it(review: Review) -> None:
    review.apply(AttachTags(target="e2", tags=("Gremien",)))
    review.apply(AddNote(target="e2", text="Wer ist im Beirat?"))
    lines = said(review, "e2")
    assert lines[:2] == ["Beirat tagt", "◇ vorgeschlagen · Samstag, 12. September 2026 · 2026-09-12"]
    assert any("am ‹12. September› tagt der Beirat." in line for line in lines)
    assert any(
        line.startswith(
            "im Text: „12. September“ · gelesen als: ein Tag ohne Jahr, gezählt ab 01.09.2026, dem"
        )
        for line in lines
    )
    assert any(line.startswith("Die Halle wächst · Kreisblatt · 01.09.2026 · d1:") for line in lines)
    assert "# Gremien" in lines and "✎ anna: Wer ist im Beirat?" in lines
    assert lines[-2].endswith("anna: Ereignis hinzugefügt") and lines[-1].endswith("anna: verschlagwortet")


def test_what_is_overdue_says_for_how_long_and_what_became_of_the_demand(review: Review) -> None:
    assert said(review, "e1")[2] == "! seit 1.057 Tagen überfällig"
    review.apply(
        AddDemand("Abschnitt fertigstellen", document="d1", spans=span("Bis Ende 2023"), due="2023-12-31")
    )
    assert said(review, "f1")[1:3] == [
        "fällig: Sonntag, 31. Dezember 2023 · 2023-12-31",
        "! seit 1.057 Tagen überfällig · noch keine Antwort",
    ]
    review.apply(SetVerdict("f1", "partial"))
    assert said(review, "e1")[2].endswith("· Antwort zur Forderung: ◕ teilweise erfüllt")
    assert "steht in Forderung f1: Abschnitt fertigstellen" in said(review, "e1")


def test_an_event_whose_words_are_gone_shows_them_and_its_version(review: Review) -> None:
    review.apply(ReviseDocument(id="d1", text="Kreisblatt\n\nNichts davon steht noch hier.\n"))
    lines = said(review, "e1")
    assert "‹Bis Ende 2023›" in lines
    assert any("Fassung 1 von 2" in line for line in lines)


def test_narrow_lines_are_wrapped(review: Review) -> None:
    assert max(map(len, said(review, "e2", 20))) <= 20


LooksLike = Callable[[App[Any], str], None]


async def event_screen(pilot: Pilot[Any], *keys: str) -> EventScreen | None:
    await press(pilot, *keys)
    return pilot.app.screen if isinstance(pilot.app.screen, EventScreen) else None


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_suggestions_are_decided_one_after_the_other(
    review: Review, looks_like: LooksLike, size: tuple[int, int]
) -> None:
    async with VermerkApp(review).run_test(size=size) as pilot:
        screen = await event_screen(pilot, "2", "j", "i")
        assert screen is not None and screen.event == "e2"
        await until(pilot, lambda: "hinzugefügt" in "\n".join(shown(pilot.app)))  # its history is looked up
        looks_like(pilot.app, f"events_{size[0]}x{size[1]}")
        await event_screen(pilot, "y")
        assert screen.event == "e3"
        await event_screen(pilot, "x")
        assert [event.state for event in review.view().events] == ["confirmed", "confirmed", "rejected"]
        assert screen.event == "e2" and screen._rows.index_of("e3") is None
        await event_screen(pilot, "u")
        assert review.view().events[2].state == "suggested"
        await event_screen(pilot, "full_stop", "escape")
        assert pilot.app.screen._panes.timeline.highlighted == "e3"  # type: ignore[attr-defined]


async def test_a_date_is_corrected_and_the_passage_opened_from_there(review: Review) -> None:
    async with VermerkApp(review).run_test(size=(80, 24)) as pilot:
        screen = await event_screen(pilot, "2", "j", "i", "d", "ctrl+u", *"2.10.2026", "enter")
        assert review.view().events[1].edtf == "2026-10-02" and review.view().events[1].rule == "reviewer"
        assert screen is not None and screen.event == "e2"
        assert await event_screen(pilot, "enter") is None
        assert pilot.app.screen._panes.focused == "reader"  # type: ignore[attr-defined]


async def test_what_can_not_be_decided_says_so(review: Review) -> None:
    review.apply(ConfirmEvent(id="e2"))
    async with VermerkApp(review).run_test(size=(80, 24)) as pilot:
        await event_screen(pilot, "2", "i", "x")
        assert "kein Vorschlag" in str(pilot.app.screen.query_one("#status").text)  # type: ignore[attr-defined]


async def test_it_lives_through_every_size(review: Review) -> None:
    async with VermerkApp(review).run_test(size=(120, 36)) as pilot:
        await event_screen(pilot, "2", "i")
        for size in ((60, 20), (10, 3), (1, 1), (200, 60)):
            await pilot.resize_terminal(*size)
            assert await event_screen(pilot, "j", "k") is not None


async def test_an_answer_for_a_screen_that_was_left_draws_nothing(review: Review) -> None:
    async with VermerkApp(review).run_test(size=(80, 24)) as pilot:
        screen = await event_screen(pilot, "2", "j", "i")
        assert screen is not None

        async def late() -> None:
            raise NoMatches("what it would draw on")

        with pytest.raises(NoMatches):  # all is there: it asks for what never was
            await screen._while_there(late())
        await event_screen(pilot, "escape")
        await screen._while_there(late())


async def test_an_answer_for_a_screen_that_is_taken_down_part_by_part_draws_nothing(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await event_screen(pilot, "2", "j", "i")
        assert screen is not None
        whole = len(screen.query("*"))
        going = screen.remove()  # its parts go first, in no order, and it is in the stack until all are gone

        async def late() -> None:
            assert len(screen.query("*")) == whole
            raise NoMatches("the first part that is gone")

        async def later() -> None:
            await going
            screen.detail(same=True)

        await screen._while_there(late())
        await screen._while_there(later())
        with pytest.raises(NoMatches):
            screen.detail(same=True)
    app.session.stop()


async def test_what_is_begun_anew_at_once_is_done_once(review: Review) -> None:
    async with VermerkApp(review).run_test(size=(80, 24)) as pilot:
        screen = await event_screen(pilot, "2", "j", "i")
        assert screen is not None
        done: list[str] = []

        async def ask(what: str) -> None:
            done.append(what)

        screen.start_anew(partial(ask, "first"))
        screen.start_anew(partial(ask, "second"))
        await until(pilot, lambda: done)
        assert done == ["second"]
        gc.collect()  # a warning of what was never awaited is an error
