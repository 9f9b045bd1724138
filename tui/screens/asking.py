"""Small screens that ask one thing and give back the answer, None when the reviewer backs out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.fuzzy import Matcher
from textual.screen import ModalScreen
from textual.widgets import Input, TextArea

from store.filtering import folds
from tui.desk import Choice, Picked
from tui.locale import gettext as _
from tui.panes.bars import Bar
from tui.panes.rowlist import Cell, ListRow, RowList

NEW = "+new"


def matching(choices: Sequence[Choice], words: str) -> list[Choice]:
    """The choices that fit what was typed: those that contain it first, then fuzzy ones, best first."""
    wanted = folds(words.strip())[1]
    if not wanted:
        return list(choices)
    matcher = Matcher(wanted)
    scored = []
    for at, choice in enumerate(choices):
        label = folds(choice.label)[1]
        score = 2.0 if wanted in label else matcher.match(label)
        if score > 0:
            scored.append((-score, at, choice))
    return [choice for _score, _at, choice in sorted(scored, key=lambda item: item[:2])]


def picker_rows(choices: Sequence[Choice], words: str, create: bool) -> list[ListRow]:
    """What the picker lists for the typed words; making a new one comes last."""
    fitting = matching(choices, words)
    rows = [_choice_row(choice) for choice in fitting]
    name = words.strip()
    if create and name and all(choice.label != name for choice in fitting):
        rows.append(ListRow(NEW, (Cell("+", width=2), Cell(_("new: {name}").format(name=name)))))
    return rows


def _choice_row(choice: Choice) -> ListRow:
    detail = Cell(choice.detail, style="dim", width=min(len(choice.detail), 24))
    return ListRow(choice.id, (Cell(choice.key, width=2), Cell(choice.label), detail))


class PickScreen(ModalScreen[Picked | None]):
    """Choose one of many by typing a part of its name."""

    def __init__(self, title: str, choices: Sequence[Choice], create: bool = False) -> None:
        super().__init__()
        self._heading = title
        self._choices = choices
        self._create = create

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield Bar(self._heading, id="heading")
            yield Input(id="words")
            yield RowList(id="choices")
            keys = _("Enter choose · Esc back")
            yield Bar(keys, id="keys")

    def on_mount(self) -> None:
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

    @on(Input.Submitted)
    def _chosen(self) -> None:
        self._give(self._list.highlighted)

    @on(RowList.Opened)
    def _opened(self, event: RowList.Opened) -> None:
        self._give(event.row_id)

    def _give(self, row_id: str | None) -> None:
        if row_id == NEW:
            self.dismiss(Picked(self.query_one(Input).value.strip(), new=True))
        elif row_id is not None:
            self.dismiss(Picked(row_id))

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape":
            event.stop()
            self.dismiss(None)
            return
        moves = {
            "up": self._list.action_up,
            "down": self._list.action_down,
            "pageup": self._list.action_page_up,
            "pagedown": self._list.action_page_down,
        }
        if event.key in moves:
            event.stop()
            moves[event.key]()

    async def on_event(self, event: events.Event) -> None:
        """A choice's own key picks it at once, as long as nothing is typed."""
        if isinstance(event, events.Key) and self.is_mounted and not self.query_one(Input).value:
            hit = next(
                (choice for choice in self._choices if choice.key and choice.key == event.character), None
            )
            if hit is not None:
                event.stop()
                self.dismiss(Picked(hit.id))
                return
        await super().on_event(event)


class WriteScreen(ModalScreen[str | None]):
    """Ask for one line, or with ``lines`` for a longer text. ``reading`` comments on what is typed."""

    def __init__(
        self,
        title: str,
        text: str = "",
        reading: Callable[[str], str] | None = None,
        lines: bool = False,
        keep: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__()
        self._heading = title
        self._text = text
        self._reading = reading
        self._lines = lines
        self._keep = keep

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield Bar(self._heading, id="heading")
            if self._lines:
                yield TextArea(self._text, id="lines", soft_wrap=True)
            else:
                yield Input(self._text, id="words")
            yield Bar(self._comment(self._text), id="reading")
            yield Bar(
                _("Enter save · F2 new line · Esc back") if self._lines else _("Enter save · Esc back"),
                id="keys",
            )

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

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self) -> None:
        self.query_one("#reading", Bar).show(self._comment(self.value))
        if self._keep:
            self._keep(self.value)

    async def on_event(self, event: events.Event) -> None:
        """Enter saves and Esc leaves before the field sees them."""
        if isinstance(event, events.Key) and self.is_mounted:
            if event.key == "escape":
                event.stop()
                self.dismiss(None)
                return
            if event.key == "enter":
                event.stop()
                self.dismiss(self.value)
                return
            if event.key == "f2" and self._lines:
                event.stop()
                self.query_one(TextArea).insert("\n")
                return
        await super().on_event(event)


class KeyScreen(ModalScreen[str | None]):
    """Ask a question that one key answers: ``answers`` maps keys to what they mean."""

    def __init__(self, lines: Sequence[str], answers: dict[str, str]) -> None:
        super().__init__()
        self._question = lines
        self._answers = answers

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog", classes="question"):
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


class ListScreen(ModalScreen[None]):
    """Show rows to read: the help, a history. Esc, q or Enter leaves."""

    def __init__(self, title: str, rows: Sequence[ListRow]) -> None:
        super().__init__()
        self._heading = title
        self._rows = rows

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog", classes="tall"):
            yield Bar(self._heading, id="heading")
            yield RowList(id="rows")
            yield Bar(_("j k move · Esc back"), id="keys")

    def on_mount(self) -> None:
        rows = self.query_one(RowList)
        rows.show(list(self._rows))
        rows.focus()

    def on_key(self, event: events.Key) -> None:
        if event.key in ("escape", "q", "enter", "question_mark"):
            event.stop()
            self.dismiss(None)
