"""Notes: Markdown on a document, passage, event, demand, piece of evidence or verdict, with replies."""

from __future__ import annotations

from content.messages import N_
from store.changes.base import Change
from store.changes.links import remove
from store.changes.targets import resolve
from store.changes.wording import prose
from store.changes.work import Work
from store.model import Record

ANNOTATED = ("documents", "passages", "events", "demands", "evidence", "verdicts")


def document_of(work: Work, target: Record) -> str | None:
    """The document that notes on a record stand in; those on a verdict stand where its demand does."""
    if target["id"][:1] == "u":
        target = work.need(target["demand"])
    return str(target["id"]) if target["id"][:1] == "d" else target["document"]


def move_notes(work: Work, target: str, into: str) -> None:
    """The notes on one record go to another, or follow the same one to where it stands now."""
    place = {"target": into, "document": document_of(work, work.need(into))}
    for note in work.tx.find("notes", "target", target):
        work.tx.patch(note["id"], place)


class AddNote(Change, frozen=True):
    do = "note.add"

    target: str
    text: str

    def apply(self, work: Work) -> str:
        text = prose(self.do, "text", self.text)
        target = resolve(work, self.target, *ANNOTATED)
        place = {"target": target["id"], "document": document_of(work, target)}
        return str(work.tx.add("notes", place | {"text": text, "resolved": False})["id"])


class ReplyNote(Change, frozen=True):
    """The reply's target is the target of what it answers."""

    do = "note.reply"

    note: str
    text: str

    def apply(self, work: Work) -> str:
        above = work.need_seen(self.note, "notes")
        fields = {
            "target": above["target"],
            "document": above["document"],
            "text": prose(self.do, "text", self.text),
            "parent": above["id"],
            "resolved": False,
        }
        return str(work.tx.add("notes", fields)["id"])


class EditNote(Change, frozen=True):
    """Only the author's or a lead's."""

    do = "note.edit"

    id: str
    text: str
    rev: int | None = None

    def apply(self, work: Work) -> str:
        work.demand_own(work.need_seen(self.id, "notes"), N_("only {by} or a lead may change {record}"))
        work.tx.patch(self.id, {"text": prose(self.do, "text", self.text)}, base_rev=self.rev)
        return self.id


class ResolveNote(Change, frozen=True):
    """Settles the whole thread the note belongs to."""

    do = "note.resolve"

    id: str

    def apply(self, work: Work) -> str:
        return _set_resolved(work, self.id, True)


class ReopenNote(Change, frozen=True):
    do = "note.reopen"

    id: str

    def apply(self, work: Work) -> str:
        return _set_resolved(work, self.id, False)


class RemoveNote(Change, frozen=True):
    """With its replies. Only the author's or a lead's."""

    do = "note.remove"

    id: str

    def apply(self, work: Work) -> str:
        work.demand_own(work.need_seen(self.id, "notes"), N_("only {by} or a lead may remove {record}"))
        return remove(work, self.id)


def _set_resolved(work: Work, note: str, resolved: bool) -> str:
    first = _thread(work, work.need_seen(note, "notes"))
    work.tx.patch(first["id"], {"resolved": resolved})
    return str(first["id"])


def _thread(work: Work, note: Record) -> Record:
    seen = set()
    while note["parent"] and note["id"] not in seen:
        seen.add(note["id"])
        note = work.need(note["parent"], "notes")
    return note
