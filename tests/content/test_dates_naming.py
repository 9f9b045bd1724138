"""Years inside names are mentions, but nothing happens then; years beside other nouns are events."""

import pytest

from content.dates import find_dates, find_events

TUESDAY = "2027-09-14"


def dated(text: str) -> list[str]:
    return [event.edtf for event in find_events(text, find_dates(text, TUESDAY))]


@pytest.mark.parametrize(
    "text",
    [
        "Grundlage ist die Hafenstrategie 2035.",
        "Die Waldstrategie 2040 des Landes nennt drei Ziele.",
        "Mit der Agenda 2030 hat sich die Stadt verpflichtet.",
        "Nach dem Zensus 2022 hat die Gemeinde 4.300 Einwohner.",
        "Im Bürokratie-Index 2024 liegt der Kreis vorn.",
        "Der Städte-Index der Bürgerdienste 2023 wurde vorgestellt.",
        "Das Moorschutzprogramm 2030 sieht Flächenkäufe vor.",
        "Der Masterplan Radwege 2035 wird ausgelegt.",
        "Der Aktionsplan Inklusion 2025 endet nicht von selbst.",
        "Das Leitbild „Moorstedt 2040“ hängt im Foyer.",
        "Das Vorhaben „Digitale Schule 2035“ ist beliebt.",
        "Der Wettbewerb »Unser Dorf 2030« ist ausgeschrieben.",
        "Das Land stützt sich auf seine\nIndustriestrategie\n2035.",
        "Das Land hat heute die Industriestrategie 2035 vorgestellt.",
        "Laut Jahresbericht 2024 fehlen Fachkräfte.",
        "Die Leitlinien 2021–2025 gelten fort.",
        "Das EEG 2023 bleibt unberührt.",
        "Das Jahressteuergesetz 2024 ändert daran nichts.",
        "Der Bildungsmonitor 2026 lobt das Land.",
        "Das Klimakonzept 2030 und die Wärmestrategie 2045 passen nicht zusammen.",
        "The Digital Strategy 2030 of the council is for all of the schools.",
    ],
)
def test_names_with_years_give_no_event(text: str) -> None:
    assert find_dates(text, TUESDAY) != ()
    assert [value for value in dated(text) if value != TUESDAY] == []


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Der Rat hat die Hafenstrategie 2021 beschlossen.", "2021"),
        ("Der Kreis legte das Konzept 2019 vor.", "2019"),
        ("Das Programm endet 2030.", "2030"),
        ("Das Programm soll bis 2030 laufen.", "../2030"),
        ("Die Strategie wird 2031 überprüft.", "2031"),
        ("Die Strategie aus dem Jahr 2019 ist veraltet.", "2019"),
        ("Der Doppelhaushalt 2027/2028 ist eingebracht.", "2027/2028"),
        ("Arbeitsprogramm\n2024 bis 2029", "2024/2029"),
        ("Der Haushalt 2028 weist ein Minus aus.", "2028"),
        ("Der Finanzplan 2027–2031 wurde vorgelegt.", "2027/2031"),
        ("In der Wahlperiode 2024–2029 tagt der Beirat.", "2024/2029"),
        ("Die Förderperiode 2021–2027 läuft aus.", "2021/2027"),
        ("Die Kommunalwahl 2029 wird vorbereitet.", "2029"),
        ("Der Baubeginn 2029 ist gesichert.", "2029"),
        ("Die Gartenschau 2028 kommt nach Moorstedt.", "2028"),
        ("Im Haushaltsjahr 2026 wurden drei Stellen gestrichen.", "2026"),
        ("Das Konzept vom 3. Mai 2026 gilt.", "2026-05-03"),
    ],
)
def test_years_beside_other_words_are_events(text: str, edtf: str) -> None:
    assert dated(text) == [edtf]
