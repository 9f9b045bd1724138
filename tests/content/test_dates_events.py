"""Mentions become events: grouped, without silent regions, with a line to read."""

from content.dates import find_dates, find_events
from content.dates.labels import LABEL_LENGTH
from content.model import EventMention, Region

FRIDAY = "2026-04-24"


def events(text: str, *regions: Region) -> tuple[EventMention, ...]:
    return find_events(text, find_dates(text, FRIDAY, regions=regions), regions)


def test_a_range_is_one_event_with_two_spans() -> None:
    text = "Die Klausur dauert vom 26. April bis zum 28. April."
    (event,) = events(text)
    assert [text[span.start : span.end] for span in event.spans] == ["26. April", "28. April"]
    assert event.text == "26. April bis zum 28. April"
    assert event.edtf == "2026-04-26/2026-04-28"
    assert event.reference == FRIDAY


def test_a_date_said_again_in_its_sentence_is_the_same_event() -> None:
    again = "Am 3. Juli 2026, also am 3. Juli 2026, tagt der Rat."
    (event,) = events(again)
    assert len(event.spans) == 2
    assert len(events("Am 3. Juli 2026 tagt der Rat. Am 3. Juli 2026 endet die Frist.")) == 2


def test_vague_words_and_lengths_are_no_events() -> None:
    assert events("Derzeit dauert das drei Wochen, früher dauerte es jahrelang.") == ()


def test_opening_hours_are_no_events() -> None:
    assert events("Das Amt ist von 9 bis 12 Uhr geöffnet.") == ()
    (event,) = events("Die Anhörung ist am 3. Juli 2026, 9 bis 12 Uhr.")
    assert event.edtf == "2026-07-03"


def test_silent_regions_give_none() -> None:
    text = "Am 1. Mai 2026 tagt der Rat.\n\n[02.05.2026] Anderswo wird gewählt."
    found = events(text, Region("body", 0, 28), Region("teaser", 30, len(text)))
    assert [event.edtf for event in found] == ["2026-05-01"]


def test_a_short_sentence_is_its_label() -> None:
    (event,) = events("- **Am *3. Juli 2026* tagt der Rat.**")
    assert event.label == "Am 3. Juli 2026 tagt der Rat"


def test_a_long_sentence_is_cut_near_its_date() -> None:
    text = (
        "Nachdem die Kommission sich über Monate nicht auf eine gemeinsame Fassung einigen konnte, "
        "wurde am 3. Juli 2026 ein Entwurf beschlossen, der die Zuständigkeiten der Landkreise "
        "und der kreisfreien Städte neu ordnet und zum Jahreswechsel in Kraft treten soll."
    )
    label = events(text)[0].label
    assert label.startswith("…wurde am 3. Juli 2026 ein Entwurf beschlossen")
    assert label.endswith("…")
    assert len(label) <= LABEL_LENGTH + 3


def test_a_word_without_blanks_does_not_break_the_label() -> None:
    text = "x" * 300 + " 3. Juli 2026 " + "y" * 300
    (event,) = events(text)
    assert "3. Juli 2026" in event.label


def test_a_bracket_opened_in_an_event_is_closed() -> None:
    (event,) = events("Am vergangenen Freitag (17. April 2026) wurde abgestimmt.")
    assert event.text == "vergangenen Freitag (17. April 2026)"


def test_no_mentions_no_events() -> None:
    assert find_events("Ohne Datum.", (), ()) == ()
