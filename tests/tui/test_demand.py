"""A demand beside its evidence and what may become some: the lines, the rows, the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from store.changes import (
    AddDemand,
    AddDocument,
    AddEvidence,
    AddNote,
    AddReviewer,
    Assign,
    EditProject,
    SetVerdict,
)
from store.review import Review
from store.rows import DemandRow
from tests.tui.driving import press, settle, until
from tui.app import VermerkApp
from tui.panes.bars import Bar
from tui.panes.demand_lines import demand_lines
from tui.panes.evidence_rows import evidence_lines, evidence_on, evidence_rows
from tui.panes.rowlist import RowList
from tui.panes.rows import parts_of
from tui.panes.sheet import Sheet
from tui.panes.suggestion_rows import beside_rows, suggestion_lines, suggestion_rows
from tui.screens.demand import DemandScreen

LETTER = "Offener Brief\n\nDas Land muss die Sanierung der Schwimmbäder dauerhaft fördern.\n"
ANSWER = (
    "Das Land fördert die Sanierung von Schwimmbädern mit zwölf Millionen Euro.\n\n"
    "Über Straßen wurde in dieser Sitzung nicht gesprochen, auch nicht über Brücken.\n"
)
EARLIER = "Schwimmbäder werden aus der Sportförderung saniert, so der Minister.\n"


pytestmark = pytest.mark.usefixtures("german")


@pytest.fixture
def review() -> Review:
    """A demand of a letter, with one document after it and one before that may answer it."""
    first = Review.memory("Bäder", "anna")
    first.apply(AddDocument(LETTER, title="Brief", date="2026-03-01"))
    first.apply(AddDocument(ANSWER, title="Antwort", date="2026-07-07"))
    first.apply(AddDocument(EARLIER, title="Rückblick", date="2025-01-07"))
    first.apply(
        AddDemand("Sanierung der Schwimmbäder dauerhaft fördern", "Sport", document="d1", spans=((15, 78),))
    )
    first.apply(AddDemand("Brücken und Straßen sichern"))
    return first


def drawn(lines: list[list[tuple[str, str]]]) -> list[str]:
    return ["".join(text for text, _style in line).rstrip() for line in lines]


def words(review: Review, demand: str, width: int = 60) -> list[str]:
    row = review.view().by_id(demand)
    assert isinstance(row, DemandRow)
    return drawn(demand_lines(review.view(), row, review.text, width))


def test_a_demand_comes_with_its_states_its_verdicts_and_where_it_was_asked(review: Review) -> None:
    review.apply(SetVerdict("f1", "not_found", "nur Absicht"), AddNote("f1", "Brief liegt bei"))
    review.apply(AddDemand("Auch Hallenbäder", parent="f1"), Assign("f1", "anna"))
    lines = words(review, "f1")
    assert lines[:3] == [
        "f1 · Sport",
        "Sanierung der Schwimmbäder dauerhaft fördern",
        "✓ bearbeitet · ∅ nichts gefunden · keine Frist",
    ]
    text = " ".join(lines)
    assert "ich: ∅ nichts gefunden (3 Dokumente durchsucht) – nur Absicht" in text
    assert "zugewiesen: ich" in text and "Teilforderungen · 1" in text and "f3 Auch Hallenbäder" in text
    assert "Brief liegt bei" in text and "Brief · 01.03.2026" in text and "Das Land muss" in text
    assert words(review, "f3")[3].startswith("Teil von f1:")


def test_a_blind_project_shows_no_other_verdict_before_mine(review: Review) -> None:
    review.apply(AddReviewer("ben"), EditProject(blind=True), AddEvidence("f1", "d2:0-74", grade="weak"))
    review.apply(SetVerdict("f1", "met", "steht im Haushalt"))
    other = Review(review.engine, "ben")
    text = " ".join(words(other, "f1"))
    assert "anna" not in text and "Haushalt" not in text and "Blind" in text
    (evidence,) = evidence_on(other.view(), "f1")
    told = " ".join(drawn(evidence_lines(other.view(), evidence, other.text, 60, 40)))
    assert "anna" not in told and "schwach" not in told and "noch ohne Bewertung" in told
    other.apply(SetVerdict("f1", "open"))
    assert "anna: ● erfüllt – steht im Haushalt" in " ".join(words(other, "f1"))


async def test_no_screen_of_the_checklist_tells_of_others_while_blind(
    review: Review, screen_text: Callable[[App[Any]], str]
) -> None:
    review.apply(AddReviewer("ben"), EditProject(blind=True), AddNote("f1", "Geheimnis"))
    review.apply(AddEvidence("f1", "d2:0-74", grade="weak"), SetVerdict("f1", "met", "Geheimnis"))
    app = VermerkApp(Review(review.engine, "ben"))
    async with app.run_test(size=(140, 36)) as pilot:
        for keys in (("3",), ("+",), ("p",), ("escape", "M", "n")):
            await press(pilot, *keys)
            seen = screen_text(app)
            assert "Schwimmbäder" in seen
            assert not [
                word for word in ("anna", "Geheimnis", "erfüllt", "schwach", "□", "●") if word in seen
            ]
    app.session.stop()


def test_evidence_is_told_in_signs_and_words_the_strongest_first(review: Review) -> None:
    review.apply(AddEvidence("f1", "d3:0-68", stance="mentions"))
    review.apply(AddEvidence("f1", "d2:0-74", stance="contradicts", grade="strong"))
    evidence = evidence_on(review.view(), "f1")
    assert [row.stance for row in evidence] == ["contradicts", "mentions"]
    lines = [
        "".join(text for text, _style in parts_of(row, 90))
        for row in evidence_rows(review.view(), evidence, 90)
    ]
    assert lines[0].startswith("−■    widerspricht stark")
    assert lines[1].startswith("~   < erwähnt") and lines[1].endswith("07.01.25")
    narrow = evidence_rows(review.view(), evidence, 50)
    assert "widerspricht" not in narrow[0].cells[1].text and narrow[0].cells[0].text == "−■"
    told = drawn(evidence_lines(review.view(), evidence[1], review.text, 70, 40))
    assert told[2] == "< älter als die Forderung"


def test_what_there_is_and_what_may_come_stand_under_headings(review: Review) -> None:
    rows = beside_rows(review.view(), [], [], "Suche …", 60)
    assert [row.cells[0].text for row in rows] == ["Belege · noch keine", "Vorschläge · Suche …"]
    assert all(row.header for row in rows)


def test_a_passage_is_shown_with_why_and_what_speaks_against_it(review: Review) -> None:
    rows = {row.document: row for row in review.suggest("f1").rows}
    assert suggestion_rows(review.view(), [rows["d3"]], 60)[0].cells[1].text == "<"
    text = drawn(suggestion_lines(review.view(), rows["d3"], review.text, 70, 99))
    assert text[0].startswith("Rückblick · 07.01.2025 · d3:0-")
    assert text[1] == "< älter als die Forderung" and text[2].startswith("wegen: ")


LooksLike = Callable[[App[Any], str], None]


async def shown(pilot: Pilot[Any], *keys: str) -> DemandScreen:
    """Press keys and wait for what is suggested then."""
    await press(pilot, *keys)
    screen = pilot.app.screen
    assert isinstance(screen, DemandScreen)
    await until(pilot, lambda: screen._answer is not None)
    await settle(pilot)
    return screen


def documents(pilot: Pilot[Any]) -> list[str]:
    """Of what is suggested."""
    rows = pilot.app.screen.query_one("#list", RowList).rows
    return [row.id.split(":")[0] for row in rows if ":" in row.id]


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
async def test_what_may_answer_a_demand(review: Review, looks_like: LooksLike, size: tuple[int, int]) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=size) as pilot:
        await shown(pilot, "3", "p")
        looks_like(app, f"demand_{size[0]}x{size[1]}")
    app.session.stop()


async def test_the_demand_stands_beside_what_is_found_from_the_first_drawing_on(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    widths: list[int] = []
    resized = Sheet.on_resize
    monkeypatch.setattr(Sheet, "on_resize", lambda sheet: (widths.append(sheet.size.width), resized(sheet)))
    app = VermerkApp(review)
    async with app.run_test(size=(120, 36)) as pilot:
        await shown(pilot, "3", "p")
    app.session.stop()
    assert widths and max(widths) < 80


def to_suggestion(pilot: Pilot[Any]) -> None:
    """Highlight the first passage that is no evidence yet."""
    rows = pilot.app.screen.query_one("#list", RowList)
    rows.highlight(next(row.id for row in rows.rows if ":" in row.id))


async def test_accepted_rejected_graded_and_undone(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(pilot, "3", "p")
        first = documents(pilot)
        await shown(pilot, "1")
        (evidence,) = review.view().evidence
        assert (evidence.document, evidence.grade, evidence.state) == (first[0], "strong", "confirmed")
        assert documents(pilot) == first[1:]
        await shown(pilot, "x")
        assert review.view().evidence[1].state == "rejected" and documents(pilot) == first[2:]
        await shown(pilot, "u")
        assert len(review.view().evidence) == 1 and documents(pilot) == first[1:]
        await shown(pilot, "u", "u")
        assert review.view().evidence == () and "noch nichts" in app.screen.query_one("#status", Bar).text
        to_suggestion(pilot)
        await shown(pilot, "n")
        assert (review.view().evidence[0].stance, review.view().evidence[0].grade) == ("contradicts", None)
    app.session.stop()


async def test_evidence_gets_another_stance_another_grade_or_none_and_goes(review: Review) -> None:
    review.apply(AddEvidence("f1", "d2:0-74", grade="weak"))
    app = VermerkApp(review)

    def there() -> tuple[str, str | None, str]:
        (row,) = review.view().evidence
        return row.stance, row.grade, row.state

    async with app.run_test(size=(120, 36)) as pilot:
        await shown(pilot, "3", "p", "m")
        assert there() == ("mentions", "weak", "confirmed")
        await shown(pilot, "1")
        assert there() == ("mentions", "strong", "confirmed")
        await shown(pilot, "1")
        assert there() == ("mentions", None, "confirmed")
        await shown(pilot, "x")
        assert there() == ("mentions", None, "rejected")
        await shown(pilot, "u", "g", "D")
        assert review.view().evidence == ()
        await shown(pilot, "u")
        assert there() == ("mentions", None, "confirmed")
    app.session.stop()


async def test_the_verdict_is_given_and_taken_back_on_the_spot(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(pilot, "3", "p", "0")
        (verdict,) = review.view().verdicts
        assert (verdict.answer, verdict.searched) == ("not_found", 3)
        assert "3 Dokumente" in app.screen.query_one("#status", Bar).text
        await shown(pilot, "u")
        assert review.view().verdicts == ()
        await press(pilot, "s", "5")
        await shown(pilot, *"weil", "enter")
        assert (review.view().verdicts[0].answer, review.view().verdicts[0].reason) == ("partial", "weil")
    app.session.stop()


async def test_nothing_found_is_asked_about_where_there_is_evidence(review: Review) -> None:
    review.apply(AddEvidence("f1", "d2:0-74"))
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(pilot, "3", "p")
        await press(pilot, "0", "escape")
        assert review.view().verdicts == ()
        await press(pilot, "0", "y")
        assert review.view().verdicts[0].answer == "not_found"
    app.session.stop()


async def test_enter_shows_the_passage_and_escape_comes_back_to_it(review: Review) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        panes = app.desk._panes
        screen = await shown(pilot, "3", "p", "j")
        wanted = screen.list.highlighted or ""
        place = screen._passages[wanted]
        await press(pilot, "enter")
        assert (panes.focused, panes.document, panes.reader.cursor) == ("reader", place.document, place.start)
        screen = await shown(pilot, "escape")
        assert (screen.demand, screen.list.highlighted) == ("f1", wanted)
        await press(pilot, "escape")
        assert (panes.focused, panes.demands.highlighted) == ("demands", "f1")
        await press(pilot, "4", "escape", "escape")
        assert panes.focused == "demands", "there is nothing more to come back to"
    app.session.stop()


async def test_on_to_the_next_demand_and_to_the_next_that_needs_me(review: Review) -> None:
    review.apply(AddDemand("Turnhallen öffnen", "Sport"), SetVerdict("f3", "met"))
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await shown(pilot, "3", "p", ".")
        assert screen.demand == "f2", "f3 stands between them and is judged"
        assert (await shown(pilot, ",", "l")).demand == "f3"
        assert (await shown(pilot, "h", "h")).demand == "f2"
        await press(pilot, "escape")
        assert app.desk._panes.demands.highlighted == "f2"
    app.session.stop()


async def test_a_viewer_decides_nothing_and_without_a_demand_it_says_so(review: Review) -> None:
    app = VermerkApp(Review(review.engine, "gast"))
    async with app.run_test(size=(40, 10)) as pilot:
        before = review.seq
        await press(pilot, "4", "p")
        await shown(pilot, "3", "p", "y", "0", "w")
        assert review.seq == before
    app.session.stop()
