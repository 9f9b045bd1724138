"""What an annotation says, in the many ways that the model of Web Annotations has for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

#: Bodies in bodies at most: nobody's are deeper, and a file may be hostile.
DEEPEST = 8


def bodies(item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The bodies of an annotation, one by one: also those in lists and choices, and of specific resources."""
    for key in ("body", "bodyValue"):
        yield from _flat(item.get(key), DEEPEST)


def _flat(body: Any, deep: int) -> Iterator[dict[str, Any]]:
    if isinstance(body, str):
        yield {"value": body}
    elif isinstance(body, list) and deep:
        for one in body:
            yield from _flat(one, deep - 1)
    elif isinstance(body, dict) and deep:
        source = body.get("source")
        if isinstance(body.get("items"), list):
            yield from _flat(body["items"], deep - 1)
        elif isinstance(source, dict):
            for inner in _flat(source, deep - 1):
                yield inner | ({"purpose": body["purpose"]} if "purpose" in body else {})
        else:
            yield body


def said(body: dict[str, Any]) -> str:
    """The words of a body, of a page without its marks."""
    value = body.get("value")
    if not isinstance(value, str):
        return ""
    value = value.encode("utf-8", "replace").decode("utf-8")
    if body.get("format") != "text/html" or not value.strip():
        return value
    from content.formats import Unreadable, read_bytes

    try:
        return read_bytes(value.encode(), "body.html", "html").text.strip()
    except Unreadable:
        return value
