"""Looking at a project: views, rows, texts, history. What changes it is in ``store.review``."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from content.model import Region, Span
from store.engine import Engine
from store.errors import NotFound, Refused, StoreError
from store.filtering import asked_of, conditions, filtered, known_values
from store.kept import Kept
from store.lookup import Lookup
from store.model import Entry, Record
from store.personal import Personal
from store.projection import MAKERS
from store.texts import Texts
from store.view import View

if TYPE_CHECKING:
    from store.blinding import Blinding
    from store.for_me import Addressed, ForMe, ReadMarks
    from store.history import HistoryLine
    from store.presence import Presence
    from store.search.searching import Found, Searching, Suggested
    from store.visits import Since


class Looking:
    """One project as one reviewer sees it. Threads may share it."""

    def __init__(self, engine: Engine, me: str, today: Callable[[], date] = date.today) -> None:
        self.me = me
        self._engine = engine
        self._today = today
        self._texts = Texts(engine)
        self._kept = Kept(engine.entries)
        self._personal = engine.personal(me)
        self._torn: tuple[str, tuple[tuple[Span, ...], ...]] = ("", ())
        self._view: tuple[tuple[int, int, date, str], View] | None = None
        self._searching: Searching | None = None
        self._addressed: Addressed | None = None
        self._lock = threading.Lock()

    @property
    def role(self) -> str:
        """My role now; whoever is no reviewer of the project is a viewer."""
        return role_of(self._engine.find("reviewers", "name", self.me))

    @property
    def name(self) -> str:
        return str(self._project["name"])

    @property
    def language(self) -> str:
        """What exports for people are written in: "de" or "en"."""
        return str(self._project["language"])

    @property
    def blind(self) -> bool:
        return bool(self._project["blind"])

    @property
    def seq(self) -> int:
        """The number of the last change seen."""
        return self._engine.seq

    @property
    def damage(self) -> StoreError | None:
        """What is wrong with the journal; then everything before it can be read and nothing written."""
        return self._engine.damage

    @property
    def read_only(self) -> StoreError | None:
        """Why nothing can be written just now, None if it can: damage, another version's format."""
        return self._engine.read_only

    @property
    def engine(self) -> Engine:
        """For the other modules of the store."""
        return self._engine

    def last_change(self, record_id: str) -> int:
        """The number of a record's latest change; 0 if there never was one."""
        return self._engine.last_change(record_id)

    def personal(self) -> Personal:
        """What my screen remembers between sessions."""
        return self._personal

    def presence(self) -> Presence:
        """Who is here; a session of mine that is told of there."""
        from store.presence import Presence

        return Presence(self._engine.folder, self.me)

    def for_me(self) -> tuple[ForMe, ...]:
        """What is for me: see ``store.for_me``. One thread at a time."""
        from store.for_me import Addressed, for_me

        if self._addressed is None:
            self._addressed = Addressed(self._engine.entries)
        return for_me(self.view(), self._addressed)

    def read_marks(self) -> ReadMarks:
        """What of it I have read."""
        from store.for_me import ReadMarks

        return ReadMarks(self.personal(), self.me)

    def since(self, seq: int) -> Since:
        """What others did after change ``seq``, as far as I may see it."""
        from store.visits import since

        return since(self._engine, self.me, seq, self._blinding())

    def refresh(self) -> tuple[Entry, ...]:
        """What others committed since I last saw it."""
        return self._engine.refresh()

    def view(self) -> View:
        """Everything at one moment."""
        with self._lock:
            moment = self._engine.moment()
            role = role_of(moment.find("reviewers", "name", self.me))
            key = (moment.generation, moment.seq, self._today(), role)
            if self._view is None or self._view[0] != key:
                lookup = Lookup(moment, self.me, role, key[2])
                self._kept.follow(lookup)
                self._view = (key, View(moment.seq, lookup, self._kept))
            return self._view[1]

    def text(self, document: str, version: str | None = None) -> str:
        """The text of a document's current or given version. NotFound, Damaged."""
        return self._texts.read(document, version or self._current(document))

    def regions(self, document: str, version: str | None = None) -> tuple[Region, ...]:
        """The regions of a document's current or given version."""
        record = self._engine.get(version or self._current(document)) or {}
        return tuple(Region(kind, start, end) for kind, start, end in record.get("regions") or ())

    def torn(self, document: str) -> tuple[tuple[Span, ...], ...]:
        """The sentences of a document's current text that something else cut in two or more."""
        from content.torn import torn_sentences

        version = self._current(document)
        if self._torn[0] != version:
            text, regions = self.text(document, version), self.regions(document, version)
            self._torn = version, tuple(torn_sentences(text, regions))
        return self._torn[1]

    def rows(self, kind: str, query: str = "") -> list[Any]:
        """The rows of a kind that match a query (see ``store.filtering``)."""
        if kind not in MAKERS:
            raise Refused(
                "there are no rows of “{kind}”", "Kinds are {names}.", kind=kind, names=tuple(MAKERS)
            )
        view = self.view()
        titles = {row.id: row.title for row in view.documents} if "doc" in asked_of(query) else {}
        return filtered(self._kept.rows(view.lookup, kind), query, titles)

    def known_values(self, kind: str) -> dict[str, set[str]]:
        """What the conditions of a query on rows of a kind can find, by field."""
        view = self.view()
        titles = {row.id: row.title for row in view.documents}
        return known_values(conditions(row, titles) for row in self._kept.rows(view.lookup, kind))

    def show(self, target: str) -> dict[str, Any]:
        """One record, or a passage "d1:10-20", with everything on it. NotFound, Refused."""
        from store.showing import show

        return show(self, target)

    def document_of(self, target: str) -> str | None:
        """The document a record or passage stands in."""
        return target.split(":")[0] if ":" in target else self.view().document_of(target)

    @property
    def searching(self) -> Searching:
        """The questions to the project: its index, made when it is first needed."""
        with self._lock:
            if self._searching is None:
                from store.search.searching import Searching

                self._searching = Searching(self)
            return self._searching

    def search(self, query: str, **options: Any) -> Found:
        """As ``Searching.search``."""
        return self.searching.search(query, **options)

    def suggest(self, demand: str, **options: Any) -> Suggested:
        """As ``Searching.suggest``. NotFound."""
        return self.searching.suggest(demand, **options)

    def history(self, record_id: str | None = None) -> list[HistoryLine]:
        """What was changed, oldest first: of one record, or of all. NotFound for one that never was.

        What a blind project hides from me is left out; a record of which all is hidden never was.
        """
        from store.history import Names, lines_of, op_lines

        seen = self._blinding()
        if record_id is None:
            return list(lines_of(self._engine, self._engine.entries(), seen))
        shown = [
            (entry, told)
            for entry, op in self._engine.history(record_id)
            if (told := op if seen is None else seen(entry, op)) is not None
        ]
        known = self._engine.last_change(record_id) if seen is None else self.view().lookup.find(record_id)
        if not shown and not known:
            raise NotFound("there never was a record {record_id}", record_id=record_id)
        names = Names(self._engine)
        return [line for entry, op in shown for line in op_lines(entry, op, names)]

    def told(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """Those of others' transactions that I may hear of."""
        blinding = self._blinding()
        return tuple(entry for entry in entries if blinding is None or blinding.tells(entry))

    def close(self) -> None:
        if self._searching is not None:
            self._searching.close()
        self._engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def _blinding(self) -> Blinding | None:
        """What a blind project leaves of the journal; None where nothing is hidden."""
        if not self.blind:
            return None
        from store.blinding import Blinding

        return Blinding(self._engine, self.view().lookup)

    @property
    def _project(self) -> Record:
        return next(self._engine.scan("project"), {"name": "", "blind": False, "language": "de"})

    def _current(self, document: str) -> str:
        record = self._engine.get(document)
        if record is None or "version" not in record:
            raise NotFound("there is no document {document}", document=document)
        return str(record["version"])


def role_of(found: list[Record]) -> str:
    """The role of the reviewer found by name; nobody is a viewer."""
    return str(found[0]["role"]) if found else "viewer"
