"""Where the selections of a project stand in its texts as this program has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from content.messages import Message, counted, in_line
from content.model import Span
from content.offsets import Normalised, normalised
from store.exchange.refi.choosing import Chosen, Measured, choose
from store.exchange.refi.dialects import DIALECTS, Counted, Dialect
from store.exchange.refi.mending import Mending
from store.exchange.refi.model import Selection, Source
from store.exchange.refi.xml import ORIGIN

#: Sources told one by one that were read in another way than most.
TOLD = 5


class Placed(Struct):
    """A source's text in normal form, and where each selection stands in it.

    ``mended`` counts those that stand where their words are and not where they were said to be; ``outside``
    are those that stand nowhere."""

    source: Source
    text: str
    places: list[tuple[Selection, Span]] = field(default_factory=list)
    mended: int = 0
    outside: list[Selection] = field(default_factory=list)


def place_all(sources: Sequence[Source], origin: str) -> tuple[list[Placed], list[Message]]:
    """All sources with the one dialect that fits best, or another for a source that it does not fit; and how
    they were read, a line each.

    What this program wrote counts as the standard says, and its selections are taken as they are."""
    if origin == ORIGIN:
        placed = [_placed(source, DIALECTS[0], None) for source in sources]
        return placed, []
    measured = [Measured(source) for source in sources]
    chosen = choose(measured, origin)
    mending = Mending(sources)
    own = [one.own(chosen.dialect) for one in measured]
    placed = [_placed(one.source, dialect, mending) for one, dialect in zip(measured, own, strict=True)]
    return placed, list(_told(measured, own, chosen))


def _told(measured: Sequence[Measured], own: Sequence[Dialect], chosen: Chosen) -> Iterator[Message]:
    if any(one.start >= 0 for each in measured for one in each.source.selections):
        yield chosen.told()
    others = [
        Message(
            "positions in “{name}” were read as {dialect}",
            name=in_line(one.source.name),
            dialect=dialect.told(),
        )
        for one, dialect in zip(measured, own, strict=True)
        if dialect != one.same(chosen.dialect)
    ]
    yield from others[:TOLD]
    if len(others) > TOLD:
        yield counted(
            "positions in {count} more source were read otherwise than in most",
            "positions in {count} more sources were read otherwise than in most",
            len(others) - TOLD,
        )


def _placed(source: Source, dialect: Dialect, mending: Mending | None) -> Placed:
    """Without ``mending`` all is taken as it is; else line ends are also taken off the ends of selections,
    for some programs select whole lines."""
    positions, normal = Counted(source.text, dialect), normalised(source.text)
    stated = [positions.span(selection) for selection in source.selections]
    sure = mending.sure(source, stated) if mending else stated
    placed = Placed(source, normal.text)
    for selection, before, span in zip(source.selections, stated, sure, strict=True):
        placed.mended += span != before and selection.start >= 0
        found = normal.span(*span) if span else None
        if found is None:
            placed.outside.append(selection)
        else:
            placed.places.append((selection, _bare(normal, found) if mending else found))
    return placed


def _bare(normal: Normalised, span: Span) -> Span:
    """The span without line ends at its ends, unless there is nothing else in it."""
    words = normal.text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip("\n"))
    end = span.end - len(words) + len(words.rstrip("\n"))
    return Span(start, end) if start < end else span
