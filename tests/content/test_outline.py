"""The outline: headings, else numbered sections, else the beginnings of paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.model import Region
from content.outline import outline
from content.regions import find_regions

WITH_HEADINGS = """Radwege im Kreis

1 Bestand

Der Kreis zählt vierzig Kilometer Radweg, davon ist die Hälfte beleuchtet.

2 Ausbau

2.1 Strecken

Bis 2027 sollen zwölf Kilometer dazukommen, vor allem entlang der Bundesstraße.

Kosten und Zuschüsse

Das Land trägt zwei Drittel der Kosten, den Rest zahlen die Gemeinden.
"""
SECTIONS = """Teil A

§ 1 Zweck

Die Satzung regelt die Gebühren der Bücherei.

§ 2 Höhe der Gebühr

Die Gebühr beträgt
12 Euro im Jahr.

Teil B

§ 3 Ausnahmen

3.1 Kinder

Kinder zahlen nichts.
"""


def shown(text: str, regions: tuple[Region, ...] = ()) -> list[tuple[int, str]]:
    return [(heading.level, heading.text) for heading in outline(text, regions).headings]


def test_the_headings_of_a_text_and_how_deep_they_are() -> None:
    found = outline(WITH_HEADINGS, find_regions(WITH_HEADINGS))
    assert found.kind == "headings"
    assert [(heading.level, heading.text) for heading in found.headings] == [
        (1, "Radwege im Kreis"),
        (1, "1 Bestand"),
        (1, "2 Ausbau"),
        (2, "2.1 Strecken"),
        (1, "Kosten und Zuschüsse"),
    ]
    assert all(WITH_HEADINGS.startswith(heading.text, heading.start) for heading in found.headings)


def test_numbered_sections_where_no_headings_are_known() -> None:
    assert outline(SECTIONS).kind == "sections"
    assert shown(SECTIONS) == [
        (1, "Teil A"),
        (2, "§ 1 Zweck"),
        (2, "§ 2 Höhe der Gebühr"),
        (1, "Teil B"),
        (2, "§ 3 Ausnahmen"),
        (3, "3.1 Kinder"),
    ]


def test_a_title_and_a_line_below_it_are_no_outline() -> None:
    text = "Radwege im Kreis\n\nZwölf Kilometer mehr bis 2027\n\nDer Kreis baut.\n\nDas Land zahlt mit."
    regions = (Region("title", 0, 16), Region("title", 18, 47), Region("body", 49, len(text)))
    assert outline(text, regions).kind == "paragraphs"
    assert [words for _level, words in shown(text, regions)] == text.split("\n\n")


def test_the_only_heading_stands_among_the_sections() -> None:
    text = "Satzung\n\n" + SECTIONS
    found = outline(text, (Region("title", 0, 7), Region("body", 9, len(text))))
    assert found.kind == "sections" and found.headings[0].text == "Satzung"


@pytest.mark.parametrize(
    "line",
    [
        "12 Euro kostet es im Jahr.",
        "3 % mehr",
        "1. Die Wege werden gebaut;",
        "2026 wird gebaut,",
        "100 Euro mehr",
    ],
)
def test_numbers_that_open_a_sentence_are_no_sections(line: str) -> None:
    assert outline(f"{line}\n\n{line}\n\n{line}").kind == "paragraphs"


def test_paragraphs_are_told_by_their_first_words() -> None:
    words = "Der Kreis baut in den kommenden Jahren viele Wege und Brücken für den Radverkehr aus, sagt er."
    text = f"\n  {words}\nNoch eine Zeile.\n\n \nKurz.\n"
    found = outline(text)
    assert found.kind == "paragraphs"
    first, second = found.headings
    assert first.text.endswith(" …") and words.startswith(first.text.removesuffix(" …"))
    assert (text[first.start], second.text, text[second.start]) == ("D", "Kurz.", "K")


@pytest.mark.parametrize("text", ["", "\n\n", "  \n \n"])
def test_nothing_has_no_outline(text: str) -> None:
    found = outline(text)
    assert found.headings == () and found.at(0) is None


def test_where_a_place_belongs() -> None:
    found = outline(WITH_HEADINGS, find_regions(WITH_HEADINGS))
    starts = [heading.start for heading in found.headings]
    assert [found.at(start) for start in starts] == [0, 1, 2, 3, 4]
    assert [found.at(start - 1) for start in starts] == [None, 0, 1, 2, 3]
    assert found.at(len(WITH_HEADINGS)) == 4


@given(st.text("ab1.§ \n\tTeil", max_size=60))
def test_entries_are_in_order_and_begin_with_a_word(text: str) -> None:
    found = outline(text, find_regions(text)).headings
    starts = [heading.start for heading in found]
    assert starts == sorted(set(starts))
    assert all(heading.text and text[heading.start : heading.start + 1].strip() for heading in found)
    assert all(heading.level >= 1 for heading in found)
