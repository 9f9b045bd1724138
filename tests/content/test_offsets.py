"""Stretches of a text as it came, in its normal form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.normalise import clean, without_holes
from content.offsets import normalised

SIGNS = st.sampled_from(
    [*"ab e.-", "\r\n", "\r", "\n", "\t", "\u00ad", "\u00ad\n", "\u0301", "\u0308", "é", "ﬁ", "\u00a0", "  "]
    + ["😀", "\u1100", "\u1161", "\x0c", "\u2029", "\0", "\u212b", "\ufeff", "👍🏽", "\u0344"]
)
TEXTS = st.lists(SIGNS, max_size=30).map("".join)


@given(TEXTS)
def test_the_text_is_the_one_that_documents_have(text):
    assert normalised(text).text == without_holes(clean(text))[0]


@given(TEXTS)
def test_each_sign_stands_for_a_stretch_and_in_order(text):
    found = normalised(text)
    assert len(found.starts) == len(found.ends) == len(found.text)
    assert list(found.starts) == sorted(found.starts) and list(found.ends) == sorted(found.ends)
    assert all(start < end for start, end in zip(found.starts, found.ends, strict=True))


@given(TEXTS, st.text("ABCDE", min_size=1, max_size=6), TEXTS)
def test_words_are_found_where_they_went(before, words, after):
    found = normalised(before + words + after)
    span = found.span(len(before), len(before) + len(words))
    assert span is not None
    inside = found.text[span.start : span.end]
    assert inside[: len(words) - 1] == words[:-1], "but for marks that join with the last letter"


@pytest.mark.parametrize(
    ("text", "start", "end", "words"),
    [
        ("ein\r\nzwei\r\ndrei", 5, 9, "zwei"),
        ("Ver\u00ad\nwaltung spart", 0, 12, "Verwaltung"),
        ("a\u0308rgert sich", 0, 7, "ärgert"),
        ("ﬁnanziert alles", 0, 9, "finanziert"),
        ("zwei   Worte", 7, 12, "Worte"),
        ("so\u200bfort 👍🏽 da", 0, 7, "sofort"),
    ],
)
def test_words_stay_words(text, start, end, words):
    found = normalised(text)
    span = found.span(start, end)
    assert found.text[span.start : span.end] == words


def test_what_leaves_no_trace_has_no_place():
    assert normalised("so\u00adfort").span(2, 3) is None
