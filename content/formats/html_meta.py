"""What a page says about itself: meta elements, JSON-LD, time elements, headings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from content.formats.blocks import Draft
from content.metadata import iso_day

#: In this order: (attribute value, name of the source).
_DATES = (
    "article:published_time", "datepublished", "og:article:published_time", "dcterms.issued",
    "dc.date.issued",
    "dcterms.date", "dc.date", "date", "pubdate", "publish-date", "publication_date", "sailthru.date",
)  # fmt: skip
_PUBLISHERS = ("og:site_name", "dcterms.publisher", "dc.publisher", "publisher", "author", "dc.creator")
_ISO = re.compile(r"\s*(\d{4}-\d{2}-\d{2})")
_SITE = re.compile(r"\s+(?:\||–|—|-|::|»|·)\s+")
_LD_LIMIT = 1 << 20
_LD_DEPTH = 4


def read_meta(root: etree._Element, draft: Draft) -> None:
    """Fills title, date, publisher and kind of the draft."""
    metas = _metas(root)
    linked = list(_linked_data(root))
    draft.title, draft.title_reason = _title(root, metas)
    draft.date, draft.date_reason = _date(root, metas, linked)
    draft.publisher, draft.publisher_reason = _publisher(metas, linked)
    if any(item.get("@type") in ("NewsArticle", "ReportageNewsArticle") for item in linked):
        draft.kind = "news"


def _metas(root: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name.lower(), content[:1000])
    return found


def _linked_data(root: etree._Element) -> Iterator[dict[str, Any]]:
    """The objects of all JSON-LD scripts that speak of the page itself, not of others it links to."""
    for script in root.iter("script"):
        text = script.text or ""
        if (script.get("type") or "").lower() != "application/ld+json" or len(text) > _LD_LIMIT:
            continue
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            continue
        yield from _objects(value)


def _objects(value: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict) and depth < _LD_DEPTH:
            yield item
            for name in ("@graph", "mainEntity", "mainEntityOfPage"):
                yield from _objects(item.get(name), depth + 1)


def _title(root: etree._Element, metas: dict[str, str]) -> tuple[str, str]:
    heads = [text for element in root.iter("h1") if len(text := _text(element)) > 2]
    element = root.find(".//title")
    page = _text(element) if element is not None else ""
    shared = metas.get("og:title", "")
    named = (shared, *_SITE.split(shared), *_SITE.split(page))
    for head in heads:
        if head in named or (len(heads) == 1 and not shared):
            return head, "html h1"
    if shared:
        return shared, "html og:title"
    return (heads[0], "html h1") if heads else (_SITE.split(page)[0], "html title")


def _date(
    root: etree._Element, metas: dict[str, str], linked: list[dict[str, Any]]
) -> tuple[str | None, str]:
    for name in _DATES:
        day = _day(metas.get(name))
        if day:
            return day, f"html meta {name}"
    for item in linked:
        day = _day(item.get("datePublished"))
        if day:
            return day, "html JSON-LD datePublished"
    for element in root.iter():
        if element.get("itemprop") == "datePublished":
            day = _day(element.get("content") or element.get("datetime") or _text(element))
            if day:
                return day, "html time" if element.tag == "time" else "html itemprop datePublished"
    for element in root.iter("time"):
        marked = element.get("pubdate") is not None
        day = _day(element.get("datetime"))
        if day and (marked or _is_own_time(element)):
            return day, "html time"
    return None, ""


def _is_own_time(element: etree._Element) -> bool:
    """Whether a time element dates the page: the first one of its article, not one in a list of links."""
    for above in element.iterancestors():
        if above.tag in ("aside", "nav", "footer", "li", "p", "td"):
            return False
        if above.tag in ("article", "main", "body"):
            return next(above.iter("time")) is element and len(list(above.iter("article"))) <= 1
    return False


def _day(value: object) -> str | None:
    match = _ISO.match(value) if isinstance(value, str) else None
    if match:
        return iso_day(match[1])
    return iso_day(value[:20]) if isinstance(value, str) else None


def _publisher(metas: dict[str, str], linked: list[dict[str, Any]]) -> tuple[str, str]:
    for item in linked:
        publisher = item.get("publisher")
        name = publisher.get("name") if isinstance(publisher, dict) else None
        if isinstance(name, str) and name.strip():
            return name.strip()[:200], "html JSON-LD publisher"
    for name in _PUBLISHERS:
        if metas.get(name):
            return metas[name][:200], f"html meta {name}"
    return "", ""


def _text(element: etree._Element) -> str:
    return " ".join("".join(str(piece) for piece in element.itertext()).split())
