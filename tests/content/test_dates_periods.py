"""Spans with names: quarters, halves, weeks, seasons, decades, centuries, feasts, edges of periods."""

import pytest

from content.dates import find_dates
from content.dates.holidays import HOLIDAYS, holiday

TUESDAY = "2027-09-14"


def read(text: str, reference: str | None = TUESDAY) -> list[tuple[str, str | None]]:
    return [(mention.value, mention.edtf) for mention in find_dates(text, reference)]


@pytest.mark.parametrize(
    ("text", "value", "edtf"),
    [
        ("Im dritten Quartal 2028 wird geliefert.", "2028-Q3", "2028-07/2028-09"),
        ("Lieferung: Q3/2028", "2028-Q3", "2028-07/2028-09"),
        ("Lieferung: Q1 2028 (geschätzt)", "2028-Q1", "2028-01/2028-03"),
        ("Die Anlage soll im 4. Quartal 2027 laufen.", "2027-Q4", "2027-10/2027-12"),
        ("Lieferung im II. Quartal 2028", "2028-Q2", "2028-04/2028-06"),
        ("Im ersten Halbjahr 2026 fehlten Stellen.", "2026-H1", "2026-01/2026-06"),
        ("In der zweiten Jahreshälfte 2028 wird geprüft.", "2028-H2", "2028-07/2028-12"),
        ("Zeitplan: H2/2029", "2029-H2", "2029-07/2029-12"),
        ("Im zweiten Halbjahr wird umgezogen.", "2027-H2", "2027-07/2027-12"),
    ],
)
def test_quarters_and_halves(text: str, value: str, edtf: str) -> None:
    assert read(text) == [(value, edtf)]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("In KW 40 zieht das Katasteramt um.", "2027-10-04/2027-10-10"),
        ("KW 1/2028: Schulung der Lotsen", "2028-01-03/2028-01-09"),
        ("In der 40. Kalenderwoche wird geprüft.", "2027-10-04/2027-10-10"),
        ("In der 53. KW 2026 ruht der Betrieb.", "2026-12-28/2027-01-03"),
    ],
)
def test_a_calendar_week_is_its_seven_days(text: str, edtf: str) -> None:
    assert [found for _, found in read(text)] == [edtf]


@pytest.mark.parametrize("text", ["KW 54/2028", "KW 0", "KW 53/2027", "die 77. Kalenderwoche"])
def test_a_week_no_year_has_is_no_week(text: str) -> None:
    assert not any("W" in value for value, _ in read(text))


@pytest.mark.parametrize(
    ("text", "value", "edtf"),
    [
        ("Im Herbst 2028 öffnet das Bürgerbüro.", "2028-FA", "2028-23"),
        ("Im Frühjahr 2025 wurde ausgeschrieben.", "2025-SP", "2025-21"),
        ("Sommer 2024: Hochwasser in der Au", "2024-SU", "2024-22"),
        ("Im Winter soll die Halle beheizt werden.", "2027-WI", "2027-24"),
        ("Im vergangenen Sommer wurde gebaut.", "2027-SU", "2027-22"),
        ("Im kommenden Frühjahr wird gebaut.", "2028-SP", "2028-21"),
    ],
)
def test_seasons(text: str, value: str, edtf: str) -> None:
    assert read(text) == [(value, edtf)]


@pytest.mark.parametrize(
    ("text", "value", "edtf"),
    [
        ("In den 1980er Jahren wurden Ämter aufgelöst.", "198", "198X"),
        ("in den 80er-Jahren", "198", "198X"),
        ("in den achtziger Jahren", "198", "198X"),
        ("In den Siebzigerjahren entstand das Rathaus.", "197", "197X"),
        ("Im 19. Jahrhundert war Lüßhafen reich.", "18", "18XX"),
        ("Im zwölften Jahrhundert gab es den Markt.", "11", "11XX"),
    ],
)
def test_decades_and_centuries(text: str, value: str, edtf: str) -> None:
    assert read(text) == [(value, edtf)]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Anfang Oktober wird gewählt.", "2027-10-01/2027-10-10"),
        ("Mitte Oktober wird gewählt.", "2027-10-11/2027-10-20"),
        ("Ende Oktober wird gewählt.", "2027-10-21/2027-10-31"),
        ("Ende Februar 2028 wird gewählt.", "2028-02-21/2028-02-29"),
        ("Anfang 2028 wird gewählt.", "2028-01/2028-04"),
        ("Mitte 2028 wird gewählt.", "2028-05/2028-08"),
        ("Ende 2028 wird gewählt.", "2028-09/2028-12"),
        ("Ende der 1990er Jahre wurde gewählt.", "1997/1999"),
        ("Mitte des 18. Jahrhunderts wurde gewählt.", "1734/1766"),
        ("Ende kommender Woche wird gewählt.", "2027-09-24/2027-09-26"),
    ],
)
def test_the_edge_of_a_period_is_a_third_of_it(text: str, edtf: str) -> None:
    (mention,) = find_dates(text, TUESDAY)
    assert mention.edtf == edtf
    assert text.startswith(mention.text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Am Ostermontag 2028 bleibt das Amt zu.", "2028-04-17"),
        ("Zu Pfingsten 2028 wird gefeiert.", "2028-06-04"),
        ("An Christi Himmelfahrt 2028 ist frei.", "2028-05-25"),
        ("Am Buß- und Bettag 2027 arbeitet die Kämmerei.", "2027-11-17"),
        ("Am Totensonntag 2027 ruht der Markt.", "2027-11-21"),
        ("Am 1. Advent 2027 öffnet die Diele.", "2027-11-28"),
        ("Zum Tag der Deutschen Einheit 2028 spricht sie.", "2028-10-03"),
        ("Silvester 2029 bleibt ruhig.", "2029-12-31"),
        ("Am Reformationstag 2025 wurde getagt.", "2025-10-31"),
        ("Am Muttertag 2028 wird gefeiert.", "2028-05-14"),
        ("Am Volkstrauertag 2028 wird geschwiegen.", "2028-11-19"),
    ],
)
def test_feasts_of_a_year(text: str, day: str) -> None:
    assert read(text) == [(day, day)]


@pytest.mark.parametrize("year", [1900, 1999, 2000, 2024, 2027, 2100])
def test_every_feast_falls_into_the_year_asked_for(year: int) -> None:
    assert {holiday(name, year).year for name in HOLIDAYS} == {year}


@pytest.mark.parametrize(("name", "weekday"), [("karfreitag", 5), ("ostern", 7), ("fronleichnam", 4)])
def test_feasts_from_easter_keep_their_weekday(name: str, weekday: int) -> None:
    assert {holiday(name, year).isoweekday() for year in range(1950, 2100)} == {weekday}


@pytest.mark.parametrize(
    "text",
    [
        "Sommerreifen und Winterdienst sind Sache des Bauhofs.",
        "Das Herbstlaub liegt auf dem Osterweg.",
        "Die Pfarrei St. Nikolaus baut an.",
        "Die 20er stimmten zu.",
        "Im 8. Bezirk und im 3. Stock sitzt das Referat Q.",
    ],
)
def test_words_that_hold_a_period_and_mean_none(text: str) -> None:
    assert read(text) == []
