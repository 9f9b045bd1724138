"""Any string is a query, and no query breaks the index."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from content.filter_words import Remark
from content.query_tree import Every, Some, Without
from content.search.index import Index
from content.search.query import Filter, Phrase, Query, Word, parse
from content.search.snippets import snippet
from content.search.units import Unit

TEXT = "Die Verwaltung wird digital, der Bürokratie-Abbau kommt voran, Straßen und Busse kosten 1.000 Euro."

#: What people type, and what FTS5 takes for syntax.
SYNTAX = r"""
    Bürokratie-Abbau "digitale Verwaltung" " ( ) AND OR NOT NEAR ( NEAR(a,b) * entl* -x - -- -( ^ :
    stem: {stem} tag:a doc:d1 -is:x date:2026-03.. in: '; \ % _ a_b 1.000 P&R ß ẞ ſ İ ½ 🙂 ﬁ Ä
    AND: ODER UND NICHT
"""
PIECES = st.sampled_from([*SYNTAX.split(), "\0", "\ud800", "a\u0308"])
TYPED = st.lists(PIECES | st.text(max_size=8), max_size=12).map(" ".join) | st.text(max_size=60)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    index = Index.open(tmp_path_factory.mktemp("index"))
    index.put("d1", 1, [Unit("document", "d1", TEXT, "d1", "v1", 0, len(TEXT))])
    yield index
    index.close()


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("Haushalt", Word("Haushalt")),
        ("Haushalt Etat", Some((Word("Haushalt"), Word("Etat")))),
        ('"digitale Verwaltung"', Phrase(("digitale", "Verwaltung"))),
        ("„digitale Verwaltung“", Phrase(("digitale", "Verwaltung"))),
        ('"Haushalt"', Word("Haushalt")),
        ("entlast*", Word("entlast", prefix=True)),
        ("a b AND c", Some((Word("a"), Every((Word("b"), Word("c")))))),
        ("a UND b ODER c", Some((Every((Word("a"), Word("b"))), Word("c")))),
        ("a AND (b OR c)", Every((Word("a"), Some((Word("b"), Word("c")))))),
        ("a NOT b", Some((Word("a"), Without(Word("b"))))),
        ("a -b", Some((Word("a"), Without(Word("b"))))),
        ("NOT -b", Word("b")),
        ("a-b", Word("a-b")),
        ("and oder", Some((Word("and"), Word("oder")))),
        ("AND OR NOT", None),
        ("( )", None),
        ("…", None),
    ],
)
def test_syntax(typed: str, text: object) -> None:
    assert parse(typed).text == text


def test_filters_stand_anywhere_and_hold_for_all() -> None:
    query = parse('tag:Zusage (Bus -doc:d3) date:2026-03.. by:"Anna Berg" IS:confirmed')
    assert query == Query(
        Word("Bus"),
        (
            Filter("tag", "Zusage"),
            Filter("doc", "d3", without=True),
            Filter("date", "2026-03.."),
            Filter("by", "Anna Berg"),
            Filter("is", "confirmed"),
        ),
    )


def test_filters_have_german_names_too() -> None:
    german = parse("Schlagwort:Zusage dok:d3 von:anna datum:2026 -ist:bestätigt in:notizen")
    english = parse("tag:Zusage doc:d3 by:anna date:2026 -is:bestätigt in:notizen")
    assert german == english and len(german.filters) == 6 and german.text is None


def test_a_filter_without_value_or_of_no_known_name_is_words() -> None:
    assert parse("tag: seit:2020") == Query(Some((Word("tag"), Word("seit:2020"))))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("(a", Remark("unclosed")),
        ("a)", Remark("closing")),
        ("(" * 30 + "a", Remark("deep")),
        ("a " * 3000, Remark("long", "4000")),
    ],
)
def test_what_was_taken_otherwise_is_said(typed: str, said: Remark) -> None:
    assert said in parse(typed).remarks


@given(typed=TYPED)
@example(typed='"')
@example(typed="-(-(a b) -c)")
@example(typed="(" * 200 + "a" + ")" * 200)
@example(typed="- OR NOT NOT (AND)")
@example(typed="NOT " * 950 + "a")
@example(typed="x" * 4000)
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_nothing_typed_raises(index: Index, typed: str) -> None:
    query = parse(typed)
    assert parse(typed) == query
    for hit in index.search(query, 5):
        ends = [0, *(at for match in hit.matches for at in match), len(hit.unit.text)]
        assert ends == sorted(ends)
        cut = snippet(hit.unit.text, hit.matches, 30)
        assert 0 <= cut.start <= cut.end <= len(hit.unit.text)
    index.correction(query)
    index.suggest(typed, typed)


def test_a_snippet_shows_most_matches_between_words() -> None:
    text = "Am Anfang steht wenig. " * 10 + "Bus und Bahn kosten Geld. " + "Am Ende auch. " * 10
    at = text.index("Bus")
    matches = ((0, 2), (at, at + 3), (at + 8, at + 12))
    cut = snippet(text, matches, 60)
    assert "Bus und Bahn" in text[cut.start : cut.end] and cut.end - cut.start <= 60
    assert cut.matches == matches[1:]
    assert text[cut.start - 1].isspace() and not text[cut.start].isspace() and text[cut.end].isspace()
