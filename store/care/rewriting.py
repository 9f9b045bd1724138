"""Putting another journal in the place of a store's, so that a crash leaves the one or the other.

``purge.json`` says what is under way. It comes before the first new segment, which gets its number when all
are written; store.json, replaced in one step, decides; what the new store must not keep is deleted after
that, and ``purge.json`` last of all.
Whoever gets the store's lock and finds one finishes what was cut off, or takes it back (``sweep``).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from content.messages import reason_of
from store.care.leftovers import Names, clean_personal, delete, delete_images
from store.disk import open_shared, read_regular, refusal, sync_folder, write_file
from store.errors import Damaged, Unknown
from store.folder import UNFINISHED, Head, read_head, write_head
from store.journal import SEGMENT_LIMIT
from store.lines import encode, encode_seal, first_chain, is_valid
from store.model import Entry
from store.records import new_uid
from store.segment import path_of
from store.snapshot import claimed
from store.walking import named


class Plan(Struct, frozen=True):
    """``store`` is the id of the store to come and ``first`` its first segment. Of the old one go ``paths``
    (relative to the project), and drafts about the records ``about``; ``names`` are a reviewer's old and new
    one."""

    store: str
    first: int
    paths: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    names: Names | None = None


def new_plan(
    folder: Path, paths: Iterable[str], about: Iterable[str] = (), names: Names | None = None
) -> Plan:
    """Segments are numbered on, so that those of the old and the new store can lie side by side."""
    last = max(number for number, _ in _segments(folder))
    return Plan(new_uid(), last + 1, tuple(paths), tuple(sorted(about)), names)


def rewrite(
    folder: Path, plan: Plan, entries: Iterable[Entry], limit: int = SEGMENT_LIMIT
) -> tuple[str, ...]:
    """Locked: makes ``entries`` the journal and carries the plan out. Returns the paths that could not be
    deleted. Raises Refused (the old store is as it was) and Unknown (the new one is there, but perhaps not
    durable)."""
    try:
        write_file(folder / UNFINISHED, [msgspec.json.encode(plan)])
        _write_journal(folder / "journal", plan, entries, limit)
        # Whoever writes an image of the old store meanwhile must be done before images are deleted.
        with claimed(folder / "snapshot"):
            _take_over(folder, plan)
            return _finish(folder, plan)
    except BaseException as error:
        if read_head(folder).store != plan.store:
            with suppress(OSError, Unknown):  # whoever writes next tries again
                _take_back(folder, plan)
            if isinstance(error, OSError):
                raise refusal("the journal could not be written anew", error) from error
        elif isinstance(error, OSError):
            raise Unknown(
                "the purge is done, but may not be durable ({reason})", reason=reason_of(error)
            ) from error
        raise


def sweep(folder: Path) -> None:
    """Locked: finishes or takes back a purge that was cut off. Raises Refused if neither is possible."""
    try:
        plan = msgspec.json.decode(read_regular(folder / UNFINISHED), type=Plan)
        head = read_head(folder)
        if (head.store, head.first) != (plan.store, plan.first):
            _take_back(folder, plan)
            return
        with claimed(folder / "snapshot"):
            _finish(folder, plan)
    except FileNotFoundError:
        return
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Damaged("{folder} is damaged", "restore a backup", folder=folder / UNFINISHED) from None
    except OSError as error:
        raise refusal("a purge that was cut off cannot be finished", error) from error


def _write_journal(folder: Path, plan: Plan, entries: Iterable[Entry], limit: int) -> None:
    """Under names that nobody reads. All is durable when this returns, as each line says of those before."""
    chain, number = first_chain(plan.store), plan.first
    waiting = iter(entries)
    entry = next(waiting, None)
    while entry is not None:
        fd = open_shared(_coming(folder, number), os.O_WRONLY | os.O_TRUNC)
        with open(fd, "wb") as file:
            size = 0
            while entry is not None and size < limit:
                line, chain = encode(entry, chain, entry.seq - 1)
                size += file.write(line)
                written, entry = entry.seq, next(waiting, None)
            if entry is not None:
                line, chain = encode_seal(chain, written)
                file.write(line)
            file.flush()
            os.fsync(fd)
        number += 1
    sync_folder(folder)


def _coming(folder: Path, number: int) -> Path:
    return folder / f".{number:04}.new"


def _take_over(folder: Path, plan: Plan) -> None:
    journal, number = folder / "journal", plan.first
    while (coming := _coming(journal, number)).exists():
        coming.replace(path_of(journal, number))
        number += 1
    sync_folder(journal)
    write_head(folder, Head(plan.store, first=plan.first))


def _take_back(folder: Path, plan: Plan) -> None:
    numbered = [path for number, path in _segments(folder) if number >= plan.first]
    if not _begins(plan.store, path_of(folder / "journal", plan.first)):
        numbered = []  # this journal went on since, so the plan is an old one
    for path in (*numbered, *named(folder / "journal", ".*.new")):
        path.unlink()
    sync_folder(folder / "journal")
    (folder / UNFINISHED).unlink(missing_ok=True)
    sync_folder(folder)


def _begins(store: str, path: Path) -> bool:
    """Whether a store's journal begins with this segment."""
    with suppress(FileNotFoundError), path.open("rb") as file:
        return is_valid(file.readline(), first_chain(store))
    return False


def _finish(folder: Path, plan: Plan) -> tuple[str, ...]:
    """Deletes what the new store must not keep. Returns what may not be deleted."""
    sync_folder(folder)  # nothing goes before it is durable that the new store has taken over
    left = [path for path in plan.paths if not delete(folder, path)]
    left += clean_personal(folder, plan.about, plan.names)
    delete_images(folder)
    for number, path in _segments(folder):
        if number < plan.first:
            path.unlink()
    for path in named(folder, f".{UNFINISHED}.*"):
        path.unlink()
    for name in ("documents", "reviewers", "presence", "snapshot", "journal"):
        if (folder / name).is_dir():
            sync_folder(folder / name)
    (folder / UNFINISHED).unlink(missing_ok=True)
    sync_folder(folder)
    return tuple(left)


def _segments(folder: Path) -> Iterator[tuple[int, Path]]:
    for path in named(folder / "journal", "*.jsonl"):
        if path.stem.isdigit():
            yield int(path.stem), path
