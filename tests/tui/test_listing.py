"""The desk's title and switcher, the help and histories: rows that fit any width."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from store.changes import AddDemand, AddTag, AttachTags, EditDemand, RemoveDemand, SetVerdict
from store.history import HistoryLine
from store.model import ROLES
from store.review import Review
from tui import cells, render
from tui.arrangement import PANE_NAMES, PANES
from tui.commands import COMMANDS
from tui.commands.base import SCREENS
from tui.commands.motions import MOTIONS
from tui.keymap import Keymap, spelt
from tui.locale import gettext, pgettext, set_language
from tui.panes.rows import ListRow, parts_of
from tui.screens.helping import help_rows, legend
from tui.screens.listing import Listing, history_rows, switcher_parts, title_parts
from tui.signs import REVIEW_SIGNS
from tui.values import field_word

WIDTHS = (0, 1, 2, 3, 7, 8, 10, 14, 15, 16, 17, 24, 31, 40, 59, 60, 79, 80, 119, 120, 200)
HOSTILE = "\x1b]0;neu\x07[/b] 日本語\u200b\u202e\udc9b e\u0301"


@pytest.fixture(autouse=True, params=["de", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Each of these holds in both languages."""
    yield set_language(request.param)
    set_language("en")


def text_of(parts: Sequence[tuple[str, str]]) -> str:
    return "".join(text for text, _style in parts)


def drawn(parts: Sequence[tuple[str, str]], width: int) -> str:
    """What a bar shows of these parts."""
    return render.line([(text, render.style(style)) for text, style in parts], width).text


def row_text(row: ListRow) -> str:
    return " ".join(cell.text for cell in row.cells)


def assert_fits(listing: Listing) -> None:
    """Every row fills every width and no more, and each id is there once."""
    rows, _details = listing
    assert len({row.id for row in rows}) == len(rows)
    for row in rows:
        for width in WIDTHS:
            assert cells.cells(text_of(parts_of(row, width))) == width, (row.id, width)


# The title


@pytest.mark.parametrize("name", ["Busse", "Modernisierung der Verwaltung " * 4, "日本語" * 9, HOSTILE, ""])
@pytest.mark.parametrize("role", ROLES)
def test_the_title_is_as_wide_as_its_line(name: str, role: str) -> None:
    for width in WIDTHS:
        parts = title_parts(name, "anna", role, "2 / 12", width)
        line = drawn(parts, width)
        assert cells.cells(line) == width
        if width >= 24:
            assert cells.cells(render.one_line(text_of(parts))) == width
            assert line.endswith(f" anna ({pgettext('role', role)}) ")


def test_the_title_has_name_progress_and_me_where_there_is_room() -> None:
    text = text_of(title_parts("Busse", "anna", "lead", "2 / 12", 80))
    assert text.startswith(" Busse · 2 / 12  ") and "anna" in text


def test_a_title_without_progress_has_no_dot() -> None:
    assert "·" not in text_of(title_parts("Busse", "anna", "lead", "", 80))


def test_a_long_name_is_cut_and_i_am_not() -> None:
    text = text_of(title_parts("Modernisierung der Verwaltung", "anna", "viewer", "2 / 12", 40))
    assert text.startswith(" Modernisierung") and "… anna (" in text


# The switcher


@pytest.mark.parametrize("focused", PANES)
def test_the_switcher_fits_and_the_focused_pane_stands_out(focused: str) -> None:
    for width in WIDTHS:
        parts = switcher_parts(focused, width)
        assert [bool(style) for _text, style in parts] == [pane == focused for pane in PANES]
        assert [text.split()[0] for text, _style in parts] == list("12345")
        assert cells.cells(drawn(parts, width)) == width
        if width >= 15:
            assert cells.cells(text_of(parts)) <= width


def test_the_switcher_says_whole_names_where_they_fit() -> None:
    whole = switcher_parts("reader", 80)
    assert [text.strip() for text, _style in whole] == [
        f"{number} {pgettext('pane', PANE_NAMES[pane])}" for number, pane in enumerate(PANES, 1)
    ]
    width = cells.cells(text_of(whole))
    assert switcher_parts("reader", width) == whole != switcher_parts("reader", width - 1)


# Help

KEYMAP = Keymap(COMMANDS)
AT_THE_DESK = [command for command in COMMANDS if {*command.panes} & {*PANES}]


@pytest.mark.parametrize("pane", PANES)
def test_help_lists_every_command_once_those_of_the_pane_first(pane: str) -> None:
    rows, _details = help_rows(KEYMAP, pane)
    known = {command.id: command for command in AT_THE_DESK}
    listed = [row.id for row in rows if row.id in known]
    assert sorted(listed) == sorted(known)
    works = [pane in known[name].panes for name in listed]
    assert works == sorted(works, reverse=True)
    others = [f"# {gettext(name)}" for name in ("Signs", "Moving", "In dialogs")]
    headers = [row.id for row in rows if row.header and row.id not in others]
    assert rows[0].header and len(headers) == (1 if all(works) else 2)
    if not all(works):
        at = [row.id for row in rows].index(headers[1])
        assert rows[at + 1].id == listed[works.index(False)]


@pytest.mark.parametrize("pane", [*PANES, *SCREENS])
def test_help_fits_every_width(pane: str) -> None:
    assert_fits(help_rows(KEYMAP, pane))


def test_help_says_keys_label_and_in_full_what_a_command_does() -> None:
    rows, details = help_rows(KEYMAP, "reader")
    by_id = {row.id: row_text(row) for row in rows}
    for command in AT_THE_DESK:
        keys = spelt(command.key)
        assert by_id[command.id] == f"{keys} {gettext(command.label)}"
        assert details[command.id] == KEYMAP.told(gettext(command.help))


@pytest.mark.parametrize("pane", [*PANES, *SCREENS])
def test_what_help_cuts_at_80_columns_it_says_in_full_below(pane: str) -> None:
    """The dialog leaves 69 cells; the details below have three lines of 70."""
    rows, details = help_rows(KEYMAP, pane)
    for row in rows:
        said = text_of(parts_of(row, 69)).split("  ")[0] if row.header else text_of(parts_of(row, 69))
        if "…" in said.replace(REVIEW_SIGNS["in_review"] + " " * 13, ""):
            assert row.cells[-1].text in details[row.id]
            assert "…" not in said[:14], row.id
    assert all(cells.cells(text) <= 3 * 60 for text in details.values())


def test_many_digits_in_a_row_are_spelt_as_such() -> None:
    assert [spelt(keys) for keys in ("0 1 2 3", "1 2", "0 2 4", "l right")] == ["0–3", "1 2", "0 2 4", "l →"]
    assert spelt("shift+right shift+tab f2 ctrl+p alt+enter") == "⇧→ ⇧Tab F2 ^P Alt+⏎"


def test_help_tells_the_moves_of_the_pane_only() -> None:
    for pane in PANES:
        rows, _details = help_rows(KEYMAP, pane)
        ids = [row.id for row in rows]
        moves = [one.id for one in MOTIONS if pane in one.panes]
        at = ids.index(f"# {gettext('Moving')}") + 1
        assert moves and ids[at : at + len(moves)] == moves


def test_help_without_commands_elsewhere_has_no_heading_for_them() -> None:
    everywhere = [command for command in COMMANDS if command.panes == PANES]
    assert len([row for row in help_rows(Keymap(everywhere), "notes")[0] if row.header]) == 2, (
        "keys and signs"
    )


@pytest.mark.parametrize("pane", PANES)
def test_help_explains_every_sign_of_the_pane(pane: str) -> None:
    signs = legend(pane)
    assert signs and all(sign.strip() and meaning for sign, meaning in signs)
    listed = [row_text(row) for row in help_rows(KEYMAP, pane)[0]]
    assert all(f"{sign} {meaning}" in listed for sign, meaning in signs)


# History


@pytest.fixture
def lines() -> list[HistoryLine]:
    review = Review.memory("Busse", "anna")
    review.apply(AddDemand(text="Busse " * 30, topic=HOSTILE.replace("\udc9b", "")))
    review.apply(EditDemand(id="f1", text="Bahnen\nund Busse", topic=None))
    review.apply(
        AddTag(name="\x1b[2J[/b]\u202e日本語"), AttachTags(target="f1", tags=("\x1b[2J[/b]\u202e日本語",))
    )
    review.apply(SetVerdict(demand="f1", answer="partial", reason="nur für 2027"))
    review.apply(RemoveDemand(id="f1"))
    return review.history()


def test_history_fits_every_width(lines: list[HistoryLine]) -> None:
    assert_fits(history_rows(lines))


def test_the_newest_comes_first_and_nothing_is_left_out(lines: list[HistoryLine]) -> None:
    rows, details = history_rows(lines)
    assert [int(row.id.split(".")[0]) for row in rows] == [line.seq for line in reversed(lines)]
    assert [row.cells[1].text for row in rows] == ["anna"] * len(lines)
    assert {row.id: row.cells[2].text for row in rows} == details


def line_of(**more: object) -> HistoryLine:
    given = {
        "seq": 7, "when": "2026-07-04T10:00:00Z", "who": "lea", "do": "verdict.set", "record": "u1",
        "field": "answer", "old": "open", "new": "met",
    }  # fmt: skip
    return HistoryLine(**{**given, **more})  # type: ignore[arg-type]


def only_text(line: HistoryLine) -> str:
    rows, details = history_rows([line])
    return details[rows[0].id]


def test_a_changed_field_shows_both_values_in_words(language: str) -> None:
    words = {"de": "Antwort gegeben u1: Antwort offen → erfüllt", "en": "answer given u1: answer open → met"}
    assert only_text(line_of()) == words[language]


def test_a_field_that_had_nothing_shows_what_it_has_now() -> None:
    assert only_text(line_of(field="reason", old=None, new="weil")).endswith(
        f" u1: {field_word('reason')} = weil"
    )


def test_a_field_that_was_emptied_shows_what_it_had() -> None:
    assert only_text(line_of(field="reason", old="weil", new=None)).endswith(
        f" u1: {field_word('reason')} weil → –"
    )


def test_a_new_record_and_a_deleted_one_are_told_by_name_in_words(language: str) -> None:
    said = {"de": "erfüllt", "en": "met"}[language]
    assert only_text(line_of(field="", old=None, new="f1: met (so)")).endswith(f" u1: f1: {said} (so)")
    assert only_text(line_of(field="", old="f1: met", new=None)).endswith(f" u1: f1: {said}")


def test_no_history_has_no_rows() -> None:
    assert history_rows([]) == ([], {})
