"""A verb's forms and its noun are one word; what only looks like them is not."""

from __future__ import annotations

import pytest

from content.search.analysis import terms
from content.search.build_verbs import lines
from content.search.verbs import Verbs


@pytest.mark.parametrize(
    "family",
    [
        "fördern fördert förderte gefördert geförderten Förderung Förderungen",
        "regieren regiert Regierung",
        "ändern ändert geändert Änderungen",
        "nutzen genutzt Nutzung",
        "entwickeln entwickelt Entwicklung",
        "einführen eingeführt Einführung",
        "beschließen beschlossen beschlossene",
        "schreiben schrieb geschrieben",
        "gründen gründete gegründet Gründung",
        "katalogisieren katalogisiert Katalogisierung",
    ],
)
def test_a_family_has_one_stem(family: str) -> None:
    assert len({terms(word).stem for word in family.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Bildung", "Bild"), ("Zeitung", "Zeit"), ("Regierung", "Region")]
)
def test_what_only_looks_alike_stays_apart(one: str, other: str) -> None:
    assert terms(one).stem != terms(other).stem


COUNTS = [
    ("melden", 90, 0.1), ("meldet", 40, 0.0), ("meldete", 9, 0.0), ("gemeldet", 80, 0.0),
    ("meldung", 50, 1.0),
    ("bilden", 90, 0.1), ("bildet", 60, 0.0), ("bild", 300, 1.0), ("bildung", 900, 1.0),
    ("kleinen", 90, 0.0), ("kleiner", 90, 0.0), ("kleines", 90, 0.0), ("kleinem", 30, 0.0),
    ("traf", 30, 0.0), ("getroffen", 30, 0.0), ("angetroffen", 4, 0.0),
]  # fmt: skip


def test_verbs_are_told_by_the_forms_that_were_counted() -> None:
    made = list(lines(COUNTS))
    assert {"melden", "bilden\t-", "gemeldet\tmelden", "traf\ttreffen", "angetroffen\tantreffen"} <= set(made)
    assert not [line for line in made if line.startswith("klein")]
    verbs = Verbs.read(made)
    assert verbs.base("meldungen") == "melden"
    assert verbs.base("bildung") == "bildung"
    assert verbs.base("getroffenes") == "treffen"
