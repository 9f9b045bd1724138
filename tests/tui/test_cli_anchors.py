"""``vermerk anchors``: passages of an old text found in a new one."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tui.cli import main

OLD = (
    "\ufeffDer Rat tagt am Montag.\r\nEr prüft den Plan für die Brücke am Hafen. "
    "Er streicht den zweiten Punkt der Liste.\r\n"
)
NEW = "\ufeffNeu: Der Rat tagt am\r\nMontag. Er prüft den Plan für die Brücke am Hafen.\r\n"
Run = Callable[..., list[dict[str, Any]]]


pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def texts(tmp_path: Path) -> list[str]:
    for name, text in (("old.txt", OLD), ("new.txt", NEW)):
        (tmp_path / name).write_bytes(text.encode())
    return [str(tmp_path / "old.txt"), str(tmp_path / "new.txt")]


@pytest.fixture
def anchors(texts: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Asks for passages, one JSON line each; gives the lines printed."""

    def run(*asked: object, code: int = 0) -> list[dict[str, Any]]:
        lines = "\n".join(one if isinstance(one, str) else json.dumps(one) for one in asked)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
        assert main(["anchors", *texts, "-"]) == code
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


def place(words: str, text: str = OLD) -> dict[str, Any]:
    return {"start": text.index(words), "end": text.index(words) + len(words)}


def test_a_line_out_for_every_line_in_with_the_promised_fields(anchors: Run) -> None:
    said = anchors({"id": "b", **place("den Plan")}, {"id": 7, **place("zweiten Punkt")}, place("Der Rat"))
    assert said[0] == {"id": "b", **place("den Plan", NEW), "score": 1.0, "outcome": "moved"}
    assert said[1] == {"id": 7, "start": None, "end": None, "score": 0.0, "outcome": "orphan"}
    assert said[2]["id"] is None
    assert list(said[2]) == ["id", "start", "end", "score", "outcome"]


def test_texts_are_taken_as_they_are(anchors: Run) -> None:
    [said] = anchors({"id": 1, **place("tagt am Montag")})
    assert NEW[said["start"] : said["end"]] == "tagt am\r\nMontag"
    [whole] = anchors({"id": 1, "start": 0, "end": 8})
    assert (whole["start"], whole["end"]) == (6, 13)


def test_a_passage_of_several_spans_gets_its_spans(anchors: Run) -> None:
    spans = [[one["start"], one["end"]] for one in (place("Rat tagt"), place("prüft"))]
    [said] = anchors({"id": 1, "spans": spans})
    assert said["spans"] == [
        [NEW.index("Rat"), NEW.index("Rat") + 8],
        [NEW.index("prüft"), NEW.index("prüft") + 5],
    ]
    assert (said["start"], said["end"]) == (said["spans"][0][0], said["spans"][1][1])
    [gone] = anchors({"id": 1, "spans": [[place("zweiten")["start"], place("zweiten")["end"]]]})
    assert (gone["outcome"], gone["start"], gone["spans"]) == ("orphan", None, [])


def test_a_wrong_line_is_named_and_the_others_are_answered(anchors: Run) -> None:
    wrong = [
        *("no json", "[1]", {"start": 1}, {"start": True, "end": 2}, {"start": 1.0, "end": 2}),
        *({"start": 5, "end": 5}, {"start": 0, "end": 4000}, {"spans": []}, {"spans": [[1]]}, {"spans": 5}),
    ]
    said = anchors({"id": 1, **place("Plan")}, *wrong, "", {"id": 2, **place("Rat")}, code=1)
    assert [one.get("id") for one in said if "error" not in one] == [1, 2]
    errors = [one for one in said if "error" in one]
    assert [one["line"] for one in errors] == list(range(2, 12))
    assert all(one["error"].strip() for one in errors)
    assert "4000" in errors[6]["error"] and str(len(OLD)) in errors[6]["error"]


def test_passages_may_come_from_a_file(
    texts: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = tmp_path / "passages.jsonl"
    asked.write_text(json.dumps({"id": 1, **place("Plan")}), "utf-8")
    assert main(["anchors", *texts, str(asked)]) == 0
    assert json.loads(capsys.readouterr().out)["outcome"] == "moved"


def test_those_of_a_file_are_asked_for_together(
    texts: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.cli.anchoring._TOGETHER", 3)
    asked, lines = tmp_path / "passages.jsonl", [json.dumps({"id": 1, **place("Plan")}), "no json"] * 4
    asked.write_text("\n".join([*lines, lines[0]]), "utf-8")
    assert main(["anchors", *texts, str(asked)]) == 1
    said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one.get("line") for one in said] == [None, 2, None, 4, None, 6, None, 8, None]
    assert {one["outcome"] for one in said if "id" in one} == {"moved"}


def test_a_text_that_cannot_be_read_is_refused(
    texts: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    latin = tmp_path / "latin.txt"
    latin.write_bytes("Räte".encode("latin-1"))
    for name in (latin, tmp_path / "missing.txt", tmp_path, Path("/dev/zero")):
        assert main(["anchors", texts[0], str(name), "-"]) == 1
        said = capsys.readouterr()
        assert not said.out and str(name) in said.err and len(said.err.splitlines()) == 1


def test_texts_are_compared_where_they_can_exhaust_nothing(
    anchors: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("content.anchors.apart.READING", (0.0001, 0.0))
    assert not anchors({"id": 1, **place("Plan")}, code=1)
    monkeypatch.undo()
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("tui.cli.anchoring.MOST", 20)
    assert not anchors({"id": 1, **place("Plan")}, code=1)


def test_every_answer_comes_before_the_next_question(texts: list[str]) -> None:
    command = [sys.executable, "-m", "tui.cli", "anchors", *texts, "-"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ
    ) as process:
        assert process.stdin and process.stdout
        for at in range(2):
            process.stdin.write(json.dumps({"id": at, **place("Plan")}) + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == at
        process.stdin.close()
        assert process.wait() == 0
