"""What decides between candidates."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from content.search.analysis import terms
from content.search.index import Index
from content.search.query import parse
from content.search.ranking import ranked
from content.search.synonyms import Synonyms
from content.search.units import Unit

NOBODYS = Synonyms(())


def order(query: str, *texts: str, synonyms: Synonyms = NOBODYS, feedback: bool = False) -> list[str]:
    found = [(Unit("document", str(at), text), 0.0) for at, text in enumerate(texts)]
    rarity = {terms("gezählt").stem: 2.0}
    known = ranked(query.split(), found, lambda stem: rarity.get(stem, 5.0), synonyms, feedback)
    return [unit.text for unit, _score in known]


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [
        ("Wassertarif Brunnen", "Der Wassertarif am Brunnen", "Wassertarif, Wassertarif und Wassertarif"),
        ("Feuerwehr", "Die Feuerwehr übt", "Die Feuerwehrleute üben"),
        ("Feuerwehr", "Die Feuerwehrleute üben", "Das Feuer brennt"),
        ("Häuser", "Die Häuser stehen leer", "Das Haus steht leer"),
        ("alte Mühle", "Die alte Mühle am Bach", "Eine Mühle und der alte Bach"),
    ],
)
def test_the_closer_comes_first(query: str, better: str, worse: str) -> None:
    assert order(query, worse, better) == [better, worse]


def test_a_rare_word_in_a_long_text_outweighs_a_common_one_in_a_short() -> None:
    long = "Grimmelow wird in alten Akten zum ersten Mal genannt, " + "und dann folgt vieles andere, " * 8
    assert order("Grimmelow gezählt", "Sie wurden einzeln von Hand gezählt", long)[0] == long


def test_a_synonym_counts_below_the_word_and_above_first_letters() -> None:
    texts = ("Der Entgeltling", "Eine Gebühr", "Das Entgelt")
    found = order("Entgelt", *texts, synonyms=Synonyms([("Entgelt", "Gebühr")]))
    assert found == ["Das Entgelt", "Eine Gebühr", "Der Entgeltling"]


def test_a_synonym_of_several_words_counts_only_whole() -> None:
    synonyms = Synonyms([("Kita", "frühe Bildung")])
    assert order("Kita", "Frühe Ernte", "Frühe Bildung", synonyms=synonyms)[0] == "Frühe Bildung"


def test_what_the_query_says_twice_counts_more() -> None:
    assert order("Deich Deich Hafen", "Ein Hafen", "Ein Deich")[0] == "Ein Deich"


def test_feedback_lifts_what_shares_words_with_the_best() -> None:
    texts = ("Deich, Pegel und Flut", "Deich und Pegel bei Flut", "Nur Käse", "Pegel und Flut")
    assert order("Deich", *texts, feedback=True)[2] == "Pegel und Flut"
    assert order("Deich", *texts)[2] == "Nur Käse"


def scores(texts: Sequence[str], query: str) -> list[str]:
    index = Index.memory()
    index.put_all((f"v{at}", 1, [Unit("document", f"d{at}", text)]) for at, text in enumerate(texts))
    return [hit.unit.text for hit in index.search(parse(query), 5)]


def test_words_of_the_question_itself_decide_nothing() -> None:
    texts = ["Was wann wer wie viele", "Der Deich bei Husum", *(f"Etwas anderes {n}" for n in range(20))]
    assert scores(texts, "Wann wurde wie viel vom Deich bei Husum gebaut?")[0] == "Der Deich bei Husum"
