"""Writing what a project holds into one transaction."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress

from msgspec import Struct

from content.model import Span
from store.changes.documents import Draft, text_hash, write_version
from store.changes.notes import document_of
from store.changes.suggesting import suggest
from store.changes.tags import give_tags
from store.changes.targets import passage_fields
from store.changes.wording import day
from store.changes.work import Work
from store.errors import Refused
from store.exchange.people import People, moment
from store.exchange.refi.cases import Cases
from store.exchange.refi.codes import described
from store.exchange.refi.dialects import squeezed
from store.exchange.refi.extras import FACTS, ON, PREFIX, REPLY, RESOLVED
from store.exchange.refi.model import Project, Selection, Source
from store.exchange.refi.placing import Placed
from store.exchange.refi.tagging import Tags
from store.exchange.refi.xml import safe
from store.exchange.uids import Uids
from store.model import Record


class Ready(Struct, frozen=True):
    """A source with its text in normal form, the document it becomes, and what an own export said of it."""

    placed: Placed
    draft: Draft
    said: dict[str, str]


class Adopting:
    """One project on its way into one review; valid only inside a transaction."""

    def __init__(self, work: Work, project: Project) -> None:
        self._work, self._tx, self._project = work, work.tx, project
        self._uids = Uids(work)
        self._tags = Tags(work)
        self._people = People(work)
        self._notes = {note.uid: note for note in project.notes if note.uid}
        self._added: Counter[str] = Counter()
        self._lost: Counter[str] = Counter()
        self._said: set[tuple[str, str]] = set()

    def run(self, ready: Iterable[Ready]) -> None:
        for uid, name in self._project.users.items():
            self._people.name_of(name, uid)
        self._take_codes()
        documents = [(self._take_source(one), one.draft) for one in ready]
        for document, draft in documents:
            if document is not None:  # after the selections: a passage is whose it was first
                suggest(self._work, document, draft.events, draft.demands)
        cases = Cases(self._uids, self._people, self._tags)
        cases.take(self._project.cases)
        self._added.update(cases.added)
        self._lost.update(cases.lost)
        self._take_other_notes()

    def added(self) -> dict[str, int]:
        counts = {"tags": self._tags.added, "reviewers": len(self._people.added)}
        return {name: number for name, number in (self._added + Counter(counts)).items() if number}

    def notices(self) -> Iterator[str]:
        yield from self._tags.notices()
        yield from self._people.notices()

    def losses(self) -> Iterator[str]:
        for what, number in self._lost.items():
            if number:
                yield f"{number} {what}"

    def _take_codes(self) -> None:
        for code in self._project.codes:
            notes = [self._notes[uid].text for uid in code.notes if uid in self._notes]
            description, whole = described(code, notes)
            self._lost["descriptions of codes cut short"] += not whole
            self._tags.take(code, description)

    def _made(self, of: Source | Selection) -> tuple[str, str]:
        """Who made something, and when."""
        name = self._people.name_of(self._project.users.get(of.user, ""), of.user)
        return name, moment(of.at, self._tx.at)

    def _take_source(self, ready: Ready) -> str | None:
        """The new document; None where its text is there already."""
        source, text = ready.placed.source, ready.placed.text
        same = self._tx.find("versions", "sha256", text_hash(text))
        if same:
            document, version = str(same[0]["document"]), str(same[0]["id"])
            self._uids.remember(source.uid, document)
        else:
            document, version = self._add_document(ready)
        self._attach(document, source)
        self._take_notes(document, source)
        ends = {uid for uid in self._project.goes_on.values()}
        after = {selection.uid: span for selection, span in ready.placed.places}
        for selection, span in ready.placed.places:
            if selection.uid not in ends:
                spans = self._with_rest(selection.uid, span, after)
                self._take_selection(document, version, text, selection, spans)
        return None if same else document

    def _add_document(self, ready: Ready) -> tuple[str, str]:
        source, draft = ready.placed.source, ready.draft
        facts = draft.facts | _facts(ready.said)
        if source.memo:
            facts["kind"] = "memo"
        document = str(self._uids.adopt("documents", facts, source.uid, *self._made(source))["id"])
        version = write_version(self._work, document, 1, draft)
        self._tx.patch(document, {"version": version})
        self._added["documents"] += 1
        return document, version

    def _with_rest(self, uid: str, span: Span, places: dict[str, Span]) -> tuple[Span, ...]:
        """A passage's stretches, from its first one on."""
        spans, seen = [span], {uid}
        while (uid := self._project.goes_on.get(uid, "")) in places and uid not in seen:
            seen.add(uid)
            spans.append(places[uid])
        return tuple(spans)

    def _take_selection(
        self, document: str, version: str, text: str, selection: Selection, spans: tuple[Span, ...]
    ) -> None:
        fields = passage_fields(text, spans)
        known = self._work.places(document)
        passage = known.get((version, fields["spans"]))
        by, at = self._made(selection)
        if passage is None:
            place = {"document": document, "version": version}
            passage = str(self._uids.adopt("passages", fields | place, selection.uid, by, at)["id"])
            known[version, fields["spans"]] = passage
            self._added["passages"] += 1
        else:
            self._uids.remember(selection.uid, passage)
        self._attach(passage, selection)
        self._take_notes(passage, selection)

    def _attach(self, target: str, on: Source | Selection) -> None:
        given = []
        for coding in on.codings:
            tag = self._tags.of_code(coding.code)
            user = coding.user or on.user
            name = self._people.name_of(self._project.users.get(user, ""), user)
            if tag is None:
                self._lost["codings with codes that are not in the file"] += 1
            else:
                given.append((tag, name))
        give_tags(self._work, target, given)

    def _take_notes(self, target: str, on: Source | Selection) -> None:
        """The comment on a thing, and the notes that it refers to."""
        if on.comment:
            self._note(target, on.comment, "", *self._made(on))
        for uid in on.notes:
            note = self._notes.get(uid)
            if note is None:
                self._lost["notes that are not in the file"] += 1
            elif PREFIX + REPLY not in note.values:
                self._write(target, note)

    def _take_other_notes(self) -> None:
        """Notes on what no element refers to, then replies, each after what it answers."""
        waiting = [note for note in self._notes.values() if PREFIX + REPLY in note.values]
        for note in self._notes.values():
            if PREFIX + ON in note.values and PREFIX + REPLY not in note.values:
                self._on_named(note)
        while waiting:
            later = [note for note in waiting if not self._replied(note)]
            if len(later) == len(waiting):
                self._lost["replies to notes that are not in the file"] += len(waiting)
                return
            waiting = later

    def _replied(self, note: Source) -> bool:
        """Whether what the reply answers is there by now; then the reply is, too."""
        parent = self._uids.of(note.values[PREFIX + REPLY])
        if parent is not None:
            self._write(self._work.need(parent, "notes")["target"], note, parent)
        return parent is not None

    def _on_named(self, note: Source) -> None:
        target = self._uids.of(note.values[PREFIX + ON])
        if target is None:
            self._lost["notes on what is not in the file"] += 1
        else:
            self._write(target, note)

    def _write(self, target: str, note: Source, parent: str | None = None) -> None:
        text, name = note.text, " ".join(note.name.split())
        if name and not squeezed(safe(text)).startswith(squeezed(name).rstrip("….")):
            text = f"{name}\n\n{text}" if text.strip() else name
        resolved = note.values.get(PREFIX + RESOLVED) == "true"
        self._note(target, text, note.uid, *self._made(note), parent, resolved)

    def _note(
        self,
        target: str,
        text: str,
        uid: str,
        by: str,
        at: str,
        parent: str | None = None,
        done: bool = False,
    ) -> None:
        """A note, unless it is there: by its uid, or the same words on the same thing."""
        text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
        if not text.strip() or (uid and self._uids.of(uid)) or (not uid and self._is_said(target, text)):
            return
        on: Record = self._work.need(target)
        fields = {"target": target, "document": document_of(self._work, on), "text": text}
        self._uids.adopt("notes", fields | {"parent": parent, "resolved": done}, uid, by, at)
        self._added["notes"] += 1

    def _is_said(self, target: str, text: str) -> bool:
        return any(note["text"] == text for note in self._tx.find("notes", "target", target))


def _facts(said: dict[str, str]) -> Record:
    """What an own export said of a document; nothing for others'."""
    if not said:
        return {}
    dated: str | None = None
    with suppress(Refused):
        dated = day("import", "date", said.get("date"))
    return {field: said.get(field) or "" for field in FACTS} | {"date": dated}
