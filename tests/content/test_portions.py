"""A text in portions: where they begin and end, and what may be evidence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.model import Region, Span
from content.portions import LEAST, MOST, Portion, citable, portions
from content.regions import find_regions

SENTENCE = "Der Kreistag hat gestern über den Zuschuss für das Hallenbad beraten. "
LONG = (SENTENCE * 30).strip()
MIDDLE = (SENTENCE * 4).strip()


def region(kind, text, words):
    start = text.index(words)
    return Region(kind, start, start + len(words))


def cut(text, regions=None):
    return list(portions(text, find_regions(text) if regions is None else regions))


def test_short_paragraphs_are_taken_together_and_long_ones_cut_between_sentences():
    text = f"{SENTENCE.strip()}\n\n{SENTENCE.strip()}\n\n{LONG}"
    found = cut(text, (Region("body", 0, len(text)),))
    assert text[found[0].start : found[0].end] == f"{SENTENCE.strip()}\n\n{SENTENCE.strip()}"
    assert all(LEAST <= one.end - one.start <= MOST for one in found[1:-1])
    assert all(one.text.startswith("Der") and one.text.endswith("beraten.") for one in found)


def test_a_heading_goes_with_what_stands_below_it_and_is_not_cited():
    text = f"{MIDDLE} {MIDDLE}\n\nSchwimmen\n\n{MIDDLE}"
    regions = (
        Region("body", 0, text.index("\n")),
        region("title", text, "Schwimmen"),
        Region("body", text.index("Schwimmen") + 11, len(text)),
    )
    _above, below = cut(text, regions)
    assert below.text == f"Schwimmen\n\n{MIDDLE}" and below.evidence
    (span,) = citable(below.start, below.end, regions)
    assert text[span.start : span.end] == MIDDLE


@pytest.mark.parametrize("kind", ["teaser", "letterhead", "boilerplate"])
def test_what_proves_nothing_is_a_portion_of_its_own(kind):
    text = f"{MIDDLE}\n\nRathausplatz 1\n\n{MIDDLE}"
    silent = region(kind, text, "Rathausplatz 1")
    regions = (Region("body", 0, silent.start - 2), silent, Region("body", silent.end + 2, len(text)))
    assert [one.evidence for one in cut(text, regions)] == [True, False, True]


def test_a_text_of_one_line_is_evidence_whatever_it_looks_like():
    text = "Mehr Geld für Bäder"
    assert [(one.start, one.end, one.evidence) for one in cut(text)] == [(0, len(text), True)]
    assert citable(0, len(text), find_regions(text)) == (Span(0, len(text)),)


def test_a_heading_without_text_below_is_no_evidence():
    text = f"{MIDDLE}\n\nAusblick"
    regions = (Region("body", 0, len(MIDDLE)), region("title", text, "Ausblick"))
    assert [one.evidence for one in cut(text, regions)] == [True, False]


def test_a_sentence_that_a_letterhead_cuts_is_whole_in_one_portion():
    head, tail = "Der Landkreis bezahlt ab Herbst die Verwal-", "tung der Bäder aus eigener Kasse."
    text = f"{head}\n\nRathausplatz 1\n\n{tail}"
    silent = region("letterhead", text, "Rathausplatz 1")
    regions = (Region("body", 0, len(head)), silent, Region("body", silent.end + 2, len(text)))
    found, between = cut(text, regions)
    assert found.text == "Der Landkreis bezahlt ab Herbst die Verwaltung der Bäder aus eigener Kasse."
    assert between == Portion(silent.start, silent.end, "Rathausplatz 1", False), (
        "is found, but proves nothing"
    )
    assert citable(found.start, found.end, regions) == (Span(0, len(head)), Span(silent.end + 2, len(text)))


@pytest.mark.parametrize("letter", ["x", "xx "])
def test_endless_lines_are_cut(letter):
    text = (letter * 20_000).strip()
    found = cut(text)
    assert max(one.end - one.start for one in found) <= 4 * MOST


@given(st.text(alphabet="ab. \n-", max_size=3000))
def test_nothing_is_lost_and_nothing_is_there_twice(text):
    found = cut(text)
    inside = [at for one in found for at in range(one.start, one.end)]
    assert len(inside) == len(set(inside))
    assert all(letter.isspace() for at, letter in enumerate(text) if at not in set(inside))
