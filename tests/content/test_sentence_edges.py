"""Where sentences and words of administrative German end, and passages made of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.anchors import CONTEXT, make_passage
from content.model import Span
from content.sentences import sentences, words


def cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Der Kreis zahlt lt. Vertrag u. U. mehr, s. o. bei Nr. 4.",
        "Das regelt § 12 Abs. 3 Satz 2 Nr. 1 Buchst. a des Gesetzes.",
        "Die Sitzung am 3. Februar leitet Prof. Dr. Ina Moosbacher.",
        "Der 2. Bauabschnitt und die 14. Änderung folgen im 3. Quartal.",
        "Vom 1. bis 5. Juni und am 12. Juni bleibt das Amt zu.",
        "Bis zu 1.250.000 Euro, d. h. rd. 3,5 v. H., sind frei.",
        "Die Fa. Moor GmbH & Co. KG baut das Archiv.",
        "Betroffen sind Bus, Bahn usw. in allen Gemeinden.",
        "Im 19. Jh. war der Kreis größer als im Jahr 2026.",
        "Die Stelle ist ca. 2 km vom St. Georgs-Platz entfernt.",
        "Das Amt (vgl. Kap. 3) ist zuständig.",
        "„Das reicht nicht!“, sagte die Landrätin.",
        "Das Portal amt24.example.org zeigt die Version 2.0 an.",
        "Er rief: „Wann öffnet das Archiv?“ und ging.",
        "Die Vertreterin der Abt. III des Hauses kommt.",
        "Unter Az. 12-4 und in Anl. 3 Pos. 7 steht gemäß Buchst. A und Rdnr. 5 nichts.",
    ],
)
def test_one_sentence(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize(
    "pair",
    [
        ("Das Archiv öffnet am 3. Mai.", "Die Schalter bleiben."),
        ("Das gilt ab 2027.", "Der Kreis zahlt."),
        ("Es kostet 3 Mio.", "Das Land zahlt mit."),
        ("Betroffen sind Bus, Bahn etc.", "Die Gemeinden warten."),
        ("Wer zahlt?", "Niemand weiß es!"),
        ("Das reicht nicht!", "2027 wird es mehr."),
        ("„Es ist genug.“", "Damit schloss sie."),
        ("Das Archiv (es liegt am Ufer) öffnet.", "(Der Eintritt ist frei.)"),
        ("Das ist § 12.", "Er gilt."),
        ("Das war alles …", "Danach schwieg er."),
        ("Im Kloster sprach ein Abt.", "Dann öffnete das Archiv."),
        ("Sie kam um 8.", "Es war zu."),
        ("Es gilt Plan B.", "Der Kreis baut."),
        ("Das Amt öffnet.", "– Zwischenruf –"),
    ],
)
def test_two_sentences(pair: tuple[str, str]) -> None:
    assert cut(" ".join(pair)) == list(pair)


@pytest.mark.parametrize("closer", ["“", "”", "«", "»", '"', "’", ")", "]", "“)"])
def test_what_closes_belongs_to_the_sentence_it_closes(closer: str) -> None:
    assert cut(f"Das Archiv öffnet.{closer} Der Kreis zahlt.") == [
        f"Das Archiv öffnet.{closer}",
        "Der Kreis zahlt.",
    ]


def test_marks_of_items_and_headings_are_part_of_them() -> None:
    lines = ["2. Kosten", "- Das Land zahlt.", "a) Der Kreis zahlt.", "§ 4 Archiv", "(1) Es ist offen."]
    assert cut("\n".join(lines)) == lines


def test_an_item_of_two_sentences_is_two() -> None:
    assert cut("- Das Land zahlt. Der Kreis baut.\n- Die Gemeinde schweigt") == [
        "- Das Land zahlt.",
        "Der Kreis baut.",
        "- Die Gemeinde schweigt",
    ]


def test_rows_of_tables_stand_for_themselves() -> None:
    rows = [
        "Archiv am Ufer der Moor in Moorhagen am See | 4,5 Mio. Euro",
        "Schalter in den Gemeinden | 2 Mio. Euro",
    ]
    assert cut("\n".join(rows)) == rows


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        ("Das Archiv öffnet für", "Schulen", True),
        ("Das Archiv", "öffnet bald", True),
        ("Umbau der Meldestellen", "Kreis Erlengrund", False),
        ("Das Archiv öffnet:", "Der Kreis zahlt", False),
        ("Das Archiv öffnet", "- bald", False),
        ("Der Kreistag hat am Dienstag in Moorhagen den Umbau der", "Meldestellen gebilligt", True),
        ("Der Kreistag hat am Dienstag in Moorhagen nach langer Zeit", "Meldestellen gebilligt", True),
    ],
)
def test_a_line_goes_on_in_the_next_where_it_must(first: str, second: str, one: bool) -> None:
    assert len(cut(f"{first}\n{second}")) == (1 if one else 2)


def test_a_blank_line_always_ends_a_sentence() -> None:
    assert cut("Das Archiv und\n\ndie Schalter") == ["Das Archiv und", "die Schalter"]


PIECES = st.sampled_from(
    ["Der Kreis zahlt", "z. B.", "am 3. Mai", "„Ja!“", "Nr. 4", "usw.", "\n- ", "\n\n", "\n", ". ",
     "? ", " … ", " ", "2026.", "(vgl. S. 3)", "Das", "und", "\t", "\u00a0", "Abs.", "3,5 Mio. Euro", "!",
     "«", ")"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=25).map("".join)


@given(TEXTS)
def test_spans_cover_all_that_is_not_blank_once_and_in_order(text: str) -> None:
    spans = sentences(text)
    edges = [edge for span in spans for edge in (span.start, span.end)]
    assert edges == sorted(edges) and all(span.start < span.end for span in spans)
    inside = "".join(text[span.start : span.end] for span in spans)
    assert "".join(inside.split()) == "".join(text.split())
    assert all(part == part.strip() for part in cut(text))


@given(TEXTS)
def test_no_sentence_holds_a_blank_line(text: str) -> None:
    assert not any("\n\n" in part for part in cut(text))


@given(TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_a_part_is_cut_within_its_bounds(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    spans = sentences(text, start, start + length)
    assert all(start <= span.start < span.end <= min(len(text), start + length) for span in spans)
    inside = "".join(text[span.start : span.end] for span in spans)
    assert "".join(inside.split()) == "".join(text[start : start + length].split())


@given(TEXTS)
def test_words_lie_within_sentences(text: str) -> None:
    spans = sentences(text)
    for word in words(text):
        assert any(span.start <= word.start and word.end <= span.end for span in spans)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kreis-Umbau der E-Akte", ["Kreis-Umbau", "der", "E-Akte"]),
        ("1.250,50 Euro um 8:30 Uhr", ["1.250,50", "Euro", "um", "8:30", "Uhr"]),
        ("Bürger*innen und Bürger’s", ["Bürger*innen", "und", "Bürger’s"]),
        ("Städte-/Kreisrat, Ende.", ["Städte", "Kreisrat", "Ende"]),
        ("a\u0301b E‑Akte", ["a\u0301b", "E‑Akte"]),
        ("… – „“", []),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert [text[span.start : span.end] for span in words(text)] == found


# Passages


@given(st.text(min_size=1, max_size=120), st.data())
def test_a_passage_can_be_found_by_its_words_and_context(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    passage = make_passage(text, [Span(start, end)])
    assert text[start - len(passage.prefix) : end + len(passage.suffix)] == (
        passage.prefix + passage.quote + passage.suffix
    )
    assert len(passage.prefix) == min(CONTEXT, start)
    assert len(passage.suffix) == min(CONTEXT, len(text) - end)


@given(st.lists(st.tuples(st.integers(0, 39), st.integers(1, 10)), min_size=1, max_size=8))
def test_spans_of_a_passage_never_touch_and_keep_every_letter(drawn: list[tuple[int, int]]) -> None:
    text = "Der Kreis Erlengrund bringt die Akten ins Archiv."
    chosen = [Span(start, min(len(text), start + length)) for start, length in drawn]
    passage = make_passage(text, chosen)
    kept = {at for span in passage.spans for at in range(span.start, span.end)}
    assert kept == {at for span in chosen for at in range(span.start, span.end)}
    assert all(a.end < b.start for a, b in zip(passage.spans, passage.spans[1:], strict=False))
    assert passage.quote == " ".join(text[span.start : span.end] for span in passage.spans)
    assert make_passage(text, passage.spans) == passage


def test_a_sentence_torn_by_a_letterhead_is_one_passage() -> None:
    text = "Die Landrätin erklärte, der Umbau\n\nUferweg 7\n04999 Moorhagen\n\nbeginne im Mai. Danach"
    halves = ("Die Landrätin erklärte, der Umbau", "beginne im Mai.")
    passage = make_passage(text, [Span(text.index(half), text.index(half) + len(half)) for half in halves])
    assert passage.quote == " ".join(halves)
    assert (passage.prefix, passage.suffix) == ("", " Danach")
