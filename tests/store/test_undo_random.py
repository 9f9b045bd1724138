"""Random work by several people: undoing all of it leads back, and views never drift."""

import random

import pytest

from store.changes import (
    AddDemand,
    AddEvidence,
    AddNote,
    Assign,
    AttachTags,
    DetachTags,
    EditDemand,
    EditNote,
    EditTag,
    GradeEvidence,
    MergeDemands,
    RemoveDemand,
    RemoveEvidence,
    RemoveNote,
    ReplyNote,
    SetVerdict,
    SplitDemand,
)
from store.errors import Conflict, StoreError
from store.model import TABLES, split_id
from store.review import Review
from store.undo import next_undo

KINDS = ("documents", "passages", "events", "demands", "evidence", "verdicts", "notes", "tags", "reviewers")


def state(review):
    kept = {}
    for table, spec in TABLES.items():
        for record in review.engine.scan(table):
            values = {key: value for key, value in record.items() if key not in ("rev", "at")}
            kept[record["id"]] = {k: sorted(v) if k in spec.sets else v for k, v in values.items()}
    return kept


def pick(rnd, review, table):
    ids = [record["id"] for record in review.engine.scan(table)]
    return rnd.choice(ids) if ids else f"{TABLES[table].letter}99"


def some_change(rnd, review):
    """Any change, sensible or not: what is refused is refused."""
    start = rnd.randrange(0, 60, 5)
    place, demand = f"d1:{start}-{start + 5}", pick(rnd, review, "demands")
    note, link, tag = (pick(rnd, review, table) for table in ("notes", "evidence", "tags"))
    name = f"Thema {rnd.randrange(4)}"
    return rnd.choice(
        [
            AddNote(rnd.choice([place, demand, "d1", link]), "Wörter"),
            ReplyNote(note, "Antwort"),
            EditNote(note, f"Neu {start}"),
            RemoveNote(note),
            AttachTags(rnd.choice([place, demand, "d1"]), (name, "Straße")),
            DetachTags(rnd.choice([place, demand]), (name,)),
            EditTag(tag, name=f"Thema {rnd.randrange(6)}"),
            AddDemand(f"Forderung {start}", document="d1", spans=((start, start + 9),)),
            EditDemand(demand, text=f"Anders {start}", parent=pick(rnd, review, "demands")),
            RemoveDemand(demand),
            MergeDemands(demand, (pick(rnd, review, "demands"),)),
            SplitDemand(demand, ("Erstens", "Zweitens")),
            AddEvidence(demand, place, grade=rnd.choice(["weak", "strong", None])),
            GradeEvidence(link, rnd.choice(["weak", "strong", None])),
            RemoveEvidence(link),
            SetVerdict(demand, rnd.choice(["met", "open"]), reason="Weil"),
            Assign(demand, review.me),
        ]
    )


def work(rnd, review, count):
    """Apply ``count`` random changes; what is refused leaves no trace."""
    for _ in range(count):
        change, before = some_change(rnd, review), review.seq
        try:
            review.apply(change)
        except StoreError:
            assert review.seq == before


def dangling(review):
    """Fields of records that name what is not there."""
    there = set(state(review))
    fields = ("document", "passage", "demand", "evidence", "parent", "target")
    for record in state(review).values():
        for field in fields:
            if record.get(field) and record[field] not in there:
                yield record["id"], field, record[field]


@pytest.mark.parametrize("seed", range(12))
def test_undoing_everything_leads_back_to_the_start(team, seed):
    rnd = random.Random(seed)
    start = state(team.lead)
    mark = team.lead.seq
    work(rnd, team.lead, 60)
    end = state(team.lead)
    undone = 0
    while team.lead.engine.seq > mark:
        step = next_undo(team.lead.engine.entries_backward(), "lead")
        if step.seq <= mark:
            break
        team.lead.undo()
        undone += 1
    assert undone > 10
    assert state(team.lead) == start
    for _ in range(undone):
        team.lead.redo()
    assert state(team.lead) == end


@pytest.mark.parametrize("seed", range(12))
def test_nothing_dangles_whoever_undoes_what(team, seed):
    rnd = random.Random(1000 + seed)
    members = [team.lead, team.anna, team.ben]
    for _ in range(120):
        member = rnd.choice(members)
        try:
            rnd.choice([member.undo, member.redo, lambda m=member: work(rnd, m, 2)])()
        except Conflict as conflict:
            assert conflict.record and conflict.field and conflict.by
        except StoreError:
            pass
        assert not list(dangling(team.lead))


@pytest.mark.parametrize("seed", range(4))
def test_views_brought_forward_equal_fresh_ones(team, seed):
    rnd = random.Random(2000 + seed)
    for _ in range(12):
        work(rnd, rnd.choice([team.lead, team.anna]), 4)
        mine, fresh = team.ben.view(), Review(team.lead.engine, "ben").view()
        for kind in KINDS:
            if kind != "passages":
                assert list(getattr(mine, kind)) == list(getattr(fresh, kind)), kind
        assert mine.marks("d1") == fresh.marks("d1")
        numbers = [split_id(row.id)[1] for row in mine.notes]
        assert numbers == sorted(numbers)


@pytest.mark.parametrize("seed", range(4))
def test_one_record_for_one_place_and_one_reviewer(team, seed):
    rnd = random.Random(3000 + seed)
    for _ in range(80):
        member = rnd.choice([team.lead, team.anna, team.ben])
        try:
            rnd.choice([member.undo, lambda m=member: work(rnd, m, 3)])()
        except StoreError:
            continue
    database = team.lead.engine
    for table, keys in (
        ("verdicts", ("demand", "by", "final")),
        ("grades", ("evidence", "by")),
        ("evidence", ("demand", "passage")),
        ("tags", ("name",)),
        ("assignments", ("demand", "reviewer")),
    ):
        found = [tuple(record[key] for key in keys) for record in database.scan(table)]
        assert len(found) == len(set(found)), table
