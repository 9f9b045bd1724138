"""Which of a demand's words the index is asked for."""

import pytest

from content.search import expressions, rarities
from content.search.expressions import demand_expression
from content.search.index import Index
from content.search.synonyms import Synonyms
from content.search.units import Unit

NONE = Synonyms(())
WORDS = ["Land", "Brücke", "Kiesel", "Laterne", "Schleuse"]


def rare_but(*common, count=200):
    return lambda column, terms: {term: count for term in terms if term not in common}


def test_what_is_everywhere_is_left_out_where_enough_words_are_not():
    asked = demand_expression(WORDS, NONE, rare_but("land", "latern")).wanted
    assert '"land"' in asked and '"latern"' in asked  # three are too few
    asked = demand_expression(WORDS, NONE, rare_but("land", "later")).wanted
    assert '"land"' not in asked and '"latern"' in asked and '"later"' not in asked


@pytest.mark.parametrize("count", [0, 100])
def test_words_that_bring_few_candidates_are_not_enough(count):
    assert '"land"' in demand_expression(WORDS, NONE, rare_but("land", count=count)).wanted


def test_words_of_most_units_are_counted_as_such(monkeypatch):
    monkeypatch.setattr(rarities, "_MANY", 3)
    monkeypatch.setattr(expressions, "CANDIDATES", 1)
    index = Index.memory(NONE)
    places = ["Brücke", "Kiesel", "Laterne", "Schleuse", "Wehr"]
    units = [Unit("document", f"d{at}", f"Das Land: {word}.", f"d{at}") for at, word in enumerate(places)]
    index.put_all((unit.id, 0, [unit]) for unit in units)
    found = {hit.unit.id for hit in index.suggest(" ".join(WORDS))}
    assert found == {"d0", "d1", "d2", "d3"}
    assert {hit.unit.id for hit in index.suggest("Land Brücke")} == {"d0", "d1", "d2", "d3", "d4"}
    index.close()
