"""The reader on a small screen: what it shows, where keys take it, what it says to others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.events import Key
from textual.filter import LineFilter

from tests.tui.driving import Keyed
from tests.tui.marks import Mark
from tui import render
from tui.highlights import AtHand
from tui.panes.reader import Reader
from tui.panes.seeking import Stop

Screen = Callable[[App[Any]], str]

TEXT = (
    "Bericht zur Lage der Verwaltung\n\n"
    "Die Landesregierung hat am 24. April beschlossen, das „Bürgerkonto“ überall einzuführen. "
    "Der Städtetag fordert mehr Personal. Bis Ende 2027 soll es fertig sein.\n\n"
    "– mehr Geld\n– mehr Zeit\n"
)
HOSTILE = (
    "\x1b]0;neu\x07\x1b[2J\x9b5n [/b] [/] [@click=app.quit]weg[/] [link=https://example.org]x\n"
    "\u202egnurelk\u202c un\u200bsicht\u00adbar \udc9b \U000e0041"
    + "e"
    + "\u0301" * 40
    + "\r\n\t漢字 👩\u200d🔬 "
)


def on(words: str, kind: str, label: str = "", state: str = "confirmed") -> Mark:
    start = TEXT.index(words)
    return Mark(start, start + len(words), kind, label=label, state=state)


MARKS = [
    on("Die Landesregierung hat am 24. April", "tag", "Kabinett"),
    on("24. April", "event", state="suggested"),
    on("April beschlossen", "tag", "Ämter/Register"),
    on("Der Städtetag fordert mehr Personal.", "demand"),
    on("mehr Personal", "evidence"),
    on("mehr Zeit", "note"),
]


class Host(Keyed):
    CSS = "Reader { width: 1fr; height: 1fr; }"
    PANE = "reader"

    def __init__(self, text: str = TEXT, marks: list[Mark] | None = None) -> None:
        super().__init__()
        self.text, self.marks = text, MARKS if marks is None else marks
        self.seen: list[tuple[object, ...]] = []
        self.guard = render.SafeFilter()

    def get_line_filters(self) -> list[LineFilter]:
        return [*super().get_line_filters(), self.guard]

    def compose(self) -> ComposeResult:
        yield Reader(empty="Kein Dokument")

    def on_mount(self) -> None:
        if self.text:
            self.reader.show("d1", self.text, self.marks)

    @property
    def reader(self) -> Reader:
        return self.query_one(Reader)

    def on_reader_moved(self, message: Reader.Moved) -> None:
        self.seen.append(("moved", message.offset))

    def on_reader_selected(self, message: Reader.Selected) -> None:
        self.seen.append(("selected", message.start, message.end))

    def keyed(self) -> Reader:
        return self.reader

    def on_key(self, event: Key) -> None:
        self.seen.append(("key", event.key))

    @property
    def selected(self) -> str:
        span = self.reader.selection
        return TEXT[slice(*span)] if span else ""

    def looks(self, y: int) -> list[tuple[str, set[str]]]:
        """The segments of a line with the attributes they have."""
        names = ("bold", "italic", "underline", "reverse")
        return [
            (s.text, {name for name in names if s.style is not None and getattr(s.style, name)})
            for s in self.reader.render_line(y)
        ]


def row_of(reader: Reader) -> int:
    """The cursor's line on the screen."""
    return reader.wrapping.line_of(reader.cursor) - reader.scroll_offset.y


async def test_it_looks_like_this(screen_text: Screen) -> None:
    app = Host()
    async with app.run_test(size=(56, 11)) as pilot:
        await pilot.press("j", "j")
        assert screen_text(app).split("\n") == [
            "    Bericht zur Lage der Verwaltung",
            "",
            "◇ K▏Die Landesregierung hat am 24. April beschlossen,",
            "!  ▏das „Bürgerkonto“ überall einzuführen. Der",
            "!✓  Städtetag fordert mehr Personal. Bis Ende 2027 soll",
            "    es fertig sein.",
            "",
            "    – mehr Geld",
            "✎   – mehr Zeit",
            "",
            "",
        ]


async def test_marks_overlaps_and_cursor_read_without_colour() -> None:
    app = Host()
    async with app.run_test(size=(56, 11)) as pilot:
        await pilot.press("j", "j")
        assert app.looks(2)[1:7] == [
            ("D", {"underline", "reverse"}),
            ("ie Landesregierung hat am ", {"underline"}),
            ("24. ", {"underline", "italic"}),
            ("April", {"underline", "italic", "bold"}),
            (" beschlossen", {"underline"}),
            (", ", set()),
        ]
        assert ("mehr Personal", {"bold"}) in app.looks(4)
        assert ("mehr Zeit", {"underline"}) in app.looks(8)


async def test_every_motion_has_its_key() -> None:
    app = Host()
    async with app.run_test(size=(56, 11)) as pilot:
        for key, words in [
            ("l", "zur"), ("right", "Lage"), ("h", "zur"), ("left", "Bericht"),
            ("w", "zur"), ("b", "Bericht"),
            ("right_parenthesis", "Die Landes"), ("right_parenthesis", "Der Städte"),
            ("left_parenthesis", "Die Landes"), ("j", "das „"), ("down", "Städtetag f"), ("k", "das „"),
            ("up", "Die Landes"), ("shift+right", "ie Landes"), ("shift+left", "Die Landes"),
            ("n", "24. April"), ("n", "April"), ("N", "24."), ("G", "\n"), ("g", "Bericht"), ("end", "\n"),
            ("home", "Bericht"),
        ]:  # fmt: skip
            await pilot.press(key)
            assert TEXT[app.reader.cursor :].startswith(words), key


async def test_selecting_by_line_word_and_sentence() -> None:
    app = Host()
    async with app.run_test(size=(56, 11)) as pilot:
        await pilot.press("right_parenthesis", "v", "w", "w")
        assert app.selected == "Die Landesregierung"
        await pilot.press("s")
        assert app.selected.startswith("Die Landes") and app.selected.endswith("einzuführen.")
        await pilot.press("s")
        assert app.selected.endswith("mehr Personal.")
        await pilot.press("V")
        assert app.selected == TEXT.split("\n")[2]
        await pilot.press("v")
        assert app.reader.selection is None
        await pilot.press("g", "v", "j")
        assert app.selected == "Bericht zur Lage der Verwaltung\n\n"
        await pilot.press("k", "l")
        assert app.selected == "Bericht"


async def test_by_word_and_sentence_a_selection_ends_with_whole_ones() -> None:
    app = Host()
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("right_parenthesis", "v", "right_parenthesis")
        assert app.selected.startswith("Die Landes") and app.selected.endswith("einzuführen.")
        await pilot.press("right_parenthesis")
        assert app.selected.endswith("mehr Personal.")
        await pilot.press("left_parenthesis")
        assert app.selected.endswith("einzuführen.")
        await pilot.press("v", "left_parenthesis", "v", "l", "l")
        assert app.selected == "Die Landesregierung"
        await pilot.press("h")
        assert app.selected == "Die"
        await pilot.press("h")
        assert app.selected == "D"


async def test_a_selection_that_was_used_goes_with_the_next_motion() -> None:
    app = Host()
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("right_parenthesis", "v", "s")
        app.reader.use_selection()
        assert app.selected.endswith("einzuführen.")
        await pilot.press("right_parenthesis")
        assert app.reader.selection is None
        await pilot.press("v", "s")
        app.reader.use_selection()
        await pilot.press("v")
        assert len(app.selected) == 1, "a new one begins at the cursor"


async def test_a_sentence_can_be_selected_at_once_and_from_a_blank_line() -> None:
    app = Host()
    async with app.run_test(size=(56, 11)) as pilot:
        await pilot.press("j", "s")
        assert app.selected.startswith("Die Landes") and app.selected.endswith("einzuführen.")


async def test_the_selection_and_the_cursor_in_it_are_seen_without_colour() -> None:
    app = Host(marks=[])
    async with app.run_test(size=(56, 11)) as pilot:
        await pilot.press("v", "w")
        assert app.looks(0)[1:4] == [
            ("Berich", {"reverse"}),
            ("t", {"bold", "underline"}),
            (" zur Lage der Verwaltung", set()),
        ]
        await pilot.press("v", "j", "v", "j", "j")
        assert app.looks(1)[1][1] == {"reverse"}, "an empty line in the selection shows"
        app.reader.blur()
        await pilot.pause()
        assert not any("reverse" in look for _, look in app.looks(6))


async def test_escape_backs_out_one_level_at_a_time() -> None:
    app = Host()
    async with app.run_test(size=(56, 11)) as pilot:
        app.reader.search("mehr")
        await pilot.press("v", "l", "escape")
        assert app.reader.selection is None
        app.seen.clear()
        await pilot.press("n")
        assert TEXT[app.reader.cursor :].startswith("mehr Geld"), "the search is still there"
        await pilot.press("escape")
        assert not app.reader.drop()
        await pilot.press("g", "n")
        assert TEXT[app.reader.cursor :].startswith("Die Landes"), "n goes to marks again"


async def test_messages() -> None:
    app = Host()
    async with app.run_test(size=(56, 11)) as pilot:
        await pilot.press("l", "v", "escape")
        await pilot.pause()
        told = [message for message in app.seen if message[0] != "key"]
        assert told == [("moved", 8), ("selected", 8, 9), ("selected", 8, 8)]


async def test_search_goes_round_from_the_cursor_and_shows_every_place() -> None:
    app = Host(marks=[])
    async with app.run_test(size=(56, 11)) as pilot:
        app.reader.goto(TEXT.index("Der Städtetag"))
        assert app.reader.search("MEHR") == 3
        stops = []
        for key in ("n", "n", "n", "N"):
            await pilot.press(key)
            stops.append(TEXT[app.reader.cursor :].split()[1])
        assert stops == ["Geld", "Zeit", "Personal.", "Zeit"]
        assert ("mehr", {"underline"}) in app.looks(7)
        assert app.looks(8)[2:4] == [("m", {"bold", "underline", "reverse"}), ("ehr", {"bold", "underline"})]
        assert app.reader.search("gibt es nicht wirklich") == 0
        assert app.reader.search("Xylophon") == 0


async def test_goto_shows_the_passage_until_the_cursor_leaves_it() -> None:
    app = Host(text=TEXT * 20, marks=[])
    async with app.run_test(size=(56, 11)) as pilot:
        start = (TEXT * 20).index("Der Städtetag", 2_000)
        app.reader.goto(start, start + 13)
        await pilot.pause()
        assert app.reader.cursor == start
        y = app.reader.wrapping.line_of(start) - app.reader.scroll_offset.y
        assert 0 < y < 8
        assert any({"bold", "underline"} <= look for _, look in app.looks(y))
        await pilot.press("right_parenthesis")
        assert not any("underline" in look for _, look in app.looks(y))


async def test_pages_keep_two_lines_and_the_cursor_stays_in_sight() -> None:
    app = Host(text=TEXT * 20)
    async with app.run_test(size=(56, 10)) as pilot:
        await pilot.press("pagedown")
        assert app.reader.scroll_offset.y == 8
        await pilot.press("pageup", "G")
        line = app.reader.wrapping.line_of(app.reader.cursor)
        assert app.reader.scroll_offset.y <= line < app.reader.scroll_offset.y + 10
        await pilot.press("pageup", "pageup", "g")
        assert app.reader.scroll_offset.y == 0


async def test_other_marks_change_nothing_else_and_each_document_keeps_its_place() -> None:
    app = Host(text=TEXT * 20)
    async with app.run_test(size=(56, 10)) as pilot:
        await pilot.press("pagedown", "pagedown", "v", "l")
        before = (app.reader.cursor, app.reader.selection, app.reader.scroll_offset)
        app.reader.show("d1", TEXT * 20, [])
        assert (app.reader.cursor, app.reader.selection, app.reader.scroll_offset) == before
        app.reader.show("d2", TEXT, [])
        assert (app.reader.cursor, app.reader.selection) == (0, None)
        app.reader.show("d1", TEXT * 20, MARKS)
        assert app.reader.cursor == before[0]


async def test_the_cursor_stays_on_its_line_of_the_screen() -> None:
    app = Host(text=TEXT * 40)
    async with app.run_test(size=(56, 12)) as pilot:
        for key in (*["pagedown"] * 6, "j", "j", "j", "right_parenthesis"):
            await pilot.press(key)
        reader = app.reader
        before = (reader.cursor, row_of(reader))
        assert 3 < before[1] < 11
        for size in ((30, 12), (90, 12), (10, 3), (56, 30), (56, 12)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert (reader.cursor, row_of(reader)) == (before[0], min(before[1], size[1] - 1)), size


async def test_marks_of_others_do_not_move_the_text() -> None:
    app = Host(text=TEXT * 40)
    async with app.run_test(size=(56, 12)) as pilot:
        await pilot.press("pagedown", "pagedown", "k")
        seen = app.reader.scroll_offset
        app.reader.show("d1", TEXT * 40, [*MARKS, Mark(0, 90, "tag"), Mark(1_500, 1_900, "demand")])
        await pilot.pause()
        assert app.reader.scroll_offset == seen


async def test_without_a_text_it_says_so_and_keys_do_nothing(screen_text: Screen) -> None:
    app = Host(text="")
    async with app.run_test(size=(30, 3)) as pilot:
        assert screen_text(app).split("\n")[0] == "Kein Dokument"
        await pilot.press("j", "G", "v", "s", "w", "V", "n", "N", "pagedown", "right_parenthesis", "h")
        assert app.reader.cursor == 0
        assert app.reader.search("x") == 0


@pytest.mark.parametrize("size", [(1, 1), (2, 3), (7, 2), (10, 3), (25, 5), (80, 24)])
async def test_it_survives_any_size_and_hostile_text(size: tuple[int, int]) -> None:
    marks = [Mark(3, 50, "tag", label="\x1b[2J"), Mark(60, 140, "tag", colour="@click"), Mark(9, 12, "event")]
    app = Host(text=HOSTILE * 6, marks=marks)
    async with app.run_test(size=size) as pilot:
        for key in ("j", "l", "v", "s", "pagedown", "G", "k", "n", "left_parenthesis", "escape", "g"):
            await pilot.press(key)
            for y in range(size[1]):
                strip = app.reader.render_line(y)
                width = app.reader.scrollable_content_region.width
                assert strip.cell_length == sum(segment.cell_length for segment in strip) == width
                assert all(c.isprintable() or c in "\u00a0\u200c\u200d" for c in strip.text)
        assert app.is_running, "nothing in the text was an action"


async def test_only_what_is_seen_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []
    original = Reader._draw
    monkeypatch.setattr(
        Reader, "_draw", lambda self, w, n, width: (drawn.append(n), original(self, w, n, width))[1]
    )
    app = Host(text=TEXT * 2_000)
    async with app.run_test(size=(56, 10)) as pilot:
        await pilot.pause()
        assert set(drawn) <= set(range(10))
        drawn.clear()
        await pilot.press("l")
        assert set(drawn) == {0}, "moving in a line draws that line"
        assert not app.reader.children


async def test_a_text_given_while_the_pane_is_hidden_is_there_when_it_shows(screen_text: Screen) -> None:
    app = Host(text="")
    async with app.run_test(size=(56, 10)) as pilot:
        app.reader.display = False
        await pilot.pause()
        app.reader.show("d1", TEXT * 20, MARKS)
        app.reader.goto((TEXT * 20).index("Der Städtetag", 2_000))
        app.reader.display = True
        await pilot.pause()
        assert "Städtetag" in screen_text(app)
        assert app.reader.virtual_size.height == len(app.reader.wrapping)


async def test_another_theme_redraws_what_was_drawn() -> None:
    app = Host()
    async with app.run_test(size=(56, 10)) as pilot:
        before = list(app.reader.render_line(3))[-1].style
        app.theme = "textual-light"
        await pilot.pause()
        after = list(app.reader.render_line(3))[-1].style
        assert before and after and before.bgcolor != after.bgcolor


# Labels


async def test_labels_stand_over_the_places_and_the_letter_of_one_goes_there(screen_text: Screen) -> None:
    app = Host()
    async with app.run_test(size=(56, 11)) as pilot:
        await pilot.press("f")
        assert app.reader.labels[0] == (TEXT.index("Die Landes"), "a")
        assert "A▏" not in screen_text(app) and "Aie Landesregierung" in screen_text(app)
        assert ("A", {"bold", "reverse"}) in app.looks(2)
        await pilot.press("a")
        assert TEXT[app.reader.cursor :].startswith("Die Landes") and not app.reader.labels
        assert "Die Landesregierung" in screen_text(app)


async def test_other_keys_take_the_labels_away_and_do_nothing_else() -> None:
    app = Host()
    async with app.run_test(size=(56, 11)) as pilot:
        for key in ("escape", "j", "question_mark", "1"):
            await pilot.press("f", key)
            if key != "j":
                assert not app.reader.labels, key
                assert app.reader.cursor == 0
            await pilot.press("escape", "g")
        assert ("key", "question_mark") not in app.seen


async def test_a_label_ends_a_selection_that_was_begun() -> None:
    app = Host()
    async with app.run_test(size=(56, 11)) as pilot:
        await pilot.press("j", "j", "v", "f")
        assert ("A", {"bold", "underline"}) not in app.looks(2)
        label = next(label for place, label in app.reader.labels if TEXT[place:].startswith("Der St"))
        await pilot.press(*label)
        assert app.selected.startswith("Die Landes") and app.selected.endswith(" D")
        await pilot.press("percent_sign")
        assert TEXT[app.reader.cursor :].startswith("Die Landes") and app.selected.endswith(" D")
        await pilot.press("percent_sign", "s")
        assert app.selected.endswith("Personal.")


async def test_labels_of_two_letters_lose_the_first_one_typed() -> None:
    text = "Ja. Nein. " * 60
    app = Host(text=text, marks=[])
    async with app.run_test(size=(56, 20)) as pilot:
        await pilot.press("f")
        place, label = next(pair for pair in reversed(app.reader.labels) if len(pair[1]) == 2)
        await pilot.press(label[0])
        assert (place, label[1]) in app.reader.labels
        assert all(len(left) == 1 for _place, left in app.reader.labels)
        await pilot.press(label[1].upper())
        assert app.reader.cursor == place


@pytest.mark.parametrize(
    "text", ["漢字。文章。" * 40, "👩\u200d🔬 Ja. e\u0301 Nein. " * 30, "\tA.\n\tB.\n" * 9]
)
@pytest.mark.parametrize("size", [(80, 24), (10, 3), (5, 2)])
async def test_labels_keep_every_line_as_wide_as_it_was(text: str, size: tuple[int, int]) -> None:
    app = Host(text=text, marks=[Mark(n, n + 5, "tag", f"m{n}") for n in range(0, 90, 4)])
    async with app.run_test(size=size) as pilot:
        await pilot.press("f")
        for y in range(size[1]):
            strip = app.reader.render_line(y)
            assert strip.cell_length == sum(segment.cell_length for segment in strip)
            assert strip.cell_length == app.reader.scrollable_content_region.width
        await pilot.press("escape")


# From place to place


async def test_stepping_tells_where_it_is_and_that_it_went_round() -> None:
    app = Host()
    async with app.run_test(size=(56, 11)):
        reader = app.reader
        steps = [reader.step(1) for _ in range(7)]
        assert [(step.number, step.total, step.round) for step in steps if step] == [
            (1, 6, False), (2, 6, False), (3, 6, False), (4, 6, False), (5, 6, False), (6, 6, False),
            (1, 6, True),
        ]  # fmt: skip
        back = reader.step(-1)
        assert back and (back.number, back.round) == (6, True)
        assert reader.search("mehr") == 3
        assert reader.stop and reader.stop[:3] == (3, 3, True)
        step = reader.step(1)
        assert step and (step.number, step.total, step.found, step.round) == (1, 3, True, True)


async def test_stepping_by_one_kind_of_mark() -> None:
    app = Host()
    async with app.run_test(size=(56, 11)) as pilot:
        reader = app.reader
        reader.search("mehr")
        step = reader.go_by("tag")
        assert step and (step.number, step.total, step.found) == (1, 2, False)
        await pilot.press("n")
        assert TEXT[reader.cursor :].startswith("April")
        assert reader.go_by("#Kabinett") == (1, 1, False, True)
        assert reader.go_by("suggested") == (1, 1, False, False)
        assert reader.go_by("recheck") is None
        assert [mark.kind for mark in reader.marks_here] == ["tag", "event"]


class Counted(AtHand):
    """Marks that tell how often somebody went through all of them."""

    times = 0

    def __iter__(self) -> Iterator[Any]:
        self.times += 1
        return super().__iter__()


async def test_only_who_goes_from_mark_to_mark_goes_through_all_of_them() -> None:
    marks = Counted(MARKS)
    app = Host(marks=marks)  # type: ignore[arg-type]
    async with app.run_test(size=(50, 14)):
        for way in ("next_character", "page_down", "first", "next_word"):
            app.reader.move(way)
            assert app.reader.stop is None and marks.times == 0
        assert app.reader.step(1) == app.reader.stop == Stop(1, 6, False)
        assert marks.times == 1
