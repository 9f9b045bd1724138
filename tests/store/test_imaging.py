"""Images that another process makes when the journal has grown."""

import os
import time

import pytest

from store import background, imaging, snapshot
from store.database import Database
from store.errors import Refused


@pytest.fixture
def database(tmp_path):
    with Database.create(tmp_path / "p.vermerk") as made:
        yield made


@pytest.fixture
def started(monkeypatch):
    """A short tail is long enough; counts the processes that would be started."""
    monkeypatch.setattr(snapshot, "LEAST_TAIL", 2_000)
    folders = []
    monkeypatch.setattr(imaging, "start", lambda folder: folders.append(folder) or 0)
    return folders


def add(database, times, length=500):
    for _ in range(times):
        database.transact("anna", "add", lambda tx: tx.add("notes", {"text": "x" * length}))


def test_a_long_tail_has_an_image_made_once(database, started):
    add(database, 2)
    assert started == []
    add(database, 2)
    assert started == [database.folder], "not again at once"
    add(database, 4)
    assert len(started) == 2


def test_one_process_at_a_time_is_started(database, started, monkeypatch):
    monkeypatch.setattr(imaging, "start", lambda folder: started.append(folder) or 4711)
    monkeypatch.setattr(background, "reap", lambda process: len(over) > 0)
    over = []
    add(database, 12)
    assert len(started) == 1
    over.append(True)
    add(database, 1)
    assert len(started) == 2


def test_the_tail_is_long_by_the_size_of_the_image(database, started):
    add(database, 40)
    database.snapshot()
    with Database.open(database.folder) as again:
        started.clear()
        add(again, 6)
        assert started == [] and again.snapshot_if_due() is None
        add(again, 6)
        assert started == [database.folder]
        assert again.snapshot_if_due().name == "52.json"


def test_however_large_the_image_a_tail_that_fills_the_memory_is_long(database, started, monkeypatch):
    add(database, 40)
    database.snapshot()
    monkeypatch.setattr(snapshot, "MOST_TAIL", 3_000)
    with Database.open(database.folder) as again:
        started.clear()
        add(again, 6)
        assert started == [database.folder]


def test_what_others_write_counts_too(database, started):
    with Database.open(database.folder) as other:
        add(other, 3)
        started.clear()
        database.refresh()
        add(database, 1)
        assert started == [database.folder]


def test_who_finds_another_at_it_leaves(database, started):
    add(database, 4)
    with snapshot.claimed(database.folder / "snapshot"), pytest.raises(Refused):
        database.snapshot_if_due()
    assert database.snapshot_if_due().name == "4.json"


def test_the_other_process_writes_an_image(database):
    add(database, 9, length=1 << 20)
    process = database._replica._imaging
    assert process
    deadline = time.monotonic() + 60
    while not background.reap(process):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    name = (database.folder / "current.json").readlink().name
    with Database.open(database.folder) as again:
        assert name in ("8.json", "9.json") and again.count("notes") == 9
        assert again._replica.journal.tail < 2 << 20


def test_without_a_python_to_start_nothing_happens(database, monkeypatch):
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    assert imaging.start(database.folder) == 0
    assert background.reap(os.getpid()), "no child of mine"


def test_in_memory_there_are_no_images():
    with Database.memory() as database:
        add(database, 1)
        assert database.snapshot_if_due() is None
