"""``project`` and its command on the screen: what a project is set to, and who may set it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.app import App

from store.changes import AddDemand, AddReviewer, EditProject, SetVerdict
from store.review import Review
from tests.tui.driving import press
from tui.app import VermerkApp
from tui.cli import main
from tui.commands.project import project_choices
from tui.screens.listing import title_parts
from tui.telling import others

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def project(tmp_path: Path) -> str:
    with Review.create(tmp_path / "team.vermerk", "Bäder", "lena") as lena:
        lena.apply(AddReviewer("ben"), AddReviewer("gast", "viewer"), AddDemand("Zuschuss"))
    return str(tmp_path / "team.vermerk")


def settings(project: str, capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main(["project", project, *words, "--as", "lena", "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_everybody_sees_how_it_is_set(project: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert settings(project, capsys) == {
        "name": "Bäder", "language": "de", "blind": False, "roles": "enforced",
        "reviewer": "lena", "role": "lead", "seq": 2,
    }  # fmt: skip
    assert main(["project", project, "--as", "gast"]) == 0
    shown = capsys.readouterr().out
    assert "Bäder" in shown and "German" in shown and "gast (viewer)" in shown


def test_where_others_can_write_roles_are_said_to_be_a_courtesy(
    project: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(project).chmod(0o777)
    assert main(["project", project, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["roles"] == "courtesy"


def test_a_lead_sets_each_by_itself(project: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert settings(project, capsys, "--language", "en")["language"] == "en"
    assert settings(project, capsys, "--name", "Hallen")["name"] == "Hallen"
    assert settings(project, capsys, "--blind")["blind"] is True
    found = settings(project, capsys, "--open", "--name", "Bäder 2")
    assert (found["blind"], found["name"], found["language"]) == (False, "Bäder 2", "en")


def test_what_a_switch_means_is_told(project: str, capsys: pytest.CaptureFixture[str]) -> None:
    for option, word in (("--blind", "hidden"), ("--open", "everybody sees")):
        main(["project", project, option, "--as", "lena"])
        assert word in capsys.readouterr().err


def test_both_at_once_are_refused(project: str) -> None:
    assert main(["project", project, "--blind", "--open", "--as", "lena"]) == 2


# On the screen


def test_the_title_says_blind_beside_me_however_narrow() -> None:
    for width in (24, 40, 80, 120):
        parts = title_parts("Bäder und Hallen des Landkreises", "ben", "reviewer", "2 / 9", width, blind=True)
        assert "".join(text for text, _style in parts).endswith(" blind · ben (reviewer) ")
    assert "blind" not in str(title_parts("Bäder", "ben", "reviewer", "", 80))


def test_the_others_are_told_what_a_switch_means() -> None:
    lena = Review.memory("Bäder", "lena")
    for blind, word in ((True, "Blind"), (False, "Open")):
        lena.apply(EditProject(blind=blind))
        assert f"– {word} from now on" in others(list(lena.engine.entries(lena.seq - 1)), lena.view())


def test_only_the_other_way_is_offered() -> None:
    lena = Review.memory("Bäder", "lena")
    assert [choice.id for choice in project_choices(lena.view())] == ["+blind", "de", "en", "+name"]
    lena.apply(EditProject(blind=True, language="en"))
    opened, german, english, name = project_choices(lena.view())
    assert (opened.id, german.detail, english.detail, name.detail) == ("+open", "", "✓", "Bäder")


async def test_a_lead_makes_it_blind_and_opens_it_after_a_question(
    screen_text: Callable[[App[Any]], str],
) -> None:
    lena = Review.memory("Bäder", "lena")
    lena.apply(AddReviewer("ben"), AddDemand("Zuschuss"))
    lena.beside("ben").apply(SetVerdict("f1", "met", reason="Habicht"))
    app = VermerkApp(lena)
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, "3")
        assert "Habicht" not in screen_text(app) and "blind · lena" not in screen_text(app)
        await press(pilot, "C", "enter")
        assert lena.blind and "blind · lena" in screen_text(app)
        await press(pilot, "C", "enter", "n")
        assert lena.blind
        await press(pilot, "C", "enter", "y")
        assert not lena.blind and "blind · lena" not in screen_text(app)
        await press(pilot, "C", "down", "down", "down", "enter", "2", "enter")
        assert lena.name == "Bäder2"
    app.session.stop()


async def test_who_does_not_lead_is_told_so(screen_text: Callable[[App[Any]], str]) -> None:
    lena = Review.memory("Bäder", "lena")
    lena.apply(AddReviewer("ben"))
    app = VermerkApp(lena.beside("ben"))
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, "C")
        assert "Only the role lead" in screen_text(app)
    app.session.stop()
