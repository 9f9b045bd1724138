"""The codebook's tables for spreadsheets: one row a tag, hostile names, the workbook's sheets."""

import csv
import io
import re
import zipfile

import pytest

from store.changes import AddDemand, AddDocument, AddReviewer, AddTag, AttachTags, EditProject
from store.exchange import export_bytes
from store.review import Review

TEXT = "Der Markt bekommt Bäume und Bänke aus Stein.\n"


@pytest.fixture
def review():
    made = Review.memory("Markt", "lead")
    made.apply(AddDocument(TEXT, title="Rat", date="2026-02-02"), AddDocument(TEXT, title="=1+1"))
    made.apply(
        AddTag("Grün", colour="color(65)", description="Pflanzen", hotkey="1"),
        AddTag("@Sitzen/Bank"),
        AddDemand("Mehr Bäume"),
        AttachTags("d1:18-23", ("Grün",)),
        AttachTags("d1:18-33", ("@Sitzen/Bank",)),
        AttachTags("d2:28-33", ("@Sitzen/Bank",)),
        AttachTags("f1", ("Grün",)),
    )
    return made


def table(review, form):
    return list(csv.reader(io.StringIO(export_bytes(review, form).decode("utf-8"))))


def test_tags_by_document_have_a_row_a_tag_and_the_documents_by_date(review):
    head, *rows = table(review, "tags")
    assert head[:3] == ["tag", "places", "d1 · Rat · 2026-02-02"] and head[-1] == "in no document"
    assert head[3].startswith("d2 · =1+1")
    assert rows == [["'@Sitzen/Bank", "2", "1", "1", ""], ["Grün", "2", "1", "", "1"]]


def test_tags_by_tag_count_common_words(review):
    assert table(review, "tagpairs") == [
        ["tag", "places", "'@Sitzen/Bank", "Grün"],
        ["'@Sitzen/Bank", "2", "2", "1"],
        ["Grün", "2", "1", "2"],
    ]


def test_the_workbook_has_the_codebook_and_both_tables(review):
    parts = zipfile.ZipFile(io.BytesIO(export_bytes(review, "xlsx")))
    names = re.findall(r'<sheet name="([^"]+)"', parts.read("xl/workbook.xml").decode())
    assert names[-3:] == ["Codebook", "Tags by document", "Tags by tag"]
    words = parts.read("xl/sharedStrings.xml").decode()
    assert "Pflanzen" in words and "color(65)" in words


def test_in_a_blind_project_the_tables_count_what_i_see(review):
    review.apply(AddReviewer("anna"), EditProject(blind=True))
    anna = review.beside("anna")
    anna.apply(AttachTags("d2:0-9", ("Grün",)))
    rows = {row[0]: row[1] for row in table(anna, "tags")[1:]}
    assert rows == {"'@Sitzen/Bank": "0", "Grün": "1"}
    assert {cell for row in table(anna, "tagpairs")[1:] for cell in row[2:]} == {"", "1"}
