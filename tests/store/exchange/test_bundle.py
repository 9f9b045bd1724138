"""A project in one file, and two that grew apart made one."""

import io
import json
import shutil
import zipfile

import pytest

from store.care.check import check
from store.changes import (
    AddDemand,
    AddDocument,
    AddEvidence,
    AddNote,
    AddReviewer,
    AddTag,
    AttachTags,
    EditDemand,
    EditNote,
    EditProject,
    EditTag,
    RemoveDemand,
    RemoveNote,
    RemoveTag,
    ReplyNote,
    ReviseDocument,
    SetVerdict,
)
from store.errors import Forbidden, Refused
from store.exchange import export_bytes
from store.exchange.bundle.merging import take_in
from store.model import TABLES
from store.review import Review
from store.search.synonyms import add_group, own_groups

TEXT = "Der Kreis baut den Radweg bis Mai.\nDas Geld ist da.\n"


def flat(review):
    """All records by uid, references as uids."""
    records = {table: list(review.engine.scan(table)) for table in TABLES}
    uids = {record["id"]: record["uid"] for found in records.values() for record in found}

    def plain(value):
        if isinstance(value, list):
            return [plain(member) for member in value]
        if isinstance(value, str) and " " in value and value.split()[0] in uids:
            return [uids[value.split()[0]], value.split()[1]]
        return uids.get(value, value) if isinstance(value, str) else value

    return {
        record["uid"]: {key: plain(value) for key, value in record.items() if key not in ("id", "uid", "rev")}
        for table, found in records.items()
        for record in found
        if table not in ("project", "reviewers")
    }


def filled(review):
    review.apply(AddReviewer("anna"), AddReviewer("ben"), AddTag("Geld", "#c00000"))
    review.apply(AddDocument(TEXT, title="Brief"))
    anna = review.beside("anna")
    anna.apply(AddDemand("Radweg bauen", document="d1", spans=((15, 25),)), AddDemand("Teil", parent="f1"))
    anna.apply(AddNote("d1:15-25", "bis wann?"), AttachTags("d1:35-43", ("Geld", "Ort/Kreis")))
    anna.apply(AddEvidence("f1", "d1:35-51", grade="strong"), ReplyNote("n1", "Mai"))
    review.beside("ben").apply(SetVerdict("f1", "announced", reason="steht da"))


@pytest.fixture
def apart(tmp_path):
    """Two projects that were one: here and there."""
    with Review.create(tmp_path / "hier", "Kreis", "lena") as review:
        filled(review)
    shutil.copytree(tmp_path / "hier", tmp_path / "dort", symlinks=True)
    with Review.open(tmp_path / "hier", "lena") as here, Review.open(tmp_path / "dort", "lena") as there:
        yield here, there


def bundle(review):
    return export_bytes(review, "bundle")


def test_it_holds_records_journal_texts_and_originals(tmp_path):
    review = Review.memory()
    review.import_bytes(b"Guten Tag.\r\nDas Bad ist zu.", "brief.txt")
    review.apply(ReviseDocument("d1", "Das Bad ist offen."), AddNote("d1", "weg"))
    review.apply(RemoveNote("n1"))
    with zipfile.ZipFile(io.BytesIO(bundle(review))) as archive:
        assert json.loads(archive.read("records.json"))["records"]["documents"]
        lines = archive.read("journal.jsonl").decode().splitlines()
        assert len(lines) == review.seq and "weg" in lines[-1]
        assert archive.read("documents/d1/v1.orig.txt") == b"Guten Tag.\r\nDas Bad ist zu."
        assert archive.read("documents/d1/v2.txt") == b"Das Bad ist offen."


def test_a_project_goes_whole_into_an_empty_one():
    review, empty = Review.memory(acting="lena"), Review.memory(acting="lena")
    filled(review)
    taken = take_in(empty, bundle(review), "x.vermerk.zip")
    assert [loss[:17] for loss in taken.losses] == ["the steps between"] and not taken.conflicts
    assert flat(empty) == flat(review)
    assert empty.text("d1") == TEXT
    assert {r.name: r.role for r in empty.view().reviewers} == {
        "lena": "lead",
        "anna": "viewer",
        "ben": "viewer",
    }
    assert take_in(empty, bundle(review), "x.vermerk.zip").added == {}
    empty.undo()
    assert empty.view().documents == ()


def test_what_each_side_added_is_in_both(apart, tmp_path):
    here, there = apart
    here.beside("anna").apply(AddNote("d1:0-9", "welcher?"), AddDemand("Hier"), AttachTags("d1", ("Neu",)))
    there.beside("ben").apply(AddNote("d1:0-9", "der dort"), AddDemand("Dort", parent="f2"))
    there.apply(AddDocument("Zweiter Brief.", title="Zwei"), AttachTags("d2", ("Neu",)))
    there.beside("ben").apply(
        AddEvidence("f3", "d2:0-7", "mentions"), SetVerdict("f3", "met"), AddNote("b2", "ja")
    )
    taken = take_in(here, bundle(there), "x.vermerk.zip")
    assert not taken.conflicts and "(ben 2, lena 1)" in taken.losses[0] and len(taken.losses) == 1
    assert taken.added == {
        "documents": 1, "versions": 1, "passages": 1, "demands": 1, "evidence": 1, "verdicts": 1, "notes": 2
    }  # fmt: skip
    view = here.view()
    notes = {note.text: (note.by, note.document) for note in view.notes}
    assert notes["welcher?"] == ("anna", "d1") and notes["der dort"] == ("ben", "d1")
    assert len({note.target for note in view.notes if note.spans == ((0, 9),)}) == 1
    dort = next(row for row in view.demands if row.text == "Dort")
    assert dort.parent == "f2" and dort.id == "f4" and dort.verdicts == (("ben", "met", False),)
    assert [tag.name for tag in view.tags].count("Neu") == 1 and here.text("d2") == "Zweiter Brief."
    back = take_in(there, bundle(here), "x.vermerk.zip")
    assert not back.conflicts and len(flat(there)) == len(flat(here))
    assert take_in(here, bundle(there), "x.vermerk.zip").added == {}
    assert [finding for finding in check(tmp_path / "hier") if finding.severity == "damage"] == []


def test_what_one_side_changed_is_taken_and_what_both_did_is_a_conflict(apart):
    here, there = apart
    here.apply(EditDemand("f1", topic="Verkehr"), EditTag("t1", description="Summen"))
    there.apply(EditDemand("f1", due="../2027-05-31", topic="Wege"), EditTag("t1", colour="#00ff00"))
    there.apply(EditNote("n1", "bis wann genau?"), AttachTags("d1", ("Geld",)))
    taken = take_in(here, bundle(there), "x.vermerk.zip")
    demand, tag = here.view().by_id("f1"), here.view().by_id("t1")
    assert (demand.due, demand.topic) == ("../2027-05-31", "Verkehr")
    assert (tag.colour, tag.description) == ("#00ff00", "Summen")
    assert here.view().by_id("n1").text == "bis wann genau?" and here.view().tag_names("d1") == ("Geld",)
    (conflict,) = taken.conflicts
    assert "f1 “Radweg bauen”" in conflict and "“Verkehr”" in conflict and "“Wege”" in conflict


def test_two_verdicts_of_one_person_are_a_conflict(apart):
    here, there = apart
    here.beside("anna").apply(SetVerdict("f1", "met"))
    there.beside("anna").apply(SetVerdict("f1", "open"))
    taken = take_in(here, bundle(there), "x.vermerk.zip")
    assert [one.count(" (anna, ") for one in taken.conflicts] == [2]
    assert len(here.view().by_id("f1").verdicts) == 2


def test_a_new_version_there_is_the_version_here(apart):
    here, there = apart
    there.apply(ReviseDocument("d1", TEXT.replace("Mai", "Juni")))
    here.apply(AddNote("f2", "hier"))
    taken = take_in(here, bundle(there), "x.vermerk.zip")
    assert not taken.conflicts and here.text("d1").startswith("Der Kreis baut den Radweg bis Juni.")
    assert [len(row.versions) for row in here.view().documents] == [2]
    assert flat(here)[here.engine.get("n1")["uid"]] == flat(there)[there.engine.get("n1")["uid"]]


def test_what_was_removed_on_one_side_goes_unless_the_other_used_it_since(apart):
    here, there = apart
    there.beside("anna").apply(RemoveNote("n2"))
    here.apply(RemoveNote("n1"))
    there.apply(EditNote("n1", "anders"), RemoveDemand("f2"), RemoveTag("t1"))
    here.beside("ben").apply(AddNote("f2", "noch was"))
    taken = take_in(here, bundle(there), "x.vermerk.zip")
    told = "\n".join(taken.conflicts)
    assert "“anders”: removed here, changed there" in told
    assert "f2 “Teil”: removed there, used here since" in told
    assert here.engine.get("n1") is None and here.engine.get("n2") is None
    assert here.engine.get("f2") and not here.engine.get("t1")
    assert here.view().tag_names("p2") == ("Ort/Kreis",)
    assert len(taken.conflicts) == 2


def test_a_demand_removed_there_takes_all_on_it_along(apart):
    here, there = apart
    there.apply(RemoveDemand("f1"))
    taken = take_in(here, bundle(there), "x.vermerk.zip")
    assert not taken.conflicts and len(flat(here)) == len(flat(there))
    assert here.view().demands == there.view().demands == ()
    assert take_in(here, bundle(there), "x.vermerk.zip").notices == ()


def test_what_went_on_after_a_merge_goes_on_from_there(apart):
    here, there = apart
    there.apply(EditDemand("f1", topic="Wege"), AddNote("d1", "neu"))
    take_in(here, bundle(there), "x.vermerk.zip")
    there.apply(EditDemand("f1", topic="Radwege"), EditNote("n3", "neuer"), AddDemand("Drittes"))
    here.apply(EditDemand("f2", topic="hier"))
    taken = take_in(here, bundle(there), "x.vermerk.zip")
    assert not taken.conflicts and taken.added == {"demands": 1}
    assert here.view().by_id("f1").topic == "Radwege" and here.view().by_id("n3").text == "neuer"
    back = take_in(there, bundle(here), "x.vermerk.zip")
    assert not back.conflicts and there.view().by_id("f2").topic == "hier"
    here.apply(RemoveNote("n3"))
    assert take_in(here, bundle(there), "x.vermerk.zip").added == {}


def test_what_was_taken_back_with_its_merge_can_be_merged_again(apart):
    here, there = apart
    there.apply(AddNote("d1", "neu"))
    first = take_in(here, bundle(there), "x.vermerk.zip").added
    here.undo()
    assert take_in(here, bundle(there), "x.vermerk.zip").added == first == {"notes": 1}


def test_synonyms_of_both_are_there_after_a_merge(apart):
    here, there = apart
    add_group(here, ("Kita", "Krippe"))
    add_group(there, ("krippe", "kita"))
    add_group(there, ("Rad", "Velo"))
    taken = take_in(here, bundle(there), "x.vermerk.zip")
    assert own_groups(here.engine) == [("Kita", "Krippe"), ("Rad", "Velo")]
    assert "groups of synonyms added: 1" in taken.notices
    assert take_in(here, bundle(there), "x.vermerk.zip").notices == ()


def test_what_is_on_a_document_of_the_same_text_is_on_the_one(apart):
    here = apart[0]
    other = Review.memory(acting="lena")
    other.apply(AddDocument(TEXT, title="Schreiben", publisher="Kreis"), AttachTags("d1", ("Neu",)))
    taken = take_in(here, bundle(other), "x.vermerk.zip")
    (document,) = here.view().documents
    assert (document.title, document.publisher) == ("Brief", "Kreis")
    assert here.view().tag_names("d1") == ("Neu",)
    assert ["title is “Brief” (lena, " in one and "“Schreiben” (lena" in one for one in taken.conflicts] == [
        True
    ]


def test_a_document_of_the_same_text_is_one():
    one, two = Review.memory(acting="lena"), Review.memory(acting="lena")
    for review in (one, two):
        review.apply(AddDocument(TEXT, title="Brief"))
    two.apply(AddNote("d1:0-9", "von dort"))
    taken = take_in(one, bundle(two), "x.vermerk.zip")
    assert taken.added == {"passages": 1, "notes": 1} and not taken.conflicts
    assert one.view().notes[0].spans == ((0, 9),)


def test_a_bundle_gives_nobody_a_right(apart):
    here, there = apart
    there.apply(AddReviewer("eva", "lead", users=("mallory",)))
    take_in(here, bundle(there), "x.vermerk.zip")
    eva = next(row for row in here.view().reviewers if row.name == "eva")
    assert (eva.role, eva.users) == ("viewer", ())
    with pytest.raises(Forbidden):
        take_in(here.beside("anna"), bundle(there), "x.vermerk.zip")


def changed(data, **parts):
    """The archive with some of its parts replaced."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name.partition(".")[0].replace("/", "_"), old.read(name)))
    return made.getvalue()


def test_what_is_no_bundle_or_damaged_is_refused(apart):
    here, there = apart
    there.apply(AddDocument("Neu.", title="Neu"))
    good = bundle(there)
    records = json.loads(zipfile.ZipFile(io.BytesIO(good)).read("records.json"))
    records["records"]["notes"][0]["text"] = 7
    other = json.dumps(records | {"version": 99, "records": {}})
    cases = [
        b"kein Archiv",
        changed(good, records=b"{}"),
        changed(good, records=json.dumps(records)),
        changed(good, records=other),
        changed(good, journal=b"x\n"),
        changed(good, documents_d2_v2=b"gefaelscht"),
    ]
    before = here.seq
    for data in cases:
        with pytest.raises(Refused):
            take_in(here, data, "x.vermerk.zip")
    assert here.seq == before


def test_a_blind_project_is_only_a_leads_to_hand_over(team):
    team.lead.apply(EditProject(blind=True))
    with pytest.raises(Forbidden):
        bundle(team.anna)
    assert bundle(team.lead)
