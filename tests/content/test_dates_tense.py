"""What a clause says of its time, and which way an incomplete date looks because of it."""

import pytest

from content.dates import find_dates
from content.dates.tense import clause_at, sentence_around, tense_at

TUESDAY = "2027-09-14"


def tense_in(text: str) -> str:
    start = text.index("am Freitag") if "am Freitag" in text else text.index("Am Freitag")
    return tense_at(text, start + 3, start + 10)


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("Der Rat wird am Freitag über die Gebühr abstimmen.", "future"),
        ("Am Freitag soll der Rat abstimmen.", "future"),
        ("Die Abstimmung ist für am Freitag geplant.", "future"),
        ("Am Freitag ist voraussichtlich Schluss.", "future"),
        ("Der Rat hat am Freitag abgestimmt.", "past"),
        ("Am Freitag wurde abgestimmt.", "past"),
        ("Am Freitag war der Saal voll.", "past"),
        ("Am Freitag kündigte die Landrätin Kürzungen an.", "past"),
        ("Am Freitag ist der Bescheid eingegangen.", "past"),
        ("Am Freitag beginnt die Auszählung.", "present"),
        ("Die Auszählung startet am Freitag in Süßen.", "present"),
        ("Am Freitag tagt der Beirat.", "present"),
        ("Am Freitag, dem Markttag", ""),
    ],
)
def test_the_tense_of_a_clause(text: str, tense: str) -> None:
    assert tense_in(text) == tense


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Der Ortsrat wird am Freitag beraten.", "2027-09-17"),
        ("Der Ortsrat hat am Freitag beraten.", "2027-09-10"),
        ("Der Ortsrat tagt am Freitag.", "2027-09-17"),
        ("Der Ortsrat tagte am Freitag.", "2027-09-10"),
        ("Die Niederschrift vom Freitag fehlt.", "2027-09-10"),
        ("Die am Freitag beschlossene Satzung gilt.", "2027-09-10"),
        ("Die am Freitag beginnende Auslegung ist öffentlich.", "2027-09-17"),
        ("Im Januar wird Bilanz gezogen.", "2028-01"),
        ("Im Januar wurde Bilanz gezogen.", "2027-01"),
        ("Im Dezember wurde Bilanz gezogen.", "2026-12"),
        ("Im Dezember soll Bilanz gezogen werden.", "2027-12"),
        ("Seit Oktober gilt die Ordnung.", "2026-10"),
        ("Ab Oktober gilt die Ordnung.", "2027-10"),
        ("Am 2. Februar beginnt die Auslegung.", "2028-02-02"),
        ("Am 2. Februar hatte die Auslegung begonnen.", "2027-02-02"),
        ("Bis zum 15. Januar sind Einwände möglich.", "2028-01-15"),
        ("„Am Freitag fällt die Entscheidung“, hieß es in Würzleben.", "2027-09-17"),
    ],
)
def test_tense_decides_the_side_of_the_reference(text: str, value: str) -> None:
    assert [mention.value for mention in find_dates(text, TUESDAY)] == [value]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Nachdem der Rat am Freitag getagt hat, wird am Montag gezählt.", ["2027-09-10", "2027-09-20"]),
        ("Am Freitag wurde gezählt. Am Montag wird verkündet.", ["2027-09-10", "2027-09-20"]),
        ("Am Montag wurde gezählt; am Freitag wird verkündet.", ["2027-09-13", "2027-09-17"]),
    ],
)
def test_each_clause_has_a_tense_of_its_own(text: str, values: list[str]) -> None:
    assert [mention.value for mention in find_dates(text, TUESDAY)] == values


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Erstens ruht das Amt. Am Freitag tagt der Rat. Danach ist Schluss.", "Am Freitag tagt der Rat"),
        (
            "Laut Dr. Öhler tagt am Freitag der Rat. Danach ist Schluss.",
            "Laut Dr. Öhler tagt am Freitag der Rat",
        ),
        ("Kopf\n\nDer Rat tagt am Freitag\n\nFuß", "Der Rat tagt am Freitag"),
        ("Wer kommt? Am Freitag der Rat! Und dann?", "Am Freitag der Rat"),
    ],
)
def test_the_sentence_around_a_date(text: str, sentence: str) -> None:
    start = text.index("Freitag")
    first, last = sentence_around(text, start, start + 7)
    assert text[first:last].strip() == sentence


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("Der Landrat beseitigte am Freitag die Sperre.", "past"),
        ("Die Ämter bestätigten am Freitag den Empfang.", "past"),
        ("Die berechtigten Stellen am Freitag", ""),
        ("Die berechtigten Haushalte wählen am Freitag.", "present"),
    ],
)
def test_a_verb_in_te_is_past_and_an_adjective_is_not(text: str, tense: str) -> None:
    assert tense_in(text) == tense


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Seit Oktober gilt die Ordnung.", "2026-10/.."),
        ("Seit dem 15. September gilt die Ordnung.", "2026-09-15/.."),
        ("Seit dem 14. September gilt die Ordnung.", "2027-09-14/.."),
        ("Seit August gilt die Ordnung.", "2027-08/.."),
    ],
)
def test_what_has_lasted_since_a_date_never_begins_ahead(text: str, edtf: str) -> None:
    assert [mention.edtf for mention in find_dates(text, TUESDAY)] == [edtf]


def test_the_sentence_around_a_date_has_bounds() -> None:
    text = "a " * 5_000 + "Freitag" + " b" * 5_000
    first, last = sentence_around(text, 10_000, 10_007)
    assert 10_000 - first <= 250 and last - 10_007 <= 250


def test_a_clause_ends_at_its_commas() -> None:
    text = "Weil es regnet, tagt der Rat am Freitag drinnen, sagt das Amt."
    start = text.index("Freitag")
    assert clause_at(text, start, start + 7).strip() == "tagt der Rat am Freitag drinnen"
