"""Commitments that no demand asks for: which they are, and that a dismissal lasts."""

import pytest

from store.care.purge import purge_record
from store.changes import (
    AddDemand,
    AddDocument,
    AddEvent,
    AddEvidence,
    AddReviewer,
    DismissCommitment,
    EditProject,
    RecallCommitment,
    RejectEvidence,
    ReviseDocument,
)
from store.errors import Forbidden, NotFound, Refused
from store.review import Review
from store.search import commitments

BRIDGE = "Das Land wird die Brücke über die Elbe bis 2028 erneuern."
BUSES = "Die Landesregierung wird den Takt der Busse verdichten und dafür Fahrer einstellen."
FILLER = "Der Winter war mild. Am Hafen standen viele Leute und sahen den Schiffen zu."
TEXT = f"{FILLER}\n\n{BRIDGE}\n\n{FILLER}\n\n{BUSES}\n\n{FILLER}"


@pytest.fixture
def review():
    lead = Review.memory("Verkehr", acting="lead")
    lead.apply(AddReviewer("anna"), AddReviewer("gast", "viewer"))
    lead.apply(AddDocument(TEXT, title="Rede", date="2026-03-01"))
    lead.apply(AddDocument(FILLER, title="Papier"))
    lead.apply(AddDemand("Den Takt der Busse verdichten", document="d2", spans=((0, 5),)))
    return lead


def promised(review, **options):
    return [row.text for row in review.searching.orphans(**options).rows]


def place(text):
    return f"d1:{TEXT.index(text)}-{TEXT.index(text) + len(text)}"


def test_what_no_demand_asks_for_is_an_orphan(review):
    (row,) = review.searching.orphans().rows
    assert (row.text, row.document, row.stage, row.actor) == (BRIDGE, "d1", "announced", "Land")
    assert TEXT[row.start : row.end] == BRIDGE and row.score < commitments.PLAUSIBLE


def test_everything_names_the_demands_that_may_ask_for_it(review):
    rows = review.searching.orphans(everything=True).rows
    assert [row.text for row in rows] == [BRIDGE, BUSES]
    (near,) = rows[1].nearest
    assert near.demand == "f1" and {"Takt", "Busse"} <= set(near.why) and near.score == rows[1].score


def test_no_demand_of_its_own_document_asks_for_it(review):
    review.apply(AddDemand("Die Brücke über die Elbe erneuern", document="d1", spans=((0, 5),)))
    assert promised(review) == [BRIDGE]
    review.apply(AddDemand("Die Brücke über die Elbe erneuern", document="d2", spans=((0, 5),)))
    assert promised(review) == []


@pytest.mark.parametrize(
    "decided",
    [
        AddEvidence("f1", place(BRIDGE), "mentions"),
        AddDemand("Brücke", document="d1", spans=((TEXT.index(BRIDGE), TEXT.index(BRIDGE) + 5),)),
        AddEvent(
            "2028", label="Brücke", document="d1", spans=((TEXT.index(BRIDGE), TEXT.index(BRIDGE) + 5),)
        ),
    ],
)
def test_what_became_something_is_none_any_more(review, decided):
    review.apply(decided)
    assert BRIDGE not in promised(review, everything=True)


def test_rejected_evidence_leaves_it_an_orphan(review):
    review.apply(AddEvidence("f1", place(BRIDGE)))
    review.apply(RejectEvidence("b1"))
    assert promised(review) == [BRIDGE]


def test_a_dismissal_is_shared_kept_undone_and_recalled(review):
    anna = review.beside("anna")
    anna.apply(DismissCommitment(place(BRIDGE)))
    assert promised(review) == promised(anna) == []
    assert [row.dismissed for row in anna.searching.orphans(everything=True).rows] == [True, False]
    assert review.history("p2")[-1].do == "commitment.dismiss"
    anna.undo()
    assert promised(review) == [BRIDGE]
    anna.redo()
    assert promised(review) == []
    review.apply(RecallCommitment(place(BRIDGE)))
    assert promised(review) == [BRIDGE]
    with pytest.raises(Refused):
        review.apply(RecallCommitment(place(BRIDGE)))


def test_nobody_learns_more_in_a_blind_project_and_a_viewer_decides_nothing(review):
    review.apply(EditProject(blind=True))
    review.beside("anna").apply(DismissCommitment(place(BRIDGE)))
    assert promised(review.beside("gast")) == []
    with pytest.raises(Forbidden):
        review.beside("gast").apply(DismissCommitment(place(BUSES)))


def test_a_dismissal_moves_with_its_text(review):
    review.apply(DismissCommitment(place(BRIDGE)))
    review.apply(ReviseDocument("d1", f"Vorab ein Satz mehr.\n\n{TEXT}"))
    assert promised(review) == []
    assert [row.dismissed for row in review.searching.orphans(everything=True).rows] == [True, False]


def test_only_some_documents_and_unknown_ones(review):
    assert promised(review, only=["d2"]) == [] and promised(review, only=["d1"]) == [BRIDGE]
    with pytest.raises(NotFound, match="d9"):
        review.searching.orphans(only=["d9"])


def test_texts_are_read_a_little_at_a_time(review):
    review.apply(*(AddDocument(f"{FILLER} Nummer {n}. {BRIDGE}", title="x") for n in range(3)))
    steps = [review.searching.orphans(seconds=0.0).progress for _ in range(5)]
    assert [step.done for step in steps] == [1, 2, 3, 4, 5] and steps[-1].whole


def test_what_was_read_is_kept_beside_the_index_and_goes_with_a_purge(tmp_path, monkeypatch):
    with Review.create(tmp_path / "p", "P", "lead") as review:
        review.apply(AddDocument(TEXT, title="Rede"), AddDocument(FILLER, title="x"))
        assert len(promised(review)) == 2
    with monkeypatch.context() as patched, Review.open(tmp_path / "p", "lead") as review:
        patched.setattr("content.apart.commitments_apart", lambda *_: pytest.fail("read again"))
        assert len(promised(review)) == 2
    with Review.open(tmp_path / "p", "lead") as review:
        purge_record(review, "d1")
        assert promised(review) == []
    assert not [path for path in (tmp_path / "p").glob("index/*") if b"Elbe" in path.read_bytes()]


def test_a_new_version_is_read_anew(review):
    assert promised(review) == [BRIDGE]
    review.apply(ReviseDocument("d1", FILLER))
    assert promised(review) == []
