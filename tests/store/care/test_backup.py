"""Backups are whole while others write; what is restored is sound, and open projects go on with it."""

import os
import stat
import threading
from itertools import product

import pytest

from store.care import backup as backing
from store.care import restore as restoring
from store.care import rights
from store.care.backup import back_up
from store.care.check import check
from store.care.restore import restore
from store.changes import AddDocument, AddNote
from store.database import Database
from store.errors import Busy, Damaged, Forbidden, Refused
from store.model import TABLES
from store.review import Review
from store.reviewers import Caller

ENDINGS = ["", ".tar.gz"]


def records(folder):
    with Database.open(folder) as database:
        entries = list(database.entries())
        return {name: list(database.scan(name)) for name in TABLES}, entries


def note(folder, text):
    with Database.open(folder) as database:
        return database.transact(
            "anna", "note.add", lambda tx: tx.add("notes", {"target": "d1", "text": text})
        )


@pytest.fixture
def busy(project):
    """A project with everything that is copied and everything that is not."""
    for name in (
        "reviewers/anna/settings.json",
        "exports/anna/a.csv",
        "presence/1",
        "index/words",
        "backups/x",
    ):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(name)
    (project / "synonyms.tsv").write_text("Bad\tSchwimmbad\n")
    (project / "documents" / "d1" / ".v1.txt.7.tmp").touch()
    (project / "documents" / "d1" / "v77.txt").touch()
    (project / "lock").touch()
    return project


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_backup_is_the_project_and_what_it_says_it_holds(busy, tmp_path, ending):
    target = tmp_path / f"b{ending}"
    copied = back_up(busy, target)
    restore(target, tmp_path / "r")
    assert records(tmp_path / "r") == records(busy)
    assert list(check(tmp_path / "r")) == []
    made = [path for path in (tmp_path / "r").rglob("*") if path.is_file() and not path.is_symlink()]
    names = {str(path.relative_to(tmp_path / "r")) for path in made}
    assert names >= {"reviewers/anna/settings.json", "exports/anna/a.csv", "synonyms.tsv", "store.json"}
    assert not [name for name in names if name.startswith(("presence", "index", "backups", "documents/d1/."))]
    assert "documents/d1/v77.txt" not in names
    sizes = sum(path.stat().st_size for path in made if path.name != "lock")
    assert (copied.seq, copied.documents, copied.bytes) == (len(records(busy)[1]), 2, sizes)


def test_a_backup_in_a_folder_opens_by_itself(busy, tmp_path):
    back_up(busy, tmp_path / "b")
    assert records(tmp_path / "b") == records(busy)
    assert note(tmp_path / "b", "weiter").seq == len(records(busy)[1]) + 1
    assert list(check(tmp_path / "b")) == []


def test_a_backup_takes_what_was_there_when_it_began(busy, tmp_path, monkeypatch):
    before = records(busy)
    copy_image = backing._copy_image

    def meanwhile(holdings, sink):
        review = Review.open(busy)
        review.apply(AddDocument("Später gekommen.\n"), AddNote("d1", "später"))
        review.snapshot()
        review.close()
        return copy_image(holdings, sink)

    monkeypatch.setattr(backing, "_copy_image", meanwhile)
    back_up(busy, tmp_path / "b")
    assert records(tmp_path / "b") == before and list(check(tmp_path / "b")) == []


def test_backups_while_others_write_are_sound(project, tmp_path):
    stop, errors = threading.Event(), []

    def write(name):
        try:
            review = Review.open(project)
            number = 0
            while not stop.wait(0.02):
                number += 1
                review.apply(AddDocument(f"Text {name} {number}.\n"), AddNote("d1", f"{name} {number}"))
                if number % 7 == 0:
                    review.snapshot()
            review.close()
        except Exception as error:
            errors.append(error)

    writers = [threading.Thread(target=write, args=(name,)) for name in ("a", "b")]
    for writer in writers:
        writer.start()
    try:
        for number in range(4):
            target = tmp_path / f"b{number}{ENDINGS[number % 2]}"
            back_up(project, target)
            restore(target, tmp_path / f"r{number}")
            assert list(check(tmp_path / f"r{number}")) == []
            assert list(check(project)) == []
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    assert errors == []
    seqs = [len(records(tmp_path / f"r{number}")[1]) for number in range(4)]
    assert seqs == sorted(seqs)


def test_backups_are_only_made_where_there_is_room_for_them(project, tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to(project)
    for target in (
        tmp_path / "there",
        project,
        project / "b",
        tmp_path / "link" / "b.tar.gz",
        tmp_path / "x/b",
    ):
        with pytest.raises(Refused):
            back_up(project, target)
    assert sorted(os.listdir(tmp_path)) == ["link", "p.vermerk", "there"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_backup_that_fails_leaves_nothing(project, tmp_path, monkeypatch, ending):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backing, "_copy_image", full)
    with pytest.raises(Refused, match="No space"):
        back_up(project, tmp_path / f"b{ending}")
    assert os.listdir(tmp_path) == ["p.vermerk"]


def test_a_damaged_project_is_not_backed_up(project, tmp_path, harm):
    harm.overwrite(project / "journal" / "0001.jsonl", 40, b"\0")
    harm.drop_images(project)
    with pytest.raises(Damaged):
        back_up(project, tmp_path / "b")


def test_a_project_replaced_meanwhile_is_not_mixed(project, tmp_path, monkeypatch, harm):
    copy_image = backing._copy_image

    def purged(holdings, sink):
        harm.head(project, first=2)
        return copy_image(holdings, sink)

    monkeypatch.setattr(backing, "_copy_image", purged)
    with pytest.raises(Busy):
        back_up(project, tmp_path / "b")
    assert os.listdir(tmp_path) == ["p.vermerk"]


def test_all_files_of_a_journal_are_copied(project, tmp_path, harm):
    harm.seal(project, 3)
    back_up(project, tmp_path / "b")
    assert records(tmp_path / "b") == records(project)


# Restoring


def test_a_project_is_only_replaced_when_asked_for(project, tmp_path):
    back_up(project, tmp_path / "b")
    with pytest.raises(Refused, match="there already"):
        restore(tmp_path / "b", project)
    (tmp_path / "no-project").mkdir()
    with pytest.raises(Refused, match="no project"):
        restore(tmp_path / "b", tmp_path / "no-project", replace=True)


@pytest.mark.parametrize("at_once", [True, False])
def test_what_was_replaced_is_kept_and_open_projects_go_on(project, tmp_path, monkeypatch, at_once):
    if not at_once:
        monkeypatch.setattr(restoring, "_exchange", lambda one, other: False)
    back_up(project, tmp_path / "b")
    with Database.open(project) as opened, Database.open(project) as reader:
        opened.transact("anna", "note.add", lambda tx: tx.add("notes", {"target": "d1", "text": "verloren"}))
        reader.refresh()
        seq = opened.seq
        restored = restore(tmp_path / "b", project, replace=True)
        with pytest.raises(Refused, match="replaced"):
            opened.transact("anna", "note.add", lambda tx: tx.add("notes", {"target": "d1", "text": "nie"}))
        reader.refresh()
        assert reader.generation == 1 and reader.seq == seq - 1 == restored.copied.seq
        new = opened.transact("anna", "note.add", lambda tx: tx.add("notes", {"target": "d1", "text": "neu"}))
        assert new.seq == seq
        assert [entry.seq for entry in reader.refresh()] == [seq]
    assert restored.kept.name.startswith("p.vermerk.before-restore-")
    texts = [record["text"] for record in records(restored.kept)[0]["notes"]]
    assert "verloren" in texts and "nie" not in texts
    assert list(check(project)) == list(check(restored.kept)) == []
    assert [name for name in os.listdir(tmp_path) if name.startswith(".")] == []


def test_a_damaged_backup_is_refused_and_nothing_happens(project, tmp_path):
    back_up(project, tmp_path / "b")
    (tmp_path / "b" / "documents" / "d1" / "v1.txt").write_text("anders")
    before = records(project)
    for target, replace in ((project, True), (tmp_path / "new", False)):
        with pytest.raises(Damaged, match="documents/d1/v1.txt") as caught:
            restore(tmp_path / "b", target, replace)
        assert "--repair" in caught.value.advice
    assert records(project) == before and sorted(os.listdir(tmp_path)) == ["b", "p.vermerk"]


def test_a_damaged_archive_is_refused(project, tmp_path):
    back_up(project, tmp_path / "b.tar.gz")
    data = (tmp_path / "b.tar.gz").read_bytes()
    for harmed in (data[: len(data) // 2], data[:900] + bytes([data[900] ^ 255]) + data[901:], b"no archive"):
        (tmp_path / "b.tar.gz").write_bytes(harmed)
        with pytest.raises(Damaged):
            restore(tmp_path / "b.tar.gz", tmp_path / "new")
    assert sorted(os.listdir(tmp_path)) == ["b.tar.gz", "p.vermerk"]


def test_what_is_restored_has_the_rights_of_a_project(project, tmp_path):
    back_up(project, tmp_path / "b.tar.gz")
    restore(tmp_path / "b.tar.gz", tmp_path / "r")
    for path in (tmp_path / "r", *(tmp_path / "r").rglob("*")):
        mode = stat.S_IMODE(path.lstat().st_mode)
        if path.is_symlink():
            continue
        wanted = 0o2770 if path.is_dir() else 0o440 if path.parent.name == "snapshot" else 0o660
        assert mode == wanted, path


def test_only_leads_and_the_owner_may_replace(project, tmp_path, monkeypatch):
    back_up(project, tmp_path / "b")
    callers = Caller(2000, None, 1000, False), Caller(1000, 2000, 1000, True)  # another account; by sudo
    for name, caller in product(("anna", "nobody"), callers):
        monkeypatch.setattr(rights, "caller_of", lambda folder, caller=caller: caller)
        monkeypatch.setattr(rights, "who_acts", lambda *_, name=name: name)
        with pytest.raises(Forbidden, match="lead"):
            restore(tmp_path / "b", project, replace=True)
    with Database.open(project) as database:
        lead = next(one["name"] for one in database.scan("reviewers") if one["role"] == "lead")
    monkeypatch.setattr(rights, "who_acts", lambda *_: lead)
    assert restore(tmp_path / "b", project, replace=True).kept is not None


def test_somebody_who_writes_is_waited_for(project, tmp_path, monkeypatch):
    back_up(project, tmp_path / "b")
    monkeypatch.setattr(restoring, "_TIMEOUT", 0.01)
    with Database.open(project) as database:

        def work(_tx):
            with pytest.raises(Busy):
                restore(tmp_path / "b", project, replace=True)

        database.transact("anna", "x", work)
    assert sorted(os.listdir(tmp_path)) == ["b", "p.vermerk"]
