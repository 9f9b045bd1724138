"""One event told several times is one event; two events on one day stay two; no mention gets lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.dates import find_dates, find_events
from content.model import EventMention, Region

TUESDAY = "2027-09-14"


def events(text: str, reference: str | None = TUESDAY) -> tuple[EventMention, ...]:
    return find_events(text, find_dates(text, reference))


ONCE = [
    "Moorstedt, 14. September 2027 – Der Rat hat heute die Hafensatzung beschlossen.",
    "14.09.2027\n\nNeue Hafensatzung\n\nDer Rat hat heute die Hafensatzung beschlossen.",
    "Der Rat hat heute die Hafensatzung beschlossen.\n\nMoorstedt, den 14. September 2027",
    "Am vergangenen Freitag (10. September 2027) wurde der Deich geschlossen.",
    "Der Kreistag hat heute das Gespräch mit dem Hafenverein fortgesetzt. Das heutige Gespräch mit dem "
    "Hafenverein war das zweite.",
    "Das Kabinett hat am 3. Mai 2027 den Entwurf des Deichgesetzes gebilligt. Dem Entwurf des "
    "Deichgesetzes, den das Kabinett am 3. Mai 2027 gebilligt hat, fehlt die Begründung.",
]
TWICE = [
    "Am 12. Mai tagt der Bauausschuss. Am 12. Mai tagt auch der Finanzausschuss.",
    "Am 1. Januar 2028 startet das neue Hafenprogramm. Am 1. Januar 2028 endet das alte Hafenprogramm.",
    "Zum 1. Januar 2028 erhält der Landkreis Oberau 5 Millionen Euro. Zum 1. Januar 2028 erhält der "
    "Landkreis Unterau 3 Millionen Euro.",
    "Der Rat hat heute die Hafensatzung beschlossen. Der Rat hat heute den Deichplan abgelehnt.",
    "Heute wurde die Schleuse geöffnet. Heute wurde das Freibad geschlossen.",
    "Der Rat beschloss im Mai die Hafensatzung. Im Juni beschloss der Rat die Hafensatzung erneut.",
    "Am 3. Mai 2028 erhält Kreis A Mittel für Deiche. Am 3. Mai 2028 erhält Kreis B Mittel für Deiche.",
]


@pytest.mark.parametrize("text", ONCE)
def test_what_is_told_again_is_one_event(text: str) -> None:
    assert len(events(text)) == 1


@pytest.mark.parametrize("text", TWICE)
def test_two_events_stay_two(text: str) -> None:
    assert len(events(text)) == 2


@pytest.mark.parametrize("text", [*ONCE, *TWICE])
def test_every_placed_mention_belongs_to_an_event(text: str) -> None:
    there = {(m.start, m.end) for m in find_dates(text, TUESDAY) if m.edtf}
    told = {(span.start, span.end) for event in events(text) for span in (*event.spans, *event.also)}
    assert told == there


def test_the_sentence_leads_and_the_date_line_is_another_mention() -> None:
    text = "14.09.2027\n\nNeue Hafensatzung\n\nDer Rat hat heute die Hafensatzung beschlossen."
    (event,) = events(text)
    assert event.text == "heute"
    assert event.label == "Der Rat hat heute die Hafensatzung beschlossen"
    assert [text[span.start : span.end] for span in event.also] == ["14.09.2027"]


def test_a_date_line_alone_stays_an_event_and_takes_the_line_beside_it_along() -> None:
    (event,) = events("14.09.2027\n\nNeue Hafensatzung in Kraft")
    assert (event.edtf, event.label) == ("2027-09-14", "14.09.2027 Neue Hafensatzung in Kraft")
    (event,) = events("Arbeitsprogramm des Beirats\n2024 bis 2029")
    assert event.label == "Arbeitsprogramm des Beirats 2024 bis 2029"


def test_one_budget_is_one_event_however_often_it_is_named() -> None:
    text = (
        "Der Doppelhaushalt 2029/2030 wird beraten. Das Land plant im Doppelhaushalt 2029/2030 neue Stellen. "
        "Für 2029 und 2030 fehlen im Nachtrag 30 Stellen."
    )
    assert [(event.edtf, len(event.also)) for event in events(text)] == [
        ("2029/2030", 2),
        ("2029", 0),
        ("2030", 0),
    ]


def test_lines_of_a_list_stay_apart() -> None:
    text = "Termine:\n\n- 12.05.2028: Bauausschuss, Rathaus, 17 Uhr\n- 12.05.2028: Rat, Rathaus, 18 Uhr"
    found = find_events(text, find_dates(text), (Region("list", 10, len(text)),))
    assert [event.label for event in found] == [
        "12.05.2028: Bauausschuss, Rathaus, 17 Uhr",
        "12.05.2028: Rat, Rathaus, 18 Uhr",
    ]


@given(
    st.lists(st.sampled_from([*ONCE, *TWICE, "Im Mai war Ruhe."]), max_size=6), st.sampled_from([" ", "\n\n"])
)
def test_merging_loses_no_mention_and_doubles_none(parts: list[str], gap: str) -> None:
    text = gap.join(parts)
    there = sorted((m.start, m.end) for m in find_dates(text, TUESDAY) if m.edtf)
    told = [(span.start, span.end) for event in events(text) for span in (*event.spans, *event.also)]
    assert sorted(told) == there


@pytest.mark.parametrize("before", ["\ue000", "A", "_ ", "A ", "a, "])
def test_endless_signs_before_a_date_are_gone_through_once(before: str) -> None:
    """Whether they are a place, before the date of a letter, was tried from each of them on."""
    assert len(events(f"{before * 100_000} 12. Mai 2026")) == 1
