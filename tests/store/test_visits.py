"""What others did since I was here last: by person and thing, with before and after, as far as I may know."""

from __future__ import annotations

import pytest

from store.changes import (
    AddDemand,
    AddDocument,
    AddEvidence,
    AddNote,
    AddReviewer,
    AttachTags,
    EditDemand,
    EditProject,
    GradeEvidence,
    RemoveDemand,
    ReplyNote,
    SetVerdict,
)
from store.review import Review
from store.visits import Since


@pytest.fixture
def anna() -> Review:
    first = Review.memory("Moor", "anna")
    first.apply(AddReviewer("ben"), AddReviewer("cem"), AddDocument("Alte Moore vernässen.\n", title="Plan"))
    first.apply(AddDemand("Moore vernässen"), AddDemand("Wege bauen"))
    return first


def things(since: Since) -> list[tuple[str, str, list[str]]]:
    return [(one.who, one.subject, [line.do for line in one.lines]) for one in since.done]


def test_others_changes_by_person_and_thing(anna: Review) -> None:
    seen = anna.seq
    ben, cem = anna.beside("ben"), anna.beside("cem")
    ben.apply(EditDemand("f1", text="Moore rasch vernässen"))
    ben.apply(AddEvidence("f1", "d1:0-10", grade="weak"))
    ben.apply(SetVerdict("f2", "open"), AddNote("d1", "Quelle?"))
    cem.apply(GradeEvidence("b1", "strong"))
    anna.apply(ReplyNote("n1", "ich suche"))
    found = anna.since(seen)
    assert found.people == ("ben", "cem") and (found.changes, found.skipped) == (4, 0)
    by_thing = {(one.who, one.subject): one for one in found.done}
    assert set(by_thing) == {("ben", "f1"), ("ben", "f2"), ("ben", "d1"), ("cem", "f1")}
    edit = by_thing["ben", "f1"].lines[0]
    assert (edit.field, edit.old, edit.new) == ("text", "Moore vernässen", "Moore rasch vernässen")


def test_nothing_since_is_nothing(anna: Review) -> None:
    assert anna.since(anna.seq).changes == 0 and anna.since(anna.seq + 99).done == ()


def test_what_was_found_in_a_document_is_counted_with_it(anna: Review) -> None:
    seen = anna.seq
    ben = anna.beside("ben")
    text = "Der Bund fordert mehr Radwege. Das Kabinett tagt am 3. Juli 2026.\n"
    anna.import_bytes(text.encode(), "neu.txt")
    found = ben.since(seen)
    assert [one.subject for one in found.done] == ["d2"]
    one = found.done[0]
    assert {line.record[:1] for line in one.lines} <= {"d", "v"} and one.found["events"] >= 1


def test_a_thing_that_is_gone_is_told_by_its_name(anna: Review) -> None:
    seen = anna.seq
    anna.apply(RemoveDemand("f2"))
    (one,) = anna.beside("ben").since(seen).done
    assert one.subject == "f2" and one.lines[-1].old == "Wege bauen"


def test_tags_on_a_passage_are_told_there_and_passages_alone_are_not(anna: Review) -> None:
    seen = anna.seq
    anna.apply(AttachTags("d1:0-10", ("Moor",)), AddNote("d1:11-20", "hier"))
    told = things(anna.beside("ben").since(seen))
    assert {subject for _who, subject, _do in told} == {"p1", "p2", "t1"}
    assert all(do == ["tag.attach+note.add"] for _who, subject, do in told if subject == "p2")


def test_of_very_many_changes_the_latest_are_told(anna: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.visits.MOST", 2)
    seen = anna.seq
    for number in range(5):
        anna.apply(AddNote("d1", f"Notiz {number}"))
    found = anna.beside("ben").since(seen)
    assert (found.changes, found.skipped) == (2, 3)


def test_a_blind_project_tells_nothing_before_its_time(anna: Review) -> None:
    ben = anna.beside("ben")
    anna.apply(EditProject(blind=True))
    seen = anna.seq
    anna.apply(SetVerdict("f1", "met", reason="geheim"), AddNote("f1", "geheim"))
    assert ben.since(seen).changes == 0 and ben.since(seen).done == ()
    ben.apply(SetVerdict("f1", "open"))
    assert [one.subject for one in ben.since(seen).done] == ["f1"]
