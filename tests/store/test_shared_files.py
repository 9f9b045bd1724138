"""A project's files as others find them: the journal's lines, the snapshot, modes, several at once."""

import json
import os
import stat
import threading
import zlib

import pytest
from tinydb import TinyDB, where

from store.changes import (
    AddDemand,
    AddDocument,
    AddEvidence,
    AddNote,
    AddReviewer,
    AttachTags,
    EditDemand,
    RemoveNote,
    SetVerdict,
)
from store.errors import Damaged, StoreError
from store.model import TABLES
from store.review import Review

TEXT = "Die Stadt fordert einen Zuschuss für die Bäder.\u2028„Höchstens“ \x1b[1m eine Prüfung."


def fill(review):
    review.apply(AddDocument(TEXT, title="Bäder"), AddReviewer("anna"))
    review.apply(AddDemand("Zuschuss", document="d1", spans=((4, 9),)))
    review.apply(AddEvidence("f1", "d1:10-17", grade="strong"), SetVerdict("f1", "open", reason="„Nichts“"))
    review.apply(AttachTags("f1", ("Geld",)), AddNote("d1", "Wieso?\n\x00\x1b]0;x\x07"))
    review.apply(AddNote("f1", "Weg damit"))
    review.apply(RemoveNote("n2"))
    review.undo()
    review.redo()


@pytest.fixture
def project(tmp_path):
    with Review.create(tmp_path / "p.vermerk", "P", "lena") as review:
        fill(review)
    return tmp_path / "p.vermerk"


@pytest.fixture
def journal(project):
    return project / "journal" / "0001.jsonl"


def opened(project):
    return Review.open(project, "lena")


def records(review):
    return {table: list(review.engine.scan(table)) for table in TABLES}


def test_each_line_is_a_transaction_whose_checksum_runs_on_from_the_line_before(project, journal):
    chain = zlib.crc32(json.loads((project / "store.json").read_bytes())["store"].encode())
    lines = journal.read_bytes().splitlines(keepends=True)
    for number, line in enumerate(lines, 1):
        seq, at, by, client, do, ops, undoes, redoes, durable, checksum = json.loads(line)
        chain = zlib.crc32(line[: line.rindex(b',"')], chain)
        assert (seq, by, checksum) == (number, "lena", f"{chain:08x}")
        assert len(at) == 20 and at.endswith("Z") and len(client) == 32 and do and ops
        assert line.endswith(b"\n") and undoes < seq and redoes < seq and durable == seq - 1
    with opened(project) as review:
        assert review.seq == len(lines)


def test_numbers_names_and_times_go_up(project, journal):
    lines = [json.loads(line) for line in journal.read_bytes().splitlines()]
    assert [line[4] for line in lines[-3:]] == ["note.remove", "undo", "redo"]
    assert [line[6:8] for line in lines[-3:]] == [[0, 0], [lines[-3][0], 0], [0, lines[-3][0]]]
    assert [line[1] for line in lines] == sorted(line[1] for line in lines)
    assert len({line[3] for line in lines}) == len(lines)


def test_each_operation_names_the_change_before_it_of_its_record(journal):
    last, revisions = {}, {}
    for line in journal.read_bytes().splitlines():
        seq, ops = json.loads(line)[0], json.loads(line)[5]
        for table, record, rev, new, old, previous in ops:
            assert table in TABLES and record[0] == TABLES[table].letter
            assert previous == last.get(record, 0) and rev == revisions.get(record, 0) + 1
            assert (new, old) != (None, None)
            last[record], revisions[record] = seq, rev


def swapped(lines):
    return [*lines[:3], lines[4], lines[3], *lines[5:]]


def reworded(lines):
    return [line.replace(b"Zuschuss", b"Zuschlag") if b"demand.add" in line else line for line in lines]


def signed_again(lines):
    """Reworded with a checksum of its own: then the next line does not follow it."""
    body = reworded(lines)[2].rpartition(b',"')[0]
    chain = int(lines[1][-11:-3], 16)
    return [*lines[:2], b'%b,"%08x"]\n' % (body, zlib.crc32(body, chain)), *lines[3:]]


#: What is done to the lines, and how many changes can be read afterwards.
TAMPERED = {
    "two lines swapped": (swapped, 3),
    "a line left out": (lambda lines: [*lines[:2], *lines[3:]], 2),
    "a line doubled": (lambda lines: [*lines[:3], lines[2], *lines[3:]], 3),
    "a word replaced": (reworded, 2),
    "a word replaced and signed": (signed_again, 3),
    "another author": (lambda lines: [line.replace(b'"lena"', b'"anna"', 1) for line in lines], 0),
    "a line end lost": (lambda lines: [*lines[:2], lines[2].rstrip(b"\n"), *lines[3:]], 2),
    "a blank line": (lambda lines: [*lines[:2], b"\n", *lines[2:]], 2),
    "the first line lost": (lambda lines: lines[1:], 0),
}


@pytest.mark.parametrize("harm", TAMPERED)
def test_tampering_is_noticed_read_up_to_and_not_written_upon(project, journal, harm):
    tamper, readable = TAMPERED[harm]
    journal.write_bytes(b"".join(tamper(journal.read_bytes().splitlines(keepends=True))))
    harmed = journal.read_bytes()
    try:
        review = opened(project)
    except StoreError:
        assert readable == 0
        return
    with review:
        assert isinstance(review.damage, Damaged) and "0001.jsonl" in str(review.damage)
        assert review.seq == readable
        with pytest.raises(Damaged):
            review.apply(AddDemand("Noch etwas"))
        assert [line.seq for line in review.history()][-1:] == [readable][: bool(readable)]
    assert journal.read_bytes() == harmed


def test_stock_tinydb_reads_what_the_rows_show(project):
    with opened(project) as review:
        review.snapshot()
        view = review.view()
        with TinyDB(project / "current.json", access_mode="r", encoding="utf-8") as stock:
            for table, stored in records(review).items():
                assert list(stock.table(table)) == stored
                assert [doc.doc_id for doc in stock.table(table)] == [int(r["id"][1:]) for r in stored]
            (demand,) = stock.table("demands").search(where("text") == "Zuschuss")
            row = view.by_id("f1")
            assert (demand["id"], demand["rev"], demand["by"], demand["at"]) == (
                row.id,
                row.rev,
                row.by,
                row.at,
            )
            (verdict,) = stock.table("verdicts").search(where("demand") == "f1")
            assert (verdict["answer"], verdict["reason"]) == (
                view.verdicts[0].answer,
                view.verdicts[0].reason,
            )
            assert [note["text"] for note in stock.table("notes")] == [row.text for row in view.notes]
            names = {tag["id"]: tag["name"] for tag in stock.table("tags")}
            assert tuple(names[tag] for tag in demand["tags"]) == row.tags
            passage = stock.table("passages").get(where("id") == demand["passage"])
            assert TEXT[slice(*passage["spans"][0])] == passage["quote"] == TEXT[4:9]


def test_snapshots_do_not_change_what_is_read(project):
    with opened(project) as review:
        before = records(review), review.history()
        review.snapshot()
    for path in (None, project / "current.json", *(project / "snapshot").glob("*.idx")):
        if path is not None:
            path.unlink()
        with opened(project) as review:
            assert (records(review), review.history()) == before


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o027, 0o077, 0o177, 0o777])
def test_files_are_the_groups_whatever_the_umask(tmp_path, mask):
    before = os.umask(mask)
    try:
        with Review.create(tmp_path / "p.vermerk", "P", "lena") as review:
            fill(review)
            review.import_bytes(b"Ein dritter Text.\n", "drei.txt")
            review.snapshot()
    finally:
        os.umask(before)
    for folder, _, names in os.walk(tmp_path / "p.vermerk"):
        assert stat.S_IMODE(os.stat(folder).st_mode) == 0o2770, folder
        for name in names:
            mode = stat.S_IMODE(os.lstat(os.path.join(folder, name)).st_mode)
            links = os.path.islink(os.path.join(folder, name))
            image = os.path.basename(folder) == "snapshot"
            assert links or mode == (0o440 if image else 0o660), name
    with opened(tmp_path / "p.vermerk") as review:
        assert len(review.rows("documents")) == 2


def in_threads(*works):
    """Run them at once; whatever one of them raised is raised here."""
    errors, start = [], threading.Barrier(len(works))

    def run(work):
        try:
            start.wait()
            work()
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]


@pytest.fixture
def four(project):
    """Four open Reviews of one folder, by as many reviewers."""
    with Review.open(project, "lena") as lena:
        lena.apply(AddReviewer("ben"), AddReviewer("carla"))
        members = [lena, *(Review.open(project, name) for name in ("anna", "ben", "carla"))]
        yield members
        for member in members[1:]:
            member.close()


def test_four_at_once_lose_and_double_nothing(four, journal):
    made = {member.me: [] for member in four}

    def work(member):
        for number in range(8):
            made[member.me] += member.apply(AddNote("d1", f"{member.me} {number}")).ids

    in_threads(*(lambda member=member: work(member) for member in four))
    ids = [one for ids in made.values() for one in ids]
    assert len(set(ids)) == len(ids) == 32
    for member in four:
        member.refresh()
        notes = {row.id: (row.by, row.text) for row in member.rows("notes")}
        for who, theirs in made.items():
            assert [notes[one] for one in theirs] == [(who, f"{who} {number}") for number in range(8)]
    seqs = [json.loads(line)[0] for line in journal.read_bytes().splitlines()]
    assert seqs == list(range(1, len(seqs) + 1))


def test_four_who_tag_and_edit_one_demand_merge(four):
    fields = {"lena": "text", "anna": "topic", "ben": "addressee", "carla": "due"}
    rev = four[0].view().by_id("f1").rev
    for member in four:
        member.refresh()

    def work(member):
        value = "2027" if member.me == "carla" else f"von {member.me}"
        member.apply(EditDemand("f1", **{fields[member.me]: value}, rev=rev))
        member.apply(AttachTags("f1", (member.me, "alle")))

    in_threads(*(lambda member=member: work(member) for member in four))
    four[0].refresh()
    row = four[0].view().by_id("f1")
    assert (row.text, row.topic, row.addressee, row.due) == ("von lena", "von anna", "von ben", "2027")
    assert row.tags == ("alle", "anna", "ben", "carla", "Geld", "lena")
    assert row.rev == rev + 8


def test_each_takes_back_only_what_is_theirs(four):
    before = {member.me: len(member.history()) for member in four}
    start = records(four[0])["notes"]

    def work(member):
        for number in range(4):
            member.apply(AddNote("d1", f"{number}"))
        for _ in range(4):
            member.undo()

    in_threads(*(lambda member=member: work(member) for member in four))
    for member in four:
        member.refresh()
        assert records(member)["notes"] == start
    undone = [line for line in four[0].history()[before["lena"] :] if line.undoes]
    assert len(undone) == 16
    who = {line.seq: line.who for line in four[0].history()}
    assert all(who[line.undoes] == line.who for line in undone)


def test_who_reads_while_others_write_sees_whole_transactions(four):
    writer, reader = four[0], four[1]
    done = threading.Event()

    def write():
        try:
            for number in range(12):
                writer.apply(AddDemand(f"Forderung {number}"), AddNote("d1", f"Notiz {number}"))
        finally:
            done.set()

    def read():
        start = len(reader.rows("demands")) - len(reader.rows("notes"))
        while not done.is_set():
            reader.refresh()
            view = reader.view()
            assert len(view.demands) - len(view.notes) == start

    in_threads(write, read)
    reader.refresh()
    assert reader.seq == writer.seq and records(reader) == records(writer)
