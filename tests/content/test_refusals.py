"""What a person reads when a file is bad: one line that names the fault and the way out."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from content.formats import FORMATS, MAX_BYTES, Unreadable, read_bytes, read_file
from content.formats.sniff import sniff

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SAVE = "open it and save it again"
OCR = "run OCR (text recognition) first"


def archive(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def word(text: str) -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf(words: str, **options: object) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, **options)
    canvas.drawString(72, 700, words)
    canvas.save()
    return out.getvalue()


def locked_zip() -> bytes:
    data = bytearray(archive({"word/document.xml": b"<a/>"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    return bytes(data)


def broken_entry() -> bytes:
    data = bytearray(archive({"word/document.xml": b"<a>" + os.urandom(400).hex().encode() + b"</a>"}))
    data[80:90] = bytes(10)
    return bytes(data)


def scan() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.rect(10, 10, 100, 100)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


SAID: dict[str, tuple[str, bytes, str]] = {
    "nothing": ("plan.pdf", b"", "is empty: nothing to import"),
    "only nuls": ("plan.docx", bytes(5000), "is empty: nothing to import"),
    "only marks": ("plan.txt", b"\xff\xfe\n\0", "is empty: nothing to import"),
    "only signs": (
        "plan.txt",
        b"*** --- ***\n\n...",
        f"has no text: if it shows pictures of text, {OCR}",
    ),
    "a message of Outlook": (
        "brief.msg",
        b"\xd0\xcf\x11\xe0" + bytes(600) + "__substg1.0_0037001F".encode("utf-16-le"),
        "is a message of Outlook: save it as eml",
    ),
    "a locked Word file": (
        "plan.docx",
        b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        "is protected with a password: save it without one",
    ),
    "a file for printers": (
        "plan.ps",
        b"%!PS-Adobe-3.0\n(x) show",
        "is a file for printers (PostScript): convert it to PDF",
    ),
    "a photo": ("plan.heic", b"\0\0\0\x18ftypheic" + bytes(99), f"is an image: {OCR} and import the result"),
    "a picture of the web": (
        "plan.webp",
        b"RIFF\0\0\0\0WEBPVP8 ",
        f"is an image: {OCR} and import the result",
    ),
    "a page that scripts fill": (
        "plan.html",
        b"<html><body><noscript>Bitte JavaScript</noscript></body></html>",
        "has no text of its own: save what a browser shows of it as text or PDF",
    ),
    "bytes": (
        "plan.txt",
        bytes(range(128, 160)) * 9 + bytes(range(32)) * 9,
        "is a binary file: convert it to text, PDF or one of the other supported formats",
    ),
    "photo": ("plan.jpg", b"\xff\xd8\xff\xe0" + b"x" * 90, f"is an image: {OCR} and import the result"),
    "tiff": ("plan.pdf", b"II*\0" + b"x" * 90, f"is an image: {OCR} and import the result"),
    "program": ("plan.txt", b"\x7fELF\x02\x01" + b"x" * 90, "is a program: choose a document"),
    "database": ("plan.txt", b"SQLite format 3\0" + b"x" * 90, "is a database: export its texts first"),
    "packed": ("plan.txt", b"7z\xbc\xaf\x27\x1c" + b"x" * 90, "is a compressed archive: unpack it first"),
    "packed, too": ("plan.txt", b"\xfd7zXZ\0" + b"x" * 90, "is a compressed archive: unpack it first"),
    "tape": (
        "plan.docx",
        b"plan.txt".ljust(257, b"\0") + b"ustar\x0000" + b"\0" * 300,
        "is a compressed archive: unpack it first",
    ),
    "old word": (
        "plan.doc",
        b"\xd0\xcf\x11\xe0\xa1\xb1" + b"x" * 90,
        "is an old Office file or protected with a password: save it as docx without one",
    ),
    "slides": ("plan.pptx", archive({"ppt/a.xml": b"x"}), "is a presentation: export it as PDF first"),
    "sheet": (
        "plan.xlsx",
        archive({"xl/workbook.xml": b"x"}),
        "is a spreadsheet: export the sheet as text or PDF first",
    ),
    "book": (
        "plan.epub",
        archive({"mimetype": b"application/epub+zip"}, zipfile.ZIP_STORED),
        "is an e-book: export it as html or PDF first",
    ),
    "locked docx": ("plan.docx", locked_zip(), "is protected with a password: save it without one"),
    "locked pdf": (
        "plan.pdf",
        pdf("Umbau", encrypt=StandardEncryption("a", "b")),
        "is protected with a password: save it without one",
    ),
    "scan": ("plan.pdf", scan(), "has no text layer (scan): run OCR first"),
    "half a pdf": ("plan.pdf", pdf("Umbau")[:150], f"is damaged or cut short: {SAVE}"),
    "a pdf in name": ("plan.pdf", b"\x01\x02\x03" * 900, f"is no pdf file, or a damaged one: {SAVE}"),
    "half a docx": ("plan.docx", word("Umbau")[:9000], f"is damaged or cut short: {SAVE}"),
    "bad entry": ("plan.docx", broken_entry(), f"is damaged or cut short: {SAVE}"),
    "no main part": ("plan.docx", archive({"word/fonts.xml": b"<a/>"}), f"holds no Word document: {SAVE}"),
    "empty docx": (
        "plan.docx",
        word(""),
        f"has no text: if it shows pictures of text, {OCR}",
    ),
    "empty mail": (
        "plan.eml",
        b"From: a@b.example\nContent-Type: image/png\n\nabc",
        "is a message without text: import its attachments",
    ),
    "deep page": (
        "plan.html",
        b"<html><body>" + b"<div>" * 4000 + b"Umbau",
        "is nested too deeply: save the page's text in another format",
    ),
}


@pytest.mark.parametrize("case", SAID)
def test_what_a_person_reads(case: str) -> None:
    name, data, said = SAID[case]
    with pytest.raises(Unreadable) as caught:
        read_bytes(data, name)
    assert str(caught.value) == said


@pytest.mark.parametrize("name", ["text", "markdown", "html", "rtf", "eml"])
def test_size_is_checked_before_anything_is_read(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(MAX_BYTES, name, 3 << 20)
    monkeypatch.setattr("content.formats._read_as", lambda *_: pytest.fail("was read"))
    data = {"rtf": b"{\\rtf1 ", "eml": b"From: a@b.example\nTo: c@d.example\nDate: x\n\n"}.get(
        name, b""
    ) + b"Umbau " * (1 << 20)
    with pytest.raises(Unreadable) as caught:
        read_bytes(data, f"plan.{FORMATS[name].extensions[0]}")
    assert str(caught.value) == "is too large (6 MB; at most 3 MB): split it into parts"


def test_one_part_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("content.formats.archive.MAX_PART", 1 << 20)
    monkeypatch.setattr("content.formats.archive.Archive.part.__defaults__", (1 << 20,))
    bomb = archive({"word/document.xml": b" " * (3 << 20)})
    assert len(bomb) < 10_000
    with pytest.raises(Unreadable, match=r"^has 3 MB of text: split it into parts$"):
        read_bytes(bomb, "plan.docx")


@pytest.mark.parametrize("side", ["word/styles.xml", "word/numbering.xml", "docProps/core.xml"])
def test_a_side_part_that_unpacks_to_too_much_is_refused(side: str) -> None:
    with pytest.raises(Unreadable, match="has 9 MB of text"):
        read_bytes(archive({"word/document.xml": b"<a/>", side: b" " * (9 << 20)}), "plan.docx")


def test_a_bomb_of_entities_is_refused_or_left_as_it_is() -> None:
    levels = "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10}">' for at in range(1, 9))
    xml = (
        f'<!DOCTYPE d [<!ENTITY e0 "ha">{levels}]><w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>Umbau'
        "</w:t></w:r><w:r><w:t>&e8;</w:t></w:r></w:p></w:body></w:document>"
    )
    try:
        text = read_bytes(archive({"word/document.xml": xml.encode()}), "plan.docx").text
    except Unreadable as error:
        assert str(error) == f"is damaged or cut short: {SAVE}"
    else:
        assert text == "Umbau"


def test_a_refusal_keeps_nothing_of_an_earlier_file() -> None:
    """An exception that is raised again would hold the bytes of every damaged file before."""
    lengths = []
    for _ in range(3):
        with pytest.raises(Unreadable) as caught:
            read_bytes(word("Umbau")[:9000], "plan.docx")
        lengths.append(len(list(caught.traceback)))
    assert len(set(lengths)) == 1


def test_names_that_lead_out_of_the_archive_are_never_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    xml = f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>Umbau</w:t></w:r></w:p></w:body></w:document>'
    parts = {"../../raus.txt": b"x", "/tmp/raus.txt": b"x", "word/document.xml": xml.encode()}
    assert read_bytes(archive(parts), "plan.docx").text == "Umbau"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("plan.docx", b"Der Umbau beginnt.", "named like docx but is text"),
        ("plan.odt", b"<html><body>Der Umbau beginnt.</body></html>", "named like odt but is html"),
        ("plan.rtf", b"Der Umbau beginnt.", "named like rtf but is text"),
        ("plan.md", b"{\\rtf1\\ansi Der Umbau beginnt.}", "named like markdown but is rtf"),
        ("plan.html", pdf("Der Umbau beginnt."), "named like html but is pdf"),
        ("plan.odt", word("Der Umbau beginnt."), "named like odt but is docx"),
    ],
)
def test_files_under_a_wrong_name_are_read_with_a_warning(name: str, data: bytes, said: str) -> None:
    reading = read_bytes(data, name)
    assert reading.text == "Der Umbau beginnt."
    assert said in reading.warnings[0]


@pytest.mark.parametrize(
    ("asked", "data", "said"),
    [
        ("pdf", b"Der Umbau beginnt.", "is not pdf: leave the format out"),
        ("odt", word("Umbau"), "is not odt but docx: leave the format out"),
        ("text", pdf("Umbau"), "is not text but pdf: leave the format out"),
        ("rtf", b"Der Umbau beginnt.", "is not rtf: leave the format out"),
    ],
)
def test_a_format_that_was_asked_for_and_is_not_there(asked: str, data: bytes, said: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_bytes(data, "plan", asked)
    assert str(caught.value) == said


def test_a_page_may_be_read_as_its_source() -> None:
    assert "<p>" in read_bytes(b"<html><body><p>Umbau</p></body></html>", "plan.html", "text").text


def test_a_reader_that_breaks_is_reported_with_the_name_of_the_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: bytes) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("content.formats.text.read", fail)
    with pytest.raises(
        Unreadable, match=r"could not be read as text \(ZeroDivisionError\): it may be damaged"
    ):
        read_bytes(b"Umbau", "plan.txt")
    monkeypatch.setattr("content.formats.text.read", lambda _: (_ for _ in ()).throw(MemoryError))
    with pytest.raises(Unreadable, match="needs too much memory: split it into parts"):
        read_bytes(b"Umbau", "plan.txt")


@pytest.mark.parametrize("kind", ["folder", "socket-like pipe", "link to a folder", "nothing", "forbidden"])
def test_paths_that_are_no_documents(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    if kind == "folder":
        path.mkdir()
    elif kind == "socket-like pipe":
        os.mkfifo(path)
    elif kind == "link to a folder":
        path.symlink_to(tmp_path)
    elif kind == "forbidden":
        path.write_text("Umbau")
        path.chmod(0)
        if os.access(path, os.R_OK):
            pytest.skip("may read everything")
    with pytest.raises((Unreadable, OSError)) as caught:
        read_file(path)
    assert isinstance(caught.value, Unreadable) == (kind in ("folder", "socket-like pipe"))


def test_a_refusal_keeps_no_file_open(tmp_path: Path) -> None:
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(5):
        with pytest.raises(Unreadable, match="^is not a regular file: choose a document$"):
            read_file(tmp_path)
    assert len(os.listdir("/proc/self/fd")) == before


SEEDS = {
    "docx": word("Der Umbau beginnt im Mai."),
    "pdf": pdf("Der Umbau beginnt im Mai."),
    "rtf": rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\info{\title Umbau}}\pard Der Umbau \'fc\u252?\par}",
    "eml": b"From: =?utf-8?q?a?= <a@b.example>\nDate: Fri, 06 Mar 2026 10:00:00 +0100\n\nDer Umbau.",
    "html": b"<!doctype html><html><body><main><ul><li>Der <b>Umbau</b></ul><table><tr><td>1<td>2</table>",
    "markdown": b"# Umbau\n\n- [Plan](a)\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
}


@pytest.mark.parametrize("name", SEEDS)
@settings(max_examples=25)
@given(data=st.data())
def test_damaged_files_are_read_or_refused_in_one_line(name: str, data: st.DataObject) -> None:
    seed = bytearray(SEEDS[name])
    for _ in range(data.draw(st.integers(1, 6))):
        seed[data.draw(st.integers(0, len(seed) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.one_of(st.none(), st.integers(1, len(seed))))
    try:
        reading = read_bytes(bytes(seed[:cut]), f"plan.{FORMATS[name].extensions[0]}")
    except Unreadable as error:
        assert "\n" not in str(error) and error.reason and error.advice
    else:
        assert reading.text and reading.format in FORMATS
        assert not any("\n" in warning for warning in reading.warnings)


@given(st.binary(max_size=400))
def test_telling_a_format_never_fails_in_another_way(data: bytes) -> None:
    try:
        assert sniff(data) in (*FORMATS, None)
    except Unreadable as error:
        assert error.advice
