"""Whom a demand names."""

from __future__ import annotations

import pytest

from content.addressees import addressee_of, named


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("an die Regierung des 9. Talländischen Landtages", "Regierung des 9. Talländischen Landtages"),
        ("Unsere Erwartungen an den neuen Kreistag", "Kreistag"),
        ("Das fordern wir vom Freistaat Bayern", "Freistaat Bayern"),
        ("Forderungen der Handwerker", None),
        ("Forderungen an Europa", None),
    ],
)
def test_headings_name_it(text: str, expected: str | None) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    ("sentence", "rule", "expected"),
    [
        ("Der Verein fordert von den Ländern mehr Lehrer.", "fordern", "Länder"),
        ("Der Verein fordert die Sächsische Staatsregierung zum Handeln auf.", "fordern", "Staatsregierung"),
        ("Wir fordern, dass der Bund die Kosten trägt.", "fordern", "Bund"),
        ("Wir fordern, dass dem Bund die Kosten erstattet werden.", "fordern", None),
        ("Wir erwarten von Bund und Ländern Klarheit.", "erwarten", "Bund und Länder"),
        ("Die Städte und Gemeinden müssen die Bäder erhalten.", "muss", "Städte und Gemeinden"),
        ("Das künftige Kabinett muss schneller entscheiden.", "muss", "Kabinett"),
        ("Die Gemeinden müssen entlastet werden.", "muss", None),
        ("Die Bäder müssen vom Land gefördert werden.", "muss", "Land"),
        ("Die Vereine müssen zusammenhalten.", "muss", None),
        ("Die Stadt braucht eine Brücke.", "braucht", None),
        ("Wir fordern Anschluss an den Fernverkehr der Bahn.", "fordern", None),
    ],
)
def test_sentences_name_it(sentence: str, rule: str, expected: str | None) -> None:
    assert addressee_of(sentence, rule) == expected
