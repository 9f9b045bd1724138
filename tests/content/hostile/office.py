"""Word and OpenDocument files."""

from __future__ import annotations

from tests.content.hostile.making import (
    MB,
    ODT,
    OUTSIDE,
    WORDS,
    Case,
    R,
    entities,
    in_a_zip,
    lies_about_size,
    link_in_a_zip,
    odt,
    overlapping,
    packed,
    para,
    rtf,
    with_flag,
    with_method,
    word,
    word_xml,
)

OFFICE_FILES: dict[str, Case] = {
    "cut": Case("a.docx", lambda: word(para(WORDS))[:-60], True, "damaged"),
    "cut in the middle": Case("a.docx", lambda: word(para(WORDS))[:200], True, "damaged"),
    "a zip of nothing": Case("a.docx", lambda: b"PK\x05\x06" + bytes(18), True, "damaged"),
    "unpacks to 201 MB": Case(
        "a.docx", lambda: word(para(WORDS), x=bytes(201 * MB)), True, "unpacks to too much"
    ),
    "a part of 40 MB": Case("a.docx", lambda: word(para(WORDS) + " " * (40 * MB)), True, "has 40 MB of text"),
    "a part that lies about its size": Case("a.docx", lies_about_size, True, "damaged"),
    "overlapping entries": Case("a.docx", overlapping, True, "unpacks to too much"),
    "many entries": Case(
        "a.docx", lambda: word(para(WORDS), **{f"p{at}": b"" for at in range(2100)}), True, "2101 parts"
    ),
    "styles of 9 MB": Case(
        "a.docx", lambda: word(para(WORDS), **{"word/styles.xml": b" " * (9 * MB)}), True, "9 MB"
    ),
    "laughing entities": Case(
        "a.docx", lambda: word(para("&e8;") + para(WORDS), entities()), True, "damaged"
    ),
    "laughing in styles": Case(
        "a.docx",
        lambda: word(para(WORDS), **{"word/styles.xml": f"{entities()}<a>&e8;</a>".encode()}),
        False,
        "Der Rat",
    ),
    "one long entity": Case(
        "a.docx",
        lambda: word(para("&e;" * 20_000) + para(WORDS), f'<!DOCTYPE d [<!ENTITY e "{"ha" * 9000}">]>'),
        True,
        "damaged",
    ),
    "entity in an attribute": Case(
        "a.docx", lambda: word(f'<w:p w:x="&e8;"/>{para(WORDS)}', entities()), True, "damaged"
    ),
    "entity from outside": Case("a.docx", lambda: word(para("&x;") + para(WORDS), OUTSIDE), True, "damaged"),
    "dtd from outside": Case(
        "a.docx",
        lambda: word(para(WORDS), '<!DOCTYPE d SYSTEM "http://localhost:1/x.dtd">'),
        False,
        "Der Rat",
    ),
    "deep elements": Case(
        "a.docx", lambda: word("<w:sdt>" * 50_000 + para(WORDS) + "</w:sdt>" * 50_000), True, "damaged"
    ),
    "deep runs": Case(
        "a.docx",
        lambda: word("<w:p>" + "<w:ins>" * 240 + "<w:r><w:t>Rat</w:t></w:r>" + "</w:ins>" * 240 + "</w:p>"),
        False,
        "Rat",
    ),
    "tables in tables": Case(
        "a.docx",
        lambda: word("<w:tbl><w:tr><w:tc>" * 60 + para(WORDS) + "</w:tc></w:tr></w:tbl>" * 60),
        False,
        "Der Rat",
    ),
    "empty paragraphs": Case("a.docx", lambda: word("<w:p/>" * 40_000 + para(WORDS)), False, "Der Rat"),
    "breaks": Case(
        "a.docx",
        lambda: word("<w:p>" + "<w:r><w:br/></w:r>" * 20_000 + "</w:p>" + para(WORDS)),
        False,
        "Der Rat",
    ),
    "one paragraph of 8 MB": Case("a.docx", lambda: word(para("wort " * (8 * MB // 5))), False, "wort"),
    "a text node of 20 MB": Case("a.docx", lambda: word(para("a" * (20 * MB))), True, "10 MB"),
    "attributes": Case(
        "a.docx",
        lambda: word("<w:p " + " ".join(f'a{at}="1"' for at in range(60_000)) + "/>" + para(WORDS)),
        False,
        "Der Rat",
    ),
    "not well-formed": Case("a.docx", lambda: packed({"word/document.xml": b"<a><b></a>"}), True, "damaged"),
    "utf-7": Case(
        "a.docx",
        lambda: packed(
            {"word/document.xml": b'<?xml version="1.0" encoding="utf-7"?>' + word_xml(para(WORDS))}
        ),
        False,
        "Der Rat",
    ),
    "utf-16 part": Case(
        "a.docx",
        lambda: packed({"word/document.xml": word_xml(para(WORDS)).decode().encode("utf-16")}),
        False,
        "Der Rat",
    ),
    "main part that is a link": Case("a.docx", link_in_a_zip, True, "damaged"),
    "entry that leads out": Case("a.docx", lambda: in_a_zip("../../etc/passwd"), False, "Der Rat"),
    "entry with a root": Case("a.docx", lambda: in_a_zip("/etc/passwd"), False, "Der Rat"),
    "entry of bad name": Case("a.docx", lambda: in_a_zip("word/\x1b[2J\u202e.xml"), False, "Der Rat"),
    "password flag": Case("a.docx", lambda: with_flag(1), True, "password"),
    "unknown method": Case("a.docx", lambda: with_method(99), True, "damaged"),
    "wrong method": Case("a.docx", lambda: with_method(12), True, "damaged"),
    "old office": Case("a.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(9000), True, "password"),
    "no main part": Case("a.docx", lambda: packed({"word/x": b"a"}), True, "no Word document"),
    "a zip of texts": Case("a.docx", lambda: packed({"a.txt": R}), True, "is an archive"),
    "a sheet": Case("a.docx", lambda: packed({"xl/workbook.xml": b"x"}), True, "spreadsheet"),
    "rtf in name": Case("a.docx", lambda: rtf(R), False, "it was read as rtf"),
    "text in name": Case("a.docx", lambda: R, False, "it was read as text"),
    "noise in name": Case("a.docx", lambda: bytes(range(256)) * 50, True, "is no docx file"),
    "odt in name": Case("a.docx", lambda: odt(f"<text:p>{WORDS}</text:p>"), False, "it was read as odt"),
    "odt of blanks": Case(
        "a.odt", lambda: odt('<text:p>Rat<text:s text:c="1000000000"/>tagt</text:p>'), False, "Rat tagt"
    ),
    "odt with rows repeated": Case(
        "a.odt",
        lambda: odt(
            '<table:table xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0">'
            '<table:table-row table:number-rows-repeated="1000000000"><table:table-cell '
            f'table:number-columns-repeated="1000000000"><text:p>{WORDS}</text:p></table:table-cell>'
            "</table:table-row></table:table>"
        ),
        False,
        "Der Rat",
    ),
    "odt with entities": Case(
        "a.odt", lambda: odt(f"<text:p>&e8;</text:p><text:p>{WORDS}</text:p>", entities()), True, "damaged"
    ),
    "odt from outside": Case(
        "a.odt", lambda: odt(f"<text:p>&x;</text:p><text:p>{WORDS}</text:p>", OUTSIDE), True, "damaged"
    ),
    "odt of deep spans": Case(
        "a.odt",
        lambda: odt("<text:p>" + "<text:span>" * 240 + "Rat" + "</text:span>" * 240 + "</text:p>"),
        False,
        "Rat",
    ),
    "odt of very deep spans": Case(
        "a.odt",
        lambda: odt("<text:p>" + "<text:span>" * 9000 + "Rat" + "</text:span>" * 9000 + "</text:p>"),
        True,
        "damaged",
    ),
    "odt of deep lists": Case(
        "a.odt",
        lambda: odt(
            "<text:list><text:list-item>" * 110
            + f"<text:p>{WORDS}</text:p>"
            + "</text:list-item></text:list>" * 110
        ),
        False,
        "Der Rat",
    ),
    "odt with a password": Case(
        "a.odt",
        lambda: packed(
            {"mimetype": ODT, "META-INF/manifest.xml": b"<m:encryption-data/>", "content.xml": b"x"}
        ),
        True,
        "password",
    ),
    "odt without content": Case("a.odt", lambda: packed({"mimetype": ODT}), True, "no text document"),
}
