"""Who is here: sessions see each other, and those that are over vanish by themselves."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from store import presence
from store.presence import FOLDER, Presence


@pytest.fixture
def lea(tmp_path: Path) -> Presence:
    return Presence(tmp_path, "lea")


def files(folder: Path) -> list[Path]:
    return sorted((folder / FOLDER).iterdir())


def test_sessions_see_where_the_others_are(tmp_path: Path, lea: Presence) -> None:
    jan = Presence(tmp_path, "jan")
    assert jan.others() == ()
    lea.tell("reader", "d3")
    jan.tell("demands", "")
    assert [(one.name, one.pane, one.document) for one in jan.others()] == [("lea", "reader", "d3")]
    assert [one.name for one in lea.others()] == ["jan"] and jan.others()[0].since
    lea.leave()
    assert jan.others() == () and len(files(tmp_path)) == 1


def test_who_looks_while_a_session_begins_does_not_end_it(
    tmp_path: Path, lea: Presence, monkeypatch: pytest.MonkeyPatch
) -> None:
    jan, lock, seen = Presence(tmp_path, "jan"), presence.fcntl.flock, []

    def looked_at(fd: int, how: int) -> None:
        if how & presence.fcntl.LOCK_EX:
            seen.append(jan.others())
        lock(fd, how)

    monkeypatch.setattr(presence.fcntl, "flock", looked_at)
    lea.tell("reader", "d1")
    assert seen == [()]
    assert [(one.name, one.pane) for one in jan.others()] == [("lea", "reader")]


def test_two_sessions_of_one_reviewer_are_two(tmp_path: Path, lea: Presence) -> None:
    second = Presence(tmp_path, "lea")
    lea.tell("reader", "d1")
    second.tell("notes", "d1")
    assert [one.pane for one in lea.others()] == ["notes"]


def test_the_disk_is_written_to_once_a_minute_or_on_a_change(
    tmp_path: Path, lea: Presence, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1000.0
    monkeypatch.setattr(presence.time, "monotonic", lambda: now)
    written: list[bytes] = []
    monkeypatch.setattr(lea, "_write", written.append)
    for moment, place in [(0, "d1"), (1, "d1"), (2, "d2"), (6, "d2"), (30, "d2"), (67, "d2")]:
        now = 1000.0 + moment
        lea.tell("reader", place)
    assert len(written) == 3


def test_a_killed_session_is_gone_at_once(tmp_path: Path, lea: Presence) -> None:
    code = (
        "import sys, time; from pathlib import Path; from store.presence import Presence\n"
        "one = Presence(Path(sys.argv[1]), 'jan'); one.tell('reader', 'd1'); print('here', flush=True)\n"
        "time.sleep(60)"
    )
    child = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE)
    assert child.stdout is not None and child.stdout.readline() == b"here\n"
    assert [one.name for one in lea.others()] == ["jan"]
    child.kill()
    child.wait()
    child.stdout.close()
    assert lea.others() == () and files(tmp_path) == []


def test_a_session_that_beats_no_more_is_not_shown(tmp_path: Path, lea: Presence) -> None:
    jan = Presence(tmp_path, "jan")
    jan.tell("reader", "d1")
    long_ago = time.time() - presence.STALE - 1
    os.utime(files(tmp_path)[0], (long_ago, long_ago))
    assert lea.others() == () and len(files(tmp_path)) == 1
    jan._beat = 0.0
    jan.tell("reader", "d1")
    assert [one.name for one in lea.others()] == ["jan"]


def test_a_file_that_was_tidied_away_is_made_again(tmp_path: Path, lea: Presence) -> None:
    lea.tell("reader", "d1")
    files(tmp_path)[0].unlink()
    lea._beat = 0.0
    lea.tell("reader", "d1")
    assert len(files(tmp_path)) == 1
    lea.leave()


def test_planted_files_do_no_harm(tmp_path: Path, lea: Presence) -> None:
    lea.tell("reader", "d1")
    outside = tmp_path / "geheim"
    outside.write_text("bleibt")
    (tmp_path / FOLDER / "jan.1-x").symlink_to(outside)
    (tmp_path / FOLDER / "\x1b[2J.1").write_text("{}")
    os.mkfifo(tmp_path / FOLDER / "ben.2-y")
    assert lea.others() == () and outside.read_text() == "bleibt"


@pytest.mark.parametrize("said", [b"", b"[1]", b'{"pane": 7, "since": "x"}', b"\xff"])
def test_what_cannot_be_read_leaves_the_name(tmp_path: Path, lea: Presence, said: bytes) -> None:
    jan = Presence(tmp_path, "jan")
    jan._write(said)
    assert [(one.name, one.pane) for one in lea.others()] == [("jan", "")]


def test_a_folder_that_cannot_be_written_is_as_good_as_none(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("im Weg")
    alone = Presence(tmp_path, "lea")
    alone.tell("reader", "d1")
    assert alone.others() == ()
    alone.leave()
    assert Presence(None, "lea").others() == ()
