"""Events and the lines that stand for them: spans, labels, regions, what is left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.dates import find_dates, find_events
from content.dates.edtf import bounds
from content.dates.labels import LABEL_LENGTH
from content.model import SILENT_REGIONS, EventMention, Region, RegionKind

TUESDAY = "2027-09-14"
PLACES = ("Öhrenfeld", "Kämmnitz", "Süßbach", "das Amt Lützen-Au", "der Kreis „Obere Wüme“")


def events(text: str, *regions: Region, reference: str | None = TUESDAY) -> tuple[EventMention, ...]:
    return find_events(text, find_dates(text, reference, regions=regions), regions)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Am 3. Mai 2028 tagt der Beirat.", "Am 3. Mai 2028 tagt der Beirat"),
        ("• Am 3. Mai 2028 tagt der Beirat.", "Am 3. Mai 2028 tagt der Beirat"),
        ("- 3. Mai 2028: Beirat", "3. Mai 2028: Beirat"),
        ("## Beirat am 3. Mai 2028", "Beirat am 3. Mai 2028"),
        ("Am **3. Mai 2028** tagt der _Beirat_.", "Am 3. Mai 2028 tagt der Beirat"),
        ("Am 3. Mai 2028\ntagt   der Beirat.", "Am 3. Mai 2028 tagt der Beirat"),
        ("Vorher war Ruhe. Am 3. Mai 2028 tagt der Beirat. Dann ist Ruhe.", "Am 3. Mai 2028 tagt der Beirat"),
        ("Siehe [Beirat](https://beirat.example) am 3. Mai 2028.", "Siehe Beirat am 3. Mai 2028"),
    ],
)
def test_a_label_is_the_sentence_without_marks(text: str, label: str) -> None:
    assert [event.label for event in events(text)] == [label]


def test_the_last_date_of_a_long_text_takes_along_the_sentence_below_it() -> None:
    text = "3. Mai 2028\n\nDer Beirat tagt im Bootshaus. Es regnet.\n\n" + "Es bleibt ruhig am See.\n\n" * 50
    assert [event.label for event in events(text)] == ["3. Mai 2028 Der Beirat tagt im Bootshaus"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "Und am 3. Mai 2028 wird die neue Schleuse nach Jahren der Planung und trotz hoher Kosten "
            "endlich gebaut.",
            "Am 3. Mai 2028 wird die neue Schleuse nach Jahren der Planung … gebaut",
        ),
        (
            "Der Beirat hat in seiner Sitzung am 3. Mai 2027 mit den Stimmen der Mehrheit die Satzung über "
            "die Liegeplätze beschlossen.",
            "Der Beirat hat in seiner Sitzung am 3. Mai 2027 … beschlossen",
        ),
        (
            "Die Satzung, die der Beirat nach langen Beratungen mit den Vereinen erarbeitet hat, tritt am "
            "1. Juli 2028 in Kraft.",
            "Die Satzung … tritt am 1. Juli 2028 in Kraft",
        ),
        (
            "Das Land begrüßt den Ausbau der beliebten Schule im Ortsteil Langenau, der am 3. Mai 2028 "
            "endlich beginnt.",
            "…Langenau, der am 3. Mai 2028 endlich beginnt",
        ),
        ("- b) bis zum 3. Mai 2028 ein Konzept vorzulegen,", "bis zum 3. Mai 2028 ein Konzept vorzulegen"),
        (
            "Moorstedt (14. September 2027) – Der Beirat hat die Satzung beschlossen.",
            "Der Beirat hat die Satzung beschlossen",
        ),
        ("[14.09.2027] Der Beirat hat die Satzung beschlossen.", "Der Beirat hat die Satzung beschlossen"),
        ("„Am 3. Mai 2028 sind wir fertig.", "Am 3. Mai 2028 sind wir fertig"),
        (
            "Zudem wurde am 3. Mai 2027 eine Gruppe aus Fachleuten der Häfen, der Kammern und der "
            "Hochschulen im Land eingesetzt.",
            "Zudem wurde am 3. Mai 2027 eine Gruppe aus Fachleuten … eingesetzt",
        ),
        (
            "Absatz 2 tritt am 1. Juli 2028 in Kraft, im Übrigen tritt diese Satzung später in Kraft.",
            "Absatz 2 tritt am 1. Juli 2028 in Kraft …",
        ),
        (
            "Ob der Deich am 3. Mai 2028 fertig wird, hängt vom Wetter und von der Lieferung der Steine ab.",
            "Ob der Deich am 3. Mai 2028 fertig wird, hängt vom Wetter …",
        ),
        (
            "And by 3 May 2028 all of the schools should be connected to the network, which the ministry has "
            "promised again and again.",
            "By 3 May 2028 all of the schools should be connected to the network …",
        ),
    ],
)
def test_a_label_says_what_happens(text: str, label: str) -> None:
    assert [event.label for event in events(text)] == [label]


@pytest.mark.parametrize("before", [0, 1, 5, 12, 25, 60])
@pytest.mark.parametrize("after", [0, 1, 5, 12, 25, 60])
def test_a_label_holds_its_date_and_stays_short(before: int, after: int) -> None:
    text = "Wir prüfen " + "lange Akten, " * before + "am 3. Mai 2028" + " und danach Belege" * after + "."
    (event,) = events(text)
    assert "3. Mai 2028" in event.label
    assert len(event.label) <= LABEL_LENGTH + 3
    assert "\n" not in event.label


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        ("Die Schau läuft vom 3. bis 9. Mai 2028.", "3. bis 9. Mai 2028", "2028-05-03/2028-05-09"),
        ("Die Schau läuft bis 9. Mai 2028.", "9. Mai 2028", "../2028-05-09"),
        ("Die Schau läuft ab Mai 2028.", "Mai 2028", "2028-05/.."),
        ("Am Freitag (17. September 2027) läuft sie.", "Freitag (17. September 2027)", "2027-09-17"),
        ("Am 3. Mai 2028, 18 Uhr, läuft sie.", "3. Mai 2028, 18 Uhr", "2028-05-03"),
        ("Am *3. Mai\n2028* läuft sie.", "3. Mai 2028", "2028-05-03"),
    ],
)
def test_the_words_of_an_event(text: str, words: str, edtf: str) -> None:
    assert [(event.text, event.edtf) for event in events(text)] == [(words, edtf)]


@pytest.mark.parametrize("kind", ["title", "body", "list", "teaser", "letterhead", "boilerplate"])
def test_only_regions_that_speak_give_events(kind: RegionKind) -> None:
    text = "Der Beirat tagt am 3. Mai 2028."
    found = events(text, Region(kind, 0, len(text)))
    assert len(found) == (0 if kind in SILENT_REGIONS else 1)


def test_a_label_stays_inside_its_region() -> None:
    text = "Beirat am 3. Mai 2028\nÖffentlich im Saal"
    (event,) = events(text, Region("title", 0, 21), Region("body", 22, len(text)))
    assert event.label == "Beirat am 3. Mai 2028"


def test_each_mention_has_the_region_it_stands_in() -> None:
    text = "2021 gebaut\n2022 geprüft\n2023 verkauft"
    regions = (Region("title", 0, 11), Region("teaser", 25, 38))
    assert [mention.region for mention in find_dates(text, regions=regions)] == ["title", "body", "teaser"]


@pytest.mark.parametrize(
    "text",
    [
        "Das dauert drei Wochen.",
        "Der Beirat tagt jährlich.",
        "Derzeit ruht der Antrag, früher ruhte er auch.",
        "Das Amt hat von 8 bis 12 Uhr offen.",
        "Drucksache 7/2026, § 2024",
        "",
    ],
)
def test_what_has_no_place_on_a_timeline_gives_no_event(text: str) -> None:
    assert events(text) == ()


def test_relative_words_of_an_undated_text_give_no_event_until_it_is_dated() -> None:
    text = "Am Freitag wurde gewählt, im Mai wird gezählt, 2030 wird gefeiert."
    assert [event.edtf for event in events(text, reference=None)] == ["2030"]
    assert [event.edtf for event in events(text)] == ["2027-09-10", "2028-05", "2030"]


def test_an_event_names_the_rule_and_the_reference_it_was_made_with() -> None:
    (relative, absolute) = events("Gestern wurde gewählt. Am 3. Mai 2028 wird gezählt.")
    assert (relative.reference, absolute.reference) == (TUESDAY, None)
    assert relative.rule and absolute.rule and relative.rule != absolute.rule


@given(
    st.lists(st.sampled_from(PLACES), min_size=1, max_size=12), st.sampled_from(["\n", " ", "\n\n", "\n- "])
)
def test_spans_lie_in_the_text_in_order_and_hold_their_words(places: list[str], gap: str) -> None:
    text = gap.join(f"Am {day}. Mai 2028 tagt {place}." for day, place in enumerate(places, 1))
    found = events(text)
    assert [text[e.spans[0].start : e.spans[0].end] for e in found] == [
        f"{day}. Mai 2028" for day in range(1, len(places) + 1)
    ]


@given(st.text("0123456789. –/()„“äöüÄ\n-KWQUhrMaibsEndeJulvomu🙂", max_size=60))
def test_every_event_of_any_text_has_words_a_label_and_bounds(text: str) -> None:
    for event in events(text):
        assert event.text and event.label and event.rule
        assert "\n" not in event.label and len(event.label) <= LABEL_LENGTH + 3
        assert bounds(event.edtf) != (None, None)
        assert all(0 <= span.start < span.end <= len(text) for span in event.spans)
