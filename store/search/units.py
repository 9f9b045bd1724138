"""What is put into the index: records and texts as units. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from content.model import Region
from content.normalise import without_holes
from content.portions import portions
from content.search.units import Unit
from store.engine import Moment
from store.model import TABLE_OF_LETTER, Record

#: The tables whose records are searched, in the order they are put, and what their hits are called.
KINDS = {
    "tags": "tag",
    "demands": "demand",
    "events": "event",
    "documents": "document",
    "notes": "note",
}
#: Code points at the beginning of a text where its title stands.
_HEAD = 4000
_FIELDS = {
    "tags": ("name", "description"),
    "demands": ("text", "topic", "addressee"),
    "events": ("label", "text"),
    "documents": ("title", "publisher"),
    "notes": ("text",),
}


def is_hidden(moment: Moment, record: Record, blind: bool) -> bool:
    """Whether nobody finds a record by the index that all share: a text that is no longer a document's, and
    in a blind project the notes, for not everybody may see them."""
    if record["id"][0] == "v":
        document = moment.get(record["document"])
        return document is None or document["version"] != record["id"]
    return blind and record["id"][0] == "n"


def words_of(record: Record) -> str:
    """The words a record is found by."""
    return "\n".join(_words(record))


def record_unit(record: Record) -> Unit:
    words = words_of(record)
    kind = KINDS[TABLE_OF_LETTER[record["id"][0]]]
    document = record["id"] if kind == "document" else record.get("document")
    return Unit(kind, record["id"], words, document, None, 0, len(words), kind == "demand")


def document_units(record: Record, text: str) -> Iterator[Unit]:
    """What is said of a document and not in it."""
    if said := "\n".join(words for words in _words(record) if not _says(text, words)):
        yield Unit("document", record["id"], said, record["id"], record["version"], 0, 0, False)


def text_units(version: Record, text: str, regions: Sequence[Region]) -> Iterator[Unit]:
    """The portions of a version's text."""
    document = version["document"]
    for one in portions(text, regions):
        yield Unit("document", document, one.text, document, version["id"], one.start, one.end, one.evidence)


def _says(text: str, words: str) -> bool:
    """Whether the words are in the text; a title may be several of its first lines, or a line's beginning."""
    return words in text or words.removesuffix(" …") in " ".join(text[:_HEAD].split())


def _words(record: Record) -> Iterator[str]:
    names = _FIELDS[TABLE_OF_LETTER[record["id"][0]]]
    # Halves of characters, which older versions took from odd command lines, have no place in an index.
    return iter(dict.fromkeys(without_holes(record[name])[0] for name in names if record.get(name)))
