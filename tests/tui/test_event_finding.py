"""Which events a filter finds: the same as when each is read and asked, with hardly any read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from store.changes import AddDocument, AddEvent, AddReviewer, AddTag, AttachTags, RejectEvent
from store.review import Review
from store.rows import EventRow, Row
from store.states import bounds
from store.view import View
from tui.panes.event_finding import FEW, EventFinder
from tui.panes.filtering import wanted_by
from tui.panes.timeline_layout import is_overdue

TODAY = date(2026, 8, 1)
DAYS = ("2026-03-04", "2026-03", "2025/2026-02", "../2026-07-31", "../2026-09", "2026-05/..", "XXXX", "2024?")


@pytest.fixture(scope="module")
def view() -> View:
    lead = Review.memory("Busse", "anna")
    lead.apply(AddReviewer("max", "reviewer"), AddTag(name="Geld"), AddTag(name="Größe"))
    lead.apply(*(AddDocument(title=f"Bericht {n} der Stadt", text="Der Kreis tagt." * 9) for n in range(3)))
    for number in range(40):
        event = AddEvent(
            edtf=DAYS[number % len(DAYS)],
            label=f"Schritt {number}" if number % 3 else f"Größe {number}",
            document=f"d{number % 3 + 1}",
            spans=((number, number + 3),),
        )
        (lead.beside("max") if number % 4 == 1 else lead).apply(event)
    lead.apply(AttachTags("e3", ("Geld",)), AttachTags("e5", ("Größe", "Geld")), RejectEvent("e7"))
    return lead.view()


def signs(row: Row) -> Iterable[str]:
    assert isinstance(row, EventRow)
    start, end = bounds(row.edtf)
    if not (start or end):
        return ("undated",)
    return ("overdue",) if is_overdue(start, end, row.state, TODAY) else ()


QUERIES = (
    "date:2026", "date:2026-03", "date:..2025", "date:2026-05..", "date:nie", "date:2026-07-31 is:bestätigt",
    "is:rejected", "state:verworfen", "is:overdue", "ist:undatiert", "state:overdue", "-is:rejected",
    "doc:d2", "doc:bericht", "doc:1", "by:max", "by:anna date:2026", "tag:geld", "tag:grosse or by:max",
    "groesse", "schritt 1", "schritt OR größe", "-schritt date:2026-03", "NOT (doc:d1 OR by:max) schritt",
    "is:overdue schritt -by:max", '"schritt 3"', "date:2026-03 doc:d1 größe tag:geld",
)  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
def test_it_finds_what_each_event_is_asked_for(view: View, query: str) -> None:
    wanted = wanted_by(view, query, signs)
    assert wanted is not None
    expected = {int(row.id[1:]) for row in view.events_as_said() if wanted(row)}
    assert EventFinder(view, TODAY).find(query) == expected


def test_a_query_that_asks_for_nothing_finds_everything(view: View) -> None:
    assert EventFinder(view, TODAY).find(" - ") is None


def test_columns_and_indexes_answer_without_reading_and_what_was_read_is_kept(
    view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = []
    as_said = View.events_as_said
    monkeypatch.setattr(View, "events_as_said", lambda self: read.append(1) or as_said(self))
    finder = EventFinder(view, TODAY)
    for query in ("date:2026", "is:overdue", "doc:d1", "-state:rejected"):
        finder.find(query)
    assert not read
    for query in ("schritt größe", "größe", "schritt OR größe date:2026", "by:max", "by:max schritt"):
        finder.find(query)
    assert len(read) == 1


def test_of_few_events_each_is_read_by_itself(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(View, "events_as_said", None)
    finder = EventFinder(view, TODAY)
    assert len(finder.find("is:rejected") or ()) < 40 / FEW
    assert finder.find("is:rejected größe") == {7}
