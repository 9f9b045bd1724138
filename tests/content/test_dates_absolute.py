"""Calendar dates that stand for themselves: days, months and years, whole or in part."""

import pytest

from content.dates import find_dates

TUESDAY = "2027-09-14"


def read(text: str, reference: str | None = TUESDAY) -> list[tuple[str, str]]:
    return [(mention.text, mention.value) for mention in find_dates(text, reference)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Der Magistrat von Birkenau tagte am 7. Juni 2027.", "7. Juni 2027", "2027-06-07"),
        ("Am 07.06.2027 trat die Satzung in Kraft.", "07.06.2027", "2027-06-07"),
        ("Am 7.6.27 trat sie in Kraft.", "7.6.27", "2027-06-07"),
        ("Das Protokoll (Stand: 07. 06. 2027) liegt aus.", "07. 06. 2027", "2027-06-07"),
        ("„Erst am 1. März 2028“, so die Kämmerin, „fließt das Geld.“", "1. März 2028", "2028-03-01"),
        ("Grünau, den 9. Jänner 2026", "9. Jänner 2026", "2026-01-09"),
        ("Übergabe: Montag, 4. Oktober 2027, im Rathaus", "Montag, 4. Oktober 2027", "2027-10-04"),
        ("Übergabe am Montag, den 4. Oktober 2027", "Montag, den 4. Oktober 2027", "2027-10-04"),
        ("Der dritte Oktober 2027 ist Wahltag.", "dritte Oktober 2027", "2027-10-03"),
        ("am einundzwanzigsten Mai 2025 beschlossen", "einundzwanzigsten Mai 2025", "2025-05-21"),
        ("Die Frist endet am 29. Februar 2028.", "29. Februar 2028", "2028-02-29"),
        ("Der Erlass vom 12. Sept. 2024 gilt weiter.", "12. Sept. 2024", "2024-09-12"),
        ("Der Erlass vom 5. Dez. 2024 gilt weiter.", "5. Dez. 2024", "2024-12-05"),
        ("Zuletzt geändert 2027-02-11 durch das Archiv", "2027-02-11", "2027-02-11"),
        ("• 14. August 2028: Öffnung der Bürgerämter", "14. August 2028", "2028-08-14"),
        ("am 3.\nAugust\n2028 in Öhringen", "3.\nAugust\n2028", "2028-08-03"),
        ("[24.12.2026] Ämter geschlossen", "24.12.2026", "2026-12-24"),
    ],
)
def test_a_whole_day(text: str, words: str, value: str) -> None:
    assert read(text) == [(words, value)]
    assert read(text, None) == [(words, value)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Im Mai 2029 prüft der Rechnungshof die Förderstelle.", "Mai 2029", "2029-05"),
        ("Der Bericht erschien im September 2026.", "September 2026", "2026-09"),
        ("Ausgabe 03/2027 des Amtsblatts", "03/2027", "2027-03"),
        ("Leitfaden (Stand: 11/2025)", "11/2025", "2025-11"),
        ("Im Jahr 2031 sollen alle Register verknüpft sein.", "Jahr 2031", "2031"),
        ("Die Verwaltungsreform von 1978 wirkt nach.", "1978", "1978"),
        ("Haushaltsplan für 2029", "2029", "2029"),
        ("Das Gesetz aus dem Jahre 1889 gilt noch.", "Jahre 1889", "1889"),
        ("„Vision 2040“ heißt das Papier.", "2040", "2040"),
        ("Gegründet wurde der Ort im Jahr 950.", "Jahr 950", "0950"),
        ("Tempel wurden hier schon 120 v. Chr. gebaut.", "120 v. Chr.", "BC0120"),
    ],
)
def test_a_month_or_a_year(text: str, words: str, value: str) -> None:
    assert read(text) == [(words, value)]


@pytest.mark.parametrize(
    ("figures", "reference", "value"),
    [
        ("1.2.27", "2027-09-14", "2027-02-01"),
        ("1.2.42", "2027-09-14", "2042-02-01"),
        ("1.2.43", "2027-09-14", "1943-02-01"),
        ("1.2.99", "2027-09-14", "1999-02-01"),
        ("1.2.12", "1998-01-01", "2012-02-01"),
        ("1.2.45", None, "2045-02-01"),
        ("1.2.46", None, "1946-02-01"),
    ],
)
def test_two_figures_are_the_year_at_most_fifteen_years_ahead(
    figures: str, reference: str | None, value: str
) -> None:
    assert read(f"Die Ratssitzung am {figures} in Ahlen.", reference) == [(figures, value)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Eingang bis 30.11. beim Bauamt", "30.11.", "2027-11-30"),
        ("Sprechtag am 5.10. in Rödental", "5.10.", "2027-10-05"),
        ("Anhörung am Do., 21.10. im Kreishaus", "21.10.", "2027-10-21"),
        ("21.10. Anhörung im Kreishaus", "21.10.", "2027-10-21"),
    ],
)
def test_figures_without_a_year_take_the_reference_year(text: str, words: str, value: str) -> None:
    assert read(text) == [(words, value)]


@pytest.mark.parametrize("day", ["30. Februar 2027", "31.04.2027", "29.2.2027", "32.01.2027", "2027-02-30"])
def test_a_day_that_does_not_exist_is_no_day(day: str) -> None:
    values = [value for _, value in read(f"Der Beschluss vom {day} ist gefälscht.")]
    assert not any(len(value) == 10 for value in values)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Bürgerdialoge am 3., 10. und 17. November 2027 in Süderholm",
            [("3.", "2027-11-03"), ("10.", "2027-11-10"), ("17. November 2027", "2027-11-17")],
        ),
        (
            "Termine: 4. und 6. Oktober",
            [("4.", "2027-10-04"), ("6. Oktober", "2027-10-06")],
        ),
        (
            "Die Ausschüsse tagen am 12.10.2027, am 19.10.2027 und am 26.10.2027.",
            [("12.10.2027", "2027-10-12"), ("19.10.2027", "2027-10-19"), ("26.10.2027", "2027-10-26")],
        ),
        (
            "Wahlen gab es 2019, 2021 und 2025.",
            [("2019", "2019"), ("2021", "2021"), ("2025", "2025")],
        ),
        (
            "- 1. Mai 2028: Vorprüfung\n- 1. Juni 2028: Gutachten\n- Juli 2028: Beschluss",
            [("1. Mai 2028", "2028-05-01"), ("1. Juni 2028", "2028-06-01"), ("Juli 2028", "2028-07")],
        ),
        (
            "Am 3. Mai 2027 kam der Antrag, am 16. folgte die Antwort.",
            [("3. Mai 2027", "2027-05-03"), ("16.", "2027-05-16")],
        ),
    ],
)
def test_every_day_of_a_list_is_its_own_event(text: str, found: list[tuple[str, str]]) -> None:
    mentions = find_dates(text, TUESDAY)
    assert [(mention.text, mention.value) for mention in mentions] == found
    assert len({mention.event for mention in mentions}) == len(found)


@pytest.mark.parametrize(
    ("text", "value", "reference"),
    [
        ("am 2. Mai dieses Jahres", "2027-05-02", "2027-09-14"),
        ("am 2. Mai des vergangenen Jahres", "2026-05-02", "2027-09-14"),
        ("am 2. Mai nächsten Jahres", "2028-05-02", "2027-09-14"),
        ("im Mai kommenden Jahres", "2028-05", "2027-09-14"),
        ("im Mai des Jahres 1990", "1990-05", None),
    ],
)
def test_a_year_in_words_beside_a_day_or_month(text: str, value: str, reference: str | None) -> None:
    (mention,) = find_dates(f"Der Vertrag wurde {text} geschlossen.", TUESDAY)
    assert (mention.value, mention.reference) == (value, reference)


def test_a_clock_beside_an_iso_day_is_a_time() -> None:
    (mention,) = find_dates("Letzte Änderung 2027-03-05 14:20 im Ratsportal", TUESDAY)
    assert (mention.type, mention.value, mention.edtf) == ("TIME", "2027-03-05T14:20", "2027-03-05")


def test_absolute_dates_need_no_reference_and_name_none() -> None:
    text = "Am 4. April 2028, im Mai 2028 und 2029 prüft Müritzland seine Bescheide."
    mentions = find_dates(text, TUESDAY)
    assert [mention.edtf for mention in mentions] == ["2028-04-04", "2028-05", "2029"]
    assert {mention.reference for mention in mentions} == {None}
    assert mentions == find_dates(text, None)
