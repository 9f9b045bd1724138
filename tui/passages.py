"""Where a passage stands, or stood before its words went, and what is around it. Pure but for the texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from msgspec import Struct

from store.errors import StoreError
from store.rows import PassageRow, Spans
from store.view import Mark, View
from tui.comparing import flat
from tui.finding import place_between
from tui.formatting import number
from tui.locale import ngettext

#: So many code points around a passage are looked at.
_NEAR = 240
#: Finding where an orphan stood takes some milliseconds.
SHOWN = 20


class TextOf(Protocol):
    """The text of a document's current or given version; raises StoreError."""

    def __call__(self, document: str, version: str | None = None) -> str: ...


class Wording(Struct, frozen=True):
    """A passage's words in one version, and in one line each what stands before and after them."""

    version: str
    before: str
    words: str
    after: str


def is_lost(passage: PassageRow) -> bool:
    """Whether it stands in an older version only, so that its spans mean nothing in the current one."""
    return passage.suspect and passage.recheck != "check"


def counted(passages: Iterable[PassageRow]) -> str:
    """„3 zu prüfen, 2 verwaist“; "" when nothing is open."""
    states = [passage.recheck for passage in passages]
    check, orphans = states.count("check"), states.count("orphan")
    parts = []
    if check:
        parts.append(ngettext("{count} to check", "{count} to check", check).format(count=number(check)))
    if orphans:
        parts.append(ngettext("{count} orphan", "{count} orphans", orphans).format(count=number(orphans)))
    return ", ".join(parts)


def old_wording(passage: PassageRow, text_of: TextOf) -> Wording:
    """The words that somebody has worked on."""
    version, spans, words = passage.version, passage.spans, passage.text
    if passage.before:
        version, spans, words = passage.before_version, passage.before_spans, passage.before
    return _wording(_text(text_of, passage.document, version), version, spans, words)


def new_wording(passage: PassageRow, text_of: TextOf) -> Wording:
    """The words at its new place; none where they are gone, then only what is around the gap."""
    if not is_lost(passage):
        text = _text(text_of, passage.document, passage.version)
        return _wording(text, passage.version, passage.spans, passage.text)
    at = gap(passage, text_of)
    return _wording(_text(text_of, passage.document, None), "", ((at, at),), "")


def gap(passage: PassageRow, text_of: TextOf) -> int:
    """Where in the current text the words of a lost passage would be, by what was around them; else 0."""
    old = _text(text_of, passage.document, passage.version)
    if not old or not passage.spans:
        return 0
    first, last = passage.spans[0][0], passage.spans[-1][1]
    before, after = old[max(0, first - _NEAR) : first], old[last : last + _NEAR]
    return place_between(_text(text_of, passage.document, None), before, after, first)


def lost_marks(view: View, document: str, gap_of: Callable[[PassageRow], int]) -> list[Mark]:
    """Where the orphans of a document would stand in its current text: one code point each, no more than
    ``SHOWN`` of them."""
    orphans = [one for one in view.to_place(document) if one.recheck == "orphan"][:SHOWN]
    gaps = [(one, gap_of(one)) for one in orphans]
    return [Mark(at, at + 1, "orphan", one.id, one.text, None, "", "orphan") for one, at in gaps]


def _wording(text: str, version: str, spans: Spans, words: str) -> Wording:
    if not text or not spans:
        return Wording(version, "", words, "")
    first, last = spans[0][0], spans[-1][1]
    before, after = text[max(0, first - _NEAR) : first], text[last : last + _NEAR]
    # What parts the words from their neighbours is one blank, or nothing.
    lead, trail = " " * before[-1:].isspace(), " " * after[:1].isspace()
    return Wording(version, flat(before) + lead, words, trail + flat(after))


def _text(text_of: TextOf, document: str, version: str | None) -> str:
    """A text that can't be read shows nothing around the passage; its own words are in the store."""
    try:
        return text_of(document, version)
    except StoreError:
        return ""
