"""Starting: settings are made before Textual reads them, and what nobody needs yet is not loaded."""

from __future__ import annotations

import gc
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from store.changes import AddDemand, AddDocument, AddEvent, AddNote, AddTag, AttachTags
from store.review import Review
from tui.settings import Options
from tui.start import SETTINGS, UNWANTED, start

#: What only some key of the desk needs, or only a command. A name stands for what is below it too.
NOT_YET = (
    "content.formats",
    "content.dates.finder",
    "content.demands",
    "content.search.index",
    "content.search.analysis",
    "store.search",
    "sqlite3",
    "Stemmer",
    "store.importing",
    "store.exchange",
    "store.sample",
    "store.changes.notes",
    "store.changes.verdicts",
    "tui.cli",
    "tui.screens.fields",
    "tui.screens.dialog",
    "tui.screens.helping",
    "tui.themes",
    "tui.config_file",
    "tui.filters",
    "content.filter_query",
    "tomllib",
    "textual.widgets._text_area",
    "textual.widgets._markdown",
    "markdown_it",
    "pygments",
    "tree_sitter",
    "lxml",
    "pypdfium2",
    "striprtf",
    "babel",
    "email",
    "http",
)

#: What may be in a reviewer's environment: looks, speed, and what counts only beside something unwanted.
HARMLESS = {
    "TEXTUAL_ALLOW_SIGNALS",
    "TEXTUAL_COLOR_SYSTEM",
    "TEXTUAL_DEVTOOLS_HOST",
    "TEXTUAL_DEVTOOLS_PORT",
    "TEXTUAL_DIM_FACTOR",
    "TEXTUAL_DISABLE_KITTY_KEY",
    "TEXTUAL_FILTERS",
    "TEXTUAL_SCREENSHOT_FILENAME",
    "TEXTUAL_SCREENSHOT_LOCATION",
    "TEXTUAL_SHOW_RETURN",
    "TEXTUAL_SLOW_THRESHOLD",
    "TEXTUAL_SPEEDUPS",
    "TEXTUAL_THEME",
}

#: What no command without a screen needs.
SCREEN = ("textual", "rich", "pygments", "markdown_it", "tui.screens", "tui.panes", "tui.app")


def among(loaded: list[str], names: tuple[str, ...]) -> list[str]:
    return [module for module in loaded if any(f"{module}.".startswith(f"{name}.") for name in names)]


def probe(code: str, *words: str, **environment: str) -> Any:
    """What a fresh interpreter reports that runs ``code``."""
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        capture_output=True,
        text=True,
        env={**os.environ, "LANG": "de_DE.UTF-8", **environment},
        stdin=subprocess.DEVNULL,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with something in every pane."""
    folder = tmp_path_factory.mktemp("start") / "busse.vermerk"
    with Review.create(folder, "Busse") as review:
        text = "Für Busse stehen am 3. Juli 2026 jährlich 40 Millionen Euro bereit."
        review.apply(AddDocument(title="Geld für Busse", text=text, date="2026-07-04"))
        review.apply(
            AddDemand(text="Busse dauerhaft finanzieren", document="d1", spans=((0, 9),)),
            AddEvent(edtf="2026-07-03", label="Haushalt", document="d1", spans=((20, 32),)),
            AddTag(name="Geld"),
            AttachTags(target="d1:33-66", tags=("Geld",)),
            AddNote(target="d1", text="Für wie lange?"),
        )
        review.snapshot()
    return folder


# What is loaded

IMPORTED = "import json, sys, tui.app; print(json.dumps(sorted(sys.modules)))"

#: Opens the screen as ``vermerk FOLDER`` does, but headless, looks when the first frame is there, and leaves.
STARTED = """
import gc, json, os, sys
from pathlib import Path
from tui.start import start

assert not [name for name in sys.modules if name.partition(".")[0] in ("textual", "rich")]
seen = {}

def headless():
    from textual.app import App
    from textual.css import query

    run = App.run

    async def look(pilot):
        desk = pilot.app.desk
        while not pilot.app.session._watcher.is_alive():
            await pilot.pause(0.005)
        seen["modules"] = sorted(sys.modules)
        seen["collecting"] = gc.isenabled()
        seen["panes"] = sorted(widget.id for widget in desk.query_one("#panes").children)
        await pilot.press("q")

    App.run = lambda self, **given: run(self, headless=True, size=(120, 36), auto_pilot=look, **given)

import importlib.abc, importlib.util

class Door(importlib.abc.MetaPathFinder):
    '''Lets the test in when the screen is first asked for.'''
    def find_spec(self, name, path=None, target=None):
        if name == "tui.app":
            sys.meta_path.remove(self)
            seen["environment"] = {name: os.environ[name] for name in sys.argv[2:] if name in os.environ}
            seen["collecting_before"] = gc.isenabled()
            headless()
        return None

sys.meta_path.insert(0, Door())
seen["code"] = start(Path(sys.argv[1]))
print(json.dumps(seen))
"""


@pytest.fixture(scope="module")
def started(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What there was when the first frame stood, in an environment that means harm."""
    home = tmp_path_factory.mktemp("home")
    harm = {name: "no.such.module:Thing" for name in UNWANTED}
    seen: dict[str, Any] = probe(
        STARTED,
        str(folder),
        *SETTINGS,
        *UNWANTED,
        HOME=str(home),
        XDG_STATE_HOME=str(home),
        TERM="xterm-256color",
        **harm,
    )
    return seen


def test_importing_the_screen_loads_no_more_than_it_draws_with() -> None:
    assert among(probe(IMPORTED), NOT_YET) == []


def test_the_first_frame_needs_no_more_either(started: dict[str, Any]) -> None:
    assert started["panes"], "the desk has no panes"
    assert among(started["modules"], NOT_YET) == []


def test_what_must_not_be_loaded_exists() -> None:
    """A name that is misspelt, or moved, would let everything through."""
    code = """
import importlib.util, json, sys
found = [name for name in sys.argv[1:] if importlib.util.find_spec(name)]
print(json.dumps(found))
"""
    names = (*NOT_YET, *SCREEN)
    assert probe(code, *names) == [name for name in names if name != "tree_sitter"]


@pytest.mark.parametrize(
    "words",
    [
        ["list", "demands"],
        ["list", "documents", "--json"],
        ["show", "f1"],
        ["history", "f1"],
        ["ssh", "--", "list", "demands"],
        ["ssh", "--", "show", "f1"],
        ["reviewers"],
    ],
    ids=" ".join,
)
def test_a_command_loads_nothing_of_a_screen(folder: Path, words: list[str]) -> None:
    code = """
import json, sys
from tui.cli import main
code = main(sys.argv[1:])
print(json.dumps([code, sorted(sys.modules)]))
"""
    command, *rest = words
    code_, loaded = probe(code, command, str(folder), *rest)
    assert code_ == 0
    assert among(loaded, (*SCREEN, "content.formats", "content.demands", "store.importing", "lxml")) == []


# Settings


def test_settings_are_made_before_textual_is_loaded(started: dict[str, Any]) -> None:
    assert {name: started["environment"].get(name) for name in SETTINGS} == SETTINGS


def test_textual_takes_the_settings() -> None:
    code = """
import json, sys
from pathlib import Path
from types import ModuleType
from tui.start import start

app = sys.modules["tui.app"] = ModuleType("tui.app")
app.run = lambda folder, options: 0
start(Path("."))
from textual import constants
print(json.dumps([constants.TEXTUAL_ANIMATIONS, constants.MAX_FPS, constants.SMOOTH_SCROLL]))
"""
    assert probe(code, TEXTUAL_ANIMATIONS="full", TEXTUAL_FPS="1", TEXTUAL_SMOOTH_SCROLL="1") == [
        "none",
        120,
        False,
    ]


def test_what_others_put_into_the_environment_is_gone(started: dict[str, Any]) -> None:
    assert [name for name in UNWANTED if name in started["environment"]] == []


def test_whatever_else_textual_reads_is_known_to_be_harmless() -> None:
    """A new version may read more: then decide whether it runs, writes or hides something."""
    from textual import constants

    folder = Path(constants.__file__).parent
    named = {
        name
        for path in folder.rglob("*.py")
        for name in re.findall(r"""["'](TEXTUAL(?:_[A-Z_]+)?)["']""", path.read_text("utf-8"))
    }
    assert set(UNWANTED) - {"BROWSER"} <= named, "some are read no more"
    assert named - set(UNWANTED) - set(SETTINGS) - HARMLESS == set()


def test_the_collector_rests_until_the_first_frame_only(started: dict[str, Any]) -> None:
    assert (started["collecting_before"], started["collecting"]) == (False, True)


def test_leaving_at_once_is_no_error(started: dict[str, Any]) -> None:
    assert started["code"] == 0


# The door


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[object, ...]]]:
    """A screen that only notes how it was opened."""
    for name in (*SETTINGS, *UNWANTED):
        monkeypatch.setenv(name, "x")
    opened: list[tuple[object, ...]] = []
    module = ModuleType("tui.app")
    module.run = lambda *given: opened.append(given) or 7  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "tui.app", module)
    yield opened
    gc.enable()


def test_folder_and_person_are_handed_on_and_the_exit_code_comes_back(
    app: list[tuple[object, ...]], tmp_path: Path
) -> None:
    assert start(tmp_path) == 7
    assert start(tmp_path, Options("anna", theme="light")) == 7
    assert app == [(tmp_path, Options()), (tmp_path, Options("anna", theme="light"))]


def test_other_variables_are_left_alone(app: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TEXTUAL_COLOR_SYSTEM", "256")
    before = {name: value for name, value in os.environ.items() if name not in (*SETTINGS, *UNWANTED)}
    start(tmp_path)
    assert dict(os.environ) == before | SETTINGS
