"""Long journals without an image of use: one process makes one, others wait for it."""

import errno
import threading
from contextlib import closing

import pytest

from store import file_replica, image, snapshot
from store.database import Database
from store.file_replica import FileReplica
from store.journal import Journal

TIMES = 12


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A project whose journal is long and has no image."""
    monkeypatch.setattr(snapshot, "LEAST_TAIL", 1_000)
    monkeypatch.setattr(snapshot, "is_due", lambda *given: False)
    with Database.create(tmp_path / "p.vermerk") as database:
        for number in range(TIMES):
            database.transact("anna", "add", lambda tx, n=number: tx.add("notes", {"text": f"{n:0100}"}))
    return tmp_path / "p.vermerk"


def replayed(folder):
    """How many notes there are, and how many bytes of the journal had to be read for that."""
    with Database.open(folder) as database:
        return database.count("notes"), database._replica.journal.tail


def images(folder):
    return sorted(path.name for path in (folder / "snapshot").iterdir())


def test_who_opens_it_first_leaves_an_image(folder):
    assert replayed(folder) == (TIMES, 0)
    assert images(folder) == ["12.idx", "12.json"]
    assert (folder / "current.json").readlink().name == "12.json"


def test_an_image_of_another_version_gives_way_to_one_of_this(folder, monkeypatch):
    monkeypatch.setattr(image, "FORMAT", image.FORMAT - 1)
    monkeypatch.setattr("store.image_writing.FORMAT", image.FORMAT)
    assert replayed(folder) == (TIMES, 0)
    monkeypatch.undo()
    monkeypatch.setattr(snapshot, "LEAST_TAIL", 1_000)
    assert replayed(folder) == (TIMES, 0)
    monkeypatch.setattr(file_replica.FileReplica, "_write_image", lambda *given: pytest.fail("written again"))
    assert replayed(folder) == (TIMES, 0)


def test_a_short_journal_is_read_at_once(folder, monkeypatch):
    monkeypatch.setattr(snapshot, "LEAST_TAIL", 1 << 20)
    assert replayed(folder)[1] > 1_000 and images(folder) == []


def test_journals_of_several_files_are_long_together(folder, monkeypatch):
    monkeypatch.setattr(Journal.__init__, "__defaults__", (0, 1))
    with Database.open(folder) as database:
        database.transact("anna", "add", lambda tx: tx.add("notes", {"text": "the next file"}))
    for path in (folder / "snapshot").iterdir():
        path.unlink()
    first, _ = (path.stat().st_size for path in sorted((folder / "journal").iterdir()))
    monkeypatch.setattr(snapshot, "LEAST_TAIL", first + 1)
    assert replayed(folder) == (TIMES + 1, 0)


def test_who_waited_takes_the_image_of_who_was_first(folder, monkeypatch):
    found, waiting = [], threading.Event()
    monkeypatch.setattr(
        snapshot.time, "sleep", lambda seconds: waiting.set() or threading.Event().wait(0.001)
    )
    thread = threading.Thread(target=lambda: found.append(replayed(folder)))
    with snapshot.claimed(folder / "snapshot"), closing(FileReplica(folder)) as first:
        thread.start()
        assert waiting.wait(30)
        snapshot.publish(first._write_image(folder / "snapshot"))
        monkeypatch.setattr(snapshot, "write", lambda *given: pytest.fail("written again"))
    thread.join(30)
    assert found == [(TIMES, 0)]


def test_nobody_waits_for_ever(folder, monkeypatch):
    monkeypatch.setattr(file_replica, "_LONGEST_WAIT", 0.0)
    with snapshot.claimed(folder / "snapshot"):
        count, read = replayed(folder)
    assert count == TIMES and read > 1_000 and images(folder) == []


@pytest.mark.parametrize("reason", [errno.ENOSPC, errno.EROFS])
def test_where_none_can_be_written_the_journal_is_read(folder, monkeypatch, reason):
    def fail(*given):
        raise OSError(reason, "no")

    monkeypatch.setattr(snapshot, "write_file", fail)
    count, read = replayed(folder)
    assert count == TIMES and read > 1_000


def test_who_may_not_write_does_not_try(folder, monkeypatch):
    monkeypatch.setattr(file_replica.os, "access", lambda path, mode: False)
    monkeypatch.setattr(FileReplica, "_write_image", lambda *given: pytest.fail("tried"))
    assert replayed(folder)[0] == TIMES


def test_a_damaged_journal_has_no_image_made(folder):
    path = folder / "journal" / "0001.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:8], b"x" * len(lines[8]) + b"\n", *lines[9:]]))
    with Database.open(folder) as database:
        assert database.damage is not None and database.count("notes") == 8
    assert images(folder) == []


def test_a_project_that_was_open_before_waits_for_nobody(folder, monkeypatch):
    """It may hold the lock when it finds its files replaced."""
    with Database.open(folder) as database:
        for path in (folder / "snapshot").iterdir():
            path.unlink()
        monkeypatch.setattr(FileReplica, "_leave_image", lambda *given: pytest.fail("waited"))
        database._replica._load()[0].close()
