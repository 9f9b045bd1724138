"""Orphan commitments: what somebody announces, plans, decides or finances, and no demand asks for.

The commitments of a text follow from the text alone. They are not kept as records but beside its index, and
read again whenever that was lost; only that somebody dismissed one is a record's.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path

import msgspec
from msgspec import Struct

import content
from content.model import CommitmentMention
from content.search.index import Index
from content.search.nearness import Near, Nearness
from content.search.synonyms import Synonyms
from store.changes.events import BY_HAND
from store.errors import StoreError
from store.looking import Looking
from store.lookup import Lookup, Spans
from store.model import DISMISSED, Record
from store.projection import overlap
from store.search.feeding import Progress, Told
from store.search.units import words_of

#: From this nearness on a demand plausibly asks for what is promised. On reviews of state administration,
#: promises that no demand asks for stay below it, and those that a reader links come above.
PLAUSIBLE = 0.16
#: At most so many demands are named with a commitment.
NEAREST = 3


class NearDemand(Struct, frozen=True):
    """``score`` from 0 to 1 is how near a demand is, ``why`` are the words they share."""

    demand: str
    text: str
    score: float
    why: tuple[str, ...]


class CommitmentRow(Struct, frozen=True):
    """A commitment in a document's current ``version``. ``actor`` is who commits, None where the text names
    nobody; ``score`` is how near the nearest of all demands is."""

    document: str
    version: str
    start: int
    end: int
    spans: Spans
    text: str
    actor: str | None
    stage: str
    score: float
    nearest: tuple[NearDemand, ...] = ()
    dismissed: bool = False


class Orphans(Struct, frozen=True):
    """The answer; ``progress`` tells how many documents have been read for it."""

    rows: tuple[CommitmentRow, ...]
    progress: Progress


class Commitments:
    """What is promised in the documents of a review. For one thread at a time."""

    def __init__(self, review: Looking) -> None:
        self._review = review
        self._known: dict[str, tuple[CommitmentMention, ...]] = {}

    def read(
        self,
        lookup: Lookup,
        index: Index,
        documents: Collection[str],
        deadline: float | None,
        told: Told | None,
    ) -> Progress:
        """Reads what is not read yet of these documents, until the deadline (monotonic), but at least one."""
        done, late = 0, False
        for document in documents:
            version = str((lookup.get("documents", document) or {})["version"])
            if version not in self._known:
                if late:
                    break
                self._known[version] = self._of(index, document, version, lookup.moment.generation)
                late = deadline is not None and time.monotonic() >= deadline
            done += 1
            if told is not None:
                told(done, len(documents))
        return Progress(done, len(documents), done == len(documents))

    def among(self, version: str) -> tuple[CommitmentMention, ...]:
        """Those of a version that was read."""
        return self._known.get(version, ())

    def _of(
        self, index: Index, document: str, version: str, generation: int
    ) -> tuple[CommitmentMention, ...]:
        key = f"{version}/commitments-{_edition()}"
        with suppress(msgspec.DecodeError):
            if kept := index.meta(key):
                return msgspec.json.decode(kept, type=tuple[CommitmentMention, ...])
        try:
            text, regions = self._review.text(document, version), self._review.regions(document, version)
        except StoreError:  # the text is lost
            return ()
        from content.apart import commitments_apart
        from content.formats.blocks import Unreadable

        try:
            found = commitments_apart(text, regions)
        except Unreadable:  # looking for them takes too long
            found = ()
        engine = self._review.engine

        def check() -> None:
            if engine.generation != generation or not engine.stands():
                raise OSError("the project was replaced")

        with suppress(OSError):
            index.change_meta(key, None, msgspec.json.encode(found).decode(), check)
        return found


def orphans(
    lookup: Lookup,
    index: Index,
    synonyms: Synonyms,
    commitments: Commitments,
    documents: Collection[str],
    everything: bool,
) -> list[CommitmentRow]:
    """The commitments of these documents that answer no demand: the furthest from any demand first. With
    ``everything`` also those that some demand plausibly asks for, and those dismissed."""
    demands = {one["id"]: one for one in lookup.all("demands") if one["state"] != "rejected"}
    near = Nearness({one: words_of(demand) for one, demand in demands.items()}, cache(index.rarity), synonyms)
    rows = [
        row
        for document in documents
        for row in _unanswered(lookup, near, demands, commitments, document)
        if everything or (row.score < PLAUSIBLE and not row.dismissed)
    ]
    return sorted(rows, key=lambda row: row.score)


def _unanswered(
    lookup: Lookup, near: Nearness, demands: dict[str, Record], commitments: Commitments, document: str
) -> Iterator[CommitmentRow]:
    version = str((lookup.get("documents", document) or {})["version"])
    found = commitments.among(version)
    settled, dismissed = (_settled(lookup, document), _dismissed(lookup, document)) if found else ([], [])
    for mention in found:
        spans = tuple((span.start, span.end) for span in mention.spans)
        if any(overlap(spans, other) for other in settled):
            continue
        nearest = [
            _named(one, demands[one.id])
            for one in near.nearest(mention.text, 2 * NEAREST)
            if demands[one.id]["document"] != document
        ]
        yield CommitmentRow(
            document, version, mention.start, mention.end, spans, mention.text, mention.actor, mention.stage,
            nearest[0].score if nearest else 0.0, tuple(nearest[:NEAREST]),
            any(overlap(spans, other) for other in dismissed),
        )  # fmt: skip


def _named(near: Near, demand: Record) -> NearDemand:
    return NearDemand(near.id, str(demand["text"]), round(near.score, 4), near.why)


def _settled(lookup: Lookup, document: str) -> list[Spans]:
    """Where something is evidence, a demand, or an event that a reviewer made: what was decided there."""
    evidence = [one for one in lookup.evidence_in(document) if one["state"] == "confirmed"]
    demands = [one for one in lookup.demands_in(document) if one["state"] != "rejected"]
    events = [one for one in lookup.events_in(document) if one["rule"] == BY_HAND]
    found = (one["passage"] for one in (*evidence, *demands, *events))
    return [lookup.spans(passage) for passage in found if lookup.is_current(passage)]


def _dismissed(lookup: Lookup, document: str) -> list[Spans]:
    """Where somebody said that no demand has to ask for it: no secret of a blind project."""
    found = lookup.moment.find("passages", "document", document)
    version = (lookup.get("documents", document) or {})["version"]
    kept = (one for one in found if one.get("commitment") == DISMISSED and one["version"] == version)
    return [tuple((start, end) for start, end in one["spans"]) for one in kept]


@cache
def _edition() -> str:
    """Changes whenever commitments may be read in another way."""
    read = blake2b(digest_size=6)
    for path in sorted(Path(content.__file__).parent.glob("*.py")):
        read.update(path.read_bytes())
    return read.hexdigest()
