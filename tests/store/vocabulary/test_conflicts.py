"""Two who edit one record: the same field conflicts, different fields merge."""

from itertools import permutations

import pytest

from store.changes import EditDemand, EditDocument, EditEvent, EditEvidence, EditNote, EditTag, SetVerdict
from store.errors import Conflict, Refused

#: The edit of each kind of record, its record, and for each field what the first and the second want.
FIELDS = {
    EditDocument: ("d1", {
        "title": ("Eins", "Zwei"),
        "date": ("2026-01-01", None),
        "publisher": ("Bote", "Blatt"),
        "kind": ("news", "paper"),
        "source": ("a.txt", "b.txt"),
    }),
    EditEvent: ("e1", {"label": ("Eins", "Zwei"), "edtf": ("2026-01", "../2026-02")}),
    EditDemand: ("f2", {
        "text": ("Eins", "Zwei"),
        "topic": ("Sport", "Verkehr"),
        "addressee": ("Land", "Bund"),
        "parent": ("f1", "f3"),
        "due": ("2027", "../2028-12-31"),
    }),
    EditEvidence: ("b1", {"stance": ("contradicts", "mentions")}),
    EditTag: ("t1", {
        "name": ("Eins", "Zwei"),
        "colour": ("red", "blue"),
        "description": ("Eins", "Zwei"),
        "hotkey": ("5", "6"),
    }),
    EditNote: ("n1", {"text": ("Eins", "Zwei")}),
}  # fmt: skip
EACH = [(edit, field) for edit, (_, fields) in FIELDS.items() for field in fields]
PAIRS = [(edit, *pair) for edit, (_, fields) in FIELDS.items() for pair in permutations(fields, 2)]


def named(value):
    return value.do if isinstance(value, type) else str(value)


def both(edit, one, other):
    """The record, the first's edit of a field and the second's, neither knowing the other's."""
    record, fields = FIELDS[edit]
    return record, {one: fields[one][0]}, {other: fields[other][1]}


def rev_of(world, record):
    return world.lead.engine.get(record)["rev"]


@pytest.mark.parametrize(("edit", "field"), EACH, ids=named)
def test_the_same_field_conflicts_with_both_values(world, edit, field):
    record, first, second = both(edit, field, field)
    rev = rev_of(world, record)
    world.lead.apply(edit(record, **first, rev=rev))
    before = world.records()
    with pytest.raises(Conflict) as caught:
        world.carla.apply(edit(record, **second, rev=rev))
    conflict = caught.value
    assert (conflict.record, conflict.field, conflict.by) == (record, field, "lead")
    assert (conflict.mine, conflict.theirs) == (second[field], first[field])
    assert world.records() == before


@pytest.mark.parametrize(("edit", "field"), EACH, ids=named)
def test_wanting_the_same_is_no_conflict(world, edit, field):
    record, first, _ = both(edit, field, field)
    rev = rev_of(world, record)
    seq = world.lead.apply(edit(record, **first, rev=rev)).seq
    assert world.carla.apply(edit(record, **first, rev=rev)).seq == seq


@pytest.mark.parametrize(("edit", "field"), EACH, ids=named)
def test_a_field_that_is_again_as_it_was_read_is_no_conflict(world, edit, field):
    record, first, second = both(edit, field, field)
    before = world.lead.engine.get(record)
    world.lead.apply(edit(record, **first))
    world.lead.apply(edit(record, **{field: before[field]}))
    world.carla.apply(edit(record, **second, rev=before["rev"]))
    assert world.lead.engine.get(record)[field] == second[field]


@pytest.mark.parametrize(("edit", "field"), EACH, ids=named)
def test_whoever_has_seen_the_last_revision_overwrites(world, edit, field):
    record, first, second = both(edit, field, field)
    world.lead.apply(edit(record, **first))
    world.carla.apply(edit(record, **second, rev=rev_of(world, record)))
    assert world.lead.engine.get(record)[field] == second[field]


@pytest.mark.parametrize(("edit", "one", "other"), PAIRS, ids=named)
def test_different_fields_merge(world, edit, one, other):
    record, first, second = both(edit, one, other)
    rev = rev_of(world, record)
    world.lead.apply(edit(record, **first, rev=rev))
    world.carla.apply(edit(record, **second, rev=rev))
    assert (first | second).items() <= world.lead.engine.get(record).items()


@pytest.mark.parametrize(("edit", "field"), EACH, ids=named)
def test_a_revision_that_is_still_to_come_is_refused(world, edit, field):
    record, first, _ = both(edit, field, field)
    before = world.records()
    with pytest.raises(Refused, match="revision"):
        world.lead.apply(edit(record, **first, rev=rev_of(world, record) + 1))
    assert world.records() == before


@pytest.mark.parametrize("edit", FIELDS, ids=named)
def test_what_was_deleted_meanwhile_cannot_be_edited(world, edit):
    record, fields = FIELDS[edit]
    rev = rev_of(world, record)
    world.lead.engine.transact("lead", "test", lambda tx: tx.delete(record))
    field, (first, _) = next(iter(fields.items()))
    with pytest.raises(Refused, match=record):
        world.carla.apply(edit(record, **{field: first}, rev=rev))


def test_my_two_sessions_conflict_on_my_verdict_as_well(world):
    rev = rev_of(world, "u1")
    world.anna.apply(SetVerdict("f1", "met", reason="Erfüllt", rev=rev))
    with pytest.raises(Conflict) as caught:
        world.anna.apply(SetVerdict("f1", "met", reason="Fast", rev=rev))
    assert (caught.value.record, caught.value.field) == ("u1", "reason")
    world.anna.apply(SetVerdict("f1", "met", rev=rev))
    assert world.lead.engine.get("u1")["reason"] == "Erfüllt"


def test_a_reason_and_an_answer_merge(world):
    rev = rev_of(world, "u1")
    world.anna.apply(SetVerdict("f1", "open", reason="Weiter nichts", rev=rev))
    world.anna.apply(SetVerdict("f1", "rejected", rev=rev))
    verdict = world.lead.engine.get("u1")
    assert (verdict["answer"], verdict["reason"]) == ("rejected", "Weiter nichts")
