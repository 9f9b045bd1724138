"""What a compound demand is offered to be split into."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.sub_demands import parts_of


@pytest.mark.parametrize(
    ("demand", "parts"),
    [
        ("Netze ausbauen, Halte sanieren und Züge kaufen",
         ["Netze ausbauen", "Halte sanieren", "Züge kaufen"]),
        ("Vorteile der Technik nutzen, Nachteile der Technik benennen.",
         ["Vorteile der Technik nutzen", "Nachteile der Technik benennen"]),
        ("Dienste zentral anbieten und dauerhaft bezahlen",
         ["Dienste zentral anbieten", "Dienste dauerhaft bezahlen"]),
        ("kleine Orte an die Bahn anbinden und in den Takt der Busse einbinden",
         ["kleine Orte an die Bahn anbinden", "kleine Orte in den Takt der Busse einbinden"]),
        ("sauberen, leisen und billigen Verkehr in Dorf und Stadt sowie neue Rufbusse im Tal fördern",
         ["sauberen, leisen und billigen Verkehr in Dorf und Stadt fördern", "neue Rufbusse im Tal fördern"]),
        ("Straßen, Brücken (auch alte) sowie Rad- und Fußwege dauerhaft und verlässlich bezahlen",
         ["Straßen dauerhaft und verlässlich bezahlen",
          "Brücken (auch alte) dauerhaft und verlässlich bezahlen",
          "Rad- und Fußwege dauerhaft und verlässlich bezahlen"]),
        ("Erhalt und Ausbau des Rufbusnetzes fördern",
         ["Erhalt des Rufbusnetzes fördern", "Ausbau des Rufbusnetzes fördern"]),
        ("Erhalt und Ausbau des Netzes sowie neue Halte fördern",
         ["Erhalt und Ausbau des Netzes fördern", "neue Halte fördern"]),
        ("Prüfung konsequent umsetzen, erst entrümpeln, dann umstellen",
         ["Prüfung konsequent umsetzen", "erst entrümpeln, dann umstellen"]),
        ("Pendler bedenken, Parkplätze ausbauen und Betriebe durch Bus, Bahn, Rad anbinden",
         ["Pendler bedenken", "Parkplätze ausbauen", "Betriebe durch Bus, Bahn, Rad anbinden"]),
        ("Netze ausbauen, flexiblen und leisen Verkehr fördern",
         ["Netze ausbauen", "flexiblen und leisen Verkehr fördern"]),
        ("Radwege müssen gebaut und beleuchtet werden.",
         ["Radwege müssen gebaut werden", "Radwege müssen beleuchtet werden"]),
        ("Dienste müssen zentral angeboten und die Folgen der Technik ausgelotet werden.",
         ["Dienste müssen zentral angeboten werden", "die Folgen der Technik müssen ausgelotet werden"]),
        ("Dazu muss das Land Netze ausbauen und die Kosten tragen.",
         ["Dazu muss das Land Netze ausbauen", "Dazu muss das Land die Kosten tragen"]),
        ("Das Land muss Bäder und Museen fördern.",
         ["Das Land muss Bäder fördern", "Das Land muss Museen fördern"]),
        ("Wir fordern vom Land mehr Lehrer, kleinere Klassen und eine neue Halle.",
         ["Wir fordern vom Land mehr Lehrer", "Wir fordern vom Land kleinere Klassen",
          "Wir fordern vom Land eine neue Halle"]),
        ("mehr Personal und weniger Vordrucke", ["mehr Personal", "weniger Vordrucke"]),
        ("die Folgen und Kosten der Technik ausgelotet werden",
         ["die Folgen der Technik ausgelotet werden", "die Kosten der Technik ausgelotet werden"]),
    ],
)  # fmt: skip
def test_compound_demands(demand: str, parts: list[str]) -> None:
    assert list(parts_of(demand)) == parts


@pytest.mark.parametrize(
    "demand",
    [
        "",
        "Geld",
        "Busse auch am Wochenende",
        "Rad- und Fußwege ausbauen",
        "in kleinen und großen Orten Läden fördern",
        "Beratung für Familien sowie Vereine erhalten",
        "Bund und Länder müssen die Kliniken retten.",
        "Leistungen digital und durchgängig anbieten",
        "Lotsen für alle Dörfer und Städte bezahlen",
        "Kosten (Strom und Gas) senken",
        "Das Wohngeld erhöhen.",
    ],
)
def test_simple_demands_stay_whole(demand: str) -> None:
    assert parts_of(demand) == ()


def test_wrapped_lines_are_one() -> None:
    assert parts_of("Netze ausbauen\n  und pflegen") == ("Netze ausbauen", "Netze pflegen")


WORDS = st.sampled_from(
    [
        "Netze",
        "Wege",
        "bauen",
        "pflegen",
        "und",
        "sowie",
        ",",
        "(",
        ")",
        "die",
        "in",
        "Rad-",
        "muss",
        "werden",
        "é",
    ]
)


@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_whatever_comes_parts_are_two_or_more_and_none_is_empty(demand: str) -> None:
    parts = parts_of(demand)
    assert len(parts) != 1 and all(part.strip() for part in parts)
