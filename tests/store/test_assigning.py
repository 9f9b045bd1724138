"""Who is to judge what: sharing out, and what still waits for whom."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.assigning import shared_out
from store.changes import AddDemand, Assign, EditProject, RemoveVerdict, SetVerdict
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
