"""Making several demands one, and one several."""

from __future__ import annotations

from store.changes.base import Change
from store.changes.demands import above_all
from store.changes.events import BY_HAND
from store.changes.notes import move_notes
from store.changes.wording import line
from store.changes.work import Work
from store.errors import Refused
from store.model import Record
from store.tagging import given_by, taggers


class MergeDemands(Change, frozen=True):
    """All that is on the demands ``ids`` comes under ``into``; their passages become its restatements.

    Where a reviewer has judged both, the verdict on ``into`` stays; where both have the same passage as
    evidence, so does its evidence, with the other's grades by reviewers who had not graded it.
    """

    do = "demand.merge"

    into: str
    ids: tuple[str, ...]

    def apply(self, work: Work) -> str:
        work.need(self.into, "demands")
        if not self.ids or self.into in self.ids:
            raise Refused(
                '{do}: "ids" must name the other demands', "Name those that go up in it.", do=self.do
            )
        for demand in dict.fromkeys(self.ids):
            _move_all(work, work.need(demand, "demands"), self.into)
        return self.into


class SplitDemand(Change, frozen=True):
    """One sub-demand for each text, at the same passage, with the same topic, addressee and deadline."""

    do = "demand.split"

    id: str
    texts: tuple[str, ...]

    def apply(self, work: Work) -> str:
        whole = work.need(self.id, "demands")
        if not self.texts:
            raise Refused('{do}: "texts" is empty', "Give one text for each part.", do=self.do)
        shared = {key: whole[key] for key in ("topic", "addressee", "due", "document", "passage")}
        for text in self.texts:
            part = {"text": line(self.do, "texts", text), "parent": self.id}
            work.tx.add("demands", shared | part | {"state": "confirmed", "rule": BY_HAND})
        return self.id


def _move_all(work: Work, demand: Record, into: str) -> None:
    _move_marks(work, demand, into)
    line_up = above_all(work, into)
    for part in work.tx.find("demands", "parent", demand["id"]):
        above = demand["parent"] if part["id"] in line_up else into
        work.tx.patch(part["id"], {"parent": above})
    for evidence in work.tx.find("evidence", "demand", demand["id"]):
        _move_evidence(work, evidence, into)
    _move_verdicts(work, demand["id"], into)
    _move_assignments(work, demand["id"], into)
    move_notes(work, demand["id"], into)
    work.tx.delete(demand["id"])


def _move_marks(work: Work, demand: Record, into: str) -> None:
    target = work.need(into)
    passages = [demand["passage"], *(demand["restated_by"] or ())]
    new = [passage for passage in passages if passage and passage != target["passage"]]
    work.tx.members(into, "restated_by", add=new)
    work.tx.members(into, "tags", add=demand["tags"] or ())
    work.tx.members(into, "tagged", add=(given_by(t, who) for t, by in taggers(demand).items() for who in by))
    filled = {key: demand[key] for key in ("addressee", "due", "topic") if demand[key] and not target[key]}
    work.tx.patch(into, filled)


def _move_evidence(work: Work, evidence: Record, into: str) -> None:
    same = work.tx.find("evidence", "passage", evidence["passage"])
    there = next((other for other in same if other["demand"] == into), None)
    if there is None:
        work.tx.patch(evidence["id"], {"demand": into})
        return
    graders = {grade["by"] for grade in work.tx.find("grades", "evidence", there["id"])}
    for grade in work.tx.find("grades", "evidence", evidence["id"]):
        if grade["by"] in graders:
            work.tx.delete(grade["id"])
        else:
            work.tx.patch(grade["id"], {"evidence": there["id"]})
    move_notes(work, evidence["id"], there["id"])
    work.tx.delete(evidence["id"])


def _move_verdicts(work: Work, demand: str, into: str) -> None:
    there = {(v["by"], bool(v["final"])): v["id"] for v in work.tx.find("verdicts", "demand", into)}
    for verdict in work.tx.find("verdicts", "demand", demand):
        kept = there.get((verdict["by"], bool(verdict["final"])))
        if kept is None:
            work.tx.patch(verdict["id"], {"demand": into})
            move_notes(work, verdict["id"], verdict["id"])
            continue
        move_notes(work, verdict["id"], kept)
        work.tx.delete(verdict["id"])


def _move_assignments(work: Work, demand: str, into: str) -> None:
    there = {a["reviewer"] for a in work.tx.find("assignments", "demand", into)}
    for assignment in work.tx.find("assignments", "demand", demand):
        if assignment["reviewer"] in there:
            work.tx.delete(assignment["id"])
        else:
            work.tx.patch(assignment["id"], {"demand": into})
            there.add(assignment["reviewer"])
