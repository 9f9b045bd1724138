"""The codebook as a tree, with what carries each tag, and what a change of it would touch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from store.changes import EditTag
from store.codebook.tagged import carriers
from store.model import TABLE_OF_LETTER
from store.rows import TagRow
from store.tag_order import BETWEEN, placed
from store.view import View


class Node(Struct, frozen=True):
    """A tag, or (``tag`` None) a name that only stands above some. ``ids`` are the tags of this name and of
    those below; ``uses`` counts the records that carry the tag itself, ``total`` those that carry any."""

    name: str
    depth: int
    tag: TagRow | None
    ids: tuple[str, ...]
    uses: int
    total: int


def tree(view: View) -> tuple[Node, ...]:
    """All names by level and letter, each before those below it."""
    tags = {tag.name: tag for tag in view.tags}
    carried = {tag.id: {record["id"] for record in carriers(view.lookup, tag.id)} for tag in view.tags}
    under: dict[str, list[str]] = {}
    for name, tag in tags.items():
        for above in lineage(name):
            under.setdefault(above, []).append(tag.id)
    return tuple(
        Node(
            name,
            name.count(BETWEEN),
            tags.get(name),
            tuple(under[name]),
            len(carried[tags[name].id]) if name in tags else 0,
            len(set().union(*(carried[tag] for tag in under[name]))),
        )
        for name in sorted(under, key=placed)
    )


def lineage(name: str) -> Iterator[str]:
    """A name and those above it: "a/b", "a"."""
    while name:
        yield name
        name = name.rpartition(BETWEEN)[0]


def touched(view: View, tags: Iterable[str]) -> dict[str, int]:
    """How many records of which table carry any of these tags, as far as I see it; none is left out."""
    found = {record["id"] for tag in tags for record in carriers(view.lookup, tag)}
    counts: dict[str, int] = {}
    for record in found:
        table = TABLE_OF_LETTER[record[0]]
        counts[table] = counts.get(table, 0) + 1
    return counts


def renaming(view: View, name: str, new: str) -> list[EditTag]:
    """The changes that give what is at ``name`` and below it the name ``new``: itself where it is a tag, else
    the uppermost tags below it. Where there is such a tag already, the two become one."""
    names = {tag.name: tag.id for tag in view.tags}
    below = sorted(one for one in names if one == name or one.startswith(name + BETWEEN))
    tops = [one for one in below if not any(above in below for above in list(lineage(one))[1:])]
    return [EditTag(names[one], name=new + one[len(name) :]) for one in tops]


def joined(view: View, name: str, new: str) -> tuple[str, ...]:
    """The tags with which some at ``name`` or below it would become one, if it were called ``new``."""
    folded = {tag.name.casefold(): tag.name for tag in view.tags}
    moved = [tag.name for tag in view.tags if name in lineage(tag.name)]
    there = (folded.get((new + one[len(name) :]).casefold()) for one in moved)
    return tuple(sorted({one for one in there if one is not None and one not in moved}, key=placed))
