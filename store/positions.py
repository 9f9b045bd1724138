"""Places in a journal."""

from __future__ import annotations

from msgspec import Struct


class Position(Struct, frozen=True):
    """A place between two lines: after transaction ``seq``, whose checksum is ``chain``."""

    seq: int
    chain: int
    segment: int = 1
    offset: int = 0


class Ticket(Struct, frozen=True):
    """What ``sync`` needs to make the journal durable up to transaction ``seq``: a descriptor of its own, so
    that the journal may go on, or be closed, meanwhile."""

    seq: int
    fd: int
