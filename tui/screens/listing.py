"""Rows and lines of the desk's frame and of histories: pure projections."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from store.rows import DocumentRow
from tui import cells, formatting, render
from tui.arrangement import PANE_NAMES, PANES
from tui.context import Context
from tui.keymap import LASTING, Keymap, shown
from tui.locale import gettext as _
from tui.locale import pgettext
from tui.panes.bars import footer_parts
from tui.panes.rows import Cell, ListRow
from tui.wording import role_word

if TYPE_CHECKING:
    from store.history import HistoryLine
    from store.presence import Here

#: Rows to read, and by row id what is said in full below them.
Listing = tuple[list[ListRow], dict[str, str]]


def title_parts(
    name: str, me: str, role: str, progress: str, width: int, blind: bool = False
) -> list[tuple[str, str]]:
    """The line above the panes: the project, whether it is blind, who I am, how far the review is."""
    who = f"{me} ({role_word(role)})"
    if blind:
        who = f"{_('blind')} · {who}"
    room = width - cells.cells(who) - 2
    left = " · ".join(part for part in (render.one_line(name), progress) if part)
    return [(cells.fit(" " + left, max(room, 0)), "bold"), (f" {who} ", "")]


def company(here: Sequence[Here], me: str) -> str:
    """Who is here besides me, for the title: „mit lea, jonas“."""
    names = list(dict.fromkeys(one.name for one in here if one.name != me))
    return _("with {names}").format(names=", ".join(names)) if names else ""


def footer_line(keymap: Keymap, context: Context, width: int) -> list[tuple[str, str]]:
    """The line below: the keys that apply now, as many as there is room for."""
    commands = keymap.footer(context)
    lasting = sum(command.rank >= LASTING for command in commands)
    return footer_parts([(shown(one.key), _(one.label)) for one in commands], width, lasting)


def switcher_parts(focused: str, width: int) -> list[tuple[str, str]]:
    """The panes by number, where only one fits: the focused one stands out; names shrink to fit, at last to
    the bare numbers."""
    names = [pgettext("pane", PANE_NAMES[pane]) for pane in PANES]
    for limit in (20, *range(10, 2, -1), 0):
        parts = [
            (f" {number} {cells.cut(name, limit)}".rstrip() + " ") for number, name in enumerate(names, 1)
        ]
        if sum(map(len, parts)) <= width:
            break
    else:
        parts = [f"{number} " for number in range(1, len(PANES) + 1)]
    return [
        (part, "reverse bold" if pane == focused else "") for part, pane in zip(parts, PANES, strict=True)
    ]


def history_rows(lines: Sequence[HistoryLine]) -> Listing:
    """The newest first: when, who, what, which field from what to what."""
    numbered = [(f"{line.seq}.{at}", line) for at, line in enumerate(lines)]
    rows = [
        ListRow(
            row_id,
            (
                Cell(formatting.moment(line.when), style="dim", width=17),
                Cell(line.who, style="bold", width=8),
                Cell(_history_text(line)),
            ),
        )
        for row_id, line in reversed(numbered)
    ]
    return rows, {row_id: _history_text(line) for row_id, line in numbered}


def versions_in(lines: Sequence[HistoryLine], document: DocumentRow) -> dict[str, str]:
    """The older version that each row of a document's history made, or took the place of, by row id."""
    found = {}
    for at, line in enumerate(lines):
        made = document.versions[0] if line.do == "document.add" and not line.field else line.new
        made = line.old if made == document.version else made
        if line.record == document.id and made in document.versions:
            found[f"{line.seq}.{at}"] = made
    return found


def _history_text(line: HistoryLine) -> str:
    from tui.deeds import deed
    from tui.values import difference

    return f"{deed(line.do)} {line.record}: {difference(line)}"
