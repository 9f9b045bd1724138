"""Sharing demands out among reviewers. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from store.errors import Refused
from store.rows import DemandRow, ReviewerRow


class Shares(NamedTuple):
    """(demand, reviewer) for what is to be assigned, and for what is to be taken back."""

    given: list[tuple[str, str]]
    taken: list[tuple[str, str]]


def shares(
    demands: Sequence[DemandRow], team: Sequence[ReviewerRow], times: int, names: Sequence[str] = ()
) -> Shares:
    """Each demand to ``times`` of the reviewers called ``names``, else of those who are no lead.

    Who only reads by now and has not judged a demand gives it back; it goes to who has judged it already, if
    anybody has. Refused as ``shared_out``.
    """
    judges = {row.name for row in team if row.role != "viewer"}
    judged = {row.id: {by for by, _answer, _final in row.verdicts} for row in demands}
    stay = {row.id: judges | judged[row.id] for row in demands}
    left = {row.id: [name for name in row.assigned if name in stay[row.id]] for row in demands}
    taken = [(row.id, name) for row in demands for name in row.assigned if name not in stay[row.id]]
    among = names or [row.name for row in team if row.role == "reviewer"]
    return Shares(shared_out(left, among, times, judged), taken)


def shared_out(
    demands: Mapping[str, Sequence[str]],
    reviewers: Sequence[str],
    times: int,
    judged: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> list[tuple[str, str]]:
    """(demand, reviewer) for all that has to be assigned so that each demand has ``times`` reviewers.

    ``demands`` says who has each already; those count. The next goes to whoever of ``reviewers`` has
    ``judged`` it, else has least, of equals to the one named first. Refused with fewer reviewers than that.
    """
    if len(set(reviewers)) < times:
        raise Refused(
            "{times} reviewers are needed, and there are {count}",
            "Name more of them.",
            times=times,
            count=len(set(reviewers)),
        )
    load = Counter(name for names in demands.values() for name in names)
    given: list[tuple[str, str]] = []
    for demand, names in demands.items():
        free = [name for name in dict.fromkeys(reviewers) if name not in names]
        for _ in range(times - len(names)):
            name = min(free, key=lambda one: (one not in judged.get(demand, ()), load[one]))
            free.remove(name)
            load[name] += 1
            given.append((demand, name))
    return given
