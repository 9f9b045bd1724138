"""The index finds what German readers mean, and survives what happens to its file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from content.search import correcting
from content.search.analysis import terms
from content.search.index import Index
from content.search.query import parse
from content.search.synonyms import Synonyms
from content.search.units import Unit

TEXTS = {
    "d1": "Die Künstliche Intelligenz soll den Ämtern beim Prüfen von Anträgen helfen.",
    "d2": "Das zweite Bürokratieentlastungspaket gilt seit März 2027.",
    "d3": "Eine Entlastung für Bürger verspricht das neue Amt in der Langen Straße.",
    "d4": "Für Busse und Bahnen gibt der Kreis 1.500 Euro zur Finanzierung dazu.",
    "d5": "Der Bus hält am Markt.",
}


def passage(document: str, text: str, evidence: bool = True) -> Unit:
    return Unit("document", document, text, document, f"v{document[1:]}", 0, len(text), evidence)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    index = Index.open(tmp_path / "index")
    index.put_all((name, 1, [passage(name, text)]) for name, text in TEXTS.items())
    yield index
    index.close()


def found(index: Index, typed: str, limit: int = 10) -> list[str]:
    return [hit.unit.id for hit in index.search(parse(typed), limit)]


# What is found


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("KI", "d1"),
        ("künstlicher Intelligenz", "d1"),
        ("Strasse", "d3"),
        ("STRASSE", "d3"),
        ("Buerger", "d3"),
        ("bürgern", "d3"),
        ('"für Bürger"', "d3"),
        ("1500", "d4"),
        ("1.500", "d4"),
        ("finanzieren", "d4"),
        ("Finanzier*", "d4"),
        ("bürokrat*", "d2"),
        ("Bürokratie-Entlastung", "d2"),
        ("Entlastung der Bürger von Bürokratie", "d3"),
        ("Busse AND Bahn", "d4"),
    ],
)
def test_finds_first(index: Index, typed: str, first: str) -> None:
    assert found(index, typed)[:1] == [first]


def test_a_letter_before_a_hyphen_finds_no_other_letter_before_a_hyphen(index: Index) -> None:
    index.put("v6", 1, [passage("d6", "Die E-Mail ging an die Klasse B.")])
    index.put("v7", 1, [passage("d7", "Jede E-Akte liegt im Archiv, jede andere Akte im Keller.")])
    assert found(index, "E-Akte") == ["d7"]
    assert [hit.unit.id for hit in index.suggest("Alle bekommen eine E-Akte")] == ["d7"]
    assert found(index, "B") == ["d6"]


def test_what_records_say_again_makes_no_word_common(index: Index) -> None:
    stem = terms("Finanzierung").stem
    rare = index.rarity(stem)
    index.put_all((f"e{n}", 1, [Unit("event", f"e{n}", "Finanzierung der Bahn")]) for n in range(9))
    assert index.rarity(stem) == rare
    index.put_all((f"n{n}", 1, [Unit("note", f"n{n}", "Finanzierung der Bahn")]) for n in range(9))
    assert index.rarity(stem) < rare


def test_a_compound_is_found_by_its_part_below_the_word_itself(index: Index) -> None:
    assert found(index, "Entlastung") == ["d3", "d2"]


def test_a_compound_finds_its_parts_below_itself(index: Index) -> None:
    assert found(index, "Bürokratieentlastungspaket") == ["d2", "d3"]


@pytest.mark.parametrize(
    ("typed", "all_of_them"),
    [
        ("Bus AND Markt", {"d5"}),
        ("Bus NOT Markt", {"d4"}),
        ("Bus -Bahnen", {"d5"}),
        ("(Bus OR Straße) AND NOT Markt", {"d3", "d4"}),
        ("-Bus", {"d1", "d2", "d3"}),
        ("NICHT (Bus ODER Entlastung)", {"d1"}),
        ('"Busse Bahnen"', set()),
        ("finanzielles*", set()),
        ("-finanzielles* Bus", {"d4", "d5"}),
        ("-finanzierung* Bus", {"d5"}),
        ("", set(TEXTS)),
        ("tag:zusage", set(TEXTS)),
    ],
)
def test_operators_decide_what_is_in(index: Index, typed: str, all_of_them: set[str]) -> None:
    assert set(found(index, typed)) == all_of_them


def test_matches_are_exact_places(index: Index) -> None:
    (hit, *_rest) = index.search(parse("Entlastung Strasse"), 5)
    assert [hit.unit.text[start:end] for start, end in hit.matches] == ["Entlastung", "Straße"]
    assert hit.why == ("Entlastung", "Straße")


def test_a_word_that_says_nothing_is_no_reason_for_having_the_stem_of_another(index: Index) -> None:
    index.put("v7", 1, [passage("d7", "Der Kreis will sich die Linien sichern.")])
    [hit] = index.search(parse("Linien sichern"), 5)
    assert hit.why == ("Linien", "sichern")


def test_what_may_not_be_seen_leaves_room_for_what_may(tmp_path: Path) -> None:
    index = Index.open(tmp_path)
    index.put_all((f"d{n}", 1, [passage(f"d{n}", "Haushalt")]) for n in range(2000))
    hits = index.search(parse("Haushalt"), 3, lambda unit: unit.id in ("d5", "d1900", "d1999"))
    assert {hit.unit.id for hit in hits} == {"d5", "d1900", "d1999"}


# Suggestions


def test_suggests_evidence_from_other_documents(index: Index) -> None:
    index.put("d6", 1, [passage("d6", "Entlastung! Mehr dazu auf Seite 3", evidence=False)])
    hits = index.suggest("Bürgerinnen und Bürger entlasten", exclude={"d2"})
    assert [hit.unit.id for hit in hits] == ["d3"]


def test_suggests_at_most_so_many_a_document(index: Index) -> None:
    index.put("d6", 1, [passage("d6", f"Der Haushalt {year} steht.") for year in range(2020, 2030)])
    assert len(index.suggest("Haushalt aufstellen")) == 2
    assert len(index.suggest("Haushalt aufstellen", per_document=None)) == 10


def test_a_demands_heading_decides_between_equals(index: Index) -> None:
    index.put("a", 1, [passage("a", "Dauerhafte Mittel für Schulen.")])
    index.put("b", 1, [passage("b", "Dauerhafte Mittel für Straßenbahnen.")])
    assert index.suggest("dauerhaft finanzieren", "Schule")[0].unit.id == "a"
    assert index.suggest("dauerhaft finanzieren", "Straßenbahn")[0].unit.id == "b"


def test_nothing_is_suggested_for_a_demand_without_words(index: Index) -> None:
    assert index.suggest("– ?") == []


# Did you mean


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Inteligenz", "Intelligenz"),
        ("Finanzeirung", "Finanzierung"),
        ("Burger Markd", "Burger Markt"),
        ("Intelligenz", None),
        ("Zebra", None),
    ],
)
def test_one_letter_is_mended(index: Index, typed: str, meant: str | None) -> None:
    assert index.correction(parse(typed)) == meant


def test_what_is_too_long_for_a_word_is_not_mended(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of four thousand letters there are as many spellings as would take a minute to try."""
    monkeypatch.setattr(correcting, "_edits", lambda word: pytest.fail(word))
    assert index.correction(parse("x" * 4000)) is None


# What is in


def test_putting_again_replaces(index: Index) -> None:
    index.put("d3", 7, [passage("d3", "Die Haushaltslage der Gemeinden.")])
    assert index.known()["d3"] == 7
    assert found(index, "Bürger") == []
    assert found(index, "Haushalt") == ["d3"]


def test_what_is_dropped_is_gone(index: Index) -> None:
    index.drop(["d3", "never there"])
    assert "d3" not in index.known()
    assert found(index, "Bürger") == []


def test_an_index_comes_back_with_what_was_put_in(index: Index, tmp_path: Path) -> None:
    again = Index.open(tmp_path / "index")
    assert index.fresh and not again.fresh
    assert again.known() == dict.fromkeys(TEXTS, 1)
    assert found(again, "KI") == ["d1"]


def test_a_projects_own_synonyms_widen_the_search(index: Index, tmp_path: Path) -> None:
    own = Index.open(tmp_path / "index", Synonyms.read("Elektrische; Busse und Bahnen\n"))
    assert found(own, "Elektrische") == ["d4"]
    assert found(index, "Elektrische") == []


def test_what_is_noted_goes_with_the_file(tmp_path):
    index = Index.open(tmp_path)
    assert index.meta("of") is None and index.folder == tmp_path
    assert index.change_meta("of", None, "one") and not index.change_meta("of", None, "two")
    assert not index.change_meta("of", "two", "three") and index.meta("of") == "one"
    assert index.change_meta("of", "one", "four") and Index.open(tmp_path).meta("of") == "four"
    for path in tmp_path.glob("*.db*"):
        path.write_bytes(b"no database, but as long as one" * 400)
    again = Index.open(tmp_path)
    assert not again.change_meta("of", "four", "five") and again.meta("of") is None


def test_a_cleared_index_is_empty_for_everybody(tmp_path):
    index, other = Index.open(tmp_path), Index.open(tmp_path)
    index.put("v1", 1, [Unit("note", "n1", "Haushalt")])
    index.change_meta("of", None, "one")
    index.clear()
    assert index.known() == other.known() == {} and index.meta("of") is None
    assert len(list(tmp_path.glob("*.db"))) == 1


def test_only_evidence_is_suggested_however_much_else_matches(index: Index) -> None:
    index.put("noise", 1, [passage("noise", "Haushalt", evidence=False) for _ in range(3000)])
    index.put("n1", 1, [Unit("note", "n1", "Haushalt", "d3")])
    index.put("d9", 1, [passage("d9", "Der Haushalt der Gemeinden.")])
    assert [hit.unit.id for hit in index.suggest("Haushalt")] == ["d9"]


def test_scores_fall(index: Index) -> None:
    index.put(
        "more", 1, [passage("more", "Bus " * n + "und Bahn " * (n % 7) + "Geld " * n) for n in range(1, 300)]
    )
    hits = index.search(parse("Bus Bahn"), 280)
    assert len(hits) == 280
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_synonym_is_found_inside_a_longer_compound(tmp_path: Path) -> None:
    index = Index.open(tmp_path, Synonyms.read("Vorschriftenabbau\tBürokratieentlastung"))
    index.put_all((name, 1, [passage(name, text)]) for name, text in TEXTS.items())
    (hit,) = index.search(parse("Vorschriftenabbau"), 5)
    assert (hit.unit.id, hit.why) == ("d2", ("Bürokratieentlastungspaket",))
