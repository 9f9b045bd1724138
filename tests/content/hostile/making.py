"""How hostile and broken files are made, on the fly and in a moment."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import NamedTuple

WORDS = "Der Rat tagt am 1. Mai 2026 und fordert mehr Mittel."
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
ODT = b"application/vnd.oasis.opendocument.text"


class Case(NamedTuple):
    """A file by its name and how it is made; refused, with ``said`` in the reason, or read, with ``said`` in
    the text or its warnings."""

    name: str
    make: Callable[[], bytes]
    refused: bool
    said: str


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else None
            archive.writestr(name, content, stored)
    return out.getvalue()


def word(body: str, head: str = "", **parts: bytes) -> bytes:
    """A Word document of this body; ``head`` goes before it, ``parts`` beside it."""
    xml = f'<?xml version="1.0"?>{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return packed({"word/document.xml": xml.encode("utf-8", "surrogatepass")} | parts)


def para(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def odt(body: str, head: str = "") -> bytes:
    xml = (
        f'<?xml version="1.0"?>{head}<office:document-content xmlns:office="{OFFICE}" xmlns:text="{TEXT}">'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return packed({"mimetype": ODT, "content.xml": xml.encode()})


def entities(levels: int = 9) -> str:
    told = "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10}">' for at in range(1, levels))
    return f'<!DOCTYPE d [<!ENTITY e0 "haha">{told}]>'


OUTSIDE = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def pdf(objects: list[bytes], trailer: bytes = b"/Root 1 0 R", table: bool = True) -> bytes:
    """A PDF of these objects, numbered from 1."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    if table:
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        out += b"".join(b"%010d 00000 n \n" % at for at in places)
    out += b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), extra, data)


FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
SHOWN = b"BT /F1 12 Tf 72 700 Td (Der Rat der Stadt tagt heute und fordert mehr Mittel.) Tj ET"


def pages(
    content: bytes, kids: bytes = b"3 0 R", count: int = 1, extra: bytes = b"", page: bytes = b""
) -> bytes:
    """A PDF whose page shows this content stream."""
    return pdf([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> %s >>" % page,
        content if content.startswith(b"<<") else stream(content),
        FONT,
    ])  # fmt: skip


def huge_picture() -> bytes:
    image = stream(b"\0" * 100, b"/Type /XObject /Subtype /Image /Width 60000 /Height 60000"
                                b" /BitsPerComponent 8 /ColorSpace /DeviceRGB")  # fmt: skip
    made = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> /XObject << /I 6 0 R >> >> >>",
        stream(b"/I Do " + SHOWN),
        FONT,
        image,
    ]
    return pdf(made)


def bomb_in_a_stream(size: int, layers: int) -> bytes:
    """A content stream that unpacks to so many bytes of showing text."""
    data = SHOWN + b" " * size
    for _ in range(layers):
        data = zlib.compress(data, 1)
    return pages(stream(data, b"/Filter [" + b"/FlateDecode " * layers + b"]"))


def lies_about_size() -> bytes:
    """A zip whose directory says that a part of 40 MB has 100 bytes."""
    data = bytearray(word(para(WORDS) + " " * (40 << 20)))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 100)
    return bytes(data)


def overlapping() -> bytes:
    """A zip with many entries that all unpack the same bytes."""
    data = word(para(WORDS) + " " * (1 << 20))
    at, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entry = data[at:end]
    made = data[:at] + entry * 900
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 900, 900, len(entry) * 900, at, 0)
    return made + tail


def in_a_zip(name: str) -> bytes:
    return packed({name: b"root::0:0", "word/document.xml": word_xml(para(WORDS))})


def word_xml(body: str) -> bytes:
    return f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode()


def link_in_a_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        entry = zipfile.ZipInfo("word/document.xml")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    return out.getvalue()


def with_flag(flag: int) -> bytes:
    data = bytearray(word(para(WORDS)))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= flag
    return bytes(data)


def with_method(method: int) -> bytes:
    data = bytearray(word(para(WORDS)))
    for signature, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        data[data.index(signature) + offset] = method
    return bytes(data)


def nested_parts(depth: int) -> bytes:
    heads = "".join(f'Content-Type: multipart/mixed; boundary="b{at}"\n\n--b{at}\n' for at in range(depth))
    return f"From: a@b.example\nTo: c@d.example\nSubject: Rat\n{heads}\n{WORDS}\n".encode()


def mail(body: bytes, head: bytes = b"") -> bytes:
    return b"From: a@b.example\nTo: c@d.example\nSubject: Rat\n" + head + b"\n" + body


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode(
        "utf-8", "surrogatepass"
    )


def rtf(body: bytes) -> bytes:
    return b"{\\rtf1\\ansi " + body + b"}"


P = f"<p>{WORDS}</p>"
R = WORDS.encode()
MB = 1 << 20
