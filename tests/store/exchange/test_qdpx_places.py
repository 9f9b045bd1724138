"""Selections on their words, whatever shifts positions in real projects and however they are named."""

import unicodedata

import pytest

from .conftest import guid, packed, project_xml
from .projects import TEXT, beside, picked, take, taken, words_of
from .test_qdpx_in import code_ref, pick, text_source

pytestmark = pytest.mark.usefixtures("in_this_process")

#: Texts with what shifts positions; each has a word after it that a selection must find.
SHIFTS = {
    "soft hyphens": "Ver\u00adkehr und Haus\u00adhalt: Takt bleibt.",
    "no-break spaces": "4,2\u00a0Mio.\u202f€ für\u2009alle: Takt bleibt.",
    "tabs": "Nr.\tWas\t\tWann\n1\t\tTakt bleibt.",
    "combining marks": "Fu\u0308r Bu\u0308rger und A\u030angstrom: Takt bleibt.",
    "emoji": "👩🏽\u200d💼 und 🏘️: Takt bleibt.",
    "form feeds": "Seite 1\fSeite 2\f\fTakt bleibt.",
    "vertical tabs": "Zeile 1\vZeile 2\v Takt bleibt.",
    "line separators": "Zeile 1\u2028Zeile 2\u2029Takt bleibt.",
    "zero width": "Ort\u200bschaft\ufeff und\u2060: Takt bleibt.",
    "ligatures": "Schi\ufb00fahrt und P\ufb02icht: Takt bleibt.",
    "many blanks": "Wer   zahlt     was:  Takt bleibt.",
    "bidi marks": "\u200eOrt\u200f: Takt bleibt.",
}


@pytest.mark.parametrize("name", ["Takt bleibt.", "", None], ids=["named", "empty", "unnamed"])
@pytest.mark.parametrize("text", SHIFTS.values(), ids=SHIFTS)
def test_words_after_odd_characters_are_found(text, name):
    review, _taken = take(beside(text, picked(text, "Takt bleibt.", name)), files={"sources/a.txt": text})
    assert words_of(review) == ["Takt bleibt."]


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"], ids=["cr", "crlf", "lf"])
@pytest.mark.parametrize("width", [1, 2])
@pytest.mark.parametrize("named", [True, False])
def test_line_ends_count_as_they_fit(end, width, named):
    lines = "Eins ist da.\nZwei geht.\nDrei Räder rollen.\nVier bleibt."
    counted = lines.replace("\n", "\n" * width)
    inner = "".join(picked(counted, word, word if named else None) for word in ("Zwei", "Räder", "Vier"))
    source = beside(lines, inner)
    review, taken = take(source, files={"sources/a.txt": lines.replace("\n", end).encode()})
    assert words_of(review) == ["Räder", "Vier", "Zwei"] and not taken.losses
    assert taken.notices


@pytest.mark.parametrize(
    "name",
    [
        "Der Rat prüft den Ausbau. Die Stadt zahlt",
        "Der Rat prüft den Ausbau.&#13;&#10;Die Stadt zahlt",
        "Der Rat prüft den Ausbau.Die Stadt zahlt",
        "Der Rat prüft den Ausbau.   Die Stadt zahlt",
        "Der Rat prüft …",
        "Der Rat...",
        unicodedata.normalize("NFD", "Der Rat prüft den Ausbau. Die Stadt zahlt"),
        "Der\u00a0Rat prüft den Ausbau. Die Stadt zahlt",
    ],
)
def test_names_say_the_words_whatever_became_of_line_ends(name):
    words = "Der Rat prüft den Ausbau.\nDie Stadt zahlt"
    review, taken = take(text_source(TEXT, picked(TEXT, words, name)))
    assert words_of(review) == [words]
    assert any("1 of 1 names agree" in notice for notice in taken.notices)


def test_a_name_cut_at_two_hundred_letters_still_says_its_words():
    long = " ".join(f"Wort{at}" for at in range(60))
    text = f"😀 Anfang. {long} Ende."
    units = text.encode("utf-16-le")
    at = len(units[: units.index(long.encode("utf-16-le"))]) // 2
    review, _taken = take(text_source(text, pick(at, at + len(long), long[:200], code_ref("Geld"))))
    assert words_of(review) == [long]


def test_each_source_may_count_in_its_own_way_and_that_is_told():
    text = "🏘️ Takt.\n🚌 Busse fahren.\n🚲 Radwege kommen.\n🚌 Halte bleiben.\n"
    words = ("Takt", "Busse fahren", "Radwege", "Halte bleiben")
    sources = ""
    for number, units in enumerate((False, True, False)):
        inner = ""
        for one in words:
            before = text[: text.index(one)]
            at = len(before.encode("utf-16-le")) // 2 if units else len(before)
            inner += pick(at, at + len(one), None, code_ref("Geld"))
        sources += text_source(f"{number}{text[1:]}" if not units else text, inner, f"T{number}")
    review, taken = take(sources)
    assert words_of(review) == sorted(words * 3)
    assert [notice for notice in taken.notices if "“T1”" in notice and "UTF-16" in notice]


@pytest.mark.parametrize(("origin", "words"), [("NVivo 14", "*/"), ("anderes", "/=")])
def test_where_nothing_tells_ways_of_counting_apart_the_usual_one_is_taken_and_told(origin, words):
    source = text_source("😀 -+*/=!", pick(5, 7, None, code_ref("Geld")))
    xml = project_xml(source).replace(b'name="Kreis"', f'name="Kreis" origin="{origin}"'.encode())
    review, found = taken(packed(xml, {}))
    assert words_of(review) == [words]
    assert any("other ways of counting fit as well" in notice for notice in found.notices)


def test_ends_beyond_the_text_and_empty_and_reversed_stretches():
    text = "Der Takt bleibt."
    inner = (
        pick(9, 17, "bleibt.", code_ref("Geld"))
        + pick(4, 4, "", code_ref("Geld"))
        + pick(8, 4, None, code_ref("Geld"))
        + pick(-1, 3, None, code_ref("Geld"))
        + pick(400, 500, "weit weg", code_ref("Geld"))
    )
    review, taken = take(text_source(text, inner))
    assert words_of(review) == ["bleibt."]
    assert sum("outside of its text" in loss for loss in taken.losses) == 4


def test_positions_that_drifted_are_found_by_their_names():
    """A program's own plain text of a formatted source is not in the file: ours has other positions."""
    page = "<html><body><h1>Plan</h1><p>Der Rat prüft.</p><p>Der Rat zahlt den Ausbau.</p></body></html>"
    inner = (
        pick(11, 18, "Der Rat", code_ref("Geld"))
        + pick(32, 39, "Der Rat", code_ref("Geld"))
        + pick(40, 49, "zahlt den", code_ref("Geld"))
    )
    source = f'<TextSource guid="{guid(1)}" name="P" richTextPath="internal://a.html">{inner}</TextSource>'
    review, taken = take(source, files={"sources/a.html": page})
    assert words_of(review) == ["Der Rat", "Der Rat", "zahlt den"]
    assert any("stand where their words are" in notice for notice in taken.notices)


def test_names_that_are_titles_move_nothing():
    inner = picked(TEXT, "zahlt 4 Euro", "Kosten") + picked(TEXT, "Rat", "Die Stadt zahlt")
    inner += picked(TEXT, "Ausbau", "Mein Titel hier") + picked(TEXT, "Euro", "Noch ein Titel")
    review, _taken = take(text_source(TEXT, inner))
    assert words_of(review) == sorted(["zahlt 4 Euro", "Rat", "Ausbau", "Euro"])
