"""Files in and out: ``import`` and ``export``."""

import io
import json
import sys
from pathlib import Path

import pytest

from store.review import Review
from tui.cli import main, progress
from tui.cli.progress import Bar
from tui.locale import set_language


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture(autouse=True)
def english(monkeypatch):
    set_language("en")
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("TERM", "xterm")
    yield
    set_language("en")


@pytest.fixture
def project(tmp_path):
    Review.create(tmp_path / "team.vermerk", "Bäder", "anna").close()
    return str(tmp_path / "team.vermerk")


@pytest.fixture
def papers(tmp_path):
    folder = tmp_path / "papiere"
    folder.mkdir()
    (folder / "a.txt").write_text("Bad öffnet\n\nDas Bad öffnet am 3. Mai 2026.\n", encoding="utf-8")
    (folder / "b.txt").write_bytes(b"")
    (folder / "c.md").write_text("# Bad\x1b[2J bleibt zu\n\nEs bleibt zu.\n", encoding="utf-8")
    return folder


def test_one_bad_file_never_stops_the_rest(project, papers, capsys):
    assert (
        main(["import", project, str(papers), "--json", "--date", "2026-05-01", "--publisher", "Stadt"]) == 1
    )
    said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [list(line) for line in said] == [["path", "status", "document", "title", "date", "error"]] * 3
    assert [line["status"] for line in said] == ["imported", "failed", "imported"]
    assert said[0]["date"] == "2026-05-01" and said[1]["error"]
    assert main(["list", project, "documents", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {row["publisher"] for row in rows} == {"Stadt"}


def test_people_get_a_line_for_each_file(project, papers, capsys):
    assert (
        main(["import", project, str(papers / "a.txt"), str(papers / "b.txt"), str(papers / "weg.txt")]) == 1
    )
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{papers / 'a.txt'}: d1  undated  Bad öffnet"
    assert all("not imported" in line for line in lines[1:])
    assert main(["import", project, str(papers / "a.txt")]) == 0
    assert "already there as d1" in capsys.readouterr().out


def test_only_a_lead_imports(project, papers, capsys):
    main(["reviewers", project, "add", "otto", "--as", "anna"])
    assert main(["import", project, str(papers), "--as", "otto"]) == 5
    assert "lead" in capsys.readouterr().err


def test_a_quick_import_shows_no_bar():
    bar = Bar(True, "importing")
    bar.update(1, 2)
    with bar.aside():
        pass
    bar.close()
    assert bar._bar is None


def test_a_slow_import_shows_a_bar_on_stderr_only(monkeypatch, capsys):
    monkeypatch.setattr(progress, "PATIENCE", -1)
    monkeypatch.setattr(sys, "stderr", Terminal())
    for wanted in (False, True):
        bar = Bar(wanted, "importing")
        bar.update(1, 2)
        with bar.aside():
            pass
        bar.update(2, 2)
        bar.close()
        assert ("importing" in sys.stderr.getvalue()) is wanted
    assert capsys.readouterr().out == ""


def test_a_file_is_written_once_unless_forced(project, tmp_path, capsys):
    target = tmp_path / "tafel.csv"
    words = ["export", project, "csv", "-o", str(target)]
    assert main(words) == 0
    assert target.read_bytes().startswith(b"Forderung,")
    target.write_text("meins")
    assert main(words) == 1
    assert "--force" in capsys.readouterr().err and target.read_text() == "meins"
    assert main([*words, "--force", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["path"] == str(target)
    assert target.read_bytes().startswith(b"Forderung,")


@pytest.mark.parametrize("name", ["journal/0002.jsonl", "snapshot/99.json", "documents/d9/v1.txt", "neu/a"])
def test_nothing_is_written_where_it_would_be_taken_for_the_projects_own(project, name, capsys):
    target = Path(project) / name
    target.parent.mkdir(parents=True, exist_ok=True)
    assert main(["export", project, "csv", "-o", str(target)]) == 1
    assert "is a file of the project itself" in capsys.readouterr().err
    assert not target.exists()


def test_without_a_file_the_export_goes_to_stdout_as_it_is(project, capfdbinary):
    assert main(["export", project, "json"]) == 0
    assert json.loads(capfdbinary.readouterr().out)["project"] == "Bäder"


def test_a_workbook_goes_to_a_file_and_to_no_terminal(project, tmp_path, monkeypatch, capsys):
    target = tmp_path / "tafel.xlsx"
    assert main(["export", project, "xlsx", "-o", str(target)]) == 0
    assert target.read_bytes().startswith(b"PK")
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert main(["export", project, "xlsx"]) == 1
    assert sys.stdout.getvalue() == "" and "-o" in capsys.readouterr().err


def test_an_export_on_a_terminal_is_harmless(project, papers, monkeypatch, capsys):
    main(["import", project, str(papers / "c.md")])
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert main(["export", project, "everything"]) == 0
    assert "bleibt zu" in sys.stdout.getvalue() and "\x1b" not in sys.stdout.getvalue()


def test_what_was_remarked_when_a_document_was_read_is_shown_in_german(project, tmp_path, capsys):
    letter = tmp_path / "brief.eml"
    letter.write_bytes("Das Bad öffnet.\n".encode("cp1252"))
    assert main(["import", project, str(letter)]) == 0
    capsys.readouterr()
    main(["show", project, "d1", "--lang", "de"])
    shown = dict(line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines())
    assert shown["warnings"].startswith("Die Datei heißt wie eml, ist aber text")
    main(["show", project, "d1", "--lang", "de", "--json"])
    [first, second] = json.loads(capsys.readouterr().out)["warnings"]
    assert first.startswith("The file is named like eml") and second.startswith("Read as Windows-1252")
