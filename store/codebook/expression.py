"""Expressions of tags (see ``content.tag_expressions``) asked of a review."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from msgspec import Struct

from content.places import Around, Place, apart, common, merged, near
from content.sentences import sentences
from content.tag_expressions import (
    ANY,
    PARAGRAPH,
    Every,
    Misread,
    Near,
    Node,
    Some,
    Tag,
    Without,
    parse,
)  # fmt: skip
from store.codebook.tagged import places_of
from store.errors import StoreError
from store.filtering import folds
from store.lookup import Spans
from store.model import split_id
from store.rows import DemandRow, DocumentRow, EventRow
from store.tag_order import BETWEEN, placed
from store.view import View

#: The text of a document's version.
TextOf = Callable[[str, str], str]


class TaggedRow(Struct, frozen=True):
    """Words that an expression holds for. ``document``, ``version`` and ``spans`` are where they stand, None
    and empty for what stands nowhere; ``records`` carry the ``tags`` there (all of theirs, by name);
    ``whole`` says that a document as a whole is meant, and ``text`` is its title then."""

    document: str | None
    version: str | None
    spans: Spans
    text: str
    tags: tuple[str, ...]
    records: tuple[str, ...]
    whole: bool = False


def read(names: Iterable[str], typed: str) -> Node:
    """The expression with the tags' names as they are in the codebook. Misread, also for unknown tags.

    A name is found whatever its capitals and accents; one that is no tag's may be the last part of one's.
    """
    known = tuple(names)
    whole = " ".join(typed.split())
    return Tag(whole) if whole in known else _resolved(parse(typed), known)


def _resolved(node: Node, names: Sequence[str]) -> Node:
    if isinstance(node, Tag):
        return node if node.name == ANY else Tag(_name(node, names), node.below)
    if isinstance(node, Without):
        return Without(_resolved(node.part, names))
    if isinstance(node, Near):
        return Near(_resolved(node.one, names), _resolved(node.other, names), node.unit)
    parts = tuple(_resolved(part, names) for part in node.parts)
    return Every(parts) if isinstance(node, Every) else Some(parts)


def _name(tag: Tag, names: Sequence[str]) -> str:
    wanted = BETWEEN.join(level.strip() for level in tag.name.split(BETWEEN))
    above = {name[:at] for name in names for at, sign in enumerate(name) if sign == BETWEEN}
    offered = {*names, *above} if tag.below else set(names)
    if wanted in offered:
        return wanted
    alike = [name for name in offered if _same(name, wanted)]
    alike = alike or [name for name in offered if _same(name.rpartition(BETWEEN)[2], wanted)]
    if len(alike) == 1:
        return alike[0]
    if alike:
        raise Misread("several", wanted, tuple(sorted(alike)))
    from difflib import get_close_matches

    raise Misread("unknown", wanted, tuple(get_close_matches(wanted, sorted(offered), n=3)))


def _same(name: str, wanted: str) -> bool:
    return any(known == asked for known, asked in zip(folds(name), folds(wanted), strict=True))


def find(view: View, node: Node, text_of: TextOf) -> list[TaggedRow]:
    """What an expression that was ``read`` holds for: by date of the document and place in it, the undated
    and then what stands nowhere last."""
    asked = _Asked(view, text_of)
    rows = [asked.row(place) for place in asked.places(node)]
    return sorted(rows, key=lambda row: _order(view, row))


def _order(view: View, row: TaggedRow) -> tuple[object, ...]:
    document = view.by_id(row.document)
    day = document.date if isinstance(document, DocumentRow) else None
    number = split_id(row.document)[1] if row.document else 0
    return row.document is None, day is None, day or "", number, not row.whole, row.spans, row.records


class _Asked:
    """One question: the places of every tag are looked up once."""

    def __init__(self, view: View, text_of: TextOf) -> None:
        self._view, self._lookup, self._text_of = view, view.lookup, text_of
        self._ids = {str(tag["name"]): str(tag["id"]) for tag in view.lookup.all("tags")}
        self._tagged = lru_cache(None)(self._look_up)
        self._bounds = lru_cache(64)(self._cut)

    def places(self, node: Node) -> list[Place]:
        if isinstance(node, Tag):
            return self._tagged(node)
        if isinstance(node, Some):
            return merged(place for part in node.parts for place in self.places(part))
        if isinstance(node, Near):
            return near(self.places(node.one), self.places(node.other), self._around(node.unit))
        if isinstance(node, Without):
            return apart(self._tagged(Tag(ANY)), self.places(node.part))
        # What is left out is taken from the others, so that nobody has to look at everything for it.
        wanted = [self.places(part) for part in node.parts if not isinstance(part, Without)]
        found = wanted[0] if wanted else self._tagged(Tag(ANY))
        for other in wanted[1:]:
            found = common(found, other)
        for part in node.parts:
            if isinstance(part, Without):
                found = apart(found, self.places(part.part))
        return found

    def _look_up(self, tag: Tag) -> list[Place]:
        names = [name for name in self._ids if _carries(tag, name)]
        return merged(places_of(self._lookup, (self._ids[name] for name in names)))

    def _around(self, unit: str) -> Around:
        def around(text: str, start: int, end: int) -> tuple[int, int]:
            starts, ends = self._bounds(text, unit)
            first = max(0, bisect_right(starts, start) - 1)
            last = max(0, bisect_right(starts, max(start, end - 1)) - 1)
            return (min(start, starts[first]), max(end, ends[last])) if starts else (start, end)

        return around

    def _cut(self, text: str, unit: str) -> tuple[list[int], list[int]]:
        """Where the sentences or paragraphs of a version begin and end."""
        words = self._read(text)
        spans = [(span.start, span.end) for span in sentences(words)]
        if unit == PARAGRAPH:
            spans = list(_paragraphs(words, spans))
        return [start for start, _end in spans], [end for _start, end in spans]

    def _read(self, version: str) -> str:
        """A version's text; "" for what is no version, or is lost."""
        record = self._lookup.get("versions", version)
        try:
            return self._text_of(str(record["document"]), version) if record else ""
        except StoreError:
            return ""

    def row(self, place: Place) -> TaggedRow:
        """What is shown of a place."""
        found = [record for one in place.records if (record := self._lookup.find(one))]
        names = {name for record in found for name in self._lookup.tags(record)}
        tags = tuple(sorted(names, key=placed))
        records = tuple(sorted(place.records, key=split_id))
        version = self._lookup.get("versions", place.text)
        if version is None:
            document = self._lookup.document_of(found[0]) if found else None
            return TaggedRow(document, None, (), self._named(records[0]), tags, records)
        whole = all(record["id"][:1] == "d" for record in found)
        text = self._named(records[0]) if whole else self._words(place)
        return TaggedRow(str(version["document"]), place.text, place.spans, text, tags, records, whole)

    def _words(self, place: Place) -> str:
        """The words of a place; those of a passage as it is are in the store, without its text."""
        for record in place.records:
            passage = self._lookup.get("passages", record)
            if passage and tuple(map(tuple, passage["spans"])) == place.spans:
                return str(passage["quote"])
        text = self._read(place.text)
        return " … ".join(text[start:end] for start, end in place.spans)

    def _named(self, record: str) -> str:
        row = self._view.by_id(record)
        if isinstance(row, DocumentRow):
            return row.title
        if isinstance(row, EventRow):
            return row.label
        return row.text if isinstance(row, DemandRow) else ""


def _carries(tag: Tag, name: str) -> bool:
    return tag.name in (ANY, name) or (tag.below and name.startswith(tag.name + BETWEEN))


def _paragraphs(text: str, spans: Sequence[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Sentences put together to lines of the text: a line feed that ends a sentence ends a paragraph."""
    start = 0
    for at, (_begin, end) in enumerate(spans):
        following = spans[at + 1][0] if at + 1 < len(spans) else len(text)
        if "\n" in text[end:following] or at + 1 == len(spans):
            yield spans[start][0], end
            start = at + 1
