"""What every store does, in memory and in files alike."""

import re
import threading
import uuid
from datetime import UTC, datetime

import pytest

from store.database import Database
from store.errors import Busy, Conflict, NotFound, Refused
from store.model import TABLES

NOTE = {"target": "d1", "text": "Prüfbericht „Straßen“"}


@pytest.fixture(params=["memory", "file"])
def database(request, tmp_path):
    made = Database.memory() if request.param == "memory" else Database.create(tmp_path / "p.vermerk")
    with made:
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
    assert uuid.UUID(record["uid"]).version == 4 and str(uuid.UUID(record["uid"])) == record["uid"]
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
    add(database)
    database.close()
    with pytest.raises(Refused, match="closed"):
        add(database)
    with pytest.raises(Refused, match="closed"):
        database.entry(1)
    assert database.refresh() == (), "whoever still polls is not hurt"
