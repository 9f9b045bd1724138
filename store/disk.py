"""Files that several Unix users share, written so that a power cut leaves the old or the new one.

Modes are set explicitly: under a umask of 022 or 077 a group member could not write otherwise.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader
from pathlib import Path
from typing import Any

from content.messages import Message, message_of, reason_of
from store.errors import Full, Refused, Unknown

FILE_MODE = 0o660
FOLDER_MODE = 0o2770
#: A document's text or original; importing takes no larger ones.
MOST_BYTES = 200 << 20
REMOTE = ("nfs", "cifs", "smb", "fuse", "9p", "afs", "ceph")
_MOUNTS = Path("/proc/self/mountinfo")
_NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def refusal(what: str, error: OSError, **values: Any) -> Refused:
    """For a call to the system that failed before anything was changed: Full where space is missing, else
    Refused, with the reason and advice. ``what`` is a template."""
    message = Message("{what}: {reason}", what=message_of(what, values), reason=reason_of(error))
    if error.errno in _NO_SPACE:
        return Full(message, "nothing was changed; free some space, then repeat it")
    if isinstance(error, PermissionError):
        return Refused(message, "nothing was changed; ask for access to the group")
    return Refused(message, "nothing was changed; repeat it later")


def open_regular(path: Path, most: int | None = None) -> BufferedReader:
    """Opens a file for reading. OSError as open(), where a link, pipe or device stands in its place, and
    for one of more than ``most`` bytes."""
    fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    found = os.fstat(fd)
    if not stat.S_ISREG(found.st_mode) or (most is not None and found.st_size > most):
        os.close(fd)
        reason = "is too large" if stat.S_ISREG(found.st_mode) else "is not a regular file"
        raise OSError(errno.EINVAL, reason, str(path))
    try:
        return os.fdopen(fd, "rb")
    except OSError:
        os.close(fd)
        raise


def read_regular(path: Path) -> bytes:
    """The bytes of a document's file, or one as small. OSError as ``open_regular``."""
    with open_regular(path, MOST_BYTES) as file:
        # Room is taken for as many as are asked for, however small the file.
        return file.read(os.fstat(file.fileno()).st_size)


def make_folder(path: Path) -> None:
    """Makes the folder for the group, if it is not there; its parents as well. Raises OSError and Unknown."""
    if path.is_dir():
        return
    make_folder(path.parent)
    with suppress(FileExistsError):
        path.mkdir()
        try:
            path.chmod(FOLDER_MODE)
        except OSError:
            path.rmdir()  # or it would stay closed to the group
            raise
        sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Makes renames and new names in the folder durable. Raises Unknown; OSError if it cannot be opened."""
    with _folder(path) as fd:
        _sync_names(path, fd)


@contextmanager
def _folder(path: Path) -> Iterator[int]:
    fd = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield fd
    finally:
        os.close(fd)


def _sync_names(path: Path, fd: int) -> None:
    try:
        os.fsync(fd)
    except OSError as error:
        raise Unknown(
            "{path} could not be synced ({reason}): a new file may be lost when the server stops",
            "look at the disk, then open the project again",
            path=path,
            reason=reason_of(error),
        ) from error


def open_shared(path: Path, flags: int) -> int:
    """Opens a file of the group, making it if need be. Returns its descriptor. Raises OSError."""
    fd = os.open(path, flags | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, FILE_MODE)
    try:
        with suppress(PermissionError):  # somebody else's file; they have set its mode
            os.fchmod(fd, FILE_MODE)
    except OSError:
        os.close(fd)
        raise
    return fd


def write_file(path: Path, chunks: Iterable[bytes], mode: int = FILE_MODE) -> None:
    """Writes a file in one step: temporary file, fsync, rename, fsync of the folder. Raises OSError (nothing
    was changed) and Unknown (it is there, but perhaps not durable)."""
    with _folder(path.parent) as folder:
        _replace(path, chunks, mode)
        _sync_names(path.parent, folder)


def _replace(path: Path, chunks: Iterable[bytes], mode: int) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    temporary.unlink(missing_ok=True)
    fd = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
    try:
        with open(fd, "wb") as file:
            os.fchmod(fd, mode)
            file.writelines(chunks)
            file.flush()
            os.fsync(fd)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def refuse_remote(folder: Path) -> None:
    """Raises Refused for a folder on a network or user-space file system: locks and syncs mean
    nothing, or something else, there."""
    kind = file_system(folder)
    if kind.startswith(REMOTE):
        raise Refused(
            "{folder} is on a file system of type {kind}, where locks cannot be relied on",
            "keep the project on one server's own disk and come there by SSH",
            folder=folder,
            kind=kind,
        )


def file_system(folder: Path, mounts: Path = _MOUNTS) -> str:
    """The type of the file system that holds the folder; empty if unknown."""
    try:
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return ""
    real = os.path.realpath(folder)
    found, kind = "", ""
    for line in lines:
        fields, _, source = line.partition(" - ")
        point = re.sub(r"\\([0-7]{3})", lambda m: chr(int(m[1], 8)), fields.split(" ")[4])
        inside = real == point or real.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(found):
            found, kind = point, source.split(" ")[0]
    return kind
