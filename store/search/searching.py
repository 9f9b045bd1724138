"""What a review is asked for: words, conditions, and evidence for its demands."""

from __future__ import annotations

import threading
import time
from collections.abc import Collection

from msgspec import Struct
from msgspec.structs import replace

from content.filter_words import Remark
from content.search.query import Filter, Query, parse
from content.search.snippets import snippet
from content.search.units import Hit
from store.changes.targets import check_spans, parse_passage
from store.errors import NotFound
from store.looking import Looking
from store.lookup import Lookup
from store.search.commitments import Commitments, Orphans, orphans
from store.search.conditions import Conditions
from store.search.feeding import Feed, Progress, Told
from store.search.place import Place
from store.search.private import Private
from store.search.suggesting import (
    AnsweredRow,
    Asked,
    SuggestionRow,
    answered,
    asked_by,
    nearness_of,
    suggestion_row,
    undecided,
)

#: Seconds that a question waits for what is not in the index yet.
PATIENCE = 2.0
#: Code points of a snippet.
WIDTH = 200
LIMIT = 20


class HitRow(Struct, frozen=True):
    """``start`` and ``end`` are code points of ``version``, the document's current one: of the portion that
    was found, or of the passage at which a record stands; None for what stands nowhere there. Scores compare
    only within one answer. ``marks`` are the words that were found: code points of the snippet."""

    kind: str
    id: str
    document: str | None
    version: str | None
    start: int | None
    end: int | None
    snippet: str
    score: float
    marks: tuple[tuple[int, int], ...] = ()


class Found(Struct, frozen=True):
    """The answer to a query: ``instead`` is what was perhaps meant, ``remarks`` what was not understood.
    While ``progress`` is not ``whole`` there may be more."""

    hits: tuple[HitRow, ...]
    progress: Progress
    instead: str | None = None
    remarks: tuple[Remark, ...] = ()


class Suggested(Struct, frozen=True):
    """The answer to a demand; ``progress`` as in ``Found``."""

    rows: tuple[SuggestionRow, ...]
    progress: Progress


class Searching:
    """The questions to one review. Threads may share it."""

    def __init__(self, review: Looking) -> None:
        self._review = review
        self._place = Place(review.engine)
        self._feed = Feed(review, self._place)
        self._private = Private(review, self._place)
        self._commitments = Commitments(review)
        self._lock = threading.RLock()

    def bring(self, seconds: float | None = PATIENCE, told: Told | None = None) -> Progress:
        """Indexes what is not yet, for about ``seconds`` (None: all of it)."""
        with self._lock:
            return self._bring_all(seconds, told)

    def keep_up(self) -> None:
        """Indexes what was changed just now, unless much more is to be done."""
        with self._lock:
            self._feed.keep_up()

    def search(
        self,
        query: str,
        limit: int = LIMIT,
        only: Collection[str] = (),
        tag: str | None = None,
        per_document: int | None = None,
        seconds: float | None = PATIENCE,
        broad: bool = False,
    ) -> Found:
        """The best hits for what somebody typed; ``only`` in some documents, with a tag. ``per_document``: at
        most so many a document, and no records; one ranks documents by all they say. ``broad``: rather of
        other documents than more of the same."""
        asked = parse(query)
        with self._lock:
            progress = self._bring_all(seconds)
            view = self._review.view()
            _check(self._review.view().lookup, only)
            conditions = Conditions(view, (*asked.filters, *_tagged(tag)), only)
            index = self._place.index()
            hits = index.search(asked, limit, conditions.let_through, conditions.scope, per_document, broad)
            if per_document is None and (private := self._private.index()) is not None:
                hits += private.search(asked, limit, conditions.let_through)
            hits = sorted(hits, key=lambda hit: -hit.score)[:limit]
            instead = self._instead(asked, conditions)
        rows = tuple(_row(view.lookup, hit) for hit in hits)
        return Found(rows, progress, instead, (*asked.remarks, *conditions.remarks))

    def suggest(
        self,
        asked: Asked | str,
        limit: int = LIMIT,
        only: Collection[str] = (),
        tag: str | None = None,
        per_document: int | None = 2,
        seconds: float | None = PATIENCE,
        broad: bool = False,
    ) -> Suggested:
        """Passages that may answer a demand (its id) or words, at most so many a document; ``broad`` as in
        ``search``. NotFound."""
        with self._lock:
            progress = self._feed.bring(seconds)
            lookup = self._review.view().lookup
            wanted = asked_by(lookup, asked) if isinstance(asked, str) else asked
            _check(self._review.view().lookup, only)
            conditions = Conditions(self._review.view(), _tagged(tag), only)
            visible = undecided(lookup, wanted.demand, conditions.let_through)
            hits = self._place.index().suggest(
                wanted.text, wanted.title, limit, visible, wanted.own, per_document, conditions.scope, broad
            )
        return Suggested(tuple(self._suggestion(lookup, hit, wanted) for hit in hits), progress)

    def demands_for(self, target: str, limit: int = LIMIT) -> tuple[AnsweredRow, ...]:
        """The demands that a document ("d1") or a passage ("d1:10-90") may answer. NotFound, Refused."""
        document, spans = parse_passage(target) or (target, ())
        lookup = self._review.view().lookup
        record = lookup.get("documents", document)
        if record is None:
            raise NotFound(
                "there is no document {document}",
                "Give a document, or a passage: d1:120-164.",
                document=document,
            )
        text = self._review.text(document, record["version"])
        if spans:
            check_spans(document, spans, len(text))
        version = lookup.get("versions", record["version"]) or {}
        regions = self._review.regions(document, record["version"])
        with self._lock:
            near = nearness_of(lookup, self._place.index(), self._place.synonyms)
            return tuple(answered(lookup, near, version, text, regions, spans)[:limit])

    def orphans(
        self,
        only: Collection[str] = (),
        everything: bool = False,
        seconds: float | None = PATIENCE,
        told: Told | None = None,
    ) -> Orphans:
        """The commitments of all documents, or ``only`` some, that no demand asks for; ``everything``: that
        are no evidence yet. Reads what it has not read yet, for about ``seconds``. NotFound."""
        deadline = None if seconds is None else time.monotonic() + seconds
        with self._lock:
            self._feed.bring(seconds)
            lookup, index = self._review.view().lookup, self._place.index()
            _check(lookup, only)
            documents = [record["id"] for record in lookup.all("documents")]
            documents = [one for one in documents if not only or one in only]
            progress = self._commitments.read(lookup, index, documents, deadline, told)
            synonyms = self._place.synonyms
            rows = orphans(lookup, index, synonyms, self._commitments, documents[: progress.done], everything)
        return Orphans(tuple(rows), progress)

    def close(self) -> None:
        with self._lock:
            self._private.close()
            self._place.close()

    def _bring_all(self, seconds: float | None, told: Told | None = None) -> Progress:
        """What all share, then what I alone may find."""
        progress = self._feed.bring(seconds, told)
        whole = self._private.bring(self._review.view().lookup, seconds)
        return progress if whole else replace(progress, whole=False)

    def _instead(self, asked: Query, conditions: Conditions) -> str | None:
        """A correction under which something is found that may be seen."""
        instead = self._place.index().correction(asked)
        if instead is None:
            return None
        found = self._place.index().search(parse(instead), 1, conditions.let_through, conditions.scope)
        return instead if found else None

    def _suggestion(self, lookup: Lookup, hit: Hit, asked: Asked) -> SuggestionRow:
        document, version = str(hit.unit.document), hit.unit.version
        text, regions = self._review.text(document, version), self._review.regions(document, version)
        return suggestion_row(lookup, hit, asked.demand, text, regions)


def _check(lookup: Lookup, documents: Collection[str]) -> None:
    for document in documents:
        if lookup.get("documents", document) is None:
            raise NotFound(
                "there is no document {document}",
                "vermerk list PROJECT documents shows them.",
                document=document,
            )


def _tagged(tag: str | None) -> tuple[Filter, ...]:
    return (Filter("tag", tag),) if tag else ()


def _row(lookup: Lookup, hit: Hit) -> HitRow:
    unit = hit.unit
    shown = snippet(unit.text, hit.matches, WIDTH)
    marks = tuple((start - shown.start, end - shown.start) for start, end in shown.matches)
    document, version, start, end = _place_of(lookup, hit)
    words = unit.text[shown.start : shown.end]
    return HitRow(unit.kind, unit.id, document, version, start, end, words, round(hit.score, 4), marks)


def _place_of(lookup: Lookup, hit: Hit) -> tuple[str | None, str | None, int | None, int | None]:
    """Where a hit is in the current text of a document."""
    unit = hit.unit
    if unit.kind == "document":
        return unit.document, unit.version, unit.start, unit.end
    record = lookup.find(unit.id) or {}
    target = lookup.find(record.get("target")) if unit.kind == "note" else record
    passage = lookup.passage_of(target) if target else None
    spans = lookup.spans(passage) if lookup.is_current(passage) else ()
    document = lookup.get("documents", lookup.document_of(record)) if record else None
    if document is None:
        return None, None, None, None
    bounds = (spans[0][0], spans[-1][1]) if spans else (None, None)
    return document["id"], document["version"], *bounds
