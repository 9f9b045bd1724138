"""Words for now, then and some day: found, marked, and never placed."""

import pytest

from content.dates import find_dates, find_events

TUESDAY = "2027-09-14"


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Derzeit fehlen im Amt Überlingsdorf Leute.", "Derzeit", "PRESENT_REF"),
        ("Jetzt muss die Stadt handeln.", "Jetzt", "PRESENT_REF"),
        ("Das Register ist zurzeit gestört.", "zurzeit", "PRESENT_REF"),
        ("Das Register ist zur Zeit gestört.", "Zeit", "PRESENT_REF"),
        ("„Gegenwärtig“, heißt es, „ruht die Sache.“", "Gegenwärtig", "PRESENT_REF"),
        ("Nun ist der Landkreis am Zug.", "Nun", "PRESENT_REF"),
        ("Damals gab es keinen Beirat.", "Damals", "PAST_REF"),
        ("Kürzlich fiel der Strom aus.", "Kürzlich", "PAST_REF"),
        ("In der Vergangenheit fehlte das Geld.", "Vergangenheit", "PAST_REF"),
        ("Früher tagte der Rat im Gasthof.", "Früher", "PAST_REF"),
        ("Kurz zuvor war das Dach gedeckt worden.", "Kurz zuvor", "PAST_REF"),
        ("Bald wird gewählt.", "Bald", "FUTURE_REF"),
        ("Demnächst wird gewählt.", "Demnächst", "FUTURE_REF"),
        ("In Zukunft prüft der Bezirk.", "Zukunft", "FUTURE_REF"),
        ("Künftig prüft der Bezirk.", "Künftig", "FUTURE_REF"),
        ("Kurz darauf fiel der Strom aus.", "Kurz darauf", "FUTURE_REF"),
    ],
)
def test_a_vague_word(text: str, words: str, value: str) -> None:
    (mention,) = find_dates(text, TUESDAY)
    assert (mention.text, mention.value, mention.edtf) == (words, value, None)
    assert find_events(text, (mention,)) == ()
    assert find_dates(text) == (mention,)


@pytest.mark.parametrize(
    "text",
    [
        "Der Bau wurde früher als geplant fertig.",
        "Früher oder später zahlt der Bezirk.",
        "Das war nun wirklich nicht nötig.",
        "Der Zukunftsrat der Gemeinde Bärwalde lobt sich.",
        "Die Gegenwartskunst steht im Keller.",
        "Die Baldriantropfen wirken.",
    ],
)
def test_words_that_compare_or_compound_are_none(text: str) -> None:
    assert find_dates(text, TUESDAY) == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Heute gehören die Häuser der Stiftung.", "PRESENT_REF"),
        ("Heute wohnt dort niemand mehr.", "PRESENT_REF"),
        ("Die heutige Verwaltung arbeitet anders.", "PRESENT_REF"),
        ("Heute wurde der Vertrag unterschrieben.", "2027-09-14"),
        ("Heute um 17 Uhr schließt das Wahllokal.", "2027-09-14"),
        ("Die heutige Pressekonferenz fällt aus.", "2027-09-14"),
    ],
)
def test_today_is_a_day_only_where_something_happens(text: str, value: str) -> None:
    assert find_dates(text, TUESDAY)[0].value == value
