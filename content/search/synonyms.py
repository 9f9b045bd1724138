"""Words that stand for one another, as data a team can extend.

A file has a line a group, in UTF-8: its words separated by tabs, semicolons or " = ". What follows # is a
comment. A member may be several words ("Künstliche Intelligenz"). All members of a group mean the same; a
word may be in several groups, and groups are never joined by what they share.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from content.search.analysis import known_words

SHIPPED_FILE = Path(__file__).with_name("synonyms.tsv")
_BETWEEN = re.compile(r"\t|;| = ")

Member = tuple[str, ...]


class Synonyms:
    """Groups of words and phrases, found by their stems."""

    def __init__(self, groups: Iterable[tuple[str, ...]]) -> None:
        self._groups: list[tuple[Member, ...]] = []
        self._by_first: dict[str, list[tuple[Member, int]]] = {}
        self._parts: dict[str, tuple[str, ...]] = {}
        for group in groups:
            self._add(tuple(dict.fromkeys(stems for member in group if (stems := self._stems(member)))))

    @classmethod
    def read(cls, *texts: str) -> Synonyms:
        """The groups of one or more files' texts; lines with fewer than two members say nothing."""
        return cls(group for text in texts for group in groups_of(text))

    def _add(self, group: tuple[Member, ...]) -> None:
        if len(group) < 2:
            return
        self._groups.append(group)
        for member in group:
            self._by_first.setdefault(member[0], []).append((member, len(self._groups) - 1))

    def _stems(self, member: str) -> Member:
        known = [one for one in known_words(member) if one.stem]
        self._parts.update((one.stem, one.parts) for one in known if one.parts)
        return tuple(one.stem for one in known)

    def parts(self, member: Member) -> tuple[str, ...]:
        """The stems of a member's parts if it is one compound."""
        return self._parts.get(member[0], ()) if len(member) == 1 else ()

    def among(self, stems: list[str]) -> list[Member]:
        """What the members that stand among these stems also are called, each once, without themselves."""
        found: dict[Member, None] = {}
        said: set[Member] = set()
        for at, stem in enumerate(stems):
            for member, group in self._by_first.get(stem, ()):
                if tuple(stems[at : at + len(member)]) == member:
                    said.add(member)
                    found.update(dict.fromkeys(self._groups[group]))
        return [member for member in found if member not in said]


def groups_of(text: str) -> list[tuple[str, ...]]:
    """The groups a file's text holds, as written."""
    lines = (line.partition("#")[0] for line in text.splitlines())
    groups = (tuple(part.strip() for part in _BETWEEN.split(line) if part.strip()) for line in lines)
    return [group for group in groups if len(group) > 1]


@lru_cache(maxsize=1)
def shipped() -> Synonyms:
    """The list that comes with the program."""
    return Synonyms.read(SHIPPED_FILE.read_text("utf-8"))
