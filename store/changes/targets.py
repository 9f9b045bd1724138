"""What tags, notes and evidence hang on: records, or passages given as DOCUMENT:START-END[,START-END…]."""

from __future__ import annotations

import re

from content.model import Span
from store.changes.places import Place, place
from store.changes.work import Work
from store.errors import Refused
from store.model import Record

Spans = tuple[tuple[int, int], ...]

_PASSAGE = re.compile(r"(d[0-9]+):([0-9]+-[0-9]+(?:,[0-9]+-[0-9]+)*)")


def parse_passage(target: str) -> tuple[str, Spans] | None:
    """(document id, spans) of "d1:10-20,30-40"; None for anything else."""
    match = _PASSAGE.fullmatch(target)
    if match is None:
        return None
    pairs = (part.split("-") for part in match[2].split(","))
    return match[1], tuple((int(start), int(end)) for start, end in pairs)


def show_passage(document: str, spans: Spans | list[list[int]]) -> str:
    """The inverse of ``parse_passage``."""
    return f"{document}:" + ",".join(f"{start}-{end}" for start, end in spans)


def resolve(work: Work, target: str, *tables: str) -> Record:
    """The record a TARGET names, made if it is a passage nobody has used yet. NotFound, Refused."""
    given = parse_passage(target)
    if given is None:
        if ":" in target:
            raise Refused(
                "“{target}” is not a target",
                "Give a record id or DOCUMENT:START-END, such as d1:10-42.",
                target=target,
            )
        return work.need_seen(target, *tables)
    return passage_at(work, *given)


def passage_at(work: Work, document_id: str, spans: Spans) -> Record:
    """The passage at these spans of the document's current version; made if there is none."""
    document = work.need(document_id, "documents")
    text = work.text_of(document)
    check_spans(document_id, spans, len(text))
    fields = passage_fields(text, tuple(Span(start, end) for start, end in spans))
    here: Place = (str(document["version"]), fields["spans"])
    known = work.places(document_id)
    found = work.tx.get(known[here]) if here in known else None
    if found is not None and place(found) == here:
        return found
    made = work.tx.add("passages", fields | {"document": document_id, "version": document["version"]})
    known[here] = made["id"]
    return made


def passage_fields(text: str, spans: tuple[Span, ...]) -> Record:
    """Where a passage stands and its words, for its record."""
    from content.anchors import make_passage

    passage = make_passage(text, spans)
    return {
        "spans": tuple((span.start, span.end) for span in passage.spans),
        "quote": passage.quote,
        "prefix": passage.prefix,
        "suffix": passage.suffix,
    }


def check_spans(document: str, spans: Spans, length: int) -> None:
    """Spans lie inside the text, are not empty, in order, and do not overlap. Refused."""
    if not spans:
        raise Refused("a passage of {document} needs at least one span", document=document)
    before = 0
    for start, end in spans:
        if not 0 <= start < end <= length:
            raise Refused(
                "{start}-{end} lies outside the text of {document} (0-{length}) or is empty",
                start=start,
                end=end,
                document=document,
                length=length,
            )
        if start < before:
            raise Refused(
                "the spans of a passage of {document} must be in order and must not overlap",
                document=document,
            )
        before = end
