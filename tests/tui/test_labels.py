"""Labels: as short as can be, none the beginning of another, laid over a line without widening it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.marks import Mark
from tui import render
from tui.cells import cells
from tui.highlights import Highlights
from tui.labels import APART, LETTERS, codes, labelled, laid, places

TEXT = "Ein Satz. Noch einer! Und einer? Ja.\n\nDer Kreis baut Wege. Es gibt Geld."


@pytest.mark.parametrize("count", [0, 1, 9, 26, 27, 51, 52, 300, len(LETTERS) ** 2])
def test_no_label_begins_another_and_none_is_longer_than_it_must_be(count: int) -> None:
    found = codes(count)
    assert len(found) == len(set(found)) == count
    singles = {code for code in found if len(code) == 1}
    assert all(code[0] not in singles for code in found if len(code) == 2)
    assert set(map(len, found)) <= {1, 2}
    if count <= len(LETTERS):
        assert singles == set(found)
    elif count < len(LETTERS) ** 2:
        shorter = len(singles) + 1
        assert shorter + (len(LETTERS) - shorter) * len(LETTERS) < count, "one letter more would not do"


def test_the_home_row_comes_first() -> None:
    assert set(codes(9)) == set("asdfghjkl")
    assert set(code for code in codes(60) if len(code) == 1) >= set("asdfghjkl")


def test_the_nearest_places_have_the_shortest_labels() -> None:
    found = dict(labelled(range(0, 400, 10), 200))
    assert found[200] == "a" and {found[190], found[210]} == {"s", "d"}
    assert len(found[0]) == len(found[390]) == 2
    assert list(found) == sorted(found)


def test_more_places_than_two_letters_tell_apart_leave_the_farthest_without() -> None:
    found = labelled(range(10_000), 0)
    assert len(found) == len(LETTERS) ** 2 and found[-1][0] == len(LETTERS) ** 2 - 1


def test_places_are_sentences_and_marks_that_are_apart() -> None:
    marks = [Mark(a, b, "tag", label="Geld") for a, b in ((2, 9), (14, 16), (11, 12), (60, 70))]
    found = places(TEXT, Highlights(marks, len(TEXT)), 0, len(TEXT))
    assert {0, 10, 14, 22, 33, 38} <= set(found)
    assert 2 not in found and 11 not in found, "too near to a sentence's beginning"
    assert all(b - a >= APART for a, b in zip(found, found[1:], strict=False))


def test_a_sentence_that_began_above_has_no_label() -> None:
    nothing = Highlights((), len(TEXT))
    assert places(TEXT, nothing, 12, 40) == [22, 33, 38]
    assert places("", nothing, 0, 0) == []


@given(
    st.lists(st.text("ab 漢👩\u200d🔬e\u0301", max_size=8).map(render.visible), min_size=1, max_size=4),
    st.sampled_from(["A", "AB"]),
    st.integers(0, 30),
)
def test_a_label_covers_as_many_cells_as_it_has(texts: list[str], label: str, at: int) -> None:
    parts = [(text, number) for number, text in enumerate(texts)]
    width = max(sum(cells(text) for text in texts), 3)
    found = laid(parts, label, at, width, 99)
    assert (label, 99) in found
    line = "".join(text for text, _look in found)
    before = "".join(text for text, _look in found[: found.index((label, 99))])
    assert cells(before) == min(at, width - len(label))
    assert cells(line) <= width


def test_a_label_over_half_of_a_wide_character_leaves_a_blank() -> None:
    assert laid([("漢字", 0)], "A", 0, 4, 1) == [("A", 1), (" 字", 0)]
    assert laid([("漢字", 0)], "A", 1, 4, 1) == [(" ", 0), ("A", 1), ("字", 0)]
    assert laid([("漢字", 0)], "AS", 3, 4, 1) == [("漢", 0), ("AS", 1)]
    assert laid([("ab", 0)], "AS", 5, 9, 1) == [("ab", 0), ("   ", 0), ("AS", 1)]
    assert laid([("ab", 0)], "AS", 0, 1, 1) == [("A", 1), ("b", 0)]
