"""Who takes part, who is to judge what, and what the project is called."""

from __future__ import annotations

from content.messages import Message
from store.changes.base import KEEP, Change, Keep
from store.changes.links import remove
from store.changes.wording import line, reviewer_name
from store.changes.work import Work
from store.errors import NotFound, Refused
from store.model import Record


class AddReviewer(Change, frozen=True):
    """``users`` are the system's user names this reviewer has; without any, the user of the same name."""

    do = "reviewer.add"
    needs = "lead"

    name: str
    role: str = "reviewer"
    users: tuple[str, ...] = ()

    def apply(self, work: Work) -> str:
        reviewer_name(self.name)
        if find_reviewer(work, self.name) is not None:
            raise Refused(
                "there is a reviewer {name} already", "Change the role with reviewer.role.", name=self.name
            )
        users = _free(work, self.do, self.users, self.name)
        return str(work.tx.add("reviewers", {"name": self.name, "role": self.role, "users": users})["id"])


class SetRole(Change, frozen=True):
    do = "reviewer.role"
    needs = "lead"

    name: str
    role: str

    def apply(self, work: Work) -> str:
        reviewer = known_reviewer(work, self.name)
        work.tx.patch(reviewer["id"], {"role": self.role})
        return str(reviewer["id"])


class SetUsers(Change, frozen=True):
    """The system's user names this reviewer has from now on, and no others; as of ``AddReviewer``."""

    do = "reviewer.users"
    needs = "lead"

    name: str
    users: tuple[str, ...] = ()

    def apply(self, work: Work) -> str:
        reviewer = known_reviewer(work, self.name)
        users = _free(work, self.do, self.users, self.name)
        gone = [user for user in reviewer["users"] or () if user not in users]
        work.tx.members(reviewer["id"], "users", add=users, remove=gone)
        return str(reviewer["id"])


class Assign(Change, frozen=True):
    """Reviewers may take a demand on themselves; a lead gives it to anybody who may judge it."""

    do = "assignment.add"

    demand: str
    reviewer: str

    def apply(self, work: Work) -> str:
        if self.reviewer != work.me:
            work.demand_lead(Message("only a lead may assign a demand to somebody else"))
        work.need(self.demand, "demands")
        reviewer = known_reviewer(work, self.reviewer)
        if reviewer["role"] == "viewer":
            raise Refused(
                "{name} only reads and judges nothing",
                "Give them another role first: vermerk reviewers PROJECT role {name} reviewer",
                name=self.reviewer,
            )
        given = work.tx.find("assignments", "demand", self.demand)
        there = next((a for a in given if a["reviewer"] == self.reviewer), None)
        fields = {"demand": self.demand, "reviewer": self.reviewer}
        return str((there or work.tx.add("assignments", fields))["id"])


class Unassign(Change, frozen=True):
    do = "assignment.remove"

    id: str

    def apply(self, work: Work) -> str:
        if work.need(self.id, "assignments")["reviewer"] != work.me:
            work.demand_lead(Message("only a lead may take somebody else's assignment back"))
        return remove(work, self.id)


class EditProject(Change, frozen=True):
    """``blind`` hides the others' verdicts on a demand from whoever has not judged it yet."""

    do = "project.edit"
    needs = "lead"

    name: str | Keep = KEEP
    blind: bool | Keep = KEEP
    language: str | Keep = KEEP

    def apply(self, work: Work) -> str:
        project = next(work.tx.scan("project"))
        fields = self.given("name", "blind", "language")
        if isinstance(self.name, str):
            fields["name"] = line(self.do, "name", self.name)
        work.tx.patch(project["id"], fields)
        return str(project["id"])


def find_reviewer(work: Work, name: str) -> Record | None:
    return next(iter(work.tx.find("reviewers", "name", name)), None)


def known_reviewer(work: Work, name: str) -> Record:
    reviewer = find_reviewer(work, name)
    if reviewer is None:
        names = tuple(one["name"] for one in work.tx.scan("reviewers"))
        raise NotFound("there is no reviewer “{name}”", "Reviewers are {names}.", name=name, names=names)
    return reviewer


def _free(work: Work, do: str, users: tuple[str, ...], name: str) -> list[str]:
    """The users, none of whom is another reviewer."""
    found = [line(do, "users", user) for user in users]
    for other in work.tx.scan("reviewers"):
        taken = set(found).intersection(other["users"] or ())
        if taken and other["name"] != name:
            raise Refused("{names} is {name} already", names=tuple(sorted(taken)), name=other["name"])
    return found


def check_team(work: Work) -> None:
    """Refused when nobody would be left to lead."""
    if not any(reviewer["role"] == "lead" for reviewer in work.tx.scan("reviewers")):
        raise Refused("the project would have no lead", "Make somebody else lead first.")
