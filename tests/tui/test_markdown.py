"""Notes' Markdown: shown as it is meant, nothing dropped, nothing that could be followed or run."""

from __future__ import annotations

import pytest

from tui import cells
from tui.markdown import MOST, is_plain, lines, plain_lines


def drawn(text: str, width: int = 40) -> list[str]:
    return ["".join(piece for piece, _style in line).rstrip() for line in lines(text, width)]


def style_of(text: str, words: str) -> str:
    return next(style for line in lines(text, 60) for piece, style in line if piece == words)


def test_blocks_stand_apart_and_lists_together() -> None:
    words = "# Stand\n\nNoch **offen**.\nZweite Zeile."
    note = f"{words}\n\n- Land\n  1. Haushalt\n- Kreis\n\n> Zitat\n> weiter\n\nEnde"
    assert drawn(note) == [
        "Stand", "", "Noch offen.", "Zweite Zeile.", "", "• Land", "  1. Haushalt", "• Kreis", "",
        "▏ Zitat", "▏ weiter", "", "Ende",
    ]  # fmt: skip


def test_emphasis_shows_without_colour() -> None:
    note = "ein **fettes**, *schräges*, ~~altes~~ Wort und `Code`"
    assert [style_of(note, word) for word in ("fettes", "schräges", "altes")] == ["bold", "italic", "strike"]
    assert style_of(note, "Code")
    assert "bold" in style_of("## Kopf\n", "Kopf")


def test_long_items_hang_under_their_sign() -> None:
    assert drawn("- Der Kreis hat die Größe der Straßen geprüft", 24) == [
        "• Der Kreis hat die", "  Größe der Straßen", "  geprüft",
    ]  # fmt: skip


def test_a_date_at_the_beginning_of_a_line_stays_that_date() -> None:
    assert drawn("24. April: Sitzung\n3. Mai: Beschluss") == ["24. April: Sitzung", "3. Mai: Beschluss"]


@pytest.mark.parametrize(
    ("note", "shown"),
    [
        ("[Protokoll](https://kreis.example/ä?q=1)", "Protokoll <https://kreis.example/ä?q=1>"),
        ("<https://kreis.example>", "https://kreis.example"),
        ("![Karte](https://kreis.example/k.png)", "[image: Karte] <https://kreis.example/k.png>"),
        ("[x](javascript:alert)", "[x](javascript:alert)"),
        ("<b>fett</b> [@click=app.quit]x[/]", "<b>fett</b> [@click=app.quit]x[/]"),
        ("*a* \x1b]52;c;eA==\x07", "a ␛]52;c;eA==␇"),
        ("[kurz]: https://kreis.example", "[kurz]: https://kreis.example"),
    ],
)
def test_nothing_is_hidden_run_or_followed(note: str, shown: str) -> None:
    assert drawn(note, 60) == [shown]


def test_a_line_of_hyphens_is_a_rule_and_makes_no_heading() -> None:
    assert drawn("Absatz\n---\nweiter") == ["Absatz", "", "─" * 20, "", "weiter"]


def test_code_keeps_its_blanks_and_is_cut_nowhere() -> None:
    assert drawn("```\na  b\n" + "x" * 30 + "\n```", 22) == ["┆ a  b", "┆ " + "x" * 20, "┆ " + "x" * 10]


@pytest.mark.parametrize("note", ["> " * 60 + "tief", "[" * (MOST + 1)])
def test_what_is_too_much_is_shown_as_it_was_typed(note: str) -> None:
    assert "".join(drawn(note, 50)).replace(" ", "") == note.replace(" ", "")


def test_no_line_is_wider_than_there_is_room() -> None:
    note = (
        "- " * 8 + "das Wort 漢字漢字漢字 und `Quelltextquelltext` im Größenvergleich\n\n> - > - tief genug"
    )
    for width in (14, 20, 33):
        assert all(cells.cells(line) <= width for line in drawn(note, width))


def test_plain_notes_need_no_parser() -> None:
    assert is_plain("Für wie lange? Bis 2027 (siehe d1) – 40 Mio. €.\n\nZweiter Absatz.")
    assert (
        drawn("a\n\nb")
        == ["a", "", "b"]
        == ["".join(t for t, _s in line) for line in plain_lines("a\n\nb", 9)]
    )
