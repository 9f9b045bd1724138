"""No note and no reason is longer than anybody reads, wherever it comes from; what is stored stays."""

import json

import pytest

from store.care.restore import restore
from store.changes import AddDemand, AddDocument, AddNote, EditNote, ReplyNote, SetVerdict, wording
from store.errors import Refused, StoreError
from store.exchange import apart, export_bytes, take_in
from store.exchange.annotations import taking_in
from store.exchange.refi import codes
from store.exchange.refi.codebook import read_codebook
from store.review import Review

LONG = "x" * 101


def test_an_error_tells_what_others_wrote_on_one_line_and_in_brief():
    assert StoreError("there is no tag {name}", name="a\nb").message == "there is no tag a b"
    assert StoreError("there is no {name}", name="x" * 5_000).message == f"there is no {'x' * 199}…"


@pytest.fixture
def old(tmp_path):
    """A bundle from when longer notes were stored."""
    with Review.create(tmp_path / "old", "Kreis", "lena") as review:
        review.apply(AddDocument("Das Bad ist zu.", title="Bad"))
        review.apply(AddNote("d1", LONG))
        target = tmp_path / "x.vermerk.zip"
        target.write_bytes(export_bytes(review, "bundle"))
        return target


@pytest.fixture(autouse=True)
def at_most_a_hundred(request, monkeypatch):
    if "old" in request.fixturenames:
        request.getfixturevalue("old")
    monkeypatch.setattr(wording, "PROSE", 100)


@pytest.mark.parametrize(
    "change",
    [
        lambda words: AddNote("d1", words),
        lambda words: ReplyNote("n1", words),
        lambda words: EditNote("n1", words, 1),
        lambda words: SetVerdict("f1", "met", words),
    ],
)
def test_words_of_any_change_have_an_end(change):
    review = Review.memory()
    review.apply(AddDocument("Das Bad ist zu.", title="Bad"), AddDemand("Das Bad öffnen"))
    review.apply(AddNote("d1", "kurz"))
    with pytest.raises(Refused, match="longer than 100 characters"):
        review.apply(change(LONG))
    review.apply(change(LONG[1:]))


def test_a_stored_one_is_restored_but_goes_into_no_other_project(old, tmp_path):
    restore(old, tmp_path / "new")
    with Review.open(tmp_path / "new", "lena") as again:
        assert [note.text for note in again.rows("notes")] == [LONG]
    review = Review.memory()
    with pytest.raises(Refused, match="longer than 100 characters"):
        take_in(review, old)
    assert review.rows("notes") == [] and review.rows("documents") == []


def test_annotations_of_others_have_an_end_too(monkeypatch):
    monkeypatch.setattr(taking_in, "read_in", lambda what, data, _kind: getattr(apart, what)(data))
    review = Review.memory()
    review.apply(AddDocument("Das Bad ist zu.", title="Bad", source="https://rat.example/bad"))
    selector = {"type": "TextQuoteSelector", "exact": "Bad"}
    target = {"source": "https://rat.example/bad", "selector": selector}
    item = {"type": "Annotation", "id": "urn:a", "target": target, "body": LONG}
    with pytest.raises(Refused, match="longer than 100 characters"):
        taking_in.take_in(review, json.dumps([item]).encode(), "a.jsonld")
    assert review.rows("notes") == []


def test_a_codebook_has_an_end(monkeypatch):
    monkeypatch.setattr(codes, "MOST", 3)
    book = '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>{}</Codes></CodeBook>'
    nested = '<Code guid="a" name="A"><Code guid="b" name="B"/></Code><Code guid="c" name="C"/>'
    assert len(read_codebook(book.format(nested).encode())[0]) == 3
    with pytest.raises(Refused, match="more than 3 codes"):
        read_codebook(book.format(nested + '<Code guid="d" name="D"/>').encode())
