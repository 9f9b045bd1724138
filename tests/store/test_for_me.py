"""What is for me: mentions, replies, assignments, disputes; what of it is unread."""

from __future__ import annotations

from typing import Any

import pytest

from store.changes import (
    AddDemand,
    AddDocument,
    AddNote,
    AddReviewer,
    Assign,
    EditNote,
    EditProject,
    RemoveNote,
    ReplyNote,
    ResolveNote,
    SetVerdict,
)
from store.review import Review


@pytest.fixture
def anna() -> Review:
    first = Review.memory("Moor", "anna")
    first.apply(AddReviewer("ben"), AddDocument("Alte Moore vernässen.\n", title="Plan"))
    first.apply(AddDemand("Moore vernässen"), AddDemand("Wege bauen"))
    return first


@pytest.fixture
def ben(anna: Review) -> Review:
    return anna.beside("ben")


def told(review: Review, *, waiting: bool | None = None) -> list[tuple[str, str]]:
    items = review.for_me()
    return [(item.kind, item.id) for item in items if waiting in (None, item.waiting)]


def test_mentions_and_replies_of_others_are_for_me(anna: Review, ben: Review) -> None:
    anna.apply(AddNote("d1", "Frage"), AddNote("d1", "an @anna selbst"))
    ben.apply(ReplyNote("n1", "Antwort"), AddNote("f1", "bitte @Anna"), AddNote("d1", "post@anna.example"))
    assert told(anna) == [("reply", "n3"), ("mention", "n4")]
    assert told(ben) == []


def test_what_i_have_answered_is_done_with(anna: Review, ben: Review) -> None:
    ben.apply(AddNote("f1", "bitte @anna"))
    anna.apply(ReplyNote("n1", "gern"))
    assert told(anna) == [] and told(ben) == [("reply", "n2")]


def test_a_resolved_thread_waits_for_nobody_but_is_still_news(anna: Review, ben: Review) -> None:
    anna.apply(AddNote("d1", "Frage"))
    ben.apply(ReplyNote("n1", "Antwort"), ResolveNote("n1"))
    assert told(anna, waiting=True) == [] and told(anna) == [("reply", "n2")]


def test_later_changes_of_notes_count(anna: Review, ben: Review) -> None:
    ben.apply(AddNote("d1", "noch nichts"), AddNote("d1", "@anna?"))
    assert told(anna) == [("mention", "n2")]
    ben.apply(EditNote("n1", "doch: @anna"), RemoveNote("n2"))
    assert told(anna) == [("mention", "n1")]
    ben.undo()
    assert told(anna) == [("mention", "n2")]


def test_far_behind_everything_is_looked_at_anew(
    anna: Review, ben: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert told(anna) == []
    monkeypatch.setattr("store.for_me.FAR", 0)
    ben.apply(AddNote("d1", "@anna?"))
    assert told(anna) == [("mention", "n1")]


def test_assignments_until_i_have_judged(anna: Review, ben: Review) -> None:
    anna.apply(Assign("f1", "ben"))
    assert told(ben) == [("assignment", "f1")]
    ben.apply(SetVerdict("f1", "met"))
    assert told(ben) == []


def test_disputes_of_what_i_have_judged(anna: Review, ben: Review) -> None:
    anna.apply(SetVerdict("f1", "met"), SetVerdict("f2", "met"))
    ben.apply(SetVerdict("f1", "open"), SetVerdict("f2", "met"))
    assert told(anna) == [("dispute", "f1")] == told(ben)
    assert [item.by for item in anna.for_me()] == ["ben"]


def test_a_blind_project_keeps_to_itself_what_i_must_not_know(anna: Review, ben: Review) -> None:
    anna.apply(EditProject(blind=True), AddNote("f1", "@ben wie siehst du das?"), SetVerdict("f1", "met"))
    assert told(ben) == []
    ben.apply(SetVerdict("f1", "open"))
    assert told(ben) == [("mention", "n1"), ("dispute", "f1")]


def unread(review: Review) -> list[str]:
    return [item.key for item in review.read_marks().unread(review.for_me())]


def test_read_marks_are_kept_and_can_be_taken_back(anna: Review, ben: Review) -> None:
    ben.apply(AddNote("d1", "@anna eins"), AddNote("d1", "@anna zwei"))
    marks, items = anna.read_marks(), anna.for_me()
    marks.mark(items[:1], items)
    assert unread(anna) == ["mention:n2"]
    marks.mark(items[:1], items, read=False)
    assert unread(anna) == ["mention:n1", "mention:n2"]


def test_what_comes_again_is_new(anna: Review, ben: Review) -> None:
    anna.apply(SetVerdict("f1", "met"))
    ben.apply(SetVerdict("f1", "open"))
    anna.read_marks().mark(anna.for_me(), anna.for_me())
    assert unread(anna) == []
    ben.undo()
    anna.read_marks().mark([], anna.for_me())
    ben.redo()
    assert unread(anna) == ["dispute:f1"]


def test_what_i_gave_myself_is_no_news(anna: Review) -> None:
    anna.apply(Assign("f1", "anna"))
    assert told(anna) == [("assignment", "f1")] and unread(anna) == []


@pytest.mark.parametrize("kept", [{}, {"read": "x"}, {"read": [1, None]}])
def test_marks_that_make_no_sense_are_none(anna: Review, ben: Review, kept: dict[str, Any]) -> None:
    anna.personal().write("for-me", kept)
    ben.apply(AddNote("d1", "@anna"))
    assert unread(anna) == ["mention:n1"]
