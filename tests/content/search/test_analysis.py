"""German words: spellings, stems, parts of compounds, and the data they are read from."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.search import build_lexicon, lexicon, synonyms
from content.search.analysis import terms
from content.search.building import build
from content.search.lexicon import Lexicon
from content.search.spelling import LONGEST, plain
from content.search.synonyms import Synonyms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bürger", "Buergern"),
        ("Straße", "STRASSEN"),
        ("anzubieten", "anbieten"),
        ("Bus", "Busse"),
        ("Ergebnis", "Ergebnisse"),
        ("1.000.000", "1000000"),
        ("Über", "u\u0308ber"),
    ],
)
def test_one_stem(one: str, other: str) -> None:
    assert terms(one).stem == terms(other).stem


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("buerokratieentlastungspaket", ("buerokratie", "entlastung", "paket")),
        ("landesverwaltung", ("land", "verwaltung")),
        ("strassenbahn", ("strasse", "bahn")),
        ("schulhof", ("schul", "hof")),
        ("bundestag", ("bundestag",)),
        ("haushalt", ("haushalt",)),
        ("freitag", ("freitag",)),
        ("sonntagsarbeit", ("sonntag", "arbeit")),
        ("qwertzuiop", ("qwertzuiop",)),
        ("amt", ("amt",)),
    ],
)
def test_compounds_are_cut_where_their_parts_are_common(word: str, parts: tuple[str, ...]) -> None:
    assert lexicon.shipped().split(word) == parts


def test_a_lexicon_is_made_of_counts(tmp_path: Path) -> None:
    counts, out = tmp_path / "counts.tsv", tmp_path / "lexicon.tsv"
    rows = [
        "word\tcount\tshare",
        "steuer\t900\t1",
        "amt\t900\t1",
        "steueramt\t5\t1",
        "haus\t90\t1",
        "halt\t90\t1",
    ]
    counts.write_text("\n".join([*rows, "haushalt\t5000\t1", "und\t9000\t0", "selten\t5\t0"]), "utf-8")
    assert build([str(counts), str(out)], build_lexicon.__doc__, build_lexicon.lines, out) == 0
    made = Lexicon.read(out.read_text("utf-8").splitlines())
    assert made.split("steueramt") == ("steuer", "amt") == made.split("steuersamt")
    assert made.split("haushalt") == ("haushalt",)
    assert made.weight("selten") == made.weight("und") == 0
    assert build([], build_lexicon.__doc__, build_lexicon.lines, out) == 2


def test_the_shipped_synonyms_are_groups() -> None:
    groups = synonyms.groups_of(synonyms.SHIPPED_FILE.read_text("utf-8"))
    assert len(groups) >= 150
    assert all(len(set(group)) == len(group) for group in groups)
    lines = synonyms.SHIPPED_FILE.read_text("utf-8").splitlines()
    assert len(groups) == sum(not line.startswith("#") for line in lines)


def test_synonyms_stand_for_words_and_rows_of_words() -> None:
    known = Synonyms.read("KI; Künstliche Intelligenz = AI\n# nothing\nallein\n")
    assert known.among(["ki"]) == [("kunstlich", "intelligenz"), ("ai",)]
    assert known.among(["die", "kunstlich", "intelligenz"]) == [("ki",), ("ai",)]
    assert known.among(["kunstlich"]) == [] == known.among(["allein"])


def test_of_a_word_without_end_the_beginning_counts() -> None:
    assert len(plain("ﷺ" * 100_000)) <= 18 * LONGEST
    assert plain("a" * 300 + "b") == plain("a" * 300 + "c")
