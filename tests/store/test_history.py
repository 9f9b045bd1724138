"""The journal as lines that people read."""

import pytest

from store.changes import (
    AddDemand,
    AddEvidence,
    AddNote,
    AttachTags,
    DetachTags,
    EditDemand,
    EditNote,
    EditTag,
    GradeEvidence,
    RemoveDemand,
    RemoveTag,
    SetVerdict,
)
from store.history import name_of


def told(review, record=None):
    return [(line.record, line.field, line.old, line.new) for line in review.history(record)]


@pytest.fixture
def demand(team):
    return team.anna.apply(AddDemand("Zuschuss für Bäder", topic="Sport")).ids[0]


def test_each_changed_field_has_a_line_with_both_values(team, demand):
    team.anna.apply(EditDemand(demand, text="Zuschuss für alle Bäder", topic=None))
    assert told(team.lead, demand)[1:] == [
        (demand, "text", "Zuschuss für Bäder", "Zuschuss für alle Bäder"),
        (demand, "topic", "Sport", None),
    ]


def test_a_value_that_did_not_change_has_no_line(team, demand):
    before = team.anna.seq
    team.anna.apply(EditDemand(demand, text="Zuschuss für Bäder"))
    assert team.anna.seq == before and len(told(team.lead, demand)) == 1


def test_members_of_sets_come_and_go_by_name(team, demand):
    team.anna.apply(AttachTags(demand, ("Geld", "Straße")))
    team.ben.apply(DetachTags(demand, ("Geld",)))
    assert told(team.lead, demand)[1:] == [
        (demand, "tags", None, "Geld, Straße"),
        (demand, "tags", "Geld", None),
    ]


def test_tags_that_are_gone_keep_their_last_name(team, demand):
    team.anna.apply(AttachTags(demand, ("Geld",)))
    tag = team.lead.rows("tags")[0].id
    team.lead.apply(EditTag(tag, name="Haushalt"))
    team.lead.apply(RemoveTag(tag))
    assert told(team.lead, demand)[1:] == [
        (demand, "tags", None, "Haushalt"),
        (demand, "tags", "Haushalt", None),
    ]
    assert told(team.lead, tag)[-1] == (tag, "", "Haushalt", None)


def test_a_passage_made_with_its_tags_tells_both(team):
    team.anna.apply(AttachTags(team.place("Geld"), ("Geld",)))
    assert told(team.lead, "p1") == [("p1", "", None, "Geld"), ("p1", "tags", None, "Geld")]


def test_links_say_what_they_are_on(team, demand):
    link = team.anna.apply(AddEvidence(demand, team.place("Geld"), grade="weak")).ids[0]
    team.anna.apply(GradeEvidence(link, "strong"))
    verdict = team.anna.apply(SetVerdict(demand, "open", reason="Nur „geprüft“")).ids[0]
    note = team.anna.apply(AddNote(demand, "Wie\nhoch?")).ids[0]
    assert told(team.lead, link)[0][3] == f"{demand}: supports"
    assert told(team.lead, "g1") == [("g1", "", None, f"{link}: weak"), ("g1", "grade", "weak", "strong")]
    assert told(team.lead, verdict)[0][3] == f"{demand}: open (Nur „geprüft“)"
    assert told(team.lead, note)[0][3] == f"{demand}: Wie hoch?"


def test_a_removed_record_keeps_its_history_and_says_who(team, demand):
    team.anna.apply(RemoveDemand(demand))
    lines = team.lead.history(demand)
    assert [(line.who, line.do, line.old, line.new) for line in lines] == [
        ("anna", "demand.add", None, "Zuschuss für Bäder"),
        ("anna", "demand.remove", "Zuschuss für Bäder", None),
    ]


def test_undo_and_redo_say_what_they_undo_and_redo(team, demand):
    seq = team.anna.seq
    team.anna.undo()
    team.anna.redo()
    lines = team.lead.history(demand)
    assert [(line.do, line.undoes, line.redoes) for line in lines] == [
        ("demand.add", 0, 0),
        ("undo", seq, 0),
        ("redo", 0, seq),
    ]


def test_everything_is_in_order_and_in_utc(team, demand):
    team.ben.apply(AddNote(demand, "Eins"))
    lines = team.lead.history()
    assert [line.seq for line in lines] == sorted(line.seq for line in lines)
    assert all(line.when.endswith("Z") and line.when[10] == "T" for line in lines)
    assert {line.who for line in lines} == {"lead", "anna", "ben"}


def test_texts_keep_their_full_words_when_they_change(team):
    note = team.anna.apply(AddNote("d1", "a" * 500)).ids[0]
    team.anna.apply(EditNote(note, "ä" * 500))
    added, changed = team.lead.history(note)
    assert added.new == "d1: " + "a" * 500
    assert (changed.old, changed.new) == ("a" * 500, "ä" * 500)


@pytest.mark.parametrize(
    ("table", "record", "name"),
    [
        ("documents", {"title": "Bäder in Not"}, "Bäder in Not"),
        ("events", {"label": "Sitzung", "text": "3. Juli"}, "Sitzung"),
        ("versions", {"document": "d1", "number": 2}, "2"),
        ("reviewers", {"name": "anna", "role": "lead"}, "anna"),
        ("assignments", {"demand": "f1", "reviewer": "ben"}, "f1: ben"),
        ("passages", {"quote": "das Geld"}, "das Geld"),
        ("project", {}, ""),
    ],
)
def test_every_kind_has_a_name(table, record, name):
    assert name_of(table, record) == name
