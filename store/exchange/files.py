"""Writing what is handed over: whole or not at all, never over something else by accident."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path

from content.messages import reason_of
from store.errors import Refused


def check_target(target: Path, force: bool = False) -> None:
    """Refused as ``write_export`` would, as far as that can be told before there is anything to write."""
    if target.is_dir():
        raise Refused("{target} is a folder", "Name a file.", target=target)
    if os.path.lexists(target) and not stat.S_ISREG(os.lstat(target).st_mode):
        # A rename would put a file in the place of /dev/null itself.
        raise Refused("{target} is no regular file", "Name a file, or leave -o out.", target=target)
    if not force and os.path.lexists(target):
        raise Refused(
            "{target} is there already", "Choose another name, or overwrite it with --force.", target=target
        )
    if not target.parent.is_dir():
        raise Refused("there is no folder {parent}", "Make it first, or name another.", parent=target.parent)
    if not os.access(target.parent, os.W_OK | os.X_OK):
        raise Refused("cannot write into {parent}", "Name a file in a folder of yours.", parent=target.parent)


def write_export(path: Path, data: bytes, force: bool = False) -> Path:
    """Write beside the target, then rename. Refused where something is there already, unless ``force``,
    where that is no regular file (a folder, link, device), and where its folder cannot be written."""
    target = Path(path)
    check_target(target, force)
    try:
        handle, beside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.")
    except OSError as error:
        raise Refused(
            "cannot write into {parent}: {reason}", parent=target.parent, reason=reason_of(error)
        ) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            os.fchmod(file.fileno(), 0o666 & ~_umask())
            file.flush()
            os.fsync(file.fileno())
        _put_in_place(beside, target, force)
    except OSError as error:
        raise Refused("cannot write {target}: {reason}", target=target, reason=reason_of(error)) from None
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(beside)
    return target


def _put_in_place(beside: str, target: Path, force: bool) -> None:
    if force:
        os.replace(beside, target)
        return
    try:
        os.link(beside, target)  # unlike rename, it fails where somebody was faster
    except FileExistsError:
        raise Refused("{target} is there already", "Choose another name.", target=target) from None


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
