"""Plain lines → paragraphs and list items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from content.endings import is_closed
from content.formats.blocks import Block, BlockKind
from content.normalise import (
    clean,
    ends_with_bullet,
    glue,
    goes_on,
    is_bullet,
    is_contents_line,
    is_page_mark,
    item_mark,
    was_cut,
    without_last_bullet,
)

#: Shorter lines that follow one another are an address, a form, a verse: their ends stay.
_SHORT, _SHORT_UNWRAPPED = 55, 80
#: Text wrapped at fewer columns than this cannot be told from an address.
_WRAP_MIN, _WRAP_MAX = 55, 132
_MANY_LINES = 4000
_FEW_LINES = 2
_FEW, _EMPTY_SHARE = 4, 0.15
_ITEM_LINES = 6
_STAR = re.compile(r"^[ \t]*\* ", re.MULTILINE)
_ROW = " | "
_STARTS_PART = re.compile(r"(?:\(\d{1,2}[a-z]?\)|§+) ?\w")


@dataclass(frozen=True, slots=True)
class Layout:
    """How lines were set: where they were wrapped (0: not), whether a lone "* " marks a footnote."""

    width: int
    footnote: bool


def reflow(text: str, wrapped: bool = True) -> list[Block]:
    """Paragraphs and items of text whose paragraphs may be wrapped by hand.

    ``wrapped=False`` for one paragraph of a format that has paragraphs of its own: a line end or
    two were put there on purpose, and only those that cut a phrase go.
    """
    text = clean(text).strip("\n")
    if "\n" not in text:
        return _blocks_of([text], Layout(0, text.lstrip().startswith("* "))) if text.strip() else []
    lines = _bullets_first([line.rstrip() for line in text.split("\n")])
    chunks = list(_chunks(lines))
    width = _wrap_width(chunks) if wrapped or len(lines) > _FEW_LINES else 0
    layout = Layout(width, len(_STAR.findall(text)) == 1)
    blocks = [block for chunk in chunks for block in _blocks_of(chunk, layout)]
    return mend(blocks) if wrapped else blocks


def rewrap(blocks: list[Block]) -> list[Block]:
    """Joins paragraphs that are the lines of a text pasted line by line.

    Empty paragraphs between them, or bullets in paragraphs of their own, give such text away.
    """
    result: list[Block] = []
    run: list[Block] = []
    for block in [*blocks, Block("heading", "")]:
        if block.kind == "para" and block.region is None:
            run.append(block)
            continue
        result += _rewrapped(run) if len(run) >= _FEW else run
        run = []
        result.append(block)
    return result[:-1]


def _rewrapped(run: list[Block]) -> list[Block]:
    empty = sum(not block.text for block in run)
    if empty >= _EMPTY_SHARE * len(run):
        return reflow("\n".join(block.text for block in run))
    if sum(ends_with_bullet(block.text) for block in run) >= 2:
        return reflow("\n\n".join(block.text for block in run))
    return run


def mend(blocks: list[Block]) -> list[Block]:
    """Joins paragraphs (and items) that a page break cut."""
    result: list[Block] = []
    for block in blocks:
        if result and block.kind == "para" and _was_cut(result[-1], block):
            result[-1].text = glue((result[-1].text, block.text))
        else:
            result.append(block)
    return result


def _was_cut(first: Block, second: Block) -> bool:
    if first.kind not in ("para", "item") or "\n" in first.text or is_page_mark(second.text):
        return False
    return was_cut(first.text, second.text) and (first.kind == "para" or second.text[0].islower())


def _chunks(lines: list[str]) -> Iterator[list[str]]:
    """Runs of lines without a blank one; a page's number stands for itself."""
    chunk: list[str] = []
    for line in lines:
        alone = bool(line) and is_page_mark(line)
        if line and not alone:
            chunk.append(line)
            continue
        if chunk:
            yield chunk
            chunk = []
        if alone:
            yield [line]
    if chunk:
        yield chunk


def _wrap_width(chunks: list[list[str]]) -> int:
    """Where the paragraphs were wrapped, 0 if they were not.

    Most lines that another one follows are then about as long as the longest ones.
    """
    lengths: list[int] = []
    for chunk in chunks:
        lengths += map(len, chunk[:-1])
        if len(lengths) > _MANY_LINES:
            break
    wrapped = sorted(length for length in lengths if _WRAP_MIN <= length <= _WRAP_MAX)
    if not wrapped:
        return 0
    width = wrapped[int(0.95 * (len(wrapped) - 1))]
    full = sum(0.7 * width <= length <= _WRAP_MAX for length in lengths)
    return width if full > 0.5 * len(lengths) else 0


def _blocks_of(chunk: list[str], layout: Layout) -> list[Block]:
    """The blocks of lines that no blank line parts."""
    drafts: list[tuple[BlockKind, list[str]]] = []
    kind: BlockKind = "row"
    last = ""
    for raw in chunk:
        line = raw.strip()
        row = _ROW in line or is_contents_line(line)
        mark = None if row and _ROW not in line else _mark(raw, layout)
        if mark and kind == "para" and _inside(last, line, layout.width):
            mark = None
        if mark is None and drafts and not row and _continues(kind, last, line, raw, layout.width):
            drafts[-1][1].append(line)
        else:
            kind = "item" if mark else "row" if row else "para"
            drafts.append((kind, [f"{mark[0]} {mark[1]}" if mark else line]))
        last = line
    blocks = [Block(kind, glue(lines) if len(lines) > 1 else lines[0]) for kind, lines in drafts]
    return _addresses(blocks, _SHORT if layout.width else _SHORT_UNWRAPPED) if len(blocks) > 1 else blocks


def _mark(line: str, layout: Layout) -> tuple[str, str] | None:
    if (layout.footnote and line.lstrip().startswith("* ")) or is_page_mark(line):
        return None
    return item_mark(line)


def _inside(last: str, line: str, width: int) -> bool:
    """Whether a line that looks like an item's ("– 2. …") only continues a wrapped sentence."""
    return bool(width) and not is_closed(last) and goes_on(last, line, width)


def _continues(kind: BlockKind, last: str, line: str, raw: str, width: int) -> bool:
    """Whether a line that opens no item goes on in the block before it, which is of this kind."""
    if kind == "row" or line[0] in "(§" and _STARTS_PART.match(line):
        return False
    indented = raw[0] in " \t"
    if indented and kind == "para" and is_closed(last):
        return False
    return (indented and kind == "item") or goes_on(last, line, width)


def _addresses(blocks: list[Block], limit: int) -> list[Block]:
    """Short paragraphs that followed one another without a blank line become lines of one."""
    result: list[Block] = []
    run: list[str] = []
    for block in [*blocks, Block("row", "")]:
        if block.kind == "para" and len(block.text) < limit and not _STARTS_PART.match(block.text):
            run.append(block.text)
            continue
        if run:
            result.append(Block("para", "\n".join(run)))
            run = []
        result.append(block)
    return result[:-1]


def _bullets_first(lines: list[str]) -> list[str]:
    """Puts bullets that were printed after their items before them.

    Text taken from a PDF may have them so; it is believed only where lines end with bullets and
    none begins with one.
    """
    ends = [at for at, line in enumerate(lines) if ends_with_bullet(line)]
    if len(ends) < 2 or any(_starts_with_bullet(line) for line in lines):
        return lines
    result: list[str] = []
    done = 0
    for end in ends:
        start = _item_start(lines, done, end)
        result += lines[done:start]
        result.append("- " + _joined(lines[start : end + 1]))
        done = end + 1
        if done < len(lines) and not lines[done]:
            result.append("")
    return result + lines[done:]


def _starts_with_bullet(line: str) -> bool:
    stripped = line.lstrip()
    return len(stripped) > 1 and is_bullet(stripped[0])


def _item_start(lines: list[str], done: int, end: int) -> int:
    """The first line of the item whose bullet stands in line ``end``; lines before ``done`` are taken.

    After another item everything up to the bullet belongs to it, unless that is too much. The
    first item goes back to the line that introduces the list; a bullet on a line with text belongs
    to that line.
    """
    filled = [at for at in range(done, end) if lines[at].strip()]
    if done and len(filled) <= _ITEM_LINES:
        return filled[0] if filled else end
    if not is_bullet(lines[end]):
        return end
    for at in reversed(filled[-_ITEM_LINES:]):
        if is_closed(lines[at]):
            later = [other for other in filled if other > at]
            return later[0] if later else at
    return filled[-1] if filled else end


def _joined(lines: list[str]) -> str:
    bare = (without_last_bullet(line) for line in lines if not is_bullet(line))
    return glue(bare)
