"""Files of other tools, read where they can do no harm: in the limited process that reads documents."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from content.apart import work_apart
from content.formats.archive import Archive
from content.formats.blocks import Unreadable
from store.errors import Refused
from store.exchange.bundle.reading import MOST_BYTES, MOST_PARTS

if TYPE_CHECKING:
    from content.messages import Message
    from store.exchange.annotations.model import Annotation
    from store.exchange.refi.codes import Code
    from store.exchange.refi.model import Project

T = TypeVar("T")
#: Bytes of memory that a byte of a large file comes to: trees of XML (a project's largest source), objects of
#: JSON.
FOLDS = {"project": 6, "codes": 12, "annotated": 8, "bundle": 4}
#: Bytes of records in an archive that count; what has more must do with that.
MOST_RECORDS = 256 << 20
#: What is read of an archive, by the ends of its parts' names.
UNPACKED = {"project": (".qde",), "bundle": (".json", ".jsonl")}


def read_in(what: str, data: bytes, kind: type[T]) -> T:
    """What the function of this module called ``what`` makes of the bytes. Refused as it refuses, and for
    what takes too much time or memory."""
    size = _size(data, what)
    more = len(data) + FOLDS[what] * size
    try:
        return work_apart(f"{__name__}:{what}", data, kind, size, more)
    except Unreadable as error:
        raise Refused(error.reason, error.advice) from None


def _size(data: bytes, what: str) -> int:
    """Bytes of records that a file unpacks to, as it claims."""
    if what not in UNPACKED:
        return len(data)
    try:
        archive = Archive(data, MOST_PARTS, MOST_BYTES)
    except Unreadable as error:
        raise Refused(error.reason, error.advice) from None
    names = (name for name in archive.names() if name.lower().endswith(UNPACKED[what]))
    return min(sum(map(archive.size, names)), MOST_RECORDS)


def project(data: bytes) -> Project:
    from store.exchange.refi.package import Package
    from store.exchange.refi.reading import read_project

    with _carried():
        return read_project(Package(data))


def codes(data: bytes) -> tuple[list[Code], list[Message]]:
    from store.exchange.refi.codebook import read_codebook

    with _carried():
        return read_codebook(data)


def annotated(data: bytes) -> tuple[list[Annotation], int]:
    from store.exchange.annotations.reading import read

    with _carried():
        return read(data)


def bundle(data: bytes) -> None:
    """Whether it can be read at all within the limits."""
    from store.exchange.bundle.reading import Bundle

    with _carried():
        Bundle(data)


@contextmanager
def _carried() -> Iterator[None]:
    """What the store refuses, as the process can say it."""
    try:
        yield
    except Refused as error:
        raise Unreadable(error.message, error.advice) from None
