"""What counts from the document's day: today, weekdays, weeks, months and years beside this one."""

import pytest

from content.dates import find_dates

TUESDAY = "2027-09-14"


def read(text: str, reference: str | None = TUESDAY) -> list[tuple[str, str]]:
    return [(mention.text, mention.value) for mention in find_dates(text, reference)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Die Bürgermeisterin hat heute den Haushalt eingebracht.", "heute", "2027-09-14"),
        ("Gestern ging der Bescheid in Ückerfelde ein.", "Gestern", "2027-09-13"),
        ("Vorgestern brannte das Archiv.", "Vorgestern", "2027-09-12"),
        ("Der Kreistag stimmt morgen ab.", "morgen", "2027-09-15"),
        ("Übermorgen öffnet das Standesamt.", "Übermorgen", "2027-09-16"),
        ("„Morgen wird entschieden“, sagte der Dezernent.", "Morgen", "2027-09-15"),
        ("Die gestrige Sitzung (öffentlich) war gut besucht.", "gestrige", "2027-09-13"),
        ("In der morgigen Debatte geht es um Gebühren.", "morgigen", "2027-09-15"),
    ],
)
def test_days_beside_today(text: str, words: str, value: str) -> None:
    assert read(text) == [(words, value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Heute Abend wird das Museum übergeben.", "2027-09-14TEV"),
        ("Gestern Mittag fiel die Telefonanlage aus.", "2027-09-13TMI"),
        ("Der Rat trifft sich morgen Nachmittag.", "2027-09-15TAF"),
        ("Er kam am Donnerstagabend nach Öd.", "2027-09-09TEV"),
    ],
)
def test_a_part_of_such_a_day_is_a_time(text: str, value: str) -> None:
    (mention,) = find_dates(text, TUESDAY)
    assert (mention.type, mention.value, mention.edtf) == ("TIME", value, value[:10])


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Vergangenen Freitag wurde gezählt.", "Vergangenen Freitag", "2027-09-10"),
        ("Am letzten Dienstag fiel die Sitzung aus.", "letzten Dienstag", "2027-09-07"),
        ("Am kommenden Montag öffnet die Ausgabestelle.", "kommenden Montag", "2027-09-20"),
        ("Nächsten Dienstag ist Bürgersprechstunde.", "Nächsten Dienstag", "2027-09-21"),
        ("Am Mittwoch kommender Woche tagt der Beirat.", "Mittwoch kommender Woche", "2027-09-22"),
        ("Am Freitag vergangener Woche tagte der Beirat.", "Freitag vergangener Woche", "2027-09-10"),
        ("Nächste Woche Donnerstag tagt der Beirat.", "Nächste Woche Donnerstag", "2027-09-23"),
    ],
)
def test_weekdays_with_a_word_for_their_week(text: str, words: str, value: str) -> None:
    assert read(text) == [(words, value)]


@pytest.mark.parametrize(
    ("text", "value", "edtf"),
    [
        ("Vergangene Woche wurden die Förderbescheide verschickt.", "2027-W36", "2027-09-06/2027-09-12"),
        ("In dieser Woche wird das Gewölbe saniert.", "2027-W37", "2027-09-13/2027-09-19"),
        ("Kommende Woche beginnt die Auszählung.", "2027-W38", "2027-09-20/2027-09-26"),
        ("Übernächste Woche beginnt die Auszählung.", "2027-W39", "2027-09-27/2027-10-03"),
        ("Im vergangenen Monat gingen Klagen ein.", "2027-08", "2027-08"),
        ("Im nächsten Monat kommt der Prüfbericht.", "2027-10", "2027-10"),
        ("Das laufende Jahr ist für Weißenrode schwierig.", "2027", "2027"),
        ("Im kommenden Jahr steigen die Gebühren.", "2028", "2028"),
        ("Vorletztes Jahr war die Kasse leer.", "2025", "2025"),
        ("Im Vorjahr waren es weniger Anträge.", "2026", "2026"),
        ("Gegenüber dem Vormonat sank die Zahl.", "2027-08", "2027-08"),
        ("Im nächsten Quartal folgt die Abrechnung.", "2027-Q4", "2027-10/2027-12"),
        ("Bis Jahresende soll der Umzug geschafft sein.", "2027", "../2027-12-31"),
    ],
)
def test_periods_beside_this_one(text: str, value: str, edtf: str) -> None:
    (mention,) = find_dates(text, TUESDAY)
    assert (mention.value, mention.edtf, mention.reference) == (value, edtf, TUESDAY)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Vor drei Tagen ging das Gutachten ein.", "2027-09-11"),
        ("Vor zwei Wochen wurde die Brücke gesperrt.", "2027-W35"),
        ("Vor einem Monat wurde die Brücke gesperrt.", "2027-08"),
        ("Vor fünf Jahren zog das Amt um.", "2022"),
        ("Die Stelle wird in zehn Tagen besetzt.", "2027-09-24"),
        ("Die Stelle wird in zwei Monaten besetzt.", "2027-11"),
        ("In vier Jahren soll der Anbau stehen.", "2031"),
        ("Vor rund 20 Jahren wurde Lößnitz eingemeindet.", "2007"),
    ],
)
def test_counted_steps_are_as_coarse_as_their_unit(text: str, value: str) -> None:
    assert [found for _, found in read(text)] == [value]


@pytest.mark.parametrize(
    ("reference", "text", "value"),
    [
        ("2027-12-31", "Morgen wird gefeiert.", "2028-01-01"),
        ("2028-02-28", "Morgen wird gefeiert.", "2028-02-29"),
        ("2027-01-01", "Gestern wurde gefeiert.", "2026-12-31"),
        ("2027-01-15", "Im vergangenen Monat wurde gebaut.", "2026-12"),
        ("2027-12-15", "Im nächsten Monat wird gebaut.", "2028-01"),
        ("2026-12-31", "Kommende Woche wird gebaut.", "2027-W01"),
        ("2027-11-02", "Im nächsten Quartal wird gebaut.", "2028-Q1"),
        ("2027-03-31", "Vor einem Monat wurde gebaut.", "2027-02"),
    ],
)
def test_steps_across_the_turn_of_a_month_or_year(reference: str, text: str, value: str) -> None:
    assert [found for _, found in read(text, reference)] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Gestern wurde in Grünhain gewählt.", "XXXX-XX-XX"),
        ("Am Donnerstag wurde in Grünhain gewählt.", "XXXX-WXX-4"),
        ("Vergangene Woche wurde in Grünhain gewählt.", "XXXX-WXX"),
        ("Im vergangenen Monat wurde gewählt.", "XXXX-XX"),
        ("Im Vorjahr wurde gewählt.", "XXXX"),
        ("Vor drei Jahren wurde gewählt.", "XXXX"),
        ("Am 3. Mai wurde gewählt.", "XXXX-05-03"),
        ("Im Mai wurde gewählt.", "XXXX-05"),
    ],
)
def test_an_undated_text_leaves_open_what_it_counts_from(text: str, value: str) -> None:
    (mention,) = find_dates(text)
    assert (mention.value, mention.edtf, mention.reference) == (value, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "Guten Morgen, Herr Oberamtsrat!",
        "Der Hof umfasst drei Morgen Land.",
        "Ein Heuteplatz liegt in Altenau.",
        "Das Gesternmuseum zeigt Möbel.",
    ],
)
def test_words_that_only_sound_like_days(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Die Prüfung begann am 3. Mai 2027. Zwei Tage später lag das Ergebnis vor.", "2027-05-05"),
        ("Am 3. Mai 2027 wurde gewählt, tags darauf ausgezählt.", "2027-05-04"),
        ("Am 31. Dezember 2026 endete die Frist; einen Tag zuvor kam der Antrag.", "2026-12-30"),
        ("Im Mai 2025 brannte das Archiv. Drei Monate später stand der Rohbau.", "2025-08"),
        ("2019 begann der Umbau. Vier Jahre später war er fertig.", "2023"),
    ],
)
def test_later_and_before_count_from_the_last_date_said(text: str, value: str) -> None:
    mention = find_dates(text, TUESDAY)[-1]
    assert mention.value == value
    assert mention.reference is not None and mention.reference != TUESDAY
