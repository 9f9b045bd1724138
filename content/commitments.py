"""Commitments: passages in which somebody who can act announces, decides, agrees or finances a measure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from content.actors import subject_of
from content.blocks import Block, blocks, plain, region_finder
from content.commitment_rules import Rule
from content.committing import committing, years
from content.demands import find_demands
from content.model import SILENT_REGIONS, CommitmentMention, Region, RegionKind, Span, Stage
from content.sentences import sentences
from content.speech import speech_end, trimmed
from content.torn import Spans, torn_sentences, words_of

#: What was done longer ago than this before the year of the text is history.
_RECENT = 3
_HEAD = 1_500
_PAST: tuple[Stage, ...] = ("decided", "agreed", "done", "financed")
_DATE = re.compile(r"^\[[\d.]{5,10}\]\s+")
_IN_YEAR = re.compile(r"(?:[Ii]m Jahre? )?(?:19|20)\d\d\b")


def find_commitments(text: str, regions: Sequence[Region] = ()) -> tuple[CommitmentMention, ...]:
    """The commitments of a text, by position, in the text's own code points.

    The items of a list are commitments if the line that leads to it is one ("Vereinbart wurden:").
    Silent regions, headings, and sentences that demand give nothing.
    """
    reading = _Reading(
        text,
        region_finder(regions),
        {spans[0]: spans for spans in torn_sentences(text, regions)},
        tuple(span for demand in find_demands(text, regions) for span in demand.spans),
        _year_of(text),
        len(years(text)) == 1,
    )
    return tuple(reading.commitments(blocks(text, regions)))


def _year_of(text: str) -> int:
    """The year that a text speaks from: the latest in its head, else of all; 0 where it names none."""
    return max(years(text[:_HEAD]) or years(text), default=0)


class _Reading(Struct, frozen=True):
    """One text while its commitments are read."""

    text: str
    kind_at: Callable[[int], RegionKind]
    torn: dict[Span, Spans]
    demanding: tuple[Span, ...]
    """Where somebody demands something, in order."""
    year: int
    alone: bool
    """Whether no more than one year is named at all, so that none tells when the text was written."""

    def commitments(self, found: Iterator[Block]) -> Iterator[CommitmentMention]:
        lead: tuple[Rule, str | None] | None = None
        for block in found:
            if block.kind == "item" and lead and not self._demands(Span(block.start, block.end)):
                spans = (Span(block.start, block.end),)
                yield self._mention(spans, block.text, lead[0], lead[1])
            elif block.kind == "text":
                yield from self.of_paragraph(block)
            if block.kind != "item":
                lead = self._lead(block)

    def _lead(self, block: Block) -> tuple[Rule, str | None] | None:
        """The commitment of a line that leads to a list."""
        if block.kind != "text" or not block.text.endswith(":"):
            return None
        last = sentences(self.text, block.start, block.end)[-1]
        return committing(plain(self.text[last.start : last.end]).rstrip(":") + ".")

    def of_paragraph(self, block: Block) -> Iterator[CommitmentMention]:
        """The commitments of one paragraph."""
        before: str | None = None
        tails = {span for spans in self.torn.values() for span in spans[1:]}
        for sentence in sentences(self.text, block.start, block.end):
            spans = self.torn.get(sentence, (sentence,))
            words = _DATE.sub("", plain(words_of(self.text, spans)).lstrip('„“"»«'))
            if (
                sentence in tails
                or words.endswith((":", ","))
                or self.kind_at(sentence.start) in SILENT_REGIONS
            ):
                continue
            found = committing(words, before)
            before = subject_of(words)
            if found is None or self._history(words, found[0].stage) or self._demands(sentence):
                continue
            yield self._mention(self._said(spans), None, *found)

    def _demands(self, span: Span) -> bool:
        """Whether somebody demands something there: what is asked for is promised by nobody yet."""
        at = bisect_left(self.demanding, span.end, key=lambda other: other.start) - 1
        return at >= 0 and self.demanding[at].end > span.start

    def _history(self, words: str, stage: Stage) -> bool:
        """Whether all years of a sentence lie long before the text's, or it begins "Im Jahr 2003 wurde"."""
        named = years(words)
        if not named or stage not in _PAST:
            return False
        return max(named) < self.year - _RECENT or (_IN_YEAR.match(words) is not None and self.alone)

    def _said(self, spans: Spans) -> Spans:
        if len(spans) > 1:
            return spans
        start, end = spans[0].start, spans[0].end
        return (trimmed(self.text, start, start + speech_end(self.text[start:end])),)

    def _mention(self, spans: Spans, text: str | None, rule: Rule, actor: str | None) -> CommitmentMention:
        start, end = spans[0].start, spans[-1].end
        words = plain(words_of(self.text, spans)) if text is None else text
        return CommitmentMention(start, end, spans, words, actor, rule.stage, self.kind_at(start), rule.name)
