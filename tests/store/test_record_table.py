"""Stores as TinyDB shows them, in memory and in files alike."""

import pytest
from tinydb import where
from tinydb.table import Document, Table

from store.database import Database
from store.errors import Refused
from store.tables import RecordTable

NOTE = {"target": "d1", "text": "Prüfbericht „Straßen“"}


def add(database, table="notes", by="anna", **fields):
    return database.transact(by, "add", lambda tx: tx.add(table, fields or NOTE)).result


@pytest.fixture(params=["memory", "file"])
def database(request, tmp_path):
    made = Database.memory() if request.param == "memory" else Database.create(tmp_path / "p.vermerk")
    with made:
        yield made


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
