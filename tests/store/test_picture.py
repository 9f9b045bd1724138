"""Bringing the tables forward by what changed."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from store.changes import AddNote, AttachTags, EditNote, RemoveNote, SetRole
from store.picture import FAR, Kept, Picture
from store.review import Review


@pytest.fixture
def picture(team):
    return Picture(team.lead.database)


def whole(team):
    made = Picture(team.lead.database)
    return made.take()[1]


def test_only_tables_that_changed_are_replaced(team, picture):
    _seq, before = picture.take()
    team.anna.apply(AddNote("d1", "Neu"))
    seq, after = picture.take()
    assert seq == team.lead.seq
    assert after["notes"] is not before["notes"] and before["notes"] == {}
    assert after["documents"] is before["documents"]


def test_records_that_did_not_change_are_the_same_objects(team, picture):
    team.anna.apply(AddNote("d1", "Eins"), AddNote("d1", "Zwei"))
    _seq, before = picture.take()
    team.anna.apply(EditNote("n2", "Drei"))
    _seq, after = picture.take()
    assert after["notes"]["n1"] is before["notes"]["n1"]
    assert (before["notes"]["n2"]["text"], after["notes"]["n2"]["text"]) == ("Zwei", "Drei")


def test_what_came_and_went_in_between_leaves_no_trace(team, picture):
    picture.take()
    team.anna.apply(AddNote("d1", "Eins"))
    team.anna.apply(RemoveNote("n1"))
    assert picture.take()[1]["notes"] == {}


def test_far_behind_is_the_same_as_step_by_step(team, picture):
    picture.take()
    for number in range(FAR + 5):
        team.anna.apply(AttachTags(f"d1:{number % 50}-60", (f"Thema {number % 7}",)))
    assert picture.take()[1] == whole(team)


def test_ids_stay_in_order_whatever_comes_back(team, picture):
    for number in range(12):
        team.anna.apply(AddNote("d1", f"Notiz {number}"))
    picture.take()
    seq = team.anna.apply(RemoveNote("n3")).seq
    picture.take()
    team.anna.apply(RemoveNote("n12"))
    team.anna.undo(seq)
    ids = list(picture.take()[1]["notes"])
    assert ids == [f"n{number}" for number in range(1, 12)]
    assert picture.take()[1] == whole(team)


def test_a_view_of_one_moment_does_not_move(team):
    view = team.ben.view()
    team.anna.apply(AddNote("d1", "Neu"))
    assert view.on("d1") == () and view.by_id("n1") is None
    assert [row.text for row in team.ben.view().on("d1")] == ["Neu"]


def test_kept_values_are_made_again_only_for_other_objects():
    kept, made = Kept(), []

    def make():
        made.append(1)
        return len(made)

    table, same_but_other = {"n1": {}}, {"n1": {}}
    assert kept.get("rows", (table, "2026-07-06"), make) == 1
    assert kept.get("rows", (table, "2026-07-" + "06"), make) == 1
    assert kept.get("rows", (same_but_other, "2026-07-06"), make) == 2
    assert kept.get("rows", (same_but_other, "2026-07-07"), make) == 3
    assert kept.get("other", (same_but_other, "2026-07-07"), make) == 4


def test_a_role_that_changes_changes_the_view(team):
    assert team.ben.view().role == "reviewer"
    team.lead.apply(SetRole("ben", "viewer"))
    assert team.ben.view().role == "viewer"


def test_two_threads_ask_for_one_view(team):
    review = Review(team.lead.database, "anna")
    with ThreadPoolExecutor(8) as pool:
        views = list(pool.map(lambda _: review.view("d1"), range(32)))
    assert len({id(view) for view in views}) == 1
