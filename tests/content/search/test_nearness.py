"""How near short texts are, whatever the form of their words."""

import pytest

from content.search.nearness import Nearness
from content.search.synonyms import Synonyms

ASKED = {
    "f1": "Verwaltungsleistungen durchgängig digital anbieten",
    "f2": "Chancen der KI nutzen",
    "f3": "Den Takt der Busse verdichten",
}
SYNONYMS = Synonyms([("KI", "Künstliche Intelligenz"), ("Takt", "Fahrplan")])


@pytest.fixture
def near():
    return Nearness(ASKED, lambda stem: 0.1 if stem == "der" else 2.0, SYNONYMS)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Die Leistungen der Verwaltung werden digitaler", "f1"),
        ("Ein Forum zur Künstlichen Intelligenz entsteht", "f2"),
        ("Mehr Busse fahren", "f3"),
        ("Der neue Fahrplan kommt", "f3"),
    ],
)
def test_inflection_compounds_and_synonyms_bring_texts_near(near, text, first):
    assert near.nearest(text, 1)[0].id == first


def test_what_shares_nothing_is_not_near(near):
    assert near.nearest("Gemeinsame Fortbildungen der Polizei in 2027", 3) == []
    assert near.nearest("Intelligenz allein", 3) == []


def test_the_same_words_are_as_near_as_can_be_and_say_why(near):
    (first, *others) = near.nearest(ASKED["f3"], 3)
    assert (first.id, first.score, set(first.why)) == ("f3", 1.0, {"Takt", "Busse", "verdichten"})
    assert not others


def test_rare_words_count_more():
    rarity = {"bus": 5.0, "kommun": 0.5}
    near = Nearness({"a": "Busse Brücken", "b": "Kommunen Brücken"}, lambda s: rarity.get(s, 1.0), SYNONYMS)
    assert [one.id for one in near.nearest("Busse der Kommunen", 2)] == ["a", "b"]


def test_nothing_to_compare_with():
    assert Nearness({}, lambda _: 1.0, SYNONYMS).nearest("Bus", 3) == []
    assert Nearness({"a": ""}, lambda _: 1.0, SYNONYMS).nearest("", 3) == []
