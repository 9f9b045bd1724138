"""Commitments that no demand asks for, the demands that a passage may answer, and synonyms, on the screen."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from store.changes import AddDemand, AddDocument
from store.review import Review
from store.search.synonyms import add_group, own_groups, remove_words
from tests.tui.driving import bar, press, settle, until
from tui.app import VermerkApp
from tui.panes.orphan_rows import commitment_lines, commitment_rows
from tui.panes.rowlist import RowList
from tui.panes.rows import parts_of
from tui.screens.answering import AnsweringScreen
from tui.screens.demand import DemandScreen
from tui.screens.orphans import OrphansScreen
from tui.screens.synonyms import SynonymsScreen

BRIDGE = "Das Land wird die Brücke über die Elbe bis 2028 erneuern."
BUSES = "Die Landesregierung wird den Takt der Busse verdichten und dafür Fahrer einstellen."
TEXT = f"Rede\n\n{BRIDGE}\n\n{BUSES}\n"

pytestmark = pytest.mark.usefixtures("german")


@pytest.fixture
def review() -> Review:
    first = Review.memory("Verkehr", "anna")
    first.apply(AddDocument(TEXT, title="Rede", date="2026-03-01"))
    first.apply(AddDocument("Der Takt der Busse ist dünn.", title="Papier"))
    first.apply(AddDemand("Den Takt der Busse verdichten", document="d2", spans=((0, 5),)))
    return first


async def settled(pilot: Pilot[Any], count: int) -> list[str]:
    """The ids listed, once they are so many."""
    listed = pilot.app.screen.query_one("#list", RowList)
    await until(pilot, lambda: len(listed.rows) == count)
    await settle(pilot)
    return [row.id for row in listed.rows]


def test_a_row_says_how_far_it_is_and_what_demand_is_nearest(review: Review) -> None:
    rows = review.searching.orphans(everything=True).rows
    lines = [
        "".join(text for text, _ in parts_of(row, 76)) for row in commitment_rows(review.view(), rows, 76)
    ]
    assert lines[0].startswith("angekündigt Das Land wird die Brücke") and " – " in lines[0]
    assert "f1 " in lines[1] and "%" in lines[1] and lines[1].rstrip().endswith("Rede")
    said = " ".join("".join(text for text, _ in line) for line in commitment_lines(
        review.view(), rows[1], review.text, 60, 200
    ))  # fmt: skip
    assert "Takt" in said and "wegen: " in said and BRIDGE[-20:] in said


async def test_orphans_are_dismissed_opened_again_and_linked(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "Z")
        (one,) = await settled(pilot, 1)
        await press(pilot, "x")
        assert await settled(pilot, 0) == [] and "Abgetan" in bar(pilot, "status")
        assert review.history()[-1].do == "commitment.dismiss"
        await press(pilot, "u")
        assert await settled(pilot, 1) == [one]
        await press(pilot, "x", "w")
        assert (await settled(pilot, 2))[0] == one
        await press(pilot, "g", "x")
        assert review.history()[-1].do == "commitment.recall"
        await press(pilot, "j", "e", "1")
        assert await settled(pilot, 1) == [one]
        assert [(row.demand, row.text) for row in review.view().evidence] == [("f1", BUSES)]
    app.session.stop()


async def test_the_text_leads_back_to_the_same_orphan(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "Z", "w")
        rows = await settled(pilot, 2)
        await press(pilot, "j", "enter")
        assert TEXT[app.desk._panes.reader.cursor :].startswith(BUSES)
        await press(pilot, "escape")
        assert isinstance(app.screen, OrphansScreen)
        assert await settled(pilot, 2) == rows and app.screen.list.highlighted == rows[1]
        await press(pilot, "p")
        assert isinstance(app.screen, DemandScreen) and app.screen.demand == "f1"
    app.session.stop()


async def test_an_orphan_becomes_a_demand(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "Z")
        await settled(pilot, 1)
        await press(pilot, "o", "1", "enter")
        assert await settled(pilot, 0) == [] and review.view().demands[-1].text == BRIDGE
    app.session.stop()


async def test_q_on_a_passage_shows_the_demands_it_may_answer(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        app.desk._panes.open_at("d1", (TEXT.index(BUSES), TEXT.index(BUSES) + len(BUSES)))
        await press(pilot, "Q")
        assert isinstance(app.screen, AnsweringScreen)
        assert await settled(pilot, 1) == ["f1"]
        await press(pilot, "2")
        assert await settled(pilot, 0) == []
        (row,) = review.view().evidence
        assert (row.demand, row.text, row.grade) == ("f1", BUSES, "weak")
        await press(pilot, "u")
        assert await settled(pilot, 1) == ["f1"] and review.view().evidence == ()
        await press(pilot, "x", "escape", "Q")
        assert await settled(pilot, 0) == []
    app.session.stop()


async def test_synonyms_are_added_changed_and_removed_beside_others(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "Y")
        assert isinstance(app.screen, SynonymsScreen)
        await typed(pilot, "o", "Takt = Fahrplan")
        assert own_groups(review.engine) == [("Takt", "Fahrplan")] and "1 eigene" in bar(pilot, "title")
        add_group(review, ["Bus", "Linienbus"])
        await press(pilot, "g")
        await typed(pilot, "E", "Takt = Fahrplan = Takte")
        assert own_groups(review.engine) == [("Takt", "Fahrplan", "Takte"), ("Bus", "Linienbus")]
        remove_words(review, ["Bus"])
        await press(pilot, "j", "x")
        assert "!" in bar(pilot, "status") and "1 eigene" in bar(pilot, "title")
        await press(pilot, "g", "x")
        assert own_groups(review.engine) == []
        await press(pilot, "g", "x")
        assert "mitgebracht" not in bar(pilot, "status") and bar(pilot, "status").startswith("!")
        await typed(pilot, "slash", "Künstliche Intelligenz")
        assert len(await settled(pilot, 1)) >= 1
        await typed(pilot, "o", "allein")
        assert bar(pilot, "status").startswith("!") and own_groups(review.engine) == []
    app.session.stop()


async def typed(pilot: Pilot[Any], key: str, words: str) -> None:
    """Press the key and give these words in the line that it opens."""
    await press(pilot, key)
    pilot.app.screen.query_one("#words").value = words  # type: ignore[attr-defined]
    await press(pilot, "enter")
