"""What holds for any two texts and any passage."""

from __future__ import annotations

import string

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from content.anchors import make_passage
from content.anchors.anchoring import ASK, SILENT, Anchoring
from content.model import Span

#: Few words, so that they come again and again, and every kind of mark between them.
WORDS = st.sampled_from(
    ["der", "Rat", "die", "Räte", "zahlt", "7", "Ver\u00adein", "Büro", "groß", "A\u0308mter"]
)
GAPS = st.sampled_from([" ", "\n", "\n\n", ", ", ". ", " – ", " („", "-\n", "\n\n- ", "\f", " 5 "])


@st.composite
def texts(draw: st.DrawFn) -> str:
    parts = draw(st.lists(st.tuples(WORDS, GAPS), max_size=60))
    return draw(st.sampled_from(["", "§ ", "\n"])) + "".join(word + gap for word, gap in parts)


@st.composite
def passages(draw: st.DrawFn) -> tuple[str, list[Span]]:
    """A text and one to three spans of it."""
    text = draw(texts().filter(lambda text: len(text) > 1))
    offsets = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(offsets, offsets), min_size=1, max_size=3))
    spans = [Span(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]]
    return text, spans or [Span(0, len(text))]


@given(passages())
def test_the_same_text_keeps_every_passage_where_it_is(passage: tuple[str, list[Span]]) -> None:
    text, spans = passage
    move = Anchoring(text, text).move(spans)
    assert (move.outcome, move.score, move.same) == ("moved", 1.0, True)
    assert move.spans == make_passage(text, spans).spans


@given(st.lists(st.tuples(WORDS, GAPS), min_size=4, max_size=60), st.data())
def test_what_is_put_in_outside_moves_a_passage_exactly(
    parts: list[tuple[str, str]], data: st.DataObject
) -> None:
    words = [word + gap for word, gap in parts]
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    place = data.draw(st.sampled_from([*range(first + 1), *range(last, len(words) + 1)]))
    new_words = data.draw(
        st.lists(st.text(string.ascii_uppercase, min_size=6, max_size=9), min_size=1, max_size=5)
    )
    assume(new_words[-1].lower() != new_words[0].lower() or len(new_words) == 1)
    assume(place == 0 or parts[place - 1][1] != "-\n")  # that would tear a word
    put_in = f"{' '.join(new_words)} "
    old, new = "".join(words), "".join([*words[:place], put_in, *words[place:]])
    start = sum(map(len, words[:first]))
    end = sum(map(len, words[: last - 1])) + len(parts[last - 1][0])
    shift = len(put_in) if place <= first else 0
    move = Anchoring(old, new).move([Span(start, end)])
    assert move.spans == (Span(start + shift, end + shift),)
    assert move.outcome == "moved"


@settings(max_examples=60)
@given(passages(), texts())
def test_any_two_texts_give_one_sound_answer(passage: tuple[str, list[Span]], new: str) -> None:
    old, spans = passage
    move = Anchoring(old, new).move(spans)
    assert move == Anchoring(old, new).move(spans)
    assert 0 <= move.score <= 1
    assert move.outcome == ("moved" if move.score >= SILENT else "check" if move.score >= ASK else "orphan")
    assert bool(move.spans) == (move.outcome != "orphan")
    ends = [end for span in move.spans for end in (span.start, span.end)]
    assert ends == sorted(ends) and (not ends or (ends[0] >= 0 and ends[-1] <= len(new)))
    assert all(span.start < span.end for span in move.spans)
