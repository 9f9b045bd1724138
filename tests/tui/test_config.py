"""The configuration: what a file sets, which line a mistake costs, and which layer comes over which."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from store.personal import Personal
from store.review import Review
from tui.cli import main
from tui.commands import COMMANDS
from tui.config_file import parse, written
from tui.fitting import KEPT, fit
from tui.keymap import Keymap, remapped
from tui.locale import set_language
from tui.settings import MEANING, VALUES, Options, Settings, checked, default_path, fitting_theme


@pytest.fixture(autouse=True)
def _english_afterwards() -> Iterator[None]:
    yield
    set_language("en")


def test_a_file_sets_what_it_names() -> None:
    config = parse('theme = "light"\nmouse = true\n[keys]\n"app.quit" = "Q"\nchange.undo = ["u", "ctrl+z"]\n')
    assert config.mistakes == ()
    assert config.values == {
        "theme": "light", "mouse": True, "keys": {"app.quit": "Q", "change.undo": "u ctrl+z"},
    }  # fmt: skip


@pytest.mark.parametrize(("text", "line", "said"), [
    ('theme = "lihgt"', 1, "dark, light, ansi, mono"),
    ('\n# Farben\nthme = "light"', 3, "“theme”"),
    ("mouse = 1", 1, "true or false"),
    ('language = "de"\nmouse = ja', 2, "mouse = ja"),
    ('theme = "dark\nmouse = true', 1, 'theme = "dark'),
    ('keys = "u"', 1, "[keys]"),
    ("[keys]\napp.quit = 7", 2, "quotation marks"),
    ('mouse = true\nmouse = true', 2, "already: mouse = true"),
    ("theme = light", 1, "quotation marks: theme"),
    ("[[theme]]", 1, "dark, light"),
])  # fmt: skip
def test_a_mistake_is_named_with_its_line_and_costs_no_other(text: str, line: int, said: str) -> None:
    config = parse(text + "\n[other.table]\n" if "[[" in text else 'lanes = "kind"\n' + text)
    named = [one for one in config.mistakes if said in str(one)]
    assert [one.line for one in named] == [line + (0 if "[[" in text else 1)]
    assert "[[" in text or config.values["lanes"] == "kind"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "=",
        "[",
        '"""',
        "\x00\n\x1b[2J",
        "a = 1\n" * 300,
        "[keys]\n" * 5,
        "\udc9b",
        "[" * 3000,
        "a = " + "[" * 3000,
        "a = " + "9" * 9000,
    ],
)
def test_no_file_is_too_odd_to_be_read(text: str) -> None:
    parse(text)


# Keys


def keys_of(keys: dict[str, str]) -> tuple[dict[str, str], list[str]]:
    commands, mistakes = remapped(COMMANDS, keys)
    assert Keymap(commands).clashes() == [] and len(commands) == len(COMMANDS)
    return {one.id: one.key for one in commands}, [str(one) for one in mistakes]


def test_names_of_keys_may_be_written_large() -> None:
    kept, mistakes = checked({"keys": {"change.undo": "F9 Ctrl+Z", "change.redo": ["U", "Shift+Tab"]}})
    assert mistakes == [] and kept["keys"] == {"change.undo": "f9 ctrl+z", "change.redo": "U shift+tab"}


def test_two_commands_change_places() -> None:
    now, mistakes = keys_of({"change.undo": "U", "change.redo": "u"})
    assert (now["change.undo"], now["change.redo"], mistakes) == ("U", "u", [])


@pytest.mark.parametrize(("name", "keys", "said"), [
    ("change.undo", "q", "is the key of"),
    ("change.undoo", "z", "change.undo"),
    ("change.undo", "j", "list.down"),
    ("change.undo", "w", "is the key of"),
    ("change.undo", "", "needs a key"),
    ("change.undo", "strg+z", "no key"),
    ("change.undo", "ctrl+c", "no key"),
    ("weigh.place", "y", "weigh.supports"),
    ("matrix.filled", "p", "Matrix (M)"),
    ("weigh.supports", "x", "Weigh up (p)"),
    ("codebook.ad", "z", "codebook.add"),
    ("events.place", "j", "list.down"),
    ("screen.back", "x", "(suggestion.reject)"),
    ("list.down", "k", "list.up"),
    ("picker.down", "j", "typed"),
    ("dialog.back", "backspace", "typed"),
    ("settle.reason", "enter", "settle.settle"),
])  # fmt: skip
def test_what_is_no_key_or_taken_is_named_and_nothing_changes(name: str, keys: str, said: str) -> None:
    now, mistakes = keys_of({name: keys, "view.zoom": "f12"})
    assert now["change.undo"] == "u" and now["app.quit"] == "q" and now["view.zoom"] == "f12"
    assert len(mistakes) == 1 and said in mistakes[0]


def test_of_two_that_want_one_key_the_first_has_it() -> None:
    now, mistakes = keys_of({"change.undo": "f9", "change.redo": "f9"})
    assert (now["change.undo"], now["change.redo"]) == ("f9", "U") and len(mistakes) == 1


def test_a_pane_of_its_own_leaves_others_the_key() -> None:
    now, mistakes = keys_of({"timeline.closer": "%"})
    assert now["timeline.closer"] == "%" == now["reader.swap"] and mistakes == []


def test_so_does_a_full_screen() -> None:
    now, mistakes = keys_of({"matrix.filled": "b", "change.undo": "ctrl+z", "screen.back": "f9 escape"})
    assert (now["matrix.filled"], now["table.below"], mistakes) == ("b", "b", [])
    assert Keymap(COMMANDS).find("u", "weigh") is Keymap(COMMANDS).find("u", "demands")


def test_what_moves_can_be_put_on_other_keys_and_leaves_its_own_to_others() -> None:
    now, mistakes = keys_of(
        {"list.down": "f9 down", "view.zoom": "j", "text.down": "ctrl+n", "picker.up": "f9"}
    )
    assert mistakes == [] and now["view.zoom"] == "j"
    assert Keymap(remapped(COMMANDS, {"list.down": "f9"})[0]).find("f9", "documents") is not None


# Layers


def options(tmp_path: Path, text: str = "", **more: Any) -> Options:
    (tmp_path / "config.toml").write_text(text, "utf-8")
    return Options(config=tmp_path / "config.toml", **more)


def test_the_screen_comes_over_the_file_and_the_command_line_over_both(tmp_path: Path) -> None:
    own, text = Personal(None, "anna"), 'theme = "light"\nlanes = "kind"\n[keys]\n"app.quit" = "f12"\n'
    assert fit(options(tmp_path, text), own, {}).settings.theme == "light"
    own.write(KEPT, {"theme": "ansi", "keys": {"change.undo": "f9"}})
    made = fit(options(tmp_path, text), own, {})
    assert (made.settings.theme, made.settings.lanes) == ("ansi", "kind")
    assert made.settings.keys == {"app.quit": "f12", "change.undo": "f9"}
    assert fit(options(tmp_path, text, theme="mono"), own, {}).settings.theme == "mono"


def test_no_color_is_monochrome_unless_the_command_line_says_otherwise(tmp_path: Path) -> None:
    own, environ = Personal(None, "anna"), {"NO_COLOR": "1", "TERM": "xterm-256color"}
    assert fit(options(tmp_path, 'theme = "light"'), own, environ).settings.theme == "mono"
    assert "NO_COLOR" not in environ, "what draws would make greys of it"
    assert fit(options(tmp_path, theme="dark"), own, {"NO_COLOR": "1"}).settings.theme == "dark"
    assert fit(options(tmp_path), own, {"NO_COLOR": ""}).settings.theme == "dark", "an empty one asks nothing"


@pytest.mark.parametrize(("environ", "theme"), [
    ({"TERM": "xterm-256color"}, "dark"), ({"TERM": "linux"}, "ansi"), ({"TERM": "vt220"}, "mono"),
    ({"TERM": "xterm", "COLORTERM": "truecolor"}, "dark"), ({"TERM": "tmux-256color"}, "dark"),
])  # fmt: skip
def test_the_theme_fits_the_terminal(environ: dict[str, str], theme: str) -> None:
    assert fitting_theme(environ) == theme


def test_who_may_name_no_file_reads_none() -> None:
    made = fit(Options(), Personal(None, "anna"), {})
    assert made.settings.theme == "dark" and made.mistakes == ()


def test_what_was_kept_and_is_nonsense_does_not_count(tmp_path: Path) -> None:
    own = Personal(None, "anna")
    own.write(KEPT, {"theme": 7, "keys": {"app.quit": "j", "change.undo": "f9"}, "x": None})
    made = fit(options(tmp_path), own, {})
    assert made.settings.theme == "dark" and made.settings.keys == {"change.undo": "f9"}


def test_trouble_names_the_first_mistake_and_how_many_there_are(tmp_path: Path) -> None:
    made = fit(options(tmp_path, "\nthme = 1\n[keys]\nb = 'x'\n"), Personal(None, "anna"), {})
    assert "2 mistakes" in made.trouble and "line 2" in made.trouble
    assert [one.line for one in made.mistakes] == [2, 4]


def test_mistakes_stand_in_the_order_of_their_lines(tmp_path: Path) -> None:
    made = fit(options(tmp_path, '[keys]\n"app.quit" = "u"\n"x" = "y"\n'), Personal(None, "anna"), {})
    assert [one.line for one in made.mistakes] == [2, 3]


# vermerk config


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name in ("NO_COLOR", "VERMERK_DRIVER", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C")
    return tmp_path


def test_a_file_to_begin_with_changes_nothing_and_is_never_overwritten(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["config", "--write"]) == 0
    text = default_path().read_text("utf-8")
    assert parse(text).values == {"keys": {}} and all(one.id in text for one in COMMANDS)
    assert main(["config", "--write"]) == 1 and default_path().read_text("utf-8") == text


def test_every_line_of_that_file_holds_when_the_sign_before_it_goes() -> None:
    settings = Settings("light", "de", "kind", "stock", True)
    text = written(settings, {}, {one.id: (one.key, one.label) for one in COMMANDS})
    bare = "\n".join(line.removeprefix("# ") if " = " in line else line for line in text.splitlines())
    config = parse(bare)
    assert config.mistakes == () and config.values["theme"] == "light"
    assert config.values["keys"] == {one.id: one.key for one in COMMANDS}
    assert set(config.values) == set(MEANING) and set(VALUES) <= set(MEANING)


def test_the_example_in_readme_holds_as_it_stands() -> None:
    readme = Path(__file__).parents[2] / "README.md"
    (example,) = re.findall(r"```toml\n(theme.*?)```", readme.read_text("utf-8"), re.DOTALL)
    config = parse(example)
    now, mistakes = keys_of(dict(config.values["keys"]))
    assert config.mistakes == () and mistakes == [] and len(config.values["keys"]) > 2
    assert all(now[name] == keys for name, keys in config.values["keys"].items())


def test_config_prints_what_holds_and_names_mistakes(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    default_path().parent.mkdir(parents=True)
    default_path().write_text('language = "de"\ntheme = "light"\nmouse = 3\n[keys]\n"app.quit" = "u"\n')
    assert main(["config"]) == 1
    out, err = capsys.readouterr()
    assert parse(out).values == {"language": "de", "theme": "light", "keys": {}}
    assert "Zeile 3" in err and "Zeile 5" in err and "change.undo" in err
    assert main(["config", "--json", "--config", str(default_path())]) == 1
    assert json.loads(capsys.readouterr().out)["theme"] == "light"


def test_config_of_a_project_has_what_was_chosen_on_its_screen(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Review.create(home / "p.vermerk", "P") as review:
        review.personal().write(KEPT, {"theme": "ansi"})
    assert main(["config", str(home / "p.vermerk"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["theme"] == "ansi"


def test_a_configuration_that_is_named_must_be_there(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "--config", str(home / "none.toml")]) == 1
    assert "none.toml" in capsys.readouterr().err


def test_of_a_file_of_another_kind_the_first_mistakes_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], english: None
) -> None:
    (tmp_path / "bild.toml").write_bytes(b"\x01 ?\n" * 50)
    assert main(["config", "--config", str(tmp_path / "bild.toml")]) == 1
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 9 and "42 more" in told[-1]
