"""A tour of the desk in five steps: each says what one sees and waits for the key that leads on."""

from __future__ import annotations

from typing import NamedTuple

from textual.screen import Screen

from store.personal import Personal
from store.view import View
from tui.commands.base import Command
from tui.context import Context
from tui.fitting import Fitted
from tui.keymap import Keymap, shown
from tui.locale import N_
from tui.locale import gettext as _
from tui.panes.bars import Bar

#: Rows of a screen that has room for what the tour says.
LEAST_FOR_TOUR = 8
#: Under this name it is kept that the tour was offered.
KEPT = "tour"


class Step(NamedTuple):
    """What is said, with the ids of commands for their keys, and the id of the one that it waits for."""

    command: str
    text: str


STEPS = (
    Step("go.open", N_(
        "On the left are the documents, beside them the text. [list.down] and [list.up] move. [go.open] "
        "opens a document: do that now."
    )),
    Step("go.timeline", N_(
        "This is the text. Signs beside the lines are notes, evidence and events, letters are tags. "
        "[reader.select] selects, [tag.attach] tags, [note.add] writes a note, [evidence.add] links evidence."
        " Go on with [go.timeline], the timeline."
    )),
    Step("go.demands", N_(
        "The dated events of all documents. ◇ is only suggested: [suggestion.accept] accepts it, "
        "[suggestion.reject] discards it, [go.open] shows its words. Go on with [go.demands], the checklist."
    )),
    Step("demand.show", N_(
        "Each demand has signs for its review, its answer and its deadline; [go.next_open] goes to the next "
        "thing that needs you. On a demand [demand.show] shows the passages that may answer it; "
        "[screen.back] leads back."
    )),
    Step("help.keys", N_(
        "There [weigh.supports] takes a passage as evidence, [weigh.judge] gives your verdict. [change.undo] "
        "takes back your last change; nothing needs saving. At last [help.keys]: it explains all keys and "
        "signs, everywhere."
    )),
)  # fmt: skip


class Touring(Screen[None]):
    """What ``tui.desk.Desk`` promises of the tour."""

    keymap: Keymap
    fitted: Fitted
    _personal: Personal
    _step: int | None = None
    #: The pane in which it began.
    _from = ""

    def say(self, text: str, warn: bool = False) -> None:
        """As ``tui.desk.Desk.say``."""
        raise NotImplementedError

    def go(self, pane: str) -> None:
        """As ``tui.desk.Desk.go``."""
        raise NotImplementedError

    @property
    def view(self) -> View:
        """As ``tui.desk.Desk.view``."""
        raise NotImplementedError

    def context(self) -> Context:
        """As ``tui.desk.Desk.context``."""
        raise NotImplementedError

    def tour(self) -> None:
        if self._step is not None:
            self._show(None)
            self.go(self._from)
            self._ended()
        elif self.size.height < LEAST_FOR_TOUR:
            self.say(_("The tour needs a screen of {count} lines.").format(count=LEAST_FOR_TOUR), warn=True)
        elif not self._is_of_use:
            self.say(_("The tour needs documents and demands: vermerk demo opens the sample."), warn=True)
        else:
            self._from = self.context().pane
            self.go("documents")
            self._show(0)

    def toured(self, command: Command) -> None:
        """Go a step on if this is the command that the tour waits for."""
        if self._step is None or STEPS[self._step].command != command.id:
            return
        if self._step + 1 < len(STEPS):
            self._show(self._step + 1)
        else:
            self._show(None)
            self._ended()

    @property
    def _is_of_use(self) -> bool:
        """Whether its keys have something to work on."""
        return all(map(self.view.count, ("documents", "demands")))

    def _ended(self) -> None:
        self.say(_("The tour has ended; {key} begins it again.").format(key=self._key("help.tour")))

    def offer_tour(self) -> None:
        """Begin the tour if it is asked for; offer it once where it may be of use."""
        if self.fitted.tour == "begin":
            self.tour()
        elif self.fitted.tour == "offer" and self._is_of_use and not self._personal.read(KEPT):
            self._personal.write(KEPT, {"offered": True})
            self.say(_("New here? {key} shows Vermerk in five steps.").format(key=self._key("help.tour")))

    def _show(self, step: int | None) -> None:
        self._step = step
        if step is None:
            self.query("#tour").remove()
            return
        text = self.keymap.told(_(STEPS[step].text))
        end = _("({key} ends the tour)").format(key=self._key("help.tour"))
        said = f"{step + 1}/{len(STEPS)} {text} {end}"
        if bars := list(self.query("#tour").results(Bar)):
            bars[0].show(said)
        else:
            self.mount(Bar(said, id="tour", wrap=True), before="#status")

    def _key(self, name: str) -> str:
        return shown(self.keymap.key(name))
