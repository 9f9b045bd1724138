"""Rows, marks and the small query."""

from datetime import date

import pytest
from msgspec.structs import asdict

from store.changes import (
    AddDemand,
    AddDocument,
    AddEvent,
    AddEvidence,
    AddNote,
    AttachTags,
    EditDocument,
    EditTag,
    RejectEvent,
    RemoveNote,
    ReplyNote,
)
from store.errors import Refused
from store.filtering import matcher
from store.projection import MAKERS
from store.review import Review
from store.rows import as_json

PROMISE = "Der Umbau ist bis Ende 2022 fertig."


@pytest.fixture
def filled(team):
    """A demand with evidence in an older document whose own deadline has passed."""
    team.lead.apply(AddDocument(PROMISE, title="Zusage", date="2021-03-01"))
    demand = team.anna.apply(AddDemand("Umbau des Bades", document="d1", spans=((0, 12),))).ids[0]
    team.anna.apply(AddEvent("../2022-12-31", document="d2", spans=((18, 27),), label="Umbau fertig"))
    team.anna.apply(AddEvidence(demand, f"d2:0-{len(PROMISE)}", grade="strong"))
    team.anna.apply(AttachTags("d2:4-9", ("Bau/Umbau",)), AddNote("d2:4-9", "Welcher Umbau?"))
    return team


def test_rows_carry_what_lists_show(filled):
    for kind in MAKERS:
        for row in filled.anna.rows(kind):
            shown = as_json(row)
            assert list(shown)[:4] == ["id", "rev", "by", "at"]
            assert set(shown) == set(asdict(row))
    demand = as_json(filled.anna.rows("demands")[0])
    assert (demand["spans"], demand["evidence"], demand["verdicts"]) == ([[0, 12]], 1, [])


def test_old_and_outrun_evidence_is_flagged(filled):
    (row,) = filled.anna.rows("evidence")
    assert row.flags == ("older", "expired")
    filled.lead.apply(EditDocument("d2", date="2026-08-01"))
    filled.lead.apply(RejectEvent(filled.lead.rows("events")[0].id))
    assert filled.anna.rows("evidence")[0].flags == ()


def test_suspect_evidence_reopens_nothing_but_is_counted(filled):
    def change(tx):
        for passage in tx.scan("passages"):
            tx.patch(passage["id"], {"suspect": "check"})

    filled.lead.engine.transact("lead", "test", change)
    view = filled.anna.view()
    assert view.demands[0].suspect == 1
    assert "suspect" in view.evidence[0].flags


def test_counts_of_a_document(filled):
    row = filled.anna.view().by_id("d2")
    assert (row.notes, row.suggestions) == (1, 0)
    note = filled.anna.rows("notes")[0]
    assert (note.document, note.spans) == ("d2", ((4, 9),))
    filled.ben.apply(ReplyNote(note.id, "Der am Bad."))
    assert filled.anna.view().by_id("d2").notes == 2


def test_marks_come_by_start_and_reject_what_is_rejected(filled):
    marks = [(mark.kind, mark.start, mark.end, mark.state) for mark in filled.anna.view().marks("d2")]
    assert marks == [
        ("evidence", 0, len(PROMISE), "confirmed"),
        ("note", 4, 9, "open"),
        ("tag", 4, 9, ""),
        ("event", 18, 27, "confirmed"),
    ]
    filled.lead.apply(RejectEvent(filled.lead.rows("events")[0].id))
    assert "event" not in {mark.kind for mark in filled.anna.view().marks("d2")}


def test_a_tags_mark_is_its_passage_in_its_colour(filled):
    tag = filled.lead.rows("tags")[0].id
    filled.lead.apply(EditTag(tag, colour="magenta"))
    mark = next(mark for mark in filled.anna.view().marks("d2") if mark.kind == "tag")
    assert (mark.label, mark.colour) == ("Bau/Umbau", "magenta")
    assert filled.anna.view().tag_names(mark.id) == ("Bau/Umbau",)


def test_one_mark_for_a_thread(filled):
    note = filled.anna.rows("notes")[0].id
    filled.ben.apply(ReplyNote(note, "Der am Bad."))
    assert [mark.id for mark in filled.anna.view().marks("d2") if mark.kind == "note"] == [note]


def test_what_hangs_on_a_record(filled):
    view = filled.anna.view()
    demand = view.demands[0]
    assert [row.id for row in view.on(demand.id)] == ["b1"]
    passage = view.passage_at("d2", ((4, 9),))
    assert [row.text for row in view.on(passage)] == ["Welcher Umbau?"]
    assert view.on(demand.id, "evidence") == view.on(demand.id) and view.on(demand.id, "notes") == ()
    place = view.passage_of("b1")
    assert place and view.evidence_on(demand.id) == view.evidence_on(place.id) == ["b1"]
    assert view.document_of("n1") == "d2" and view.document_of(demand.id) == "d1"
    assert view.by_id("n99") is None and view.by_id(None) is None and view.by_id("quatsch") is None


def test_rows_of_untouched_tables_are_reused(filled):
    before = filled.anna.view()
    demands, documents = before.demands, before.documents
    filled.anna.apply(AttachTags("d1", ("Bau/Umbau",)))
    after = filled.anna.view()
    assert after.demands is demands and after.documents is not documents


def test_an_incremental_view_equals_a_fresh_one(filled):
    filled.anna.view()
    note = filled.anna.rows("notes")[0].id
    filled.anna.apply(RemoveNote(note))
    filled.anna.undo()
    filled.anna.apply(AddNote("d1", "Neu"))
    fresh = Review(filled.anna.engine, "anna").view()
    mine = filled.anna.view()
    for kind in ("documents", "events", "demands", "evidence", "notes", "tags", "verdicts", "reviewers"):
        assert list(getattr(mine, kind)) == list(getattr(fresh, kind))
    assert mine.marks("d2") == fresh.marks("d2")


def found(review, kind, query):
    return [row.id for row in review.rows(kind, query)]


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("", ["d1", "d2"]),
        ("bäder", ["d1"]),
        ("BAEDER", ["d1"]),
        ("bader", ["d1"]),
        ("bäder zusage", []),
        ("-bäder", ["d2"]),
        ("doc:d2", ["d2"]),
        ("doc:zusage", ["d2"]),
        ("by:lead", ["d1", "d2"]),
        ("by:anna", []),
        ("is:dated", ["d1", "d2"]),
        ("is:undated", []),
        ("farbe:rot", []),
    ],
)
def test_documents_are_filtered(filled, query, hits):
    assert found(filled.anna, "documents", query) == hits


def test_other_kinds_are_filtered_by_their_states(filled):
    assert found(filled.anna, "demands", "is:unreviewed umbau") == ["f1"]
    assert found(filled.anna, "demands", "state:reviewed") == []
    assert found(filled.anna, "evidence", "is:older is:strong") == ["b1"]
    assert found(filled.anna, "notes", "is:open welcher doc:d2") == ["n1"]
    assert found(filled.anna, "passages", "tag:bau") == ["p4"]
    assert found(filled.anna, "reviewers", "is:viewer") == ["r4"]
    with pytest.raises(Refused, match="wishes"):
        filled.anna.rows("wishes")


@pytest.mark.parametrize(
    ("word", "text", "hit"),
    [
        ("für", "FUER alle", True),
        ("fuer", "für alle", True),
        ("fur", "für alle", True),
        ("straße", "STRASSE", True),
        ("strasse", "Straße", True),
        ("u\u0308ber", "über", True),
        ("quer", "Bauer", False),
        ("auer", "Bauer", True),
        ("cafe", "Café", True),
    ],
)
def test_words_match_however_umlauts_are_written(word, text, hit):
    assert matcher(word)(text, {}) is hit


def test_events_tell_what_hangs_on_them(filled):
    filled.anna.apply(AddEvent("2026-09", label="Landtagswahl"))
    first, second = before = [*filled.anna.view().events]
    filled.anna.apply(AddNote(second.id, "Termin bestätigt"))
    after = filled.anna.view().events
    assert [event.notes for event in before] == [0, 0] and [event.notes for event in after] == [0, 1]
    filled.anna.apply(AttachTags(first.id, ("Bau/Umbau",)))
    assert filled.anna.view().events[0].tags == ("Bau/Umbau",)
    filled.lead.apply(EditTag(filled.lead.rows("tags")[0].id, name="Bau"))
    assert filled.anna.view().events[0].tags == ("Bau",)


def test_restored_records_come_back_in_their_place(filled):
    filled.anna.apply(AddNote("d1", "Zwei"))
    filled.anna.apply(AddNote("d1", "Drei"))
    filled.anna.view()
    filled.anna.apply(RemoveNote("n1"))
    filled.anna.view()
    filled.anna.undo()
    assert [note.id for note in filled.anna.view().notes] == ["n1", "n2", "n3"]


def test_a_new_day_makes_new_deadlines(filled):
    filled.anna.apply(AddDemand("Bericht", due="../2026-07-06"))
    day = date(2026, 7, 6)
    review = Review(filled.anna.engine, "anna", lambda: day)
    assert review.view().demands[1].deadline == "running"
    day = date(2026, 7, 7)
    assert review.view().demands[1].deadline == "overdue"
