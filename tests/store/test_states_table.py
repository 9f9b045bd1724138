"""The states of a demand and the marks on evidence, from changes to rows."""

from datetime import date

import pytest

from store.changes import (
    AcceptEvidence,
    AddDemand,
    AddDocument,
    AddEvent,
    AddEvidence,
    Assign,
    ConfirmEvent,
    EditDemand,
    EditDocument,
    RejectEvent,
    RejectEvidence,
    RemoveVerdict,
    SetVerdict,
    Unassign,
)
from store.model import ANSWERS, DEADLINE_STATES, REVIEW_STATES
from store.review import Review

TODAY = date(2026, 7, 6)


@pytest.fixture
def asked(team):
    """f1 of 2026-07-06 with one piece of evidence, b1."""
    team.anna.apply(AddDemand("Zuschuss", document="d1", spans=((0, 5),)))
    team.anna.apply(AddEvidence("f1", team.place("höchstens eine Prüfung")))
    return team


def row(team, record="f1"):
    return Review(team.lead.engine, "lead", lambda: TODAY).view().by_id(record)


def do(team, steps):
    """Steps such as "anna met", "lead! partial" (final), "assign ben", "suspect", "reject", "suggest"."""
    for step in steps.split(", ") if steps else ():
        who, _, what = step.partition(" ")
        if who == "assign":
            team.lead.apply(Assign("f1", what))
        elif who == "suspect":
            patch(team, "p2", suspect="check")
        elif who == "suggest":
            patch(team, "b1", state="suggested")
        elif who == "reject":
            team.lead.apply(RejectEvidence("b1"))
        else:
            getattr(team, who.rstrip("!")).apply(SetVerdict("f1", what, "So", who.endswith("!")))


def patch(team, record, **fields):
    """What no change of the vocabulary does: an import of another version would."""
    team.lead.engine.transact("lead", "test", lambda tx: tx.patch(record, fields))


@pytest.mark.parametrize(
    ("steps", "review", "answer"),
    [
        ("", "unreviewed", None),
        ("assign ben", "unreviewed", None),
        ("suspect", "unreviewed", None),
        ("suggest", "unreviewed", None),
        ("reject", "unreviewed", None),
        ("anna met", "reviewed", "met"),
        ("anna not_found", "reviewed", "not_found"),
        ("anna not_found, ben not_found", "reviewed", "not_found"),
        ("anna not_found, ben open", "disputed", None),
        ("anna not_found, ben open, lead! not_found", "reviewed", "not_found"),
        ("anna open, ben open, lead open", "reviewed", "open"),
        ("anna met, ben met, lead partial", "disputed", None),
        ("lead partial, anna partial", "reviewed", "partial"),
        ("anna met, ben open, anna open", "reviewed", "open"),
        ("lead! met", "reviewed", "met"),
        ("lead! met, lead open", "reviewed", "met"),
        ("lead! met, lead! superseded", "reviewed", "superseded"),
        ("anna met, assign anna", "reviewed", "met"),
        ("anna met, assign ben", "in_review", "met"),
        ("anna met, assign ben, assign anna", "in_review", "met"),
        ("anna met, assign ben, ben met", "reviewed", "met"),
        ("anna met, assign ben, ben open", "disputed", None),
        ("anna met, assign ben, lead! met", "reviewed", "met"),
        ("anna met, assign lead, lead! met", "reviewed", "met"),
        ("anna met, suspect", "in_review", "met"),
        ("lead! met, suspect", "in_review", "met"),
        ("anna met, ben open, suspect", "disputed", None),
        ("anna met, suspect, reject", "reviewed", "met"),
        ("anna met, suggest", "in_review", "met"),
        ("lead! met, suggest", "reviewed", "met"),
        ("anna met, reject", "reviewed", "met"),
        ("lead! met, suggest, suspect", "in_review", "met"),
    ],
)
def test_review_and_answer(asked, steps, review, answer):
    do(asked, steps)
    assert (row(asked).review, row(asked).answer) == (review, answer)
    assert review in REVIEW_STATES


@pytest.mark.parametrize("answer", ANSWERS)
def test_each_answer_alone_decides_and_two_different_ones_never(asked, answer):
    do(asked, f"anna {answer}")
    assert (row(asked).review, row(asked).answer) == ("reviewed", answer)
    do(asked, "ben " + ("met" if answer == "open" else "open"))
    assert (row(asked).review, row(asked).answer) == ("disputed", None)


def test_states_go_back_when_what_made_them_goes(asked):
    do(asked, "anna met, ben open")
    seen = [row(asked).review]
    asked.ben.apply(RemoveVerdict("u2"))
    seen.append(row(asked).review)
    asked.lead.apply(Assign("f1", "ben"))
    seen.append(row(asked).review)
    asked.lead.apply(Unassign("a1"))
    seen.append(row(asked).review)
    patch(asked, "b1", state="suggested")
    seen.append(row(asked).review)
    asked.ben.apply(AcceptEvidence("b1"))
    seen.append(row(asked).review)
    assert seen == ["disputed", "reviewed", "in_review", "reviewed", "in_review", "reviewed"]


def test_one_confirmed_piece_of_evidence_is_enough(asked):
    do(asked, "anna met, suggest")
    asked.ben.apply(AddEvidence("f1", asked.place("Bis Ende 2027")))
    assert row(asked).review == "reviewed"


def test_the_states_of_a_part_do_not_move_the_whole(asked):
    asked.anna.apply(AddDemand("Teil", parent="f1"))
    asked.anna.apply(SetVerdict("f2", "met"))
    asked.ben.apply(SetVerdict("f2", "open"))
    assert (row(asked, "f2").review, row(asked).review) == ("disputed", "unreviewed")


@pytest.mark.parametrize(
    ("due", "state"),
    [
        (None, "none"),
        ("2026-07-06", "running"),
        ("2026-07-05", "overdue"),
        ("2026-07", "running"),
        ("2026-06", "overdue"),
        ("2026", "running"),
        ("2025", "overdue"),
        ("../2026-07-05", "overdue"),
        ("../2026-07-06", "running"),
        ("2026-07-01/2026-07-06", "running"),
        ("2026-07-01/2026-07-05", "overdue"),
        ("2026-07-01/..", "none"),
    ],
)
def test_the_deadline_is_the_last_day_of_what_is_written(asked, due, state):
    asked.anna.apply(EditDemand("f1", due=due))
    do(asked, "anna met")
    assert row(asked).deadline == state
    assert (row(asked).review, row(asked).answer) == ("reviewed", "met"), "and moves no other state"
    assert state in DEADLINE_STATES


@pytest.mark.parametrize(
    ("today", "state"),
    [(date(2026, 12, 30), "running"), (date(2026, 12, 31), "running"), (date(2027, 1, 1), "overdue")],
)
def test_a_deadline_passes_at_midnight(asked, today, state):
    asked.anna.apply(EditDemand("f1", due="2026"))
    view = Review(asked.lead.engine, "lead", lambda: today).view()
    assert view.by_id("f1").deadline == state


@pytest.mark.parametrize(
    ("asked_on", "said_on", "flags"),
    [
        ("2026-07-06", "2026-07-05", ("older",)),
        ("2026-07-06", "2026-07-06", ()),
        ("2026-07-06", "2026-07-07", ()),
        ("2026-07-06", None, ()),
        (None, "2020-01-01", ()),
        (None, None, ()),
    ],
)
def test_evidence_is_older_than_what_is_asked(asked, asked_on, said_on, flags):
    asked.lead.apply(AddDocument("Schon früher zugesagt.", date=said_on), EditDocument("d1", date=asked_on))
    evidence = asked.anna.apply(AddEvidence("f1", "d2:0-12")).ids[0]
    assert row(asked, evidence).flags == flags


@pytest.mark.parametrize(
    ("edtf", "spans", "expired"),
    [
        ("../2026-07-05", ((10, 20),), True),
        ("../2026-07-06", ((10, 20),), False),
        ("2026-07-05", ((10, 20),), True),
        ("2026-01-01", ((10, 20),), False),
        ("2026-02-01", ((10, 20),), False),
        ("2026-02-02", ((10, 20),), True),
        ("../2026-07-05", ((20, 30),), False),
        ("../2026-07-05", ((0, 10),), False),
        ("../2026-07-05", ((0, 11),), True),
        ("../2026-07-05", ((0, 2), (19, 30)), True),
    ],
)
def test_evidence_is_expired_when_a_later_day_it_names_has_passed(asked, edtf, spans, expired):
    """The document is of 1 February 2026, the evidence stands at 10-20."""
    text = "Bis zum Sommer wird das Bad wieder geöffnet."
    asked.lead.apply(AddDocument(text, date="2026-02-01"), EditDocument("d1", date="2026-01-01"))
    event = asked.anna.apply(AddEvent(edtf, document="d2", spans=spans, state="suggested")).ids[0]
    evidence = asked.anna.apply(AddEvidence("f1", "d2:10-20")).ids[0]
    assert row(asked, evidence).flags == (("expired",) if expired else ())
    asked.ben.apply(RejectEvent(event))
    assert row(asked, evidence).flags == ()
    asked.ben.apply(ConfirmEvent(event))
    assert bool(row(asked, evidence).flags) is expired


def test_suspect_evidence_is_counted_and_flagged(asked):
    do(asked, "suspect")
    assert (row(asked).suspect, row(asked).evidence, row(asked, "b1").flags) == (1, 1, ("suspect",))
    do(asked, "reject")
    assert (row(asked).suspect, row(asked).evidence) == (0, 0)


@pytest.mark.parametrize("more", [0, 1, 4])
def test_not_found_says_how_many_documents_there_were_then(asked, more):
    for number in range(more):
        asked.lead.apply(AddDocument(f"Text {number}"))
    verdict = asked.anna.apply(SetVerdict("f1", "not_found")).ids[0]
    asked.lead.apply(AddDocument("Noch einer"))
    assert row(asked, verdict).searched == 1 + more
    asked.anna.apply(SetVerdict("f1", "not_found"))
    assert row(asked, verdict).searched == 2 + more
    asked.anna.apply(SetVerdict("f1", "met"))
    assert row(asked, verdict).searched is None
