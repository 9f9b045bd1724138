"""Marks that overlap, the caret among them, searching, and the words for dates, counts and states."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.model import ANSWERS, GRADES, ROLES, STANCES
from tests.tui.marks import Mark
from tui import finding, formatting, motion, render, wording
from tui.caret import Caret
from tui.cells import cells
from tui.gutter import gutter, letter_of, signs
from tui.highlights import NOTHING, SHORT, Highlights, Look
from tui.locale import set_language
from tui.signs import ANSWER_SIGNS
from tui.wrapping import Wrapping

TEXT = "Größere Ampeln\n\nDer Kreis baut am 3. Mai 2026 Radwege. Es gibt 2,5 km.\n– Süden\n– Norden\n"

#: The caret only meets text that has been made visible.
VISIBLE = st.text("ab ß\n漢\u0301", max_size=30).map(render.visible)


pytestmark = pytest.mark.usefixtures("german")


def shown(marks: list[Mark], length: int = 20) -> list[tuple[int, int, Look]]:
    return Highlights(marks, length).pieces(0, length)


def beside(pieces: list[tuple[int, int, Look]]) -> tuple[str, str]:
    return signs(look for _start, _end, look in pieces)


# Marks


def test_a_mark_within_a_mark_is_cut_out_of_it() -> None:
    marks = [Mark(2, 12, "demand", "f1"), Mark(4, 6, "evidence", "b1")]
    assert [(start, end, look.signs, look.evidence) for start, end, look in shown(marks)] == [
        (0, 2, set(), False), (2, 4, {"!"}, False), (4, 6, {"!", "✓"}, True), (6, 12, {"!"}, False),
        (12, 20, set(), False),
    ]  # fmt: skip


def test_marks_that_touch_do_not_overlap() -> None:
    highlights = Highlights([Mark(0, 5, id="n1"), Mark(5, 9, id="n2")], 20)
    assert [mark.id for mark in highlights.at(4)] == ["n1"]
    assert [mark.id for mark in highlights.at(5)] == ["n2"]
    assert highlights.at(9) == [] and highlights.touching(5, 5) == []


def test_the_innermost_mark_comes_last() -> None:
    marks = [Mark(4, 6, id="n3"), Mark(0, 20, id="n1"), Mark(4, 10, id="n2"), Mark(4, 10, id="n0")]
    assert [mark.id for mark in Highlights(marks, 20).at(5)] == ["n1", "n0", "n2", "n3"]


def test_an_empty_mark_takes_one_place() -> None:
    assert [(start, end) for start, end, look in shown([Mark(3, 3)]) if look != NOTHING] == [(3, 4)]


def test_three_tags_look_like_two_and_the_first_one_lends_its_colour() -> None:
    tags = [Mark(0, 4, "tag", f"p{n}", label, colour) for n, (label, colour) in enumerate(
        (("Wege/Rad", "#111111"), ("Bahn", "#222222"), ("Schule", None))
    )]  # fmt: skip
    [first, _rest] = shown(tags)
    assert first[2] == Look(letters="RBS", colour="#111111", tags=2)
    assert shown(tags[2:])[0][2] == Look(letters="S", colour="", tags=1)
    assert first[2].attributes == "underline bold"


@pytest.mark.parametrize(
    ("kinds", "attributes", "sign"),
    [
        (["note", "evidence"], "underline bold", "✓✎"),
        (["demand", "event"], "italic", "!◆"),
        (["demand", "evidence", "note", "event"], "underline bold italic", "!✓✎◆"),
        (["tag", "tag", "event"], "underline bold italic", "◆"),
        (["unknown"], "", ""),
        ([], "", ""),
    ],
)
def test_everything_on_a_place_reads_without_colour(kinds: list[str], attributes: str, sign: str) -> None:
    pieces = shown([Mark(0, 20, kind, f"x{n}", "Wege") for n, kind in enumerate(kinds)])
    assert len(pieces) == 1 and pieces[0][2].attributes == attributes
    assert beside(pieces) == (sign, "W" if "tag" in kinds else "")


def test_the_letters_beside_a_line_are_its_tags() -> None:
    pieces = shown([Mark(9, 12, "tag", "p2", "Zweites"), Mark(2, 4, "tag", "p1", "Erstes"), Mark(0, 1)])
    assert beside(pieces) == ("✎", "EZ")
    assert beside(pieces[4:]) == ("", "Z")


@pytest.mark.parametrize("size", [SHORT - 1, SHORT, SHORT + 1, 3 * SHORT])
def test_marks_of_any_size_are_found_at_their_edges(size: int) -> None:
    highlights = Highlights([Mark(7, 7 + size, id="n1"), Mark(7 + size, 9 + size, id="n2")], 5 * SHORT)
    assert [[mark.id for mark in highlights.at(place)] for place in (6, 7, 6 + size, 7 + size, 9 + size)] == [
        [], ["n1"], ["n1"], ["n2"], [],
    ]  # fmt: skip


@given(st.text("!✓✎◆", max_size=4), st.sampled_from(["", "W"]), st.sampled_from(["", "▏"]), st.integers(0, 9))
def test_the_gutter_fills_its_width_exactly(marks: str, letter: str, bar: str, width: int) -> None:
    assert cells(gutter(marks, letter, bar, width)) == width


@pytest.mark.parametrize(
    ("label", "letter"),
    [("Wege", "W"), ("wege/rad", "R"), ("wege/", "W"), ("  größe ", "G"), ("öffentlich", "Ö"), ("!", "#"),
     ("a/b/c", "C"), ("👩", "#"), ("\u0301", "#"), ("3D", "3")],
)  # fmt: skip
def test_the_letter_of_a_tag(label: str, letter: str) -> None:
    assert letter_of(label) == letter


# The caret


def selected(caret: Caret) -> str:
    start, end = caret.selection or (0, 0)
    return caret.text[start:end]


@pytest.mark.parametrize(
    ("grow", "steps"),
    [
        (motion.grown_by_word, ["Kreis", "Kreis baut", "Kreis baut am"]),
        (
            motion.grown_by_sentence,
            [
                "Der Kreis baut am 3. Mai 2026 Radwege.",
                "Der Kreis baut am 3. Mai 2026 Radwege. Es gibt 2,5 km.",
            ],
        ),
        (motion.grown_by_line, ["Der Kreis baut am 3. Mai 2026 Radwege. Es gibt 2,5 km."]),
    ],
)
def test_growing_a_selection_step_by_step(grow: Callable[..., object], steps: list[str]) -> None:
    caret = Caret(TEXT, TEXT.index("reis"))
    for step in steps:
        caret.grow(grow)  # type: ignore[arg-type]
        assert selected(caret) == step
        assert TEXT[caret.offset] == step[-1]


def test_selecting_puts_the_cursor_on_the_last_character() -> None:
    caret = Caret(TEXT)
    caret.select(TEXT.index("Ampeln"), TEXT.index("Ampeln") + 6)
    assert selected(caret) == "Ampeln" and TEXT[caret.offset] == "n"
    caret.step(False)
    assert selected(caret) == "Ampel"
    caret.toggle()
    assert caret.selection is None
    caret.toggle()
    assert selected(caret) == "l"


def test_a_selection_may_be_drawn_backwards() -> None:
    caret = Caret(TEXT, TEXT.index("Ampeln"))
    caret.toggle()
    caret.move_to(0)
    assert selected(caret) == "Größere A"


@pytest.mark.parametrize(("asked", "reached"), [(-5, 0), (0, 0), (10**6, len(TEXT) - 1)])
def test_no_motion_leaves_the_text(asked: int, reached: int) -> None:
    caret = Caret(TEXT, asked)
    assert caret.offset == reached
    caret.move_to(asked)
    assert caret.offset == reached


def test_lines_keep_their_column_until_another_motion() -> None:
    text = "eine lange Zeile hier\nkurz\nnoch eine lange Zeile"
    caret, wrapping = Caret(text, 15), Wrapping(text, 40)
    caret.move_lines(wrapping, 2)
    assert caret.offset == text.index("noch") + 15
    caret.move_lines(wrapping, -1)
    assert text[caret.offset] == "\n"
    caret.step(False)
    caret.move_lines(wrapping, -1)
    assert caret.offset == 3


def test_columns_count_cells_not_code_points() -> None:
    text = "漢字漢字漢字\nabcdefghijkl"
    caret, wrapping = Caret(text, 2), Wrapping(text, 40)
    caret.move_lines(wrapping, 1)
    assert text[caret.offset] == "e"
    caret.move_lines(wrapping, -1)
    assert caret.offset == 2


@pytest.mark.parametrize("cluster", ["e\u0301", "👩\u200d🔬", "o\u0308"])
def test_a_step_takes_a_whole_cluster(cluster: str) -> None:
    text = f"a{cluster}b"
    caret = Caret(text)
    caret.step(True)
    assert caret.offset == 1
    caret.toggle()
    assert selected(caret) == cluster
    caret.step(True)
    assert text[caret.offset] == "b"
    caret.step(False)
    assert caret.offset == 1


@given(VISIBLE, st.lists(st.sampled_from("hjklvws"), max_size=20))
def test_the_selection_always_holds_the_cursor(text: str, keys: list[str]) -> None:
    caret, wrapping = Caret(text), Wrapping(text, 6)
    acts: dict[str, Callable[[], None]] = {
        "h": lambda: caret.step(False),
        "l": lambda: caret.step(True),
        "j": lambda: caret.move_lines(wrapping, 1),
        "k": lambda: caret.move_lines(wrapping, -1),
        "v": caret.toggle,
        "w": lambda: caret.grow(motion.grown_by_word),
        "s": lambda: caret.grow(motion.grown_by_sentence),
    }
    for key in keys:
        acts[key]()
        assert 0 <= caret.offset <= max(0, len(text) - 1)
        if caret.selection is not None:
            start, end = caret.selection
            assert 0 <= start <= caret.offset and end <= len(text)


# Searching


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Größe und Groesse", "größe", ["Größe", "Groesse"]),
        ("Größe und Groesse", "groesse", ["Größe", "Groesse"]),
        ("Größe", "grosse", ["Größe"]),
        ("STRASSE Straße", "straße", ["STRASSE", "Straße"]),
        ("Straße", "STRASSE", ["Straße"]),
        ("Äpfel aepfel Apfel", "äpfel", ["Äpfel", "aepfel"]),
        ("Äpfel aepfel Apfel", "apfel", ["Äpfel", "Apfel"]),
        ("Bauer und Bäuerin", "bäuer", ["Bäuer"]),
        ("neue Wege", "NEUE wege", ["neue Wege"]),
        ("neue\n\n  Wege", "neue wege", ["neue\n\n  Wege"]),
        ("alte Wege, neue Bäder", "wege bäder", ["Wege", "Bäder"]),
        ("alte Wege, neue Bäder", "ab zu", []),
        ("50 % (netto)", "% (netto)", ["% (netto)"]),
        ("a.b", "a?b", []),
        ("[rot]", "[rot]", ["[rot]"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("", "wort", []),
        ("wort", "", []),
        ("wort", " \n ", []),
    ],
)
def test_search_bears_with_case_umlauts_and_breaks(text: str, words: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in finding.find(text, words)] == found


def test_a_phrase_is_preferred_to_its_words() -> None:
    text = "neue Wege, alte Wege, neue Bäder"
    assert [text[start:end] for start, end in finding.find(text, "alte wege")] == ["alte Wege"]


@given(st.text("aäouüößs e.*(\n", max_size=20))
def test_a_text_is_found_in_itself_in_order(text: str) -> None:
    places = finding.find(f"x {text} y {text}", text)
    assert bool(places) == bool(text.split())
    assert all(first[1] <= second[0] for first, second in zip(places, places[1:], strict=False))


# Dates, counts, states


@pytest.mark.parametrize(
    ("edtf", "de", "en"),
    [
        ("2026-04-24", "24. April 2026", "24 April 2026"),
        ("2026-04", "April 2026", "April 2026"),
        ("2026", "2026", "2026"),
        ("../2026-12-31", "bis 31. Dezember 2026", "by 31 December 2026"),
        ("2026-05-01/..", "ab 1. Mai 2026", "from 1 May 2026"),
        ("2026-04-26/2026-04-28", "26.–28. April 2026", "26–28 April 2026"),
        ("2026-04-26/2026-05-03", "26. April – 3. Mai 2026", "26 April – 3 May 2026"),
        ("2026~", "2026 (ungefähr)", "2026 (approximate)"),
        ("2026-05?", "Mai 2026 (unsicher)", "May 2026 (uncertain)"),
        ("2026-04-24%", "24. April 2026 (ungefähr, unsicher)", "24 April 2026 (approximate, uncertain)"),
        ("2026-07/2026-12", "2. Halbjahr 2026", "H2 2026"),
        ("2026-21", "Frühjahr 2026", "spring 2026"),
        ("198X", "1980er Jahre", "1980s"),
        ("", "undatiert", "undated"),
        ("quatsch", "quatsch", "quatsch"),
    ],
)
def test_long_dates_in_both_languages(edtf: str, de: str, en: str) -> None:
    assert formatting.edtf_long(edtf) == de
    set_language("en")
    assert formatting.edtf_long(edtf) == en


@pytest.mark.parametrize(
    ("iso", "de", "en"),
    [
        ("2026-04-04", "04.04.26", "4 Apr 26"),
        ("1999-12-31", "31.12.99", "31 Dec 99"),
        (None, "o. D.", "n.d."),
        ("", "o. D.", "n.d."),
        ("Sommer", "Sommer", "Sommer"),
    ],
)
def test_short_days_in_both_languages(iso: str | None, de: str, en: str) -> None:
    assert formatting.day_short(iso) == de
    set_language("en")
    assert formatting.day_short(iso) == en


def test_moments_are_shown_where_the_reader_is() -> None:
    west = timezone(timedelta(hours=-5))
    assert formatting.moment("2027-01-01T03:05:00Z", west) == "31.12.2026 22:05"
    set_language("en")
    assert formatting.moment("2027-01-01T03:05:00Z", west) == "31 Dec 2026 22:05"


@pytest.mark.parametrize(
    ("count", "de", "en"),
    [(0, "0", "0"), (999, "999", "999"), (1000, "1.000", "1,000"), (-1234, "-1.234", "-1,234")],
)
def test_counts(count: int, de: str, en: str) -> None:
    assert formatting.number(count) == de
    set_language("en")
    assert formatting.number(count) == en


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_answer_has_a_word_a_short_word_and_a_sign_of_its_own(language: str) -> None:
    set_language(language)
    words = [wording.answer_word(answer) for answer in ANSWERS]
    short = [wording.answer_word(answer, short=True) for answer in ANSWERS]
    assert len(set(words)) == len(set(short)) == len(ANSWERS)
    assert all(0 < cells(word) <= 8 for word in short)
    assert set(ANSWERS) == set(ANSWER_SIGNS)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(
    ("word", "values"),
    [
        (wording.review_word, wording.REVIEW),
        (wording.deadline_word, wording.DEADLINE),
        (wording.suggestion_word, wording.SUGGESTION),
    ],
)
def test_short_words_of_states_fit_eight_cells(
    language: str, word: Callable[..., str], values: dict[str, str]
) -> None:
    set_language(language)
    assert len({word(value) for value in values}) == len(values)
    assert all(0 < cells(word(value, short=True)) <= 8 for value in values)


def test_german_words_differ_from_english_ones() -> None:
    said = {}
    for language in ("de", "en"):
        set_language(language)
        tables = ((wording.role_word, ROLES), (wording.stance_word, STANCES), (wording.grade_word, GRADES))
        said[language] = [word(value) for word, values in tables for value in values]
    assert all(de and en and de != en for de, en in zip(said["de"], said["en"], strict=True))


@pytest.mark.parametrize(
    "word",
    [wording.answer_word, wording.review_word, wording.deadline_word, wording.suggestion_word,
     wording.role_word, wording.stance_word, wording.grade_word, wording.flag_word, wording.region_word,
     wording.kind_word],
)  # fmt: skip
def test_what_a_newer_version_wrote_is_shown_as_it_is(word: Callable[[str | None], str]) -> None:
    assert word("erst-morgen") == "erst-morgen"
    assert word(None) == word("") == ""
