"""Images against what the journal says: every record, every column of the index, the file as a whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

from msgspec import Struct

from content.messages import Message, reason_of
from store import snapshot
from store.care.findings import Finding
from store.care.ledger import Ledger
from store.care.scan import Line
from store.image import Image, OtherKind
from store.image_index import Row
from store.image_writing import IndexWriter
from store.model import TABLES, Record


class Opened(Struct, frozen=True):
    """An image of this store, open, and the name of its file in the project."""

    name: str
    image: Image

    @property
    def seq(self) -> int:
        return self.image.header.position.seq


def opened_images(project: Path, store_id: str | None) -> tuple[list[Opened], list[Finding]]:
    """The images of this store that can be opened, newest first, and what is wrong with the others and with
    where ``current.json`` leads. Without ``store_id`` the images of any store."""
    images: list[Opened] = []
    findings: list[Finding] = []
    with snapshot.settled(project):
        for path in snapshot.by_age(project / "snapshot"):
            found = _opened(path, store_id)
            if isinstance(found, Opened):
                images.append(found)
            else:
                findings.append(found)
        usable = [opened.name for opened in images]
        older = [finding.file for finding in findings if finding.kind == "image-old"]
        findings += _check_current(_leads(project / "current.json"), usable or older)
    return images, findings


def _opened(path: Path, store_id: str | None) -> Opened | Finding:
    name = f"snapshot/{path.name}"
    try:
        image = Image(path)
    except OtherKind:
        return Finding("image-old", name)
    except OSError as error:
        return Finding("image-index", name, values={"reason": reason_of(error)})
    except (ValueError, TypeError) as error:
        return Finding("image-index", name, values={"reason": str(error)})
    if store_id is not None and image.header.store != store_id:
        return Finding("image-foreign", name)
    return Opened(name, image)


def _leads(current: Path) -> str | None:
    """Where the link leads; empty if it is none, None if there is nothing."""
    if current.is_symlink():
        return os.readlink(current)
    return "" if current.exists() else None


def _check_current(leads: str | None, names: list[str]) -> Iterator[Finding]:
    """Whether ``current.json`` leads to the newest of the images with these names."""
    if leads is None and not names:
        return
    if leads not in names:
        yield Finding("current", "current.json")
    elif leads != names[0]:
        yield Finding("current-old", "current.json", values={"newest": names[0]})


def check_whole(opened: Opened) -> Iterator[Finding]:
    """The image's file against the checksum in its index."""
    if not opened.image.is_sound():
        yield Finding("image", opened.name)


def check_place(opened: Opened, line: Line | None) -> Iterator[Finding]:
    """Whether the image goes on where the journal does; ``line`` is that of its last transaction."""
    position = opened.image.header.position
    if line is None:
        right = position.seq == 0 and position.offset == 0
    else:
        end = line.offset + line.length
        right = (position.segment, position.offset, position.chain) == (line.segment, end, line.chain)
    if not right:
        yield Finding("image-place", opened.name, change=position.seq)


def check_contents(opened: Opened, ledger: Ledger) -> Iterator[Finding]:
    """The image against the ledger as of the image's transaction, and against what would be written now."""
    comparing = _Comparing(opened, ledger)
    try:
        same = comparing.same_when_written()
    except (ValueError, TypeError, IndexError, OverflowError, KeyError, OSError):
        same = False
    yield from comparing.findings
    if not same and not comparing.findings:
        yield Finding(
            "image-index", opened.name, values={"reason": Message("it is not what the records make")}
        )


class _Comparing:
    """Writes the image once more, to nowhere, from its own records, and compares each with the ledger."""

    def __init__(self, opened: Opened, ledger: Ledger) -> None:
        self.findings: list[Finding] = []
        self._opened, self._ledger = opened, ledger
        self._header = opened.image.header

    def same_when_written(self) -> bool:
        index, written = IndexWriter(), snapshot.Written()
        tables = {name: self._rows(name) for name in TABLES}
        for _ in written.noting(snapshot.lines(tables, index, written)):
            pass
        header = self._header
        if (written.size, written.checksum) != (header.size, header.checksum):
            return False
        made = index.chunks(header.store, header.position, self._ledger.at, written.size, written.checksum)
        total = 0
        for chunk in made:
            total = crc32(chunk, total)
        return total == self._opened.image.index_sum()

    def _rows(self, name: str) -> Iterator[Row]:
        """The table's rows as the ledger has them, each with the image's bytes if those say the same."""
        kept = self._opened.image.table(TABLES[name], name, self._recover)
        mine = iter(kept.rows(frozenset())) if kept is not None else iter(())
        theirs = next(mine, None)
        for number, last, record, _ in self._ledger.rows(name):
            while theirs is not None and theirs[0] < number:
                self._note(f"{TABLES[name].letter}{theirs[0]}")
                theirs = next(mine, None)
            raw = b""
            if theirs is None or theirs[:3] != (number, last, record):
                self._note(f"{TABLES[name].letter}{number}")
            else:
                raw = theirs[3]
            if theirs is not None and theirs[0] == number:
                theirs = next(mine, None)
            yield number, last, record, raw
        while theirs is not None:
            self._note(f"{TABLES[name].letter}{theirs[0]}")
            theirs = next(mine, None)

    def _recover(self, record_id: str, _seq: int) -> Record:
        self._note(record_id)
        return self._ledger.get(record_id) or {}

    def _note(self, record_id: str) -> None:
        if all(finding.record != record_id for finding in self.findings[-2:]) and len(self.findings) < 1000:
            self.findings.append(Finding("image-record", self._opened.name, record=record_id))
