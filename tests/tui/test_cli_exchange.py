"""Whole projects in and out on the command line."""

import json
import os
from pathlib import Path

import pytest

from content.messages import Message
from store.changes import AddDocument, AddNote, AttachTags
from store.exchange import Taken
from store.review import Review
from tui.cli import main

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def projects(tmp_path):
    """The folders of a project with something in it, and of an empty one."""
    with Review.create(tmp_path / "voll", "Bäder", "anna") as review:
        review.apply(AddDocument("Das Bad öffnet.", title="Brief"), AddNote("d1:4-7", "welches?"))
        review.apply(AttachTags("d1:4-7", ("Ort",)))
    Review.create(tmp_path / "leer", "Leer", "anna").close()
    return str(tmp_path / "voll"), str(tmp_path / "leer"), tmp_path


@pytest.mark.parametrize("form", [("qdpx", "x.qdpx"), ("bundle", "x.vermerk.zip"), ("bundle", "x.bundle")])
def test_what_goes_out_comes_in(projects, form, capsys):
    full, empty, folder = projects
    target = str(folder / form[1])
    assert main(["export", full, form[0], "-o", target]) == 0
    assert main(["import", empty, target, "--as", "anna"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith(f"{target}: new: ") and "documents 1" in out and "notes 1" in out
    assert ("left out: the history" in err) is (form[0] == "qdpx")
    assert main(["import", empty, target, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["status"], said["added"], said["conflicts"]) == ("imported", {}, [])
    with Review.open(folder / "leer") as review:
        assert review.view().notes[0].text == "welches?"


def test_a_bad_file_stops_no_other_and_is_named(projects, capsys):
    _full, empty, folder = projects
    bad, good = folder / "kaputt.qdpx", folder / "brief.txt"
    bad.write_bytes(b"nichts")
    good.write_text("Guten Tag, das Bad ist offen.", encoding="utf-8")
    assert main(["import", empty, str(bad), str(good)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "not imported: is damaged" in lines[0] and lines[1].startswith(f"{good}: d1")
    assert main(["import", empty, str(bad), "--title", "T"]) == 2
    assert "no option" in capsys.readouterr().err


def test_a_format_that_is_none_gets_the_nearest_and_a_target_is_looked_at_first(
    projects, capsys, monkeypatch
):
    assert main(["export", str(projects[0]), "qdpxx"]) == 2
    assert "did you mean “qdpx”?" in capsys.readouterr().err
    monkeypatch.setattr("tui.cli.exporting.export_bytes", lambda *_: pytest.fail("made for nothing"))
    assert main(["export", str(projects[0]), "qdpx", "-o", str(projects[2] / "fehlt" / "x.qdpx")]) == 1
    assert "there is no folder" in capsys.readouterr().err


def test_of_many_things_left_out_the_first_are_told_and_how_many_more(projects, capsys, monkeypatch):
    places = tuple(Message("place {number} is nowhere", number=number) for number in range(50))
    taken = Taken({}, losses=(places[0], Message("the colours"), *places[1:], *["a plain one"] * 21))
    monkeypatch.setattr("tui.cli.importing.take_in", lambda *_: taken)
    (projects[2] / "{path}.qdpx").touch()
    path = str(projects[2] / "{path}.qdpx")
    assert main(["import", projects[1], path]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert lines[19:23] == [
        f"{path}: left out: place 19 is nowhere",
        "… and 30 more; --json shows all",
        f"{path}: left out: the colours",
        f"{path}: left out: a plain one",
    ]
    assert (len(lines), lines[-1]) == (43, "… and 1 more; --json shows all")
    assert main(["import", projects[1], path, "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["losses"]) == 72


def test_what_an_export_leaves_out_is_in_its_json(projects, capsys):
    target = str(projects[2] / "x.qdpx")
    assert main(["export", projects[0], "qdpx", "-o", target, "--json"]) == 0
    said = capsys.readouterr()
    assert [f"left out: {loss}" for loss in json.loads(said.out)["losses"]] == said.err.splitlines()


def test_no_export_takes_the_place_of_a_device_a_link_or_a_file_of_the_project(projects, capsys, tmp_path):
    project = Path(projects[0])
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "pipe")
    before = (project / "store.json").read_bytes()
    for target in (tmp_path / "pipe", tmp_path / "link", project / "store.json"):
        assert main(["export", str(project), "csv", "-o", str(target), "--force"]) == 1
        assert str(target) in capsys.readouterr().err
    assert (tmp_path / "pipe").is_fifo() and (tmp_path / "link").is_symlink()
    assert (project / "store.json").read_bytes() == before
