"""The project's own words for the same thing, beside those the program brings: its file ``synonyms.tsv``.

People may edit it by hand (see ``content.search.synonyms``); what is written here is a line a group, its
words parted by tabs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from content.search.synonyms import SHIPPED_FILE, Synonyms, groups_of, shipped
from store.engine import Engine
from store.errors import NotFound, Refused

if TYPE_CHECKING:
    from store.changes.work import Work
    from store.review import Review

FILE = "synonyms.tsv"
_NEEDS = "reviewer"
_PARTS = "\t\n\r;#="
#: Bytes of the file that count, and letters of a word; nobody keeps so many.
MOST, _LONGEST = 256 << 10, 200
Group = tuple[str, ...]


def own_text(engine: Engine) -> str:
    """What the project's file says, as far as it counts (see ``check_own``); "" without one."""
    data = _own(engine)
    if b"\0" in data:
        return ""
    return data[: MOST if len(data) <= MOST else data.rfind(b"\n", 0, MOST) + 1].decode(
        "utf-8-sig", "replace"
    )


def check_own(engine: Engine) -> None:
    """Refused for a file of which not all counts."""
    data = _own(engine)
    if len(data) > MOST:
        raise Refused(
            "{file} is larger than {most} KB: what is beyond does not count",
            "Shorten it.",
            file=FILE,
            most=MOST >> 10,
        )
    if b"\0" in data:
        raise Refused("{file} is no text in UTF-8", "Save it as UTF-8.", file=FILE)


def _own(engine: Engine) -> bytes:
    try:
        return engine.read_file(FILE)
    except (NotFound, Refused):
        return b""


def synonyms_with(own: str) -> Synonyms:
    """The program's list with a project's."""
    return Synonyms.read(SHIPPED_FILE.read_text("utf-8"), own) if own.strip() else shipped()


def own_groups(engine: Engine) -> list[Group]:
    return groups_of(own_text(engine))


def shipped_groups() -> list[Group]:
    """What the program brings."""
    return groups_of(SHIPPED_FILE.read_text("utf-8"))


def parted(typed: str) -> Group:
    """The words of a group that somebody typed with "=" or ";" between them."""
    return tuple(word for part in re.split("[=;\t]", typed) if (word := " ".join(part.split())))


def add_group(review: Review, words: Sequence[str], instead: Group = ()) -> Group:
    """Makes words mean the same in this project's searches, in the place of a group of its own if one is
    given. Refused, NotFound (somebody else has just changed that group), Forbidden, Busy."""
    review.check("synonyms.add", "reviewer")
    group = tuple(dict.fromkeys(" ".join(word.split()) for word in words))
    for word in group:
        if not _is_word(word):
            raise Refused(
                "“{word}” cannot be a synonym",
                "Give words or short phrases without tabs, semicolons, # and =.",
                word=word,
            )
    if len(group) < 2:
        raise Refused("a group of synonyms needs at least two words")

    def added(lines: list[str]) -> list[str]:
        if instead:
            place = _line_of(lines, instead)
            return [*lines[:place], "\t".join(group), *lines[place + 1 :]]
        there = {frozenset(map(str.casefold, one)) for line in lines for one in groups_of(line)}
        same = frozenset(map(str.casefold, group)) in there
        return lines if same else [*lines, "\t".join(group)]

    _rewrite(review, "synonyms.add", added)
    return group


def _is_word(word: str) -> bool:
    parting = any(sign in _PARTS for sign in word) or not word.isprintable()
    return any(map(str.isalnum, word)) and not parting and len(word) <= _LONGEST


def remove_words(review: Review, words: Sequence[str]) -> None:
    """Takes words out of every group of the project's; a group of one is none. NotFound, Forbidden, Busy."""
    gone = {" ".join(word.split()).casefold() for word in words}

    def removed(lines: list[str]) -> list[str]:
        kept = [_without(line, gone) for line in lines]
        if kept == lines:
            raise NotFound("{names}: the project has no such synonym", names=tuple(words))
        return [line for line in kept if line is not None]

    _rewrite(review, "synonyms.remove", removed)


def remove_group(review: Review, group: Group) -> None:
    """Takes a group of the project's away. NotFound if it is there no more, Forbidden, Busy."""

    def removed(lines: list[str]) -> list[str]:
        place = _line_of(lines, group)
        return [*lines[:place], *lines[place + 1 :]]

    _rewrite(review, "synonyms.remove", removed)


def _line_of(lines: list[str], group: Group) -> int:
    for place, line in enumerate(lines):
        if group in groups_of(line):
            return place
    raise NotFound("{names}: somebody else has just changed that", names=" = ".join(group))


def _without(line: str, gone: set[str]) -> str | None:
    """The line without these words; None if no group is left of it."""
    for group in groups_of(line):
        left = [word for word in group if word.casefold() not in gone]
        if len(left) < len(group):
            return "\t".join(left) if len(left) > 1 else None
    return line


def _rewrite(review: Review, do: str, change: Callable[[list[str]], list[str]]) -> None:
    def work(_at: Work) -> None:
        check_own(review.engine)
        lines = own_text(review.engine).splitlines()
        changed = change(list(lines))
        if changed != lines:
            review.engine.put_file(FILE, "".join(f"{line}\n" for line in changed).encode())

    review.transact(do, _NEEDS, work)
