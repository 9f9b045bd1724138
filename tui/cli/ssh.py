"""``ssh``: what a key lets somebody do on a server: the screen, or one of a few commands.

The request comes from whoever holds the key. It is cut into words and never given to a shell; no word of it
names a place on the server, and who acts is said by the forced command or the system, never by the request.
"""

from __future__ import annotations

import os
import re
import select
import shlex
import signal
import sys
import syslog
from collections.abc import MutableMapping, Sequence
from pathlib import Path

from store.errors import Forbidden, Refused
from store.reviewers import user_name
from tui.cli import projects
from tui.cli.failures import DONE, Usage
from tui.cli.parser import Parser, parse
from tui.cli.registry import Call, Command
from tui.locale import gettext as _

#: What may be asked for, and which of its options may not.
ALLOWED: dict[str, tuple[str, ...]] = {
    "import": (),
    "export": ("output", "force"),
    "search": (),
    "suggest": ("accept", "reject", "dismiss", "recall"),
    "list": (),
    "tagged": (),
    "show": (),
    "history": (),
    "agreement": (),
}
#: Of these the first word after the command goes into the log; what is searched for does not.
_TELLING = ("import", "export", "list", "show", "history")
#: What is kept of the environment: the terminal, the language, and who called sudo.
KEPT = ("TERM", "LANG", "LC_ALL", "COLORTERM", "SUDO_UID")
_HARMLESS = re.compile(r"[A-Za-z0-9_.@:+-]{1,64}")
#: Bytes of a request, and how many of a refused one are logged.
_LONGEST, _LOGGED = 8192, 200
#: Milliseconds in which a lost connection shows after the end of its input.
_LOST = 200
_STDOUT = 1
_PIECE = 1 << 20


def _ssh(call: Call) -> int:
    asked = os.environ.get("SSH_ORIGINAL_COMMAND", "")
    cut_environment(os.environ)
    folder = Path(call.args.project).resolve()
    call.args.project = str(folder)
    call.out.distant = True
    try:
        words = call.args.request or words_of(asked)
        inner = _allowed(call, words) if words else None
    except (Forbidden, Usage, SystemExit) as error:
        if not isinstance(error, SystemExit):
            _log(call, "refused", asked or shlex.join(call.args.request))
        raise
    _log(call, "screen" if inner is None else "allowed", _telling(words))
    if inner is None:
        _need_terminal()
        return projects.show_screen(call, folder, keep=False)
    return _import(inner) if words[0] == "import" else inner.command.run(inner)


def _need_terminal() -> None:
    if not projects.on_terminal():
        raise Usage(
            _("the screen needs a terminal (ssh -t); without one, ask for: {names}").format(
                names=", ".join(ALLOWED)
            )
        )


def cut_environment(environ: MutableMapping[str, str]) -> None:
    """Leave nothing of an environment but what is needed, and of that only harmless values."""
    kept = {name: environ[name] for name in KEPT if _HARMLESS.fullmatch(environ.get(name, ""))}
    environ.clear()
    environ.update(kept)


def words_of(asked: str) -> list[str]:
    """The words of a request, quoted as for a shell; nothing is expanded or executed. Raises Usage."""
    if len(os.fsencode(asked)) > _LONGEST:
        raise Usage(_("the request is longer than {number} bytes").format(number=_LONGEST))
    try:
        return shlex.split(asked)
    except ValueError:
        raise Usage(_("a quotation mark in the request is never closed")) from None


def _allowed(call: Call, words: Sequence[str]) -> Call:
    """The call of the command that is asked for, on this project and as this reviewer. Raises Forbidden."""
    name, *rest = words
    if name in ("help", "-h", "--help"):
        call.out.text(_about())
        raise SystemExit(DONE)
    if name not in ALLOWED:
        raise _forbidden(name)
    inner = parse([name, call.args.project, *rest], call.out)
    given = [option for option in (*ALLOWED[name], "acting") if getattr(inner.args, option)]
    if given:
        raise _forbidden(f"{name} --{'as' if given[0] == 'acting' else given[0]}")
    inner.args.project, inner.args.acting = call.args.project, call.args.acting
    inner.args.lang = inner.args.lang or call.args.lang
    return inner


def _forbidden(what: str) -> Forbidden:
    return Forbidden(
        _("“{what}” is not allowed here").format(what=what[:80]),
        _("Allowed are: {names}; without a command the screen opens.").format(names=", ".join(ALLOWED)),
    )


def _import(call: Call) -> int:
    """One file from standard input under a name of the client's, which is no path."""
    import tempfile

    from store.changes.documents import AddDocument
    from store.gathering import MOST

    if sys.stdin.isatty():
        raise Usage(_("the file comes by standard input: ssh … import NAME < FILE"))
    with call.review() as review:  # before anything is read: it may be long
        review.check(AddDocument.do, AddDocument.needs)
    [name] = call.args.paths if len(call.args.paths) == 1 else [""]
    if os.path.basename(name) != name or name in ("", ".", "..") or len(os.fsencode(name)) > 255:
        raise Refused(_("import takes one file's name, which is no path"))
    for number in (signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="vermerk-") as folder:
        with open(Path(folder, name), "xb") as file:
            _take(sys.stdin.fileno(), file.fileno(), MOST + 1)
        if _is_lost(_STDOUT):
            raise Refused(_("the connection was lost before the file had come"))
        os.chdir(folder)
        return call.command.run(call)


def _take(source: int, target: int, most: int) -> None:
    """Copy at most so many bytes; more are too many anyway."""
    with open(source, "rb", closefd=False) as come, open(target, "wb", closefd=False) as kept:
        while most > 0 and (data := come.read(min(most, _PIECE))):
            kept.write(data)
            most -= len(data)


def _is_lost(output: int) -> bool:
    """Whether nobody is left to read what is written: then input has not ended, it was cut off."""
    poll = select.poll()
    poll.register(output, 0)
    return bool(poll.poll(_LOST))


def _telling(words: Sequence[str]) -> str:
    return " ".join(words[:2] if words and words[0] in _TELLING else words[:1])


def _log(call: Call, what: str, request: str) -> None:
    """A line in the system's log: who asks for what in which project, nothing that a terminal would obey."""
    sudo, claimed = os.environ.get("SUDO_UID"), call.args.acting
    behind = f"uid {sudo or os.getuid()}" if sudo or not claimed else ""
    who = " as ".join(filter(None, (behind, claimed)))
    shown = request[:_LOGGED].encode("unicode_escape").decode("ascii")
    place = call.args.project.encode("unicode_escape").decode("ascii")
    syslog.openlog("vermerk", syslog.LOG_PID, syslog.LOG_AUTHPRIV)
    syslog.syslog(f"{place}: {who} ({user_name(os.getuid())}): {what} {shown}".rstrip())


def _arguments(parser: Parser) -> None:
    parser.project()
    parser.add_argument(
        "request", nargs="*", metavar=_("REQUEST"),
        help=_("what is asked for; if left out, what SSH_ORIGINAL_COMMAND says, else the screen"),
    )  # fmt: skip


def _about() -> str:
    return _(
        "Stands in authorized_keys or in a rule of sudo. Without a request it opens the screen. A request\n"
        "is one of these commands, without the project:\n\n"
        "  import NAME < file, export FORMAT > file, search QUERY, suggest DEMAND, list KIND, show ID,\n"
        "  tagged EXPRESSION, history, agreement\n\n"
        "No shell reads it. Files come by standard input and go to standard output. Every request is in the\n"
        "system's log (journalctl -t vermerk), without what was searched for or read."
    )


COMMANDS = {
    "ssh": Command(
        _arguments,
        _ssh,
        ("ssh /srv/vermerk/team.vermerk --as anna",
         "ssh /srv/vermerk/team.vermerk -- list demands state:unreviewed --json"),
        _about,
    ),
}  # fmt: skip
