"""What ``list``, ``show`` and the commands that change something print, and the code they end with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from store.changes import AddDocument, AddNote, AddReviewer
from store.errors import Busy, Unknown
from store.review import Review
from tests.tui.calling import Run, Said
from tui.cli import main

TEXT = """\
Kreisbund will sichere Schulwege

Der Kreisbund hat am 5. März 2026 getagt. Größere Ampeln kosten 40 000 Euro.
"""
RECORD = {"id", "rev", "by", "at"}
FIELDS = {
    "documents": {"title", "date", "date_reason", "publisher", "kind", "source", "version", "versions"},
    "events": {"label", "text", "edtf", "rule", "reference", "state", "document", "spans"},
    "demands": {"text", "topic", "addressee", "parent", "review", "answer", "deadline", "document", "spans"},
    "tags": {"name", "colour", "description", "hotkey", "uses"},
    "notes": {"target", "text", "parent", "resolved"},
    "evidence": {"demand", "document", "spans", "text", "stance", "grade", "flags"},
    "verdicts": {"demand", "answer", "reason", "final"},
    "reviewers": {"name", "role"},
}


pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "wege.vermerk"
    review = Review.create(folder, "Wege", "anna")
    review.apply(AddDocument(title="Schulwege", text=TEXT, date="2026-03-06", publisher="Kreisbund"))
    review.apply(AddReviewer("ben", "reviewer", ("b.ost",)), AddReviewer("vera", "viewer", ("v.west",)))
    review.close()
    return folder


@pytest.fixture
def run(project: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs one command on the project, as anna, the lead, unless told."""

    def command(name: str, *words: str, me: str = "anna") -> Said:
        code = main([name, str(project), "--as", me, *words])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return Said(code, said.out, said.err)

    return command


@pytest.fixture
def full(run: Run) -> Run:
    """The project with one record of every kind: d1 e1 f1 t1 n1 n2 b1 u1."""
    run("event", "add", "5.3.2026", "--at", at("5. März 2026"), "--label", "Sitzung")
    run("demand", "add", "Ampeln bauen", "--addressee", "Land", "--topic", "Wege", "--due", "2999")
    run("tag", "f1", "Verkehr/Schule")
    run("note", "f1", "Wer zahlt?")
    run("reply", "n1", "Das Land", me="ben")
    run("evidence", "f1", at("Größere Ampeln"), "--stance", "mentions", "--grade", "weak")
    run("verdict", "f1", "announced", "--reason", "Nur ein Satz")
    return run


def at(words: str) -> str:
    """The passage of these words in the document."""
    return f"d1:{TEXT.index(words)}-{TEXT.index(words) + len(words)}"


# Rows


@pytest.mark.parametrize("kind", FIELDS)
def test_every_row_has_the_promised_fields(full: Run, kind: str) -> None:
    rows = full("list", kind, "--json").rows
    assert rows
    for row in rows:
        assert row.keys() >= RECORD | FIELDS[kind]
        assert isinstance(row["rev"], int) and row["by"] in ("anna", "ben") and row["at"].endswith("Z")


def test_values_of_the_rows(full: Run) -> None:
    def only(kind: str) -> dict[str, Any]:
        [row] = full("list", kind, "--json").rows
        return row

    event, demand, evidence, verdict = map(only, ("events", "demands", "evidence", "verdicts"))
    assert (event["label"], event["text"], event["edtf"]) == ("Sitzung", "5. März 2026", "2026-03-05")
    assert event["spans"] == [[TEXT.index("5. März"), TEXT.index(" getagt")]]
    assert (demand["topic"], demand["addressee"], demand["due"]) == ("Wege", "Land", "2999")
    assert (demand["review"], demand["answer"], demand["deadline"]) == ("reviewed", "announced", "running")
    assert demand["verdicts"] == [{"by": "anna", "answer": "announced", "final": False}]
    assert (evidence["text"], evidence["stance"], evidence["grade"]) == ("Größere Ampeln", "mentions", "weak")
    assert evidence["grades"] == [{"by": "anna", "grade": "weak"}]
    assert (verdict["reason"], verdict["final"], verdict["searched"]) == ("Nur ein Satz", False, None)


def test_an_undated_document_has_a_date_of_null(run: Run, project: Path, tmp_path: Path) -> None:
    paper = tmp_path / "zettel.txt"
    paper.write_text("Ein Zettel\n\nOhne Tag.\n", encoding="utf-8")
    run("import", str(paper))
    rows = run("list", "documents", "is:undated", "--json").rows
    assert [(row["id"], row["date"]) for row in rows] == [("d2", None)]
    assert run("list", "documents", "is:undated").lines[1].split()[:2] == ["d2", "undated"]


def test_tables_for_people_have_their_heads_and_words(full: Run) -> None:
    table = {kind: full("list", kind).lines for kind in FIELDS}
    assert table["events"][0].split() == ["id", "date", "state", "document", "event"]
    assert table["events"][1].split() == ["e1", "5", "March", "2026", "confirmed", "d1", "Sitzung"]
    assert table["demands"][1].endswith("deadline running  Land       Ampeln bauen")
    assert table["evidence"][1].split()[:3] == ["b1", "f1", "d1"]
    assert table["evidence"][1].endswith("mentions  weak   Größere Ampeln")
    assert table["notes"][2].split() == ["n2", "f1", "n1", "ben", "Das", "Land"]
    assert table["reviewers"][1:] == ["r1  anna  lead", "r2  ben   reviewer", "r3  vera  viewer"]
    assert all(len(lines) >= 2 for lines in table.values())


def test_tables_speak_german(full: Run) -> None:
    assert full("list", "verdicts", "--lang", "de").lines[1].split()[:4] == [
        "u1",
        "f1",
        "anna",
        "angekündigt",
    ]
    assert "bestätigt" in full("list", "events", "--lang", "de").lines[1]
    assert "5. März 2026" in full("list", "events", "--lang", "de").lines[1]
    assert full("list", "demands", "--lang", "de").lines[1].split()[:3] == ["f1", "bestätigt", "bearbeitet"]


@pytest.mark.parametrize(
    ("kind", "query", "ids"),
    [
        ("demands", ["ampeln"], ["f1"]),
        ("demands", ["ampeln", "tunnel"], []),
        ("demands", ["state:reviewed"], ["f1"]),
        ("demands", ["-state:reviewed"], []),
        ("demands", ["tag:verkehr"], ["f1"]),
        ("demands", ["is:announced", "is:running"], ["f1"]),
        ("notes", ["by:ben"], ["n2"]),
        ("notes", ["is:open", "zahlt"], ["n1"]),
        ("evidence", ["groessere"], ["b1"]),
        ("evidence", ["doc:schulwege"], ["b1"]),
        ("evidence", ["is:supports"], []),
        ("documents", ["kreisbund"], ["d1"]),
        ("reviewers", ["is:viewer"], ["r3"]),
        ("tags", ["schule"], ["t1"]),
        ("events", ["was:auch immer"], []),
    ],
)
def test_queries_narrow_the_list(full: Run, kind: str, query: list[str], ids: list[str]) -> None:
    said = full("list", kind, "--json", "--", *query)
    assert said.code == 0
    assert [row["id"] for row in said.rows] == ids


def test_a_query_may_begin_with_a_dash_after_two_dashes(full: Run) -> None:
    assert [row["id"] for row in full("list", "notes", "--json", "--", "-zahlt").rows] == ["n2"]
    assert full("list", "notes", "-zahlt").code == 2


# One record


def test_show_tells_everything_that_hangs_on_a_demand(full: Run) -> None:
    [shown] = full("show", "f1", "--json").rows
    assert [note["id"] for note in shown["notes"]] == ["n1", "n2"]
    assert [one["id"] for one in shown["evidence"]] == ["b1"]
    assert [one["reason"] for one in shown["verdicts"]] == ["Nur ein Satz"]
    assert shown["tags"] == ["Verkehr/Schule"]


def test_show_for_people_has_a_line_a_field_and_leaves_empty_ones_out(full: Run) -> None:
    shown = dict(line.split(maxsplit=1) for line in full("show", "f1").lines)
    assert shown["notes.2.text"] == "Das Land" and shown["notes.2.parent"] == "n1"
    assert shown["evidence.1.spans"].startswith("[[") and shown["addressee"] == "Land"
    assert "parent" not in shown and "reference" not in shown


def test_show_of_a_passage_gives_its_text(run: Run) -> None:
    [shown] = run("show", at("Größere Ampeln"), "--json").rows
    assert (shown["text"], shown["document"], shown["title"]) == ("Größere Ampeln", "d1", "Schulwege")
    [two] = run("show", f"{at('Kreisbund')},{TEXT.index('Ampeln')}-{TEXT.index(' kosten')}", "--json").rows
    assert two["text"] == "Kreisbund Ampeln" and len(two["spans"]) == 2


@pytest.mark.parametrize("record", ["d1", "e1", "f1", "t1", "n1", "b1", "u1", "r1", "p1"])
def test_every_kind_of_record_can_be_shown(full: Run, record: str) -> None:
    said = full("show", record, "--json")
    assert said.code == 0 and said.rows[0]["id"] == record
    assert full("show", record).lines[0].split() == ["id", record]


# What commands answer


def test_changes_answer_with_their_number_and_the_ids_of_what_is_new(run: Run) -> None:
    first = run("demand", "add", "Eins", "--json").rows
    second = run("demand", "add", "Zwei", "--json").rows
    assert [row["ids"] for row in first + second] == [["f1"], ["f2"]]
    assert second[0]["seq"] == first[0]["seq"] + 1
    assert run("demand", "add", "Drei").lines == ["f3"]


def test_several_decisions_are_one_change(run: Run) -> None:
    for text in ("Eins", "Zwei", "Drei"):
        run("demand", "add", text)
    before = run("snapshot", "--json").rows[0]["seq"]
    [said] = run("demand", "reject", "f1", "f3", "--json").rows
    assert said["seq"] == before + 1
    assert [row["id"] for row in run("list", "demands", "is:rejected", "--json").rows] == ["f1", "f3"]
    assert run("demand", "confirm", "f1", "f9").code == 1
    assert len(run("list", "demands", "is:rejected", "--json").rows) == 2


def test_splitting_and_merging_keep_the_tree(run: Run) -> None:
    run("demand", "add", "Busse und Bahnen")
    assert run("demand", "split", "f1", "Busse", "Bahnen").code == 0
    rows = {row["id"]: row for row in run("list", "demands", "--json").rows}
    assert [rows[one]["parent"] for one in ("f1", "f2", "f3")] == [None, "f1", "f1"]
    assert run("demand", "merge", "f2", "f2").code == 1
    assert run("demand", "merge", "f2", "f3").code == 0


def test_dates_may_be_written_as_people_do(run: Run) -> None:
    for words in ("24.4.2026", "April 2026", "2026-04-26/2026-04-28", "../2026-12-31", "Ende 2027"):
        assert run("event", "add", words, "--label", words).code == 0
    found = {row["label"]: row["edtf"] for row in run("list", "events", "--json").rows}
    assert found["24.4.2026"] == "2026-04-24" and found["April 2026"] == "2026-04"
    assert found["2026-04-26/2026-04-28"] == "2026-04-26/2026-04-28"
    said = run("event", "add", "demnächst")
    assert said.code == 1 and "demnächst" in said.err and "24.4.2026" in said.err


# What is refused


@pytest.mark.parametrize(
    "target",
    [
        "d9:0-4",
        "d1:9-4",
        "d1:0-0",
        "d1:0-99999",
        "d1:",
        "d1:x-y",
        "d1:-4-9",
        "f7",
        "quatsch",
        "",
        "d1:3-5,4-9",
    ],
)
@pytest.mark.parametrize("command", ["tag", "note"])
def test_targets_that_are_nowhere_are_refused_in_one_line(run: Run, command: str, target: str) -> None:
    said = run(command, "--", target, "Worte")
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("vermerk: ") and said.err.count("\n") == 1
    assert run("list", "notes", "--json").rows == run("list", "tags", "--json").rows == []


@pytest.mark.parametrize(
    "words",
    [
        ("reply", "n9", "Ja"),
        ("resolve", "n9"),
        ("verdict", "f9", "met"),
        ("evidence", "f9", "d1:0-4"),
        ("evidence", "f9"),
        ("demand", "edit", "f9", "--topic", "x"),
        ("demand", "add", "   "),
        ("demand", "add", "Text", "--at", "d1:4"),
        ("demand", "add", "Text", "--parent", "f9"),
        ("demand", "add", "Text", "--due", "bald"),
        ("event", "add", "2026", "--at", "d7:0-4"),
        ("event", "edit", "e9", "--label", "x"),
        ("event", "confirm", "f1"),
        ("note", "d1", ""),
        ("tag", "d1", ""),
        ("untag", "d1", "Nirgends"),
        ("undo", "9999"),
        ("redo",),
        ("show", "n77"),
        ("show", "d1:0-9999"),
        ("history", "kein"),
        ("reviewers", "add", "Übel!"),
        ("reviewers", "add", "ben"),
        ("reviewers", "role", "niemand", "lead"),
    ],
)
def test_what_cannot_be_done_is_refused_and_changes_nothing(run: Run, words: tuple[str, ...]) -> None:
    before = run("snapshot", "--json").rows
    said = run(*words)
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("vermerk: ")
    assert run("snapshot", "--json").rows == before


@pytest.mark.parametrize(
    "words",
    [
        ("list", "nichts"),
        ("list",),
        ("evidence", "f1", "d1:0-4", "--stance", "vielleicht"),
        ("verdict", "f1", "ja"),
        ("undo", "zwölf"),
        ("export", "pdf"),
        ("reviewers", "add", "otto", "--role", "chef"),
        ("demand", "fordern"),
        ("tag", "d1"),
        ("note", "d1", "eins", "zwei"),
        ("import", "x.txt", "--date", "5.3.2026"),
        ("import", "x.txt", "--format", "wordstar"),
        ("resolve", "n1", "--gone"),
    ],
)
def test_a_wrong_command_line_is_2_and_names_the_help(run: Run, words: tuple[str, ...]) -> None:
    said = run(*words)
    assert (said.code, said.out) == (2, "")
    assert "--help" in said.err


def test_a_conflict_is_3_and_shows_both_values(run: Run) -> None:
    run("demand", "add", "Ampeln bauen", me="ben")
    [edit] = run("demand", "edit", "f1", "--topic", "Wege", "--json", me="ben").rows
    run("demand", "edit", "f1", "--topic", "Verkehr")
    said = run("undo", str(edit["seq"]), me="ben")
    assert said.code == 3
    assert "by anna" in said.err and "yours: nothing; theirs: “Verkehr”" in said.err


def test_a_busy_store_is_3(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object, **__: object) -> None:
        raise Busy("ben writes just now", "Try again.")

    monkeypatch.setattr(Review, "apply", busy)
    said = run("note", "d1", "Eins")
    assert (said.code, said.err) == (3, "vermerk: ben writes just now. Try again.\n")


def test_a_damaged_store_is_4(run: Run, project: Path) -> None:
    for path in project.rglob("store.json"):
        path.write_bytes(b"\x00 kaputt")
    said = run("list", "documents")
    assert said.code == 4 and said.err.startswith("vermerk: ")


def test_a_write_that_may_be_lost_is_4(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsure(*_: object, **__: object) -> None:
        raise Unknown("the disk did not say", "Open it again.")

    monkeypatch.setattr(Review, "apply", unsure)
    assert run("note", "d1", "Eins").code == 4


@pytest.mark.parametrize(
    "words",
    [
        ("note", "d1", "Darf ich?"),
        ("tag", "d1", "Neu"),
        ("demand", "add", "Mehr"),
        ("event", "add", "2026"),
        ("verdict", "f1", "met"),
        ("import", "nirgends.txt"),
        ("reviewers", "add", "otto"),
    ],
)
def test_a_viewer_may_not_change_anything(run: Run, words: tuple[str, ...]) -> None:
    run("demand", "add", "Ampeln bauen")
    said = run(*words, me="vera")
    assert (said.code, said.out) == (5, "")
    assert "viewer" in said.err and "lead" in said.err
    assert run("list", "demands", "--json", me="vera").code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("import", "nirgends.txt"),
        ("reviewers", "add", "otto"),
        ("reviewers", "role", "vera", "lead"),
        ("verdict", "f1", "met", "--final", "--reason", "So"),
    ],
)
def test_what_only_a_lead_may(run: Run, words: tuple[str, ...]) -> None:
    run("demand", "add", "Ampeln bauen")
    assert run(*words, me="ben").code == 5
    assert {row["name"] for row in run("list", "reviewers", "--json").rows} == {"anna", "ben", "vera"}


def test_roles_can_be_given_but_the_last_lead_stays(run: Run) -> None:
    assert run("reviewers", "role", "vera", "reviewer").code == 0
    assert run("note", "d1", "Jetzt schon", me="vera").code == 0
    assert run("reviewers", "role", "anna", "viewer").code == 1
    assert run("reviewers", "role", "ben", "lead").code == 0
    assert run("reviewers", "role", "anna", "viewer").code == 0
    assert [(row["name"], row["role"]) for row in run("reviewers", "list", "--json", me="vera").rows] == [
        ("anna", "viewer"), ("ben", "lead"), ("vera", "reviewer"),
    ]  # fmt: skip


def test_nobody_acts_as_somebody_who_is_not_there(run: Run) -> None:
    said = run("list", "notes", me="niemand")
    assert said.code == 5 and "niemand" in said.err and "reviewers" in said.err


def test_refusals_speak_german_around_their_reason(run: Run) -> None:
    said = run("event", "add", "demnächst", "--lang", "de")
    assert said.code == 1 and "ist kein Datum" in said.err


# Odd words


@pytest.mark.parametrize(
    "words",
    ["--json", "-", "- erst prüfen", "=1+1", "[/b] [red]", "zwei\nZeilen", "„ß“ 漢字 👩\u200d🔬", "%s %(x)s"],
)
def test_words_are_kept_as_they_are(run: Run, words: str) -> None:
    assert run("note", "--", "d1", words).code == 0
    assert [row["text"] for row in run("list", "notes", "--json").rows] == [words]
    assert run("list", "notes").out.count("\n") == 2


@pytest.mark.parametrize("name", ["list", "mit Leerzeichen", "größer.vermerk", "-vorn", "100%", "a'b\"c"])
def test_projects_may_have_odd_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init", "--as", "anna", "--json", "--", name]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made == {
        "project": name, "name": name.removesuffix(".vermerk"), "reviewer": "anna", "role": "lead",
    }  # fmt: skip
    assert main(["note", "--as", "anna", "--", name, "d1", "Eins"]) == 1
    assert main(["list", "--as", "anna", "--", name, "notes"]) == 0
    assert main(["init", "--as", "anna", "--", name]) == 1


def test_a_new_project_says_who_leads_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "neu.vermerk"
    assert main(["init", str(folder), "--as", "lea", "--name", "Größeres"]) == 0
    said = capsys.readouterr()
    assert said.out == "" and "lea" in said.err and str(folder) in said.err
    assert main(["show", str(folder), "r1", "--as", "lea"]) == 0
    assert capsys.readouterr().out.splitlines()[4].split() == ["name", "lea"]


@pytest.mark.parametrize("words", [["list", "{}", "notes"], ["{}"], ["undo", "{}"], ["export", "{}", "csv"]])
def test_a_folder_that_is_no_project_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    folder = str(tmp_path / "leer")
    assert main([word.format(folder) for word in words]) == 1
    said = capsys.readouterr()
    assert said.out == "" and folder in said.err and said.err.count("\n") == 1


def test_what_is_for_me_is_listed_and_stays_unread(run: Run, project: Path) -> None:
    with Review.open(project) as review:
        me = review.me
        review.apply(AddReviewer("otto", "reviewer"))
        review.beside("otto").apply(AddNote("d1", f"@{me}, stimmt das?"), AddNote("d1", "nur so"))
    for _ in range(2):
        (row,) = run("list", "for-me", "is:unread", "--json").rows
        assert (row["kind"], row["id"], row["by"], row["unread"]) == ("mention", "n1", "otto", True)
    assert "names you" in run("list", "for-me").out
    assert run("list", "for-me", "is:reply", "--json").rows == []
    assert run("list", "for-me", "by:otto", "nichts", "--json").rows == []
