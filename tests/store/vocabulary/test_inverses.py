"""Every change, taken back and done again; every change as a line of JSON."""

import json

import pytest
from msgspec.structs import asdict

from store.changes import (
    KEEP,
    AddReviewer,
    AddTag,
    EditDemand,
    EditNote,
    EditTag,
    RemoveNote,
    RemoveTag,
    SetRole,
    change_from_json,
    vocabulary,
)
from store.errors import Conflict, Refused
from store.model import TABLES


def test_each_change_of_the_vocabulary_has_an_example(world):
    assert set(world.one_of_each) == set(vocabulary())


def test_undo_leads_back_and_redo_forth(world, example):
    who, change = example
    member, before = getattr(world, who), world.records()
    applied = member.apply(change)
    after = world.records()
    assert after != before and applied.label == change.do
    undone = member.undo()
    assert world.records() == before and undone.label == change.do
    redone = member.redo()
    assert world.records() == after
    assert [applied.seq, undone.seq, redone.seq] == [applied.seq + step for step in range(3)]
    member.undo()
    assert world.records() == before


def test_a_lead_takes_back_by_number_what_somebody_did(world, example):
    who, change = example
    before = world.records()
    seq = getattr(world, who).apply(change).seq
    world.carla.undo(seq)
    assert world.records() == before
    assert world.carla.engine.entry(seq + 1).undoes == seq


def test_an_entry_says_enough_to_go_both_ways(world, example):
    """The old values of the journal are those the records had, so nothing else is needed to undo."""
    who, change = example
    stored = {r["id"]: r for table in TABLES for r in world.lead.engine.scan(table)}
    entry = world.lead.engine.entry(getattr(world, who).apply(change).seq)
    assert (entry.by, entry.do) == (who, change.do)
    for op in entry.ops:
        before = stored.get(op.id)
        if op.kind == "add":
            assert before is None and op.rev == 1 and op.previous == 0
        elif op.kind == "delete":
            assert op.old == before
        else:
            assert op.old.items() <= before.items() and op.rev == before["rev"] + 1


def test_a_change_is_the_same_as_a_line_of_json(world, example):
    _, change = example
    line = {key: value for key, value in asdict(change).items() if value is not KEEP}
    assert change_from_json(json.loads(json.dumps({"do": change.do} | line))) == change


def test_a_change_that_changes_nothing_writes_nothing(world):
    before = world.lead.seq
    assert world.lead.apply(SetRole("gast", "viewer")).seq == before
    assert world.lead.seq == before


def test_a_change_that_fails_leaves_no_part_of_what_came_with_it(world, example):
    """The second change of the transaction is refused, whatever the first was."""
    who, change = example
    before, seq = world.records(), world.lead.seq
    second = change_from_json({"do": "note.add", "target": "d1:1-9999", "text": "Wohin?"})
    with pytest.raises(Refused):
        getattr(world, who).apply(change, second)
    assert (world.records(), world.lead.seq) == (before, seq)


def test_undo_makes_no_circle_of_demands(world):
    world.anna.apply(EditDemand("f3", parent="f2"))
    seq = world.anna.apply(EditDemand("f3", parent=None)).seq
    world.ben.apply(EditDemand("f2", parent="f3"))
    before = world.records()
    with pytest.raises(Conflict) as caught:
        world.anna.undo(seq)
    assert (caught.value.record, caught.value.field, caught.value.by) == ("f3", "parent", "ben")
    assert world.records() == before


def test_undo_gives_no_hotkey_twice(world):
    taken = next(row.id for row in world.lead.rows("tags") if row.hotkey == "1")
    seqs = [world.lead.apply(EditTag(taken, hotkey=None)).seq, world.lead.apply(RemoveTag(taken)).seq]
    world.lead.undo(seqs[1])
    other = world.anna.apply(AddTag("Neu", hotkey="1")).ids[0]
    with pytest.raises(Conflict) as caught:
        world.lead.undo(seqs[0])
    assert (caught.value.record, caught.value.theirs, caught.value.by) == (taken, other, "anna")
    world.anna.undo()
    world.lead.undo(seqs[0])
    assert world.lead.view().by_id(taken).hotkey == "1"


def test_redo_gives_no_user_of_the_system_to_two_reviewers(world):
    world.lead.apply(AddReviewer("otto", users=("o1", "o2")))
    world.lead.undo()
    world.carla.apply(AddReviewer("olga", users=("o2",)))
    with pytest.raises(Conflict) as caught:
        world.lead.redo()
    assert caught.value.by == "carla"
    assert "otto" not in [row.name for row in world.lead.rows("reviewers")]


def test_what_is_longer_than_may_be_written_today_comes_back(world):
    """Older versions took texts of any length, and bundles may hold them."""
    long = "Wort " * 40_000
    world.lead.engine.transact("lead", "older", lambda tx: tx.patch("n5", {"text": long}))
    for change in (EditNote("n5", "Kurz"), RemoveNote("n5")):
        world.lead.apply(change)
        world.lead.undo()
        assert world.lead.engine.get("n5")["text"] == long
