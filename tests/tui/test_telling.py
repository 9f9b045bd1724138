"""What happened, in words: every change has a name in both languages; others' work; conflicts; values."""

from __future__ import annotations

from typing import Any

import pytest

from store.changes import (
    AddDemand,
    AddNote,
    AddTag,
    AttachTags,
    Change,
    EditProject,
    RemoveDemand,
    RemoveTag,
    SetVerdict,
    vocabulary,
)
from store.errors import Conflict
from store.model import ANSWERS, GRADES, ROLES, STANCES, SUGGESTION_STATES, TABLES, Entry
from store.review import Review
from tui.deeds import DEEDS, deed
from tui.formatting import moment
from tui.locale import set_language
from tui.telling import conflict_lines, others
from tui.values import FIELDS, field_word, value_word

HOSTILE = "\x1b[2J[/b]\u202e{0}{by}%s"

#: What a transaction is called that is no change of the vocabulary.
BESIDE = {"sample", "purge", "migrate", "project.create", "document.import", "document.read", "undo", "redo"}


pytestmark = pytest.mark.usefixtures("german")


@pytest.fixture
def review() -> Review:
    return Review.memory("Busse", "anna")


def done(review: Review, *transactions: tuple[Change, ...]) -> list[Entry]:
    """The journal's entries of these transactions."""
    since = review.seq
    for changes in transactions:
        review.apply(*changes)
    return list(review.engine.entries(since))


# Deeds


def test_every_change_has_a_name_and_every_name_a_change() -> None:
    assert set(DEEDS) == set(vocabulary()) | BESIDE


@pytest.mark.parametrize("do", sorted(DEEDS))
def test_every_deed_has_german_and_english_words(do: str) -> None:
    german = deed(do)
    set_language("en")
    assert german and german != deed(do) == DEEDS[do] != do


def test_no_two_deeds_are_called_the_same() -> None:
    for language in ("de", "en"):
        set_language(language)
        assert len({deed(do) for do in DEEDS}) == len(DEEDS)


def test_a_transaction_of_several_changes_names_each() -> None:
    assert deed("note.add+tag.attach") == f"{deed('note.add')}, {deed('tag.attach')}"


@pytest.mark.parametrize("do", ["tinydb", "note.pin", "", HOSTILE])
def test_what_this_version_does_not_know_is_shown_as_it_is(do: str) -> None:
    assert deed(do) == do
    assert deed(f"note.add+{do}") == f"{deed('note.add')}, {do}"


# Others


def test_one_change_is_told_with_who_what_and_on_which(review: Review) -> None:
    entries = done(review, (AddDemand(text="Busse finanzieren"),))
    assert others(entries, review.view()) == "anna: Forderung hinzugefügt – Busse finanzieren"


def test_of_several_the_last_is_told_and_the_others_counted(review: Review) -> None:
    entries = done(review, (AddTag(name="Geld"),), (AddTag(name="Bus"),), (AddTag(name="Bahn"),))
    two, three = (others(entries[-count:], review.view()) for count in (2, 3))
    assert two == "anna: Schlagwort angelegt – Bahn (und 1 weitere Änderung)"
    assert three == "anna: Schlagwort angelegt – Bahn (und 2 weitere Änderungen)"
    set_language("en")
    assert others(entries, review.view()).endswith("(and 2 more changes)")


def test_a_record_that_is_gone_is_told_by_the_name_it_had(review: Review) -> None:
    entries = done(review, (AddDemand(text="Busse"),), (RemoveDemand(id="f1"),))
    assert others(entries[-1:], review.view()) == "anna: Forderung gelöscht – Busse"


def test_the_first_record_that_has_words_is_named(review: Review) -> None:
    done(review, (AddDemand(text="Busse"),))
    verdict, project = done(
        review, (SetVerdict(demand="f1", answer="met", reason=""),), (EditProject(name="Bahn"),)
    )
    assert others([verdict], review.view()) == "anna: Antwort gegeben"
    assert others([project], review.view()) == "anna: Projekt geändert"
    entries = done(
        review, (SetVerdict(demand="f1", answer="open", reason=""), AddNote(target="f1", text="Warum?"))
    )
    assert others(entries, review.view()) == "anna: Antwort gegeben, Notiz hinzugefügt – Warum?"


def test_long_words_are_cut(review: Review) -> None:
    exact, longer = done(review, (AddTag(name="a" * 60),), (AddTag(name="b" * 61),))
    assert others([exact], review.view()).endswith(" – " + "a" * 60)
    assert others([longer], review.view()).endswith(" – " + "b" * 59 + "…")


def test_anything_may_stand_in_a_record(review: Review) -> None:
    entries = done(review, (AddTag(name=HOSTILE),))
    assert others(entries, review.view()).endswith(HOSTILE)


def test_what_was_deleted_is_named_not_what_it_was_taken_off(review: Review) -> None:
    done(review, (AddTag(name="Geld"), AddDemand("Busse bezahlen")))
    (demand,) = (row.id for row in review.view().demands if row.text == "Busse bezahlen")
    (tag,) = (row.id for row in review.view().tags if row.name == "Geld")
    done(review, (AttachTags(demand, ("Geld",)),))
    entries = done(review, (RemoveTag(tag),))
    assert others(entries, review.view()).endswith("– Geld")


# Conflicts


def test_a_conflict_names_who_and_what_and_shows_both_values() -> None:
    conflict = Conflict("f2", "text", "Radwege meins", "Radwege anders", "lea")
    first, mine, theirs = conflict_lines(conflict)
    assert first == "lea hat das inzwischen geändert (Forderung f2, Wortlaut)."
    assert mine.index("Radwege meins") == theirs.index("Radwege anders") and theirs.startswith("lea:")
    set_language("en")
    assert conflict_lines(conflict) == [
        "lea has changed this meanwhile (demand f2, text).",
        "Yours: Radwege meins",
        "lea:   Radwege anders",
    ]


def test_a_conflict_says_when() -> None:
    first, *_values = conflict_lines(Conflict("f2", "text", "a", "b", "lea", "2026-07-06T10:05:00Z"))
    assert first.endswith(f"(Forderung f2, Wortlaut, {moment('2026-07-06T10:05:00Z')}).")


def test_a_conflict_that_is_hidden_names_nobody() -> None:
    first, *_values = conflict_lines(Conflict("f2", "text", None, None, ""))
    assert first == "Jemand anders hat das inzwischen geändert (Forderung f2, Wortlaut)."


def test_a_conflicts_values_are_put_into_words() -> None:
    lines = conflict_lines(Conflict("u1", "answer", "met", None, "lea"))
    assert lines[1].endswith("erfüllt") and lines[2].endswith("–")


@pytest.mark.parametrize("record", ["x1", "", "f", "fx", HOSTILE])
def test_a_conflict_on_no_known_kind_of_record_is_still_told(record: str) -> None:
    first, mine, theirs = conflict_lines(Conflict(record, HOSTILE, HOSTILE, "[/b]", "lea"))
    assert first.startswith("lea") and f"{record}, {HOSTILE}" in first
    assert mine.endswith(HOSTILE) and theirs.endswith("[/b]")


# Fields


@pytest.mark.parametrize("field", sorted(FIELDS))
def test_every_field_that_has_a_word_has_a_german_one_and_is_one(field: str) -> None:
    german = field_word(field)
    assert german and any(field in spec.fields for spec in TABLES.values())
    set_language("en")
    assert field_word(field) == FIELDS[field]


def test_no_two_fields_are_called_the_same() -> None:
    for language in ("de", "en"):
        set_language(language)
        assert len({field_word(field) for field in FIELDS}) == len(FIELDS)


def test_a_field_of_a_newer_version_is_shown_as_it_is() -> None:
    assert field_word("weight") == "weight" and field_word(HOSTILE) == HOSTILE


# Values


@pytest.mark.parametrize(
    ("field", "value", "word"),
    [
        ("due", None, "–"),
        ("reason", "", "–"),
        ("final", True, "ja"),
        ("resolved", False, "nein"),
        ("answer", "not_found", "nichts gefunden"),
        ("stance", "supports", "stützt"),
        ("tags", ["Geld", "Bus"], "Geld, Bus"),
        ("spans", ((3, 9), (12, 20)), "(3, 9), (12, 20)"),
        ("searched", 0, "0"),
        ("searched", 12, "12"),
        ("text", "met", "met"),
        ("answer", "postponed", "postponed"),
        ("answer", 7, "7"),
        ("text", HOSTILE, HOSTILE),
    ],
)
def test_a_value_in_words(field: str, value: Any, word: str) -> None:
    assert value_word(field, value) == word


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("answer", ANSWERS), ("state", SUGGESTION_STATES), ("stance", STANCES), ("grade", GRADES),
        ("role", ROLES),
    ],
)  # fmt: skip
def test_every_value_of_a_field_of_words_has_a_german_one(field: str, values: tuple[str, ...]) -> None:
    words = {value_word(field, value) for value in values}
    assert len(words) == len(values) and not words & set(values)
