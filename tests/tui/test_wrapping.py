"""Wrapped lines: together they are the text, none is too wide, every offset has its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui import cells, render
from tui.wrapping import Wrapping

PIECES = ["Ämter", "Verwaltungsmodernisierung", " ", "  ", "\n", "\n\n", "E-Akte", "„so“", "漢字", "e\u0301",
          "👩\u200d🔬", "☎\ufe0f", "1.–3.", "x" * 50, "ß"]  # fmt: skip
TEXT = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=30).map("".join).map(render.visible)
WIDTH = st.integers(1, 40)


def lines(text: str, width: int) -> list[str]:
    wrapping = Wrapping(text, width)
    return [text[slice(*wrapping.span(line))] for line in range(len(wrapping))]


@given(TEXT, WIDTH)
def test_the_lines_put_together_are_the_text(text: str, width: int) -> None:
    found = lines(text, width)
    assert "".join(found) == text
    assert all(found) or text == ""


@given(TEXT, st.integers(2, 40))
def test_no_line_is_drawn_wider_than_the_width_and_only_blanks_hang_over(text: str, width: int) -> None:
    wrapping = Wrapping(text, width)
    for line in range(len(wrapping)):
        start, end = wrapping.drawn(line)
        assert cells.cells(text[start:end]) <= width
        assert not text[end : wrapping.span(line)[1]].strip(" \n")


@given(TEXT, WIDTH)
def test_every_offset_has_one_line_and_comes_back(text: str, width: int) -> None:
    wrapping = Wrapping(text, width)
    for offset in range(len(text)):
        line = wrapping.line_of(offset)
        start, end = wrapping.span(line)
        assert start <= offset < end
        assert 0 <= wrapping.column_of(offset) < max(1, width)
        assert wrapping.line_of(wrapping.offset_at(line, wrapping.column_of(offset))) == line


@given(TEXT, st.integers(2, 40))
def test_a_cluster_is_never_torn(text: str, width: int) -> None:
    starts = {start for start, _, _ in cells.clusters(text)}
    wrapping = Wrapping(text, width)
    assert {wrapping.span(line)[0] for line in range(len(wrapping))} <= starts | {0}


@given(TEXT, WIDTH)
def test_a_line_feed_always_ends_its_line(text: str, width: int) -> None:
    assert all("\n" not in line[:-1] for line in lines(text, width))


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 10, [""]),
        ("Rat\n", 10, ["Rat\n"]),
        ("\n\nRat", 10, ["\n", "\n", "Rat"]),
        ("Der Rat tagt heute", 8, ["Der Rat ", "tagt ", "heute"]),
        ("Der Rat\ntagt", 7, ["Der Rat\n", "tagt"]),
        ("Der Rat    \ntagt", 7, ["Der Rat    \n", "tagt"]),
        ("Haushaltsplan", 5, ["Haush", "altsp", "lan"]),
        ("die E-Government-Sache", 12, ["die E-", "Government-", "Sache"]),
        ("2020–2022 und 3–4", 6, ["2020–", "2022 ", "und 3–", "4"]),
        ("漢字漢字", 5, ["漢字", "漢字"]),
        ("Amt 漢字 Amt", 6, ["Amt 漢", "字 Amt"]),
        ("漢a", 1, ["漢", "a"]),
        ("e\u0301e\u0301e\u0301", 2, ["e\u0301e\u0301", "e\u0301"]),
    ],
)
def test_lines_break_where_a_reader_expects(text: str, width: int, expected: list[str]) -> None:
    assert lines(text, width) == expected


def test_narrow_and_wide_wrapping_agree() -> None:
    text = "Der Landtag hat die Verwaltungs- und Funktionalreform beschlossen, 2020–2022, „endlich“.\n" * 5
    for width in (1, 7, 20, 33, 80):
        assert (
            lines(text + "漢", width)[: len(lines(text, width))]
            == lines(text, width)[:-1] + lines(text, width)[-1:]
        )


def test_columns_count_cells() -> None:
    wrapping = Wrapping("漢字 Amt\n", 20)
    assert [wrapping.column_of(offset) for offset in range(7)] == [0, 2, 4, 5, 6, 7, 8]
    assert [wrapping.offset_at(0, column) for column in (0, 1, 2, 3, 4, 7, 8, 99)] == [0, 0, 1, 1, 2, 5, 6, 6]


def test_narrow_characters_are_one_cell_and_printable_and_wide_ones_two() -> None:
    narrow = [chr(code) for code in range(0x10000) if cells.is_narrow(chr(code)) and code != 0x0A]
    assert len(narrow) > 1000
    assert all(cells.cell_len(c) == 1 and (c.isprintable() or c == "\u00a0") for c in narrow)
    first_and_last = [cells.WIDE[index] for index in range(len(cells.WIDE)) if cells.WIDE[index] != "-"]
    assert all(cells.cell_len(c) == 2 and render.visible(c) == c for c in first_and_last)
