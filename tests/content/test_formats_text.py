"""Plain text: encodings, wrapped lines, hyphens, bullets; and Markdown."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.formats import Unreadable, read_bytes
from content.formats.encoding import decode

GERMAN = "Die Gemeinden müssen für Straßen, Brücken und „Ämter“ größere Beträge aufwenden."


def text_of(text: str | bytes, name: str = "x.txt") -> str:
    return read_bytes(text.encode() if isinstance(text, str) else text, name).text


@pytest.mark.parametrize(
    "data",
    [
        GERMAN.encode(),
        codecs.BOM_UTF8 + GERMAN.encode(),
        codecs.BOM_UTF16_LE + GERMAN.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + GERMAN.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + GERMAN.encode("utf-32-le"),
        GERMAN.encode("utf-16-le"),
        GERMAN.encode("utf-16-be"),
        GERMAN.encode("utf-32-le"),
        GERMAN.encode("cp1252"),
    ],
)
def test_every_usual_encoding_is_read(data: bytes) -> None:
    assert text_of(data) == GERMAN


def test_a_guessed_encoding_is_reported() -> None:
    assert "cp1252" in read_bytes(GERMAN.encode("cp1252"), "x.txt").warnings[0]
    assert "no byte-order mark" in read_bytes(GERMAN.encode("utf-16-le"), "x.txt").warnings[0]
    assert read_bytes(GERMAN.encode(), "x.txt").warnings == ()


def test_mixed_bytes_lose_nothing() -> None:
    reading = read_bytes("Größe und ".encode() + "Straße".encode("cp1252") + b" \x81 bleiben.", "x.txt")
    assert reading.text == "Größe und Straße \ufffd bleiben."
    assert "mixes" in reading.warnings[0]


def test_nuls_and_lone_surrogates_are_replaced_and_reported() -> None:
    reading = read_bytes(b"Der Rat\0 tagt heute und beschlie\xc3\x9ft \xed\xa0\x80 etwas.", "x.txt")
    assert reading.text == "Der Rat\ufffd tagt heute und beschließt \ufffd etwas."
    assert any("U+FFFD" in warning for warning in reading.warnings)
    assert (
        read_bytes("Rat \ud800 tagt".encode("utf-16-le", "surrogatepass"), "x.txt").text == "Rat \ufffd tagt"
    )


def test_control_and_bidi_characters_stay() -> None:
    assert text_of("Der \x1b[31mRat\x07 \u202etagt\u202c.") == "Der \x1b[31mRat\x07 \u202etagt\u202c."


@given(st.binary(max_size=300))
def test_decoding_never_fails_but_by_saying_so(data: bytes) -> None:
    try:
        text, _ = decode(data)
    except Unreadable as error:
        assert "binary" in str(error)
    else:
        assert isinstance(text, str)


@given(st.text(max_size=200))
def test_reading_text_is_total_and_stable(text: str) -> None:
    try:
        reading = read_bytes(text.encode("utf-8", "replace"), "x.txt", "text")
    except Unreadable:
        return
    covered = sorted((region.start, region.end) for region in reading.regions)
    assert all(first[1] <= second[0] for first, second in zip(covered, covered[1:], strict=False))
    inside = "".join(reading.text[start:end] for start, end in covered)
    assert "".join(inside.split()) == "".join(reading.text.split())
    assert not any(line != line.rstrip(" \t") for line in reading.text.split("\n"))


WRAPPED = """Die Landkreise haben sich nach langen Beratungen auf ein gemeinsames Ver-
fahren geeinigt, das die Städte- und Gemeindeämter entlasten soll. Es gilt am 24.
April 2026 erstmals, und zwar für alle Bund-
Länder-Programme.
"""


def test_wrapped_lines_and_hyphens_are_mended() -> None:
    assert text_of(WRAPPED) == (
        "Die Landkreise haben sich nach langen Beratungen auf ein gemeinsames Verfahren geeinigt, das die "
        "Städte- und Gemeindeämter entlasten soll. Es gilt am 24. April 2026 erstmals, und zwar für alle "
        "Bund-Länder-Programme."
    )


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("Verwal-", "tung", "Verwaltung"),
        ("Städte-", "und Gemeindetag", "Städte- und Gemeindetag"),
        ("Bund-", "Länder-Kreis", "Bund-Länder-Kreis"),
        ("OZG-", "umsetzung", "OZG-umsetzung"),
        ("Verwal\u00ad", "tung", "Verwaltung"),
    ],
)
def test_hyphens_at_line_ends(first: str, second: str, joined: str) -> None:
    assert text_of(f"Es geht um die {first}\n{second} der Stadt.") == f"Es geht um die {joined} der Stadt."


def test_paragraphs_without_blank_lines_are_told_by_their_short_last_line() -> None:
    line = "Der Kreistag der Nordmark hat in seiner Sitzung über die Ordnung der Ämter beraten"
    text = f"{line} und\nsie beschlossen.\n{line} und\nsie vertagt.\n{line} und\nsie gelobt."
    assert [part.split()[-1] for part in text_of(text).split("\n\n")] == [
        "beschlossen.",
        "vertagt.",
        "gelobt.",
    ]


def test_a_sentence_cut_by_a_page_break_is_joined() -> None:
    cut = "Der Landrat erklärte am Abend, dass die Zusammenlegung der Ämter\n\f\nnoch Jahre dauern werde."
    assert text_of(cut) == cut.replace("\n\f\n", " ")


def test_list_items_have_one_mark_and_consecutive_lines() -> None:
    text = "Der Rat will:\n•\tgute Schulen\n\n• kurze\n  Wege\n– mehr Busse\n\n"
    text += "1. Geld\n2) Zeit\na) Mut\n24. April ist Stichtag."
    assert text_of(text) == (
        "Der Rat will:\n\n- gute Schulen\n- kurze Wege\n- mehr Busse\n"
        "1. Geld\n2) Zeit\na) Mut\n\n24. April ist Stichtag."
    )


def test_bullets_printed_after_their_items_come_first() -> None:
    text = (
        "Beide Kreise haben vereinbart:\n\nEinrichtung einer gemeinsamen Leitstelle für die\n\n"
        "Ämter in Talheim und Bergstadt \n\n•\n\nAusbau der Radwege •\n\nweniger Formulare•\n\n"
        "Der Rat stimmt im Mai ab."
    )
    assert text_of(text) == (
        "Beide Kreise haben vereinbart:\n\n- Einrichtung einer gemeinsamen Leitstelle für die Ämter in "
        "Talheim und Bergstadt\n- Ausbau der Radwege\n- weniger Formulare\n\nDer Rat stimmt im Mai ab."
    )


def test_a_footnote_star_is_no_list() -> None:
    assert text_of("Post an das Amt*\n\n* nur unverschlüsselt") == "Post an das Amt*\n\n* nur unverschlüsselt"


def test_odd_spaces_ligatures_and_decomposed_letters() -> None:
    assert text_of("A\u0308mter\u00a0\u2009prü\u00adfen\ufb01nanzen\u200b.\r\n") == "Ämter prüfenfinanzen."


MARKDOWN = """---
title: Ein Plan
date: 2026-03-04
---
Nordmark

## Mittel für die Ämter

**[06.07.2026] Das Land plant *mehr* Geld.**

24. April ist Stichtag, siehe [das Amt](https://amt.example) und [x@y.example](mailto:x@y.example).

* eins\\*
* zwei
  und mehr
   1. drei

| Jahr | Euro |
|------|------|
| 2026 | 3,5  |

![Foto](bild.png)
Lindenstr. 1\\
01999 Talheim <br> Nordmark
"""


def test_markdown_marks_are_gone() -> None:
    reading = read_bytes(MARKDOWN.encode(), "x.md")
    assert reading.text == (
        "Nordmark\n\nMittel für die Ämter\n\n[06.07.2026] Das Land plant mehr Geld.\n\n"
        "24. April ist Stichtag, siehe das Amt und x@y.example.\n\n- eins*\n- zwei und mehr\n1. drei\n\n"
        "Jahr | Euro\n2026 | 3,5\n\nLindenstr. 1\n01999 Talheim\nNordmark"
    )
    assert (reading.title, reading.title_reason) == ("Ein Plan", "front matter")


def test_markdown_named_txt_is_read_as_markdown() -> None:
    reading = read_bytes(b"## Lage\n\nDer **Rat** tagt.", "x.txt")
    assert (reading.format, reading.text) == ("markdown", "Lage\n\nDer Rat tagt.")
    assert any("Markdown" in warning for warning in reading.warnings)


def test_plain_text_with_stars_and_lines_stays_plain() -> None:
    reading = read_bytes(b"Der Rat * tagt_heute_ nicht.\n- Punkt eins\n- Punkt zwei", "x.txt")
    assert reading.format == "text"
    assert "tagt_heute_" in reading.text
