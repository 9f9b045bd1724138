"""Exports of texts that mean harm: every form stays whole, says the text, and is the same each time."""

import csv
import io
import json
import re
import unicodedata

import pytest

from store.changes import (
    AddDemand,
    AddDocument,
    AddEvidence,
    AddNote,
    AttachTags,
    EditDemand,
    EditProject,
    GradeEvidence,
    RejectDemand,
    RejectEvidence,
    SetVerdict,
    SplitDemand,
)
from store.exchange import EXPORTS, export_bytes
from store.exchange.csv_table import STARTERS, safe
from store.exchange.table import COLUMNS
from store.review import Review

HOSTILE = {
    "formula": '=HYPERLINK("http://böse.example","klick")',
    "plus": "+49 351 1234",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "at": "@SUM(A1:A9)",
    "full width": "＝1+1",
    "behind blanks": "\u00a0\u2003=1+1",
    "pipes": "a|b||c\\|d\\\\|e",
    "quotes": '"a" \'b\' ""c"" ,;,',
    "lines": "eins\nzwei\r\ndrei\rvier\u2028fünf\u0085sechs\x0bsieben\x0cacht",
    "control": "\x1b[31mrot\x1b]0;Titel\x07\x08\x7f",
    "marks": "a\u202eb\u2066c\u200dd\ufeffe",
    "markup": "<script>alert(1)</script> [x](javascript:1) ![y](z) `c` **f** # ~~d~~ $m$ &amp;",
    "json": '"},{"id":"f99"} \\u0000 \\',
    "astral": "👩‍🚒 𝔉 \U0010ffff",
    "long": "Straße " * 280,
}
#: The forms that hold more than the evidence table.
WITH_NOTES = ("everything", "bundle", "qdpx", "webannotation")


@pytest.fixture(params=HOSTILE, ids=str)
def hostile(request, team):
    """The text as a demand, its parts, topic, reason, title, quotation and name of the project."""
    text = HOSTILE[request.param]
    team.lead.apply(EditProject(name=text))
    team.lead.apply(AddDocument(f"{text}\nEnde", title=text, publisher=text, source=text))
    team.anna.apply(AddDemand(text, topic=text, addressee=text, due="../2020-12-31"))
    length = len(team.lead.text("d2")) - 5
    team.anna.apply(AddEvidence("f1", f"d2:0-{length}", "contradicts", "strong"))
    team.anna.apply(SetVerdict("f1", "open", reason=text), AddNote("f1", text))
    team.ben.apply(GradeEvidence("b1", "weak"), SplitDemand("f1", (text, text)))
    team.ben.apply(AttachTags("d2", (text.replace("/", " "),)))
    team.hostile = text
    return team


def cells(review):
    text = export_bytes(review, "csv").decode("utf-8")
    return list(csv.reader(io.StringIO(text, newline="")))


def one_line(text):
    return " ".join(unicodedata.normalize("NFC", text).split())


#: Forms that are tables of evidence, without notes and without the time of the last change.
TABLES = ("csv", "markdown", "json")


@pytest.mark.parametrize("form", EXPORTS)
def test_each_form_is_the_same_byte_for_byte_for_each_reader(hostile, form):
    first = export_bytes(hostile.lead, form)
    assert export_bytes(hostile.lead, form) == first
    for name in ("anna", "gast"):
        assert export_bytes(getattr(hostile, name).beside(name), form) == first
    if not EXPORTS[form].binary:
        assert first.decode("utf-8").encode("utf-8") == first and first.endswith(b"\n")


@pytest.mark.parametrize("form", (*TABLES, "everything"))
def test_looking_and_what_is_taken_back_change_no_table(hostile, form):
    first = export_bytes(hostile.lead, form)
    hostile.lead.view(), hostile.lead.history(), hostile.lead.rows("demands", "is:open")
    seq = hostile.anna.apply(AddNote("d1", "Kurz")).seq
    between = export_bytes(hostile.lead, form)
    hostile.anna.undo(seq)
    assert (between == first) is (form not in WITH_NOTES), "notes are in no table"
    assert (export_bytes(hostile.lead, form) == first) is (form not in ("everything", "bundle"))


def test_no_cell_of_the_csv_starts_a_formula(hostile):
    table = cells(hostile.lead)
    assert table[0] == list(COLUMNS) and len(table) == 4
    for line in table[1:]:
        assert len(line) == len(COLUMNS)
        assert not any(cell.lstrip().startswith(STARTERS) for cell in line)


def test_the_csv_says_the_text(hostile):
    line = dict(zip(COLUMNS, cells(hostile.lead)[1], strict=True))
    text = one_line(hostile.hostile)
    assert line["demand"] == safe(text) and line["document"] == safe(text)
    assert text[:20] in one_line(line["verdict"])
    quote = hostile.lead.view().by_id("b1").text
    assert line["quotation"] == safe(quote)
    assert (line["stance"], line["deadline"]) == ("contradicts", "overdue")
    assert line["grade"] == "anna: strong; ben: weak"


def test_the_markdown_has_one_line_for_each_row(hostile):
    text = export_bytes(hostile.lead, "markdown").decode("utf-8")
    lines = text.removesuffix("\n").split("\n")
    assert lines == text.splitlines(), "nothing in a cell ends a line, whatever reads it"
    assert lines[0].startswith("# ") and lines[1] == "" and len(lines) == 7
    for line in lines[2:]:
        assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) == len(COLUMNS) + 1


def test_the_markdown_has_no_markup_of_its_own(hostile):
    text = export_bytes(hostile.lead, "markdown").decode("utf-8").replace("<br>", "")
    bare = re.sub(r"\\[\\`*_{}\[\]<>|~$&#]", "", text)
    assert not re.search(r"[`*<>\[\]~$&]", bare)


def test_the_json_says_the_text(hostile):
    shown = json.loads(export_bytes(hostile.lead, "json"))
    text = one_line(hostile.hostile)
    assert shown["project"] == text
    first, *parts = shown["demands"]
    assert (first["text"], first["topic"], first["addressee"]) == (text, text, text)
    assert [(part["id"], part["text"]) for part in parts] == [("f2", text), ("f3", text)]
    assert first["evidence"][0]["quotation"] == hostile.lead.view().by_id("b1").text
    assert first["evidence"][0]["title"] == text
    assert [grade["grade"] for grade in first["evidence"][0]["grades"]] == ["strong", "weak"]


def test_everything_holds_the_words_as_they_are(hostile):
    shown = json.loads(export_bytes(hostile.lead, "everything"))
    database = hostile.lead.engine
    for table, records in shown["records"].items():
        assert records == list(database.scan(table))
    assert shown["texts"]["v2"] == hostile.lead.text("d2")
    assert [entry["seq"] for entry in shown["changes"]] == list(range(1, database.seq + 1))
    assert not re.search(rb"[\x00-\x09\x0b-\x1f]", export_bytes(hostile.lead, "everything"))


def test_a_reopened_project_exports_the_same(tmp_path):
    with Review.create(tmp_path / "p.vermerk", "P|=1", "lena") as review:
        for text in HOSTILE.values():
            review.apply(AddDocument(f"{text}\n{len(text)} Zeichen", title=text), AddDemand(text))
        review.apply(AddEvidence("f1", "d1:0-10"), SetVerdict("f3", "not_found", reason=HOSTILE["lines"]))
        review.apply(AttachTags("d1", ("Bad",)))
        before = {form: export_bytes(review, form) for form in EXPORTS}
    with Review.open(tmp_path / "p.vermerk", "lena") as review:
        assert {form: export_bytes(review, form) for form in EXPORTS} == before
        review.snapshot()
    with Review.open(tmp_path / "p.vermerk", "lena") as review:
        assert {form: export_bytes(review, form) for form in EXPORTS} == before


@pytest.mark.parametrize(("form", "lines"), [("csv", 1), ("markdown", 4)])
def test_an_empty_review_is_an_empty_table(form, lines):
    assert export_bytes(Review.memory("Leer"), form).count(b"\n") == lines


def test_an_empty_review_has_no_demands():
    assert json.loads(export_bytes(Review.memory("Leer"), "json"))["demands"] == []


def test_evidence_is_in_the_order_of_dates_then_places(team):
    for date in (None, "2024-05-05", "2025-05-05"):
        team.lead.apply(AddDocument(f"Das Bad bleibt offen, Stand {date}.", date=date))
    team.anna.apply(AddDemand("Bad offen halten"))
    for place in ("d2:4-7", "d4:8-14", "d4:0-3", "d1:0-5", "d3:4-7"):
        team.anna.apply(AddEvidence("f1", place))
    places = [line[COLUMNS.index("position")] for line in cells(team.lead)[1:]]
    assert places == ["d3:4-7", "d4:0-3", "d4:8-14", "d1:0-5", "d2:4-7"]


def test_what_is_rejected_is_in_no_table_and_its_parts_move_up(team):
    team.anna.apply(AddDemand("Ganzes"), AddDemand("Teil", parent="f1"), AddDemand("Anderes"))
    team.anna.apply(AddEvidence("f3", "d1:0-5"), RejectEvidence("b1"), RejectDemand("f1"))
    assert [(line[0], line[5]) for line in cells(team.lead)[1:]] == [("Teil", ""), ("Anderes", "")]
    demands = json.loads(export_bytes(team.lead, "json"))["demands"]
    assert [(demand["id"], demand["evidence"]) for demand in demands] == [("f2", []), ("f3", [])]
    team.anna.apply(EditDemand("f3", parent="f2"))
    assert [line[0] for line in cells(team.lead)[1:]] == ["Teil", "Anderes"]
