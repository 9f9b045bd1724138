import io
import os
import sys
import types

import pytest

from tui.cli import main, projects
from tui.cli.recent import last_opened, project_around, remember, state_file
from tui.locale import language, set_language
from tui.settings import default_path


@pytest.fixture(autouse=True)
def surroundings(tmp_path, monkeypatch):
    """No project, no memory, English, and a home of its own."""
    set_language("en")
    monkeypatch.setenv("LANG", "C")
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


@pytest.fixture
def terminal(monkeypatch):
    """A person at a terminal; returns the screens that were opened."""
    monkeypatch.setattr(projects, "on_terminal", lambda: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    opened = []
    app = types.ModuleType("tui.app")
    app.run = lambda folder, options: opened.append((folder, options.acting, language())) or 0
    monkeypatch.setitem(sys.modules, "tui.app", app)
    return opened


def project(folder):
    folder.mkdir(parents=True)
    (folder / "store.json").write_text("{}")
    return folder


def test_what_was_opened_last_is_kept_for_this_user_only(tmp_path):
    folder = project(tmp_path / "prüfung.vermerk")
    remember(folder)
    assert last_opened() == folder
    assert os.stat(state_file()).st_mode & 0o777 == 0o600
    (folder / "store.json").unlink()
    assert last_opened() is None


def test_not_being_able_to_keep_it_stops_nothing(tmp_path, monkeypatch):
    (tmp_path / "state").write_text("a file where a folder should be")
    remember(tmp_path)
    assert last_opened() is None


def test_a_relative_state_folder_does_not_count(tmp_path):
    assert state_file({"XDG_STATE_HOME": "x", "HOME": "/home/a"}).is_absolute()


def test_the_project_around_a_folder(tmp_path):
    folder = project(tmp_path / "a.vermerk")
    (folder / "documents" / "d1").mkdir(parents=True)
    assert project_around(folder / "documents" / "d1") == folder
    assert project_around(tmp_path) is None


def test_without_a_terminal_one_line_and_2(tmp_path, capsys):
    folder = project(tmp_path / "a.vermerk")
    assert main([str(folder)]) == 2
    said = capsys.readouterr()
    assert said.err.count("\n") == 1 and "terminal" in said.err and said.out == ""


def test_a_dumb_terminal_one_line_and_2(tmp_path, capsys, terminal, monkeypatch):
    monkeypatch.setenv("TERM", "dumb")
    assert main([str(project(tmp_path / "a.vermerk"))]) == 2
    assert "TERM=dumb" in capsys.readouterr().err and terminal == []


def test_no_project_and_no_terminal(capsys):
    assert main([]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_folder_that_is_no_project_is_refused(tmp_path, capsys, terminal):
    assert main([str(tmp_path)]) == 1
    assert "vermerk init" in capsys.readouterr().err and terminal == []


def test_the_screen_opens_and_is_remembered(tmp_path, terminal):
    folder = project(tmp_path / "a.vermerk")
    assert main([str(folder), "--as", "anna", "--lang", "de"]) == 0
    assert terminal == [(folder, "anna", "de")]
    assert main([]) == 0
    assert terminal[1] == (folder, None, "en")


def test_the_project_in_or_above_this_folder_comes_before_the_last_one(tmp_path, terminal, monkeypatch):
    remember(project(tmp_path / "other.vermerk"))
    folder = project(tmp_path / "a.vermerk")
    (folder / "exports").mkdir()
    monkeypatch.chdir(folder / "exports")
    assert main([]) == 0
    assert terminal == [(folder, None, "en")]


def test_the_sample_is_offered_and_may_be_declined(terminal, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("n\n"))
    assert main([]) == 0
    assert "sample" in capsys.readouterr().err and terminal == []


def test_options_of_the_screen_stand_anywhere(tmp_path, terminal, monkeypatch):
    folder, given = project(tmp_path / "a.vermerk"), []
    app = sys.modules["tui.app"]
    monkeypatch.setattr(app, "run", lambda folder, options: given.append(options) or 0)
    assert main(["--theme", "light", str(folder), "--mouse"]) == 0
    assert main([str(folder)]) == 0
    assert [(one.theme, one.mouse) for one in given] == [("light", True), (None, False)]
    assert given[0].config == default_path()


def test_the_configured_language_is_spoken_and_the_option_comes_first(tmp_path, terminal):
    folder = project(tmp_path / "a.vermerk")
    (tmp_path / "c.toml").write_text('language = "de"')
    assert main([str(folder), "--config", str(tmp_path / "c.toml")]) == 0
    assert main([str(folder), "--config", str(tmp_path / "c.toml"), "--lang", "en"]) == 0
    assert [lang for _folder, _acting, lang in terminal] == ["de", "en"]
