"""The bundled review: whole, playable, and in the states that it is meant to show."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from content.model import SILENT_REGIONS
from store.changes import AddNote
from store.errors import Refused
from store.model import TABLES
from store.review import Review
from store.sample import NAME, make_sample, place_of, play, sample_file, sample_lines


@pytest.fixture(scope="module")
def review() -> Review:
    made = Review.memory(NAME, acting="petra")
    play(made)
    return made


def texts() -> dict[str, str]:
    return {
        line["as"]: sample_file(line["file"]).read_text(encoding="utf-8")
        for line in sample_lines()
        if "file" in line
    }


class TestLines:
    def test_every_quote_stands_in_its_document_exactly_once(self) -> None:
        quoted = [line for line in sample_lines() if "quote" in line]
        assert len(quoted) > 40
        for line in quoted:
            start, end = place_of(line["quote"], texts()[line["document"]])
            assert texts()[line["document"]][start:end] == line["quote"]

    def test_every_name_is_made_before_it_is_used_and_made_once(self) -> None:
        known: set[str] = set()
        for line in sample_lines():
            used = {value for key, value in line.items() if key != "as" and str(value).startswith("@")}
            assert used <= known, line
            assert line.get("as") not in known
            known.add(line.get("as", ""))

    def test_a_quote_that_stands_twice_or_never_is_refused(self) -> None:
        with pytest.raises(Refused, match="2 times"):
            place_of("Amt", "Amt und Amt")
        with pytest.raises(Refused, match="0 times"):
            place_of("Amt", "Rathaus")


class TestTexts:
    def test_there_are_five_of_readable_length(self) -> None:
        assert len(texts()) == 5
        assert all(200 <= len(text.split()) <= 400 for text in texts().values())

    def test_stored_offsets_are_those_of_the_files(self, review: Review) -> None:
        stored = [review.text(row.id) for row in review.rows("documents")]
        assert [text.strip() for text in stored] == [text.strip() for text in texts().values()]

    def test_nothing_quoted_lies_in_a_region_without_a_say(self, review: Review) -> None:
        for evidence in review.rows("evidence"):
            silent = [region for region in review.regions(evidence.document) if region.kind in SILENT_REGIONS]
            assert not [
                (region, span)
                for region in silent
                for span in evidence.spans
                if region.start <= span[0] < region.end
            ]

    def test_two_print_no_date_and_have_none(self, review: Review) -> None:
        dates = [row.date for row in review.rows("documents")]
        assert dates == [None, None, "2024-08-08", "2026-04-24", "2026-07-06"]


class TestReview:
    def test_demands_are_in_every_state_of_review(self, review: Review) -> None:
        confirmed = [row for row in review.rows("demands") if row.state == "confirmed"]
        assert Counter(row.review for row in confirmed) == {
            "reviewed": 5,
            "disputed": 3,
            "in_review": 2,
            "unreviewed": 5,
        }

    def test_the_catalogue_has_twelve_items_in_two_topics(self, review: Review) -> None:
        items = [row for row in review.rows("demands") if row.deadline == "running"]
        assert Counter(row.topic for row in items) == {
            "Unterwegs in Stadt und Land": 6,
            "Digitale Ämter aus einem Guss": 6,
        }
        assert {row.addressee for row in items} == {"Regierung des 8. Landtags"}

    def test_one_demand_has_parts(self, review: Review) -> None:
        demands = {row.id: row for row in review.rows("demands")}
        parts = [row for row in demands.values() if row.parent]
        assert len(parts) == 2
        assert {demands[row.parent].text.startswith("Gemeinsame IT-Dienste") for row in parts} == {True}

    def test_two_judge_and_the_lead_decides(self, review: Review) -> None:
        verdicts = review.rows("verdicts")
        assert Counter((row.by, row.final) for row in verdicts) == {
            ("lea", False): 9,
            ("jonas", False): 9,
            ("martha", True): 2,
        }
        assert any(row.answer == "not_found" for row in verdicts)

    def test_evidence_has_stances_and_grades_that_differ(self, review: Review) -> None:
        evidence = review.rows("evidence")
        assert {row.stance for row in evidence} == {"supports", "contradicts", "mentions"}
        assert any(len({grade for _, grade in row.grades}) == 2 for row in evidence)

    def test_suggestions_are_left_to_do(self, review: Review) -> None:
        for kind in ("events", "demands"):
            assert {row.state for row in review.rows(kind)} == {"confirmed", "rejected", "suggested"}

    def test_notes_are_answered_and_one_thread_is_settled(self, review: Review) -> None:
        notes = review.rows("notes")
        assert sum(row.parent is not None for row in notes) == 2
        assert sum(row.resolved for row in notes) == 1

    def test_tags_have_levels_colours_and_hotkeys(self, review: Review) -> None:
        tags = review.rows("tags")
        assert any("/" in row.name for row in tags)
        assert all(row.colour and row.uses for row in tags)
        assert sorted(row.hotkey for row in tags if row.hotkey) == list("12345")


class TestMaking:
    def test_it_is_a_project_that_its_maker_leads(self, tmp_path: Path) -> None:
        make_sample(tmp_path / "probe.vermerk")
        with_it = Review.open(tmp_path / "probe.vermerk")
        assert (with_it.name, with_it.role) == (NAME, "lead")
        assert {row.name for row in with_it.rows("reviewers")} == {with_it.me, "martha", "lea", "jonas"}
        with_it.close()

    def test_its_snapshot_holds_everything(self, tmp_path: Path) -> None:
        make_sample(tmp_path / "probe")
        tables = json.loads((tmp_path / "probe" / "current.json").read_text(encoding="utf-8"))
        assert set(TABLES) <= set(tables)
        assert len(tables["documents"]) == 5

    def test_a_folder_in_use_is_left_alone(self, tmp_path: Path) -> None:
        (tmp_path / "brief.txt").write_text("x", encoding="utf-8")
        with pytest.raises(Refused, match="already"):
            make_sample(tmp_path)
        assert [path.name for path in tmp_path.iterdir()] == ["brief.txt"]

    def test_nothing_half_made_stays_behind(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("store.sample.sample_lines", lambda: [{"do": "note.add", "target": "@nowhere"}])
        with pytest.raises(Refused, match="@nowhere"):
            make_sample(tmp_path / "probe")
        assert list(tmp_path.iterdir()) == []

    def test_who_is_called_like_one_of_its_reviewers_takes_that_part(self) -> None:
        review = Review.memory(NAME, acting="lea")
        play(review)
        assert [row.role for row in review.rows("reviewers") if row.name == "lea"] == ["lead"]

    def test_history_tells_who_did_what(self, review: Review) -> None:
        done = {(line.who, line.do) for line in review.history()}
        assert {("martha", "demand.add+sample"), ("jonas", "verdict.set+sample")} <= done

    @pytest.mark.parametrize("name", ["petra", "martha", "lea"])
    def test_nobody_takes_back_what_it_was_made_with(self, name: str) -> None:
        review = Review.memory(NAME, acting=name)
        play(review)
        with pytest.raises(Refused, match="nothing to undo"):
            review.undo()
        review.apply(AddNote("d1", "Mine"))
        assert review.undo().label == "note.add"
        with pytest.raises(Refused, match="nothing to undo"):
            review.undo()
