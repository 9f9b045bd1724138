"""A document gets another date: which of its events move, and what comes back."""

import pytest

from store.changes import (
    AddDemand,
    AddDocument,
    AddEvent,
    AddEvidence,
    AddNote,
    AttachTags,
    ConfirmEvent,
    EditDocument,
    EditEvent,
    RejectEvent,
    RemoveEvent,
)
from store.review import Review

NEWS = (
    "Brücke gesperrt\n\n"
    "Die Elbbrücke wurde gestern gesperrt. Morgen beginnt der Abriss. "
    "Am 12. Mai 2026 tagt der Bauausschuss, im Juni folgt der Stadtrat.\n"
)


@pytest.fixture
def review():
    made = Review.memory()
    made.apply(AddDocument(NEWS, date="2026-05-06", suggest=True))
    return made


def dates(review):
    return {row.text: row.edtf for row in review.rows("events")}


def event(review, words):
    return next(row for row in review.rows("events") if row.text == words)


def redated(review, date):
    review.apply(EditDocument("d1", date=date))
    return dates(review)


@pytest.mark.parametrize(
    ("date", "yesterday", "tomorrow"),
    [
        ("2026-05-07", "2026-05-06", "2026-05-08"),
        ("2026-03-01", "2026-02-28", "2026-03-02"),
        ("2024-03-01", "2024-02-29", "2024-03-02"),
        ("2025-12-31", "2025-12-30", "2026-01-01"),
        ("2026-01-01", "2025-12-31", "2026-01-02"),
    ],
)
def test_relative_dates_move_and_absolute_ones_stay(review, date, yesterday, tomorrow):
    before = {row.text: row.id for row in review.rows("events")}
    found = redated(review, date)
    assert (found["gestern"], found["Morgen"], found["12. Mai 2026"]) == (yesterday, tomorrow, "2026-05-12")
    assert {row.text: row.id for row in review.rows("events")} == before, "and are the same records"
    assert event(review, "gestern").reference == date
    assert event(review, "12. Mai 2026").reference is None


def test_dates_back_and_forth_end_where_they_began(review):
    before = dates(review)
    for date in ("2020-02-29", "2026-12-31", None, "2026-05-06"):
        after = redated(review, date)
    assert after == before


def test_without_a_date_relative_ones_are_taken_away_and_undo_brings_them(review):
    before = review.rows("events")
    assert set(redated(review, None)) == {"12. Mai 2026"}
    review.undo()
    assert [(row.id, row.edtf) for row in review.rows("events")] == [(row.id, row.edtf) for row in before]
    review.redo()
    assert set(dates(review)) == {"12. Mai 2026"}


@pytest.mark.parametrize("date", ["2026-03-10", None])
@pytest.mark.parametrize("decide", [ConfirmEvent, RejectEvent])
def test_what_is_decided_neither_moves_nor_goes_nor_comes_twice(review, decide, date):
    review.apply(decide(event(review, "gestern").id))
    assert redated(review, date)["gestern"] == "2026-05-05"
    assert [row.text for row in review.rows("events")].count("gestern") == 1
    assert dates(review).get("Morgen") == ("2026-03-11" if date else None)


def test_a_note_keeps_its_event(review):
    review.apply(AddNote(event(review, "gestern").id, "Wirklich?"))
    assert "gestern" in redated(review, None) and "Morgen" not in dates(review)
    assert redated(review, "2026-03-10")["gestern"] == "2026-03-09"


@pytest.mark.parametrize("date", ["2026-03-10", None])
def test_a_date_that_a_reviewer_wrote_moves_no_more(review, date):
    review.apply(EditEvent(event(review, "gestern").id, edtf="2026-05-04"))
    assert redated(review, date)["gestern"] == "2026-05-04"
    assert (event(review, "gestern").rule, event(review, "gestern").state) == ("reviewer", "suggested")


def test_a_name_that_a_reviewer_gave_stays_when_the_date_moves(review):
    review.apply(EditEvent(event(review, "gestern").id, label="Sperrung"))
    assert redated(review, "2026-03-10")["gestern"] == "2026-03-09"
    assert event(review, "gestern").label == "Sperrung"


def test_what_a_reviewer_removed_is_suggested_again_with_a_new_date(review):
    review.apply(RemoveEvent(event(review, "gestern").id))
    assert "gestern" not in dates(review)
    assert redated(review, "2026-03-10")["gestern"] == "2026-03-09"


def test_other_documents_and_events_made_by_hand_stay(review):
    review.apply(AddDocument("Das Bad wurde gestern geöffnet.", date="2026-05-06", suggest=True))
    review.apply(AddEvent("2026-05-05", document="d1", spans=((0, 6),), label="von Hand"))
    before = [row for row in review.rows("events") if row.document == "d2" or row.label == "von Hand"]
    redated(review, "2026-03-10")
    assert [row for row in review.rows("events") if row in before] == before and len(before) == 2


@pytest.mark.parametrize(
    "fields",
    [{"title": "Neu"}, {"publisher": "Bote"}, {"date": "2026-05-06"}, {"date_reason": "Kopf"}, {"kind": "x"}],
    ids=str,
)
def test_no_other_field_moves_anything(review, fields):
    before, seq = review.rows("events"), review.seq
    review.apply(EditDocument("d1", **fields))
    assert review.rows("events") == before
    assert {op.table for entry in review.engine.entries(seq) for op in entry.ops} <= {"documents"}


def test_date_and_events_are_one_transaction(review):
    seq = review.apply(EditDocument("d1", date="2026-03-10")).seq
    assert {op.table for op in review.engine.entry(seq).ops} == {"documents", "events"}
    assert review.show("d1")["date_reason"] == "reviewer"
    review.undo()
    assert review.show("d1")["date"] == "2026-05-06" and dates(review)["gestern"] == "2026-05-05"


@pytest.mark.parametrize("work", ["label", "tag", "tagged passage", "note on passage", "evidence"])
def test_what_a_reviewer_worked_on_is_not_taken_away(review, work):
    found = event(review, "gestern")
    start = NEWS.index("gestern")
    passage = f"d1:{start}-{start + len('gestern')}"
    review.apply(
        {
            "label": EditEvent(found.id, label="Sperrung"),
            "tag": AttachTags(found.id, ("wichtig",)),
            "tagged passage": AttachTags(passage, ("wichtig",)),
            "note on passage": AddNote(passage, "Wirklich?"),
            "evidence": AddDemand("Brücke"),
        }[work]
    )
    if work == "evidence":
        review.apply(AddEvidence("f1", passage))
    after = redated(review, None)
    assert after["gestern"] == "2026-05-05" and "Morgen" not in after


DATED = (
    "06.05.2026\n\nBrücke gesperrt\n\nDer Stadtrat hat heute die Elbbrücke gesperrt. "
    "Die Sperrung der Elbbrücke durch den Stadtrat am 6. Mai 2026 kam überraschend.\n"
)


def events_of(text, date):
    made = Review.memory()
    made.apply(AddDocument(text, date=date, suggest=True))
    return made, sorted((row.text, row.edtf) for row in made.rows("events"))


@pytest.mark.parametrize("date", ["2026-05-06", "2026-05-07", None])
@pytest.mark.parametrize("first", ["2026-05-06", "2026-05-07", None])
def test_events_told_twice_are_read_as_if_the_date_had_always_been_so(first, date):
    review, _ = events_of(DATED, first)
    review.apply(EditDocument("d1", date=date))
    assert sorted((row.text, row.edtf) for row in review.rows("events")) == events_of(DATED, date)[1]


def test_a_date_line_becomes_a_mention_of_what_it_dates_when_the_document_is_dated():
    review, before = events_of(DATED, None)
    assert before == [("6. Mai 2026", "2026-05-06")]
    review.apply(EditDocument("d1", date="2026-05-06"))
    assert dates(review)["heute"] == "2026-05-06"
    review.undo()
    assert sorted(dates(review).items()) == before


@pytest.mark.parametrize(("decide", "left"), [(ConfirmEvent, 1), (RejectEvent, 2)])
def test_what_is_confirmed_is_not_suggested_again_by_another_mention(decide, left):
    review, _ = events_of("06.05.2026\n\nBrücke zu\n\nDer Stadtrat hat heute die Elbbrücke gesperrt.\n", None)
    review.apply(decide(event(review, "06.05.2026").id))
    review.apply(EditDocument("d1", date="2026-05-06"))
    assert len(review.rows("events")) == left


def test_a_mention_that_a_reviewer_worked_on_stays_beside_what_tells_it_again():
    review, _ = events_of("06.05.2026\n\nBrücke zu\n\nDer Stadtrat hat heute die Elbbrücke gesperrt.\n", None)
    review.apply(AddNote(event(review, "06.05.2026").id, "Wirklich?"))
    review.apply(EditDocument("d1", date="2026-05-06"))
    assert set(dates(review)) == {"06.05.2026", "heute"}


def test_what_a_reviewer_removed_does_not_come_back_as_an_absolute_date(review):
    review.apply(RemoveEvent(event(review, "12. Mai 2026").id))
    assert "12. Mai 2026" not in redated(review, "2026-03-10")


def test_a_deadline_told_twice_counts_for_both_demands():
    text = (
        "# Forderungen\n\n- Das Land soll das Konzept für die Pflege bis zum 30. Juni 2026 vorlegen.\n"
        "- Wir erwarten, dass das Konzept für die Pflege bis zum 30. Juni 2026 auch bezahlt wird.\n"
    )
    review, found = events_of(text, "2026-05-06")
    assert len(found) == 1
    assert [row.due for row in review.rows("demands")] == ["../2026-06-30", "../2026-06-30"]
