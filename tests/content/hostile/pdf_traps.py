"""Traps in PDF files."""

from __future__ import annotations

from tests.content.hostile.making import SHOWN, Case, pages, pdf, stream


def objects(*extra: bytes, content: bytes = SHOWN, page_has: bytes = b"", font: bytes = b"") -> bytes:
    """A PDF of one page, with further objects from number 6 on."""
    return pdf([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> /XObject << /I 6 0 R >> >> %s >>" % page_has,
        stream(content),
        font or b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *extra,
    ])  # fmt: skip


def form(content: bytes) -> bytes:
    return stream(content, b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]"
                           b" /Resources << /Font << /F1 5 0 R >>"
                           b" /XObject << /I 6 0 R /J 7 0 R >> >>")  # fmt: skip


def mapped(lines: bytes) -> bytes:
    """A PDF whose font says by a table which letters its codes are."""
    table = b"/CIDInit /ProcSet findresource begin begincmap " + lines + b" endcmap end"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
    return objects(stream(table), font=font)


PDF_TRAPS: dict[str, Case] = {
    "a form in itself": Case(
        "a.pdf", lambda: objects(form(b"/I Do " + SHOWN), content=b"/I Do " + SHOWN), False, "Der Rat"
    ),
    "forms that double": Case(
        "a.pdf",
        lambda: objects(form(b"/J Do " * 50), form(b"/I Do " * 50 + SHOWN), content=b"/I Do " * 50 + SHOWN),
        True,
        "",
    ),
    "letters by a billion codes": Case(
        "a.pdf", lambda: mapped(b"1 beginbfrange <00> <ffffffff> <0041> endbfrange"), False, ""
    ),
    "letters of control": Case(
        "a.pdf", lambda: mapped(b"3 beginbfchar <44> <001b> <65> <009b> <72> <202e> endbfchar"), False, ""
    ),
    "letters that are halves": Case(
        "a.pdf", lambda: mapped(b"1 beginbfchar <44> <d800> endbfchar"), False, ""
    ),
    "letters of a thousand letters": Case(
        "a.pdf", lambda: mapped(b"1 beginbfchar <44> <" + b"0041" * 5_000 + b"> endbfchar"), False, ""
    ),
    "text turned upside down": Case(
        "a.pdf", lambda: pages(b"BT /F1 12 Tf -1 0 0 -1 300 300 Tm (Kopf) Tj ET " + SHOWN), False, "Der Rat"
    ),
    "text of no size": Case(
        "a.pdf", lambda: pages(b"BT /F1 0 Tf 72 600 Td (Nichts) Tj ET " + SHOWN), False, "Der Rat"
    ),
    "text far off the page": Case(
        "a.pdf", lambda: pages(b"BT /F1 9 Tf 1e9 -1e9 Td (Weit) Tj ET " + SHOWN), False, "Der Rat"
    ),
    "a letter in fifty thousand places": Case(
        "a.pdf",
        lambda: pages(
            b"".join(b"BT /F1 1 Tf %d %d Td (a) Tj ET " % (at % 500, at // 500) for at in range(30_000))
            + SHOWN
        ),
        False,
        "",
    ),
    "letters on letters": Case(
        "a.pdf", lambda: pages(b"BT /F1 9 Tf 72 500 Td (a) Tj ET " * 20_000 + SHOWN), False, "Der Rat"
    ),
    "lines crossing": Case(
        "a.pdf",
        lambda: pages(
            b"".join(b"%d 0 m %d 800 l S 0 %d m 500 %d l S " % (at, at, at, at) for at in range(500)) + SHOWN
        ),
        False,
        "Der Rat",
    ),
    "a parent that is its child": Case(
        "a.pdf",
        lambda: pdf(
            [
                b"<< /Type /Catalog /Pages 2 0 R >>",
                b"<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 3 0 R >>",
                b"<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>",
            ]
        ),
        True,
        "",
    ),
    "a thousand levels of pages": Case(
        "a.pdf",
        lambda: pdf(
            [
                b"<< /Type /Catalog /Pages 2 0 R >>",
                *(
                    b"<< /Type /Pages /Kids [%d 0 R] /Count 1 /Parent %d 0 R >>" % (at + 1, at - 1)
                    for at in range(2, 3_000)
                ),
            ]
        ),
        True,
        "",
    ),
    "a filter of twenty layers": Case(
        "a.pdf",
        lambda: pages(stream(SHOWN, b"/Filter [" + b"/ASCIIHexDecode " * 200 + b"]")),
        False,
        "Der Rat",
    ),
    "a filter that is none": Case(
        "a.pdf", lambda: pages(stream(SHOWN, b"/Filter /Klingon")), False, "Der Rat"
    ),
    "predictors of nonsense": Case(
        "a.pdf",
        lambda: pages(
            stream(
                SHOWN, b"/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 2147483647 /Colors 99 >>"
            )
        ),
        False,
        "Der Rat",
    ),
    "a run of lengths": Case(
        "a.pdf", lambda: pages(stream(b"\x81 " * 900_000, b"/Filter /RunLengthDecode")), True, ""
    ),
    "encryption of nobody": Case(
        "a.pdf",
        lambda: pdf(
            [
                b"<< /Type /Catalog /Pages 2 0 R >>",
                b"<< /Type /Pages /Kids [] /Count 0 >>",
                b"<< /Filter /Foo /V 99 >>",
            ],
            b"/Root 1 0 R /Encrypt 3 0 R",
        ),
        True,
        "",
    ),
    "no pages at all": Case(
        "a.pdf",
        lambda: pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"]),
        True,
        "",
    ),
    "five thousand empty pages": Case(
        "a.pdf",
        lambda: pdf(
            [
                b"<< /Type /Catalog /Pages 2 0 R >>",
                b"<< /Type /Pages /Kids [%s] /Count 5000 >>"
                % b" ".join(b"%d 0 R" % at for at in range(3, 5_003)),
                *(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>" for _ in range(5_000)),
            ]
        ),
        True,
        "",
    ),
    "a pdf with lines before it": Case("a.pdf", lambda: b"X-Mail: yes\r\n" * 20 + pages(SHOWN), False, ""),
    "a pdf called a text": Case("a.txt", lambda: pages(SHOWN), False, "it was read as pdf"),
    "a title of controls": Case(
        "a.pdf",
        lambda: pdf(
            [
                b"<< /Type /Catalog /Pages 2 0 R >>",
                b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
                b" /Resources << /Font << /F1 5 0 R >> >> >>",
                stream(SHOWN),
                b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
                b"<< /Title (\\033]0;x\\007[@click=app.quit]x[/])"
                b" /Author (\\233[31m) /CreationDate (D:99999999) >>",
            ],
            b"/Root 1 0 R /Info 6 0 R",
        ),
        False,
        "Der Rat",
    ),
}
