"""Files that cannot be read, or are not what their name says: one line each, no traceback, no harm."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from reportlab.pdfgen.canvas import Canvas

from content.formats import FORMATS, Unreadable, format_of, read_bytes, read_file
from content.formats.archive import Archive


def word() -> bytes:
    document = docx.Document()
    document.add_paragraph("Der Rat der Stadt Talheim tagt heute.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 700, "Der Rat der Stadt Talheim tagt heute.")
    canvas.save()
    return out.getvalue()


def archive(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>Rat &c;&x;</w:t></w:r></w:p></w:body></w:document>'
)

BAD: dict[str, tuple[str, bytes, str]] = {
    "empty": ("x.txt", b"", "is empty"),
    "blank": ("x.txt", b" \r\n\t\n", "is empty"),
    "only a mark": ("x.txt", b"\xef\xbb\xbf", "is empty"),
    "no letters": ("x.txt", b"--- *** ---", "has no text"),
    "noise": ("x.txt", bytes(range(256)) * 40, "binary"),
    "noise as pdf": ("x.pdf", bytes(range(256)) * 40, "damaged"),
    "noise without extension": ("x", bytes(range(256)) * 40, "binary"),
    "picture": ("x.pdf", b"\x89PNG\r\n\x1a\n" + bytes(50), "is an image"),
    "old word": ("x.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password"),
    "gzip": ("x.txt", b"\x1f\x8b\x08" + bytes(50), "archive"),
    "spreadsheet": ("x.docx", archive({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), "spreadsheet"),
    "plain zip": ("x.docx", archive({"a.txt": b"a"}), "archive"),
    "cut docx": ("x.docx", word()[:-4000], "damaged"),
    "cut docx early": ("x.docx", word()[:500], "damaged"),
    "docx of nonsense": ("x.docx", archive({"word/document.xml": b"<a><b></a>"}), "damaged"),
    "docx without text": ("x.docx", archive({"word/styles.xml": b"<a/>"}), "no Word document"),
    "cut pdf": ("x.pdf", pdf()[:200], "damaged"),
    "pdf of nonsense": ("x.pdf", b"%PDF-1.7\n" + b"trailer << /Root 1 0 R /Prev 0 >>" * 50, "damaged"),
    "many entries": (
        "x.docx",
        archive({"word/document.xml": b"<a/>"} | {f"word/{at}": b"" for at in range(2100)}),
        "unpacks to too much",
    ),
    "xml bomb": (
        "x.docx",
        archive({"word/document.xml": LAUGHS.replace("&c;&x;", "&a;" * 9).encode()[:-9]}),
        "damaged",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_files_are_refused_in_one_line(case: str) -> None:
    name, data, said = BAD[case]
    with pytest.raises(Unreadable, match=said) as caught:
        read_bytes(data, name)
    assert "\n" not in str(caught.value)
    assert str(caught.value) == f"{caught.value.reason}: {caught.value.advice}"
    assert caught.value.advice


def test_zip_bombs_are_refused_before_anything_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Archive.__init__, "__defaults__", (10, 1 << 20))
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_: pytest.fail("unpacked"))
    bomb = archive({"word/document.xml": bytes(1 << 20), "word/styles.xml": bytes(1 << 10)})
    assert len(bomb) < 3000
    with pytest.raises(Unreadable, match="unpacks to too much"):
        read_bytes(bomb, "x.docx")


def test_entities_are_never_resolved() -> None:
    with pytest.raises(Unreadable, match="is damaged"):
        read_bytes(archive({"word/document.xml": LAUGHS.encode()}), "x.docx")


MISLABELLED = {
    "html as txt": ("x.txt", b"<!DOCTYPE html><html><body><p>Der Rat tagt.</p></body></html>", "html"),
    "docx as pdf": ("x.pdf", word(), "docx"),
    "pdf as docx": ("x.docx", pdf(), "pdf"),
    "rtf as docx": ("x.docx", rb"{\rtf1\ansi Der Rat tagt.\par}", "rtf"),
    "text as pdf": ("x.pdf", b"Der Rat tagt.", "text"),
    "mail as txt": ("x.txt", b"From: a@b.example\nTo: c@d.example\nSubject: Rat\n\nDer Rat tagt.\n", "eml"),
    "text as eml": ("x.eml", b"Der Rat tagt.", "text"),
}


@pytest.mark.parametrize("case", MISLABELLED)
def test_mislabelled_files_are_read_as_what_they_are(case: str) -> None:
    name, data, found = MISLABELLED[case]
    reading = read_bytes(data, name)
    assert reading.format == found
    assert "tagt" in reading.text
    assert any(f"was read as {found}" in warning for warning in reading.warnings)


def test_an_asked_format_is_honoured_where_it_can_be() -> None:
    assert read_bytes(b"# Lage\n\nDer Rat tagt.", "x.txt", "text").text.startswith("# Lage")
    assert read_bytes(b"# Lage\n\nDer Rat tagt.", "x.txt", "markdown").text.startswith("Lage")
    with pytest.raises(Unreadable, match="is not docx but pdf"):
        read_bytes(pdf(), "x.docx", "docx")
    with pytest.raises(ValueError, match="unknown format"):
        read_bytes(b"x", "x", "wordperfect")


def test_unknown_extensions_are_told_by_content() -> None:
    assert read_bytes(pdf(), "bericht").format == "pdf"
    assert read_bytes(b"Der Rat tagt.", "bericht.xyz").warnings == ()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ä.PDF", "pdf"),
        ("a.b.htm", "html"),
        ("readme", None),
        (".odt", "odt"),
        ("x.doc", None),
        ("x.md", "markdown"),
    ],
)
def test_format_of_a_name(name: str, expected: str | None) -> None:
    assert format_of(name) == expected


def test_only_regular_files_are_read(tmp_path: Path) -> None:
    file = tmp_path / "Übersicht.txt"
    file.write_text("Der Rat tagt.", encoding="utf-8")
    assert read_file(file).text == "Der Rat tagt."
    (tmp_path / "link.txt").symlink_to(file)
    with pytest.raises(OSError, match="symbolic"):
        read_file(tmp_path / "link.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(Unreadable, match="regular file"):
        read_file(tmp_path / "pipe.txt")
    with open(tmp_path / "huge.txt", "wb") as sparse:
        sparse.truncate(10 << 30)
    with pytest.raises(Unreadable, match="too large"):
        read_file(tmp_path / "huge.txt")


def test_too_many_lines_are_refused() -> None:
    with pytest.raises(Unreadable, match="lines"):
        read_bytes(b"a\n" * 1_000_002, "x.txt")


def test_the_registry_loads_no_library_until_it_is_used() -> None:
    code = (
        "import sys, content.formats as f; f.read_bytes(b'Der Rat tagt.', 'x.txt');"
        "bad = {'lxml', 'docx', 'odfdo', 'striprtf', 'pypdfium2', 'markdown_it', 'email'} & set(sys.modules);"
        "sys.exit(','.join(bad) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_every_extension_belongs_to_one_format() -> None:
    extensions = [extension for spec in FORMATS.values() for extension in spec.extensions]
    assert len(extensions) == len(set(extensions))
