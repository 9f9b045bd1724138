"""What a command is: declared once, read by the keys, the footer, the palette and the help."""

from __future__ import annotations

from collections.abc import Awaitable

from tui.arrangement import PANES
from tui.context import Context
from tui.desk import Desk
from tui.locale import NP_
from tui.locale import gettext as _
from tui.wording import role_word

#: The full screens over the desk, each by the command that shows it. To commands each is one more pane.
SCREENS = {
    "weigh": "demand.show",
    "answering": "demand.answered",
    "orphans": "commitment.orphans",
    "matrix": "demand.matrix",
    "codebook": "codebook.show",
    "tagged": "codebook.passages",
    "table": "codebook.table",
    "events": "timeline.details",
    "recheck": "passage.recheck",
    "versions": "document.versions",
    "search": "search.everywhere",
    "synonyms": "search.synonyms",
    "for_me": "me.show",
    "happened": "visit.show",
}
#: The small screens that ask or show one thing.
DIALOGS = {
    "picker": NP_("dialog", "lists to choose from"),
    "line": NP_("dialog", "lines to type"),
    "text": NP_("dialog", "texts to type"),
    "filter": NP_("dialog", "filters to type"),
    "settle": NP_("dialog", "settling"),
    "colour": NP_("dialog", "colours"),
    "rows": NP_("dialog", "lists to read"),
    "question": NP_("dialog", "questions"),
}
#: Those of them in which a letter is typed.
TYPED_INTO = ("picker", "line", "text", "filter", "settle")


class Command:
    """One thing a reviewer can do at the desk, on a full screen over it, or in a dialog.

    ``key`` is what the keyboard prints ("t", "?", "enter"), several apart by blanks; ``panes`` where it
    works, ``SCREENS`` and ``DIALOGS`` among them; ``needs`` the least role; ``rank`` its place among the
    footer's seven, 0 for never. Label and help are message ids.
    """

    id: str
    key: str
    label: str
    help: str
    panes: tuple[str, ...] = PANES
    needs: str = "viewer"
    rank: int = 0

    def refusal(self, context: Context) -> str | None:
        """Why the command does nothing here and now, in a sentence; None when it applies."""
        return not_allowed(context, self.needs) or self.why_not(context)

    def why_not(self, context: Context) -> str | None:
        """The command's own condition, as ``refusal``."""
        return None

    def run(self, desk: Desk) -> Awaitable[None] | None:
        """Do it at the desk. What waits for an answer or for the store is a coroutine."""
        raise NotImplementedError

    @property
    def action(self) -> str:
        """The method that does it on a full screen or in a dialog: "codebook.add" makes ``do_add``."""
        return "do_" + self.id.rpartition(".")[2]


class ScreenCommand(Command):
    """One thing to do on full screens or in dialogs only, at first in what its id begins with.

    With ``row`` it is about the row under the cursor, and there must be one.
    """

    def __init__(
        self,
        id: str,  # noqa: A002
        key: str,
        label: str,
        help: str,  # noqa: A002
        rank: int = 0,
        *,
        panes: tuple[str, ...] = (),
        needs: str = "viewer",
        row: bool = False,
    ) -> None:
        self.id, self.key, self.label, self.help, self.rank = id, key, label, help, rank
        self.panes, self.needs, self._row = panes or (id.partition(".")[0],), needs, row

    def why_not(self, context: Context) -> str | None:
        if self._row and not context.row:
            return _("Nothing is under the cursor here.")
        return context.idle.get(self.id)


def not_allowed(context: Context, role: str) -> str | None:
    """Why I may not do what ``role`` may, None if I may."""
    if context.may(role):
        return None
    return _("Only the role {role} may do this; yours is {mine}.").format(
        role=role_word(role), mine=role_word(context.role)
    )


def nothing_here(context: Context) -> str | None:
    """The usual condition of what works on targets."""
    if context.targets:
        return None
    return _("Nothing is under the cursor here.")
