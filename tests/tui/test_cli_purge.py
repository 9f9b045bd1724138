"""``vermerk purge``: asking first, doing it, saying what is left."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from store.changes import AddDocument, AddNote, AddReviewer
from store.review import Review
from tui.cli import main


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """anna leads, ben has written a note on d1."""
    folder = tmp_path / "bad.vermerk"
    with Review.create(folder, "Bäder", "anna") as review:
        review.apply(AddReviewer("ben"), AddDocument("Das Freibad schließt.", title="Freibad"))
        review.beside("ben").apply(AddNote("d1", "Ein Geheimnis"))
    return folder


def purge(project: Path, *words: str) -> int:
    return main(["purge", str(project), *words, "--lang", "en"])


def holds(project: Path, words: str) -> bool:
    return any(words.encode() in path.read_bytes() for path in project.rglob("*") if path.is_file())


def answer(monkeypatch: pytest.MonkeyPatch, words: str) -> Terminal:
    """A person at a terminal who answers with these words; what they are told."""
    told = Terminal()
    monkeypatch.setattr(sys, "stderr", told)
    monkeypatch.setattr(sys, "stdin", Terminal(words))
    return told


def test_without_a_terminal_it_wants_yes(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert purge(project, "n1") == 2
    assert "--yes" in capsys.readouterr().err and holds(project, "Geheimnis")
    assert purge(project, "n1", "--yes", "--json") == 0
    shown = capsys.readouterr()
    assert json.loads(shown.out) == {"seq": 4, "ids": ["n1"], "name": "", "left": []}
    assert "Backups" in shown.err and not holds(project, "Geheimnis")


def test_a_person_is_told_what_goes_and_asked(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = answer(monkeypatch, "\n")
    assert purge(project, "d1") == 1
    assert "document × 1" in told.getvalue() and "note × 1" in told.getvalue()
    assert "Nothing was purged" in told.getvalue() and holds(project, "Freibad")
    answer(monkeypatch, "y\n")
    assert purge(project, "d1") == 0
    assert capsys.readouterr().out == "3 records purged.\n" and not holds(project, "Freibad")
    told = answer(monkeypatch, "nein\n")
    assert purge(project, "--reviewer", "ben") == 1
    assert "ben becomes reviewer-2" in told.getvalue() and holds(project, '"ben"')


def test_nobody_is_asked_about_what_cannot_be_purged(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = answer(monkeypatch, "y\n")
    assert purge(project, "n9") == 1
    assert purge(project, "--reviewer", "carla") == 1
    assert "[y/N]" not in told.getvalue()


def test_a_person_s_name_goes(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert purge(project, "--reviewer", "ben", "--yes") == 0
    assert capsys.readouterr().out == "ben is reviewer-2 from now on, and ever was.\n"
    assert not holds(project, '"ben"') and holds(project, "Geheimnis")
    assert main(["list", str(project), "notes", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["by"] == "reviewer-2"


def test_the_words_of_their_notes_go_on_demand(project: Path) -> None:
    assert purge(project, "--reviewer", "ben", "--with-notes", "--yes") == 0
    assert not holds(project, "Geheimnis")


@pytest.mark.parametrize("words", [(), ("n1", "--reviewer", "ben"), ("n1", "--with-notes")])
def test_one_thing_at_a_time(project: Path, words: tuple[str, ...]) -> None:
    assert purge(project, *words, "--yes") == 2


def test_only_a_lead_may(project: Path) -> None:
    assert purge(project, "n1", "--yes", "--as", "ben") == 5
    assert purge(project, "--reviewer", "anna", "--yes") == 1, "the last lead"


def test_history_and_check_agree_afterwards(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert purge(project, "n1", "--yes") == 0
    capsys.readouterr()
    assert main(["history", str(project), "--json"]) == 0
    last = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (last["do"], last["who"], last["record"], last["old"]) == ("purge", "anna", "n1", "")
    assert main(["check", str(project)]) == 0
    assert capsys.readouterr().out == ""
