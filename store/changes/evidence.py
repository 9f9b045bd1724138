"""Evidence: which passage says something on which demand, and how strong each reviewer finds it."""

from __future__ import annotations

from content.messages import N_
from store.changes.base import Change
from store.changes.links import remove
from store.changes.targets import resolve
from store.changes.work import Work
from store.errors import Refused
from store.model import Record


class AddEvidence(Change, frozen=True):
    """Links a passage to a demand. A link that was only suggested, or rejected, becomes confirmed.

    With the state "rejected" it is kept that the passage is no evidence for the demand, so that nobody is
    asked again; with "suggested" that somebody should look. Neither takes back what was decided before.
    """

    do = "evidence.add"

    demand: str
    target: str
    stance: str = "supports"
    grade: str | None = None
    state: str = "confirmed"

    def apply(self, work: Work) -> str:
        work.need(self.demand, "demands")
        passage = resolve(work, self.target, "passages")
        there = next(
            (e for e in work.tx.find("evidence", "passage", passage["id"]) if e["demand"] == self.demand),
            None,
        )
        if there is None:
            there = work.tx.add("evidence", self._fields(passage))
        elif there["state"] == "confirmed":
            raise Refused(
                "this passage is evidence for {demand} already ({there})",
                "Change it: evidence.edit, evidence.grade or evidence.reject with {there}.",
                demand=self.demand,
                there=there["id"],
            )
        elif self.state == "confirmed":
            work.tx.patch(there["id"], {"stance": self.stance, "state": self.state})
        elif there["state"] == "suggested":
            work.tx.patch(there["id"], {"state": self.state})
        if self.grade is not None:
            set_grade(work, there["id"], self.grade)
        return str(there["id"])

    def _fields(self, passage: Record) -> Record:
        return {
            "demand": self.demand,
            "passage": passage["id"],
            "document": passage["document"],
            "stance": self.stance,
            "state": self.state,
        }


class EditEvidence(Change, frozen=True):
    do = "evidence.edit"

    id: str
    stance: str
    rev: int | None = None

    def apply(self, work: Work) -> str:
        work.need(self.id, "evidence")
        work.tx.patch(self.id, {"stance": self.stance}, base_rev=self.rev)
        return self.id


class GradeEvidence(Change, frozen=True):
    """My grade; None takes it back."""

    do = "evidence.grade"

    id: str
    grade: str | None

    def apply(self, work: Work) -> str:
        work.need(self.id, "evidence")
        set_grade(work, self.id, self.grade)
        return self.id


class RemoveEvidence(Change, frozen=True):
    """One's own; a lead may remove anybody's."""

    do = "evidence.remove"

    id: str

    def apply(self, work: Work) -> str:
        work.demand_own(work.need(self.id, "evidence"), N_("only {by} or a lead may remove {record}"))
        return remove(work, self.id)


class AcceptEvidence(Change, frozen=True):
    do = "evidence.accept"

    id: str

    def apply(self, work: Work) -> str:
        work.need(self.id, "evidence")
        work.tx.patch(self.id, {"state": "confirmed"})
        return self.id


class RejectEvidence(Change, frozen=True):
    do = "evidence.reject"

    id: str

    def apply(self, work: Work) -> str:
        work.need(self.id, "evidence")
        work.tx.patch(self.id, {"state": "rejected"})
        return self.id


def set_grade(work: Work, evidence: str, grade: str | None) -> None:
    """The acting reviewer's one grade of a piece of evidence."""
    mine = next((g for g in work.tx.find("grades", "evidence", evidence) if g["by"] == work.me), None)
    if mine is None:
        if grade is not None:
            work.tx.add("grades", {"evidence": evidence, "grade": grade})
    elif grade is None:
        work.tx.delete(mine["id"])
    else:
        work.tx.patch(mine["id"], {"grade": grade})
