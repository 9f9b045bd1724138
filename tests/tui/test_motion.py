"""Words, sentences, lines; growing a selection; the caret; searching in the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui import finding, motion, render
from tui.caret import Caret
from tui.wrapping import Wrapping

TEXT = (
    "Lage der Verwaltung\n\nAm 24. April beschloss der Rat das „Bürgerkonto“. Es kostet 3,5 Mio. Euro. "
    "Die E-Akte folgt bis Ende 2027!\n\n– mehr Zeit\n– weniger Berichte\n"
)
ANY = st.text("aä ß.\n!–漢e\u0301", max_size=60).map(render.visible)


def travel(step: Callable[[str, int], int], start: int = 0) -> list[str]:
    """The words at which a motion stops, until it stays where it is."""
    stops, at = [], start
    while (there := step(TEXT, at)) != at:
        at = there
        stops.append(TEXT[at:].split(maxsplit=1)[0] if TEXT[at:].strip() else "END")
    return stops


def test_words_go_forwards_and_back() -> None:
    there = travel(motion.next_word)
    assert there[:8] == ["der", "Verwaltung", "Am", "24.", "April", "beschloss", "der", "Rat"]
    assert "E-Akte" in there and "3,5" in there and there[-1] == "END"
    back = travel(motion.previous_word, len(TEXT) - 1)
    assert back == [*reversed(there[:-1]), "Lage"]


def test_sentences_know_abbreviations_and_list_items() -> None:
    assert travel(motion.next_sentence) == ["Am", "Es", "Die", "–", "–", "END"]
    assert travel(motion.previous_sentence, len(TEXT) - 1) == ["–", "–", "Die", "Es", "Am", "Lage"]


def test_back_from_inside_goes_to_the_beginning_first() -> None:
    inside = TEXT.index("kostet") + 2
    assert motion.previous_word(TEXT, inside) == TEXT.index("kostet")
    assert motion.previous_sentence(TEXT, inside) == TEXT.index("Es kostet")


def test_growing_by_word_rounds_first_and_then_adds() -> None:
    at = TEXT.index("schloss")
    grown = motion.grown_by_word(TEXT, at, at + 1)
    assert TEXT[grown.start : grown.end] == "beschloss"
    grown = motion.grown_by_word(TEXT, grown.start, grown.end)
    assert TEXT[grown.start : grown.end] == "beschloss der"


def test_growing_by_sentence_and_by_line() -> None:
    at = TEXT.index("Bürger")
    one = motion.grown_by_sentence(TEXT, at, at + 3)
    assert TEXT[one.start : one.end] == "Am 24. April beschloss der Rat das „Bürgerkonto“."
    two = motion.grown_by_sentence(TEXT, one.start, one.end)
    assert TEXT[two.start : two.end].endswith("Es kostet 3,5 Mio. Euro.")
    line = motion.grown_by_line(TEXT, at, at + 3)
    assert TEXT[line.start : line.end] == TEXT.split("\n")[2]
    item = motion.grown_by_line(TEXT, line.start, line.end)
    assert TEXT[item.start : item.end].endswith("\n\n– mehr Zeit")


def test_growing_from_a_blank_line_takes_what_follows() -> None:
    at = TEXT.index("\n\n") + 1
    grown = motion.grown_by_sentence(TEXT, at, at + 1)
    assert TEXT[grown.start : grown.end].startswith("Am 24.")


@given(ANY, st.integers(0, 60), st.integers(0, 60))
def test_growing_never_shrinks_a_worded_stretch_and_stays_inside(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    for grow in (motion.grown_by_word, motion.grown_by_sentence, motion.grown_by_line):
        grown = grow(text, start, end)
        assert 0 <= grown.start <= grown.end <= len(text)
        assert grown.end >= end
        assert not text[start : grown.start].strip()


@given(ANY, st.integers(0, 60))
def test_motions_stay_in_the_text_and_end(text: str, offset: int) -> None:
    at = min(offset, max(0, len(text) - 1))
    for step in (motion.next_word, motion.next_sentence):
        assert at <= step(text, at) <= max(0, len(text) - 1) or not text
    for step in (motion.previous_word, motion.previous_sentence):
        assert 0 <= step(text, at) <= at


def test_a_paragraph_without_end_costs_no_more() -> None:
    text = "wort " * 200_000
    assert motion.next_word(text, 500_000) == 500_005
    assert motion.previous_word(text, 500_000) == 499_995
    assert motion.sentence_at(text, 500_000).start >= 0
    assert motion.next_word(" " * 50_000 + "x", 5) == 50_000


# The caret


def test_the_selection_includes_the_cursor_and_turns_around() -> None:
    caret = Caret(TEXT, 5)
    caret.toggle()
    assert caret.selection == (5, 6)
    caret.move_to(8)
    assert caret.selection == (5, 9)
    caret.move_to(0)
    assert caret.selection == (0, 6)
    caret.toggle()
    assert caret.selection is None


def test_the_selection_takes_whole_clusters() -> None:
    text = "Amt e\u0301 👩\u200d🔬!"
    caret = Caret(text, 4)
    caret.toggle()
    assert caret.selection == (4, 6)
    caret.step(True)
    caret.step(True)
    assert caret.offset == text.index("👩")
    assert caret.selection == (4, len(text) - 1)
    caret.step(False)
    assert caret.offset == 6


def test_lines_keep_the_column_where_they_began() -> None:
    text = "erste lange Zeile\nkurz\ndritte lange Zeile"
    caret, wrapping = Caret(text, 12), Wrapping(text, 40)
    caret.move_lines(wrapping, 1)
    assert caret.offset == text.index("\ndritte")
    caret.move_lines(wrapping, 1)
    assert caret.offset == text.index("dritte") + 12
    caret.move_lines(wrapping, 5)
    caret.move_lines(wrapping, -9)
    assert caret.offset == 12


def test_the_caret_never_leaves_the_text() -> None:
    caret = Caret("", 9)
    for act in (lambda: caret.step(True), lambda: caret.step(False), caret.toggle, lambda: caret.move_to(7)):
        act()
        assert caret.offset == 0
    assert caret.selection == (0, 0)
    caret.grow(motion.grown_by_sentence)
    assert caret.selection == (0, 0)


# Searching


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("bürgerkonto", ["Bürgerkonto"]),
        ("buergerkonto", ["Bürgerkonto"]),
        ("burgerkonto", ["Bürgerkonto"]),
        ("verwaltung am", ["Verwaltung\n\nAm"]),
        ("zeit berichte", ["Zeit", "Berichte"]),
        ("3,5 mio.", ["3,5 Mio."]),
        ("ende.*2027", []),
        ("  ", []),
    ],
)
def test_search_is_literal_and_tolerant(words: str, found: list[str]) -> None:
    assert [TEXT[start:end] for start, end in finding.find(TEXT, words)] == found


def test_search_knows_both_spellings_of_sharp_s() -> None:
    assert finding.find("Straße und Strasse, GROẞ", "strasse") == [(0, 6), (11, 18)]
    assert len(finding.find("Straße und Strasse", "straße")) == 2
    assert len(finding.find("a" * 50_000, "a")) == finding.LIMIT


def test_a_sentence_without_end_is_taken_as_far_as_the_eye_reaches() -> None:
    text = "Wort um Wort " * 80_000
    middle = len(text) // 2
    sentence = motion.sentence_at(text, middle)
    assert sentence.start <= middle < sentence.end and sentence.end - sentence.start < 8 * motion.FAR
    assert middle < motion.next_sentence(text, middle) < len(text) - 1
    assert 0 < motion.previous_sentence(text, middle) < middle
    assert motion.next_sentence(text, len(text) - 5) == len(text) - 1
    assert motion.previous_sentence(text, 5) == 0
