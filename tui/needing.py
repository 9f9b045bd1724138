"""What needs me in the whole project, and which of it comes next. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from store.rows import DemandRow
from store.view import View
from tui.formatting import number
from tui.locale import NP_, pgettext
from tui.locale import gettext as _

if TYPE_CHECKING:
    from store.for_me import ForMe

#: Where what needs me is found, in the order in which it is gone through: what others rest on comes first.
PLACES = ("reader", "timeline", "demands", "notes")
WORDS = {
    "passage": NP_("need", "check the passage"),
    "event": NP_("need", "check the suggested event"),
    "demand": NP_("need", "check the suggested demand"),
    "verdict": NP_("need", "verdict missing"),
    "dispute": NP_("need", "disputed"),
    "evidence": NP_("need", "check the suggested evidence"),
    "suspect": NP_("need", "check the evidence: its text has changed"),
    "reply": NP_("need", "answer expected"),
}


class Need(Struct, frozen=True):
    """A record that needs me: where it is listed, and what for, one of ``WORDS``."""

    id: str
    place: str
    what: str


class Spot(NamedTuple):
    """Where something stands among all that may need me; sorts as it is gone through."""

    place: int
    major: int
    minor: int = 0


def demand_need(demand: DemandRow, me: str, lead: bool = False) -> str | None:
    """What a demand needs of me (of anybody, if ``me`` is empty); None if nothing.

    Of a demand that is assigned to others nothing is due from me, but a lead settles what is disputed.
    """
    if demand.state != "confirmed":
        return "demand" if demand.state == "suggested" else None
    due = not me or not demand.assigned or me in demand.assigned
    if demand.review == "disputed" and (due or lead):
        return "dispute"
    if demand.suspect and (due or lead):
        return "suspect"
    judged = demand.review == "reviewed" if not me else any(by == me for by, *_rest in demand.verdicts)
    return "verdict" if due and not judged else None


def needs(view: View, waiting: Set[str], notes: Iterable[str]) -> Iterator[Need]:
    """All that needs me; ``waiting`` are the demands of ``offered``, ``notes`` those of ``addressed``."""
    yield from (Need(row.id, "reader", "passage") for row in view.open_passages)
    yield from (Need(event, "timeline", "event") for event in view.suggested("events"))
    for demand in view.demands:
        what = demand_need(demand, view.me, view.role == "lead")
        if what or demand.id in waiting:
            what = what or "evidence"
            yield Need(demand.id, "demands", what)
    yield from (Need(note, "notes", "reply") for note in notes)


def offered(view: View) -> frozenset[str]:
    """The demands with evidence that is only suggested. Looks at every piece."""
    return frozenset(row["demand"] for row in view.lookup.all("evidence") if row["state"] == "suggested")


def addressed(items: Iterable[ForMe]) -> tuple[str, ...]:
    """The open notes of others that answer one of mine or name me (@name), and that I have not answered."""
    return tuple(item.id for item in items if item.kind in ("mention", "reply") and item.waiting)


def spots(
    view: View, found: Sequence[Need], orders: Mapping[str, Iterable[str]], here: str = ""
) -> dict[str, Spot]:
    """Where each record stands, and the one that is ``here``; of a filtered list only what it shows.
    ``orders`` are the rows by list."""
    wanted = {need.id for need in found} | {here}
    placed = {
        row: Spot(PLACES.index(name), at)
        for name, rows in orders.items()
        for at, row in enumerate(rows)
        if row in wanted
    }
    documents = {row.id: at for at, row in enumerate(view.documents)}
    for at, need in enumerate(found):
        if need.place == "reader":
            passage = view.passage_of(need.id)
            start = passage.spans[0][0] if passage and passage.spans else 0
            placed[need.id] = Spot(0, documents.get(passage.document if passage else "", 0), start)
        elif need.place == "notes":
            placed[need.id] = Spot(PLACES.index("notes"), at)
    return placed


def following(
    found: Sequence[Need], placed: Mapping[str, Spot], here: Spot, by: int
) -> tuple[Need, Spot] | None:
    """What comes after ``here`` (before it, if ``by`` is -1), round the end; None if nothing needs me."""
    sorted_ = sorted(
        ((placed[need.id], need) for need in found if need.id in placed), key=lambda pair: pair[0]
    )
    ahead = [pair for pair in sorted_ if (pair[0] > here if by > 0 else pair[0] < here)]
    chosen = (ahead or sorted_)[0 if by > 0 else -1 :][:1]
    return (chosen[0][1], chosen[0][0]) if chosen else None


def told(need: Need, left: int) -> str:
    """„Urteil fehlt · noch 12“: what is to be done, and how much there is with it."""
    return f"{pgettext('need', WORDS[need.what])} · " + _("{count} left").format(count=number(left))
