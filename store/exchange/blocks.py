"""What a report is made of, however it is written: headings, paragraphs, quotations, tables, a timeline."""

from __future__ import annotations

from datetime import date

from msgspec import Struct


class Heading(Struct, frozen=True):
    """``level`` is 2 for a part of the report and 3 for what is in it."""

    level: int
    text: str


class Paragraph(Struct, frozen=True):
    text: str


class Quote(Struct, frozen=True):
    """The words of a passage, where they stand, and what they are worth."""

    text: str
    source: str
    worth: str


class Facts(Struct, frozen=True):
    """Names and values, in order."""

    pairs: tuple[tuple[str, str], ...]


class Items(Struct, frozen=True):
    texts: tuple[str, ...]


class Table(Struct, frozen=True):
    """The first cell of a row names it."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Bar(Struct, frozen=True):
    """An event on the timeline; None is an open end. ``dates`` says in words when it is."""

    label: str
    dates: str
    first: date | None
    last: date | None


class Timeline(Struct, frozen=True):
    """Events in time, each with a day at least. ``about`` says in words what is drawn."""

    title: str
    about: str
    bars: tuple[Bar, ...]


Block = Heading | Paragraph | Quote | Facts | Items | Table | Timeline


class Report(Struct, frozen=True):
    """``at`` is the time of the last change in it (UTC, ISO 8601)."""

    title: str
    subtitle: str
    language: str
    contents: str
    at: str
    blocks: tuple[Block, ...]
