"""``demand load``: a table's demands into a project, from the command line."""

import io
import json
import sys
from pathlib import Path

import pytest

from store.changes import AddReviewer
from store.review import Review
from tui.cli import main

TABLE = "Nr;Erwartung;Frist;Teil von;Bemerkung\n1;Bäder retten;Ende 2027;;x\n1.1;Freibäder;;1;\n;;;;leer\n"


pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def project(tmp_path):
    Review.create(tmp_path / "p.vermerk", "Bäder", "lena").close()
    (tmp_path / "t.csv").write_text(TABLE, "cp1252")
    return str(tmp_path / "p.vermerk"), str(tmp_path / "t.csv")


def run(capsys, project, *words):
    code = main(["demand", project[0], "load", project[1], "--as", "lena", *words])
    said = capsys.readouterr()
    return code, said.out, said.err


def demands(project):
    with Review.open(Path(project[0]), "lena") as review:
        return [(row.text, row.due, row.parent) for row in review.rows("demands")]


def test_a_table_is_loaded_and_says_what_was_taken_for_what(project, capsys):
    code, out, err = run(capsys, project)
    assert code == 0 and out == "f1: Bäder retten\nf2: Freibäder\n"
    assert "demand: column “Erwartung”" in err and "not read: “Bemerkung”" in err and "rows 4" in err
    assert demands(project) == [("Bäder retten", "2027-09/2027-12", None), ("Freibäder", None, "f1")]
    code, out, _err = run(capsys, project, "--json")
    assert [json.loads(line)["status"] for line in out.splitlines()] == ["duplicate", "duplicate"]


def test_a_dry_run_changes_nothing(project, capsys):
    code, out, err = run(capsys, project, "--dry-run")
    assert code == 0 and out == "2: Bäder retten\n3: Freibäder\n" and "column “Frist”" in err
    assert demands(project) == []


def test_columns_can_be_named_and_left_out(project, capsys):
    assert (
        run(capsys, project, "--column", "text=Bemerkung", "--column", "due=", "--column", "parent=")[0] == 0
    )
    assert demands(project) == [("x", None, None), ("leer", None, None)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--column", "Bemerkung"), "FIELD=HEAD"),
        (("--column", "text=Wunsch"), "Wunsch"),
        (("--sheet", "Zwei"), "Zwei"),
    ],
)
def test_what_is_unclear_is_said_and_nothing_loaded(project, capsys, words, said):
    code, out, err = run(capsys, project, *words)
    assert (code, out) == (1, "") and said in err
    assert demands(project) == []


def test_a_table_may_come_from_standard_input(project, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Forderung\nBusse\n")))
    assert main(["demand", project[0], "load", "-", "--as", "lena"]) == 0
    assert demands(project) == [("Busse", None, None)]


def test_whose_role_forbids_it_is_told_so_before_the_table_is_read(project, capsys):
    with Review.open(Path(project[0]), "lena") as lena:
        lena.apply(AddReviewer("gast", "viewer"))
    assert main(["demand", project[0], "load", "nowhere.csv", "--as", "gast"]) == 5


def test_a_file_that_is_none_is_said(project, capsys):
    assert main(["demand", project[0], "load", project[0], "--as", "lena"]) == 1
    assert main(["demand", project[0], "load", project[1] + "x", "--as", "lena"]) == 1
    assert "t.csvx" in capsys.readouterr().err


def test_an_empty_table_is_called_so_with_its_name(project, capsys, tmp_path):
    (tmp_path / "leer.csv").write_bytes(b"")
    assert main(["demand", project[0], "load", str(tmp_path / "leer.csv"), "--as", "lena"]) == 1
    assert f"{tmp_path / 'leer.csv'}: the table is empty" in capsys.readouterr().err
