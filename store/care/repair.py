"""A sound copy of a damaged project. The project itself is never changed.

Every trusted line of the journal is kept under its number; numbers without one become entries that say so
("lost"), or that hold what could be found out about them ("repair"). The copy has a store id of its own, so
that nobody takes the one for the other.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from msgspec.structs import replace

from content.messages import reason_of
from store.care.backup import FolderSink, remove
from store.care.documents import inside
from store.care.findings import Finding
from store.care.images import Opened, opened_images
from store.care.ledger import Ledger
from store.care.links import check_links
from store.care.losses import Losses
from store.care.mending import fitted, mend, recovering
from store.care.rights import check_copying
from store.care.scan import Line, Scanner, segments
from store.database import Database
from store.disk import read_regular
from store.errors import Damaged, Refused
from store.folder import UNFINISHED, make_store, read_head
from store.journal import Journal
from store.lines import first_chain
from store.model import TEXT_FILE, Entry, Op, Record
from store.records import new_uid
from store.reviewers import first_lead
from store.transaction import Transaction
from store.walking import named, walk

#: Who is said to have done what a repair does.
BY = "vermerk"
_OWN = ("reviewers", "exports")
Progress = Callable[[int, int], object]


def repair(
    folder: Path,
    target: Path,
    progress: Progress = lambda done, total: None,
    acting: str | None = None,
) -> list[Finding]:
    """Makes a sound copy in the new folder ``target``. Returns what is lost, what was recovered, and what
    had to be left out. ``progress`` is told (done, all) in changes.

    Refused if ``target`` is there already or inside the project, or if there is no journal at all;
    Forbidden as ``store.care.rights`` says.
    """
    folder, target = Path(folder).absolute(), Path(target).absolute()
    _check_target(folder, target)
    check_copying(folder, acting)
    made = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    remove(made)
    try:
        report = _Repairing(folder, made, progress).run()
        made.rename(target)
    except OSError as error:
        raise Refused(
            "{target} could not be written: {reason}", target=target, reason=reason_of(error)
        ) from error
    finally:
        remove(made)
    return report


def _check_target(folder: Path, target: Path) -> None:
    if os.path.realpath(target).startswith(os.path.realpath(folder) + os.sep):
        raise Refused("{target} is inside the project", "name a folder elsewhere", target=target)
    if os.path.lexists(target):
        raise Refused("{target} is there already", "name a new folder", target=target)
    if not target.parent.is_dir():
        raise Refused("there is no folder {parent}", "make it first", parent=target.parent)


class _Repairing:
    def __init__(self, folder: Path, made: Path, progress: Progress) -> None:
        self._folder, self._made, self._progress = folder, made, progress
        self._report: list[Finding] = []
        self._sizes = segments(folder / "journal")
        if not any(self._sizes.values()):
            raise Refused("{folder} has no journal to repair", "restore a backup", folder=folder)
        self._store, self._first = self._identity()
        self._images: list[Opened] = opened_images(folder, self._store)[0] if self._store else []

    def run(self) -> list[Finding]:
        losses = Losses(self._lines, self._images)
        make_store(self._made)
        with closing(Ledger()) as ledger:
            self._write(losses, ledger)
            with Database.open(self._made) as database:
                self._files(ledger, database)
                if any(check_links(ledger)) or not any(ledger.records("project")):
                    self._mend(database)
                database.snapshot()
        return self._report

    def _identity(self) -> tuple[str | None, int]:
        """The store's id and first segment: of store.json, else of a snapshot and the files there are."""
        try:
            head = read_head(self._folder)
            return head.store, head.first
        except Damaged:
            images = opened_images(self._folder, None)[0]
            return (images[0].image.header.store if images else None), min(self._sizes)

    def _lines(self) -> Iterator[Line]:
        chain = first_chain(self._store) if self._store is not None else None
        sizes = {number: size for number, size in self._sizes.items() if number >= self._first}
        for piece in Scanner(self._folder / "journal", self._first, chain, sizes):
            if isinstance(piece, Line):
                yield piece

    # The journal

    def _write(self, losses: Losses, ledger: Ledger) -> None:
        store = read_head(self._made).store
        with closing(Journal(self._made / "journal", store)) as journal:
            for entry in self._entries(losses, ledger):
                os.close(journal.append(entry).fd)
                for op, wrong in ledger.take(entry):
                    raise AssertionError(f"change {entry.seq} does not fit {op.id}: {wrong}")
                if not entry.seq % 1000:
                    self._progress(entry.seq, losses.end)
            journal.sync(journal.ticket())

    def _entries(self, losses: Losses, ledger: Ledger) -> Iterator[Entry]:
        for line in self._lines():
            if line.entry.seq <= ledger.seq:
                continue
            yield from self._lost(losses, ledger, line.entry.seq)
            if not line.proven:
                self._report.append(Finding("unproven", change=line.entry.seq))
            yield self._kept(line.entry, ledger)
        yield from self._lost(losses, ledger, losses.end + 1)

    def _lost(self, losses: Losses, ledger: Ledger, until: int) -> Iterator[Entry]:
        """Entries for all numbers before ``until`` that have none."""
        for seq in range(ledger.seq + 1, until):
            ops = tuple(self._recovered(losses, ledger, seq))
            kind = "recovered" if ops else "lost"
            self._report.append(Finding(kind, change=seq, values={"records": ", ".join(op.id for op in ops)}))
            do = "repair" if ops else "lost"
            yield Entry(seq, ledger.at, BY, new_uid().replace("-", ""), do, ops)

    def _recovered(self, losses: Losses, ledger: Ledger, seq: int) -> Iterator[Op]:
        for record_id, shown in losses.shown.get(seq, {}).items():
            if op := recovering(record_id, shown, ledger.known(record_id)):
                yield op

    def _kept(self, entry: Entry, ledger: Ledger) -> Entry:
        ops = []
        for op in entry.ops:
            fits = (
                op if ledger.fits(op) else fitted(op, ledger.known(op.id)) if ledger.is_placed(op) else None
            )
            if fits is None:
                self._report.append(Finding("op-left-out", change=entry.seq, record=op.id))
            else:
                ops.append(fits)
        undoes = entry.undoes if 0 <= entry.undoes < entry.seq else 0
        redoes = entry.redoes if 0 <= entry.redoes < entry.seq else 0
        at = max(entry.at, ledger.at)
        return replace(entry, at=at, ops=tuple(ops), undoes=undoes, redoes=redoes)

    # Files

    def _files(self, ledger: Ledger, database: Database) -> None:
        sink = FolderSink(self._made, exists=True)
        lost = []
        for _, _, record, _ in ledger.rows("versions"):
            if record is not None:
                lost += self._version(record, sink)
        self._copy_deleted(ledger, sink)
        for name in _OWN:
            self._copy_tree(self._folder / name, sink)
        self._copy(self._folder / "synonyms.tsv", sink)
        sink.close()
        if lost:
            database.transact(BY, "repair", lambda tx: _forget_originals(tx, lost))

    def _version(self, version: Record, sink: FolderSink) -> list[str]:
        """Copies a version's files. Returns its id if the original is lost."""
        name, lost = version["original"], []
        original = _read(self._folder / name, version["original_sha256"]) if inside(name) else None
        if original is not None:
            sink.put(name, original)
        elif name:
            self._report.append(Finding("original-lost", name, record=version["id"]))
            lost.append(version["id"])
        path = TEXT_FILE.format(document=version["document"], version=version["id"])
        text = _read(self._folder / path, version["sha256"])
        if text is None and original is not None:
            text = _read_again(original, name, version["sha256"])
            if text is not None:
                self._report.append(Finding("text-recovered", path, record=version["id"]))
        if text is None:
            self._report.append(Finding("text-lost", path, record=version["id"]))
        else:
            sink.put(path, text)
        return lost

    def _copy_deleted(self, ledger: Ledger, sink: FolderSink) -> None:
        """Files of deleted versions, which an undo may bring back, unless a purge was to delete them."""
        if (self._folder / UNFINISHED).exists():
            return
        texts = (named(one, "v*.*") for one in named(self._folder / "documents", "d*"))
        for path in (path for found in texts for path in found):
            known = ledger.known(path.name.partition(".")[0])
            if known is not None and known.fields is None:
                self._copy(path, sink)

    def _copy_tree(self, folder: Path, sink: FolderSink) -> None:
        for at, _, names in walk(folder):
            for name in sorted(names):
                if not name.startswith("."):
                    self._copy(Path(at, name), sink)

    def _copy(self, path: Path, sink: FolderSink) -> None:
        if path.is_file() and not path.is_symlink():
            sink.put(path.relative_to(self._folder).as_posix(), path.read_bytes())

    def _mend(self, database: Database) -> None:
        name, user = first_lead(None, self._made)

        def work(tx: Transaction) -> list[Finding]:
            return list(mend(tx, (name, user), self._folder.name.removesuffix(".vermerk")))

        self._report += database.transact(BY, "repair", work).result


def _forget_originals(tx: Transaction, versions: list[str]) -> None:
    for version in versions:
        tx.patch(version, {"original": None, "original_sha256": None})


def _read(path: Path, digest: str | None) -> bytes | None:
    """A file's bytes if they are what was recorded."""
    try:
        data = read_regular(path)
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == digest else None


def _read_again(original: bytes, name: str, digest: str) -> bytes | None:
    """The text of an original if reading it again gives the same as then."""
    from content.apart import reading_apart
    from content.formats import Unreadable

    try:
        text = reading_apart(original, os.path.basename(name), None).text.encode("utf-8")
    except (Unreadable, UnicodeEncodeError):
        return None
    return text if hashlib.sha256(text).hexdigest() == digest else None
