"""Sentences that something else cut: a page's end with its heads and numbers, a letterhead, other text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from content.endings import leads_on
from content.model import SILENT_REGIONS, Region, RegionKind, Span
from content.normalise import glue, item_mark, was_cut
from content.sentences import sentences

#: A sentence goes on at most this many paragraphs of other text further below.
_REACH = 4

Spans = tuple[Span, ...]


class _Piece(NamedTuple):
    """A paragraph, or a line of a list."""

    start: int
    end: int
    kind: RegionKind
    place: int
    """The number of its region."""

    def of(self, text: str) -> str:
        """Its words, cut out each time: all of a long text would be there twice."""
        return text[self.start : self.end]


def torn_sentences(text: str, regions: Sequence[Region]) -> list[Spans]:
    """The sentences of a normalised text that stand in several places, each with its spans in order.

    What stands between the spans is silent (a letterhead, a running head, a page's number), or text
    of its own that a page break moved there. The span of a list item begins with its mark.
    """
    found: list[Spans] = []
    for head, tail in _tears(text, list(_pieces(text, regions))):
        first = sentences(text, head.start, head.end)[-1]
        rest = sentences(text, tail.start, tail.end)[0]
        if found and found[-1][-1] == first:
            found[-1] += (rest,)
        else:
            found.append((first, rest))
    return found


def as_read(start: int, end: int, torn: Sequence[Spans]) -> Spans:
    """The spans that a stretch of the text means: without what cuts the sentences in it, and with the rest of
    a sentence of which it is exactly one part."""
    spans = [Span(start, end)]
    for parts in torn:
        if Span(start, end) in parts:
            return parts
        for before, after in zip(parts, parts[1:], strict=False):
            last = spans[-1]
            if last.start < before.end and after.start < last.end:
                spans[-1:] = [Span(last.start, before.end), Span(after.start, last.end)]
    return tuple(spans)


def words_of(text: str, spans: Sequence[Span]) -> str:
    """The words of some spans as one text, a word cut between two of them mended."""
    return glue(text[span.start : span.end] for span in spans)


def _pieces(text: str, regions: Sequence[Region]) -> Iterator[_Piece]:
    for place, region in enumerate(regions):
        if region.kind in SILENT_REGIONS:
            continue
        between = "\n" if region.kind == "list" else "\n\n"
        at, end = region.start, min(region.end, len(text))
        while at <= end:
            stop = text.find(between, at, end)
            stop = end if stop < 0 else stop
            if text[at:stop].strip():
                yield _Piece(at, stop, region.kind, place)
            at = stop + len(between)


def _tears(text: str, pieces: list[_Piece]) -> list[tuple[_Piece, _Piece]]:
    """Pieces that are one text, by where the first one stands."""
    found: dict[int, tuple[_Piece, _Piece]] = {}
    tails: set[int] = set()
    for moved in (False, True):
        for at, tail in enumerate(pieces):
            above = pieces[max(0, at - _REACH) : at][::-1] if moved else pieces[max(0, at - 1) : at]
            heads = [
                head for head in above if head.start not in found and _may_go_on(text, head, tail, moved)
            ]
            if not heads or tail.kind == "title" or tail.start in tails or item_mark(tail.of(text)):
                continue
            for head in heads:
                if _goes_on(text, head, tail):
                    found[head.start] = head, tail
                    tails.add(tail.start)
                    break
    return [found[start] for start in sorted(found)]


def _may_go_on(text: str, head: _Piece, tail: _Piece, moved: bool) -> bool:
    """Whether a sentence of ``head`` may go on in ``tail``, by where they stand.

    Between the two stands something silent, or, if it was ``moved``, text of its own.
    """
    if head.kind == "title":
        return False
    if text[tail.start].islower():
        return head.kind == "list" or moved or head.place != tail.place
    return not moved and head.kind != "list" and head.place + 1 < tail.place


def _goes_on(text: str, head: _Piece, tail: _Piece) -> bool:
    """Whether a sentence at the end of ``head``, which may, does go on in ``tail``."""
    before, after = head.of(text), tail.of(text)
    if "\n" in before or not was_cut(before, after):
        return False
    return head.kind != "list" or leads_on(before)
