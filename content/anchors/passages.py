"""Passages that can be found again in a changed text."""

from __future__ import annotations

from collections.abc import Iterable

from content.model import Passage, Span

#: Code points of context kept before the first and after the last span.
CONTEXT = 32


def make_passage(text: str, spans: Iterable[Span]) -> Passage:
    """The passage of these spans, sorted and with touching or overlapping ones joined.

    Raises ValueError when there is none, one is empty, or one lies outside the text.
    """
    joined = _joined(sorted(spans, key=lambda span: (span.start, span.end)), len(text))
    first, last = joined[0].start, joined[-1].end
    return Passage(
        spans=joined,
        quote=" ".join(text[span.start : span.end] for span in joined),
        prefix=text[max(0, first - CONTEXT) : first],
        suffix=text[last : last + CONTEXT],
    )


def _joined(spans: list[Span], length: int) -> tuple[Span, ...]:
    result: list[Span] = []
    for span in spans:
        if not 0 <= span.start < span.end <= length:
            raise ValueError(f"no such span in a text of {length} characters: {span.start}-{span.end}")
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    if not result:
        raise ValueError("a passage needs at least one span")
    return tuple(result)
