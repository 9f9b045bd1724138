"""HTML pages: the article, without the page around it. Nothing is fetched."""

from __future__ import annotations

import re

from lxml import etree

from content.formats.blocks import Draft, Unreadable
from content.formats.encoding import decode
from content.formats.html_blocks import SKIPPED_TAGS, blocks_of
from content.formats.html_meta import read_meta
from content.formats.remarks import AROUND, HIDDEN
from content.messages import Message, counted
from content.normalise import without_holes

_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]+(?:charset|encoding)\s*=\s*[\"']?([\w-]{2,40})", re.IGNORECASE)
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:nav|navi|navigation|navbar|menu|menue|breadcrumbs?|cookies?|consent|footer|sidebar|share|sharing"
    r"|social|skiplinks?|pagination|pager|newsletter|comments?|metanav|sr-only|visually-hidden)(?:[\s_-]|$)",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_AROUND_TAGS = frozenset(("nav", "header", "footer", "aside"))
_BOXES = frozenset(("div", "ul", "ol", "section", "p", "span", "table", "dialog"))
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{4000,}")
#: What a page declares for itself; the parser would end it at the first ">" in it.
_SUBSET = re.compile(r"""<!doctype[^\[>]*\[[^]"']*(?:(?:"[^"]*"|'[^']*')[^]"']*)*\]\s*>""", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_MAX_ATTRIBUTES = 2000
_SHOWN_OTHERWISE = tuple(tag for tag in SKIPPED_TAGS if tag not in ("script", "style", "head", "input"))
_MAINS = etree.XPath("descendant::*[self::main or @role = 'main']")
_ARTICLES = etree.XPath("descendant::article")
_MOST = 0.6
_ENOUGH = 200


def read(data: bytes) -> Draft:
    text, warnings = _decode(data)
    return read_text(text, warnings)


def read_text(text: str, warnings: list[Message] | None = None) -> Draft:
    """The draft of a decoded page."""
    root = _parse(_without_subset(without_holes(text)[0]))
    draft = Draft([], "html", warnings=list(warnings or ()))
    read_meta(root, draft)
    unseen = sum(map(_unseen, root.iter(*_SHOWN_OTHERWISE)))
    etree.strip_elements(root, *SKIPPED_TAGS, with_tail=False)
    body = root.find("body")
    page = body if body is not None else root
    around, hidden = _remove_surroundings(page)
    left_out = unseen + around
    main = _main_part(page)
    draft.blocks = list(blocks_of(main))
    left_out += _words(page) - _words(main) if main is not page else 0
    _add_heading(draft, page, main)
    if left_out:
        draft.warnings.append(counted(*AROUND, left_out))
    if hidden:
        draft.warnings.append(counted(*HIDDEN, hidden))
    return draft


def _without_subset(text: str) -> str:
    at = text[:4096].lower().find("<!doctype")
    found = _SUBSET.match(text, at) if at >= 0 else None
    return text[:at] + text[found.end() :] if found else text


def _unseen(element: etree._Element) -> int:
    """Words of an element that browsers draw, or show to some: forms, frames, pictures made of words."""
    if any(above.tag in _SHOWN_OTHERWISE for above in element.iterancestors()):
        return 0
    framed = element.get("srcdoc", "") if element.tag == "iframe" else ""
    return _words(element) + len(_TAG.sub(" ", framed).split())


def _decode(data: bytes) -> tuple[str, list[Message]]:
    """By byte-order mark, valid UTF-8, or what the page says; else as any text."""
    declared = _CHARSET.search(data, 0, 4096)
    name = declared[1].decode("ascii").lower() if declared else ""
    if name not in ("", "utf-8", "utf8", "utf-16") and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe")):
        name = "cp1252" if name in ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii") else name
        try:
            return data.decode("utf-8" if _is_utf8(data) else name), []
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _parse(text: str) -> etree._Element:
    # The parser compares each attribute with all others of its tag: thousands take minutes.
    if any(
        len(match[0].split(None, _MAX_ATTRIBUTES)) > _MAX_ATTRIBUTES for match in _LONG_TAG.finditer(text)
    ):
        raise Unreadable("has a tag with thousands of attributes", "save the page's text in another format")
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    root = etree.fromstring(text.encode("utf-8"), parser)
    # The parser stops at such depth and drops what is below.
    if any("depth" in entry.message for entry in parser.error_log):
        raise Unreadable("is nested too deeply", "save the page's text in another format")
    if root is None:
        raise Unreadable("has no text", "the page is empty")
    return root


def _remove_surroundings(page: etree._Element) -> tuple[int, int]:
    """Takes out what is not the text: how many words that were, and how many hidden passages beside."""
    whole = _length(page)
    around: list[etree._Element] = []
    walker = etree.iterwalk(page, events=("start",))
    for _, element in walker:
        if element is not page and _is_around(element) and _length(element) <= _MOST * whole:
            around.append(element)
            walker.skip_subtree()
    words = sum(_words(element) for element in around if not _is_hidden(element))
    hidden = sum(_is_hidden(element) and any(map(str.isalpha, _text(element))) for element in around)
    for element in around:
        _drop(element)
    return words, hidden


def _is_around(element: etree._Element) -> bool:
    tag = element.tag
    if tag not in _AROUND_TAGS and not element.keys():
        return False
    if _is_hidden(element) or element.get("role") in ("navigation", "banner", "contentinfo", "search"):
        return True
    if tag in ("header", "footer"):
        return not any(above.tag in ("article", "main") for above in element.iterancestors())
    if tag in _AROUND_TAGS:
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return tag in _BOXES and names != " " and len(names) < 500 and _AROUND.search(names) is not None


def _is_hidden(element: etree._Element) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None


def _drop(element: etree._Element) -> None:
    """Removes an element but not the text after it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _main_part(page: etree._Element) -> etree._Element:
    """The element that holds the article: main, the one long article, else the whole page."""
    for wanted in (_MAINS, _ARTICLES):
        candidates = wanted(page)
        if not candidates:
            continue
        best = max(candidates, key=_length)
        others = sum(map(_length, candidates)) - _length(best)
        if _length(best) >= _ENOUGH and others < _length(best):
            return best if wanted is _ARTICLES else _main_part(best)
    return page


def _add_heading(draft: Draft, page: etree._Element, main: etree._Element) -> None:
    """The page's one h1 may stand above the article."""
    heads = list(page.iter("h1"))
    if main is page or len(heads) != 1 or any(block.kind == "heading" for block in draft.blocks[:2]):
        return
    if main not in heads[0].iterancestors():
        draft.blocks[:0] = blocks_of(heads[0])


def _length(element: etree._Element) -> int:
    return len(_text(element).strip())


def _words(element: etree._Element) -> int:
    return len(_text(element).split())


def _text(element: etree._Element) -> str:
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)
