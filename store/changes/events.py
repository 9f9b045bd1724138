"""Events: something dated, suggested by the grammar or made by a reviewer."""

from __future__ import annotations

from store.changes.base import KEEP, Change, Keep, Spans
from store.changes.links import remove
from store.changes.targets import passage_at
from store.changes.wording import day, edtf, line, optional_line
from store.changes.work import Work
from store.errors import Refused
from store.model import Record

#: The rule of what no grammar found.
BY_HAND = "reviewer"


class AddEvent(Change, frozen=True):
    """``label`` is what the timeline shows, ``text`` the words that date it; each stands in for the other."""

    do = "event.add"

    edtf: str
    document: str | None = None
    spans: Spans | None = None
    text: str | None = None
    label: str | None = None
    rule: str = BY_HAND
    reference: str | None = None
    state: str = "confirmed"

    def apply(self, work: Work) -> str:
        passage = place(work, self.do, self.document, self.spans)
        quote = passage["quote"] if passage else None
        text = optional_line(self.do, "text", self.text or quote or self.label)
        label = optional_line(self.do, "label", self.label or self.text or quote)
        if not text or not label:
            raise Refused('{do}: it needs "label", "text" or "spans"', "Say what happens then.", do=self.do)
        fields = {
            "label": label,
            "text": text,
            "edtf": edtf(self.do, "edtf", self.edtf),
            "rule": self.rule,
            "reference": day(self.do, "reference", self.reference),
            "state": self.state,
            "document": self.document,
            "passage": passage["id"] if passage else None,
        }
        return str(work.tx.add("events", fields)["id"])


class EditEvent(Change, frozen=True):
    """A date that a reviewer writes has no reference any more: it does not move with the document's."""

    do = "event.edit"

    id: str
    label: str | Keep = KEEP
    edtf: str | Keep = KEEP
    rev: int | None = None

    def apply(self, work: Work) -> str:
        event = work.need(self.id, "events")
        fields: Record = {}
        if isinstance(self.label, str):
            fields["label"] = line(self.do, "label", self.label)
        if isinstance(self.edtf, str) and self.edtf != event["edtf"]:
            fields |= {"edtf": edtf(self.do, "edtf", self.edtf), "rule": BY_HAND, "reference": None}
        work.tx.patch(self.id, fields, base_rev=self.rev)
        return self.id


class ConfirmEvent(Change, frozen=True):
    do = "event.confirm"

    id: str

    def apply(self, work: Work) -> str:
        work.need(self.id, "events")
        work.tx.patch(self.id, {"state": "confirmed"})
        return self.id


class RejectEvent(Change, frozen=True):
    do = "event.reject"

    id: str

    def apply(self, work: Work) -> str:
        work.need(self.id, "events")
        work.tx.patch(self.id, {"state": "rejected"})
        return self.id


class RemoveEvent(Change, frozen=True):
    do = "event.remove"

    id: str

    def apply(self, work: Work) -> str:
        work.need(self.id, "events")
        return remove(work, self.id)


def place(work: Work, do: str, document: str | None, spans: Spans | None) -> Record | None:
    """The passage a new record stands in; None without spans. Refused for spans without a document."""
    if document is None:
        if spans:
            raise Refused('{do}: "spans" need a "document"', do=do)
        return None
    work.need(document, "documents")
    return passage_at(work, document, spans) if spans else None
