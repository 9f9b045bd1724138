"""Searching everywhere: the rows, one hit with what stands around it, the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from store.changes import AddDemand, AddDocument, AddEvent, AddNote, AttachTags
from store.review import Review
from store.search.feeding import Progress
from store.search.searching import Found, HitRow
from tests.tui.driving import bar, press, settle, until
from tui import cells
from tui.app import VermerkApp
from tui.locale import set_language
from tui.panes.hit_rows import hit_lines, hit_rows, indexed, spot
from tui.panes.rowlist import RowList
from tui.panes.rows import parts_of
from tui.panes.sheet import Sheet
from tui.screens.searching import SearchScreen
from tui.screens.showing import ListScreen
from tui.screens.writing import WriteScreen

POOLS = (
    "Gute Bäder\n\nDie Landesregierung will die Schwimmbäder im ländlichen Raum erhalten.\n\n"
    "Für die Sanierung stellt sie in den nächsten beiden Jahren zwölf Millionen Euro bereit.\n"
)
HALLS = "Hallen\n\nFür Turnhallen sind drei Millionen Euro eingeplant.\n"


pytestmark = pytest.mark.usefixtures("german")


@pytest.fixture
def review() -> Review:
    """Two documents, and one of each kind of record that can be found."""
    first = Review.memory("Bäder", "anna")
    first.apply(AddDocument(POOLS, title="Gute Bäder", date="2026-07-06"))
    first.apply(AddDocument(HALLS, title="Hallen", date="2026-07-07"))
    first.apply(AddDemand("Lehrschwimmbecken dauerhaft fördern", topic="Sport"))
    first.apply(AddEvent("2026-09-01", label="Vergabe der Zuschüsse", document="d1", spans=((12, 30),)))
    first.apply(AddNote("f1", "Wer bezahlt die Beckenwärter?"), AttachTags("d2", ("Sportstätten",)))
    return first


def hit(review: Review, words: str) -> HitRow:
    return review.search(words).hits[0]


def drawn(lines: list[list[tuple[str, str]]]) -> list[str]:
    return ["".join(text for text, _style in line).rstrip() for line in lines]


def test_rows_say_what_was_found_with_the_words_in_signs_and_where(review: Review) -> None:
    hits = [hit(review, words) for words in ("Turnhallen", "Lehrschwimmbecken", "Beckenwärter")]
    rows = hit_rows(review.view(), hits, 70)
    lines = ["".join(text for text, _style in parts_of(row, 70)).rstrip() for row in rows]
    assert lines == [
        "Dokument  ‹Hallen› Für ‹Turnhallen› sind drei Millionen Euro e… Hallen",
        "Forderung ‹Lehrschwimmbecken› dauerhaft fördern Sport",
        "Notiz     Wer bezahlt die ‹Beckenwärter›?",
    ]


def test_a_late_word_is_in_sight_in_its_row(review: Review) -> None:
    (row,) = hit_rows(review.view(), [hit(review, "zwölf")], 60)
    assert "‹zwölf›" in "".join(text for text, _style in parts_of(row, 60))


def test_a_hit_is_shown_with_the_text_around_it(review: Review) -> None:
    found = hit(review, "Sanierung")
    lines = hit_lines(review.view(), found, review.text, 60, 200)
    assert drawn(lines)[0] == "Dokument · d1 · Gute Bäder · 06.07.2026"
    assert "‹Sanierung›" in " ".join(drawn(lines))
    assert ("‹Sanierung›", "bold") in [part for line in lines for part in line]
    note = drawn(hit_lines(review.view(), hit(review, "Beckenwärter"), review.text, 60, 200))
    assert note == ["Notiz · n1 · anna", "Wer bezahlt die ‹Beckenwärter›?"]


@pytest.mark.parametrize("width", [1, 7, 40, 118])
def test_hostile_words_stay_within_their_lines(width: int) -> None:
    bad = "Vor\x1b[2J [/b] [red]\u202e 日本語の予算 e\u0301 Ende"
    first = Review.memory("Probe", "anna")
    first.apply(
        AddDocument(f"Satz eins. {bad} hier.\n\nSatz drei.\n", title=bad), AddNote("d1", f"{bad}\n{bad}")
    )
    for found in first.search("Ende").hits:
        lines = drawn(hit_lines(first.view(), found, first.text, width, 99))
        assert all(cells.cells(line) <= width for line in lines)
        assert not any(sign in line for line in lines for sign in "\x1b\u202e\n\r")


def test_the_spot_is_the_word_that_was_found_in_the_text(review: Review) -> None:
    place = spot(hit(review, "Sanierung"), review.text)
    assert place is not None and POOLS[slice(*place)] == "Sanierung"
    assert spot(hit(review, "Beckenwärter"), review.text) is None
    torn = HitRow("document", "d1", "d1", "v1", 12, 40, "not so in the text Raum", 1.0, ((19, 23),))
    assert spot(torn, review.text) == (12, 40), "where the words can't be found, the whole hit"


def test_how_much_can_be_found_yet() -> None:
    assert indexed(Progress(12, 3800, False)) == "12 von 3.800 Dokumenten erfasst"
    assert indexed(Progress(3800, 3800, True)) == ""


# The screen

LooksLike = Callable[[App[Any], str], None]


async def shown(pilot: Pilot[Any], kind: type[Any]) -> Any:
    """The screen once it is one of that kind: it may have to be loaded first."""
    await until(pilot, lambda: isinstance(pilot.app.screen, kind))
    return pilot.app.screen


async def searched(pilot: Pilot[Any], words: str) -> None:
    """Ask for words by ``F`` and wait for what is found."""
    await press(pilot, "F")
    (await shown(pilot, WriteScreen)).query_one("#words").value = words
    await press(pilot, "enter")
    await answered(pilot)


async def answered(pilot: Pilot[Any]) -> None:
    screen = await shown(pilot, SearchScreen)
    await until(pilot, lambda: screen._found is not None)
    await settle(pilot)


def listed(pilot: Pilot[Any]) -> list[str]:
    return [row.id.split(":")[0] for row in pilot.app.screen.query_one("#list", RowList).rows]


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
async def test_what_was_found(review: Review, looks_like: LooksLike, size: tuple[int, int]) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=size) as pilot:
        await searched(pilot, "Schwimmbäder OR Euro OR Zuschuss OR Beckenwärter")
        looks_like(app, f"search_{size[0]}x{size[1]}")
    app.session.stop()


async def test_in_english_on_a_small_terminal(review: Review, looks_like: LooksLike) -> None:
    set_language("en")
    app = VermerkApp(review)
    async with app.run_test(size=(40, 10)) as pilot:
        await searched(pilot, "Millionen")
        looks_like(app, "search_40x10_en")
    app.session.stop()


async def test_enter_opens_a_hit_where_it_stands(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        panes = app.desk._panes
        await searched(pilot, "Sanierung")
        await press(pilot, "enter")
        assert panes.focused == "reader" and POOLS[panes.reader.cursor :].startswith("Sanierung")
        for words, pane, record in (
            ("Lehrschwimmbecken", "demands", "f1"),
            ("Vergabe", "timeline", "e1"),
            ("Beckenwärter", "notes", "n1"),
        ):
            await searched(pilot, words)
            await press(pilot, "enter")
            assert (panes.focused, panes.list_pane(pane).highlighted) == (pane, record)
    app.session.stop()


async def test_a_filter_that_hides_the_hit_goes(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "3")
        app.desk._panes.demands.set_filter("nichts davon")
        await searched(pilot, "Lehrschwimmbecken")
        await press(pilot, "enter")
        demands = app.desk._panes.demands
        assert (demands.filter_words, demands.highlighted) == ("", "f1")
    app.session.stop()


async def test_a_tag_leads_to_what_carries_it(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await searched(pilot, "in:tags Sportstätten")
        assert listed(pilot) == ["t1"]
        await press(pilot, "enter")
        await answered(pilot)
        assert bar(pilot, "title").startswith(' Suche: tag:"Sportstätten"') and set(listed(pilot)) == {
            "d2",
            "t1",
        }
    app.session.stop()


async def test_the_words_can_be_changed_and_are_kept(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await searched(pilot, "Turnhallen")
        await press(pilot, "slash")
        assert pilot.app.screen.query_one("#words").value == "Turnhallen"  # type: ignore[attr-defined]
        pilot.app.screen.query_one("#words").value = "Sanierung"  # type: ignore[attr-defined]
        await press(pilot, "enter")
        await answered(pilot)
        assert listed(pilot) == ["d1"]
        await press(pilot, "escape", "F")
        assert pilot.app.screen.query_one("#words").value == "Sanierung"  # type: ignore[attr-defined]
        await press(pilot, "escape")
        assert len(app.screen_stack) == 1
    app.session.stop()


async def test_a_key_searches_for_what_was_meant(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await searched(pilot, "Turnhalen")
        assert "d sucht danach" in bar(pilot, "status")
        await press(pilot, "d")
        await answered(pilot)
        assert "d2" in listed(pilot) and "‹" in "".join(drawn(list(app.screen.query_one(Sheet).lines)))  # type: ignore[arg-type]
        await press(pilot, "d")
        assert bar(pilot, "status").startswith("!")
    app.session.stop()


async def test_nothing_found_and_what_was_ignored_are_said(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await searched(pilot, "date:gestern Quastenflosser")
        assert listed(pilot) == [] and bar(pilot, "status").startswith("!")
        await press(pilot, "enter", "z", "question_mark")
        assert isinstance(app.screen, ListScreen)
        await press(pilot, "escape", "escape")
        assert len(app.screen_stack) == 1
    app.session.stop()


async def test_what_is_not_indexed_yet_is_said_and_comes_later(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = review.search("Turnhallen")
    answers = iter([Found((), Progress(1, 3800, False))])
    go_on = asyncio.Event()

    async def ask(question: Callable[[Review], object]) -> object:
        if (found := next(answers, None)) is not None:
            return found
        await go_on.wait()
        return whole

    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        monkeypatch.setattr(app.desk, "ask", ask)
        await searched(pilot, "Turnhallen")
        assert "1 von 3.800 Dokumenten erfasst" in bar(pilot, "title")
        go_on.set()
        await press(pilot, "j")
        assert listed(pilot) == ["d2"] and "3.800" not in bar(pilot, "title")
    app.session.stop()


async def test_what_another_adds_is_found_too(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await searched(pilot, "Umkleiden")
        assert listed(pilot) == []
        await app.session.apply(AddNote("d1", "Auch für Umkleiden?"))
        await press(pilot, "j")
        await answered(pilot)
        assert listed(pilot) == ["n1"] or listed(pilot) == ["n2"]
    app.session.stop()


async def test_who_comes_back_finds_the_list_as_it_was(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await searched(pilot, "Schwimmbäder OR Euro OR Zuschuss OR Beckenwärter")
        await press(pilot, "j", "j")
        here = app.screen.query_one("#list", RowList).highlighted
        await press(pilot, "enter", "escape")
        await answered(pilot)
        assert app.screen.query_one("#list", RowList).highlighted == here
        await press(pilot, "escape", "F", "enter")
        await answered(pilot)
        assert app.screen.query_one("#list", RowList).highlighted == here
    app.session.stop()
