"""The filters of lists: remembered, named, completed while they are typed, and what is wrong said."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from textual import events
from textual.widgets import Input

from store.changes import AddDemand, AddDocument, AddTag, AttachTags
from store.personal import Personal
from store.review import Review
from tests.tui.driving import press, until
from tui.app import VermerkApp
from tui.cli import main
from tui.filters import KEPT, MOST, Filters, known_in, ways_on
from tui.locale import set_language
from tui.panes.bars import Bar
from tui.panes.listpane import ListPane
from tui.panes.rowlist import RowList


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("en")


@pytest.fixture
def review() -> Review:
    review = Review.memory("Rad", "anna")
    review.apply(
        AddDocument(title="Rad und Weg", text="Der Freistaat fördert den Radverkehr.", date="2026-06-01")
    )
    review.apply(AddDemand("Radwege bauen"), AddDemand("Brücken sanieren"), AddTag("Wege und Stege"))
    review.apply(AttachTags("f1", ("Wege und Stege", "Wasser")))
    return Review(review.engine, "anna", today=lambda: date(2026, 8, 1))


def typed(text: str) -> list[str]:
    return [{" ": "space", ":": "colon"}.get(sign, sign) for sign in text]


def shown(app: VermerkApp) -> list[str]:
    return [row.id for row in app.desk.query_one("#demands", RowList).rows if row.id.startswith("f")]


# What is kept


def test_each_list_remembers_its_own_the_latest_last_and_once() -> None:
    own = Personal(None, "anna")
    demands = Filters(own, "demands")
    for words in ("rad", " bus ", "rad", ""):
        demands.use(words)
    assert demands.used == ["bus", "rad"] and Filters(own, "documents").used == []
    for number in range(MOST + 9):
        demands.use(f"rad {number}")
    assert len(demands.used) == MOST and demands.used[-1] == f"rad {MOST + 8}"


def test_names_are_given_taken_over_and_dropped() -> None:
    filters = Filters(Personal(None, "anna"), "demands")
    filters.name("offen", "is:open")
    filters.name("rad", "Radweg")
    filters.name("offen", "is:open -Brücke")
    assert filters.named == {"offen": "is:open -Brücke", "rad": "Radweg"}
    filters.drop("rad")
    assert filters.named == {"offen": "is:open -Brücke"}


@pytest.mark.parametrize(
    "odd", [{"demands": 3}, {"demands": {"used": 7, "named": [1]}}, {"demands": {"used": [1]}}]
)
def test_what_somebody_else_wrote_there_does_no_harm(odd: object) -> None:
    own = Personal(None, "anna")
    own.write(KEPT, {"demands": odd})
    filters = Filters(own, "demands")
    assert (filters.used, filters.named) == ([], {})
    filters.use("rad")
    assert filters.used == ["rad"]


# Completing


@pytest.mark.parametrize(("words", "ways"), [
    ("rad ta", ["rad tag:"]), ("tag:w", ["tag:Wasser", 'tag:"Wege und Stege"']), ("-by:", ["-by:anna"]),
    ("(doc:", []), ("is:unr", ["is:unreviewed"]), ("rad unrev", ["rad is:unreviewed"]),
    ("un", []), ("rad", []), ("", []), ("rad ", []), ("by:anna", []),
])  # fmt: skip
def test_the_last_word_is_completed(review: Review, words: str, ways: list[str]) -> None:
    assert ways_on(words, known_in(review.view(), "demands") or {}) == ways


def test_german_is_offered_to_whoever_speaks_it(review: Review) -> None:
    known = known_in(review.view(), "demands") or {}
    set_language("de")
    assert ways_on("schl", known) == ["schlagwort:"] and ways_on("ist:unb", known) == ["ist:unbearbeitet"]
    assert ways_on("unb", known) == ["ist:unbearbeitet"]


def test_every_way_on_is_found_and_nothing_is_wrong_with_it(review: Review) -> None:
    known = known_in(review.view(), "demands") or {}
    for field in ("tag:", "is:", "by:"):
        for way in ways_on(field, known):
            assert review.rows("demands", way), way


# On the screen


async def test_a_filter_is_completed_remembered_named_and_taken_again(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "3", "slash", *typed("ta"), "tab", "w", "tab", "enter")
        assert shown(app) == ["f1"] and app.desk.list.filter_words == "tag:Wasser"
        await press(pilot, "slash", "ctrl+u", *typed("NOT rad"), "f2", *typed("Rest"), "enter", "enter")
        assert shown(app) == ["f2"]
        await press(pilot, "slash", "up")
        assert app.screen.query_one(Input).value == "tag:Wasser"
        await press(pilot, "f3", "enter", "enter")
        assert app.desk.list.filter_words == "NOT rad"
        await press(pilot, "slash", "f4", "enter", "f3")
        assert "F2" in app.screen.query_one("#reading", Bar).text


async def test_nobody_waits_for_what_the_rows_have(review: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = threading.Event()
    monkeypatch.setattr("tui.filters.known_in", lambda *about: looked.wait(20) and known_in(*about))
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "3", "slash", *typed("tag:w"))
        assert app.screen.query_one(Input).value == "tag:w"
        reading = app.screen.query_one("#reading", Bar)
        assert "Wasser" not in reading.text
        looked.set()
        await until(pilot, lambda: "Wasser" in reading.text)


async def test_the_rows_follow_what_is_typed_and_come_back_with_the_cursor(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "3", "g", "space", "G", "slash", *typed("brück"))
        await until(pilot, lambda: shown(app) == ["f2"])
        await press(pilot, "ctrl+u", *typed("rad"))
        await until(pilot, lambda: shown(app) == ["f1"])
        await press(pilot, "ctrl+u")
        await until(pilot, lambda: shown(app) == ["f1", "f2"] and app.desk.list.highlighted == "f2")
        await press(pilot, *typed("br"))
        await until(pilot, lambda: shown(app) == ["f2"])
        await press(pilot, "escape")
        assert (shown(app), app.desk.list.highlighted) == (["f1", "f2"], "f2")
        assert app.desk.list.marked == {"f1"}


async def test_they_follow_once_what_came_at_once(review: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    app, asked = VermerkApp(review), []
    set_filter = ListPane.set_filter
    monkeypatch.setattr(
        ListPane, "set_filter", lambda self, words: asked.append(words) or set_filter(self, words)
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "3", "slash")
        for key in "brücken":
            app.post_message(events.Key(key, key))
        await until(pilot, lambda: shown(app) == ["f2"])
        await press(pilot, "enter")
    assert asked == ["brücken"]


async def test_a_list_low_on_the_screen_is_filtered_from_above(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(120, 36)) as pilot:
        for pane, above in (("2", True), ("3", False)):
            await press(pilot, pane, "slash")
            assert (app.screen.query_one("#dialog").region.y == 0) is above
            await press(pilot, "escape")


async def test_what_is_wrong_is_said_while_it_is_typed_and_after(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "3", "slash", *typed("stat:x"))
        assert "stat:" in app.screen.query_one("#reading", Bar).text
        await press(pilot, "enter")
        assert "stat:" in app.desk.query_one("#status", Bar).text


def test_list_takes_the_same_queries_and_says_what_is_wrong(
    tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(tmp_path / "rad.vermerk")
    with Review.create(tmp_path / "rad.vermerk", "Rad") as made:
        made.apply(AddDemand("Radwege bauen"), AddDemand("Brücken sanieren", due="2026-12"))
    assert main(["list", folder, "demands", "Rad", "OR", "date:2026-12", "--json"]) == 0
    assert capsys.readouterr().out.count("\n") == 2
    assert main(["list", folder, "demands", "NOT", "(Rad", "OR", "Brücken)"]) == 0
    assert main(["list", folder, "demands", "is:mett", "date:bald"]) == 0
    said = capsys.readouterr().err
    assert "is:mett" in said and "date:bald" in said
