"""Marks: what each stretch of a text looks like, and what stands in the gutter."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.highlights import NOTHING, SHORT, Highlights, Look, gutter, letter_of, signs


@dataclass(frozen=True)
class Mark:
    start: int
    end: int
    kind: str
    id: str = "m1"
    label: str = ""
    colour: str | None = None
    state: str = "confirmed"


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
            assert (look.demand, look.evidence, look.note) == tuple(
                kind in kinds for kind in ("demand", "evidence", "note")
            )
            assert look.tags == min(2, sum(m.kind == "tag" for m in over))
            assert bool(look.event) == ("event" in kinds)


@given(MARKS, st.integers(0, 49))
def test_the_marks_at_a_place(marks: list[Mark], place: int) -> None:
    found = Highlights(marks, 50).at(place)
    expected = [m for m in marks if 0 <= m.start < 50 and m.start <= place < max(m.end, m.start + 1)]
    assert sorted(map(id, found)) == sorted(map(id, expected))
    assert found == sorted(found, key=lambda m: (m.start, -m.end, m.id))


def test_overlaps_show_without_colour() -> None:
    highlights = Highlights([tag(0, 6), tag(3, 9, "Ämter", "#d7875f")], 20)
    assert [(a, b, look.letter, look.attributes) for a, b, look in highlights.pieces(0, 12)] == [
        (0, 3, "D", "underline"),
        (3, 6, "D", "underline bold"),
        (6, 9, "Ä", "underline"),
        (9, 12, "", ""),
    ]
    assert [look.colour for _, _, look in highlights.pieces(0, 12)] == ["#5f87d7", "#5f87d7", "#d7875f", ""]


@pytest.mark.parametrize(
    ("kind", "state", "attributes", "sign"),
    [
        ("event", "confirmed", "italic", "◆"),
        ("event", "suggested", "italic", "◇"),
        ("evidence", "suspect", "bold", "✓"),
        ("note", "open", "underline", "✎"),
        ("demand", "confirmed", "", "!"),
    ],
)
def test_every_kind_has_its_own_sign(kind: str, state: str, attributes: str, sign: str) -> None:
    pieces = Highlights([Mark(2, 5, kind, state=state)], 9).pieces(0, 9)
    assert pieces[1][2].attributes == attributes
    assert signs(pieces) == (sign, "")


def test_a_confirmed_event_outshines_a_suggested_one() -> None:
    marks = [Mark(0, 4, "event", state="suggested"), Mark(6, 8, "event")]
    assert signs(Highlights(marks, 9).pieces(0, 9)) == ("◆", "")
    assert signs(Highlights(marks, 9).pieces(0, 5)) == ("◇", "")


def test_a_very_long_mark_is_found_everywhere_under_it() -> None:
    long, short = Mark(10, 10 + 3 * SHORT, "demand"), Mark(SHORT, SHORT + 4, "note")
    highlights = Highlights([short, long], 100_000)
    assert highlights.at(SHORT + 1) == [long, short]
    assert highlights.at(10 + 3 * SHORT - 1) == [long]
    assert highlights.at(10 + 3 * SHORT) == []


def test_from_mark_to_mark() -> None:
    highlights = Highlights([Mark(4, 6, "note"), Mark(4, 9, "tag"), Mark(20, 20 + 2 * SHORT, "demand")], 90)
    assert [highlights.next_start(at) for at in (0, 4, 19, 20)] == [4, 20, 20, None]
    assert [highlights.previous_start(at) for at in (4, 5, 21)] == [None, 4, 20]


def test_marks_outside_the_text_are_left_out() -> None:
    highlights = Highlights([Mark(-3, 4, "note"), Mark(9, 12, "note"), Mark(8, 40, "note")], 9)
    assert len(highlights) == 1
    assert highlights.pieces(0, 9)[0] == (0, 8, NOTHING)


@pytest.mark.parametrize(
    ("width", "shown"), [(0, ""), (1, "!"), (2, "D▏"), (3, "!D▏"), (4, "!+D▏"), (6, "!✓✎◆D▏")]
)
def test_the_gutter_holds_what_it_can(width: int, shown: str) -> None:
    assert gutter("!✓✎◆", "D", "▏", width) == shown


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
    assert Look(tags=1, letter="D") == Look("D", "", 1)
