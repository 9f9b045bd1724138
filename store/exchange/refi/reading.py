"""The XML of a project, of any program, as a ``Project``. What is left out is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress

from lxml import etree

from content.formats.blocks import Unreadable
from content.formats.encoding import decode
from store.exchange.refi.codes import read_codes
from store.exchange.refi.extras import GOES_ON
from store.exchange.refi.model import Case, Coding, Project, Selection, Source
from store.exchange.refi.package import Package
from store.exchange.refi.xml import child, children, local, parsed, uid_of, words

_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
#: Sources that are no text, and the element in which their text may be.
_TEXT_OF = {
    "PDFSource": "Representation", "PictureSource": "TextDescription", "AudioSource": "Transcript",
    "VideoSource": "Transcript",
}  # fmt: skip
_SELECTIONS = ("PDFSelection", "PictureSelection", "AudioSelection", "VideoSelection")
_KINDS = {"PDFSource": "PDF", "PictureSource": "picture", "AudioSource": "audio", "VideoSource": "video"}


def read_project(package: Package) -> Project:
    """Refused for what is no project. Sources without a text are told in ``losses``."""
    return _Reading(package).project


class _Reading:
    def __init__(self, package: Package) -> None:
        self._file: Callable[[str], bytes | None] = package.file
        root = parsed(package.project(), "Project")
        self.project = Project(root.get("name") or "", root.get("origin") or "")
        self._lost: Counter[str] = Counter()
        self.project.users = {
            uid_of(user.get("guid")): user.get("name") or user.get("id") or ""
            for user in children(child(root, "Users"), "User")
        }
        self.project.codes = read_codes(child(child(root, "CodeBook"), "Codes"))
        self._variables = {
            uid_of(node.get("guid")): node.get("name") or ""
            for node in children(child(root, "Variables"), "Variable")
        }
        self.project.cases = [self._case(node) for node in children(child(root, "Cases"), "Case")]
        for node in children(child(root, "Sources"), "TextSource", *_TEXT_OF):
            self._source(node)
        for node in children(child(root, "Notes"), "Note"):
            if (note := self._text(node)) is not None:
                self.project.notes.append(note)
        self._links(root)
        self._lost["sets"] = sum(1 for _ in children(child(root, "Sets"), "Set"))
        self._lost["graphs"] = sum(1 for _ in children(child(root, "Graphs"), "Graph"))
        if words(root, "Description"):
            self.project.losses.append("the description of the project")
        self.project.losses += [f"{number} {what}" for what, number in self._lost.items() if number]

    def _source(self, node: etree._Element) -> None:
        kind = local(node)
        source = self._text(node) if kind == "TextSource" else self._beside(node, kind)
        if source is not None:
            self.project.sources.append(source)

    def _beside(self, node: etree._Element, kind: str) -> Source | None:
        """The text that goes with a source that is none; it has the source's name, codes and notes."""
        inner = child(node, _TEXT_OF[kind])
        title = node.get("name") or node.get("path") or "?"
        places = [n for n in node if local(n) in _SELECTIONS]
        codings = sum(1 for place in places for _ in children(place, "Coding"))
        if codings or places:
            self._lost["places in pictures, pages and recordings (with their codings)"] += len(places)
        source = self._text(inner, title) if inner is not None else None
        if source is None:
            self.project.losses.append(f"the {_KINDS[kind]} source {title!r}: it has no text with it")
            return None
        outer = Source("", title, "", False, "", "")
        self._hanging(outer, node)
        source.codings += outer.codings
        source.notes += outer.notes
        source.comment = source.comment or words(node, "Description")
        return source

    def _text(self, node: etree._Element, name: str = "") -> Source | None:
        title = name or node.get("name") or ""
        found = self._content(node)
        if found is None:
            path = node.get("plainTextPath") or node.get("richTextPath") or ""
            self.project.losses.append(f"the text {title!r}: {path or 'it'} is not in the file or no text")
            return None
        made = _made(node)
        source = Source(uid_of(node.get("guid")), title, *found, *made, words(node, "Description"))
        self._hanging(source, node)
        source.selections = [self._selection(n) for n in children(node, "PlainTextSelection")]
        points = {uid_of(p.get("guid")): _number(p.get("position")) for p in children(node, "SyncPoint")}
        for place in children(node, "TranscriptSelection"):
            start, end = (points.get(uid_of(place.get(key)), -1) for key in ("fromSyncPoint", "toSyncPoint"))
            source.selections.append(self._selection(place, start, end))
        return source

    def _content(self, node: etree._Element) -> tuple[str, bool] | None:
        """The text of a source, and whether its file began with a byte-order mark."""
        inline = child(node, "PlainTextContent")
        if inline is not None:
            return "".join(str(part) for part in inline.itertext()), False
        for path in (node.get("plainTextPath"), node.get("richTextPath")):
            data = self._file(path) if path else None
            if data is None:
                continue
            if path == node.get("richTextPath"):
                return _rich(data, path or "")
            with suppress(Unreadable):
                return decode(data)[0], data.startswith(_MARKS)
        return None

    def _selection(self, node: etree._Element, start: int | None = None, end: int | None = None) -> Selection:
        selection = Selection(
            uid_of(node.get("guid")),
            node.get("name") or "",
            _number(node.get("startPosition")) if start is None else start,
            _number(node.get("endPosition")) if end is None else end,
            *_made(node),
            comment=words(node, "Description"),
        )
        self._hanging(selection, node)
        if not selection.user:
            selection.user = next((coding.user for coding in selection.codings if coding.user), "")
        return selection

    def _hanging(self, on: Source | Selection, node: etree._Element) -> None:
        """Codings, notes and values of variables."""
        for coding in children(node, "Coding"):
            user = uid_of(coding.get("creatingUser"))
            on.codings += [Coding(uid_of(ref.get("targetGUID")), user) for ref in children(coding, "CodeRef")]
            on.notes += [uid_of(ref.get("targetGUID")) for ref in children(coding, "NoteRef")]
        on.notes += [uid_of(ref.get("targetGUID")) for ref in children(node, "NoteRef")]
        if isinstance(on, Source):
            on.values = self._values(node)

    def _values(self, node: etree._Element) -> dict[str, str]:
        found = {}
        for held in children(node, "VariableValue"):
            ref = child(held, "VariableRef")
            name = self._variables.get(uid_of(ref.get("targetGUID"))) if ref is not None else None
            value = next((n for n in held if local(n).endswith("Value")), None)
            if name and value is not None:
                found[name] = "".join(str(part) for part in value.itertext())
        return found

    def _case(self, node: etree._Element) -> Case:
        codes = [uid_of(ref.get("targetGUID")) for ref in children(node, "CodeRef")]
        return Case(uid_of(node.get("guid")), self._values(node), codes)

    def _links(self, root: etree._Element) -> None:
        for link in children(child(root, "Links"), "Link"):
            if link.get("name") == GOES_ON:
                self.project.goes_on[uid_of(link.get("originGUID"))] = uid_of(link.get("targetGUID"))
            else:
                self._lost["links"] += 1


def _rich(data: bytes, path: str) -> tuple[str, bool] | None:
    """A source that has only its formatted text: as this program reads such files."""
    from content.apart import reading_apart

    try:
        return reading_apart(data, path).text, False
    except Unreadable:
        return None


def _made(node: etree._Element) -> tuple[str, str]:
    user = node.get("creatingUser") or node.get("modifyingUser")
    return uid_of(user), node.get("creationDateTime") or node.get("modifiedDateTime") or ""


def _number(text: str | None) -> int:
    """-1 for what is no position."""
    stripped = (text or "").strip()
    return int(stripped) if stripped.isascii() and stripped.isdigit() and len(stripped) < 10 else -1
