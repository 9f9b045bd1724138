"""Review: the façade that the screen and the commands talk to. It knows no file format."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from content.model import Region
from store import undo as undoing
from store.changes import VOCABULARY, AddReviewer, Change
from store.changes.team import check_team
from store.changes.work import Work, may
from store.database import Committed, Database, Transaction
from store.errors import Conflict, Forbidden, NotFound, Refused
from store.filtering import filtered
from store.history import HistoryLine, Names, lines_of, op_lines
from store.lookup import Lookup
from store.model import Entry, Record
from store.picture import Kept, Picture
from store.projection import MAKERS, rows_of
from store.reviewers import caller_of, first_lead, who_acts
from store.showing import show
from store.texts import Texts
from store.view import View

if TYPE_CHECKING:
    from store.importing import Imported

__all__ = ["Applied", "HistoryLine", "Imported", "Review"]


@dataclass(frozen=True, slots=True)
class Applied:
    """A transaction that is durable: its number, for each change the id of its main record, what was done."""

    seq: int
    ids: tuple[str, ...]
    label: str


class Review:
    """One project as one reviewer works on it. Threads may share it."""

    def __init__(self, database: Database, me: str, today: Callable[[], date] = date.today) -> None:
        self._database = database
        self._today = today
        self._texts = Texts(database)
        self._picture, self._kept = Picture(database), Kept()
        self._view: tuple[tuple[int, date, str], View] | None = None
        self._lock = threading.Lock()
        self._passed: frozenset[int] = frozenset()
        self.me = me

    @classmethod
    def create(cls, folder: Path, name: str, acting: str | None = None) -> Review:
        """A new project, led by the caller. Refused where there is one already."""
        database = Database.create(folder)
        me, user = first_lead(acting, folder)
        return cls._found(database, name, me, [user])

    @classmethod
    def open(cls, folder: Path, acting: str | None = None, create_reviewer: bool = False) -> Review:
        """A project as the system's user, or as ``acting`` where that counts. NotFound, Forbidden, Damaged.

        ``create_reviewer`` makes an unknown ``acting`` a reviewer, where it counts.
        """
        database = Database.open(folder)
        try:
            caller = caller_of(folder)
            reviewers = list(database.scan("reviewers"))
            unknown = acting is not None and all(r["name"] != acting for r in reviewers)
            if acting is not None and unknown and create_reviewer and caller.may_name:
                lead = next(r["name"] for r in reviewers if r["role"] == "lead")
                cls(database, lead).apply(AddReviewer(acting))
                reviewers = list(database.scan("reviewers"))
            return cls(database, who_acts(caller, reviewers, acting))
        except BaseException:
            database.close()
            raise

    @classmethod
    def memory(cls, name: str = "Review", acting: str = "lead") -> Review:
        """A project without files, led by ``acting``."""
        return cls._found(Database.memory(), name, acting, [])

    def beside(self, name: str) -> Review:
        """The same open project as another of its reviewers sees it."""
        return Review(self._database, name, self._today)

    @classmethod
    def _found(cls, database: Database, name: str, me: str, users: list[str]) -> Review:
        def work(tx: Transaction) -> None:
            tx.add("project", {"name": name, "blind": False, "language": "de"})
            tx.add("reviewers", {"name": me, "role": "lead", "users": users})

        database.transact(me, "project.create", work)
        return cls(database, me)

    @property
    def role(self) -> str:
        """My role now; whoever is no reviewer of the project is a viewer."""
        return role_of(self._database.find("reviewers", "name", self.me))

    @property
    def folder(self) -> Path | None:
        return self._database.folder

    @property
    def name(self) -> str:
        return str(self._project["name"])

    @property
    def blind(self) -> bool:
        return bool(self._project["blind"])

    @property
    def seq(self) -> int:
        return self._database.seq

    @property
    def database(self) -> Database:
        return self._database

    def apply(self, *changes: Change) -> Applied:
        """Make the changes one transaction; durable when this returns. Nothing happened if it raises."""
        if not changes:
            raise Refused("there is nothing to change")
        do = "+".join(dict.fromkeys(change.do for change in changes))

        def work(tx: Transaction) -> tuple[str, ...]:
            at = self._work(tx)
            for change in changes:
                allow(at.role, change.do, change.needs)
            ids = tuple(change.apply(at) or "" for change in changes)
            check_team(at)
            return ids

        committed = self._database.transact(self.me, do, work)
        return Applied(committed.seq, committed.result, do)

    def undo(self, seq: int | None = None) -> Applied:
        """Take back my last change, or that of the given number (a lead: anybody's).

        Conflict where somebody moved on; the next ``undo()`` then goes on with the change before.
        """
        if seq is None:
            step = undoing.next_undo(self._database.entries_backward(), self.me, self._passed)
        else:
            step = undoing.step_at(self._database.entry(seq), self._database.entries(seq))
        if step is None:
            raise Refused("there is nothing to undo", "Only your own changes can be undone.")
        try:
            return self._revert(step, undoes=step.seq)
        except Conflict:
            self._passed |= {step.seq}
            raise

    def redo(self) -> Applied:
        """Do again what I took back last. Refused when there is nothing, or I changed something since."""
        step = undoing.next_redo(self._database.entries_backward(), self.me)
        if step is None:
            raise Refused("there is nothing to redo", "Redo works directly after undo.")
        return self._revert(step, redoes=step.seq)

    def refresh(self) -> tuple[Entry, ...]:
        """What others committed since I last saw it."""
        return self._database.refresh()

    def view(self, document: str | None = None) -> View:
        """Everything at one moment; with the marks of ``document`` made already, for another thread."""
        with self._lock:
            seq, tables = self._picture.take()
            key = (
                seq,
                self._today(),
                role_of([r for r in tables["reviewers"].values() if r["name"] == self.me]),
            )
            if self._view is None or self._view[0] != key:
                self._view = (key, View(seq, Lookup.of(tables, self.me, key[2], key[1], self._kept)))
            view = self._view[1]
        if document is not None:
            view.marks(document)
        return view

    def text(self, document: str, version: str | None = None) -> str:
        """The text of a document's current or given version. NotFound, Damaged."""
        return self._texts.read(document, version or self._current(document))

    def regions(self, document: str, version: str | None = None) -> tuple[Region, ...]:
        """The regions of a document's current or given version."""
        record = self._database.get(version or self._current(document)) or {}
        return tuple(Region(kind, start, end) for kind, start, end in record.get("regions") or ())

    def rows(self, kind: str, query: str = "") -> list[Any]:
        """The rows of a kind that match a query (see ``store.filtering``)."""
        if kind not in MAKERS:
            raise Refused(f"there are no rows of {kind!r}", f"Kinds are {', '.join(MAKERS)}.")
        view = self.view()
        titles = {row.id: row.title for row in view.documents} if "doc:" in query else {}
        return filtered(rows_of(view.lookup, kind), query, titles)

    def show(self, target: str) -> dict[str, Any]:
        """One record, or a passage "d1:10-20", with everything on it. NotFound, Refused."""
        return show(self, target)

    def changed_since(self, seq: int, table: str = "documents") -> frozenset[str]:
        """The ids of a table's records that were made or changed after a transaction."""
        database = self._database
        return frozenset(r["id"] for r in database.scan(table) if database.last_change(r["id"]) > seq)

    def document_of(self, target: str) -> str | None:
        """The document a record or passage stands in."""
        return target.split(":")[0] if ":" in target else self.view().document_of(target)

    def history(self, record_id: str | None = None) -> list[HistoryLine]:
        """What was changed, oldest first: of one record, or of all. A blind project's stays hidden."""
        hidden = self._hidden()
        if record_id is None:
            return list(lines_of(self._database, self._database.entries(), hidden))
        if not self._database.last_change(record_id):
            raise NotFound(f"there never was a record {record_id}")
        names = Names(self._database)
        steps = self._database.history(record_id) if record_id not in hidden else []
        return [line for entry, op in steps for line in op_lines(entry, op, names)]

    def import_files(self, paths: Iterable[Path | str], **options: Any) -> Iterator[Imported]:
        """Files and folders, one transaction each; see ``store.importing``."""
        from store.importing import import_files

        return import_files(self, paths, **options)

    def import_bytes(self, data: bytes, name: str, **options: Any) -> Imported:
        """One file's content under a name."""
        from store.importing import import_bytes

        return import_bytes(self, data, name, **options)

    def check(self, do: str, needs: str) -> None:
        """Forbidden unless my role includes what ``needs`` may do."""
        allow(self.role, do, needs)

    def transact(self, do: str, needs: str, work: Callable[[Work], Any]) -> Committed[Any]:
        """For the other modules of the store: a transaction of mine that is no change of the vocabulary."""

        def checked(tx: Transaction) -> Any:
            at = self._work(tx)
            allow(at.role, do, needs)
            return work(at)

        return self._database.transact(self.me, do, checked)

    def snapshot(self) -> None:
        """Bring ``current.json`` up to the last change."""
        self._database.snapshot()

    def close(self) -> None:
        self._database.close()

    @property
    def _project(self) -> Record:
        return next(self._database.scan("project"), {"name": "", "blind": False})

    def _current(self, document: str) -> str:
        record = self._database.get(document)
        if record is None or "version" not in record:
            raise NotFound(f"there is no document {document}")
        return str(record["version"])

    def _work(self, tx: Transaction) -> Work:
        return Work(tx, role_of(tx.find("reviewers", "name", self.me)), self._texts.read)

    def _revert(self, step: undoing.Step, undoes: int = 0, redoes: int = 0) -> Applied:
        original = self._database.entry(step.seq)

        def work(tx: Transaction) -> None:
            at = self._work(tx)
            if original.by != self.me:
                at.demand_lead(f"take back what {original.by} did")
            for part in undoing.parts(original.do):
                allow(at.role, part, VOCABULARY[part].needs)
            undoing.revert(at, step.latest, self._changer)
            check_team(at)

        do = "undo" if undoes else "redo"
        committed = self._database.transact(self.me, do, work, undoes=undoes, redoes=redoes)
        ids = tuple(op.id for op in committed.entry.ops) if committed.entry else ()
        return Applied(committed.seq, ids, original.do)

    def _changer(self, record_id: str) -> str:
        return self._database.entry(self._database.last_change(record_id)).by

    def _hidden(self) -> frozenset[str]:
        """Records that a blind project hides from me, also those that are gone."""
        if not self.blind:
            return frozenset()
        seen = self.view().lookup
        return frozenset(
            op.id
            for entry in self._database.entries()
            for op in entry.ops
            if entry.by != self.me and op.table in ("verdicts", "grades") and not seen.find(op.id)
        )


def role_of(found: list[Record]) -> str:
    return str(found[0]["role"]) if found else "viewer"


def allow(role: str, do: str, needs: str) -> None:
    """Forbidden unless the role includes what ``needs`` may do."""
    if not may(role, needs):
        raise Forbidden(f"{do} is for the role {needs}; yours is {role}", "Ask a lead of this project.")
