"""Two wordings shown beside one another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.anchors.wording import difference, same_wording


def test_what_went_stands_before_what_came() -> None:
    assert difference("Die Frist endet am 31. März.", "Die Frist endet am 30. Juni.") == [
        ("equal", "Die Frist endet am "),
        ("removed", "31"),
        ("added", "30"),
        ("equal", ". "),
        ("removed", "März"),
        ("added", "Juni"),
        ("equal", "."),
    ]


def test_equal_and_empty_wordings() -> None:
    assert difference("Der Rat.", "Der Rat.") == [("equal", "Der Rat.")]
    assert difference("", "") == []
    assert difference("", "Neu.") == [("added", "Neu.")]
    assert difference("Alt.", "") == [("removed", "Alt.")]


def test_a_sentence_put_in_is_added_as_a_whole() -> None:
    old = "Der Rat tagt. Der Rat beschließt."
    new = "Der Rat tagt. Der Rat berät. Der Rat beschließt."
    assert [kind for kind, _text in difference(old, new)] == ["equal", "added", "equal"]


def test_spaces_alone_are_no_common_ground() -> None:
    assert difference("alles ist neu", "nichts bleibt gleich") == [
        ("removed", "alles ist neu"),
        ("added", "nichts bleibt gleich"),
    ]


@given(st.text("ab .\n", max_size=60), st.text("ab .\n", max_size=60))
def test_the_parts_make_up_both_wordings(old: str, new: str) -> None:
    parts = difference(old, new)
    assert "".join(text for kind, text in parts if kind != "added") == old
    assert "".join(text for kind, text in parts if kind != "removed") == new
    assert all(text for _kind, text in parts)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("die Verwaltung", "die Verwal-\ntung"),
        ("„eﬀektiv“ – sagt er", '"effektiv" - sagt er'),
        ("drei, vier", "drei vier"),
        ("Büro", "Bu\u0308ro"),
    ],
)
def test_another_rendering_is_the_same_wording(old: str, new: str) -> None:
    assert same_wording(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [("sie", "Sie"), ("1,5 Mio", "15 Mio"), ("5 €", "5 %"), ("zulässig", "unzulässig"), ("17/24", "1724")],
)
def test_another_meaning_is_not(old: str, new: str) -> None:
    assert not same_wording(old, new)
