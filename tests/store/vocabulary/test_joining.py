"""Merging and splitting demands: whose work ends up where."""

import pytest

from store.changes import (
    AddDemand,
    AddEvidence,
    AddNote,
    Assign,
    EditDemand,
    GradeEvidence,
    MergeDemands,
    SetVerdict,
    SplitDemand,
)
from store.errors import NotFound, Refused


def verdicts(world, demand):
    view = world.lead.view()
    return {(row.by, row.final): row.answer for row in view.verdicts if row.demand == demand}


def evidence(world, demand):
    return {row.id: dict(row.grades) for row in world.lead.view().evidence if row.demand == demand}


def spans(world, passages):
    return [world.lead.view().lookup.spans(passage) for passage in passages]


def test_texts_stay_and_passages_become_restatements(world):
    world.anna.apply(MergeDemands("f1", ("f2",)))
    record = world.lead.engine.get("f1")
    assert record["text"] == "Zuschuss" and spans(world, [record["passage"]]) == [((0, 9),)]
    assert spans(world, record["restated_by"]) == [((20, 40),)]
    assert world.lead.engine.get("f2") is None


def test_restatements_move_on_with_the_next_merge(world):
    world.anna.apply(AddDemand("Oben", document="d1", spans=((50, 60),)))
    world.anna.apply(MergeDemands("f1", ("f2",)))
    world.carla.apply(MergeDemands("f4", ("f1",)))
    restated = world.lead.engine.get("f4")["restated_by"]
    assert spans(world, restated) == [((0, 9),), ((20, 40),)]


def test_a_passage_does_not_restate_itself(world):
    world.anna.apply(AddDemand("Nochmals", document="d1", spans=((0, 9),)))
    world.anna.apply(MergeDemands("f1", ("f4",)))
    assert world.lead.engine.get("f1")["restated_by"] == []


@pytest.mark.parametrize(
    ("field", "into", "other", "kept"),
    [
        ("topic", "Geld", "Sport", "Geld"),
        ("topic", None, "Sport", "Sport"),
        ("addressee", "Land", "Bund", "Land"),
        ("addressee", None, "Bund", "Bund"),
        ("due", "../2026-12-31", "2027", "../2026-12-31"),
        ("due", None, "2027", "2027"),
        ("due", "2027", None, "2027"),
    ],
)
def test_empty_fields_are_filled_and_full_ones_stay(world, field, into, other, kept):
    world.anna.apply(EditDemand("f1", **{field: into}), EditDemand("f2", **{field: other}))
    world.anna.apply(MergeDemands("f1", ("f2",)))
    assert world.lead.engine.get("f1")[field] == kept


def test_each_reviewers_verdict_on_the_kept_demand_stays(world):
    world.carla.apply(SetVerdict("f2", "superseded"), SetVerdict("f2", "partial", "So", final=True))
    world.anna.apply(MergeDemands("f1", ("f2",)))
    assert verdicts(world, "f1") == {
        ("anna", False): "open",
        ("ben", False): "announced",
        ("carla", False): "superseded",
        ("carla", True): "partial",
    }


def test_notes_on_a_verdict_that_goes_move_to_the_one_that_stays(world):
    world.anna.apply(MergeDemands("f1", ("f2",)))
    notes = {note["text"]: note["target"] for note in world.lead.engine.scan("notes")}
    assert notes["Mein Grund"] == "u1" and notes["Frage"] == "f1"


def test_the_same_passage_is_one_piece_of_evidence_with_all_grades(world):
    world.anna.apply(AddEvidence("f2", "d1:20-40", grade="weak"), AddNote("b4", "Auch hier"))
    world.carla.apply(GradeEvidence("b4", "weak"))
    world.anna.apply(MergeDemands("f1", ("f2",)))
    assert evidence(world, "f1") == {
        "b1": {"anna": "strong", "ben": "weak", "carla": "weak"},
        "b2": {},
        "b3": {},
    }
    assert [note.target for note in world.lead.rows("notes", "auch")] == ["b1"]


def test_assignments_are_not_doubled(world):
    world.lead.apply(Assign("f2", "anna"), Assign("f2", "ben"))
    world.anna.apply(MergeDemands("f1", ("f2",)))
    assert world.lead.show("f1")["assigned"] == ["anna", "ben"]


def test_several_go_up_in_one_and_a_name_counts_once(world):
    world.anna.apply(SplitDemand("f2", ("Teil",)), SplitDemand("f3", ("Stück",)))
    world.anna.apply(MergeDemands("f1", ("f2", "f3", "f2")))
    assert world.lead.show("f1")["parts"] == ["f4", "f5"]


def test_a_part_that_takes_up_its_whole_comes_where_that_was(world):
    world.anna.apply(EditDemand("f2", parent="f1"))
    world.anna.apply(EditDemand("f3", parent="f2"))
    world.anna.apply(MergeDemands("f3", ("f2",)))
    assert world.lead.view().by_id("f3").parent == "f1"
    world.anna.apply(MergeDemands("f3", ("f1",)))
    assert world.lead.view().by_id("f3").parent is None


def test_a_part_of_a_part_that_takes_up_the_whole_makes_no_circle(world):
    world.anna.apply(EditDemand("f2", parent="f1"), EditDemand("f3", parent="f2"))
    before = world.records()
    world.anna.apply(MergeDemands("f3", ("f1",)))
    assert {row.id: row.parent for row in world.lead.view().demands} == {"f2": None, "f3": "f2"}
    world.anna.undo()
    assert world.records() == before


@pytest.mark.parametrize("ids", [(), ("f1",), ("f2", "f1"), ("f9",), ("n1",), ("f2", "f9")])
def test_a_merge_that_makes_no_sense_changes_nothing(world, ids):
    before = world.records()
    with pytest.raises(Refused):
        world.anna.apply(MergeDemands("f1", ids))
    assert world.records() == before


def test_parts_take_over_where_and_when_but_not_what_was_found(world):
    world.anna.apply(SplitDemand("f1", ("Hallenbäder", " Frei-\n bäder ")))
    whole, parts = world.lead.engine.get("f1"), world.lead.view().demands[3:]
    assert [part.text for part in parts] == ["Hallenbäder", "Frei- bäder"]
    for part in parts:
        record = world.lead.engine.get(part.id)
        for field in ("topic", "addressee", "due", "document", "passage"):
            assert record[field] == whole[field]
        assert (part.parent, part.state, part.review, part.evidence) == ("f1", "confirmed", "unreviewed", 0)
        assert part.tags == () and world.lead.show(part.id)["assigned"] == []


@pytest.mark.parametrize("texts", [(), ("",), ("Eins", "  ")])
def test_a_part_needs_words(world, texts):
    before = world.records()
    with pytest.raises(Refused, match="empty"):
        world.anna.apply(SplitDemand("f1", texts))
    assert world.records() == before


def test_what_is_gone_is_neither_merged_nor_split(world):
    world.anna.apply(MergeDemands("f1", ("f2",)))
    for change in (MergeDemands("f2", ("f1",)), MergeDemands("f1", ("f2",)), SplitDemand("f2", ("Eins",))):
        with pytest.raises(NotFound, match="f2"):
            world.anna.apply(change)
