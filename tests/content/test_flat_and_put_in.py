"""Office documents of one XML file, saved pages, and files put into a text: nothing goes in silence."""

from __future__ import annotations

import base64
import io
import zipfile

import pytest

from content.formats import Unreadable, read_bytes
from content.model import Reading

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
RAT, AMT = "Der Rat der Stadt tagt im Mai.", "Das Amt zieht in den Neubau um."
ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "style", "meta")
)


def packed(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def document(body: str) -> str:
    return f"<w:document {W} {R}><w:body>{body}</w:body></w:document>"


def para(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def word(parts: dict[str, str | bytes], target: str = "", mode: str = "Internal") -> bytes:
    """A document that puts in the file at ``target``."""
    relation = f'<Relationship Id="a1" Target="{target}" TargetMode="{mode}"/>'
    return packed(
        {
            "word/document.xml": document(f'{para(RAT)}<w:altChunk r:id="a1"/>{para("Ende.")}'),
            "word/_rels/document.xml.rels": f"<Relationships {RELATIONS}>{relation}</Relationships>",
            **parts,
        }
    )


PUT_IN = {
    "teil.html": f"<html><body><p>{AMT}</p></body></html>".encode(),
    "teil.txt": AMT.encode(),
    "teil.rtf": b"{\\rtf1 " + AMT.encode() + b"}",
    "teil.mht": b"MIME-Version: 1.0\nContent-Type: text/html\n\n<p>" + AMT.encode() + b"</p>",
    "teil.docx": packed({"word/document.xml": document(para(AMT))}),
}


@pytest.mark.parametrize("name", PUT_IN)
def test_a_file_that_word_puts_into_the_text_is_read_where_it_stands(name: str) -> None:
    reading = read_bytes(word({f"word/{name}": PUT_IN[name]}, name), "plan.docx")
    assert (reading.text, reading.warnings) == (f"{RAT}\n\n{AMT}\n\nEnde.", ())
    reading = read_bytes(word({f"afs/{name}": PUT_IN[name]}, f"/afs/{name}"), "plan.docx")
    assert AMT in reading.text


@pytest.mark.parametrize(
    ("parts", "target", "mode"),
    [
        ({}, "weg.html", "Internal"),
        ({"word/teil.html": b"<p>x</p>"}, "teil.html", "External"),
        ({}, "file:///etc/passwd", "External"),
        ({}, "../../../../etc/passwd", "Internal"),
        ({"word/teil.xml": b"<a>x</a>"}, "teil.xml", "Internal"),
        ({"word/teil.bin": b"\x89PNG\r\n\x1a\n" + bytes(99)}, "teil.bin", "Internal"),
    ],
)
def test_a_file_that_is_not_there_or_no_text_is_said_to_be_left_out(
    parts: dict[str, str | bytes], target: str, mode: str
) -> None:
    reading = read_bytes(word(parts, target, mode), "plan.docx")
    assert (reading.text, reading.warnings) == (
        f"{RAT}\n\nEnde.",
        ("1 file put into the text was left out.",),
    )


def test_a_document_in_a_document_in_a_document_is_left_out() -> None:
    inner = word({"word/teil.docx": PUT_IN["teil.docx"]}, "teil.docx")
    reading = read_bytes(word({"word/teil.docx": inner}, "teil.docx"), "plan.docx")
    assert reading.text == f"{RAT}\n\n{RAT}\n\nEnde.\n\nEnde."
    assert reading.warnings == ("1 file put into the text was left out.",)


def test_diagrams_charts_and_embedded_files_are_reported_and_formulas_read() -> None:
    math = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    formula = f"<m:oMath {math}><m:r><m:t>a+b</m:t></m:r></m:oMath>"
    extra = ("diagrams/data1.xml", "charts/chart1.xml", "charts/_rels/chart1.xml.rels", "embeddings/a.xlsx")
    parts: dict[str, str | bytes] = {"word/document.xml": document(para(RAT) + f"<w:p>{formula}</w:p>")}
    reading = read_bytes(packed(parts | {f"word/{name}": b"" for name in extra}), "plan.docx")
    told = "3 embedded objects (diagrams, charts or other files) were left out."
    assert (reading.text, reading.warnings) == (f"{RAT}\n\na+b", (told,))


def flat_word(parts: dict[str, str], binary: dict[str, bytes] | None = None) -> str:
    held = [
        f'<pkg:part pkg:name="/{at}"><pkg:xmlData>{xml}</pkg:xmlData></pkg:part>' for at, xml in parts.items()
    ]
    for at, data in (binary or {}).items():
        coded = base64.encodebytes(data).decode()
        held.append(f'<pkg:part pkg:name="/{at}"><pkg:binaryData>{coded}</pkg:binaryData></pkg:part>')
    head = '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
    space = 'xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"'
    return f"{head}<pkg:package {space}>{''.join(held)}</pkg:package>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("name", ["plan.xml", "plan.txt", "plan.docx"])
def test_word_in_one_xml_file_is_read_as_word(name: str, encoding: str) -> None:
    relations = f'<Relationships {RELATIONS}><Relationship Id="a1" Target="a.txt"/></Relationships>'
    parts = {
        "word/document.xml": document(f'{para(RAT)}<w:altChunk r:id="a1"/>'),
        "word/_rels/document.xml.rels": relations,
        "word/header1.xml": f"<w:hdr {W}>{para('Kopf')}</w:hdr>",
    }
    data = flat_word(parts, {"word/a.txt": AMT.encode()}).encode(encoding)
    reading = read_bytes(data, name)
    assert (reading.text, reading.format) == (f"{RAT}\n\n{AMT}", "docx")
    assert "Page headers and footers were left out: Kopf." in reading.warnings


def flat_text(mime: str = "text", encoding: str = "UTF-8") -> str:
    header = "<style:header><text:p>Kopf der Seite</text:p></style:header>"
    styles = '<style:style style:name="P1" style:parent-style-name="Title"/>'
    title = '<text:p text:style-name="P1">Neubau</text:p>'
    body = f"{title}<text:p>{AMT}<office:binary-data>AAAA</office:binary-data></text:p>"
    return (
        f'<?xml version="1.0" encoding="{encoding}"?><!-- x --><office:document {ODF}'
        f' office:mimetype="application/vnd.oasis.opendocument.{mime}">'
        f"<office:meta><meta:creation-date>2026-05-03T10:00:00</meta:creation-date></office:meta>"
        f"<office:styles>{styles}</office:styles><office:master-styles>{header}</office:master-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    )


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16"])
@pytest.mark.parametrize("name", ["plan.fodt", "plan.xml", "plan.odt"])
def test_an_open_document_in_one_xml_file_is_read_as_one(name: str, encoding: str) -> None:
    reading = read_bytes(flat_text(encoding=encoding).encode(encoding), name)
    assert (reading.text, reading.format, reading.regions[0].kind) == (f"Neubau\n\n{AMT}", "odt", "title")
    assert reading.warnings == (
        "The file says it was created on 2026-05-03; that may be its template's date.",
        "Page headers and footers were left out: Kopf der Seite.",
    )


def test_hidden_words_and_objects_of_an_open_document_are_reported() -> None:
    inner = "<office:document><office:body><text:p>Tabelle</text:p></office:body></office:document>"
    draw = 'draw:frame xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    more = f"<text:hidden-text>x</text:hidden-text><{draw}><draw:object>{inner}</draw:object></draw:frame>"
    binary = "<office:binary-data>"
    reading = read_bytes(flat_text().replace(binary, more + binary).encode(), "plan.fodt")
    assert reading.text == f"Neubau\n\n{AMT}"
    assert reading.warnings[:2] == (
        "1 hidden passage was left out.",
        "1 embedded object (diagram, chart or other file) was left out.",
    )


def test_a_picture_that_the_parser_refuses_is_named() -> None:
    data = flat_text().replace("AAAA", "A" * 11_000_000).encode()
    with pytest.raises(Unreadable, match="more than 10 MB in one piece: save it as docx"):
        read_bytes(data, "plan.fodt")


@pytest.mark.parametrize("declared", ['<!ENTITY e "Rat">', '<!ENTITY e SYSTEM "file:///etc/passwd">'])
def test_words_after_an_entity_are_not_lost_in_silence(declared: str) -> None:
    xml = f"<!DOCTYPE x [{declared}]>" + document(para(f"Der &e; tagt. {RAT}"))
    for data, name in (
        (packed({"word/document.xml": xml}), "plan.docx"),
        (packed({"word/document.xml": b"\xff\xfe" + xml.encode("utf-16-le")}), "plan.docx"),
        (flat_text().replace("<!-- x -->", f"<!DOCTYPE x [{declared}]>").encode(), "plan.fodt"),
    ):
        with pytest.raises(Unreadable, match="is damaged or cut short"):
            read_bytes(data, name)


def test_of_two_texts_of_one_name_none_is_taken() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        for words in (RAT, AMT):
            archive.writestr("word/document.xml", document(para(words)))
    with pytest.raises(Unreadable, match="is damaged"):
        read_bytes(out.getvalue(), "plan.docx")


def test_boxes_and_other_signs_of_word_are_shown_or_counted() -> None:
    signs = "".join(f'<w:sym w:font="Wingdings" w:char="{char}"/>' for char in ("F0FE", "F0A8", "F04A"))
    data = packed({"word/document.xml": document(f"<w:p><w:r>{signs}<w:t> {RAT}</w:t></w:r></w:p>")})
    reading = read_bytes(data, "plan.docx")
    assert reading.text == f"☒☐\ufffd {RAT}"
    assert reading.warnings == ("1 character that is no text (NUL, lone surrogate) shown as U+FFFD.",)


@pytest.mark.parametrize("day", ["2026-13-45T10:00:00", "99999-99-99", "gestern", ""])
def test_a_day_of_making_that_is_no_day_is_not_told(day: str) -> None:
    data = flat_text().replace("2026-05-03T10:00:00", day).encode()
    assert not [told for told in read_bytes(data, "plan.fodt").warnings if "created" in told]


def test_headers_of_a_packed_open_document_are_reported() -> None:
    margins = "<style:footer><text:p>Fuß der Seite</text:p></style:footer>"
    data = packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {ODF}><text:p>{AMT}</text:p></office:document-content>",
            "styles.xml": f"<office:document-styles {ODF}>{margins * 2}</office:document-styles>",
        }
    )
    assert read_bytes(data, "plan.odt").warnings == (
        "Page headers and footers were left out: Fuß der Seite.",
    )


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (flat_text("spreadsheet"), "is a spreadsheet: export the sheet as text or PDF first"),
        (flat_text("presentation"), "is a presentation or drawing: export it as PDF first"),
        (
            '<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>',
            "is a Word document of 2003 (XML): save it as docx",
        ),
        (flat_text()[:-60], "is damaged or cut short: open it and save it again"),
    ],
)
def test_others_of_one_xml_file_are_refused_with_what_to_do(data: str, told: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_bytes(data.encode(), "plan.xml")
    assert str(refused.value) == told


def saved(head: str, more: str = "") -> Reading:
    part = "--b\nContent-Type: {kind}\n\n{body}\n"
    page = part.format(kind="text/html; charset=utf-8", body=f"<title>Neubau</title><p>{AMT}</p>")
    picture = part.format(kind="image/png", body="AAAA")
    top = f'{head}MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n'
    return read_bytes(f"{top}{page}{picture}{more}--b--\n".encode(), "seite.mhtml")


@pytest.mark.parametrize(
    "head", ["", "From: <Saved by Blink>\nSubject: Neubau\nDate: Fri, 06 Mar 2026 10:00:00 +0100\n"]
)
def test_a_saved_page_is_read_as_a_page_and_not_as_of_the_day_it_was_saved(head: str) -> None:
    reading = saved(head)
    assert (reading.text, reading.format, reading.date) == (AMT, "html", None)
    assert (reading.title, reading.warnings) == ("Neubau", ())


def test_frames_of_a_saved_page_are_reported() -> None:
    more = "--b\nContent-Type: text/html\n\n<p>Rahmen</p>\n"
    assert saved("", more).warnings == ("1 attachment was left out: text/html.",)


def test_the_texts_of_a_message_between_pictures_are_all_read() -> None:
    part = "--b\nContent-Type: {kind}\n\n{body}\n"
    texts = [("text/plain", RAT), ("image/png", "AAAA"), ("text/plain", AMT), ("text/html", "<p>Ende.</p>")]
    body = "".join(part.format(kind=kind, body=words) for kind, words in texts)
    head = 'From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n'
    reading = read_bytes(f"{head}{body}--b--\n".encode(), "brief.eml")
    assert reading.text == f"{RAT}\n\n{AMT}\n\nEnde."
    assert reading.warnings == ("1 attachment was left out: image/png.",)


def test_a_text_with_a_name_is_read_or_left_out_but_not_both() -> None:
    head = 'From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n'
    part = f"--b\nContent-Type: text/plain; name=log.txt\n\n{RAT}\n"
    assert read_bytes(f"{head}{part}--b--\n".encode(), "brief.eml").warnings == ()


def test_a_message_whose_boundary_never_comes_is_read_as_it_stands() -> None:
    head = 'From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="nie"\n\n'
    assert read_bytes(f"{head}{RAT}\n\n{AMT}\n".encode(), "brief.eml").text == f"{RAT}\n\n{AMT}"


@pytest.mark.parametrize("bad", ["", "<div>" * 5000 + "x"])
def test_a_later_text_of_a_message_that_cannot_be_read_is_left_out_alone(bad: str) -> None:
    head = 'From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n'
    texts = (("plain", RAT), ("html", bad), ("plain", AMT))
    parts = "".join(f"--b\nContent-Type: text/{kind}\n\n{words}\n" for kind, words in texts)
    reading = read_bytes(f"{head}{parts}--b--\n".encode(), "brief.eml")
    assert reading.text == f"{RAT}\n\n{AMT}"
    assert reading.warnings == ("1 attachment was left out: text/html.",)


def test_of_two_parts_of_one_name_in_one_xml_file_none_is_taken() -> None:
    once = flat_word({"word/document.xml": document(para(AMT))})
    part = once[once.index("<pkg:part") : once.index("</pkg:package>")]
    data = once.replace("</pkg:package>", f"{part}</pkg:package>")
    with pytest.raises(Unreadable, match="is damaged"):
        read_bytes(data.encode(), "plan.xml")
