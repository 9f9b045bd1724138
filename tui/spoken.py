"""The words of an export, in the language spoken now: what ``store.exchange`` asks for."""

from __future__ import annotations

from tui import formatting, wording
from tui.locale import gettext
from tui.locale import language as spoken_now


class Spoken:
    """A ``store.exchange.words.Words`` over the interface's own words and forms."""

    @property
    def language(self) -> str:
        return spoken_now()

    def say(self, message: str) -> str:
        return gettext(message)

    def value(self, kind: str, value: str | None) -> str:
        return wording.word(kind, value)

    def day(self, iso: str | None) -> str:
        return formatting.day(iso)

    def dates(self, edtf: str | None) -> str:
        return formatting.edtf_long(edtf)

    def number(self, count: int) -> str:
        return formatting.number(count)

    def decimal(self, value: float, places: int) -> str:
        return formatting.decimal(value, places)
