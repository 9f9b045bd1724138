"""``check``: is everything in a project folder what it says it is?"""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from pathlib import Path

from store.care.check import check
from tui.cli.failures import DAMAGED, DONE
from tui.cli.findings import as_json, words
from tui.cli.parser import Parser
from tui.cli.progress import Bar
from tui.cli.registry import Call, Command
from tui.locale import gettext as _
from tui.locale import ngettext


def _check(call: Call) -> int:
    return _look(call, Path(call.args.project))


def _look(call: Call, folder: Path) -> int:
    """Prints what a check finds, as it is found, and the sum on stderr."""
    found: Counter[str] = Counter()
    with closing(Bar(call.out.err_terminal, _("checking"))) as bar:
        for finding in check(folder, bar.update):
            found[finding.severity] += 1
            with bar.aside():
                if call.out.as_json:
                    call.out.json(as_json(finding))
                else:
                    call.out.line(words(finding))
                call.out.flush()
    call.out.say(_sum(found["damage"], found["remark"]))
    return DAMAGED if found["damage"] else DONE


def _sum(damage: int, remarks: int) -> str:
    parts = [
        ngettext("{count} thing is damaged", "{count} things are damaged", damage).format(count=damage)
        if damage
        else _("No damage found")
    ]
    if remarks:
        parts.append(ngettext("{count} remark", "{count} remarks", remarks).format(count=remarks))
    return "; ".join(parts) + "."


def _about_check() -> str:
    return _(
        "Looks at every change, record, snapshot, text and original, and at what they say of one another.\n"
        "Nothing is written, and others may go on working. The exit code is 4 when something is damaged."
    )


COMMANDS = {
    "check": Command(
        Parser.project,
        _check,
        ("check team.vermerk", "check team.vermerk --json"),
        _about_check,
    ),
}
