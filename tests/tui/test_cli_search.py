"""``search``, ``suggest`` and ``synonyms`` on the command line: each command in this process."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from store.changes import AddDemand, AddDocument, AddNote, AddReviewer, AttachTags
from store.review import Review
from store.search import feeding
from tests.tui.calling import Run, Said
from tui.cli import main

ASKED = "Kreisbund tagt\n\nDer Kreisbund fordert vom Land Geld für neue Zebrastreifen an Schulen.\n"
TOLD = "Im Herbst werden vor zwölf Schulen Zebrastreifen gemalt. Das Geld kommt vom Land."
OTHER = "Der Fahrplan der Fähre ändert sich im Winter nicht."


pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs one command on a project: d1 with the demand f1, d2 that may answer it, d3 of a ferry."""
    folder = tmp_path / "wege.vermerk"
    review = Review.create(folder, "Wege", "anna")
    review.apply(AddReviewer("ben", "viewer"))
    review.apply(AddDocument(ASKED, title="Kreisbund tagt", date="2026-03-06"))
    review.apply(AddDocument(TOLD, title="Schulwege", date="2026-05-04"), AddDocument(OTHER, title="Fluss"))
    review.apply(AddDemand("Geld für Zebrastreifen", document="d1", spans=((30, 60),)))
    review.apply(AddNote("d2", "Welche zwölf?"), AttachTags("d2", ("Weg/Schule",)))
    review.close()

    def command(name: str, *words: str, me: str = "anna", stdin: bytes = b"") -> Said:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="ascii"))
        code = main([name, str(folder), "--as", me, *words])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return Said(code, said.out, said.err)

    return command


def lines(*values: object) -> bytes:
    return b"".join((one if isinstance(one, bytes) else json.dumps(one).encode()) + b"\n" for one in values)


# search


def test_search_prints_a_hit_a_line(run: Run) -> None:
    said = run("search", "Zebrastreifen", "--json", me="ben")
    assert said.code == 0 and said.err == ""
    assert {(row["kind"], row["id"]) for row in said.rows} >= {("document", "d2"), ("demand", "f1")}
    row = next(row for row in said.rows if row["id"] == "d2")
    assert list(row) == ["kind", "id", "document", "version", "start", "end", "snippet", "score"]
    assert TOLD[row["start"] : row["end"]] == TOLD == row["snippet"]


def test_search_shows_people_where(run: Run) -> None:
    said = run("search", "Fahrplan")
    assert f"d3:0-{len(OTHER)}" in said.out and OTHER in said.out


def test_documents_instead_of_passages(run: Run) -> None:
    rows = run("search", "--json", "--documents", "Fahrplan Bus Zebrastreifen Rathaus").rows
    assert rows and len({row["document"] for row in rows}) == len(rows)
    assert {row["kind"] for row in rows} == {"document"}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("Zebrastreifen", "--only", "d2"), {"d2"}),
        (("--only", "d2", "d3", "--", "Zebrastreifen OR Fahrplan"), {"d2", "d3"}),
        (("--only", "d2", "--only", "d3", "Zebrastreifen OR Fahrplan"), {"d2", "d3"}),
        (("Schulen", "--tag", "weg"), {"d2", "t1"}),
        (("in:notes", "zwölf"), {"n1"}),
        (("--", "Fahrplan", "-Winter"), set()),
    ],
)
def test_search_looks_where_it_is_told(run: Run, words: tuple[str, ...], found: set[str]) -> None:
    assert {row["id"] for row in run("search", "--json", *words).rows} == found


def test_search_says_when_nothing_is_found_and_what_was_meant(run: Run) -> None:
    said = run("search", "Zebrastriefen in:wetter")
    assert said.code == 0 and said.out == ""
    assert "Nothing was found." in said.err and "in:wetter" in said.err
    assert "Did you mean “Zebrastreifen”?" in run("search", "Zebrastriefen").err


def test_search_says_how_much_is_indexed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeding, "CHUNK", 1)
    monkeypatch.setattr("tui.cli.asking.PATIENCE", 0.0)
    said = run("search", "Zebrastreifen", "--json")
    assert "of 3 documents are indexed" in said.err and said.code == 0
    assert run("search", "Zebrastreifen", "--json", "--wait").err == ""


@pytest.mark.parametrize("limit", ["0", "x", "-1", "1.5"])
def test_a_limit_is_a_number(run: Run, limit: str) -> None:
    assert run("search", "Zebrastreifen", f"--limit={limit}").code == 2


def test_search_answers_batches_in_order(run: Run) -> None:
    asked = lines({"id": 7, "query": "Fahrplan"}, b"{", {"id": "b"}, {"query": "nie"}, {"id": 8, "query": ""})
    said = run("search", "-", "--limit", "1", stdin=asked)
    first, broken, missing, nothing, everything = said.rows
    assert said.code == 1
    assert first["id"] == 7 and [hit["id"] for hit in first["hits"]] == ["d3"]
    assert list(broken) == ["line", "error"] and broken["line"] == 2
    assert missing["id"] == "b" and "query" in missing["error"] and "hits" not in missing
    assert nothing == {"id": None, "hits": []} and len(everything["hits"]) == 1
    assert run("search", "-", stdin=lines({"id": 1, "query": "Fahrplan"})).code == 0


def test_a_long_document_leaves_room_for_others_in_a_batch(run: Run, tmp_path: Path) -> None:
    long = " ".join(f"Der Fahrplan gilt in Zone {zone}, und der Fahrplan hängt aus." for zone in range(200))
    with Review.open(tmp_path / "wege.vermerk", "anna") as review:
        review.apply(AddDocument(long, title="Zonen"))
    (alone,) = run("search", "-", "--limit", "2", stdin=lines({"id": 1, "query": "Fahrplan"})).rows
    assert {hit["document"] for hit in alone["hits"]} == {"d3", "d4"}
    assert {hit["document"] for hit in run("search", "Fahrplan Zone", "--limit", "2", "--json").rows} == {
        "d4"
    }


# suggest


def test_suggest_ranks_passages_of_other_documents(run: Run) -> None:
    said = run("suggest", "f1", "--json", me="ben")
    (row,) = said.rows
    assert (row["document"], row["start"], row["end"], row["text"]) == ("d2", 0, len(TOLD), TOLD)
    assert row["spans"] == [[0, len(TOLD)]] and "Zebrastreifen" in row["why"] and row["flags"] == []
    assert f"d2:0-{len(TOLD)}" in run("suggest", "f1").out


def test_suggest_takes_any_words(run: Run) -> None:
    assert [row["document"] for row in run("suggest", "Fähre", "im", "Winter", "--json").rows][0] == "d3"


def test_a_decision_on_a_suggestion_lasts(run: Run) -> None:
    assert run("suggest", "f1", "--reject", f"d2:0-{len(TOLD)}", me="ben").code == 5
    said = run("suggest", "f1", "--reject", f"d2:0-{len(TOLD)}", "--accept", "d3:0-12", "--grade", "weak")
    assert said.code == 0 and len(said.out.split()) == 2
    assert run("suggest", "f1", "--json").rows == []
    states = {(row["document"], row["state"], row["grade"]) for row in run("list", "evidence", "--json").rows}
    assert states == {("d2", "rejected", None), ("d3", "confirmed", "weak")}


def test_suggest_answers_the_other_way_round(run: Run) -> None:
    (row,) = run("suggest", "--for", "d2", "--json").rows
    assert (row["demand"], row["document"]) == ("f1", "d2")
    assert "f1" in run("suggest", "--for", "d2:0-56").out
    assert run("suggest", "--for", "d9").code == 1


def test_suggest_answers_batches_in_order(run: Run) -> None:
    asked = lines({"id": 1, "text": "Zebrastreifen"}, {"id": 2, "text": "Plan", "title": "Fähre"}, {"id": 3})
    said = run("suggest", "-", "--only", "d2", "d3", stdin=asked + lines({"id": 4, "text": "x", "title": 5}))
    one, two, three, four = said.rows
    assert said.code == 1 and [row["id"] for row in said.rows] == [1, 2, 3, 4]
    (hit,) = one["hits"]
    assert list(hit) == ["document", "start", "end", "score"] and hit["document"] == "d2"
    assert [hit["document"] for hit in two["hits"]] == ["d3"]
    assert "text" in three["error"] and "title" in four["error"]


@pytest.mark.parametrize("words", [(), ("f1", "--accept", "d2"), ("f1", "--only", "Straße")])
def test_suggest_asks_for_what_it_needs(run: Run, words: tuple[str, ...]) -> None:
    assert run("suggest", *words).code == 2


def test_suggest_knows_its_demands(run: Run) -> None:
    said = run("suggest", "f77")
    assert said.code == 1 and "f77" in said.err


# synonyms


def test_synonyms_are_kept_with_the_project(run: Run) -> None:
    assert run("search", "Querungshilfe", "--json").rows == []
    assert run("synonyms", "add", "Querungshilfe", "Zebrastreifen").code == 0
    assert "d2" in {row["id"] for row in run("search", "Querungshilfe", "--json").rows}
    assert run("synonyms").out == run("synonyms", "list").out == "Querungshilfe = Zebrastreifen\n"
    assert run("synonyms", "list", "--json").rows == [["Querungshilfe", "Zebrastreifen"]]
    assert run("synonyms", "remove", "querungshilfe").code == 0
    assert run("synonyms").out == "" and run("synonyms", "remove", "querungshilfe").code == 1
    assert run("synonyms", "add", "a", "b", me="ben").code == 5
