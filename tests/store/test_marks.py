"""What is highlighted in a document's text: overlaps, states, what has no mark."""

from itertools import pairwise
from random import Random

import pytest

from store.changes import (
    AcceptEvidence,
    AddDemand,
    AddDocument,
    AddEvent,
    AddEvidence,
    AddNote,
    AttachTags,
    ConfirmDemand,
    ConfirmEvent,
    DetachTags,
    EditTag,
    MergeDemands,
    RejectDemand,
    RejectEvent,
    RejectEvidence,
    RemoveTag,
    ReopenNote,
    ResolveNote,
)
from store.marks import DocumentMarks
from store.model import STRETCH

STATES = {
    "event": (
        AddEvent("2026", document="d1", spans=((5, 15),), state="suggested"), ConfirmEvent, RejectEvent,
    ),
    "demand": (
        AddDemand("Geld", document="d1", spans=((5, 15),), state="suggested"), ConfirmDemand, RejectDemand,
    ),
    "evidence": (AddEvidence("f1", "d1:5-15"), AcceptEvidence, RejectEvidence),
}  # fmt: skip


def marks(team, document="d1"):
    return team.gast.view().marks(document)


def short(team, document="d1"):
    return [(mark.kind, mark.start, mark.end) for mark in marks(team, document)]


def patch(team, record, **fields):
    team.lead.engine.transact("lead", "test", lambda tx: tx.patch(record, fields))


@pytest.mark.parametrize("kind", STATES)
def test_a_mark_has_the_state_of_its_record_and_goes_with_its_rejection(team, kind):
    if kind == "evidence":
        team.anna.apply(AddDemand("Zuschuss"))
    add, confirm, reject = STATES[kind]
    record = team.anna.apply(add).ids[0]
    patch(team, record, state="suggested")
    assert [(mark.kind, mark.id, mark.state) for mark in marks(team)] == [(kind, record, "suggested")]
    team.ben.apply(confirm(record))
    assert [mark.state for mark in marks(team)] == ["confirmed"]
    team.ben.apply(reject(record))
    assert marks(team) == ()
    team.ben.undo()
    assert [mark.state for mark in marks(team)] == ["confirmed"]


def test_marks_overlap_and_come_by_start_longer_ones_first(team):
    for start, end in ((20, 30), (10, 40), (10, 20), (25, 60), (0, 5), (10, 40)):
        team.anna.apply(AddEvent("2026", document="d1", spans=((start, end),), label=f"{start}"))
    assert short(team) == [
        ("event", 0, 5),
        ("event", 10, 40),
        ("event", 10, 40),
        ("event", 10, 20),
        ("event", 20, 30),
        ("event", 25, 60),
    ]


def test_the_order_is_the_same_whatever_came_first(team):
    changes = [
        AddNote("d1:10-20", "Frage"),
        AttachTags("d1:10-20", ("Geld",)),
        AddDemand("Zuschuss", document="d1", spans=((10, 20),)),
        AddEvent("2026", document="d1", spans=((10, 20),)),
    ]
    for change in reversed(changes):
        team.anna.apply(change)
    team.anna.apply(AddEvidence("f1", "d1:10-20"))
    kinds = [mark.kind for mark in marks(team)]
    assert kinds == ["demand", "event", "evidence", "note", "tag"]


def test_each_span_of_a_passage_has_its_mark(team):
    team.anna.apply(AddDemand("Zuschuss", document="d1", spans=((3, 6), (10, 14), (20, 21))))
    found = marks(team)
    assert [(mark.start, mark.end) for mark in found] == [(3, 6), (10, 14), (20, 21)]
    assert {(mark.id, mark.label) for mark in found} == {("f1", "Zuschuss")}
    assert [(mark.part, mark.parts) for mark in found] == [(1, 3), (2, 3), (3, 3)]
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_each_tag_of_a_passage_has_its_mark_and_colour(team):
    team.anna.apply(AttachTags("d1:5-15", ("Geld", "Bund")))
    team.anna.apply(EditTag("t1", colour="green"))
    assert [(mark.label, mark.colour, mark.id) for mark in marks(team)] == [
        ("Geld", "green", "p1"),
        ("Bund", None, "p1"),
    ]
    team.anna.apply(DetachTags("d1:5-15", ("Bund",)))
    team.lead.apply(RemoveTag("t1"))
    assert marks(team) == ()


def test_tags_and_notes_on_the_whole_document_have_none(team):
    team.anna.apply(AttachTags("d1", ("Geld",)), AddNote("d1", "Stimmt das?"))
    assert marks(team) == ()


@pytest.mark.parametrize("target", ["d1:5-15", "f1", "e1", "b1"])
def test_a_note_is_marked_where_its_target_stands(team, target):
    team.anna.apply(AddDemand("Zuschuss", document="d1", spans=((5, 15),)))
    team.anna.apply(AddEvent("2026", document="d1", spans=((5, 15),)), AddEvidence("f1", "d1:5-15"))
    note = team.ben.apply(AddNote(target, "Hier?")).ids[0]
    (mark,) = (mark for mark in marks(team) if mark.kind == "note")
    assert (mark.id, mark.start, mark.end, mark.label, mark.state) == (note, 5, 15, "Hier?", "open")
    team.ben.apply(ResolveNote(note))
    assert "resolved" in [mark.state for mark in marks(team)]
    team.ben.apply(ReopenNote(note))
    assert "resolved" not in [mark.state for mark in marks(team)]


def test_a_note_goes_with_what_it_is_on_when_that_is_rejected(team):
    team.anna.apply(AddEvent("2026", document="d1", spans=((5, 15),)), AddNote("e1", "Wann?"))
    team.ben.apply(RejectEvent("e1"))
    assert marks(team) == ()
    assert [note.text for note in team.gast.rows("notes")] == ["Wann?"], "it is hidden, not gone"


def test_restatements_are_marked_like_the_demand(team):
    team.anna.apply(AddDemand("Zuschuss", document="d1", spans=((5, 15),)), AddNote("f1", "Wie hoch?"))
    team.anna.apply(AddDemand("Geld", document="d1", spans=((30, 40),)), MergeDemands("f1", ("f2",)))
    assert short(team) == [("demand", 5, 15), ("note", 5, 15), ("demand", 30, 40)]
    assert {mark.id for mark in marks(team) if mark.kind == "demand"} == {"f1"}


def test_whatever_is_on_words_that_changed_says_so(team):
    team.anna.apply(AddDemand("Zuschuss"), AddEvidence("f1", "d1:5-15"), AttachTags("d1:5-15", ("Geld",)))
    assert {mark.recheck for mark in marks(team)} == {""}
    patch(team, "p1", suspect="check")
    assert [(mark.kind, mark.state, mark.recheck) for mark in marks(team)] == [
        ("evidence", "confirmed", "check"),
        ("tag", "", "check"),
    ]


def test_what_stands_in_an_older_version_has_no_mark(team):
    team.anna.apply(AddDemand("Zuschuss", document="d1", spans=((5, 15),)), AddEvidence("f1", "d1:20-30"))
    team.anna.apply(AddNote("d1:5-15", "Frage"), AttachTags("d1:5-15", ("Geld",)))
    fields = {"document": "d1", "number": 2, "sha256": "x", "length": 3, "regions": []}
    team.lead.engine.transact("lead", "test", lambda tx: tx.patch("d1", {"version": new(tx, fields)}))
    assert marks(team) == ()
    assert team.gast.view().by_id("b1").flags == ("suspect",)
    assert team.gast.view().by_id("p1").suspect


def new(tx, fields):
    return tx.add("versions", fields)["id"]


def test_documents_keep_their_marks_apart(team):
    team.lead.apply(AddDocument("Ein zweiter Text über das Bad."))
    team.anna.apply(AddDemand("Zuschuss", document="d1", spans=((5, 15),)), AddEvidence("f1", "d2:4-11"))
    assert short(team) == [("demand", 5, 15)]
    assert short(team, "d2") == [("evidence", 4, 11)]
    assert marks(team, "d9") == ()


@pytest.fixture
def crowded(team):
    """d2, six stretches long, with marks of all kinds in it: short, long, empty ones, across stretches."""
    random = Random(7)
    size = 6 * STRETCH
    team.lead.apply(AddDocument("Wort " * (size // 5), title="Lang"))
    team.anna.apply(AddDemand("Zuschuss"))
    team.anna.apply(AddDemand("Bad", document="d2", spans=((40, 60),)))
    for at in range(60):
        start = random.randrange(size - 10)
        longest = 300 if at % 5 == 3 else 2 * STRETCH  # what an event says is short
        end = min(start + random.choice((1, 30, longest)), size - 10)
        target = f"d2:{start}-{end}"
        team.anna.apply(
            (
                AttachTags(target, (f"Thema {at % 7}",)),
                AddNote(target, "Frage"),
                AddEvidence("f1", target),
                AddEvent("2026", document="d2", spans=((start, end), (size - 9, size - 5))),
                AddDemand(f"Forderung {at}", document="d2", spans=((start, end),)),
            )[at % 5]
        )
    restating = [row.passage for row in team.anna.view().evidence[:4]]
    team.lead.engine.transact("lead", "test", lambda tx: tx.members("f2", "restated_by", restating, ()))
    return team


def test_marks_near_a_place_are_those_of_all_that_touch_it(crowded):
    known, random = marks(crowded, "d2"), Random(8)
    assert {mark.kind for mark in known} == {"tag", "note", "evidence", "event", "demand"}
    for _ in range(300):
        start = random.randrange(6 * STRETCH)
        end = start + random.choice((1, 80, STRETCH, 4 * STRETCH))
        found = [mark for mark in known if mark.start < end and max(mark.end, mark.start + 1) > start]
        assert known.touching(start, end) == found


def test_near_a_place_only_what_is_there_is_read(crowded):
    lookup = crowded.gast.view().lookup
    near = DocumentMarks(lookup, "d2").touching(3 * STRETCH, 3 * STRETCH + 100)
    read = {record["id"] for record in lookup.passages_touching("d2", 3)}
    assert near and len(read) < 40 < lookup.moment.count("passages", "document", "d2")


def test_marks_of_a_changed_passage_move_with_it(crowded):
    marked = crowded.anna.apply(AttachTags("d2:10-20", ("Neu",))).ids[0]
    assert any(mark.label == "Neu" for mark in marks(crowded, "d2").touching(0, 100))
    patch(crowded, "p" + marked[1:], spans=[[5 * STRETCH, 5 * STRETCH + 9]])
    assert not any(mark.label == "Neu" for mark in marks(crowded, "d2").touching(0, 100))
    assert any(mark.label == "Neu" for mark in marks(crowded, "d2").touching(5 * STRETCH, 5 * STRETCH + 1))
