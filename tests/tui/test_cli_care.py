"""``check``, ``backup``, ``restore``: what they print, and how they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from store.care.findings import KINDS, REPAIRS, Finding
from store.changes import AddDocument
from store.review import Review
from tui.cli import main
from tui.cli.findings import WORDS, words
from tui.locale import set_language


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "bus.vermerk"
    review = Review.create(folder, "Busse")
    for number in range(3):
        review.apply(AddDocument(title=f"Bericht {number}", text=f"Größe {number}"))
    review.snapshot()
    review.close()
    return folder


def test_a_sound_project_is_told_to_be_sound(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(project)]) == 0
    shown = capsys.readouterr()
    assert shown.out == "" and shown.err == "No damage found.\n"


def test_damage_is_named_and_ends_with_4(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "documents/d2/v2.txt").unlink()
    (project / "alt.doc").touch()
    assert main(["check", str(project)]) == 4
    shown = capsys.readouterr()
    assert shown.out.splitlines() == [
        "documents/d2/v2.txt is missing: the text of v2",
        "alt.doc does not belong here",
    ]
    assert shown.err == "1 thing is damaged; 1 remark.\n"


def test_a_remark_alone_is_no_damage(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "alt.doc").touch()
    assert main(["check", str(project), "--lang", "de"]) == 0
    shown = capsys.readouterr()
    assert shown.out == "alt.doc gehört nicht hierher\n" and "1 Hinweis" in shown.err
    set_language("en")


def test_findings_for_programs_are_a_line_each(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    journal = project / "journal/0001.jsonl"
    data = journal.read_bytes()
    at = data.index(b"Bericht 1")
    journal.write_bytes(data[:at] + b"X" + data[at + 1 :])
    assert main(["check", str(project), "--json"]) == 4
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    begins = data.index(b"\n", data.index(b"Bericht 0")) + 1
    assert found[0] | {"words": ""} == {
        "severity": "damage", "kind": "checksum", "file": "journal/0001.jsonl", "offset": begins, "change": 3,
        "record": None, "words": "",
    }  # fmt: skip
    assert found[0]["words"].startswith(f"journal/0001.jsonl, byte {begins}: change 3 is not what")


def test_what_is_no_project_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path)]) == 1
    assert "no project" in capsys.readouterr().err


def test_every_kind_of_finding_has_words() -> None:
    assert set(WORDS) == set(KINDS | REPAIRS)
    for kind in KINDS | REPAIRS:
        assert words(Finding(kind, "a.json", 5, 7, "n1")), kind


@pytest.mark.parametrize("name", ["sicherung", "sicherung.tar.gz"])
def test_a_backup_is_made_and_put_back(
    project: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    backup = tmp_path / name
    assert main(["backup", str(project), str(backup)]) == 0
    shown = capsys.readouterr()
    assert shown.out == "" and f"{backup}: changes up to 4, 3 documents, " in shown.err
    assert main(["restore", str(backup), str(project)]) == 1
    assert "--replace" in capsys.readouterr().err
    assert main(["restore", str(backup), str(project), "--replace", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["project"], told["seq"], told["documents"]) == (str(project), 4, 3)
    assert Path(told["kept"]).name.startswith("bus.vermerk.before-restore-")
    assert main(["check", str(project)]) == main(["check", told["kept"]]) == 0


def test_a_backup_tells_programs_what_it_holds(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", str(project), str(tmp_path / "b"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told.pop("bytes") > 1000
    assert told == {"backup": str(tmp_path / "b"), "seq": 4, "documents": 3}
    assert main(["backup", str(project), str(tmp_path / "b")]) == 1


def test_a_damaged_backup_ends_with_4(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["backup", str(project), str(tmp_path / "b")])
    (tmp_path / "b/documents/d1/v1.txt").unlink()
    assert main(["restore", str(tmp_path / "b"), str(tmp_path / "neu")]) == 4
    assert "--repair" in capsys.readouterr().err and not (tmp_path / "neu").exists()


def test_who_opens_an_older_project_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = project / "store.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"format": 1, "reads": 1}))
    assert main(["list", str(project), "documents"]) == 0
    assert "brought up to date" in capsys.readouterr().err
    assert main(["list", str(project), "documents"]) == 0
    assert capsys.readouterr().err == ""


def test_repair_says_what_is_lost_and_checks_the_copy(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    journal = project / "journal/0001.jsonl"
    data = journal.read_bytes()
    at = data.index(b"Bericht 1")
    journal.write_bytes(data[:at] + b"X" + data[at + 1 :])
    copy = tmp_path / "kopie.vermerk"
    assert main(["check", str(project), "--repair", str(copy)]) == 0
    shown = capsys.readouterr()
    assert shown.out == "change 3 is lost; what it did to d2, v2 was found out\n"
    told = [
        "Nothing is lost",
        f"The copy is {copy}; the project itself was left as it is.",
        "No damage found.",
    ]
    assert shown.err.splitlines() == told
    assert main(["list", str(copy), "documents"]) == 0
    assert "Bericht 1" in capsys.readouterr().out


def test_what_a_repair_could_not_save_is_named_and_ends_with_4(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "documents/d2/v2.txt").unlink()
    assert main(["check", str(project), "--repair", str(tmp_path / "r"), "--json"]) == 4
    kinds = [json.loads(line)["kind"] for line in capsys.readouterr().out.splitlines()]
    assert kinds == ["text-lost", "text-missing"]
    assert main(["check", str(project), "--repair", str(tmp_path / "r")]) == 1
