"""The files of a project folder that say what it is: making them, and reading them again."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from store.disk import FOLDER_MODE, make_folder, read_regular, refusal, refuse_remote, write_file
from store.errors import Busy, Damaged, NotFound, Refused
from store.journal import Journal
from store.locking import Lock
from store.records import new_uid
from store.segment import path_of

#: What this program writes. 2: each line of the journal tells what was durable when it was written.
FORMAT = 2
#: Tells of a purge under way, or cut off.
UNFINISHED = "purge.json"
_TIMEOUT = 5.0


#: What opening says where something else stands in a file's place: a link, a folder, a pipe, a device.
_NO_FILE = (errno.EINVAL, errno.ELOOP, errno.EISDIR, errno.ENXIO, errno.ENODEV)


class Head(Struct, frozen=True):
    """What store.json says: the format written, the lowest format whose programs can read it, the store's id
    (new after a purge), and the number of the journal's first segment."""

    store: str
    format: int = FORMAT
    reads: int = FORMAT
    first: int = 1


def make_store(folder: Path) -> None:
    """Makes an empty store in ``folder``, which may exist. Raises Refused, also if there is one already, and
    Unknown (it was made, but may not be durable)."""
    try:
        make_folder(folder)
        refuse_remote(folder)
        if not any(folder.iterdir()):
            with suppress(PermissionError):
                folder.chmod(FOLDER_MODE)
        _fill(folder)
    except OSError as error:
        raise refusal("no project can be made in {folder}", error, folder=folder) from error


def _fill(folder: Path) -> None:
    if (folder / "store.json").exists():
        raise Refused("there is a project in {folder} already", folder=folder)
    lock = Lock(folder / "lock")
    try:
        with lock.held(_TIMEOUT):
            if (folder / "store.json").exists():
                raise Busy("somebody else has just made a project in {folder}", folder=folder)
            first = path_of(folder / "journal", 1)
            if first.exists() and first.stat().st_size:
                raise Refused(
                    "{folder} has a journal, but no store.json", "restore it from a backup", folder=folder
                )
            make_folder(folder / "journal")
            make_folder(folder / "snapshot")
            Journal.create(folder / "journal")
            write_head(folder, Head(new_uid()))
    finally:
        lock.close()


def write_head(folder: Path, head: Head) -> None:
    """Writes store.json in one step. Raises OSError and Unknown."""
    write_file(folder / "store.json", [msgspec.json.encode(head) + b"\n"])


def read_head(folder: Path) -> Head:
    """What store.json in ``folder`` says. Raises NotFound, Damaged, and Refused if a newer version of the
    program wrote it that this one cannot read."""
    try:
        head = msgspec.json.decode(read_regular(folder / "store.json"), type=Head)
    except (FileNotFoundError, NotADirectoryError):
        raise NotFound(
            "there is no project in {folder}", "make one with: vermerk init", folder=folder
        ) from None
    except PermissionError:
        raise Refused(
            "{folder} may not be read", "ask its owner for access to the group", folder=folder
        ) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise _damaged(folder) from None
    except OSError as error:
        if error.errno not in _NO_FILE:
            raise refusal("{folder} could not be read", error, folder=folder / "store.json") from error
        raise _damaged(folder) from None
    if head.reads > FORMAT:
        raise Refused(
            "{folder} was written by a newer version of Vermerk", "update the program", folder=folder
        )
    return head


def _damaged(folder: Path) -> Damaged:
    return Damaged("{folder} is damaged", "restore it from a backup", folder=folder / "store.json")


def write_barrier(folder: Path, head: Head) -> Refused | None:
    """Why a store of this format may be read but not written by this program; None if it may."""
    if head.format > FORMAT:
        return Refused(
            "{folder} was written by a newer version of Vermerk: it is open for reading only",
            "update the program",
            folder=folder,
        )
    if head.format < FORMAT:
        return Refused(
            "{folder} was written by an older version of Vermerk: it is open for reading only",
            "whoever may write there brings it up to date by opening it",
            folder=folder,
        )
    return None


def stamp(head: str) -> tuple[int, int, int]:
    """Changes whenever store.json (whose path is ``head``) is replaced; (0, 0, 0) while it is missing."""
    try:
        found = os.stat(head)
    except OSError:
        return 0, 0, 0
    return found.st_ino, found.st_mtime_ns, found.st_size
