"""REFI-QDA projects of other programs, taken in."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import Forbidden, Refused
from store.exchange.refi import package
from store.exchange.refi.dialects import Counted, Traits
from store.exchange.refi.model import Selection, Source
from store.exchange.refi.placing import place_all
from store.exchange.refi.taking_in import take_in
from store.review import Review

from .conftest import guid, packed, project_xml

pytestmark = pytest.mark.usefixtures("in_this_process")


def coded(review):
    """(title, words, spans, tags, who, notes) of the passages with tags."""
    view = review.view()
    titles = {document.id: document.title for document in view.documents}
    return {
        (
            titles[p["document"]],
            p["quote"],
            tuple(map(tuple, p["spans"])),
            view.lookup.tags(p),
            p["by"],
            tuple(note["text"] for note in view.lookup.notes_on(p["id"])),
        )
        for p in view.lookup.all("passages")
        if p["tags"]
    }


def wanted(dialect):
    who = {"Ute Groß": "ute-gross", "Jan": "jan"}
    for document, words, occurrence, codes, user, comment in dialect.codings:
        title, text = list(dialect.texts.items())[document]
        start = [at for at in range(len(text)) if text.startswith(words, at)][occurrence]
        spans = ((start, start + len(words)),)
        yield title, words, spans, tuple(sorted(codes)), who[user], (comment,) if comment else ()


def test_every_dialect_sits_on_the_right_words(dialect):
    review = Review.memory()
    taken = take_in(review, dialect.data, "x.qdpx")
    view = review.view()
    assert {row.title: review.text(row.id) for row in view.documents} == dialect.texts
    assert coded(review) == set(wanted(dialect))
    assert len(taken.notices) == 2 and not taken.losses
    tags = {tag.name: (tag.colour, tag.description) for tag in view.tags}
    assert tags["Geld"] == ("#C00000", "Geld ist gemeint")
    assert tags["Verkehr/Bus"] == ("#0a0", None) and "Verkehr" in tags
    assert {r.name: r.role for r in view.reviewers} == {
        "lead": "lead",
        "ute-gross": "viewer",
        "jan": "viewer",
    }
    notes = {note.text: (note.by, note.at) for note in view.notes}
    assert notes["wo?"] == ("ute-gross", "2026-02-03T09:00:00Z")


def test_twice_is_once(dialect):
    review = Review.memory()
    take_in(review, dialect.data, "x.qdpx")
    before = {table: list(review.engine.scan(table)) for table in ("notes", "passages", "tags", "documents")}
    assert take_in(review, dialect.data, "x.qdpx").added == {}
    assert before == {table: list(review.engine.scan(table)) for table in before}


def test_all_of_it_can_be_taken_back(dialect):
    review = Review.memory()
    take_in(review, dialect.data, "x.qdpx")
    review.undo()
    view = review.view()
    assert (view.documents, view.tags, view.notes) == ((), (), ())


def test_only_a_lead_takes_in(team, dialect):
    with pytest.raises(Forbidden):
        take_in(team.anna, dialect.data, "x.qdpx")


def text_source(text, inner="", name="T"):
    return (
        f'<TextSource guid="{guid("t", name)}" name="{name}"><PlainTextContent>{text}</PlainTextContent>'
        f"{inner}</TextSource>"
    )


def pick(start, end, name=None, inner=""):
    said = "" if name is None else f' name="{name}"'
    return (
        f'<PlainTextSelection guid="{guid(start, end, name)}"{said} startPosition="{start}"'
        f' endPosition="{end}">{inner}</PlainTextSelection>'
    )


def code_ref(name):
    return f'<Coding guid="{guid("c", name)}"><CodeRef targetGUID="{guid(name)}"/></Coding>'


def take(sources, more="", files=None, **given):
    review = Review.memory()
    taken = take_in(review, packed(project_xml(sources, more=more, **given), files or {}), "x.qdpx")
    return review, taken


def test_pictures_and_recordings_are_told_and_their_texts_kept():
    sources = (
        f'<PDFSource guid="{guid(1)}" name="Plan" path="internal://x.pdf">'
        f'<PDFSelection guid="{guid(2)}" page="1" firstX="1" firstY="1" secondX="2" secondY="2"/>'
        f'<Representation guid="{guid(3)}"><PlainTextContent>Der Plan steht.</PlainTextContent>'
        f"{pick(4, 8, 'Plan', code_ref('Geld'))}</Representation></PDFSource>"
        f'<AudioSource guid="{guid(4)}" name="Rede" path="internal://x.mp3"/>'
        f'<PictureSource guid="{guid(5)}" name="Bild" path="internal://x.png"/>'
    )
    review, taken = take(sources)
    assert [(row.title, review.text(row.id)) for row in review.view().documents] == [
        ("Plan", "Der Plan steht.")
    ]
    assert [row[1] for row in coded(review)] == ["Plan"]
    told = "\n".join(taken.losses)
    assert "source “Rede” (sound recording)" in told and "source “Bild” (picture)" in told
    assert "1 place in a picture, page or recording" in told


def test_a_transcript_is_placed_by_its_points():
    sources = (
        f'<AudioSource guid="{guid(1)}" name="Rede" path="internal://x.mp3"><Transcript guid="{guid(2)}">'
        "<PlainTextContent>Guten Tag, Rat der Stadt.</PlainTextContent>"
        f'<SyncPoint guid="{guid(3)}" timeStamp="1" position="11"/>'
        f'<SyncPoint guid="{guid(4)}" timeStamp="9" position="24"/>'
        f'<TranscriptSelection guid="{guid(5)}" fromSyncPoint="{guid(3)}" toSyncPoint="{guid(4)}">'
        f"{code_ref('Zusage')}</TranscriptSelection></Transcript></AudioSource>"
    )
    review, _taken = take(sources)
    assert [row[1] for row in coded(review)] == ["Rat der Stadt"]


def test_notes_come_to_what_they_are_about_and_memos_become_documents():
    def note(number, text, name=""):
        content = f"<PlainTextContent>{text}</PlainTextContent>"
        return f'<Note guid="{guid("n", number)}" name="{name}">{content}</Note>'

    def ref(number):
        return f'<NoteRef targetGUID="{guid("n", number)}"/>'

    codes = f'<Code guid="{guid("Geld")}" name="Geld" isCodable="true">{ref(4)}</Code>'
    sources = text_source("Das Geld kommt.", pick(4, 8, "Geld", code_ref("Geld") + ref(1)) + ref(2))
    notes = note(1, "welches?", "Frage") + note(2, "gut") + note(3, "Überblick", "Memo") + note(4, "in Euro")
    review, taken = take(sources, f"<Notes>{notes}</Notes>", codes=codes)
    view = review.view()
    assert {(note.text, note.target[0]) for note in view.notes} == {("Frage\n\nwelches?", "p"), ("gut", "d")}
    assert [(row.title, row.kind) for row in view.documents] == [("T", ""), ("Memo", "memo")]
    assert view.tags[0].description == "in Euro" and not taken.losses


def test_a_selection_that_cuts_words_is_mended_by_its_name():
    review, taken = take(
        text_source("Kein Geld. Der Ausbau beginnt.", pick(16, 22, "Ausbau beginnt", code_ref("Geld")))
    )
    assert [row[1] for row in coded(review)] == ["Ausbau beginnt"]
    assert any("stands where its words are" in notice for notice in taken.notices)


def test_what_stands_nowhere_and_what_nothing_holds_is_told():
    more = (
        f'<Links><Link guid="{guid(1)}"/></Links><Sets><Set guid="{guid(2)}" name="S"/></Sets>'
        f'<Graphs><Graph guid="{guid(3)}"/></Graphs><Description>Plan</Description>'
    )
    sources = text_source("Kurz.", pick(3, 99, "weg")) + (
        f'<TextSource guid="{guid(4)}" name="Fern" plainTextPath="absolute:///etc/passwd"/>'
    )
    review, taken = take(sources, more)
    told = "\n".join(taken.losses)
    for what in (
        "outside of its text “T”: 3–99 “weg”",
        "the text “Fern”",
        "1 link",
        "the set “S” of 0",
        "the graph “?” of 0",
        "descr",
    ):
        assert what in told
    assert [row.title for row in review.view().documents] == ["T"]


def test_a_slash_in_a_code_makes_no_level():
    codes = f'<Code guid="{guid("Geld")}" name="Ja/Nein" isCodable="true"/>'
    review, taken = take(text_source("Ja."), codes=codes)
    assert [tag.name for tag in review.view().tags] == ["Ja∕Nein"]
    assert any("Ja∕Nein" in notice for notice in taken.notices)


ENTITY = b'<!DOCTYPE Project [<!ENTITY a SYSTEM "file:///etc/passwd">]><Project>&a;</Project>'


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"kein Archiv", "damaged"),
        (packed(b"<Project>", {}), "well-formed"),
        (packed(ENTITY, {}), "document type"),
        (packed(b"<Codes/>", {}), "not Project"),
        (packed(b"<Project/>", {"zwei.qde": b""}), "2 project files"),
        (packed(b"<Project/>", {"../x.txt": b""}), "lead out"),
        (packed(b"<Project/>", {"C:x.txt": b""}), "lead out"),
    ],
)
def test_what_may_do_harm_is_refused(data, says):
    review = Review.memory()
    with pytest.raises(Refused, match=says):
        take_in(review, data, "x.qdpx")
    assert review.seq == 1


def test_links_and_bombs_are_refused(monkeypatch):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("project.qde", b"<Project/>")
        link = zipfile.ZipInfo("sources/a.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(Refused, match="lead out"):
        take_in(Review.memory(), data.getvalue(), "x.qdpx")
    monkeypatch.setattr(package, "MOST_PARTS", 10)
    many = packed(b"<Project/>", {f"sources/{at}.txt": b"" for at in range(11)})
    with pytest.raises(Refused, match="too much"):
        package.Package(many)


def test_parts_that_share_bytes_are_refused():
    data = packed(b"<Project/>", {"sources/a.txt": b"x" * 100, "sources/b.txt": b"y" * 100})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        first, second = (archive.getinfo(f"sources/{name}.txt").header_offset for name in "ab")
    places = [first.to_bytes(4, "little"), second.to_bytes(4, "little")]
    at = data.rindex(places[1] + b"sources/b.txt")
    doubled = data[:at] + places[0] + data[at + 4 :]
    with pytest.raises(Refused, match="damaged"):
        take_in(Review.memory(), doubled, "x.qdpx")


WORDS = st.lists(
    st.sampled_from(
        ["Geld", "Straße", "😀", "👍🏽", "é", "e\u0301t", "für", "a", "\r\n", "Rat.", "1.2.", "𝔉ach"]
    ),
    min_size=4,
    max_size=30,
)


@given(WORDS, st.data())
def test_any_dialect_is_found_out_by_the_names(words, data):
    """Whatever the text: with names, every selection stands on its words."""
    text = " ".join(words)
    dialect = data.draw(st.sampled_from(Traits.of(text, marked=False).possible()))
    borders = [at for at in range(len(text) + 1)]
    counted = Counted(text, dialect)
    picks = []
    for number in range(3):
        at = data.draw(st.integers(0, len(words) - 1))
        start = len(" ".join(words[:at])) + (at > 0)
        end = start + len(words[at])
        if words[at] == "\r\n":
            continue
        positions = {borders[spot]: counted._at[spot] for spot in (start, end)}
        picks.append(Selection(str(number), words[at], positions[start], positions[end], "", ""))
    placed, _chosen = place_all([Source("s", "s", text, False, "", "", selections=picks)], "")
    for selection, span in placed[0].places:
        found = placed[0].text[span.start : span.end]
        assert found == selection.name.replace("e\u0301", "é"), dialect
    assert len(placed[0].places) == len(picks)


def test_dates_are_suggested_as_in_any_document():
    review, _taken = take(text_source("Der Rat tagt am 3. Mai 2027 im Saal."))
    assert [(event.edtf, event.state) for event in review.view().events] == [("2027-05-03", "suggested")]


def test_a_source_with_formatted_text_only_is_read_as_such_files_are():
    source = f'<TextSource guid="{guid(1)}" name="Plan" richTextPath="internal://a.html"/>'
    page = "<html><body><p>Der Plan für den Platz steht.</p></body></html>".encode()
    review, taken = take(source, files={"Sources/a.html": page})
    assert review.text("d1").strip() == "Der Plan für den Platz steht." and not taken.losses
