"""The evidence table holds demands, not suggestions of some."""

from __future__ import annotations

from store.changes import AddDemand, AddDocument, AddEvidence, SetVerdict
from store.exchange.table import lines
from store.review import Review


def test_a_mere_suggestion_is_not_handed_over_one_that_was_worked_on_is() -> None:
    review = Review.memory(acting="anna")
    review.apply(AddDocument(title="Bericht", text="Busse fahren. Räder rollen."))
    for text in ("nur vorgeschlagen", "belegt", "beurteilt", "bestätigt"):
        review.apply(AddDemand(text=text, state="confirmed" if text == "bestätigt" else "suggested"))
    review.apply(AddEvidence(demand="f2", target="d1:0-13"), SetVerdict(demand="f3", answer="open"))
    assert [line.demand.text for line in lines(review.view())] == ["belegt", "beurteilt", "bestätigt"]
