"""Exports for people in the interface's words: every form in both languages."""

import io
import zipfile

import pytest

from store.changes import AddDemand, AddDocument, AddEvent, AddEvidence, AddNote, SetVerdict
from store.exchange import EXPORTS, export_bytes
from store.review import Review
from tui.locale import language, speaking
from tui.spoken import Spoken

SPOKEN = [form for form, export in EXPORTS.items() if export.spoken]
GERMAN = {
    "report": ("Zusammenfassung", "nicht prüfbar", "3. Juli 2026", "„Die Stadt“", 'lang="de"'),
    "docx": ("Zusammenfassung", "nicht prüfbar", "3. Juli 2026", "„Die Stadt“", "de-DE"),
    "csv": ("Forderung,", "nicht prüfbar", "stützt"),
    "markdown": ("| Forderung |", "nicht prüfbar", "stützt"),
    "xlsx": ("Forderungen", "nicht prüfbar", "31. Dezember 2027", "dd.mm.yyyy"),
    "ics": ("Frist: Zuschuss", "3. Juli 2026"),
    "tags": ("Schlagwort,Stellen,",),
    "tagpairs": ("Schlagwort,Stellen",),
}
ENGLISH = {
    "report": ("Summary", "unverifiable", "3 July 2026", "“Die Stadt”", 'lang="en"'),
    "docx": ("Summary", "unverifiable", "3 July 2026", "“Die Stadt”", "en-GB"),
    "csv": ("demand,", "unverifiable", "supports"),
    "markdown": ("| demand |", "unverifiable", "supports"),
    "xlsx": ("Demands", "unverifiable", "31 December 2027", "d mmm yyyy"),
    "ics": ("Deadline: Zuschuss", "3 July 2026"),
    "tags": ("tag,places,",),
    "tagpairs": ("tag,places",),
}


def said(review, form):
    data = export_bytes(review, form, Spoken())
    if not EXPORTS[form].binary:
        return data.decode()
    archive = zipfile.ZipFile(io.BytesIO(data))
    return "".join(archive.read(name).decode() for name in archive.namelist())


@pytest.fixture
def review():
    review = Review.memory("Bäder")
    review.apply(
        AddDocument("Die Stadt will Bäder.", title="Brief"), AddDemand("Zuschuss", due="../2027-12-31")
    )
    review.apply(AddEvidence("f1", "d1:0-9"), SetVerdict("f1", "unverifiable"), AddNote("f1", "Wer?"))
    review.apply(AddEvent("2026-07-03", label="Zusage"))
    return review


@pytest.mark.parametrize("form", SPOKEN)
def test_each_form_speaks_both_languages(review, form):
    for lang, wanted, other in (("de", GERMAN, ENGLISH), ("en", ENGLISH, GERMAN)):
        with speaking(lang):
            text = said(review, form)
        assert [words for words in wanted[form] if words not in text] == []
        assert [words for words in other[form] if words in text] == []


def test_the_interface_speaks_its_language_again():
    before = language()
    with pytest.raises(KeyError), speaking("de"):
        assert language() == "de"
        raise KeyError
    assert language() == before
