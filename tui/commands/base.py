"""What a command is: declared once, read by the keys, the footer, the palette and the help."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import ClassVar

from tui.arrangement import PANES
from tui.context import Context
from tui.desk import Desk
from tui.locale import gettext as _
from tui.wording import role_word


class Command:
    """One thing a reviewer can do at the desk.

    ``key`` is what the keyboard prints ("t", "?", "enter"), several apart by blanks; ``panes`` where it
    works; ``needs`` the least role; ``rank`` its place among the footer's seven, 0 for never. Label and help
    are message ids.
    """

    id: ClassVar[str]
    key: str
    label: ClassVar[str]
    help: ClassVar[str]
    panes: ClassVar[tuple[str, ...]] = PANES
    needs: ClassVar[str] = "viewer"
    rank: ClassVar[int] = 0

    def refusal(self, context: Context) -> str | None:
        """Why the command does nothing here and now, in a sentence; None when it applies."""
        return not_allowed(context, self.needs) or self.why_not(context)

    def why_not(self, context: Context) -> str | None:
        """The command's own condition, as ``refusal``."""
        return None

    def run(self, desk: Desk) -> Awaitable[None] | None:
        """Do it. What waits for an answer or for the store is a coroutine."""
        raise NotImplementedError


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
