"""Recounted time: in a narrative, what is incomplete counts from the last date that was said."""

import pytest

from content.dates import find_dates

TUESDAY = "2027-09-14"


def told(text: str, reference: str | None = TUESDAY) -> list[str]:
    return [mention.value for mention in find_dates(text, reference, "narrative")]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Am 2. April 1871 brannte das Zollhaus. Am 9. Mai begann der Wiederaufbau.",
         ["1871-04-02", "1871-05-09"]),
        ("Im November 1871 ruhte der Bau. Im Januar ging er weiter.", ["1871-11", "1872-01"]),
        ("1904 kam die Bahn nach Külzau. Im Herbst folgte die Post.", ["1904", "1904-FA"]),
        ("Am 2. April 1871 brannte es. Am nächsten Tag regnete es.", ["1871-04-02", "1871-04-03"]),
        ("Am 2. April 1871 brannte es. Am selben Tag floh der Vogt.", ["1871-04-02", "1871-04-02"]),
        ("Am 2. April 1871 brannte es, zwei Wochen später regnete es.", ["1871-04-02", "1871-04-16"]),
        ("Im Mai 1871 brannte es. Im folgenden Jahr regnete es.", ["1871-05", "1872"]),
        ("Im Mai 1871 brannte es. Im Vorjahr hatte es geregnet.", ["1871-05", "1870"]),
        ("Ende 1871 war der Turm fertig. Ein Jahr später stand die Uhr.", ["1871", "1872"]),
        ("Am 2. April 1871 um 6 Uhr schlug die Glocke.", ["1871-04-02", "1871-04-02T06:00"]),
    ],
)  # fmt: skip
def test_the_last_date_carries_the_next(text: str, values: list[str]) -> None:
    assert told(text) == values


def test_the_document_s_day_does_not_change_a_story() -> None:
    text = "Am 2. April 1871 brannte das Zollhaus. Am 9. Mai begann man. Im Juni war man fertig."
    assert told(text, "2027-09-14") == told(text, "1999-01-01") == told(text, None)


def test_the_last_date_is_named_as_the_reference() -> None:
    _, second = find_dates("Am 2. April 1871 brannte es. Am 9. Mai regnete es.", TUESDAY, "narrative")
    assert second.reference == "1871-04-02"


@pytest.mark.parametrize(
    ("text", "news", "story"),
    [
        ("Am 2. April 2027 wurde gewählt. Am 9. Dezember wird gezählt.", "2027-12-09", "2027-12-09"),
        ("Der Vertrag von 1990 läuft aus. Im Mai wird neu verhandelt.", "2028-05", "1990-05"),
        ("Nach der Flut von 1954 baute man Deiche. Am Montag wird der letzte übergeben.",
         "2027-09-20", "1954-01-04"),
    ],
)  # fmt: skip
def test_news_return_to_their_own_day(text: str, news: str, story: str) -> None:
    assert find_dates(text, TUESDAY)[-1].value == news
    assert told(text)[-1] == story


@pytest.mark.parametrize("text", ["Heute lebt niemand mehr im Zollhaus.", "Heute zählt Külzau zum Kreis Öd."])
def test_today_in_a_story_is_nowadays(text: str) -> None:
    assert told(text) == ["PRESENT_REF"]


def test_a_story_that_starts_without_a_date_uses_the_document_s_day() -> None:
    assert told("Im Mai wurde gepflanzt.")[0] == "2027-05"
