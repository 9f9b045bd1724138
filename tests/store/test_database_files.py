"""What stores in files do beyond what every store does."""

import errno
import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from tinydb import TinyDB

from store.database import Database
from store.disk import write_file
from store.errors import Conflict, Damaged, Full, NotFound, Refused, Unknown
from store.lines import encode
from store.model import TABLES, Entry, Op

NOTE = {"target": "d1", "text": "Prüfbericht „Straßen“"}


def add(database, table="notes", by="anna", **fields):
    return database.transact(by, "add", lambda tx: tx.add(table, fields or NOTE)).result


def add_in(tx):
    return tx.add("notes", NOTE)


def patch(database, record_id, by="anna", base_rev=None, **fields):
    return database.transact(by, "edit", lambda tx: tx.patch(record_id, fields, base_rev)).result


def delete(database, record_id, by="anna"):
    return database.transact(by, "remove", lambda tx: tx.delete(record_id))


@pytest.fixture
def project(tmp_path):
    with Database.create(tmp_path / "p.vermerk") as made:
        yield made


def test_a_store_is_made_once(tmp_path):
    Database.create(tmp_path / "p").close()
    with pytest.raises(Refused, match="already"):
        Database.create(tmp_path / "p")
    with pytest.raises(NotFound):
        Database.open(tmp_path / "q")
    (tmp_path / "file").write_text("x")
    with pytest.raises(Refused):
        Database.create(tmp_path / "file")


def test_everything_belongs_to_the_group_whatever_the_umask(tmp_path):
    before = os.umask(0o077)
    try:
        with Database.create(tmp_path / "p") as database:
            database.transact(
                "anna", "work", lambda tx: (tx.put_file("documents/d1/v1.txt", b"x"), add_in(tx))
            )
            database.snapshot()
    finally:
        os.umask(before)
    modes = {
        str(path.relative_to(tmp_path)): oct(stat.S_IMODE(path.stat().st_mode))
        for path in tmp_path.rglob("*")
        if not path.is_symlink()
    }
    for name, mode in modes.items():
        folder = (tmp_path / name).is_dir()
        image = name.startswith("p/snapshot/")
        assert mode == ("0o2770" if folder else "0o440" if image else "0o660"), name
    assert "p/documents/d1/v1.txt" in modes and "p/lock" in modes


def test_what_was_written_is_there_after_opening_again(project):
    add(project, text="eins")
    patch(project, "n1", text="zwei")
    add(project, "documents", tags=["t1"])
    delete(project, "n1")
    with Database.open(project.folder) as again:
        assert again.store_id == project.store_id and again.seq == 4
        assert list(again.scan("documents")) == list(project.scan("documents"))
        assert again.find("documents", "tags", "t1")[0]["id"] == "d1"
        assert again.history("n1") == project.history("n1")
        assert add(again)["id"] == "n2"


def test_others_changes_are_seen_and_built_upon(project):
    with Database.open(project.folder) as other:
        add(project)
        assert other.get("n1") is None
        assert [entry.do for entry in other.refresh()] == ["add"]
        patch(other, "n1", "bodo", 1, text="Bodo")
        with pytest.raises(Conflict):
            patch(project, "n1", "anna", 1, text="Anna")
        assert project.get("n1")["text"] == "Bodo", "the writer has caught up"
        assert [entry.by for entry in project.refresh()] == ["bodo"]
        assert project.refresh() == ()
        assert project.table("notes").insert(NOTE) == 2
        assert other.table("notes").insert(NOTE) == 3


def write_head(project, **fields):
    head = json.loads((project.folder / "store.json").read_text())
    (project.folder / "store.json").write_text(json.dumps(head | fields))


def test_what_is_no_head_of_a_store_is_damage(project):
    head = json.loads((project.folder / "store.json").read_text())
    assert head == {"format": 2, "store": project.store_id, "reads": 2, "first": 1}
    for wrong in ("{", "[]", "{}", '{"store": 3, "format": 2}', '{"store": "\udc80"}'):
        (project.folder / "store.json").write_bytes(wrong.encode("utf-8", "surrogateescape"))
        with pytest.raises(Damaged, match=r"store\.json"):
            Database.open(project.folder)


def test_a_newer_version_s_store_that_cannot_be_read_is_refused(project):
    write_head(project, format=4, reads=3)
    with pytest.raises(Refused, match="newer version"):
        Database.open(project.folder)


def test_a_newer_version_s_store_that_can_be_read_is_not_written(project):
    add(project)
    write_head(project, format=3)
    with Database.open(project.folder) as reader:
        assert reader.get("n1") and reader.damage is None
        assert "newer version" in str(reader.read_only) and reader.read_only.advice == "update the program"
        with pytest.raises(Refused, match="newer version"):
            add(reader)
    project.refresh()
    with pytest.raises(Refused, match="newer version"):  # brought up to date by somebody while open here
        add(project)
    write_head(project, format=2)
    project.refresh()
    assert add(project)["id"] == "n2" and project.read_only is None


def test_a_damaged_store_can_be_read_up_to_the_damage(project):
    for text in "abcd":
        add(project, text=text)
    path = project.folder / "journal" / "0001.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b'"text":"c"', b'"text":"x"'))
    with Database.open(project.folder) as damaged:
        assert [r["text"] for r in damaged.scan("notes")] == ["a", "b"]
        assert re.search(r"0001\.jsonl is damaged at byte \d+", str(damaged.damage))
        with pytest.raises(Damaged):
            add(damaged)
    assert len(path.read_bytes()) == len(whole)


def test_a_line_that_is_valid_but_senseless_is_damage(project):
    add(project)
    op = Op("notes", "n5", 2, {"text": "x"}, {"text": "y"}, 1)
    line, _ = encode(Entry(2, "2026", "anna", "", "edit", (op,)), project._replica.journal.position.chain)
    with open(project.folder / "journal" / "0001.jsonl", "ab") as file:
        file.write(line)
    with Database.open(project.folder) as damaged:
        assert damaged.seq == 1 and "n5" in str(damaged.damage)
        assert damaged.refresh() == () and damaged.generation == 0


def test_a_failed_write_leaves_the_state_untouched(project, monkeypatch):
    add(project)
    monkeypatch.setattr(os, "write", failing(errno.ENOSPC))
    with pytest.raises(Refused, match="No space left"):
        patch(project, "n1", text="x")
    monkeypatch.undo()
    assert project.get("n1")["text"] == NOTE["text"]
    assert patch(project, "n1", text="y")["rev"] == 2


def test_after_a_failed_sync_the_store_is_read_only(project, monkeypatch):
    monkeypatch.setattr(os, "fdatasync", failing(errno.EIO))
    with pytest.raises(Unknown):
        add(project)
    monkeypatch.undo()
    with pytest.raises(Unknown):
        add(project)
    assert project.count("notes") == 1


def failing(number):
    def fail(*_):
        raise OSError(number, os.strerror(number))

    return fail


def test_a_file_that_cannot_be_written_stops_the_transaction(project, monkeypatch):
    (project.folder / "documents").write_text("in the way")
    with pytest.raises(Refused, match="could not be written"):
        project.transact("anna", "work", lambda tx: (tx.put_file("documents/d1/v1.txt", b"x"), add_in(tx)))
    assert project.seq == 0


def with_files(tx):
    tx.put_file("documents/d1/v1.txt", b"x")
    tx.put_file("documents/d1/v1.orig.txt", b"y")
    return add_in(tx)


@pytest.mark.parametrize(
    "failing", ["store.other_files.write_file", "store.segment.Segment.append", "store.journal.encode"]
)
def test_a_transaction_that_is_not_written_leaves_no_file(project, monkeypatch, failing):
    before = sorted(project.folder.rglob("*"))
    write = write_file

    def full(*given):
        if isinstance(given[0], Path) and given[0].name == "v1.txt":
            return write(*given)
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(failing, full)
        with pytest.raises(Full):
            project.transact("anna", "work", with_files)
    documents = project.folder / "documents"
    assert sorted(path for path in project.folder.rglob("*") if path != documents) == before
    assert project.transact("anna", "work", with_files).seq == 1
    assert project.read_file("documents/d1/v1.orig.txt") == b"y"
    with monkeypatch.context() as patch:
        patch.setattr(failing, full)
        with pytest.raises(Full):
            project.transact("anna", "work", with_files)
    assert project.read_file("documents/d1/v1.txt") == b"x", "it was there before"


def test_an_interrupt_between_writing_and_applying_loses_nothing(project, monkeypatch):
    add(project)
    state = project._replica.state
    monkeypatch.setattr(state, "apply", interrupted)
    with pytest.raises(KeyboardInterrupt):
        add(project, text="geschrieben")
    project.refresh()
    assert [r["text"] for r in project.scan("notes")] == [NOTE["text"], "geschrieben"]
    assert add(project)["id"] == "n3"


def interrupted(*_):
    raise KeyboardInterrupt


def test_a_restored_backup_is_loaded_never_written_upon(project):
    add(project, text="alt")
    journal = project.folder / "journal" / "0001.jsonl"
    backup = journal.read_bytes()
    add(project, text="neu")
    journal.write_bytes(backup)
    with pytest.raises(Refused, match="replaced"):
        add(project, text="stale")
    assert journal.read_bytes() == backup
    assert [r["text"] for r in project.scan("notes")] == ["alt"]
    assert project.generation == 1 and [entry.seq for entry in project.refresh()] == [1]
    assert add(project, text="weiter")["id"] == "n2"


def test_another_store_in_the_same_place_is_noticed(project, tmp_path):
    add(project, text="alt")
    with Database.create(tmp_path / "other") as other:
        add(other, text="anders")
    project.folder.rename(tmp_path / "away")
    (tmp_path / "other").rename(project.folder)
    project.refresh()
    assert [r["text"] for r in project.scan("notes")] == ["anders"]
    assert project.generation == 1 and add(project)["id"] == "n2"


def test_a_database_does_not_write_after_a_fork(project):
    project._writer._pid -= 1
    with pytest.raises(Refused, match="another process"):
        add(project)


def test_current_json_is_what_stock_tinydb_expects(project):
    add(project, text="ä\ud800\n„“")
    add(project, "documents", title="x", tags=["t1"])
    assert project.snapshot() == project.folder / "snapshot" / "2.json"
    with TinyDB(project.folder / "current.json", access_mode="r") as stock:
        assert stock.tables() == set(TABLES)
        for name in TABLES:
            assert list(stock.table(name)) == list(project.scan(name)) == list(project.table(name))
    assert Database.memory().snapshot() is None


def test_importing_the_store_loads_no_screen_and_no_reader():
    code = "import sys, store.database; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    packages = {name.partition(".")[0] for name in set(loaded.split()) - {"content", "content.messages"}}
    assert not {"textual", "rich", "lxml", "content", "asyncio"} & packages
