"""Sentences that page breaks, letterheads and running heads cut in two."""

from __future__ import annotations

import pytest

from content.demands import find_demands
from content.formats import read_bytes
from content.model import Reading, Span
from content.regions import find_regions
from content.torn import as_read, torn_sentences, words_of

HEAD = "Für die Zukunft der Schulen im Kreis Erlengrund braucht es nach dem Willen der"
FIRST = f"Der Kreistag tagt heute. {HEAD}"
SECOND = "kleinen Gemeinden mehr Geld vom Land. Der Rat stimmt zu."
TORN = f"{HEAD} kleinen Gemeinden mehr Geld vom Land."


def read(*paragraphs: str) -> Reading:
    return read_bytes("\n\n".join(paragraphs).encode(), "x.txt")


def torn(reading: Reading) -> list[str]:
    return [words_of(reading.text, spans) for spans in torn_sentences(reading.text, reading.regions)]


def kind_of(reading: Reading, words: str) -> str:
    at = reading.text.index(words)
    return next(region.kind for region in reading.regions if region.start <= at < region.end)


BREAKS = {
    "a page's number": ("Seite 3 von 12",),
    "a number between dashes": ("- 3 -",),
    "a lone number": ("3",),
    "a running head": ("Haushaltsplan des Kreises",),
    "foot, number and head": ("Landratsamt Erlengrund", "Seite 3", "Haushaltsplan des Kreises"),
    "an address": ("Hausanschrift:\nUferweg 7\n04999 Moorhagen\nTelefon 0399 4711",),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_sentence_cut_by_what_a_page_break_leaves_has_two_spans(name: str) -> None:
    reading = read("Neue Schulen", FIRST, *BREAKS[name], SECOND)
    assert torn(reading) == [TORN]
    assert all(kind_of(reading, part) in ("boilerplate", "letterhead") for part in BREAKS[name])
    (spans,) = torn_sentences(reading.text, reading.regions)
    assert [reading.text[span.start : span.end] for span in spans] == [
        HEAD,
        "kleinen Gemeinden mehr Geld vom Land.",
    ]


def test_lines_without_blank_ones_around_a_page_number() -> None:
    lines = [
        "Für die Zukunft der Schulen im Kreis Erlengrund braucht es nach dem",
        "Willen der Gemeinden und auch nach dem Willen des Kreistags und der",
        "Seite 3 von 12",
        "kleinen Städte am Ufer der Moor bald mehr Geld vom Land und mehr Zeit",
        "für den Bau neuer Häuser. Der Rat stimmt dem zu und bittet um Geduld.",
    ]
    reading = read_bytes("\n".join(lines).encode(), "x.txt")
    assert torn(reading) == [" ".join([*lines[:2], *lines[3:]]).partition(". ")[0] + "."]
    assert kind_of(reading, "Seite 3") == "boilerplate"


def test_running_heads_beside_page_numbers_are_known_by_being_repeated() -> None:
    page = ("Haushaltsplan des Kreises", "Seite {}")
    places = ("Au", "Berg", "Damm", "Eich")
    parts = [f"In {place} steht, was der Kreis im Jahr baut und bezahlt." for place in places]
    reading = read(*(line.format(at) for at, part in enumerate(parts) for line in (part, *page)))
    assert kind_of(reading, "Haushaltsplan") == "boilerplate"
    assert [kind_of(reading, part) for part in parts] == ["body"] * 4


def test_a_sentence_cut_twice_has_three_spans() -> None:
    middle = "Gemeinden am Ufer der Moor und auch nach dem Wunsch vieler Eltern und der"
    reading = read(FIRST, "Seite 3", middle, "Seite 4", SECOND)
    assert torn(reading) == [TORN.replace("der kleinen", f"der {middle} kleinen")]


def test_a_word_cut_by_a_page_break_is_mended_in_the_words() -> None:
    first = "Für die Schulen im Kreis Erlengrund braucht es im kommenden Haus-"
    reading = read(first, "- 7 -", "halt mehr Geld.")
    assert torn(reading) == [
        "Für die Schulen im Kreis Erlengrund braucht es im kommenden Haushalt mehr Geld."
    ]


def test_an_item_goes_on_below_a_paragraph_that_was_moved_between() -> None:
    reading = read(
        "Wir fordern vom Land:",
        "- Geld für die Schulen\n- einen Vertrag, nach dem das Land die Kosten der Meldestellen und",
        "Der Rat dankt allen, die mitgewirkt haben.",
        "der Archive trägt.",
    )
    whole = "einen Vertrag, nach dem das Land die Kosten der Meldestellen und der Archive trägt."
    assert torn(reading) == [f"- {whole}"]
    mention = find_demands(reading.text, reading.regions)[1]
    assert (mention.text, len(mention.spans)) == (whole, 2)
    assert (mention.start, mention.end) == (mention.spans[0].start, mention.spans[1].end)


def test_a_demand_across_a_page_break_is_one_demand_with_two_spans() -> None:
    reading = read("Neue Schulen", FIRST, "Seite 3 von 12", SECOND)
    (mention,) = find_demands(reading.text, reading.regions)
    assert mention.text == TORN
    assert len(mention.spans) == 2


@pytest.mark.parametrize(
    "paragraphs",
    [
        (FIRST.replace("Willen der", "Willen viel."), "Seite 3 von 12", SECOND.capitalize()),
        ("Neue Schulen", FIRST[:24], "Seite 3", SECOND.capitalize()),
        ("- Geld für die Schulen im Kreis Erlengrund und am Ufer\n- Zeit für den Bau", "und mehr Mut."),
        ("Neue Schulen", "Der Rat tagt.", "von Uta Größler", "Er berät."),
    ],
)
def test_whole_sentences_stay_alone(paragraphs: tuple[str, ...]) -> None:
    assert torn(read(*paragraphs)) == []


def test_a_heading_between_two_paragraphs_is_no_page_break() -> None:
    body = "Der Kreistag hat über die Schulen beraten und den Antrag der Gemeinden am Ufer vertagt."
    regions = find_regions(f"{body}\n\nHaushalt\n\n{body}\n\nSchulen\n\n{body}")
    assert [region.kind for region in regions] == ["body", "title", "body", "title", "body"]


def test_a_stretch_is_read_without_what_cuts_its_sentences() -> None:
    torn = [(Span(10, 20), Span(30, 40), Span(50, 60))]
    assert as_read(0, 100, torn) == (Span(0, 20), Span(30, 40), Span(50, 100))
    assert as_read(12, 35, torn) == (Span(12, 20), Span(30, 35))
    assert as_read(30, 40, torn) == torn[0], "a part of a sentence stands for the whole"
    assert as_read(31, 39, torn) == (Span(31, 39),) == as_read(31, 39, [])
    assert as_read(0, 9, torn) == (Span(0, 9),) and as_read(21, 29, torn) == (Span(21, 29),)
