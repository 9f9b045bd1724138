"""Files of other tools are read in the limited process: they cost its time and memory, not the program's."""

import io
import zipfile

import pytest

from store.errors import Refused
from store.exchange import importer_of
from store.exchange.bundle.writing import JOURNAL, RECORDS
from store.review import Review
from tests.store.exchange.conftest import packed, project_xml

MB = 1 << 20


def zipped(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def bundle(records, journal=b""):
    return zipped({RECORDS: records, JOURNAL: journal})


def deep(text):
    return project_xml("<TextSource>" * 40_000 + text)


HEAD = b'{"format":"vermerk-bundle","version":1,"store":"x","records":{"notes":'
LIMITS = "too much memory|takes too long|has no annotations|MB of XML|well-formed|is none"
TELLS = b"".join(b'<!ENTITY a%d "%s">' % (at + 1, b"&a%d;" % at * 10) for at in range(12))
#: A file's name, how it is made, what is said.
FILES = {
    "brackets": ("a.jsonld", lambda: b"[" + b"[]," * (12 * MB) + b"[]]", LIMITS),
    "objects": ("a.jsonld", lambda: b"[" + b'{"a":{}},' * (4 * MB) + b"{}]", LIMITS),
    "lists in lists": ("a.jsonld", lambda: b"[" * 500_000, "is no JSON"),
    "numbers": ("a.json", lambda: b'{"items":[' + b"9" * 400_000 + b"]}", "is no JSON|no annotations"),
    "not utf-8": ("a.json", lambda: b'{"items":["\xff"]}', "UTF-8"),
    "null": ("a.json", lambda: b"null", "no annotations"),
    "elements": (
        "a.qdpx",
        lambda: packed(project_xml(f"<TextSource>{'<x/>' * (7 * MB)}</TextSource>"), {}),
        LIMITS,
    ),
    "elements in elements": ("a.qdpx", lambda: packed(deep("x"), {}), "well-formed"),
    "an entity from outside": (
        "a.qdc",
        lambda: b'<!DOCTYPE c [<!ENTITY x SYSTEM "file:///etc/passwd">]><CodeBook>&x;</CodeBook>',
        "document type",
    ),
    "entities": (
        "a.qdc",
        lambda: b'<!DOCTYPE c [<!ENTITY a0 "aaaaaaaaaa">%b]><CodeBook origin="&a12;"/>' % TELLS,
        "well-formed",
    ),
    "a workbook": ("a.qdpx", lambda: zipped({"xl/workbook.xml": b"<x/>"}), "0 project files"),
    "two projects": ("a.qdpx", lambda: zipped({"a.qde": b"<x/>", "b.qde": b"<x/>"}), "2 project files"),
    "a path that leads out": ("a.qdpx", lambda: packed(project_xml(""), {"../../x": b""}), "lead out"),
    "no archive": ("a.qdpx", lambda: b"PK\x03\x04" + bytes(90), "damaged"),
    "records": ("a.bundle", lambda: bundle(HEAD + b"[" + b"{}," * (12 * MB) + b"{}]}}"), LIMITS),
    "a journal": ("a.bundle", lambda: bundle(HEAD + b"[]}}", b"[]\n" * MB), "no bundle"),
    "lists in a bundle": ("a.bundle", lambda: bundle(b"[" * 500_000), "no bundle"),
    "an empty bundle": ("a.bundle", lambda: bundle(b"null"), "no bundle"),
}  # fmt: skip


@pytest.mark.parametrize("case", FILES)
def test_a_hostile_file_is_one_line_and_changes_nothing(case, tmp_path):
    name, make, said = FILES[case]
    data = make()
    with Review.create(tmp_path / "bus.vermerk", "Busse") as review:
        before = review.engine.seq
        with pytest.raises(Refused, match=said) as refused:
            importer_of(name).take_in(review, data, name)
        assert refused.value.advice and "\n" not in str(refused.value)
        assert review.engine.seq == before


def test_a_large_project_is_read_as_a_stream():
    notes = f"<!--{' ' * MB}-->" * 40
    data = zipped({"project.qde": project_xml("", more=notes)})
    with Review.memory() as review:
        assert importer_of("a.qdpx").take_in(review, data, "a.qdpx").added["tags"]
