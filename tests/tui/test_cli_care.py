"""``check``, ``backup``, ``restore``: what they print, and how they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from store.care.findings import KINDS, Finding
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
    assert set(WORDS) == set(KINDS)
    for kind in KINDS:
        assert words(Finding(kind, "a.json", 5, 7, "n1")), kind
