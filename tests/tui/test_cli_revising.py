"""``vermerk revise`` and ``vermerk passage``."""

import json

import pytest

from store.changes import AddDemand, AddDocument, AddEvidence, AttachTags
from store.review import Review
from tui.cli import main

LEAD = "Die Landesregierung will die Schwimmbäder im ländlichen Raum erhalten."
MONEY = "Sie stellt dafür in den nächsten beiden Jahren zwölf Millionen Euro bereit."
ADVICE = "Die Gemeinden können sich ab Oktober in der Servicestelle beraten lassen."
OLD = f"{LEAD}\n\n{MONEY}\n\n{ADVICE}\n"
LESS = MONEY.replace("zwölf", "acht")


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "p.vermerk"
    with Review.create(folder, "Bäder") as review:
        review.apply(AddDocument(OLD, title="Bäder", date="2026-07-06"), AddDemand("Zuschuss"))
        for words in (LEAD, ADVICE):
            review.apply(AttachTags(place(words), ("Bäder",)))
        review.apply(AddEvidence("f1", place(MONEY)))
    (tmp_path / "neu.txt").write_text(f"Nachtrag.\n\n{LEAD}\n\n{LESS}\n", "utf-8")
    return folder


def place(words):
    return f"d1:{OLD.index(words)}-{OLD.index(words) + len(words)}"


def rows(project, capsys, *query):
    assert main(["list", str(project), "passages", *query, "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_revise_tells_every_passage_as_json(project, tmp_path, capsys):
    assert main(["revise", str(project), "d1", str(tmp_path / "neu.txt"), "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["passage"], line["outcome"]) for line in lines] == [
        ("p1", "moved"), ("p2", "orphan"), ("p3", "check"),
    ]  # fmt: skip
    assert (lines[2]["old"], lines[2]["new"]) == (MONEY, LESS)
    assert [row["id"] for row in rows(project, capsys, "is:check")] == ["p3"]
    assert [row["id"] for row in rows(project, capsys, "is:orphan")] == ["p2"]


def test_people_are_shown_what_they_have_to_look_at(project, tmp_path, capsys):
    assert main(["--lang", "de", "revise", str(project), "d1", str(tmp_path / "neu.txt")]) == 0
    said = capsys.readouterr()
    assert f"  − {MONEY}\n  + {LESS}\n" in said.out and f"  − {ADVICE}\n" in said.out and LEAD not in said.out
    assert "1 Fundstelle ist mit dem Text gewandert." in said.err


def test_people_are_told_when_the_versions_could_not_be_compared(project, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("content.anchors.comparing._SHORT", 0)
    monkeypatch.setattr("content.anchors.apart.READING", (0.0001, 0.0))
    assert main(["--lang", "en", "revise", str(project), "d1", str(tmp_path / "neu.txt")]) == 0
    err = capsys.readouterr().err
    assert "too much time or memory to compare; passages were only looked for near" in err
    assert "0 passages have moved" in err and "3 are to be looked at." in err


def test_a_reviewer_decides(project, tmp_path, capsys):
    main(["revise", str(project), "d1", str(tmp_path / "neu.txt")])
    capsys.readouterr()
    assert main(["passage", str(project), "keep", "p3"]) == 0
    assert main(["passage", str(project), "place", "p2", "d1:0-8"]) == 0
    capsys.readouterr()
    found = {row["id"]: (row["recheck"], row["text"]) for row in rows(project, capsys)}
    assert found == {"p1": (None, LEAD), "p2": (None, "Nachtrag"), "p3": (None, LESS)}
    assert main(["passage", str(project), "lose", "p3"]) == 1
    assert "in its place" in capsys.readouterr().err
    assert main(["passage", str(project), "place", "p2", "Nachtrag"]) == 1
    assert main(["undo", str(project)]) == 0 and main(["passage", str(project), "lose", "p2"]) == 0


@pytest.mark.parametrize(
    ("document", "file"), [("d9", "neu.txt"), ("f1", "neu.txt"), ("d1", "fehlt.txt"), ("d1", "p.vermerk")]
)
def test_what_cannot_be_revised_is_refused(project, tmp_path, capsys, document, file):
    assert main(["revise", str(project), document, str(tmp_path / file)]) == 1
    assert capsys.readouterr().err.count("\n") <= 2
