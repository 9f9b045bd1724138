"""Verdicts: one reviewer's answer for one demand; the lead's final one decides."""

from __future__ import annotations

from content.messages import N_, Message
from store.changes.base import KEEP, Change, Keep
from store.changes.links import remove
from store.changes.wording import prose
from store.changes.work import Work
from store.errors import Refused
from store.model import Record


class SetVerdict(Change, frozen=True):
    """My verdict on a demand, given or changed. A reason that is left out stays as it was; a final one has
    to have one.

    ``not_found`` records how many documents there were to search.
    """

    do = "verdict.set"

    demand: str
    answer: str
    reason: str | None | Keep = KEEP
    final: bool = False
    rev: int | None = None

    def apply(self, work: Work) -> str:
        if self.final:
            work.demand_lead(Message("only a lead may give the final verdict"))
        work.need(self.demand, "demands")
        fields = self._fields(work)
        mine = self._mine(work)
        if self.final and not fields.get("reason", mine and mine["reason"]):
            raise Refused("a final verdict needs a reason", "it is what others will read")
        if mine is None:
            given = {"demand": self.demand, "final": self.final, "reason": ""} | fields
            return str(work.tx.add("verdicts", given)["id"])
        return str(work.tx.patch(mine["id"], fields, base_rev=self.rev)["id"])

    def _fields(self, work: Work) -> Record:
        searched = work.tx.count("documents") if self.answer == "not_found" else None
        fields: Record = {"answer": self.answer, "searched": searched}
        if not isinstance(self.reason, Keep):
            has_reason = self.reason and self.reason.strip()
            fields["reason"] = prose(self.do, "reason", self.reason) if self.reason and has_reason else ""
        return fields

    def _mine(self, work: Work) -> Record | None:
        given = work.tx.find("verdicts", "demand", self.demand)
        return next((v for v in given if v["by"] == work.me and bool(v["final"]) == self.final), None)


class RemoveVerdict(Change, frozen=True):
    """One's own; a lead may remove anybody's."""

    do = "verdict.remove"

    id: str

    def apply(self, work: Work) -> str:
        work.demand_own(work.need_seen(self.id, "verdicts"), N_("only {by} or a lead may remove {record}"))
        return remove(work, self.id)
