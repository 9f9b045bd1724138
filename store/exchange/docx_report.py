"""The report as a Word document: headings, quotations, tables and lists by style, so that it can be edited.

What every report has in common (styles, numbering, footer, list of parts) lies in ``word/`` as it goes into
the archive; only the document itself is made here.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from store.exchange.blocks import Block, Facts, Heading, Items, Paragraph, Quote, Report, Table, Timeline
from store.exchange.plain import plain
from store.exchange.report import report
from store.exchange.words import BARE, Words

if TYPE_CHECKING:
    from store.review import Review

PARTS = Path(__file__).with_name("word")
#: Every part has the first time a zip archive can say, so that the same report is the same file.
MADE = (1980, 1, 1, 0, 0, 0)
LANGUAGES = {"de": "de-DE", "en": "en-GB"}
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
#: A4 with two centimetres of margin, in twentieths of a point, and the footer.
PAGE = (
    f'<w:sectPr><w:footerReference w:type="default" r:id="rId3" {R}/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" '
    'w:gutter="0"/></w:sectPr>'
)
#: What a line of text has room for: the page without its margins.
WIDTH = 11906 - 2 * 1134
#: A column has room for its longest word up to so many letters, and asks for no more than so many.
LONGEST_WORD, WIDEST = 20, 48
#: The width of a letter in a table, and of a cell's sides.
LETTER, PADDING = 130, 220
TABLE = (
    '<w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/>'
    '<w:tblLook w:firstRow="1" w:firstColumn="1"/>'
)


def write(review: Review, words: Words = BARE) -> bytes:
    return packed(report(review, words))


def packed(made: Report) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts(made).items():
            entry = zipfile.ZipInfo(name, MADE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text.encode("utf-8"))
    return out.getvalue()


def parts(made: Report) -> dict[str, str]:
    """The parts by name, the list of types first, as the format asks for."""
    paths = sorted(path for path in PARTS.rglob("*") if path.name.endswith((".xml", ".rels")))
    found = {path.relative_to(PARTS).as_posix(): path.read_text("utf-8") for path in paths}
    values = {
        "LANGUAGE": LANGUAGES[made.language],
        "TIME": f"{made.at[:19]}Z",
        "TITLE": escape(plain(made.title)),
    }
    for name in ("word/styles.xml", "docProps/core.xml"):
        for key, value in values.items():
            found[name] = found[name].replace(f"${key}$", value)
    return found | {"word/document.xml": document(made)}


def document(made: Report) -> str:
    body = [_paragraph(made.title, "Title"), _paragraph(made.subtitle, "Subtitle")]
    body += [part for block in made.blocks for part in _block(block)]
    head = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document {W}><w:body>'
    return f"{head}{''.join(body)}{PAGE}</w:body></w:document>"


def run(text: str, properties: str = "") -> str:
    """A text as a run; its line ends and tabs stay."""
    lines = escape(plain(text)).replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">').split("\n")
    inner = '</w:t><w:br/><w:t xml:space="preserve">'.join(lines)
    return f'<w:r>{properties}<w:t xml:space="preserve">{inner}</w:t></w:r>'


def _paragraph(text: str, style: str = "Normal") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run(text)}</w:p>'


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield _paragraph(block.text, f"Heading{block.level - 1}")
        case Paragraph():
            yield _paragraph(block.text)
        case Items():
            yield from (_paragraph(text, "ListBullet") for text in block.texts)
        case Facts():
            yield from _facts(block.pairs)
        case Quote():
            yield _paragraph(block.text, "Quote")
            yield _paragraph(f"{block.source} · {block.worth}", "Source")
        case Timeline():
            yield _paragraph(block.about)  # The table behind it says the same; a drawing could not be edited.
        case Table():
            yield from _table(block)


def _facts(pairs: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """Kept together, and with what follows them."""
    for name, value in pairs:
        bold = run(f"{name}: ", "<w:rPr><w:b/></w:rPr>")
        kept = '<w:pPr><w:keepNext/><w:spacing w:after="40"/></w:pPr>'
        yield f"<w:p>{kept}{bold}{run(value)}</w:p>"


def _table(table: Table) -> Iterator[str]:
    yield _paragraph(table.caption, "Caption")
    widths = _widths(table)
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = _row(table.heads, widths, "TableHead", "<w:cantSplit/><w:tblHeader/>")
    rows += "".join(_row(row, widths, "TableText", "<w:cantSplit/>") for row in table.rows)
    yield f"<w:tbl><w:tblPr>{TABLE}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    yield _paragraph("")


def _widths(table: Table) -> list[int]:
    """Of the columns, in twentieths of a point: room for their longest words, the rest by their texts."""
    least, wanted = [], []
    for cells in zip(table.heads, *table.rows, strict=True):
        word = min(max(len(word) for cell in cells for word in cell.split() or [""]), LONGEST_WORD)
        least.append(word * LETTER + PADDING)
        wanted.append(1 + min(max(map(len, cells)), WIDEST) - word)
    spare = max(WIDTH - sum(least), 0)
    widths = [width + spare * more // sum(wanted) for width, more in zip(least, wanted, strict=True)]
    return [width * WIDTH // max(sum(widths), WIDTH) for width in widths]


def _row(cells: tuple[str, ...], widths: list[int], style: str, properties: str) -> str:
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_paragraph(cell, style)}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"
