"""Random operations on a store and on a plain dict come to the same, in memory and in files.

Many more: python -m pytest -m long tests/store/test_model_stateful.py
"""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, multiple, rule

from store.database import Database
from store.errors import Conflict, NotFound

TEXTS = st.sampled_from(["", "Straße", "„Ärger“", "a\nb", "🙂"]) | st.text(max_size=5)
TAGS = st.lists(st.sampled_from(["t1", "t2", "t3"]), max_size=3)
FIELDS = ("label", "document")


class StoreMachine(RuleBasedStateMachine):
    """The model: records by id, revisions by id, and what each record looked like at each revision."""

    ids = Bundle("ids")
    gone = Bundle("gone")

    def make(self):
        return Database.memory()

    @initialize()
    def begin(self):
        self.engine = self.make()
        self.model, self.past, self.changes = {}, {}, {}

    def done(self, record_id, record):
        """Notes in the model that a record is (None: is not) now so."""
        self.changes.setdefault(record_id, []).append(self.engine.seq)
        if record is None:
            del self.model[record_id]
        else:
            self.model[record_id] = record
            self.past[record_id, record["rev"]] = record

    @rule(target=ids, label=TEXTS, document=TEXTS, tags=TAGS)
    def add(self, label, document, tags):
        fields = {"label": label, "document": document, "tags": tags}
        made = self.engine.transact("anna", "event.add", lambda tx: tx.add("events", fields))
        record_id = f"e{len(self.changes) + 1}"
        assert made.ids == (record_id,)
        self.done(
            record_id, {"rev": 1, "label": label, "document": document, "tags": list(dict.fromkeys(tags))}
        )
        return record_id

    @rule(record_id=ids, field=st.sampled_from(FIELDS), value=TEXTS, back=st.integers(0, 3))
    def patch(self, record_id, field, value, back):
        now = self.model[record_id]
        base = max(1, now["rev"] - back)
        read = self.past.get((record_id, base), now)
        conflict = read[field] != now[field] and now[field] != value
        try:
            self.engine.transact("anna", "event.edit", lambda tx: tx.patch(record_id, {field: value}, base))
        except Conflict as error:
            assert conflict and (error.field, error.theirs, error.mine) == (field, now[field], value)
            return
        assert not conflict
        if now[field] != value:
            self.done(record_id, now | {field: value, "rev": now["rev"] + 1})

    @rule(record_id=ids, more=TAGS, fewer=TAGS)
    def members(self, record_id, more, fewer):
        now = self.model[record_id]
        self.engine.transact("anna", "tag", lambda tx: tx.members(record_id, "tags", more, fewer))
        kept = [tag for tag in now["tags"] if tag not in fewer]
        tags = kept + [tag for tag in dict.fromkeys(more) if tag not in kept]
        if set(tags) != set(now["tags"]):
            ordered = [tag for tag in now["tags"] if tag in tags] + [
                tag for tag in tags if tag not in now["tags"]
            ]
            self.done(record_id, now | {"tags": ordered, "rev": now["rev"] + 1})

    @rule(target=gone, record_id=consumes(ids))
    def delete(self, record_id):
        self.engine.transact("bodo", "event.remove", lambda tx: tx.delete(record_id))
        rev = self.model[record_id]["rev"] + 1
        self.past[record_id, rev] = self.model[record_id]
        self.done(record_id, None)
        return record_id, rev

    @rule(target=ids, deleted=consumes(gone))
    def restore(self, deleted):
        record_id, rev = deleted
        old = self.engine.history(record_id)[-1][1].old
        self.engine.transact("bodo", "undo", lambda tx: tx.restore(old))
        self.done(record_id, self.past[record_id, rev] | {"rev": rev + 1})
        return record_id

    @rule(deleted=gone)
    def patch_deleted(self, deleted):
        try:
            self.engine.transact("anna", "event.edit", lambda tx: tx.patch(deleted[0], {"label": "x"}))
        except NotFound as error:
            assert "deleted by bodo" in str(error)
        else:
            raise AssertionError("patched a deleted record")

    @rule(target=ids, labels=st.lists(TEXTS, min_size=1, max_size=3), fails=st.booleans())
    def several(self, labels, fails):
        def work(tx):
            for label in labels:
                tx.add("events", {"label": label})
            if fails:
                raise ZeroDivisionError

        try:
            made = self.engine.transact("anna", "import", work)
        except ZeroDivisionError:
            return multiple()
        for record_id, label in zip(made.ids, labels, strict=True):
            self.done(record_id, {"rev": 1, "label": label, "document": None, "tags": []})
        return multiple(*made.ids)

    @rule()
    def take_snapshot(self):
        self.engine.snapshot()

    @invariant()
    def equal(self):
        if not hasattr(self, "database"):
            return
        found = {record["id"]: record for record in self.engine.scan("events")}
        assert list(found) == sorted(self.model, key=lambda record_id: int(record_id[1:]))
        for record_id, record in self.model.items():
            assert {key: found[record_id][key] for key in record} == record
            assert record_id in {r["id"] for r in self.engine.find("events", "document", record["document"])}
        for tag in ("t1", "t2", "t3"):
            with_tag = [r["id"] for r in self.engine.find("events", "tags", tag)]
            assert with_tag == [record_id for record_id in found if tag in self.model[record_id]["tags"]]
        for record_id, seqs in self.changes.items():
            assert [entry.seq for entry, _ in self.engine.history(record_id)] == seqs

    def teardown(self):
        if hasattr(self, "database"):
            self.engine.close()


class FileMachine(StoreMachine):
    """The same with files, a second process's view, and a store that is closed and opened again."""

    def make(self):
        self.folder = Path(tempfile.mkdtemp())
        return Database.create(self.folder / "p.vermerk")

    @rule()
    def reopen(self):
        self.engine.close()
        self.engine = Database.open(self.folder / "p.vermerk")

    @rule()
    def other_writer(self):
        """From here on another handle writes; the one before has to catch up when its turn comes."""
        other = getattr(self, "other", None) or Database.open(self.folder / "p.vermerk")
        self.other, self.engine = self.engine, other
        self.engine.refresh()

    def teardown(self):
        super().teardown()
        if hasattr(self, "other"):
            self.other.close()
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)


SHORT = settings(max_examples=15, stateful_step_count=25, database=None)
LONG = settings(SHORT, max_examples=400, stateful_step_count=60)
TestInMemory = StoreMachine.TestCase
TestInMemory.settings = SHORT
TestInFiles = FileMachine.TestCase
TestInFiles.settings = SHORT


@pytest.mark.long
class TestInFilesAtLength(FileMachine.TestCase):
    settings = LONG
