"""Documents read in a process of their own, which a hostile file may exhaust or crash without harm.

One process serves all files of a session: started when it is first needed, and again after a file that ended
it. It ends with its parent, however that ends.
"""

from __future__ import annotations

import re
from typing import Literal, TypeVar

from msgspec import Struct

from content.apart.asking import Ask, Findings
from content.apart.worker import Worker
from content.formats import check_size
from content.formats.blocks import Unreadable
from content.messages import Message
from content.model import CommitmentMention, DateMention, DemandMention, Reading, Region, Sheet

__all__ = [
    "READING",
    "Findings",
    "Found",
    "allowed",
    "commitments_apart",
    "dates_apart",
    "demands_apart",
    "find_apart",
    "read_apart",
    "reading_apart",
    "sheets_apart",
    "work_apart",
]

T = TypeVar("T")
_HALVES = re.compile("[\ud800-\udfff]")
#: Seconds of processor time for reading a file: so many, and so many more for each MB.
READING = (4.0, 1.0)
#: The same for the search for dates and demands, by million letters: twice what a text full of them needs.
FINDING = (2.5, 1.2)
#: The same for the search for commitments.
PROMISING = (2.5, 30.0)
#: Longer texts (some 1,200 pages) get no suggestions: nobody goes through them one by one.
MOST_LETTERS = 3_000_000
_TOO_LONG = Message("No dates and demands are suggested: the text has more than 3 million letters.")
_TOO_SLOW = Message("No dates and demands are suggested: looking for them in this text took too long.")


class Found(Struct, frozen=True):
    """A file's reading, and the events and demands of its text."""

    reading: Reading
    findings: Findings


def read_apart(data: bytes, name: str, format: str | None = None, date: str | None = None) -> Found:  # noqa: A002
    """As ``reading_apart``, with what the text suggests; relative dates count from ``date``, else from the
    document's own. Where only the search for them takes too long, ``findings.missing`` says so."""
    reading = reading_apart(data, name, format)
    return Found(reading, find_apart(reading.text, date or reading.date, reading.regions))


def reading_apart(data: bytes, name: str, format: str | None = None) -> Reading:  # noqa: A002
    """As ``content.formats.read_bytes``. Raises Unreadable, also for what takes too much time or memory."""
    check_size(len(data))
    ask = Ask(allowed(READING, len(data)), name.encode("utf-8", "replace").decode(), format)
    return _WORKER.answer(ask, data, Reading)


def sheets_apart(data: bytes) -> tuple[Sheet, ...]:
    """As ``content.formats.sheet.read_sheets``. Raises Unreadable, also for too much time or memory."""
    return work_apart("content.formats.sheet:read_sheets", data, tuple[Sheet, ...])


def work_apart(work: str, data: bytes, kind: type[T], size: int = 0, more: int = 0) -> T:
    """What the function ``work`` ("module:name") makes of the bytes, for files that are no documents. It may
    take the time for ``size`` bytes, and ``more`` bytes of memory than a document. Raises Unreadable, as that
    function does, and for too much of either."""
    ask = Ask(allowed(READING, max(len(data), size)), work=work)
    if not more:
        return _WORKER.answer(ask, data, kind)
    worker = Worker(more)
    try:
        return worker.answer(ask, data, kind)
    finally:
        worker.end()


def find_apart(text: str, date: str | None, regions: tuple[Region, ...]) -> Findings:
    """The events and demands of a text; relative dates count from ``date``."""
    if len(text) > MOST_LETTERS:
        return Findings(missing=_TOO_LONG)
    ask = Ask(allowed(FINDING, len(text)), date=date, regions=regions)
    try:
        return _WORKER.answer(ask, text.encode("utf-8"), Findings)
    except Unreadable:
        return Findings(missing=_TOO_SLOW)


def dates_apart(
    text: str,
    date: str | None,
    style: Literal["news", "narrative"] = "news",
    regions: tuple[Region, ...] | None = None,
) -> tuple[DateMention, ...]:
    """As ``content.dates.find_dates``; without ``regions`` in those that the text has. Raises Unreadable for
    what takes too much time or memory."""
    ask = Ask(allowed(FINDING, len(text)), finds="dates", date=date, style=style, regions=regions)
    return _found(ask, text, tuple[DateMention, ...])


def demands_apart(text: str, regions: tuple[Region, ...] | None = None) -> tuple[DemandMention, ...]:
    """As ``content.demands.find_demands``, and as ``dates_apart``."""
    ask = Ask(allowed(FINDING, len(text)), finds="demands", regions=regions)
    return _found(ask, text, tuple[DemandMention, ...])


def commitments_apart(text: str, regions: tuple[Region, ...] | None = None) -> tuple[CommitmentMention, ...]:
    """As ``content.commitments.find_commitments``, and as ``dates_apart``."""
    ask = Ask(allowed(PROMISING, len(text)), finds="commitments", regions=regions)
    return _found(ask, text, tuple[CommitmentMention, ...])


def _found(ask: Ask, text: str, kind: type[T]) -> T:
    if len(text) > MOST_LETTERS:
        raise Unreadable("has more than 3 million letters", "split it into parts")
    # Halves of characters have no bytes; offsets stay as they are.
    return _WORKER.answer(ask, _HALVES.sub("\ufffd", text).encode("utf-8"), kind)


def allowed(rate: tuple[float, float], size: int) -> float:
    """Seconds of processor time for so many bytes or letters."""
    return rate[0] + rate[1] * size / 1e6


_WORKER = Worker()
