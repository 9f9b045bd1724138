"""Dates and demands that are found after a large import: nothing twice, nothing forgotten."""

import time
from types import SimpleNamespace

import pytest

from content.apart import Findings
from store import background
from store import unread as queue
from store.changes import (
    AddEvent,
    AddNote,
    AddReviewer,
    ConfirmEvent,
    EditDocument,
    RemoveDocument,
    ReviseDocument,
)
from store.errors import Busy, Conflict, Full
from store.review import Review
from store.search import feeding

NEWS = "Brücke gesperrt\n\nAm 12. Mai 2026 tagt der Bauausschuss. Die Stadt muss die Brücke sanieren.\n"
LAKE = "Seebad öffnet\n\nDer Kreis fordert vom Land einen Zuschuss. Gestern wurde gebaggert.\n"


@pytest.fixture
def folder(tmp_path):
    papers = tmp_path / "papiere"
    papers.mkdir()
    (papers / "a.txt").write_text(NEWS, encoding="utf-8")
    (papers / "b.txt").write_text(LAKE, encoding="utf-8")
    return papers


@pytest.fixture
def review(folder):
    """Two documents whose dates and demands are still to be found."""
    made = Review.memory()
    assert [one.status for one in made.import_files([folder], later=True)] == ["imported"] * 2
    return made


def dates(review):
    return [row.edtf for row in review.rows("events")]


def test_texts_come_first_and_can_be_found(review):
    assert review.unread.count() == 2
    assert not review.rows("events") and not review.rows("demands")
    found = review.search("Seebad", seconds=0)
    assert [hit.document for hit in found.hits] == ["d2"] and found.progress.whole


def test_what_is_found_later_is_what_would_have_been_found_at_once(review, folder):
    at_once = Review.memory()
    list(at_once.import_files([folder], later=False))
    review.unread.read()
    assert review.unread.count() == 0
    for kind in ("events", "demands"):
        rows = [(row.text, row.spans, row.state, row.by) for row in review.rows(kind)]
        assert rows and rows == [(row.text, row.spans, row.state, row.by) for row in at_once.rows(kind)]
    assert review.search("Zuschuss in:demands", seconds=0).progress.whole


def test_a_text_goes_into_the_index_once(review, monkeypatch):
    """What is found in it later changes its record, but not its words."""
    put = []
    units = feeding.text_units
    monkeypatch.setattr(
        feeding, "text_units", lambda version, *rest: put.append(version["id"]) or units(version, *rest)
    )
    review.unread.read()
    assert put == [] and review.search("Seebad in:documents", seconds=0).progress.whole
    review.apply(ReviseDocument("d2", LAKE.replace("baggert", "segelt")))
    assert [hit.document for hit in review.search("gesegelt", seconds=0).hits] == ["d2"]
    assert put == [review.engine.get("d2")["version"]]


def test_much_is_left_for_later_and_little_is_not(folder, monkeypatch):
    for small, waiting in ((10_000, 0), (10, 2)):
        monkeypatch.setattr("store.importing.SMALL", small)
        review = Review.memory()
        list(review.import_files([folder]))
        assert review.unread.count() == waiting


def test_only_some_documents_are_read_and_progress_is_told(review):
    told = []
    review.unread.read({"d2"}, lambda done, all_: told.append((done, all_)))
    assert review.unread.count() == 1 and {row.document for row in review.rows("demands")} == {"d2"}
    assert told[0][0] == 0 and told[-1][0] == told[-1][1] > 0


def test_a_second_look_finds_nothing_more(review):
    review.unread.read()
    seq = review.seq
    review.unread.read()
    assert review.seq == seq


def test_what_a_reviewer_made_meanwhile_is_not_suggested_again(review):
    start = NEWS.index("12. Mai 2026")
    review.apply(AddEvent(edtf="2026-05-12", document="d1", spans=((start, start + 12),)))
    review.unread.read()
    assert dates(review) == ["2026-05-12"]


def test_a_date_given_meanwhile_is_what_relative_dates_count_from(review):
    review.apply(EditDocument("d2", date="2026-07-06"))
    assert not review.rows("events"), "nothing is read before its time"
    review.unread.read({"d2"})
    assert dates(review) == ["2026-07-05"]


def test_a_date_changed_during_the_search_has_it_done_again(review, monkeypatch):
    real, days = queue.findings, iter(["2026-07-06", "2026-07-08"])

    def slow(text, date, regions):
        if day := next(days, None):
            review.apply(EditDocument("d2", date=day))
        return real(text, date, regions)

    monkeypatch.setattr(queue, "findings", slow)
    review.unread.read({"d2"})
    assert dates(review) == ["2026-07-07"] and review.unread.count() == 1


def test_a_document_that_goes_meanwhile_is_forgotten(review, monkeypatch):
    def slow(text, date, regions):
        if review.engine.get("d1"):
            review.apply(RemoveDocument("d1"))
        return Findings()

    monkeypatch.setattr(queue, "findings", slow)
    review.unread.read()
    assert review.unread.count() == 0 and not review.rows("events")


@pytest.mark.parametrize("suggest", [False, True])
def test_a_new_version_waits_in_the_place_of_the_old_one(review, suggest):
    review.apply(ReviseDocument("d1", NEWS.replace("12. Mai", "13. Juni"), suggest=suggest))
    assert review.unread.count() == (1 if suggest else 2)
    review.unread.read()
    assert dates(review) == ["2026-06-13"] and len(review.rows("demands", "doc:d1")) == 1


def test_a_text_without_end_is_told_and_not_looked_at_again(review, monkeypatch):
    monkeypatch.setattr(queue, "findings", lambda *_: Findings(missing="Zu lang."))
    review.unread.read()
    assert review.unread.count() == 0 and review.show("d1")["warnings"][-1] == "Zu lang."


def test_a_lost_text_stops_nobody(tmp_path, folder):
    with Review.create(tmp_path / "p.vermerk", "P") as review:
        list(review.import_files([folder], later=True))
        (tmp_path / "p.vermerk/documents/d1/v1.txt").unlink()
    with Review.open(tmp_path / "p.vermerk") as review:
        review.unread.read()
        assert review.unread.count() == 1 and review.rows("demands", "doc:d2")


def test_where_nothing_can_be_written_it_says_so(review, monkeypatch):
    def full(*_, **__):
        raise Full("the disk is full")

    monkeypatch.setattr(review.engine, "transact", full)
    with pytest.raises(Full):
        review.unread.read()


def test_who_imported_is_who_suggests(review):
    other = review.beside("anna")
    other.unread.read()
    assert {row.by for row in review.rows("demands")} == {"lead"}


# Undo


def test_an_import_is_taken_back_with_what_was_found_since(review):
    review.unread.read()
    review.undo()
    assert {row.id for row in review.rows("documents")} == {"d1"} and not review.rows("events", "doc:d2")
    review.redo()
    assert len(review.rows("demands", "doc:d2")) == 1 and review.unread.count() == 0
    review.undo()
    review.undo()
    assert not review.rows("documents") and not review.rows("events")


def test_an_import_taken_back_unread_waits_again_when_it_is_redone(review):
    review.undo()
    assert review.unread.count() == 1
    review.redo()
    review.unread.read()
    assert len(review.rows("demands", "doc:d2")) == 1


def test_what_is_found_in_the_background_does_not_take_my_redo(review):
    review.apply(AddNote("d1", "Prüfen"))
    review.undo()
    review.unread.read()
    review.redo()
    assert [row.text for row in review.rows("notes")] == ["Prüfen"]


def test_work_on_what_was_found_keeps_the_import(review):
    review.unread.read()
    review.apply(ConfirmEvent(review.rows("events")[0].id))
    with pytest.raises(Conflict):
        review.undo(review.engine.history("d1")[0][0].seq)
    assert review.engine.get("d1")


# Several processes


@pytest.fixture
def project(tmp_path, folder):
    with Review.create(tmp_path / "p.vermerk", "P") as review:
        list(review.import_files([folder], later=True))
    return tmp_path / "p.vermerk"


def test_two_at_once_find_everything_once(project):
    with Review.open(project) as one, Review.open(project) as two:
        with one.unread.alone():
            with pytest.raises(Busy), two.unread.alone():
                pass
            two.unread.read(wait=False)
            assert two.unread.count() == 2
        two.unread.read()
        one.unread.read()
        assert len(one.rows("events")) == 1 and len(one.rows("demands")) == 2


def test_who_waits_looks_on(project, monkeypatch):
    monkeypatch.setattr(queue, "_LOOK", 0.0)
    with Review.open(project) as one, Review.open(project) as two, one.unread.alone():
        steps = []

        def told(done, all_):
            steps.append(done)
            if len(steps) == 2:
                one.unread._read(None, lambda left: None)

        two.unread.read(None, told)
        assert two.unread.count() == 0 and steps[0] == 0
        assert one.engine.count("events") == 1


def test_the_background_is_for_those_who_may_write(project, monkeypatch):
    started = []
    monkeypatch.setattr(queue, "background", SimpleNamespace(start=lambda *words: started.append(words)))
    with Review.open(project) as review:
        review.apply(AddReviewer("gast", "viewer"), AddReviewer("anna"))
        review.beside("gast").find_on()
        with review.unread.alone():
            review.beside("anna").find_on()
        assert started == [], "not for a viewer, and not while another process is at it"
        review.beside("anna").find_on()
        assert started == [("store.reading", str(project))]
        review.unread.read()
        review.find_on()
        assert len(started) == 1


def test_a_process_of_its_own_finds_what_waits(project):
    process = background.start("store.reading", str(project))
    for _ in range(1200):
        if background.reap(process):
            break
        time.sleep(0.05)
    with Review.open(project) as review:
        assert review.unread.count() == 0 and len(review.rows("demands")) == 2
