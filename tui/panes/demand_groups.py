"""Ways to divide the checklist: by topic, by addressee, by deadline, by what is still to be done. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from store.rows import DemandRow
from store.states import bounds
from tui.locale import NP_
from tui.locale import gettext as _
from tui.wording import deadline_word, review_word, suggestion_word

#: The ways with the word that the title has for them, in the order of the key that changes them.
GROUPINGS = {
    "topic": "",
    "addressee": NP_("grouping", "by addressee"),
    "deadline": NP_("grouping", "by deadline"),
    "state": NP_("grouping", "by state"),
}
DEADLINES = ("overdue", "running", "none")
STATES = ("disputed", "in_review", "unreviewed", "suggested", "reviewed", "rejected")


class Group(NamedTuple):
    """Part of the checklist: its place among the parts, its id, its heading ("" in what nothing divides)."""

    rank: int
    id: str
    heading: str


def group_of(branch: Sequence[DemandRow], grouping: str) -> Group:
    """Where a demand (the first) with all below it belongs: by its most urgent deadline or state."""
    return _WAYS[grouping](branch)


def urgency(branch: Sequence[DemandRow], grouping: str) -> str:
    """A key that sorts a part: by deadline the earliest last day comes first, else nothing is moved."""
    if grouping != "deadline":
        return ""
    ends = [end.isoformat() for demand in branch if (end := bounds(demand.due)[1])]
    return min(ends, default="9999")


def _by_topic(branch: Sequence[DemandRow]) -> Group:
    topic = branch[0].topic or ""
    return Group(not topic, topic, topic or _("without topic"))


def _by_addressee(branch: Sequence[DemandRow]) -> Group:
    addressee = branch[0].addressee or ""
    return Group(not addressee, addressee, addressee or _("without addressee"))


def _by_deadline(branch: Sequence[DemandRow]) -> Group:
    rank = min(_place(DEADLINES, demand.deadline) for demand in branch)
    state = DEADLINES[min(rank, len(DEADLINES) - 1)]
    return Group(rank, f"due {state}", deadline_word(state))


def _by_state(branch: Sequence[DemandRow]) -> Group:
    rank = min(_place(STATES, _state(demand)) for demand in branch)
    state = STATES[min(rank, len(STATES) - 1)]
    word = suggestion_word(state) if state in ("suggested", "rejected") else review_word(state)
    return Group(rank, f"is {state}", word)


def _state(demand: DemandRow) -> str:
    return demand.review if demand.state == "confirmed" else demand.state


def _place(order: Sequence[str], value: str) -> int:
    return order.index(value) if value in order else len(order)


_WAYS: dict[str, Callable[[Sequence[DemandRow]], Group]] = {
    "topic": _by_topic,
    "addressee": _by_addressee,
    "deadline": _by_deadline,
    "state": _by_state,
}
