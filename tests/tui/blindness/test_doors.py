"""Every door that a blind project has is shut to whoever has not judged, and open to whoever has.

The doors are the commands of the registry with the records, lists, queries and exports there are. A command
that has no lines here is called with the project alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile, is_zipfile

import pytest
from msgspec.structs import fields

from store.changes import Change, EditProject, SetVerdict, vocabulary
from store.changes.base import CHOICES, field_types
from store.exchange import EXPORTS
from store.projection import MAKERS
from store.review import Review
from tui.cli import main
from tui.cli.registry import SUMMARIES

HIDDEN = ("u1", "g1", "n3", "n4", "n5", "n6", "n7", "n8", "p7", "p8")
#: One of each kind, and such as were never there.
GUESSED, MISSING = ("u1", "g1", "n3", "p7"), ("u901", "g901", "n901", "p901")
RECORDS = (*HIDDEN, *(f"{letter}{number}" for letter in "dfbevpt" for number in (1, 2)), "n1", "n2")
PLACES = ("d1:4-9", "d2:4-9", "d1:10-18", "d2:10-18")
WORDS = ("Habicht", "Amsel", "Zuschuss", "by:anna", "tag:Rot", "tag:Blau", "in:notes", "is:open")
QUERIES = ("", "by:anna", "tag:Rot", "is:disputed", "is:mine")

#: With what a command is called after the project. None at all: it opens a screen, needs no project, or has a
#: test of its own.
LINES: dict[str, list[list[str]]] = {
    **dict.fromkeys(
        ("open", "demo", "init", "ssh", "apply", "dates", "demands", "commitments", "anchors", "restore"), []
    ),
    "list": [[kind, *query.split(), "--json"] for kind in (*MAKERS, "reviewers") for query in QUERIES]
    + [[kind] for kind in MAKERS],
    "show": [[one] for one in (*RECORDS, *PLACES)],
    "history": [[], ["--json"], *([one] for one in RECORDS)],
    "search": [[word, "--json"] for word in WORDS],
    "suggest": [["f1"], ["f2", "--json"]],
    "tagged": [["Rot"], ["Blau"], ["Rot oder Blau"], ["Rot", "--json"]],
    "agreement": [[], ["--json"]],
    "assign": [[], ["--json"]],
    "project": [[], ["--json"]],
    "export": [[form, "-o", "@out"] for form in EXPORTS],
    "reply": [[one, "Aha"] for one in HIDDEN],
    "resolve": [[one] for one in HIDDEN],
    "note": [[one, "Aha"] for one in HIDDEN],
    "tag": [[one, "Rot"] for one in HIDDEN],
    "untag": [[one, "Rot"] for one in (*HIDDEN, "d1", "d2", "f1", "f2")],
    "passage": [["keep", one] for one in HIDDEN],
    "demand": [["confirm", one] for one in HIDDEN],
    "event": [["confirm", one] for one in HIDDEN],
    "evidence": [["f1", "d1:30-60"], ["f2", "d2:30-60"], *([one, "--grade", "weak"] for one in HIDDEN)],
    "verdict": [["n3", "met"]],
    "purge": [[one, "--yes"] for one in HIDDEN],
    "undo": [[str(seq)] for seq in range(14, 26)],
    "import": [["@nothing.txt"]],
    "revise": [["d1", "@nothing.txt"]],
    "backup": [["@copy"]],
}
#: How often a record was changed tells that others have worked, as numbers of records do, and no more.
REVISION = r'"rev":\d+|\brev +\d+'
#: What a lead may see or do that a blind project hides from the others.
LEADS = {"agreement", "backup", "purge", "check"}
#: What a viewer, who sees the least, is tried with.
READING = {"list", "show", "history", "search", "export", "agreement"}
LEADS_EXPORTS = {"everything", "bundle"}


def guesses(ids: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Every change there is, of the ids that somebody might guess."""
    for do, kind in vocabulary().items():
        for one in ids:
            yield {"do": do} | {
                field.name: guess(kind, field.name, one) for field in fields(kind) if field.required
            }


def guess(kind: type[Change], name: str, one: str) -> Any:
    hint = str(field_types(kind)[name])
    if name in CHOICES:
        return CHOICES[name][0]
    return ([[0, 1]] if "int" in hint else [one]) if "tuple" in hint else one


class Caller:
    """Calls commands on one project, as one reviewer."""

    def __init__(self, project: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
        self._project, self._name, self._capsys = project, name, capsys
        self._out = project.parent / "out"

    def told(self, command: str) -> str:
        """All that a command tells, in whatever way."""
        skipped = LEADS_EXPORTS if self._name == "lena" else ()
        lines = LINES.get(command, [[]])
        return "\n".join(self._call(command, line) for line in lines if not {*line} & {*skipped})

    def _call(self, command: str, line: list[str]) -> str:
        self._out.unlink(missing_ok=True)
        beside = self._project.parent
        words = [str(beside / word[1:]) if word.startswith("@") else word for word in line]
        code = main([command, str(self._project), *words, "--as", self._name])
        said = self._capsys.readouterr()
        told = f"{command} {line}: {code}\n{said.out}\n{said.err}\n{self._written()}"
        return re.sub(REVISION, "rev", told.replace(str(beside), ""))

    def _written(self) -> str:
        if not self._out.exists():
            return ""
        if not is_zipfile(self._out):
            return self._out.read_text("utf-8")
        with ZipFile(self._out) as packed:
            return "\n".join(
                f"{name}: {packed.read(name).decode('utf-8', 'replace')}"
                for name in sorted(packed.namelist())
            )


def words_in(told: str, words: tuple[str, ...]) -> set[str]:
    return {word for word in words if word in told}


def tried() -> Iterator[tuple[str, str]]:
    for command in SUMMARIES:
        if LINES.get(command) != []:
            yield "ben", command
            if command in READING:
                yield "gast", command
            if command not in LEADS:
                yield "lena", command


@pytest.mark.parametrize(("name", "command"), list(tried()))
def test_nobody_learns_which_of_two_worlds_it_is(
    worlds: Any, capsys: pytest.CaptureFixture[str], name: str, command: str
) -> None:
    here, there = (Caller(world, name, capsys).told(command) for world in (worlds.here, worlds.there))
    assert here == there


@pytest.mark.parametrize("command", ["list", "show", "history", "search", "export", "tagged"])
def test_the_author_can_tell_the_worlds_apart(
    worlds: Any, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    """Else it would prove nothing that the others cannot."""
    here, there = (Caller(world, "anna", capsys).told(command) for world in (worlds.here, worlds.there))
    assert here != there


@pytest.mark.parametrize("command", ["list", "show", "history", "search", "export", "agreement", "tagged"])
def test_whoever_has_judged_learns_all(worlds: Any, capsys: pytest.CaptureFixture[str], command: str) -> None:
    words = (*worlds.words, "partial", "strong")
    with Review.open(worlds.here, "ben") as ben:
        ben.apply(SetVerdict("f1", "open"), SetVerdict("f2", "open"))
    mine = Caller(worlds.here, "anna", capsys).told(command)
    assert words_in(Caller(worlds.here, "ben", capsys).told(command), words) == words_in(mine, words)


@pytest.mark.parametrize("command", ["list", "show", "history", "search"])
def test_opening_shows_all_to_all(worlds: Any, capsys: pytest.CaptureFixture[str], command: str) -> None:
    with Review.open(worlds.here, "lena") as lena:
        lena.apply(EditProject(blind=False))
    for name in ("ben", "gast", "lena"):
        assert words_in(Caller(worlds.here, name, capsys).told(command), worlds.words) == {*worlds.words}


def test_a_guess_that_hits_is_refused_as_one_that_misses(
    worlds: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("ben", "lena"):
        hits, misses = (_refusals(worlds.here, name, ids, capsys) for ids in (GUESSED, MISSING))
        assert hits == misses


def _refusals(
    project: Path, name: str, ids: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> list[str]:
    """What comes of every guess, without the numbers in it."""
    lines = list(guesses(ids))
    path = project.parent / "guesses.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    main(["apply", str(project), str(path), "--as", name])
    told = map(json.loads, capsys.readouterr().out.splitlines())
    return [
        f"{line['do']}: {re.sub('[0-9]+', '#', str(said.get('error', 'done')))}"
        for line, said in zip(lines, told, strict=True)
    ]
