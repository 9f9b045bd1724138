"""Purge: what is gone is gone from every file, and all else is as it was."""

import json
import os
import random
import re
import shutil
import signal
from contextlib import suppress

import pytest
from tinydb import TinyDB

from store.care import rewriting
from store.care.check import check
from store.care.purge import purge_record, purge_reviewer, what_goes
from store.care.rewriting import new_plan, rewrite
from store.care.scrubbing import mention_of
from store.changes import (
    AddDemand,
    AddDocument,
    AddEvidence,
    AddNote,
    AddReviewer,
    Assign,
    AttachTags,
    DetachTags,
    EditDemand,
    EditNote,
    EditTag,
    MergeDemands,
    RemoveDemand,
    RemoveDocument,
    RemoveNote,
    ReplyNote,
    SetRole,
    SetVerdict,
)
from store.database import Database
from store.errors import Busy, Damaged, Forbidden, NotFound, Refused, StoreError, Unknown
from store.model import TABLES
from store.personal import Personal
from store.review import Review
from tests.store.faults import buffered
from tests.store.powercut import Disk, lay_out

TEXT = "Das Schwimmbad zq0zq schließt.\n\nDer Rat fordert vom Land einen Zuschuss für die Wärmestube."
WORD = re.compile(r"zq\d+zq")


@pytest.fixture
def team(tmp_path):
    """lead and anna on one project in a folder; d1 holds TEXT."""
    with Review.create(tmp_path / "p.vermerk", "Bäder", "lead") as lead:
        lead.apply(AddReviewer("anna", users=("a.lindner",)), AddReviewer("ben"))
        lead.apply(AddDocument(TEXT, title="Schwimmbad"))
        yield lead


@pytest.fixture
def anna(team):
    return team.beside("anna")


def records(database):
    return {record["id"]: record for table in TABLES for record in database.scan(table)}


def files(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def found(folder, *words):
    """The files of a project that hold one of the words, in their name or content."""
    for path in files(folder):
        text = str(path.relative_to(folder)).encode() + path.read_bytes()
        if any(form.encode() in text for word in words for form in (word, json.dumps(word)[1:-1])):
            yield path.relative_to(folder)


def replayed(folder):
    """The records as the journal alone tells them; nothing about the project is odd."""
    assert list(check(folder)) == []
    shutil.rmtree(folder / "snapshot")
    (folder / "snapshot").mkdir()
    with Database.open(folder) as again:
        assert again.damage is None
        assert [entry.seq for entry in again.entries()] == list(range(1, again.seq + 1))
        return records(again)


# A record


def test_a_document_goes_with_all_on_it_from_every_file(team, anna):
    folder = team.engine.folder
    anna.apply(AddNote("d1:4-14", "Geheimnis eins"), ReplyNote("n1", "Geheimnis zwei"))
    anna.apply(
        AddDemand("Wärme für alle", document="d1", spans=((44, 60),)),
        SetVerdict("f1", "open", "Urteilsgrund"),
    )
    team.snapshot()
    anna.apply(EditNote("n1", "Geheimnis drei"), AttachTags("d1:4-14", ("Baden",)))
    anna.apply(RemoveNote("n2"))
    team.apply(AddDocument("Ein anderes Papier über Busse.", title="Busse"), AddNote("d2", "Bleibt"))
    team.snapshot()
    (folder / "index").mkdir()
    (folder / "index" / "words").write_text("Schwimmbad")
    (folder / "exports" / "anna").mkdir(parents=True)
    (folder / "exports" / "anna" / "tafel.csv").write_text("Geheimnis eins")
    Personal(folder, "ben").write_file("clipboard.txt", b"Schwimmbad")
    Personal(folder, "ben").write(
        "drafts", {"edit:n1": "Geheimnis eins", "note:d2": "Entwurf", "note:d1:0-3": "x"}
    )
    (folder / "documents" / "d1" / ".v1.txt.99.tmp").write_text("Schwimmbad")
    before = records(team.engine)

    purged = purge_record(team, "d1")

    assert purged.ids == ("f1", "d1", "n1", "n2", "p1", "p2", "u1", "v1") and purged.left == ()
    assert not list(found(folder, "Schwimmbad", "Geheimnis", "Urteilsgrund", "Wärme", "purge.json"))
    expected = {key: record for key, record in before.items() if key not in purged.ids}
    assert records(team.engine) == expected == replayed(folder)
    assert Personal(folder, "ben").read("drafts") == {"note:d2": "Entwurf"}
    assert {path.name for path in (folder / "documents").iterdir()} == {"d2"}


def test_what_would_go_is_told_before_and_nothing_happens(team, anna):
    anna.apply(AddNote("d1:4-14", "Wort"))
    seq = team.seq
    assert what_goes(team, "d1") == {"documents": 1, "versions": 1, "passages": 1, "notes": 1}
    assert team.seq == seq and list(found(team.engine.folder, "Schwimmbad"))


def test_what_was_deleted_long_ago_can_be_purged_and_what_hung_on_it_goes_too(team, anna):
    anna.apply(AddNote("d1", "Altes Geheimnis"), ReplyNote("n1", "Alte Antwort"))
    team.apply(RemoveDocument("d1"))
    purged = purge_record(team, "n1")
    assert purged.ids == ("n1", "n2")
    assert not list(found(team.engine.folder, "Altes Geheimnis", "Alte Antwort"))
    assert list(found(team.engine.folder, "Schwimmbad")), (
        "the removed document can still be seen in the history"
    )
    purge_record(team, "d1")
    assert not list(found(team.engine.folder, "Schwimmbad"))


def test_what_moved_to_another_record_stays_there(team, anna):
    anna.apply(AddDemand("Eins"), AddDemand("Zwei"), AddNote("f1", "Zu eins"), AddNote("f2", "Zu zwei"))
    anna.apply(MergeDemands("f2", ("f1",)))
    assert purge_record(team, "f1").ids == ("f1",)
    assert not list(found(team.engine.folder, "Eins"))
    assert [note["target"] for note in team.engine.scan("notes")] == ["f2", "f2"]


def test_a_tag_goes_from_whatever_carried_it(team, anna):
    anna.apply(AttachTags("d1", ("Vertraulich", "Baden")), AttachTags("d1:4-14", ("Vertraulich",)))
    anna.apply(EditTag("t1", description="Nicht weitersagen"))
    anna.apply(DetachTags("d1", ("Vertraulich",)))
    before = records(team.engine)
    purge_record(team, "t1")
    assert not list(found(team.engine.folder, "Vertraulich", "weitersagen"))
    after = replayed(team.engine.folder)
    assert after["d1"]["tags"] == ["t2"] and after["p1"]["tags"] == []
    assert after["d1"] == before["d1"]
    assert [(line.field, line.new) for line in team.history("d1")] == [
        ("", "Schwimmbad"),
        ("tags", "Baden"),
    ]


def test_the_history_tells_of_the_purge_and_not_of_what(team, anna):
    anna.apply(AddNote("d1", "Geheim"))
    purge_record(team, "n1")
    lines = [line for line in team.history() if line.record == "n1"]
    assert [(line.do, line.who, line.old, line.new) for line in lines] == [
        ("note.add", "anna", None, ""),
        ("purge", "lead", "", None),
    ]
    anna.apply(AddNote("d1", "Weg damit"))
    anna.apply(RemoveNote("n2"))
    purge_record(team, "n2")
    assert [(line.do, line.record) for line in team.history()][-1] == ("purge", "")


def test_only_a_lead_purges_and_only_what_there_is(team, anna):
    files_before = {path: path.read_bytes() for path in files(team.engine.folder) if path.name != "lock"}
    for wrong, error in (
        ("d9", NotFound),
        ("x", NotFound),
        ("o1", Refused),
        ("r2", Refused),
        ("v1", Refused),
    ):
        with pytest.raises(error):
            purge_record(team, wrong)
    for purge in (
        lambda: purge_record(anna, "d1"),
        lambda: what_goes(anna, "d1"),
        lambda: purge_reviewer(anna, "ben"),
    ):
        with pytest.raises(Forbidden):
            purge()
    assert {
        path: path.read_bytes() for path in files(team.engine.folder) if path.name != "lock"
    } == files_before
    purge_record(team, "d1")
    with pytest.raises(Refused, match="already"):
        purge_record(team, "d1")
    with pytest.raises(Refused, match="folder"):
        purge_record(Review.memory(), "o1")


def test_undo_says_what_is_purged_and_passes_it_by(team, anna):
    anna.apply(AddNote("d1", "Bleibt"))
    anna.apply(AddNote("d1", "Geht"))
    anna.apply(EditNote("n2", "Geht auch"))
    anna.apply(AddNote("d1", "Doch weg"))
    anna.undo()
    purge_record(team, "n3")
    purge_record(team, "n2")
    for seq in (5, 6, 7):
        with pytest.raises(Refused, match="purged"):
            team.undo(seq)
    with pytest.raises(Refused, match="nothing to redo"):
        anna.redo()
    anna.undo()
    assert team.engine.count("notes") == 0, "the change before those about the purged note"
    assert anna.redo().label == "note.add" and team.engine.get("n1")["text"] == "Bleibt"


def test_others_who_have_it_open_see_it_and_write_nothing_stale(team, tmp_path):
    with Database.open(team.engine.folder) as reader, Database.open(team.engine.folder) as writer:
        team.snapshot()
        reader.refresh()
        purge_record(team, "d1")
        with pytest.raises(Refused, match="replaced"):
            writer.transact("anna", "note.add", lambda tx: tx.add("notes", {"text": "spät"}))
        writer.transact("anna", "note.add", lambda tx: tx.add("notes", {"text": "neu"}))
        assert [entry.do for entry in reader.refresh()] == ["note.add"] and reader.generation == 1
        assert records(reader) == records(writer) and reader.get("d1") is None
        assert reader.store_id == team.engine.store_id


def test_an_image_of_the_old_store_is_not_written_afterwards(team, monkeypatch):
    with Database.open(team.engine.folder) as stale:
        monkeypatch.setattr(stale, "_catch_up", lambda locked: None)  # the purge comes after it has looked
        purge_record(team, "d1")
        with pytest.raises(Refused, match="replaced"):
            stale.snapshot()
    assert not list(found(team.engine.folder, "Schwimmbad"))


def test_a_purge_while_the_files_are_read_is_no_damage(team, monkeypatch):
    team.apply(AddNote("d1", "Wort"))
    read, purged = rewriting.read_head, []

    def and_then_purge(folder):
        head = read(folder)
        if not purged:
            purged.append(True)
            purge_record(team, "d1")
        return head

    monkeypatch.setattr("store.replica.read_head", and_then_purge)
    with Database.open(team.engine.folder) as opened:
        assert opened.damage is None and records(opened) == records(team.engine)


def test_a_long_journal_is_written_in_several_segments(team):
    for number in range(30):
        team.apply(AddNote("d1", f"Notiz {number}"))
    before, folder = records(team.engine), team.engine.folder

    def write(entry):
        return rewrite(folder, new_plan(folder, ()), [*team.engine.entries(), entry], limit=2000)

    assert team.engine.replace("lead", "purge", lambda tx: None, write) == ()
    assert len(list((folder / "journal").iterdir())) > 3
    assert records(team.engine) == before == replayed(folder)
    with Database.open(folder) as again:
        assert again.transact("lead", "x", lambda tx: tx.add("notes", {})).ids == ("n31",)


# Random work


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


# A person


def test_a_person_leaves_and_their_work_stays(team, anna):
    folder = team.engine.folder
    team.apply(AddNote("d1", "@anna: bitte prüfen, @Anna. Nicht @annabell, nicht x@anna.de"))
    anna.apply(ReplyNote("n1", "Mache ich"), AddDemand("Wärme"), SetVerdict("f1", "met", "sagt @anna"))
    team.apply(Assign("f1", "anna"), SetRole("anna", "lead"))
    Personal(folder, "anna").write("drafts", {"note:d1": "mein Entwurf"})
    Personal(folder, "ben").write("drafts", {"note:d1": "Frage\n@anna dazu"})
    (folder / "presence").mkdir()
    (folder / "presence" / "anna.4711").write_text("anna")
    team.snapshot()
    before = records(team.engine)

    purged = purge_reviewer(team, "anna")

    assert (purged.name, purged.ids, purged.left) == ("reviewer-2", (), ())
    assert not list(found(folder, "a.lindner", "mein Entwurf"))
    rest = [path.read_bytes() for path in files(folder)]
    assert {word for data in rest for word in re.findall(rb"[\w@.]*anna[\w.]*", data, re.I)} == {
        b"@annabell",
        b"x@anna.de",
    }
    after = replayed(folder)
    for record_id, record in before.items():
        expected = {key: "reviewer-2" if value == "anna" else value for key, value in record.items()}
        expected |= {
            key: re.sub(r"(?<!x)@anna\b", "@reviewer-2", record[key], flags=re.I)
            for key in ("text", "reason")
            if record.get(key)
        }
        if record_id == "r2":
            expected |= {"role": "viewer", "users": [], "rev": after["r2"]["rev"]}
        assert after[record_id] == expected, record_id
    assert Personal(folder, "ben").read("drafts") == {"note:d1": "Frage\n@reviewer-2 dazu"}


def test_changes_under_the_neutral_name_can_be_taken_back(team, anna):
    anna.apply(AddNote("d1", "Wort"))
    anna.apply(EditNote("n1", "Wörter"))
    purge_reviewer(team, "anna")
    team.undo(5)
    assert team.engine.get("n1")["text"] == "Wort"
    with pytest.raises(Forbidden):
        anna.apply(AddNote("d1", "Noch da"))


def test_with_notes_their_words_go_and_the_thread_stays(team, anna):
    anna.apply(AddNote("d1", "Geheimnis"))
    team.apply(ReplyNote("n1", "Antwort"))
    anna.apply(EditNote("n1", "Zweites Geheimnis"))
    purge_reviewer(team, "anna", with_notes=True)
    assert not list(found(team.engine.folder, "Geheimnis"))
    assert [note["text"] for note in team.engine.scan("notes")] == ["[…]", "Antwort"]


def test_a_neutral_name_is_nobody_s(team, anna):
    team.apply(AddReviewer("reviewer-2"), AddReviewer("reviewer-3"))
    assert purge_reviewer(team, "anna").name == "reviewer-4"
    assert purge_reviewer(team, "reviewer-2").name == "reviewer-5"


def test_a_lead_may_leave_but_not_the_last_one(team, anna):
    with pytest.raises(Refused, match="no lead"):
        purge_reviewer(team, "lead")
    for wrong, error in (("nobody", NotFound), ("../ben", Refused)):
        with pytest.raises(error):
            purge_reviewer(team, wrong)
    team.apply(SetRole("anna", "lead"))
    purged = purge_reviewer(team, "lead")
    assert team.role == "viewer" and anna.role == "lead"
    last = list(team.engine.entries())[-1]
    assert (last.do, last.by) == ("purge", purged.name)


@pytest.mark.parametrize(
    "text", ["@anna", "(@anna)", "@anna.", "an @anna, bitte", "@ANNA!", "@anna: ja", "„@anna“"]
)
def test_mentions(text):
    assert mention_of("anna").sub("@x", text) == re.sub("@anna", "@x", text, flags=re.I)


@pytest.mark.parametrize(
    "text", ["anna", "@annabell", "@anna-lena", "@anna.k", "post@anna.de", "@@anna", "@anna_b"]
)
def test_no_mentions(text):
    assert mention_of("anna").search(text) is None


# Crashes

CALLS = ("open", "fsync", "replace", "rename", "unlink", "rmdir", "fchmod", "scandir")


def faulty(monkeypatch, at, happen):
    """From now on the ``at``-th of the calls that purge makes to the system ``happen``\\ s instead."""
    made = []

    def counted(real):
        def call(*args, **kwargs):
            made.append(real)
            if len(made) == at:
                happen()
            return real(*args, **kwargs)

        return call

    for name in CALLS:
        monkeypatch.setattr(os, name, counted(getattr(os, name)))
    return made


def fail():
    raise OSError(5, "Input/output error")


def whole(folder, before):
    """Whether the project is the new one; else it must be the old one. Both take the next change, and no
    trace of the purge under way is left then."""
    if (folder / "purge.json").exists():
        with pytest.raises(Busy, match="purged"):
            list(check(folder))
    else:
        check_clean(folder)
    with Database.open(folder) as opened:
        assert opened.damage is None
        assert records(opened) in (
            {key: r for key, r in before.items() if key in ("o1", "r1", "r2", "r3")},
            before,
        )
        is_new = opened.get("d1") is None
        opened.transact("lead", "note.add", lambda tx: tx.add("notes", {"text": "danach"}))
        assert opened.damage is None
        first = opened._replica.head.first
    check_clean(folder)
    assert bool(list(found(folder, "Schwimmbad"))) is not is_new
    assert not (folder / "purge.json").exists()
    assert first == 2 if is_new else first == 1
    assert all(int(path.stem) == first for path in (folder / "journal").iterdir())
    return is_new


def check_clean(folder):
    """All there may be is a temporary file, or a snapshot that is not the newest or not published."""
    cut_off = set() if (folder / "current.json").exists() else {"current", "image-index"}
    assert {finding.kind for finding in check(folder)} <= {"stray", "current-old"} | cut_off


def stages(team, tmp_path, step=1):
    """The project as it is, copied for each attempt."""
    team.apply(AddNote("d1", "Ein Schwimmbad"))
    team.snapshot()
    before = records(team.engine)
    for number in range(1, 200, step):
        folder = tmp_path / f"copy{number}"
        shutil.copytree(team.engine.folder, folder, symlinks=True)
        yield number, folder, before
        shutil.rmtree(folder)


def test_a_failing_call_leaves_the_old_project_or_the_new_one(team, tmp_path, monkeypatch):
    outcomes = []
    for number, folder, before in stages(team, tmp_path):
        with Review.open(folder, "lead") as review, monkeypatch.context() as patched:
            made = faulty(patched, number, fail)
            left = ()
            with suppress(StoreError, OSError):
                left = purge_record(review, "d1").left
        for path in left:  # which the caller is told
            shutil.rmtree(folder / path)
        outcomes.append(whole(folder, before))
        if len(made) < number:
            break
    assert outcomes[-1] and not outcomes[0] and len(outcomes) > 20
    assert sorted(outcomes) == outcomes, "there is one moment at which the new one takes over"


def test_a_kill_leaves_the_old_project_or_the_new_one(team, tmp_path, monkeypatch):
    outcomes = []
    for number, folder, before in stages(team, tmp_path, step=3):
        child = os.fork()
        if not child:
            faulty(monkeypatch, number, lambda: os.kill(os.getpid(), signal.SIGKILL))
            purge_record(Review.open(folder, "lead"), "d1")
            os._exit(0)
        _, status = os.waitpid(child, 0)
        outcomes.append(whole(folder, before))
        if status == 0:
            break
        assert os.WTERMSIG(status) == signal.SIGKILL
    assert outcomes[-1] and not outcomes[0] and len(outcomes) > 8
    assert sorted(outcomes) == outcomes


@pytest.mark.parametrize("seed", range(4))
def test_a_power_cut_leaves_the_old_project_or_the_new_one(team, tmp_path, monkeypatch, seed):
    chance, trees, folder = random.Random(seed), [], team.engine.folder
    team.apply(AddNote("d1", "Geheimnis"), AddNote("d1", "Bleibt"))
    team.snapshot()
    before = records(team.engine)
    after = {key: record for key, record in before.items() if key != "n1"}
    with monkeypatch.context() as patched:
        patched.setattr(rewriting, "open", buffered, raising=False)
        disk = Disk(patched, folder, lambda disk: trees.append(disk.after_power_cut(chance)), ())
        purge_record(team, "n1")
        done = [disk.after_power_cut(chance) for _ in range(5)]
    monkeypatch.setattr(os, "fsync", lambda fd: None)  # no power fails from here on
    outcomes = set()
    for number, tree in enumerate(trees + done):
        here = tmp_path / f"found{number}"
        lay_out(tree, here)
        with Database.open(here) as opened:
            assert opened.damage is None and records(opened) in (before, after)
            is_new = records(opened) == after
            opened.transact("lead", "note.add", lambda tx: tx.add("notes", {"text": "danach"}))
            assert opened.damage is None
        assert bool(list(found(here, "Geheimnis"))) is not is_new
        assert is_new or number < len(trees), "what is told to be done is done"
        outcomes.add(is_new)
    assert outcomes == {True, False}


def test_nothing_old_goes_before_the_new_is_durable(team, monkeypatch):
    folder, told = team.engine.folder, []
    real = {name: getattr(os, name) for name in ("fsync", "replace", "unlink", "rmdir")}

    def inner(path):
        return os.path.relpath(os.path.join(os.getcwd(), path), folder)

    monkeypatch.setattr(
        os,
        "fsync",
        lambda fd: told.append(("sync", inner(os.readlink(f"/proc/self/fd/{fd}")))) or real["fsync"](fd),
    )
    monkeypatch.setattr(
        os, "replace", lambda old, new: told.append(("name", inner(new))) or real["replace"](old, new)
    )
    monkeypatch.setattr(
        os, "unlink", lambda path, **at: told.append(("delete", str(path))) or real["unlink"](path, **at)
    )
    purge_record(team, "d1")

    took_over = told.index(("name", "store.json"))
    numbered = told.index(("name", "journal/0002.jsonl"))
    deleted = next(n for n, (what, path) in enumerate(told) if what == "delete" and ".tmp" not in path)
    ended = told.index(("delete", str(folder / "purge.json")))
    assert told.index(("name", "purge.json")) < told.index(("sync", "journal/.0002.new")) < numbered
    assert ("sync", "journal") in told[numbered:took_over], "the segment's name is durable before it is read"
    assert ("sync", ".") in told[took_over:deleted], "and so is that it is read, before anything goes"
    assert told.index(("delete", str(folder / "journal" / "0001.jsonl"))) < ended
    assert {("sync", name) for name in ("journal", "snapshot", "documents")} <= set(told[deleted:ended])


def test_what_may_not_be_deleted_is_told(team, monkeypatch):
    Personal(team.engine.folder, "anna").write("drafts", {"note:d1": "Entwurf"})
    monkeypatch.setattr(shutil, "rmtree", lambda path: fail())
    assert purge_reviewer(team, "anna").left == ("reviewers/anna",)
    assert team.view().reviewers[1].name == "reviewer-2"


# What others may have put there


def plant(team, tmp_path, **plan):
    """A plan as if a purge had been cut off after it took over, and a folder that is none of its business."""
    folder = team.engine.folder
    outside = tmp_path / "outside"
    outside.mkdir()
    for name in (".profile", "drafts.json", "clipboard.txt", "anna", "x"):
        (outside / name).write_text("mein")
    head = json.loads((folder / "store.json").read_text())
    (folder / "purge.json").write_text(json.dumps({"store": head["store"], "first": head["first"]} | plan))
    return outside


def untouched(outside):
    return len(list(outside.iterdir())) == 5


def test_a_planted_plan_deletes_nothing_outside(team, tmp_path):
    folder = team.engine.folder
    paths = ["../outside", "presence/..", "documents/../../outside", str(tmp_path / "outside"), "exports/x"]
    outside = plant(team, tmp_path, paths=[*paths, "presence/x", "reviewers/anna", "store.json", "journal"])
    for name in ("presence", "reviewers", "exports"):
        (folder / name).symlink_to(outside)
    team.apply(AddNote("d1", "Wort"))
    assert untouched(outside) and (folder / "store.json").exists() and not (folder / "purge.json").exists()


def test_nothing_goes_while_it_is_not_durable_that_the_new_one_took_over(team, tmp_path, monkeypatch):
    plant(team, tmp_path, paths=["index"])
    (team.engine.folder / "index").mkdir()
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", lambda fd: fail())
        with pytest.raises(Unknown):
            team.apply(AddNote("d1", "Wort"))
    assert (team.engine.folder / "index").exists() and (team.engine.folder / "purge.json").exists()
    team.apply(AddNote("d1", "Wort"))
    assert not (team.engine.folder / "index").exists()


def test_a_planted_home_is_not_cleaned(team, tmp_path):
    outside = plant(team, tmp_path)
    Personal(team.engine.folder, "ben").write_file("clipboard.txt", b"Schwimmbad")
    (team.engine.folder / "reviewers" / "eve").symlink_to(outside)
    purge_record(team, "d1")
    assert untouched(outside) and not list(found(team.engine.folder, "Schwimmbad"))


@pytest.mark.parametrize("plan", [{"first": 2}, {"first": 99}, {"store": "x"}, {"store": "x", "first": 2}])
def test_a_plan_of_another_time_takes_no_journal_away(team, tmp_path, plan):
    plant(team, tmp_path, **plan)
    before = records(team.engine)
    team.apply(AddNote("d1", "Wort"))
    assert {key: r for key, r in records(team.engine).items() if key != "n1"} == before
    assert not (team.engine.folder / "purge.json").exists()


def test_a_plan_that_cannot_be_read_stops_writers(team):
    (team.engine.folder / "purge.json").write_text("{")
    with pytest.raises(Damaged, match="purge.json"):
        team.apply(AddNote("d1", "Wort"))
