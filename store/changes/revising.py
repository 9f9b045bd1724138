"""A new version of a document: passages move with the text, and what cannot is put before a reviewer.

A passage's ``suspect`` says what is open: "check" (it moved, but its words changed, or its place is not
sure), "orphan" (its words are gone; it stays in the version where it stood), "gone" (a reviewer agreed that
they are). ``origin`` tells where a passage that is to be checked stood before.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from content.messages import Message
from content.model import Span
from store.changes.base import Change, Spans
from store.changes.documents import Draft, normal_form, write_version
from store.changes.suggesting import findings
from store.changes.suggesting_anew import suggest_anew
from store.changes.targets import check_spans, passage_fields
from store.changes.work import Work
from store.errors import Conflict, Refused
from store.model import Record

if TYPE_CHECKING:
    from content.anchors.anchoring import Move

CHECK, ORPHAN, GONE = "check", "orphan", "gone"
STATES = {
    None: Message("in its place"),
    CHECK: Message("to be checked"),
    ORPHAN: Message("orphaned"),
    GONE: Message("gone"),
}


class Moved(Struct, frozen=True):
    """What became of one passage: ``outcome`` is "moved", "check" or "orphan", ``score`` how sure its new
    place is (0 to 1), ``old`` and ``new`` its words ("" where they are gone). ``reason`` is why
    the texts were not compared: a passage with one was only looked for near its old place."""

    passage: str
    outcome: str
    score: float
    old: str
    new: str
    reason: str = ""


class Revision(Struct, frozen=True):
    """A draft, and how its text follows from that of the version ``base``. Slow: make it before the lock, and
    close it."""

    document: str
    base: str
    draft: Draft
    comparing: Any

    def close(self) -> None:
        self.comparing.close()


def prepare(document: Record, old: str, draft: Draft) -> Revision:
    """Compares a document's current text with a new one. Refused for a text that is the same."""
    from content.anchors.comparing import Comparing

    if old == draft.text:
        raise Refused(
            "the text is that of {document} already", "There is nothing to revise.", document=document["id"]
        )
    return Revision(document["id"], document["version"], draft, Comparing(old, draft.text))


class ReviseDocument(Change, frozen=True):
    """A new version of a document from text that is given inline; it is brought into normal form first.

    ``suggest`` looks for events and demands that the old version did not have.
    """

    do = "document.revise"
    needs = "lead"

    id: str
    text: str
    suggest: bool = False

    def apply(self, work: Work) -> str:
        from content.regions import find_regions

        document = work.need(self.id, "documents")
        text = normal_form(self.text)
        if not text.strip():
            raise Refused('{do}: "text" is empty', do=self.do)
        regions = find_regions(text)
        before = work.need(document["version"], "versions")
        draft = Draft(text, {}, regions, unread=bool(before.get("unread") and not self.suggest))
        if self.suggest:
            found = findings(text, document["date"], regions)
            draft = replace(draft, events=found.events, demands=found.demands)
        with closing(prepare(document, work.text_of(document), draft)) as revision:
            revise(work, revision)
        return self.id


class KeepPassage(Change, frozen=True):
    """The place a passage has moved to is right, and what is on it holds for the new words."""

    do = "passage.keep"

    id: str

    def apply(self, work: Work) -> str:
        passage = _to_check(work, self.do, self.id, CHECK)
        return str(work.tx.patch(passage["id"], {"suspect": None, "origin": None})["id"])


class PlacePassage(Change, frozen=True):
    """A passage that was to be checked, or lost its words, stands at these spans of the current text."""

    do = "passage.place"

    id: str
    spans: Spans

    def apply(self, work: Work) -> str:
        passage = _to_check(work, self.do, self.id, CHECK, ORPHAN, GONE)
        document = work.need(passage["document"])
        text = work.text_of(document)
        check_spans(document["id"], self.spans, len(text))
        there = passage_fields(text, tuple(Span(start, end) for start, end in self.spans))
        there |= {"version": document["version"], "suspect": None, "origin": None}
        return str(work.tx.patch(passage["id"], there)["id"])


class LosePassage(Change, frozen=True):
    """The words are gone from the document: what is on the passage holds for the version where they stood."""

    do = "passage.lose"

    id: str

    def apply(self, work: Work) -> str:
        passage = _to_check(work, self.do, self.id, CHECK, ORPHAN)
        return str(work.tx.patch(passage["id"], _back(work, passage) | {"suspect": GONE})["id"])


def revise(work: Work, revision: Revision) -> tuple[Moved, ...]:
    """Writes the new version and moves the document's passages; tells of those that are still there, since a
    suggestion whose words are gone takes its passage with it. Conflict if somebody was faster."""
    document, draft = work.need(revision.document, "documents"), revision.draft
    if document["version"] != revision.base:
        found = work.need(document["version"])
        raise Conflict(document["id"], "version", revision.base, found["id"], found["by"])
    number = max(version["number"] for version in work.tx.find("versions", "document", document["id"]))
    version = write_version(work, document["id"], number + 1, draft)
    work.tx.patch(document["id"], {"version": version})
    work.tx.patch(revision.base, {"unread": None})
    passages = work.tx.find("passages", "document", document["id"])
    here = [passage for passage in passages if passage["version"] == revision.base]
    moves = revision.comparing.moves([spans_of(passage) for passage in here])
    why = revision.comparing.failure
    pairs = zip(here, moves, strict=True)
    moved = [_move(work, passage, move, draft.text, version, why) for passage, move in pairs]
    work.forget_places(document["id"])
    suggest_anew(work, document["id"], version, draft.events, draft.demands)
    return tuple(one for one in moved if work.tx.get(one.passage) is not None)


def spans_of(passage: Record) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in passage["spans"])


def _move(work: Work, passage: Record, move: Move, text: str, version: str, why: str) -> Moved:
    there = passage_fields(text, move.spans) if move.spans else {"quote": ""}
    if move.outcome == ORPHAN:
        fields = _back(work, passage) | {"suspect": ORPHAN}
    else:
        fields = there | {"version": version}
        if passage["suspect"] or _is_open(work, passage, move):
            fields |= {"suspect": CHECK, "origin": passage.get("origin") or _origin(passage)}
    work.tx.patch(passage["id"], fields)
    open_ = fields.get("suspect") or "moved"
    reason = "" if open_ == "moved" else why
    return Moved(passage["id"], open_, move.score, passage["quote"], there["quote"], reason)


def _origin(passage: Record) -> Record:
    return {key: passage[key] for key in ("version", "spans", "quote")}


def _back(work: Work, passage: Record) -> Record:
    """To where a passage stood that was still to be checked: nobody has agreed to its place since."""
    origin = passage.get("origin")
    if not origin:
        return {}
    text = work.read_text(passage["document"], origin["version"])
    there = passage_fields(text, tuple(Span(start, end) for start, end in origin["spans"]))
    return there | {"version": origin["version"], "origin": None}


def _is_open(work: Work, passage: Record, move: Move) -> bool:
    """Whether a reviewer has to look: the place is not sure, or somebody decided something on other words."""
    if move.outcome == CHECK:
        return True
    return not move.same and _is_decided(work, passage["id"])


def _is_decided(work: Work, passage: str) -> bool:
    evidence = work.tx.find("evidence", "passage", passage)
    suggested = (*work.tx.find("events", "passage", passage), *work.tx.find("demands", "passage", passage))
    return any(one["state"] != "rejected" for one in evidence) or any(
        one["state"] == "confirmed" for one in suggested
    )


def _to_check(work: Work, do: str, passage_id: str, *states: str) -> Record:
    passage = work.need_seen(passage_id, "passages")
    if passage["suspect"] not in states:
        raise Refused(
            "{do}: {passage_id} is {suspect}",
            "It is for passages that are {names}.",
            do=do,
            passage_id=passage_id,
            suspect=STATES[passage["suspect"]],
            names=tuple(STATES[state] for state in states),
        )
    return passage
