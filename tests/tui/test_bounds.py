"""What the program never does, whatever it shows: no other program is started, no code comes out of data."""

from __future__ import annotations

import ast
import io
import webbrowser
from pathlib import Path

import pytest

from store.changes import AddDocument
from store.review import Review
from tests.tui.driving import desk, press, shown
from tui.cli.failures import report
from tui.cli.output import Output

ROOT = Path(__file__).parent.parent.parent
#: The places that start processes, all of them this program: to read files, and to go on in the background.
STARTING = {
    "content/apart/worker.py": {"subprocess"},
    "store/search/following.py": {"subprocess"},
    "store/background.py": {"posix_spawn"},
}
MODULES = {
    *("subprocess", "pty", "webbrowser", "multiprocessing", "code", "pdb"),
    *("pickle", "cPickle", "dill", "shelve", "marshal", "cloudpickle", "joblib"),
}
CALLS = {
    *("system", "popen", "execv", "execve", "execvp", "execvpe", "execl", "execlp", "fork", "forkpty"),
    *("posix_spawn", "posix_spawnp", "spawnv", "spawnvp", "eval", "exec", "__import__", "startfile"),
    *("action_suspend_process", "suspend"),
}


def dangers(source: str) -> set[str]:
    """What of a file's own text could start a program, or run text as code."""
    found = set[str]()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.partition(".")[0] in MODULES}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in MODULES:
            found.add(str(node.module))
        elif isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            found |= {name} & CALLS
    return found


def test_no_file_starts_a_program_or_runs_text_as_code() -> None:
    files = [path for package in ("content", "store", "tui") for path in (ROOT / package).rglob("*.py")]
    found = {str(path.relative_to(ROOT)): dangers(path.read_text("utf-8")) for path in files}
    assert {name: what for name, what in found.items() if what} == STARTING


@pytest.mark.parametrize(
    "line",
    [
        "import pickle",
        "from subprocess import run",
        "os.system(x)",
        "os.execvp(x, y)",
        "eval(x)",
        "app.suspend()",
    ],
)
def test_that_search_would_find_them(line: str) -> None:
    assert dangers(line)


async def test_an_address_is_shown_and_opened_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda url, **_options: opened.append(url))
    async with desk(Review.memory("Busse", "lena")) as pilot:
        pilot.app.open_url("https://rat.example/\x1b[31m")
        await pilot.pause()
        assert "https://rat.example/␛[31m" in "".join(shown(pilot.app))
    assert opened == []


async def test_ctrl_z_stops_nothing() -> None:
    review = Review.memory("Busse", "lena")
    review.apply(AddDocument("Für Busse stehen 40 Millionen bereit.\n", title="Haushalt"))
    async with desk(review) as pilot:
        bound = [one.action for all_ in pilot.app._bindings.key_to_bindings.values() for one in all_]
        assert not [action for action in bound if "suspend" in action]
        await press(pilot, "ctrl+z", "j")
        assert pilot.app.is_running and "Haushalt" in "".join(shown(pilot.app))


def test_a_crash_is_told_without_control_sequences() -> None:
    told = io.StringIO()
    try:
        raise ValueError("\x1b]0;Titel\x07 \u202eRat")
    except ValueError as error:
        assert report(error, Output(io.StringIO(), told)) == 1
    assert "␛]0;Titel" in told.getvalue()
    assert not {"\x1b", "\x07", "\u202e"} & set(told.getvalue())
