"""Values that are dear to make, kept from one moment to the next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class Kept:
    """Values by name, each made again only when what it was made of is another."""

    def __init__(self) -> None:
        self._known: dict[Any, tuple[tuple[object, ...], Any]] = {}

    def get(self, name: Any, made_of: tuple[object, ...], make: Callable[[], Any]) -> Any:
        known = self._known.get(name)
        if known is not None and known[0] == made_of:
            return known[1]
        value = make()
        self._known[name] = (made_of, value)
        return value
