"""What a blind project hides from one reviewer.

Others' verdicts, notes, grades and tags: those on a demand, its evidence and its verdicts until I have given
mine on it; those on documents, passages and events until I have given mine on every demand that is mine to
judge: those assigned to me, or all confirmed ones if none is.
"""

from __future__ import annotations

from functools import cached_property

from msgspec import Struct

from store.engine import Moment
from store.model import Record
from store.states import Judged, is_open, visible_verdicts
from store.tagging import taggers


class Sight(Struct, frozen=True, dict=True):
    """What of a moment ``me`` may see. Nothing is read before it is asked for."""

    moment: Moment
    me: str
    role: str

    @cached_property
    def blind(self) -> bool:
        return any(project["blind"] for project in self.moment.records("project"))

    def sees(self, record: Record) -> bool:
        """Whether I may see a record at all."""
        letter = record["id"][:1]
        if letter not in "ugnp" or not self.blind:
            return True
        if letter == "p":
            return self._sees_passage(record)
        if letter == "u":
            return _judged(record) in self._visible(record["demand"])
        if letter == "n":
            return record["by"] == self.me or self.opened(record["target"])
        evidence = self.moment.get(record["evidence"]) or {}
        judges = {one.reviewer for one in self._visible(evidence.get("demand"))}
        return record["by"] == self.me or record["by"] in judges

    def givers(self, record: Record) -> dict[str, list[str]]:
        """Who gave each tag on a record; as long as I am not to know of others, I alone gave mine."""
        given = taggers(record)
        if not given or not self.blind or self.opened(record["id"]):
            return given
        return {tag: [self.me] for tag, names in given.items() if self.me in names}

    def opened(self, target: str | None) -> bool:
        """Whether the others' notes and tags on a record are mine to see; on one that is gone: no."""
        letter = (target or "")[:1]
        if letter == "b":
            evidence = self.moment.get(target or "") or {}
            return self._open(evidence.get("demand"))
        if letter == "u":
            verdict = self.moment.get(target or "")
            return verdict is not None and self._open(verdict["demand"])
        return self._open(target) if letter == "f" else self.done

    @cached_property
    def done(self) -> bool:
        """Whether I have judged all that is mine to judge, and there was something."""
        mine = {given["demand"] for given in self.moment.find("assignments", "reviewer", self.me)}
        mine = mine or {demand["id"] for demand in self.moment.find("demands", "state", "confirmed")}
        return bool(mine) and all(map(self._open, mine))

    def _sees_passage(self, record: Record) -> bool:
        """Whether more is in a passage than what others marked there."""
        passage = record["id"]
        if record["by"] == self.me or self.done or passage in self._restated:
            return True
        told = any(
            self.moment.count(table, "passage", passage) for table in ("evidence", "events", "demands")
        )
        notes = self.moment.find("notes", "target", passage)
        return told or bool(self.givers(record)) or any(map(self.sees, notes))

    @cached_property
    def _restated(self) -> set[str]:
        demands = self.moment.records("demands")
        return {passage for demand in demands for passage in demand["restated_by"] or ()}

    def _open(self, demand: str | None) -> bool:
        return is_open(self._judgements(demand), self.me, self.role)

    def _visible(self, demand: str | None) -> tuple[Judged, ...]:
        """The verdicts on a demand that I may see in a blind project."""
        return visible_verdicts(self._judgements(demand), self.me, self.role, blind=True)

    def _judgements(self, demand: str | None) -> list[Judged]:
        return [_judged(verdict) for verdict in self.moment.find("verdicts", "demand", demand)]


def _judged(verdict: Record) -> Judged:
    return Judged(verdict["by"], verdict["answer"], bool(verdict["final"]))
