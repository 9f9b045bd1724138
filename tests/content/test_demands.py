"""Which passages of a text are demands, of whom, and which of them say the same."""

from __future__ import annotations

import pytest

from content.demands import find_demands
from content.model import DemandMention, Region

PAPER = """\
## Landkreise fordern Tempo bei Schulbussen und Netzen

Der Landkreisverbund hat seinen Forderungskatalog vorgelegt. Die Landkreise fordern eine verlässliche \
Bezahlung der Schulbusse. Glasfaser muss auch in den kleinen Dörfern verlegt werden. Die Einrichtung von \
Bürgerbüros mit längeren Öffnungszeiten in jedem Mittelzentrum kostet allerdings Geld. Dazu muss der Bund \
die Umsatzsteueranteile auskehren.

# FORDERUNGEN

an die Regierung des 9. Talländischen Landtages

beschlossen am 3. Mai 2023

### 1 Wege verkürzen

- Schulbusse verlässlich bezahlen
- Bürgerbüros mit längeren Öffnungszeiten in jedem
  Mittelzentrum einrichten

### 2 Netze schließen

- Glasfaser in alle Dörfer verlegen
- Funklöcher an Bahnstrecken schließen

### Tagesordnung der Sitzung

- Begrüßung
- Wahl des Vorstands
"""


def demands(text: str, *regions: Region) -> list[DemandMention]:
    return list(find_demands(text, regions))


def one(sentence: str) -> DemandMention | None:
    """The only demand in a sentence between two harmless ones."""
    found = demands(f"Der Saal war gut besucht. {sentence} Danach gab es Kaffee.")
    assert len(found) <= 1, found
    return found[0] if found else None


class TestCatalogue:
    def items(self) -> list[DemandMention]:
        return [demand for demand in demands(PAPER) if demand.rule == "katalog"]

    def test_items_stand_under_their_headings_without_numbers(self) -> None:
        assert [(demand.topic, demand.text) for demand in self.items()] == [
            ("Wege verkürzen", "Schulbusse verlässlich bezahlen"),
            ("Wege verkürzen", "Bürgerbüros mit längeren Öffnungszeiten in jedem Mittelzentrum einrichten"),
            ("Netze schließen", "Glasfaser in alle Dörfer verlegen"),
            ("Netze schließen", "Funklöcher an Bahnstrecken schließen"),
        ]

    def test_the_head_names_the_addressee_of_all(self) -> None:
        assert {demand.addressee for demand in self.items()} == {"Regierung des 9. Talländischen Landtages"}

    def test_offsets_give_the_words_without_the_bullet(self) -> None:
        first = self.items()[0]
        assert PAPER[first.start : first.end] == "Schulbusse verlässlich bezahlen"
        assert first.spans[0].start == first.start and first.spans[-1].end == first.end

    def test_a_lead_in_makes_a_list_demands(self) -> None:
        found = demands(
            "Der Städtebund fordert von der Landesregierung:\n\n• mehr Personal\n• weniger Vordrucke\n"
        )
        assert [demand.text for demand in found] == ["mehr Personal", "weniger Vordrucke"]
        assert {demand.addressee for demand in found} == {"Landesregierung"}

    def test_numbered_headings_over_bullets_are_topics(self) -> None:
        text = "Erwartungen an den Kreistag\n\n1. Bäder\n\n- Bad erhalten\n\n2. Schulen\n\n- Dächer decken\n"
        found = demands(text)
        assert [(demand.topic, demand.text) for demand in found] == [
            ("Bäder", "Bad erhalten"),
            ("Schulen", "Dächer decken"),
        ]
        assert found[0].addressee == "Kreistag"

    @pytest.mark.parametrize(
        "lead",
        [
            "Das Kabinett hat ein Programm beschlossen:",
            "Die Anforderungen im Überblick:",
            "Erwartungen übertroffen",
            "Tagesordnung",
            "Kontakt:",
        ],
    )
    def test_ordinary_lists_are_not_demands(self, lead: str) -> None:
        assert demands(f"{lead}\n\n- Ausbau der Leitstelle\n- gemeinsame Übungen\n") == []

    def test_a_heading_of_the_same_rank_ends_the_catalogue(self) -> None:
        text = "## Forderungen\n\n- Radwege bauen\n\n## Das Bündnis\n\n- Radverein Süd\n- Wanderbund\n"
        assert [demand.text for demand in demands(text)] == ["Radwege bauen"]


class TestRestatements:
    def restated(self) -> dict[str, str | None]:
        found = demands(PAPER)
        return {
            demand.text: None if demand.restates is None else found[demand.restates].text
            for demand in found
            if demand.rule != "katalog"
        }

    def test_prose_is_linked_to_the_item_that_it_repeats(self) -> None:
        restated = self.restated()
        assert restated["Die Landkreise fordern eine verlässliche Bezahlung der Schulbusse."] == (
            "Schulbusse verlässlich bezahlen"
        )
        assert restated["Glasfaser muss auch in den kleinen Dörfern verlegt werden."] == (
            "Glasfaser in alle Dörfer verlegen"
        )

    def test_a_demand_of_its_own_is_linked_to_nothing(self) -> None:
        assert self.restated()["Dazu muss der Bund die Umsatzsteueranteile auskehren."] is None

    def test_a_description_of_an_item_counts_as_restatement(self) -> None:
        rules = {demand.rule: demand for demand in demands(PAPER)}
        described = rules["wiederholt"]
        assert described.text.startswith("Die Einrichtung von Bürgerbüros")
        assert demands(PAPER)[described.restates or 0].text.startswith("Bürgerbüros mit")

    def test_only_catalogue_items_are_linked_to(self) -> None:
        found = demands(PAPER)
        assert all(
            found[demand.restates].rule == "katalog" for demand in found if demand.restates is not None
        )

    def test_abbreviated_terms_are_the_same_words(self) -> None:
        text = (
            "Künstliche Intelligenz muss in den Ämtern erprobt werden.\n\n"
            "# Forderungen\n\n- KI in Ämtern erproben\n- Archive öffnen\n"
        )
        assert demands(text)[0].restates == 1


@pytest.mark.parametrize(
    ("sentence", "addressee", "rule"),
    [
        ("Der Landkreistag fordert vom Land mehr Geld für Schulbusse.", "Land", "fordern"),
        (
            "Die Kammer fordert die Landesregierung auf, das Programm zu verlängern.",
            "Landesregierung",
            "fordern",
        ),
        ("Konkret gefordert wird ein landesweites Datennetz.", None, "fordern"),
        ("Die Gewerkschaft verlangt vom Kultusministerium mehr Stellen.", "Kultusministerium", "fordern"),
        ("Wir erwarten vom Bund eine verlässliche Zusage.", "Bund", "erwarten"),
        ("Die Kommunen erwarten von der Staatsregierung, dass sie zahlt.", "Staatsregierung", "erwarten"),
        (
            "Der Verein appelliert an die Bundesregierung, die Frist zu verlängern.",
            "Bundesregierung",
            "aufruf",
        ),
        ("Sie bekräftigte die Forderung nach einem Landesticket.", None, "forderung"),
        ("Dafür muss der Freistaat Thüringen die Pauschale verdoppeln.", "Freistaat Thüringen", "muss"),
        ("Die Zuschüsse müssen deutlich erhöht werden.", None, "muss"),
        ("Die Ämter müssen durch das Land besser ausgestattet werden.", "Land", "muss"),
        ("Der Verband betont, dass Leitstellen dauerhaft bezahlt werden müssen.", None, "muss"),
        ("Das Land sollte die Verfahren bündeln.", "Land", "sollte"),
        ("Es braucht endlich ein einheitliches Register.", None, "braucht"),
        ("Ein verbindlicher Zeitplan ist unerlässlich.", None, "nötig"),
        ("Schnelle Netze sind für die Betriebe dringend notwendig.", None, "nötig"),
        ("Die Kosten dürfen nicht auf die Gemeinden abgewälzt werden.", None, "darf nicht"),
        ("Niemand soll vor einer geschlossenen Tür stehen.", None, "soll"),
        ("Sie hält einen Zeitplan für unerlässlich.", None, "nötig"),
        ("Jede Bürgerin soll ihren Antrag auf Papier stellen können.", None, "soll"),
        ("Nach Ansicht des Städtetags soll das Land die Lizenzen bezahlen.", "Land", "soll"),
    ],
)
def test_sentences_that_demand(sentence: str, addressee: str | None, rule: str) -> None:
    found = one(sentence)
    assert found is not None
    assert (found.addressee, found.rule, found.restates) == (addressee, rule, None)


@pytest.mark.parametrize(
    "sentence",
    [
        "Die Mittel sollen für neue Server eingesetzt werden.",
        "Laut Staatskanzlei sollen alle Kommunen Zuschüsse erhalten.",
        "Bis Ende 2030 soll jede Leistung im Netz zu finden sein.",
        "Der Minister sagte, die Abläufe sollten einfacher werden.",
        "Wir wollen die Verfahren beschleunigen.",
        "Das Land wird 20 Millionen Euro bereitstellen.",
        "Die Anträge müssen bis zum 31. März eingereicht werden.",
        "Antragsteller müssen einen Nachweis vorlegen.",
        "Bürgerinnen müssen künftig nicht mehr ins Rathaus.",
        "Wir müssen schneller werden.",
        "Der Veranstalter erwartet 300 Gäste.",
        "Am Abend werden Gewitter erwartet.",
        "Der Unfall forderte zwei Verletzte.",
        "Das Amt fordert weitere Unterlagen an.",
        "Die Richtlinie verlangt eine schriftliche Begründung.",
        "Für die Fahrt braucht der Bus 40 Minuten.",
        "Menschen, die Hilfe brauchen, finden hier Rat.",
        "Die Anforderungen an die Software sind hoch.",
        "Der Minister wies die Forderung nach mehr Geld zurück.",
        "In dem dringend notwendigen Reformprozess sind viele beteiligt.",
        "Muss das Land mehr zahlen?",
        "Sollte der Antrag unvollständig sein, hilft das Amt.",
        "Die Brücke sollte ursprünglich 2022 fertig sein.",
    ],
)
def test_sentences_that_only_sound_like_it(sentence: str) -> None:
    assert one(sentence) is None


def test_soll_amid_demands_is_one() -> None:
    text = "Der Städtebund fordert eine Reform. Die Pauschalen sollen verdoppelt werden."
    assert [demand.rule for demand in demands(text)] == ["fordern", "soll"]


class TestSeveralInOneSentence:
    def test_coordinated_participles_with_subjects_of_their_own(self) -> None:
        text = "Busse müssen öfter eingesetzt, pünktlich gefahren und die Preise der Karten gesenkt werden."
        assert [demand.text for demand in demands(text)] == [
            "Busse müssen öfter eingesetzt, pünktlich gefahren",
            "die Preise der Karten gesenkt werden.",
        ]

    def test_objects_with_articles_of_their_own(self) -> None:
        text = "Das Tal braucht einen zweiten Bahnsteig und eine bessere Anbindung an die Kreisstadt."
        assert [demand.text for demand in demands(text)] == [
            "Das Tal braucht einen zweiten Bahnsteig",
            "eine bessere Anbindung an die Kreisstadt.",
        ]

    def test_a_pair_of_nouns_stays_one_demand(self) -> None:
        assert len(demands("Die Gemeinden brauchen mehr Geld und Zeit.")) == 1


def test_quotation_marks_and_the_speaker_are_left_out() -> None:
    text = "*„Das Land muss die Dächer bezahlen“*, so **Ada Lind**, Vorsitzende des Bundes."
    (found,) = demands(text)
    assert found.text == text[found.start : found.end] == "Das Land muss die Dächer bezahlen"


@pytest.mark.parametrize("kind", ["teaser", "letterhead", "boilerplate"])
def test_silent_regions_demand_nothing(kind: str) -> None:
    text = "Heute tagte der Rat.\n\nDie Initiative fordert mehr Geld. Wir fordern:\n\n- Geld\n"
    silent = Region(kind, text.index("Die Init"), len(text))  # type: ignore[arg-type]
    assert demands(text, silent) == []
    assert len(demands(text)) == 2


def test_the_region_is_kept_and_order_is_by_position() -> None:
    text = "Wir fordern:\n\n- Geld\n\nDas Land muss die Dächer bezahlen. Es gab Kaffee.\n"
    item = text.index("- Geld")
    found = demands(
        text, Region("body", 0, item), Region("list", item, item + 6), Region("body", item + 8, len(text))
    )
    assert [(demand.region, demand.rule) for demand in found] == [("list", "katalog"), ("body", "muss")]


def test_nothing_in_nothing() -> None:
    assert demands("") == [] and demands("\n \n") == []
