"""Every rule that can date an event has words, in both languages."""

from __future__ import annotations

import pytest

from content.dates.finder import english, find_with, german
from store.changes import AddDocument, AddEvent
from store.review import Review
from store.rows import EventRow
from tui.locale import set_language
from tui.rule_words import RULES, dated, reading, rule_words

GRAMMARS = {"german": german, "english": english}


@pytest.mark.parametrize("name", GRAMMARS)
def test_every_rule_that_dates_has_words(name: str) -> None:
    grammar = GRAMMARS[name]()
    found = {
        mention.rule
        for rule in grammar.rules
        for mention in find_with(grammar, rule.example, "2026-04-24")
        if mention.edtf
    }
    assert found and found <= set(RULES)


def test_the_words_are_german_in_german() -> None:
    english_words = {rule: rule_words(rule) for rule in RULES}
    set_language("de")
    try:
        assert not [rule for rule, words in english_words.items() if rule_words(rule) == words]
        assert rule_words("day and month") == "ein Tag ohne Jahr"
    finally:
        set_language("en")


def test_an_unknown_rule_is_shown_by_its_name() -> None:
    assert rule_words("moon phase") == "moon phase" and rule_words(None) == ""


@pytest.mark.parametrize(
    ("edtf", "said"),
    [("2026-07-03", "Freitag, 3. Juli 2026"), ("2026-07", "Juli 2026"), ("../2026-07-03", "bis 3. Juli 2026"),
     ("", "undatiert"), ("demnächst", "demnächst")],
)  # fmt: skip
@pytest.mark.usefixtures("german")
def test_single_days_have_their_weekday(edtf: str, said: str) -> None:
    assert dated(edtf) == said


@pytest.mark.parametrize(
    ("rule", "reference", "said"),
    [
        ("month", "2026-06-01", "gelesen als: ein Monat ohne Jahr, gezählt ab 01.06.2026, dem Datum des …"),
        ("day and month", "2026-05-20", "gelesen als: ein Tag ohne Jahr, gezählt ab 20.05.2026"),
        ("year", None, "gelesen als: ein Jahr"),
        ("reviewer", None, "von Hand gesetzt"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("german")
def test_readings_say_the_rule_and_where_they_count_from(rule: str, reference: str | None, said: str) -> None:
    review = Review.memory(acting="anna")
    review.apply(AddDocument(title="Beschluss", text="Am 3. Juli wird beraten.", date="2026-06-01"))
    review.apply(AddEvent(edtf="2026-07-03", label="x", document="d1", rule=rule, reference=reference))
    event = review.view().by_id("e1")
    assert isinstance(event, EventRow)
    assert reading(review.view(), event).replace("Dokuments", "…") == said
