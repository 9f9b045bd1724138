"""Help, as rows: the keys of where I am, what the signs mean, and every command by its names.

Pure; all of it is made of the commands and of the tables of words and signs.
"""

from __future__ import annotations

from collections.abc import Iterator

from tui.arrangement import PANES
from tui.choices import Choice
from tui.commands.base import DIALOGS, Command
from tui.commands.motions import Motion
from tui.context import Context
from tui.gutter import DEMAND, EVIDENCE, MORE, NOTE, PARTS, SUGGESTED
from tui.keymap import Keymap, spelt
from tui.locale import NP_, in_language, pgettext
from tui.locale import gettext as _
from tui.panes import demand_rows, note_rows
from tui.panes.documents import NEW
from tui.panes.page import BAR
from tui.panes.rows import Cell, ListRow
from tui.panes.timeline_drawing import TODAY
from tui.panes.timeline_rows import DUE, OVERDUE
from tui.screens.listing import Listing
from tui.signs import (
    ANSWER_SIGNS,
    DEADLINE_SIGNS,
    FLAG_SIGNS,
    GRADE_SIGNS,
    RECHECK_SIGNS,
    REVIEW_SIGNS,
    STANCE_SIGNS,
    SUGGESTION_SIGNS,
    SUSPECT,
)
from tui.wording import (
    answer_word,
    deadline_word,
    flag_word,
    grade_word,
    review_word,
    stance_word,
    suggestion_word,
)

#: What else the signs of a pane mean, beside those that tables have words for.
SIGNS: dict[str, tuple[tuple[str, str], ...]] = {
    "documents": (
        (NEW, NP_("sign", "new or changed since my last visit")),
        (NOTE, NP_("sign", "notes")),
        (SUGGESTED, NP_("sign", "suggestions to accept or reject")),
        (SUSPECT, NP_("sign", "passages to check after a new version")),
    ),
    "timeline": (
        (DUE, NP_("sign", "the deadline of a demand")),
        (OVERDUE, NP_("sign", "overdue, and not answered yet")),
        (TODAY, NP_("sign", "today")),
        ("├─┤ [··] ╌", NP_("sign", "a time that lasts, a month or year, an uncertain one")),
        ("→ ← ? ~", NP_("sign", "open end, open beginning, uncertain day, about that day")),
    ),
    "demands": (
        (demand_rows.FINAL, NP_("sign", "the lead's final verdict")),
        (demand_rows.ASSIGNED, NP_("sign", "whose verdict is due")),
        ("¶", NP_("sign", "pieces of evidence")),
        (SUSPECT, NP_("sign", "evidence whose text has changed")),
        (f"{demand_rows.FOLDED} {demand_rows.UNFOLDED}", NP_("sign", "folded, unfolded")),
    ),
    "reader": (
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
    ),
    "notes": (
        (NOTE, NP_("sign", "note")),
        ("↳", NP_("sign", "reply to a note")),
        (note_rows.FINAL, NP_("sign", "the lead's final verdict")),
    ),
}


def help_rows(keymap: Keymap, pane: str) -> Listing:
    """The keys that work in a pane or on a full screen; of a pane also what the signs there mean, and the
    keys that work in others and in dialogs."""
    here = [command for command in keymap.commands if pane in command.panes]
    moves = [command for command in here if isinstance(command, Motion)]
    rows = [_heading(_("Here: {pane}").format(pane=keymap.name(pane)))]
    rows += [_command_row(command) for command in here if command not in moves]
    rows += [_heading(_("Moving")), *map(_command_row, moves)] if moves else []
    signs = {f"#{at}": pair for at, pair in enumerate(legend(pane))}
    if signs:
        rows += [_heading(_("Signs")), *(_key_row(row_id, *pair) for row_id, pair in signs.items())]
        there = [one for one in keymap.commands if pane not in one.panes and {*PANES} & {*one.panes}]
        rows += [_heading(_("Elsewhere")), *map(_command_row, there)] if there else []
        asking = [one for one in keymap.commands if {*DIALOGS} >= {*one.panes}]
        named = (_key_row(one.id, spelt(one.key), keymap.full_name(one)) for one in asking)
        rows += [_heading(_("In dialogs")), *named] if asking else []
    details = {row_id: text for row_id, (_keys, text) in signs.items()}
    return rows, details | {command.id: keymap.told(_(command.help)) for command in keymap.commands}


def legend(pane: str) -> list[tuple[str, str]]:
    """(sign, what it means) for all that a pane of the desk shows."""
    return [*_worded(pane), *((sign, pgettext("sign", text)) for sign, text in SIGNS.get(pane, ()))]


def _worded(pane: str) -> Iterator[tuple[str, str]]:
    """The signs that stand for the values of a field."""
    if pane == "timeline":
        yield from ((sign, suggestion_word(value)) for value, sign in SUGGESTION_SIGNS.items())
    if pane == "demands":
        yield from ((sign, review_word(value)) for value, sign in REVIEW_SIGNS.items())
        yield from ((sign, answer_word(value)) for value, sign in ANSWER_SIGNS.items())
        yield from ((sign, deadline_word(value)) for value, sign in DEADLINE_SIGNS.items() if sign.strip())
    if pane == "notes":
        yield from ((sign, stance_word(value)) for value, sign in STANCE_SIGNS.items())
        yield from ((sign, grade_word(value)) for value, sign in GRADE_SIGNS.items())
        yield from ((sign, flag_word(value)) for value, sign in FLAG_SIGNS.items())


def palette_choices(keymap: Keymap, context: Context) -> list[Choice]:
    """Every command, found by its German and English name and its id; those that do something now first, then
    the others of where I am.

    Below the list stands what the highlighted one does and, if it does nothing now, why.
    """
    by_place = sorted(keymap.commands, key=lambda command: context.pane not in command.panes)
    choices = [_choice(command, context, keymap) for command in by_place]
    return sorted(choices, key=lambda choice: choice.detail.startswith(ELSEWHERE))


#: Stands before a command that does nothing here and now.
ELSEWHERE = "–"


def _choice(command: Command, context: Context, keymap: Keymap) -> Choice:
    reason = why_not(command, context, keymap)
    keys = spelt(command.key)
    return Choice(
        command.id,
        _(command.label) if context.pane in command.panes else keymap.full_name(command),
        f"{ELSEWHERE} {keys}" if reason else keys,
        help=f"{keymap.told(_(command.help))} {reason}".strip(),
        names=(*(in_language(name, command.label) for name in ("de", "en")), command.id),
    )


def why_not(command: Command, context: Context, keymap: Keymap) -> str:
    """Why a command does nothing here and now, in a sentence; "" if it does."""
    if context.pane not in command.panes:
        return keymap.works_in(command)
    return keymap.told(command.refusal(context) or "")


def _heading(text: str) -> ListRow:
    return ListRow(f"# {text}", (Cell(text, style="bold"),), header=True)


def _command_row(command: Command) -> ListRow:
    return _key_row(command.id, spelt(command.key), _(command.label))


def _key_row(row_id: str, keys: str, label: str) -> ListRow:
    return ListRow(row_id, (Cell(keys, style="bold", width=14), Cell(label)))
