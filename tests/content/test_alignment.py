"""Words of two texts aligned, and the letters they are counted in."""

from __future__ import annotations

import unicodedata
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.anchors import alignment
from content.anchors.alignment import Block, align
from content.anchors.letters import Letters

NUMBERS = st.lists(st.integers(0, 5), max_size=40)


def common(old: list[int], new: list[int]) -> int:
    """The length of a longest common subsequence, the plain way."""
    row = [0] * (len(new) + 1)
    for word in old:
        before = row[:]
        for at, other in enumerate(new, 1):
            row[at] = before[at - 1] + 1 if word == other else max(before[at], row[at - 1])
    return row[-1]


@given(NUMBERS, NUMBERS)
def test_blocks_are_equal_words_in_order(old: list[int], new: list[int]) -> None:
    old_end = new_end = 0
    for block in align(array("I", old), array("I", new)):
        assert block.size > 0 and block.old >= old_end and block.new >= new_end
        assert old[block.old : block.old + block.size] == new[block.new : block.new + block.size]
        old_end, new_end = block.old + block.size, block.new + block.size


@given(NUMBERS, NUMBERS)
def test_without_unique_words_as_many_as_possible_are_aligned(old: list[int], new: list[int]) -> None:
    # Every number twice, far from its other half: no phrase is unique, the ends differ.
    old, new = [8, *old, *old, 8], [9, *new, *new, 9]
    monkey = pytest.MonkeyPatch()
    with monkey.context() as patch:
        patch.setattr(alignment, "PHRASES", ())
        assert sum(block.size for block in align(array("I", old), array("I", new))) == common(old, new)


def test_a_unique_phrase_holds_against_more_words_in_another_order() -> None:
    old = [1, 2, 3, 4, 5, 6, 7, 7, 7, 7]
    new = [7, 7, 7, 7, 1, 2, 3, 4, 5, 6]
    assert align(array("I", old), array("I", new)) == [Block(0, 4, 6)]


def test_a_stretch_too_large_for_the_table_stays_unaligned(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = [1, 3, 3, 3, 3, 1], [2, 3, 3, 3, 3, 3, 2]
    assert sum(block.size for block in align(array("I", old), array("I", new))) == 4
    monkeypatch.setattr(alignment, "LARGEST", 10)
    assert align(array("I", old), array("I", new)) == []


# Letters


@pytest.mark.parametrize(
    "text",
    [
        "die Verwaltung prüft",
        "die Verwal-\n    tung prüft",
        "die Ver\u00adwal\u00ad\ntung prüft",
        "die Verwal-\n\n\f\ntung prüft",
        "„Die“ VERWALTUNG – prüft!",
        unicodedata.normalize("NFD", "die Verwaltung prüft"),
    ],
)
def test_one_text_in_many_renderings_has_the_same_words(text: str) -> None:
    assert Letters(text).keys == ["die", "verwaltung", "prüft"]


def test_a_hyphen_that_stays_joins_no_words() -> None:
    assert Letters("Städte-\nund Bund-\nLänder").keys == ["städte", "und", "bund", "länder"]


@given(st.text("aß-ﬁ\u0308\u00ad \nü.", max_size=40))
def test_every_letter_knows_where_it_stands(text: str) -> None:
    letters = Letters(text)
    assert len(letters) == len(letters.all) == letters.at[-1]
    end = 0
    for at in range(len(letters)):
        start, last = letters.start_of(at), letters.end_of(at)
        assert 0 <= start < last <= len(text)
        assert last >= end  # letters of one ligature share their place
        assert letters.within(start, last)[0] <= at < letters.within(start, last)[1]
        end = last


def test_a_stretch_has_the_letters_it_touches() -> None:
    letters = Letters("ein Fluß.")
    assert letters.all == "einfluss"
    assert letters.within(0, 3) == (0, 3)
    assert letters.within(1, 6) == (1, 5)
    assert letters.within(7, 8) == (6, 8)
    assert letters.within(3, 4) == (3, 3)
    assert letters.within(8, 9) == (8, 8)
