"""Markdown (CommonMark with tables): the text without its marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from content.formats.blocks import Block, Draft, as_heading, as_item, as_row
from content.formats.encoding import decode
from content.formats.lines import reflow
from content.messages import Message
from content.metadata import iso_day
from content.normalise import MONTHS, glue, line_ends

_DATE_AT_START = re.compile(rf"^([ \t]{{0,3}}\d{{1,2}})\.(?= (?:{MONTHS})\b)", re.MULTILINE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_MAX_HEADING = 300
#: The library drops what stands deeper, and calls itself for each level.
_MAX_NESTING = 60
_TOO_DEEP = Message(
    "Quotes or lists are nested too deeply to be read as Markdown: the file was read as plain text."
)


def read(data: bytes) -> Draft:
    text, warnings = decode(data)
    draft = read_text(text)
    draft.warnings += warnings
    return draft


def read_text(text: str) -> Draft:
    """The draft of decoded Markdown."""
    text = line_ends(text)
    draft = Draft([], "markdown")
    front = _FRONT_MATTER.match(text)
    if front:
        _read_front_matter(front[1], draft)
        text = text[front.end() :]
    # "24. April …" at the start of a line is a date here, not item 24.
    text = _DATE_AT_START.sub(r"\1\\.", text)
    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable(["table", "strikethrough"])
    tokens = parser.parse(text)
    if max((token.level for token in tokens), default=0) >= _MAX_NESTING - 1:
        draft.blocks = reflow(text)
        draft.warnings.append(_TOO_DEEP)
    else:
        draft.blocks = list(_blocks(tokens))
    return draft


def _read_front_matter(lines: str, draft: Draft) -> None:
    fields = dict(re.findall(r"^(title|date|author|publisher):\s*[\"']?(.*?)[\"']?\s*$", lines, re.MULTILINE))
    draft.title, draft.title_reason = fields.get("title", ""), "front matter"
    if day := iso_day(fields.get("date", "")[:10]):
        draft.date, draft.date_reason = day, "front matter"
    draft.publisher = fields.get("publisher") or fields.get("author", "")
    draft.publisher_reason = "front matter"


def _blocks(tokens: list[Token]) -> Iterator[Block]:
    lists: list[int | None] = []
    mark: str | None = None
    row: list[str] | None = None
    previous = ""
    for token in tokens:
        kind = token.type
        if kind in ("bullet_list_open", "ordered_list_open"):
            lists.append(None if kind[0] == "b" else int(token.attrGet("start") or 1))
        elif kind in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif kind == "list_item_open":
            mark = _next_mark(lists, token.markup)
        elif kind == "tr_open":
            row = []
        elif kind == "tr_close" and row is not None:
            yield as_row(row)
            row = None
        elif kind == "inline" and row is not None:
            row.append(_plain(token))
        elif kind == "inline":
            yield from _inline_blocks(_plain(token), previous, mark)
            mark = None
        elif kind in ("fence", "code_block"):
            yield from reflow(token.content, wrapped=False)
        elif kind == "html_block":
            yield from reflow(_untagged(_BREAK.sub("\n", token.content)), wrapped=False)
        previous = kind


def _untagged(html: str) -> str:
    # Past the last end of a comment none is looked for: each start would search the whole rest.
    last = html.rfind("-->") + 3 if "-->" in html else 0
    return _TAG.sub("", _COMMENT.sub("", html[:last]) + html[last:])


def _next_mark(lists: list[int | None], markup: str) -> str:
    number = lists[-1]
    if number is None:
        return "-"
    lists[-1] = number + 1
    return f"{number}{markup}"


def _inline_blocks(text: str, opener: str, mark: str | None) -> Iterator[Block]:
    if mark is not None:
        yield as_item(mark, text)
    elif opener == "heading_open" and len(text) <= _MAX_HEADING:
        yield as_heading(text)
    else:
        yield from reflow(text, wrapped=False)


def _plain(token: Token) -> str:
    """The words of an inline token; pictures are left out."""
    lines: list[list[str]] = [[]]
    parts: list[str] = []
    for child in [*(token.children or ()), Token("hardbreak", "", 0)]:
        if child.type == "softbreak":
            lines[-1].append("".join(parts))
            parts = []
        elif child.type == "hardbreak" or (child.type == "html_inline" and _BREAK.fullmatch(child.content)):
            lines[-1].append("".join(parts))
            lines.append([])
            parts = []
        elif child.type in ("text", "code_inline", "text_special"):
            parts.append(child.content)
    return "\n".join(glue(line) for line in lines).rstrip("\n")
