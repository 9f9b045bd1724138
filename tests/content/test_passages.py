"""Passages: quote and context of one or more spans."""

from __future__ import annotations

import pytest

from content.anchors import make_passage
from content.model import Span

TEXT = "Der Kreistag beschließt den Haushalt für das Jahr 2027 und vertagt die Schulplanung auf den Herbst."


def test_a_passage_has_quote_and_context() -> None:
    start = TEXT.index("den Haushalt")
    passage = make_passage(TEXT, [Span(start, start + 12)])
    assert passage.quote == "den Haushalt"
    assert passage.prefix == "Der Kreistag beschließt "
    assert passage.suffix == TEXT[start + 12 : start + 44]
    assert len(passage.suffix) == 32


def test_spans_are_sorted_and_touching_ones_joined() -> None:
    passage = make_passage(TEXT, [Span(13, 23), Span(0, 3), Span(4, 12), Span(20, 27)])
    assert passage.spans == (Span(0, 3), Span(4, 12), Span(13, 27))
    assert passage.quote == "Der Kreistag beschließt den"
    assert passage.prefix == ""


@pytest.mark.parametrize("spans", [[], [Span(3, 3)], [Span(5, 2)], [Span(-1, 4)], [Span(90, 4000)]])
def test_impossible_spans_are_refused(spans: list[Span]) -> None:
    with pytest.raises(ValueError):
        make_passage(TEXT, spans)
