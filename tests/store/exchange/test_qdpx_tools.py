"""What programs write into REFI-QDA projects beyond texts and codings: nothing of it goes unseen."""

import pytest

from store.exchange.refi.taking_in import take_in
from store.review import Review

from .conftest import guid, packed, project_xml
from .test_qdpx_in import code_ref, coded, pick, take, text_source

LETTER = "Der Rat „prüft“ den Ausbau.\nDie Stadt zahlt 4 €.\n"

pytestmark = pytest.mark.usefixtures("in_this_process")


def variables(**kinds):
    made = (f'<Variable guid="{guid("v", name)}" name="{name}" typeOfVariable="Text"/>' for name in kinds)
    return f"<Variables>{''.join(made)}</Variables>"


def value(name, said):
    ref = f'<VariableRef targetGUID="{guid("v", name)}"/>'
    return f"<VariableValue>{ref}<TextValue>{said}</TextValue></VariableValue>"


def notes_on(review):
    return sorted((note.target[0], note.text) for note in review.view().notes)


@pytest.mark.parametrize(
    "written",
    [
        LETTER.encode("cp1252"),
        LETTER.encode("utf-16"),
        LETTER.replace("\n", "\r\n").encode("utf-16"),
        LETTER.encode("utf-8-sig"),
    ],
    ids=["cp1252", "utf-16", "utf-16 with returns", "utf-8 with a mark"],
)
@pytest.mark.parametrize(
    "path",
    ["internal://Mein%20Text.txt", "relative://Sources/Mein Text.txt", "absolute://C:\\x\\Mein Text.txt"],
)
def test_a_text_is_read_in_any_encoding_from_any_path(written, path):
    at = LETTER.index("Die Stadt zahlt")
    source = (
        f'<TextSource guid="{guid(1)}" name="Brief" plainTextPath="{path}">'
        f"{pick(at, at + 15, 'Die Stadt zahlt', code_ref('Geld'))}</TextSource>"
    )
    review, taken = take(source, files={"Sources/Mein Text.txt": written})
    assert review.text("d1") == LETTER and [row[1] for row in coded(review)] == ["Die Stadt zahlt"]
    assert not taken.losses


def test_an_empty_plain_text_gives_way_to_the_formatted_one():
    source = (
        f'<TextSource guid="{guid(1)}" plainTextPath="internal://a.txt" richTextPath="internal://a.html"/>'
    )
    page = "<html><body><p>Der Plan steht.</p></body></html>"
    review, _taken = take(source, files={"sources/a.txt": b"\n", "sources/a.html": page.encode()})
    assert review.text("d1").strip() == "Der Plan steht."


def test_an_annotation_with_a_stretch_of_its_source_is_a_note_on_those_words():
    note = (
        f'<Note guid="{guid("n")}" creatingUser="{guid("Jan")}"><PlainTextContent>wer?</PlainTextContent>'
        f'<PlainTextSelection guid="{guid("s")}" startPosition="4" endPosition="7"/></Note>'
    )
    source = text_source(LETTER, f'<NoteRef targetGUID="{guid("n")}"/>')
    review, taken = take(source, f"<Notes>{note}</Notes>")
    (found,) = review.view().notes
    assert (found.text, found.spans, found.by) == ("wer?", ((4, 7),), "jan") and not taken.losses


def test_one_memo_on_two_places_is_on_both_and_twice_is_once():
    ref = f'<NoteRef targetGUID="{guid("n")}"/>'
    memo = f'<Note guid="{guid("n")}" name="Frage"><PlainTextContent>Wer?</PlainTextContent></Note>'
    source = text_source(LETTER, pick(4, 7, "Rat", ref) + pick(20, 26, "Ausbau", ref))
    data = packed(project_xml(source, more=f"<Notes>{memo}</Notes>"), {})
    review = Review.memory()
    take_in(review, data, "x.qdpx")
    assert notes_on(review) == [("p", "Frage\n\nWer?")] * 2
    assert take_in(review, data, "x.qdpx").added == {}


def test_variables_of_sources_and_cases_become_notes():
    inner = value("Jahr", "2026") + value("Ort", "Aue")
    case = (
        f'<Case guid="{guid("c")}" name="Anna"><CodeRef targetGUID="{guid("Geld")}"/>{value("Alter", "40")}'
        f'<SourceRef targetGUID="{guid("t", "T")}"/></Case><Case guid="{guid("d")}" name="Leer"/>'
    )
    data = project_xml(text_source(LETTER, inner), more=f"<Cases>{case}</Cases>")
    data = data.replace(b"<Sources>", variables(Jahr=0, Ort=0, Alter=0).encode() + b"<Sources>")
    review = Review.memory()
    taken = take_in(review, packed(data, {}), "x.qdpx")
    assert notes_on(review) == [("d", "Anna\nAlter: 40"), ("d", "Jahr: 2026\nOrt: Aue")]
    assert sorted(taken.losses) == ["1 case that belongs to nothing in the file", "1 code of a case"]


def test_places_on_pages_are_kept_where_their_words_stand_once():
    def place(number, said):
        text = f"<PlainTextContent>{said}</PlainTextContent>"
        return (
            f'<PDFSelection guid="{guid(number)}" page="0" firstX="1" firstY="1" secondX="2" secondY="2">'
            f'<Representation guid="{guid(number, 1)}">{text}</Representation>'
            f"{code_ref('Geld')}</PDFSelection>"
        )

    source = (
        f'<PDFSource guid="{guid(1)}" name="Plan" path="internal://x.pdf">{place(2, "Die Stadt  zahlt")}'
        f'{place(3, "steht nicht da")}<PDFSelection guid="{guid(4)}" page="1"/>'
        f'<Representation guid="{guid(5)}"><PlainTextContent>{LETTER}</PlainTextContent></Representation>'
        f"</PDFSource>"
    )
    review, taken = take(source)
    assert [row[1] for row in coded(review)] == ["Die Stadt zahlt"]
    told = "\n".join(taken.losses)
    assert "only words: “steht nicht da”" in told and "1 place in a picture, page" in told


def test_every_transcript_of_a_recording_is_a_document():
    texts = "".join(
        f'<Transcript guid="{guid(name)}"><PlainTextContent>{name} spricht.</PlainTextContent></Transcript>'
        for name in ("Anna", "Ben")
    )
    source = (
        f'<VideoSource guid="{guid(1)}" name="Sitzung">{texts}'
        f'<VideoSelection guid="{guid(2)}" begin="1" end="2">{code_ref("Geld")}</VideoSelection>'
        "</VideoSource>"
    )
    review, taken = take(source)
    assert [review.text(row.id) for row in review.view().documents] == ["Anna spricht.", "Ben spricht."]
    assert "1 coding of such a place" in taken.losses


def test_whom_the_file_does_not_name_and_codes_of_one_name_are_told():
    codes = "".join(
        f'<Code guid="{guid(name)}" name="{name}" isCodable="true" color="#80C00000"/>'
        for name in ("Geld", "geld")
    )
    inner = pick(4, 7, "Rat", code_ref("geld")).replace("startP", f'creatingUser="{guid("fremd")}" startP')
    review, taken = take(text_source(LETTER, inner), codes=codes)
    assert [(tag.name, tag.colour) for tag in review.view().tags] == [("Geld", "#C00000")]
    assert [row[3] for row in coded(review)] == [("Geld",)]
    assert any("one tag: geld" in notice for notice in taken.notices)
    assert any("who 1 user is" in loss for loss in taken.losses)


def test_names_that_are_no_quotations_tell_nothing():
    _review, taken = take(text_source(LETTER, pick(4, 7, "Codierung 17") + pick(20, 26, "Codierung 18")))
    assert any("names say no words" in notice for notice in taken.notices)
