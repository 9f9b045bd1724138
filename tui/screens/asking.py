"""Small screens that ask one thing and give back the answer, None when the reviewer backs out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import inf
from typing import Any

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.fuzzy import Matcher
from textual.message import Message
from textual.reactive import var
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, TextArea

from store.filtering import folds
from tui.desk import Choice, Picked
from tui.locale import gettext as _
from tui.mentions import begun, comment, fitting
from tui.panes.bars import Bar
from tui.panes.rowlist import Cell, ListRow, RowList
from tui.screens.leaving import Leaving

NEW = "+new"
#: What begins a new line: terminals that tell Shift+Enter or Alt+Enter from Enter have them, all have F2.
NEW_LINE = ("f2", "shift+enter", "alt+enter")


def matching(choices: Sequence[Choice], words: str) -> list[Choice]:
    """The choices that fit what was typed: those that contain it first, then fuzzy ones, best first.

    Umlauts fit both ways of writing them without.
    """
    wanted = folds(words.strip())
    if not wanted[1]:
        return list(choices)
    matchers = [Matcher(form) for form in wanted]
    scored = []
    for at, choice in enumerate(choices):
        fits = (_fit(wanted, matchers, name) for name in (choice.label, *choice.names))
        if (best := max(fits)) > 0:
            scored.append((-best, at, choice))
    return [choice for *_rank, choice in sorted(scored, key=lambda item: item[:2])]


def _fit(wanted: tuple[str, str], matchers: Sequence[Matcher], name: str) -> float:
    """How well a name fits: infinitely if it holds the words as they are, 0 if not at all."""
    forms = folds(name)
    if any(form in known for form, known in zip(wanted, forms, strict=True)):
        return inf
    return max(map(Matcher.match, matchers, forms))


def picker_rows(choices: Sequence[Choice], words: str, create: bool) -> list[ListRow]:
    """What the picker lists for the typed words.

    Making a new one comes last while a name (or its last part) begins with the words, else first.
    """
    fitting = matching(choices, words)
    rows = [_choice_row(choice) for choice in fitting]
    name = words.strip()
    if not create or not name or any(choice.label == name for choice in fitting):
        return rows
    new = ListRow(NEW, (Cell("+", width=2), Cell(_("new: {name}").format(name=name))))
    return [*rows, new] if any(_begins(choice.label, name) for choice in fitting) else [new, *rows]


def _begins(label: str, words: str) -> bool:
    names = (label, label.rpartition("/")[2])
    return any(
        name.startswith(form) for part in names for name, form in zip(folds(part), folds(words), strict=True)
    )


def _choice_row(choice: Choice) -> ListRow:
    detail = Cell(choice.detail, style="dim", width=min(len(choice.detail), 24))
    return ListRow(choice.id, (Cell(choice.key, width=2), Cell(choice.label), detail))


class EarlyKeys:
    """Mixed into a field: its screen sees every key before the field does."""

    screen: Screen[Any]

    def on_key(self, event: events.Key) -> None:
        asking = self.screen
        if isinstance(asking, (PickScreen, WriteScreen)) and asking.takes(event):
            event.stop()
            event.prevent_default()


class LineField(EarlyKeys, Input):
    """One line to type. Were its cursor to blink, sshd would send bytes for ever and never miss a client."""

    cursor_blink = var(False, init=False)


class TextField(EarlyKeys, TextArea):
    """Several lines to type."""

    cursor_blink = var(False, init=False)


#: Below this many rows a dialog gives up its frame, its heading and its keys for what is asked.
LOW_BREAKPOINTS = [(0, "-low"), (12, "-high")]


class PickScreen(ModalScreen[Picked | None], Leaving[Picked | None]):
    """Choose one of many by typing a part of its name."""

    VERTICAL_BREAKPOINTS = LOW_BREAKPOINTS

    def __init__(self, title: str, choices: Sequence[Choice], create: bool = False) -> None:
        super().__init__()
        self._heading = title
        self._choices = choices
        self._create = create

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield Bar(self._heading, id="heading")
            yield LineField(id="words")
            yield RowList(id="choices", empty=_("Nothing fits."))
            if any(choice.help for choice in self._choices):
                yield Bar(id="details", wrap=True)
            yield Bar(_("Enter choose · Esc back"), id="keys")

    def on_mount(self) -> None:
        below = 4 if self.query("#details") else 0
        self.query_one("#dialog").styles.height = len(self._choices) + self._create + 5 + below
        self._list.can_focus = False
        self._refill("")
        self.query_one(Input).focus()

    @property
    def _list(self) -> RowList:
        return self.query_one(RowList)

    def _refill(self, words: str) -> None:
        self._list.show(picker_rows(self._choices, words, self._create))
        self._list.action_first()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._refill(event.value)

    @on(RowList.Highlighted)
    def _moved(self, event: RowList.Highlighted) -> None:
        help_ = next((choice.help for choice in self._choices if choice.id == event.row_id), "")
        for bar in self.query("#details").results(Bar):
            bar.show(help_)

    @on(Input.Submitted)
    def _chosen(self) -> None:
        row_id = self._list.highlighted
        if row_id == NEW:
            self.dismiss(Picked(self.query_one(Input).value.strip(), new=True))
        elif row_id is not None:
            self.dismiss(Picked(row_id))

    def takes(self, event: events.Key) -> bool:
        """Moves go to the list; a choice's own key picks it at once, as long as nothing is typed."""
        moves = {
            "up": self._list.action_up,
            "down": self._list.action_down,
            "pageup": self._list.action_page_up,
            "pagedown": self._list.action_page_down,
        }
        if event.key == "escape":
            self.dismiss(None)
        elif event.key in moves:
            moves[event.key]()
        elif not self.query_one(Input).value and (hit := self._by_key(event.character)):
            self.dismiss(Picked(hit.id))
        else:
            return False
        return True

    def _by_key(self, key: str | None) -> Choice | None:
        return next((choice for choice in self._choices if key and choice.key == key), None)


class WriteScreen(ModalScreen[str | None], Leaving[str | None]):
    """Ask for one line, or with ``lines`` for a longer text, in which ``names`` can be mentioned (@lea).
    ``reading`` comments on what is typed."""

    VERTICAL_BREAKPOINTS = LOW_BREAKPOINTS

    def __init__(
        self,
        title: str,
        text: str = "",
        reading: Callable[[str], str] | None = None,
        lines: bool = False,
        keep: Callable[[str], None] | None = None,
        names: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._heading = title
        self._text = text
        self._reading = reading
        self._lines = lines
        self._keep = keep
        self._names = names

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield Bar(self._heading, id="heading")
            if self._lines:
                yield TextField(self._text, id="lines", soft_wrap=True)
            else:
                yield LineField(self._text, id="words", select_on_focus=False)
            yield Bar(self._comment(self._text), id="reading")
            yield Bar(self.keys_line(), id="keys")

    def keys_line(self) -> str:
        """What the keys do."""
        return _("Enter save · F2 new line · Esc back") if self._lines else _("Enter save · Esc back")

    def on_mount(self) -> None:
        if self._lines:
            area = self.query_one(TextArea)
            area.move_cursor(area.document.end)
            area.focus()
        else:
            self.query_one(Input).focus()

    @property
    def value(self) -> str:
        """What stands in the field now."""
        return self.query_one(TextArea).text if self._lines else self.query_one(Input).value

    def _comment(self, text: str) -> str:
        return self._reading(text) if self._reading and text.strip() else ""

    @property
    def _before(self) -> str:
        """What stands before the cursor in its line."""
        area = self.query_one(TextArea)
        row, column = area.cursor_location
        return area.document.get_line(row)[:column]

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(TextArea.SelectionChanged)
    def _typed(self, event: Message) -> None:
        about_names = comment(self._before, self.value, self._names) if self._lines else ""
        self.query_one("#reading", Bar).show(about_names or self._comment(self.value))
        if self._keep and not isinstance(event, TextArea.SelectionChanged):
            self._keep(self.value)

    def takes(self, event: events.Key) -> bool:
        """Enter saves and Esc leaves, whatever the field would do with them."""
        if event.key == "escape":
            self.dismiss(None)
        elif event.key == "enter":
            self.dismiss(self.value)
        elif event.key in NEW_LINE and self._lines:
            self.query_one(TextArea).insert("\n")
        elif event.key == "tab" and self._lines and (offered := fitting(self._before, self._names)):
            self.query_one(TextArea).insert(offered[0].removeprefix(begun(self._before) or "") + " ")
        else:
            return False
        return True


class KeyScreen(ModalScreen[str | None], Leaving[str | None]):
    """Ask a question that one key answers: ``answers`` maps keys to what they mean."""

    VERTICAL_BREAKPOINTS = LOW_BREAKPOINTS

    def __init__(self, lines: Sequence[str], answers: dict[str, str]) -> None:
        super().__init__()
        self._question = lines
        self._answers = answers

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            for line in self._question:
                yield Bar(line, classes="question", wrap=True)
            keys = [f"{key} {meaning}" for key, meaning in self._answers.items()]
            yield Bar(" · ".join([*keys, _("Esc back")]), id="keys")

    def on_key(self, event: events.Key) -> None:
        event.stop()
        if event.key == "escape":
            self.dismiss(None)
        elif event.character in self._answers:
            self.dismiss(event.character)


class PressScreen(ModalScreen[str | None], Leaving[str | None]):
    """Ask for a key by having it pressed; "" for backspace, which stands for the key there was at first."""

    VERTICAL_BREAKPOINTS = LOW_BREAKPOINTS

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield Bar(self._question, classes="question", wrap=True)
            yield Bar(_("⌫ the key there was at first · Esc back"), id="keys")

    def on_key(self, event: events.Key) -> None:
        event.stop()
        if event.key in ("escape", "backspace"):
            self.dismiss(None if event.key == "escape" else "")
        else:
            printed = event.character if event.is_printable and event.character != " " else None
            self.dismiss(printed or event.key)


class ListScreen(ModalScreen[None], Leaving[None]):
    """Show rows to read: the help, a history. Below, the highlighted row in full; Esc, q or Enter leaves."""

    VERTICAL_BREAKPOINTS = LOW_BREAKPOINTS

    def __init__(self, title: str, rows: Sequence[ListRow], details: Mapping[str, str]) -> None:
        super().__init__()
        self._heading = title
        self._rows = rows
        self._details = details

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog", classes="tall"):
            yield Bar(self._heading, id="heading")
            yield RowList(id="rows", empty=_("Nothing yet."))
            yield Bar(id="details", wrap=True)
            yield Bar(_("j k move · Esc back"), id="keys")

    def on_mount(self) -> None:
        rows = self.query_one(RowList)
        rows.show(list(self._rows))
        rows.focus()

    @on(RowList.Highlighted)
    def _moved(self, event: RowList.Highlighted) -> None:
        self.query_one("#details", Bar).show(self._details.get(event.row_id or "", ""))

    def on_key(self, event: events.Key) -> None:
        if event.key in ("escape", "q", "enter", "question_mark"):
            event.stop()
            self.dismiss(None)
