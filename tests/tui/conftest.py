"""What the tests of the screen share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.app import App

from tests.tui.driving import shown
from tui.locale import set_language


@pytest.fixture(autouse=True)
def _no_configuration(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whoever runs the tests may have settings of their own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.getbasetemp() / "no-configuration"))


@pytest.fixture
def german() -> Iterator[None]:
    """The interface speaks German."""
    set_language("de")
    yield
    set_language("en")


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Interface and commands speak English, whatever the environment says."""
    monkeypatch.setenv("LC_ALL", "C")
    set_language("en")
    yield
    set_language("en")


@pytest.fixture
def screen_text() -> Callable[[App[Any]], str]:
    """What the App shows now, as plain lines without trailing blanks."""
    return lambda app: "\n".join(shown(app))


DUMPS = Path(__file__).parent / "dumps"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--write-dumps", action="store_true", help="keep what the screens show now as what is expected"
    )


@pytest.fixture
def looks_like(
    request: pytest.FixtureRequest, screen_text: Callable[[App[Any]], str]
) -> Callable[[App[Any], str], None]:
    """Compares a screen with the dump of that name; times of day are masked."""

    def compare(app: App[Any], name: str) -> None:
        shown = re.sub(r"\d\d\.\d\d\.\d{4} \d\d:\d\d", "TT.MM.JJJJ hh:mm", screen_text(app)) + "\n"
        path = DUMPS / f"{name}.txt"
        if request.config.getoption("--write-dumps"):
            DUMPS.mkdir(exist_ok=True)
            path.write_text(shown, "utf-8")
        assert shown == path.read_text("utf-8"), f"{name} changed; look at it, then run with --write-dumps"

    return compare
