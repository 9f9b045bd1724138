"""What every store does, in memory and in files alike; what only files do is at the end."""

import errno
import json
import os
import re
import stat
import threading
from datetime import UTC, datetime

import pytest
from tinydb import TinyDB, where
from tinydb.table import Document, Table

from store.database import Database, RecordTable
from store.errors import Busy, Conflict, Damaged, NotFound, Refused, Unknown
from store.model import TABLES

NOTE = {"target": "d1", "text": "Prüfbericht „Straßen“"}


@pytest.fixture(params=["memory", "file"])
def database(request, tmp_path):
    made = Database.memory() if request.param == "memory" else Database.create(tmp_path / "p.vermerk")
    with made:
        yield made


@pytest.fixture
def project(tmp_path):
    with Database.create(tmp_path / "p.vermerk") as made:
        yield made


def add(database, table="notes", by="anna", **fields):
    return database.transact(by, "add", lambda tx: tx.add(table, fields or NOTE)).result


def patch(database, record_id, by="anna", base_rev=None, **fields):
    return database.transact(by, "edit", lambda tx: tx.patch(record_id, fields, base_rev)).result


def delete(database, record_id, by="anna"):
    return database.transact(by, "remove", lambda tx: tx.delete(record_id))


def members(database, record_id, add=(), remove=(), field="tags"):
    return database.transact("anna", "tag", lambda tx: tx.members(record_id, field, add, remove)).result


# Adding and reading


def test_a_new_record_has_every_field(database):
    record = add(database, "documents", title="Haushalt")
    assert {key: record[key] for key in ("id", "rev", "by", "title", "date", "tags")} == {
        "id": "d1", "rev": 1, "by": "anna", "title": "Haushalt", "date": None, "tags": [],
    }  # fmt: skip
    assert set(record) == {"id", "uid", "rev", "by", "at", *TABLES["documents"].fields}
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", record["at"])
    assert database.get("d1") == record


def test_a_transaction_says_what_it_came_to(database):
    def work(tx):
        tx.add("notes", NOTE)
        return tx.add("tags", {"name": "Frist"})["id"]

    done = database.transact("anna", "note.add", work)
    assert (done.seq, done.ids, done.result) == (1, ("n1", "t1"), "t1")
    assert (done.entry.by, done.entry.do, done.entry.seq) == ("anna", "note.add", 1)
    assert re.fullmatch("[0-9a-f]{32}", done.entry.client)
    assert database.entry(1) == done.entry
    assert database.seq == 1


def test_nothing_to_do_writes_nothing(database):
    add(database)
    done = database.transact("anna", "edit", lambda tx: tx.patch("n1", {"text": NOTE["text"]}))
    assert (done.seq, done.ids, done.entry) == (1, (), None)
    done = database.transact("anna", "note.add", lambda tx: tx.delete(tx.add("notes", NOTE)["id"]))
    assert done.entry is None
    assert database.get("n1")["rev"] == 1
    assert len(list(database.entries())) == 1


def test_records_come_in_id_order(database):
    for number in range(12):
        add(database, text=str(number), target="d2" if number % 3 else "d1")
    delete(database, "n4")
    old = database.history("n4")[-1][1].old
    database.transact("anna", "undo", lambda tx: tx.restore(old))
    assert [record["id"] for record in database.scan("notes")] == [f"n{n}" for n in range(1, 13)]
    assert [record["id"] for record in database.find("notes", "target", "d1")] == ["n1", "n4", "n7", "n10"]
    assert database.count("notes") == 12


def test_indexes_follow_changes(database):
    add(database, "events", state="suggested", document="d1")
    add(database, "events", state="suggested", document="d2")
    patch(database, "e1", state="confirmed")
    members(database, "e2", ["t1", "t2"])
    members(database, "e2", ["t3"], ["t1"])
    assert [r["id"] for r in database.find("events", "state", "suggested")] == ["e2"]
    assert [r["id"] for r in database.find("events", "state", "confirmed")] == ["e1"]
    assert [r["id"] for r in database.find("events", "tags", "t3")] == ["e2"]
    assert database.find("events", "tags", "t1") == []
    delete(database, "e2")
    assert database.find("events", "tags", "t3") == database.find("events", "document", "d2") == []
    with pytest.raises(ValueError, match="not indexed"):
        database.find("events", "label", "x")


def test_what_does_not_exist_is_none(database):
    assert [database.get(words) for words in ("n1", "", "x9", "n", "nonsense", "n-1", "n²")] == [None] * 7
    assert database.last_change("n1") == 0
    assert database.history("n1") == []
    with pytest.raises(NotFound):
        database.entry(1)
    with pytest.raises(Refused, match="no table"):
        database.count("pictures")


def test_callers_cannot_change_the_store_through_what_they_got(database):
    spans = [[1, 2]]
    add(database, "passages", spans=spans, tags=["t1"], document="d1")
    spans[0][0] = 99
    for record in (
        database.get("p1"),
        database.find("passages", "document", "d1")[0],
        next(database.scan("passages")),
        database.entry(1).ops[0].new,
        database.table("passages").all()[0],
    ):
        record["spans"][0][0] = 77
        record["tags"].append("t9")
        record["quote"] = "changed"
    assert database.get("p1")["spans"] == [[1, 2]]
    assert database.get("p1")["tags"] == ["t1"] and database.get("p1")["quote"] is None

    def meddle(tx):
        tx.get("p1")["spans"][0][0] = 55
        tx.add("passages", {"spans": [[3, 4]]})["spans"].append("more")

    database.transact("anna", "add", meddle)
    assert database.get("p1")["spans"] == [[1, 2]] and database.get("p2")["spans"] == [[3, 4]]


@pytest.mark.parametrize(
    ("table", "fields", "words"),
    [
        ("notes", {"txet": "x"}, "no field 'txet'"),
        ("pictures", {}, "no table 'pictures'"),
        ("notes", {"text": float("nan")}, "cannot hold"),
        ("notes", {"text": b"bytes"}, "cannot hold"),
        ("notes", {"text": {1: "x"}}, "must be strings"),
        ("notes", {"id": "n7"}, "no field 'id'"),
    ],
)
def test_what_a_table_cannot_hold_is_refused(database, table, fields, words):
    with pytest.raises(Refused, match=words):
        database.transact("anna", "add", lambda tx: tx.add(table, fields))
    assert database.seq == 0


# Changing


def test_patches_to_different_fields_merge(database):
    add(database)
    patch(database, "n1", "anna", 1, text="neu")
    record = patch(database, "n1", "bodo", 1, resolved=True)
    assert (record["text"], record["resolved"], record["rev"]) == ("neu", True, 3)
    assert record["by"] == "anna", "by is who made the record"


def test_patches_to_one_field_conflict_with_both_values(database):
    add(database)
    patch(database, "n1", "bodo", 1, text="Bodos Fassung")
    patch(database, "n1", "carla", 2, resolved=True)
    with pytest.raises(Conflict) as caught:
        patch(database, "n1", "anna", 1, text="Annas Fassung")
    conflict = caught.value
    assert (conflict.record, conflict.field, conflict.by) == ("n1", "text", "bodo")
    assert (conflict.mine, conflict.theirs) == ("Annas Fassung", "Bodos Fassung")
    assert database.get("n1")["text"] == "Bodos Fassung" and database.seq == 3


def test_wanting_the_same_value_is_no_conflict(database):
    add(database)
    patch(database, "n1", "bodo", 1, text="gleich")
    assert patch(database, "n1", "anna", 1, text="gleich")["rev"] == 2


def test_a_field_that_is_again_as_it_was_read_is_no_conflict(database):
    add(database)
    patch(database, "n1", "bodo", text="x")
    patch(database, "n1", "bodo", text=NOTE["text"])
    assert patch(database, "n1", "anna", 1, text="y")["text"] == "y"


def test_a_restored_record_conflicts_only_where_it_differs(database):
    add(database)
    patch(database, "n1", "bodo", text="x")
    delete(database, "n1", "bodo")
    old = database.history("n1")[-1][1].old
    database.transact("carla", "undo", lambda tx: tx.restore(old))
    with pytest.raises(Conflict, match="text was changed by carla"):
        patch(database, "n1", "anna", 1, text="y")
    assert patch(database, "n1", "anna", 1, resolved=True)["resolved"] is True


def test_a_revision_that_is_still_to_come_is_refused(database):
    add(database)
    with pytest.raises(Refused, match="no revision 7"):
        patch(database, "n1", base_rev=7, text="x")


def test_changing_a_deleted_record_says_who_deleted_it(database):
    add(database)
    delete(database, "n1", "bodo")
    with pytest.raises(NotFound, match="n1 was deleted by bodo"):
        patch(database, "n1", base_rev=1, text="x")
    with pytest.raises(NotFound, match="there is no n2"):
        delete(database, "n2")


def test_only_effective_members_are_journalled(database):
    add(database, "documents", tags=["t1", "t2", "t1"])
    record = members(database, "d1", ["t2", "t3"], ["t1", "t9"])
    assert record["tags"] == ["t2", "t3"]
    op = database.entry(2).ops[0]
    assert (op.kind, op.new, op.old) == ("patch", {"tags": {"add": ["t3"], "remove": ["t1"]}}, {})
    assert database.transact("anna", "tag", lambda tx: tx.members("d1", "tags", ["t3"])).entry is None


def test_sets_change_by_members_only(database):
    add(database, "documents", title="x")
    with pytest.raises(Refused, match="adding and removing members"):
        patch(database, "d1", tags=["t1"])
    with pytest.raises(Refused, match="title is not a set"):
        members(database, "d1", ["t1"], field="title")


def test_two_who_tag_at_once_lose_nothing(database):
    add(database, "documents", title="x")
    members(database, "d1", ["t1"])
    assert members(database, "d1", ["t2"])["tags"] == ["t1", "t2"]


def test_a_deleted_record_comes_back_with_its_history(database):
    record = add(database)
    patch(database, "n1", text="neu")
    delete(database, "n1", "bodo")
    assert database.get("n1") is None and database.count("notes") == 0
    assert database.last_change("n1") == 3
    old = database.history("n1")[-1][1].old
    back = database.transact("carla", "undo", lambda tx: tx.restore(old), undoes=3)
    assert back.ids == (), "it is no new record"
    assert back.result | {"rev": 1, "text": NOTE["text"]} == record
    steps = database.history("n1")
    assert [(entry.seq, entry.by, op.kind, op.rev, op.previous) for entry, op in steps] == [
        (1, "anna", "add", 1, 0),
        (2, "anna", "patch", 2, 1),
        (3, "bodo", "delete", 3, 2),
        (4, "carla", "add", 4, 3),
    ]
    assert steps[1][1].old == {"text": NOTE["text"]} and steps[3][0].undoes == 3
    with pytest.raises(Refused, match="not deleted"):
        database.transact("anna", "undo", lambda tx: tx.restore(old))


def test_numbers_are_not_given_out_again(database):
    add(database)
    delete(database, "n1")
    assert add(database)["id"] == "n2"
    never = database.get("n2") | {"id": "n9"}
    with pytest.raises(Refused, match="n9 never was"):
        database.transact("anna", "undo", lambda tx: tx.restore(never))


# Transactions


def test_work_sees_its_own_writes(database):
    add(database)

    def work(tx):
        tx.add("notes", {"target": "d1", "text": "zwei"})
        tx.patch("n1", {"target": "d2"})
        tx.patch("n1", {"text": "eins"})
        assert tx.get("n1")["text"] == "eins" and tx.get("n1")["rev"] == 2
        assert [r["id"] for r in tx.find("notes", "target", "d1")] == ["n2"]
        assert [r["id"] for r in tx.scan("notes")] == ["n1", "n2"]
        tx.delete("n1")
        assert tx.count("notes") == 1 and tx.get("n1") is None
        assert database.get("n1")["text"] == NOTE["text"], "nobody else sees them"

    database.transact("anna", "work", work)
    assert [r["id"] for r in database.scan("notes")] == ["n2"]


def test_several_writes_to_a_record_are_one_operation(database):
    def work(tx):
        tx.add("documents", {"title": "a"})
        tx.patch("d1", {"title": "b"})
        tx.members("d1", "tags", ["t1", "t2"])
        tx.members("d1", "tags", [], ["t1"])

    done = database.transact("anna", "document.add", work)
    assert [(op.kind, op.rev, op.new["title"], op.new["tags"]) for op in done.entry.ops] == [
        ("add", 1, "b", ["t2"])
    ]


def test_work_that_raises_leaves_nothing(database):
    add(database)

    def work(tx):
        tx.add("notes", NOTE)
        tx.patch("n1", {"text": "x"})
        tx.put_file("documents/d1/v1.txt", b"x")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        database.transact("anna", "work", work)
    assert [r["text"] for r in database.scan("notes")] == [NOTE["text"]]
    assert database.seq == 1 and add(database)["id"] == "n2"
    with pytest.raises(NotFound):
        database.read_file("documents/d1/v1.txt")


def test_a_transaction_is_over_when_its_work_is(database):
    kept = []
    database.transact("anna", "work", lambda tx: kept.append(tx))
    with pytest.raises(RuntimeError):
        kept[0].add("notes", NOTE)
    with pytest.raises(RuntimeError, match="inside another"):
        database.transact("anna", "work", lambda tx: add(database))
    assert add(database)["id"] == "n1", "and the next one works"


def test_time_never_runs_backwards(database, monkeypatch):
    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2001, 1, 1, tzinfo=UTC)

    first = add(database)["at"]
    monkeypatch.setattr("store.database.datetime", Clock)
    assert add(database)["at"] == first
    assert database.entry(2).at == first


def test_files_are_there_when_the_transaction_is(database):
    database.transact("anna", "work", lambda tx: (tx.put_file("documents/d1/v1.txt", b"Text"), add_in(tx)))
    assert database.read_file("documents/d1/v1.txt") == b"Text"
    for path in ("/etc/passwd", "../x", "documents/../../x", ""):
        with pytest.raises(Refused, match="not a path inside"):
            database.transact("anna", "work", lambda tx, path=path: tx.put_file(path, b""))


def add_in(tx):
    return tx.add("notes", NOTE)


def test_history_reads_both_ways(database):
    for text in "abc":
        add(database, text=text)
    assert [entry.seq for entry in database.entries(1)] == [2, 3]
    assert [entry.seq for entry in database.entries_backward()] == [3, 2, 1]
    assert database.refresh() == (), "my own changes are no news"


def test_odd_strings_survive(database):
    text = "a\nb\u2028\x00\x1b[31m\ud800 „ß“ 🙂 \u202e"
    add(database, text=text)
    assert database.get("n1")["text"] == database.entry(1).ops[0].new["text"] == text


def test_threads_share_a_database(database):
    def work():
        for _ in range(20):
            add(database)
            database.refresh()
            assert [r["id"] for r in database.scan("notes")][:1] == ["n1"]

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [r["id"] for r in database.scan("notes")] == [f"n{n}" for n in range(1, 81)]
    assert database.refresh() == ()
    assert [entry.seq for entry in database.entries()] == list(range(1, 81))


def test_another_thread_waits_for_the_writer_only_so_long(database):
    database.lock_timeout = 0.05
    caught = []

    def other():
        try:
            add(database)
        except Busy as error:
            caught.append(error)

    def work(tx):
        thread = threading.Thread(target=other)
        thread.start()
        assert database.count("notes") == 0, "reading does not wait"
        thread.join()

    database.transact("anna", "work", work)
    assert len(caught) == 1


def test_a_closed_database_refuses(database):
    database.close()
    with pytest.raises(Refused, match="closed"):
        add(database)


# TinyDB's tables


def test_tinydb_has_the_hooks_that_are_used():
    for hook in ("_read_table", "_update_table", "_get_next_id"):
        assert callable(getattr(Table, hook)) and getattr(RecordTable, hook) is not getattr(Table, hook)


def test_tinydb_reads(database):
    for text in ("eins", "zwei", "drei"):
        add(database, text=text)
    table = database.table("notes")
    assert isinstance(table, Table) and len(table) == 3
    assert [(doc.doc_id, doc["text"]) for doc in table] == [(1, "eins"), (2, "zwei"), (3, "drei")]
    assert table.get(doc_id=2)["text"] == "zwei" and table.get(doc_id=9) is None
    assert table.get(where("text") == "drei").doc_id == 3
    assert [doc.doc_id for doc in table.get(doc_ids=[3, 1])] == [1, 3]
    assert [doc.doc_id for doc in table.search(where("text").matches("zw|dr"))] == [2, 3]
    assert table.contains(doc_id=1) and table.count(where("text") == "eins") == 1
    assert table.storage.read()["notes"]["2"] == database.get("n2")
    with pytest.raises(Refused):
        table.storage.write({})


def test_tinydb_searches_see_the_latest(database):
    table = database.table("notes")
    query = where("target") == "d1"
    assert table.search(query) == []
    add(database)
    assert len(table.search(query)) == 1


def test_tinydb_writes_are_journalled(database):
    table = database.table("tags")
    assert table.insert({"name": "Frist"}) == 1
    assert table.insert_multiple([{"name": "Geld"}, {"name": "Ort"}]) == [2, 3]
    assert table.update({"colour": "red"}, where("name") == "Geld") == [2]
    assert table.update(lambda doc: doc.update(hotkey="1"), doc_ids=[3, 9]) == [3]
    assert table.upsert({"name": "Ort", "hotkey": "2"}, where("name") == "Ort") == [3]
    assert table.upsert({"name": "Neu"}, where("name") == "Neu") == [4]
    assert table.upsert(Document({"colour": "blue"}, doc_id=1)) == [1]
    assert table.remove(where("name") == "Geld") == [2]
    assert [(r["id"], r["name"], r["colour"], r["hotkey"]) for r in database.scan("tags")] == [
        ("t1", "Frist", "blue", None), ("t3", "Ort", None, "2"), ("t4", "Neu", None, None),
    ]  # fmt: skip
    assert [entry.by for entry in database.entries()] == ["tinydb"] * 8
    assert database.entry(3).ops[0].new == {"colour": "red"}
    table.truncate()
    assert len(table) == 0 and table.insert({"name": "x"}) == 5
    assert [op.kind for op in database.entry(9).ops] == ["delete"] * 3


def test_tinydb_changes_sets_by_members(database):
    add(database, "documents", tags=["t1", "t2"])
    database.table("documents").update({"tags": ["t2", "t3"]}, doc_ids=[1])
    assert database.entry(2).ops[0].new == {"tags": {"add": ["t3"], "remove": ["t1"]}}


def test_tinydb_cannot_break_the_rules(database):
    table = database.table("tags")
    table.insert({"name": "x"})
    with pytest.raises(Refused, match="no field"):
        table.insert({"titel": "x"})
    with pytest.raises(Refused, match="cannot be changed"):
        table.update({"rev": 9}, doc_ids=[1])
    with pytest.raises(ValueError, match="already exists"):
        table.insert(Document({"name": "y"}, doc_id=1))
    assert database.seq == 1 and table.insert(Document({"name": "y"}, doc_id=7)) == 7
    assert table.insert({"name": "z"}) == 8


# In files only


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


def test_a_newer_version_s_store_is_refused(project):
    head = json.loads((project.folder / "store.json").read_text())
    assert head == {"format": 1, "store": project.store_id, "reads": 1}
    (project.folder / "store.json").write_text(json.dumps(head | {"format": 2}))
    with pytest.raises(Refused, match="newer version"):
        Database.open(project.folder)
    (project.folder / "store.json").write_text("{")
    with pytest.raises(Damaged, match=r"store\.json"):
        Database.open(project.folder)


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
    from store.lines import encode
    from store.model import Entry, Op

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
    project._pid -= 1
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
    import subprocess
    import sys

    code = "import sys, store.database; print(*sorted(m.partition('.')[0] for m in sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not {"textual", "rich", "lxml", "content", "asyncio"} & set(loaded.split())
