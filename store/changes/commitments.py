"""Commitments that no demand asks for: dismissing one, so that nobody is asked again.

It is kept on the passage and moves with its text.
"""

from __future__ import annotations

from store.changes.base import Change
from store.changes.targets import parse_passage, resolve
from store.changes.work import Work
from store.errors import Refused
from store.model import DISMISSED
from store.projection import overlap


class DismissCommitment(Change, frozen=True):
    """No demand has to ask for what is promised at this passage."""

    do = "commitment.dismiss"

    target: str

    def apply(self, work: Work) -> str:
        passage = resolve(work, self.target, "passages")
        if passage.get("commitment") == DISMISSED:
            raise Refused("{target} was dismissed already", target=self.target)
        work.tx.patch(passage["id"], {"commitment": DISMISSED})
        return str(passage["id"])


class RecallCommitment(Change, frozen=True):
    """What was dismissed at this passage is open again."""

    do = "commitment.recall"

    target: str

    def apply(self, work: Work) -> str:
        place = parse_passage(self.target)
        if place is None:
            passage = work.need_seen(self.target, "passages")
            place = passage["document"], tuple((start, end) for start, end in passage["spans"])
        document = work.need(place[0], "documents")
        recalled = [
            passage["id"]
            for passage in work.tx.find("passages", "document", place[0])
            if passage.get("commitment") == DISMISSED
            and passage["version"] == document["version"]
            and overlap(tuple((start, end) for start, end in passage["spans"]), place[1])
        ]
        if not recalled:
            raise Refused("nothing was dismissed at {target}", target=self.target)
        for passage_id in recalled:
            work.tx.patch(passage_id, {"commitment": None})
        return str(recalled[0])
