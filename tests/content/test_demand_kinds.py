"""Kinds of papers that demand: resolutions, letters, papers in points, calls, comments on bills, English."""

from __future__ import annotations

import pytest

from content.demand_rules import RULES, rule_of
from content.demands import find_demands
from content.model import DemandMention, Region
from content.regions import find_regions


def texts(text: str) -> list[str]:
    return [one.text for one in demands(text)]


def demands(text: str) -> list[DemandMention]:
    found = find_demands(text, find_regions(text))
    assert all(one.restates is None for one in found)
    return list(found)


def amid(sentence: str) -> list[DemandMention]:
    return demands(f"Der Saal war voll. {sentence} Danach gab es Suppe.")


EXAMPLES = [
    ("fordern", "Der Chorverband fordert einen Probenraum."),
    ("erwarten", "Wir erwarten vom Land eine Zusage."),
    ("aufruf", "Die Kammer spricht sich für kürzere Fristen aus."),
    ("aufruf", "Der Bauernverband macht sich für Hecken stark."),
    ("aufruf", "Die Dörfer beharren auf ihrem Haltepunkt."),
    ("aufruf", "Der Sportbund wünscht sich längere Öffnungszeiten."),
    ("aufruf", "Wir lehnen die Streichung der Linie ab."),
    ("aufruf", "Die Gewerkschaft pocht darauf, dass Pausen bezahlt werden."),
    ("aufruf", "Der Verband setzt sich dafür ein, dass Wege offen bleiben."),
    ("aufruf", "Der Mieterverein appellierte, die Frist zu verkürzen."),
    ("bitte", "Wir ersuchen Sie, die Umlage zu deckeln."),
    ("bitte", "Die Gutachter empfehlen dem Land, die Ämter zusammenzulegen."),
    ("nötig", "Es ist höchste Zeit, dass sich etwas tut."),
    ("nötig", "Die Umlage gehört abgeschafft."),
    ("nötig", "Sinnvoll wäre eine zentrale Stelle."),
    ("nötig", "Nun ist der Landtag am Zug."),
    ("nötig", "Der Verband hält einen Steg für zwingend."),
    ("bitte", "Wir bitten Sie, die Schließung auszusetzen."),
    ("bitte", "Es wird angeregt, die Frist auf Vereine auszudehnen."),
    ("forderung", "Sie wiederholte die Forderung nach einem Radweg."),
    ("muss", "Das Geld müsse endlich ankommen."),
    ("muss", "Der Minister muss die Zusage einhalten."),
    ("sollte", "Die Orte sollten selbst entscheiden dürfen."),
    ("braucht", "Was wir brauchen, ist ein fester Ansprechpartner."),
    ("nötig", "Nötig ist ein Fonds für alte Wehre."),
    ("nötig", "Da ist das Land in der Pflicht."),
    ("nötig", "Es kann nicht sein, dass Vereine dafür haften."),
    ("darf nicht", "Die Wache dürfe keinesfalls schließen."),
    ("darf nicht", "Das Land darf uns damit nicht alleinlassen."),
    ("soll", "Alle sollen mitreden können."),
    ("ist zu", "Die Kosten sind vom Land zu tragen."),
    ("ist zu", "Auf die Umlage sei zu verzichten."),
    ("ist zu", "Der Bund hat die Ausbildung zu bezahlen."),
    ("anrede", "Sorgen Sie für Ersatz!"),
    ("ausruf", "Schluss mit befristeten Verträgen!"),
    ("english", "We urge the council to keep the ferry."),
    ("english", "Every school must be connected by 2027."),
]


@pytest.mark.parametrize(("rule", "sentence"), EXAMPLES)
def test_every_rule_has_a_sentence_that_it_finds(rule: str, sentence: str) -> None:
    assert rule_of(sentence) == rule
    assert [one.text for one in amid(sentence)] == [sentence]


def test_no_rule_is_without_example() -> None:
    assert {rule for rule, _ in EXAMPLES} == {name for name, _, _ in RULES}


@pytest.mark.parametrize(
    "sentence",
    [
        "Der Chor hatte 2019 einen Probenraum gefordert.",
        "Die Polizei fordert Zeugen auf, sich zu melden.",
        "Für ein Menü verlangt die Küche 6 Euro.",
        "Wir bitten um Verständnis für die Wartezeit.",
        "Wer einen Termin will, braucht Geduld.",
        "Die Gemeinden müssen einen Eigenanteil von 10 Prozent tragen.",
        "Man muss auch einmal warten können.",
        "Melden Sie sich bitte bis Freitag.",
        "Hunde dürfen nicht mitgebracht werden.",
        "Die Halle ist von der Straße aus gut zu sehen.",
        "Das Land hat viel zu gewinnen.",
        "Die Anträge sind bis Mai zu stellen.",
        "Applicants must be older than 18.",
        "Visitors should bring warm clothes.",
        "Keine Karten mehr.",
        "Die Ärzte empfehlen dem Patienten, viel zu gehen.",
        "Weiß ist am Zug.",
    ],
)
def test_what_only_sounds_like_a_demand(sentence: str) -> None:
    assert amid(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "addressee"),
    [
        ("Städte und Landkreise müssen Bürgschaften übernehmen.", "Städte und Landkreise"),
        ("Bund, Land und Kommunen sollten zusammenarbeiten.", "Bund, Land und Kommunen"),
        ("Die Sprecherin forderte Verkehrsminister Ole Brand auf, zu handeln.", "Verkehrsminister"),
        ("Der Verband drängt das Land, die Brücke zu bauen.", "Land"),
        ("Der Bund hat die Ausbildung zu bezahlen.", "Bund"),
        ("Die Stadt ist in der Pflicht, die Wege zu räumen.", "Stadt"),
        ("Da ist das Land in der Pflicht.", "Land"),
        ("The group calls on the regional government to act.", "regional government"),
        ("The city council should publish the data.", "city council"),
    ],
)
def test_whom_they_ask(sentence: str, addressee: str) -> None:
    assert [one.addressee for one in amid(sentence)] == [addressee]


RESOLUTION = """\
Der Landtag möge beschließen:

I. Der Landtag stellt fest:

1. Moore trocknen aus.
2. Moore sind selten.

II. Die Landesregierung wird aufgefordert,

a) bis 2027 einen Plan vorzulegen und
b) Flächen zu kaufen;

Der Bundestag wird gebeten,

- die Mittel zu verdoppeln.
"""


def test_a_resolution_asks_in_lettered_items_and_not_where_it_states() -> None:
    assert [(one.text, one.addressee) for one in demands(RESOLUTION)] == [
        ("bis 2027 einen Plan vorzulegen", "Landesregierung"),
        ("Flächen zu kaufen", "Landesregierung"),
        ("die Mittel zu verdoppeln.", "Bundestag"),
    ]


def test_numbered_headings_over_prose_are_demands_if_they_say_what_to_do() -> None:
    text = (
        "Zehn Punkte für lebendige Dörfer\n\n1. Zur Lage\n\nViele Läden stehen leer.\n\n"
        "2. Läden öffnen\n\nEs fehlt an Waren.\n\nPunkt 3: Wege pflegen\n\nGras wächst darauf.\n"
    )
    assert texts(text) == ["Läden öffnen", "Wege pflegen"]


def test_a_paragraph_may_announce_the_points() -> None:
    text = (
        "Wahl\n\nDer Rat legt zwei Forderungen vor.\n\n1. Wege pflegen\n2. Läden öffnen\n\nDer Rat ist alt.\n"
    )
    assert texts(text) == ["Wege pflegen", "Läden öffnen"]


def test_numbered_chapters_end_the_one_with_demands() -> None:
    text = (
        "Papier\n\n1. Lage\n\nEs regnet.\n\n2. Forderungen\n\n1. Deiche bauen.\n2. Pumpen warten.\n\n"
        "3. Lage\n\nEs regnet noch immer:\n\n- im Norden\n- im Süden\n"
    )
    assert texts(text) == ["Deiche bauen.", "Pumpen warten."]


def test_roman_topics_over_lettered_items() -> None:
    lists = "I. Bus\n a) länger fahren\n b) öfter halten\nII. Kontakt\n a) Büro Nord\n"
    text = f"FORDERUNGSPAPIER\n\nJugendrat\n\n{lists}"
    letterhead = Region("letterhead", 0, 16)
    found = find_demands(text, (letterhead,))
    assert [(one.topic, one.text) for one in found] == [("Bus", "länger fahren"), ("Bus", "öfter halten")]


def test_who_made_the_paper_is_no_demand() -> None:
    text = "# Forderungen\n\n- Wege pflegen\n\n### Über den Heimatverein\n\n- 800 Mitglieder\n"
    assert texts(text) == ["Wege pflegen"]


def test_an_item_names_its_own_addressee() -> None:
    text = "# Forderungen an das Land\n\n- Schulen bauen\n- Der Bund soll die Eigenanteile begrenzen.\n"
    assert [one.addressee for one in demands(text)] == ["Land", "Bund"]


def test_comments_on_a_bill() -> None:
    text = "Zu § 4: Die Grenze sollte gestrichen werden. Zur Person: Sie sollte gehen."
    assert texts(text) == ["Zu § 4: Die Grenze sollte gestrichen werden."]


@pytest.mark.parametrize("among", ["Er muss die Linie bezahlen.", "Schreiben Sie ihr das Ziel ins Gesetz."])
def test_some_demand_only_right_after_a_demand(among: str) -> None:
    assert rule_of(among) is None or among.startswith("Schreiben")
    assert rule_of("Er muss die Linie bezahlen.") is None
    assert rule_of("Er muss die Linie bezahlen.", True) == "muss"


class TestNeedsBesideACatalogue:
    CATALOGUE = "\n\n# Forderungen an das Land\n\n- Gleise ins Tal verlängern\n- Bahnhöfe beleuchten\n"

    def said(self, prose: str) -> list[tuple[str, int | None]]:
        found = find_demands(prose + self.CATALOGUE)
        return [(one.text, one.restates) for one in found if one.rule != "katalog"]

    def test_a_need_is_a_reason(self) -> None:
        assert self.said("Um zu wachsen, brauchen die Orte mehr Spielraum. Es regnet.") == []

    def test_of_a_compound_need_only_the_half_that_repeats_an_item_stays(self) -> None:
        prose = "Das Tal braucht mehr Ruhe und eine längere Strecke der Gleise ins Tal. Es regnet."
        assert self.said(prose) == [("eine längere Strecke der Gleise ins Tal.", 1)]

    @pytest.mark.parametrize(
        "prose",
        [
            "Die Orte brauchen dringend Hausärzte.",
            "Der Bund muss die Steuer senken.",
            "Wir fordern vom Bund mehr Hausärzte.",
            "Die Orte erwarten vom Bund eine Antwort.",
        ],
    )
    def test_plain_demands_stay(self, prose: str) -> None:
        assert self.said(f"{prose} Es regnet.") == [(prose, None)]

    def test_without_a_catalogue_a_need_is_a_demand(self) -> None:
        assert texts("Um zu wachsen, brauchen die Orte mehr Spielraum. Es regnet.") == [
            "Um zu wachsen, brauchen die Orte mehr Spielraum."
        ]
