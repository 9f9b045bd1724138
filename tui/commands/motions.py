"""Moving the cursor: of the lists, and of a text."""

from __future__ import annotations

from functools import partial

from tui.arrangement import LISTS
from tui.commands.base import Command
from tui.commands.screens.everywhere import WITH_SHEET
from tui.desk import Desk
from tui.locale import N_


class Motion(Command):
    """Moves the cursor of what has the focus, ``way`` as that calls it. Nothing else changes by it."""

    def __init__(self, id: str, key: str, label: str, help: str, panes: tuple[str, ...]) -> None:  # noqa: A002
        self.id, self.key, self.label, self.help, self.panes = id, key, label, help, panes

    @property
    def way(self) -> str:
        return self.id.rpartition(".")[2]

    def run(self, desk: Desk) -> None:
        desk.move(self.way)


in_list = partial(Motion, panes=(*LISTS, *WITH_SHEET, "rows"))
in_long_list = partial(Motion, panes=(*LISTS, "rows"))
in_text = partial(Motion, panes=("reader", "versions"))

MOTIONS = (
    in_list("list.down", "j down", N_("Down"), N_("To the next row.")),
    in_list("list.up", "k up", N_("Up"), N_("To the row before.")),
    in_list("list.first", "g home", N_("First"), N_("To the first row.")),
    in_list("list.last", "G end", N_("Last"), N_("To the last row.")),
    in_long_list("list.page_down", "pagedown", N_("Page down"), N_("On by as many rows as are in sight.")),
    in_long_list("list.page_up", "pageup", N_("Page up"), N_("Back by as many rows as are in sight.")),

    in_text("text.down", "j down", N_("Line down"), N_("To the next line of the text.")),
    in_text("text.up", "k up", N_("Line up"), N_("To the line before.")),
    in_text("text.next_word", "l right", N_("Next word"), N_("To the next word.")),
    in_text("text.previous_word", "h left b", N_("Word before"), N_("To the word before.")),
    in_text("text.word", "w", N_("Word"),
            N_("To the next word; while selecting, take in the next word.")),
    in_text("text.next_sentence", ")", N_("Next sentence"), N_("To the next sentence.")),
    in_text("text.previous_sentence", "(", N_("Sentence before"), N_("To the sentence before.")),
    in_text("text.next_character", "shift+right", N_("Next character"), N_("To the next character.")),
    in_text("text.previous_character", "shift+left", N_("Character before"), N_("To the character before.")),
    in_text("text.page_down", "pagedown", N_("Page down"), N_("On by a page.")),
    in_text("text.page_up", "pageup", N_("Page up"), N_("Back by a page.")),
    in_text("text.first", "g home", N_("Beginning"), N_("To the beginning of the text.")),
    in_text("text.last", "G end", N_("End"), N_("To the end of the text.")),
    in_text("text.take_sentence", "s", N_("Select sentence"),
            N_("Select the sentence; once more, the next one too.")),
    in_text("text.take_paragraph", "V", N_("Select paragraph"),
            N_("Select the paragraph; once more, the next one too.")),
)  # fmt: skip
