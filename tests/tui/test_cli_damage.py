"""A damaged project is never handed over as a whole one: what can be read is shown, with the flaw."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from store.changes import AddDocument
from store.review import Review
from tui.cli import main


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """Three documents, a flaw in the journal behind the first, and no image to help."""
    folder = tmp_path / "bus.vermerk"
    review = Review.create(folder, "Busse")
    for number in range(3):
        review.apply(AddDocument(title=f"Bericht {number}", text=f"Größe {number}"))
    review.close()
    shutil.rmtree(folder / "snapshot", ignore_errors=True)
    (folder / "current.json").unlink(missing_ok=True)
    journal = folder / "journal" / "0001.jsonl"
    data = journal.read_bytes()
    at = data.index(b"Bericht 1")
    journal.write_bytes(data[:at] + b"X" + data[at + 1 :])
    return folder


@pytest.mark.parametrize("command", [("list", "documents"), ("history",)])
def test_what_can_be_read_is_shown_with_the_flaw(
    damaged: Path, command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command[0], str(damaged), *command[1:]]) == 4
    shown = capsys.readouterr()
    assert "Bericht 0" in shown.out and "Bericht 2" not in shown.out
    assert "0001.jsonl" in shown.err


@pytest.mark.parametrize("command", [("export", "csv"), ("export", "everything"), ("snapshot",)])
def test_nothing_is_handed_over_in_part(
    damaged: Path, command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command[0], str(damaged), *command[1:]]) == 4
    assert capsys.readouterr().out == ""
    assert not (damaged / "current.json").exists()


def test_a_whole_project_says_nothing_of_damage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "bus.vermerk"
    Review.create(folder, "Busse").close()
    assert main(["list", str(folder), "documents"]) == 0
    assert capsys.readouterr().err == ""
