"""What every error becomes: one line (or two) on stderr and an exit code. The only place that maps them."""

from __future__ import annotations

import errno
import os
import traceback
from contextlib import suppress
from typing import TYPE_CHECKING

from content.messages import reason_of
from store.errors import Busy, Conflict, Damaged, Forbidden, Refused, StoreError, Unknown
from tui.explaining import explain, translated
from tui.locale import gettext as _

if TYPE_CHECKING:
    from tui.cli.output import Output

DONE, REFUSED, USAGE, CONFLICT, DAMAGED, FORBIDDEN = range(6)
INTERRUPTED = 130
PIPE_CLOSED = 141
#: What Python says where the system refuses a thread.
NO_THREAD = "can't start new thread"
#: Letters of a message: what somebody gave may be in it, however long.
LONGEST = 400

CODES: tuple[tuple[type[StoreError], int], ...] = (
    (Conflict, CONFLICT),
    (Busy, CONFLICT),
    (Damaged, DAMAGED),
    (Unknown, DAMAGED),
    (Forbidden, FORBIDDEN),
    (Refused, REFUSED),
)


class Usage(Exception):
    """The command line itself is wrong. ``hint`` says which help to read."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def exit_code(error: BaseException) -> int:
    """1 refused, 2 usage, 3 conflict or busy, 4 store damaged, 5 not permitted."""
    if isinstance(error, Usage):
        return USAGE
    if isinstance(error, KeyboardInterrupt):
        return INTERRUPTED
    if isinstance(error, BrokenPipeError):
        return PIPE_CLOSED
    return next((code for kind, code in CODES if isinstance(error, kind)), REFUSED)


def report(error: BaseException, out: Output) -> int:
    """Say on stderr what happened and what to do; returns the exit code."""
    if isinstance(error, BrokenPipeError):
        out.abandon()
        return exit_code(error)
    with suppress(OSError):
        out.flush()
    if isinstance(error, KeyboardInterrupt):
        out.say(_("Interrupted."))
    elif isinstance(error, Usage):
        out.say(_shortened(f"vermerk: {error}"), *([error.hint] if error.hint else []))
    elif isinstance(error, StoreError):
        out.say(_shortened(f"vermerk: {explain(error)}"))
    elif isinstance(error, OSError):
        out.say(_shortened(f"vermerk: {explain_os(error)}"))
    elif isinstance(error, MemoryError) or str(error) == NO_THREAD:
        out.say(_("vermerk: the system gives this account no more memory or threads"))
    else:
        out.say(*traceback.format_exception(error), _("vermerk: this is a mistake in the program."))
    return exit_code(error)


def _shortened(message: str) -> str:
    """What lies in the middle is what was given; what is wrong with it stands at the ends."""
    if len(message) <= LONGEST:
        return message
    return f"{message[: LONGEST // 2]} … {message[-LONGEST // 2 :]}"


def about(file: str, error: Refused) -> Refused:
    """The refusal of a file, with its name."""
    return Refused("{file}: {reason}", error.advice, file=file, reason=error.message)


def explain_os(error: OSError) -> str:
    """The operating system's reason with the file it is about."""
    reason = translated(reason_of(error))
    if error.errno == errno.ELOOP:
        reason = _("is a link; name the file it leads to")
    name = error.filename
    return f"{os.fsdecode(name)}: {reason}" if isinstance(name, str | bytes | os.PathLike) else reason
