"""The vocabulary as JSON: what is accepted, and what a refusal says."""

import pytest

from content.model import Span
from store.changes import (
    KEEP,
    AddEvent,
    AddNote,
    AttachTags,
    EditDocument,
    SetVerdict,
    change_from_json,
    vocabulary,
)
from store.errors import Refused
from store.model import ROLES


def refusal(**line):
    with pytest.raises(Refused) as caught:
        change_from_json(line)
    return f"{caught.value} {caught.value.advice}"


def test_a_line_becomes_the_change_it_names():
    line = {"do": "note.add", "target": "d1:3-9", "text": "Wer zahlt für die Bäder?"}
    assert change_from_json(line) == AddNote("d1:3-9", "Wer zahlt für die Bäder?")


def test_every_change_has_its_name_a_role_and_a_contract():
    for do, kind in vocabulary().items():
        assert kind.do == do and do.count(".") == 1
        assert kind.needs in ROLES
    assert len(vocabulary()) == 46


def test_lists_and_spans_become_tuples():
    event = change_from_json(
        {"do": "event.add", "document": "d1", "spans": [[1, 4], [6, 9]], "edtf": "2026-07"}
    )
    assert event.spans == ((1, 4), (6, 9))
    assert AddEvent(edtf="2026", document="d1", spans=[Span(1, 4)]).spans == ((1, 4),)
    assert AttachTags("d1", ["Geld"]) == AttachTags("d1", ("Geld",))


def test_an_edit_tells_clearing_from_leaving_alone():
    assert change_from_json({"do": "document.edit", "id": "d1", "date": None}).date is None
    assert change_from_json({"do": "document.edit", "id": "d1"}).date is KEEP
    assert EditDocument("d1", title="Neu").given("title", "date") == {"title": "Neu"}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ({"do": "note.sing"}, ("note.sing", "note.add")),
        ({"do": ["note.add"]}, ("no change",)),
        ({"target": "d1"}, ("do",)),
        ({"do": "note.add", "target": "d1"}, ("missing key text", "target, text")),
        ({"do": "note.add", "target": "d1", "text": "x", "colour": "rot"}, ("unknown key colour",)),
        ({"do": "note.add", "target": 7, "text": "x"}, ("“target” must be text", "7")),
        ({"do": "verdict.set", "demand": "f1", "answer": "ja"}, ("answer", "not_found", "ja")),
        ({"do": "verdict.set", "demand": "f1", "answer": "met", "rev": True}, ("rev", "whole number")),
        ({"do": "verdict.set", "demand": "f1", "answer": "met", "final": 1}, ("final", "true or false")),
        ({"do": "tag.attach", "target": "d1", "tags": "Geld"}, ("tags", "list of texts")),
        ({"do": "event.add", "edtf": "2026", "spans": [[1, 2, 3]]}, ("spans", "[start, end]")),
        ({"do": "event.add", "edtf": "2026", "spans": [1, 2]}, ("spans", "[start, end]")),
        ({"do": "evidence.add", "demand": "f1", "target": "p1", "stance": "agrees"}, ("contradicts",)),
        ({"do": "note.add", "target": "d1", "text": "\ud800"}, ("lone surrogate",)),
        ({"do": "note.add", "target": "d1", "text": {"a": 1}}, ("text",)),
    ],
)  # fmt: skip
def test_a_refusal_names_the_key_and_what_is_expected(line, words):
    said = refusal(**line)
    assert all(word in said for word in words), said


@pytest.mark.parametrize("value", [None, [], "note.add", 3])
def test_only_objects_are_changes(value):
    with pytest.raises(Refused, match="object"):
        change_from_json(value)


def test_code_is_held_to_the_same_types_as_json():
    with pytest.raises(Refused, match="answer"):
        SetVerdict("f1", "perhaps")
    with pytest.raises(Refused, match="text"):
        AddNote("d1", None)
