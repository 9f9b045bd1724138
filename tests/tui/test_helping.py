"""What a reviewer finds without a manual: footer, palette and help know every command, at every width."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import tui.screens
from store.changes import AddDemand, AddDocument
from store.review import Review
from tui.arrangement import PANES
from tui.cells import cells
from tui.commands import COMMANDS
from tui.commands.base import DIALOGS, SCREENS, Command
from tui.commands.motions import Motion
from tui.context import Context
from tui.keymap import FOOTER_KEYS, Keymap, remapped, shown
from tui.locale import gettext, in_language, set_language
from tui.panes.bars import LEFT_OUT, footer_parts
from tui.panes.choice_rows import matching
from tui.screens.colouring import ColourScreen
from tui.screens.filtering import FilterScreen
from tui.screens.helping import ELSEWHERE, help_rows, palette_choices, why_not
from tui.screens.overlay import Overlay
from tui.screens.picking import PickScreen
from tui.screens.pressing import KeyScreen
from tui.screens.settling import SettleScreen
from tui.screens.showing import ListScreen
from tui.screens.touring import STEPS
from tui.screens.writing import WriteScreen


@pytest.fixture(autouse=True, params=["de", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Each of these holds in both languages."""
    yield set_language(request.param)
    set_language("en")


@pytest.fixture(scope="module")
def here() -> Context:
    """On a demand in the checklist."""
    review = Review.memory(acting="anna")
    review.apply(AddDocument(title="Rad", text="Der Freistaat fördert den Radverkehr."))
    review.apply(AddDemand(text="Den Radverkehr fördern", document="d1", spans=((0, 36),)))
    return Context("demands", review.role, review.me, review.view(), "d1", "f1")


@pytest.fixture(scope="module")
def screens() -> dict[str, type[Overlay[object]]]:
    """Every full screen by its name."""
    for path in Path(*tui.screens.__path__).glob("[a-z]*.py"):
        import_module(f"tui.screens.{path.stem}")
    found: list[type[Overlay[object]]] = []
    waiting: list[type[Overlay[object]]] = [Overlay]
    while waiting:
        found += (more := waiting.pop().__subclasses__())
        waiting += more
    return {one.PANE: one for one in found if "PANE" in vars(one)}


def in_pane(here: Context, pane: str) -> Context:
    """With something to do under the cursor there."""
    return Context(pane, here.role, here.me, here.view, "d1", "f1", (), "d1:0-10", "d1:0-36", ("f1",))


KEYMAP = Keymap(COMMANDS)
EVERYWHERE = (*PANES, *SCREENS)


def test_every_full_screen_has_a_name_and_all_that_its_commands_do(
    screens: dict[str, type[Overlay[object]]],
) -> None:
    assert set(screens) == set(SCREENS)
    for pane, screen in screens.items():
        wanted = {one.action for one in COMMANDS if pane in one.panes and not isinstance(one, Motion)}
        assert wanted <= set(dir(screen))
        own = {name for kind in screen.__mro__ if kind is not Overlay for name in vars(kind)}
        assert {name for name in own if name.startswith("do_")} <= wanted, "nothing is out of reach"


def test_so_has_every_dialog() -> None:
    dialogs = {"text": WriteScreen, "line": WriteScreen}
    dialogs |= {one.PANE: one for one in (PickScreen, ListScreen, KeyScreen, SettleScreen, ColourScreen)}
    for pane, dialog in ({"filter": FilterScreen} | dialogs).items():
        wanted = {one.action for one in COMMANDS if pane in one.panes and not isinstance(one, Motion)}
        assert wanted <= set(dir(dialog)), pane
    assert {*dialogs, "filter"} == set(DIALOGS)


# Footer


def assert_nothing_goes_in_silence(keys: list[tuple[str, str]]) -> None:
    assert 0 < len(keys) <= FOOTER_KEYS
    for width in range(10, 20):
        line = "".join(text for text, _style in footer_parts(keys, width))
        assert line.endswith(" ".join(keys[-1])) and cells(line) <= width
    for width in range(20, 201):
        line = "".join(text for text, _style in footer_parts(keys, width))
        assert cells(line) <= width
        there = [f"{key} {label}" for key, label in keys if f"{key} {label}" in line]
        assert len(there) == len(keys) or (LEFT_OUT in line and f"{keys[-1][0]} {keys[-1][1]}" in line), width


@pytest.mark.parametrize("pane", EVERYWHERE)
def test_the_footer_cuts_nothing_in_silence_at_any_width(here: Context, pane: str) -> None:
    footer = KEYMAP.footer(in_pane(here, pane))
    assert_nothing_goes_in_silence([(shown(one.key), gettext(one.label)) for one in footer])
    assert footer[-1].id == ("help.keys" if pane in PANES else "screen.back")
    assert "help.keys" in [one.id for one in footer]


# Key, palette, help

#: A key in a sentence, spelt as it is on the keyboard.
SPELT = re.compile(r"(?<![\w.@'’])([b-zB-HJ-Z*%]|Esc|Enter|Tab|Space|PgUp|PgDn|F\d+)(?![\w:*'’])")


def test_texts_name_the_keys_that_commands_have_not_those_that_they_had_at_first() -> None:
    assert KEYMAP.told("[change.undo] [no.such] [go.back]") == "u [no.such] Esc"
    moved = Keymap(remapped(COMMANDS, {"change.undo": "f9"})[0])
    assert moved.told("[change.undo] brings it back.") == "F9 brings it back."
    for text in (*(one.help for one in COMMANDS), *(step.text for step in STEPS)):
        assert not SPELT.findall(re.sub(r"\[[a-z_.]+\]|@\w*", "", text)), text
        assert not re.search(r"\[[a-z_]+\.[a-z_]+\]", KEYMAP.told(gettext(text))), text


@pytest.mark.parametrize("one", COMMANDS, ids=lambda one: one.id)
def test_every_command_is_reached_by_key_palette_and_help(here: Context, one: Command) -> None:
    for pane in one.panes:
        assert all(KEYMAP.find(key, pane) is one for key in one.key.split())
        rows, details = help_rows(KEYMAP, pane)
        assert one.id in [row.id for row in rows]
        assert details[one.id] == KEYMAP.told(gettext(one.help))
    palette = palette_choices(KEYMAP, in_pane(here, one.panes[0]))
    for words in (in_language("de", one.label), in_language("en", one.label), one.id):
        found = matching(palette, words)
        called = [choice.id for choice in found if words.casefold() in map(str.casefold, choice.names)]
        assert one.id in called and called == [choice.id for choice in found[: len(called)]], words


def test_what_works_on_a_full_screen_only_is_found_at_the_desk_too_with_the_way_there(here: Context) -> None:
    found = matching(palette_choices(KEYMAP, here), "matrix.filled")[0]
    assert found.id == "matrix.filled" and "Matrix (M)" in found.label and "Matrix (M)" in found.help


def test_the_palette_shows_first_what_works_here_and_says_of_the_rest_why_not(here: Context) -> None:
    choices = palette_choices(KEYMAP, here)
    idle = [choice.detail.startswith(ELSEWHERE) for choice in choices]
    assert len(choices) == len(COMMANDS) and idle == sorted(idle) and any(idle) and not all(idle)
    by_id = {one.id: one for one in COMMANDS}
    for choice in choices:
        reason = why_not(by_id[choice.id], here, KEYMAP)
        assert choice.help.endswith(reason) and bool(reason) == choice.detail.startswith(ELSEWHERE)


def test_what_works_elsewhere_says_where(here: Context, language: str) -> None:
    closer = next(one for one in COMMANDS if one.id == "timeline.closer")
    where = {"de": "Zeitleiste (2)", "en": "Timeline (2)"}[language]
    said = why_not(closer, here, KEYMAP)
    assert where in said and said.startswith({"de": "„", "en": "“"}[language])


def test_a_few_letters_in_their_order_find_it(here: Context) -> None:
    found = matching(palette_choices(KEYMAP, here), "srchevr")
    assert "search.everywhere" in [choice.id for choice in found]
