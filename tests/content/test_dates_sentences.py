"""Whole sentences of offices, courts, newspapers and biographies: each line a day, the values, the text."""

from pathlib import Path

import pytest

from content.dates import find_dates

TABLES = Path(__file__).parent / "dates"


def rows(name: str) -> list[tuple[str, str, str]]:
    lines = (TABLES / name).read_text("utf-8").splitlines()
    return [(day, values, text) for day, values, text in (line.split("\t") for line in lines)]


@pytest.mark.parametrize("name", ["administrative.tsv", "styles.tsv", "english.tsv"])
def test_the_values_in_a_sentence(name: str) -> None:
    table = rows(name)
    wrong = []
    for day, values, text in table:
        found = " ".join(mention.value for mention in find_dates(text, day))
        if found != values:
            wrong.append(f"{text}: {found} instead of {values}")
    assert len(table) > 40
    assert wrong == []


def test_what_only_looks_like_a_date() -> None:
    table = rows("traps.tsv")
    hits = [(text, mention.text) for day, _, text in table for mention in find_dates(text, day)]
    assert len(table) > 140
    assert hits == []
