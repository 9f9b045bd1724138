"""What a review is handed over as."""

import csv
import io
import json
import os

import pytest

from store.changes import (
    AddDemand,
    AddEvidence,
    AddNote,
    AddTag,
    EditDemand,
    EditProject,
    RejectDemand,
    RemoveNote,
    SetVerdict,
)
from store.errors import Forbidden, Refused
from store.exchange import EXPORTS, export, export_bytes, write_export
from store.exchange.csv_table import safe
from store.exchange.markdown import escaped
from store.model import TABLES


@pytest.fixture
def judged(team):
    """f1 with two passages and two verdicts, f2 its part without anything, f3 rejected."""
    team.anna.apply(AddDemand("Zuschuss für Bäder"), AddDemand("Freibäder | zuerst", parent="f1"))
    team.anna.apply(AddDemand("Unsinn"), RejectDemand("f3"))
    team.anna.apply(AddEvidence("f1", team.place("höchstens eine Prüfung"), "contradicts", "strong"))
    team.ben.apply(AddEvidence("f1", team.place("Bis Ende 2027"), grade="weak"))
    team.anna.apply(SetVerdict("f1", "open", reason="Nur geprüft"), AddTag("Geld"))
    team.ben.apply(SetVerdict("f1", "announced"))
    return team


def table(review):
    text = export_bytes(review, "csv").decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_table_has_a_line_for_each_passage_and_each_bare_demand(judged):
    lines = table(judged.lead)
    assert [(line["demand"], line["quotation"]) for line in lines] == [
        ("Zuschuss für Bäder", "höchstens eine Prüfung"),
        ("Zuschuss für Bäder", "Bis Ende 2027"),
        ("Freibäder | zuerst", ""),
    ]
    first = lines[0]
    assert (first["review"], first["answer"], first["deadline"]) == ("disputed", "", "none")
    assert first["verdict"] == "anna: open (Nur geprüft); ben: announced"
    assert (first["document"], first["date"]) == ("Bäder in Not", "2026-07-06")
    assert first["position"] == judged.place("höchstens eine Prüfung")
    assert (first["stance"], first["grade"], first["reviewer"]) == ("contradicts", "anna: strong", "anna")


def test_a_part_follows_its_whole(judged):
    judged.anna.apply(AddDemand("Zweites"), AddDemand("Hallenbäder", parent="f1"))
    demands = [demand["id"] for demand in json.loads(export_bytes(judged.lead, "json"))["demands"]]
    assert demands == ["f1", "f2", "f5", "f4"]


def test_the_final_verdict_and_searched_documents_are_said(judged):
    judged.lead.apply(SetVerdict("f1", "partial", "So", final=True))
    judged.anna.apply(SetVerdict("f2", "not_found"))
    lines = table(judged.lead)
    assert lines[0]["verdict"].endswith("lead, final: partial (So)") and lines[0]["answer"] == "partial"
    assert lines[2]["verdict"] == "anna: not_found, documents searched: 1"


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+49", "-2", "@SUM(A1)", "\tx", "\rx", "  =1", "\n=1", "\u00a0=1", "＝1", "=HYPERLINK(1)"],
)
def test_cells_never_become_formulas(cell):
    assert safe(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "Bäder", "a=b", "3 - 2", "„-“"])
def test_other_cells_stay(cell):
    assert safe(cell) == cell


def test_csv_is_plain_utf8_and_keeps_quotes_and_lines(judged):
    judged.anna.apply(EditDemand("f2", text="=cmd|'/c' \"x\", y"))
    data = export_bytes(judged.lead, "csv")
    assert not data.startswith(b"\xef\xbb\xbf") and data.count(b"\r\n") == 4
    assert table(judged.lead)[2]["demand"] == "'=cmd|'/c' \"x\", y"


def test_markdown_cells_stay_in_their_cell(judged):
    text = export_bytes(judged.lead, "markdown").decode("utf-8")
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len(rows) == 5
    for row in rows:
        assert row.replace("\\|", "").count("|") == 13
    assert "Freibäder \\| zuerst" in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a|b", "a\\|b"),
        ("eins\nzwei\r\n\ndrei", "eins<br>zwei<br>drei"),
        ("<script>", "\\<script\\>"),
        ("[x](y) `c` *f*", "\\[x\\](y) \\`c\\` \\*f\\*"),
        ("back\\slash", "back\\\\slash"),
    ],
)
def test_markdown_is_escaped(text, shown):
    assert escaped(text) == shown


def test_json_holds_states_verdicts_and_evidence(judged):
    shown = json.loads(export_bytes(judged.lead, "json"))
    first, second = shown["demands"]
    assert shown["project"] == "Bäder" and second["evidence"] == []
    assert [verdict["answer"] for verdict in first["verdicts"]] == ["open", "announced"]
    assert first["evidence"][0]["grades"] == [{"by": "anna", "grade": "strong"}]


def test_everything_is_written_as_one_value_would_be(judged):
    """It is put together record by record; tables without records are among them."""
    judged.anna.apply(AddNote("f1", "Zwei\nZeilen, „Anführung“ \\ und \u2028"))
    said = export_bytes(judged.lead, "everything").decode("utf-8")
    whole = json.loads(said)
    assert said == json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
    assert list(whole) == ["format", "version", "store", "seq", "records", "texts", "changes"]
    assert [] in whole["records"].values() and whole["seq"] == whole["changes"][-1]["seq"]


def test_everything_is_lossless(judged):
    note = judged.anna.apply(AddNote("d1", "Weg damit")).ids[0]
    judged.anna.apply(RemoveNote(note))
    shown = json.loads(export_bytes(judged.lead, "everything"))
    database = judged.lead.engine
    assert set(shown["records"]) == set(TABLES)
    assert shown["records"]["demands"] == list(database.scan("demands"))
    assert shown["texts"] == {"v1": judged.text}
    assert len(shown["changes"]) == database.seq == shown["seq"]
    assert shown["changes"][-1]["ops"][0]["old"]["text"] == "Weg damit"


@pytest.mark.parametrize("form", EXPORTS)
def test_exports_are_the_same_byte_for_byte(judged, form):
    assert export_bytes(judged.lead, form) == export_bytes(judged.lead.beside("lead"), form)


def test_an_export_shows_no_more_than_the_screen(judged):
    judged.lead.apply(EditProject(blind=True))
    carla = judged.lead.beside("gast")
    assert all("anna" not in line["verdict"] and not line["grade"] for line in table(carla))
    with pytest.raises(Forbidden, match="blind"):
        export_bytes(carla, "everything")
    assert export_bytes(judged.lead, "everything")


def test_nothing_is_overwritten_by_accident(judged, tmp_path):
    target = tmp_path / "tabelle.csv"
    assert export(judged.lead, "csv", target) == target
    before = target.read_bytes()
    with pytest.raises(Refused, match="--force|there already"):
        export(judged.lead, "markdown", target)
    assert target.read_bytes() == before
    export(judged.lead, "markdown", target, force=True)
    assert target.read_bytes().startswith("# Bäder".encode())
    assert os.listdir(tmp_path) == ["tabelle.csv"]


def test_a_planted_link_is_neither_followed_nor_replaced(tmp_path):
    secret = tmp_path / "geheim"
    secret.write_bytes(b"alt")
    link = tmp_path / "t.csv"
    link.symlink_to(secret)
    for force in (False, True):
        with pytest.raises(Refused):
            write_export(link, b"neu", force=force)
    assert secret.read_bytes() == b"alt" and link.is_symlink()


def test_where_nothing_can_be_written_it_says_so(tmp_path):
    with pytest.raises(Refused, match="folder"):
        write_export(tmp_path, b"x")
    with pytest.raises(Refused, match="no folder"):
        write_export(tmp_path / "fehlt" / "t.csv", b"x")


def test_unknown_exports_name_the_known(judged):
    with pytest.raises(Refused) as caught:
        export_bytes(judged.lead, "wordstar")
    assert "markdown" in caught.value.advice
