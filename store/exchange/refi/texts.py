"""Texts of a project as its elements and files have them, with what hangs on them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from lxml import etree

from content.formats.blocks import Unreadable
from content.formats.encoding import decode
from content.messages import Message, counted, in_line
from store.exchange.refi.model import Coding, Selection, Source
from store.exchange.refi.xml import child, children, local, uid_of, words

_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


class Found(NamedTuple):
    """A text, whether its file began with a byte-order mark, and whether it may differ from the one that
    positions are about."""

    text: str = ""
    marked: bool = False
    drifts: bool = False


class Texts:
    """``file`` gives what a path leads to; what cannot be read is told in ``losses``."""

    def __init__(self, file: Callable[[str], bytes | None], losses: list[Message]) -> None:
        self._file, self._losses = file, losses

    def text(self, node: etree._Element, name: str = "") -> Source | None:
        """None, and told, where the text is not in the file."""
        title = name or node.get("name") or ""
        found = self._content(node)
        if found is None:
            self._losses.append(_missing(node, title))
            return None
        source = self.around(node, found, title)
        source.selections = [self.selection(n) for n in children(node, "PlainTextSelection")]
        points = {uid_of(p.get("guid")): _number(p.get("position")) for p in children(node, "SyncPoint")}
        for place in children(node, "TranscriptSelection"):
            start, end = (points.get(uid_of(place.get(key)), -1) for key in ("fromSyncPoint", "toSyncPoint"))
            source.selections.append(self.selection(place, start, end))
        return source

    def note(self, node: etree._Element) -> Source | None:
        """As ``text``; one that says something by its name or description alone needs no text."""
        paths = ("plainTextPath", "richTextPath")
        if child(node, "PlainTextContent") is not None or any(map(node.get, paths)):
            return self.text(node)
        note = self.around(node)
        return note if note.name.strip() or note.comment else None

    def around(self, node: etree._Element, found: Found = Found(), title: str = "") -> Source:  # noqa: B008
        """A source with a text from elsewhere and what hangs on it."""
        title = title or node.get("name") or node.get("path") or ""
        source = Source(uid_of(node.get("guid")), title, found.text, found.marked, *_made(node))
        source.comment, source.drifts = words(node, "Description"), found.drifts
        self._hang(source, node)
        return source

    def formatted(self, path: str) -> Found | None:
        """The text of a file that is no plain text, as this program reads such files."""
        from content.formats import read_bytes

        data = self._file(path) if path else None
        if data is None:
            return None
        try:
            return Found(read_bytes(data, path).text, drifts=True)
        except Unreadable:
            return None

    def selection(
        self, node: etree._Element, start: int | None = None, end: int | None = None, name: str = ""
    ) -> Selection:
        selection = Selection(
            uid_of(node.get("guid")),
            name or node.get("name") or "",
            _number(node.get("startPosition")) if start is None else start,
            _number(node.get("endPosition")) if end is None else end,
            *_made(node),
            comment=words(node, "Description"),
        )
        self._hang(selection, node)
        if not selection.user:
            selection.user = next((coding.user for coding in selection.codings if coding.user), "")
        return selection

    def _content(self, node: etree._Element) -> Found | None:
        """The text of a source: the plain one, which positions are about, or else the formatted one."""
        inline = child(node, "PlainTextContent")
        if inline is not None:
            return Found("".join(str(part) for part in inline.itertext()))
        rich = node.get("richTextPath") or ""
        for path in filter(None, map(node.get, ("plainTextPath", "path"))):
            data = self._file(path)
            if data is not None:
                try:
                    text = decode(data)[0]
                except Unreadable:
                    rich = rich or path
                    continue
                if text.strip() or not (better := self.formatted(rich)):
                    return Found(text, data.startswith(_MARKS))
                return better
        return self.formatted(rich)

    def _hang(self, on: Source | Selection, node: etree._Element) -> None:
        """Codings, notes and values of variables."""
        for coding in children(node, "Coding"):
            user = uid_of(coding.get("creatingUser"))
            on.codings += [Coding(uid_of(ref.get("targetGUID")), user) for ref in children(coding, "CodeRef")]
            on.notes += [uid_of(ref.get("targetGUID")) for ref in children(coding, "NoteRef")]
        on.notes += [uid_of(ref.get("targetGUID")) for ref in children(node, "NoteRef")]
        if isinstance(on, Source):
            on.values = values(node)


def values(node: etree._Element) -> dict[str, str]:
    """The values of variables by the variables' uids."""
    found = {}
    for held in children(node, "VariableValue"):
        ref = child(held, "VariableRef")
        value = next((n for n in held if local(n).endswith("Value")), None)
        if ref is not None and value is not None:
            found[uid_of(ref.get("targetGUID"))] = "".join(str(part) for part in value.itertext())
    return found


def _missing(node: etree._Element, title: str) -> Message:
    path = node.get("plainTextPath") or node.get("richTextPath")
    title, why = in_line(title), Message("it is not in the file or no text")
    if path:
        why = Message("{path} is not in the file or no text", path=path)
    places = sum(local(n).endswith("Selection") for n in node)
    if not places:
        return Message("the text “{title}”: {why}", title=title, why=why)
    return counted(
        "the text “{title}”, with {count} selection: {why}",
        "the text “{title}”, with {count} selections: {why}",
        places,
        title=title,
        why=why,
    )


def _made(node: etree._Element) -> tuple[str, str]:
    """Who made an element, and when."""
    user = node.get("creatingUser") or node.get("modifyingUser")
    return uid_of(user), node.get("creationDateTime") or node.get("modifiedDateTime") or ""


def _number(text: str | None) -> int:
    """-1 for what is no position."""
    stripped = (text or "").strip()
    return int(stripped) if stripped.isascii() and stripped.isdigit() and len(stripped) < 10 else -1
