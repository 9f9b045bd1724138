"""Two versions of a text are compared within limits; beyond them passages are looked for near their place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from content.anchors.anchoring import Anchoring, Move
from content.anchors.apart import AnchoringApart
from content.anchors.comparing import NOT_COMPARED, Comparing
from content.formats.blocks import Unreadable
from content.model import Span

LINES = [f"Absatz {number} regelt die Abfuhr im Ortsteil {number * 7}." for number in range(40)]
OLD = "\n".join(LINES)
NEW = "\n".join(["Nachtrag der Verwaltung.", *LINES[:5], *LINES[7:]])
GONE = OLD.index(LINES[6])
PASSAGES = [(Span(0, 20),), (Span(60, 75), Span(80, 90)), (Span(GONE, GONE + len(LINES[6])),)]


@pytest.fixture(params=[True, False], ids=["here", "apart"])
def comparing(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Comparing]:
    if not request.param:
        monkeypatch.setattr("content.anchors.comparing._SHORT", 0)
        monkeypatch.setattr("content.anchors.comparing.Anchoring", None)
    with closing(Comparing(OLD, NEW)) as made:
        yield made


def test_short_and_long_texts_are_compared_alike(comparing: Comparing) -> None:
    anchoring = Anchoring(OLD, NEW)
    assert comparing.moves(PASSAGES) == [anchoring.move(spans) for spans in PASSAGES]
    assert comparing.failure == ""


def test_what_was_asked_before_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    moves = Anchoring.moves
    monkeypatch.setattr(Anchoring, "moves", lambda self, given: asked.append(given) or moves(self, given))
    comparing = Comparing(OLD, NEW)
    comparing.moves(PASSAGES[:2])
    assert len(comparing.moves([*PASSAGES, PASSAGES[0]])) == 4
    assert asked == [PASSAGES[:2], PASSAGES[2:]]


@pytest.mark.parametrize("late", [False, True])
def test_beyond_the_limits_each_passage_is_to_be_checked(late: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("content.anchors.comparing._SHORT", 0)
    monkeypatch.setattr("content.anchors.apart.READING", (5.0 if late else 0.0001, 0.0))
    with closing(Comparing(OLD, NEW)) as comparing:
        if late:
            assert comparing.failure == "" and isinstance(comparing._anchoring, AnchoringApart)
            monkeypatch.setattr(comparing._anchoring._worker, "answer", refusing)
        first, second, gone = comparing.moves(PASSAGES)
        assert comparing.failure == NOT_COMPARED
    assert (first.outcome, first.score, NEW[first.spans[0].start : first.spans[0].end]) == (
        "check", 0.6, OLD[:20],
    )  # fmt: skip
    by = second.spans[0].start - 60
    assert second.spans == (Span(60 + by, 75 + by), Span(80 + by, 90 + by))
    assert gone == Move("orphan", 0.0, (), False)


def refusing(*_: object) -> None:
    raise Unreadable("takes too long to read", "split it")


def test_of_places_with_the_same_words_the_nearest_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("content.anchors.comparing._SHORT", -1)
    monkeypatch.setattr("content.anchors.comparing.AnchoringApart", refusing)
    old = f"Der Rat tagt.{' ' * 50}Der Rat tagt.{' ' * 50}Ende"
    comparing = Comparing(old, f"Neu: {old}")
    (move,) = comparing.moves([(Span(63, 76),)])
    assert move.spans == (Span(68, 81),)
