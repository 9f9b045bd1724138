"""``findings``: the dates and demands of documents that a large import left for later."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from store.errors import StoreError
from tui.cli.failures import DONE, INTERRUPTED
from tui.cli.parser import Parser
from tui.cli.progress import Bar
from tui.cli.registry import Call, Command
from tui.explaining import translated
from tui.locale import gettext as _
from tui.locale import ngettext

if TYPE_CHECKING:
    from store.review import Review


def _findings(call: Call) -> int:
    with call.review(whole=True) as review:
        review.check("findings", "reviewer")
        before = review.unread.count()
        code = find_waiting(call, review)
        left = review.unread.count()
        if call.out.as_json:
            call.out.json({"read": max(before - left, 0), "waiting": left})
        elif code == DONE:
            call.out.say(_left(left) if left else _("No document waits."))
        review.snapshot_soon()
    return code


def find_waiting(call: Call, review: Review, documents: Collection[str] | None = None) -> int:
    """Finds what is still to be found in the documents (None: in all), with a progress bar, and says where
    it could not look. Ctrl+C ends it: what is left waits."""
    unread = review.unread
    try:
        with closing(Bar(call.out.err_terminal, _("looking for dates and demands"))) as bar:
            unread.read(documents, bar.update)
    except KeyboardInterrupt:
        call.out.say(_left(unread.count()))
        return INTERRUPTED
    finally:
        for document, why in unread.left_out.items():
            call.out.say(f"{document}: {translated(why)}")
    return DONE


def find_later(call: Call, review: Review) -> None:
    """Has what still waits found in the background, and says so."""
    with suppress(StoreError):
        if review.unread.in_background():
            count = review.unread.count()
            call.out.say(
                ngettext(
                    "Dates and demands of {count} document are being looked for in the background.",
                    "Dates and demands of {count} documents are being looked for in the background.",
                    count,
                ).format(count=count)
            )


def _left(count: int) -> str:
    return ngettext(
        "Dates and demands of {count} document are still to be found; “vermerk findings” goes on with it.",
        "Dates and demands of {count} documents are still to be found; “vermerk findings” goes on with it.",
        count,
    ).format(count=count)


def _about() -> str:
    return _(
        "A large import takes in all texts first. Whatever ended it, no document is forgotten and none is\n"
        "searched twice; the screen of a reviewer goes on with it by itself, in the background."
    )


COMMANDS = {
    "findings": Command(
        Parser.project, _findings, ("findings team.vermerk", "findings team.vermerk --json"), _about
    )
}
