"""The timeline as a widget: its edges, zoom, lanes, and that the highlight stays where it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from textual.app import App, ComposeResult

from store.changes import AddDemand, AddDocument, AddEvent, RejectEvent
from store.review import Review
from tests.tui.driving import until
from tui.panes.timeline import TimelinePane

pytestmark = pytest.mark.usefixtures("german")

ScreenText = Callable[[App[Any]], str]


class Host(App[None]):
    def __init__(self, pane: TimelinePane) -> None:
        super().__init__()
        self.pane = pane

    def compose(self) -> ComposeResult:
        yield self.pane


@pytest.fixture
def review() -> Review:
    lea = Review.memory("Probe", "lea")
    lea.apply(AddDocument(title="Übersicht", text="Das Kabinett tagt.", date="2026-04-20", kind="Beschluss"))
    for number, state in enumerate(("confirmed", "suggested", "confirmed", "suggested"), 1):
        lea.apply(
            AddEvent(document="d1", label=f"Sitzung {number}", edtf=f"202{number}-03-1{number}", state=state)
        )
    lea.apply(AddDemand(text="Radwege", topic="Mobilität", due="2022-12-31"))
    return lea


async def test_zoom_and_lanes_and_the_strip_of_the_whole_time(
    review: Review, screen_text: ScreenText
) -> None:
    pane = TimelinePane()
    async with Host(pane).run_test(size=(38, 16)) as pilot:
        pane.show_view(review.view())
        await pilot.pause()
        first, *_rest, last = screen_text(pilot.app).splitlines()
        assert "Zeitleiste !1 · Jahre" in first
        assert pane.highlighted == "e1" and "2021 [" in last and "█ 2024" in last
        pane.fit()
        await pilot.pause()
        assert "[" not in screen_text(pilot.app).splitlines()[-1]
        pane.zoom(9)
        assert pane.scale == "day" and "Do 11.03.2021" in pane.rows[0].cells[0].text
        pane.cycle_lane()
        await pilot.pause()
        assert "nach Dokument" in screen_text(pilot.app) and pane.rows[0].header
        assert pane.next_open() and pane.highlighted == "e2"
        assert pane.next_open() and pane.highlighted == "e4"
        assert pane.next_open() and pane.highlighted == "e2"
        assert pane.previous_open() and pane.highlighted == "e4"


@pytest.mark.parametrize("width", [70, 100, 160])
async def test_the_scale_stands_above_the_drawing(
    review: Review, screen_text: ScreenText, width: int
) -> None:
    pane = TimelinePane()
    async with Host(pane).run_test(size=(width, 12)) as pilot:
        pane.show_view(review.view())
        pane.highlight("e2")
        await pilot.pause()
        above, *lines = screen_text(pilot.app).splitlines()
        heading = next(line for line in lines if line.startswith("   2022"))
        for label in ("Q1", "Q3") if width == 70 else ("A", "D"):
            assert above.rindex(label) == heading.rindex(label)
        assert lines[-1].count("[") == 1 and not lines[-1].endswith("…")


async def test_the_highlighted_row_stays_on_its_line_when_others_add_events(review: Review) -> None:
    pane = TimelinePane()
    async with Host(pane).run_test(size=(38, 8)) as pilot:
        pane.show_view(review.view())
        pane.highlight("e4")
        await pilot.pause()
        line = (pane.timeline.index_of("e4") or 0) - round(pane.scroll_y)
        for number in range(9):
            review.apply(AddEvent(document="d1", label="Früher", edtf=f"201{number}"))
        pane.show_view(review.view())
        await pilot.pause()
        assert pane.highlighted == "e4"
        assert (pane.timeline.index_of("e4") or 0) - round(pane.scroll_y) == line
        assert not pane.highlight("e99")


async def test_the_highlight_stays_in_sight_at_every_zoom_and_size(review: Review) -> None:
    pane = TimelinePane()

    def seen() -> int:
        return (pane.timeline.index_of("e3") or 0) - round(pane.scroll_y)

    async with Host(pane).run_test(size=(38, 6)) as pilot:
        pane.show_view(review.view())
        pane.highlight("e3")
        for size in ((38, 6), (10, 3), (120, 5), (60, 20), (1, 1)):
            await pilot.resize_terminal(*size)
            for _step in range(6):
                pane.zoom(1) if _step else pane.fit()
                await until(pilot, lambda: not pane.size.height or seen() in range(pane.size.height))
                assert pane.highlighted == "e3"


async def test_going_to_days_periods_and_what_is_overdue(review: Review) -> None:
    pane = TimelinePane()
    async with Host(pane).run_test(size=(38, 16)):
        assert not pane.go_to_day(date(2022, 1, 1))
        pane.show_view(review.view())
        for day, found in ((2020, "e1"), (2022, "e2"), (2023, "e3"), (2030, "e4")):
            assert pane.go_to_day(date(day, 1, 1)) and pane.highlighted == found
        assert pane.next_period(-1) and pane.highlighted == "e3"
        assert pane.next_overdue(1) and pane.highlighted == "f1"
        pane.set_filter("sitzung")
        assert not pane.next_overdue(1)
        assert [row for row in pane.timeline.ids()] == ["e1", "e2", "e3", "e4"]


async def test_discarded_events_are_out_of_sight_until_they_are_wanted(review: Review) -> None:
    review.apply(RejectEvent(id="e2"))
    pane = TimelinePane()
    async with Host(pane).run_test(size=(70, 16)):
        pane.show_view(review.view())
        assert "e2" not in list(pane.timeline.ids()) and not pane.highlight("e2")
        pane.reveal("e2")
        assert pane.highlight("e2") and "verworfen" in pane.details()
        assert not pane.toggle_discarded() and "e2" not in pane.timeline.ids()
        assert pane.highlighted in ("e1", "f1", "e3")


async def test_marks_stay_through_zooming_and_go_with_their_rows(review: Review) -> None:
    pane = TimelinePane()
    async with Host(pane).run_test(size=(70, 16)):
        pane.show_view(review.view())
        for one in ("e2", "e3"):
            pane.highlight(one)
            pane.toggle_mark()
        pane.zoom(1)
        assert pane.marked == {"e2", "e3"}
        review.apply(RejectEvent(id="e2"))
        pane.show_view(review.view())
        assert pane.marked == {"e3"}
