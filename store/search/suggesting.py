"""Evidence for demands: passages of other documents that may answer one, and the demands that one may answer.

What was decided on a link is kept as evidence, confirmed or rejected, and not suggested again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import islice

from msgspec import Struct

from content.model import Region
from content.portions import Portion, citable, portions
from content.search.index import Index
from content.search.nearness import Near, Nearness
from content.search.synonyms import Synonyms
from content.search.units import Hit, Unit
from content.torn import words_of
from store.errors import NotFound
from store.lookup import Lookup, Spans
from store.model import Record
from store.projection import overlap, time_flags
from store.search.conditions import Visible

#: A document's portions that are compared with the demands, and the demands named for each.
MOST_PORTIONS, MOST_DEMANDS = 300, 10


class SuggestionRow(Struct, frozen=True):
    """A passage of a document's current ``version``: ``start`` to ``end`` are its ``spans``' bounds. ``why``
    are its words that the demand shares, means, or has in a compound; ``flags`` are of "older" (than the
    demand) and "expired" (its own deadline has passed)."""

    document: str
    version: str
    start: int
    end: int
    spans: Spans
    text: str
    score: float
    why: tuple[str, ...]
    flags: tuple[str, ...] = ()


class AnsweredRow(Struct, frozen=True):
    """A demand that a passage may answer, and the portion of the document that comes closest; ``score`` from
    0 to 1 is how near."""

    demand: str
    text: str
    document: str
    version: str
    start: int
    end: int
    score: float
    why: tuple[str, ...]
    flags: tuple[str, ...] = ()


class Asked(Struct, frozen=True):
    """What evidence is looked for: a demand with its parts, or words of anybody's."""

    text: str
    title: str = ""
    demand: Record | None = None

    @property
    def own(self) -> tuple[str, ...]:
        """The document that asks, which proves nothing."""
        return (self.demand["document"],) if self.demand and self.demand["document"] else ()


def asked_by(lookup: Lookup, demand_id: str) -> Asked:
    """A demand with the heading it stands under and its parts. NotFound."""
    demand = lookup.get("demands", demand_id)
    if demand is None:
        raise NotFound(
            "there is no demand {demand_id}", "vermerk list PROJECT demands shows them.", demand_id=demand_id
        )
    parts = [part["text"] for part in lookup.demands_under(demand_id) if part["state"] != "rejected"]
    above = lookup.get("demands", demand["parent"]) or {}
    heading = demand["topic"] or above.get("topic") or above.get("text") or ""
    return Asked("\n".join([demand["text"], *parts]), heading, demand)


def undecided(lookup: Lookup, demand: Record | None, let_through: Visible) -> Visible:
    """What of ``let_through`` nobody has linked to the demand yet, or rejected as its evidence."""
    places: dict[str, list[tuple[int, int]]] = {}
    for evidence in lookup.evidence_for(demand["id"]) if demand else ():
        passage = lookup.get("passages", evidence["passage"])
        if passage is not None:
            places.setdefault(passage["version"], []).extend(lookup.spans(passage["id"]))

    def visible(unit: Unit) -> bool:
        there = tuple(places.get(unit.version or "", ()))
        return not overlap(there, ((unit.start, unit.end),)) and let_through(unit)

    return visible


def suggestion_row(
    lookup: Lookup, hit: Hit, demand: Record | None, text: str, regions: Sequence[Region]
) -> SuggestionRow:
    unit = hit.unit
    spans = citable(unit.start, unit.end, regions)
    placed = tuple((span.start, span.end) for span in spans)
    document = str(unit.document)
    return SuggestionRow(
        document,
        str(unit.version),
        spans[0].start,
        spans[-1].end,
        placed,
        words_of(text, spans),
        round(hit.score, 4),
        hit.why,
        tuple(time_flags(lookup, demand, document, placed)),
    )


def nearness_of(lookup: Lookup, index: Index, synonyms: Synonyms) -> Nearness:
    """To all demands but the rejected, each with its heading and its parts; ``index`` tells how rare words
    are."""
    kept = [demand["id"] for demand in lookup.all("demands") if demand["state"] != "rejected"]
    asked = [asked_by(lookup, demand) for demand in kept]
    words = {demand: f"{one.title}\n{one.text}" for demand, one in zip(kept, asked, strict=True)}
    return Nearness(words, cache(index.rarity), synonyms)


def answered(
    lookup: Lookup, near: Nearness, version: Record, text: str, regions: Sequence[Region], place: Spans
) -> list[AnsweredRow]:
    """The demands of other documents that the portions at ``place`` (all, if it is empty) may answer, best
    first, without those for which they are evidence, or were rejected as such."""
    best: dict[str, AnsweredRow] = {}
    document = str(version["document"])
    for one in islice(_portions(text, regions, place), MOST_PORTIONS):
        here = ((one.start, one.end),)
        words = " ".join(text[max(a, one.start) : min(b, one.end)] for a, b in place) if place else one.text
        is_open = _open(lookup, document, here)
        for found in islice(filter(is_open, near.nearest(words)), MOST_DEMANDS):
            known = best.get(found.id)
            if known is None or known.score < found.score:
                spans = place or tuple((s.start, s.end) for s in citable(one.start, one.end, regions))
                best[found.id] = _answered_row(lookup, found, version, spans)
    return sorted(best.values(), key=lambda row: -row.score)


def _portions(text: str, regions: Sequence[Region], place: Spans) -> Iterator[Portion]:
    """Those that may serve as evidence and are, in part, at the place if there is one."""
    for one in portions(text, regions):
        if one.evidence and (not place or overlap(((one.start, one.end),), place)):
            yield one


def _answered_row(lookup: Lookup, found: Near, version: Record, spans: Spans) -> AnsweredRow:
    demand, document = lookup.get("demands", found.id) or {}, str(version["document"])
    return AnsweredRow(
        found.id,
        demand["text"],
        document,
        version["id"],
        spans[0][0],
        spans[-1][1],
        round(found.score, 4),
        found.why,
        tuple(time_flags(lookup, demand, document, spans)),
    )


def _open(lookup: Lookup, document: str, here: Spans) -> Callable[[Near], bool]:
    """Whether a demand asks something of others, and nothing has been decided on these words for it."""

    def is_open(near: Near) -> bool:
        demand = lookup.get("demands", near.id)
        if demand is None or demand["document"] == document:
            return False
        links = (link for link in lookup.evidence_for(demand["id"]) if link["document"] == document)
        return not any(overlap(lookup.spans(link["passage"]), here) for link in links)

    return is_open
