"""Sequences whose members are made when they are looked at."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Generic, TypeVar, overload

T = TypeVar("T")


class Unmade(Sequence[T], Generic[T]):
    """Subclasses say how many there are, and make one."""

    @abstractmethod
    def make(self, at: int) -> T:
        """The member at a place from 0 on, which there is."""

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> list[T]: ...
    def __getitem__(self, index: int | slice) -> T | list[T]:
        places = range(len(self))[index]
        return self.make(places) if isinstance(places, int) else [self.make(at) for at in places]
