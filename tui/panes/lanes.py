"""The timeline divided: by document, by topic, by kind. Pure."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from store.rows import DemandRow, EventRow
from store.view import View
from tui.panes.bearing import Bearing
from tui.panes.standing import Standing

Lanes = Literal["none", "document", "topic", "kind"]
LANES: tuple[Lanes, ...] = ("none", "document", "topic", "kind")

#: A lane's name, and the places of what stands in it, ascending.
Lane = tuple[str, Sequence[int]]


def divided(view: View, items: Standing, lanes: Lanes) -> list[Lane]:
    """What is dated lane by lane, in the order of their names; what belongs to none comes last, under "".

    The lane of a thing is its document's title or kind, or its topic: its first tag's uppermost name, else
    the topic of a demand that its passage bears on.
    """
    if lanes == "none":
        return [("", items.dated)] if items.dated else []
    lane_of = dict(_named(view, lanes))
    grouped: dict[str, array[int]] = defaultdict(lambda: array("I"))
    for at in items.dated:
        grouped[lane_of.get(items.id(at), "")].append(at)
    return sorted(grouped.items(), key=lambda lane: (not lane[0], lane[0].casefold()))


def _named(view: View, lanes: Lanes) -> Iterator[tuple[str, str]]:
    """Each event and demand, with the name of its lane."""
    name = _name(view, lanes)
    for event in view.events_as_said():
        yield event.id, name(event)
    for demand in view.demands:
        yield demand.id, name(demand)


def _name(view: View, lanes: Lanes) -> Callable[[EventRow | DemandRow], str]:
    if lanes == "topic":
        bearing = Bearing(view)
        return lambda row: _topic(row, bearing)
    named = {d.id: d.title if lanes == "document" else d.kind or "" for d in view.documents}
    return lambda row: named.get(row.document or "", "")


def _topic(row: EventRow | DemandRow, bearing: Bearing) -> str:
    if isinstance(row, DemandRow):
        return row.topic or ""
    return row.tags[0].split("/")[0] if row.tags else bearing.topic(row)
