"""Traps in Word and OpenDocument files: what is well-formed enough to be believed, and what people send."""

from __future__ import annotations

import io
import warnings
import zipfile

from tests.content.hostile.making import MB, WORDS, Case, W, odt, packed, para, word, word_xml

#: A name that would leave the folder of what is imported, were it believed.
UP = "../" * 9 + "etc/passwd"


def stored(parts: list[tuple[str, bytes]]) -> bytes:
    """A zip of parts that may have the same name."""
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")
        for name, content in parts:
            archive.writestr(name, content)
    return out.getvalue()


def matryoshka(depth: int) -> bytes:
    """A zip in a zip in a zip."""
    data = word(para(WORDS))
    for _ in range(depth):
        data = packed({"word/document.xml": data})
    return data


def footnotes(count: int) -> bytes:
    """A Word document whose footnote refers to itself, so many times."""
    uses = "".join('<w:r><w:footnoteReference w:id="2"/></w:r>' for _ in range(count))
    note = f'<w:footnote w:id="2"><w:p>{uses}<w:r><w:t>Fuß</w:t></w:r></w:p></w:footnote>'
    xml = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"{note}</w:footnotes>"
    )
    return word(para(WORDS) + f"<w:p>{uses}</w:p>", **{"word/footnotes.xml": xml.encode()})


def based_on_itself() -> bytes:
    """Styles that are based on each other, round and round."""
    style = (
        '<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="x{0}"/><w:basedOn w:val="{1}"/></w:style>'
    )
    styles = f'<w:styles xmlns:w="{W}">{style.format("A", "B")}{style.format("B", "A")}</w:styles>'
    body = f'<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>{WORDS}</w:t></w:r></w:p>'
    return word(body, **{"word/styles.xml": styles.encode()})


def numbering(level: int, start: int) -> bytes:
    item = (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{WORDS}</w:t></w:r></w:p>"
    )
    defined = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="{level}">'
        f'<w:start w:val="{start}"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1%2%9"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    return word(item, **{"word/numbering.xml": defined.encode()})


def table(rows: int, columns: int, spans: str = "") -> str:
    cell = f"<w:tc><w:tcPr>{spans}</w:tcPr>{para('x')}</w:tc>"
    return "<w:tbl>" + ("<w:tr>" + cell * columns + "</w:tr>") * rows + "</w:tbl>"


def odt_table(repeated: int) -> bytes:
    space = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    row = (
        f'<t:table-row t:number-rows-repeated="{repeated}">'
        f'<t:table-cell t:number-columns-repeated="{repeated}">'
        "<text:p>x</text:p></t:table-cell></t:table-row>"
    )
    return odt(f'<text:p>{WORDS}</text:p><t:table xmlns:t="{space}">{row}</t:table>')


WORD_TRAPS: dict[str, Case] = {
    "two bodies of one name": Case(
        "a.docx",
        lambda: stored(
            [("word/document.xml", word_xml(para("Falsch"))), ("word/document.xml", word_xml(para(WORDS)))]
        ),
        True,
        "damaged",
    ),
    "a footnote in itself": Case("a.docx", lambda: footnotes(50), False, "Der Rat"),
    "styles in a ring": Case("a.docx", based_on_itself, False, "Der Rat"),
    "a level that is none": Case("a.docx", lambda: numbering(99, 1), False, "Der Rat"),
    "a list from two billion": Case("a.docx", lambda: numbering(0, 2_000_000_000), False, "Der Rat"),
    "a list from below zero": Case("a.docx", lambda: numbering(0, -(10**30)), False, "Der Rat"),
    "a cell over a billion columns": Case(
        "a.docx",
        lambda: word(para(WORDS) + table(2, 2, '<w:gridSpan w:val="1000000000"/>')),
        False,
        "Der Rat",
    ),
    "tables in tables": Case(
        "a.docx",
        lambda: word("<w:tbl><w:tr><w:tc>" * 60 + para(WORDS) + "</w:tc></w:tr></w:tbl>" * 60),
        False,
        "Der Rat",
    ),
    "tables in tables without end": Case(
        "a.docx",
        lambda: word("<w:tbl><w:tr><w:tc>" * 5_000 + para(WORDS) + "</w:tc></w:tr></w:tbl>" * 5_000),
        True,
        "",
    ),
    "a table of forty thousand cells": Case(
        "a.docx", lambda: word(para(WORDS) + table(200, 200)), False, "Der Rat"
    ),
    "a deleted text inside an insertion": Case(
        "a.docx",
        lambda: word(
            para(WORDS)
            + '<w:p><w:ins w:id="1"><w:del w:id="2"><w:r><w:delText>Geheim</w:delText></w:r></w:del>'
            "<w:r><w:t>Neu</w:t></w:r></w:ins></w:p>"
        ),
        False,
        "Neu",
    ),
    "a hidden text": Case(
        "a.docx",
        lambda: word(para(WORDS) + "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>verborgen</w:t></w:r></w:p>"),
        False,
        "Der Rat",
    ),
    "a picture of words": Case(
        "a.docx", lambda: word("<w:p><w:r><w:drawing/></w:r></w:p>"), True, "has no text"
    ),
    "a body without the namespace": Case(
        "a.docx",
        lambda: packed(
            {"word/document.xml": b"<document><body><p><r><t>Der Rat</t></r></p></body></document>"}
        ),
        True,
        "",
    ),
    "a body in utf-16": Case(
        "a.docx",
        lambda: packed({"word/document.xml": word_xml(para(WORDS)).decode().encode("utf-16")}),
        False,
        "Der Rat",
    ),
    "a body that says it is utf-7": Case(
        "a.docx",
        lambda: packed(
            {"word/document.xml": b'<?xml version="1.0" encoding="utf-7"?>' + word_xml(para(WORDS))}
        ),
        False,
        "Der Rat",
    ),
    "a stylesheet beside the body": Case(
        "a.docx",
        lambda: packed(
            {"word/document.xml": b'<?xml-stylesheet href="file:///etc/passwd"?>' + word_xml(para(WORDS))}
        ),
        False,
        "Der Rat",
    ),
    "includes from outside": Case(
        "a.docx",
        lambda: word(
            para(WORDS) + '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" '
            'parse="text"/>'
        ),
        False,
        "Der Rat",
    ),
    "a parameter entity": Case(
        "a.docx",
        lambda: word(para(WORDS), '<!DOCTYPE d [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;]>'),
        True,
        "damaged",
    ),
    "an attribute of ten megabytes": Case(
        "a.docx",
        lambda: word(para(WORDS) + f'<w:p w:x="{"x" * (10 * MB + 9)}"/>'),
        True,
        "",
    ),
    "a hundred thousand attributes": Case(
        "a.docx",
        lambda: word(para(WORDS) + "<w:p " + " ".join(f'a{at}=""' for at in range(100_000)) + "/>"),
        False,
        "Der Rat",
    ),
    "a hundred thousand namespaces": Case(
        "a.docx",
        lambda: word(
            para(WORDS) + "<w:p " + " ".join(f'xmlns:n{at}="u:{at}"' for at in range(20_000)) + "/>"
        ),
        False,
        "Der Rat",
    ),
    "a run of a million tabs": Case(
        "a.docx",
        lambda: word(para(WORDS) + "<w:p><w:r>" + "<w:tab/>" * 400_000 + "</w:r></w:p>"),
        True,
        "takes too long",
    ),
    "a hundred thousand empty paragraphs": Case(
        "a.docx", lambda: word(para(WORDS) + "<w:p/>" * 100_000), False, "Der Rat"
    ),
    "an equation": Case(
        "a.docx",
        lambda: word(
            para(WORDS)
            + '<w:p><m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>x=1</m:t>'
            "</m:r></m:oMath></w:p>"
        ),
        False,
        "Der Rat",
    ),
    "a zip in a zip in a zip": Case("a.docx", lambda: matryoshka(5), True, ""),
    "a name that leads out": Case(
        "a.docx", lambda: packed({UP: b"x", "word/document.xml": word_xml(para(WORDS))}), False, ""
    ),
    "a name of controls": Case(
        "a.docx",
        lambda: packed({"\x1b]0;x\x07": b"x", "word/document.xml": word_xml(para(WORDS))}),
        False,
        "Der Rat",
    ),
    "a workbook called a letter": Case(
        "a.docx",
        lambda: packed({"xl/workbook.xml": b"<workbook/>", "[Content_Types].xml": b"<Types/>"}),
        True,
        "",
    ),
    "a presentation": Case(
        "a.pptx",
        lambda: packed({"ppt/presentation.xml": b"<p/>", "[Content_Types].xml": b"<Types/>"}),
        True,
        "",
    ),
    "an old word file": Case("a.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4_000), True, ""),
    "a lock file of word": Case("~$a.docx", lambda: b"\x04Anna" + bytes(157), True, ""),
    "an archive with a note after its end": Case(
        "a.docx", lambda: word(para(WORDS)) + b"\n-- \nAnna\n", False, "Der Rat"
    ),
    "an archive behind a program": Case(
        "a.docx", lambda: b"#!/bin/sh\nexit\n" * 99 + word(para(WORDS)), True, "damaged"
    ),
    "half an archive": Case("a.docx", lambda: word(para(WORDS) * 99)[:200], True, "damaged"),
    "an archive with a wrong sum": Case(
        "a.docx",
        lambda: (
            (data := bytearray(word(para(WORDS)))).__setitem__(
                data.index(b"PK\x01\x02") + 16, data[data.index(b"PK\x01\x02") + 16] ^ 1
            )
            or bytes(data)
        ),
        True,
        "damaged",
    ),
    "two thousand and one parts": Case(
        "a.docx",
        lambda: packed({f"p{at}": b"" for at in range(2_001)} | {"word/document.xml": word_xml(para(WORDS))}),
        True,
        "2002 parts",
    ),
    "spaces by the billion": Case(
        "a.odt", lambda: odt(f'<text:p>{WORDS}<text:s text:c="999999999999"/></text:p>'), False, "Der Rat"
    ),
    "spaces below zero": Case(
        "a.odt", lambda: odt(f'<text:p>{WORDS}<text:s text:c="-5"/></text:p>'), False, "Der Rat"
    ),
    "spaces in words": Case(
        "a.odt", lambda: odt(f'<text:p>{WORDS}<text:s text:c="viele"/></text:p>'), False, "Der Rat"
    ),
    "spaces in another script": Case(
        "a.odt", lambda: odt(f'<text:p>{WORDS}<text:s text:c="²"/></text:p>'), False, "Der Rat"
    ),
    "a cell repeated by the billion": Case("a.odt", lambda: odt_table(1_000_000_000), False, "Der Rat"),
    "spans in spans": Case(
        "a.odt",
        lambda: odt("<text:p>" + "<text:span>" * 200 + WORDS + "</text:span>" * 200 + "</text:p>"),
        False,
        "Der Rat",
    ),
    "spans without end": Case(
        "a.odt",
        lambda: odt("<text:p>" + "<text:span>" * 50_000 + WORDS + "</text:span>" * 50_000 + "</text:p>"),
        True,
        "",
    ),
    "a heading of level minus one": Case(
        "a.odt", lambda: odt(f'<text:h text:outline-level="-1">{WORDS}</text:h>'), False, "Der Rat"
    ),
    "a heading of level a lot": Case(
        "a.odt", lambda: odt(f'<text:h text:outline-level="{"9" * 5000}">{WORDS}</text:h>'), False, "Der Rat"
    ),
    "an encrypted open document": Case(
        "a.odt",
        lambda: packed(
            {
                "mimetype": b"application/vnd.oasis.opendocument.text",
                "META-INF/manifest.xml": b"<m:manifest "
                b'xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
                b'<m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>',
                "content.xml": bytes(range(256)) * 9,
            }
        ),
        True,
        "",
    ),
    "a spreadsheet of another office": Case(
        "a.odt",
        lambda: packed(
            {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}
        ),
        True,
        "",
    ),
}
