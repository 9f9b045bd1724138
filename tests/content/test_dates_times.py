"""Clock times and parts of a day hang on the day said beside them, else on the document's."""

import pytest

from content.dates import find_dates, find_events

TUESDAY = "2027-09-14"


def values(text: str, reference: str | None = TUESDAY) -> list[str]:
    return [mention.value for mention in find_dates(text, reference) if mention.type == "TIME"]


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("Beginn ist um 18 Uhr im Bürgerhaus.", "T18:00"),
        ("Beginn ist um 18.30 Uhr im Bürgerhaus.", "T18:30"),
        ("Beginn: 18:30 Uhr", "T18:30"),
        ("Beginn (8 Uhr) pünktlich", "T08:00"),
        ("Er meldete sich gegen 7.45 beim Pförtner.", "T07:45"),
        ("Einlass ab 09:15 Uhr", "T09:15"),
        ("Ende um 24 Uhr", "T24:00"),
        ("Beginn 9Uhr", "T09:00"),
    ],
)
def test_a_clock_time(text: str, clock: str) -> None:
    assert values(text) == [TUESDAY + clock]
    assert values(text, None) == ["XXXX-XX-XX" + clock]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("von 9 bis 12 Uhr", "T09:00", "T12:00"),
        ("von 9.30 Uhr bis 12 Uhr", "T09:30", "T12:00"),
        ("14–16.30 Uhr", "T14:00", "T16:30"),
        ("zwischen 8 und 10 Uhr", "T08:00", "T10:00"),
    ],
)
def test_two_clock_times_are_one_event(text: str, first: str, second: str) -> None:
    mentions = find_dates(f"Das Fundbüro hat {text} offen.", TUESDAY)
    assert [mention.value for mention in mentions] == [TUESDAY + first, TUESDAY + second]
    assert len({mention.event for mention in mentions}) == 1


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Am 4. Oktober 2027 um 19 Uhr tagt der Ortsrat Gräfenthal.", "2027-10-04T19:00"),
        ("04.10.2027, 19:00 Uhr", "2027-10-04T19:00"),
        ("Montag, 4. Oktober 2027 (19 Uhr)", "2027-10-04T19:00"),
        ("Ortsrat: 4. Oktober 2027\n19 Uhr, Saal", "2027-10-04T19:00"),
        ("Am 4. Oktober 2027 wird am Nachmittag gezählt.", "2027-10-04TAF"),
        ("Am Abend des 4. Oktober 2027 wird gezählt.", "2027-10-04TEV"),
        ("In der Nacht zum 4. Oktober 2027 wird gezählt.", "2027-10-04TNI"),
        ("Morgen um 11 Uhr wird gezählt.", "2027-09-15T11:00"),
    ],
)
def test_a_time_belongs_to_the_day_beside_it(text: str, value: str) -> None:
    assert values(text)[-1] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Am Vormittag wurde gestritten.", "2027-09-14TMO"),
        ("In den frühen Morgenstunden brannte es.", "2027-09-14TMO"),
        ("Gegen Mittag war Ruhe.", "2027-09-14TMI"),
        ("Am späten Nachmittag war Ruhe.", "2027-09-14TAF"),
        ("Am Mittwochabend wird gewählt.", "2027-09-15TEV"),
    ],
)
def test_a_part_of_a_day(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "um 12.50 Euro teurer",
        "Der Antrag wurde um 3.25 Prozent gekürzt.",
        "Beginn 25 Uhr",
        "Beginn 12.75 Uhr",
        "Die Uhr am Rathaus steht.",
        "Mit 14:9 Stimmen abgelehnt",
        "Maßstab 1:25",
        "Der Feierabend war lang.",
    ],
)
def test_figures_that_are_no_clock(text: str) -> None:
    assert values(text) == []


def test_opening_hours_are_found_and_make_no_event() -> None:
    text = "Bürgeramt Süd: 8.30–12 und 14–16 Uhr, Lesesaal ab 10 Uhr"
    mentions = find_dates(text, TUESDAY)
    clocks = [mention.value.removeprefix(TUESDAY) for mention in mentions]
    assert clocks == ["T08:30", "T12:00", "T14:00", "T16:00", "T10:00"]
    assert find_events(text, mentions) == ()
