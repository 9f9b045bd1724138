"""Stores of an older format brought up to date when somebody who may write opens them."""

from __future__ import annotations

import os
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from msgspec.structs import replace

from store.care.backup import copy_project, remove
from store.disk import make_folder
from store.errors import StoreError
from store.folder import FORMAT, read_head, write_head
from store.locking import Lock
from store.model import Record
from store.snapshot import claimed
from store.transaction import Transaction

_TIMEOUT = 5.0


def bring_up_to_date(folder: Path) -> Path | None:
    """Writes the store's head in today's format, after a backup, whose path is returned. None if it was not
    to be done: by who may not write, a damaged store, or because somebody else has just done it.

    Lines of the journal stay as they are: those of all formats can be read.
    """
    if not _may_write(folder):
        return None
    try:
        make_folder(folder / "backups")
        with claimed(folder / "backups"):  # one at a time; who had to wait finds it done
            return _with_backup(folder)
    except (StoreError, OSError):
        return None  # it stays open for reading only, and says so


def complete(tx: Transaction) -> None:
    """Brings records of format 1 up to what they are now: notes did not say which document they stand in,
    and passages that are not open said False."""
    for passage in tx.scan("passages"):
        if passage.get("suspect") is False:
            tx.patch(passage["id"], {"suspect": None})
    for note in tx.scan("notes"):
        if "document" not in note and (target := tx.get(note["target"])):
            tx.patch(note["id"], {"document": _document_of(tx, target)})


def _document_of(tx: Transaction, target: Record) -> str | None:
    if target["id"][:1] == "u":
        target = tx.get(target["demand"]) or {}
    return target.get("document") if target.get("id", "d")[:1] != "d" else target.get("id")


def _with_backup(folder: Path) -> Path | None:
    head = read_head(folder)
    if head.format >= FORMAT:
        return None
    backup = folder / "backups" / f"format-{head.format}-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    if not backup.exists():  # else somebody was killed in this very second, after making it
        copy_project(folder, backup)
    try:
        with closing(Lock(folder / "lock")) as lock, lock.held(_TIMEOUT):
            write_head(folder, replace(head, format=FORMAT, reads=FORMAT))
    except (StoreError, OSError):
        remove(backup)
        raise
    return backup


def _may_write(folder: Path) -> bool:
    names = (folder, folder / "journal", folder / "store.json")
    return all(os.access(name, os.W_OK) for name in names)
