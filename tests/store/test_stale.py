"""Who slept while others worked: stopped holders of the lock, stale readers and writers, clocks set back."""

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

from store.database import Database
from store.errors import Busy, Refused
from store.journal import Journal

HOLD = """
import sys
from pathlib import Path
from store.database import Database

def work(tx):
    tx.add("notes", {"text": "held"})
    print("held", flush=True)
    sys.stdin.readline()

with Database.open(Path(sys.argv[1])) as database:
    database.transact("anna", "note.add", work)
    print("written", flush=True)
"""


def add(database, text):
    return database.transact("anna", "note.add", lambda tx: tx.add("notes", {"text": text})).seq


def texts(database):
    return [note["text"] for note in database.scan("notes")]


def files(folder):
    return {path: path.read_bytes() for path in (folder / "journal").iterdir()}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A project with files of a few lines, so that segments are sealed all the time."""
    monkeypatch.setattr(Journal.__init__, "__defaults__", (700, 1))
    with Database.create(tmp_path / "p.vermerk") as database:
        add(database, "first")
    return tmp_path / "p.vermerk"


@contextmanager
def holder(folder):
    """Another process in the middle of a transaction."""
    command = [sys.executable, "-c", HOLD, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


@contextmanager
def impatient(folder):
    with Database.open(folder) as database:
        database.lock_timeout = 0.05
        yield database


def test_a_stopped_holder_keeps_others_out_by_name_until_it_goes_on(folder):
    with holder(folder) as process, impatient(folder) as database:
        process.send_signal(signal.SIGSTOP)
        with pytest.raises(Busy, match=rf"process {process.pid} \(\w+\) since \d") as caught:
            add(database, "too early")
        assert caught.value.advice
        assert database.refresh() == () and texts(database) == ["first"], "reading goes on"
        process.send_signal(signal.SIGCONT)
        process.stdin.write("\n")
        process.stdin.flush()
        assert process.stdout.readline() == "written\n"
        assert add(database, "mine") == 3 and texts(database) == ["first", "held", "mine"]


def test_a_holder_that_is_killed_while_stopped_leaves_the_lock_and_nothing_else(folder):
    with holder(folder) as process, impatient(folder) as database:
        process.send_signal(signal.SIGSTOP)
        process.kill()
        process.wait()
        assert add(database, "mine") == 2 and texts(database) == ["first", "mine"]


def test_a_clock_set_back_a_day_changes_no_order_and_no_time_runs_backwards(folder, monkeypatch):
    now, day = time.time(), 24 * 60 * 60
    monkeypatch.setattr(time, "time", lambda: now)
    with Database.open(folder) as before, Database.open(folder) as other:
        add(before, "today")
        now -= day
        add(other, "yesterday, by its clock")
        with Database.open(folder) as reopened:
            add(reopened, "opened yesterday")
        now += 2 * day
        add(before, "tomorrow")
        other.refresh()
        entries = list(other.entries())
        assert [entry.seq for entry in entries] == [1, 2, 3, 4, 5]
        assert texts(other)[1:] == ["today", "yesterday, by its clock", "opened yesterday", "tomorrow"]
        times = [entry.at for entry in entries]
        assert times == sorted(times) and times[1] == times[2] == times[3] < times[4]


def much_happens(folder):
    """Segments are sealed, images come and go."""
    with Database.open(folder) as busy:
        for number in range(30):
            add(busy, f"busy {number}")
            if number % 6 == 0:
                busy.snapshot()
        assert busy._replica.journal.position.segment > 5


@pytest.mark.parametrize("imaged", [False, True])
def test_who_slept_while_segments_were_sealed_and_images_removed_sees_all_in_order(folder, imaged):
    with Database.open(folder) as database:
        if imaged:
            database.snapshot()
    with Database.open(folder) as reader, Database.open(folder) as writer:
        much_happens(folder)
        assert [entry.seq for entry in reader.refresh()] == list(range(2, 32))
        assert texts(reader) == ["first", *(f"busy {number}" for number in range(30))]
        assert add(writer, "awake") == 32 and texts(writer)[-2:] == ["busy 29", "awake"]
        assert reader.generation == writer.generation == 0
        shutil.rmtree(folder / "snapshot")
        assert texts(writer)[0] == "first" and reader.get("n1")["text"] == "first"


def restored(folder, tmp_path, extra, other_id):
    """Puts a backup in place of the project, under the same names, and writes ``extra`` changes there."""
    backup = tmp_path / "backup.vermerk"
    if other_id:
        with Database.create(backup) as made:
            add(made, "first")
    else:
        shutil.copytree(folder, backup, symlinks=True)
    with Database.open(folder) as database:
        add(database, "lost")
        add(database, "lost too")
    sleepers = [Database.open(folder) for _ in range(3)]
    shutil.rmtree(folder)
    os.rename(backup, folder)
    with Database.open(folder) as database:
        for number in range(extra):
            add(database, f"after {number}")
    return sleepers


@pytest.mark.parametrize("other_id", [False, True], ids=["same id", "another id"])
@pytest.mark.parametrize("extra", [0, 1, 2, 20], ids=["shorter", "one less", "as long", "longer"])
def test_who_slept_while_a_backup_was_restored_reloads_and_never_writes_onto_it(
    folder, tmp_path, extra, other_id
):
    reader, writer, seer = sleepers = restored(folder, tmp_path, extra, other_id)
    try:
        there, before = ["first", *(f"after {number}" for number in range(extra))], files(folder)
        with pytest.raises(Refused, match="replaced") as caught:
            add(writer, "onto it")
        assert caught.value.advice and files(folder) == before
        news = reader.refresh()
        assert [entry.seq for entry in news] == [len(there)], "the last entry stands for everything"
        assert reader.generation == 1 and texts(reader) == there
        assert seer.snapshot() is None or texts(seer) == there
        assert files(folder) == before
        for database in (writer, reader, seer):
            add(database, "on it")
        seer.refresh()
        assert texts(seer) == [*there, "on it", "on it", "on it"]
    finally:
        for database in sleepers:
            database.close()
