"""``tagged``: what carries tags, as rows and as a table, and what is wrong with an expression."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.changes import AddDemand, AddDocument, AttachTags
from store.review import Review
from tui.cli import main
from tui.locale import set_language

TEXT = "Der Steg wird teuer. Niemand braucht den Steg.\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    folder = tmp_path / "steg.vermerk"
    with Review.create(folder, "Steg", "anna") as review:
        review.apply(AddDocument(TEXT, title="Stegbrief", date="2026-03-03"), AddDemand("Steg bauen"))
        review.apply(AttachTags("d1:0-20", ("Geld",)), AttachTags("d1:4-8", ("Bau/Steg",)))
        review.apply(AttachTags("f1", ("Bau/Steg",)), AttachTags("d1", ("Brief",)))
    yield str(folder)
    set_language("en")


def test_rows_tell_where_what_and_which_tags(project: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tagged", project, "--json", "Steg", "und", "Geld"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line) == {
        "document": "d1", "version": "v1", "spans": [[4, 8]], "start": 4, "end": 8, "text": "Steg",
        "tags": ["Bau/Steg", "Geld"], "records": ["p1", "p2"], "whole": False,
    }  # fmt: skip
    assert main(["tagged", project, "--json", "Bau/*", "ohne", "Geld"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["document"], found["spans"], found["start"]) == (None, [], None)


def test_for_people_there_is_a_table(project: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tagged", project, "*"]) == 0
    rows = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert rows == ["wo", "d1", "d1:0-20", "d1:4-8", "f1"]


@pytest.mark.parametrize(
    "typed, said",
    [
        ("Gold", "kein Schlagwort „Gold“. Meinten Sie Geld?"),
        ("Geld &", "Es fehlt ein Schlagwort."),
        ("Geld (Steg)", "Zwischen Schlagwörter gehört & | ~ oder nicht (vor „(“)."),
        ("(Geld", "nicht geschlossen"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(
    project: str, capsys: pytest.CaptureFixture[str], typed: str, said: str
) -> None:
    assert main(["tagged", project, typed]) == 1
    assert said in capsys.readouterr().err
