"""Several processes on one store, and processes that are killed.

The long mode kills 500 times:  python -m pytest tests/store/test_processes.py -m long
"""

import json
import os
import random
import select
import signal
import subprocess
import sys
import time

import pytest

from store.database import Database

WRITER = """
import sys
from pathlib import Path
from store.database import Database
from store.journal import Journal

folder, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
Journal.__init__.__defaults__ = (20_000, 1)  # segments are sealed all the time

def work(text):
    def inside(tx):
        counter = tx.get("o1")
        if text.endswith("7"):
            tx.put_file(f"documents/{text}.txt", text.encode())
        tx.patch("o1", {"name": counter["name"] + 1})
        return tx.add("notes", {"target": "d1", "text": text})["id"]
    return inside

with Database.open(folder) as database:
    database.lock_timeout = 60
    for number in range(count):
        done = database.transact(name, "note.add", work(f"{name} {number}"))
        print(number, done.seq, done.result, flush=True)
        if number % 50 == 20:
            database.snapshot()
"""


@pytest.fixture
def folder(tmp_path):
    with Database.create(tmp_path / "p.vermerk") as database:
        database.transact("lead", "project.edit", lambda tx: tx.add("project", {"name": 0}))
    return tmp_path / "p.vermerk"


def writer(folder, name, count):
    command = [sys.executable, "-c", WRITER, str(folder), name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def acknowledged(process):
    """Text → (seq, id) of every transaction the writer was told is durable. A torn last line is none."""
    lines = process.stdout.read().splitlines(keepends=True)
    process.stdout.close()
    process.wait()
    words = [line.split() for line in lines if line.endswith("\n")]
    return {number: (int(seq), record_id) for number, seq, record_id in words}


def check(folder, promised):
    """Nothing promised is missing, nothing is there twice, the counter counts, and the journal verifies."""
    with Database.open(folder) as database:
        assert database.damage is None
        texts = [record["text"] for record in database.scan("notes")]
        assert len(texts) == len(set(texts)), "none doubled"
        for text, (seq, record_id) in promised.items():
            assert database.get(record_id)["text"] == text
            assert database.last_change(record_id) == seq
            assert not text.endswith("7") or database.read_file(f"documents/{text}.txt") == text.encode()
        assert database.get("o1")["name"] == len(texts), "no update lost"
        assert [entry.seq for entry in database.entries()] == list(range(1, database.seq + 1))
        clients = {entry.client for entry in database.entries()}
        assert len(clients) == database.seq
        return len(texts)


def test_four_writers_lose_and_double_nothing(folder):
    count = 50
    with Database.open(folder) as reader:
        processes = {name: writer(folder, name, count) for name in ("anna", "bodo", "carla", "dörte")}
        seen = []
        while any(process.poll() is None for process in processes.values()):
            seen += [entry.seq for entry in reader.refresh()]
            time.sleep(0.01)
        promised = {
            f"{name} {number}": place
            for name, process in processes.items()
            for number, place in acknowledged(process).items()
        }
        seen += [entry.seq for entry in reader.refresh()]
        assert seen == list(range(2, 4 * count + 2)), "a reader sees every change once, in order"
        assert reader.count("notes") == 4 * count
    assert len(promised) == 4 * count
    assert check(folder, promised) == 4 * count


def storm(folder, kills, seed=20260703):
    """Four writers; again and again a random one is killed at a random moment and another takes its place."""
    chance = random.Random(seed)
    promised, running = {}, {}

    def collect(name):
        for number, place in acknowledged(running.pop(name)).items():
            promised[f"{name} {number}"] = place

    for turn in range(kills):
        while len(running) < 4:
            name = f"w{turn}-{len(running)}-{chance.random()}"
            running[name] = writer(folder, name, 100_000)
        # Every other time one that has begun to write, else whichever: some die while they start.
        name = chance.choice(list(running))
        if turn % 2:
            select.select([running[name].stdout], [], [], 60)
        time.sleep(chance.uniform(0.0, 0.12))
        running[name].send_signal(signal.SIGKILL)
        collect(name)
    time.sleep(0.3)
    for name in list(running):
        running[name].kill()
        collect(name)
    return promised


def test_killed_writers_lose_nothing_they_promised(folder):
    promised = storm(folder, kills=20)
    assert check(folder, promised) >= len(promised) > 20
    with Database.open(folder) as database:
        database.transact("lead", "note.add", lambda tx: tx.add("notes", {"text": "weiter"}))
        assert database.snapshot() is not None
    with Database.open(folder) as again:
        assert again.get("o1")["name"] == again.count("notes") - 1


@pytest.mark.long
def test_five_hundred_killed_writers_lose_nothing_they_promised(folder, request):
    if "long" not in request.config.getoption("-m"):
        pytest.skip("only with -m long")
    promised = storm(folder, kills=500)
    assert check(folder, promised) >= len(promised) > 500


def test_a_killed_writer_s_torn_line_is_nobodys_problem(folder):
    path = folder / "journal" / "0001.jsonl"
    with Database.open(folder) as writer, Database.open(folder) as reader:
        writer.transact("anna", "note.add", lambda tx: tx.add("notes", {"text": "eins"}))
        whole = path.read_bytes()
        last = whole.splitlines(keepends=True)[-1]
        for length in range(0, len(last), 7):
            path.write_bytes(whole + last[:length])
            reader.refresh()
            assert reader.count("notes") == 1 and reader.damage is None
        done = reader.transact("bodo", "note.add", lambda tx: tx.add("notes", {"text": "zwei"}))
        assert done.seq == 3
        assert [entry.seq for entry in writer.refresh()] == [3]
    check_lines(path, 3)


def check_lines(path, count):
    lines = path.read_bytes().splitlines()
    assert [json.loads(line)[0] for line in lines] == list(range(1, count + 1))


SNAPSHOTS = """
import sys
from pathlib import Path
from store.database import Database

with Database.open(Path(sys.argv[1])) as database:
    for _ in range(int(sys.argv[2])):
        print(database.snapshot().name, flush=True)
"""


def test_snapshots_while_others_write(folder):
    import tinydb

    with Database.open(folder) as database:
        database.snapshot()
    writing = writer(folder, "anna", 100)
    command = [sys.executable, "-c", SNAPSHOTS, str(folder), "10"]
    taking = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    sizes = []
    while any(process.poll() is None for process in taking):
        with tinydb.TinyDB(folder / "current.json", access_mode="r") as stock:
            notes = stock.table("notes").all()
            assert stock.table("project").all()[0]["name"] == len(notes), "an image is of one moment"
            sizes.append(len(notes))
    for process in taking:
        assert len(process.stdout.read().split()) == 10 and process.wait() == 0
        process.stdout.close()
    assert len(acknowledged(writing)) == 100
    with Database.open(folder) as database:
        assert database.snapshot().name == "101.json"
    assert len(os.listdir(folder / "snapshot")) == 4
