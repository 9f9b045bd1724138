"""Review: the façade that the screen and the commands talk to. It knows no file, only an engine."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

from msgspec import Struct

from content.messages import Message, Word
from store.changes import Change, vocabulary
from store.changes.places import KeptPlaces, Places
from store.changes.work import Work, may
from store.engine import Committed, Engine
from store.errors import Conflict, Forbidden, NotFound, Refused
from store.looking import Looking, role_of
from store.model import Entry
from store.transaction import Transaction

if TYPE_CHECKING:
    from store import undo as undoing
    from store.changes.revising import Moved
    from store.importing import Imported, Options, Progress
    from store.unread import Unread


class Applied(Struct, frozen=True):
    """A transaction that is durable: its number, for each change the id of its main record, what was done.

    Of undo and redo, ``ids`` are all records they touched and ``label`` is what was undone or redone.
    """

    seq: int
    ids: tuple[str, ...]
    label: str


class Review(Looking):
    """One project as one reviewer works on it. Threads may share it.

    ``enforced`` tells whether the operating system holds the others to their roles: only where nobody but the
    project's own account can write the folder; else roles are a courtesy.
    """

    def __init__(
        self, engine: Engine, me: str, today: Callable[[], date] = date.today, enforced: bool = True
    ) -> None:
        super().__init__(engine, me, today)
        self.enforced = enforced
        #: The backup made before opening brought an older project up to date; None if it did not.
        self.brought_up: Path | None = None
        self._passed: frozenset[int] = frozenset()
        self._places = KeptPlaces()

    @classmethod
    def create(cls, folder: Path, name: str, acting: str | None = None) -> Review:
        """As ``store.projects.create``."""
        from store.projects import create

        return create(folder, name, acting)

    @classmethod
    def open(cls, folder: Path, acting: str | None = None, create_reviewer: bool = False) -> Review:
        """As ``store.projects.open_folder``."""
        from store.projects import open_folder

        return open_folder(folder, acting, create_reviewer)

    @classmethod
    def memory(cls, name: str = "Review", acting: str = "lead") -> Review:
        """As ``store.projects.memory``."""
        from store.projects import memory

        return memory(name, acting)

    def beside(self, name: str) -> Review:
        """The same open project as another of its reviewers works on it."""
        return Review(self._engine, name, self._today, self.enforced)

    @classmethod
    def found(cls, engine: Engine, name: str, me: str, users: list[str]) -> Review:
        """The first change of a new project: its name, and its lead with the system's users that are it."""

        def work(tx: Transaction) -> None:
            tx.add("project", {"name": name, "blind": False, "language": "de"})
            tx.add("reviewers", {"name": me, "role": "lead", "users": users})

        engine.transact(me, "project.create", work)
        return cls(engine, me)

    def apply(self, *wanted: Change) -> Applied:
        """Make the changes one transaction; durable when this returns. Nothing happened if it raises."""
        if not wanted:
            raise Refused("there is nothing to change")
        do = "+".join(dict.fromkeys(change.do for change in wanted))

        def work(tx: Transaction) -> tuple[tuple[str, ...], int, Places]:
            generation = self._engine.generation
            at = self._work(tx, self._places.take((generation, self._engine.seq)))
            for change in wanted:
                allow(at.role, change.do, change.needs)
            ids = tuple(change.apply(at) or "" for change in wanted)
            _check_team(at)
            return ids, generation, at.known

        with self._role_first((change.do, change.needs) for change in wanted):
            committed = self._engine.transact(self.me, do, work)
        ids, generation, places = committed.result
        if committed.entry:
            self._places.keep((generation, committed.seq), places, committed.entry.ops)
        return Applied(committed.seq, ids, do)

    def undo(self, seq: int | None = None, sparing: Collection[str] = ()) -> Applied:
        """Take back my last change, or that of the given number (a lead: anybody's). My last one is not
        looked for among the changes named in ``sparing`` ("document.add").

        Conflict where somebody moved on; the next ``undo()`` then goes on with the change before.
        """

        from store import undo as undoing

        def step() -> undoing.Step:
            if seq is not None:
                return undoing.step_at(self._entry(seq), self._engine.entries(seq))
            found = undoing.next_undo(self._engine.entries_backward(), self.me, self._passed, sparing)
            if found is None:
                raise Refused(
                    "there is nothing to undo",
                    "Only your own changes can be undone; new documents and reviewers by “vermerk undo”.",
                )
            return found

        self.check("undo", "reviewer")
        return self._revert("undo", step)

    def redo(self) -> Applied:
        """Do again what I took back last. Refused when there is nothing, or I changed something since."""

        from store import undo as undoing

        def step() -> undoing.Step:
            found = undoing.next_redo(self._engine.entries_backward(), self.me)
            if found is None:
                raise Refused("there is nothing to redo", "Redo works directly after undo.")
            return found

        self.check("redo", "reviewer")
        return self._revert("redo", step)

    def import_files(
        self,
        paths: Iterable[Path | str],
        *,
        progress: Progress | None = None,
        later: bool | None = None,
        **options: Unpack[Options],
    ) -> Iterator[Imported]:
        """Files and folders, one transaction each; see ``store.importing``."""
        from store.importing import import_files

        return import_files(self, paths, progress=progress, later=later, **options)

    @property
    def unread(self) -> Unread:
        """The documents whose dates and demands are still to be found."""
        from store.unread import Unread

        return Unread(self)

    def find_on(self) -> None:
        """Has the dates and demands that a large import left found in the background, if I may write."""
        if may(self.role, "reviewer"):
            self.unread.in_background()

    def import_bytes(self, data: bytes, name: str, **options: Unpack[Options]) -> Imported:
        """One file's content under a name; see ``store.importing``."""
        from store.importing import import_bytes

        return import_bytes(self, data, name, **options)

    def revise_file(self, document: str, path: Path, form: str | None = None) -> tuple[Moved, ...]:
        """A file as the new version of a document; see ``store.importing``."""
        from store.importing import revise_file

        return revise_file(self, document, path, form)

    def check(self, do: str, needs: str) -> None:
        """Forbidden unless my role includes what ``needs`` may do."""
        allow(self.role, do, needs)

    def transact(self, do: str, needs: str, work: Callable[[Work], Any]) -> Committed[Any]:
        """For the other modules of the store: a transaction of mine that is no change of the vocabulary."""

        def checked(tx: Transaction) -> Any:
            at = self._work(tx)
            allow(at.role, do, needs)
            return work(at)

        with self._role_first([(do, needs)]):
            return self._engine.transact(self.me, do, checked)

    @contextmanager
    def _role_first(self, wanted: Iterable[tuple[str, str]]) -> Iterator[None]:
        """Whose role forbids it is told so, and not that the folder cannot be written either."""
        try:
            yield
        except Refused:
            for do, needs in wanted:
                self.check(do, needs)
            raise

    def snapshot(self) -> None:
        """Bring ``current.json`` up to the last change."""
        self._engine.snapshot()

    def snapshot_soon(self) -> None:
        """As ``snapshot``, in a process of its own where that would take a while. Without one where there is
        no room for it: what was done is done, and a later image will hold it."""
        with suppress(Refused):
            self._engine.snapshot_soon()

    def _work(self, tx: Transaction, known: Places | None = None) -> Work:
        role = role_of(tx.find("reviewers", "name", self.me))
        return Work(tx, role, self._texts.read, known={} if known is None else known)

    def _revert(self, do: str, find: Callable[[], undoing.Step]) -> Applied:
        """Revert the step that is next, also if another session of mine was faster."""
        while True:
            step = find()
            try:
                return self._write_back(do, step, find)
            except _Moved:
                continue
            except Conflict:
                self._passed |= {step.seq}
                raise

    def _write_back(self, do: str, step: undoing.Step, find: Callable[[], undoing.Step]) -> Applied:
        from store import undo as undoing

        original = self._engine.entry(step.seq)

        def work(tx: Transaction) -> None:
            if find() != step:
                raise _Moved
            at = self._work(tx)
            if original.by != self.me:
                at.demand_lead(Message("only a lead may take back what others did"))
            for part in undoing.parts(original.do):
                allow(at.role, part, vocabulary()[part].needs)
            try:
                undoing.revert(at, undoing.with_readings(step.latest, self._engine.history), self._changer)
            except Conflict as conflict:
                raise undoing.veiled(at, conflict) from None
            _check_team(at)

        numbers = {"undoes": step.seq} if do == "undo" else {"redoes": step.seq}
        committed = self._engine.transact(self.me, do, work, **numbers)
        ids = tuple(op.id for op in committed.entry.ops) if committed.entry else ()
        return Applied(committed.seq, ids, original.do)

    def _entry(self, seq: int) -> Entry:
        """The transaction of a number, to take back. Forbidden for another's unless I lead; NotFound also for
        what is hidden from me."""
        entry = self._engine.entry(seq)
        if entry.by != self.me:
            self.check("undo of what others did", "lead")
            if not self.told((entry,)):
                raise NotFound("there is no change {seq}", seq=seq)
        return entry

    def _changer(self, record_id: str) -> tuple[str, str]:
        entry = self._engine.entry(self._engine.last_change(record_id))
        return entry.by, entry.at


class _Moved(Exception):
    """What was to be reverted has been meanwhile."""


def allow(role: str, do: str, needs: str) -> None:
    """Forbidden unless the role includes what ``needs`` may do."""
    if not may(role, needs):
        raise Forbidden(
            "{do} is for the role {needs}; yours is {role}",
            "Ask a lead of this project.",
            do=do,
            needs=Word(needs, "role"),
            role=Word(role, "role"),
        )


def _check_team(work: Work) -> None:
    """Refused if a transaction leaves the project without a lead."""
    from store.changes.team import check_team

    check_team(work)
