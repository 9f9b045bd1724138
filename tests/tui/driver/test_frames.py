"""Random frames, written as they are and through the driver, give the same screen cell by cell.

The long mode takes many more: python -m pytest -m long tests/tui/driver
"""

from __future__ import annotations

import re
from random import Random

import pytest

from tests.tui.driver.referee import KINDS, PLAINEST, XTERM, Referee
from tui.driver.canvas import Canvas
from tui.driver.encoding import Encoder

LOOKS = ("", "1", "3", "4", "7", "1;38;2;200;10;10", "38;5;12;48;5;236", "48;2;20;20;60", "31;44", "9;93;101",
         "4;38;2;0;0;0;48;2;95;135;215", "48;2;18;18;18")  # fmt: skip
WORDS = (
    "Busse und Bahnen", "Größe", "—", "        ", " ", "漢字かな", "가나다", "e\u0301a\u0308", "…→",
    "❤\ufe0f", "👍", "👩\u200d👩\u200d👧", "👍\U0001f3fd", "🇩🇪", "नमस्ते", "กำ", "Straße 12", "│", "─────",
)  # fmt: skip
SURE = tuple(word for word in WORDS if word[0] < "\u0800" or word[0] in "—…│─漢가")


class Pair:
    """One screen drawn by frames as they are, and one by what the driver makes of them."""

    def __init__(self, width: int, height: int, kind_name: str = "xterm") -> None:
        kind = KINDS[kind_name]
        self.plain, self.driven = Referee(width, height, XTERM), Referee(width, height, kind)
        self.canvas, self.encoder = Canvas(), Encoder(kind)
        self.resize(width, height)

    def resize(self, width: int, height: int) -> None:
        for screen in (self.plain, self.driven):
            screen.resize(height, width)
            screen.reset_mode(7, private=True)
        self.plain.erase_in_display(2)
        self.width, self.height = width, height
        self.canvas.resize(width, height)
        self.encoder.forget()
        self.draw("\x1b[1;1H" + "\n".join(f"\x1b[{y + 1};1H{' ' * width}" for y in range(height)))

    def draw(self, frame: str) -> None:
        self.plain.feed(frame)
        self.canvas.draw(frame)

    def send(self, most: int | None = None) -> str:
        written = self.encoder.bring_up(self.canvas, most)
        self.driven.feed(written)
        return written

    def check(self) -> str:
        written = self.send()
        while self.canvas.touched:
            written += self.send()
        for y, (one, other) in enumerate(zip(self.plain.shown(), self.driven.shown(), strict=True)):
            assert one == other, f"line {y}"
        assert (self.driven.cursor.x, self.driven.cursor.y) == (self.plain.cursor.x, self.plain.cursor.y)
        assert self.driven.margins is None
        return written


def styled(random: Random, width: int, words: tuple[str, ...] = WORDS) -> str:
    """A stretch of exactly so many cells, in several looks."""
    from rich.cells import set_cell_size

    parts, room = [], width
    while room > 0:
        text = random.choice(words) + random.choice(("", " ", " "))
        size = random.randint(1, room) if random.random() < 0.2 else min(room, max(1, len(text)))
        parts.append(f"\x1b[{random.choice(LOOKS)}m{set_cell_size(text, size)}\x1b[0m")
        room -= size
    return "".join(parts)


def frame(pair: Pair, random: Random, pane: list[str]) -> str:
    """What a program draws: a pane moves, single lines change, or everything does."""
    what, width = random.random(), pair.width
    x = width // 3 if random.random() < 0.7 else 0
    if what < 0.5 and len(pane) >= pair.height:
        by = random.choice((1, 1, 2, 5, -1, -1, -3))
        pane[:] = pane[by:] + pane[:by]
        stretches = [(y, x, pane[y]) for y in range(1, pair.height - 1)]
    elif what < 0.9:
        rows = random.sample(range(pair.height), random.randint(1, min(4, pair.height)))
        starts = [(y, random.randrange(width)) for y in sorted(rows)]
        stretches = [(y, at, styled(random, random.randint(1, width - at))) for y, at in starts]
    else:
        stretches = [(y, 0, styled(random, width)) for y in range(pair.height)]
    cursor = f"\x1b[{random.randint(1, pair.height)};{random.randint(1, width)}H"
    return "\n".join(f"\x1b[{y + 1};{at + 1}H{text}" for y, at, text in stretches) + cursor


def play(seed: int, kind: str, frames: int) -> None:
    random = Random(seed)
    pair = Pair(random.randint(12, 90), random.randint(4, 30), kind)
    pane: list[str] = []
    for _ in range(frames):
        if random.random() < 0.03:
            pair.resize(random.randint(2, 90), random.randint(2, 30))
            pane = []
        if not pane:
            pane = [styled(random, pair.width - pair.width // 3) for _ in range(pair.height * 3)]
        pair.draw(frame(pair, random, pane))
        if random.random() < 0.05:
            pair.encoder.doubt()
            pair.canvas.touched = set(range(pair.height))
        if random.random() < 0.3:  # and the next frame comes before all of this one could be sent
            pair.send(random.randint(1, 300))
        elif random.random() < 0.8:  # or before any of it
            pair.check()
    pair.check()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(5))
def test_every_cell_is_as_the_frames_have_it(seed: int, kind: str) -> None:
    play(seed, kind, 40)


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(100, 250))
def test_every_cell_is_as_the_frames_have_it_in_many_sessions(seed: int, kind: str) -> None:
    play(seed, kind, 300)


def text_rows(words: list[str], x: int = 0) -> str:
    return "\n".join(f"\x1b[{y};{x + 1}H{word}" for y, word in enumerate(words, 1)) + "\x1b[1;1H"


LINES = [f"Zeile {number}: {'Busse und Bahnen ' * (number % 3 + 1)}".ljust(60)[:60] for number in range(40)]


@pytest.mark.parametrize("kind", ["xterm", "screen", "linux"])
@pytest.mark.parametrize("by", [1, -1, 3, -3])
def test_text_that_moves_is_moved_and_not_sent_again(kind: str, by: int) -> None:
    pair = Pair(60, 20, kind)
    pair.draw(text_rows(LINES[10:30]))
    pair.check()
    pair.draw(text_rows(LINES[10 + by : 30 + by]))
    assert len(pair.check()) < 80 * abs(by) + 40


def test_a_pane_is_not_moved_where_what_stands_beside_it_costs_more() -> None:
    """Fewer cells would have to be put back than move, but each of them in a place of its own."""
    random = Random(7)
    words = ["".join(random.choices("abcdefghijklmnop", k=14)) for _ in range(21)]
    beside = [f"{y % 10}      " * 5 + f"{y % 10} " for y in range(20)]
    pair = Pair(60, 20)
    pair.draw(text_rows([place + word for place, word in zip(beside, words[:20], strict=True)]))
    pair.check()
    pair.draw(text_rows(words[1:], 37))
    assert "r" not in re.findall(r"\x1b\[[\d;]*([a-zA-Z])", pair.check())


def test_a_screen_can_be_sent_in_pieces_and_no_row_is_always_left() -> None:
    pair = Pair(60, 20)
    pair.send()
    longest = 0
    for turn in range(8):
        pair.draw(text_rows([f"{turn} {line}"[:60] for line in LINES[turn : turn + 20]]))
        longest = max(longest, len(pair.send(300)))
    assert longest < 300 + 100
    rows = ["".join(cell.data for cell in row) for row in pair.driven.shown()]
    assert all(row.strip() for row in rows)
    pair.check()


def test_a_terminal_that_may_not_scroll_is_sent_the_lines() -> None:
    pair = Pair(60, 20, "plainest")
    pair.draw(text_rows(LINES[:20]))
    pair.check()
    pair.draw(text_rows(LINES[1:21]))
    assert "r" not in pair.check()


def test_what_did_not_change_is_not_sent() -> None:
    pair = Pair(60, 20)
    pair.draw(text_rows(LINES[:20]))
    pair.check()
    pair.draw(text_rows(LINES[:20]))
    assert pair.check() == ""
    pair.draw("\x1b[3;9HX\x1b[1;1H")
    assert pair.check() == "\x1b[3;9HX\x1b[1;1H"


def test_a_colour_that_has_a_number_everywhere_is_sent_by_it() -> None:
    pair = Pair(20, 2)
    pair.draw("\x1b[1;1H\x1b[38;2;0;0;95;48;2;95;135;215mTag\x1b[48;2;18;18;18mwerk\x1b[1;8H")
    written = pair.check()
    assert "38;2;0;0;95;48;5;68m" in written and "48;5;233m" in written


def test_a_wide_character_without_room_in_the_last_column_is_a_blank() -> None:
    canvas = Canvas()
    canvas.resize(4, 1)
    canvas.draw("\x1b[1;1H漢字漢\x1b[1;1H")
    canvas.draw("\x1b[1;4H漢\x1b[1;1H")
    assert [cell.text for cell in canvas.rows[0]] == ["漢", "", " ", " "]


def test_half_a_wide_character_becomes_a_blank() -> None:
    canvas = Canvas()
    canvas.resize(6, 1)
    canvas.draw("\x1b[1;1H漢字漢\x1b[1;1H")
    canvas.draw("\x1b[1;2Hxy\x1b[1;1H")
    assert [cell.text for cell in canvas.rows[0]] == [" ", "x", "y", " ", "漢", ""]


def test_after_a_cluster_of_unsure_width_the_cursor_is_set_anew() -> None:
    """A terminal that draws it wider or narrower still has all that follows in its place."""
    encoder, canvas = Encoder(PLAINEST), Canvas()
    canvas.resize(10, 1)
    encoder.bring_up(canvas)
    canvas.draw("\x1b[1;1H👩\u200d👧ab\x1b[1;1H")
    assert "  \x1b[1;1H👩\u200d👧\x1b[1;3Hab" in encoder.bring_up(canvas)


def test_the_same_cluster_twice_is_sent_twice() -> None:
    pair = Pair(12, 1)
    pair.draw("\x1b[1;1Ha e\u0301e\u0301e\u0301 👍👍 b\x1b[1;1H")
    assert pair.check().count("e\u0301") == 3


def test_data_never_reaches_the_terminal_as_control() -> None:
    canvas, encoder = Canvas(), Encoder(XTERM)
    canvas.resize(40, 1)
    encoder.bring_up(canvas)
    canvas.draw(
        "\x1b[1;1Ha\x07b\x1b]0;title\x07c\x1b[31md\x9b2Je\u202ef\x1b]8;;http://x\x1b\\g\x00\x7fh\x1b[1;1H"
    )
    written = encoder.bring_up(canvas)
    for known in ("\x1b[31m", "\x1b[m", "\x1b[1;1H"):
        written = written.replace(known, "")
    assert written.strip(" \r") == "abcd2Jefgh"


def test_blanks_at_the_end_are_erased_only_in_a_background_that_erasing_keeps() -> None:
    for kind, erased in (("xterm", True), ("screen", False)):
        pair = Pair(40, 3, kind)
        pair.draw(text_rows(["x" * 40] * 3))
        pair.check()
        pair.draw("\x1b[2;1H\x1b[48;2;1;2;3m" + " " * 40 + "\x1b[0m\x1b[1;1H")
        assert ("\x1b[K" in pair.check()) is erased


@pytest.mark.parametrize("kind", KINDS)
def test_blanks_beside_italics_are_not_in_italics_which_some_terminals_turn_round(kind: str) -> None:
    pair = Pair(40, 2, kind)
    pair.draw("\x1b[1;1H" + "\x1b[48;5;17mAkte " * 8 + "\x1b[0m\x1b[1;1H")
    pair.check()
    pair.draw("\x1b[1;1H\x1b[3;48;5;17mNichts da.\x1b[0m\x1b[48;5;17m" + " " * 30 + "\x1b[0m\x1b[1;1H")
    pair.check()
    assert [pair.driven.buffer[0][x].italics for x in range(40)] == [True] * 10 + [False] * 30
