"""Who is to judge what: sharing out, and what still waits for whom."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.assigning import shared_out, shares
from store.changes import (
    AddDemand,
    AddReviewer,
    Assign,
    EditProject,
    RemoveVerdict,
    SetRole,
    SetVerdict,
    Unassign,
)
from store.errors import Refused

TEAM = ("anna", "ben", "cleo", "dora")


@given(st.lists(st.sets(st.sampled_from(TEAM), max_size=3), max_size=12), st.integers(1, 2))
def test_each_demand_gets_its_reviewers_and_nobody_gets_much_more_than_others(there, times):
    demands = {f"f{at}": sorted(names) for at, names in enumerate(there)}
    given_out = shared_out(demands, TEAM, times)
    names = {
        demand: [*had, *(who for one, who in given_out if one == demand)] for demand, had in demands.items()
    }
    assert all(len(set(those)) == len(those) == max(times, len(demands[one])) for one, those in names.items())
    again = shared_out(names, TEAM, times)
    assert again == []


@given(st.integers(0, 30), st.integers(1, 4), st.integers(1, 2))
def test_from_nothing_the_load_is_even(number, size, times):
    if size < times:
        return
    team = TEAM[:size]
    load = Counter(name for _, name in shared_out({f"f{at}": () for at in range(number)}, team, times))
    assert load.total() == number * times
    assert max(load[name] for name in team) - min(load[name] for name in team) <= 1


def test_two_need_two():
    with pytest.raises(Refused, match="2 reviewers"):
        shared_out({"f1": ()}, ("anna", "anna"), 2)


def share(review, times):
    """Shares all demands out, as a lead would; how much there was to do."""
    given, taken = shares(review.rows("demands"), review.rows("reviewers"), times)
    review.apply(*(Assign(*pair) for pair in given)) if given else None
    lookup = review.view().lookup
    review.apply(*(Unassign(lookup.assignment(*pair)) for pair in taken)) if taken else None
    return len(given), len(taken)


def who(review):
    return [set(row.assigned) for row in review.rows("demands")]


@pytest.fixture
def three(team):
    team.lead.apply(AddReviewer("dora"), *(AddDemand(words) for words in ("Zuschuss", "Prüfung", "Bad")))
    return team


def test_whoever_leaves_is_replaced_when_demands_are_shared_out_again(three):
    assert share(three.lead, 2) == (6, 0) and all(len(names) == 2 for names in who(three.lead))
    assert share(three.lead, 2) == (0, 0)
    had = sum("ben" in names for names in who(three.lead))
    three.lead.apply(SetRole("ben", "viewer"))
    assert share(three.lead, 2) == (had, had)
    assert who(three.lead) == [{"anna", "dora"}] * 3 and share(three.lead, 2) == (0, 0)


def test_what_somebody_has_judged_goes_to_them_and_stays_theirs(three):
    judges = three.lead.beside("dora"), three.ben
    for review in judges:
        review.apply(SetVerdict("f3", "open", "Noch nicht."))
    assert share(three.lead, 2) == (6, 0) and who(three.lead)[2] == {"ben", "dora"}
    three.lead.apply(SetRole("ben", "viewer"))
    share(three.lead, 2)
    assert who(three.lead) == [{"anna", "dora"}, {"anna", "dora"}, {"ben", "dora"}]


def test_nobody_is_assigned_who_only_reads(three):
    three.lead.apply(SetRole("ben", "viewer"))
    with pytest.raises(Refused, match="only reads"):
        three.lead.apply(Assign("f1", "ben"))


@pytest.fixture
def assigned(team):
    team.lead.apply(AddDemand("Zuschuss"), AddDemand("Prüfung"), AddDemand("Bad"))
    team.lead.apply(Assign("f1", "anna"), Assign("f1", "ben"), Assign("f2", "ben"))
    return team


def mine(review):
    return [row.id for row in review.rows("demands", "is:mine")]


def test_rows_tell_who_is_assigned_and_what_is_mine(assigned):
    assert [row.assigned for row in assigned.lead.rows("demands")] == [("anna", "ben"), ("ben",), ()]
    assert (mine(assigned.anna), mine(assigned.ben), mine(assigned.lead)) == (["f1"], ["f1", "f2"], [])
    assert [row.id for row in assigned.ben.rows("demands", "-is:mine")] == ["f3"]


@pytest.mark.parametrize("blind", [False, True])
def test_what_i_have_judged_is_mine_no_more(assigned, blind):
    assigned.lead.apply(EditProject(blind=blind))
    verdict = assigned.ben.apply(SetVerdict("f1", "met")).ids[0]
    assert (mine(assigned.anna), mine(assigned.ben)) == (["f1"], ["f2"])
    assigned.ben.apply(RemoveVerdict(verdict))
    assert mine(assigned.ben) == ["f1", "f2"]
