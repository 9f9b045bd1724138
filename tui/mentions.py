"""Names in notes: what may follow the ``@`` that is being typed, and which names are nobody's. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.mentions import NOT_BEFORE, mentioned
from tui.locale import gettext as _

#: As many names as a line has room for.
MOST = 6
_TYPED = re.compile(rf"{NOT_BEFORE}@([\w.-]*)\Z")


def begun(before: str) -> str | None:
    """What of a name is typed before the cursor, None if no name is being typed."""
    found = _TYPED.search(before)
    return found[1].casefold() if found else None


def fitting(before: str, names: Sequence[str]) -> list[str]:
    """The names that may be meant by what stands before the cursor."""
    typed = begun(before)
    return [] if typed is None else [name for name in names if name.startswith(typed) and name != typed]


def comment(before: str, text: str, names: Sequence[str], key: str) -> str:
    """What to say about names while a note is written, which ``key`` completes; "" for nothing."""
    if offered := fitting(before, names):
        shown = "  ".join(f"@{name}" for name in offered[:MOST])
        return f"{key}: @{offered[0]}" + (f"   {shown}" if len(offered) > 1 else "")
    nobody = [f"@{name}" for name in mentioned(text) if name not in names]
    return _("Nobody here is called {names}.").format(names=" ".join(nobody)) if nobody and names else ""
