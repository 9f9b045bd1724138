"""Rows and lines of the desk's frame and of its reading screens: pure projections."""

from __future__ import annotations

from collections.abc import Sequence

from store.review import HistoryLine
from tui import cells, formatting, render
from tui.arrangement import PANES
from tui.commands.base import Command
from tui.gutter import DEMAND, EVIDENCE, MORE, NOTE, PARTS, SUGGESTED
from tui.keymap import shown
from tui.locale import NP_, pgettext
from tui.locale import gettext as _
from tui.panes.page import BAR
from tui.panes.rowlist import Cell, ListRow
from tui.telling import deed, field_word, value_word
from tui.wording import RECHECK_SIGNS, role_word

PANE_NAMES = {
    "documents": NP_("pane", "Documents"),
    "timeline": NP_("pane", "Timeline"),
    "demands": NP_("pane", "Demands"),
    "reader": NP_("pane", "Text"),
    "notes": NP_("pane", "Notes"),
}

#: Rows to read, and by row id what is said in full below them.
Listing = tuple[list[ListRow], dict[str, str]]

#: Keys that the lists and the reader have of their own, for the help.
MOVES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("j k ↓ ↑", NP_("move", "next and previous line or row"), PANES),
    ("g G PgUp PgDn", NP_("move", "first, last, a page up or down"), PANES),
    ("( )", NP_("move", "previous and next sentence"), ("reader",)),
    ("h l b w", NP_("move", "previous and next word"), ("reader",)),
    ("⇧→ ⇧←", NP_("move", "next and previous character"), ("reader",)),
    ("s w V", NP_("move", "select: the next sentence, the next word, the paragraph too"), ("reader",)),
)

#: What stands beside the lines of the reader, for its help.
SIGNS: tuple[tuple[str, str], ...] = (
    (
        f"{RECHECK_SIGNS['check']} {RECHECK_SIGNS['orphan']}",
        NP_("sign", "words changed, words gone since a new version"),
    ),
    (
        f"{DEMAND} {EVIDENCE} {SUGGESTED}",
        NP_("sign", "demand, evidence, either of them while only suggested"),
    ),
    ("◆ ◇", NP_("sign", "event, event while only suggested")),
    (f"{NOTE} {PARTS}", NP_("sign", "note, passage of several parts")),
    ("Z A", NP_("sign", "first letters of the tags on this line")),
    (f"{BAR} {MORE}", NP_("sign", "the sentence under the cursor, more than there is room for")),
)


def title_parts(name: str, me: str, role: str, progress: str, width: int) -> list[tuple[str, str]]:
    """The line above the panes: the project, who I am, how far the review is."""
    who = f"{me} ({role_word(role)})"
    room = width - cells.cells(who) - 2
    left = " · ".join(part for part in (render.one_line(name), progress) if part)
    return [(cells.fit(" " + left, max(room, 0)), "bold"), (f" {who} ", "")]


def switcher_parts(focused: str, width: int) -> list[tuple[str, str]]:
    """The panes by number, where only one fits: the focused one stands out; names shrink to fit."""
    names = [pgettext("pane", PANE_NAMES[pane]) for pane in PANES]
    for limit in (20, 6, 3, 0):
        parts = [
            (f" {number} {cells.cut(name, limit)}".rstrip() + " ") for number, name in enumerate(names, 1)
        ]
        if sum(map(len, parts)) <= width:
            break
    return [
        (part, "reverse bold" if pane == focused else "") for part, pane in zip(parts, PANES, strict=True)
    ]


def help_rows(commands: Sequence[Command], pane: str) -> Listing:
    """The keys that work in a pane, then those that work elsewhere."""
    here = [command for command in commands if pane in command.panes]
    there = [command for command in commands if pane not in command.panes]
    rows = [_heading(_("In this pane: {pane}").format(pane=pgettext("pane", PANE_NAMES[pane])))]
    moves = {f"={keys}": (keys, pgettext("move", text)) for keys, text, panes in MOVES if pane in panes}
    rows += [_key_row(row_id, keys, text) for row_id, (keys, text) in moves.items()]
    rows += [_command_row(command) for command in here]
    signs = {f"#{sign}": (sign, pgettext("sign", text)) for sign, text in SIGNS if pane == "reader"}
    if signs:
        rows += [_heading(_("Beside the lines"))]
        rows += [_key_row(row_id, sign, text) for row_id, (sign, text) in signs.items()]
    if there:
        rows += [_heading(_("Elsewhere")), *map(_command_row, there)]
    details = {row_id: text for row_id, (_keys, text) in (moves | signs).items()}
    return rows, details | {command.id: _(command.help) for command in commands}


def _heading(text: str) -> ListRow:
    return ListRow(f"# {text}", (Cell(text, style="bold"),), header=True)


def _command_row(command: Command) -> ListRow:
    return _key_row(command.id, " ".join(shown(key) for key in command.key.split()), _(command.label))


def _key_row(row_id: str, keys: str, label: str) -> ListRow:
    return ListRow(row_id, (Cell(keys, style="bold", width=14), Cell(label)))


def history_rows(lines: Sequence[HistoryLine]) -> Listing:
    """The newest first: when, who, what, which field from what to what."""
    numbered = [(f"{line.seq}.{at}", line) for at, line in enumerate(lines)]
    rows = [
        ListRow(
            row_id,
            (
                Cell(formatting.moment(line.when), style="dim", width=16),
                Cell(line.who, style="bold", width=8),
                Cell(_history_text(line)),
            ),
        )
        for row_id, line in reversed(numbered)
    ]
    return rows, {row_id: _history_text(line) for row_id, line in numbered}


def _history_text(line: HistoryLine) -> str:
    what = f"{deed(line.do)} {line.record}"
    old, new = value_word(line.field, line.old), value_word(line.field, line.new)
    if not line.field:
        return f"{what}: {new if line.new is not None else old}"
    field = field_word(line.field)
    return f"{what}: {field} {old} → {new}" if line.old is not None else f"{what}: {field} = {new}"
