"""A blind project: others' notes and tags, whichever way one looks, until one has judged what is one's."""

import re
from contextlib import suppress
from functools import partial
from io import BytesIO
from zipfile import ZipFile

import pytest
from msgspec.structs import asdict

from store.changes import (
    AddDemand,
    AddDocument,
    AddEvent,
    AddEvidence,
    AddNote,
    AddReviewer,
    AddTag,
    Assign,
    AttachTags,
    DetachTags,
    EditProject,
    EditTag,
    RejectDemand,
    RemoveNote,
    RemoveTag,
    ReplyNote,
    SetVerdict,
)
from store.errors import NotFound
from store.exchange import EXPORTS, export_bytes
from store.projection import MAKERS

ON_DEMAND = ("Amsel", "Drossel", "Fink/Star")
ELSEWHERE = ("Habicht", "Milan", "Sperber", "Bussard", "Weihe", "Adler")
RECORDS = ("f1", "b1", "d1", "e1", "p4", "n1", "n2", "n3", "n4", "n5")
PLACE = "d1:164-172"


@pytest.fixture
def blind(team):
    """f1 and f2 to judge; anna's notes and tags are on f1 and its evidence b1, on d1, e1 and p4."""
    team.lead.apply(AddReviewer("carla", "lead"), EditProject(blind=True))
    team.carla = team.lead.beside("carla")
    lead, anna, place = team.lead, team.anna, team.place
    lead.apply(AddDemand("Zuschuss", document="d1", spans=((0, 5),)), AddDemand("Prüfung"))
    lead.apply(AddEvidence("f1", place("höchstens eine Prüfung")))
    lead.apply(AddEvent("2026-07-03", document="d1", spans=((30, 40),), label="Zusage"))
    for name in ("Fink/Star", "Bussard", "Weihe", "Adler"):
        lead.apply(AddTag(name))
    anna.apply(AddNote("f1", "Amsel"), AddNote("b1", "Drossel"), AttachTags("f1", ("Fink/Star",)))
    anna.apply(AddNote("d1", "Habicht"), AddNote("e1", "Milan"), AddNote(place("das Geld"), "Sperber"))
    anna.apply(AttachTags("d1", ("Bussard",)), AttachTags("e1", ("Weihe",)))
    anna.apply(AttachTags(place("das Geld"), ("Adler",)))
    return team


def view(review):
    seen = review.view()
    records = ("f1", "b1", "p1", "p4", "d1", "e1")
    return [asdict(row) for record in records for row in seen.on(record)], seen.marks("d1")


def rows(review):
    return [asdict(row) for kind in MAKERS if kind != "tags" for row in review.rows(kind)]


def exported(review, form):
    """What is in an export, unpacked; the codebook is everybody's."""
    data = export_bytes(review, form)
    if not data.startswith(b"PK"):
        return data.decode().replace("\\", "")
    with ZipFile(BytesIO(data)) as packed:
        text = "".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    return re.sub(r"<CodeBook>.*</CodeBook>", "", text, flags=re.DOTALL)


def shown(review):
    found = []
    for one in ("f1", "b1", "d1", "e1", "p4", PLACE, "n1", "n4", "n6"):
        try:
            found.append(review.show(one))
        except NotFound:
            continue
    return found


def past(review, *records):
    """The histories of records as far as there are any to be told."""
    lines = []
    for record in records:
        with suppress(NotFound):
            lines += review.history(record)
    return lines


WINDOWS = {
    "rows": rows,
    "filters": lambda review: [
        review.rows(kind, f"tag:{tag}") for kind in MAKERS if kind != "tags"
        for tag in ("Fink", "Bussard", "Weihe", "Adler")
    ],
    "view": view,
    "tag names": lambda review: [review.view().tag_names(one) for one in ("f1", "d1", "e1", "p4")],
    "show": shown,
    "history": lambda review: [line for line in review.history() if line.record[0] != "t"],
    "history of each": lambda review: past(review, *RECORDS),
    **{form: partial(exported, form=form) for form in EXPORTS if form not in ("bundle", "everything", "qdc")},
}  # fmt: skip


#: Where the codebook's names stand whatever carries them; tests/tui/blindness looks at what is counted there.
WITH_CODEBOOK = ("tags", "tagpairs", "xlsx")
TAGS = ("Fink/Star", "Bussard", "Weihe", "Adler")


def told(review, window):
    said = str(WINDOWS[window](review))
    names = TAGS if window in WITH_CODEBOOK else ()
    return {word for word in ON_DEMAND + ELSEWHERE if word in said and word not in names}


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("name", ["ben", "gast", "carla", "lead"])
def test_nobody_else_is_told(blind, name, window):
    assert blind.place("das Geld") == PLACE
    assert told(getattr(blind, name), window) == set()


@pytest.mark.parametrize("window", WINDOWS)
def test_whoever_has_judged_a_demand_sees_what_is_on_it_and_no_more(blind, window):
    blind.ben.apply(SetVerdict("f1", "open"))
    assert told(blind.ben, window) == told(blind.anna, window) & set(ON_DEMAND)


@pytest.mark.parametrize("window", WINDOWS)
def test_whoever_has_judged_all_sees_all(blind, window):
    blind.ben.apply(SetVerdict("f1", "open"), SetVerdict("f2", "open"))
    assert told(blind.ben, window) == told(blind.anna, window)
    blind.ben.undo()
    assert told(blind.ben, window) == set()


def test_what_the_author_sees_is_all_there_is(blind):
    seen = set().union(*(told(blind.anna, window) for window in WINDOWS))
    assert seen == {*ON_DEMAND, *ELSEWHERE}


@pytest.mark.parametrize("window", WINDOWS)
def test_who_is_assigned_some_demands_has_to_judge_those(blind, window):
    blind.lead.apply(Assign("f2", "ben"))
    blind.ben.apply(SetVerdict("f2", "open"))
    assert told(blind.ben, window) == told(blind.anna, window) & set(ELSEWHERE)


def test_with_nothing_to_judge_all_stays_hidden(blind):
    blind.lead.apply(RejectDemand("f1"), RejectDemand("f2"))
    assert told(blind.ben, "rows") == set()


def test_a_lead_sees_all_when_two_others_have_judged_all(blind):
    for name in ("anna", "ben"):
        getattr(blind, name).apply(SetVerdict("f1", "open"), SetVerdict("f2", "open"))
    assert told(blind.carla, "rows") == told(blind.anna, "rows")
    assert told(blind.gast, "rows") == set()


def test_counts_tell_nothing(blind):
    view = blind.ben.view()
    assert [view.by_id(one).notes for one in ("d1", "f1", "e1", "b1")] == [0, 0, 0, 0]
    assert {row.name: row.uses for row in view.tags} == dict.fromkeys(
        ("Fink/Star", "Bussard", "Weihe", "Adler"), 0
    )
    assert {row.uses for row in blind.anna.view().tags} == {1}
    assert "p4" not in [row.id for row in blind.ben.rows("passages")]
    assert blind.ben.view().passage_at("d1", ((164, 172),)) is None


def test_the_screen_hears_of_no_hidden_change(blind):
    entries = list(blind.lead.engine.entries())
    hidden = {"note.add+tag.attach", "note.add"}
    assert hidden & {entry.do for entry in blind.anna.told(entries)}
    assert not hidden & {entry.do for entry in blind.ben.told(entries)}
    blind.lead.apply(EditProject(blind=False))
    assert blind.ben.told(entries) == tuple(entries)


def test_my_own_are_mine_to_see_also_where_somebody_was_faster(blind):
    """Ben chooses the passage that anna has chosen, and the same tag: it looks as if he were the first."""
    place = blind.place("das Geld")
    blind.ben.apply(AttachTags(place, ("Adler",)), AddNote(place, "Meine"))
    row = blind.ben.view().by_id("p4")
    assert (row.tags, row.notes, row.by) == (("Adler",), 1, "")
    assert [mark.label for mark in blind.ben.view().marks("d1") if mark.id == "p4"] == ["Adler"]
    lines = [(line.who, line.field, line.new) for line in blind.ben.history("p4")]
    assert lines == [("ben", "tags", "Adler")]
    assert {row.name: row.uses for row in blind.ben.view().tags}["Adler"] == 1
    assert blind.anna.view().by_id("p4").notes == 1


@pytest.mark.parametrize("form", ["qdpx", "webannotation"])
def test_an_export_does_not_tell_that_somebody_chose_the_same(blind, form):
    blind.ben.apply(AttachTags(PLACE, ("Adler",)), AttachTags("f1", ("Fink/Star",)))
    said = exported(blind.ben, form).lower()
    uids = {one["name"]: one["uid"] for one in blind.lead.engine.scan("reviewers")}
    assert said.count(uids["ben"]) > 1
    assert said.count(uids["anna"]) == (form == "qdpx"), "once, where the team is listed"


def test_taking_my_tag_off_leaves_the_others(blind):
    place = blind.place("das Geld")
    blind.ben.apply(AttachTags(place, ("Adler",)))
    blind.ben.apply(DetachTags(place, ("Adler",)))
    assert blind.ben.view().by_id("p4") is None
    assert blind.anna.view().tag_names("p4") == ("Adler",)
    blind.ben.apply(DetachTags("d1", ("Bussard",)))
    assert blind.anna.view().tag_names("d1") == ("Bussard",)


@pytest.mark.parametrize("first", ["anna", "ben"])
def test_undoing_mine_leaves_the_others(blind, first):
    second = {"anna": "ben", "ben": "anna"}[first]
    place = blind.place("Schwimmbäder")
    for name in (first, second):
        getattr(blind, name).apply(AttachTags(place, ("Adler",)))
    passage = blind.lead.engine.find("passages", "document", "d1")[-1]["id"]
    getattr(blind, first).undo()
    assert getattr(blind, second).view().tag_names(passage) == ("Adler",)
    assert getattr(blind, first).view().tag_names(passage) == ()
    getattr(blind, second).undo()
    assert not (blind.lead.engine.get(passage) or {}).get("tags")
    getattr(blind, first).redo()
    assert getattr(blind, first).view().tag_names(passage) == ("Adler",)


def test_a_lead_who_removes_or_merges_tags_is_told_nothing(blind):
    tags = {row.name: row.id for row in blind.carla.rows("tags")}
    blind.carla.apply(RemoveTag(tags["Bussard"]))
    blind.carla.apply(EditTag(tags["Weihe"], name="Adler"))
    lines = [line for line in blind.carla.history() if line.record[0] in "dep"]
    assert not any(word in str(lines) for word in ("Bussard", "Weihe", "Adler"))
    assert blind.anna.view().tag_names("e1") == ("Adler",)


def test_a_removed_note_stays_hidden(blind):
    blind.anna.apply(ReplyNote("n4", "Elster"))
    blind.anna.apply(RemoveNote("n4"))
    assert "Habicht" not in str(blind.ben.history()) + str(past(blind.ben, "n4"))
    assert "Elster" not in str(blind.ben.history())


def test_a_view_that_is_kept_opens_and_shuts_as_a_new_one(blind):
    """Rows that nothing happened to are made again when what I may see changes."""
    blind.ben.view().documents, blind.ben.view()
    blind.ben.apply(SetVerdict("f1", "open"), SetVerdict("f2", "open"))
    assert blind.ben.view().by_id("d1").notes == blind.ben.view().documents[0].notes == 5
    blind.lead.apply(Assign("f2", "ben"), AddDemand("Drittes"))
    assert blind.ben.view().documents[0].notes == 5
    blind.lead.apply(Assign("f3", "ben"))
    assert blind.ben.view().documents[0].notes == 2
    assert [mark for mark in blind.ben.view().marks("d1") if mark.kind == "tag"] == []


def test_an_open_project_hides_nothing(blind):
    blind.lead.apply(EditProject(blind=False), AddDocument("Noch eins.", title="Zwei"))
    for window in WINDOWS:
        assert told(blind.gast, window) == told(blind.anna, window)
