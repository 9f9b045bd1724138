"""Targets, words and dates: what changes accept from people and scripts."""

import pytest

from store.changes import AddDemand, AddEvent, AddNote, AddReviewer, AttachTags, SetVerdict
from store.changes.targets import check_spans, parse_passage, show_passage
from store.changes.wording import day, edtf, line, optional_line, prose, reviewer_name
from store.changes.work import table_of
from store.errors import NotFound, Refused


@pytest.mark.parametrize(
    ("target", "place"),
    [
        ("d1:0-5", ("d1", ((0, 5),))),
        ("d12:3-9,20-30", ("d12", ((3, 9), (20, 30)))),
        ("d1", None),
        ("d1:", None),
        ("d1:5", None),
        ("d1:5-", None),
        ("d1:-5-9", None),
        ("d1:1-2;3-4", None),
        ("d1:1-2,", None),
        (" d1:1-2", None),
        ("d1:1-2\n", None),
        ("n1:1-2", None),
        ("d1:१-२", None),
        ("", None),
    ],
)
def test_passages_are_read_strictly(target, place):
    assert parse_passage(target) == place
    if place:
        assert show_passage(*place) == target


@pytest.mark.parametrize(
    ("spans", "fits"),
    [
        (((0, 5),), True),
        (((0, 5), (5, 10)), True),
        (((8, 10),), True),
        ((), False),
        (((0, 0),), False),
        (((5, 2),), False),
        (((-1, 2),), False),
        (((8, 11),), False),
        (((0, 5), (4, 8)), False),
        (((5, 8), (0, 2)), False),
    ],
)
def test_spans_lie_in_order_inside_the_text(spans, fits):
    if fits:
        check_spans("d1", spans, 10)
    else:
        with pytest.raises(Refused, match="d1"):
            check_spans("d1", spans, 10)


def test_spans_count_code_points_not_bytes(team):
    shown = team.anna.show("d1:0-5")
    assert shown["text"] == "Bäder"


def test_a_passage_in_parts_is_quoted_with_a_blank(team):
    first, second = team.text.index("Die Stadt"), team.text.index("einen Zuschuss")
    target = f"d1:{first}-{first + 9},{second}-{second + 14}"
    team.anna.apply(AddNote(target, "Zusammen gelesen"))
    assert team.anna.rows("passages")[0].text == "Die Stadt einen Zuschuss"
    assert team.anna.rows("passages")[0].spans == ((first, first + 9), (second, second + 14))


def test_touching_spans_are_one_place(team):
    team.anna.apply(AttachTags("d1:0-3,3-5", ("Bäder",)))
    team.anna.apply(AttachTags("d1:0-5", ("Sport",)))
    (passage,) = team.anna.rows("passages")
    assert (passage.spans, passage.tags) == (((0, 5),), ("Bäder", "Sport"))


def test_records_are_targets_where_that_makes_sense(team):
    demand = team.anna.apply(AddDemand("Zuschuss")).ids[0]
    event = team.anna.apply(AddEvent("2026-09", label="Landtagswahl")).ids[0]
    verdict = team.anna.apply(SetVerdict(demand, "open")).ids[0]
    for target in ("d1", demand, event, verdict):
        team.anna.apply(AddNote(target, "Anmerkung"))
    for target in (verdict, "n1", "t1"):
        with pytest.raises(Refused):
            team.anna.apply(AttachTags(target, ("Geld",)))
    assert {note.target for note in team.anna.rows("notes")} == {"d1", demand, event, verdict}


@pytest.mark.parametrize("word", ["", "x1", "17", "n", "n1.5", "nn1", "n-1", "n٣", "N1"])
def test_what_is_no_id_says_how_ids_look(word):
    with pytest.raises(NotFound) as caught:
        table_of(word)
    assert "n17" in caught.value.advice


def test_lines_are_one_line_in_normal_form():
    assert line("x", "text", "  Zuschu\u0308sse \n für\tBäder ") == "Zuschüsse für Bäder"
    assert optional_line("x", "topic", "  ") is None and optional_line("x", "topic", None) is None
    for wrong in ("", " \n", "x" * 2001):
        with pytest.raises(Refused, match="“text”"):
            line("x", "text", wrong)


def test_prose_keeps_its_lines_and_blanks():
    assert prose("x", "text", "- eins\r\n- zwei\r\n\r\n    Code") == "- eins\n- zwei\n\n    Code"
    with pytest.raises(Refused):
        prose("x", "text", "\u2003\n")


@pytest.mark.parametrize("value", ["2026", "2026-07", "2026-07-06", "../2026-12-31", "2026-04-26/2026-04-28"])
def test_edtf_is_kept_as_it_is(value):
    assert edtf("x", "due", value) == value


@pytest.mark.parametrize("value", ["", "Juli 2026", "6.7.2026", "2026-13", "2026-02-30", "../"])
def test_other_dates_are_refused_with_examples(value):
    with pytest.raises(Refused) as caught:
        edtf("x", "due", value)
    assert "2026-07-06" in caught.value.advice


def test_days_may_be_missing_but_not_wrong():
    assert day("x", "date", None) is None and day("x", "date", "") is None
    assert day("x", "date", "2024-02-29") == "2024-02-29"
    with pytest.raises(Refused):
        day("x", "date", "2026-02-29")


@pytest.mark.parametrize("name", ["a", "anna", "anna.w-2_b", "a" * 31])
def test_names_of_reviewers(name):
    assert reviewer_name(name) == name


def test_a_control_character_in_a_note_is_data(team):
    text = "\x1b]0;Titel\x07 [bold]fett[/] \u202e"
    note = team.anna.apply(AddNote("d1", text)).ids[0]
    assert team.anna.view().by_id(note).text == text
    with pytest.raises(Refused):
        team.lead.apply(AddReviewer("a\x1bb"))
