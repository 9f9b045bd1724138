"""The project's own papers agree: README, CI, pyproject and the pinned requirements."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def pinned() -> dict[str, str]:
    """Package to version, as the lock has them."""
    lines = (ROOT / ".ci/requirements.lock").read_text("utf-8").split()
    pairs = [line.split("==") for line in lines]
    assert all(len(pair) == 2 for pair in pairs), "every line pins one version"
    names = [canonicalize_name(name) for name, _version in pairs]
    assert len(set(names)) == len(names), "no package is pinned twice"
    return dict(zip(names, (version for _name, version in pairs), strict=True))


def section(title: str) -> str:
    """What README says under a heading of the second level."""
    parts = re.split(r"^## (.+)\n", (ROOT / "README.md").read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))[title]


def commands(title: str) -> list[str]:
    """The shell commands under a heading, a block each."""
    return [block.strip() for block in re.findall(r"```sh\n(.*?)```", section(title), re.DOTALL)]


def files() -> Iterator[Path]:
    """The project's own text files: nothing that a tool left behind."""
    for top in sorted(ROOT.iterdir()):
        if top.name.startswith(".") and top.name not in (".ci", ".gitignore"):
            continue
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            within = path.relative_to(ROOT).parts
            if path.is_file() and "__pycache__" not in within and path.suffix not in (".mo", ".pyc"):
                yield path


# README's two commands


def test_readme_starts_with_one_command_to_open_and_one_to_test() -> None:
    opening, testing = commands("Start")
    assert "\n" not in opening and "\n" not in testing


def test_readmes_test_command_is_what_ci_runs() -> None:
    _opening, testing = commands("Start")
    lines = (ROOT / ".ci/run").read_text("utf-8").splitlines()
    ran = [line for line in lines if line and not line.startswith(("#", "set ", "cd "))]
    assert ran == [".ci/servers", testing]


def test_ci_runs_by_itself() -> None:
    for name in ("run", "servers"):
        path = ROOT / ".ci" / name
        assert path.stat().st_mode & 0o111
        assert path.read_text("utf-8").startswith("#!/usr/bin/env bash\n")


def test_readmes_commands_name_what_there_is(project: dict[str, Any]) -> None:
    for command in commands("Start"):
        assert re.findall(r"-c (\S+)", command) == [".ci/requirements.lock"]
        (what,) = re.findall(r"\.lock (?:-e )?'?(\.[^' ]*)'? &&", command)
        extras = re.findall(r"\[(\w+)\]", what)
        assert set(extras) <= set(project["project"]["optional-dependencies"])
        for script in re.findall(r"\.venv/bin/python (\S+\.py)", command):
            assert (ROOT / script).is_file()
    opening, testing = commands("Start")
    assert opening.endswith(" .venv/bin/vermerk demo") and "[test]" in testing


def test_the_command_vermerk_exists_and_knows_demo(
    project: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    module, _, name = project["project"]["scripts"]["vermerk"].partition(":")
    assert getattr(import_module(module), name)(["demo", "--help"]) == 0
    assert "demo" in capsys.readouterr().out


def test_readme_names_the_python_that_pyproject_asks_for(project: dict[str, Any]) -> None:
    least = project["project"]["requires-python"].removeprefix(">=")
    assert f"Python {least} or newer" in section("Start")
    assert project["tool"]["ruff"]["target-version"] == "py" + least.replace(".", "")
    assert project["tool"]["mypy"]["python_version"] == least


def test_no_pattern_needs_a_newer_python_than_readme_asks_for() -> None:
    """Up to Python 3.11.4, which Debian 12 has, a group that is possessive as a whole matches nothing."""
    possessive = re.compile(r"\)(?:[*+?]|\{[0-9,]+\})\+")
    assert possessive.search("(?:ab*+)*+") and not possessive.search("(?:ab*+)* [x]++")
    places = [path for name in ("content", "store", "tui") for path in (ROOT / name).rglob("*.py")]
    assert [str(path) for path in places if possessive.search(path.read_text("utf-8"))] == []


def test_readme_knows_every_command_it_shows(capsys: pytest.CaptureFixture[str]) -> None:
    from tui.cli import main

    shown = "\n".join(commands("From scripts") + commands("Five minutes: the main job"))
    words = set(re.findall(r"^vermerk ([a-z]+)\b(?!\.)", shown, re.MULTILINE))
    assert len(words) >= 6
    for word in sorted(words):
        assert main([word, "--help"]) == 0, word
    capsys.readouterr()


def test_every_file_readme_names_is_there() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    for target in re.findall(r"\]\((?!https?:|#)([^)]+)\)", text):
        assert (ROOT / target).exists(), target


# What is installed


def wanted(project: dict[str, Any]) -> list[Requirement]:
    given = project["project"]
    lines = [*given["dependencies"], *given["optional-dependencies"]["test"]]
    return [Requirement(line) for line in lines]


def test_every_dependency_is_pinned_within_its_range(project: dict[str, Any], pinned: dict[str, str]) -> None:
    for one in wanted(project):
        version = pinned.get(canonicalize_name(one.name))
        assert version is not None, f"{one.name} is not in .ci/requirements.lock"
        assert one.specifier.contains(version), f"{one} is pinned to {version}"


def test_every_dependency_of_the_program_has_an_upper_bound(project: dict[str, Any]) -> None:
    for line in project["project"]["dependencies"]:
        assert any(bound.operator in ("<", "==", "~=") for bound in Requirement(line).specifier), line


def test_what_the_program_imports_is_what_it_depends_on(project: dict[str, Any]) -> None:
    """Of what isn't Python's own or ours; a package that only came with another may go with it."""
    known = {"markdown_it": "markdown-it-py", "Stemmer": "pystemmer"}
    own = {"content", "store", "tui"}
    declared = {canonicalize_name(Requirement(line).name) for line in project["project"]["dependencies"]}
    used: set[str] = set()
    for path in (path for name in own for path in (ROOT / name).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module]
                if isinstance(node, ast.ImportFrom) and node.module and not node.level
                else []
            )
            used |= {name.partition(".")[0] for name in names}
    foreign = {canonicalize_name(known.get(name, name)) for name in used - own - set(sys.stdlib_module_names)}
    assert foreign - {"babel"} == declared  # babel only makes the catalogues, before they are shipped


# What must not be in it

#: Places on the machine it is made on, and hosts that packages are fetched from.
FOREIGN = re.compile(
    r"(?<![\w.])/(?:work|root|workspace|builds)/|/tmp/bash|"
    r"pypi\.org|pythonhosted|(?:extra-)?index-url|trusted-host|artifactory|devpi|npmjs",
    re.IGNORECASE,
)


def test_no_file_names_a_place_of_the_machine_it_was_made_on() -> None:
    found = []
    for path in files():
        if path == Path(__file__).resolve():
            continue
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
            if hit := FOREIGN.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {hit[0]}")
    assert found == []


def test_that_search_would_find_them() -> None:
    for text in ("cd /work/main", "see '/root/x'", "https://pypi.org/simple", "pip --index-url x"):
        assert FOREIGN.search(text), text
    for text in ("/home/anna", "artwork/work.md", "https://example.org/work/1", "a/work/b"):
        assert not FOREIGN.search(text), text


def test_the_files_looked_through_are_the_projects() -> None:
    seen = {str(path.relative_to(ROOT)) for path in files()}
    assert {"README.md", "pyproject.toml", ".ci/run", "tui/app.py", "tests/test_house.py"} <= seen
    assert not [name for name in seen if name.startswith((".venv", ".git/", ".mypy_cache"))]
