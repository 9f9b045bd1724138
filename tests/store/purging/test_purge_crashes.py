"""Whatever stops a purge, the project is the old one or the new one."""

import os
import random
import shutil
import signal
from contextlib import suppress

import pytest

from store.care import rewriting
from store.care.check import check
from store.care.purge import purge_record, purge_reviewer
from store.changes import AddNote
from store.database import Database
from store.errors import Busy, StoreError
from store.personal import Personal
from store.review import Review
from tests.store.faults import buffered
from tests.store.powercut import Disk, lay_out
from tests.store.purging.project import fail, found, records

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
