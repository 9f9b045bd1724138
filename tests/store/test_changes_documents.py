"""Documents and events: suggestions, dates that move, removal."""

import pytest

from store.changes import (
    AddDocument,
    AddEvent,
    AddNote,
    AttachTags,
    ConfirmEvent,
    EditDocument,
    EditEvent,
    RejectEvent,
    RemoveDocument,
    RemoveEvent,
)
from store.errors import Forbidden, Refused
from store.review import Review

NEWS = (
    "Brücke gesperrt\n\n"
    "Die Elbbrücke wurde gestern gesperrt. "
    "Der Stadtrat fordert vom Land, bis Ende 2027 eine neue Brücke zu bauen.\n\n"
    "Am 12. Mai 2026 tagt der Bauausschuss.\n"
)


@pytest.fixture
def review():
    return Review.memory()


def events(review):
    return {row.text: (row.edtf, row.state) for row in review.rows("events")}


def test_text_is_kept_in_normal_form_and_offsets_count_in_it(review):
    review.apply(AddDocument("Mu\u0308ll\r\nund mehr"))
    assert review.text("d1") == "Müll\nund mehr"
    assert review.show("d1:0-4")["text"] == "Müll"
    assert review.rows("documents")[0].title == "Müll"


def test_a_document_says_where_its_facts_come_from(review):
    review.apply(
        AddDocument(NEWS, date="2026-05-06", publisher="Stadtblatt", kind="news", source="bruecke.txt")
    )
    row = review.rows("documents")[0]
    assert (row.date, row.date_reason, row.publisher) == ("2026-05-06", "reviewer", "Stadtblatt")
    assert (row.version, row.versions, row.format) == ("v1", ("v1",), "text")
    assert review.show("d1")["title_reason"] == "first line"


@pytest.mark.parametrize("date", ["6.5.2026", "2026-02-30", "2026", "20260506", "2026-W20-1"])
def test_a_documents_date_is_one_day(review, date):
    with pytest.raises(Refused, match="not a day"):
        review.apply(AddDocument(NEWS, date=date))


@pytest.mark.parametrize("text", ["", " \n\n"])
def test_an_empty_document_is_refused(review, text):
    with pytest.raises(Refused, match="empty"):
        review.apply(AddDocument(text))


def test_nothing_is_suggested_unless_asked(review):
    review.apply(AddDocument(NEWS, date="2026-05-06"))
    assert review.rows("events") == [] and review.rows("demands") == []


def test_suggestions_carry_passage_rule_and_deadline(review):
    review.apply(AddDocument(NEWS, date="2026-05-06", suggest=True))
    assert events(review)["12. Mai 2026"] == ("2026-05-12", "suggested")
    assert events(review)["gestern"] == ("2026-05-05", "suggested")
    (demand,) = review.rows("demands")
    assert demand.due == "../2027-12-31" and demand.state == "suggested"
    assert demand.deadline in ("running", "overdue")
    assert review.rows("documents")[0].suggestions == len(review.rows("events")) + 1
    for event in review.rows("events"):
        assert event.rule and event.spans


def test_a_new_date_resolves_suggested_relative_dates_again(review):
    review.apply(AddDocument(NEWS, date="2026-05-06", suggest=True))
    review.apply(EditDocument("d1", date="2026-03-10"))
    assert events(review)["gestern"] == ("2026-03-09", "suggested")
    assert events(review)["12. Mai 2026"] == ("2026-05-12", "suggested")


def test_an_undated_document_gets_its_relative_events_with_its_date(review):
    review.apply(AddDocument(NEWS, suggest=True))
    assert "gestern" not in events(review)
    review.apply(EditDocument("d1", date="2026-03-10"))
    assert events(review)["gestern"] == ("2026-03-09", "suggested")
    review.apply(EditDocument("d1", date=None))
    assert "gestern" not in events(review)
    assert review.rows("documents")[0].date is None


def test_decided_events_do_not_move(review):
    review.apply(AddDocument(NEWS, date="2026-05-06", suggest=True))
    yesterday = next(row for row in review.rows("events") if row.text == "gestern")
    review.apply(ConfirmEvent(yesterday.id))
    review.apply(EditDocument("d1", date="2026-03-10"))
    assert events(review)["gestern"] == ("2026-05-05", "confirmed")
    assert len([row for row in review.rows("events") if row.text == "gestern"]) == 1


def test_undo_of_a_date_brings_the_events_back(review):
    review.apply(AddDocument(NEWS, date="2026-05-06", suggest=True))
    before = events(review)
    review.apply(EditDocument("d1", date=None))
    review.undo()
    assert events(review) == before


def test_events_are_made_in_a_passage_or_without(team):
    at = team.text.index("3. Juli 2026")
    made = team.anna.apply(
        AddEvent("2026-07-03", document="d1", spans=((at, at + 12),), label="Zusage"),
        AddEvent("2026-09", label="Landtagswahl"),
    ).ids
    rows = [team.anna.view().by_id(one) for one in made]
    assert [(row.label, row.text, row.document) for row in rows] == [
        ("Zusage", "3. Juli 2026", "d1"),
        ("Landtagswahl", "Landtagswahl", None),
    ]
    assert {row.rule for row in rows} == {"reviewer"}


def test_an_event_needs_a_date_and_words(team):
    with pytest.raises(Refused, match="EDTF"):
        team.anna.apply(AddEvent("Juli 2026", label="Zusage"))
    with pytest.raises(Refused, match="label"):
        team.anna.apply(AddEvent("2026-07"))
    with pytest.raises(Refused, match="document"):
        team.anna.apply(AddEvent("2026-07", spans=((0, 3),)))


def test_events_are_edited_decided_and_removed(team):
    event = team.anna.apply(AddEvent("2026-07", label="Zusage", state="suggested")).ids[0]
    team.ben.apply(RejectEvent(event))
    assert team.lead.view().by_id(event).state == "rejected"
    team.ben.apply(EditEvent(event, label="Absage", edtf="2026-08-01"))
    row = team.lead.view().by_id(event)
    assert (row.label, row.edtf, row.rule, row.reference) == ("Absage", "2026-08-01", "reviewer", None)
    team.ben.apply(RemoveEvent(event))
    assert team.lead.rows("events") == []


def test_documents_are_the_leads(team):
    for change in (AddDocument("Text"), EditDocument("d1", title="Neu"), RemoveDocument("d1")):
        with pytest.raises(Forbidden, match="lead"):
            team.anna.apply(change)


def test_a_removed_document_takes_all_along_and_comes_back_whole(team):
    team.anna.apply(AddNote(team.place("Zuschuss"), "Wie hoch?"), AttachTags("d1", ("Bäder",)))
    team.lead.apply(RemoveDocument("d1"))
    assert team.lead.rows("documents") == team.lead.rows("passages") == team.lead.rows("notes") == []
    team.lead.undo()
    assert team.lead.rows("documents")[0].tags == ("Bäder",)
    assert [note.text for note in team.anna.rows("notes", "doc:d1")] == ["Wie hoch?"]
    assert team.lead.text("d1") == team.text
