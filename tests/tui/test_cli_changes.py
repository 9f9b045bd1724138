"""The commands on a project, one after the other in this process."""

import io
import json
import re
import sys

import pytest

from store.errors import Refused
from store.review import Review
from tui.cli import main
from tui.cli.checklist import edtf_of
from tui.cli.listing import COLUMNS

TEXT = """\
Beirat für Straßen tagt

Der Beirat hat am 24. April 2026 getagt. Die Gemeinden fordern mehr Geld für Brücken.
"""


pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "team.vermerk"
    review = Review.create(folder, "Brücken", "anna")
    review.close()
    return folder


@pytest.fixture
def vermerk(project, capsys, monkeypatch):
    """Runs one command on the project; gives the JSON Lines it printed, else what it said on stderr."""

    def run(command, *words, code=0, stdin=""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
        assert main([command, str(project), "--as", "anna", "--json", *words]) == code, (
            capsys.readouterr().err
        )
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        lines = [json.loads(line) for line in said.out.splitlines()]
        return lines if not code or lines else said.err

    return run


@pytest.fixture
def document(vermerk):
    line = json.dumps({"do": "document.add", "title": "Beirat", "text": TEXT, "date": "2026-04-27"})
    [said] = vermerk("apply", "-", stdin=line)
    return said["ids"][0]


def at(document, words):
    return f"{document}:{TEXT.index(words)}-{TEXT.index(words) + len(words)}"


def test_split_shows_what_a_demands_words_suggest_and_makes_it_when_told(vermerk):
    [said] = vermerk("demand", "add", "Brücken sanieren und Wege pflegen")
    demand = said["ids"][0]
    offered = ["Brücken sanieren", "Wege pflegen"]
    assert vermerk("demand", "split", demand) == [{"id": demand, "texts": offered}]
    assert len(vermerk("list", "demands")) == 1
    vermerk("demand", "split", demand, "--offered")
    assert [row["text"] for row in vermerk("list", "demands") if row["parent"] == demand] == offered


def test_split_offers_nothing_for_a_simple_demand(vermerk, document):
    [said] = vermerk("demand", "add", "Brücken sanieren")
    assert "several things" in vermerk("demand", "split", said["ids"][0], code=1)
    assert "several things" in vermerk("demand", "split", document, code=1)


def test_tags_come_and_go(vermerk, document):
    vermerk("tag", document, "Brücken", "Geld/Land")
    vermerk("tag", at(document, "mehr Geld"), "Geld/Land")
    assert {row["name"]: row["uses"] for row in vermerk("list", "tags")} == {"Brücken": 1, "Geld/Land": 2}
    vermerk("untag", document, "Geld/Land")
    assert {row["name"]: row["uses"] for row in vermerk("list", "tags")} == {"Brücken": 1, "Geld/Land": 1}


def test_notes_have_replies_and_are_settled(vermerk, document):
    [note] = vermerk("note", at(document, "mehr Geld"), "Wie viel?")
    [reply] = vermerk("reply", note["ids"][0], "- steht nicht da", "--as", "anna")
    rows = {row["id"]: row for row in vermerk("list", "notes")}
    assert rows[reply["ids"][0]]["parent"] == note["ids"][0]
    vermerk("resolve", *note["ids"])
    assert [row["text"] for row in vermerk("list", "notes", "is:resolved")] == ["Wie viel?"]
    vermerk("resolve", *note["ids"], "--reopen")
    assert vermerk("list", "notes", "is:resolved") == []


def test_a_note_may_begin_with_a_dash(vermerk, document):
    vermerk("note", document, "--", "- erstens")
    assert [row["text"] for row in vermerk("list", "notes", "--", "-zweitens")] == ["- erstens"]


def test_a_demand_lives(vermerk, document):
    words = ("--topic", "Straßen", "--due", "Ende 2027", "--at", at(document, "mehr Geld für Brücken"))
    [said] = vermerk("demand", "add", "Mehr Geld für Brücken", "--addressee", "Land", *words)
    demand = said["ids"][0]
    vermerk("demand", "edit", demand, "--text", "Deutlich mehr Geld für Brücken", "--topic", "")
    [row] = vermerk("list", "demands")
    assert (row["text"], row["topic"], row["addressee"]) == ("Deutlich mehr Geld für Brücken", None, "Land")
    assert row["due"] == edtf_of("Ende 2027") and row["document"] == document
    vermerk("demand", "split", demand, "Geld für alte Brücken", "Geld für neue Brücken")
    parts = [row["id"] for row in vermerk("list", "demands") if row["parent"] == demand]
    assert len(parts) == 2
    vermerk("demand", "merge", *parts)
    vermerk("demand", "reject", demand)
    assert [row["id"] for row in vermerk("list", "demands", "state:rejected")] == [demand]
    vermerk("demand", "confirm", demand)
    assert vermerk("list", "demands", "state:rejected") == []


def test_an_event_lives(vermerk, document):
    [said] = vermerk(
        "event", "add", "24.4.2026", "--at", at(document, "am 24. April 2026"), "--label", "Sitzung"
    )
    event = said["ids"][0]
    vermerk("event", "edit", event, "--date", "April 2026")
    [row] = vermerk("list", "events")
    assert (row["label"], row["edtf"], row["state"]) == ("Sitzung", "2026-04", "confirmed")
    vermerk("event", "reject", event)
    assert [row["id"] for row in vermerk("list", "events", "is:rejected")] == [event]


def test_dates_are_written_as_people_write_them():
    assert edtf_of("2026-04-26/2026-04-28") == "2026-04-26/2026-04-28"
    assert edtf_of("3.7.2026") == "2026-07-03"
    assert edtf_of("") == ""
    with pytest.raises(Refused):
        edtf_of("irgendwann")


@pytest.mark.parametrize("words", [["edit", "e1", "--date", ""], ["add", ""]])
def test_an_event_without_a_date_is_told_what_a_date_is(words, vermerk, document):
    assert "“” is no date" in vermerk("event", *words, code=1)


def test_an_edit_without_anything_to_edit_is_refused(vermerk, document):
    [said] = vermerk("demand", "add", "Mehr Busse")
    assert "--topic" in vermerk("demand", "edit", said["ids"][0], code=1)
    assert "--grade" in vermerk("evidence", "b1", code=1)


def test_evidence_and_verdict_answer_a_demand(vermerk, document):
    [said] = vermerk("demand", "add", "Mehr Geld")
    demand = said["ids"][0]
    [link] = vermerk("evidence", demand, at(document, "mehr Geld"), "--stance", "mentions", "--grade", "weak")
    vermerk("evidence", link["ids"][0], "--stance", "supports", "--grade", "strong")
    [row] = vermerk("list", "evidence")
    assert (row["demand"], row["stance"], row["grade"], row["text"]) == (
        demand,
        "supports",
        "strong",
        "mehr Geld",
    )
    vermerk("verdict", demand, "not_found", "--reason", "nirgends")
    vermerk("verdict", demand, "partial")
    vermerk("verdict", demand, "met", "--final", "--reason", "So")
    verdicts = {row["final"]: (row["answer"], row["reason"]) for row in vermerk("list", "verdicts")}
    assert verdicts == {False: ("partial", "nirgends"), True: ("met", "So")}
    [shown] = vermerk("show", demand)
    assert shown["answer"] == "met" and shown["evidence"][0]["text"] == "mehr Geld"


def test_a_passage_shows_its_text(vermerk, document):
    [shown] = vermerk("show", at(document, "für Brücken"))
    assert shown["text"] == "für Brücken"
    assert "outside" in vermerk("show", f"{document}:5-99999", code=1)


def test_history_tells_and_undo_takes_back(vermerk, document):
    [note] = vermerk("note", document, "Eins")
    told = vermerk("history", *note["ids"])
    assert [(line["who"], line["do"]) for line in told] == [("anna", "note.add")]
    assert "Eins" in told[0]["new"]
    vermerk("undo")
    assert vermerk("list", "notes") == []
    vermerk("redo")
    vermerk("undo", str(note["seq"] - 1), code=3)
    assert len(vermerk("list", "notes")) == 1


def test_snapshot_says_how_far(vermerk, project, document):
    [said] = vermerk("snapshot")
    assert said["seq"] == vermerk("history")[-1]["seq"]
    assert "Beirat" in (project / "current.json").read_text(encoding="utf-8")


def test_the_team_and_its_roles(vermerk, document, project, capsys):
    vermerk("reviewers", "add", "otto", "--role", "viewer", "--user", "o.meier")
    assert {row["name"]: row["role"] for row in vermerk("reviewers", "list")} == {
        "anna": "lead",
        "otto": "viewer",
    }
    assert main(["note", str(project), document, "Darf ich?", "--as", "otto"]) == 5
    assert "reviewer" in capsys.readouterr().err
    vermerk("reviewers", "role", "otto", "reviewer")
    assert main(["note", str(project), document, "Darf ich?", "--as", "otto"]) == 0


def test_apply_goes_on_after_what_it_refuses(vermerk, document):
    lines = [
        {"do": "note.add", "target": document, "text": "eins"},
        {"do": "note.add", "target": "d99", "text": "zwei"},
        {"do": "gibtsnicht"},
        {"do": "note.add", "target": document, "text": "drei"},
    ]
    said = vermerk("apply", "-", code=1, stdin="\n".join(map(json.dumps, lines)) + "\nkein JSON\n\n{}")
    assert [line["line"] for line in said] == [1, 2, 3, 4, 5, 7]
    assert ["error" in line for line in said] == [False, True, True, False, True, True]
    assert [row["text"] for row in vermerk("list", "notes")] == ["eins", "drei"]


def test_a_batch_is_one_transaction_unless_a_line_of_it_is_refused(vermerk, document):
    def notes(*texts):
        return "\n".join(json.dumps({"do": "note.add", "target": document, "text": text}) for text in texts)

    said = vermerk("apply", "-", "--batch", "2", stdin=notes("a", "b", "c"))
    assert [(line["line"], len(line["ids"])) for line in said] == [(2, 2), (3, 1)]
    said = vermerk("apply", "-", "--batch", "3", code=1, stdin=notes("d", "", "f"))
    assert [line["line"] for line in said] == [1, 2, 3] and "error" in said[1]
    assert [row["text"] for row in vermerk("list", "notes")] == ["a", "b", "c", "d", "f"]


def test_apply_explains_every_change_it_takes(capsys):
    from store.changes import vocabulary

    assert main(["apply", "--help"]) == 0
    text = capsys.readouterr().out
    assert all(f"  {do} " in text for do in vocabulary())
    assert re.search(r"  evidence\.add +demand target stance\? grade\?", text)


def test_rows_for_people_are_a_table(project, vermerk, document, capsys):
    assert main(["list", str(project), "documents"]) == 0
    heads, row = capsys.readouterr().out.splitlines()
    assert heads.split() == ["id", "date", "publisher", "title"]
    assert row.startswith(f"{document}  27 Apr 2026") and row.endswith("Beirat")
    assert main(["show", str(project), document]) == 0
    assert "title" in capsys.readouterr().out


@pytest.mark.parametrize("kind", COLUMNS)
def test_every_kind_can_be_listed_for_people(project, document, kind, capsys):
    assert main(["list", str(project), kind, "--lang", "de"]) == 0
    assert capsys.readouterr().out.count("\n") >= 1


def test_a_project_that_is_not_there(tmp_path, capsys):
    assert main(["list", str(tmp_path / "nirgends"), "notes"]) == 1
    said = capsys.readouterr()
    assert said.out == "" and "nirgends" in said.err


def test_a_new_project_has_a_lead(tmp_path, capsys):
    assert main(["init", str(tmp_path / "neu.vermerk"), "--as", "lea", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["name"], made["reviewer"], made["role"]) == ("neu", "lea", "lead")
    assert main(["init", str(tmp_path / "neu.vermerk")]) == 1
    capsys.readouterr()
