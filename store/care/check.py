"""Whether everything in a project folder is what it says it is.

Nothing is written, and nobody is kept from writing: what is looked at is the project as of the moment the
check began. Records pass through a temporary database on disk, so that memory does not grow with the project.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from store.care import images as imaged
from store.care.documents import check_documents
from store.care.findings import Finding
from store.care.ledger import Ledger
from store.care.links import check_links
from store.care.scan import Flaw, Line, Scanner, segments
from store.care.surroundings import check_surroundings, entries, strays
from store.disk import open_regular
from store.errors import Busy, Damaged
from store.folder import FORMAT, UNFINISHED, Head, read_head
from store.lines import first_chain
from store.locking import is_held
from store.model import Entry
from store.segment import path_of

Progress = Callable[[int, int], object]
#: What a file of a document counts for in progress, in bytes of journal.
_DOCUMENT = 20_000
_PATIENCE = 5.0


def check(folder: Path, progress: Progress = lambda done, total: None) -> Iterator[Finding]:
    """Everything that is wrong or odd, as it is found. ``progress`` is told (done, all) in bytes.

    Raises NotFound where there is no project, Refused for one that may not be read or is too new, Busy if it
    is being purged, or was replaced by another one meanwhile.
    """
    folder = Path(folder).absolute()
    try:
        head = read_head(folder)
    except Damaged:
        yield Finding("head", "store.json")
        return
    if (folder / UNFINISHED).exists():
        raise Busy(
            "{folder} is being purged",
            "check it later; if it was cut off, the next change ends it",
            folder=folder,
        )
    with closing(Ledger()) as ledger:
        checking = _Checking(folder, head, ledger, progress)
        yield from checking.findings()
    now = read_head(folder)
    if (now.store, now.first) != (head.store, head.first):
        raise Busy("{folder} was replaced while it was checked", "check it again", folder=folder)


class _Checking:
    """One check. What may change meanwhile is looked at first: each thing only tells of earlier ones."""

    def __init__(self, folder: Path, head: Head, ledger: Ledger, progress: Progress) -> None:
        self._folder, self._head, self._ledger, self._progress = folder, head, ledger, progress
        self._images, self._found = imaged.opened_images(folder, head.store)
        self._names = entries(folder)
        self._sizes = segments(folder / "journal")
        mine = {number: size for number, size in self._sizes.items() if number >= head.first}
        self._scanner = Scanner(folder / "journal", head.first, first_chain(head.store), mine)
        documents = sum(name.endswith(".txt") and ".orig." not in name for name in self._names)
        self._done, self._all = 0, sum(mine.values()) + documents * _DOCUMENT
        self._damaged = False
        self._last: Line | None = None
        self._time = ""

    def findings(self) -> Iterator[Finding]:
        if self._head.format < FORMAT:
            yield Finding("old-format", "store.json", values={"format": self._head.format})
        for number in self._sizes:
            if number < self._head.first:
                yield Finding("leftover-segment", _name(number))
        yield from self._found
        yield from self._journal()
        yield from self._later_images()
        yield from check_links(self._ledger)
        yield from check_documents(self._folder, self._ledger, self._step)
        yield from check_surroundings(self._folder, self._names, self._strays())

    def _journal(self) -> Iterator[Finding]:
        yield from self._images_at(0)
        for number, piece in enumerate(self._scanner):
            if isinstance(piece, Flaw):
                yield from self._flaw(piece)
            else:
                yield from self._line(piece)
            if not number % 1000:
                self._read_so_far()
        self._read_so_far()

    def _flaw(self, flaw: Flaw) -> Iterator[Finding]:
        if flaw.kind == "unfinished" and self._is_finished(flaw):
            return
        self._damaged = self._damaged or flaw.kind not in ("unfinished", "after-seal")
        values = {"bytes": flaw.length}
        yield Finding(flaw.kind, _name(flaw.segment), flaw.offset, flaw.seq, values=values)

    def _line(self, line: Line) -> Iterator[Finding]:
        entry, file = line.entry, _name(line.segment)
        expected = self._ledger.seq + 1
        if not self._damaged and entry.seq != expected:
            self._damaged = True
            yield Finding("order", file, line.offset, entry.seq, values={"expected": expected})
        if entry.at < self._time:
            yield Finding("time", file, line.offset, entry.seq, values={"at": entry.at, "before": self._time})
        self._time = max(self._time, entry.at)
        if self._damaged:
            return
        yield from self._entry(entry, file, line.offset)
        self._last = line
        yield from self._images_at(entry.seq)

    def _entry(self, entry: Entry, file: str, offset: int) -> Iterator[Finding]:
        if not (0 <= entry.undoes < entry.seq and 0 <= entry.redoes < entry.seq):
            yield Finding("misfit", file, offset, entry.seq, values={"wrong": "undoes"})
        for op, wrong in self._ledger.take(entry):
            yield Finding("misfit", file, offset, entry.seq, op.id, {"wrong": wrong})

    def _images_at(self, seq: int) -> Iterator[Finding]:
        """Images are compared when the records are as they were then."""
        for opened in self._images:
            if opened.seq == seq:
                yield from imaged.check_whole(opened)
                yield from imaged.check_place(opened, self._last)
                yield from imaged.check_contents(opened, self._ledger)

    def _later_images(self) -> Iterator[Finding]:
        """Images of changes that the journal does not have, or not in order."""
        for opened in self._images:
            if opened.seq > self._ledger.seq:
                yield from imaged.check_whole(opened)
            if opened.seq > self._scanner.seq:
                change = self._scanner.seq
                yield Finding(
                    "ends-early", _name(self._scanner.segment), self._scanner.offset, change,
                    values={"image": opened.name, "known": opened.seq},
                )  # fmt: skip

    def _is_finished(self, flaw: Flaw) -> bool:
        """Whether somebody was just writing what looked unfinished."""
        with open_regular(path_of(self._folder / "journal", flaw.segment)) as file:
            file.seek(flaw.offset)
            rest = file.read(flaw.length + (1 << 20))
        line = rest[: rest.find(b"\n") + 1]
        return self._scanner.follows(line)

    def _strays(self) -> list[str]:
        """What does not belong there. Who was writing documents then is given the time to tell of them."""
        deadline = time.monotonic() + _PATIENCE
        while True:
            writing = is_held(self._folder / "lock")
            found = strays(self._folder, self._names, self._ledger, self._latest())
            if not found or not writing or time.monotonic() > deadline:
                return found
            time.sleep(0.01)

    def _latest(self) -> bytes:
        """What came to the journal since the check began."""
        number = max(self._sizes, default=0)
        if not number:
            return b""
        now = segments(self._folder / "journal")
        parts = []
        for later in (one for one in now if one >= number):
            with open_regular(path_of(self._folder / "journal", later)) as file:
                file.seek(self._sizes.get(later, 0))
                parts.append(file.read())
        return b"".join(parts)

    def _read_so_far(self) -> None:
        before = sum(size for number, size in self._scanner.sizes.items() if number < self._scanner.segment)
        self._done = before + self._scanner.offset
        self._progress(self._done, self._all)

    def _step(self) -> None:
        self._done = min(self._done + _DOCUMENT, self._all)
        self._progress(self._done, self._all)


def _name(segment: int) -> str:
    return f"journal/{path_of(Path(), segment).name}"
