"""Sharing demands out among reviewers. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from store.errors import Refused


def shared_out(
    demands: Mapping[str, Sequence[str]], reviewers: Sequence[str], times: int
) -> list[tuple[str, str]]:
    """(demand, reviewer) for all that has to be assigned so that each demand has ``times`` reviewers.

    ``demands`` says who has each already; those count. The next goes to whoever of ``reviewers`` has least,
    of equals to the one named first. Refused with fewer reviewers than that.
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
            name = min(free, key=lambda one: load[one])
            free.remove(name)
            load[name] += 1
            given.append((demand, name))
    return given
