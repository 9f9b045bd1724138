"""An older version of a document beside the current one: what differs, which place is which, the screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.changes import AddDocument
from store.review import Review
from tests.tui.driving import desk, press, shown, until
from tui.screens.versions import VersionScreen
from tui.versions import compared, place_in

OLD = "Das Land fördert Radwege.\n\nBis Ende 2026 sollen alle Brücken saniert sein. Sonst nichts.\n"
NEW = "Das Land fördert nun alle Radwege.\n\nBis 2030 sollen alle Brücken saniert sein. Sonst nichts.\n"

words = st.text(alphabet="ab c.\n", max_size=40)


def test_what_went_and_what_came_is_told_by_words() -> None:
    found = compared(OLD, NEW)
    assert [OLD[slice(*one)] for one in found.went] == ["Ende 2026"]
    assert [NEW[slice(*one)] for one in found.came] == ["nun alle", "2030"]


@given(words, words)
def test_places_that_are_the_same_are_found_from_either_side(old: str, new: str) -> None:
    found = compared(old, new)
    for one in found.same:
        assert old[one.old : one.old + one.size] == new[one.new : one.new + one.size]
        for step in range(one.size):
            assert place_in(found.same, one.old + step, to_new=True) == one.new + step
            assert place_in(found.same, one.new + step, to_new=False) == one.old + step
    assert all(0 <= place_in(found.same, at, to_new=True) <= len(new) for at in range(len(old) + 2))
    assert all(old[slice(*one)].strip() == old[slice(*one)] != "" for one in found.went)


@pytest.fixture
def review(tmp_path: Path) -> Review:
    first = Review.memory("Rad", "anna")
    first.apply(AddDocument(title="Rad", text=OLD, date="2026-06-01"), AddDocument(title="Neu", text="Eins."))
    for text in (NEW.replace("nun alle ", ""), NEW):
        (tmp_path / "neu.txt").write_text(text, "utf-8")
        first.revise_file("d1", tmp_path / "neu.txt")
    return first


def titles(app: Any) -> tuple[str, str]:
    return str(app.screen.old.border_title), str(app.screen.new.border_title)


@pytest.mark.usefixtures("german")
async def test_the_last_version_stands_beside_the_current_one_and_says_that_it_is_old(review: Review) -> None:
    async with desk(review, (120, 30)) as pilot:
        await press(pilot, "I")
        app: Any = pilot.app
        old, new = titles(app)
        assert old.startswith("alt, nur zu lesen · Fassung 2 von 3 · ")
        assert new.startswith("aktuell · Fassung 3 von 3 · ")
        assert any("fördert Radwege." in line and "fördert nun alle Radwege." in line for line in shown(app))
        await press(pilot, "<")
        assert titles(app)[0].startswith("alt, nur zu lesen · Fassung 1 von 3 · ")
        await press(pilot, "<")
        assert "keine ältere" in shown(app)[-2]
        await press(pilot, "n")
        assert OLD[app.screen.old.cursor :].startswith("Ende 2026") and "Unterschied 1/1" in shown(app)[-2]
        assert NEW[app.screen.new.cursor :].startswith(("2030", " sollen"))
        await press(pilot, "tab", "n")
        assert NEW[app.screen.new.cursor :].startswith("nun alle")
        await press(pilot, "t")
        assert "geht hier: Arbeitsplatz" in shown(app)[-2], "it is only to be read"


@pytest.mark.usefixtures("german")
async def test_on_a_narrow_screen_one_side_shows_at_a_time_and_enter_goes_to_the_text(review: Review) -> None:
    async with desk(review) as pilot:
        await press(pilot, "I")
        app: Any = pilot.app
        assert "alt, nur zu lesen" in shown(app)[0] and app.screen.old.size.width >= 79
        await press(pilot, "n", "tab")
        assert shown(app)[0].startswith(" aktuell") and app.screen.new.size.width >= 79
        for size in ((10, 3), (40, 8), (120, 30), (80, 24)):
            await pilot.resize_terminal(*size)
            await press(pilot, "j", "k")
        await press(pilot, "g", "j", "j", "enter")
        assert app.desk.context().pane == "reader" and app.desk.context().document == "d1"
        assert app.desk._panes.reader.cursor == NEW.index("Bis 2030")


@pytest.mark.usefixtures("german")
async def test_the_history_leads_to_the_versions_and_a_document_that_has_none_says_so(review: Review) -> None:
    async with desk(review) as pilot:
        app: Any = pilot.app
        await press(pilot, "H")
        assert "⏎ Diese Fassung" in "\n".join(shown(app))
        for row, version in (("g", 2), ("G", 1)):
            await press(pilot, row, "enter")
            assert isinstance(app.screen, VersionScreen)
            assert f"Fassung {version} von 3" in shown(app)[0]
            await press(pilot, "escape", "H")
        await press(pilot, "escape", "j", "I")
        assert "nur eine Fassung" in shown(app)[-2]


async def test_a_version_that_comes_meanwhile_is_the_current_one(review: Review, tmp_path: Path) -> None:
    async with desk(review, (120, 30)) as pilot:
        await press(pilot, "I")
        app: Any = pilot.app
        (tmp_path / "neu.txt").write_text("Ganz anders.", "utf-8")
        before = review.engine.seq
        review.beside("anna").revise_file("d1", tmp_path / "neu.txt")
        app.session._tell(tuple(review.engine.entries(before)))
        await until(pilot, lambda: "Ganz anders." in "\n".join(shown(app)))
        assert "version 4 of 4" in titles(app)[1]
