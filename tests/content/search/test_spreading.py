"""How many hits a document may have, and documents in the place of their passages."""

from __future__ import annotations

import pytest

from content.search.index import Index
from content.search.query import parse
from content.search.spreading import broadly, spread
from content.search.units import Unit


def hit(document: str, text: str, score: float) -> tuple[Unit, float]:
    return Unit("document", document, text, document), score


FOUND = [
    hit("d1", "a", 9.0),
    hit("d2", "b", 8.0),
    hit("d2", "c", 7.0),
    hit("d1", "d", 1.0),
    hit("d2", "e", 0.5),
]


@pytest.mark.parametrize(("per_document", "texts"), [(None, "abcde"), (3, "abcde"), (2, "abcd")])
def test_at_most_so_many_a_document_in_the_same_order(per_document: int | None, texts: str) -> None:
    assert "".join(unit.text for unit, _score in spread(FOUND, per_document)) == texts


def test_one_ranks_documents_by_all_their_passages_and_shows_the_best() -> None:
    assert [unit.text for unit, _score in spread(FOUND, 1)] == ["b", "a"]


@pytest.mark.parametrize(
    ("limit", "texts"),
    [(1, "a"), (2, "ab"), (3, "abf"), (4, "abcf"), (5, "abcdf"), (6, "abcdef"), (9, "abcdef")],
)
def test_the_second_half_is_rather_of_other_documents(limit: int, texts: str) -> None:
    found = [*FOUND, hit("d3", "f", 0.1)]
    assert "".join(unit.text for unit, _score in broadly(found, limit)) == texts


def test_an_event_is_of_its_document_and_a_note_is_not() -> None:
    found = [
        hit("d1", "a", 3.0),
        (Unit("event", "e1", "b", "d1"), 2.0),
        (Unit("tag", "t1", "c"), 1.5),
        (Unit("note", "n1", "d", "d1"), 1.0),
    ]
    assert "".join(unit.text for unit, _score in broadly(found, 2)) == "ac"
    assert "".join(unit.text for unit, _score in broadly(found, 3)) == "abc"
    assert "".join(unit.text for unit, _score in broadly([found[0], *found[2:]], 2)) == "ac"


def test_a_document_that_says_both_comes_before_those_that_say_one_often() -> None:
    texts = {
        "d1": ["Der Deich brach im März.", "Die Haftung trägt der Verband."],
        "d2": ["Der Deich wurde erhöht.", "Am Deich weiden Schafe."],
        "d3": ["Über Haftung wurde nicht gesprochen."],
        "d4": ["Etwas ganz anderes."],
    }
    index = Index.memory()
    index.put_all(
        (name, 1, [Unit("document", name, text, name) for text in said]) for name, said in texts.items()
    )
    index.put("n1", 1, [Unit("note", "n1", "Deich: Haftung klären", "d4")])
    hits = index.search(parse("Haftung Deich"), 10, per_document=1)
    assert [hit.unit.id for hit in hits][0] == "d1"
    assert sorted(hit.unit.id for hit in hits) == ["d1", "d2", "d3"]


def test_long_documents_leave_room_for_others() -> None:
    index = Index.memory()
    said = [Unit("document", "d1", f"Deich und Siel {n}", "d1", None, n, n) for n in range(400)]
    index.put_all(
        [("v1", 1, said), ("v2", 1, [Unit("document", "d2", "Vom Deich sprach einst niemand.", "d2")])]
    )
    assert [hit.unit.id for hit in index.search(parse("Deich Siel"), 2, per_document=1)] == ["d1", "d2"]
