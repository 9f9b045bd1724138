"""The filter line's query: words and conditions, tolerant of case and umlauts."""

import pytest

from tui.panes.filtering import fold, matcher

ROW = "Straßenbau in Görlitz: Förderung für Radwege"
FIELDS = {"is": ["suggested"], "tag": ["mobil/rad", "geld"], "doc": ["d1", "Haushalt 2026"], "by": ["lea"]}


@pytest.mark.parametrize(
    "query",
    [
        "straßenbau", "STRASSENBAU", "strassen görl", "goerlitz", "foerderung RADWEGE", "fur",
        "tag:mobil", "tag:Geld is:sugg", "doc:d1", "doc:haus", "by:lea rad", "-by:max", "-zug görlitz",
        "görlitz:",
    ],
)  # fmt: skip
def test_matching(query):
    assert (test := matcher(query)) is not None
    text = ROW + " görlitz: " if query == "görlitz:" else ROW
    assert test(text, FIELDS)


@pytest.mark.parametrize(
    "query",
    ["zug", "straße görlitz leipzig", "tag:rad", "is:confirmed", "-görlitz", "-is:suggested", "state:x"],
)
def test_not_matching(query):
    assert (test := matcher(query)) is not None
    assert not test(ROW, FIELDS)


@pytest.mark.parametrize("query", ["", "   ", "-", " - -- "])
def test_a_query_that_asks_for_nothing(query):
    assert matcher(query) is None


@pytest.mark.parametrize("typed", ["N", "Ne", "Neu", "Neue", "Neue R", "Neue Rä", "Neue Räd", "Neue Räder"])
def test_each_letter_typed_still_matches(typed):
    assert fold(typed) in fold("Neue Räder")


def test_decomposed_letters_match_composed_ones():
    assert fold("Go\u0308rlitz") == fold("Görlitz") == fold("GOERLITZ")
