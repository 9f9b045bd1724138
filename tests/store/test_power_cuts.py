"""The power fails at any moment: what was synced is there, the rest in any part and order.

Every acknowledged transaction is found again, none twice, the order is kept, and the store opens for writing.
Several processes write at once; as syncing comes after unlocking, several transactions are not yet synced
when the power fails. Each story goes on with what was found, and the power fails again.

A few stories are in the normal suite; many: python -m pytest -m long tests/store/test_power_cuts.py
"""

import shutil
from random import Random

import pytest

from store.database import Database
from store.errors import NotFound, StoreError
from store.journal import Journal
from tests.store.powercut import Disk, lay_out

SEGMENT = 1500


class Killed(Exception):
    """The process ended between writing and syncing."""


class Story:
    """Three processes at work on one folder, and the power cuts that might have happened meanwhile."""

    def __init__(self, patch, folder, chance, promised, deaf=(), often=0.02):
        self.folder, self.chance, self.often = folder, chance, often
        self.promised = dict(promised)  # name -> seq, number of notes, whether with a file
        self.made = (folder / "store.json").exists()
        self.found = []  # what might be found, and what was promised by then
        self.disk = Disk(patch, folder, self.moment, deaf)
        self.databases, self.imaging = [], False

    def moment(self, disk):
        if self.chance.random() < self.often:
            self.cut()

    def cut(self):
        self.found.append((self.disk.after_power_cut(self.chance), dict(self.promised), self.made))

    def run(self, steps):
        self.databases = [Database.open(self.folder) if self.made else Database.create(self.folder)]
        self.made = True
        self.databases[0].close()
        self.databases = [self.opened() for _ in range(3)]
        for _ in range(steps):
            self.step(0)
        self.cut()
        for database in self.databases:
            database.close()

    def opened(self):
        database = Database.open(self.folder)
        database._replica.sync = self.interrupted(database._replica.sync)
        return database

    def interrupted(self, actual):
        """Before somebody syncs, others may write, or the process ends."""

        def sync(ticket):
            while self.chance.random() < 0.4:
                self.step(1)
            if self.chance.random() < 0.05:
                raise Killed
            actual(ticket)

        return sync

    def step(self, depth):
        if depth == 0 and self.chance.random() < 0.1:
            self.chance.choice(self.databases).refresh()
        place = self.chance.randrange(len(self.databases))
        try:
            if self.chance.random() < 0.1 and not self.imaging:
                self.snapshot(self.databases[place])
            else:
                self.write(self.databases[place])
        except Killed:
            self.databases[place] = self.opened()

    def snapshot(self, database):
        self.imaging = True  # who comes second would wait for the first
        try:
            database.snapshot()
        finally:
            self.imaging = False

    def write(self, database):
        name = f"t{self.chance.getrandbits(40):x}"
        notes, file = self.chance.choice((1, 1, 2, 40)), self.chance.random() < 0.1

        def work(tx):
            if file:
                tx.put_file(f"documents/{name}/v1.txt", name.encode() * 300)
            for number in range(notes):
                tx.add("notes", {"target": name, "text": f"{name}.{number}"})

        self.promised[name] = database.transact("anna", "note.add", work).seq, notes, file


def examine(folder, promised, made):
    """That what was found holds what was promised, and can be written. Returns all it holds."""
    try:
        database = Database.open(folder)
    except NotFound:
        assert not made, "the project is gone"
        database = Database.create(folder)
    with database:
        assert database.damage is None and database.read_only is None, database.read_only
        before = database.seq
        database.transact("lead", "note.add", lambda tx: tx.add("notes", {"target": "w", "text": "weiter"}))
        assert database.seq == before + 1 and database.damage is None
    with Database.open(folder) as found:
        entries = list(found.entries())
        assert [entry.seq for entry in entries] == list(range(1, before + 2))
        texts = [op.new["text"] for entry in entries for op in entry.ops]
        assert texts == [note["text"] for note in found.scan("notes")]
        assert len(texts) - len(set(texts)) == max(0, texts.count("weiter") - 1), "doubled"
        for name, (seq, notes, file) in promised.items():
            assert seq <= before, f"{name}, change {seq}, is lost"
            assert [op.new["text"] for op in entries[seq - 1].ops] == [f"{name}.{n}" for n in range(notes)]
            if file:
                assert found.read_file(f"documents/{name}/v1.txt") == name.encode() * 300
        return {
            op.new["target"]: (entry.seq, len(entry.ops), False)
            for entry in entries
            for op in entry.ops
            if op.new["target"] != "w"
        }


def story(patch, tmp_path, seed, cuts=3, steps=12, deaf=()):
    """Writes, pulls the plug, looks at everything that might be found, goes on with some of it. Returns how
    many power cuts were looked at."""
    chance, folder, promised, looked = Random(seed), tmp_path / "p.vermerk", {}, 0
    folder.mkdir()
    for _ in range(cuts):
        with patch.context() as recording:
            recording.setattr(Journal.__init__, "__defaults__", (SEGMENT, 1))
            told = Story(recording, folder, chance, promised, deaf)
            told.run(steps)
        for number, (tree, then, made) in enumerate(told.found):
            looked += 1
            here = tmp_path / f"found{number}"
            lay_out(tree, here)
            with patch.context() as looking:
                without_syncs(looking)
                there = examine(here, then, made)
            shutil.rmtree(folder)
            here.rename(folder)
            promised = there | then
        for path in folder.glob("**/*.tmp"):
            path.unlink()
    return looked


def without_syncs(patch):
    """Syncing takes time, and says nothing where no power fails."""
    patch.setattr(Journal.__init__, "__defaults__", (SEGMENT, 1))
    for name in ("fsync", "fdatasync"):
        patch.setattr(f"os.{name}", lambda fd: None)


@pytest.mark.parametrize("seed", range(6))
def test_a_power_cut_loses_nothing_acknowledged(monkeypatch, tmp_path, seed):
    assert story(monkeypatch, tmp_path, seed) > 3


@pytest.mark.long
@pytest.mark.parametrize("seed", range(1000, 1300))
def test_many_power_cuts_lose_nothing_acknowledged(monkeypatch, tmp_path, seed, record_property):
    looked = story(monkeypatch, tmp_path, seed, steps=15)
    record_property("power cuts", looked)
    assert looked > 3


class Nothing(Random):
    """A power cut after which nothing is there but what was synced."""

    def choice(self, found):
        return found[0]

    def random(self):
        return 1.0


def test_a_folder_whose_maker_was_killed_is_made_durable_with_the_file_in_it(monkeypatch, tmp_path):
    folder = tmp_path / "p.vermerk"
    with Database.create(folder) as database, monkeypatch.context() as recording:
        disk = Disk(recording, folder, lambda disk: None, ())
        (folder / "documents").mkdir()
        (folder / "documents" / "d1").mkdir()
        database.transact(
            "anna",
            "import",
            lambda tx: (tx.put_file("documents/d1/v1.txt", b"x"), tx.add("documents", {"title": "t"})),
        )
        found = disk.after_power_cut(Nothing())
    assert found["documents"]["d1"]["v1.txt"] == b"x"
    lay_out(found, tmp_path / "found")
    with Database.open(tmp_path / "found") as again:
        assert again.seq == 1 and again.count("documents") == 1


@pytest.mark.parametrize("deaf", ["fdatasync", "fsync"])
def test_an_engine_that_does_not_sync_is_found_out(monkeypatch, tmp_path, deaf):
    """The control: the same stories fail when syncing does nothing."""
    for seed in range(6):
        (tmp_path / str(seed)).mkdir()
        try:
            story(monkeypatch, tmp_path / str(seed), seed, deaf=(deaf,))
        except (AssertionError, StoreError) as error:
            noticed = ("is lost", "damaged", "lacks its last line")
            assert deaf == "fsync" or any(words in str(error) for words in noticed), error
            return
    pytest.fail(f"nobody noticed that {deaf} did nothing")
