"""Sentences and words of German text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.sentences import sentences, words


def cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text)]


ONE_SENTENCE = [
    "Am 24. April tagt der 8. Landtag zum 3. Mal.",
    "Das gilt z. B. für Ämter, d. h. für Behörden u. a. der Länder.",
    "Gemäß Nr. 17 Abs. 2 i. V. m. Art. 5 ist vgl. S. 12 ff. zu beachten.",
    "Es kostet ca. 3,5 Mio. Euro bzw. 4 Mrd. Kronen, sagte Dr. H. Weiß vom St. Annen-Stift.",
    "Seit dem 1. Januar 2026 gilt § 24 Abs. 4 Nr. 1.",
    "Die Sitzungen am 5., 12. und 19. Mai entfallen.",
    "„Kommt ihr?“ fragte die Bürgermeisterin.",
    "»Das reicht!« rief der Landrat.",
    "Unter www.amt.example/formular.html?a=1 steht ein Vordruck.",
    "Der Kreistag … vertagte sich.",
    "Das Amt sitzt in der Lindenstr. 12 in Talheim.",
    "Kaiser Wilhelm II. Straße und König Johann IV. Platz werden saniert.",
]


@pytest.mark.parametrize("text", ONE_SENTENCE)
def test_abbreviations_ordinals_and_quotes_do_not_end_a_sentence(text: str) -> None:
    assert cut(text) == [text]


TWO_SENTENCES = [
    ("Der Umbau kostet 3 Mio. Euro.", "Die Stadt zahlt."),
    ("Der Umbau kostet rund 3 Mio.", "Die Stadt zahlt."),
    ("Betroffen sind Wasser, Gas usw.", "Das Netz bleibt."),
    ("Der Vertrag endet 2026.", "Danach gilt das Gesetz."),
    ("Das Land liegt auf Platz 4.", "Unser Ziel ist Platz 1."),
    ("„Wir handeln.“", "Der Rat stimmte zu."),
    ("»Es eilt.", "Wir fangen an.«"),
    ("Stimmt das?", "Ja!"),
    ("So viele Anträge ...", "Das dauert."),
    ("Der Plan wird gezogen.", "2027 endet er."),
    ("Der Rat tagte (öffentlich.)", "Er beschloss."),
    ("Maßnahmen dieser Art.", "Die Kommunen warten."),
    ("Das Land zahlt.[3]", "Die Kommunen warten."),
]


@pytest.mark.parametrize(("first", "second"), TWO_SENTENCES)
def test_ends_of_sentences_are_found(first: str, second: str) -> None:
    assert cut(f"{first} {second}") == [first, second]


def test_headings_items_and_paragraphs_end_a_sentence() -> None:
    text = "1. Einleitung\n\nDer Rat fordert:\n- Geld vom Land\n- Die Gemeinden fragen\n2) Zeit\n\nEnde"
    assert cut(text) == [
        "1. Einleitung",
        "Der Rat fordert:",
        "- Geld vom Land",
        "- Die Gemeinden fragen",
        "2) Zeit",
        "Ende",
    ]


def test_an_address_keeps_its_lines_apart() -> None:
    assert cut("Amt Talheim\nLindenstr. 1\n01999 Talheim") == ["Amt Talheim", "Lindenstr. 1", "01999 Talheim"]


def test_a_hard_wrapped_sentence_is_one() -> None:
    text = (
        "Die Landesregierung hat sich mit den Kreisen auf ein\ngemeinsames Verfahren geeinigt, das von der\n"
        "Verwaltung getragen wird."
    )
    assert cut(text) == [text]


def test_only_the_asked_part_is_cut() -> None:
    text = "Eins. Zwei. Drei."
    assert [text[s.start : s.end] for s in sentences(text, 6, 11)] == ["Zwei."]
    assert sentences(text, 6, 6) == []
    assert sentences(" \n\n ") == []


@given(st.text(alphabet="aÄ1. !?\n„“»«-…z", max_size=80))
def test_every_character_that_is_not_blank_is_covered_once(text: str) -> None:
    covered = [0] * len(text)
    previous = 0
    for span in sentences(text):
        assert previous <= span.start < span.end
        assert not text[span.start].isspace() and not text[span.end - 1].isspace()
        previous = span.end
        for at in range(span.start, span.end):
            covered[at] += 1
    assert all(count == 1 for char, count in zip(text, covered, strict=True) if not char.isspace())


def test_words_keep_compounds_decimals_and_dates_whole() -> None:
    text = "Städte- und E-Mail-Netz: 3,5 Mio. am 24.04.2026, Bürger*innen/Ämter, Maßstab."
    assert [text[s.start : s.end] for s in words(text)] == [
        "Städte", "und", "E-Mail-Netz", "3,5", "Mio", "am", "24.04.2026", "Bürger*innen", "Ämter", "Maßstab",
    ]  # fmt: skip
    assert [text[s.start : s.end] for s in words(text, 8, 11)] == ["und"]


def test_a_line_of_a_thousand_full_stops_is_read_once() -> None:
    """Hostile text has a hundred thousand in a line: none may look back to where the line begins."""
    taken = 0

    class Counting(str):
        def __getitem__(self, key: Any) -> str:
            nonlocal taken
            found = str.__getitem__(self, key)
            taken += len(found)
            return found

    text = Counting("Gemäß Abs. Rat " * 1_000)
    assert len(sentences(text)) == 1
    assert 0 < taken < 4 * len(text)
