"""Word, OpenDocument, RTF and PDF: what only they have."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import odfdo
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from content.formats import Unreadable, read_bytes
from content.model import Reading


def word(build: Callable[[docx.document.Document], None]) -> Reading:  # type: ignore[name-defined]
    document = docx.Document()
    build(document)
    out = io.BytesIO()
    document.save(out)
    return read_bytes(out.getvalue(), "x.docx")


def test_tracked_insertions_stay_and_the_rest_is_reported() -> None:
    def build(document: docx.document.Document) -> None:  # type: ignore[name-defined]
        paragraph = document.add_paragraph("Der Rat ")
        for xml in (
            '<w:del {} w:id="1" w:author="a"><w:r><w:delText>vielleicht </w:delText></w:r></w:del>',
            '<w:ins {} w:id="2" w:author="a"><w:r><w:t xml:space="preserve">tagt </w:t></w:r></w:ins>',
            '<w:moveFrom {} w:id="3" w:author="a"><w:r><w:t>gestern </w:t></w:r></w:moveFrom>',
            '<w:r {}><w:t>heute</w:t><w:footnoteReference w:id="4"/><w:commentReference w:id="5"/></w:r>',
            "<w:r {}><w:rPr><w:vanish/></w:rPr><w:t>heimlich</w:t></w:r>",
            "<w:r {}><w:noBreakHyphen/><w:t>Nachmittag.</w:t></w:r>",
        ):
            paragraph._p.append(parse_xml(xml.format(nsdecls("w"))))

    reading = word(build)
    assert reading.text == "Der Rat tagt heute-Nachmittag."
    said = " ".join(reading.warnings)
    for sign in ("1 tracked deletion", "1 tracked insertion was kept", "1 comment", "1 footnote", "1 hidden"):
        assert sign in said


def test_word_lists_headings_and_tables() -> None:
    def build(document: docx.document.Document) -> None:  # type: ignore[name-defined]
        document.core_properties.title = "Ordnung der Ämter"
        document.add_heading("Lage", 1)
        document.add_paragraph("erstens", style="List Number")
        document.add_paragraph("zweitens", style="List Number")
        document.add_paragraph("Punkt", style="List Bullet 2")
        table = document.add_table(2, 2)
        for at, words in enumerate(("Jahr", "Euro", "2026", "3,5")):
            table.cell(at // 2, at % 2).text = words
        document.sections[0].header.paragraphs[0].text = "Landkreis Talheim"

    reading = word(build)
    assert reading.text == "Lage\n\n1. erstens\n2. zweitens\n- Punkt\n\nJahr | Euro\n2026 | 3,5"
    assert (reading.title, reading.title_reason) == ("Ordnung der Ämter", "docx title property")
    assert reading.regions[0].kind == "title"
    assert any("Landkreis Talheim" in warning for warning in reading.warnings)


def test_a_creation_date_is_only_offered() -> None:
    reading = word(lambda document: document.add_paragraph("Der Rat tagt."))
    assert reading.date is None
    assert any("2013-12-23" in warning for warning in reading.warnings)


def test_text_boxes_are_read_once() -> None:
    box = (
        "<w:r {}><mc:AlternateContent "
        "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
        "<mc:Choice><w:txbxContent><w:p><w:r><w:t>Im Kasten.</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
        "<mc:Fallback><w:txbxContent><w:p><w:r><w:t>Im Kasten.</w:t></w:r></w:p></w:txbxContent>"
        "</mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    reading = word(
        lambda document: document.add_paragraph("Davor.")._p.append(parse_xml(box.format(nsdecls("w"))))
    )
    assert sorted(reading.text.split("\n\n")) == ["Davor.", "Im Kasten."]


ODT_CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0">
<office:automatic-styles><text:list-style style:name="L1"><text:list-level-style-number text:level="1"
 style:num-format="1" style:num-suffix=")"/></text:list-style></office:automatic-styles>
<office:body><office:text>
<text:tracked-changes><text:changed-region><text:deletion><text:p>gelöscht</text:p></text:deletion>
</text:changed-region></text:tracked-changes>
<text:h text:outline-level="1">Lage der<text:s text:c="1000000000"/>Ämter</text:h>
<text:p>Der Rat<office:annotation><text:p>Kommentar</text:p></office:annotation> tagt<text:note>
<text:note-body><text:p>Fußnote</text:p></text:note-body></text:note> heute.<text:line-break/>Morgen
nicht.</text:p>
<text:list text:style-name="L1"><text:list-item><text:p>eins</text:p></text:list-item>
<text:list-item><text:p>zwei</text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>
<table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>
</office:text></office:body></office:document-content>"""


def packed(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def test_odt_lists_notes_and_a_billion_spaces() -> None:
    reading = read_bytes(packed(content_xml=ODT_CONTENT), "x.odt")
    assert reading.text == "Lage der Ämter\n\nDer Rat tagt heute.\nMorgen nicht.\n\n1) eins\n2) zwei\n\na | b"
    said = " ".join(reading.warnings)
    assert "1 tracked deletion" in said and "1 comment" in said and "1 footnote" in said


def test_odt_made_by_a_library_has_title_and_no_date() -> None:
    document = odfdo.Document("text")
    document.body.clear()
    document.body.append(odfdo.Paragraph("Der Rat tagt."))
    document.meta.title = "Ordnung der Ämter"
    out = io.BytesIO()
    document.save(out)
    reading = read_bytes(out.getvalue(), "x.odt")
    assert (reading.text, reading.title, reading.date) == ("Der Rat tagt.", "Ordnung der Ämter", None)


def test_protected_odt_is_refused() -> None:
    manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
    with pytest.raises(Unreadable, match="password"):
        read_bytes(packed(content_xml="x", **{"META-INF__manifest_xml": manifest}), "x.odt")


def rtf(body: str) -> Reading:
    return read_bytes(
        ("{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Arial;}}" + body + "}").encode(), "x.rtf"
    )


def test_rtf_escapes_links_tables_and_surrogates() -> None:
    assert rtf(r"Gr\'f6\'dfe \u8222?\'c4mter\u8220?\par").text == "Größe „Ämter“"
    assert rtf(r"a \u-10179?\u-8704? b\par").text == "a \U0001f600 b"
    link = r'Siehe {\field{\*\fldinst{HYPERLINK "http://amt.example/"}}{\fldrslt{das Amt}}}.\par'
    assert rtf(link).text == "Siehe das Amt."
    assert rtf(r"\trowd a\cell b\cell\row \trowd 1\cell 2\cell\row").text == "a | b\n1 | 2"
    assert rtf(r"{\pntext\'b7\tab}eins\par {\listtext 2.\tab}zwei\par").text == "- eins\n2. zwei"


def test_rtf_links_and_fonts_do_not_cost_minutes() -> None:
    many = r'{\field{\*\fldinst{HYPERLINK "a"}}{\fldrslt b}}' * 3000
    assert rtf(many + r"\par").text == "b" * 3000
    with pytest.raises(Unreadable, match="font table"):
        read_bytes(b"{\\rtf1{\\fonttbl" + b"\\f1 " * 30000 + b"} x}", "x.rtf")


def test_rtf_deletions_and_truncation_are_reported() -> None:
    reading = rtf(r"Der Rat {\deleted nie }tagt.{\footnote Note}\par")
    assert reading.text == "Der Rat tagt."
    assert any("deletions" in warning for warning in reading.warnings)
    assert any("Footnotes" in warning for warning in reading.warnings)
    assert any(
        "cut short" in warning for warning in read_bytes(b"{\\rtf1{\\b Der Rat tagt", "x.rtf").warnings
    )


def pdf(*pages: list[tuple[float, float, str]], **options: object) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, **options)
    for lines in pages:
        for x, y, words in lines:
            canvas.drawString(x, y, words)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_pdf_running_heads_page_breaks_and_hyphens() -> None:
    first = [
        (72, 780, "Landkreis Talheim"),
        (72, 700, "Der Kreistag hat beschlossen, die Ämter zusammenzu-"),
        (72, 686, "legen und den Städte- und Gemeindeverwaltungen der"),
        (72, 30, "Seite 1 von 2"),
    ]
    second = [
        (72, 780, "Landkreis Talheim"),
        (72, 700, "Nordmark mehr Geld zu geben."),
        (72, 660, "Der Landrat ist zufrieden."),
        (72, 30, "Seite 2 von 2"),
    ]
    reading = read_bytes(pdf(first, second), "x.pdf")
    assert reading.text == (
        "Der Kreistag hat beschlossen, die Ämter zusammenzulegen und den Städte- und Gemeindeverwaltungen "
        "der Nordmark mehr Geld zu geben.\n\nDer Landrat ist zufrieden."
    )
    assert any("Landkreis Talheim" in warning and "Seite 1" in warning for warning in reading.warnings)


def test_pdf_bullets_printed_after_their_items() -> None:
    lines = [(90, 700, "gute Schulen"), (90, 680, "kurze Wege"), (72, 700, "•"), (72, 680, "•")]
    assert read_bytes(pdf(lines), "x.pdf").text == "- gute Schulen\n- kurze Wege"


def test_pdf_paragraphs_are_told_by_distance_and_short_lines() -> None:
    lines = [
        (72, 700, "Der Kreistag der Nordmark hat in seiner Sitzung über die Ordnung der"),
        (72, 686, "Ämter beraten."),
        (72, 672, "Danach hat er den Haushalt der Nordmark für das kommende Jahr gebilligt."),
        (72, 630, "Talheim"),
    ]
    assert read_bytes(pdf(lines), "x.pdf").text == (
        "Der Kreistag der Nordmark hat in seiner Sitzung über die Ordnung der Ämter beraten.\n\n"
        "Danach hat er den Haushalt der Nordmark für das kommende Jahr gebilligt.\n\nTalheim"
    )


def test_pdf_pages_without_text_are_reported_and_scans_refused() -> None:
    reading = read_bytes(pdf([(72, 700, "Der Rat tagt heute in Talheim.")], []), "x.pdf")
    assert any("page 2" in warning for warning in reading.warnings)
    with pytest.raises(Unreadable, match="no text layer"):
        read_bytes(pdf([], []), "x.pdf")


def test_protected_pdf_is_refused() -> None:
    data = pdf([(72, 700, "Geheim")], encrypt=StandardEncryption("geheim", "sehr geheim"))
    with pytest.raises(Unreadable, match="password"):
        read_bytes(data, "x.pdf")


def test_text_pasted_line_by_line_is_joined() -> None:
    lines = [
        "Neue Ämter",
        "",
        "Der Kreistag der Nordmark hat in seiner Sitzung über die Ordnung der",
        "Ämter beraten und sie nach langer Aussprache mit großer Mehrheit ge-",
        "billigt.",
        "",
        "gute Schulen in allen Gemeinden •",
        "kurze Wege •",
    ]
    reading = word(lambda document: [document.add_paragraph(line) for line in lines])
    assert reading.text == (
        "Neue Ämter\n\nDer Kreistag der Nordmark hat in seiner Sitzung über die Ordnung der Ämter beraten "
        "und sie nach langer Aussprache mit großer Mehrheit gebilligt.\n\n"
        "- gute Schulen in allen Gemeinden\n- kurze Wege"
    )


def test_markdown_pasted_into_word_is_read_as_such() -> None:
    lines = [
        "## Neue Ämter",
        "Der **Kreistag** tagt.",
        "Lindenstr. 1\n01999 Talheim",
        "- [Geld](http://amt.example)",
    ]
    reading = word(lambda document: [document.add_paragraph(line) for line in lines])
    assert reading.text == "Neue Ämter\n\nDer Kreistag tagt.\n\nLindenstr. 1\n01999 Talheim\n\n- Geld"
    assert (reading.format, reading.title) == ("docx", "Neue Ämter")
    assert any("Markdown" in warning for warning in reading.warnings)


def test_pdf_paragraphs_of_ragged_lines_stand_apart_by_gaps() -> None:
    words = [
        "Der Kreistag der Nordmark berät über die Ordnung.",
        "Er stimmt heute ab und vertagt nichts. Das Amt",
        "in Talheim",
    ]
    lines = [(72.0, 700.0 - 60 * part - 12 * at, line) for part in range(4) for at, line in enumerate(words)]
    assert read_bytes(pdf(lines), "x.pdf").text == "\n\n".join([" ".join(words)] * 4)
