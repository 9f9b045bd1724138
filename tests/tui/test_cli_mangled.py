"""A project of which one file is not what it should be: the commands end with one line and a code, and read
nothing that is not the project's. A pipe would hold a careless reader for ever, and a file with a hole of a
terabyte would not fit into any machine."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from store.changes import AddDocument, AddNote
from store.review import Review
from tui.cli import main

HOLE = 1 << 40
FILES = (
    "store.json", "lock", "current.json", "synonyms.tsv", "purge.json", "journal/0001.jsonl",
    "snapshot/{seq}.json", "snapshot/{seq}.idx", "documents/d1/v1.txt", "index/lock", "index/feeding",
    "reviewers/lena/place.json",
)  # fmt: skip
FOLDERS = ("journal", "snapshot", "documents", "documents/d1", "index", "reviewers")


def cleared(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)


def pipe(path: Path) -> None:
    cleared(path)
    os.mkfifo(path)


def door(path: Path) -> None:
    """A socket; its name is too long but from where it lies."""
    cleared(path)
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def hole(path: Path) -> None:
    cleared(path)
    path.touch()
    os.truncate(path, HOLE)


def hole_behind(path: Path) -> None:
    before = path.read_bytes() if path.is_file() else b"{}"
    cleared(path)
    path.write_bytes(before)
    os.truncate(path, HOLE)


def leads(target: str) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        cleared(path)
        path.symlink_to(target or path.name)

    return make


def holds(content: bytes) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        cleared(path)
        path.write_bytes(content)

    return make


def half(path: Path) -> None:
    before = path.read_bytes() if path.is_file() else b""
    holds(before[: len(before) // 2])(path)


def folder(path: Path) -> None:
    cleared(path)
    path.mkdir()


WAYS: dict[str, Callable[[Path], None]] = {
    "pipe": pipe, "socket": door, "hole": hole, "hole behind": hole_behind, "folder": folder, "half": half,
    "link": leads("/etc/passwd"), "device": leads("/dev/zero"), "loop": leads(""), "gone": cleared,
    "empty": holds(b""), "null": holds(b"null"), "deep": holds(b"[" * 200_000), "not a number": holds(b"NaN"),
    "wrong types": holds(b'{"store":[],"format":"x","reads":null,"first":-1}'),
    "noise": holds(bytes(range(256)) * 40),
}  # fmt: skip
CASES = [(name, way) for name in FILES for way in WAYS] + [
    (name, way) for name in FOLDERS for way in ("pipe", "link", "loop", "empty", "gone", "folder")
]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("whole") / "bus.vermerk"
    with Review.create(place, "Busse", "lena") as lena:
        lena.apply(AddDocument("Der Rat fordert mehr Busse.\n", title="Busse"), AddNote("d1", "Wann?"))
        lena.snapshot()
        lena.apply(AddNote("d1", "Und wo?"))
        lena.engine.personal("lena").write("place", {"document": "d1"})
    assert main(["search", str(place), "Busse", "--as", "lena"]) == 0
    return place


@pytest.mark.parametrize(("name", "way"), CASES)
def test_one_file_that_is_something_else(
    whole: Path, tmp_path: Path, name: str, way: str, capsys: pytest.CaptureFixture[str]
) -> None:
    place = shutil.copytree(whole, tmp_path / "bus.vermerk", symlinks=True)
    newest = os.readlink(place / "current.json").partition("/")[2].removesuffix(".json")
    WAYS[way](place / name.format(seq=newest))
    for command in (["list", "@", "documents"], ["check", "@"], ["note", "@", "d1", "Noch eine"]):
        code = main([str(place) if word == "@" else word for word in command] + ["--as", "lena"])
        told = capsys.readouterr()
        assert code in range(6), command
        assert "Traceback" not in told.err and "root:" not in told.out + told.err
        assert all(len(line) < 500 for line in told.err.splitlines())
        assert code == 0 or told.err.strip()
