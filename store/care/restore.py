"""A backup put in a project's place: verified first, prepared beside it, and exchanged in one step."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from content.messages import reason_of
from store import snapshot
from store.care.backup import Copied, copy_project, remove
from store.care.check import check
from store.care.findings import Finding
from store.care.rights import check_replacing
from store.care.unpacking import no_backup, unpacked_of
from store.disk import FILE_MODE, FOLDER_MODE, refuse_remote, sync_folder
from store.errors import Damaged, Refused
from store.locking import Lock
from store.walking import walk

_TIMEOUT = 5.0
_EXCHANGE = 2  # RENAME_EXCHANGE of linux/fs.h
_HERE = -100  # AT_FDCWD


class Restored(Struct, frozen=True):
    """What is in place now, and where the project that was there before is kept."""

    copied: Copied
    kept: Path | None


def restore(
    backup: Path,
    folder: Path,
    replace: bool = False,
    acting: str | None = None,
    progress: Callable[[int, int], object] = lambda done, total: None,
) -> Restored:
    """Puts a backup (a folder, an archive or a bundle) in place as the project ``folder``.

    Refused where there is a project already, unless ``replace``: then that one is kept beside it, and who has
    it open goes on with the restored one. Damaged if the backup is not sound, Forbidden unless a lead of the
    project that is replaced, or in person the owner of its folder, asks. Nothing has happened if it raises.
    """
    backup, folder = Path(backup).absolute(), Path(folder).absolute()
    there = os.path.lexists(folder)
    if there:
        _check_replaceable(folder, replace, acting)
    if not folder.parent.is_dir():
        raise Refused("there is no folder {parent}", "make it first", parent=folder.parent)
    refuse_remote(folder.parent)
    with _prepared(backup, folder) as (made, copied):
        damage = [finding for finding in check(made, progress) if finding.severity == "damage"]
        if damage:
            raise _unsound(backup, damage)
        try:
            _set_rights(made, folder if there else folder.parent)
            kept = _exchanged(made, folder) if there else None
            if not there:
                made.rename(folder)
                sync_folder(folder.parent)
        except OSError as error:
            raise Refused(
                "{folder} could not be written: {reason}", folder=folder, reason=reason_of(error)
            ) from error
    return Restored(copied, kept)


def _check_replaceable(folder: Path, replace: bool, acting: str | None) -> None:
    if not replace:
        raise Refused("{folder} is there already", "name another folder, or say --replace", folder=folder)
    if folder.is_symlink() or not (folder / "store.json").exists():
        raise Refused("{folder} is there already and is no project", "name another folder", folder=folder)
    check_replacing(folder, acting)


def _unsound(backup: Path, damage: list[Finding]) -> Damaged:
    where = damage[0].file or damage[0].record or ""
    return Damaged(
        "{backup} is damaged ({count} findings, the first about {where})",
        "use an older one, or the copy that this makes: vermerk check {backup} --repair TARGET",
        backup=backup,
        count=len(damage),
        where=where,
    )


@contextmanager
def _prepared(backup: Path, folder: Path) -> Iterator[tuple[Path, Copied]]:
    """The backup as a project beside ``folder``; taken away if it is not put in its place."""
    made = folder.with_name(f".{folder.name}.{os.getpid()}.restoring")
    unpacked = made.with_suffix(".unpacked")
    remove(made)
    remove(unpacked)
    try:
        source = backup if backup.is_dir() else unpacked_of(backup, unpacked)
        if not (source / "store.json").exists():
            raise no_backup(backup)
        yield made, _copied(source, made, backup, folder)
    finally:
        remove(made)
        remove(unpacked)


def _copied(source: Path, made: Path, backup: Path, folder: Path) -> Copied:
    """As ``copy_project``; what is wrong is told by the names that were given, and those in an archive."""
    try:
        return copy_project(source, made)
    except Refused as error:
        if error.message.values.get("target") != made:
            raise
        raise Refused(error.message.of_values(target=folder), error.advice) from error
    except Damaged as error:
        if source == backup:
            raise
        inside = {
            name: one.relative_to(source)
            for name, one in error.message.values.items()
            if isinstance(one, Path) and one.is_relative_to(source)
        }
        reason = error.message.of_values(**inside)
        raise Damaged("{archive}: {reason}", "use another backup", archive=backup, reason=reason) from error


def _set_rights(made: Path, like: Path) -> None:
    """The group of what was there, or of the folder around it; modes as the store sets them."""
    group = like.stat().st_gid
    for at, _, names in walk(made):
        for path in (Path(at), *(Path(at, name) for name in names)):
            with suppress(PermissionError):
                os.chown(path, -1, group, follow_symlinks=False)
        os.chmod(at, FOLDER_MODE)
        for name in names:
            if not os.path.islink(os.path.join(at, name)):
                image = os.path.basename(at) == "snapshot" and os.path.dirname(at) == str(made)
                os.chmod(os.path.join(at, name), snapshot.MODE if image else FILE_MODE)


def _exchanged(made: Path, folder: Path) -> Path:
    """Nobody writes to the old project while it is exchanged; who waits to do so finds the new one."""
    kept = folder.with_name(f"{folder.name}.before-restore-{datetime.now(UTC):%Y%m%d-%H%M%S}")
    if os.path.lexists(kept):
        raise Refused("{kept} is there already", "try again in a second", kept=kept)
    with closing(Lock(folder / "lock")) as lock, lock.held(_TIMEOUT), snapshot.settled(folder):
        made.rename(kept)
        if not _exchange(kept, folder):
            kept.rename(made)
            _swap(made, folder, kept)
        sync_folder(folder.parent)
    return kept


def _swap(made: Path, folder: Path, kept: Path) -> None:
    """As exchanging, in two steps, where the file system can do no better."""
    folder.rename(kept)
    try:
        made.rename(folder)
    except OSError:
        kept.rename(folder)
        raise


def _exchange(one: Path, other: Path) -> bool:
    """Lets two folders change places at once, so that there is never none. False where that is impossible."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return bool(rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)
