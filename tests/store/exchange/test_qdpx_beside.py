"""What real projects have beside selections: people, times, codes, memos, links, media: kept, or told."""

import pytest

from .conftest import guid, packed, project_xml
from .projects import TEXT, beside, picked, take, taken, words_of
from .test_qdpx_in import code_ref, coded, pick, text_source
from .test_qdpx_tools import notes_on, value, variables

pytestmark = pytest.mark.usefixtures("in_this_process")


def ref(name):
    return f'<NoteRef targetGUID="{guid("n", name)}"/>'


def note(key, inner="", **given):
    said = "".join(f' {name}="{word}"' for name, word in given.items())
    return f'<Note guid="{guid("n", key)}"{said}>{inner}</Note>'


def content(text):
    return f"<PlainTextContent>{text}</PlainTextContent>"


def notes(*made):
    return f"<Notes>{''.join(made)}</Notes>"


def test_notes_stand_on_everything_that_refers_to_them():
    coding = f'<Coding guid="{guid("c")}"><CodeRef targetGUID="{guid("Geld")}"/>{ref(1)}</Coding>'
    inner = picked(TEXT, "Rat", "Rat").replace("</Plain", ref(2) + "</Plain") + ref(3)
    inner += pick(14, 17, None, coding)
    made = notes(*(note(at, content(f"Notiz {at}")) for at in (1, 2, 3)))
    review, found = take(text_source(TEXT, inner), made)
    assert notes_on(review) == [("d", "Notiz 3"), ("p", "Notiz 1"), ("p", "Notiz 2")]
    assert not found.losses


def test_notes_without_a_text_say_their_name_and_description():
    inner = picked(TEXT, "Rat").replace("</Plain", ref(1) + ref(2) + ref(3) + "</Plain")
    told = "<Description>nur hier</Description>"
    made = notes(
        note(1, name="Nur ein Name"), note(2, told, name="Titel"), note(3, content("Text") + told),
        note(4, told), note(5, content(""), name="Freies Memo"), note(6),
    )  # fmt: skip
    review, _found = take(text_source(TEXT, inner), made.replace(told + content("Text"), content("Text")))
    assert [text for _on, text in notes_on(review)] == [
        "Nur ein Name",
        "Text\n\nnur hier",
        "Titel\n\nnur hier",
    ]
    memos = [review.text(row.id) for row in review.view().documents if row.kind == "memo"]
    assert memos == ["nur hier", "Freies Memo"]


def test_memos_are_linked_to_what_they_are_about():
    def link(origin, target, name=""):
        return (
            f'<Link guid="{guid(origin, target)}" name="{name}" originGUID="{origin}" targetGUID="{target}"/>'
        )

    selection = picked(TEXT, "Ausbau", "Ausbau")
    place = selection.partition('guid="')[2].partition('"')[0]
    links = (
        link(guid("n", 1), guid("t", "T")) + link(place, guid("n", 2)) + link(guid("n", 3), guid("Geld"))
        + link(guid("Geld"), guid("Zusage"), "widerspricht")
    )  # fmt: skip
    made = notes(*(note(at, content(f"Memo {at}")) for at in (1, 2, 3))) + f"<Links>{links}</Links>"
    review, found = take(text_source(TEXT, selection), made)
    assert notes_on(review) == [("d", "Memo 1"), ("p", "Memo 2")]
    assert {tag.name: tag.description for tag in review.view().tags}["Geld"].endswith("Memo 3")
    assert found.losses == ("1 link: widerspricht",)


def test_notes_of_one_guid_are_all_kept():
    inner = picked(TEXT, "Rat").replace("</Plain", ref(1) + "</Plain")
    review, _found = take(text_source(TEXT, inner), notes(note(1, content("eins")), note(1, content("zwei"))))
    assert notes_on(review) == [("p", "eins\n\nzwei")]


def test_what_hangs_on_notes_is_told():
    inside = content("Was ist gemeint?") + pick(0, 3, None, code_ref("Geld")) + code_ref("Geld") + ref(2)
    made = notes(note(1, inside + value("Jahr", "2026")), note(2, content("ja")))
    data = project_xml(text_source(TEXT, ref(1)), more=made)
    _review, found = taken(packed(data.replace(b"<Sources>", variables(Jahr=0).encode() + b"<Sources>"), {}))
    told = "\n".join(found.losses)
    for what in ("selection inside", "coding of a note", "note on a note", "value of a variable"):
        assert f"1 {what}" in told


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("2026-02-03T10:00:00Z", "2026-02-03T10:00:00Z"),
        ("2026-02-03T10:00:00+05:30", "2026-02-03T04:30:00Z"),
        ("2026-02-03T10:00:00.1234567Z", "2026-02-03T10:00:00Z"),
        ("2026-02-03T10:00:00.12-01:00", "2026-02-03T11:00:00Z"),
        ("2026-02-03T10:00:00", "2026-02-03T10:00:00Z"),
        ("2026-02-03", "2026-02-03T00:00:00Z"),
        ("0001-01-01T00:00:00", None),
        ("gestern", None),
        ("", None),
    ],
)
def test_times_of_every_form_are_read(said, at):
    made = notes(note(1, content("ja"), creationDateTime=said))
    review, _found = take(text_source(TEXT, ref(1)), made)
    (found,) = review.view().notes
    assert found.at == at or (at is None and found.at > "2026")


def test_a_project_without_users_and_one_with_strange_ones():
    xml = project_xml(text_source(TEXT, picked(TEXT, "Rat").replace("guid", 'creatingUser="7" guid', 1)))
    bare = xml[: xml.index(b"<Users>")] + xml[xml.index(b"</Users>") + 8 :]
    review, found = taken(packed(bare, {}))
    assert [row[4] for row in coded(review)] == ["lead"] and any("who 1 user is" in x for x in found.losses)
    named = xml.replace(b"<Users>", b'<Users><User guid="7" id="MUSTER\\anna"/>')
    review, found = taken(packed(named, {}))
    assert len({row.name for row in review.view().reviewers}) == 4 and not found.losses


COLOURS = {
    "#C00000": "#C00000", "#80C00000": "#C00000", "#c00": "#c00", "C00000": "#C00000",
    "rgb(192, 0, 0)": "#c00000", "rgba(192,0,0,0.5)": "#c00000", "": None, "rgb(999,0,0)": None, "bunt": None,
}  # fmt: skip


@pytest.mark.parametrize("said", COLOURS)
def test_colours_are_read_or_told(said):
    codes = f'<Code guid="{guid("Geld")}" name="Geld" color="{said}"/>'
    review, found = take(text_source(TEXT, picked(TEXT, "Rat")), codes=codes)
    assert [tag.colour for tag in review.view().tags] == [COLOURS[said]] and words_of(review) == ["Rat"]
    assert any("colour of 1 code:" in loss for loss in found.losses) == (bool(said) and not COLOURS[said])


def test_codes_with_odd_names_are_tags():
    names = ("", "  viel \n Platz ", "a/b", "x" * 3000, "Geld")
    codes = "".join(f'<Code guid="{guid(at)}" name="{name}"/>' for at, name in enumerate(names))
    codes += f'<Code guid="{guid(9)}"><Code guid="{guid(10)}" name="Geld" isCodable="false"/></Code>'
    inner = pick(4, 7, None, f'<Coding guid="{guid(0, 0)}"><CodeRef targetGUID="{guid(10)}"/></Coding>')
    review, found = take(text_source(TEXT, inner), codes=codes)
    assert [row[3] for row in coded(review)] == [("?/Geld",)]
    assert {len(tag.name) for tag in review.view().tags} == {1, 10, 3, 2000, 4, 6}
    assert any("cut at 2000" in notice for notice in found.notices)


def test_media_without_words_and_what_is_in_no_standard_are_told():
    sources = (
        f'<VideoSource guid="{guid(1)}" name="Film" path="internal://f.mp4">{code_ref("Geld")}'
        "<Description>im Rathaus</Description></VideoSource>"
        f'<SurveySource guid="{guid(2)}"/>' + text_source("Kurz.")
    )
    _review, found = take(sources)
    told = "\n".join(found.losses)
    for what in (
        "source “Film” (video)",
        "1 coding of a source without",
        "1 description or value",
        "“SurveySource”",
    ):
        assert what in told


def test_a_lost_text_says_how_much_was_in_it():
    _review, found = take(beside(TEXT, picked(TEXT, "Rat") + picked(TEXT, "Ausbau")))
    assert "with 2 selections" in found.losses[0]


def test_a_picture_s_description_and_a_plain_path_to_a_formatted_text_are_texts():
    page = "<html><body><p>Der Plan steht.</p></body></html>"
    sources = (
        f'<PictureSource guid="{guid(1)}" name="Bild"><TextDescription guid="{guid(2)}">'
        f"{content('Ein Rad.')}{pick(4, 7, None, code_ref('Geld'))}</TextDescription></PictureSource>"
    )
    review, found = take(sources, files={"sources/a.html": page})
    assert words_of(review) == ["Rad"] and not found.losses
