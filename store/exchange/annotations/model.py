"""Annotations as they were read, of either form."""

from __future__ import annotations

from msgspec import Struct, field

from content.messages import Message, quoted

Spans = tuple[tuple[int, int], ...]


class Place(Struct):
    """What an annotation is about: ``names`` are all the names its document goes by (addresses, uids,
    checksums, titles), the quote with its context, and positions of an unknown count; -1 for none.
    ``record`` is the uid of another record or annotation, where it is about such a one."""

    names: list[str] = field(default_factory=list)
    record: str = ""
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = -1
    end: int = -1
    spans: Spans = ()


class Annotation(Struct):
    """``uid`` is "" for an id that is no UUID; ``key`` is the id as it stands, which replies name.

    ``above`` are the keys of what a reply stands below, from the first one down; ``reply_to`` is the last of
    them that is in the file."""

    key: str
    uid: str
    by: str
    at: str
    text: str = ""
    tags: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    reply_to: str = ""
    above: list[str] = field(default_factory=list)
    private: bool = False
    resolved: bool = False
    demand: str = ""
    demand_text: str = ""
    stance: str = ""
    state: str = "confirmed"
    grades: list[tuple[str, str]] = field(default_factory=list)

    @property
    def shown(self) -> Message:
        """What to call it in a message."""
        words = self.text or ", ".join(self.tags) or self.demand_text or self.key
        return quoted(words if len(words) <= 40 else words[:39] + "…")
