"""PDF files."""

from __future__ import annotations

import zlib

from tests.content.hostile.making import (
    MB,
    SHOWN,
    Case,
    P,
    bomb_in_a_stream,
    huge_picture,
    page,
    pages,
    pdf,
    stream,
)

PDFS: dict[str, Case] = {
    "pdf that is whole": Case("a.pdf", lambda: pages(SHOWN), False, "Der Rat der Stadt"),
    "cut pdf": Case("a.pdf", lambda: pages(SHOWN)[:150], True, "damaged"),
    "pdf without end": Case("a.pdf", lambda: pages(SHOWN)[:-40], True, "damaged"),
    "pdf of noise": Case("a.pdf", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 400, True, "damaged"),
    "scan": Case("a.pdf", lambda: pages(b"10 10 100 100 re f"), True, "no text layer (scan): run OCR first"),
    "page loop": Case("a.pdf", lambda: pages(SHOWN, b"2 0 R 3 0 R", 2), False, "Der Rat der Stadt"),
    "only a page loop": Case("a.pdf", lambda: pages(SHOWN, b"2 0 R", 1), True, ""),
    "one page a thousand times": Case(
        "a.pdf", lambda: pages(SHOWN, b"3 0 R " * 1000, 1000), False, "Der Rat der Stadt"
    ),
    "a billion pages": Case("a.pdf", lambda: pages(SHOWN, b"3 0 R", 1_000_000_000), False, "Der Rat"),
    "minus one page": Case("a.pdf", lambda: pages(SHOWN, b"3 0 R", -1), False, "Der Rat der Stadt"),
    "xref loop": Case(
        "a.pdf", lambda: pdf([b"<< /Type /Catalog /Pages 2 0 R >>"], b"/Root 1 0 R /Prev 9"), True, "damaged"
    ),
    "root is itself": Case("a.pdf", lambda: pdf([b"1 0 R"]), True, "damaged"),
    "length is itself": Case(
        "a.pdf",
        lambda: pages(b"<< /Length 4 0 R >>\nstream\n" + SHOWN + b"\nendstream"),
        False,
        "Der Rat der Stadt",
    ),
    "length of 4 GB": Case(
        "a.pdf",
        lambda: pages(b"<< /Length 4294967295 >>\nstream\n" + SHOWN + b"\nendstream"),
        False,
        "Der Rat der Stadt",
    ),
    "arrays in arrays": Case("a.pdf", lambda: pdf([b"[" * 100_000]), True, "damaged"),
    "dictionaries in dictionaries": Case("a.pdf", lambda: pdf([b"<< /A " * 100_000]), True, "damaged"),
    "stream bomb": Case("a.pdf", lambda: bomb_in_a_stream(60 * MB, 1), False, "Der Rat der Stadt"),
    "stream bomb in a bomb": Case("a.pdf", lambda: bomb_in_a_stream(270 * MB, 3), True, ""),
    "bomb of text": Case(
        "a.pdf",
        lambda: pages(stream(zlib.compress((SHOWN + b" ") * 60_000, 9), b"/Filter /FlateDecode")),
        False,
        "Der Rat",
    ),
    "picture of 10 GB": Case("a.pdf", huge_picture, False, "Der Rat der Stadt"),
    "states never restored": Case(
        "a.pdf", lambda: pages(b"q " * 500_000 + SHOWN), False, "Der Rat der Stadt"
    ),
    "many paths": Case(
        "a.pdf", lambda: pages(b"0 0 m 9 9 l S " * 100_000 + SHOWN), False, "Der Rat der Stadt"
    ),
    "numbers of nonsense": Case(
        "a.pdf",
        lambda: pages(b"BT /F1 1e999 Tf 99999999999999999999 nan Td (Rat) Tj ET " + SHOWN),
        False,
        "Der Rat der Stadt",
    ),
    "page of no size": Case(
        "a.pdf", lambda: pages(SHOWN, page=b"/MediaBox [0 0 0 0]"), False, "Der Rat der Stadt"
    ),
    "page of giant size": Case(
        "a.pdf", lambda: pages(SHOWN, page=b"/MediaBox [0 0 1e30 1e30]"), False, "Der Rat der Stadt"
    ),
    "script": Case(
        "a.pdf",
        lambda: pages(SHOWN, page=b"/AA << /O << /S /JavaScript /JS (app.launchURL\\('x'\\)) >> >>"),
        False,
        "Der Rat der Stadt",
    ),
    "control sequences in pdf": Case(
        "a.pdf",
        lambda: pages(SHOWN + b" BT /F1 12 Tf 72 600 Td (x\\033]0;y\\007 Stadt) Tj ET"),
        False,
        "Der Rat der Stadt",
    ),
    "picture in name": Case("a.pdf", lambda: b"\x89PNG\r\n\x1a\n" + bytes(90), True, "is an image"),
    "page in name": Case("a.pdf", lambda: page(P), False, "it was read as html"),
}
