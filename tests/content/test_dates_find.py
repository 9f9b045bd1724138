"""What surrounds a date: tense, ranges, open ends, references, regions, traps."""

import pytest

from content.dates import find_dates
from content.model import Region

FRIDAY = "2026-04-24"


def values(text: str, reference: str | None = FRIDAY, style: str = "news") -> list[str]:
    return [mention.value for mention in find_dates(text, reference, style)]  # type: ignore[arg-type]


def edtfs(text: str, reference: str | None = FRIDAY) -> list[str | None]:
    seen: dict[int, str | None] = {}
    for mention in find_dates(text, reference):
        seen.setdefault(mention.event, mention.edtf)
    return list(seen.values())


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Der Kreistag wird am Donnerstag über die Satzung beraten.", "2026-04-30"),
        ("Der Kreistag hat am Donnerstag über die Satzung beraten.", "2026-04-23"),
        ("Die Bürgermeisterin sagte am Montag, das Geld reiche.", "2026-04-20"),
        ("Das Ergebnis vom Sonntag liegt vor.", "2026-04-19"),
        ("Im Dezember wurde die Richtlinie veröffentlicht.", "2025-12"),
        ("Im Dezember soll die Richtlinie gelten.", "2026-12"),
        ("Am 3. Januar beginnt die Umstellung.", "2027-01-03"),
        ("Am 20. Dezember hatte der Rat zugestimmt.", "2025-12-20"),
        ("Seit November gilt die neue Gebührenordnung.", "2025-11"),
        ("Ab Februar wird das Amt zusammengelegt.", "2027-02"),
        ("Die im November gestartete Kampagne läuft gut.", "2025-11"),
        ("Die im November beginnende Kampagne läuft an.", "2026-11"),
        ("Für Samstag ist eine Kundgebung angemeldet.", "2026-04-25"),
        ("Der Termin am Montag entfällt.", "2026-04-27"),
        ("Die Stadt eröffnet am Montag das Bürgerbüro.", "2026-04-27"),
    ],
)
def test_the_tense_decides_the_direction(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("vom 26. bis 28. April", "2026-04-26/2026-04-28"),
        ("vom 29. April bis zum 2. Mai 2026", "2026-04-29/2026-05-02"),
        ("5.–7. Mai 2026", "2026-05-05/2026-05-07"),
        ("01.05.–31.08.2026", "2026-05-01/2026-08-31"),
        ("zwischen dem 1. und dem 15. Juni", "2026-06-01/2026-06-15"),
        ("Mai/Juni 2025", "2025-05/2025-06"),
        ("von November 2025 bis Februar 2026", "2025-11/2026-02"),
        ("2024 bis 2029", "2024/2029"),
        ("im Doppelhaushalt 2027/2028", "2027/2028"),
        ("im Doppelhaushalt 2025/26", "2025/2026"),
        ("im Winter 2026/27", "2026-12/2027-02"),
        ("in der Nacht vom 2. auf den 3. Mai", "2026-05-02/2026-05-03"),
        ("bis Ende 2022", "../2022-12-31"),
        ("bis Ende Oktober 2026", "../2026-10-31"),
        ("bis spätestens 31. März 2027", "../2027-03-31"),
        ("bis zum Jahr 2035", "../2035"),
        ("ab 2027", "2027/.."),
        ("seit dem 1. Januar 2025", "2025-01-01/.."),
        ("Anfang Juni", "2026-06-01/2026-06-10"),
        ("Anfang bis Mitte Mai", "2026-05-01/2026-05-20"),
        ("Anfang der nächsten Woche", "2026-04-27/2026-04-28"),
        ("um 1900", "1900~"),
        ("in den 2010er-Jahren", "201X"),
        ("seit den fünfziger Jahren", "1950/.."),
        ("am 3.\u00a0Juli\u202f2026", "2026-07-03"),
        ("Q3/2026", "2026-07/2026-09"),
        ("KW 18", "2026-04-27/2026-05-03"),
        ("am Mittwoch (22. April 2026)", "2026-04-22"),
        ("28.04.2026, 11 Uhr", "2026-04-28"),
    ],
)
def test_one_event_whatever_its_ends(text: str, event: str) -> None:
    assert edtfs(text) == [event]


def test_the_ends_of_a_range_are_two_mentions_of_one_event() -> None:
    first, last = find_dates("Die Klausur dauert vom 26. April bis zum 28. April.", FRIDAY)
    assert (first.text, last.text) == ("26. April", "28. April")
    assert first.event == last.event
    assert first.edtf == last.edtf == "2026-04-26/2026-04-28"


def test_a_list_makes_an_event_of_each_day() -> None:
    assert edtfs("Die Sitzungen am 5., 12. und 19. Mai sind öffentlich.") == [
        "2026-05-05",
        "2026-05-12",
        "2026-05-19",
    ]


def test_sums_between_years_are_no_unit_of_them() -> None:
    assert values("Es sind 347 Millionen Euro für 2027 und 342 Millionen Euro für 2028 geplant.") == [
        "2027",
        "2028",
    ]
    assert values("Plätze kosten 1450 bis 1850 Euro.") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("vom 1. bis 3.6.2026", ["2026-06-01", "2026-06-03"]),
        ("im Oktober/November", ["2026-10", "2026-11"]),
        ("vom 30. Dezember bis 5. Januar", ["2025-12-30", "2026-01-05"]),
        ("Mittwoch kommender Woche", ["2026-04-29"]),
        ("am Donnerstag (7. Mai)", ["2026-05-07", "2026-05-07"]),
        ("in den 1960er- und 1970er-Jahren", ["196", "197"]),
        ("im 18. und 19. Jahrhundert", ["17", "18"]),
        ("20. Dezember v. J.", ["2025-12-20"]),
        ("12.05. Sitzung des Rates", ["2026-05-12"]),
        ("3.2. Ziele der Strategie", []),
        ("Entscheidung 2025/17", []),
    ],
)
def test_what_a_list_or_a_range_says_once(text: str, found: list[str]) -> None:
    assert values(text) == found


def test_the_other_end_lends_its_year() -> None:
    assert values("vom 12. Juni bis 3. Juli 2024") == ["2024-06-12", "2024-07-03"]
    assert values("von Dezember bis Februar 2024") == ["2023-12", "2024-02"]


def test_without_a_reference_the_missing_part_stays_open() -> None:
    mentions = find_dates("Im März, am 6. Februar, am Freitag und im Vorjahr; am 3. Juli 2026 nicht.")
    assert [m.value for m in mentions] == ["XXXX-03", "XXXX-02-06", "XXXX-WXX-5", "XXXX", "2026-07-03"]
    assert [m.edtf for m in mentions] == [None, None, None, None, "2026-07-03"]
    assert {m.reference for m in mentions} == {None}


def test_a_date_in_brackets_places_what_has_no_reference() -> None:
    first, second = find_dates("Das Kabinett hat am vergangenen Freitag (3. Juli 2026) getagt.")
    assert first.event == second.event
    assert first.edtf == "2026-07-03"


def test_only_relative_mentions_name_their_reference() -> None:
    relative, absolute = find_dates("Gestern, nicht am 1. Mai 2026, kam das Schreiben.", FRIDAY)
    assert (relative.reference, absolute.reference) == (FRIDAY, None)


def test_a_narrative_counts_from_the_last_date_said() -> None:
    text = "Am 3. März 1919 tagte der Rat. Einen Tag später brach er auf. Am 12. April kehrte er zurück."
    assert values(text, FRIDAY, "narrative") == ["1919-03-03", "1919-03-04", "1919-04-12"]
    turned = "Im Dezember 1919 endete der Streik. Im Januar begann er von vorn."
    assert values(turned, FRIDAY, "narrative") == ["1919-12", "1920-01"]


def test_news_that_recount_stay_in_the_year_they_tell_of() -> None:
    text = "Nachdem das Amt im März 1992 gegründet worden war, zog es im Juni in den Neubau."
    assert values(text) == ["1992-03", "1992-06"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Das Ministerium hat heute den Bericht vorgelegt.", "2026-04-24"),
        ("Heute um 15 Uhr beginnt die Anhörung.", "2026-04-24"),
        ("Heute leben dort mehr Menschen als früher.", "PRESENT_REF"),
        ("Die heutige Sitzung war kurz.", "2026-04-24"),
        ("Das gilt für die heutige Jugend.", "PRESENT_REF"),
        ("Das ist bis heute so.", "2026-04-24"),
    ],
)
def test_today_is_a_day_or_nowadays(text: str, value: str) -> None:
    assert values(text)[0] == value


def test_regions_go_with_their_mentions() -> None:
    text = "Am 1. Mai 2026 tagt der Rat.\n\n[02.05.2026] Anderswo wird gewählt."
    regions = (Region("body", 0, 28), Region("teaser", 30, len(text)))
    assert [m.region for m in find_dates(text, regions=regions)] == ["body", "teaser"]
    assert [m.region for m in find_dates(text)] == ["body", "body"]


def test_offsets_count_code_points_of_the_text_as_given() -> None:
    text = "Größe 🙂 – für Bürger: „am 3. Juli 2026“"
    (mention,) = find_dates(text)
    assert text[mention.start : mention.end] == mention.text == "3. Juli 2026"


@pytest.mark.parametrize(
    "text",
    [
        "Drucksache 8/2025 und Vorlage 12/2026",
        "Nr. 17/24 vom Landesverband",
        "Telefon: 0351/8192-150, Telefax: 0351/8192-222",
        "+49 351 564 2026",
        "IBAN DE89 3704 0044 0532 2026 00",
        "nach § 24 Abs. 4 Satz 2",
        "SächsGVBl. S. 2020",
        "01097 Dresden, Archivstraße 1",
        "Straße des 17. Juni 135",
        "https://www.example.org/archiv/20240831/index-2025.html",
        "presse2026@example.org",
        "Server 10.12.20.24",
        "XÖV 3.0.1 und OZG 2.0",
        "der 8. Landtag, im 3. Wahlkreis",
        "Mit 24:12 Stimmen angenommen",
        "2.027,50 EUR und 2000 Euro",
        "Das Paket umfasst 2026 Datensätze auf 1998 Seiten.",
        "Frau Mai und Herr März, Ministerin Sommer und Dr. August Winter",
        "Robert Herbst, Karl August und die Stadt Sonntag",
        "Der Morgen war kein Thema. Guten Morgen!",
        "unter 20 Jahren und 50 Jahre alt",
        "Az.: 12 K 2019/24",
        "31.02.2026 gibt es nicht",
        "16-jährige Schülerinnen",
        "Verordnung (EU) 2018/1724, Richtlinie 2014/24/EU",
        "ISBN 3-1998-2004-1",
    ],
)
def test_what_looks_like_a_date_and_is_none(text: str) -> None:
    assert values(text) == []


def test_english_texts_have_their_own_rules() -> None:
    text = "The council met on 3 July 2026 and will meet on Friday; a decision is due by the end of 2027."
    assert edtfs(text) == ["2026-07-03", "2026-05-01", "../2027-12-31"]


def test_long_runs_of_figures_and_connectives_end() -> None:
    for hostile in (
        "1" * 20_000,
        "1-" * 10_000,
        "1. und " * 3_000,
        "2026/" * 4_000,
        "Mai und " * 500,
        "Montag, " * 500,
    ):
        for mention in find_dates(hostile, FRIDAY):
            assert mention.end - mention.start < 100


def test_nothing_to_find_is_no_error() -> None:
    assert find_dates("") == ()
    assert find_dates("Kein Datum weit und breit.") == ()


def test_a_reference_that_is_no_day_is_refused() -> None:
    with pytest.raises(ValueError, match="2026-13-01"):
        find_dates("heute", "2026-13-01")


@pytest.mark.parametrize(
    "text", ["im Jahr 9999 und am 31. Dezember 9999", "vor 5000 Jahren", "in 9999 Jahren", "99. Jahrhundert"]
)
def test_values_at_the_edge_of_the_calendar(text: str) -> None:
    find_dates(text, "2026-04-24")
    find_dates(text, "0001-01-01")
