"""Random projects lose just what is purged."""

import json
import random
import re

import pytest
from tinydb import TinyDB

from store.care.purge import purge_record
from store.changes import (
    AddDemand,
    AddDocument,
    AddEvidence,
    AddNote,
    Assign,
    AttachTags,
    EditDemand,
    EditNote,
    MergeDemands,
    RemoveDemand,
    RemoveNote,
    ReplyNote,
    SetVerdict,
)
from store.errors import StoreError
from store.model import TABLES
from tests.store.purging.project import TEXT, files, records, replayed

WORD = re.compile(r"zq\d+zq")


def some_change(rnd, review, number):
    """Any change, sensible or not, with words of its own; what is refused is refused."""

    def pick(table):
        ids = [record["id"] for record in review.engine.scan(table)]
        return rnd.choice(ids) if ids else "d1"

    start, word = rnd.randrange(0, 60, 5), f"zq{number}zq"
    document, demand, note = pick("documents"), pick("demands"), pick("notes")
    place = f"{document}:{start}-{start + 5}"
    return rnd.choice(
        [
            AddDocument(f"{TEXT} {word}", title=word),
            AddNote(rnd.choice([place, demand, document]), word),
            ReplyNote(note, word),
            EditNote(note, word),
            RemoveNote(note),
            AttachTags(rnd.choice([place, demand, document]), (rnd.choice([word, "Baden"]),)),
            AddDemand(word, document=document, spans=((start, start + 9),)),
            EditDemand(demand, text=word),
            EditDemand(demand, parent=pick("demands")),
            RemoveDemand(demand),
            MergeDemands(demand, (pick("demands"),)),
            AddEvidence(demand, place, grade="weak"),
            SetVerdict(demand, rnd.choice(["met", "open"]), reason=word),
            Assign(demand, "anna"),
        ]
    )


def work(rnd, team, count):
    for number in range(count):
        member = rnd.choice([team, team.beside("anna"), team.beside("ben")])
        try:
            if rnd.random() < 0.1:
                rnd.choice([member.undo, member.redo])()
            else:
                member.apply(some_change(rnd, member, team.seq * 1000 + number))
        except StoreError:
            pass
        if rnd.random() < 0.05:
            team.snapshot()


def words_of(database, wanted):
    """The words in all operations on records for which ``wanted`` holds."""
    return {
        word
        for entry in database.entries()
        for op in entry.ops
        if wanted(op.id)
        for word in WORD.findall(json.dumps([op.new, op.old]))
    }


def without(record, ids):
    lists = {
        name: [one for one in record[name] if one not in ids]
        for name in ("tags", "restated_by")
        if name in record
    }
    return record | lists


@pytest.mark.parametrize("seed", range(8))
def test_random_projects_lose_just_what_is_purged(team, seed):
    rnd = random.Random(seed)
    work(rnd, team, 70)
    for _ in range(3):
        purge_any(rnd, team)
        work(rnd, team, 15)
    team.snapshot()
    expected = records(team.engine)
    with TinyDB(team.engine.folder / "current.json", access_mode="r") as stock:
        assert {r["id"]: dict(r) for name in TABLES for r in stock.table(name)} == expected
    undo_everything(team)
    assert records(team.engine) == replayed(team.engine.folder)


def purge_any(rnd, team):
    database = team.engine
    ever = sorted(
        {op.id for entry in database.entries() for op in entry.ops if op.id[0] not in "orv" and not op.purged}
    )
    before, number = records(database), {name: database.next_number(name) for name in TABLES}
    entries = list(database.entries())
    told = words_of(database, lambda _: True)
    purged = purge_record(team, rnd.choice(ever))
    stay = words_of(database, lambda record: record not in purged.ids)
    assert not words_of(database, lambda record: record in purged.ids)
    for path in files(team.engine.folder):
        assert not (told - stay) & set(WORD.findall(path.read_bytes().decode("latin-1"))), path
    expected = {key: without(record, purged.ids) for key, record in before.items() if key not in purged.ids}
    assert records(database) == expected
    assert {name: database.next_number(name) for name in TABLES} == number
    for was, now in zip(entries, database.entries(), strict=False):
        assert (was.seq, was.at, was.by, was.client, was.do) == (now.seq, now.at, now.by, now.client, now.do)
        assert [(op.id, op.kind, op.rev, op.previous) for op in was.ops] == [
            (op.id, op.kind, op.rev, op.previous) for op in now.ops
        ]


def undo_everything(team):
    """As far as it goes: nothing that was purged comes back, and nothing is left dangling."""
    database, undone = team.engine, 0
    purged = {op.id for entry in database.entries() for op in entry.ops if op.kind != "patch" and op.purged}
    for seq in range(team.seq, 3, -1):
        try:
            team.undo(seq)
            undone += 1
        except StoreError:
            continue
        there = records(database)
        assert not purged & set(there)
        for record in there.values():
            named = [
                record.get(key) for key in ("document", "passage", "demand", "evidence", "parent", "target")
            ]
            assert all(one in there for one in named if one), record
    assert undone > 5
