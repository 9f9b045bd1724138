"""What goes with a record that is removed, and what stays."""

from collections import Counter

import pytest

from store.changes import (
    AddDemand,
    AddNote,
    MergeDemands,
    RemoveDemand,
    RemoveDocument,
    RemoveEvent,
    RemoveEvidence,
    RemoveNote,
    RemoveTag,
    RemoveVerdict,
    ReplyNote,
    SplitDemand,
    Unassign,
)
from store.model import TABLE_OF_LETTER, TABLES

#: What each removal takes along, by table. The world is that of the conftest.
GONE = [
    (RemoveDocument("d1"), {
        "documents": "d1", "versions": "v1", "demands": "f1 f2", "evidence": "b1 b2 b3", "grades": "g1 g2",
        "verdicts": "u1 u2 u3", "notes": "n1 n2 n3 n4 n5", "assignments": "a1", "passages": "of d1",
    }),
    (RemoveDocument("d2"), {
        "documents": "d2", "versions": "v2", "events": "e1 e2", "evidence": "b3", "passages": "of d2",
    }),
    (RemoveEvent("e1"), {"events": "e1"}),
    (RemoveDemand("f1"), {
        "demands": "f1", "evidence": "b1 b3", "grades": "g1 g2", "verdicts": "u1 u3", "assignments": "a1",
    }),
    (RemoveDemand("f2"), {"demands": "f2", "evidence": "b2", "verdicts": "u2", "notes": "n2 n3 n5"}),
    (RemoveDemand("f3"), {"demands": "f3"}),
    (RemoveEvidence("b1"), {"evidence": "b1", "grades": "g1 g2"}),
    (RemoveEvidence("b2"), {"evidence": "b2", "notes": "n5"}),
    (RemoveVerdict("u1"), {"verdicts": "u1"}),
    (RemoveVerdict("u2"), {"verdicts": "u2", "notes": "n2"}),
    (RemoveTag("t1"), {"tags": "t1"}),
    (RemoveNote("n1"), {"notes": "n1 n4"}),
    (RemoveNote("n4"), {"notes": "n4"}),
    (Unassign("a1"), {"assignments": "a1"}),
]  # fmt: skip


def passages_of(world, document):
    return {p["id"] for p in world.lead.engine.find("passages", "document", document)}


def expected(world, gone):
    ids = set()
    for table, listed in gone.items():
        ids |= passages_of(world, listed[3:]) if table == "passages" else set(listed.split())
    return ids


def dangling(records):
    """(id, field) of what names a record that is not there."""
    one = ("document", "passage", "demand", "parent", "target", "version")
    found = []
    for record_id, record in records.items():
        named = [(field, record[field]) for field in one if record.get(field)]
        named += [(field, other) for field in ("tags", "restated_by") for other in record.get(field, ())]
        found += [(record_id, field) for field, other in named if other not in records]
    return found


@pytest.mark.parametrize(("change", "gone"), GONE, ids=str)
def test_a_removal_takes_along_what_cannot_be_without(world, change, gone):
    before, doomed = world.records(), expected(world, gone)
    world.carla.apply(change)
    after = world.records()
    assert before.keys() - after.keys() == doomed
    assert not dangling(after)


@pytest.mark.parametrize(("change", "gone"), GONE, ids=str)
def test_history_keeps_what_was_removed(world, change, gone):
    doomed = expected(world, gone)
    seq = world.carla.apply(change).seq
    for record in doomed:
        last = world.carla.history(record)[-1]
        assert (last.seq, last.do, last.who, last.new) == (seq, change.do, "carla", None)


@pytest.mark.parametrize(("change", "gone"), GONE, ids=str)
def test_numbers_of_what_was_removed_are_not_given_out_again(world, change, gone):
    doomed = expected(world, gone)
    world.carla.apply(change)
    made = world.anna.apply(AddDemand("Neu"), AddNote("e3", "Neu")).ids
    assert not doomed & set(made)


def test_a_tag_leaves_all_it_was_on_and_the_others_stay(world):
    kasse = next(row.id for row in world.lead.rows("tags") if row.name == "Kasse")
    world.lead.apply(RemoveTag(kasse))
    records = world.records()
    assert all(kasse not in record.get("tags", ()) for record in records.values())
    assert world.lead.view().tag_names("d1") == ("Geld", "Geld/Bund")


def test_replies_go_with_what_they_answer_however_deep(world):
    above = "n1"
    for number in range(6):
        above = world.lead.apply(ReplyNote(above, f"Antwort {number}")).ids[0]
    beside = world.lead.apply(AddNote("d1", "Anderes")).ids[0]
    world.lead.apply(RemoveNote("n1"))
    assert [row.id for row in world.lead.rows("notes") if row.target == "d1"] == [beside]


def test_parts_go_with_the_whole_however_deep(world):
    world.anna.apply(SplitDemand("f3", ("Eins", "Zwei")))
    world.anna.apply(SplitDemand("f4", ("Drei",)))
    seq = world.anna.apply(RemoveDemand("f3")).seq
    ops = Counter(op.kind for op in world.lead.engine.entry(seq).ops)
    assert ops == {"delete": 4}
    world.anna.undo()
    above = [world.lead.view().by_id(demand).parent for demand in ("f3", "f4", "f5", "f6")]
    assert above == [None, "f3", "f3", "f4"]


def test_a_document_that_goes_takes_its_restatements_from_demands_elsewhere(world):
    world.anna.apply(AddDemand("Woanders", document="d2", spans=((0, 7),)))
    world.anna.apply(MergeDemands("f4", ("f2",)))
    before = world.records()
    assert len(before["f4"]["restated_by"]) == 1
    world.lead.apply(RemoveDocument("d1"))
    assert world.records()["f4"]["restated_by"] == []
    world.lead.undo()
    assert world.records() == before


def test_every_kind_of_record_is_in_the_world(world):
    letters = Counter(record_id[0] for record_id in world.records())
    assert {TABLE_OF_LETTER[letter] for letter in letters} == set(TABLES)
