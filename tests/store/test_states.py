"""The derived states, without a store."""

from datetime import date

import pytest

from store.states import (
    Judged,
    answer_of,
    deadline_state,
    is_expired,
    is_older,
    review_state,
    visible_verdicts,
)

TODAY = date(2026, 7, 6)


def judged(*words):
    """ "anna:met" or, final, "lead!partial"."""
    return [Judged(*word.replace("!", ":").split(":"), "!" in word) for word in words]


@pytest.mark.parametrize(
    ("verdicts", "more", "state"),
    [
        ([], {}, "unreviewed"),
        ([], {"assigned": ["anna"], "suspect": True}, "unreviewed"),
        (["anna:met"], {}, "reviewed"),
        (["anna:met"], {"assigned": ["anna"]}, "reviewed"),
        (["anna:met"], {"assigned": ["anna", "ben"]}, "in_review"),
        (["anna:met"], {"suspect": True}, "in_review"),
        (["anna:met"], {"only_suggested": True}, "in_review"),
        (["anna:met", "ben:met"], {}, "reviewed"),
        (["anna:met", "ben:open"], {}, "disputed"),
        (["anna:met", "ben:open"], {"suspect": True}, "disputed"),
        (["anna:met", "ben:open", "lead!met"], {}, "reviewed"),
        (["lead!met"], {"assigned": ["ben"], "only_suggested": True}, "reviewed"),
        (["lead!met"], {"suspect": True}, "in_review"),
    ],
)
def test_review(verdicts, more, state):
    assert review_state(judged(*verdicts), **more) == state


@pytest.mark.parametrize(
    ("verdicts", "answer"),
    [
        ([], None),
        (["anna:met"], "met"),
        (["anna:met", "ben:met"], "met"),
        (["anna:met", "ben:open"], None),
        (["anna:met", "ben:open", "lead!partial"], "partial"),
        (["lead!partial", "anna:met"], "partial"),
        (["lead!partial", "otto!met"], "met"),
    ],
)
def test_answer(verdicts, answer):
    assert answer_of(judged(*verdicts)) == answer


@pytest.mark.parametrize(
    ("due", "state"),
    [
        (None, "none"),
        ("2026-07-05", "overdue"),
        ("2026-07-06", "running"),
        ("../2022-12-31", "overdue"),
        ("2026", "running"),
        ("2026-06", "overdue"),
        ("2026-01-01/..", "none"),
        ("irgendwann", "none"),
    ],
)
def test_deadline(due, state):
    assert deadline_state(due, TODAY) == state


def test_evidence_older_than_the_demand():
    assert is_older("2024-08-08", "2026-07-06")
    assert not is_older("2026-07-06", "2026-07-06")
    assert not is_older(None, "2026-07-06") and not is_older("2024-08-08", None)


@pytest.mark.parametrize(
    ("edtf", "document", "expired"),
    [
        ("../2022-12-31", None, True),
        ("../2026-12-31", "2024-08-08", False),
        ("2025-03", "2024-08-08", True),
        ("2023-03", "2024-08-08", False),
        ("2025-03", None, False),
        ("2026-07-06", "2024-08-08", False),
        (None, "2024-08-08", False),
    ],
)
def test_a_deadline_of_the_evidence_itself(edtf, document, expired):
    assert is_expired(edtf, document, TODAY) is expired


def names(verdicts, me, role="reviewer", blind=True):
    return [one.reviewer for one in visible_verdicts(judged(*verdicts), me, role, blind)]


def test_blind_reviewers_see_others_after_judging():
    assert names(["anna:met", "ben:open"], "carla") == []
    assert names(["anna:met", "ben:open"], "carla", blind=False) == ["anna", "ben"]
    assert names(["anna:met", "ben:open"], "ben") == ["anna", "ben"]
    assert names(["anna:met", "lead!met"], "carla") == ["lead"]


def test_a_lead_sees_when_there_is_something_to_settle():
    assert names(["anna:met"], "lead", "lead") == []
    assert names(["anna:met", "ben:open"], "lead", "lead") == ["anna", "ben"]
