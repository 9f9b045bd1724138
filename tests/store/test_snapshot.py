import json
import os
import stat
import zlib
from datetime import date

import pytest
from tinydb import TinyDB

from store import snapshot
from store.changes import AddDemand
from store.database import Database
from store.errors import Refused
from store.event_days import event_days
from store.image import Image
from store.model import TABLES
from store.records import index_keys
from store.review import Review
from store.state import State


@pytest.fixture
def database(tmp_path):
    with Database.create(tmp_path / "p.vermerk") as made:
        yield made


@pytest.fixture
def images(database):
    return database.folder / "snapshot"


def add(database, text, table="notes", field="text"):
    return database.transact("anna", "add", lambda tx: tx.add(table, {field: text})).result["id"]


def contents(database):
    """Everything a store knows, in a form that two ways of opening it can be compared in."""
    records = {name: list(database.scan(name)) for name in TABLES}
    state = database._replica.state
    numbers = {name: table.next_number for name, table in state.tables.items()}
    indexes = {
        (name, field, value): [record["id"] for record in database.find(name, field, value)]
        for name, spec in TABLES.items()
        for field in spec.indexed
        for value in {value for record in records[name] for value in index_keys(spec, field, record)} | {"x"}
    }
    last = {op.id: database.last_change(op.id) for entry in database.entries() for op in entry.ops}
    counts = {name: database.count(name) for name in TABLES}
    assert state.event_days() == event_days(records["events"])
    assert {name: state.ids(name) for name in TABLES} == {
        name: [record["id"] for record in found] for name, found in records.items()
    }
    place = database._replica.journal.position
    return records, numbers, indexes, last, state.at, database.seq, place, counts


def reopened(database):
    with Database.open(database.folder) as again:
        found = contents(again)
        add(again, "weiter")
        return found


def fill(database):
    for text in ("Brücke", "Tunnel", "Fähre"):
        add(database, text)
    add(database, "Verkehr", "tags", "name")
    database.transact("bodo", "edit", lambda tx: tx.patch("n2", {"text": "Tunnel „Süd“"}))
    database.transact("bodo", "remove", lambda tx: tx.delete("n3"))


def test_an_image_and_the_tail_are_what_a_full_replay_gives(database, images):
    fill(database)
    database.snapshot()
    add(database, "danach")
    database.transact("bodo", "edit", lambda tx: tx.patch("n1", {"text": "nach dem Bild"}))
    with Database.open(database.folder) as with_image:
        mixed = contents(with_image)
        history = with_image.history("n2"), with_image.history("n3"), with_image.entry(1)
    for path in images.iterdir():
        path.unlink()
    with Database.open(database.folder) as replayed:
        assert contents(replayed) == mixed == contents(database)
        assert (replayed.history("n2"), replayed.history("n3"), replayed.entry(1)) == history


def test_opening_with_an_image_reads_the_tail_alone(database, monkeypatch):
    fill(database)
    database.snapshot()
    add(database, "danach")
    read = []
    monkeypatch.setattr("store.journal.decode_marked", lambda line: read.append(line) or decode_marked(line))
    from store.lines import decode_marked

    Database.open(database.folder).close()
    assert len(read) == 1


def test_a_number_of_a_deleted_record_is_not_given_out_after_opening(database):
    fill(database)
    database.snapshot()
    with Database.open(database.folder) as again:
        assert add(again, "neu") == "n4"
        old = again.history("n3")[-1][1].old
        assert again.transact("anna", "undo", lambda tx: tx.restore(old)).result["rev"] == 3


def test_an_image_has_one_record_a_line_and_opens_with_stock_tinydb(database, images):
    fill(database)
    path = database.snapshot()
    lines = path.read_text("ascii").splitlines()
    assert lines[:2] == ["{", '"project":{'] and '"notes":{' in lines
    assert '"2":' + json.dumps(database.get("n2"), separators=(",", ":")) in lines
    assert (database.folder / "current.json").readlink().as_posix() == "snapshot/6.json"
    with TinyDB(database.folder / "current.json", access_mode="r") as stock:
        assert stock.tables() == set(TABLES)
        for name in TABLES:
            assert list(stock.table(name)) == list(database.scan(name))
        assert [doc.doc_id for doc in stock.table("notes")] == [1, 2]


def test_an_empty_store_has_an_image_too(database):
    path = database.snapshot()
    assert json.loads(path.read_text()) == {name: {} for name in TABLES}
    assert reopened(database)[5] == 0


def test_images_are_read_only_and_two_are_kept(database, images):
    for text in "abcd":
        add(database, text)
        path = database.snapshot()
    assert stat.S_IMODE(path.stat().st_mode) == 0o440
    assert sorted(os.listdir(images)) == ["3.idx", "3.json", "4.idx", "4.json"]


def test_nothing_new_writes_no_new_image(database):
    add(database, "a")
    before = database.snapshot().stat().st_ino
    assert database.snapshot().stat().st_ino == before
    (database.folder / "current.json").unlink()
    database.snapshot()
    assert (database.folder / "current.json").exists()


def flip(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    replace(path, bytes(data))


def replace(path, data):
    path.unlink()
    path.write_bytes(data)


HARMS = {
    "image cut": lambda images: replace(images / "6.json", (images / "6.json").read_bytes()[:-40]),
    "image gone": lambda images: (images / "6.json").unlink(),
    "index flipped": lambda images: flip(images / "6.idx"),
    "index cut": lambda images: replace(images / "6.idx", (images / "6.idx").read_bytes()[:-40]),
    "index gone": lambda images: (images / "6.idx").unlink(),
    "index empty": lambda images: replace(images / "6.idx", b""),
    "index of an older version": lambda images: replace(images / "6.idx", b"[1]\n%08x" % zlib.crc32(b"[1]")),
    "index of another image": lambda images: replace(images / "6.idx", (images / "1.idx").read_bytes()),
}


@pytest.fixture
def used(monkeypatch):
    """The images that a store was opened with."""
    paths = []
    of = State.of
    monkeypatch.setattr(
        State, "of", lambda image, recover: paths.append(image.path.name) or of(image, recover)
    )
    return paths


@pytest.mark.parametrize("harm", HARMS)
def test_a_bad_image_gives_way_to_the_one_before(database, images, harm, used):
    add(database, "erste")
    database.snapshot()
    for text in "bcdef":
        add(database, text)
    database.snapshot()
    HARMS[harm](images)
    assert reopened(database)[5] == 6
    assert used == ["1.json"]
    for path in images.glob("*.idx"):
        path.unlink()
    assert reopened(database)[5] == 7, "and without any, to a full replay"
    assert used == ["1.json"]


def test_every_bit_of_an_index_is_checked(database, images):
    fill(database)
    path = database.snapshot().with_suffix(".idx")
    whole = path.read_bytes()
    for at in range(len(whole)):
        replace(path, whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        with pytest.raises(ValueError):
            Image(path.with_suffix(".json"))
    replace(path, whole)
    assert Image(path.with_suffix(".json")).is_sound()


def test_a_record_damaged_in_the_image_is_read_from_the_journal(database, used):
    fill(database)
    database.transact("bodo", "tag", lambda tx: tx.add("documents", {"title": "Plan", "tags": ["t1"]}))
    database.transact("bodo", "tag", lambda tx: tx.members("d1", "tags", ["t2"], ["t1"]))
    old = database.history("n3")[-1][1].old
    database.transact("bodo", "undo", lambda tx: tx.restore(old))
    known = contents(database)
    path = database.snapshot()
    replace(path, bytes(byte ^ 1 for byte in path.read_bytes()))
    with Database.open(database.folder) as again:
        assert contents(again) == known
        again.transact("bodo", "edit", lambda tx: tx.patch("n1", {"text": "weiter"}))
        mended = again.snapshot()
    with Database.open(database.folder) as again:
        assert again.get("n1")["text"] == "weiter" and list(again.scan("documents")) == known[0]["documents"]
    assert used == [path.name, mended.name] and Image(mended).is_sound()


@pytest.mark.parametrize("harm", ["emptied", "cannot be read"])
def test_records_of_an_image_that_is_lost_under_an_open_store_come_from_the_journal(
    database, used, harm, monkeypatch
):
    fill(database)
    path, known = database.snapshot(), contents(database)
    with Database.open(database.folder) as again:
        if harm == "emptied":
            os.truncate(path, 0)
        else:
            image = path.stat().st_ino
            read = os.pread
            monkeypatch.setattr(os, "pread", lambda fd, *at: unreadable(fd, image) or read(fd, *at))
        assert contents(again) == known and used == [path.name]
        add(again, "viertens")
        made = again.snapshot()
    monkeypatch.undo()
    with Database.open(database.folder) as mended:
        assert len(list(mended.scan("notes"))) == len(known[0]["notes"]) + 1
        assert (database.folder / "current.json").resolve() == made


def unreadable(fd, inode):
    if os.fstat(fd).st_ino == inode:
        raise OSError(5, "Input/output error")


def test_an_image_is_made_from_the_one_before_and_the_changes(database, used):
    fill(database)
    database.snapshot()
    with Database.open(database.folder) as second:
        add(second, "viertens")
        second.transact("bodo", "edit", lambda tx: tx.patch("n1", {"text": "geändert"}))
        second.transact("bodo", "remove", lambda tx: tx.delete("n2"))
        second.snapshot()
        with Database.open(database.folder) as third:
            assert contents(third) == contents(second)
            assert third.last_change("n2") == third.seq and third.last_change("n3") == 6
        database.refresh()
        assert contents(database) == contents(second)
    assert len(used) == 2
    path = database.folder / "snapshot" / f"{database.seq}.json"
    image, index = path.read_bytes(), path.with_suffix(".idx").read_bytes()
    path.with_suffix(".idx").unlink()
    assert database.snapshot() == path
    assert (path.read_bytes(), path.with_suffix(".idx").read_bytes()) == (image, index), "as from a replay"


def test_a_scan_is_of_one_moment_whatever_happens_meanwhile(database):
    fill(database)
    database.snapshot()
    with Database.open(database.folder) as again:
        scan = again.scan("notes")
        again.transact("bodo", "edit", lambda tx: tx.patch("n2", {"text": "später"}))
        again.transact("bodo", "remove", lambda tx: tx.delete("n1"))
        add(again, "neu")
        for _ in range(3):
            again.snapshot()
        again.close()
        assert [record["text"] for record in scan] == ["Brücke", "Tunnel „Süd“"]


def test_values_with_the_same_hash_are_told_apart(database, monkeypatch):
    for module in ("store.image", "store.image_writing"):
        monkeypatch.setattr(f"{module}.key_of", lambda value: 7)
    for target in ("d1", "d2", None):
        database.transact("anna", "add", lambda tx, on=target: tx.add("notes", {"target": on}))
    database.snapshot()
    with Database.open(database.folder) as again:
        for number, target in enumerate(("d1", "d2", None), 1):
            assert [record["id"] for record in again.find("notes", "target", target)] == [f"n{number}"]


def test_strings_that_are_no_text_survive_an_image(database):
    database.transact(
        "anna", "add", lambda tx: tx.add("notes", {"target": "\ud800", "text": "a\udcff\x00🙂"})
    )
    database.snapshot()
    with Database.open(database.folder) as again:
        assert again.get("n1") == database.get("n1")
        assert again.find("notes", "target", "\ud800") == [database.get("n1")]


def test_ids_with_gaps_and_large_numbers(database):
    numbers = (1, 3, 4, 70, 2**40)
    for number in numbers:
        database.transact("anna", "add", lambda tx, n=number: tx.add_as("notes", n, {"text": str(n)}))
    database.snapshot()
    with Database.open(database.folder) as again:
        assert contents(again) == contents(database)
        for number in (0, 2, 5, 69, 71, 2**40 + 1):
            assert again.get(f"n{number}") is None and not again.last_change(f"n{number}")
        assert [again.get(f"n{number}")["text"] for number in numbers] == [str(n) for n in numbers]


def test_a_bad_image_is_written_again(database, images):
    add(database, "a")
    flip(database.snapshot())
    with TinyDB(database.snapshot(), access_mode="r") as stock:
        assert len(stock.table("notes")) == 1


def test_an_image_ahead_of_a_restored_journal_is_not_used(database, images):
    add(database, "alt")
    journal = database.folder / "journal" / "0001.jsonl"
    backup = journal.read_bytes()
    for text in "bcd":
        add(database, text)
    database.snapshot()
    journal.write_bytes(backup)
    with Database.open(database.folder) as again:
        assert [r["text"] for r in again.scan("notes")] == ["alt"]
        for text in "xyz":
            add(again, text)
    with Database.open(database.folder) as again:
        assert [r["text"] for r in again.scan("notes")] == ["alt", "x", "y", "z"], "nor when the lengths fit"
        add(again, "e")
        again.snapshot()
    assert sorted(os.listdir(images)) == ["4.idx", "4.json", "5.idx", "5.json"]


def test_an_image_of_another_store_is_not_used(database, images, tmp_path):
    add(database, "a")
    with Database.create(tmp_path / "other") as other:
        add(other, "fremd")
        other.snapshot()
    for path in (tmp_path / "other" / "snapshot").iterdir():
        path.rename(images / path.name)
    with Database.open(database.folder) as again:
        assert [r["text"] for r in again.scan("notes")] == ["a"]


def test_the_journal_is_synced_before_the_image_is_written(database, monkeypatch):
    add(database, "a")
    order = []
    for name in ("fdatasync", "fsync", "replace"):
        monkeypatch.setattr(os, name, noted(order, name, getattr(os, name)))
    database.snapshot()
    assert order[0] == "fdatasync"
    assert order.index("fsync") < order.index("replace"), "and the image before it gets its name"


def noted(order, name, function):
    def call(*arguments, **named):
        order.append(name)
        return function(*arguments, **named)

    return call


def test_a_snapshot_that_cannot_be_written_leaves_the_last_one(database, images, monkeypatch):
    add(database, "a")
    database.snapshot()
    add(database, "b")
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(Refused, match="No space"):
            database.snapshot()
    assert sorted(os.listdir(images)) == ["1.idx", "1.json"]
    with TinyDB(database.folder / "current.json", access_mode="r") as stock:
        assert len(stock.table("notes")) == 1


def full(_):
    raise OSError(28, "No space left on device")


def test_leftovers_of_a_killed_writer_are_removed(database, images):
    (images / ".7.json.123.tmp").write_text("half")
    (images / "7.idx").write_text("of an image that was never finished")
    add(database, "a")
    database.snapshot()
    assert sorted(os.listdir(images)) == ["1.idx", "1.json"]


def test_a_snapshot_is_of_what_others_wrote_too(database):
    with Database.open(database.folder) as other:
        add(other, "von drüben")
    assert database.snapshot().name == "1.json"


def test_an_image_that_is_further_on_is_left_alone(database, images):
    add(database, "a")
    with Database.open(database.folder) as other:
        add(other, "b")
        newer = other.snapshot()
    assert database._replica.snapshot() == newer, "it had not seen the second change"
    assert (database.folder / "current.json").resolve() == newer and newer.exists()


def test_whoever_has_changed_something_need_not_know_that_no_image_could_be_written(tmp_path, monkeypatch):
    with Review.create(tmp_path / "p.vermerk", "Busse", "lena") as review:
        review.apply(AddDemand("Mehr Busse"))
        monkeypatch.setattr(snapshot, "publish", full)
        review.snapshot_soon()
        with pytest.raises(Refused, match="no snapshot could be written"):
            review.snapshot()


def test_when_events_are_is_known_from_the_index(database, monkeypatch):
    def event(tx, edtf, state="confirmed"):
        return tx.add("events", {"edtf": edtf, "state": state})

    for edtf, state in (("2026-03", "suggested"), ("../2027-12-31", "confirmed"), (None, "rejected")):
        database.transact("anna", "add", lambda tx, e=edtf, s=state: event(tx, e, s))
    with_image = reopened_over_an_image(database)
    monkeypatch.setattr(Image, "read", lambda *_where: pytest.fail("nothing is to be read"))
    days = with_image._replica.state.event_days()
    assert [*days.numbers] == [1, 2, 3] and [*days.states] == [0, 1, 2]
    assert [day and date.fromordinal(day) for day in days.firsts] == [date(2026, 3, 1), 0, 0]
    assert [day and date.fromordinal(day) for day in days.lasts] == [date(2026, 3, 31), date(2027, 12, 31), 0]
    monkeypatch.undo()
    with_image.transact("anna", "edit", lambda tx: tx.patch("e2", {"edtf": "2028"}))
    with_image.transact("anna", "remove", lambda tx: tx.delete("e1"))
    with_image.transact("anna", "add", lambda tx: event(tx, "2029"))
    contents(with_image)
    contents(reopened_over_an_image(with_image))


def reopened_over_an_image(database):
    database.snapshot()
    database.close()
    return Database.open(database.folder)
