"""What reviewers write in notes, a small Markdown, as lines to draw: headings, lists, emphasis, code, quotes.

Nothing written is ever dropped or followed: HTML is text, a link is its words and its address, an image its
description and its address. A line feed is one, as people type it. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from tui import cells
from tui.comparing import Part
from tui.locale import gettext as _
from tui.visible import one_line, visible
from tui.wrapping import wrapped

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

HEADING, CODE, QUOTE, ADDRESS = "bold underline", "#5fafaf", "italic", "dim underline"
#: What emphasis looks like.
STYLES = {"strong": "bold", "em": "italic", "s": "strike"}
BULLET, BAR, EDGE, RULE = "• ", "▏ ", "┆ ", "─"
#: What a text without any of this is not: then nobody reads it as Markdown.
_SIGNS = re.compile(r"[*_`~<\[\\&]|^ {0,3}(?:[#>+\-=]|\d+[.)])|^(?: {4}|\t)", re.MULTILINE)
#: Longer notes, and what is nested deeper than the library reads, are shown as they were typed.
MOST = 10_000
_NESTING = 20
#: So much of the width stays for words, however deep they are nested.
_LEAST = 12


def is_plain(text: str) -> bool:
    """Whether ``text`` reads as it stands."""
    return not _SIGNS.search(text)


@lru_cache(maxsize=512)
def lines(text: str, width: int) -> list[list[Part]]:
    """A note as lines of at most ``width`` cells, made visible."""
    if is_plain(text) or len(text) > MOST:
        return plain_lines(text, width)
    tokens = _parser().parse(text)
    if max((token.level for token in tokens), default=0) >= _NESTING - 1:
        return plain_lines(text, width)
    return list(_Drawing(width).lines(tokens))


def plain_lines(text: str, width: int) -> list[list[Part]]:
    """A text as it was typed, as lines of at most ``width`` cells."""
    return [line for one in text.splitlines() for line in wrapped([(one_line(one), "")], width)]


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _NESTING})
    setattr(parser, "normalizeLink", str)  # noqa: B010  # shown, never followed: as it was typed
    # References would vanish, and a line of hyphens make a heading of a whole paragraph.
    return parser.enable("strikethrough").disable(["reference", "lheading"])


#: What an empty line stands before, unless it begins something or belongs to a list without any.
_BLOCKS = ("heading_open", "paragraph_open", "fence", "code_block", "hr", "blockquote_open")
_LISTS = ("bullet_list_open", "ordered_list_open")


class _Drawing:
    """Draws one note. ``_first`` begins the next line, ``_before`` each line after it."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._before: list[str] = []
        self._first: list[str] = []
        #: Whether the next line belongs to what stands above it.
        self._joined = True

    def lines(self, tokens: Sequence[Token]) -> Iterator[list[Part]]:
        style = ""
        for token in tokens:
            kind = token.type
            if not (self._joined or token.hidden) and (
                kind in _BLOCKS or (kind in _LISTS and not token.level)
            ):
                yield self._line([])
            if kind == "heading_open":
                style = HEADING
            elif kind == "heading_close":
                style = ""
            elif kind == "inline":
                quoted = QUOTE if BAR in self._before else ""
                yield from self._put(_inline(token.children or [], style or quoted))
            elif kind in ("fence", "code_block"):
                yield from self._code(token)
            elif kind == "hr":
                yield self._line([(RULE * min(self._width, 20), "dim")])
            else:
                self._nest(token)

    def _nest(self, token: Token) -> None:
        if token.type == "list_item_open":
            sign = f"{token.info}{token.markup} " if token.info else BULLET
            self._before.append(" " * len(sign))
            self._first = [*(self._first or self._before[:-1]), sign]
            self._joined = True
        elif token.type == "blockquote_open":
            self._first = [*self._first, BAR] if self._first else []
            self._before.append(BAR)
            self._joined = True
        elif token.type in ("list_item_close", "blockquote_close"):
            self._before.pop()

    def _code(self, token: Token) -> Iterator[list[Part]]:
        for line in token.content.removesuffix("\n").split("\n"):
            text = one_line(line.expandtabs(4))
            while True:
                end = cells.reach(text, max(1, self._room - len(EDGE))) or len(text)
                yield self._line([(EDGE, "dim"), (text[:end], CODE)])
                text = text[end:]
                if not text:
                    break

    def _put(self, parts: list[Part]) -> Iterator[list[Part]]:
        for line in wrapped(parts, self._room):
            yield self._line(line)

    @property
    def _room(self) -> int:
        return max(_LEAST, self._width - len("".join(self._before)))

    def _line(self, parts: list[Part]) -> list[Part]:
        before = "".join(self._first or self._before)
        self._first = []
        self._joined = False
        if self._width - len(before) < _LEAST:
            before = before[: max(0, self._width - _LEAST)]
        return [(before, ""), *parts] if before else parts


def _inline(tokens: Sequence[Token], base: str) -> list[Part]:
    """The words of one block, each in the style that emphasis gives it."""
    parts: list[Part] = []
    styles = [base]
    links: list[tuple[str, int]] = []
    for token in tokens:
        kind = token.type
        name = kind.rpartition("_")[0]
        if kind == "link_open":
            links.append((str(token.attrs.get("href", "")), len(parts)))
        elif kind == "link_close":
            address, start = links.pop()
            parts += _address(address, "".join(text for text, _style in parts[start:]))
        elif kind == "image":
            source = str(token.attrs.get("src", ""))
            parts += [(visible(_("[image: {words}]").format(words=token.content)), ""), *_address(source, "")]
        elif name in STYLES and token.nesting == 1:
            styles.append(STYLES[name])
        elif name in STYLES:
            styles.pop()
        elif kind in ("softbreak", "hardbreak"):
            parts.append(("\n", ""))
        else:
            style = CODE if kind == "code_inline" else ""
            parts.append((one_line(token.content), " ".join(filter(None, (*styles, style)))))
    return parts


def _address(address: str, words: str) -> list[Part]:
    """Where a link leads, unless its words say just that."""
    shown = one_line(address)
    return [(f" <{shown}>", ADDRESS)] if shown and shown != words else []
