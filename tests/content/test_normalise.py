"""Characters and lines of a normalised text: what is mended, what stays, and that once is enough."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.formats import Unreadable, read_bytes
from content.formats.blocks import Block, as_item, as_row, compose
from content.normalise import (
    clean,
    ends_with_bullet,
    glue,
    goes_on,
    is_bullet,
    is_closed,
    item_mark,
    leads_on,
    line_ends,
    one_line,
    without_holes,
    without_last_bullet,
)

ODD = "aä\u0308\u0308A \t\n\r\x0b\x0c\x85\u2028\u2029\u00a0\u00ad\u200b\u2009\u3000\ufeff\ufb01\ufb04-.1"


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\x0bb\u2028c\x85d", "a\nb\nc\nd"),
        ("a\x0cb\u2029c", "a\n\nb\n\nc"),
        ("a\r\n\x0cb", "a\n\n\nb"),
    ],
)
def test_line_ends_of_every_kind(raw: str, plain: str) -> None:
    assert line_ends(raw) == plain


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("A\u0308mter", "Ämter"),
        ("Gro\u00dfe", "Große"),
        ("5\u00a0€ \u2009 3\u202f%", "5 € 3 %"),
        ("Amt\t\tBau  Rat", "Amt Bau Rat"),
        ("o\ufb03ziell, \ufb02iegen, \ufb01nden, Sto\ufb00", "offiziell, fliegen, finden, Stoff"),
        ("Melde\u00adamt\u200b \ufeffMoor\u2060hagen", "Meldeamt Moorhagen"),
        ("Melde\u00ad\n  amt und Kreis\u00ac\nrat", "Meldeamt und Kreisrat"),
        ("\u202eAmt\u202c \x1b[0m \u200d", "\u202eAmt\u202c \x1b[0m \u200d"),
    ],
)
def test_clean(raw: str, plain: str) -> None:
    assert clean(raw) == plain


@given(
    st.text(alphabet=st.one_of(st.sampled_from(ODD), st.characters(exclude_categories=("Cs",))), max_size=60)
)
def test_clean_text_is_composed_and_stays_as_it_is(text: str) -> None:
    once = clean(text)
    assert unicodedata.is_normalized("NFC", once)
    assert not set("\r\x0b\x0c\x85\u2028\u2029\t\u00a0\u00ad\u200b\ufeff") & set(once)
    assert "  " not in once
    assert clean(once) == once


@given(st.text(max_size=60))
def test_cleaning_loses_no_letter_or_digit(text: str) -> None:
    def kept(value: str) -> list[str]:
        return [char for char in unicodedata.normalize("NFKD", value) if char.isalnum()]

    assert kept(clean(text)) == kept(text)


@given(st.text(max_size=40))
def test_holes_are_counted_and_filled_one_for_one(text: str) -> None:
    filled, holes = without_holes(text + "\0\ud812")
    assert (len(filled), holes) == (len(text) + 2, text.count("\0") + 2)
    assert without_holes(filled) == (filled, 0)


@pytest.mark.parametrize(
    ("lines", "glued"),
    [
        (("Melde-", "amt"), "Meldeamt"),
        (("Kreis-", "und Stadtrat"), "Kreis- und Stadtrat"),
        (("Kreis-", "oder Stadtrat"), "Kreis- oder Stadtrat"),
        (("Kreis-", "bzw. Stadtrat"), "Kreis- bzw. Stadtrat"),
        (("Kreis-", "/Stadtrat"), "Kreis- /Stadtrat"),
        (("Bund-", "Länder-Vertrag"), "Bund-Länder-Vertrag"),
        (("Moor-", "Hagen"), "Moor-Hagen"),
        (("IT-", "gestützt"), "IT-gestützt"),
        (("A-", "klasse"), "A-klasse"),
        (("der Umbau -", "endlich"), "der Umbau - endlich"),
        (("2026-", "2028"), "2026-2028"),
        (("unter-", "richten und unter-", "stützen"), "unterrichten und unterstützen"),
        (("als-", "ob"), "alsob"),
        (("Melde-", "undine"), "Meldeundine"),
        (("", " Amt ", "", "Rat"), "Amt Rat"),
        ((), ""),
    ],
)
def test_hyphens_that_go_and_hyphens_that_stay(lines: tuple[str, ...], glued: str) -> None:
    assert glue(lines) == glued


def test_one_line_mends_and_cleans() -> None:
    assert one_line(" Umbau der\u00a0Melde-\n stellen \r\n im Mai ") == "Umbau der Meldestellen im Mai"


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("• Archiv", ("-", "Archiv")),
        ("•Archiv", ("-", "Archiv")),
        ("   – Archiv ", ("-", "Archiv")),
        ("12. Archiv", ("12.", "Archiv")),
        ("3) Archiv", ("3)", "Archiv")),
        ("b)\tArchiv", ("b)", "Archiv")),
        ("24. April", None),
        ("1. Mai ist frei", None),
        ("1. Maifeier", ("1.", "Maifeier")),
        ("3. Sept ist", None),
        ("2026. Danach", None),
        ("-5 Grad", None),
        ("–", None),
        ("• ", None),
        ("Bau) Archiv", None),
        ("a.) Archiv", None),
        ("", None),
    ],
)
def test_item_marks(line: str, mark: tuple[str, str] | None) -> None:
    assert item_mark(line) == mark


def test_bullets_alone_and_at_the_end() -> None:
    assert is_bullet(" • ") and not is_bullet("••") and not is_bullet("-") and not is_bullet("")
    assert ends_with_bullet("Archiv • ") and not ends_with_bullet("Archiv -") and not ends_with_bullet("")
    assert without_last_bullet("Archiv • ") == "Archiv" and without_last_bullet("Archiv") == "Archiv"


@pytest.mark.parametrize(
    "line", ["Es endet.", "Ja!“", "(siehe oben.)", "Der Kreis plant:", "Und dann …", "", "»Gut.«*"]
)
def test_closed_lines(line: str) -> None:
    assert is_closed(line)


@pytest.mark.parametrize("line", ["am 24.", "24.", "der Kreis", "am Ende,", "das Amt – "])
def test_open_lines(line: str) -> None:
    assert not is_closed(line)


def test_a_year_at_the_end_closes_a_line() -> None:
    assert is_closed("Es endet 2026.") and is_closed("Es sind 214.")


@pytest.mark.parametrize(
    ("line", "leads"),
    [
        ("das Archiv und", True),
        ("in Moorhagen,", True),
        ("die Melde-", True),
        ("für den", True),
        ("Kreis legt Plan auf", False),
        ("das Archiv -", False),
        ("Fund", False),
        ("", False),
    ],
)
def test_words_after_which_something_must_follow(line: str, leads: bool) -> None:
    assert leads_on(line) is leads


@pytest.mark.parametrize(
    ("line", "following", "width", "on"),
    [
        ("das Archiv", "und die Schalter", 0, True),
        ("Das Archiv öffnet.", "und die Schalter", 0, False),
        ("Das Archiv", "Die Schalter", 0, False),
        ("Das Archiv", "Die Schalter", 70, False),
        ("a" * 60, "Schalter", 70, True),
        ("a" * 64 + ".", "Schalter", 70, True),
        ("a" * 40 + ".", "Schalter", 70, False),
        ("a" * 120, "Schalter", 70, False),
        ("das Archiv", "", 70, False),
        ("", "das Archiv", 70, False),
    ],
)
def test_where_a_paragraph_goes_on(line: str, following: str, width: int, on: bool) -> None:
    assert goes_on(line, following, width) is on


# Blocks to text


def test_blocks_are_parted_by_one_blank_line_and_items_and_rows_by_none() -> None:
    blocks = [
        Block("heading", "Umbau"),
        Block("para", ""),
        Block("para", " Er beginnt. "),
        as_item("-", "Archiv"),
        as_item("-", "  "),
        as_item("-", "Schalter\nam Ufer"),
        as_row(["Amt", "", "5"]),
        as_row(["", ""]),
        as_row(["Rat", "6"]),
        Block("para", "Anzeige", "teaser"),
    ]
    text, known = compose(blocks)
    assert text == "Umbau\n\nEr beginnt.\n\n- Archiv\n- Schalter am Ufer\n\nAmt | | 5\nRat | 6\n\nAnzeige"
    assert known == {0: "title", text.index("Anzeige"): "teaser"}


# Read again

LINES = st.sampled_from(
    [
        "Der Kreis Erlengrund bringt die Akten der Gemeinden in ein Archiv nach Moor-",
        "hagen, das am 24.",
        "April öffnet.",
        "• das Archiv",
        "1) die Schalter",
        "Amt |  | 5",
        "Kreis Erlengrund",
        "04999 Moorhagen",
        "",
        "",
    ]
)


@given(st.lists(LINES, min_size=1, max_size=9))
def test_a_read_text_holds_every_word_in_order_and_no_blank_lines_in_a_row(lines: list[str]) -> None:
    try:
        text = read_bytes("\n".join(lines).encode(), "plan.txt").text
    except Unreadable:
        assert not any(lines)
        return
    assert "\n\n\n" not in text and "  " not in text and text == text.strip()

    def letters(value: str) -> str:
        return "".join(filter(str.isalnum, value))

    assert letters(text) == letters("".join(lines))


PARAGRAPHS = st.sampled_from(
    [
        "Der Kreis Erlengrund bringt die Akten in ein gemeinsames Archiv. Es öffnet am 24. April 2026.",
        "Umbau der Meldestellen",
        "- das Archiv am Ufer\n- die Schalter",
        "1. planen\n2. bauen",
        "Amt | Euro\nArchiv | | 5",
        "Moorhagen, 4. Mai 2026",
        "Kreis Erlengrund\nUferweg 7\n04999 Moorhagen",
        "[03.02.2026] Das Bad öffnet. mehr...",
    ]
)


@given(st.lists(PARAGRAPHS, min_size=1, max_size=8))
def test_a_normalised_text_read_once_more_is_the_same(paragraphs: list[str]) -> None:
    once = read_bytes("\n\n".join(paragraphs).encode(), "plan.txt")
    again = read_bytes(once.text.encode(), "plan.txt")
    assert (again.text, again.regions, again.date) == (once.text, once.regions, once.date)
