"""What an expression of tags holds for, and that nobody learns from it what is hidden from them."""

import pytest

from content.tag_expressions import Misread, Tag
from store.changes import (
    AddDemand,
    AddDocument,
    AddEvent,
    AddReviewer,
    AttachTags,
    EditProject,
    RejectDemand,
    ReviseDocument,
)  # fmt: skip
from store.codebook.expression import find, read
from store.review import Review

TEXT = (
    "Der Landtag gibt Geld für Busse. Die Bahn bekommt nichts.\n"
    "Im Sommer fährt ein Bus ins Tal. Die Gemeinde zahlt ihn allein.\n"
)


def at(words):
    start = TEXT.index(words)
    return f"d1:{start}-{start + len(words)}"


@pytest.fixture
def review():
    """Geld on "gibt Geld für Busse" and on the last sentence, Bus on two words, Bahn on one."""
    made = Review.memory("Busse", "lead")
    made.apply(AddDocument(TEXT, title="Sitzung", date="2026-05-05"))
    made.apply(
        AttachTags(at("gibt Geld für Busse"), ("Geld/Land",)),
        AttachTags(at("Busse"), ("Verkehr/Bus",)),
        AttachTags(at("Bahn"), ("Verkehr/Bahn",)),
        AttachTags(at("ein Bus"), ("Verkehr/Bus",)),
        AttachTags(at("Die Gemeinde zahlt ihn allein."), ("Geld",)),
    )
    return made


def asked(review, typed):
    view = review.view()
    return find(view, read((tag.name for tag in view.tags), typed), review.text)


def words(review, typed):
    return [row.text for row in asked(review, typed)]


def test_a_tag_alone_and_with_what_is_below(review):
    assert words(review, "Geld") == ["Die Gemeinde zahlt ihn allein."]
    assert words(review, "Geld/*") == ["gibt Geld für Busse", "Die Gemeinde zahlt ihn allein."]
    assert words(review, "verkehr/*") == ["Busse", "Bahn", "ein Bus"]
    assert len(words(review, "*")) == 5


def test_and_is_the_common_words_with_all_their_tags(review):
    (row,) = asked(review, "Land und Bus")
    assert row.text == "Busse" and row.tags == ("Geld/Land", "Verkehr/Bus")
    assert row.records == ("p1", "p2") and row.spans == ((26, 31),) and row.document == "d1"


def test_not_leaves_out_what_shares_a_word(review):
    assert words(review, "Bus nicht Geld/*") == ["ein Bus"]
    assert words(review, "nicht Verkehr/*") == ["Die Gemeinde zahlt ihn allein."]
    assert words(review, "not Geld/* and not Bahn") == ["ein Bus"]


def test_near_is_the_same_sentence_and_further_the_same_paragraph(review):
    assert words(review, "Land ~ Bahn") == []
    assert words(review, "Land ~~ Bahn") == ["gibt Geld für Busse … Bahn"]
    assert words(review, "Geld absatz Bus") == ["ein Bus … Die Gemeinde zahlt ihn allein."]
    assert words(review, "Land nahe Bus") == ["gibt Geld für Busse"]
    assert words(review, "Bahn ~~ Geld") == []


def test_a_documents_tag_covers_its_text_and_an_events_its_passage(review):
    review.apply(AddDocument("Noch ein Bus.\n", title="Zettel"))
    review.apply(AttachTags("d1", ("Protokoll",)), AttachTags("d2:9-12", ("Verkehr/Bus",)))
    review.apply(AddEvent(label="Fahrt", edtf="2026-07", document="d1", spans=((61, 67),)))
    review.apply(AttachTags("e1", ("Termin",)))
    assert words(review, "Bus & Protokoll") == ["Busse", "ein Bus"]
    assert words(review, "Bus & !Protokoll") == ["Bus"]
    assert [(row.text, row.whole) for row in asked(review, "Protokoll")] == [("Sitzung", True)]
    assert words(review, "Termin ~ Bus") == [TEXT[61:67] + " … ein Bus"]


def test_what_stands_nowhere_is_common_only_with_itself_and_the_rejected_is_left_out(review):
    review.apply(AddDemand("Mehr Busse"), AddDemand("Mehr Bahnen"))
    review.apply(AttachTags("f1", ("Geld", "Verkehr/Bus")), AttachTags("f2", ("Verkehr/Bus",)))
    assert [(row.records, row.spans) for row in asked(review, "Geld & Bus")] == [(("f1",), ())]
    assert words(review, "Bus")[-2:] == ["Mehr Busse", "Mehr Bahnen"]
    review.apply(RejectDemand("f2"))
    assert words(review, "Bus")[-1] == "Mehr Busse"


def test_passages_of_different_versions_have_no_words_in_common(review):
    review.apply(ReviseDocument("d1", "Gestrichen ist alles, was hier stand und galt.\n"))
    review.apply(AttachTags("d1:0-10", ("Verkehr/Bus",)))
    assert {row.version for row in asked(review, "Bus")} == {"v1", "v2"}
    assert words(review, "Land & Bus") == ["Busse"]


def test_names_are_found_by_their_last_part_and_unknown_ones_told(review):
    names = ["Geld", "Geld/Land", "Verkehr/Bus", "Reise/Bus", "Bus und Bahn", "Öl"]
    assert read(names, "LAND") == Tag("Geld/Land")
    assert read(names, "oel") == Tag("Öl")
    assert read(names, "Bus und Bahn") == Tag("Bus und Bahn")
    assert read(names, "reise/*") == Tag("Reise", below=True)
    with pytest.raises(Misread) as several:
        read(names, "bus")
    assert (several.value.kind, several.value.near) == ("several", ("Reise/Bus", "Verkehr/Bus"))
    with pytest.raises(Misread) as unknown:
        read(names, "Gelt")
    assert (unknown.value.kind, unknown.value.near) == ("unknown", ("Geld",))


def test_in_a_blind_project_only_what_i_may_see_is_found(review):
    review.apply(AddReviewer("anna"), AddDemand("Zahlen"), EditProject(blind=True))
    anna = review.beside("anna")
    anna.apply(AttachTags(at("Busse"), ("Geld",)))
    assert words(anna, "*") == ["Busse"] and asked(anna, "*")[0].tags == ("Geld",)
    assert words(anna, "Geld & Bus") == [] and words(anna, "Geld ohne Bus") == ["Busse"]
