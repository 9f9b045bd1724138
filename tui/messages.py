"""Facts that travel up to the app. Background work posts these and touches nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from store.model import Entry
from store.view import View

if TYPE_CHECKING:
    from store.presence import Here


class StoreChanged(Message):
    """The store has moved on. ``others`` are the transactions that other people's sessions made."""

    def __init__(self, view: View, others: tuple[Entry, ...]) -> None:
        super().__init__()
        self.view = view
        self.others = others


class Company(Message):
    """Somebody came, went, or is elsewhere now: the other sessions."""

    def __init__(self, here: tuple[Here, ...]) -> None:
        super().__init__()
        self.here = here


class StoreTrouble(Message):
    """The store could not be read while looking for others' changes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
