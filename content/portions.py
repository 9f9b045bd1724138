"""A text in portions to search and to cite: a few hundred code points, along paragraphs and lists.

Sentences stay whole, a heading goes with what stands below it, and what is no evidence (a letterhead, other
articles' blurbs) is apart from what is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from msgspec import Struct

from content.model import SILENT_REGIONS, Region, RegionKind, Span
from content.normalise import glue
from content.sentences import sentences
from content.torn import torn_sentences

#: Paragraphs are taken together up to so many code points, and cut where they are longer than the second.
LEAST, MOST = 400, 1200
#: A sentence is cut where it is longer than this: no language has such, but files do.
_ENDLESS = 4 * MOST
_TEXT: Set[RegionKind] = frozenset({"body", "list"})


class Portion(Struct, frozen=True):
    """``text`` are the words between ``start`` and ``end``, without what cuts a sentence in there.

    ``evidence`` is False for what can prove nothing: letterheads, teasers, boilerplate, headings alone.
    """

    start: int
    end: int
    text: str
    evidence: bool


class _Piece(NamedTuple):
    """A paragraph, a line of a list, a heading; of a long paragraph some sentences."""

    start: int
    end: int
    kind: RegionKind

    @property
    def silent(self) -> bool:
        return self.kind in SILENT_REGIONS


def portions(text: str, regions: Sequence[Region]) -> Iterator[Portion]:
    """The portions of a normalised text in order; every character that is not blank is in one."""
    pieces = list(_pieces(text, regions or (Region("body", 0, len(text)),)))
    heads = _heads(text, regions, pieces)
    tied = {at for tail, head in heads.items() for at in range(head + 1, tail + 1)}
    proves = _TEXT & {piece.kind for piece in pieces} or {"title"}
    first = size = 0
    for at, piece in enumerate(pieces):
        if at > first and at not in tied and _begins(pieces[first:at], size, piece):
            yield from _portions(text, pieces, first, at, heads, proves)
            first, size = at, 0
        size += piece.end - piece.start
    if pieces:
        yield from _portions(text, pieces, first, len(pieces), heads, proves)


def citable(start: int, end: int, regions: Sequence[Region]) -> tuple[Span, ...]:
    """What of a portion a reviewer would cite: without the headings above and what is no evidence."""
    inside = [region for region in regions if region.start < end and start < region.end]
    said = [region for region in inside if region.kind not in SILENT_REGIONS]
    if any(region.kind in _TEXT for region in said):
        while said[0].kind not in _TEXT:
            del said[0]
    found: list[Span] = []
    for region in said:
        span = Span(max(region.start, start), min(region.end, end))
        if found and not any(found[-1].end <= one.start and one.end <= span.start for one in inside):
            span = Span(found.pop().start, span.end)
        found.append(span)
    return tuple(found) or (Span(start, end),)


def _pieces(text: str, regions: Sequence[Region]) -> Iterator[_Piece]:
    for region in regions:
        between = "\n" if region.kind == "list" else "\n\n"
        at = region.start
        while at < region.end:
            cut = text.find(between, at, region.end)
            stop = cut if cut >= 0 else region.end
            if not text[at:stop].isspace() and stop > at:
                yield from _cut(text, _Piece(at, stop, region.kind))
            at = stop + len(between)


def _cut(text: str, piece: _Piece) -> Iterator[_Piece]:
    """A long paragraph in pieces of whole sentences."""
    if piece.end - piece.start <= MOST:
        yield piece
        return
    start = piece.start
    for sentence in sentences(text, piece.start, piece.end):
        if sentence.start > start and sentence.end - start > MOST:
            yield piece._replace(start=start, end=_last(text, sentence.start))
            start = sentence.start
        while sentence.end - start > _ENDLESS:
            blank = max(text.rfind(mark, start + MOST, start + _ENDLESS) for mark in " \n")
            stop = blank + 1 if blank > 0 else start + _ENDLESS
            yield piece._replace(start=start, end=stop)
            start = stop
    if start < piece.end:
        yield piece._replace(start=start)


def _last(text: str, end: int) -> int:
    """Where the words before ``end`` end."""
    while text[end - 1].isspace():
        end -= 1
    return end


def _heads(text: str, regions: Sequence[Region], pieces: list[_Piece]) -> dict[int, int]:
    """The pieces with which a torn sentence goes on, by number, and the piece in which it begins."""
    starts = [piece.start for piece in pieces]
    found: dict[int, int] = {}
    for spans in torn_sentences(text, regions):
        head, *tails = (bisect_right(starts, span.start) - 1 for span in spans)
        found |= {tail: found.get(head, head) for tail in tails if tail > head}
    return found


def _begins(group: list[_Piece], size: int, piece: _Piece) -> bool:
    """Whether a piece begins a portion of its own."""
    length = piece.end - piece.start
    if piece.silent != group[0].silent or size + length > _ENDLESS:
        return True
    if not piece.silent and all(one.kind == "title" for one in group):
        return size > MOST
    return piece.kind == "title" or size >= LEAST or size + length > MOST


def _portions(
    text: str, pieces: list[_Piece], first: int, end: int, heads: dict[int, int], proves: Set[RegionKind]
) -> Iterator[Portion]:
    """The portion of these pieces, then what cuts its sentences: no evidence, but people search for it."""
    group = pieces[first:end]
    start, stop = group[0].start, max(piece.end for piece in group)
    words, between = text[start:stop], list[_Piece]()
    if any(at in heads for at in range(first, end)):
        between = [piece for piece in group if piece.silent and not group[0].silent]
        words = "\n".join(_mended(text, pieces, first, end, heads))
    yield Portion(start, stop, words, any(piece.kind in proves for piece in group))
    for piece in between:
        yield Portion(piece.start, piece.end, text[piece.start : piece.end], False)


def _mended(text: str, pieces: list[_Piece], first: int, end: int, heads: dict[int, int]) -> list[str]:
    """The texts of the pieces, a torn one's put together; without what is silent between them."""
    found: dict[int, str] = {}
    for at in range(first, end):
        piece = pieces[at]
        words = text[piece.start : piece.end]
        head = heads.get(at)
        if head in found:
            found[head] = glue((found[head], words))
        elif not piece.silent or pieces[first].silent:
            found[at] = words
    return list(found.values())
