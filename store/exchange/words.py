"""The words of exports for people. Whoever asks for an export gives them; this package knows no catalogue.

Messages are English and marked where they stand: ``say("Open points")`` where they are said, ``N_("demand")``
where they are declared. ``tui.locale.update`` collects both.
"""

from __future__ import annotations

from typing import Protocol


class Words(Protocol):
    """One language. ``say`` and ``value`` give back what they have no word for."""

    @property
    def language(self) -> str:
        """ "de" or "en"."""

    def say(self, message: str) -> str:
        """A marked message in this language, fields like ``{count}`` still open."""

    def value(self, kind: str, value: str | None) -> str:
        """The word for one of a fixed set of values, such as ("answer", "met"); "" for None."""

    def day(self, iso: str | None) -> str:
        """An ISO day as people write it."""

    def dates(self, edtf: str | None) -> str:
        """An EDTF value as people write it."""

    def number(self, count: int) -> str: ...

    def decimal(self, value: float, places: int) -> str: ...


class Bare:
    """The messages and values as they are: for scripts, and where no language was asked for."""

    language = "en"

    def say(self, message: str) -> str:
        return message

    def value(self, kind: str, value: str | None) -> str:
        return value or ""

    def day(self, iso: str | None) -> str:
        return iso or ""

    def dates(self, edtf: str | None) -> str:
        return edtf or ""

    def number(self, count: int) -> str:
        return str(count)

    def decimal(self, value: float, places: int) -> str:
        return f"{value:.{places}f}"


BARE: Words = Bare()


def N_(message: str) -> str:
    """Marks a message that is said later."""
    return message
