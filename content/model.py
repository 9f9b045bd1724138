"""The values that are read out of documents: frozen, without store or screen.

Offsets count Unicode code points of a version's normalised text; ends are exclusive.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from content.messages import Message

RegionKind = Literal["title", "body", "list", "teaser", "letterhead", "boilerplate"]
#: How far a commitment has come.
Stage = Literal["announced", "planned", "decided", "agreed", "financed", "done"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]

#: Regions that neither date a document nor give events, demands or evidence.
SILENT_REGIONS: frozenset[RegionKind] = frozenset({"teaser", "letterhead", "boilerplate"})


class Span(Struct, frozen=True):
    """A stretch of one version: code points, end exclusive."""

    start: int
    end: int


class Region(Struct, frozen=True):
    """A stretch of a version that plays one part. Regions are sorted and never overlap."""

    kind: RegionKind
    start: int
    end: int


class Passage(Struct, frozen=True):
    """One or more spans of one version with enough context to find them again.

    ``quote`` joins the spans with one space each; ``prefix`` and ``suffix`` are up to 32 code
    points before the first and after the last span.
    """

    spans: tuple[Span, ...]
    quote: str
    prefix: str
    suffix: str


class Reading(Struct, frozen=True):
    """What a reader made of one file: the normalised text and what it says about itself.

    ``date`` is an ISO day or None while nothing in the file dates it; every ``*_reason`` is a short
    English phrase naming where the value was found ("dateline", "html meta article:published_time").
    ``warnings`` are whole sentences: what was left out or guessed.
    """

    text: str
    regions: tuple[Region, ...]
    format: str
    title: str
    title_reason: str
    date: str | None = None
    date_reason: str = ""
    publisher: str = ""
    publisher_reason: str = ""
    kind: str = ""
    warnings: tuple[Message, ...] = ()


class DateMention(Struct, frozen=True):
    """One temporal expression: TIMEX3 type and value, and the EDTF value of its event.

    The two ends of a range are two mentions with one ``event`` number and the same ``edtf``.
    ``edtf`` is None where a timeline cannot place the expression (durations, sets, PRESENT_REF).
    ``rule`` names the grammar rule; ``reference`` is the ISO day a relative expression was resolved
    against, None for absolute ones.
    """

    start: int
    end: int
    text: str
    type: TimexType
    value: str
    event: int
    edtf: str | None
    rule: str
    reference: str | None
    region: RegionKind


class EventMention(Struct, frozen=True):
    """Something dated, ready for the timeline: the mentions that share one event number.

    ``spans`` are the mentions' own spans, ``label`` a readable line from their sentence. ``also`` are
    the mentions elsewhere in the text that tell the same event again.
    """

    spans: tuple[Span, ...]
    text: str
    label: str
    edtf: str
    rule: str
    reference: str | None
    also: tuple[Span, ...] = ()


class CommitmentMention(Struct, frozen=True):
    """A passage in which somebody who can act announces, plans, decides, agrees or finances a measure.

    ``start``/``end`` bound all ``spans``; ``text`` is the passage in one line. ``actor`` is who commits,
    None where the passage names nobody. ``rule`` names the reading rule.
    """

    start: int
    end: int
    spans: tuple[Span, ...]
    text: str
    actor: str | None
    stage: Stage
    region: RegionKind
    rule: str


class DemandMention(Struct, frozen=True):
    """A passage in which somebody asks something of an addressee.

    ``start``/``end`` bound all ``spans``; ``text`` is the demand in one line. ``topic`` is the
    heading it stands under. ``restates`` is the index (in the same result) of the demand that this
    one says again, None for a demand of its own.
    """

    start: int
    end: int
    spans: tuple[Span, ...]
    text: str
    addressee: str | None
    topic: str
    region: RegionKind
    rule: str
    restates: int | None


class Sheet(Struct, frozen=True):
    """A table's rows as (number as a person counts them, cells); rows without a word are left out.

    ``merged`` are cells of a column, counted from 0, that were made one: (column, first row, last row)."""

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    hidden: bool = False
    merged: tuple[tuple[int, int, int], ...] = ()
