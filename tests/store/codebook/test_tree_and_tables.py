"""The codebook's tree, what a change would touch, and the tables."""

import random

import pytest

from store.changes import (
    AddDemand,
    AddDocument,
    AddReviewer,
    AddTag,
    AttachTags,
    EditProject,
    EditTag,
    RejectDemand,
)  # fmt: skip
from store.codebook.expression import find, read
from store.codebook.tables import NO_DOCUMENT, by_document, by_tag
from store.codebook.tree import joined, renaming, touched, tree
from store.review import Review

TEXT = "Weg und Steg und Brücke und Tunnel und Damm.\n" * 3


@pytest.fixture
def review():
    made = Review.memory("Wege", "lead")
    made.apply(AddDocument(TEXT, title="Eins"), AddDocument(TEXT, title="Zwei"))
    made.apply(
        AttachTags("d1:0-12", ("Bau", "Bau/Weg")),
        AttachTags("d1:8-12", ("Bau/Steg",)),
        AttachTags("d2:0-3", ("Bau/Weg",)),
        AttachTags("d2", ("Ämter/Stadt/Amt",)),
        AddDemand("Mehr Wege"),
    )
    made.apply(AttachTags("f1", ("Bau/Weg", "Bau/Steg")))
    return made


def test_the_tree_counts_own_and_below_each_record_once(review):
    nodes = {node.name: node for node in tree(review.view())}
    assert list(nodes) == ["Ämter", "Ämter/Stadt", "Ämter/Stadt/Amt", "Bau", "Bau/Steg", "Bau/Weg"]
    assert [(nodes[name].uses, nodes[name].total) for name in ("Bau", "Bau/Weg", "Ämter")] == [
        (1, 4), (3, 3), (0, 1),
    ]  # fmt: skip
    assert nodes["Ämter"].tag is None and nodes["Ämter/Stadt"].depth == 1


def test_names_are_in_order_of_letters_and_numbers():
    made = Review.memory("Zahlen", "lead")
    made.apply(*map(AddTag, ("Teil 10", "Teil 9", "Teil 9/Öl", "Teil 9/Nuss", "Teil 9/Pech", "aus")))
    assert [node.name for node in tree(made.view())] == [
        "aus", "Teil 9", "Teil 9/Nuss", "Teil 9/Öl", "Teil 9/Pech", "Teil 10",
    ]  # fmt: skip


def test_what_a_change_touches_is_told_by_table(review):
    view = review.view()
    nodes = {node.name: node for node in tree(view)}
    assert touched(view, nodes["Bau"].ids) == {"passages": 3, "demands": 1}
    assert touched(view, nodes["Ämter"].ids) == {"documents": 1}


def test_a_name_without_a_tag_is_renamed_by_what_is_below_it(review):
    review.apply(AddTag("Ämter/Stadt/Amt/Bau"), AddTag("Ämter/Land"))
    changes = renaming(review.view(), "Ämter", "Behörden")
    assert [change.name for change in changes] == ["Behörden/Land", "Behörden/Stadt/Amt"]
    review.apply(*changes)
    names = {tag.name for tag in review.view().tags}
    assert {"Behörden/Land", "Behörden/Stadt/Amt/Bau"} <= names and not any("Ämter" in name for name in names)
    review.undo()
    assert "Ämter/Stadt/Amt/Bau" in {tag.name for tag in review.view().tags}


def test_merging_is_foretold_and_undone_in_one(review):
    before = {node.name: node for node in tree(review.view())}
    review.apply(AddTag("Straßen/weg"))
    assert joined(review.view(), "Bau", "Straßen") == ("Straßen/weg",)
    assert joined(review.view(), "Bau/Steg", "Bau/Weg") == ("Bau/Weg",)
    assert joined(review.view(), "Bau", "bau") == ()
    review.apply(*renaming(review.view(), "Bau/Steg", "Bau/Weg"))
    merged = {node.name: node.uses for node in tree(review.view())}
    assert merged["Bau/Weg"] == 4 and "Bau/Steg" not in merged
    review.undo()
    assert {node.name: node.uses for node in tree(review.view())}["Bau/Steg"] == before["Bau/Steg"].uses


def test_tags_by_document(review):
    own, whole = by_document(review.view()), by_document(review.view(), below=True)
    assert own.counts["Bau/Weg", "d1"] == own.counts["Bau/Weg", "d2"] == 1
    assert own.counts["Bau/Weg", NO_DOCUMENT] == 1 and ("Ämter", "d2") not in own.counts
    assert whole.counts["Bau", "d1"] == 2 and whole.counts["Ämter", "d2"] == 1
    assert whole.counts["Bau", NO_DOCUMENT] == 1 and whole.totals["Bau"] == 4
    review.apply(RejectDemand("f1"))
    assert by_document(review.view()).totals["Bau/Weg"] == 2


def test_tags_by_tag_are_what_expressions_find():
    draw = random.Random(7)
    review = Review.memory("Zufall", "lead")
    review.apply(AddDocument(TEXT, title="Eins"), AddDocument(TEXT, title="Zwei"), AddDemand("X"))
    for _ in range(30):
        start = draw.randrange(60)
        place = f"d{draw.randint(1, 2)}:{start}-{start + draw.randint(1, 30)}"
        review.apply(AttachTags(draw.choice([place, place, place, "d1", "f1"]), (draw.choice("ABC"),)))
    view = review.view()
    table = by_tag(view)
    for one in "ABC":
        assert table.totals[one] == len(find(view, read("ABC", one), review.text))
        for other in "ABC":
            if one != other:
                found = find(view, read("ABC", f"{one} & {other}"), review.text)
                assert table.counts.get((one, other), 0) == len(found)


def test_in_a_blind_project_only_what_i_see_is_counted(review):
    review.apply(AddReviewer("anna"), EditProject(blind=True))
    view = review.beside("anna").view()
    assert {node.total for node in tree(view)} == {0}
    assert by_tag(view, below=True).counts == {} and by_document(view).counts == {}
    assert touched(view, [tag.id for tag in view.tags]) == {}


def test_merging_frees_the_hotkey(review):
    review.apply(EditTag("t3", hotkey="4"))
    review.apply(*renaming(review.view(), "Bau/Steg", "Bau/Weg"))
    assert [tag.hotkey for tag in review.view().tags if tag.hotkey] == []
    review.apply(EditTag("t2", hotkey="4"))
