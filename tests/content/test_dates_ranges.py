"""Ranges, lists, open ends and doubled mentions: what shares an event, and the EDTF value of it."""

import pytest

from content.dates import find_dates
from content.model import DateMention

TUESDAY = "2027-09-14"


def grouped(text: str, reference: str | None = TUESDAY) -> list[tuple[list[str], str | None]]:
    groups: dict[int, list[DateMention]] = {}
    for mention in find_dates(text, reference):
        groups.setdefault(mention.event, []).append(mention)
    return [([mention.text for mention in members], members[0].edtf) for members in groups.values()]


@pytest.mark.parametrize(
    ("text", "ends", "edtf"),
    [
        ("Die Auslegung dauert vom 4. bis 22. Oktober.", ["4.", "22. Oktober"], "2027-10-04/2027-10-22"),
        ("Auslegung: 4.–22. Oktober 2027", ["4.", "22. Oktober 2027"], "2027-10-04/2027-10-22"),
        ("Auslegung: 04.10.2027 bis 22.10.2027", ["04.10.2027", "22.10.2027"], "2027-10-04/2027-10-22"),
        ("Auslegung vom 4.10. bis 22.10.2027", ["4.10.", "22.10.2027"], "2027-10-04/2027-10-22"),
        ("Auslegung vom 4. bis 22.10.2027", ["4.", "22.10.2027"], "2027-10-04/2027-10-22"),
        ("(28. Oktober bis 3. November 2027)", ["28. Oktober", "3. November 2027"], "2027-10-28/2027-11-03"),
        ("vom 28. Dezember 2027 bis zum 5. Januar 2028", ["28. Dezember 2027", "5. Januar 2028"],
         "2027-12-28/2028-01-05"),
        ("vom 28. Dezember bis 5. Januar 2028", ["28. Dezember", "5. Januar 2028"], "2027-12-28/2028-01-05"),
        ("zwischen dem 2. und dem 9. November 2027", ["2.", "9. November 2027"], "2027-11-02/2027-11-09"),
        ("in der Nacht vom 30. auf den 31. Oktober 2027", ["Nacht vom 30.", "31. Oktober 2027"],
         "2027-10-30/2027-10-31"),
        ("von März bis Mai 2028", ["März", "Mai 2028"], "2028-03/2028-05"),
        ("von Oktober 2027 bis März 2028", ["Oktober 2027", "März 2028"], "2027-10/2028-03"),
        ("in den Jahren 2021 bis 2026", ["Jahren 2021", "2026"], "2021/2026"),
        ("Förderperiode 2028–2034", ["2028", "2034"], "2028/2034"),
        ("Haushaltsjahre 2028/29", ["2028", "29"], "2028/2029"),
        ("Doppelhaushalt 2029/2030", ["2029", "2030"], "2029/2030"),
        ("im Schuljahr 2027/28", ["Schuljahr 2027", "28"], "2027/2028"),
        ("im Winter 2028/29", ["Winter 2028", "29"], "2028-12/2029-02"),
    ],
)  # fmt: skip
def test_a_range_is_one_event_with_both_its_ends(text: str, ends: list[str], edtf: str) -> None:
    assert grouped(text) == [(ends, edtf)]


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        ("Anträge sind bis 30. November 2027 möglich.", "30. November 2027", "../2027-11-30"),
        ("Anträge sind bis zum 30.11.2027 möglich.", "30.11.2027", "../2027-11-30"),
        ("Anträge sind bis einschließlich 30.11.2027 möglich.", "30.11.2027", "../2027-11-30"),
        ("Bis spätestens 2031 wird Fürstenau angeschlossen.", "2031", "../2031"),
        ("Bis Mitte 2029 wird Fürstenau angeschlossen.", "Mitte 2029", "../2029-08"),
        ("Bis Ende März 2028 wird Fürstenau angeschlossen.", "Ende März 2028", "../2028-03-31"),
        ("Ab 1. Januar 2028 gilt die neue Ordnung.", "1. Januar 2028", "2028-01-01/.."),
        ("Ab dem 1.1.2028 gilt die neue Ordnung.", "1.1.2028", "2028-01-01/.."),
        ("Seit 2019 gilt die alte Ordnung.", "2019", "2019/.."),
        ("Seit Mai 2024 gilt die alte Ordnung.", "Mai 2024", "2024-05/.."),
        ("Vom 1. Januar 2028 an gilt die neue Ordnung.", "1. Januar 2028", "2028-01-01/.."),
    ],
)
def test_an_open_end(text: str, words: str, edtf: str) -> None:
    assert grouped(text) == [([words], edtf)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("am 4. und 5. Oktober 2027", ["2027-10-04", "2027-10-05"]),
        ("am 4., 5. sowie 9. Oktober 2027", ["2027-10-04", "2027-10-05", "2027-10-09"]),
        ("am 4. oder 11. Oktober 2027", ["2027-10-04", "2027-10-11"]),
        ("2027 und 2028", ["2027", "2028"]),
        ("Mai 2027, Juli 2027", ["2027-05", "2027-07"]),
        ("Am 4. Mai 2027 begann es. Bis 9. Mai 2027 war Ruhe.", ["2027-05-04", "../2027-05-09"]),
    ],
)
def test_what_is_only_listed_is_no_range(text: str, days: list[str]) -> None:
    assert [edtf for _, edtf in grouped(text)] == days


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("am kommenden Montag (20. September 2027)", "2027-09-20"),
        ("am Donnerstag, dem 16. September 2027", "2027-09-16"),
        ("am 20. September 2027, also am 20.09.2027,", "2027-09-20"),
        ("am 20. September 2027, 18 Uhr", "2027-09-20"),
        ("am 20. September 2027 um 18.30 Uhr", "2027-09-20"),
        ("am 20. September 2027 (9 bis 12 Uhr)", "2027-09-20"),
    ],
)
def test_one_day_said_twice_is_one_event(text: str, edtf: str) -> None:
    assert {found for _, found in grouped(f"Die Anhörung ist {text} in Trübsee.")} == {edtf}


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("vom 30. bis 31. Dezember", "2027-12-30/2027-12-31"),
        ("vom 4. bis 6. Oktober", "2027-10-04/2027-10-06"),
    ],
)
def test_a_range_without_a_year_needs_a_reference(text: str, edtf: str) -> None:
    assert grouped(f"Die Messe findet {text} statt.") == [
        ([text.split()[1], " ".join(text.split()[3:])], edtf)
    ]
    assert [found for _, found in grouped(f"Die Messe findet {text} statt.", None)] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Der Rat tagte am 9. Mai 2027 bis 3. Mai 2026.",
        "1. Mai 2027\n\nbis 3. Mai 2027",
        "Am 1. Mai 2027 wurde gebaut, und nach langer Prüfung durch alle Stellen bis 3. Mai 2027 gestrichen.",
    ],
)
def test_no_range_runs_backwards_or_over_an_empty_line(text: str) -> None:
    assert len(grouped(text)) == 2


def test_two_ranges_in_a_sentence_stay_apart() -> None:
    text = "Die Ämter schließen vom 4. bis 8. Oktober 2027 und vom 20. bis 24. Dezember 2027."
    assert [edtf for _, edtf in grouped(text)] == ["2027-10-04/2027-10-08", "2027-12-20/2027-12-24"]


def test_event_numbers_count_from_one_in_the_order_of_the_text() -> None:
    text = "2021 geplant, vom 1. bis 3. Mai 2022 gebaut, 2023 eröffnet"
    assert [mention.event for mention in find_dates(text)] == [1, 2, 2, 3]
