"""What is decided on a demand's screen: evidence, grades, the verdict, who judges."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from store import changes
from store.changes import Change
from store.rows import DemandRow, EvidenceRow
from store.search.suggesting import SuggestionRow
from tui.commands.assigning import assign
from tui.commands.judging import set_answer, set_not_found
from tui.commands.marking import annotate
from tui.commands.settling import settle
from tui.commands.weighing import grading, linking, restating
from tui.desk import Desk
from tui.locale import gettext as _
from tui.panes.suggestion_rows import suggestion_id
from tui.screens.deciding import Deciding, named
from tui.wording import grade_word, stance_word


class DemandDecisions(Deciding):
    """Decisions on the demand that is shown, and on the evidence or suggestion under the cursor."""

    def __init__(self, desk: Desk, demand: str) -> None:
        super().__init__(desk)
        self.demand = demand

    @property
    def _row(self) -> DemandRow | None:
        row = self._view.by_id(self.demand)
        return row if isinstance(row, DemandRow) else None

    @property
    def _here(self) -> EvidenceRow | SuggestionRow | None:
        """What is highlighted."""
        raise NotImplementedError

    # Evidence

    def do_supports(self) -> None:
        self._state("supports")

    def do_contradicts(self) -> None:
        self._state("contradicts")

    def do_mentions(self) -> None:
        self._state("mentions")

    def _state(self, stance: str) -> None:
        here, demand = self._here, self._row
        said = stance_word(stance) + ": {words}"
        if isinstance(here, SuggestionRow) and demand is not None:
            self._decide(here, linking(demand, suggestion_id(here), stance), said)
        elif isinstance(here, EvidenceRow):
            self._decide(here, restating(here, stance), said)
        else:
            self._complain()

    def do_strong(self) -> None:
        self._grade("strong")

    def do_weak(self) -> None:
        self._grade("weak")

    def _grade(self, grade: str) -> None:
        here, demand = self._here, self._row
        said = grade_word(grade) + ": {words}"
        if isinstance(here, SuggestionRow) and demand is not None:
            self._decide(here, linking(demand, suggestion_id(here), "supports", grade), said)
        elif isinstance(here, EvidenceRow):
            made = grading(here, grade, self._view.me)
            if dict(here.grades).get(self._view.me) == grade:
                said = _("Grade taken back: {words}")
            self._decide(here, made, said)
        else:
            self._complain()

    def do_reject(self) -> None:
        here = self._here
        said = _("No evidence: {words}")
        if isinstance(here, SuggestionRow):
            none = changes.AddEvidence(demand=self.demand, target=suggestion_id(here), state="rejected")
            self._decide(here, [none], said)
        elif isinstance(here, EvidenceRow):
            self._decide(here, [changes.RejectEvidence(id=here.id)], said)
        else:
            self._complain()

    def do_remove(self) -> None:
        here = self._here
        if isinstance(here, EvidenceRow):
            self._decide(here, [changes.RemoveEvidence(id=here.id)], _("Deleted: {words}"))
        else:
            said = _("Only evidence can be deleted here; {key} says that a passage is none.")
            self.say(said.format(key=self.key("weigh.reject")), warn=True)

    def _complain(self) -> None:
        self.say(_("There is no passage here."), warn=True)

    def _decide(self, here: EvidenceRow | SuggestionRow, made: Sequence[Change], said: str) -> None:
        if made:
            one = suggestion_id(here) if isinstance(here, SuggestionRow) else ""
            self.decide(one, made, said.format(words=named(here.text)))
        else:
            self.say(_("That is so already."))

    # The demand itself

    def do_judge(self) -> None:
        self._ask(lambda demand: set_answer(self._desk, demand))

    def do_not_found(self) -> None:
        self._ask(lambda demand: set_not_found(self._desk, demand))

    def do_assign(self) -> None:
        self._ask(lambda demand: assign(self._desk, [demand]))

    def do_annotate(self) -> None:
        here = self._here
        target = here.id if isinstance(here, EvidenceRow) else self.demand
        self._ask(lambda _demand: annotate(self._desk, [target]))

    def do_settle(self) -> None:
        if self._row is not None and not self._row.verdicts:
            self.say(_("Nobody has judged this demand yet, as far as you may see."), warn=True)
        else:
            self._ask(lambda demand: settle(self._desk, demand))

    def _ask(self, ask: Callable[[DemandRow], Coroutine[Any, Any, bool]]) -> None:
        if self._row is not None:
            self.start(self._count(ask(self._row)))

    async def _count(self, asked: Coroutine[Any, Any, bool]) -> None:
        self.made += await asked
