"""Batches of changes and texts, imports, exports, and taking back: each command in this process."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from store.changes import AddDocument, AddReviewer
from store.review import Review
from tests.tui.calling import Run, Said
from tui.cli import main

TEXT = "Kreisbund tagt\n\nDer Kreisbund will größere Ampeln und 40 Zebrastreifen.\n"
EVERY_FORM = ("csv", "markdown", "json", "everything")


pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the words of one command line, with these bytes or lines on standard input."""

    def command(*words: str, stdin: bytes | Iterable[object] = b"") -> Said:
        data = stdin if isinstance(stdin, bytes) else lines(*stdin)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="ascii"))
        code = main(words)
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return Said(code, said.out, said.err)

    return command


@pytest.fixture
def run(call: Run, tmp_path: Path) -> Run:
    """Runs one command on a project with the document d1, as anna, who leads it."""
    folder = tmp_path / "wege.vermerk"
    review = Review.create(folder, "Wege | [rot]", "anna")
    review.apply(AddDocument(title="Ampeln", text=TEXT, date="2026-03-06"))
    review.apply(AddReviewer("ben", "reviewer", ("b.ost",)))
    review.close()
    return lambda name, *words, me="anna", stdin=b"": call(name, str(folder), "--as", me, *words, stdin=stdin)


def lines(*values: object) -> bytes:
    """JSON Lines; what is bytes already stands as it is."""
    return b"".join((one if isinstance(one, bytes) else json.dumps(one).encode()) + b"\n" for one in values)


def note(text: str, target: str = "d1") -> dict[str, str]:
    return {"do": "note.add", "target": target, "text": text}


def texts(run: Run) -> list[str]:
    return [row["text"] for row in run("list", "notes", "--json").rows]


def seq(run: Run) -> int:
    number: int = run("snapshot", "--json").rows[0]["seq"]
    return number


# apply


def test_every_line_is_acknowledged_with_its_number_in_order(run: Run) -> None:
    before = seq(run)
    said = run("apply", "-", stdin=[note("eins"), note("zwei"), note("drei")])
    assert (said.code, said.err) == (0, "")
    assert said.rows == [{"line": n, "seq": before + n, "ids": [f"n{n}"]} for n in (1, 2, 3)]


def test_acknowledgements_are_json_with_and_without_the_option(run: Run) -> None:
    plain, asked = run("apply", "-", stdin=[note("a")]), run("apply", "-", "--json", stdin=[note("a")])
    assert plain.rows[0].keys() == asked.rows[0].keys() == {"line", "seq", "ids"}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ({"do": "note.add", "target": "d1"}, "missing key text"),
        ({"do": "note.add", "target": "d1", "text": "x", "mehr": 1}, "unknown key mehr"),
        ({"do": "note.add", "target": "d1", "text": 5}, "text"),
        ({"do": "note.ad", "target": "d1", "text": "x"}, "note.ad"),
        ({"target": "d1", "text": "x"}, "do"),
        ({"do": "verdict.set", "demand": "f1", "answer": "ja"}, "not_found"),
        ([1, 2], "not a JSON object"),
        (b'{"do": "a", "do": "b"}', "occurs twice"),
        (b'{"do": NaN}', "NaN"),
        (b"\xff\xfe", "not UTF-8 at byte 0"),
        (b"{", "not JSON"),
        (note("x", "d1:0-9999"), "outside"),
        (note("x", "d7"), "d7"),
    ],
)
def test_a_refused_line_gives_its_reason_and_the_rest_goes_on(run: Run, line: object, reason: str) -> None:
    said = run("apply", "-", stdin=[note("vorher"), line, b"", note("nachher")])
    assert said.code == 1
    assert [row["line"] for row in said.rows] == [1, 2, 4]
    assert reason in said.rows[1]["error"] and said.rows[1].keys() == {"line", "error"}
    assert texts(run) == ["vorher", "nachher"]


@pytest.mark.parametrize(("size", "acknowledged"), [("1", 7), ("2", 4), ("3", 3), ("7", 1), ("100", 1)])
def test_a_batch_is_one_transaction(run: Run, size: str, acknowledged: int) -> None:
    before = seq(run)
    said = run("apply", "-", "--batch", size, stdin=[note(str(n)) for n in range(7)])
    assert len(said.rows) == acknowledged and said.rows[-1]["line"] == 7
    assert [one for row in said.rows for one in row["ids"]] == [f"n{n}" for n in range(1, 8)]
    assert seq(run) == before + acknowledged
    assert texts(run) == [str(n) for n in range(7)]


def test_blank_lines_count_as_lines_but_not_for_the_batch(run: Run) -> None:
    said = run("apply", "-", "--batch", "2", stdin=[b"", note("a"), b"  ", note("b"), note("c")])
    assert [row["line"] for row in said.rows] == [4, 5]


def test_only_the_batch_with_a_bad_line_is_applied_line_by_line(run: Run) -> None:
    said = run("apply", "-", "--batch", "2", stdin=[note("a"), note("b"), note("c"), {"do": "x"}, note("e")])
    assert [(row["line"], "error" in row) for row in said.rows] == [
        (2, False),
        (3, False),
        (4, True),
        (5, False),
    ]
    assert texts(run) == ["a", "b", "c", "e"]


def test_a_later_line_may_name_what_an_earlier_one_made(run: Run) -> None:
    said = run(
        "apply",
        "-",
        stdin=[
            {"do": "demand.add", "text": "Ampeln bauen"},
            {"do": "evidence.add", "demand": "f1", "target": "d1:0-9", "stance": "mentions"},
            {"do": "note.reply", "note": "n1", "text": "zu früh"},
            note("erst", "f1"),
            {"do": "note.reply", "note": "n1", "text": "dann"},
        ],
    )
    assert ["error" in row for row in said.rows] == [False, False, True, False, False]
    assert texts(run) == ["erst", "dann"]


def test_changes_come_from_a_file_too(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "änderungen.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + lines(note("Größe")))
    assert run("apply", str(path)).rows[0]["ids"] == ["n1"]
    assert texts(run) == ["Größe"]
    said = run("apply", str(tmp_path / "weg.jsonl"))
    assert (said.code, said.out) == (1, "") and "weg.jsonl" in said.err


def test_nothing_to_apply_is_no_mistake(run: Run) -> None:
    for nothing in (b"", b"\n\n  \n"):
        assert run("apply", "-", stdin=nothing) == (0, "", "")


def test_the_first_refusal_decides_the_code(run: Run) -> None:
    import_line = {"do": "document.add", "title": "Neu", "text": "Neu.", "date": None}
    assert run("apply", "-", me="ben", stdin=[import_line, {"do": "x"}]).code == 5
    assert run("apply", "-", me="ben", stdin=[{"do": "x"}, import_line]).code == 1
    assert run("apply", "-", me="ben", stdin=[note("darf er")]).code == 0


# dates and demands in batches


def test_batches_of_dates_keep_their_order_and_ids(call: Run) -> None:
    asked = [
        {"id": {"a": [1]}, "text": "Am 3. Juli 2026 wird gewählt."},
        {"id": 0, "text": "Nichts."},
        {"text": "Bis Ende 2027 wird gebaut."},
    ]
    said = call("dates", "-", stdin=asked)
    assert said.code == 0 and [row["id"] for row in said.rows] == [{"a": [1]}, 0, None]
    assert [[one["edtf"] for one in row["mentions"]] for row in said.rows] == [
        ["2026-07-03"], [], ["../2027-12-31"],
    ]  # fmt: skip


def test_offsets_of_a_batch_count_in_the_text_as_given(call: Run) -> None:
    text = "\ufeff👩\u200d🔬\r\n\r\nA\u0308mter: am 3. Juli 2026."
    [row] = call("dates", "-", stdin=[{"id": 1, "text": text}]).rows
    [found] = row["mentions"]
    assert text[found["start"] : found["end"]] == found["text"]
    text = "x\r\n\r\n  Das Land muss die Größe ändern.  \r\n"
    [row] = call("demands", "-", stdin=[{"id": 1, "text": text}]).rows
    [found] = row["mentions"]
    assert text[found["start"] : found["end"]] == "Das Land muss die Größe ändern."


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ({"id": 1}, "text"),
        ({"id": 1, "text": None}, "text"),
        ({"id": 1, "text": ["Am 3. Juli 2026."]}, "text"),
        ({"id": 1, "text": "heute", "date": "3.7.2026"}, "3.7.2026"),
        ({"id": 1, "text": "heute", "date": 2026}, "2026"),
        (["heute"], "object"),
        (b"heute", "JSON"),
        (b"\xff", "UTF-8"),
    ],
)
@pytest.mark.parametrize("command", ["dates", "demands", "commitments"])
def test_a_bad_line_of_a_batch_is_told_in_its_place(
    call: Run, command: str, line: object, reason: str
) -> None:
    good = {"id": "gut", "text": "Das Land muss am 3. Juli 2026 zahlen. Geplant ist ein Steg."}
    said = call(command, "-", stdin=[good, line, good])
    assert said.code == 1
    first, bad, last = said.rows
    assert first == last and len(first["mentions"]) == 1
    assert bad["line"] == 2 and reason in bad["error"] and "mentions" not in bad


def test_the_lines_own_date_wins_over_the_option(call: Run) -> None:
    asked = [{"id": 1, "text": "Er kam gestern.", "date": "2026-01-01"}, {"id": 2, "text": "Er kam gestern."}]
    said = call("dates", "-", "--date", "2026-06-30", stdin=asked)
    assert [row["mentions"][0]["edtf"] for row in said.rows] == ["2025-12-31", "2026-06-29"]


def test_texts_and_files_are_read_alike(call: Run, tmp_path: Path) -> None:
    text = "Aufruf\n\nDas Land muss bis Ende 2027 zahlen. Der Bund sollte helfen. Geplant ist ein Fest.\n"
    path = tmp_path / "aufruf.txt"
    path.write_text(text, encoding="utf-8")
    for command in ("dates", "demands", "commitments"):
        [row] = call(command, "-", stdin=[{"id": 1, "text": text}]).rows
        assert row["mentions"] and call(command, str(path)).rows == row["mentions"]


def test_a_file_may_be_read_as_another_format(call: Run, tmp_path: Path) -> None:
    path = tmp_path / "seite.txt"
    path.write_text("<html><body><p>Das Land muss zahlen.</p></body></html>", encoding="utf-8")
    [found] = call("demands", str(path), "--format", "html").rows
    assert (found["start"], found["text"]) == (0, "Das Land muss zahlen.")
    assert call("demands", str(path), "--format", "pdf").code == 1


# import


def paper(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_folder_is_imported_in_order_without_hidden_and_unknown_files(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "papiere"
    for name in ("b.txt", "a.md", "tief/c.txt", ".versteckt/d.txt", "foto.xyz"):
        paper(folder, name, f"Blatt {name}\n\nText.\n")
    (folder / "link.txt").symlink_to(folder / "b.txt")
    said = run("import", str(folder), "--json")
    assert said.code == 1
    assert [(Path(row["path"]).name, row["status"]) for row in said.rows] == [
        ("a.md", "imported"), ("b.txt", "imported"), ("link.txt", "failed"), ("c.txt", "imported"),
    ]  # fmt: skip


def test_the_same_content_is_imported_once_whatever_its_name(run: Run, tmp_path: Path) -> None:
    first = paper(tmp_path, "eins.txt", "Blatt\n\nText.\n")
    second = paper(tmp_path, "zwei.txt", "Blatt\n\nText.\n")
    said = run("import", first, second, "--json")
    assert said.code == 0
    assert [(row["status"], row["document"]) for row in said.rows] == [
        ("imported", "d2"),
        ("duplicate", "d2"),
    ]
    assert run("import", second).out == f"{second}: already there as d2\n"


def test_what_the_reviewer_says_of_a_document_wins(run: Run, tmp_path: Path) -> None:
    path = paper(tmp_path, "blatt.txt", "Ahrensfurt, 5. März 2026\n\nText.\n")
    options = ("--date", "2026-05-01", "--title", "Mein Titel", "--publisher", "Bund", "--kind", "Brief")
    run("import", path, *options, "--source", "https://beispiel.example/1")
    [row] = run("list", "documents", "--json", "titel").rows
    assert [row[name] for name in ("date", "title", "publisher", "kind", "source")] == [
        "2026-05-01", "Mein Titel", "Bund", "Brief", "https://beispiel.example/1",
    ]  # fmt: skip


def test_import_suggests_events_and_demands(run: Run, tmp_path: Path) -> None:
    path = paper(tmp_path, "aufruf.txt", "Aufruf\n\nDas Land muss bis Ende 2027 Radwege bauen.\n")
    run("import", path)
    [event] = run("list", "events", "--json").rows
    [demand] = run("list", "demands", "--json").rows
    assert (event["edtf"], event["state"], event["document"]) == ("../2027-12-31", "suggested", "d2")
    assert (demand["addressee"], demand["state"], demand["document"]) == ("Land", "suggested", "d2")
    [row] = run("list", "documents", "--json", "aufruf").rows
    assert row["suggestions"] == 2


def test_a_file_that_is_gone_or_empty_fails_alone(run: Run, tmp_path: Path) -> None:
    good, empty = paper(tmp_path, "gut.txt", "Gut\n\nText.\n"), paper(tmp_path, "leer.txt", "")
    said = run("import", str(tmp_path / "weg.txt"), empty, good, "--json")
    assert said.code == 1
    assert [row["status"] for row in said.rows] == ["failed", "failed", "imported"]
    assert all(row["error"] and row["document"] is None for row in said.rows[:2])
    assert said.rows[2]["error"] is None


# export


@pytest.fixture
def judged(run: Run) -> Run:
    run("demand", "add", "=SUMME(A1)|<b>", "--due", "2999")
    run("demand", "add", 'Zweites, "zitiert"\nüber zwei Zeilen')
    run("evidence", "f1", "d1:0-9", "--grade", "strong")
    run("verdict", "f1", "partial", "--reason=-teils | teils")
    return run


def test_csv_is_a_table_in_which_nothing_is_a_formula(judged: Run, tmp_path: Path) -> None:
    target = tmp_path / "tafel.csv"
    judged("export", "csv", "-o", str(target), "--lang", "en")
    with target.open(encoding="utf-8", newline="") as file:
        first, second = csv.DictReader(file)
    assert first["demand"] == "'=SUMME(A1)|<b>"
    assert (first["quotation"], first["document"], first["position"]) == ("Kreisbund", "Ampeln", "d1:0-9")
    assert (first["answer"], first["deadline"]) == ("partly met", "deadline running")
    assert first["grade"] == "anna: strong"
    assert first["verdict"] == "anna: partly met (-teils | teils)"
    assert second["demand"] == 'Zweites, "zitiert" über zwei Zeilen'
    assert second["quotation"] == ""


def test_a_table_speaks_the_reviews_language_or_the_one_asked_for(judged: Run) -> None:
    german, english = judged("export", "csv").out, judged("export", "csv", "--lang", "en").out
    assert german.startswith("Forderung,Bearbeitung,Antwort,") and "teilweise erfüllt" in german
    assert english.startswith("demand,review,answer,") and "partly met" in english
    judged("apply", "-", stdin=[{"do": "project.edit", "language": "en"}])
    assert judged("export", "csv").out == english
    assert judged("export", "csv", "--lang", "de").out == german


def test_markdown_escapes_what_would_be_markup(judged: Run) -> None:
    text = judged("export", "markdown").out
    assert text.startswith("# Wege \\| \\[rot\\]\n")
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len(rows) == 4 and {row.replace("\\|", "").count("|") for row in rows} == {13}
    assert "=SUMME(A1)\\|\\<b\\>" in text


def test_json_holds_each_demand_with_its_evidence(judged: Run) -> None:
    found = json.loads(judged("export", "json").out)
    assert found["project"] == "Wege | [rot]"
    first, second = found["demands"]
    assert first["text"] == "=SUMME(A1)|<b>" and first["due"] == "2999"
    assert [one["quotation"] for one in first["evidence"]] == ["Kreisbund"]
    assert [one["answer"] for one in first["verdicts"]] == ["partial"] and second["evidence"] == []


def test_everything_holds_texts_and_changes(judged: Run) -> None:
    found = json.loads(judged("export", "everything").out)
    assert found["format"] == "vermerk" and found["seq"] == len(found["changes"]) == seq(judged)
    assert TEXT.strip() in found["texts"]["v1"]
    assert [row["id"] for row in found["records"]["demands"]] == ["f1", "f2"]


@pytest.mark.parametrize("form", EVERY_FORM)
def test_an_export_is_the_same_to_a_file_and_to_standard_output(
    judged: Run, tmp_path: Path, form: str
) -> None:
    target = tmp_path / f"ausfuhr.{form}"
    [said] = judged("export", form, "-o", str(target), "--json").rows
    data = target.read_bytes()
    assert said == {"path": str(target), "format": form, "bytes": len(data), "losses": []}
    shown = judged("export", form, "-o", "-").out
    assert shown.encode() == data and judged("export", form).out == shown


@pytest.mark.parametrize("form", EVERY_FORM)
def test_a_file_that_is_there_is_kept_unless_forced(judged: Run, tmp_path: Path, form: str) -> None:
    target = tmp_path / "meins"
    target.write_text("meins")
    said = judged("export", form, "-o", str(target))
    assert said.code == 1 and "--force" in said.err and target.read_text() == "meins"
    assert judged("export", form, "-o", str(target), "--force").code == 0
    assert "Kreisbund" in target.read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["meins", "wege.vermerk"]


@pytest.mark.parametrize("target", ["", "gibt/es/nicht.csv"])
def test_where_nothing_can_be_written_is_said(judged: Run, tmp_path: Path, target: str) -> None:
    said = judged("export", "csv", "--force", "-o", str(tmp_path / target))
    assert (said.code, said.out) == (1, "") and str(tmp_path) in said.err


# history, undo, redo


def test_history_tells_who_did_what_to_which_field(run: Run) -> None:
    run("demand", "add", "Ampeln", "--topic", "Wege", me="ben")
    run("demand", "edit", "f1", "--topic", "Verkehr")
    rows = run("history", "f1", "--json").rows
    assert all(row.keys() >= {"seq", "when", "who", "do", "record", "field", "old", "new"} for row in rows)
    assert [(row["who"], row["do"], row["old"], row["new"]) for row in rows if row["field"] == "topic"] == [
        ("anna", "demand.edit", "Wege", "Verkehr")
    ]
    assert (rows[0]["who"], rows[0]["do"], rows[0]["new"]) == ("ben", "demand.add", "Ampeln")


def test_history_for_people_is_a_table_with_arrows(run: Run) -> None:
    run("tag", "d1", "Verkehr")
    run("untag", "d1", "Verkehr")
    heads, *rows = run("history", "d1").out.splitlines()
    assert heads.split()[:6] == ["change", "when", "who", "what", "record", "field"]
    assert rows[-2].split()[-4:] == ["tags", "∅", "→", "Verkehr"]
    assert rows[-1].split()[-4:] == ["tags", "Verkehr", "→", "∅"]
    assert "Änderung" in run("history", "d1", "--lang", "de").out


def test_undo_goes_back_step_by_step_and_redo_forward_again(run: Run) -> None:
    for text in ("eins", "zwei", "drei"):
        run("note", "d1", text)
    for left in (["eins", "zwei"], ["eins"], []):
        assert run("undo").code == 0 and texts(run) == left
    for back in (["eins"], ["eins", "zwei"], ["eins", "zwei", "drei"]):
        assert run("redo").code == 0 and texts(run) == back
    assert run("redo").code == 1


def test_a_new_change_ends_what_could_be_done_again(run: Run) -> None:
    run("note", "d1", "eins")
    run("undo")
    run("note", "d1", "zwei")
    said = run("redo")
    assert said.code == 1 and "nothing to redo" in said.err
    assert texts(run) == ["zwei"]


def test_the_change_given_is_taken_back_and_only_once(run: Run) -> None:
    first = run("note", "d1", "eins", "--json").rows[0]["seq"]
    run("note", "d1", "zwei")
    assert run("undo", str(first)).code == 0 and texts(run) == ["zwei"]
    said = run("undo", str(first))
    assert said.code == 1 and str(first) in said.err
    assert run("undo", "1").code == 1


def test_a_reviewer_takes_back_only_own_changes(run: Run) -> None:
    mine = run("note", "d1", "von anna", "--json").rows[0]["seq"]
    assert run("undo", str(mine), me="ben").code == 5
    assert run("undo", me="ben").code == 1
    run("note", "d1", "von ben", me="ben")
    assert run("undo").code == 0 and texts(run) == ["von ben"]


def test_a_batch_is_taken_back_as_a_whole(run: Run) -> None:
    run("apply", "-", "--batch", "9", stdin=[note("a"), note("b"), {"do": "tag.add", "name": "Neu"}])
    [said] = run("undo", "--json").rows
    assert said["seq"] == seq(run) and texts(run) == []
    assert run("list", "tags", "--json").rows == []


def test_undo_and_redo_are_in_the_history(run: Run) -> None:
    [made] = run("note", "d1", "eins", "--json").rows
    run("undo")
    run("redo")
    told = run("history", "n1", "--json").rows
    assert [(row["do"], row["undoes"], row["redoes"]) for row in told] == [
        ("note.add", 0, 0), ("undo", made["seq"], 0), ("redo", 0, made["seq"]),
    ]  # fmt: skip
