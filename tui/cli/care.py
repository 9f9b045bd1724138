"""``check``, ``backup``, ``restore``: looking after project folders."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from pathlib import Path

from msgspec.structs import asdict

from store.care.backup import Copied, back_up
from store.care.check import check
from store.care.findings import Finding
from store.care.repair import repair
from store.care.restore import restore
from tui.cli.failures import DAMAGED, DONE
from tui.cli.findings import as_json, words
from tui.cli.parser import Parser
from tui.cli.progress import Bar
from tui.cli.registry import Call, Command
from tui.locale import gettext as _
from tui.locale import ngettext


def _check(call: Call) -> int:
    folder = Path(call.args.project)
    return _look(call, folder) if call.args.repair is None else _repair(call, folder, Path(call.args.repair))


def _repair(call: Call, folder: Path, target: Path) -> int:
    """Says what became of what was damaged, then checks the copy."""
    with closing(Bar(call.out.err_terminal, _("repairing"))) as bar:
        report = repair(folder, target, bar.update, call.args.acting)
    for finding in report:
        _tell(call, finding)
    lost = sum(finding.severity == "damage" for finding in report)
    call.out.say(
        ngettext("{count} thing is lost", "{count} things are lost", lost).format(count=lost)
        if lost
        else _("Nothing is lost"),
        _("The copy is {folder}; the project itself was left as it is.").format(folder=target),
    )
    return _look(call, target)


def _look(call: Call, folder: Path) -> int:
    """Prints what a check finds, as it is found, and the sum on stderr."""
    found: Counter[str] = Counter()
    with closing(Bar(call.out.err_terminal, _("checking"))) as bar:
        for finding in check(folder, bar.update):
            found[finding.severity] += 1
            with bar.aside():
                _tell(call, finding)
    call.out.say(_sum(found["damage"], found["remark"]))
    return DAMAGED if found["damage"] else DONE


def _tell(call: Call, finding: Finding) -> None:
    if call.out.as_json:
        call.out.json(as_json(finding))
    else:
        call.out.line(words(finding))
    call.out.flush()


def _sum(damage: int, remarks: int) -> str:
    parts = [
        ngettext("{count} thing is damaged", "{count} things are damaged", damage).format(count=damage)
        if damage
        else _("No damage found")
    ]
    if remarks:
        parts.append(ngettext("{count} remark", "{count} remarks", remarks).format(count=remarks))
    return "; ".join(parts) + "."


def _backup(call: Call) -> int:
    target = Path(call.args.target)
    copied = back_up(Path(call.args.project), target, call.args.acting)
    if call.out.as_json:
        call.out.json({"backup": str(target), **asdict(copied)})
    else:
        call.out.say(f"{target}: {_held(copied)}")
    return DONE


def _restore(call: Call) -> int:
    args = call.args
    folder = Path(args.project)
    with closing(Bar(call.out.err_terminal, _("checking"))) as bar:
        restored = restore(Path(args.backup), folder, args.replace, args.acting, bar.update)
    kept = str(restored.kept) if restored.kept else None
    if call.out.as_json:
        call.out.json({"project": str(folder), "kept": kept, **asdict(restored.copied)})
        return DONE
    call.out.say(f"{folder}: {_held(restored.copied)}")
    if kept:
        call.out.say(_("What was there before is kept in {folder}.").format(folder=kept))
    return DONE


def _held(copied: Copied) -> str:
    return ngettext(
        "changes up to {seq}, {documents} document, {size}",
        "changes up to {seq}, {documents} documents, {size}",
        copied.documents,
    ).format(seq=copied.seq, documents=copied.documents, size=_size(copied.bytes))


def _size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{count / 1000:.0f} kB"


def _check_arguments(parser: Parser) -> None:
    parser.project()
    parser.add_argument(
        "--repair", metavar=_("TARGET"), help=_("make a sound copy in this new folder, and check that one")
    )


def _backup_arguments(parser: Parser) -> None:
    parser.project()
    parser.add_argument(
        "target", metavar=_("TARGET"), help=_("a new folder, or a new file that ends in .tar.gz")
    )


def _restore_arguments(parser: Parser) -> None:
    parser.add_argument(
        "backup", metavar=_("BACKUP"), help=_("the folder or archive that “backup” made, or a bundle")
    )
    parser.add_argument("project", metavar=_("PROJECT"), help=_("the folder it is to be"))
    parser.add_argument(
        "--replace", action="store_true", help=_("where there is a project already; that one is kept beside")
    )


def _about_check() -> str:
    return _(
        "Looks at every change, record, snapshot, text and original, and at what they say of one another.\n"
        "Nothing is written, and others may go on working. The exit code is 4 when something is damaged.\n"
        "With --repair all that can be trusted goes into a copy, with what snapshots and later changes tell\n"
        "of the rest; what is lost is named. The project itself is never changed."
    )


def _about_backup() -> str:
    return _(
        "The backup holds every change up to that moment, all texts and originals, and what reviewers keep\n"
        "for themselves. Backups as folders are projects that can be opened."
    )


def _about_restore() -> str:
    return _(
        "The backup is checked first; a damaged one is refused. With --replace, which is for leads and the\n"
        "folder's owner, the project that was there is kept under a name with the date, and whoever has it\n"
        "open goes on with the restored one. A bundle (.vermerk.zip) becomes a project again,\n"
        "with its whole history."
    )


COMMANDS = {
    "check": Command(
        _check_arguments,
        _check,
        ("check team.vermerk", "check team.vermerk --repair repaired.vermerk"),
        _about_check,
    ),
    "backup": Command(
        _backup_arguments,
        _backup,
        ("backup team.vermerk /srv/backup/team-2026-07-06", "backup team.vermerk team-2026-07-06.tar.gz"),
        _about_backup,
    ),
    "restore": Command(
        _restore_arguments,
        _restore,
        ("restore team-2026-07-06.tar.gz team.vermerk", "restore /srv/backup/team team.vermerk --replace"),
        _about_restore,
    ),
}
