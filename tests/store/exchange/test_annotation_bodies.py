"""Annotations as others write them: bodies and targets of every form, words that a page no longer has."""

import json

import pytest

from store.changes import AddDocument
from store.exchange import apart
from store.exchange.annotations import taking_in
from store.review import Review

PAGE = "https://rat.example/plan"
TEXT = "Der Rat prüft den Ausbau. Der Rat zahlt. Ein Haus 😀 steht am Markt."


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch):
    monkeypatch.setattr(taking_in, "read_in", lambda what, data, _kind: getattr(apart, what)(data))


def quote(words, **more):
    return {"source": PAGE, "selector": {"type": "TextQuoteSelector", "exact": words} | more}


def take(**said):
    review = Review.memory()
    review.apply(AddDocument(TEXT, title="Plan", source=PAGE))
    item = {"type": "Annotation", "id": "urn:a", "target": quote("zahlt")} | said
    return review, taking_in.take_in(review, json.dumps([item]).encode(), "a.jsonld")


def textual(value, **more):
    return {"type": "TextualBody", "value": value} | more


BODIES = {
    "a word": ("ja", ["ja"], ()),
    "a list": ([textual("ja"), "gut", textual("Geld", purpose="tagging")], ["ja\n\ngut"], ("Geld",)),
    "a choice": ({"type": "Choice", "items": [textual("ja"), textual("yes")]}, ["ja\n\nyes"], ()),
    "a specific resource": ({"type": "SpecificResource", "source": textual("ja")}, ["ja"], ()),
    "a specific tag": (
        {"type": "SpecificResource", "purpose": "tagging", "source": textual("Geld")}, [], ("Geld",)
    ),
    "a page": (textual("<p>ja &amp; <b>nein</b></p>", format="text/html"), ["ja & nein"], ()),
    "an address": ({"id": "https://example.org/1"}, ["https://example.org/1"], ()),
    "nothing": (None, [], ()),
    "bodies in bodies": ([[[[[[[[[["tief"]]]]]]]]]], [], ()),
}  # fmt: skip


@pytest.mark.parametrize("body", BODIES)
def test_bodies_of_every_form_are_read(body):
    given, notes, tags = BODIES[body]
    review, taken = take(body=given)
    view = review.view()
    assert [note.text for note in view.notes] == notes and not taken.losses
    assert [view.lookup.tags(p) for p in view.lookup.all("passages")] == [tags]


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (f"{PAGE}#char=4,7", ["Rat"]),
        (quote("Der Rat", prefix="Ausbau. ", suffix=" zahlt"), ["Der Rat"]),
        ([quote("zahlt"), quote("Markt")], ["zahlt", "Markt"]),
        (quote("zahlt", prefix="ganz falsch", suffix="ebenso"), ["zahlt"]),
        (quote("Der Rat  prüft\nden Ausbau."), ["Der Rat prüft den Ausbau."]),
    ],
)
def test_targets_of_every_form_are_found(target, words):
    review, _taken = take(body="ja", target=target)
    assert [p["quote"] for p in review.view().lookup.all("passages")] == words


def test_words_that_the_page_no_longer_has_stay_with_the_note():
    review, taken = take(body=["ja", textual("Geld", purpose="tagging")], target=quote("steht nirgends mehr"))
    (note,) = review.view().notes
    assert (note.text, note.target) == ("> steht nirgends mehr\n\nja", "d1")
    assert any("1 notes stand on their document" in notice for notice in taken.notices)
    assert any("its tags" in loss for loss in taken.losses)
