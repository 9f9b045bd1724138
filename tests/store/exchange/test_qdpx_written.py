"""Archives, paths and XML as real programs write them: all come to the same project."""

import io
import unicodedata
import zipfile

import pytest

from .conftest import guid, packed, project_xml
from .projects import TEXT, beside, picked, take, taken, words_of
from .test_qdpx_in import code_ref, coded, pick, text_source

pytestmark = pytest.mark.usefixtures("in_this_process")


def zipped(parts, how=lambda entry: entry):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(how(zipfile.ZipInfo(name)), content)
    return data.getvalue()


PROJECT = project_xml(beside(TEXT, picked(TEXT, "Ausbau", "Ausbau")))


@pytest.mark.parametrize(
    "names",
    [
        ("project.qde", "Sources/a.txt"),
        ("Projekt Süd.QDE", "SOURCES/A.TXT"),
        ("project.qde", "sources\\a.txt"),
        ("./project.qde", "./sources/a.txt"),
        ("Export/project.qde", "Export/sources/a.txt"),
        ("project.qde", "a.txt"),
        ("project.qde", "Quellen/a.txt"),
        ("project.qde", "sources/texte/a.txt"),
    ],
    ids=str,
)
def test_files_are_found_wherever_programs_put_them(names):
    shadows = {"__MACOSX/._project.qde": b"x", "__MACOSX/sources/._a.txt": b"x", "sources/": b""}
    parts = dict(zip(names, (PROJECT, TEXT.encode()), strict=True)) | shadows
    review, found = taken(zipped(parts))
    assert words_of(review) == ["Ausbau"] and not found.losses


@pytest.mark.parametrize(
    "path",
    [
        "internal://a.txt",
        "internal:///a.txt",
        "internal://sources/a.txt",
        "a.txt",
        "relative:///Quellen/a.txt",
        "relative://Quellen/a.txt",
        "absolute:///home/x/a.txt",
        "file:///C:/Daten/a.txt",
        "absolute://C:\\Daten\\a.txt",
        "internal://A.TXT",
    ],
)
def test_paths_of_every_form_lead_to_the_file(path):
    review, found = take(beside(TEXT, picked(TEXT, "Ausbau"), path), files={"sources/a.txt": TEXT})
    assert words_of(review) == ["Ausbau"] and not found.losses


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_names_with_umlauts_are_found_however_they_are_written(form):
    data = zipped(
        {
            "project.qde": project_xml(beside(TEXT, picked(TEXT, "Ausbau"), "internal://Grünes.txt")),
            unicodedata.normalize(form, "sources/Grünes.txt"): TEXT.encode(),
        }
    )
    assert words_of(taken(data)[0]) == ["Ausbau"]
    unsaid = data.replace(b"\x00\x08", b"\x00\x00")  # the mark that names are UTF-8
    assert words_of(taken(unsaid)[0]) == ["Ausbau"]


class Pipe(io.RawIOBase):
    """What cannot be gone back in, so that sizes stand behind the data."""

    def __init__(self):
        self.data = bytearray()

    def writable(self):
        return True

    def write(self, data):
        self.data += data
        return len(data)


@pytest.mark.parametrize("zip64", [True, False])
def test_streamed_and_large_archives_are_read(zip64):
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (("project.qde", PROJECT), ("sources/a.txt", TEXT.encode())):
            with archive.open(name, "w", force_zip64=zip64) as part:
                part.write(content)
    assert words_of(taken(bytes(pipe.data))[0]) == ["Ausbau"]


def prefixed(xml):
    for tag in ("Project", "Users", "User", "CodeBook", "Codes", "Code", "Description", "Sources"):
        xml = xml.replace(b"<" + tag.encode() + b" ", b"<q:" + tag.encode() + b" ")
        xml = xml.replace(b"<" + tag.encode() + b">", b"<q:" + tag.encode() + b">")
        xml = xml.replace(b"</" + tag.encode() + b">", b"</q:" + tag.encode() + b">")
    return xml.replace(b"xmlns=", b"xmlns:q=")


XSI = b' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:QDA-XML:project:1.0 x"'
WRITTEN = {
    "as it is": lambda xml: xml,
    "a mark": lambda xml: b"\xef\xbb\xbf" + xml,
    "blanks first": lambda xml: b"\r\n " + xml,
    "utf-16": lambda xml: xml.decode().replace('"utf-8"', '"utf-16"').encode("utf-16"),
    "said to be utf-16": lambda xml: xml.replace(b'"utf-8"', b'"utf-16"'),
    "a schema's place": lambda xml: xml.replace(b"<Project ", b"<Project" + XSI + b" "),
    "version 1.5": lambda xml: xml.replace(b"project:1.0", b"project:1.5"),
    "no namespace": lambda xml: xml.replace(b' xmlns="urn:QDA-XML:project:1.0"', b""),
    "prefixes": prefixed,
    "comments": lambda xml: xml.replace(b"<Sources>", b"<!-- x --><?y z?><Sources>"),
    "indented": lambda xml: xml.replace(b"><", b">\r\n\t<"),
    "control characters": lambda xml: xml.replace(b"<Users>", b"<Users><User name='a\x0bb&#11;&#x1F;'/>"),
    "upper case guids": lambda xml: xml.replace(guid("Geld").encode(), guid("Geld").upper().encode(), 1),
    "guids in braces": lambda xml: xml.replace(guid("Geld").encode(), b"{%s}" % guid("Geld").encode(), 1),
    "guids without hyphens": lambda xml: xml.replace(
        guid("Geld").encode(), guid("Geld").replace("-", "").encode(), 1
    ),
    "no guids at all": lambda xml: xml.replace(guid("Geld").encode(), b"code-7"),
    "cases after sources": lambda xml: xml.replace(b"</Sources>", b"</Sources><Cases/><Users/>"),
}


@pytest.mark.parametrize("write", WRITTEN.values(), ids=WRITTEN)
def test_xml_as_programs_write_it(write):
    review, found = taken(packed(write(PROJECT), {"sources/a.txt": TEXT}))
    assert [row[3] for row in coded(review)] == [("Geld",)] and words_of(review) == ["Ausbau"]
    assert bool(found.losses) == (b"\x0b" in write(PROJECT))


def test_characters_written_as_two_halves_are_one():
    halves = "&#xD83D;&#xDE00; &#55357;&#56832; Takt &#xD83D;"
    review, found = take(text_source(halves, pick(4, 8, "Takt", code_ref("Geld"))))
    assert words_of(review) == ["Takt"]
    assert review.text("d1").startswith("😀 😀 Takt") and "1 control" in found.losses[0]
