"""What an import or export could not hold, on stderr: the first of each kind, and how many more there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from content.messages import Message
from tui.cli.output import Output
from tui.explaining import translated
from tui.locale import gettext as _

#: Lines of one kind; nobody reads more on a terminal.
MOST = 20


def tell(out: Output, messages: Iterable[str], line: str, **values: str) -> None:
    """Each message as ``{what}`` of a line, whose other places ``values`` fill; those of a kind together."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for message in messages:
        kinds[message.template if isinstance(message, Message) else ""].append(message)
    for alike in kinds.values():
        out.say(*(line.format(what=translated(message), **values) for message in alike[:MOST]))
        if len(alike) > MOST:
            out.say(_("… and {count} more; --json shows all").format(count=len(alike) - MOST))
