"""Names, numbers, amounts and results that look like dates, beside dates that must still be read."""

import pytest

from content.dates import find_dates
from content.dates import finder as finder_module
from content.dates.rule import Grammar

TUESDAY = "2027-09-14"


def read(text: str) -> list[str]:
    return [mention.text for mention in find_dates(text, TUESDAY)]


@pytest.mark.parametrize("text", ["seit2025 gilt", "Raum A12.3.2026 ist", "Az. w2026-05-06", "V3. Quartal"])
def test_no_date_begins_in_a_figure_glued_to_a_letter(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Stadträtin Mai und Landrat Herbst stritten laut.",
        "Ministerin Märzhaus und Dr. Sommer unterschrieben.",
        "Frau August hält die Schlüssel.",
        "Bürgermeister Winter lobte den Bauhof.",
        "Der Bezirk Sonntag (Gemeinde Sonntag) zahlt.",
        "Peter Freitag leitet das Dezernat.",
        "Die Montag-Stiftung fördert das Archiv.",
        "Familie Frühling zog nach Oberau.",
    ],
)
def test_people_and_places(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Drucksache 7/2026",
        "Drucksachen 19/2024 und 19/2025",
        "Vorlage Nr. 2025/118",
        "Beschluss-Nr. 14/2027",
        "Aktenzeichen 4 B 2021/26",
        "Az.: II-7/2025",
        "Nummer 2024",
        "Artikel 1998",
        "§ 2024",
        "nach § 12 Abs. 5 Nr. 3",
        "Art. 20 Abs. 3 Satz 1",
        "Seite 2019, Rn. 1984",
        "Zimmer 2020, Haus 12",
        "TOP 12.1. Verschiedenes",
        "Verordnung (EU) 2023/1805",
        "Richtlinie 2008/98/EG",
        "ISBN 978-3-2019-2024-6",
    ],
)
def test_numbers_of_things(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Tel. 04721 2026-18",
        "Telefon: (0991) 20 25 20 26",
        "Fax 030/1998-2024",
        "Durchwahl: 2027",
        "+49 4721 1999 2025",
        "IBAN: DE02 2024 2025 2026 2027 00",
        "26122 Moorstedt, Am Wall 19",
        "D-20251 Heidmoor",
        "Platz der 1. Brigade 4",
        "Straße des 8. Mai 12",
        "Postfach 2019",
        "www.moorstedt.example/2025/05/12/rat",
        "rathaus2027@moorstedt.example",
        "192.168.20.24",
    ],
)
def test_ways_to_reach_somebody(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "2.026 Euro",
        "2026,75 EUR",
        "1999 €",
        "€ 2024",
        "EUR 2024",
        "2000 bis 2500 Euro",
        "2025 Anträge und 1990 Bescheide",
        "rund 1900 Wohnungen",
        "insgesamt 2021 Einwohner",
        "je 1.200 Quadratmeter",
        "2030 Megawatt",
        "1950 Kilometer",
        "2010 Stimmen",
        "1860 °C",
    ],
)
def test_amounts(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Mit 19:20 Stimmen abgelehnt",
        "Der SV Au gewann 3:1.",
        "Fachverfahren 4.2 läuft unter System 12.04",
        "Version 2024.1.3 des Portals",
        "OZG 2.0",
        "Industrie 4.0 und Verwaltung 5.0",
        "der 19. Bundestag und das 2. Senatsmitglied",
        "die 3. Kammer, der 12. Zivilsenat",
        "DIN 1998",
        "Linie 20",
        "Raum E.20.25",
    ],
)
def test_results_versions_and_counted_bodies(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Drucksache 7/2026 vom 3. Mai 2026", ["3. Mai 2026"]),
        ("Az. 12-4/2025, Bescheid vom 03.02.2025", ["03.02.2025"]),
        ("Straße des 8. Mai 12, Sitzung am 8. Mai 2028", ["8. Mai 2028"]),
        ("Frau Mai kam im Mai 2026.", ["Mai 2026"]),
        ("Herr Sommer geht im Sommer 2028.", ["Sommer 2028"]),
        ("2026 zahlte der Kreis 2026 Euro.", ["2026"]),
        ("Tel. 04721 2026-18\nStand: 12.03.2026", ["12.03.2026"]),
        ("§ 5 der Satzung vom 1. April 2019", ["1. April 2019"]),
        ("Mit 24:12 Stimmen am 24.12.2026 beschlossen", ["24.12.2026"]),
        ("OZG 2.0 startet 2029.", ["2029"]),
        ("Verordnung (EU) 2023/1805 gilt ab 2025.", ["2025"]),
        ("In Moorstedt (26122) wird 2028 gebaut.", ["2028"]),
    ],
)
def test_a_date_beside_a_trap_is_still_read(text: str, dates: list[str]) -> None:
    assert read(text) == dates


@pytest.mark.parametrize("unit", ["Euro", "Stimmen", "Tonnen", "Einwohner", "Plätze", "Seiten", "Wohnungen"])
@pytest.mark.parametrize("figure", [1500, 1815, 1999, 2026, 2099])
def test_no_figure_before_a_unit_is_a_year(figure: int, unit: str) -> None:
    assert read(f"Die Stadt zählt {figure} {unit}.") == []
    assert read(f"Die Stadt zählt seit {figure} mit.") == [str(figure)]


def attempts(text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """How often the grammar was asked to read at a place of the text."""
    asked: list[int] = []
    read_at = Grammar.read

    def counted(self: Grammar, key: str, start: int, context: object) -> object:
        asked.append(start)
        return read_at(self, key, start, context)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Grammar, "read", counted)
        find_dates(text, TUESDAY)
    return len(asked)


@pytest.mark.parametrize(
    "piece",
    [
        "1. ",
        "2027 ",
        "Mai ",
        "vom 1. bis ",
        "12.12",
        "- ",
        "Montag, ",
        "und 3. ",
        "2027/",
        "§ 4 ",
        "0351/2-",
        "Ende ",
    ],
)
def test_the_grammar_is_asked_once_a_token_at_most(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tokens = {count: len(finder_module._TOKEN.findall(piece * count)) for count in (50, 400)}
    for count, most in tokens.items():
        assert attempts(piece * count, monkeypatch) <= most


@pytest.mark.parametrize("piece", ["am 3. Mai 2027 ", "KW 12, ", "gestern und ", "Q2/2027; "])
def test_twice_the_text_holds_twice_the_dates(piece: str) -> None:
    few, many = find_dates(piece * 40, TUESDAY), find_dates(piece * 80, TUESDAY)
    assert len(many) == 2 * len(few) > 0


def test_a_word_without_end_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    assert attempts("Mai" * 5_000 + " " + "7" * 5_000, monkeypatch) == 0
