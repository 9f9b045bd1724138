"""Lengths and repeated times are found with their value, and never placed on a timeline."""

import pytest

from content.dates import find_dates

TUESDAY = "2027-09-14"


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Die Prüfung dauert drei Wochen.", "drei Wochen", "P3W"),
        ("Die Prüfung dauert 14 Tage.", "14 Tage", "P14D"),
        ("Die Prüfung dauerte zwölf Monate.", "zwölf Monate", "P12M"),
        ("Die Prüfung dauerte 48 Stunden.", "48 Stunden", "PT48H"),
        ("Die Prüfung dauert anderthalb Jahre.", "anderthalb Jahre", "P1.5Y"),
        ("Die Prüfung dauert 2,5 Jahre.", "2,5 Jahre", "P2.5Y"),
        ("Die Prüfung dauert ein halbes Jahr.", "ein halbes Jahr", "P0.5Y"),
        ("Die Prüfung dauert ein Jahr und sechs Monate.", "ein Jahr und sechs Monate", "P1Y6M"),
        ("Die Prüfung dauert mindestens zwei Jahre.", "mindestens zwei Jahre", "P2Y"),
        ("Die Prüfung dauert höchstens 20 Minuten.", "höchstens 20 Minuten", "PT20M"),
        ("Die Prüfung dauert zweiundzwanzig Tage.", "zweiundzwanzig Tage", "P22D"),
        ("Die Prüfung dauerte einige Monate.", "einige Monate", "PXM"),
        ("Die Prüfung dauert mehrere Jahrzehnte.", "mehrere Jahrzehnte", "PXDE"),
        ("Jahrelang wurde geprüft.", "Jahrelang", "PXY"),
        ("Eine wochenlange Prüfung lähmt Ödenhain.", "wochenlange", "PXW"),
        ("Die dreitägige Klausur war laut.", "dreitägige", "P3D"),
        ("Die 5-wöchige Auslegung ist vorbei.", "5-wöchige", "P5W"),
        ("Die sechsjährige Amtszeit ist vorbei.", "sechsjährige", "P6Y"),
        ("Seit Jahren fehlt das Geld.", "Jahren", "PXY"),
    ],
)
def test_a_length(text: str, words: str, value: str) -> None:
    (mention,) = find_dates(text, TUESDAY)
    assert (mention.text, mention.type, mention.value, mention.edtf) == (words, "DURATION", value, None)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Der Beirat tagt jährlich.", "jährlich", "P1Y"),
        ("Der Beirat tagt wöchentlich in Köthenau.", "wöchentlich", "P1W"),
        ("Der Beirat tagt vierteljährlich.", "vierteljährlich", "P1Q"),
        ("Eine tägliche Meldung genügt.", "tägliche", "P1D"),
        ("Der Beirat tagt jeden Monat.", "jeden Monat", "P1M"),
        ("Der Beirat tagt alle fünf Jahre.", "alle fünf Jahre", "P5Y"),
        ("Der Beirat tagt alle paar Wochen.", "alle paar Wochen", "PXW"),
        ("Die Gebühr beträgt 40 Taler pro Jahr.", "pro Jahr", "P1Y"),
        ("Der Beirat tagt jeden zweiten Dienstag im Monat.", "jeden zweiten Dienstag im Monat", "XXXX-WXX-2"),
        ("Das Amt hat montags geschlossen.", "montags", "XXXX-WXX-1"),
        ("Der Lesesaal öffnet nur abends.", "abends", "PT1EV"),
    ],
)
def test_a_repeated_time(text: str, words: str, value: str) -> None:
    (mention,) = find_dates(text, TUESDAY)
    assert (mention.text, mention.type, mention.value, mention.edtf) == (words, "SET", value, None)


@pytest.mark.parametrize(
    "text",
    [
        "Der Antragsteller ist 43 Jahre alt.",
        "Kinder unter 12 Jahren fahren frei.",
        "Eine 17-jährige Schülerin aus Mühlbach gewann.",
        "Der dreijährige Junge lachte.",
        "Das Alter von 67 Jahren ist maßgeblich.",
    ],
)
def test_an_age_is_no_length(text: str) -> None:
    assert find_dates(text, TUESDAY) == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("In den letzten drei Jahren sanken die Zahlen.", "P3Y"),
        ("In den vergangenen Monaten sanken die Zahlen.", "PXM"),
        ("In den kommenden zwei Jahren sinken die Zahlen.", "P2Y"),
        ("In den nächsten Jahren sinken die Zahlen.", "FUTURE_REF"),
    ],
)
def test_units_beside_now(text: str, value: str) -> None:
    (mention,) = find_dates(text, TUESDAY)
    assert (mention.value, mention.edtf) == (value, None)


@pytest.mark.parametrize("count", range(1, 61))
def test_every_count_in_figures_is_read(count: int) -> None:
    (mention,) = find_dates(f"Das Verfahren dauert {count} Tage.", TUESDAY)
    assert mention.value == f"P{count}D"
