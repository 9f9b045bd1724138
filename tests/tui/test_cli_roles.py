"""Whoever tries a command above their role gets exit code 5, and nothing has changed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from msgspec.structs import fields

from store.care.backup import back_up
from store.changes import (
    AddDemand,
    AddDocument,
    AddEvent,
    AddEvidence,
    AddNote,
    AddReviewer,
    AttachTags,
    Change,
    EditProject,
    SetVerdict,
    vocabulary,
)
from store.changes.base import CHOICES, field_types
from store.review import Review
from tui.cli import main
from tui.cli.parser import Parser
from tui.cli.registry import SUMMARIES, load

TEXT = "Die Stadt fordert einen Zuschuss. Bis Ende 2027 soll das Geld fließen.\n"

#: Commands that change no project, or make a new one: they are there for everybody.
FREE = {
    "open", "demo", "init", "list", "show", "dates", "demands", "commitments", "anchors", "agreement",
    "history", "export", "snapshot", "check", "search", "ssh", "tagged", "config",
}  # fmt: skip

#: What some of the others do besides: they only tell.
LOOKING = {("synonyms", "list"), ("reviewers", "list"), ("reviewers", "key")}

#: What each of the others is called with, after the project, by the least role that may. "@…" are files.
CALLS: dict[str, dict[str, list[list[str]]]] = {
    "import": {"lead": [["@new.txt"], ["@new.txt", "--title", "Neu"], ["@whole.json"],
                        ["@whole.qdpx"], ["@whole.qdc"], ["@whole.jsonld"], ["@whole.vermerk.zip"]]},
    "findings": {"reviewer": [[]]},
    "revise": {"lead": [["d1", "@new.txt"]]},
    "purge": {"lead": [["n1", "--yes"], ["--reviewer", "ben", "--yes"]]},
    "restore": {"lead": [["@backup", "--replace"]]},
    "backup": {"lead": [["@copy"]]},
    "reviewers": {"lead": [["add", "cleo"], ["role", "ben", "lead"], ["role", "ben", "viewer"],
                           ["users", "ben", "root"], ["users", "ben"]]},
    "undo": {"lead": [["@others"]], "reviewer": [[]]},
    "redo": {"reviewer": [[]]},
    "passage": {"reviewer": [["keep", "p1"], ["lose", "p1"], ["place", "p1", "d1:0-9"]]},
    "tag": {"reviewer": [["d1", "Neu"], ["d1:0-5", "Geld"]]},
    "untag": {"reviewer": [["d1", "Geld"]]},
    "note": {"reviewer": [["d1", "Wann?"]]},
    "reply": {"reviewer": [["n1", "Bald"]]},
    "resolve": {"reviewer": [["n1"], ["n1", "--reopen"]]},
    "demand": {
        "reviewer": [
            ["add", "Neue"], ["edit", "f1", "--topic", "Neu"], ["merge", "f1", "f2"], ["split", "f1", "Eins"],
            ["confirm", "f1"], ["reject", "f1"], ["load", "@table.csv"],
        ]
    },
    "event": {
        "reviewer": [
            ["add", "2027", "--label", "Neu"], ["edit", "e1", "--label", "Neu"],
            ["confirm", "e1"], ["reject", "e1"],
        ]
    },
    "evidence": {"reviewer": [["f2", "d1:0-9"], ["b1", "--grade", "weak"], ["b1", "--stance", "mentions"]]},
    "suggest": {"reviewer": [["f2", "--accept", "d1:0-9"], ["f2", "--reject", "d1:0-9"],
                             ["--dismiss", "d1:0-9"], ["--recall", "d1:0-9"]]},
    "synonyms": {"reviewer": [["add", "Bad", "Schwimmhalle"], ["remove", "Bad"]]},
    "project": {"lead": [["--blind"], ["--open"], ["--name", "Neu"], ["--language", "en"]]},
    "verdict": {"lead": [["f1", "met", "--final", "--reason", "So"]], "reviewer": [["f1", "met"]]},
    "assign": {"lead": [["f1", "--to", "anna"], ["--once"]], "reviewer": [["f1", "--to", "gast"]]},
    "apply": {
        "lead": [["@lead.jsonl"], ["@lead.jsonl", "--batch", "1"]],
        "reviewer": [["@reviewer.jsonl"], ["@reviewer.jsonl", "--batch", "1"]],
    },
}  # fmt: skip

#: Exports that are imported again, and how their names end.
WHOLE = {
    "everything": "json", "qdpx": "qdpx", "qdc": "qdc", "webannotation": "jsonld", "bundle": "vermerk.zip",
}  # fmt: skip

#: Lines for ``apply``.
LINES: dict[str, list[dict[str, object]]] = {
    "lead": [
        {"do": "document.add", "text": "Neu.", "title": "Neu"},
        {"do": "document.edit", "id": "d1", "title": "Neu"},
        {"do": "document.remove", "id": "d1"},
        {"do": "document.revise", "id": "d1", "text": "Anders."},
        {"do": "tag.edit", "id": "t1", "name": "Neu"},
        {"do": "tag.remove", "id": "t1"},
        {"do": "reviewer.add", "name": "cleo"},
        {"do": "reviewer.role", "name": "ben", "role": "lead"},
        {"do": "reviewer.users", "name": "ben", "users": ["root"]},
        {"do": "project.edit", "blind": False},
        {"do": "verdict.set", "demand": "f1", "answer": "met", "reason": "So", "final": True},
        {"do": "assignment.add", "demand": "f1", "reviewer": "anna"},
    ],
    "reviewer": [{"do": "note.add", "target": "d1", "text": "Wann?"}],
}

ABOVE = [
    (command, needs, words, name)
    for command, by_role in CALLS.items()
    for needs, calls in by_role.items()
    for words in calls
    for name in (("gast", "ben") if needs == "lead" else ("gast",))
]


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A blind project led by lena, and beside it what commands read."""
    root = tmp_path_factory.mktemp("roles")
    with Review.create(root / "team.vermerk", "Bäder", "lena") as lena:
        lena.apply(*(AddReviewer(name) for name in ("anna", "ben")), AddReviewer("gast", "viewer"))
        lena.apply(AddDocument(TEXT, title="Bäder"), AddDemand("Zuschuss"), AddDemand("Geld"))
        lena.apply(AddEvent("2027", document="d1", spans=((34, 48),), label="Geld"))
        anna = lena.beside("anna")
        anna.apply(AddEvidence("f1", "d1:0-9"), AddNote("d1", "Wie hoch?"), AttachTags("d1", ("Geld",)))
        anna.apply(SetVerdict("f1", "open"))
        lena.apply(EditProject(blind=True))
        lena.snapshot()
    (root / "table.csv").write_text("Forderung\nMehr Bäder\n", "utf-8")
    (root / "new.txt").write_text("Ganz anders.\n", "utf-8")
    for role, lines in LINES.items():
        text = "".join(json.dumps(line) + "\n" for line in lines)
        (root / f"{role}.jsonl").write_text(text, "utf-8")
    for form, name in WHOLE.items():
        assert main(["export", str(root / "team.vermerk"), form, "-o", str(root / f"whole.{name}")]) == 0
    back_up(root / "team.vermerk", root / "backup")
    return root


@pytest.fixture
def place(sealed: Path, tmp_path: Path) -> Path:
    shutil.copytree(sealed, tmp_path / "at", symlinks=True)
    return tmp_path / "at"


def kept(folder: Path) -> dict[str, bytes]:
    """What a project holds, and what is beside it; not who held the lock last."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "lock"
    }


def call(place: Path, command: str, words: list[str], name: str) -> int:
    project = str(place / "team.vermerk")
    files = {"@others": "5"} | {f"@{path.name}": str(path) for path in place.iterdir()}
    files["@copy"] = str(place / "copy")
    known = [files.get(word, word) for word in words]
    first = [known.pop(0), project] if command == "restore" else [project]
    return main([command, *first, *known, "--as", name])


def test_every_command_is_in_the_table() -> None:
    assert set(SUMMARIES) <= FREE | set(CALLS)
    assert not FREE & set(CALLS)


def test_every_action_of_a_command_is_in_the_table() -> None:
    for command, by_role in CALLS.items():
        parser = Parser(prog=command)
        load(command).arguments(parser)
        asked = {word for calls in by_role.values() for words in calls for word in words[:1]}
        for argument in parser._actions:
            if argument.dest == "action":
                there = {(command, action) for action in argument.choices or ()}
                assert there <= LOOKING | {(command, word) for word in asked}


@pytest.mark.parametrize(
    ("command", "needs", "words", "name"), ABOVE, ids=lambda value: str(value).replace(" ", "")
)
def test_what_is_above_ones_role_ends_with_5_and_changes_nothing(
    place: Path, capsys: pytest.CaptureFixture[str], command: str, needs: str, words: list[str], name: str
) -> None:
    before = kept(place)
    assert call(place, command, words, name) == 5
    told = capsys.readouterr()
    last = told.err.splitlines()[-1:]
    assert any(line.startswith("vermerk: ") for line in last) or '"error"' in told.out
    assert kept(place) == before


@pytest.mark.parametrize(
    ("name", "command", "words"),
    [
        *(("gast", command, words) for command, words in (
            ("tag", ["d99", "x"]), ("note", ["d1", ""]), ("reply", ["n99", "x"]), ("resolve", ["n99"]),
            ("demand", ["add", ""]), ("demand", ["add", "x", "--due", "nie"]),
            ("demand", ["split", "f99", "a"]),
            ("demand", ["load", "nix.csv"]), ("event", ["add", "nie"]),
            ("event", ["edit", "e99", "--date", ""]),
            ("evidence", ["f99", "d1:0-9"]), ("verdict", ["f99", "met"]), ("undo", ["99"]),
            ("suggest", ["f99", "--accept", "d9:0-1"]), ("synonyms", ["add", "x", "x"]),
            ("passage", ["keep", "p99"]), ("assign", ["f99", "--to", "gast"]),
        )),
        *(("ben", command, words) for command, words in (
            ("import", ["nix.txt"]), ("revise", ["d99", "nix"]), ("purge", ["n99", "--yes"]),
            ("reviewers", ["add", "Nein!"]), ("reviewers", ["role", "niemand", "lead"]),
            ("project", ["--name", ""]), ("verdict", ["f99", "met", "--final"]),
            ("assign", ["f99", "--to", "niemand"]), ("assign", ["f99", "--twice"]),
        )),
    ],
)  # fmt: skip
def test_nor_does_it_help_to_ask_for_what_there_is_not(
    place: Path, capsys: pytest.CaptureFixture[str], name: str, command: str, words: list[str]
) -> None:
    before = kept(place)
    assert call(place, command, words, name) == 5, capsys.readouterr().err
    assert kept(place) == before


def test_somebody_who_is_nobody_here_may_nothing(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = kept(place)
    for command, words in (("note", ["d1", "x"]), ("import", ["@new.txt"]), ("list", ["notes"])):
        assert call(place, command, words, "niemand") == 5
        assert "there is no reviewer niemand" in capsys.readouterr().err
    assert kept(place) == before


@pytest.mark.parametrize(
    ("command", "words"),
    [("import", ["@new.txt"]), ("revise", ["d1", "@new.txt"]), ("purge", ["n1", "--yes"]),
     ("backup", ["@copy"]), ("restore", ["@backup", "--replace"]), ("reviewers", ["add", "cleo"]),
     ("verdict", ["f1", "met", "--final", "--reason", "So"]),
     ("undo", ["@others"]), ("assign", ["f1", "--to", "anna"])],
)  # fmt: skip
def test_a_lead_may(place: Path, capsys: pytest.CaptureFixture[str], command: str, words: list[str]) -> None:
    before = kept(place)
    assert call(place, command, words, "lena") == 0
    assert kept(place) != before


def dummy(kind: type[Change]) -> dict[str, object]:
    """A line for a change whose values have the right types and are about nothing."""
    line: dict[str, object] = {"do": kind.do}
    for one in fields(kind):
        if one.required:
            hint = str(field_types(kind)[one.name])
            words = CHOICES.get(one.name, ("f99",))[0]
            pairs = [[0, 1]] if "int" in hint else ["Neu"]
            line[one.name] = pairs if "tuple" in hint else words
    return line


@pytest.mark.parametrize("do", list(vocabulary()))
def test_a_line_of_apply_above_ones_role_is_refused_whatever_change_it_is(
    place: Path, capsys: pytest.CaptureFixture[str], do: str
) -> None:
    """The role is asked before anything else: for a viewer there is no change to make."""
    kind = vocabulary()[do]
    (place / "one.jsonl").write_text(json.dumps(dummy(kind)) + "\n", "utf-8")
    before = kept(place)
    for name in ("gast", "ben") if kind.needs == "lead" else ("gast",):
        assert call(place, "apply", ["@one.jsonl"], name) == 5
        assert "role" in capsys.readouterr().out
    assert kept(place) == before


def test_each_change_that_a_lead_alone_makes_is_among_the_lines() -> None:
    alone = {do for do, kind in vocabulary().items() if kind.needs == "lead"}
    assert alone <= {line["do"] for line in LINES["lead"]}


@pytest.mark.parametrize("name", ["gast", "ben"])
def test_each_line_of_apply_is_refused_by_itself(
    place: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    before = kept(place)
    for line in LINES["lead"]:
        (place / "lead.jsonl").write_text(json.dumps(line) + "\n", "utf-8")
        # A reviewer may remove notes, and this one is hidden: it is not even said that it is there.
        hidden = name == "ben" and line["do"] == "note.remove"
        assert call(place, "apply", ["@lead.jsonl"], name) == (1 if hidden else 5), line
    after = kept(place)
    assert {path for path in after if after[path] != before.get(path)} == {"lead.jsonl"}


def test_of_an_open_project_anybody_may_have_a_backup(place: Path) -> None:
    with Review.open(place / "team.vermerk", "lena") as lena:
        lena.apply(EditProject(blind=False))
    assert call(place, "backup", ["@copy"], "gast") == 0
