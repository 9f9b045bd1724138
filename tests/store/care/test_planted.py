"""What somebody put in the place of a project's files: said in one line, never followed or waited for."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from store.errors import Damaged
from store.folder import read_head
from store.review import Review
from tui.cli import main

PLANTED: dict[str, Callable[[Path], object]] = {
    "pipe": lambda path: os.mkfifo(path),
    "device": lambda path: path.symlink_to("/dev/zero"),
    "link to itself": lambda path: path.symlink_to(path.name),
    "link to a secret": lambda path: path.symlink_to("/etc/passwd"),
    "folder": lambda path: path.mkdir(),
    "giant": lambda path: (path.touch(), os.truncate(path, 10 << 30)),
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "bus.vermerk"
    with Review.create(folder, "Busse") as review:
        review.import_bytes(b"Der Bus kommt am 1. Mai 2026.", "bus.txt")
    return folder


def plant(path: Path, kind: str) -> None:
    path.unlink()
    PLANTED[kind](path)


@pytest.mark.parametrize("kind", PLANTED)
@pytest.mark.parametrize("name", ["v1.txt", "v1.orig.txt"])
def test_check_names_a_document_that_is_none(
    project: Path, name: str, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    plant(project / "documents/d1" / name, kind)
    assert main(["check", str(project)]) == 4
    shown = capsys.readouterr()
    assert name in shown.out + shown.err and "root:" not in shown.out
    assert "Traceback" not in shown.err


@pytest.mark.parametrize("kind", PLANTED)
def test_a_head_that_is_none_is_damage(project: Path, kind: str) -> None:
    plant(project / "store.json", kind)
    with pytest.raises(Damaged, match=r"store\.json is damaged"):
        read_head(project)


def test_a_journal_that_is_a_pipe_is_not_waited_for(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plant(project / "journal/0001.jsonl", "pipe")
    assert main(["check", str(project)]) in (1, 4)
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("left", [b"null", b"NaN", b"[" * 100_000])
def test_a_journal_of_nonsense_is_no_traceback(
    project: Path, left: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "journal/0001.jsonl").write_bytes(left)
    for command in (["list", str(project), "documents"], ["export", str(project), "csv"]):
        assert main(command) == 4
        assert "Traceback" not in capsys.readouterr().err
