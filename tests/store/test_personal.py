"""What a reviewer's screen remembers."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from store.personal import Personal


@pytest.fixture(params=["memory", "file"])
def personal(request: pytest.FixtureRequest, tmp_path: Path) -> Personal:
    return Personal(tmp_path if request.param == "file" else None, "lea")


def test_what_was_written_is_read_again(personal: Personal) -> None:
    assert personal.write("place", {"document": "d1", "offset": 40, "draft": "Größe „ß“"})
    assert personal.read("place") == {"document": "d1", "offset": 40, "draft": "Größe „ß“"}


def test_nothing_kept_reads_as_empty(personal: Personal) -> None:
    assert personal.read("place") == {}


def test_two_reviewers_keep_apart(tmp_path: Path) -> None:
    Personal(tmp_path, "lea").write("place", {"offset": 1})
    assert Personal(tmp_path, "jonas").read("place") == {}


@pytest.mark.parametrize("damage", [b"", b"{", b"[1]", b"\xff\xfe"])
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, damage: bytes) -> None:
    personal = Personal(tmp_path, "lea")
    personal.write("place", {"offset": 1})
    (tmp_path / "reviewers" / "lea" / "place.json").write_bytes(damage)
    assert personal.read("place") == {}


def test_a_folder_that_can_not_be_made_is_said_and_nothing_raises(tmp_path: Path) -> None:
    (tmp_path / "reviewers").write_text("in the way")
    assert not Personal(tmp_path, "lea").write("place", {})


def test_files_can_be_written_by_the_group_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        path = Personal(tmp_path, "lea").write_file("clipboard.txt", b"x")
    finally:
        os.umask(before)
    assert path is not None
    assert path.stat().st_mode & 0o777 == 0o660


def test_no_half_written_files_are_left(tmp_path: Path) -> None:
    personal = Personal(tmp_path, "lea")
    for number in range(5):
        personal.write("place", {"offset": number})
    assert [path.name for path in (tmp_path / "reviewers" / "lea").iterdir()] == ["place.json"]
