"""A REFI-QDA project as it was read, before anything in it is looked for in a review."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct, field

from content.messages import Message
from store.exchange.refi.codes import Code


class Coding(NamedTuple):
    """The uids of a code and of who gave it ("" where that is not said)."""

    code: str
    user: str


class Selection(Struct):
    """A stretch of a text; positions count as the program that wrote them does, and are -1 where only the
    words are known. GUIDs are uids here."""

    uid: str
    name: str
    start: int
    end: int
    user: str
    at: str
    codings: list[Coding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    comment: str = ""


class Source(Struct):
    """A text, also of a note. ``text`` is as the file has it, without a byte-order mark (``marked``).

    One that ``drifts`` was made from a formatted text, so that positions may be some letters off. A ``memo``
    was a note on nothing in particular."""

    uid: str
    name: str
    text: str
    marked: bool
    user: str
    at: str
    comment: str = ""
    selections: list[Selection] = field(default_factory=list)
    codings: list[Coding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    memo: bool = False
    drifts: bool = False


class Case(Struct):
    """``about`` are the uids of the sources and selections that belong to it."""

    uid: str
    values: dict[str, str]
    codes: list[str]
    name: str = ""
    comment: str = ""
    about: list[str] = field(default_factory=list)


class Project(Struct):
    """``users`` are names by uid; ``goes_on`` leads from one stretch of a passage to the next."""

    name: str
    origin: str
    users: dict[str, str] = field(default_factory=dict)
    codes: list[Code] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    notes: list[Source] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    goes_on: dict[str, str] = field(default_factory=dict)
    losses: list[Message] = field(default_factory=list)
