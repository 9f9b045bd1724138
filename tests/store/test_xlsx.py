"""The workbook: real dates, texts that stay texts, filters and frozen heads on each sheet."""

import io
import re
import zipfile
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from store.changes import AddDemand, AddDocument, AddEvent, AddEvidence, AddNote, EditProject, SetVerdict
from store.exchange import export_bytes
from store.exchange.plain import plain
from store.exchange.xlsx import MOST_LETTERS, fitting
from store.review import Review

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
HARMFUL = (
    "=1+1", "@SUM(A1)", "+49 351", "-2", "\tx", "=HYPERLINK(\"http://a.example\")", "{=1}", "'=1", "＝1",
    "https://a.example/x", "mailto:a@b.example", "internal:Sheet1!A1", "_x0041_", "00123", "1E5",
    "<b>&amp;</b>",
)  # fmt: skip


class Book:
    """A workbook read by nothing but its XML: cells by sheet, as (type, value, style number)."""

    def __init__(self, data):
        self.parts = zipfile.ZipFile(io.BytesIO(data))
        assert self.parts.testzip() is None
        self.strings = [
            "".join(t.text or "" for t in si.iter(f"{MAIN}t")) for si in self.tree("xl/sharedStrings.xml")
        ]
        self.names = [sheet.get("name") for sheet in self.tree("xl/workbook.xml").iter(f"{MAIN}sheet")]

    def tree(self, name):
        return etree.fromstring(self.parts.read(name))

    def sheet(self, number):
        return self.tree(f"xl/worksheets/sheet{number}.xml")

    def rows(self, number):
        """The cells of each row by their column's head: texts, and days for numbers."""
        rows = [{self.column(c): self.value(c) for c in row} for row in self.sheet(number).iter(f"{MAIN}row")]
        heads = rows[0]
        return [{heads[column]: value for column, value in row.items()} for row in rows[1:]]

    def column(self, cell):
        return re.match("[A-Z]+", cell.get("r"))[0]

    def value(self, cell):
        said = cell.findtext(f"{MAIN}v")
        if cell.get("t") == "s":
            return unescaped(self.strings[int(said)])
        assert cell.get("t") is None
        return float(said)


def unescaped(text):
    return re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), text)


def day(number):
    return date(1899, 12, 30) + timedelta(days=number)


@pytest.fixture
def book(team):
    team.anna.apply(AddDemand("Zuschuss für Bäder", topic="Sport", addressee="Land", due="../2027-12-31"))
    team.anna.apply(AddDemand("Freibäder", parent="f1"))
    team.anna.apply(AddEvidence("f1", team.place("höchstens eine Prüfung"), "contradicts", "strong"))
    team.ben.apply(SetVerdict("f1", "open", reason="Nur geprüft"))
    team.anna.apply(
        AddEvent("2026-07-03", label="Zusage", document="d1"), AddEvent("../2025", label="Vorher")
    )
    team.anna.apply(AddEvent("1848", label="Aufbruch"))
    team.anna.apply(AddNote("f1", "Woher?\nWann?"))
    return Book(export_bytes(team.lead, "xlsx"))


def test_there_is_a_sheet_for_each_kind(book):
    assert book.names == [
        "Pieces of evidence", "Events", "Demands", "Notes", "Agreement",
        "Codebook", "Tags by document", "Tags by tag",
    ]  # fmt: skip


def test_dates_are_dates(book):
    [first, second] = book.rows(1)
    assert (first["quotation"], day(first["date"])) == ("höchstens eine Prüfung", date(2026, 7, 6))
    assert "date" not in second
    [demand, part] = book.rows(3)
    assert (day(demand["due"]), demand["topic"], part["part of"]) == (date(2027, 12, 31), "Sport", "f1")
    [note] = book.rows(4)
    assert abs(day(note["written (UTC)"]) - datetime.now().date()) < timedelta(days=2)
    assert note["note"] == "Woher?\nWann?" and note["resolved"] == "no"


def test_events_are_in_time_and_what_excel_has_no_day_for_is_a_text(book):
    old, before, dated = book.rows(2)
    assert (old["from"], old["to"]) == ("1848-01-01", "1848-12-31")
    assert "from" not in before and day(before["to"]) == date(2025, 12, 31)
    assert (day(dated["from"]), day(dated["to"]), dated["EDTF"]) == (date(2026, 7, 3),) * 2 + ("2026-07-03",)


@pytest.mark.parametrize("number", range(1, 9))
def test_each_sheet_has_a_frozen_head_a_filter_and_widths(book, number):
    sheet = book.sheet(number)
    pane = sheet.find(f".//{MAIN}pane")
    assert (pane.get("state"), pane.get("ySplit"), pane.get("xSplit")) == ("frozen", "1", None)
    rows = len(book.rows(number)) + 1
    columns = len(sheet.find(f".//{MAIN}row"))
    assert sheet.find(f"{MAIN}autoFilter").get("ref") == f"A1:{chr(64 + columns)}{rows}"
    widths = {at for c in sheet.iter(f"{MAIN}col") for at in range(int(c.get("min")), int(c.get("max")) + 1)}
    assert widths == set(range(1, columns + 1))


def test_agreement_is_in_numbers(team):
    team.anna.apply(*(AddDemand(name) for name in ("Eins", "Zwei")), SetVerdict("f1", "open"))
    team.anna.apply(SetVerdict("f2", "met"))
    team.ben.apply(SetVerdict("f1", "open"), SetVerdict("f2", "partial"))
    first = Book(export_bytes(team.lead, "xlsx")).rows(5)[0]
    assert (first["of"], first["reviewers"], first["n"], first["%"]) == ("verdicts", "anna, ben", 2, 50)
    assert first["κ"] == pytest.approx(1 / 3)


def hostile_book(texts):
    review = Review.memory("=1+1")
    for text in texts:
        review.apply(AddDocument(f"{text} ist der Text", title=text), AddDemand(text, topic=text))
        review.apply(AddNote("f1", text), AddEvent("2026", label=text))
    review.apply(AddEvidence("f1", "d1:0-4"), SetVerdict("f1", "met", reason=texts[0]))
    return Book(export_bytes(review, "xlsx"))


@pytest.mark.parametrize("text", HARMFUL)
def test_no_text_becomes_a_formula_a_link_or_a_number(text):
    book = hostile_book([text])
    names = book.parts.namelist()
    assert not [name for name in names if "sheet" in name and name.endswith(".rels")], "no links"
    for number in (1, 2, 3, 4):
        sheet = book.sheet(number)
        assert not list(sheet.iter(f"{MAIN}f")) and sheet.find(f".//{MAIN}hyperlink") is None
    said = " ".join(text.split())
    assert book.rows(3)[0]["demand"] == said and book.rows(4)[0]["note"] == text


def test_a_text_like_a_formula_is_marked_as_a_text():
    book = hostile_book(["=1+1"])
    styles = book.tree("xl/styles.xml").find(f"{MAIN}cellXfs")
    cell = next(c for c in book.sheet(3).iter(f"{MAIN}c") if c.get("r") == "B2")
    assert book.value(cell) == "=1+1" and styles[int(cell.get("s"))].get("quotePrefix") == "1"


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda text: text.strip()))
def test_any_note_is_a_string_that_says_the_text(text):
    review = Review.memory()
    review.apply(AddDocument("Ein Text."), AddNote("d1", text))
    note = review.rows("notes")[0].text
    assert Book(export_bytes(review, "xlsx")).rows(4)[0]["note"] == plain(note)


def test_a_cell_holds_no_more_than_excel_can():
    assert fitting("ä" * MOST_LETTERS) == "ä" * MOST_LETTERS
    cut = fitting("👩" * 20_000)
    assert cut.endswith("…") and len(cut.encode("utf-16-le")) // 2 <= MOST_LETTERS
    review = Review.memory()
    review.apply(AddDocument("Ein Text."), AddNote("d1", "x" * 50_000))
    assert Book(export_bytes(review, "xlsx")).rows(4)[0]["note"] == "x" * (MOST_LETTERS - 1) + "…"


def test_a_blind_project_hides_verdicts_and_the_notes_on_them(team):
    team.lead.apply(EditProject(blind=True))
    team.anna.apply(AddDemand("Zuschuss"), SetVerdict("f1", "met", reason="Habicht"))
    team.anna.apply(AddNote("u1", "Milan"))
    assert not {"Habicht", "Milan"} & set(" ".join(Book(export_bytes(team.ben, "xlsx")).strings).split())
    assert "Milan" in Book(export_bytes(team.anna, "xlsx")).strings
