"""Demands as a tree: topic, demand, sub-demand. Pure; bears with parents that are gone or go in circles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import NamedTuple

from store.rows import DemandRow
from tui.locale import gettext as _
from tui.locale import ngettext
from tui.panes.demand_groups import Group, group_of, urgency
from tui.panes.filtering import Wanted
from tui.signs import REVIEW_SIGNS

Children = dict[str | None, list[DemandRow]]


class Node(NamedTuple):
    """One line of the tree: a demand, or the heading of a part (``demand`` None, ``topic`` its words).

    ``branches`` tells whether anything is below it, ``folded`` whether that is left out.
    """

    id: str
    depth: int
    demand: DemandRow | None
    topic: str
    branches: bool
    folded: bool
    below: tuple[DemandRow, ...] = ()


def topic_id(topic: str) -> str:
    """The row id of a part's heading; no record has one like it."""
    return f"={topic}"


def tree(
    demands: Iterable[DemandRow],
    collapsed: Set[str],
    wanted: Wanted | None = None,
    grouping: str = "topic",
) -> list[Node]:
    """The lines to show, in the demands' order; no headings where no demand has a topic or an addressee.

    ``collapsed`` holds the row ids whose branches are left out. With ``wanted`` only what matches stays, and
    the demands above it; then nothing is left out. ``grouping`` is one of ``GROUPINGS``.
    """
    kept = _kept(list(demands), wanted)
    folded: Set[str] = frozenset() if wanted else collapsed
    children = _children(kept)
    parts = _grouped(children, grouping)
    if not any(group.id for group in parts):
        return [
            n for branches in parts.values() for b in branches for n in _branch(b[0], 0, children, folded)
        ]
    nodes = []
    for group in sorted(parts, key=lambda part: part.rank):
        branches = sorted(parts[group], key=lambda branch: urgency(branch, grouping))
        below = tuple(demand for branch in branches for demand in branch)
        head = topic_id(group.id)
        nodes.append(Node(head, 0, None, group.heading, True, head in folded, below))
        if head not in folded:
            nodes += [node for branch in branches for node in _branch(branch[0], 1, children, folded)]
    return nodes


def _grouped(children: Children, grouping: str) -> dict[Group, list[tuple[DemandRow, ...]]]:
    """The branches, each with its demand first, by the group they belong to."""
    parts: dict[Group, list[tuple[DemandRow, ...]]] = {}
    for root in children.get(None, []):
        branch = tuple(_descend(root, children))
        parts.setdefault(group_of(branch, grouping), []).append(branch)
    return parts


def above(nodes: Sequence[Node], row_id: str) -> frozenset[str]:
    """The ids of the headings and demands that a row of the whole tree stands under."""
    at = next((index for index, node in enumerate(nodes) if node.id == row_id), None)
    if at is None:
        return frozenset()
    found, depth = set(), nodes[at].depth
    for node in reversed(nodes[:at]):
        if node.depth < depth:
            found.add(node.id)
            depth = node.depth
    return frozenset(found)


def _branch(root: DemandRow, depth: int, children: Children, folded: Set[str]) -> Iterator[Node]:
    """The root and what is below it, in reading order; a stack, since a store may nest without end."""
    waiting = [(root, depth)]
    while waiting:
        demand, at = waiting.pop()
        below = children.get(demand.id, [])
        hidden = bool(below) and demand.id in folded
        yield Node(demand.id, at, demand, demand.topic or "", bool(below), hidden)
        if not hidden:
            waiting += [(child, at + 1) for child in reversed(below)]


def _descend(root: DemandRow, children: Children) -> Iterator[DemandRow]:
    return (node.demand for node in _branch(root, 0, children, frozenset()) if node.demand)


def _kept(demands: list[DemandRow], wanted: Wanted | None) -> list[DemandRow]:
    if wanted is None:
        return demands
    by_id = {demand.id: demand for demand in demands}
    kept: set[str] = set()
    for demand in demands:
        if wanted(demand):
            above: DemandRow | None = demand
            while above is not None and above.id not in kept:
                kept.add(above.id)
                above = by_id.get(above.parent or "")
    return [demand for demand in demands if demand.id in kept]


def _children(demands: list[DemandRow]) -> Children:
    """Demands under their parents; under None those without one, or whose parents lead nowhere."""
    parents = {demand.id: demand.parent for demand in demands}

    def rooted(demand_id: str) -> bool:
        seen = {demand_id}
        above = parents[demand_id]
        while above in parents and above not in seen:
            seen.add(above)
            above = parents[above]
        return above not in seen

    children: Children = {}
    for demand in demands:
        under = demand.parent if demand.parent in parents and rooted(demand.id) else None
        children.setdefault(under, []).append(demand)
    return children


def progress(demands: Iterable[DemandRow]) -> str:
    """„12 von 20 bearbeitet, 3 strittig“: of the demands that are not mere suggestions."""
    done, total, disputed = _counted(demands)
    if not total:
        return ""
    text = _("{done} of {total} reviewed").format(done=done, total=total)
    if disputed:
        text += ", " + ngettext("{count} disputed", "{count} disputed", disputed).format(count=disputed)
    return text


def progress_bar(demands: Iterable[DemandRow], cells: int) -> str:
    """„███░░“: the part that is reviewed, in so many cells; full only when all are."""
    done, total, _disputed = _counted(demands)
    full = done * cells // total if total else 0
    return ("█" * full).ljust(cells, "░") if total else ""


def short_progress(demands: Iterable[DemandRow]) -> str:
    """„12/20 ≠3“: the same where there is little room."""
    done, total, disputed = _counted(demands)
    sign = f" {REVIEW_SIGNS['disputed']}{disputed}" if disputed else ""
    return f"{done}/{total}{sign}" if total else ""


def _counted(demands: Iterable[DemandRow]) -> tuple[int, int, int]:
    states = [demand.review for demand in demands if demand.state == "confirmed"]
    return states.count("reviewed"), len(states), states.count("disputed")
