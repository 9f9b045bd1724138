"""Dialogs: what a picker finds, and what keys do in each of the four, in an App of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

from tui.choices import Choice, Picked
from tui.commands import COMMANDS
from tui.keymap import Keymap
from tui.panes.bars import Bar
from tui.panes.choice_rows import NEW, matching, picker_rows
from tui.panes.rowlist import RowList
from tui.panes.rows import Cell, ListRow
from tui.panes.sheet import Sheet
from tui.screens.fields import LineField, TextField
from tui.screens.picking import PickScreen
from tui.screens.pressing import KeyScreen
from tui.screens.showing import ListScreen
from tui.screens.writing import WriteScreen

HOSTILE = "\x1b]0;neu\x07\x1b[2J [/b] [@click=app.quit]weg[/] \u202e\udc9b"

TOPICS = [
    Choice("t1", "Straßenbau"),
    Choice("t2", "Förderung"),
    Choice("t3", "Öffentlicher Nahverkehr", detail="12 Stellen"),
    Choice("t4", "Radverkehr"),
    Choice("t5", "Haushalt", key="h"),
]

ScreenText = Callable[[App[Any]], str]


pytestmark = pytest.mark.usefixtures("german")


@pytest.mark.parametrize("field", [LineField, TextField])
def test_no_cursor_blinks(field: type[Widget]) -> None:
    """A line on which nobody types carries no bytes."""
    assert field().cursor_blink is False  # type: ignore[attr-defined]


def test_there_are_no_other_fields() -> None:
    ours = {one for kind in (Input, TextArea) for one in kind.__subclasses__() if one.__module__[:3] == "tui"}
    assert ours == {LineField, TextField}


# What fits


def found(words: str, choices: Sequence[Choice] = TOPICS) -> list[str]:
    return [choice.id for choice in matching(choices, words)]


@pytest.mark.parametrize("words", ["", "  ", "\t"])
def test_nothing_typed_fits_everything_in_the_given_order(words: str) -> None:
    assert matching(TOPICS, words) == TOPICS


def test_what_nothing_is_called_is_looked_for_in_what_they_do() -> None:
    choices = [Choice("a", "Projekt", help="Das Projekt blind machen."), Choice("b", "Farben", help="Hell.")]
    assert matching(choices, "blind") == choices[:1] and matching(choices, "fa") == choices[1:]


def test_what_contains_the_words_comes_before_what_only_has_the_letters() -> None:
    choices = [
        Choice("loose", "Vergabe ehrlich kehrt"),
        Choice("whole", "Nahverkehr"),
        Choice("none", "Haus"),
    ]
    assert found("verkehr", choices) == ["whole", "loose"]


def test_of_those_that_contain_the_words_the_given_order_holds() -> None:
    assert found("verkehr") == ["t3", "t4"]


def test_of_fuzzy_ones_the_better_comes_first() -> None:
    choices = [Choice("worse", "xaxxbxxcx"), Choice("better", "abx c")]
    assert found("abc", choices) == ["better", "worse"]


@pytest.mark.parametrize(
    ("words", "one"),
    [
        ("FÖRD", "t2"), ("ford", "t2"), ("foerd", "t2"), ("fo\u0308rd", "t2"), ("öffent", "t3"),
        ("oeffent", "t3"), ("straße", "t1"), ("strasse", "t1"), ("STRASSE", "t1"), (" haus ", "t5"),
    ],
)  # fmt: skip
def test_capitals_and_umlauts_make_no_difference(words: str, one: str) -> None:
    assert found(words)[:1] == [one]


@pytest.mark.parametrize("label", ["foerderung", "Forderung", "FÖRDERUNG"])
def test_umlauts_may_be_typed_where_the_name_has_none(label: str) -> None:
    assert found("förd", [Choice("t1", label)]) == ["t1"]


def test_what_has_not_even_the_letters_does_not_fit() -> None:
    assert found("xyz") == []


@given(st.text(max_size=6), st.lists(st.text(max_size=8), max_size=6))
def test_whatever_is_typed_only_given_choices_come_back_each_once(words: str, labels: list[str]) -> None:
    choices = [Choice(str(at), label) for at, label in enumerate(labels)]
    fitting = matching(choices, words)
    assert len({choice.id for choice in fitting}) == len(fitting) <= len(choices)
    assert set(fitting) <= set(choices)


# Rows


def row_ids(words: str, create: bool) -> list[str]:
    return [row.id for row in picker_rows(TOPICS, words, create)]


def test_making_a_new_one_is_offered_last() -> None:
    assert row_ids("rad", create=True) == ["t4", NEW]
    assert picker_rows(TOPICS, " rad ", create=True)[-1].cells[1].text == "neu: rad"


@pytest.mark.parametrize("words", ["", "   "])
def test_nothing_is_made_of_blanks(words: str) -> None:
    assert NEW not in row_ids(words, create=True)


def test_what_there_is_already_is_not_offered_as_new() -> None:
    assert row_ids("Radverkehr", create=True) == ["t4"]
    assert row_ids(" Radverkehr ", create=True) == ["t4"]
    assert row_ids("Radverkeh", create=True) == ["t4", NEW]


def test_nothing_new_where_nothing_may_be_made() -> None:
    assert row_ids("xyz", create=False) == []
    assert row_ids("xyz", create=True) == [NEW]


def test_a_new_one_goes_first_when_no_name_begins_with_it() -> None:
    assert row_ids("verkehr", create=True)[0] == NEW
    choices = [Choice("t9", "Digitales/Netze")]
    assert [row.id for row in picker_rows(choices, "netz", True)] == ["t9", NEW]


def test_a_row_shows_key_label_and_detail() -> None:
    rows = {row.id: [cell.text for cell in row.cells] for row in picker_rows(TOPICS, "", create=False)}
    assert rows["t5"] == ["h", "Haushalt", ""]
    assert rows["t3"] == ["", "Öffentlicher Nahverkehr", "12 Stellen"]


# On the screen


class Host(App[None]):
    """Asks one thing and keeps the answers."""

    ENABLE_COMMAND_PALETTE = False
    keymap = Keymap(COMMANDS)

    def __init__(self, asking: Screen[Any]) -> None:
        super().__init__()
        self.asking = asking
        self.answers: list[Any] = []

    def on_mount(self) -> None:
        self.push_screen(self.asking, self.answers.append)


async def answers_of(asking: Screen[Any], *keys: str) -> list[Any]:
    """What the screen has answered after these keys; [] while it is still there."""
    app = Host(asking)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        assert (app.answers == []) == (app.screen is asking)
    return app.answers


def typed(text: str) -> list[str]:
    return ["space" if sign == " " else sign for sign in text]


def words_of(screen: Screen[Any]) -> list[str]:
    return [bar.text for bar in screen.query(Bar)]


# Picking


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (["enter"], Picked("t1")),
        (["down", "enter"], Picked("t2")),
        (["down", "down", "up", "enter"], Picked("t2")),
        (["pagedown", "enter"], Picked("t5")),
        (["pagedown", "pageup", "enter"], Picked("t1")),
        (["r", "a", "d", "enter"], Picked("t4")),
        (["h"], Picked("t5")),
        (["r", "h", "enter"], Picked("t4")),
        (["x", "escape"], None),
        (["escape"], None),
    ],
)
async def test_one_is_picked(keys: list[str], answer: Picked | None) -> None:
    assert await answers_of(PickScreen("Thema", TOPICS), *keys) == [answer]


async def test_enter_on_nothing_that_fits_does_nothing() -> None:
    assert await answers_of(PickScreen("Thema", TOPICS), "x", "y", "z", "enter") == []


async def test_a_choices_key_counts_again_when_nothing_is_typed_any_more() -> None:
    assert await answers_of(PickScreen("Thema", TOPICS), "x", "backspace", "h") == [Picked("t5")]


async def test_a_new_one_is_made_of_what_is_typed() -> None:
    screen = PickScreen("Thema", TOPICS, create=True)
    assert await answers_of(screen, "space", *typed("R W"), "space", "enter") == [Picked("R W", new=True)]


async def test_an_old_one_goes_before_a_new_one_and_the_new_one_can_be_reached() -> None:
    assert await answers_of(PickScreen("Thema", TOPICS, create=True), *"ra", "enter") == [Picked("t4")]
    assert await answers_of(PickScreen("Thema", TOPICS, create=True), *"rad", "down", "enter") == [
        Picked("rad", new=True)
    ]


async def test_typing_goes_back_to_the_best_choice() -> None:
    assert await answers_of(PickScreen("Thema", TOPICS), "down", "down", "e", "r", "enter") == [
        Picked(found("er")[0])
    ]


async def test_a_picker_without_choices_says_so(screen_text: ScreenText) -> None:
    app = Host(PickScreen("Thema", []))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Thema" in screen_text(app) and "Nichts passt." in screen_text(app)
        await pilot.press("enter", "down", "up", "pagedown")
        assert app.answers == []


def test_what_is_called_so_comes_first_then_what_begins_so_then_words_in_it_then_parts() -> None:
    labels = ("Umordnen", "Neu ordnen", "Ordnen nach Thema", "Ordnen", "O r d n e n", "Ähnlich: Zuordnen")
    choices = [Choice(label, label) for label in labels]
    wanted = ["Ordnen", "Ordnen nach Thema", "Neu ordnen", "Umordnen", "Ähnlich: Zuordnen", "O r d n e n"]
    assert found("ordnen", choices) == wanted
    other = Choice("en", "Filtern", names=("Undo", "change.undo"))
    assert found("undo", [*choices, Choice("x", "Nach Undo"), other]) == ["en", "x"]


# Writing


@pytest.mark.parametrize("lines", [False, True])
async def test_what_is_written_comes_back(lines: bool) -> None:
    assert await answers_of(WriteScreen("Notiz", lines=lines), *typed("Für 1?"), "enter") == ["Für 1?"]


@pytest.mark.parametrize("lines", [False, True])
async def test_writing_goes_on_at_the_end_of_what_is_there(lines: bool) -> None:
    assert await answers_of(WriteScreen("Notiz", "Rad", lines=lines), *"weg", "enter") == ["Radweg"]


@pytest.mark.parametrize("lines", [False, True])
async def test_esc_leaves_what_is_written(lines: bool) -> None:
    assert await answers_of(WriteScreen("Notiz", "Rad", lines=lines), "x", "escape") == [None]


@pytest.mark.parametrize("lines", [False, True])
async def test_nothing_written_is_an_empty_answer_and_no_way_back(lines: bool) -> None:
    assert await answers_of(WriteScreen("Notiz", lines=lines), "enter") == [""]


async def test_f2_breaks_a_line_where_there_may_be_several() -> None:
    assert await answers_of(WriteScreen("Notiz", lines=True), "x", "f2", "y", "enter") == ["x\ny"]
    assert await answers_of(WriteScreen("Name"), "x", "f2", "y", "enter") == ["xy"]


async def test_letters_that_are_commands_elsewhere_are_written() -> None:
    keys = ["q", "j", "question_mark", "colon", "1"]
    for lines in (False, True):
        assert await answers_of(WriteScreen("Notiz", lines=lines), *keys, "enter") == ["qj?:1"]


async def test_the_reading_follows_what_is_typed() -> None:
    screen = WriteScreen("Datum", "Juli", reading=lambda text: f"verstanden: {text}")
    app = Host(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        reading = screen.query_one("#reading", Bar)
        assert reading.text == "verstanden: Juli"
        await pilot.press("x")
        assert reading.text == "verstanden: Julix"
        await pilot.press(*["backspace"] * 5)
        assert screen.value == "" and reading.text == ""


@pytest.mark.parametrize("lines", [False, True])
async def test_what_is_typed_is_kept_at_every_key(lines: bool) -> None:
    kept: list[str] = []
    await answers_of(WriteScreen("Notiz", "R", lines=lines, keep=kept.append), *"ad", "escape")
    assert [words for words in kept if words != "R"] == ["Ra", "Rad"]


async def test_the_keys_of_a_long_text_are_named() -> None:
    for lines, named in ((True, True), (False, False)):
        screen = WriteScreen("Notiz", lines=lines)
        async with Host(screen).run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert ("F2" in words_of(screen)[-1]) == named


# One key


ANSWERS = ("mine", "theirs")


@pytest.mark.parametrize(
    ("keys", "answers"),
    [
        (["m"], ["mine"]), (["t"], ["theirs"]), (["escape"], [None]), (["x", "q", "enter", "space", "y"], []),
        (["x", "m"], ["mine"]), (["f7", "left"], []),
    ],
)  # fmt: skip
async def test_a_question_takes_only_its_keys(keys: list[str], answers: list[Any]) -> None:
    assert await answers_of(KeyScreen(["Welcher Wert?"], ANSWERS), *keys) == answers


async def test_a_question_shows_its_lines_and_keys() -> None:
    screen = KeyScreen(["Welcher Wert?", "Ihrer: 1"], ANSWERS)
    async with Host(screen).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert words_of(screen) == ["Welcher Wert?", "Ihrer: 1", "m Ihr Wert · t der andere · Esc Zurück"]


async def test_a_key_that_is_no_answer_leaves_the_answers_in_sight() -> None:
    screen = KeyScreen(["Welcher Wert?"], ANSWERS)
    async with Host(screen).run_test(size=(80, 24)) as pilot:
        await pilot.press("x")
        await pilot.pause()
        said = screen.query_one("#keys", Bar).text
        assert said.startswith("!") and "m Ihr Wert" in said and "t der andere" in said


async def test_a_long_question_is_broken_not_cut(screen_text: ScreenText) -> None:
    question = "Wirklich " * 30 + "ENDE"
    app = Host(KeyScreen([question], ANSWERS))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert "ENDE" in screen_text(app)


# Reading

ROWS = [
    ListRow("#", (Cell("Heute"),), header=True),
    ListRow("1", (Cell("erste"),)),
    ListRow("2", (Cell("zweite"),)),
]


@pytest.mark.parametrize("key", ["escape", "q", "enter", "question_mark"])
async def test_a_list_to_read_is_left(key: str) -> None:
    assert await answers_of(ListScreen("Verlauf", ROWS, {}, "escape q ?"), key) == [None]


async def test_other_keys_do_not_leave_it() -> None:
    assert await answers_of(ListScreen("Verlauf", ROWS, {}), "x", "j", "k", "1", "colon") == []


async def test_they_say_so_until_the_next_one() -> None:
    screen = ListScreen("Verlauf", ROWS, {}, "f9 q")
    async with Host(screen).run_test(size=(80, 24)) as pilot:
        await pilot.press("x")
        await pilot.pause()
        assert "! " in screen.query_one("#keys", Bar).text and "F9" in screen.query_one("#keys", Bar).text
        await pilot.press("j")
        await pilot.pause()
        assert screen.query_one("#keys", Bar).text == screen.keys_line()


async def test_the_highlighted_row_is_told_in_full_below() -> None:
    screen = ListScreen("Verlauf", ROWS, {"1": "die erste Änderung"})
    async with Host(screen).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        details = screen.query_one("#details", Sheet)
        assert screen.query_one(RowList).highlighted == "1"
        assert details.lines == [[("die erste Änderung", "")]]
        await pilot.press("j")
        await pilot.pause()
        assert details.lines == [[("", "")]]
        await pilot.press("k")
        await pilot.pause()
        assert details.lines == [[("die erste Änderung", "")]]


async def test_an_empty_list_says_so(screen_text: ScreenText) -> None:
    app = Host(ListScreen("Verlauf", [], {}))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Noch nichts." in screen_text(app)


# Any text, any size


def hostile_screens() -> list[Screen[Any]]:
    return [
        PickScreen(HOSTILE, [Choice("1", HOSTILE, HOSTILE, "1")], create=True),
        WriteScreen(HOSTILE, HOSTILE, reading=lambda text: text),
        WriteScreen(HOSTILE, HOSTILE, lines=True),
        KeyScreen([HOSTILE, HOSTILE], ANSWERS),
        ListScreen(HOSTILE, [ListRow("1", (Cell(HOSTILE),))], {"1": HOSTILE}),
    ]


@pytest.mark.parametrize("which", range(5), ids=["pick", "write", "lines", "key", "list"])
async def test_every_dialog_lives_through_hostile_text_and_every_size(which: int) -> None:
    app = Host(hostile_screens()[which])
    async with app.run_test(size=(80, 24)) as pilot:
        for size in ((80, 24), (40, 8), (10, 3), (1, 1), (120, 40)):
            await resized(pilot, size)
        assert app.is_running and app._exception is None
        await pilot.press("escape")
        await pilot.pause()
        assert app.answers == [None]


async def resized(pilot: Pilot[Any], size: tuple[int, int]) -> None:
    await pilot.resize_terminal(*size)
    await pilot.pause()


@pytest.mark.parametrize("which", [0, 3, 4], ids=["pick", "key", "list"])
async def test_what_bars_and_lists_show_is_harmless(which: int, screen_text: ScreenText) -> None:
    app = Host(hostile_screens()[which])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = screen_text(app)
    assert "[/b]" in shown and "[@click=app.quit]weg" in shown
    assert not [sign for sign in shown if not sign.isprintable() and sign != "\n"]


async def test_tab_completes_a_name_and_goes_on_writing() -> None:
    screen = WriteScreen("Notiz", lines=True, names=["jan", "leonie"])
    assert await answers_of(screen, *typed("an @le"), "tab", "o", "k", "enter") == ["an @leonie ok"]


async def test_shift_enter_begins_a_line_where_the_terminal_tells_it() -> None:
    assert await answers_of(WriteScreen("Notiz", lines=True), "x", "shift+enter", "y", "enter") == ["x\ny"]


async def test_a_dialog_is_left_once() -> None:
    """Two keys may be on their way when the first of them ends it."""
    app = Host(WriteScreen("Name"))
    async with app.run_test():
        below, dialog = ListScreen("Unten", [], {}), WriteScreen("Notiz")
        await app.push_screen(below)
        await app.push_screen(dialog)
        dialog.dismiss("eins")
        dialog.dismiss("zwei")
        assert app.screen is below
