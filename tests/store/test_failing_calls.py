"""Every call to the system fails at its n-th use, once or for good, during a day's work on a store.

Whatever failed: nothing acknowledged is lost, what was refused is nowhere, what is "unknown" is there wholly
or not at all, errors are StoreErrors with advice, no file stays open, and the work can go on.

In the normal suite the n-th uses are a sample; all of them:
python -m pytest -m long tests/store/test_failing_calls.py
"""

import errno
import itertools

import pytest

from store.database import Database
from store.errors import Full, Refused, StoreError, Unknown
from store.journal import Journal
from tests.store.faults import FAILURES, Faults, still_open

SEGMENT = 900
NO_SPACE = (errno.ENOSPC, errno.EDQUOT, 0)


class Work:
    """A day's work on one folder: what was tried, and what came of each try."""

    def __init__(self, folder, patch):
        self.folder = folder
        self.faults = Faults(patch, folder)
        self.database = self.other = None
        self.done, self.unsure, self.refused, self.errors = {}, set(), set(), []
        self.tries = itertools.count()

    def run(self, resumes):
        """All steps. With ``resumes`` a step that failed is repeated, and has to succeed then. A file that
        could be opened for reading only stays so until the project is opened again."""
        for step in STEPS:
            if not self.attempt(step) and resumes:
                error = self.errors[-1]
                denied = isinstance(error.__cause__, PermissionError)
                if isinstance(error, Unknown) or denied or not self.database:
                    self.reopen()
                assert self.attempt(step), f"{step.__name__} again: {self.errors[-1]!r}"
        return self

    def attempt(self, step):
        try:
            step(self)
        except StoreError as error:
            self.errors.append(error)
            return False
        return True

    def reopen(self):
        self.close()
        self.attempt(make)

    def close(self):
        for database in (self.database, self.other):
            if database:
                database.close()
        self.database = self.other = None

    def write(self, count, file=False):
        """One transaction that adds ``count`` notes and puts a file, or none of that."""
        name = f"t{next(self.tries)}"

        def work(tx):
            if file:
                tx.put_file(f"documents/{name}/v1.txt", name.encode() * 300)
            return [tx.add("notes", {"target": name, "text": f"{name}.{n}"}) for n in range(count)]

        if not self.database:
            return
        try:
            seq = self.database.transact("anna", "note.add", work).seq
        except Unknown as error:
            self.unsure.add((name, count))
            assert self.database.read_only is error, "what could not be synced is not tried again"
            raise
        except StoreError:
            self.refused.add(name)
            with self.faults.paused():
                assert self.database.find("notes", "target", name) == [], "nor in memory"
            raise
        self.done[name] = seq, count, file

    def exists(self):
        with self.faults.paused():
            return (self.folder / "store.json").exists()

    def check(self):
        """That the files hold what was promised, and nothing that was refused."""
        with Database.open(self.folder) as found:
            assert found.damage is None and found.read_only is None
            assert [entry.seq for entry in found.entries()] == list(range(1, found.seq + 1))
            texts = [note["text"] for note in found.scan("notes")]
            assert len(texts) == len(set(texts))
            for name, (seq, count, file) in self.done.items():
                mine = [op.new["text"] for op in found.entry(seq).ops]
                assert mine == [f"{name}.{n}" for n in range(count)]
                assert not file or found.read_file(f"documents/{name}/v1.txt") == name.encode() * 300
            for name, count in self.unsure:
                assert len(found.find("notes", "target", name)) in (0, count)
            for name in self.refused:
                assert found.find("notes", "target", name) == []
            return found.seq, texts


def make(work):
    if not work.exists():
        work.database = Database.create(work.folder)
    elif not work.database:
        work.database = Database.open(work.folder)
    work.other = work.other or Database.open(work.folder)


def write_one(work):
    work.write(1)


def write_several_and_a_file(work):
    work.write(3, file=True)


def find_a_torn_line(work):
    """Somebody was killed while writing."""
    if work.database and not work.errors:
        with work.faults.paused():
            last = max((work.folder / "journal").iterdir())
            with last.open("ab") as file:
                file.write(b'[99,"2026')
    work.write(1)


def snapshot(work):
    if work.database:
        work.database.snapshot()


def look(work):
    """The second reader: what it is told is what it has, also if it was told only half at first."""
    if work.other:
        work.other.refresh()
        for entry in work.other.entries():
            assert work.other.last_change(entry.ops[0].id) >= entry.seq


def look_at_files(work):
    if work.other:
        for name, (_, _, file) in work.done.items():
            if file:
                assert work.other.read_file(f"documents/{name}/v1.txt")


def open_again(work):
    work.close()
    make(work)


STEPS = [
    make, write_one, write_several_and_a_file, look, find_a_torn_line, snapshot, write_one, write_one, look,
    look_at_files, snapshot, write_several_and_a_file, open_again, write_one, look, write_one, snapshot,
    write_one, open_again, write_one, look,
]  # fmt: skip


def every_lock_is_signed(patch):
    """Else whether a lock's holder is written depends on whether a second has passed."""
    signatures = itertools.count()
    patch.setattr("store.locking._myself", lambda *_now: b"%-159d\n" % next(signatures))


@pytest.fixture
def begin(tmp_path, monkeypatch):
    """Begins a day's work in a new folder, with files of a few lines."""
    monkeypatch.setattr(Journal.__init__, "__defaults__", (SEGMENT, 1))
    every_lock_is_signed(monkeypatch)
    numbers = itertools.count()

    def begin():
        return Work(tmp_path / f"p{next(numbers)}.vermerk", monkeypatch)

    return begin


@pytest.fixture
def used(tmp_path, monkeypatch):
    """How often each call is used by the work when nothing fails."""
    with monkeypatch.context() as patch:
        patch.setattr(Journal.__init__, "__defaults__", (SEGMENT, 1))
        every_lock_is_signed(patch)
        work = Work(tmp_path / "whole.vermerk", patch).run(resumes=True)
        work.close()
        used = work.faults.used.copy()
        assert not work.errors and len(work.done) == sum("write" in step.__name__ for step in STEPS) + 1
        work.check()
        assert len(list((work.folder / "journal").iterdir())) > 2, "segments were sealed"
        return used


def fails(begin, call, number, nth, for_good):
    """One day's work on which one call fails. Returns whether it was ever used so often."""
    work = begin()
    work.faults.arm(call, nth, number, for_good)
    try:
        work.run(resumes=not for_good)
    finally:
        work.faults.heal()
        fired = work.faults.fired
        work.close()
    for error in work.errors:
        assert isinstance(error, (Refused, Unknown)) and error.advice, repr(error)
        if isinstance(error, Refused) and number in NO_SPACE:
            assert isinstance(error, Full) or "already" in str(error), repr(error)
    assert still_open(work.folder) == []
    if work.exists():
        seq, texts = work.check()
        resume(work, seq, texts)
    else:
        assert not work.done
    return fired > 0


def resume(work, seq, texts):
    """With the disk in order again the work goes on; images and full replay come to the same."""
    with Database.open(work.folder) as database:
        database.transact("anna", "note.add", lambda tx: tx.add("notes", {"text": "weiter"}))
        database.snapshot()
    for path in (work.folder / "snapshot").iterdir():
        path.unlink()
    with Database.open(work.folder) as replayed:
        assert [note["text"] for note in replayed.scan("notes")] == [*texts, "weiter"]
        assert replayed.seq == seq + 1


CASES = [(call, number) for call, numbers in FAILURES.items() for number in numbers]
NAMES = [f"{call}-{errno.errorcode.get(number, 'short')}" for call, number in CASES]


@pytest.mark.parametrize("for_good", [False, True], ids=["once", "for good"])
@pytest.mark.parametrize(("call", "number"), CASES, ids=NAMES)
def test_a_call_that_fails_loses_nothing(begin, used, call, number, for_good):
    assert used[call], "or it proves nothing"
    step = max(1, used[call] // 4)
    for nth in range(1, used[call] + 1, step):
        assert fails(begin, call, number, nth, for_good)


@pytest.mark.long
@pytest.mark.parametrize("for_good", [False, True], ids=["once", "for good"])
@pytest.mark.parametrize(("call", "number"), CASES, ids=NAMES)
def test_every_call_that_fails_loses_nothing(begin, call, number, for_good):
    for nth in itertools.count(1):
        if not fails(begin, call, number, nth, for_good):
            assert nth > 1
            return
