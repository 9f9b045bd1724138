"""Demands: what somebody asks of an addressee. Merging and splitting are in ``joining``."""

from __future__ import annotations

from store.changes.base import KEEP, Change, Keep, Spans
from store.changes.events import BY_HAND, place
from store.changes.links import remove
from store.changes.wording import edtf, line, optional_line
from store.changes.work import Work
from store.errors import Refused


class AddDemand(Change, frozen=True):
    do = "demand.add"

    text: str
    topic: str | None = None
    addressee: str | None = None
    parent: str | None = None
    due: str | None = None
    document: str | None = None
    spans: Spans | None = None
    state: str = "confirmed"

    def apply(self, work: Work) -> str:
        if self.parent is not None:
            work.need(self.parent, "demands")
        passage = place(work, self.do, self.document, self.spans)
        fields = {
            "text": line(self.do, "text", self.text),
            "topic": optional_line(self.do, "topic", self.topic),
            "addressee": optional_line(self.do, "addressee", self.addressee),
            "parent": self.parent,
            "due": edtf(self.do, "due", self.due) if self.due else None,
            "state": self.state,
            "rule": BY_HAND,
            "document": self.document,
            "passage": passage["id"] if passage else None,
        }
        return str(work.tx.add("demands", fields)["id"])


class EditDemand(Change, frozen=True):
    do = "demand.edit"

    id: str
    text: str | Keep = KEEP
    topic: str | None | Keep = KEEP
    addressee: str | None | Keep = KEEP
    parent: str | None | Keep = KEEP
    due: str | None | Keep = KEEP
    rev: int | None = None

    def apply(self, work: Work) -> str:
        work.need(self.id, "demands")
        fields = self.given("topic", "addressee")
        fields = {name: optional_line(self.do, name, value) for name, value in fields.items()}
        if isinstance(self.text, str):
            fields["text"] = line(self.do, "text", self.text)
        if not isinstance(self.due, Keep):
            fields["due"] = edtf(self.do, "due", self.due) if self.due else None
        if not isinstance(self.parent, Keep):
            fields["parent"] = self.parent or None
            check_parent(work, self.id, fields["parent"])
        work.tx.patch(self.id, fields, base_rev=self.rev)
        return self.id


class ConfirmDemand(Change, frozen=True):
    do = "demand.confirm"

    id: str

    def apply(self, work: Work) -> str:
        work.need(self.id, "demands")
        work.tx.patch(self.id, {"state": "confirmed"})
        return self.id


class RejectDemand(Change, frozen=True):
    do = "demand.reject"

    id: str

    def apply(self, work: Work) -> str:
        work.need(self.id, "demands")
        work.tx.patch(self.id, {"state": "rejected"})
        return self.id


class RemoveDemand(Change, frozen=True):
    """With its sub-demands, evidence, verdicts and notes; a lead's where any of that is somebody else's."""

    do = "demand.remove"

    id: str

    def apply(self, work: Work) -> str:
        work.need(self.id, "demands")
        return remove(work, self.id)


def check_parent(work: Work, demand: str, parent: str | None) -> None:
    """Refused when a demand would come under itself."""
    if parent and demand in above_all(work, work.need(parent, "demands")["id"]):
        raise Refused(
            "{demand} cannot be part of {parent}: that is part of {demand} itself",
            demand=demand,
            parent=parent,
        )


def above_all(work: Work, demand: str) -> set[str]:
    """The demand itself and all that it is part of."""
    seen: set[str] = set()
    above: str | None = demand
    while above and above not in seen:
        seen.add(above)
        above = (work.tx.get(above) or {}).get("parent")
    return seen
