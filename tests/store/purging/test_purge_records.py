"""A record that is purged is gone from every file, and all else is as it was."""

import pytest

from store.care import rewriting
from store.care.purge import purge_record, purge_reviewer, what_goes
from store.care.rewriting import new_plan, rewrite
from store.changes import (
    AddDemand,
    AddDocument,
    AddNote,
    AttachTags,
    DetachTags,
    EditNote,
    EditTag,
    MergeDemands,
    RemoveDocument,
    RemoveNote,
    ReplyNote,
    SetVerdict,
)
from store.database import Database
from store.errors import Forbidden, NotFound, Refused
from store.personal import Personal
from store.review import Review
from tests.store.purging.project import files, found, records, replayed


def test_a_document_goes_with_all_on_it_from_every_file(team, anna):
    folder = team.engine.folder
    anna.apply(AddNote("d1:4-14", "Geheimnis eins"), ReplyNote("n1", "Geheimnis zwei"))
    anna.apply(
        AddDemand("Wärme für alle", document="d1", spans=((44, 60),)),
        SetVerdict("f1", "open", "Urteilsgrund"),
    )
    team.snapshot()
    anna.apply(EditNote("n1", "Geheimnis drei"), AttachTags("d1:4-14", ("Baden",)))
    anna.apply(RemoveNote("n2"))
    team.apply(AddDocument("Ein anderes Papier über Busse.", title="Busse"), AddNote("d2", "Bleibt"))
    team.snapshot()
    (folder / "index").mkdir()
    (folder / "index" / "words").write_text("Schwimmbad")
    (folder / "exports" / "anna").mkdir(parents=True)
    (folder / "exports" / "anna" / "tafel.csv").write_text("Geheimnis eins")
    (folder / "backups" / "format-1").mkdir(parents=True)
    (folder / "backups" / "format-1" / "store.json").write_text("Schwimmbad")
    Personal(folder, "ben").write_file("clipboard.txt", b"Schwimmbad")
    Personal(folder, "ben").write(
        "drafts", {"edit:n1": "Geheimnis eins", "note:d2": "Entwurf", "note:d1:0-3": "x"}
    )
    (folder / "documents" / "d1" / ".v1.txt.99.tmp").write_text("Schwimmbad")
    before = records(team.engine)

    purged = purge_record(team, "d1")

    assert purged.ids == ("f1", "d1", "n1", "n2", "p1", "p2", "u1", "v1") and purged.left == ()
    assert not list(found(folder, "Schwimmbad", "Geheimnis", "Urteilsgrund", "Wärme", "purge.json"))
    expected = {key: record for key, record in before.items() if key not in purged.ids}
    assert records(team.engine) == expected == replayed(folder)
    assert Personal(folder, "ben").read("drafts") == {"note:d2": "Entwurf"}
    assert {path.name for path in (folder / "documents").iterdir()} == {"d2"}


def test_what_would_go_is_told_before_and_nothing_happens(team, anna):
    anna.apply(AddNote("d1:4-14", "Wort"))
    seq = team.seq
    assert what_goes(team, "d1") == {"documents": 1, "versions": 1, "passages": 1, "notes": 1}
    assert team.seq == seq and list(found(team.engine.folder, "Schwimmbad"))


def test_what_was_deleted_long_ago_can_be_purged_and_what_hung_on_it_goes_too(team, anna):
    anna.apply(AddNote("d1", "Altes Geheimnis"), ReplyNote("n1", "Alte Antwort"))
    team.apply(RemoveDocument("d1"))
    purged = purge_record(team, "n1")
    assert purged.ids == ("n1", "n2")
    assert not list(found(team.engine.folder, "Altes Geheimnis", "Alte Antwort"))
    assert list(found(team.engine.folder, "Schwimmbad")), (
        "the removed document can still be seen in the history"
    )
    purge_record(team, "d1")
    assert not list(found(team.engine.folder, "Schwimmbad"))


def test_what_moved_to_another_record_stays_there(team, anna):
    anna.apply(AddDemand("Eins"), AddDemand("Zwei"), AddNote("f1", "Zu eins"), AddNote("f2", "Zu zwei"))
    anna.apply(MergeDemands("f2", ("f1",)))
    assert purge_record(team, "f1").ids == ("f1",)
    assert not list(found(team.engine.folder, "Eins"))
    assert [note["target"] for note in team.engine.scan("notes")] == ["f2", "f2"]


def test_a_tag_goes_from_whatever_carried_it(team, anna):
    anna.apply(AttachTags("d1", ("Vertraulich", "Baden")), AttachTags("d1:4-14", ("Vertraulich",)))
    anna.apply(EditTag("t1", description="Nicht weitersagen"))
    anna.apply(DetachTags("d1", ("Vertraulich",)))
    before = records(team.engine)
    purge_record(team, "t1")
    assert not list(found(team.engine.folder, "Vertraulich", "weitersagen"))
    after = replayed(team.engine.folder)
    assert after["d1"]["tags"] == ["t2"] and after["p1"]["tags"] == []
    assert after["d1"] == before["d1"]
    assert [(line.field, line.new) for line in team.history("d1")] == [
        ("", "Schwimmbad"),
        ("tags", "Baden"),
    ]


def test_the_history_tells_of_the_purge_and_not_of_what(team, anna):
    anna.apply(AddNote("d1", "Geheim"))
    purge_record(team, "n1")
    lines = [line for line in team.history() if line.record == "n1"]
    assert [(line.do, line.who, line.old, line.new) for line in lines] == [
        ("note.add", "anna", None, ""),
        ("purge", "lead", "", None),
    ]
    anna.apply(AddNote("d1", "Weg damit"))
    anna.apply(RemoveNote("n2"))
    purge_record(team, "n2")
    assert [(line.do, line.record) for line in team.history()][-1] == ("purge", "")


def test_only_a_lead_purges_and_only_what_there_is(team, anna):
    files_before = {path: path.read_bytes() for path in files(team.engine.folder) if path.name != "lock"}
    for wrong, error in (
        ("d9", NotFound),
        ("x", NotFound),
        ("o1", Refused),
        ("r2", Refused),
        ("v1", Refused),
    ):
        with pytest.raises(error):
            purge_record(team, wrong)
    for purge in (
        lambda: purge_record(anna, "d1"),
        lambda: what_goes(anna, "d1"),
        lambda: purge_reviewer(anna, "ben"),
    ):
        with pytest.raises(Forbidden):
            purge()
    assert {
        path: path.read_bytes() for path in files(team.engine.folder) if path.name != "lock"
    } == files_before
    purge_record(team, "d1")
    with pytest.raises(Refused, match="already"):
        purge_record(team, "d1")
    with pytest.raises(Refused, match="folder"):
        purge_record(Review.memory(), "o1")


def test_undo_says_what_is_purged_and_passes_it_by(team, anna):
    anna.apply(AddNote("d1", "Bleibt"))
    anna.apply(AddNote("d1", "Geht"))
    anna.apply(EditNote("n2", "Geht auch"))
    anna.apply(AddNote("d1", "Doch weg"))
    anna.undo()
    purge_record(team, "n3")
    purge_record(team, "n2")
    for seq in (5, 6, 7):
        with pytest.raises(Refused, match="purged"):
            team.undo(seq)
    with pytest.raises(Refused, match="nothing to redo"):
        anna.redo()
    anna.undo()
    assert team.engine.count("notes") == 0, "the change before those about the purged note"
    assert anna.redo().label == "note.add" and team.engine.get("n1")["text"] == "Bleibt"


def test_others_who_have_it_open_see_it_and_write_nothing_stale(team, tmp_path):
    with Database.open(team.engine.folder) as reader, Database.open(team.engine.folder) as writer:
        team.snapshot()
        reader.refresh()
        purge_record(team, "d1")
        with pytest.raises(Refused, match="replaced"):
            writer.transact("anna", "note.add", lambda tx: tx.add("notes", {"text": "spät"}))
        writer.transact("anna", "note.add", lambda tx: tx.add("notes", {"text": "neu"}))
        assert [entry.do for entry in reader.refresh()] == ["note.add"] and reader.generation == 1
        assert records(reader) == records(writer) and reader.get("d1") is None
        assert reader.store_id == team.engine.store_id


def test_an_image_of_the_old_store_is_not_written_afterwards(team, monkeypatch):
    with Database.open(team.engine.folder) as stale:
        # The purge comes after it has looked.
        monkeypatch.setattr(stale._replica, "follow", lambda locked: None)
        purge_record(team, "d1")
        with pytest.raises(Refused, match="replaced"):
            stale.snapshot()
    assert not list(found(team.engine.folder, "Schwimmbad"))


def test_a_purge_while_the_files_are_read_is_no_damage(team, monkeypatch):
    team.apply(AddNote("d1", "Wort"))
    read, purged = rewriting.read_head, []

    def and_then_purge(folder):
        head = read(folder)
        if not purged:
            purged.append(True)
            purge_record(team, "d1")
        return head

    monkeypatch.setattr("store.file_replica.read_head", and_then_purge)
    with Database.open(team.engine.folder) as opened:
        assert opened.damage is None and records(opened) == records(team.engine)


def test_a_long_journal_is_written_in_several_segments(team):
    for number in range(30):
        team.apply(AddNote("d1", f"Notiz {number}"))
    before, folder = records(team.engine), team.engine.folder

    def write(entry):
        return rewrite(folder, new_plan(folder, ()), [*team.engine.entries(), entry], limit=2000)

    assert team.engine.replace("lead", "purge", lambda tx: None, write) == ()
    assert len(list((folder / "journal").iterdir())) > 3
    assert records(team.engine) == before == replayed(folder)
    with Database.open(folder) as again:
        assert again.transact("lead", "x", lambda tx: tx.add("notes", {})).ids == ("n31",)
