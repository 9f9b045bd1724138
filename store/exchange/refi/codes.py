"""Codes and tags: a tree of names there, names with slashes here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree
from msgspec import Struct, field

from content.messages import Message, counted, in_line
from store.changes.wording import LINE
from store.errors import Refused
from store.exchange.refi.colours import as_hex
from store.exchange.refi.xml import children, guid, holds, local, made_guid, safe, sub, uid_of, words
from store.model import Record
from store.tag_order import BETWEEN, placed

#: What a slash inside a code's own name becomes, for a slash parts levels here.
SLASH = "\u2215"
#: Nobody codes with more; a file that has more is a mistake, or an attack.
MOST = 20_000


class Code(NamedTuple):
    """A code as it was read: ``name`` with all levels. ``level`` says that it only stood for a level."""

    uid: str
    name: str
    colour: str | None
    description: str
    notes: tuple[str, ...]
    codable: bool

    @property
    def level(self) -> bool:
        return not self.codable and self.uid == level_guid(self.name).lower()


class _Node(Struct):
    tag: Record | None = None
    below: dict[str, _Node] = field(default_factory=dict)


def level_guid(name: str) -> str:
    """The GUID of a level that is no tag itself."""
    return made_guid("level", name)


def write_codes(parent: etree._Element, tags: Iterable[Record]) -> None:
    """``Codes`` with all tags, by name; the schema wants one at least."""
    top = _Node()
    for tag in sorted(tags, key=lambda tag: placed(tag["name"])):
        node = top
        for level in tag["name"].split(BETWEEN):
            node = node.below.setdefault(level, _Node())
        node.tag = tag
    _write(sub(parent, "Codes"), top, "")


def _write(parent: etree._Element, node: _Node, above: str) -> None:
    for level, lower in node.below.items():
        name, tag = above + level, lower.tag
        code = sub(
            parent,
            "Code",
            guid=guid(tag["uid"]) if tag else level_guid(name),
            name=level,
            isCodable="true" if tag else "false",
            color=as_hex(tag["colour"]) if tag else None,
        )
        if tag and tag["description"]:
            sub(code, "Description", tag["description"])
        _write(code, lower, name + BETWEEN)


def code_losses(tags: list[Record]) -> Iterator[Message]:
    """What codes cannot hold of tags."""
    if keys := [tag["name"] for tag in tags if tag["hotkey"]]:
        yield counted(
            "the hotkey of {count} tag: {names}",
            "hotkeys of {count} tags: {names}",
            len(keys),
            names=tuple(keys),
        )
    if odd := [tag["name"] for tag in tags if tag["colour"] and not as_hex(tag["colour"])]:
        yield counted(
            "a colour that cannot be told in red, green and blue, of {count} tag: {names}",
            "colours that cannot be told in red, green and blue, of {count} tags: {names}",
            len(odd),
            names=tuple(odd),
        )
    if marred := [tag for tag in tags if not holds(tag["name"] + (tag["description"] or ""))]:
        yield counted(
            "control characters in {count} tag: {names}",
            "control characters in {count} tags: {names}",
            len(marred),
            names=tuple(safe(tag["name"]) for tag in marred),
        )


def read_codes(parent: etree._Element | None) -> list[Code]:
    """All codes below ``Codes``, each before those under it. Refused for more than anybody has."""
    found: list[Code] = []
    waiting = [(node, "") for node in reversed(list(children(parent, "Code")))]
    while waiting:
        if len(found) == MOST:
            raise Refused("has more than {most:,} codes", "Leave out those that nobody uses.", most=MOST)
        node, above = waiting.pop()
        name = above + _level(node.get("name") or "")
        found.append(
            Code(
                uid_of(node.get("guid")),
                name,
                as_hex(node.get("color")),
                words(node, "Description"),
                tuple(uid_of(ref.get("targetGUID")) for ref in children(node, "NoteRef")),
                (node.get("isCodable") or "true").strip() in ("true", "1"),
            )
        )
        below = reversed([inner for inner in node if local(inner) == "Code"])
        waiting += [(inner, name + BETWEEN) for inner in below]
    return found


def odd_colours(parent: etree._Element | None) -> Iterator[Message]:
    """What is said of colours below ``Codes`` that nobody can tell."""
    said = [
        colour
        for node in (parent.iter() if parent is not None else ())
        if local(node) == "Code" and (colour := node.get("color") or "").strip() and not as_hex(colour)
    ]
    if said:
        yield counted(
            "the colour of {count} code: {colours}",
            "the colours of {count} codes: {colours}",
            len(said),
            colours=tuple(sorted(set(map(in_line, said)))[:5]),
        )


def _level(name: str) -> str:
    return " ".join(name.replace(BETWEEN, SLASH).split()) or "?"


def described(code: Code, notes: Iterable[str]) -> tuple[str, bool]:
    """A code's description and the notes on it in one line, and whether all of it had room."""
    text = " ".join(" – ".join(part for part in (code.description, *notes) if part).split())
    return text[:LINE], len(text) <= LINE
