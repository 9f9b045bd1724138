"""Bars and the footer: what is said in one line, and what is left out rather than cut."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.cells import cells
from tui.panes.bars import footer_parts, rows_of

KEYS = [("⏎", "Öffnen"), ("t", "Schlagwort"), ("a", "Notiz"), ("e", "Beleg"), ("?", "Hilfe")]


def shown(width: int) -> str:
    return "".join(text for text, _style in footer_parts(KEYS, width))


def test_the_footer_shows_every_key_where_there_is_room() -> None:
    assert shown(80) == "⏎ Öffnen  t Schlagwort  a Notiz  e Beleg  ? Hilfe"


def test_a_key_that_does_not_fit_is_left_out_whole_and_not_in_silence() -> None:
    assert shown(48) == "⏎ Öffnen  t Schlagwort  a Notiz  …  ? Hilfe"
    assert shown(33) == "⏎ Öffnen  …  ? Hilfe"
    assert shown(19) == "…  ? Hilfe"
    assert shown(7) == "? Hilfe"
    assert shown(6) == ""


@given(st.integers(0, 80))
def test_the_footer_is_never_wider_than_its_line(width: int) -> None:
    assert cells(shown(width)) <= width


def test_keys_stand_out_from_their_labels() -> None:
    assert ("t", "bold") in footer_parts(KEYS, 80)


def test_text_breaks_at_blanks_and_at_line_feeds() -> None:
    assert rows_of("Der Freistaat fördert den Radverkehr.\nJa.", 16) == [
        "Der Freistaat",
        "fördert den",
        "Radverkehr.",
        "Ja.",
    ]


@given(st.text(alphabet="aä ßz\n", max_size=60), st.integers(1, 30))
def test_breaking_loses_no_word(text: str, width: int) -> None:
    assert " ".join(rows_of(text, width)).split() == text.split()
