"""Marks: what each stretch of a text looks like, and what stands in the gutter."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.marks import Mark
from tui.gutter import gutter, letter_of, letters_of, signs, width_of
from tui.highlights import NOTHING, SHORT, Highlights, Look, Piece


def beside(pieces: Sequence[Piece]) -> tuple[str, str]:
    """What stands in the gutter beside a line of these pieces."""
    return signs(look for _start, _end, look in pieces)


def tag(start: int, end: int, label: str = "Digitales", colour: str = "#5f87d7") -> Mark:
    return Mark(start, end, "tag", "p1", label, colour)


MARKS = st.lists(
    st.builds(
        Mark,
        st.integers(-5, 60),
        st.integers(-5, 5000),
        st.sampled_from(["tag", "event", "demand", "evidence", "note", "unheard-of"]),
        label=st.text(max_size=3),
        state=st.sampled_from(["suggested", "confirmed"]),
    ),
    max_size=12,
)


@given(MARKS, st.integers(0, 50), st.integers(0, 50))
def test_pieces_cover_the_stretch_and_say_what_covers_each_place(marks: list[Mark], a: int, b: int) -> None:
    start, end = sorted((a, b))
    pieces = Highlights(marks, 50).pieces(start, end)
    assert [p for first, last, _ in pieces for p in range(first, last)] == list(range(start, end))
    for first, last, look in pieces:
        for place in range(first, last):
            over = [m for m in marks if 0 <= m.start < 50 and m.start <= place < max(m.end, m.start + 1)]
            kinds = {m.kind for m in over}
            assert (look.event, look.evidence, look.note) == tuple(
                kind in kinds for kind in ("event", "evidence", "note")
            )
            assert look.tags == min(2, sum(m.kind == "tag" for m in over))
            assert bool(look.signs) == any(m.kind not in ("tag", "unheard-of") for m in over)


@given(MARKS, st.integers(0, 49))
def test_the_marks_at_a_place(marks: list[Mark], place: int) -> None:
    found = Highlights(marks, 50).at(place)
    expected = [m for m in marks if 0 <= m.start < 50 and m.start <= place < max(m.end, m.start + 1)]
    assert sorted(map(id, found)) == sorted(map(id, expected))
    assert found == sorted(found, key=lambda m: (m.start, -m.end, m.id))


def test_overlaps_show_without_colour() -> None:
    highlights = Highlights([tag(0, 6), tag(3, 9, "Ämter", "#d7875f")], 20)
    assert [(a, b, look.letters, look.attributes) for a, b, look in highlights.pieces(0, 12)] == [
        (0, 3, "D", "underline"),
        (3, 6, "DÄ", "underline bold"),
        (6, 9, "Ä", "underline"),
        (9, 12, "", ""),
    ]
    assert [look.colour for _, _, look in highlights.pieces(0, 12)] == ["#5f87d7", "#5f87d7", "#d7875f", ""]


@pytest.mark.parametrize(
    ("marks", "attributes"),
    [
        ([tag(0, 4), tag(4, 8, "Ämter")], [(0, 3, "underline"), (3, 4, ""), (4, 8, "underline")]),
        (
            [tag(0, 4), tag(4, 5), tag(5, 8)],
            [(0, 3, "underline"), (3, 4, ""), (4, 5, ""), (5, 8, "underline")],
        ),
        ([tag(0, 4), tag(5, 8)], [(0, 4, "underline"), (4, 5, ""), (5, 8, "underline")]),
        (
            [tag(0, 8), tag(0, 8, "Ämter"), tag(4, 8, "Bahn")],
            [(0, 3, "underline bold"), (3, 4, "bold"), (4, 8, "underline bold")],
        ),
        (
            [tag(0, 8), Mark(2, 8, "note", id="n1")],
            [(0, 2, "underline"), (2, 8, "underline")],
        ),
        (
            [tag(0, 5), tag(3, 8, "Ämter")],
            [(0, 3, "underline"), (3, 5, "underline bold"), (5, 8, "underline")],
        ),
    ],
)  # fmt: skip
def test_where_one_tag_gives_way_to_another_that_looks_the_same_the_line_breaks(
    marks: list[Mark], attributes: list[tuple[int, int, str]]
) -> None:
    pieces = Highlights(marks, 20).pieces(0, 8)
    assert [(start, end, look.attributes) for start, end, look in pieces] == attributes


@pytest.mark.parametrize(
    ("kind", "state", "attributes", "sign"),
    [
        ("event", "confirmed", "italic", "◆"),
        ("event", "suggested", "italic", "◇"),
        ("evidence", "confirmed", "bold", "✓"),
        ("evidence", "suggested", "bold", "?"),
        ("note", "open", "underline", "✎"),
        ("demand", "confirmed", "", "!"),
        ("demand", "suggested", "", "?"),
    ],
)
def test_every_kind_has_its_own_sign(kind: str, state: str, attributes: str, sign: str) -> None:
    pieces = Highlights([Mark(2, 5, kind, state=state)], 9).pieces(0, 9)
    assert pieces[1][2].attributes == attributes
    assert beside(pieces) == (sign, "")


def test_a_confirmed_event_outshines_a_suggested_one() -> None:
    marks = [Mark(0, 4, "event", state="suggested"), Mark(6, 8, "event")]
    assert beside(Highlights(marks, 9).pieces(0, 9)) == ("◆", "")
    assert beside(Highlights(marks, 9).pieces(0, 5)) == ("◇", "")


@pytest.mark.parametrize(("recheck", "sign"), [("check", "≈"), ("orphan", "†"), ("newer", "?")])
def test_words_that_changed_or_went_come_first_in_the_gutter(recheck: str, sign: str) -> None:
    marks = [Mark(0, 4, "event"), Mark(2, 6, "evidence", recheck=recheck)]
    assert beside(Highlights(marks, 9).pieces(0, 9))[0] in (f"{sign}✓◆", f"✓{sign}◆")
    assert beside(Highlights(marks, 9).pieces(6, 9)) == ("", "")


def test_a_passage_of_several_spans_says_so() -> None:
    marks = [Mark(0, 4, "demand", part=1, parts=2), Mark(6, 8, "demand", part=2, parts=2)]
    assert beside(Highlights(marks, 9).pieces(0, 5)) == ("!⋮", "")


def test_the_letters_of_a_line_are_those_of_its_tags_in_order() -> None:
    marks = [tag(5, 9, "Zeit"), tag(0, 4, "Geld"), tag(3, 7, "Personal"), tag(7, 8, "Geld")]
    assert beside(Highlights(marks, 20).pieces(0, 10)) == ("", "GPZ")
    assert letters_of(["Zeit", "Zug", "Amt/Zeit", "Bad"]) == "ZB"


def test_a_very_long_mark_is_found_everywhere_under_it() -> None:
    long, short = Mark(10, 10 + 3 * SHORT, "demand"), Mark(SHORT, SHORT + 4, "note")
    highlights = Highlights([short, long], 100_000)
    assert highlights.at(SHORT + 1) == [long, short]
    assert highlights.at(10 + 3 * SHORT - 1) == [long]
    assert highlights.at(10 + 3 * SHORT) == []


def test_from_mark_to_mark_of_one_kind() -> None:
    marks = [
        tag(0, 4),
        tag(8, 9, "Zeit"),
        Mark(3, 5, "event", state="suggested"),
        Mark(6, 9, "note", recheck="check"),
    ]
    highlights = Highlights(marks, 90)
    found = {
        stop: list(highlights.starts(stop)) for stop in ("", "tag", "#Zeit", "suggested", "recheck", "demand")
    }
    assert found == {
        "": [0, 3, 6, 8], "tag": [0, 8], "#Zeit": [8], "suggested": [3], "recheck": [6], "demand": [],
    }  # fmt: skip
    assert highlights.counted() == {
        "tag": 2, "#Digitales": 1, "#Zeit": 1, "event": 1, "suggested": 1, "note": 1, "recheck": 1,
    }  # fmt: skip


def test_marks_outside_the_text_are_left_out() -> None:
    highlights = Highlights([Mark(-3, 4, "note"), Mark(9, 12, "note"), Mark(8, 40, "note")], 9)
    assert len(highlights) == 1
    assert highlights.pieces(0, 9)[0] == (0, 8, NOTHING)


@pytest.mark.parametrize(
    ("width", "shown"),
    [(0, ""), (1, "!"), (2, "D▏"), (3, "!D▏"), (4, "!+D▏"), (6, "!✓+D+▏"), (7, "!✓✎◆D+▏")],
)
def test_the_gutter_holds_what_it_can(width: int, shown: str) -> None:
    assert gutter("!✓✎◆", "DKZ", "▏", width) == shown


def test_a_wider_pane_has_a_wider_gutter() -> None:
    assert [width_of(pane) for pane in (1, 7, 8, 24, 50, 70, 200)] == [0, 0, 1, 3, 4, 6, 6]


def test_an_empty_gutter_is_blank() -> None:
    assert [gutter("", "", "", width) for width in (0, 1, 3)] == ["", " ", "   "]
    assert gutter("◆", "", "", 4) == "◆   "


@pytest.mark.parametrize(
    ("label", "letter"),
    [("Digitales/Register", "R"), ("ämter", "Ä"), ("ß", "S"), ("", "#"), ("/", "#"), ("\x1b[2J", "#"),
     ("漢", "#"), ("7 Punkte", "7"), ("\u202ex", "#")],
)  # fmt: skip
def test_the_letter_of_a_tag_is_one_harmless_cell(label: str, letter: str) -> None:
    assert letter_of(label) == letter


def test_looks_that_are_equal_compare_equal() -> None:
    assert Look(tags=1, letters="D") == Look("D", "", 1)
