"""A review from the first command to the hand-over, each command a process of its own."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import tinydb

VERMERK = [sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())"]

LETTER = """\
Städtebund fordert verlässliche Busse

Lindenau, 3. Februar 2026. Der Städtebund hat am Dienstag seine Erwartungen an das Land vorgelegt.

Wir fordern:
- Das Land muss den Nahverkehr bis Ende 2028 dauerhaft finanzieren.
- Anträge sollen medienbruchfrei gestellt werden können.
"""
ANSWER = """\
Ministerium kündigt Förderung an

Lindenau, 9. März 2026. Das Ministerium hat angekündigt, den Nahverkehr ab 2027 mit 40 Millionen Euro \
jährlich zu unterstützen. Ein Beschluss des Kabinetts steht noch aus.
"""


@pytest.fixture
def home(tmp_path):
    (tmp_path / "papiere").mkdir()
    (tmp_path / "papiere" / "forderung.txt").write_text(LETTER, encoding="utf-8")
    (tmp_path / "papiere" / "antwort.txt").write_text(ANSWER, encoding="utf-8")
    return tmp_path


@pytest.fixture
def vermerk(home):
    """Runs one command in ``home``; returns its output read as JSON Lines, or as it is without --json."""

    def run(*words, code=0, stdin=""):
        environ = {
            **os.environ,
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            "XDG_STATE_HOME": str(home / "state"),
        }
        done = subprocess.run(
            [*VERMERK, *words],
            cwd=home,
            env=environ,
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        assert done.returncode == code, done.stderr
        assert "Traceback" not in done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()] if "--json" in words else done.stdout

    return run


def place_of(folder, document, words):
    """TARGET of the words in a document's text, as the project folder has it."""
    text = next((Path(folder) / "documents" / document).glob("*[0-9].txt")).read_text(encoding="utf-8")
    start = text.index(words)
    return f"{document}:{start}-{start + len(words)}"


def test_a_review_from_init_to_export(vermerk, home):
    vermerk("init", "team.vermerk", "--name", "Nahverkehr")
    imported = vermerk("import", "team.vermerk", "papiere", "--json")
    assert [line["status"] for line in imported] == ["imported", "imported"]
    assert {line["date"] for line in imported} == {"2026-02-03", "2026-03-09"}
    again = vermerk("import", "team.vermerk", "papiere/antwort.txt", "--json")
    assert again[0]["status"] == "duplicate"

    documents = {row["title"]: row["id"] for row in vermerk("list", "team.vermerk", "documents", "--json")}
    answer = documents["Ministerium kündigt Förderung an"]
    demands = vermerk("list", "team.vermerk", "demands", "Nahverkehr", "--json")
    demand = next(row["id"] for row in demands if "finanzieren" in row["text"])
    vermerk("demand", "team.vermerk", "confirm", demand)

    where = place_of(home / "team.vermerk", answer, "mit 40 Millionen Euro jährlich")
    vermerk("tag", "team.vermerk", where, "Geld/Zuschuss")
    [note] = vermerk("note", "team.vermerk", where, "Nur bis 2029?", "--json")
    [reply] = vermerk("reply", "team.vermerk", note["ids"][0], "Das steht nicht da.", "--json")
    vermerk("evidence", "team.vermerk", demand, where, "--stance", "supports", "--grade", "weak")
    vermerk("verdict", "team.vermerk", demand, "announced", "--reason", "Kein Beschluss")
    vermerk("resolve", "team.vermerk", note["ids"][0])

    [row] = [row for row in vermerk("list", "team.vermerk", "demands", "--json") if row["id"] == demand]
    assert (row["answer"], row["review"]) == ("announced", "reviewed")
    [evidence] = vermerk("list", "team.vermerk", "evidence", "--json")
    assert evidence["text"] == "mit 40 Millionen Euro jährlich"
    assert (evidence["stance"], evidence["grade"]) == ("supports", "weak")

    told = [line["do"] for line in vermerk("history", "team.vermerk", "--json")]
    for do in ("tag.attach", "note.add", "note.reply", "evidence.add", "verdict.set", "note.resolve"):
        assert do in told
    assert "announced" in vermerk("history", "team.vermerk")

    table = vermerk("export", "team.vermerk", "csv")
    assert "mit 40 Millionen Euro jährlich" in table and "Kein Beschluss" in table
    vermerk("export", "team.vermerk", "markdown", "-o", "tafel.md")
    assert "40 Millionen" in (home / "tafel.md").read_text(encoding="utf-8")
    vermerk("export", "team.vermerk", "markdown", "-o", "tafel.md", code=1)
    vermerk("export", "team.vermerk", "markdown", "-o", "tafel.md", "--force")


def test_stock_tinydb_opens_the_snapshot_and_finds_exactly_what_was_done(vermerk, home):
    vermerk("init", "team.vermerk")
    [line] = vermerk("import", "team.vermerk", "papiere/antwort.txt", "--json")
    where = place_of(home / "team.vermerk", line["document"], "40 Millionen Euro")
    vermerk("tag", "team.vermerk", where, "Geld")
    vermerk("note", "team.vermerk", where, "Woher kommt das Geld?")
    vermerk("snapshot", "team.vermerk")

    with tinydb.TinyDB(home / "team.vermerk" / "current.json", access_mode="r") as stock:
        [tag] = stock.table("tags").all()
        [passage] = [row for row in stock.table("passages").all() if row["tags"]]
        [note] = stock.table("notes").all()
        assert [row["title"] for row in stock.table("documents").all()] == [
            "Ministerium kündigt Förderung an"
        ]
    assert tag["name"] == "Geld" and passage["tags"] == [tag["id"]]
    assert passage["quote"] == "40 Millionen Euro"
    assert (note["target"], note["text"]) == (passage["id"], "Woher kommt das Geld?")


def test_changes_come_in_by_apply_and_are_taken_back(vermerk, home):
    vermerk("init", "team.vermerk")
    changes = [
        {
            "do": "document.add",
            "title": "Beschluss",
            "text": "Das Kabinett hat beschlossen.",
            "date": "2026-04-21",
        },
        {"do": "note.add", "target": "d1", "text": "Endlich"},
        {"do": "note.add", "target": "d9", "text": "Wohin?"},
        {"do": "note.add", "target": "d1:0-12", "text": "Wer genau?"},
    ]
    said = vermerk("apply", "team.vermerk", "-", "--json", code=1, stdin="\n".join(map(json.dumps, changes)))
    assert [line["line"] for line in said] == [1, 2, 3, 4]
    assert [line.get("ids") for line in said] == [said[0]["ids"], said[1]["ids"], None, said[3]["ids"]]
    assert "d9" in said[2]["error"] and said[3]["seq"] == said[1]["seq"] + 1
    vermerk("undo", "team.vermerk")
    assert [row["text"] for row in vermerk("list", "team.vermerk", "notes", "--json")] == ["Endlich"]
    vermerk("redo", "team.vermerk")
    assert len(vermerk("list", "team.vermerk", "notes", "--json")) == 2


def test_what_apply_acknowledged_outlives_it(vermerk, home):
    vermerk("init", "team.vermerk")
    command = [*VERMERK, "apply", "team.vermerk", "-"]
    with subprocess.Popen(command, cwd=home, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        for number in (1, 2):
            process.stdin.write(json.dumps({"do": "tag.add", "name": f"Wort {number}"}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["line"] == number  # while the input is still open
        process.kill()
    assert [row["name"] for row in vermerk("list", "team.vermerk", "tags", "--json")] == ["Wort 1", "Wort 2"]


def heed_interrupts():
    """What runs in the background of a shell ignores them, and so would all that it starts."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_an_interrupted_command_ends_with_130_and_without_noise(home, vermerk):
    vermerk("init", "team.vermerk")
    command = [*VERMERK, "apply", "team.vermerk", "-"]
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with subprocess.Popen(command, cwd=home, preexec_fn=heed_interrupts, **pipes) as process:
        process.stdin.write(b"x\n")
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
        assert process.stderr.read().count(b"\n") == 1


def test_nothing_that_draws_is_loaded_by_a_command(home, vermerk):
    vermerk("init", "team.vermerk")
    for words in (
        ["--help"],
        ["list", "team.vermerk", "documents"],
        ["apply", "team.vermerk", "--help"],
        ["import", "team.vermerk", "papiere"],
        ["export", "team.vermerk", "csv"],
        ["dates", "papiere/antwort.txt"],
        ["team.vermerk"],
    ):
        probe = (
            "import sys; from tui.cli import main; main(sys.argv[1:]);"
            "sys.exit(','.join(m for m in sys.modules if m.partition('.')[0] in ('textual', 'rich')) or 0)"
        )
        done = subprocess.run(
            [sys.executable, "-c", probe, *words],
            cwd=home,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
        )
        assert done.returncode == 0, (words, done.stderr)


def test_a_reader_that_goes_away_makes_no_noise(home, vermerk):
    vermerk("init", "team.vermerk")
    lines = "\n".join(json.dumps({"do": "tag.add", "name": f"Wort {n}"}) for n in range(300))
    vermerk("apply", "team.vermerk", "-", "--batch", "300", "--json", stdin=lines)
    with subprocess.Popen(
        [*VERMERK, "list", "team.vermerk", "tags", "--json"],
        cwd=home,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
