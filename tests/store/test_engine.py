"""What every engine does (see store.engine). A new one joins by a line in ``ENGINES``."""

import re
import threading
import uuid
from datetime import UTC, datetime

import pytest

from store.changes import AddDemand, AddDocument, AddEvidence, AddNote, AddReviewer, SetVerdict
from store.database import Database
from store.errors import Busy, Conflict, NotFound, Refused
from store.model import TABLES
from store.review import Review

NOTE = {"target": "d1", "text": "Prüfbericht „Straßen“"}


#: Each makes an empty engine; given the same folder again, it may open what is there.
ENGINES = {
    "memory": lambda folder: Database.memory(),
    "file": lambda folder: Database.create(folder / "p.vermerk"),
}


@pytest.fixture(params=ENGINES)
def engine(request, tmp_path):
    made = ENGINES[request.param](tmp_path)
    yield made
    made.close()


def add(engine, table="notes", by="anna", **fields):
    return engine.transact(by, "add", lambda tx: tx.add(table, fields or NOTE)).result


def patch(engine, record_id, by="anna", base_rev=None, **fields):
    return engine.transact(by, "edit", lambda tx: tx.patch(record_id, fields, base_rev)).result


def delete(engine, record_id, by="anna"):
    return engine.transact(by, "remove", lambda tx: tx.delete(record_id))


def members(engine, record_id, add=(), remove=(), field="tags"):
    return engine.transact("anna", "tag", lambda tx: tx.members(record_id, field, add, remove)).result


# Adding and reading


def test_a_new_record_has_every_field(engine):
    record = add(engine, "documents", title="Haushalt")
    assert {key: record[key] for key in ("id", "rev", "by", "title", "date", "tags")} == {
        "id": "d1", "rev": 1, "by": "anna", "title": "Haushalt", "date": None, "tags": [],
    }  # fmt: skip
    assert set(record) == {"id", "uid", "rev", "by", "at", *TABLES["documents"].fields}
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", record["at"])
    assert uuid.UUID(record["uid"]).version == 4 and str(uuid.UUID(record["uid"])) == record["uid"]
    assert engine.get("d1") == record


def test_a_transaction_says_what_it_came_to(engine):
    def work(tx):
        tx.add("notes", NOTE)
        return tx.add("tags", {"name": "Frist"})["id"]

    done = engine.transact("anna", "note.add", work)
    assert (done.seq, done.ids, done.result) == (1, ("n1", "t1"), "t1")
    assert (done.entry.by, done.entry.do, done.entry.seq) == ("anna", "note.add", 1)
    assert re.fullmatch("[0-9a-f]{32}", done.entry.client)
    assert engine.entry(1) == done.entry
    assert engine.seq == 1


def test_nothing_to_do_writes_nothing(engine):
    add(engine)
    done = engine.transact("anna", "edit", lambda tx: tx.patch("n1", {"text": NOTE["text"]}))
    assert (done.seq, done.ids, done.entry) == (1, (), None)
    done = engine.transact("anna", "note.add", lambda tx: tx.delete(tx.add("notes", NOTE)["id"]))
    assert done.entry is None
    assert engine.get("n1")["rev"] == 1
    assert len(list(engine.entries())) == 1


def test_records_come_in_id_order(engine):
    for number in range(12):
        add(engine, text=str(number), target="d2" if number % 3 else "d1")
    delete(engine, "n4")
    old = engine.history("n4")[-1][1].old
    engine.transact("anna", "undo", lambda tx: tx.restore(old))
    assert [record["id"] for record in engine.scan("notes")] == [f"n{n}" for n in range(1, 13)]
    assert [record["id"] for record in engine.find("notes", "target", "d1")] == ["n1", "n4", "n7", "n10"]
    assert engine.count("notes") == 12


def test_indexes_follow_changes(engine):
    add(engine, "events", state="suggested", document="d1")
    add(engine, "events", state="suggested", document="d2")
    patch(engine, "e1", state="confirmed")
    members(engine, "e2", ["t1", "t2"])
    members(engine, "e2", ["t3"], ["t1"])
    assert [r["id"] for r in engine.find("events", "state", "suggested")] == ["e2"]
    assert [r["id"] for r in engine.find("events", "state", "confirmed")] == ["e1"]
    assert [r["id"] for r in engine.find("events", "tags", "t3")] == ["e2"]
    assert engine.find("events", "tags", "t1") == []
    delete(engine, "e2")
    assert engine.find("events", "tags", "t3") == engine.find("events", "document", "d2") == []
    with pytest.raises(ValueError, match="not indexed"):
        engine.find("events", "label", "x")


def test_what_does_not_exist_is_none(engine):
    assert [engine.get(words) for words in ("n1", "", "x9", "n", "nonsense", "n-1", "n²")] == [None] * 7
    assert engine.last_change("n1") == 0
    assert engine.history("n1") == []
    with pytest.raises(NotFound):
        engine.entry(1)
    with pytest.raises(Refused, match="no table"):
        engine.count("pictures")


def test_callers_cannot_change_the_store_through_what_they_got(engine):
    spans = [[1, 2]]
    add(engine, "passages", spans=spans, tags=["t1"], document="d1")
    spans[0][0] = 99
    for record in (
        engine.get("p1"),
        engine.find("passages", "document", "d1")[0],
        next(engine.scan("passages")),
        engine.entry(1).ops[0].new,
        engine.table("passages").all()[0],
    ):
        record["spans"][0][0] = 77
        record["tags"].append("t9")
        record["quote"] = "changed"
    assert engine.get("p1")["spans"] == [[1, 2]]
    assert engine.get("p1")["tags"] == ["t1"] and engine.get("p1")["quote"] is None

    def meddle(tx):
        tx.get("p1")["spans"][0][0] = 55
        tx.add("passages", {"spans": [[3, 4]]})["spans"].append("more")

    engine.transact("anna", "add", meddle)
    assert engine.get("p1")["spans"] == [[1, 2]] and engine.get("p2")["spans"] == [[3, 4]]


@pytest.mark.parametrize(
    ("table", "fields", "words"),
    [
        ("notes", {"txet": "x"}, "no field “txet”"),
        ("pictures", {}, "no table “pictures”"),
        ("notes", {"text": float("nan")}, "cannot hold"),
        ("notes", {"text": b"bytes"}, "cannot hold"),
        ("notes", {"text": {1: "x"}}, "must be strings"),
        ("notes", {"id": "n7"}, "no field “id”"),
    ],
)
def test_what_a_table_cannot_hold_is_refused(engine, table, fields, words):
    with pytest.raises(Refused, match=words):
        engine.transact("anna", "add", lambda tx: tx.add(table, fields))
    assert engine.seq == 0


# Changing


def test_patches_to_different_fields_merge(engine):
    add(engine)
    patch(engine, "n1", "anna", 1, text="neu")
    record = patch(engine, "n1", "bodo", 1, resolved=True)
    assert (record["text"], record["resolved"], record["rev"]) == ("neu", True, 3)
    assert record["by"] == "anna", "by is who made the record"


def test_patches_to_one_field_conflict_with_both_values(engine):
    add(engine)
    patch(engine, "n1", "bodo", 1, text="Bodos Fassung")
    patch(engine, "n1", "carla", 2, resolved=True)
    with pytest.raises(Conflict) as caught:
        patch(engine, "n1", "anna", 1, text="Annas Fassung")
    conflict = caught.value
    assert (conflict.record, conflict.field, conflict.by) == ("n1", "text", "bodo")
    assert (conflict.mine, conflict.theirs) == ("Annas Fassung", "Bodos Fassung")
    assert engine.get("n1")["text"] == "Bodos Fassung" and engine.seq == 3


def test_wanting_the_same_value_is_no_conflict(engine):
    add(engine)
    patch(engine, "n1", "bodo", 1, text="gleich")
    assert patch(engine, "n1", "anna", 1, text="gleich")["rev"] == 2


def test_a_field_that_is_again_as_it_was_read_is_no_conflict(engine):
    add(engine)
    patch(engine, "n1", "bodo", text="x")
    patch(engine, "n1", "bodo", text=NOTE["text"])
    assert patch(engine, "n1", "anna", 1, text="y")["text"] == "y"


def test_a_restored_record_conflicts_only_where_it_differs(engine):
    add(engine)
    patch(engine, "n1", "bodo", text="x")
    delete(engine, "n1", "bodo")
    old = engine.history("n1")[-1][1].old
    engine.transact("carla", "undo", lambda tx: tx.restore(old))
    with pytest.raises(Conflict, match="text was changed by carla"):
        patch(engine, "n1", "anna", 1, text="y")
    assert patch(engine, "n1", "anna", 1, resolved=True)["resolved"] is True


def test_a_revision_that_is_still_to_come_is_refused(engine):
    add(engine)
    with pytest.raises(Refused, match="no revision 7"):
        patch(engine, "n1", base_rev=7, text="x")


def test_changing_a_deleted_record_says_who_deleted_it(engine):
    add(engine)
    delete(engine, "n1", "bodo")
    with pytest.raises(NotFound, match="n1 was deleted by bodo"):
        patch(engine, "n1", base_rev=1, text="x")
    with pytest.raises(NotFound, match="there is no n2"):
        delete(engine, "n2")


def test_only_effective_members_are_journalled(engine):
    add(engine, "documents", tags=["t1", "t2", "t1"])
    record = members(engine, "d1", ["t2", "t3"], ["t1", "t9"])
    assert record["tags"] == ["t2", "t3"]
    op = engine.entry(2).ops[0]
    assert (op.kind, op.new, op.old) == ("patch", {"tags": {"add": ["t3"], "remove": ["t1"]}}, {})
    assert engine.transact("anna", "tag", lambda tx: tx.members("d1", "tags", ["t3"])).entry is None


def test_sets_change_by_members_only(engine):
    add(engine, "documents", title="x")
    with pytest.raises(Refused, match="adding and removing members"):
        patch(engine, "d1", tags=["t1"])
    with pytest.raises(Refused, match="title is not a set"):
        members(engine, "d1", ["t1"], field="title")


def test_two_who_tag_at_once_lose_nothing(engine):
    add(engine, "documents", title="x")
    members(engine, "d1", ["t1"])
    assert members(engine, "d1", ["t2"])["tags"] == ["t1", "t2"]


def test_a_deleted_record_comes_back_with_its_history(engine):
    record = add(engine)
    patch(engine, "n1", text="neu")
    delete(engine, "n1", "bodo")
    assert engine.get("n1") is None and engine.count("notes") == 0
    assert engine.last_change("n1") == 3
    old = engine.history("n1")[-1][1].old
    back = engine.transact("carla", "undo", lambda tx: tx.restore(old), undoes=3)
    assert back.ids == (), "it is no new record"
    assert back.result | {"rev": 1, "text": NOTE["text"]} == record
    steps = engine.history("n1")
    assert [(entry.seq, entry.by, op.kind, op.rev, op.previous) for entry, op in steps] == [
        (1, "anna", "add", 1, 0),
        (2, "anna", "patch", 2, 1),
        (3, "bodo", "delete", 3, 2),
        (4, "carla", "add", 4, 3),
    ]
    assert steps[1][1].old == {"text": NOTE["text"]} and steps[3][0].undoes == 3
    with pytest.raises(Refused, match="not deleted"):
        engine.transact("anna", "undo", lambda tx: tx.restore(old))


def test_numbers_are_not_given_out_again(engine):
    add(engine)
    delete(engine, "n1")
    assert add(engine)["id"] == "n2"
    never = engine.get("n2") | {"id": "n9"}
    with pytest.raises(Refused, match="n9 never was"):
        engine.transact("anna", "undo", lambda tx: tx.restore(never))


# Transactions


def test_work_sees_its_own_writes(engine):
    add(engine)

    def work(tx):
        tx.add("notes", {"target": "d1", "text": "zwei"})
        tx.patch("n1", {"target": "d2"})
        tx.patch("n1", {"text": "eins"})
        assert tx.get("n1")["text"] == "eins" and tx.get("n1")["rev"] == 2
        assert [r["id"] for r in tx.find("notes", "target", "d1")] == ["n2"]
        assert [r["id"] for r in tx.scan("notes")] == ["n1", "n2"]
        tx.delete("n1")
        assert tx.count("notes") == 1 and tx.get("n1") is None
        assert engine.get("n1")["text"] == NOTE["text"], "nobody else sees them"

    engine.transact("anna", "work", work)
    assert [r["id"] for r in engine.scan("notes")] == ["n2"]


def test_several_writes_to_a_record_are_one_operation(engine):
    def work(tx):
        tx.add("documents", {"title": "a"})
        tx.patch("d1", {"title": "b"})
        tx.members("d1", "tags", ["t1", "t2"])
        tx.members("d1", "tags", [], ["t1"])

    done = engine.transact("anna", "document.add", work)
    assert [(op.kind, op.rev, op.new["title"], op.new["tags"]) for op in done.entry.ops] == [
        ("add", 1, "b", ["t2"])
    ]


def test_work_that_raises_leaves_nothing(engine):
    add(engine)

    def work(tx):
        tx.add("notes", NOTE)
        tx.patch("n1", {"text": "x"})
        tx.put_file("documents/d1/v1.txt", b"x")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        engine.transact("anna", "work", work)
    assert [r["text"] for r in engine.scan("notes")] == [NOTE["text"]]
    assert engine.seq == 1 and add(engine)["id"] == "n2"
    with pytest.raises(NotFound):
        engine.read_file("documents/d1/v1.txt")


def test_a_transaction_is_over_when_its_work_is(engine):
    kept = []
    engine.transact("anna", "work", lambda tx: kept.append(tx))
    with pytest.raises(RuntimeError):
        kept[0].add("notes", NOTE)
    with pytest.raises(RuntimeError, match="inside another"):
        engine.transact("anna", "work", lambda tx: add(engine))
    assert add(engine)["id"] == "n1", "and the next one works"


def test_time_never_runs_backwards(engine, monkeypatch):
    first = add(engine)["at"]
    monkeypatch.setattr("time.time", lambda: datetime(2001, 1, 1, tzinfo=UTC).timestamp())
    assert add(engine)["at"] == first
    assert engine.entry(2).at == first


def test_files_are_there_when_the_transaction_is(engine):
    engine.transact("anna", "work", lambda tx: (tx.put_file("documents/d1/v1.txt", b"Text"), add_in(tx)))
    assert engine.read_file("documents/d1/v1.txt") == b"Text"
    for path in ("/etc/passwd", "../x", "documents/../../x", ""):
        with pytest.raises(Refused, match="not a path inside"):
            engine.transact("anna", "work", lambda tx, path=path: tx.put_file(path, b""))


def add_in(tx):
    return tx.add("notes", NOTE)


def test_history_reads_both_ways(engine):
    for text in "abc":
        add(engine, text=text)
    assert [entry.seq for entry in engine.entries(1)] == [2, 3]
    assert [entry.seq for entry in engine.entries_backward()] == [3, 2, 1]
    assert engine.refresh() == (), "my own changes are no news"


def test_odd_strings_survive(engine):
    text = "a\nb\u2028\x00\x1b[31m\ud800 „ß“ 🙂 \u202e"
    add(engine, text=text)
    assert engine.get("n1")["text"] == engine.entry(1).ops[0].new["text"] == text


def test_threads_share_a_database(engine):
    def work():
        for _ in range(20):
            add(engine)
            engine.refresh()
            assert [r["id"] for r in engine.scan("notes")][:1] == ["n1"]

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [r["id"] for r in engine.scan("notes")] == [f"n{n}" for n in range(1, 81)]
    assert engine.refresh() == ()
    assert [entry.seq for entry in engine.entries()] == list(range(1, 81))


def test_another_thread_waits_for_the_writer_only_so_long(engine):
    engine.lock_timeout = 0.05
    caught = []

    def other():
        try:
            add(engine)
        except Busy as error:
            caught.append(error)

    def work(tx):
        thread = threading.Thread(target=other)
        thread.start()
        assert engine.count("notes") == 0, "reading does not wait"
        thread.join()

    engine.transact("anna", "work", work)
    assert len(caught) == 1


def test_a_closed_database_refuses(engine):
    add(engine)
    engine.close()
    with pytest.raises(Refused, match="closed"):
        add(engine)
    with pytest.raises(Refused, match="closed"):
        engine.entry(1)
    assert engine.refresh() == (), "whoever still polls is not hurt"


def test_a_moment_is_not_moved_by_what_follows(engine):
    add(engine)
    moment = engine.moment()
    patch(engine, "n1", text="anders")
    add(engine)
    assert (moment.seq, moment.count("notes"), moment.get("n1")["text"]) == (1, 1, NOTE["text"])
    assert [record["id"] for record in moment.find("notes", "target", "d1")] == ["n1"]
    assert (moment.changed("notes"), engine.moment().changed("notes"), moment.changed("tags")) == (1, 3, 0)
    assert (engine.moment().last_change("n1"), engine.moment().count("notes", "target", "d1")) == (2, 2)
    with pytest.raises(Refused):
        moment.find("nothing", "target", "d1")


def test_what_a_screen_remembers_is_kept(engine):
    assert engine.personal("anna").read("place") == {}
    anna = engine.personal("anna")
    assert anna.write("place", {"document": "d1"}) and anna.read("place") == {"document": "d1"}


def test_a_whole_review_runs_on_it(engine):
    lead = Review.found(engine, "Bäder", "lead", [])
    lead.apply(AddReviewer("anna"))
    lead.apply(AddDocument("Die Stadt fordert einen Zuschuss.\n", title="Bäder", date="2026-07-06"))
    anna = lead.beside("anna")
    (demand,) = anna.apply(AddDemand("Zuschuss", document="d1", spans=((22, 30),))).ids
    anna.apply(AddEvidence(demand, "d1:4-9"), AddNote(demand, "Wann?"), SetVerdict(demand, "partial"))
    assert lead.view().demands[0].answer == "partial" and lead.view().documents[0].notes == 1
    anna.undo()
    assert lead.view().demands[0].answer is None and lead.view().notes == ()
    assert anna.redo().label == "evidence.add+note.add+verdict.set"
    assert lead.view().demands[0].answer == "partial"
    assert lead.text("d1").startswith("Die Stadt") and len(lead.history(demand)) >= 1


# Beside the records


def test_a_file_beside_the_records_is_replaced(engine):
    for data in (b"eins", b"zwei"):
        engine.transact("anna", "words", lambda tx, data=data: engine.put_file("words.txt", data))
        assert engine.read_file("words.txt") == data
    assert engine.seq == 0


def test_the_folder_for_what_can_be_made_anew_is_the_groups(engine):
    folder = engine.cache_folder()
    if folder is None:
        return
    assert folder.is_dir() and folder.stat().st_mode & 0o7777 == 0o2770
    assert engine.cache_folder() == folder


def test_records_are_found_by_their_author(engine):
    add(engine)
    add(engine, by="ben")
    patch(engine, "n1", by="ben", text="von ben geändert")
    assert [record["id"] for record in engine.find("notes", "by", "anna")] == ["n1"]
    assert [engine.moment().count("notes", "by", who) for who in ("anna", "ben", "lea")] == [1, 1, 0]
