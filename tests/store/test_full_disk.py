"""A disk that is really full: a small file system of its own, or, where none may be mounted, a limit on how
large a file may grow. Another process works on it; a full disk by injection is in test_failing_calls.py.
"""

import json
import subprocess
import sys
from functools import cache

import pytest

from store.database import Database

#: Writes until the disk is full, twice: after the first time space is made. Tells what was acknowledged.
WORKER = """
import json, os, resource, signal, sys
from pathlib import Path
from store.database import Database
from store.errors import Full, StoreError

kind, folder = sys.argv[1], Path(sys.argv[2])
done, refused, other = [], [], []

def write(database, text, size, file):
    def work(tx):
        if file:
            tx.put_file(f"documents/{text}/v1.txt", b"x" * size)
        tx.add("notes", {"target": text, "text": "x" * size})
    try:
        done.append([database.transact("anna", "note.add", work).seq, text, size if file else 0])
        return True
    except Full as error:
        assert error.advice
        refused.append(text)
    except StoreError as error:
        other.append(repr(error))
    return False

def fill(database, turn):
    for number, size in enumerate([60_000] * 40 + [7_000] * 12 + [900] * 12 + [10] * 12):
        write(database, f"t{turn}.{number}", size, number % 5 == 4)

def limit(size):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
if kind == "limit":
    limit(600_000)
with Database.create(folder) as database:
    database.transact("lead", "note.add", lambda tx: tx.add("notes", {"text": "first"}))
    ballast = folder.parent / "ballast"
    if kind == "mount":
        ballast.write_bytes(bytes(400_000))
    fill(database, 0)
    assert refused and not other, (done, other)
    try:
        database.snapshot()
    except Full:
        refused.append("snapshot")
    before = len(done)
    if kind == "mount":
        ballast.unlink()
    else:
        limit(1_200_000)
    assert write(database, "resumed", 10, True), "writing goes on once there is space"
    fill(database, 1)
assert not other, other
import shutil
shutil.copytree(folder, sys.argv[3], symlinks=True)
print(json.dumps([done, refused]))
"""

MOUNTED = 'mount -t tmpfs -o size=1500k none "$1" && shift && exec "$@"'


@cache
def may_mount():
    """Whether this user may have a small file system for one process."""
    try:
        command = ["unshare", "--mount", "mount", "-t", "tmpfs", "none", "/mnt"]
        return subprocess.run(command, capture_output=True).returncode == 0
    except OSError:
        return False


@pytest.mark.parametrize("kind", ["limit", "mount"])
def test_a_full_disk_loses_nothing_and_work_goes_on_when_there_is_space(tmp_path, kind):
    if kind == "mount" and not may_mount():
        pytest.skip("only root may mount a file system")
    place, copy = tmp_path / "disk", tmp_path / "copy.vermerk"
    place.mkdir()
    command = [sys.executable, "-c", WORKER, kind, str(place / "p.vermerk"), str(copy)]
    if kind == "mount":
        command = ["unshare", "--mount", "sh", "-c", MOUNTED, "sh", str(place), *command]
    ran = subprocess.run(command, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    done, refused = json.loads(ran.stdout)
    assert len(done) > 5 and len(refused) > 5
    with Database.open(copy) as found:
        assert found.damage is None and found.seq == len(done) + 1
        for seq, text, file in done:
            (note,) = found.find("notes", "target", text)
            assert found.last_change(note["id"]) == seq
            assert not file or found.read_file(f"documents/{text}/v1.txt") == b"x" * file
        for text in refused:
            assert found.find("notes", "target", text) == []
