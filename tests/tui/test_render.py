"""Text on its way to the screen: nothing of it is markup or terminal control, and offsets don't move."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from tui import cells, render

HOSTILE = (
    "\x1b]0;Titel\x07 \x1b[2J\x9b31m [/b] [@click=app.quit]hier[/] [link=https://example.org]x[/link] "
    "\u202everkehrt\u202c un\u200bsicht\u00adbar \ufeff\U000e0041 \u3164\u2800 \ud800 a" + "\u0301" * 30
)
ANY = st.text(st.characters(exclude_categories=()), max_size=60)


def harmless(text: str) -> bool:
    return all(c.isprintable() or c in "\u00a0\u200c\u200d" for c in text)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("Größe „Übermaß“ – § 3, 5 €", "Größe „Übermaß“ – § 3, 5 €"),
        ("\x1b[31m", "␛[31m"),
        ("a\tb\r\x00\x7f", "a b␍␀␡"),
        ("\x9b2J\x85", "\ufffd2J␤"),
        ("\u202eabc\u2069", "⇄abc⇄"),
        ("Ver\u00adwal\u200btung\ufeff", "Ver¬wal␣tung␣"),
        ("\U000e0041\udc80", "\ufffd\ufffd"),
        ("\u3164\u115f\u2800", "␣␣␣"),
        ("z.\u202fB. 24.\u00a0April", "z.\u00a0B. 24.\u00a0April"),
        ("\uf0b7 Punkt \ue123", "• Punkt ▯"),
        ("Auf\u200clage 👩\u200d🔬", "Auf\u200clage 👩\u200d🔬"),
        ("a\u200db", "a␣b"),
        ("漢字 ☎", "漢字 ☎"),
    ],
)
def test_everything_odd_gets_a_visible_stand_in(raw: str, shown: str) -> None:
    assert render.visible(raw) == shown


@given(ANY)
def test_visible_keeps_offsets_is_stable_and_leaves_nothing_raw(text: str) -> None:
    shown = render.visible(text)
    assert len(shown) == len(text)
    assert [i for i, c in enumerate(shown) if c == "\n"] == [i for i, c in enumerate(text) if c == "\n"]
    assert harmless(shown.replace("\n", ""))
    assert render.visible(shown) == shown


def test_every_code_point_alone_is_harmless_after_a_letter() -> None:
    text = "".join(f"a{chr(code)}" for code in range(0x30000) if code != 0x0A)
    shown = render.visible(text)
    assert len(shown) == len(text)
    assert harmless(shown)
    assert all(unicodedata.category(c) not in {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"} for c in set(shown))


@pytest.mark.parametrize("mark", ["\u0301", "\u200d", "\ufe0f", "\u200c", "\u1161"])
def test_a_heap_of_marks_is_cut_to_four(mark: str) -> None:
    shown = render.visible("ä" + mark * 1000 + "b")
    assert shown.count(mark) <= 4
    assert cells.cells(shown) > 900


def test_a_mark_without_a_letter_becomes_a_dot() -> None:
    assert render.visible("\u0301a\n\u0301b") == "·a\n·b"


def test_an_endless_chain_of_joined_characters_is_cut() -> None:
    family = "👨" + "\u200d👩" * 500
    assert cells.cells(render.visible(family)) > 500
    assert render.visible("👨\u200d👩\u200d👧\u200d👦") == "👨\u200d👩\u200d👧\u200d👦"


def test_content_is_the_text_itself_and_never_markup() -> None:
    shown = render.content("[b]fett[/b] [/x] [@click=app.quit]los", "bold")
    assert shown.plain == "[b]fett[/b] [/x] [@click=app.quit]los"
    assert [span.style for span in shown.spans] == ["bold"]
    assert render.contents(("eins ", ""), ("[/b]\x1b", "italic")).plain == "eins [/b]␛"


def test_plain_is_one_short_line() -> None:
    assert render.plain("  Bericht\n\n zur\tLage\x1b[0m ") == "Bericht zur Lage␛[0m"
    assert render.plain("Verwaltungsmodernisierung", 10) == "Verwaltun…"
    assert cells.cells(render.plain("漢" * 500)) <= 200


@given(st.lists(ANY, max_size=4), st.integers(0, 30))
def test_a_line_has_exactly_its_width(texts: list[str], width: int) -> None:
    strip = render.line([(text, Style()) for text in texts], width)
    assert strip.cell_length == width == sum(segment.cell_length for segment in strip)
    assert harmless(strip.text)


def test_a_line_is_cut_with_an_ellipsis_and_filled_with_its_own_style() -> None:
    assert render.line([("Haushalt", Style()), ("splan", Style(bold=True))], 10).text == "Haushalts…"
    assert render.line([("漢字", Style())], 3).text == "漢…"
    filled = list(render.line([("Amt", Style())], 5, Style(reverse=True)))
    assert filled[-1] == Segment("  ", Style(reverse=True))


@given(ANY, st.integers(0, 20), st.sampled_from(["left", "right"]))
def test_fit_gives_exactly_the_width(text: str, width: int, align: str) -> None:
    assert cells.cells(cells.fit(render.one_line(text), width, align)) == width


@given(ANY)
def test_clusters_cover_the_text_and_add_up_to_its_width(text: str) -> None:
    shown = render.one_line(text)
    found = cells.clusters(shown)
    assert "".join(shown[start:end] for start, end, _ in found) == shown
    assert sum(width for _, _, width in found) == cells.cells(shown)


@pytest.mark.parametrize(
    "colour", ["kein Stil", "@click=app.quit", "link https://example.org", "\x1b[31m", "#12"]
)
def test_a_colour_that_is_none_is_ignored(colour: str) -> None:
    assert not render.style(colour)


def test_a_cut_leaves_clusters_whole_or_blank() -> None:
    line = render.line([("ab 👩\u200d🔬 ", Style()), ("漢字", Style(bold=True))], 12)
    shown = {(start, end): render.cropped(line, start, end).text for start in range(12) for end in (5, 8, 12)}
    assert shown[0, 5] == "ab 👩\u200d🔬" and shown[0, 12] == line.text
    assert shown[4, 8] == "  漢" and shown[3, 5] == "👩\u200d🔬" and shown[7, 12] == " 字  "
    assert all(cells.cells(text) == max(0, end - start) for (start, end), text in shown.items())


def test_the_filter_lets_no_control_link_or_action_through() -> None:
    look = Style(bold=True, link="https://example.org", meta={"@click": "app.quit", "offset": (1, 2)})
    segments = [Segment(HOSTILE + "\n", look), Segment("ok", None), Segment("\x1b[2J", None, [(1, 2)])]  # type: ignore[list-item]
    clean = render.SafeFilter().apply(segments, Color(0, 0, 0))
    assert len(clean) == 2
    assert harmless(clean[0].text)
    style = clean[0].style
    assert style is not None and style.bold
    assert not style.link
    assert style.meta == {"offset": (1, 2)}
    assert clean[1] == Segment("ok", None)
