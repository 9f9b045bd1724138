"""What the lists show of one review: the timeline, the checklist, notes and documents, filtered, folded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import pytest

import tui.locale
from store.changes import (
    AddDemand,
    AddDocument,
    AddEvent,
    AddEvidence,
    AddNote,
    AddReviewer,
    AttachTags,
    ConfirmDemand,
    RejectDemand,
    RejectEvent,
    ReplyNote,
    ResolveNote,
    SetVerdict,
)
from store.review import Review
from store.view import View
from tui.needing import demand_need
from tui.panes.demand_rows import demand_rows, progress, verdicts
from tui.panes.demand_tree import short_progress, topic_id, tree
from tui.panes.documents import document_rows, needing
from tui.panes.filtering import wanted_by
from tui.panes.lanes import LANES, Lanes, divided
from tui.panes.note_rows import note_rows
from tui.panes.rows import ListRow, parts_of
from tui.panes.thread_rows import DEEPEST, threads
from tui.panes.timeline_items import standing
from tui.panes.timeline_layout import ZOOMS, Zoom, is_overdue
from tui.panes.timeline_rows import TimelineRows, timeline_rows

TODAY = date(2026, 6, 15)
PLAN = "Der Kreis baut Radwege. Ende Mai tagt der Beirat in Lohfeld. Die Brücken folgen.\n"
LETTER = "Der Radbund schreibt. Größere Ampeln fehlen. Das Land hat nichts zugesagt.\n"


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    tui.locale.set_language("de")
    yield
    tui.locale.set_language("en")


@pytest.fixture(scope="module")
def review() -> Review:
    """Two documents, five events, six demands of two topics, three reviewers."""
    lea = Review.memory("Radwege", "lea")
    lea.apply(AddReviewer("max", "reviewer"), AddReviewer("eva", "viewer"))
    lea.apply(
        AddDocument(title="Wegeplan", text=PLAN, date="2026-05-02", kind="Beschluss", publisher="Kreis")
    )
    lea.apply(AddDocument(title="Offener Brief", text=LETTER, kind="Brief", publisher="Radbund"))
    lea.apply(AddEvent(document="d1", spans=((24, 33),), edtf="2026-05-31", label="Beirat tagt"))
    lea.apply(AddEvent(document="d2", spans=((0, 20),), edtf="2026-05-31", label="Brief des Radbunds"))
    lea.apply(AddEvent(edtf="../2026-01-31", label="Zusage fällig"))
    lea.apply(AddEvent(edtf="2027?", label="Brücken offen"))
    lea.apply(AddEvent(edtf="2026-08", label="Sommerfest"))
    lea.apply(RejectEvent(id="e5"))
    lea.apply(
        AddDemand(text="Radwege bauen", topic="Wege", addressee="Kreis", document="d1", spans=((0, 23),))
    )
    lea.apply(AddDemand(text="Radwege beleuchten", topic="Wege", parent="f1"))
    lea.apply(
        AddDemand(text="Größere Ampeln", topic="Verkehr", document="d2", spans=((22, 44),), due="2019-05")
    )
    lea.apply(AddDemand(text="Brücken sanieren"))
    lea.apply(AddDemand(text="Parkplätze streichen", topic="Wege"), AddDemand(text="Tunnel", topic="Wege"))
    lea.apply(RejectDemand(id="f5"))
    lea.apply(AttachTags(target="e1", tags=("Gremien/Beirat",)))
    lea.apply(AttachTags(target="f3", tags=("Sicherheit",)))
    lea.apply(AddEvidence(demand="f3", target="d1:0-23", stance="contradicts", grade="strong"))
    lea.apply(SetVerdict(demand="f1", answer="underway", reason="Erster Abschnitt"))
    lea.apply(SetVerdict(demand="f3", answer="rejected"))
    lea.beside("max").apply(SetVerdict(demand="f3", answer="partial", reason="Zwei Ampeln"))
    lea.apply(AddNote(target="f3", text="Welche Kreuzungen?"))
    lea.beside("max").apply(ReplyNote(note="n1", text="Alle vier."))
    lea.apply(AddNote(target="d2", text="Datum fehlt"))
    lea.apply(ResolveNote(id="n3"))
    return lea


@pytest.fixture(scope="module")
def view(review: Review) -> View:
    return review.view()


def drawn(rows: Iterable[ListRow], width: int = 40) -> list[str]:
    return ["".join(text for text, _style in parts_of(row, width)).rstrip() for row in rows]


def ids(rows: Iterable[ListRow]) -> list[str]:
    """The ids of the rows that are no headings, each once."""
    return list(dict.fromkeys(row.id for row in rows if not row.header))


def of_days(*days: str) -> View:
    """A view of events on such days, the first of them "e1"."""
    review = Review.memory("Probe", "lea")
    for edtf in days:
        review.apply(AddEvent(edtf=edtf, label="Sitzung"))
    return review.view()


def timeline(view: View, by: Lanes = "none", **options: Any) -> TimelineRows:
    found = standing(view, TODAY)
    return timeline_rows(found, divided(view, found, by), TODAY, by=by, **options)


# What stands on the timeline


def test_events_and_due_days_stand_in_order_with_discarded_events(view: View) -> None:
    assert [item.id for item in standing(view, TODAY)] == ["f3", "e3", "e1", "e2", "e5", "e4"]


def test_only_past_deadlines_are_overdue(view: View) -> None:
    assert [item.id for item in standing(view, TODAY) if item.overdue] == ["f3", "e3"]
    assert [item.id for item in standing(view, TODAY) if item.deadline] == ["f3"]


@pytest.mark.parametrize(
    ("start", "end", "state", "overdue"),
    [
        (None, date(2026, 6, 14), "confirmed", True),
        (None, date(2026, 6, 15), "confirmed", False),
        (None, date(2026, 6, 14), "suggested", False),
        (None, date(2026, 6, 14), "rejected", False),
        (date(2026, 6, 1), date(2026, 6, 14), "confirmed", False),
        (date(2026, 6, 1), None, "confirmed", False),
        (None, None, "confirmed", False),
    ],
)
def test_what_overdue_means(start: date | None, end: date | None, state: str, overdue: bool) -> None:
    assert is_overdue(start, end, state, TODAY) is overdue


@pytest.mark.parametrize(
    ("lanes", "expected"),
    [
        ("none", {"e1": "", "f3": "", "e4": ""}),
        ("document", {"e1": "Wegeplan", "e2": "Offener Brief", "f3": "Offener Brief", "e4": ""}),
        ("kind", {"e1": "Beschluss", "e2": "Brief", "f3": "Brief", "e4": ""}),
        ("topic", {"e1": "Gremien", "f3": "Verkehr", "e2": "", "e4": ""}),
    ],
)
def test_lanes(view: View, lanes: str, expected: dict[str, str]) -> None:
    items = standing(view, TODAY)
    made = divided(view, items, lanes)  # type: ignore[arg-type]
    found = {items.id(place): lane for lane, places in made for place in places}
    assert {one: found[one] for one in expected} == expected


def test_lanes_come_by_name_and_what_has_none_last(view: View) -> None:
    for lanes in LANES[1:]:
        made = timeline(view, lanes)
        heads = [row.cells[0].text.removeprefix("━ ") for row in made if row.cells[0].text.startswith("━ ")]
        assert heads[-1].startswith("ohne ")
        assert heads[:-1] == sorted(heads[:-1], key=str.casefold) and len(heads) > 1
        assert sorted(made.ids()) == ["e1", "e2", "e3", "e4", "e5", "f3"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("is:confirmed", ["f3", "e3", "e1", "e2", "e4"]),
        ("-is:confirmed", ["e5"]),
        ("tag:gremien", ["e1"]),
        ("tag:sicher", ["f3"]),
        ("doc:brief", ["f3", "e2"]),
        ("doc:d1", ["e1"]),
        ("by:max", []),
        ("bruecken", ["e4"]),
        ("BRÜCKEN", ["e4"]),
        ("2026-05-31", ["e1", "e2"]),
        ("2026-05-31 -brief", ["e1"]),
    ],
)
def test_the_timelines_filter(view: View, words: str, expected: list[str]) -> None:
    assert [item.id for item in standing(view, TODAY, words)] == expected


@pytest.mark.parametrize("zoom", ZOOMS)
def test_every_zoom_shows_everything_once_in_the_same_order(view: View, zoom: Zoom) -> None:
    rows = timeline(view, zoom=zoom)
    assert list(rows.ids()) == [item.id for item in standing(view, TODAY)]
    headings = [row.id for row in rows if row.header]
    assert len(set(headings)) == len(headings) and all(one.startswith("=") for one in headings)


def test_days_have_headings_with_weekdays(view: View) -> None:
    lines = drawn(timeline(view, zoom="day"))
    at = lines.index("  So 31.05.2026                        2")
    assert lines[at + 1].endswith("Beirat tagt") and lines[at + 2].endswith("Brief des Radbunds")
    assert lines[at + 3] == "   · 2 Monate nichts ·" and lines[at + 4] == "── heute, 15.06.2026 ──"


def test_open_ends_sort_by_the_day_they_have() -> None:
    days = ("2026", "2026-01-01", "XXXX", "2026-01-01/..", "../2025-12-31", *["2030"] * 4, "2026-01-01")
    order = [item.id for item in standing(of_days(*days), TODAY)]
    assert order == ["e5", "e2", "e10", "e1", "e4", "e6", "e7", "e8", "e9", "e3"]


def test_what_is_undated_stands_in_a_lane_of_its_own_at_the_end() -> None:
    some, dated = of_days("2026", "XXXX"), of_days("2026")
    for lanes in LANES:
        assert [row.id for row in timeline(some, lanes)][-2:] == ["=undated", "e2"]
        assert "=undated" not in [row.id for row in timeline(dated, lanes)]


def test_today_is_marked_only_between_what_was_and_what_comes() -> None:
    marked = [
        [row.id for row in timeline(of_days(*days))] for days in (("2025", "2027"), ("2025",), ("2027",))
    ]
    assert marked == [["e1", "=:before 2027-01-01", "=today", "e2"], ["e1"], ["e1"]]


# The checklist


def test_the_tree_has_topics_in_order_and_what_has_none_last(view: View) -> None:
    rows = demand_rows(view, width=40)
    assert [row.id for row in rows] == ["=Wege", "f1", "f2", "f5", "f6", "=Verkehr", "f3", "=", "f4"]
    assert [row.depth for row in rows if row.id in ("f1", "f2", "f3")] == [0, 1, 0]


def test_narrow_rows_tell_the_one_word_that_says_most(view: View) -> None:
    told = dict(zip(ids(demand_rows(view, width=44)), drawn(
        [row for row in demand_rows(view, width=44) if not row.header], 44
    ), strict=True))  # fmt: skip
    assert told["f1"].startswith("✓◑  ▾ Radwege bauen")
    assert told["f3"].startswith("≠ ! Größere Ampeln") and "strittig" in told["f3"]
    assert told["f3"].endswith("✎2¶1")
    assert "× Parkplätze" in told["f5"]


@pytest.mark.parametrize(
    ("folded", "shown"),
    [
        ({"f1"}, ["f1", "f5", "f6", "f3", "f4"]),
        ({topic_id("Wege")}, ["=Wege", "f3", "f4"]),
        ({topic_id("")}, ["f1", "f2", "f5", "f6", "f3", "="]),
        ({topic_id("Wege"), "f1", "f4"}, ["=Wege", "f3", "f4"]),
        ({"f99"}, ["f1", "f2", "f5", "f6", "f3", "f4"]),
    ],
)
def test_folding_leaves_out_what_is_below(view: View, folded: set[str], shown: list[str]) -> None:
    assert ids(demand_rows(view, folded)) == shown


def test_folding_is_told_by_a_sign(view: View) -> None:
    open_, shut = drawn(demand_rows(view)), drawn(demand_rows(view, {"f1", topic_id("Verkehr")}))
    assert any("▾ Radwege bauen" in line for line in open_)
    assert any("▸ Radwege bauen" in line for line in shut)
    assert any(line.startswith("▸ Verkehr") for line in shut)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("beleuchten", ["f1", "f2"]),
        ("is:disputed", ["f3"]),
        ("is:rejected", ["f5"]),
        ("state:underway", ["f1"]),
        ("is:overdue", ["f3"]),
        ("doc:wegeplan", ["f1"]),
        ("tag:sicherheit", ["f3"]),
        ("by:lea -radwege -is:rejected", ["f3", "f6", "f4"]),
        ("kreis", ["f1"]),
        ("wege -kreis", ["f1", "f2", "f5", "f6"]),
        ("is:", ["f1", "f2", "f5", "f6", "f3", "f4"]),
        ("farbe:rot", []),
    ],
)
def test_the_checklists_filter_keeps_what_stands_above(view: View, words: str, shown: list[str]) -> None:
    assert ids(demand_rows(view, words=words)) == shown


def test_a_filter_shows_what_is_folded(view: View) -> None:
    assert ids(demand_rows(view, {"f1", topic_id("Wege")}, "beleuchten")) == ["f1", "f2"]


def test_progress_counts_confirmed_demands(view: View) -> None:
    assert progress(view) == "1 von 5 bearbeitet, 1 strittig"
    assert short_progress(view.demands) == "1/5 ≠1"
    assert short_progress(()) == ""


def test_what_a_demand_still_needs_of_me(view: View) -> None:
    demands = {demand.id: demand for demand in view.demands}
    assert [one for one in demands if demand_need(demands[one], "lea")] == ["f2", "f3", "f4", "f6"]
    assert [one for one in demands if demand_need(demands[one], "max")] == ["f1", "f2", "f3", "f4", "f6"]
    assert not demand_need(demands["f5"], "max") and not demand_need(demands["f1"], "")


def test_others_verdicts_leave_mine_out(view: View) -> None:
    dispute = next(demand for demand in view.demands if demand.id == "f3")
    assert verdicts(dispute, "max").startswith("lea:") and "max" not in verdicts(dispute, "max")
    assert verdicts(dispute) == f"{verdicts(dispute, 'max')} {verdicts(dispute, 'lea')}"


def test_wide_rows_say_all_three_states(view: View) -> None:
    rows = demand_rows(view, width=124, me="max")
    line = next(line for row, line in zip(rows, drawn(rows, 124), strict=True) if row.id == "f3")
    assert "strittig" in line and "Frist abgelaufen" in line and "lea:" in line


def test_without_topics_there_are_no_headings() -> None:
    lea = Review.memory("Flach", "lea")
    lea.apply(AddDemand(text="Eins"), AddDemand(text="Zwei"))
    lea.apply(ConfirmDemand(id="f1"))
    assert [(row.id, row.header) for row in demand_rows(lea.view())] == [("f1", False), ("f2", False)]
    assert [node.depth for node in tree(lea.view().demands, set())] == [0, 0]


# Notes


def test_a_disputed_demand_shows_verdicts_evidence_and_replies(view: View) -> None:
    lines = drawn(note_rows(view, ["f3"], width=60), 60)
    assert lines[:2] == ["Forderung f3", "Größere Ampeln"]
    assert "# Sicherheit" in lines
    at = lines.index("Urteile · 2")
    assert lines[at + 1 : at + 4] == ["✗ lea: abgelehnt", "◕ max: teilweise erfüllt", "  Zwei Ampeln"]
    at = lines.index("Belege · 1")
    assert lines[at + 1].startswith("− widerspricht · ■ stark") and "  Wegeplan" in lines[at:]
    assert "  „Der Kreis baut Radwege.“" in lines
    at = lines.index("Notizen · 2")
    assert lines[at + 2] == "  Welche Kreuzungen?" and lines[at + 4] == "    Alle vier."
    assert lines[at + 1].startswith("✎ lea, ") and lines[at + 3].startswith("  ↳ max, ")


def test_a_resolved_note_says_so(view: View) -> None:
    lines = drawn(note_rows(view, ["d2"], width=60), 60)
    assert any(line.endswith("✓ erledigt") for line in lines) and "  Datum fehlt" in lines
    assert lines[:2] == ["Dokument d2", "Offener Brief"] and "undatiert · Radbund · Brief" in lines


def test_history_ends_the_notes(view: View) -> None:
    rows = list(note_rows(view, ["f2"], ["gestern: lea legte an", "heute: max"], width=60))
    assert drawn(rows, 60)[-3:] == ["Verlauf", "gestern: lea legte an", "heute: max"]
    assert len({row.id for row in rows[-2:]}) == 2


def test_replies_are_indented_no_deeper_than_there_is_room() -> None:
    lea = Review.memory("Tief", "lea")
    lea.apply(AddDemand(text="Eins"), AddNote(target="f1", text="Anfang"))
    for number in range(1, DEEPEST + 4):
        lea.apply(ReplyNote(note=f"n{number}", text=f"Antwort {number}"))
    view = lea.view()
    assert [depth for _note, depth in threads(view.notes, ["f1"])] == list(range(DEEPEST + 4))
    assert max(row.depth for row in note_rows(view, ["f1"], width=30)) == DEEPEST


# Documents


def test_documents_tell_dates_notes_and_what_is_new(view: View) -> None:
    rows = document_rows(view, new={"d2"}, width=40)
    assert drawn(rows, 40) == [
        "  Wegeplan                      02.05.26",
        "• Offener Brief                 ✎3 o. D.",
    ]
    assert needing(view, {"d2"}) == ["d2"] and needing(view, set()) == []


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("is:undated", ["d2"]),
        ("is:dated", ["d1"]),
        ("is:new", ["d1"]),
        ("is:noted", ["d2"]),
        ("is:brief", ["d2"]),
        ("radbund", ["d2"]),
        ("doc:wege", ["d1"]),
        ("-doc:wege", ["d2"]),
        ("by:lea 2026-05", ["d1"]),
        ("by:max", []),
    ],
)
def test_the_documents_filter(view: View, words: str, shown: list[str]) -> None:
    assert ids(document_rows(view, words, new={"d1"})) == shown


def test_a_query_that_asks_for_nothing_is_none(view: View) -> None:
    assert wanted_by(view, "") is None and wanted_by(view, "  - -- ") is None


@pytest.mark.parametrize("width", [1, 5, 9, 20, 63, 64, 84, 120, 200])
def test_no_row_is_wider_or_narrower_than_its_list(view: View, width: int) -> None:
    lists: Sequence[Sequence[ListRow]] = (
        demand_rows(view, width=width),
        document_rows(view, width=width),
        note_rows(view, ["f3", "d2", "e1", "b1", "n1"], width=width),
        timeline(view, zoom="month", width=width),
    )
    for rows in lists:
        assert {sum(len(text) for text, _style in parts_of(row, width)) for row in rows} == {width}
