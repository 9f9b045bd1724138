"""What a file is, told by its first bytes."""

from __future__ import annotations

import re

from content.formats.blocks import Unreadable
from content.messages import N_

_IMAGE = N_("is an image"), N_("run OCR (text recognition) first and import the result")
_ARCHIVE = N_("is a compressed archive"), N_("unpack it first")
_DATABASE = N_("is a database"), N_("export its texts first")
_PROGRAM = N_("is a program"), N_("choose a document")
_OLD_OFFICE = N_("is an old Office file or protected with a password"), N_("save it as docx without one")
_LOCKED = N_("is protected with a password"), N_("save it without one")
_OUTLOOK = N_("is a message of Outlook"), N_("save it as eml")
_PRINT = N_("is a file for printers (PostScript)"), N_("convert it to PDF")
_SPREADSHEET = N_("is a spreadsheet"), N_("export the sheet as text or PDF first")
_PRESENTATION = N_("is a presentation"), N_("export it as PDF first")
_BOOK = N_("is an e-book"), N_("export it as html or PDF first")
#: How other files begin, with what they are and what to do about it.
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", _OLD_OFFICE),
    (b"%!PS", _PRINT),
    *((sign, _IMAGE) for sign in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")),
    *((sign, _ARCHIVE) for sign in (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh")),
    *((sign, _ARCHIVE) for sign in (b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18")),
    (b"SQLite format 3\0", _DATABASE),
    *((sign, _PROGRAM) for sign in (b"\x7fELF", b"MZ\x90")),
)
_FLAT_HEAD = 1 << 14
_FLAT_ROOT = re.compile(
    rb"\s*(?:<\?(?:(?!\?>).)*\?>\s*|<!--(?:(?!-->).)*-->\s*)*(?:<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)?<(?:[\w.-]+:)?(document|package|wordDocument)\b([^>]*)",
    re.DOTALL,
)
_ODF = b"urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_FLAT_KINDS = (
    (b"package", b"http://schemas.microsoft.com/office/2006/xmlPackage", "docx"),
    (b"wordDocument", b"http://schemas.microsoft.com/office/word/2003/wordml", "word 2003"),
    (b"document", b"application/vnd.oasis.opendocument.text", "odt"),
    (b"document", b"application/vnd.oasis.opendocument.s", "sheet"),
    (b"document", b"application/vnd.oasis.opendocument.", "drawing"),
    (b"document", _ODF, "odt"),
)
#: Of documents in one XML file.
_FLAT_OTHERS = {
    "word 2003": (N_("is a Word document of 2003 (XML)"), N_("save it as docx")),
    "sheet": _SPREADSHEET,
    "drawing": (N_("is a presentation or drawing"), N_("export it as PDF first")),
}
_OFFICE_PARTS = (("EncryptedPackage", _LOCKED), ("__substg1.0_", _OUTLOOK))
_PHOTOS = frozenset((b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"))
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]?[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n")
_MAIL_HEADERS = frozenset(
    (b"from", b"to", b"subject", b"date", b"received", b"mime-version", b"message-id", b"return-path",
     b"content-type", b"delivered-to", b"reply-to", b"cc", b"x-mailer")
)  # fmt: skip
_ZIP_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"word/", "docx"),
    (b"application/vnd.oasis.opendocument.text", "odt"),
)
_OTHER_ZIPS = (
    (b"xl/", _SPREADSHEET),
    (b"application/vnd.oasis.opendocument.s", _SPREADSHEET),
    (b"ppt/", _PRESENTATION),
    (b"application/vnd.oasis.opendocument.p", _PRESENTATION),
    (b"application/epub+zip", _BOOK),
)


def sniff(data: bytes, declared: str | None = None) -> str | None:
    """The format that the bytes plainly show ("pdf", "docx", "odt", "rtf", "html", "eml"), else None.

    A file named like a message needs fewer headers to be believed.
    Raises Unreadable for what is plainly something else: images, archives, programs.
    """
    head = data[:1024]
    if b"%PDF-" in head and head.lstrip()[:1] != b"<":
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _zip_kind(data, declared)
    for signature, told in _OTHERS:
        if head.startswith(signature):
            raise Unreadable(*(_of_office(data) if told is _OLD_OFFICE else told))
    if head[4:12] in _PHOTOS or (head.startswith(b"RIFF") and head[8:12] == b"WEBP"):
        raise Unreadable(*_IMAGE)
    if data[257:262] == b"ustar":
        raise Unreadable(*_ARCHIVE)
    bare = data.removeprefix(b"\xef\xbb\xbf")
    if bare.lstrip()[:5] == b"{\\rtf":
        return "rtf"
    if flat := flat_kind(data):
        if flat in _FLAT_OTHERS:
            raise Unreadable(*_FLAT_OTHERS[flat])
        return flat
    if _HTML.match(bare, 0, 1 << 14):
        return "html"
    return "eml" if _mail_headers(bare[: 1 << 16]) >= (1 if declared == "eml" else 3) else None


def _of_office(data: bytes) -> tuple[str, str]:
    """What a file of the kind that Office wrote before 2007 holds, by the names in it."""
    return next((told for name, told in _OFFICE_PARTS if name.encode("utf-16-le") in data), _OLD_OFFICE)


def _zip_kind(data: bytes, declared: str | None) -> str:
    # The names of all entries stand at the end of the archive, the first ones also at its start.
    names = data[:4096] + data[-(1 << 16) :]
    for sign, kind in _ZIP_KINDS:
        if sign in names:
            return kind
    for sign, (reason, advice) in _OTHER_ZIPS:
        if sign in names:
            raise Unreadable(reason, advice)
    if declared == "odt" and b"content.xml" in names:
        return declared  # packed again by something that compresses its kind, too
    raise Unreadable("is an archive, or a damaged docx or odt", "unpack it, or open and save it again")


def _mail_headers(head: bytes) -> int:
    """How many well-known mail headers open the text."""
    at = known = 0
    while match := _HEADER.match(head, at):
        known += match[1].lower() in _MAIL_HEADERS
        at = match.end()
    return known


def flat_kind(data: bytes) -> str | None:
    """ "docx" or "odt" of one XML file, "word 2003", "sheet" or "drawing" for their kin, None for others."""
    # UTF-16, too: what tells the kind are ASCII letters.
    head = data[:_FLAT_HEAD].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\0", b"")
    found = _FLAT_ROOT.match(head)
    if found is None:
        return None
    return next((kind for root, sign, kind in _FLAT_KINDS if found[1] == root and sign in found[2]), None)
