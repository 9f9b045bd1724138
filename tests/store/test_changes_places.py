"""Which passages there are is read once, however many transactions add to them."""

import pytest

from store.changes import AddNote, AddTag, AttachTags, RemoveDocument, ReviseDocument
from store.changes.places import KeptPlaces
from store.errors import NotFound
from store.model import Op
from store.transaction import Transaction


@pytest.fixture
def read(monkeypatch):
    """How often all passages of a document are read."""
    found, times = Transaction.find, []

    def find(self, table, field, value):
        if (table, field) == ("passages", "document"):
            times.append(value)
        return found(self, table, field, value)

    monkeypatch.setattr(Transaction, "find", find)
    return times


def passages(team):
    return {
        (p["version"], tuple(map(tuple, p["spans"]))): p["id"] for p in team.lead._engine.scan("passages")
    }


def test_one_after_the_other_reads_them_once(team, read):
    for start in range(10):
        team.anna.apply(AddNote(f"d1:{start}-{start + 5}", "hier"))
        team.anna.apply(AddNote(f"d1:{start}-{start + 5}", "noch einmal"))
    assert read == ["d1"]
    assert len(passages(team)) == team.lead._engine.count("passages") == 10


def test_what_others_add_is_known(team, read):
    team.anna.apply(AddNote("d1:0-5", "hier"))
    team.ben.apply(AddNote("d1:7-12", "dort"))
    team.anna.apply(AddNote("d1:7-12", "auch dort"))
    assert read == ["d1"] * 3
    assert len(passages(team)) == team.lead._engine.count("passages") == 2


def test_what_failed_left_nothing(team):
    team.anna.apply(AddNote("d1:0-5", "hier"))
    with pytest.raises(NotFound):
        team.anna.apply(AddNote("d1:7-12", "dort"), AddNote("d99", "nirgends"))
    team.ben.apply(AddNote("d1:1-3", "anderswo"))
    team.anna.apply(AddNote("d1:7-12", "dort"))
    assert len(passages(team)) == team.lead._engine.count("passages") == 3


def test_what_was_undone_is_made_again(team):
    team.anna.apply(AddNote("d1:0-5", "hier"))
    team.anna.undo()
    applied = team.anna.apply(AddNote("d1:0-5", "wieder"))
    target = team.lead._engine.get(applied.ids[0])["target"]
    assert list(passages(team).values()) == [target]


def test_tags_on_a_passage_move_nothing(team, read):
    team.anna.apply(AddTag("wichtig"))
    team.anna.apply(AddNote("d1:0-5", "hier"))
    team.anna.apply(AttachTags("d1:0-5", ("wichtig",)))
    team.anna.apply(AddNote("d1:0-5", "da"))
    assert read == ["d1"]


def test_a_new_version_moves_them(team, read):
    team.lead.apply(AddNote("d1:0-5", "hier"))
    team.lead.apply(ReviseDocument("d1", "Neu. " + team.text))
    read.clear()
    team.lead.apply(AddNote("d1:5-10", "da"))
    assert len(read) == 1 and team.lead._engine.count("passages") == 1


def test_of_a_removed_document_there_are_none(team):
    team.lead.apply(AddNote("d1:0-5", "hier"))
    team.lead.apply(RemoveDocument("d1"))
    team.lead.undo()
    team.lead.apply(AddNote("d1:0-5", "wieder"))
    assert team.lead._engine.count("passages") == 1


def test_they_are_for_one_at_a_time():
    kept, places = KeptPlaces(), {"d1": {}}
    kept.keep((0, 5), places, [])
    assert kept.take((0, 6)) == {}
    kept.keep((0, 5), places, [])
    assert kept.take((1, 5)) == {}, "another store"
    kept.keep((0, 5), places, [])
    assert kept.take((0, 5)) is places
    assert kept.take((0, 5)) == {}, "somebody is at it"


def test_only_what_leaves_them_in_place_is_gone_along_with():
    kept, places = KeptPlaces(), {"d1": {}}
    new = {"document": "d1", "version": "v1", "spans": [[0, 5]]}
    kept.keep((0, 2), places, [Op("passages", "p1", 1, new, None, 0), Op("notes", "n1", 1, None, {}, 1)])
    assert kept.take((0, 2)) == {"d1": {("v1", ((0, 5),)): "p1"}}
    kept.keep((0, 3), places, [Op("passages", "p1", 2, {"spans": [[1, 5]]}, {"spans": [[0, 5]]}, 2)])
    assert kept.take((0, 3)) == {}
    kept.keep((0, 4), places, [Op("passages", "p1", 3, None, new, 3)])
    assert kept.take((0, 4)) == {}
