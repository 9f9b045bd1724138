"""Expressions of tags: how they are read, and what is wrong with those that cannot be."""

import pytest

from content.tag_expressions import (
    PARAGRAPH,
    SENTENCE,
    Every,
    Misread,
    Near,
    Some,
    Tag,
    Without,
    named,
    parse,
)  # fmt: skip

A, B, C = Tag("A"), Tag("B"), Tag("C")


@pytest.mark.parametrize(
    "typed, tree",
    [
        ("A", A),
        ("A & B", Every((A, B))),
        ("A und B and C && A", Every((A, B, C, A))),
        ("A|B oder C OR A", Some((A, B, C, A))),
        ("A | B & C", Some((A, Every((B, C))))),
        ("(A | B) & C", Every((Some((A, B)), C))),
        ("A and not B", Every((A, Without(B)))),
        ("A ohne B", Every((A, Without(B)))),
        ("A -B !C", Every((A, Without(B), Without(C)))),
        ("nicht nicht A", A),
        ("A near B", Near(A, B, SENTENCE)),
        ("A nahe B & C", Every((Near(A, B, SENTENCE), C))),
        ("A ~~ B Absatz C", Near(Near(A, B, PARAGRAPH), C, PARAGRAPH)),
        ("Geld/*", Tag("Geld", below=True)),
        ("*", Tag("*")),
        ("Naher Osten/Öl & Gas", Every((Tag("Naher Osten/Öl"), Tag("Gas")))),
        ("„Bus und Bahn“ | A", Some((Tag("Bus und Bahn"), A))),
        ('"Bus und Bahn"/*', Tag("Bus und Bahn", below=True)),
        ("Ost-West", Tag("Ost-West")),
    ],
)
def test_expressions_are_read(typed, tree):
    assert parse(typed) == tree


@pytest.mark.parametrize(
    "typed, kind",
    [
        ("", "empty"), ("  ", "empty"), ("A &", "missing"), ("| A", "missing"), ("not", "missing"),
        ("A ~", "missing"), ("()", "missing"), ("(A | B", "unclosed"), ("A)", "closing"), ('"A', "unclosed"),
        ("A (B)", "joined"), ('A "B"', "joined"), ("(" * 40 + "A" + ")" * 40, "deep"),
        ("!" * 5000 + "A", "deep"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why(typed, kind):
    with pytest.raises(Misread) as misread:
        parse(typed)
    assert misread.value.kind == kind


@pytest.mark.parametrize(
    "name", ["Geld", "Bus und Bahn", "Forschung & Lehre", "-x", "nicht", "a/*", "*", "A (alt)"]
)
@pytest.mark.parametrize("below", [False, True])
def test_a_tags_name_as_an_expression_is_read_as_that_tag(name, below):
    assert parse(named(name, below)) == Tag(name, below)
