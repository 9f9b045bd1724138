"""Tags are listed by level and letter, numbers in them by size, wherever they are listed."""

from __future__ import annotations

from store.changes import AddDocument, AddTag, AttachTags
from store.codebook.tree import tree
from store.review import Review
from store.tag_order import placed

ORDERED = [
    "Amt", "Amt/Zug", "Ämter 2", "Ämter 10",
    "Teil 1", "Teil 1/9", "Teil 1/10", "Teil 2", "Teil 11", "teil 12",
]  # fmt: skip


def test_numbers_count_by_size_on_each_level_and_umlauts_as_their_letters() -> None:
    assert sorted(reversed(ORDERED), key=placed) == ORDERED


def test_the_codebook_and_the_tags_of_a_record_follow_it() -> None:
    review = Review.memory("Teile", "anna")
    review.apply(AddDocument(title="Rad", text="Rad und Weg."), *map(AddTag, sorted(ORDERED)))
    review.apply(AttachTags("d1", ("Teil 11", "Teil 2", "Teil 1")))
    assert [node.name for node in tree(review.view())] == ORDERED
    assert review.view().documents[0].tags == ("Teil 1", "Teil 2", "Teil 11")
