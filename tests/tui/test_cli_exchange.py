"""Whole projects in and out on the command line."""

import json

import pytest

from store.changes import AddDocument, AddNote, AttachTags
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
