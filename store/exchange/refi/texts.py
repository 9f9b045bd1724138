"""Texts of a project as its elements and files have them, with what hangs on them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from lxml import etree

from content.formats.blocks import Unreadable
from content.formats.encoding import decode
from store.exchange.refi.model import Coding, Selection, Source
from store.exchange.refi.xml import child, children, local, uid_of, words

_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


class Texts:
    """``file`` gives what a path leads to, ``variables`` are their names by uid; what cannot be read is told
    in ``losses``."""

    def __init__(
        self, file: Callable[[str], bytes | None], variables: dict[str, str], losses: list[str]
    ) -> None:
        self._file, self._variables, self._losses = file, variables, losses

    def text(self, node: etree._Element, name: str = "") -> Source | None:
        """None, and told, where the text is not in the file."""
        title = name or node.get("name") or ""
        found = self._content(node)
        if found is None:
            path = node.get("plainTextPath") or node.get("richTextPath") or ""
            self._losses.append(f"the text {title!r}: {path or 'it'} is not in the file or no text")
            return None
        source = Source(uid_of(node.get("guid")), title, *found, *_made(node), words(node, "Description"))
        self._hang(source, node)
        source.selections = [self.selection(n) for n in children(node, "PlainTextSelection")]
        points = {uid_of(p.get("guid")): _number(p.get("position")) for p in children(node, "SyncPoint")}
        for place in children(node, "TranscriptSelection"):
            start, end = (points.get(uid_of(place.get(key)), -1) for key in ("fromSyncPoint", "toSyncPoint"))
            source.selections.append(self.selection(place, start, end))
        return source

    def around(self, node: etree._Element, text: tuple[str, bool] = ("", False)) -> Source:
        """A source that is no text itself, with a text from elsewhere and what hangs on it."""
        title = node.get("name") or node.get("path") or ""
        source = Source(uid_of(node.get("guid")), title, *text, *_made(node), words(node, "Description"))
        self._hang(source, node)
        return source

    def formatted(self, path: str) -> tuple[str, bool] | None:
        """The text of a file that is no plain text, as this program reads such files; never with a mark."""
        from content.formats import read_bytes

        data = self._file(path) if path else None
        if data is None:
            return None
        try:
            return read_bytes(data, path).text, False
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

    def values(self, node: etree._Element) -> dict[str, str]:
        """The values of variables by the variables' names."""
        found = {}
        for held in children(node, "VariableValue"):
            ref = child(held, "VariableRef")
            name = self._variables.get(uid_of(ref.get("targetGUID"))) if ref is not None else None
            value = next((n for n in held if local(n).endswith("Value")), None)
            if name and value is not None:
                found[name] = "".join(str(part) for part in value.itertext())
        return found

    def _content(self, node: etree._Element) -> tuple[str, bool] | None:
        """The text of a source, and whether its file began with a byte-order mark."""
        inline = child(node, "PlainTextContent")
        if inline is not None:
            return "".join(str(part) for part in inline.itertext()), False
        rich = node.get("richTextPath") or ""
        for path in map(node.get, ("plainTextPath", "path")):
            data = self._file(path) if path else None
            if data is not None:
                with suppress(Unreadable):
                    text = decode(data)[0]
                    found = text, data.startswith(_MARKS)
                    return found if text.strip() else self.formatted(rich) or found
        return self.formatted(rich)

    def _hang(self, on: Source | Selection, node: etree._Element) -> None:
        """Codings, notes and values of variables."""
        for coding in children(node, "Coding"):
            user = uid_of(coding.get("creatingUser"))
            on.codings += [Coding(uid_of(ref.get("targetGUID")), user) for ref in children(coding, "CodeRef")]
            on.notes += [uid_of(ref.get("targetGUID")) for ref in children(coding, "NoteRef")]
        on.notes += [uid_of(ref.get("targetGUID")) for ref in children(node, "NoteRef")]
        if isinstance(on, Source):
            on.values = self.values(node)


def _made(node: etree._Element) -> tuple[str, str]:
    """Who made an element, and when."""
    user = node.get("creatingUser") or node.get("modifyingUser")
    return uid_of(user), node.get("creationDateTime") or node.get("modifiedDateTime") or ""


def _number(text: str | None) -> int:
    """-1 for what is no position."""
    stripped = (text or "").strip()
    return int(stripped) if stripped.isascii() and stripped.isdigit() and len(stripped) < 10 else -1
