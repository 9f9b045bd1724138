"""What reviewers are offered to choose from, and what they answer."""

from __future__ import annotations

from msgspec import Struct


class Choice(Struct, frozen=True):
    """One line of a picker. ``key`` chooses it at once while nothing is typed; ``detail`` is shown beside,
    ``help`` below the list while it is highlighted. It is found by its label and by all its ``names``."""

    id: str
    label: str
    detail: str = ""
    key: str = ""
    help: str = ""
    names: tuple[str, ...] = ()


class Picked(Struct, frozen=True):
    """What came out of a picker: an offered choice's id, or the typed text where creating is allowed."""

    id: str
    new: bool = False


class Settled(Struct, frozen=True):
    """A lead's final answer and the reason for it."""

    answer: str
    reason: str
