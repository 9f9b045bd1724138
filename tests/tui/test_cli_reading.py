import io
import json
import sys

import pytest

from tui.cli import main, reading
from tui.locale import set_language

TEXT = """\
Kreistag berät über Radwege

Hainichen, 12. Mai 2026. Der Kreistag hat gestern über Radwege beraten.

Vom 3. bis 5. Juni wird gebaut. Das Land muss die Radwege bis Ende 2027 sanieren.
"""
DATE_FIELDS = ["start", "end", "text", "type", "value", "event", "edtf", "rule", "reference", "region"]
DEMAND_FIELDS = ["start", "end", "text", "addressee", "region", "rule", "restates"]


COMMITMENT_FIELDS = ["start", "end", "text", "actor", "stage", "region", "rule"]


pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "meldung.txt"
    path.write_text(TEXT.replace("\n", "\r\n"), encoding="utf-8-sig")
    return path


@pytest.fixture
def vermerk(capsys, monkeypatch):
    """Runs one command; gives the JSON Lines it printed."""

    def run(*words, code=0, stdin=""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="ascii"))
        assert main([str(word) for word in words]) == code
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


def test_dates_have_the_promised_fields_and_count_in_the_normalised_text(vermerk, paper):
    found = vermerk("dates", paper)
    assert all(list(mention) == DATE_FIELDS for mention in found)
    assert all(TEXT[mention["start"] : mention["end"]] == mention["text"] for mention in found)
    assert {mention["edtf"] for mention in found} >= {"2026-05-12", "2026-06-03/2026-06-05", "../2027-12-31"}


def test_relative_dates_count_from_the_documents_own_date_unless_told(vermerk, paper):
    def yesterday(*words):
        [mention] = [found for found in vermerk("dates", paper, *words) if found["text"] == "gestern"]
        return mention["edtf"], mention["reference"]

    assert yesterday() == ("2026-05-11", "2026-05-12")
    assert yesterday("--date", "2026-03-01", "--json") == ("2026-02-28", "2026-03-01")


def test_both_ends_of_a_range_are_one_event(vermerk, paper):
    ends = [found for found in vermerk("dates", paper) if found["edtf"] == "2026-06-03/2026-06-05"]
    assert len(ends) == 2 and ends[0]["event"] == ends[1]["event"]


def test_demands_have_the_promised_fields(vermerk, paper):
    [found] = vermerk("demands", paper)
    assert list(found) == DEMAND_FIELDS
    assert "Radwege" in found["text"] and found["addressee"] == "Land"
    assert TEXT[found["start"] : found["end"]].startswith("Das Land muss")


def test_commitments_have_the_promised_fields(vermerk, tmp_path):
    path = tmp_path / "rat.txt"
    path.write_text("Der Kreistag hat den Radweg beschlossen. Gut so.\n")
    [found] = vermerk("commitments", path)
    assert list(found) == COMMITMENT_FIELDS
    assert (found["start"], found["text"]) == (0, "Der Kreistag hat den Radweg beschlossen.")
    assert (found["actor"], found["stage"], found["region"]) == ("Kreistag", "decided", "body")


def test_a_batch_of_commitments_answers_in_order(vermerk):
    texts = [
        {"id": "a", "text": "Es gab Suppe."},
        {"id": "b", "text": "Das Land stellt 3 Millionen Euro bereit."},
    ]
    said = vermerk("commitments", "-", stdin="\n".join(map(json.dumps, texts)))
    assert [(line["id"], len(line["mentions"])) for line in said] == [("a", 0), ("b", 1)]
    assert said[1]["mentions"][0]["stage"] == "financed"


@pytest.mark.parametrize(("language", "word"), [("en", "financed"), ("de", "finanziert")])
def test_people_read_commitments_as_a_table(language, word):
    set_language(language)
    row = {"start": 0, "end": 4, "actor": None, "stage": "financed", "region": "body", "text": "Geld"}
    assert reading._commitment_cells(row)[:3] == ["0-4", "", word]


def test_a_batch_answers_in_order_and_counts_in_the_text_as_given(vermerk):
    texts = [
        {"id": 7, "text": "x\r\nGestern tagte der Rat.", "date": "2026-04-02"},
        {"id": "leer", "text": ""},
        {"id": None, "text": "Am 3. Juli 2026 wird gewählt.", "date": None},
    ]
    said = vermerk("dates", "-", stdin="\n".join(map(json.dumps, texts)))
    assert [line["id"] for line in said] == [7, "leer", None]
    [gestern] = said[0]["mentions"]
    assert (gestern["start"], gestern["end"], gestern["value"]) == (3, 10, "2026-04-01")
    assert said[1]["mentions"] == [] and said[2]["mentions"][0]["edtf"] == "2026-07-03"


def test_date_holds_for_the_lines_of_a_batch_without_one(vermerk):
    [said] = vermerk("dates", "-", "--date", "2026-04-02", stdin='{"id": 1, "text": "Er kam gestern."}')
    assert said["mentions"][0]["value"] == "2026-04-01"


def test_a_batch_of_demands(vermerk):
    stdin = json.dumps({"id": "a", "text": "Das Land muss die Schulen besser ausstatten."})
    [said] = vermerk("demands", "-", "--json", stdin=stdin)
    assert said["id"] == "a" and list(said["mentions"][0]) == DEMAND_FIELDS


def test_a_bad_line_says_so_in_its_place(vermerk):
    lines = [
        '{"id": 1, "text": "heute"}',
        "kaputt",
        '{"id": 2}',
        '{"id": 3, "text": "x", "date": "gestern"}',
        "",
    ]
    said = vermerk("dates", "-", code=1, stdin="\n".join(lines))
    assert [line.get("id", line.get("line")) for line in said] == [1, 2, 3, 4]
    assert ["error" in line for line in said] == [False, True, True, True]


def test_the_kind_of_text_reaches_the_grammar(vermerk, monkeypatch):
    asked = []

    def dates_apart(text, reference, style, regions):
        asked.append((text, reference, style))
        return ()

    monkeypatch.setattr(reading, "dates_apart", dates_apart)
    vermerk("dates", "-", "--type", "narrative", stdin='{"id": 1, "text": "Im Mai kam er."}')
    vermerk("dates", "-", "--date", "1848-05-03", stdin='{"id": 1, "text": "Im Mai kam er."}')
    assert asked == [("Im Mai kam er.", None, "narrative"), ("Im Mai kam er.", "1848-05-03", "news")]


def test_a_line_that_takes_too_long_says_so_and_the_next_is_answered(vermerk, monkeypatch):
    asked = []

    def allowed(rate, size):
        asked.append(size)
        return 0.02 if size > 1000 else 60.0

    monkeypatch.setattr("content.apart.allowed", allowed)
    long = json.dumps({"id": 1, "text": "Am 1. Mai 2026 tagt der Rat. " * 20_000})
    said = vermerk("dates", "-", code=1, stdin=long + '\n{"id": 2, "text": "Im Mai 2026"}')
    assert "too long" in said[0]["error"] and said[1]["mentions"] and asked == [580_000, 11]


def test_halves_of_characters_move_no_offset(vermerk):
    (said,) = vermerk("dates", "-", stdin='{"id": 1, "text": "\\ud800 am 1. Mai 2026"}')
    assert [(one["start"], one["end"]) for one in said["mentions"]] == [(5, 16)]


def test_what_cannot_be_read_is_one_line(tmp_path, capsys):
    (tmp_path / "leer.txt").write_bytes(b"")
    (tmp_path / "link.txt").symlink_to(tmp_path / "leer.txt")
    for name in ("leer.txt", "link.txt", "nirgends.txt", ""):
        assert main(["dates", str(tmp_path / name)]) == 1
        said = capsys.readouterr()
        assert said.out == "" and said.err.count("\n") == 1 and str(tmp_path / name) in said.err


def test_people_get_a_table_on_a_terminal(paper, capsys, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.setenv("COLUMNS", "100")
    assert main(["dates", str(paper)]) == 0
    lines = sys.stdout.getvalue().splitlines()
    assert lines[0].split() == ["position", "words", "date", "type", "value", "region"]
    assert all(len(line) <= 100 for line in lines)
