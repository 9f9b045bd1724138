"""How little is drawn for a key: one update, and only of the rows that changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from textual.geometry import Region
from textual.scrollbar import ScrollBarRender
from textual.strip import Strip
from textual.widget import Widget

from store.changes import AddDemand, AddDocument, AddEvent
from store.review import Review
from tests.tui.driving import settle
from tui.app import VermerkApp
from tui.panes.lines import Lines, seen_at
from tui.screens import curtain, sparing
from tui.screens.compositing import Rows


@pytest.fixture
def review() -> Review:
    review = Review.memory("Busse", "anna")
    review.apply(*(AddDocument(title=f"Bericht {n}", text="Ein Satz. " * 400) for n in range(60)))
    review.apply(*(AddEvent(edtf=f"2026-07-{n + 1:02}", label=f"Schritt {n}") for n in range(30)))
    review.apply(*(AddDemand(text=f"Linie {n} bezahlen", topic="Verkehr") for n in range(60)))
    return review


def cells(strip: Strip) -> list[tuple[str, object]]:
    """Each character with its look."""
    return [(character, look) for text, look, _control in strip for character in text]


@contextmanager
def counted(app: VermerkApp, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, int]]]:
    """Who was asked for how many rows, and ("", 0) for each update."""
    asked: list[tuple[str, int]] = []
    display = app._display

    def counting(render: Any) -> Any:
        def count(widget: Widget, crop: Any) -> Any:
            asked.append((widget.id or type(widget).__name__, crop.height))
            return render(widget, crop)

        return count

    def update(screen: Any, renderable: Any) -> None:
        if renderable is not None:
            asked.append(("", 0))
        display(screen, renderable)

    with monkeypatch.context() as patch:
        for kind in (Widget, Lines):
            patch.setattr(kind, "render_lines", counting(kind.render_lines))
        patch.setattr(app, "_display", update)
        yield asked


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine, what belongs together is waited for, and nothing else happens meanwhile."""
    monkeypatch.setattr(sparing, "TOGETHER", 60)
    monkeypatch.setattr(curtain, "A_WHILE", 600)


@pytest.mark.parametrize("pane", ["1", "2", "3", "4"])
async def test_a_key_draws_once(review: Review, monkeypatch: pytest.MonkeyPatch, pane: str) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press(pane, "j")
        await settle(pilot)
        with counted(app, monkeypatch) as asked:
            for _ in range(5):
                await pilot.press("j")
                await pilot.pause(0.02)
    assert asked.count(("", 0)) == 5


async def test_title_and_footer_are_worked_out_once(review: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("2", "j")
        await settle(pilot)
        done: list[None] = []
        with monkeypatch.context() as patch:
            patch.setattr(app.desk, "_freshen", lambda: done.append(None))
            await pilot.press("j")
            await pilot.pause(0.05)
    assert len(done) == 1


async def test_rows_of_a_long_list_are_worked_out_once(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1")
        await settle(pilot)
        pane = app.desk._panes.list_pane("documents")
        widths: list[int] = []
        project = pane.project
        with monkeypatch.context() as patch:
            patch.setattr(pane, "project", lambda view, width: widths.append(width) or project(view, width))
            pane.redraw()
    assert widths == [pane.room - 1]


async def test_only_what_changed_is_asked_for(review: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("1", "j")
        await settle(pilot)
        with counted(app, monkeypatch) as asked:
            await pilot.press("j")
            await pilot.pause(0.02)
    assert sum(rows for name, rows in asked if name == "documents") == 2
    assert {"reader", "title", "footer", "panes"}.isdisjoint(dict(asked))


@pytest.mark.parametrize("size", [(120, 36), (40, 7)])
async def test_panes_show_what_textual_would_have_made_of_their_lines(
    review: Review, size: tuple[int, int]
) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=size) as pilot:
        for keys in (("1", "j"), ("2", "j"), ("4", "pagedown", "v", "j"), ("3", "space")):
            await pilot.press(*keys)
            await settle(pilot)
            panes = [pane for pane in app.screen.query(Lines) if pane.region and pane.display]
            assert panes
            for pane in panes:
                whole = pane.outer_size.region
                mine, textuals = pane.render_lines(whole), Widget.render_lines(pane, whole)
                for one, other in zip(mine, textuals, strict=True):
                    assert cells(one) == cells(other)


def thumb(lines: int, height: int, line: float) -> list[object]:
    """A scroll bar, as Textual draws it."""
    bar = ScrollBarRender.render_bar(size=height, virtual_size=lines, window_size=height, position=line)
    return list(bar.segments)


@pytest.mark.parametrize(("lines", "height"), [(41, 40), (60, 20), (333, 32), (10_000, 18), (5, 10)])
def test_a_scroll_bar_moves_only_when_it_looks_different(lines: int, height: int) -> None:
    seen = [seen_at(line, lines, height) for line in range(max(1, lines - height + 1))]
    for line, at in enumerate(seen):
        assert thumb(lines, height, at) == thumb(lines, height, line)
    assert len(set(seen)) <= 8 * height + 1
    assert seen_at(3, lines, 0) == 3  # no room for one


async def test_a_page_that_scrolls_leaves_its_scroll_bar_alone(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    review.apply(AddDocument(title="Lang", text="Ein Satz.\n" * 30_000))
    app = VermerkApp(review)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("1", "G", "enter", "pagedown")
        await settle(pilot)
        with counted(app, monkeypatch) as asked:
            await pilot.press("j")
            await pilot.pause(0.05)
    assert asked == [("reader", 32), ("", 0)]


@pytest.mark.parametrize("changed", [(0, 0, 120, 36), (30, 5, 60, 20), (0, 0, 120, 2), (35, 3, 3, 1)])
async def test_whatever_changed_is_drawn_by_whoever_is_in_front(
    review: Review, changed: tuple[int, int, int, int]
) -> None:
    app = VermerkApp(review)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        compositor = app.screen._compositor
        whole = [cells(strip) for strip in compositor.render_strips()]
        region = Region(*changed)
        compositor._dirty_regions.add(region)
        update = compositor.render_update()
        assert isinstance(update, Rows)
        drawn = {(x + at, y): cell for x, y, strip in update.rows for at, cell in enumerate(cells(strip))}
        places = [(x, y) for y in region.line_range for x in region.column_range]
        assert sorted(drawn) == sorted(places)
        assert all(drawn[x, y] == whole[y][x] for x, y in places)
