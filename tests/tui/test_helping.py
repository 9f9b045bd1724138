"""What a reviewer finds without a manual: footer, palette and help know every command, at every width."""

from __future__ import annotations

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
from tui.commands.base import Command
from tui.context import Context
from tui.keymap import FOOTER_KEYS, Keymap, shown
from tui.locale import gettext, in_language, set_language
from tui.panes.bars import LEFT_OUT, footer_parts
from tui.panes.choice_rows import matching
from tui.screens.helping import ELSEWHERE, help_rows, palette_choices, why_not
from tui.screens.overlay import Overlay


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


def overlays() -> list[type[Overlay[object]]]:
    for path in Path(*tui.screens.__path__).glob("[a-z]*.py"):
        import_module(f"tui.screens.{path.stem}")
    found: list[type[Overlay[object]]] = []
    waiting: list[type[Overlay[object]]] = [Overlay]
    while waiting:
        found += (more := waiting.pop().__subclasses__())
        waiting += more
    return [one for one in found if one.FOOTER]


# Footer


def assert_nothing_goes_in_silence(keys: list[tuple[str, str]]) -> None:
    assert 0 < len(keys) <= FOOTER_KEYS
    for width in range(20, 201):
        line = "".join(text for text, _style in footer_parts(keys, width))
        assert cells(line) <= width
        there = [f"{key} {label}" for key, label in keys if f"{key} {label}" in line]
        assert len(there) == len(keys) or (LEFT_OUT in line and f"{keys[-1][0]} {keys[-1][1]}" in line), width


@pytest.mark.parametrize("pane", PANES)
def test_the_footer_cuts_nothing_in_silence_at_any_width(here: Context, pane: str) -> None:
    context = Context(pane, here.role, here.me, here.view, "d1", "f1", (), "d1:0-10", "d1:0-36", ("f1",))
    footer = Keymap(COMMANDS).footer(context)
    assert_nothing_goes_in_silence([(shown(one.key), gettext(one.label)) for one in footer])


def test_nor_does_that_of_any_full_screen() -> None:
    assert len(overlays()) > 5
    for screen in overlays():
        named = {key.action: (shown(key.keys), gettext(key.label)) for key in screen.KEYS}
        assert_nothing_goes_in_silence([named[action] for action in screen.FOOTER])


# Key, palette, help


@pytest.mark.parametrize("one", COMMANDS, ids=lambda one: one.id)
def test_every_command_is_reached_by_key_palette_and_help(here: Context, one: Command) -> None:
    keymap = Keymap(COMMANDS)
    for pane in one.panes:
        assert all(keymap.find(key, pane) is one for key in one.key.split())
    for words in (in_language("de", one.label), in_language("en", one.label), one.id):
        assert one.id in [choice.id for choice in matching(palette_choices(COMMANDS, here), words)][:9], words
    rows, details = help_rows(COMMANDS, one.panes[0])
    assert one.id in [row.id for row in rows] and details[one.id] == gettext(one.help)


def test_the_palette_shows_first_what_works_here_and_says_of_the_rest_why_not(here: Context) -> None:
    choices = palette_choices(COMMANDS, here)
    idle = [choice.detail.startswith(ELSEWHERE) for choice in choices]
    assert len(choices) == len(COMMANDS) and idle == sorted(idle) and any(idle) and not all(idle)
    by_id = {one.id: one for one in COMMANDS}
    for choice in choices:
        reason = why_not(by_id[choice.id], here)
        assert choice.help.endswith(reason) and bool(reason) == choice.detail.startswith(ELSEWHERE)


def test_what_works_elsewhere_says_where(here: Context, language: str) -> None:
    closer = next(one for one in COMMANDS if one.id == "timeline.closer")
    where = {"de": "Zeitleiste (2)", "en": "Timeline (2)"}[language]
    said = why_not(closer, here)
    assert where in said and said.startswith({"de": "„", "en": "“"}[language])


def test_a_few_letters_in_their_order_find_it(here: Context) -> None:
    found = matching(palette_choices(COMMANDS, here), "srchevr")
    assert "search.everywhere" in [choice.id for choice in found]
