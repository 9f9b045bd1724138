"""Passages and records as text to paste: the words, and where they stand."""

from __future__ import annotations

import pytest

from store.changes import AddDemand, AddDocument, AddEvent, AddEvidence, AddNote, AddTag
from store.review import Review
from tui.citing import cited, place_of, quote

TEXT = """\
Geld für Busse

Für Busse stehen jährlich
40 Millionen\u00a0Euro bereit. Mehr nicht. Das sagt der \x1b[31mBund\x07 [/b]\u202e selbst 🚲."""


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def target(*words: str) -> str:
    return "d1:" + ",".join("{}-{}".format(*at(part)) for part in words)


pytestmark = pytest.mark.usefixtures("german")


@pytest.fixture
def review() -> Review:
    first = Review.memory("Busse", "anna")
    first.apply(
        AddDocument(
            title="Haushalt",
            text=TEXT,
            date="2026-07-04",
            publisher="Kreisblatt",
            source="https://example.org/1",
        ),
        AddDocument(title="Ohne alles", text="Nur ein Satz."),
    )
    first.apply(
        AddDemand(text="Busse fördern", document="d1", spans=(at("Mehr nicht."),)),
        AddDemand(text="Radwege bauen"),
        AddEvent(edtf="2027", label="Beratung im Kreistag"),
        AddNote(target="d1", text="Wer zahlt?"),
        AddNote(target=target("Mehr nicht."), text="Schade"),
        AddEvidence(demand="f2", target=target("Für Busse", "40 Millionen")),
        AddTag(name="Geld"),
    )
    return first


def words(review: Review, of: str) -> str:
    return quote(review.view(), of, review.text)


def source(review: Review, of: str) -> str:
    return cited(review.view(), of, review.text)


# Where


def test_a_passage_is_its_document_and_spans(review: Review) -> None:
    assert place_of(review.view(), "d1:3-9") == ("d1", [(3, 9)])
    assert place_of(review.view(), "d12:3-9,20-31") == ("d12", [(3, 9), (20, 31)])


def test_a_record_stands_where_its_passage_is(review: Review) -> None:
    assert place_of(review.view(), "f1") == ("d1", [at("Mehr nicht.")])
    assert place_of(review.view(), "b1") == ("d1", [at("Für Busse"), at("40 Millionen")])
    assert place_of(review.view(), "n2") == ("d1", [at("Mehr nicht.")])


@pytest.mark.parametrize("nowhere", ["f2", "e1", "n1", "d1", "t1", "f99", "", "d1:", "d1:3", "d1:3-9,"])
def test_what_stands_nowhere(review: Review, nowhere: str) -> None:
    assert place_of(review.view(), nowhere) is None


# The words


def test_the_words_of_a_passage_are_one_line(review: Review) -> None:
    assert words(review, target("stehen jährlich\n40 Millionen\u00a0Euro")) == (
        "stehen jährlich 40 Millionen Euro"
    )


def test_the_parts_of_a_passage_follow_one_another(review: Review) -> None:
    assert words(review, target("Für Busse", "40 Millionen")) == "Für Busse 40 Millionen"
    assert words(review, "b1") == "Für Busse 40 Millionen"


def test_a_record_in_a_text_gives_the_texts_words(review: Review) -> None:
    assert words(review, "f1") == "Mehr nicht."


@pytest.mark.parametrize(
    ("record", "own"),
    [
        ("f2", "Radwege bauen"),
        ("e1", "Beratung im Kreistag"),
        ("n1", "Wer zahlt?"),
        ("d1", "Haushalt"),
        ("f99", ""),
    ],
)
def test_a_record_without_a_place_gives_its_own_words(review: Review, record: str, own: str) -> None:
    assert words(review, record) == own


def test_characters_beyond_the_first_plane_count_as_one(review: Review) -> None:
    assert words(review, target("selbst 🚲")) == "selbst 🚲"


# The source


def test_a_citation_has_title_publisher_day_source_and_position(review: Review) -> None:
    start, end = at("Mehr nicht.")
    assert source(review, f"d1:{start}-{end}") == (
        f"„Mehr nicht.“ (Haushalt, Kreisblatt, 04.07.2026, https://example.org/1, {start}–{end})"
    )
    assert source(review, "f1") == source(review, f"d1:{start}-{end}")


def test_every_span_of_a_citation_is_named(review: Review) -> None:
    (first, second), (third, fourth) = at("Für Busse"), at("40 Millionen")
    assert source(review, "b1").endswith(f", {first}–{second}, {third}–{fourth})")
    assert source(review, "b1").startswith("„Für Busse 40 Millionen“ (")


def test_what_is_not_known_of_a_document_is_left_out(review: Review) -> None:
    assert source(review, "d2:0-3") == "„Nur“ (Ohne alles, undatiert, 0–3)"


def test_a_document_as_a_whole_is_its_source(review: Review) -> None:
    assert source(review, "d1") == "Haushalt, Kreisblatt, 04.07.2026, https://example.org/1"


@pytest.mark.parametrize(
    ("record", "own"), [("f2", "Radwege bauen"), ("e1", "Beratung im Kreistag"), ("n1", "Wer zahlt?")]
)
def test_a_record_without_a_place_has_no_source(review: Review, record: str, own: str) -> None:
    assert source(review, record) == own


def test_hostile_text_is_handed_on_as_it_is(review: Review) -> None:
    """Whoever shows or copies it makes it harmless; a citation must not change what it cites."""
    hostile = "\x1b[31mBund\x07 [/b]\u202e selbst"
    assert words(review, target(hostile)) == hostile
    assert source(review, target(hostile)).startswith(f"„{hostile}“ (")
