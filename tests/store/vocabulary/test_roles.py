"""Who may do what: each change in each role, and what depends on whose record it is."""

import pytest

from store.changes import (
    Assign,
    EditNote,
    EditTag,
    RemoveDemand,
    RemoveEvidence,
    RemoveNote,
    RemoveVerdict,
    SetRole,
    SetVerdict,
    Unassign,
    vocabulary,
)
from store.errors import Forbidden

LEADS = {
    "document.add", "document.edit", "document.remove", "document.revise", "tag.remove",
    "reviewer.add", "reviewer.role", "reviewer.users", "project.edit",
}  # fmt: skip


def refused(world, member, change):
    """What a refusal says, after which nothing is written."""
    before, seq = world.records(), world.lead.seq
    with pytest.raises(Forbidden) as caught:
        member.apply(change)
    assert (world.records(), world.lead.seq) == (before, seq)
    return str(caught.value)


def test_a_viewer_may_do_nothing(world, do):
    said = refused(world, world.gast, world.one_of_each[do][1])
    assert do in said and "viewer" in said


def test_whoever_is_no_reviewer_of_the_project_is_a_viewer(world, do):
    stranger = world.lead.beside("fremd")
    assert stranger.role == "viewer"
    assert do in refused(world, stranger, world.one_of_each[do][1])


def test_a_reviewer_may_do_all_but_what_is_the_leads(world, do):
    change = world.one_of_each[do][1]
    if do in LEADS:
        assert "lead" in refused(world, world.anna, change)
    else:
        assert vocabulary()[do].needs == "reviewer"


def test_a_lead_may_do_everything(world, example):
    world.carla.apply(example[1])


@pytest.mark.parametrize(
    "change",
    [
        EditNote("n1", "Meins"),
        RemoveNote("n1"),
        RemoveEvidence("b1"),
        RemoveVerdict("u1"),
        RemoveDemand("f2"),
        Unassign("a1"),
        Assign("f2", "anna"),
        SetVerdict("f1", "met", "So", final=True),
        EditTag("t1", name="Haushalt"),
        EditTag("t3", name="Geld"),
        EditTag("t1", name="Haushalt", colour="red"),
    ],
    ids=str,
)
def test_some_of_others_work_is_theirs_and_the_leads(world, change):
    refused(world, world.ben, change)
    world.carla.apply(change)


def test_a_role_counts_from_the_change_that_gives_it(world):
    change = EditNote("n1", "Neu")
    refused(world, world.ben, change)
    world.lead.apply(SetRole("ben", "lead"))
    world.ben.apply(change)
    world.lead.apply(SetRole("ben", "viewer"))
    refused(world, world.ben, change)


def test_undo_needs_the_role_the_change_needed(world):
    world.carla.apply(SetRole("gast", "reviewer"))
    world.anna.apply(EditNote("n1", "Neu"))
    world.lead.apply(SetRole("carla", "reviewer"), SetRole("anna", "viewer"))
    before = world.records()
    for member in (world.carla, world.anna):
        with pytest.raises(Forbidden):
            member.undo()
        with pytest.raises(Forbidden):
            member.undo(world.lead.seq - 1)
    assert world.records() == before
