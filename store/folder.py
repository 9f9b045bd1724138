"""The files of a project folder that say what it is: making them, and reading them again."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from store.disk import FOLDER_MODE, make_folder, refuse_remote, sync_folder, write_file
from store.errors import Busy, Damaged, NotFound, Refused
from store.journal import Journal
from store.locking import Lock
from store.records import new_uid
from store.segment import path_of

FORMAT = 1
_TIMEOUT = 5.0


def make_store(folder: Path) -> None:
    """Makes an empty store in ``folder``, which may exist. Raises Refused if there is one already."""
    try:
        make_folder(folder)
        refuse_remote(folder)
        if not any(folder.iterdir()):
            with suppress(PermissionError):
                folder.chmod(FOLDER_MODE)
        _fill(folder)
    except OSError as error:
        raise Refused(f"no project can be made in {folder}: {error.strerror}") from error


def _fill(folder: Path) -> None:
    if (folder / "store.json").exists():
        raise Refused(f"there is a project in {folder} already")
    lock = Lock(folder / "lock")
    try:
        with lock.held(_TIMEOUT):
            if (folder / "store.json").exists():
                raise Busy(f"somebody else has just made a project in {folder}")
            first = path_of(folder / "journal", 1)
            if first.exists() and first.stat().st_size:
                raise Refused(f"{folder} has a journal, but no store.json", "restore it from a backup")
            make_folder(folder / "journal")
            make_folder(folder / "snapshot")
            Journal.create(folder / "journal")
            head = {"format": FORMAT, "store": new_uid(), "reads": FORMAT}
            write_file(folder / "store.json", [json.dumps(head).encode() + b"\n"])
            sync_folder(folder)
    finally:
        lock.close()


def read_store_id(folder: Path) -> str:
    """The id of the store in ``folder``. Raises NotFound, Damaged, and Refused if it was written by a newer
    version of the program."""
    try:
        head = json.loads((folder / "store.json").read_bytes())
        written, store_id = int(head["format"]), str(head["store"])
    except (FileNotFoundError, NotADirectoryError):
        raise NotFound(f"there is no project in {folder}", "make one with: vermerk init") from None
    except PermissionError:
        raise Refused(f"{folder} may not be read", "ask its owner for access to the group") from None
    except (ValueError, KeyError, TypeError):
        raise Damaged(f"{folder / 'store.json'} is damaged", "restore it from a backup") from None
    if written > FORMAT:
        raise Refused(f"{folder} was written by a newer version of Vermerk", "update the program")
    return store_id


def stamp(head: str) -> tuple[int, int, int]:
    """Changes whenever store.json (whose path is ``head``) is replaced; (0, 0, 0) while it is missing."""
    try:
        found = os.stat(head)
    except OSError:
        return 0, 0, 0
    return found.st_ino, found.st_mtime_ns, found.st_size
