"""What a query's words are compared with: small letters, umlauts written out, accents dropped."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.filtering import asked_of, begins, folds, holds
from store.states import bounds

MARKED = st.text(st.characters(codec="utf-8") | st.sampled_from("äöüßéÅŁ가\u0308\u0323İſﬁ"))


@given(MARKED)
def test_a_text_is_folded_letter_by_letter_as_if_it_were_as_a_whole(text: str) -> None:
    small = unicodedata.normalize("NFC", text).casefold()
    written = small.translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"}))
    bare = "".join(one for one in unicodedata.normalize("NFD", small) if not unicodedata.combining(one))
    assert folds(text) == (written, bare)


@pytest.mark.parametrize("asked", ["größe", "GROESSE", "grosse", "Gro\u0308ße"])
def test_a_word_is_found_however_its_umlaut_is_typed(asked: str) -> None:
    assert holds("Die Größe der Ämter", asked) and begins("Größe", asked)
    assert not holds("Die Grobe", asked)


def test_the_fields_that_a_query_asks_for() -> None:
    assert asked_of("radwege is:suggested -(doc:plan or tag:geld)") == {"is", "doc", "tag"}
    assert asked_of("radwege") == asked_of("") == asked_of("um 10:30") == frozenset()


@pytest.mark.parametrize("edtf", ["2026-02-30", "2026-W1-11", "2026-1X-01", "+026-01-01", "2026-01-0²"])
def test_what_only_looks_like_a_day_has_no_bounds(edtf: str) -> None:
    assert bounds(edtf) == (None, None)
