"""REFI-QDA projects as other programs write them, in as many ways as they count."""

import io
import uuid
import zipfile
from types import SimpleNamespace
from xml.sax.saxutils import escape, quoteattr

import pytest

from content.formats.blocks import Unreadable
from store.errors import Refused
from store.exchange import apart
from store.exchange.refi import taking_in

LETTER = (
    "Gemeindebrief 7 🏘️\n"
    "Der Kreis zahlt ab März mehr für Busse: 4,2 Mio. € im Jahr.\n\n"
    "Die Schule bleibt. Das Ergebnis liegt vor.\n"
    "„Wir rechnen nach“, sagt die Kämmerin 👩🏽‍💼. Das Ergebnis liegt vor.\n"
    "Antwort bis 15.03.2027.\n"
)
LIST = "Wünsche 🚌🚲\n1. Takt verdichten, auch sonntags.\n2. Radweg bauen.\n"
#: (document, words, which occurrence, codes, user, comment)
CODINGS = (
    (0, "4,2 Mio. € im Jahr", 0, ("Geld", "Zusage"), "Ute Groß", ""),
    (0, "Das Ergebnis liegt vor.", 1, ("Vage <&>",), "Jan", "schon wieder"),
    (0, "Die Schule bleibt. Das Ergebnis liegt vor.\n„Wir rechnen nach“", 0, ("Zusage",), "Jan", ""),
    (0, "15.03.2027", 0, ("Zusage",), "Ute Groß", ""),
    (1, "Takt verdichten", 0, ("Verkehr/Bus",), "Jan", ""),
    (1, "Radweg", 0, ("Vage <&>",), "Ute Groß", "wo?"),
)
DIALECTS = {
    "standard": {},
    "units": {"utf16": True, "names": "", "each": True},
    "windows": {"utf16": True, "end": "\r\n", "width": 2, "mark": True, "names": None, "folder": "Sources"},
    "ends as one": {"end": "\r\n", "mark": True, "each": True},
    "cut names": {"end": "\r\n", "cut": 12, "braces": True, "root": "Gemeinde 7.qde"},
    "mark counted": {"mark": True, "counts_mark": True},
}


def guid(*parts, braces=False, **_):
    made = str(uuid.uuid5(uuid.NAMESPACE_OID, "|".join(map(str, parts))))
    return "{" + made.upper() + "}" if braces else made


def place_of(text, words, occurrence):
    at = -1
    for _ in range(occurrence + 1):
        at = text.index(words, at + 1)
    return at, at + len(words)


def counted(text, at, utf16=False, width=1, mark=False, counts_mark=False, **_):
    before = text[:at].replace("\n", "\r\n") if width == 2 else text[:at]
    units = len(before.encode("utf-16-le")) // 2 if utf16 else len(before)
    return units + (mark and counts_mark)


def selection(number, coding, how):
    document, words, occurrence, codes, user, comment = coding
    text = (LETTER, LIST)[document]
    start, end = (counted(text, at, **how) for at in place_of(text, words, occurrence))
    name = words[: how["cut"]] + "…" if "cut" in how and len(words) > how["cut"] else words
    if "names" in how:
        name = how["names"]
    said = "" if name is None else f" name={quoteattr(name)}"
    groups = [(code,) for code in codes] if how.get("each") else [codes]
    for part, group in enumerate(groups):
        codings = "".join(
            f'<Coding guid="{guid(number, part, code)}" creatingUser="{guid(user, **how)}">'
            f'<CodeRef targetGUID="{guid(code, **how)}"/></Coding>'
            for code in group
        )
        told = f"<Description>{comment}</Description>" if comment else ""
        yield (
            f'<PlainTextSelection guid="{guid("sel", number, part)}"{said} startPosition="{start}"'
            f' endPosition="{end}" creatingUser="{guid(user, **how)}"'
            f' creationDateTime="2026-02-03T10:00:00+01:00">{told}{codings}</PlainTextSelection>'
        )


def packed(root, files, name="project.qde"):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(name, root)
        for path, content in files.items():
            archive.writestr(path, content)
    return data.getvalue()


def project_xml(sources, how=None, more="", codes=None):
    how = how or {}
    users = "".join(f'<User guid="{guid(name, **how)}" name="{name}"/>' for name in ("Ute Groß", "Jan"))
    if codes is None:
        codes = (
            f'<Code guid="{guid("Verkehr", **how)}" name="Verkehr" isCodable="false">'
            f'<Code guid="{guid("Verkehr/Bus", **how)}" name="Bus" isCodable="true" color="#0a0"/></Code>'
        ) + "".join(
            f'<Code guid="{guid(name, **how)}" name={quoteattr(name)} isCodable="true" color="#C00000">'
            f"<Description>{escape(name)} ist gemeint</Description></Code>"
            for name in ("Geld", "Zusage", "Vage <&>")
        )
    return (
        '<?xml version="1.0" encoding="utf-8"?><Project xmlns="urn:QDA-XML:project:1.0" name="Kreis">'
        f"<Users>{users}</Users><CodeBook><Codes>{codes}</Codes></CodeBook>"
        f"<Sources>{sources}</Sources>{more}</Project>"
    ).encode()


@pytest.fixture(params=DIALECTS, ids=str)
def dialect(request):
    """One project in one dialect: ``data`` of the file, ``texts`` and ``codings`` it must come to."""
    how = DIALECTS[request.param]
    sources, files = "", {}
    for document, (name, text) in enumerate((("Brief.txt", LETTER), ("Liste.txt", LIST))):
        mark = "\ufeff" if how.get("mark") else ""
        path = f"{guid('file', document)}.txt"
        files[f"{how.get('folder', 'sources')}/{path}"] = (
            mark + text.replace("\n", how.get("end", "\n"))
        ).encode()
        inner = "".join(
            part
            for number, coding in enumerate(CODINGS)
            if coding[0] == document
            for part in selection(number, coding, how)
        )
        own = guid("source", document, **how)
        sources += (
            f'<TextSource guid="{own}" name="{name}" plainTextPath="internal://{path}">{inner}</TextSource>'
        )
    data = packed(project_xml(sources, how), files, how.get("root", "project.qde"))
    return SimpleNamespace(data=data, texts={"Brief.txt": LETTER, "Liste.txt": LIST}, codings=CODINGS)


@pytest.fixture
def in_this_process(monkeypatch):
    """Projects are read here: the limited process is tested elsewhere, and takes its time to start."""
    monkeypatch.setattr(taking_in, "read_in", _read_here)


def _read_here(what, data, _kind):
    try:
        return getattr(apart, what)(data)
    except Unreadable as error:
        raise Refused(error.reason, error.advice) from None
