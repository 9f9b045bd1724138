"""Notes and tags: what hangs on records and passages."""

import pytest

from store.changes import (
    AddDemand,
    AddNote,
    AddTag,
    AttachTags,
    DetachTags,
    EditNote,
    EditTag,
    RemoveNote,
    RemoveTag,
    ReopenNote,
    ReplyNote,
    ResolveNote,
)
from store.errors import Conflict, Forbidden, NotFound, Refused
from store.exchange import export_bytes


def tags(review):
    return {row.name: row.uses for row in review.rows("tags")}


def test_a_note_on_a_passage_keeps_its_quote_and_context(team):
    team.anna.apply(AddNote(team.place("einen Zuschuss"), "Wie hoch, für wen?"))
    (note,) = team.anna.rows("notes")
    assert (note.text, note.by, note.document) == ("Wie hoch, für wen?", "anna", "d1")
    passage = team.anna.engine.get(note.target)
    assert passage["quote"] == "einen Zuschuss"
    assert passage["prefix"].endswith("vom Land ") and passage["suffix"].startswith(" für die")


def test_the_same_place_is_one_passage(team):
    at = team.place("Schwimmbäder")
    team.anna.apply(AddNote(at, "Eins"), AttachTags(at, ("Bäder",)))
    team.ben.apply(AddNote(at, "Zwei"))
    assert len(team.lead.rows("passages")) == 1
    assert team.lead.rows("passages")[0].notes == 2


@pytest.mark.parametrize(
    "target",
    [
        "d1:5-5",
        "d1:9-4",
        "d1:0-100000",
        "d1:10-20,15-30",
        "d1:20-30,1-5",
        "d1:x-y",
        "d1:",
        "d9:1-2",
        "n1",
        "x",
        "t1",
    ],
)
def test_a_note_needs_a_place_that_exists(team, target):
    with pytest.raises(Refused):
        team.anna.apply(AddNote(target, "Wohin damit?"))
    assert team.anna.rows("notes") == [] and team.anna.rows("passages") == []


def test_replies_share_the_target_and_the_thread(team):
    first = team.anna.apply(AddNote("d1", "Stimmt das?")).ids[0]
    reply = team.ben.apply(ReplyNote(first, "Ja.")).ids[0]
    again = team.anna.apply(ReplyNote(reply, "Danke!")).ids[0]
    parents = {row.id: (row.target, row.parent) for row in team.lead.rows("notes")}
    assert parents == {first: ("d1", None), reply: ("d1", first), again: ("d1", reply)}
    team.ben.apply(ResolveNote(again))
    assert [row.id for row in team.lead.rows("notes", "is:resolved")] == [first]
    team.ben.apply(ReopenNote(first))
    assert team.lead.rows("notes", "is:resolved") == []


def test_only_the_author_or_a_lead_changes_a_note(team):
    note = team.anna.apply(AddNote("d1", "Meins")).ids[0]
    with pytest.raises(Forbidden, match="anna"):
        team.ben.apply(EditNote(note, "Deins"))
    with pytest.raises(Forbidden):
        team.ben.apply(RemoveNote(note))
    team.lead.apply(EditNote(note, "Unsers"))
    assert team.lead.rows("notes")[0].text == "Unsers"


def test_two_edits_of_one_note_conflict_with_both_values(team):
    note = team.anna.apply(AddNote("d1", "Alt")).ids[0]
    rev = team.anna.rows("notes")[0].rev
    team.lead.apply(EditNote(note, "Leitung", rev=rev))
    with pytest.raises(Conflict) as caught:
        team.anna.apply(EditNote(note, "Anna", rev=rev))
    assert (caught.value.field, caught.value.mine, caught.value.theirs) == ("text", "Anna", "Leitung")
    assert caught.value.by == "lead"


def test_a_note_goes_with_its_replies_and_not_with_others_work(team):
    note = team.anna.apply(AddNote("d1", "Frage")).ids[0]
    team.ben.apply(ReplyNote(note, "Antwort"))
    with pytest.raises(Forbidden, match="ben"):
        team.anna.apply(RemoveNote(note))
    team.lead.apply(RemoveNote(note))
    assert team.lead.rows("notes") == []


@pytest.mark.parametrize("text", ["", "  \n "])
def test_an_empty_note_is_refused(team, text):
    with pytest.raises(Refused, match="empty"):
        team.anna.apply(AddNote("d1", text))


def test_tags_are_made_by_attaching_and_found_whatever_the_capitals(team):
    team.anna.apply(AttachTags("d1", ("Haushalt / Zuschüsse", "Bäder")))
    team.ben.apply(AttachTags(team.place("einen Zuschuss"), ("bäder",)))
    assert tags(team.lead) == {"Haushalt/Zuschüsse": 1, "Bäder": 2}
    assert team.lead.rows("documents")[0].tags == ("Bäder", "Haushalt/Zuschüsse")


def test_decomposed_umlauts_are_the_same_tag(team):
    team.anna.apply(AttachTags("d1", ("Bäder",)), AttachTags("d1", ("Ba\u0308der",)))
    assert tags(team.lead) == {"Bäder": 1}


def test_detaching_what_is_no_tag_names_near_ones(team):
    team.anna.apply(AttachTags("d1", ("Digitalisierung",)))
    with pytest.raises(NotFound) as caught:
        team.anna.apply(DetachTags("d1", ("Digitalisirung",)))
    assert "Digitalisierung" in caught.value.advice
    team.anna.apply(DetachTags("d1", ("digitalisierung",)))
    assert tags(team.lead) == {"Digitalisierung": 0}


def test_more_tags_than_anybody_gives_at_once_are_refused(team):
    with pytest.raises(Refused, match="more than 1,000 tags at once"):
        team.anna.apply(AttachTags("d1", tuple(f"Wort {number}" for number in range(1001))))


def test_a_tree_of_tags_is_not_endlessly_deep(team):
    with pytest.raises(Refused, match="has more than 100 levels"):
        team.anna.apply(AttachTags("d1", ("/".join("a" * 101),)))
    team.anna.apply(AttachTags("d1", ("/".join("a" * 100),)))
    assert export_bytes(team.lead, "qdc").count(b"<Code ") == 100


def test_attaching_twice_changes_nothing(team):
    first = team.anna.apply(AttachTags("d1", ("Bäder",)))
    again = team.anna.apply(AttachTags("d1", ("Bäder",)))
    assert again.seq == first.seq


def test_renaming_is_the_leads_and_takes_the_tags_below_along(team):
    team.anna.apply(AttachTags("d1", ("Verkehr", "Verkehr/Bahn")))
    tag = next(row for row in team.anna.rows("tags") if row.name == "Verkehr")
    with pytest.raises(Forbidden):
        team.anna.apply(EditTag(tag.id, name="Mobilität"))
    team.anna.apply(EditTag(tag.id, colour="blue", description="Straße und Schiene", hotkey="1"))
    team.lead.apply(EditTag(tag.id, name="Mobilität"))
    assert set(tags(team.lead)) == {"Mobilität", "Mobilität/Bahn"}
    assert team.lead.rows("tags", "tag:mobilitaet/")[0].name == "Mobilität/Bahn"


def test_a_name_that_is_taken_merges_two_tags(team):
    team.anna.apply(AttachTags("d1", ("Bahn",)), AttachTags(team.place("Stadt"), ("Schiene",)))
    tag = next(row for row in team.anna.rows("tags") if row.name == "Schiene")
    team.lead.apply(EditTag(tag.id, name="Bahn"))
    assert tags(team.lead) == {"Bahn": 2}


def test_a_tag_does_not_come_below_itself(team):
    team.anna.apply(AttachTags("d1", ("Geld", "Geld/Bund")))
    for name in ("Geld/Bund", "Geld/Alt"):
        with pytest.raises(Refused):
            team.lead.apply(EditTag("t1", name=name))
    assert tags(team.lead) == {"Geld": 1, "Geld/Bund": 1}


def test_a_removed_tag_leaves_everything_and_undo_puts_it_back(team):
    demand = team.anna.apply(AddDemand("Zuschuss für Bäder")).ids[0]
    team.anna.apply(AttachTags(demand, ("Geld",)), AttachTags("d1", ("Geld",)))
    tag = team.lead.rows("tags")[0].id
    with pytest.raises(Forbidden):
        team.anna.apply(RemoveTag(tag))
    team.lead.apply(RemoveTag(tag))
    assert team.lead.rows("demands")[0].tags == () and tags(team.lead) == {}
    team.lead.undo()
    assert team.lead.rows("demands")[0].tags == ("Geld",) and tags(team.lead) == {"Geld": 2}


def test_names_and_hotkeys_are_given_once(team):
    team.anna.apply(AddTag("Geld", hotkey="1"))
    with pytest.raises(Refused, match="Geld"):
        team.anna.apply(AddTag("GELD"))
    with pytest.raises(Refused, match="belongs to"):
        team.anna.apply(AddTag("Zeit", hotkey="1"))
    for key in ("0", "12", "a"):
        with pytest.raises(Refused, match="1 to 9"):
            team.anna.apply(AddTag("Zeit", hotkey=key))
    for name in ("", "  ", "/", "a//b", "x" * 3000):
        with pytest.raises(Refused):
            team.anna.apply(AddTag(name))
