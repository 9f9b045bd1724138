"""The query language of lists: what is typed as a tree, and what of it was taken otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.filter_query import Condition, Node, Word, conditions_in, parse
from content.query_tree import Every, Some, Without


def test_what_stands_side_by_side_must_all_hold_and_binds_closer_than_or() -> None:
    bus, rail, money = Word("Bus"), Word("Bahn"), Word("Geld")
    assert parse("Bus Bahn OR Geld").node == Some((Every((bus, rail)), money))
    assert parse("Bus (Bahn ODER Geld)").node == Every((bus, Some((rail, money))))
    assert parse("Bus UND Bahn").node == parse("Bus AND Bahn").node == Every((bus, rail))


@pytest.mark.parametrize(
    "query",
    [
        "-Bus",
        "NOT Bus",
        "NICHT Bus",
        "NOT NOT NOT Bus",
        "---Bus",
        "-(Bus)",
        "-(-(-Bus))",
        "NOT " * 901 + "Bus",
    ],
)
def test_without(query: str) -> None:
    assert parse(query).node == Without(Word("Bus"))


@pytest.mark.parametrize(("query", "field", "value"), [
    ("tag:Geld", "tag", "Geld"), ('schlagwort:"Geld und Gut"', "tag", "Geld und Gut"),
    ("Ist:meine", "is", "meine"),
    ("datum:2026-03..", "date", "2026-03.."), ("dok:d3", "doc", "d3"), ("von:anna", "by", "anna"),
])  # fmt: skip
def test_conditions_are_known_in_both_languages(query: str, field: str, value: str) -> None:
    assert parse(query).node == Condition(field, value)
    assert parse(f"-{query}").node == Without(Condition(field, value))
    assert conditions_in(parse(f"Bus OR NOT ({query} Bahn)").node) == (Condition(field, value),)


@pytest.mark.parametrize(("query", "kind", "words"), [
    ("stat:open", "field", "stat"), ("Bus tag:", "empty", "tag"), ("Bus)", "closing", ""),
    ("(Bus", "unclosed", ""),
    ('"Bus und', "quote", ""), ("(" * 30 + "Bus", "deep", ""), ("Bus " * 2000, "long", "4000"),
])  # fmt: skip
def test_what_is_taken_otherwise_is_remarked_on(query: str, kind: str, words: str) -> None:
    assert (kind, words) in [(one.kind, one.words) for one in parse(query).remarks]


@pytest.mark.parametrize(
    "query", ["12:30", "https://example.org/a", "Prüfer/in", "a-b", "Bus OR Bahn", "-tag:x is:open"]
)
def test_of_what_is_well_nothing_is_said(query: str) -> None:
    assert parse(query).remarks == ()


@pytest.mark.parametrize(
    "query", ["", "  ", "-", "--", "OR", "NOT", "AND OR NOT", "()", '""', "(NOT)", "tag:"]
)
def test_what_asks_for_nothing_is_nothing(query: str) -> None:
    assert parse(query).node is None


def test_a_phrase_is_one_word_with_blanks() -> None:
    assert parse('"digitale  Akte" Bus').node == Every((Word("digitale Akte"), Word("Bus")))


def words_in(node: Node | None) -> list[str]:
    if isinstance(node, Word):
        return [node.text]
    if isinstance(node, Without):
        return words_in(node.part)
    return [word for part in node.parts for word in words_in(part)] if isinstance(node, Every | Some) else []


@given(st.text(alphabet='aä:()"- ORNTDU', max_size=60))
def test_no_query_is_an_error(query: str) -> None:
    for word in words_in(parse(query).node):
        assert word and '"' not in word
