"""Lists drawn line by line: moving, marking, keeping the highlight, any size, hostile text."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.strip import Strip

from tests.tui.driving import Keyed
from tui import cells
from tui.panes.rowlist import RowList
from tui.panes.rows import Cell, ListRow, parts_of

Screen = Callable[[App[Any]], str]

HOSTILE = "\x1b]0;neu\x07\x1b[2J [/b] [@click=app.quit]weg[/] \u202e\u200b\udc9b"


class Host(Keyed):
    CSS = "RowList { width: 1fr; height: 1fr; }"

    def __init__(self, rows: list[ListRow]) -> None:
        super().__init__()
        self.given = rows
        self.seen: list[str | None] = []

    def compose(self) -> ComposeResult:
        yield RowList(empty="Noch keine Dokumente")
        yield RowList(id="other")

    def on_mount(self) -> None:
        self.query_one("#other").styles.display = "none"
        self.rows.show(self.given)

    @property
    def rows(self) -> RowList:
        return self.query(RowList).first()

    def keyed(self) -> RowList:
        return self.rows

    def on_row_list_highlighted(self, message: RowList.Highlighted) -> None:
        self.seen.append(message.row_id)


def row(number: int, **more: Any) -> ListRow:
    text = f"Beschluss {number} über die Größe der Ämter"
    return ListRow(
        f"e{number}", (Cell("◆", width=1), Cell(text), Cell(str(number), "bold", 4, "right")), **more
    )


def many(count: int) -> list[ListRow]:
    return [row(number) for number in range(count)]


async def test_it_looks_like_this(screen_text: Screen) -> None:
    app = Host([ListRow("h", (Cell("Kabinett"),), header=True), row(1), row(2, depth=1), row(12, depth=2)])
    async with app.run_test(size=(34, 5)) as pilot:
        await pilot.press("down", "space")
        assert screen_text(app).split("\n") == [
            " Kabinett",
            " ◆ Beschluss 1 über die Größ…    1",
            "*◆   Beschluss 2 über die Gr…    2",
            "›◆     Beschluss 12 über die…   12",
            "",
        ]


async def test_every_way_to_move_has_a_letter_and_an_arrow() -> None:
    app = Host(many(100))
    async with app.run_test(size=(40, 10)) as pilot:
        for keys, expected in [
            ("j", "e1"), ("down", "e2"), ("k", "e1"), ("up", "e0"), ("k", "e0"), ("G", "e99"), ("j", "e99"),
            ("g", "e0"), ("end", "e99"), ("home", "e0"), ("pagedown", "e9"), ("pageup", "e0"),
        ]:  # fmt: skip
            await pilot.press(keys)
            assert app.rows.highlighted == expected, keys


async def test_the_highlight_stays_in_sight_and_a_page_keeps_a_line() -> None:
    app = Host(many(100))
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("G")
        assert app.rows.scroll_offset.y == 90
        await pilot.press("pageup")
        assert app.rows.highlighted == "e90"
        assert app.rows.scroll_offset.y == 90
        await pilot.press("k")
        assert app.rows.scroll_offset.y == 89


async def test_messages_say_what_happened_once() -> None:
    app = Host(many(3))
    async with app.run_test() as pilot:
        await pilot.press("j", "space", "j")
        await pilot.pause()
        assert app.seen == ["e0", "e1", "e2"]


async def test_new_rows_keep_the_highlight_by_id_else_the_place() -> None:
    app = Host(many(10))
    async with app.run_test() as pilot:
        await pilot.press("j", "j", "j")
        app.rows.show([row(50), row(51), *many(10)])
        assert app.rows.highlighted == "e3"
        app.rows.show([r for r in many(10) if r.id != "e3"])
        assert app.rows.highlighted == "e6"
        app.rows.show(many(2))
        assert app.rows.highlighted == "e1"
        app.rows.show([])
        assert app.rows.highlighted is None
        await pilot.press("j", "enter", "space", "G", "pageup")
        app.rows.show(many(2))
        assert app.rows.highlighted == "e0"


async def test_headers_are_passed_over_and_shown_with_their_first_row() -> None:
    rows = [row(0, header=True), row(1), row(2, header=True), row(3), row(4, header=True)]
    app = Host(rows)
    async with app.run_test(size=(40, 2)) as pilot:
        assert app.rows.highlighted == "e1"
        await pilot.press("j")
        assert app.rows.highlighted == "e3"
        await pilot.press("G")
        assert app.rows.highlighted == "e3"
        await pilot.press("g")
        assert app.rows.highlighted == "e1"
        assert app.rows.scroll_offset.y == 0
        assert not app.rows.highlight("e2")
        assert app.rows.highlight("e3")


async def test_marks_belong_to_rows_that_are_there() -> None:
    app = Host(many(5))
    async with app.run_test() as pilot:
        await pilot.press("space", "space")
        assert app.rows.marked == {"e0", "e1"}
        app.rows.show(many(5)[1:])
        assert app.rows.marked == {"e1"}
        app.rows.unmark()
        assert not app.rows.marked


async def test_the_highlight_shows_without_colour() -> None:
    app = Host(many(3))
    async with app.run_test(size=(40, 5)) as pilot:
        await pilot.pause()
        focused = list(app.rows.render_line(0))
        assert all(segment.style and segment.style.reverse for segment in focused)
        assert not any(segment.style and segment.style.reverse for segment in app.rows.render_line(1))
        app.rows.blur()
        await pilot.pause()
        away = app.rows.render_line(0)
        assert away.text.startswith("›")
        assert all(segment.style and segment.style.bold and not segment.style.reverse for segment in away)


async def test_an_empty_list_says_so(screen_text: Screen) -> None:
    app = Host([])
    async with app.run_test(size=(30, 3)):
        assert screen_text(app).split("\n")[0] == "Noch keine Dokumente"


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (3, 3), (10, 3), (80, 24)])
async def test_it_survives_any_size_and_hostile_text(size: tuple[int, int]) -> None:
    wide = ListRow("w", (Cell("漢字漢字" * 20), Cell(HOSTILE, HOSTILE, 9)), depth=30)
    app = Host([ListRow(HOSTILE, (Cell(HOSTILE), Cell("é" * 200))), wide, *many(40)])
    async with app.run_test(size=size) as pilot:
        for key in ("j", "space", "G", "pageup", "g"):
            await pilot.press(key)
            for y in range(size[1]):
                strip = app.rows.render_line(y)
                assert strip.cell_length == app.rows.scrollable_content_region.width
                assert all(c.isprintable() for c in strip.text)


async def test_a_row_fills_its_line_and_only_as_many_are_drawn_as_are_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn: list[str] = []
    original = RowList._draw
    monkeypatch.setattr(RowList, "_draw", lambda self, r, *a: (drawn.append(r.id), original(self, r, *a))[1])
    app = Host(many(20_000))
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("G")
        await pilot.pause()
        assert app.rows.virtual_size.height == 20_000
        assert not app.rows.children
        assert len(drawn) < 60


async def test_rows_that_were_passed_are_not_kept_as_they_were_drawn() -> None:
    app = Host(many(2_000))
    async with app.run_test(size=(60, 24)) as pilot:

        async def alive_after(pages: int) -> int:
            for _ in range(pages):
                app.rows.move("page_down")
                await pilot.pause()
            gc.collect()
            return sum(isinstance(one, Strip) for one in gc.get_objects())

        first = await alive_after(8)
        assert await alive_after(24) < 1.3 * first
        assert app.rows.at == 32 * 23


CELLS = st.builds(
    Cell,
    st.text(max_size=20),
    st.just(""),
    st.none() | st.integers(0, 12),
    st.sampled_from(["left", "right"]),
)


@given(st.lists(CELLS, max_size=5), st.integers(0, 5), st.integers(0, 60))
def test_parts_with_a_flexible_cell_fill_the_width(row_cells: list[Cell], depth: int, width: int) -> None:
    parts = parts_of(ListRow("x", (*row_cells, Cell("Text")), depth), width)
    total = sum(cells.cells(text) for text, _ in parts)
    flexible = 1 + sum(cell.width is None for cell in row_cells)
    assert total == max(width, flexible - 1)


def test_narrow_rows_lose_their_last_fixed_cells_first() -> None:
    wide = ListRow("x", (Cell("◆", width=1), Cell("Haushaltsplan"), Cell("3", width=2), Cell("neu", width=4)))
    shown = ["|".join(text for text, _ in parts_of(wide, width) if text.strip()) for width in (30, 14, 10, 5)]
    assert shown == ["◆|Haushaltsplan       |3 |neu ", "◆|Haushalt…|3 ", "◆|Haushal…", "Haus…"]


async def test_other_rows_lay_nothing_else_out_while_the_scrollbar_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With every pane laid out and drawn again, a key in another list would cost three times as much."""
    app = Host(many(200))
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        await pilot.press("end")
        laid_out: list[object] = []
        refresh = app.screen._refresh_layout
        monkeypatch.setattr(app.screen, "_refresh_layout", lambda **how: laid_out.append(1) or refresh(**how))
        app.rows.show(many(150))
        await pilot.pause()
        bar = app.rows.vertical_scrollbar
        assert (laid_out, app.rows.scroll_y, bar.window_virtual_size) == ([], 140, 150)
        app.rows.show(many(2))
        await pilot.pause()
        assert laid_out and not app.rows.show_vertical_scrollbar


async def test_a_list_that_is_gone_since_the_last_layout_is_drawn_as_blanks() -> None:
    app = Host(many(9))
    async with app.run_test(size=(30, 4)):
        rows, crop = app.rows, Region(0, 0, 9, 2)
        rows._strips.clear()
        await rows.remove()
        assert [strip.text for strip in rows.render_lines(crop)] == [" " * 9] * 2
