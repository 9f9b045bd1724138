"""JSON of annotations as ``Annotation``: W3C collections, pages, lists and single ones, Hypothesis' rows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from store.errors import Refused
from store.exchange.annotations.bodies import bodies, said
from store.exchange.annotations.model import Annotation, Place

#: Bytes of a file; the tree takes some ten times as much.
MOST = 64 << 20
_UID = re.compile(r"(?:urn:uuid:)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})", re.IGNORECASE)
#: Positions as RFC 5147 has them for plain text.
_CHARACTERS = re.compile(r"char=(\d{1,9}),(\d{1,9})(?:;.*)?")


def read(data: bytes) -> tuple[list[Annotation], int]:
    """The annotations, and how many things there were that are none. Refused for what is no such file."""
    items = list(_items(_parsed(data)))
    found = [_annotation(item) for item in items if isinstance(item, dict)]
    kept = [one for one in found if one is not None]
    if not kept:
        raise Refused("holds no annotations", "Choose a file of Web Annotations or of Hypothesis.")
    there = {one.key for one in kept}
    for one in kept:
        if one.above:  # what stands between may have been deleted
            one.reply_to = next((key for key in reversed(one.above) if key in there), one.above[-1])
    return kept, len(items) - len(kept)


def _parsed(data: bytes) -> Any:
    if len(data) > MOST:
        raise Refused("has {count} MB of JSON", "Export it in parts.", count=len(data) >> 20)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("is not UTF-8", "Export it again.") from None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        pass
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        raise Refused("is no JSON", "Export it again.") from None


def _items(value: Any) -> Iterator[Any]:
    """The annotations of whatever holds them."""
    if isinstance(value, list):
        for part in value:
            yield from _items(part)
    elif isinstance(value, dict) and (inner := _inside(value)) is not None:
        yield from _items(inner)
    else:
        yield value


def _inside(value: dict[str, Any]) -> Any:
    for key in ("rows", "items", "annotations", "first", "@graph"):
        if isinstance(value.get(key), list | dict):
            return value[key]
    return None


def _annotation(item: dict[str, Any]) -> Annotation | None:
    if "target" not in item and "uri" not in item:
        return None
    key = _word(item.get("id") or item.get("@id"))
    made = Annotation(key, uid_of(key), _person(item.get("creator") or item.get("user")), "")
    made.at = _word(item.get("created") or item.get("updated") or item.get("modified"))
    made.resolved = item.get("vermerk:resolved") is True
    made.state = _word(item.get("vermerk:state")) or "confirmed"
    if "uri" in item or "text" in item:
        _read_row(made, item)
    else:
        _read_bodies(made, item)
    made.places = [_place(target, item) for target in _list(item.get("target"))] or [_place(None, item)]
    if item.get("motivation") == "replying" and made.places[0].record:
        made.reply_to = _word(item.get("target"))
    return made


def _read_row(made: Annotation, item: dict[str, Any]) -> None:
    """What is Hypothesis' own: text, tags, references from the first annotation down."""
    made.text = _word(item.get("text"))
    made.tags = [tag for tag in _list(item.get("tags")) if isinstance(tag, str) and tag.strip()]
    made.above = [word for one in _list(item.get("references")) if (word := _word(one))]
    rights = item.get("permissions")
    readers = _list(rights.get("read")) if isinstance(rights, dict) else []
    made.private = bool(readers) and all(_word(one).startswith("acct:") for one in readers)


def _read_bodies(made: Annotation, item: dict[str, Any]) -> None:
    texts = []
    for body in bodies(item):
        value, purpose = said(body), body.get("purpose") or item.get("motivation")
        if purpose == "tagging" and value.strip():
            made.tags.append(value)
        elif purpose == "linking" and "source" in body:
            made.demand = uid_of(_word(body["source"]))
        elif made.demand and purpose in ("describing", "classifying", "assessing"):
            _read_evidence(made, str(purpose), value, body)
        elif value or (value := _word(body.get("source") or body.get("id"))):
            texts.append(value)
    made.text = "\n\n".join(texts)


def _read_evidence(made: Annotation, purpose: str, value: str, body: dict[str, Any]) -> None:
    if purpose == "describing":
        made.demand_text = value
    elif purpose == "classifying":
        made.stance = value
    else:
        made.grades.append((_person(body.get("creator")), value))


def _place(target: Any, item: dict[str, Any]) -> Place:
    place = Place()
    if isinstance(target, str):
        place.record = uid_of(target)
        place.names = [target]
        _select(place, {"type": "FragmentSelector", "value": target.partition("#")[2]})
        return place
    given = target if isinstance(target, dict) else {}
    source = given.get("source") or given.get("id") or item.get("uri")
    if isinstance(source, dict):
        keys = ("vermerk:document", "vermerk:sha256", "id", "label", "title")
        place.names = [_bare(_word(source.get(key))) for key in keys]
    else:
        place.names = [_bare(_word(source))]
    document = item.get("document")
    titles = _list(document.get("title")) if isinstance(document, dict) else []
    place.names = [name for name in [*place.names, *map(_word, titles)] if name]
    for selector in _list(given.get("selector")):
        _select(place, selector)
    return place


def _select(place: Place, selector: Any) -> None:
    if not isinstance(selector, dict):
        return
    kind = selector.get("type")
    if kind == "TextQuoteSelector":
        place.exact, place.prefix, place.suffix = (
            _word(selector.get(key)) for key in ("exact", "prefix", "suffix")
        )
    elif kind == "TextPositionSelector":
        place.start, place.end = _number(selector.get("start")), _number(selector.get("end"))
        spans = selector.get("vermerk:spans")
        if isinstance(spans, list) and all(isinstance(s, list) and len(s) == 2 for s in spans):
            place.spans = tuple((_number(start), _number(end)) for start, end in spans)
    elif kind == "FragmentSelector" and (found := _CHARACTERS.fullmatch(_word(selector.get("value")))):
        place.start, place.end = int(found[1]), int(found[2])
    _select(place, selector.get("refinedBy"))


def uid_of(text: str) -> str:
    """The UUID that a text is, in lower case; "" for any other."""
    found = _UID.fullmatch(text.strip())
    return found[1].lower() if found else ""


def _bare(name: str) -> str:
    return uid_of(name) or name


def _person(value: Any) -> str:
    """A name: of an object, an account ("acct:anna@example.org"), or the words themselves."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("nickname") or value.get("id")
    word = _word(value)
    return word.removeprefix("acct:").partition("@")[0] if word.startswith("acct:") else word


def _word(value: Any) -> str:
    """A text without halves of characters; "" for all else."""
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else ""


def _number(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else -1


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
