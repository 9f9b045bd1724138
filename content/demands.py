"""Demands: the items of a catalogue, and the sentences in which somebody asks something of somebody."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from content.addressees import addressee_of
from content.blocks import Block, blocks, plain, region_finder
from content.catalogue import Item, catalogue_items, parted
from content.demand_rules import rule_of
from content.demand_verbs import is_pressing
from content.model import SILENT_REGIONS, DemandMention, Region, RegionKind, Span
from content.restating import Restatements
from content.sentences import sentences
from content.speech import EDGE, speech_end, trimmed
from content.torn import Spans, torn_sentences, words_of

#: A demanding sentence says an item again from this share of the item's meaning on …
_SAYS_AGAIN = 0.28
#: … any other sentence only when it says nearly all of it.
_SAYS_ALL = 0.7

#: A mention and the number of the catalogue item that it says again.
_Found = tuple[DemandMention, int | None]

_NOUN = re.compile(r"\b[A-ZÄÖÜ][\w-]+")
_NEXT_OBJECT = re.compile(r"\s+(?:und|sowie)\s+(?=(?:eine[nrs]?|mehr|bessere[nrs]?|weniger)\s)")
_NEXT_PASSIVE = re.compile(
    r"\b(?:[a-zäöüß]*ge[a-zäöüß]{2,}(?:t|en)|[a-zäöüß]+iert|(?:be|ver|er|ent|zer)[a-zäöüß]{3,}(?:t|en))"
    r"(?P<cut>,\s+|\s+und\s+|\s+sowie\s+)"
)
_MODAL = re.compile(r"\b(?:muss|müssen|müsse|müssten?|soll|sollen|sollten?)\b")
_FORDERUNG = re.compile(r"\bForderung(?:en)?\b[^,:]{0,60}[,:]\s+")


def find_demands(
    text: str, regions: Sequence[Region] = (), most: int = sys.maxsize
) -> tuple[DemandMention, ...]:
    """The demands of a text, by position, in the text's own code points; the items and the first ``most`` at
    least, where there are more.

    Catalogue items (rule "katalog") have the heading above them as ``topic``. A sentence that says one
    of them again carries the item's index in the result in ``restates``; one that only describes an
    item has the rule "wiederholt". Silent regions, headings and ordinary lists give nothing.
    """
    torn = torn_sentences(text, regions)
    parts = list(blocks(text, regions))
    items = [parted(_whole(item, text, torn)) for item in catalogue_items(parts)]
    again = Restatements([item.text for item in items])
    whole, tails = {spans[0]: spans for spans in torn}, {tail for spans in torn for tail in spans[1:]}
    reading = _Reading(text, region_finder(regions), again, bool(items), whole, tails)
    found: list[_Found] = [(reading.of_item(item), None) for item in items]
    for block in parts:
        if len(found) >= most:
            break
        if block.kind == "text":
            found.extend(islice(reading.of_paragraph(block), most))
    return _in_order(found, [item.start for item in items])


def _whole(item: Item, text: str, torn: Sequence[Spans]) -> Item:
    """The item with the words that a page's end moved away from it."""
    for spans in torn:
        if spans[0].end == item.end and spans[0].start <= item.start:
            return replace(
                item, text=plain(words_of(text, (Span(item.start, item.end), *spans[1:]))), rest=spans[1:]
            )
    return item


class _Reading(Struct, frozen=True):
    """One text while its demands are read: what is known of it as a whole."""

    text: str
    kind_at: Callable[[int], RegionKind]
    restatements: Restatements
    in_catalogue: bool
    torn: dict[Span, Spans]
    """Sentences of several spans by the first of these."""
    tails: set[Span]
    """The other spans of these sentences."""

    def of_item(self, item: Item) -> DemandMention:
        spans = (Span(item.start, item.end), *item.rest)
        return self._mention(spans, item.text, item.addressee, item.topic, "katalog")

    def of_paragraph(self, block: Block) -> Iterator[_Found]:
        """The demands of one paragraph, each with the number of the item it says again, if any."""
        demanded = self.in_catalogue
        for sentence in sentences(self.text, block.start, block.end):
            spans = self.torn.get(sentence, (sentence,))
            words = plain(words_of(self.text, spans))
            silent = self.kind_at(sentence.start) in SILENT_REGIONS
            if silent or sentence in self.tails or words.endswith((":", ",")):
                continue
            rule = rule_of(words, demanded)
            demanded = self.in_catalogue or rule is not None
            yield from self._of_sentence(spans, words, rule)

    def _of_sentence(self, spans: Spans, words: str, rule: str | None) -> Iterator[_Found]:
        """Beside a catalogue "X brauchen …" is a reason or says an item again: no demand of its own."""
        addressee = addressee_of(words, rule) if rule else None
        soft = self.in_catalogue and rule == "braucht" and not addressee and not is_pressing(words)
        parts = [(part,) for part in _parts(self.text, spans[0], rule)] if len(spans) == 1 else [spans]
        for part in parts:
            said = plain(words_of(self.text, part))
            best = self.restatements.best(said)
            again = best[0] if best and best[1] >= (_SAYS_AGAIN if rule else _SAYS_ALL) else None
            if (rule and not soft) or again is not None:
                yield self._mention(part, said, addressee, "", rule or "wiederholt"), again

    def _mention(
        self, spans: Spans, text: str, addressee: str | None, topic: str, rule: str
    ) -> DemandMention:
        start, end = spans[0].start, spans[-1].end
        return DemandMention(start, end, spans, text, addressee, topic, self.kind_at(start), rule, None)


def _in_order(found: list[_Found], item_starts: list[int]) -> tuple[DemandMention, ...]:
    """By position, with the numbers of items replaced by their places in the result."""
    ordered = sorted(found, key=lambda pair: (pair[0].start, pair[0].end))
    places = {mention.start: place for place, (mention, _) in enumerate(ordered) if mention.rule == "katalog"}
    return tuple(
        mention if item is None else replace(mention, restates=places[item_starts[item]])
        for mention, item in ordered
    )


def _parts(text: str, sentence: Span, rule: str | None) -> list[Span]:
    """The demands within one demanding sentence: the whole of it, unless it plainly holds several."""
    start, end = sentence.start, sentence.end
    if rule is None:
        return [trimmed(text, start, end)]
    words = text[start:end]
    end = start + speech_end(words)
    if rule == "forderung" and (clause := _FORDERUNG.search(words)):
        start += clause.end()
    if rule in ("muss", "soll", "sollte"):
        cuts = _passive_cuts(text[start:end])
    elif rule in ("braucht", "erwarten", "fordern"):
        cuts = _object_cuts(text[start:end])
    else:
        cuts = []
    edges = [(0, 0), *cuts, (end - start, end - start)]
    return [
        trimmed(text, start + left, start + right)
        for (_, left), (right, _) in zip(edges, edges[1:], strict=False)
    ]


def _passive_cuts(words: str) -> list[tuple[int, int]]:
    """Where "müssen A angeboten, B finanziert werden" passes to a participle with a noun of its own."""
    modal = _MODAL.search(words)
    if modal is None or not words.rstrip(EDGE + ".!").endswith("werden"):
        return []
    ends = [(match.start("cut"), match.end("cut")) for match in _NEXT_PASSIVE.finditer(words, modal.end())]
    stops = [*(start for start, _ in ends[1:]), len(words)]
    return [cut for cut, stop in zip(ends, stops, strict=False) if _NOUN.search(words, cut[1], stop)]


def _object_cuts(words: str) -> list[tuple[int, int]]:
    """Where "braucht A und eine bessere B" passes to an object with an article of its own."""
    cuts = [match.span() for match in _NEXT_OBJECT.finditer(words)]
    return [cut for cut in cuts if words[: cut[0]].split()[-1][:1].isupper() and _NOUN.search(words, cut[1])]
