"""Two wordings beside one another: what is marked, what is left out, where something stood that is gone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.comparing import ADDED, GAP, REMOVED, head, inline, sides, tail
from tui.finding import place_between
from tui.wrapping import wrapped

OLD = "Sie stellt dafür\nzwölf Millionen Euro bereit, verteilt auf zwei Jahre."
NEW = "Sie stellt dafür acht  Millionen Euro bereit, verteilt auf zwei Jahre und drei Monate."


def plain(parts) -> str:
    return "".join(text for text, _style in parts)


def test_each_side_marks_what_the_other_has_not() -> None:
    old, new = sides(OLD, NEW, 200)
    assert plain(old) == "Sie stellt dafür [-zwölf-] Millionen Euro bereit, verteilt auf zwei Jahre."
    assert plain(new) == (
        "Sie stellt dafür {+acht+} Millionen Euro bereit, verteilt auf zwei Jahre {+und drei Monate+}."
    )
    assert [text for text, style in old if style == REMOVED] == ["[-zwölf-]"]
    assert [text for text, style in new if style == ADDED] == ["{+acht+}", "{+und drei Monate+}"]


def test_both_in_one_line() -> None:
    assert inline("Frist: 3. Mai", "Frist: 31. Mai") == "Frist: [-3-]{+31+}. Mai"
    assert inline("gleich", "gleich") == "gleich"


def test_of_what_stayed_only_the_words_next_to_a_change_are_kept() -> None:
    long = " ".join(f"wort{number}" for number in range(60))
    text = inline(f"{long} alt {long} drei {long}", f"{long} neu {long} vier {long}", 14)
    assert text == (
        "… wort58 wort59 [-alt-]{+neu+} wort0 wort1 … wort58 wort59 [-drei-]{+vier+} wort0 wort1 …"
    )


def test_a_text_that_stayed_as_it_was_is_not_cut() -> None:
    long = "Wort für Wort " * 40
    assert inline(long, long) == long.strip()


@pytest.mark.parametrize(
    ("text", "length", "begins", "ends"),
    [
        ("kurz", 10, "kurz", "kurz"),
        ("eins zwei drei", 9, "eins zwei …", "… zwei drei"),
        ("Donaudampfschifffahrt", 5, "Donau …", "… fahrt"),
        ("", 5, "", ""),
    ],
)
def test_beginnings_and_ends_are_cut_at_blanks(text: str, length: int, begins: str, ends: str) -> None:
    assert (head(text, length), tail(text, length)) == (begins, ends)


words = st.lists(st.sampled_from(["Land", "Straße", "9,5", "–", "und", "[b]"]), max_size=30).map(" ".join)


@given(words, words)
def test_without_its_marks_a_side_is_its_wording(old: str, new: str) -> None:
    first, second = sides(old, new, 10_000)
    for parts, text in ((first, old), (second, new)):
        bare = "".join(part[2:-2] if style else part for part, style in parts)
        assert bare.split() == text.split()


@given(words, words, st.integers(1, 30))
def test_a_short_form_is_never_longer(old: str, new: str, around: int) -> None:
    assert len(inline(old, new, around)) <= len(inline(old, new, 10_000)) + 2 * len(GAP)


# Where something stood


TEXT = "Vorweg ein Satz. Der Rat hat getagt. Am Ende stand nichts. Der Rat geht heim. Danach ist Ruhe."


@pytest.mark.parametrize(
    ("before", "after", "follows"),
    [
        ("xx Der Rat hat getagt. ", " Am Ende stand nichts. Der Raxx", "Am Ende"),
        ("xx ganz anders ", " Der Rat geht heim. Danax", "Der Rat geht"),
        ("xx Am Ende stand nichts.\n\n", "Alles neu hier jetzt", "Der Rat geht"),
        ("nirgends steht dies so", "und dies auch nicht", "Vorweg"),
        ("", "", "Vorweg"),
    ],
)
def test_what_is_gone_stood_between_its_neighbours(before: str, after: str, follows: str) -> None:
    assert TEXT[place_between(TEXT, before, after) :].startswith(follows)


@pytest.mark.parametrize("near", [0, 600])
def test_of_several_places_the_nearest_is_meant(near: int) -> None:
    text = "Absatz eins. Hier gilt das. " + "Viel dazwischen. " * 30 + "Hier gilt das. Schluss."
    at = place_between(text, "xx Hier gilt das.", "", near)
    assert (at < 100) == (near == 0)


# Lines of several styles


def test_parts_are_wrapped_together_and_keep_their_styles() -> None:
    assert wrapped([("eins zwei ", "dim"), ("drei vier", "bold"), ("", "x")], 9) == [
        [("eins zwei", "dim")],
        [("drei vier", "bold")],
    ]
    assert wrapped([("ab", "dim"), ("cd ef", "bold")], 4) == [
        [("ab", "dim"), ("cd", "bold")],
        [("ef", "bold")],
    ]
    assert wrapped([], 5) == [[]]
