"""The report as one HTML page: nothing is fetched, nothing runs; it prints, and reads without sight."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from store.exchange.blocks import Block, Facts, Heading, Items, Paragraph, Quote, Report, Table, Timeline
from store.exchange.plain import plain
from store.exchange.report import report
from store.exchange.timeline_svg import drawings
from store.exchange.words import BARE, Words

if TYPE_CHECKING:
    from store.review import Review

#: A word of more letters may be broken anywhere, so that no table is wider than its page.
LONG_WORD = 24
#: Cells of columns that are set to the right.
_NUMBER = re.compile(r"[\d.,\u2212–]{1,12}")
#: A table of fewer rows stays on one page.
FEW_ROWS = 10
#: Dark on white throughout, at 7:1 or more.
STYLE = """
body { font: 1rem/1.5 Georgia, "Times New Roman", serif; color: #1a1a1a; background: #fff;
  max-width: 60rem; margin: 0 auto; padding: 1rem; }
h1, h2, h3, th, caption, dt, nav, svg { font-family: "Segoe UI", "Liberation Sans", Arial, sans-serif; }
h1 { margin-bottom: 0; } h2 { margin-top: 3rem; border-bottom: 2px solid #123f63; } h3 { margin-top: 2rem; }
a { color: #0b4a7a; } .skip { position: absolute; left: -100rem; } .skip:focus { position: static; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; font-size: .9rem; }
caption { text-align: left; font-weight: bold; padding: .3rem 0; }
th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: left; vertical-align: top; }
.long { overflow-wrap: anywhere; } .number { text-align: right; font-variant-numeric: tabular-nums; }
thead th { background: #e8eef3; } tbody th { font-weight: normal; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; } dt { font-weight: bold; }
dd { margin: 0; overflow-wrap: anywhere; }
figure { margin: 1rem 0; } blockquote { margin: 0; padding-left: 1rem; border-left: 4px solid #123f63; }
blockquote p { margin: .3rem 0; } figcaption { font-size: .9rem; padding-left: 1.25rem; color: #404040; }
svg { width: 100%; height: auto; font-size: 12px; } svg text { fill: #1a1a1a; }
svg .bar { fill: #123f63; } svg .open { stroke: #123f63; stroke-width: 3; stroke-dasharray: 6 4; }
svg .axis { stroke: #b0b0b0; stroke-width: 1; }
@media print {
  @page { size: A4; margin: 2cm 1.8cm; }
  body { max-width: none; padding: 0; font-size: 10.5pt; } .skip { display: none; }
  section + section h2 { break-before: page; } h2, h3, caption, thead, h3 + dl { break-after: avoid; }
  h2, h3, tr, figure, dl, li, .short { break-inside: avoid; } thead { display: table-header-group; }
  a { color: inherit; text-decoration: none; }
}
"""


def write(review: Review, words: Words = BARE) -> bytes:
    return page(report(review, words), words).encode("utf-8")


def page(made: Report, words: Words) -> str:
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title, skip = shown(made.title), shown(words.say("Skip to the report"))
    heads = [block for block in made.blocks if isinstance(block, Heading) and block.level == 2]
    links = "".join(f'<li><a href="#s{at}">{shown(head.text)}</a></li>' for at, head in enumerate(heads, 1))
    parts = (
        f'<!DOCTYPE html>\n<html lang="{made.language}">\n<head>\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>",
        f'<a class="skip" href="#report">{skip}</a>',
        f"<header>\n<h1>{title}</h1>\n<p>{shown(made.subtitle)}</p>\n</header>",
        f'<nav aria-label="{shown(made.contents)}">\n<ol>{links}</ol>\n</nav>\n<main id="report">',
        *_body(made.blocks),
        "</main>\n</body>\n</html>\n",
    )
    return "\n".join(parts)


def shown(text: str) -> str:
    """A text as HTML shows it; line ends become ``<br>``."""
    return escape(plain(text)).replace("\n", "<br>")


def _body(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The blocks, every heading of level 2 in a section and of level 3 in an article of its own."""
    open_parts: list[str] = []
    section, drawn = 0, 1
    for block in blocks:
        if isinstance(block, Heading):
            keep = block.level - 2
            yield from (f"</{name}>" for name in reversed(open_parts[keep:]))
            del open_parts[keep:]
            section += block.level == 2
            open_parts.append("section" if block.level == 2 else "article")
            yield _heading(block, section)
        elif isinstance(block, Timeline):
            for svg in drawings(block, drawn):
                yield f"<figure>{svg}</figure>"
                drawn += 1
        else:
            yield _block(block)
    yield from (f"</{name}>" for name in reversed(open_parts))


def _heading(block: Heading, section: int) -> str:
    if block.level == 2:
        return f'<section aria-labelledby="s{section}">\n<h2 id="s{section}">{shown(block.text)}</h2>'
    return f"<article>\n<h3>{shown(block.text)}</h3>"


def _block(block: Block) -> str:
    match block:
        case Paragraph(text=text):
            return f"<p>{shown(text)}</p>"
        case Items(texts=texts):
            return "<ul>\n" + "\n".join(f"<li>{shown(text)}</li>" for text in texts) + "\n</ul>"
        case Facts(pairs=pairs):
            rows = (f"<dt>{shown(name)}</dt><dd>{shown(value)}</dd>" for name, value in pairs)
            return "<dl>\n" + "\n".join(rows) + "\n</dl>"
        case Quote():
            quoted = f"<blockquote><p>{shown(block.text)}</p></blockquote>"
            caption = f"{shown(block.source)} · {shown(block.worth)}"
            return f"<figure>{quoted}<figcaption>{caption}</figcaption></figure>"
        case Table():
            return _table(block)
    raise TypeError(block)


def _table(table: Table) -> str:
    columns = zip(*table.rows, strict=True) if table.rows else [()] * len(table.heads)
    numeric = [bool(cells) and all(map(_NUMBER.fullmatch, cells)) for cells in columns]
    of = ["number" if number else "" for number in numeric]
    heads = "".join(
        f'<th scope="col"{_class(name)}>{shown(head)}</th>'
        for head, name in zip(table.heads, of, strict=True)
    )
    rows = []
    for first, *cells in table.rows:
        rest = "".join(
            f"<td{_class(name or _breaking(cell))}>{shown(cell)}</td>"
            for cell, name in zip(cells, of[1:], strict=True)
        )
        rows.append(f'<tr><th scope="row"{_class(_breaking(first))}>{shown(first)}</th>{rest}</tr>')
    body = "\n".join(rows)
    short = ' class="short"' if len(rows) < FEW_ROWS else ""
    return (
        f"<table{short}>\n<caption>{shown(table.caption)}</caption>\n<thead><tr>{heads}</tr></thead>\n"
        f"<tbody>\n{body}\n</tbody>\n</table>"
    )


def _breaking(cell: str) -> str:
    return "long" if any(len(word) > LONG_WORD for word in cell.split()) else ""


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""
