"""A store of the older format is brought up to date by whoever may write, after a backup."""

import json
import os
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from store.care import migrate
from store.care.check import check
from store.database import Database
from store.errors import Refused
from store.folder import FORMAT, read_head
from store.lines import TRAILER, _closed, decode, durable_mark, first_chain


@pytest.fixture
def old(project, harm):
    """The project as the first format had it: no line tells what was durable."""
    chain, made = first_chain(read_head(project).store), []
    for line in harm.lines(project):
        body = line[:-TRAILER].rpartition(b",")[0]
        new, chain = _closed(body, chain)
        made.append(new)
    harm.write_lines(project, made)
    harm.drop_images(project)
    harm.head(project, format=1, reads=1)
    return project


def backups(folder):
    return sorted((folder / "backups").iterdir()) if (folder / "backups").exists() else []


def note(database):
    return database.transact("anna", "note.add", lambda tx: tx.add("notes", {"target": "d1", "text": "neu"}))


def test_opening_brings_it_up_to_date_after_a_backup(old, harm):
    lines = harm.lines(old)
    assert durable_mark(lines[0]) is None
    with Database.open(old) as database:
        assert database.read_only is None
        (backup,) = backups(old)
        assert database.brought_up == backup and backup.name.startswith("format-1-")
        note(database)
    assert read_head(old).format == read_head(old).reads == FORMAT
    now = harm.lines(old)
    assert now[:-1] == lines and durable_mark(now[-1]) is not None
    assert json.loads((backup / "store.json").read_text())["format"] == 1
    assert harm.lines(backup) == lines
    assert list(check(old)) == []
    assert {finding.kind for finding in check(backup)} == {"old-format"}


def test_it_is_done_once(old):
    Database.open(old).close()
    with Database.open(old) as database:
        assert database.brought_up is None
    assert len(backups(old)) == 1


def test_a_project_of_this_format_loads_nothing_of_it(project, monkeypatch):
    monkeypatch.setattr(migrate, "bring_up_to_date", None)
    Database.open(project).close()


def test_who_may_not_write_reads(old, monkeypatch):
    monkeypatch.setattr(migrate, "_may_write", lambda folder: False)
    with Database.open(old) as database:
        assert "older version" in str(database.read_only) and database.brought_up is None
        with pytest.raises(Refused):
            note(database)
    assert backups(old) == [] and read_head(old).format == 1


def test_without_a_backup_nothing_is_changed(old, monkeypatch):
    def full(*_):
        raise Refused("the disk is full")

    monkeypatch.setattr(migrate, "copy_project", full)
    with Database.open(old) as database:
        assert database.read_only is not None and database.get("d1")
    assert read_head(old).format == 1


def test_a_head_that_cannot_be_written_leaves_no_backup(old, monkeypatch):
    def broken(*_):
        raise OSError(5, "I/O error")

    monkeypatch.setattr(migrate, "write_head", broken)
    with Database.open(old) as database:
        assert database.read_only is not None
    assert backups(old) == []


def test_after_a_crash_between_backup_and_head_it_is_done_again(old, monkeypatch):
    class Killed(BaseException):
        pass

    def killed(*_):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(migrate, "write_head", killed)
        with pytest.raises(Killed):
            Database.open(old)
    assert len(backups(old)) == 1 and read_head(old).format == 1
    with Database.open(old) as database:
        assert database.read_only is None
        note(database)
    assert list(check(old)) == []


def test_several_at_once_do_no_harm(old, harm):
    lines = harm.lines(old)
    with ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(Database.open, [old] * 4))
    for database in opened:
        assert database.read_only is None
        note(database)
        database.close()
    assert list(check(old)) == []
    for backup in backups(old):
        assert harm.lines(backup) == lines
    assert sum(database.brought_up is not None for database in opened) == 1


def test_a_reader_who_had_it_open_may_write_afterwards(old, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(migrate, "_may_write", lambda folder: False)
        early = Database.open(old)
    with early:
        Database.open(old).close()
        early.refresh()
        assert early.read_only is None and note(early).seq


def test_a_damaged_store_is_left_as_it_is(old, harm):
    harm.overwrite(old / "journal" / "0001.jsonl", 40, b"\0")
    with Database.open(old) as database:
        assert database.damage is not None
    assert read_head(old).format == 1 and backups(old) == []


def test_backups_are_for_the_team(old):
    Database.open(old).close()
    assert stat.S_IMODE(os.stat(old / "backups").st_mode) == 0o2770
    assert decode(backups(old)[0].joinpath("journal/0001.jsonl").read_bytes().splitlines(True)[0]).seq == 1


def rewrite(old, harm, table, change):
    """Every record of the table in the journal's lines as ``change`` makes it, in a store of format 1."""
    chain, made = first_chain(read_head(old).store), []
    for line in harm.lines(old):
        fields = json.loads(line)[:8]
        for op in fields[5]:
            for side in (op[3], op[4]):
                if op[0] == table and side:
                    change(side)
        new, chain = _closed(json.dumps(fields, ensure_ascii=False).encode()[:-1], chain)
        made.append(new)
    harm.write_lines(old, made)
    harm.head(old, format=1, reads=1)


def test_notes_learn_in_which_document_they_stand(old, harm):
    with Database.open(old) as database:
        expected = {record["id"]: record["document"] for record in database.scan("notes")}
    rewrite(old, harm, "notes", lambda note: note.pop("document", None))
    with Database.open(old) as database:
        assert database.brought_up is not None
        assert {record["id"]: record["document"] for record in database.scan("notes")} == expected
        assert len(expected) > 1 and all(expected.values())
        assert next(database.entries_backward()).do == "migrate"
    assert [finding for finding in check(old) if finding.severity == "damage"] == []


def test_passages_that_are_not_open_say_so_as_they_do_now(old, harm):
    Database.open(old).close()
    rewrite(old, harm, "passages", lambda passage: passage.update(suspect=False))
    with Database.open(old) as database:
        assert {record["suspect"] for record in database.scan("passages")} == {None}
