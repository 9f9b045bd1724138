"""Several Unix users on one project: the group may do everything, nobody else anything, whatever the umask.

Users and groups are mere numbers here; taking them on needs root. The modes are looked at as any user.
"""

import json
import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from store.database import Database
from store.journal import Journal

TEAM = 61_000
#: User number, own group, further groups.
CREATOR, MEMBER, STRANGER = (61_001, 61_001, [TEAM]), (61_002, 61_002, [TEAM]), (61_003, 61_003, [])
UMASKS = [0o022, 0o027, 0o077]

#: Becomes another user once everything is imported, and does what it is told, one thing after the other.
WORKER = """
import json, os, sys
from pathlib import Path
import store.review, encodings.idna, tempfile
from store.database import Database
from store.errors import StoreError
from store.journal import Journal

(user, group, groups), umask, folder, me, todo = json.loads(sys.argv[1])
folder = Path(folder)
os.setgroups(groups)
os.setgid(group)
os.setuid(user)
os.umask(umask)
Journal.__init__.__defaults__ = (700, 1)
database = None

def add(tx):
    return tx.add("notes", {"text": me})["id"]

def create():
    global database
    database = Database.create(folder)

def open_it():
    global database
    database = Database.open(folder)

def write():
    return database.transact(me, "note.add", add).result

def put_file():
    name = f"documents/{me}/v{database.seq}.txt"
    database.transact(me, "import", lambda tx: (tx.put_file(name, me.encode()), add(tx)))
    shared = f"documents/all/{me}{database.seq}.txt"
    database.transact(me, "import", lambda tx: (tx.put_file(shared, me.encode()), add(tx)))
    return [database.read_file(name).decode(), database.read_file(shared).decode()]

def read():
    database.refresh()
    return [note["text"] for note in database.scan("notes")]

def seal():
    before = database._replica.journal.position.segment
    while database._replica.journal.position.segment == before:
        write()

def snapshot():
    return database.snapshot().name

for name in todo:
    try:
        print(json.dumps([name, globals()[name]()]))
    except StoreError as error:
        print(json.dumps([name, {"error": type(error).__name__, "advice": error.advice}]))
"""


def act(user, umask, folder, me, *todo):
    """What came of each thing that another user did."""
    told = json.dumps([user, umask, str(folder), me, todo])
    ran = subprocess.run([sys.executable, "-c", WORKER, told], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    lines = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [name for name, _ in lines] == list(todo)
    return [result for _, result in lines]


def no_errors(results):
    assert not [result for result in results if isinstance(result, dict)], results
    return results


def modes(folder):
    """That every file of the project is the group's, and nobody else's."""
    for path in (folder, *folder.rglob("*")):
        found, image = path.lstat(), path.parent.name == "snapshot"
        wanted = 0o2770 if path.is_dir() else 0o440 if image else 0o660
        assert path.is_symlink() or stat.S_IMODE(found.st_mode) == wanted, f"{path}: {found.st_mode:o}"
        yield found.st_gid


@pytest.fixture
def place():
    """A folder that everybody can enter, and the team can write in."""
    if os.geteuid():
        pytest.skip("only root can act as several users")
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        team = Path(name, "team")
        team.mkdir()
        os.chown(team, 0, TEAM)
        team.chmod(0o2775)
        yield team / "p.vermerk"


EVERYTHING = ("write", "put_file", "seal", "snapshot", "read")


@pytest.mark.parametrize("umask", UMASKS, ids=oct)
def test_two_members_of_the_group_work_by_turns_and_a_stranger_cannot(place, umask):
    no_errors(act(CREATOR, umask, place, "anna", "create", *EVERYTHING))
    no_errors(act(MEMBER, umask, place, "bodo", "open_it", *EVERYTHING))
    *_, seen = no_errors(act(CREATOR, umask, place, "anna", "open_it", *EVERYTHING))
    assert seen.count("anna") > 4 and seen.count("bodo") > 4
    assert set(modes(place)) == {TEAM}
    for todo in ("open_it", "create"):
        (refused,) = act(STRANGER, umask, place, "carla", todo)
        assert refused["error"] == "Refused" and "group" in refused["advice"]
    with Database.open(place) as found:
        assert found.damage is None and found.count("notes") == len(seen)


def test_who_may_only_read_reads_and_is_told_why_not_to_write(place):
    no_errors(act(CREATOR, 0o077, place, "anna", "create", *EVERYTHING))
    for path in (place, *place.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() else 0o644)
    before = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    opened, seen, *rest = act(
        STRANGER, 0o022, place, "carla", "open_it", "read", "write", "put_file", "snapshot"
    )
    assert opened is None and "anna" in seen
    for refused in rest:
        assert refused["error"] == "Refused" and "group" in refused["advice"], rest
    assert {path: path.read_bytes() for path in place.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("umask", [0o000, *UMASKS, 0o777], ids=oct)
def test_modes_do_not_depend_on_the_umask(tmp_path, monkeypatch, umask):
    monkeypatch.setattr(Journal.__init__, "__defaults__", (700, 1))
    before = os.umask(umask)
    try:
        with Database.create(tmp_path / "p.vermerk") as database:
            for number in range(6):
                name = f"documents/{number}/v1.txt"
                database.transact("anna", "add", lambda tx, name=name: (tx.put_file(name, b"x"), add(tx)))
            database.snapshot()
    finally:
        os.umask(before)
    assert len(list(modes(tmp_path / "p.vermerk"))) > 20
    assert len(list((tmp_path / "p.vermerk" / "journal").iterdir())) > 1


def add(tx):
    tx.add("notes", {"text": "x" * 200})
