"""The timeline as rows: signs, periods, lanes, today, and that only what is looked at is made."""

import sys
from datetime import date
from types import SimpleNamespace

import pytest
from msgspec.structs import replace

import tui.locale
from store.event_days import event_days
from store.rows import DemandRow, DocumentRow, EventRow, EvidenceRow
from tui.panes import timeline_rows as module
from tui.panes.lanes import divided
from tui.panes.rows import parts_of
from tui.panes.standing import Standing
from tui.panes.timeline_items import standing
from tui.panes.timeline_rows import timeline_rows

TODAY = date(2026, 11, 22)
META = (1, "lea", "2026-01-01T00:00:00Z")


@pytest.fixture(autouse=True)
def _german():
    tui.locale.set_language("de")
    yield
    tui.locale.set_language("en")


def event(number: int, edtf: str, state: str = "confirmed", document: str = "d1", **fields):
    row = EventRow(
        f"e{number}", *META, label=f"Sitzung {number}", text="am Freitag", edtf=edtf, rule="", reference=None,
        state=state, document=document, spans=((10, 20),), tags=(), passage=f"e{number}", notes=0,
    )  # fmt: skip
    return replace(row, **fields)


def document(number: int, title: str, kind: str):
    return DocumentRow(
        f"d{number}", *META, title=title, date=None, date_reason="", publisher="", kind=kind, source="",
        version="v", versions=(), notes=0, suggestions=0, tags=(), format="", rechecks=0,
    )  # fmt: skip


DEMAND = DemandRow(
    "f1", *META, text="Radwege bauen", topic="Mobilität", addressee=None, parent=None, review="unreviewed",
    answer=None, deadline="overdue", document="d2", spans=((15, 30),), state="confirmed", evidence=0,
    suspect=0, verdicts=(), tags=(), passage=None, due="2025-12-31", notes=1,
)  # fmt: skip


def view(*events, demands=(), evidence=()):
    """What the timeline asks of a view; the passage of an event is the event itself."""
    known = {row.id: row for row in (*events, *demands)}
    return SimpleNamespace(
        events=events, demands=demands, evidence=evidence, me="lea", tags=(),
        documents=(document(1, "Übersicht", "Beschluss"), document(2, "Haushalt", "")),
        event_days=event_days({"id": row.id, "edtf": row.edtf, "state": row.state} for row in events),
        events_in=lambda document: [int(row.id[1:]) for row in events if row.document == document],
        events_as_said=lambda: iter(events), by_id=known.get,
        lookup=SimpleNamespace(spans=lambda passage: known[passage].spans),
    )  # fmt: skip


VIEW = view(
    event(1, "2026-04-24"),
    event(2, "2026-04-26/2026-04-28", "suggested"),
    event(3, "../2022-12-31"),
    event(4, "../2022-12-31", "suggested"),
    event(5, "2027-01-01/..", document="d2"),
    event(6, "", "rejected"),
    event(7, "2026~", notes=2),
    demands=(DEMAND,),
)


def rows(of=VIEW, lanes="none", words="", discarded=True, **options):
    found = standing(of, TODAY, words, discarded)
    return timeline_rows(found, divided(of, found, lanes), TODAY, by=lanes, **options)


def drawn(made, width: int = 37) -> list[str]:
    return ["".join(text for text, _style in parts_of(row, width)).rstrip() for row in made]


def test_everything_in_one_list():
    assert drawn(rows(zoom="fit")) == [
        "◆! bis 31.12.22 Sitzung 3",
        "◇  bis 31.12.22 Sitzung 4",
        "   · 2 Jahre nichts ·",
        "▸! 31.12.2025   ✎1 Radwege bauen",
        "◆  ~2026        ✎2 Sitzung 7",
        "◆  24.04.2026   Sitzung 1",
        "◇  26.–28.4.26  Sitzung 2",
        "── heute, 22.11.2026 ──",
        "◆  ab 1.1.27    Sitzung 5",
        "━ undatiert                         1",
        "×               Sitzung 6",
    ]


@pytest.mark.parametrize("words", ["is:rejected", "ist:verworfen", "zustand:verw"])
def test_a_query_for_discarded_events_finds_them_in_either_language(words):
    assert [row.id for row in rows(words=words, discarded=False) if not row.header] == ["e6"]
    assert not [row for row in rows(words="sitzung -ist:undatiert", discarded=False) if row.id == "e6"]


def test_months_have_headings_with_counts_and_dates_without_years():
    lines = drawn(rows(zoom="month"))
    at = lines.index("  April 2026                     ◇1 2")
    assert lines[at + 1 : at + 3] == ["◆  24.4.      Sitzung 1", "◇  26.–28.4.  Sitzung 2"]
    assert lines[0] == "  Dezember 2022                  ◇1 2"
    assert lines[lines.index("── heute, 22.11.2026 ──") + 1].startswith("  Januar 2027")


@pytest.mark.parametrize(("zoom", "groups"), [("year", 4), ("quarter", 5), ("month", 5), ("day", 6)])
def test_each_zoom_has_its_headings(zoom, groups):
    headings = [row for row in rows(zoom=zoom) if row.header]
    assert len([row for row in headings if ":before" not in row.id]) == groups + 2
    assert len({row.id for row in headings}) == len(headings)


def test_wide_rows_draw_the_extent_on_their_periods_axis_below_its_scale():
    made = rows(zoom="year", width=80)
    wide = drawn(made, 80)
    assert made.drawn == 26
    at = next(at for at, line in enumerate(wide) if "Sitzung 7" in line)
    assert wide[at - 1].split() == ["2026", "◇1", "3", *"JFMAMJJASOND"]
    assert wide[at].startswith("◆  2026 (ungefähr)") and wide[at].endswith("[" + "╌" * 24 + "]")
    assert wide[at + 1].startswith("◆  24. April 2026         Sitzung 1")
    strips = {line.split("Sitzung ")[1][0]: line[-26:] for line in wide if "Sitzung" in line}
    assert strips["3"] == " " * 20 + "←────!" and strips["5"].endswith("─→")
    assert strips["1"].endswith("◆              ┊")


def test_very_wide_rows_say_states_in_words():
    lines = drawn(rows(zoom="fit", width=118), 118)
    states = {line[26:40].strip() for line in lines if not line.startswith(("━", "──", "   ·"))}
    assert states == {"überfällig", "vorgeschlagen", "bestätigt", "verworfen"}


@pytest.mark.parametrize(
    ("answer", "sign", "word"),
    [(None, "▸!", "überfällig "), ("partial", "▸!", "überfällig ◕"), ("met", "▸●", "überfällig ●")],
)
def test_a_deadline_that_has_passed_says_whether_it_was_answered_for(answer, sign, word):
    made = rows(view(demands=(replace(DEMAND, answer=answer),)), zoom="fit", width=118)
    assert made[0].cells[0].text == sign and made[0].cells[2].text == word
    assert drawn(made, 118)[0][-1] == ("▸" if answer == "met" else "!")


def test_an_overdue_event_takes_the_answer_of_the_demand_at_its_passage():
    until = event(1, "../2022-12-31", document="d2")
    answered = standing(view(until, demands=(replace(DEMAND, answer="met"),)), TODAY)
    assert {item.id: item.answer for item in answered} == {"e1": "met", "f1": "met"}
    elsewhere = replace(until, spans=((50, 60),))
    assert standing(view(elsewhere, demands=(replace(DEMAND, answer="met"),)), TODAY)[0].answer is None


def test_discarded_events_are_shown_on_demand_or_when_asked_for():
    assert "e6" not in rows(discarded=False).ids()
    assert list(rows(words="is:rejected", discarded=False).ids()) == ["e6"]


def test_lanes_by_document_and_kind():
    assert [row.id for row in rows(lanes="document") if row.header] == [
        "=lane:Haushalt", "=Haushalt:before 2027-01-01", "=lane:Übersicht", "=Übersicht:before 2026-01-01",
        "=undated",
    ]  # fmt: skip
    kinds = rows(lanes="kind", zoom="year")
    headings = [line for line, row in zip(drawn(kinds), kinds, strict=True) if row.header]
    assert headings[0].startswith("━ Beschluss") and headings[1].startswith("  2022")
    assert "   · 3 Jahre nichts ·" in headings
    assert any(line.startswith("━ ohne Art") for line in headings)
    assert all("heute" not in line for line in headings)


def test_periods_one_after_the_other():
    made = rows(zoom="year")

    def stops(start, by):
        at, found = start, []
        while (at := made.period_beside(at, by)) is not None:
            found.append(made[at].id)
        return found

    assert stops(made.index_of("e3"), 1) == ["f1", "e7", "e5", "e6"]
    assert stops(made.index_of("e2"), -1)[:2] == ["e7", "f1"]


def test_topics_come_from_tags_then_from_demands_at_the_passage():
    evidence = EvidenceRow(
        "b1", *META, demand="f1", document="d1", spans=((100, 120),), text="", stance="supports", grade=None,
        flags=(), state="confirmed", passage="p1", grades=(), notes=0,
    )  # fmt: skip
    of = view(
        event(1, "2026", tags=("Geld/Steuern",)),
        event(2, "2026", document="d2"),
        event(3, "2026", spans=((119, 125),)),
        event(4, "2026", spans=((120, 125),)),
        demands=(DEMAND,),
        evidence=(evidence,),
    )
    found = standing(of, TODAY)
    lanes = divided(of, found, "topic")
    assert [(name, [found.id(place) for place in members]) for name, members in lanes] == [
        ("Geld", ["e1"]), ("Mobilität", ["f1", "e2", "e3"]), ("", ["e4"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("is:suggested", {"e2", "e4"}),
        ("state:confirmed sitzung", {"e1", "e3", "e5", "e7"}),
        ("doc:haus", {"e5", "f1"}),
        ("radwege", {"f1"}),
        ("is:overdue", {"e3", "f1"}),
        ("is:undated", {"e6"}),
        ("is:deadline", {"f1"}),
        ("-is:deadline is:overdue", {"e3"}),
        ("nirgends", set()),
    ],
)
def test_filtering(words, expected):
    assert set(rows(words=words).ids()) == expected


def test_what_stands_there_covers_starts_and_ends_and_knows_the_undated():
    of = view(event(1, "2026-04"), event(2, "../2022-12-31"), event(3, "2026-05/.."), event(4, ""))
    found = standing(of, TODAY)
    assert found.whole == (date(2022, 12, 31), date(2026, 5, 1))
    assert [found.id(place) for place in found.dated] == ["e2", "e1", "e3"]
    assert [found.id(place) for place in found.undated] == ["e4"]
    assert Standing().whole is None and standing(view(event(1, "")), TODAY).whole is None


def test_a_thing_is_found_by_its_id_and_demands_are_no_events():
    found = standing(view(event(1, "2026"), demands=(DEMAND,)), TODAY)
    assert [found.find(one) for one in ("f1", "e1", "e2", "d1", "e", "", "=today", "fx")] == [
        0,
        1,
        *[None] * 6,
    ]
    assert [item.id for item in found] == ["f1", "e1"] == [item.id for item in found[:2]]
    assert found.pressing == {"f1"} and found.pressing_places == {0}


def test_discarded_demands_and_those_without_a_due_day_are_no_events():
    demands = (replace(DEMAND, state="rejected"), replace(DEMAND, id="f2", due=None))
    assert not standing(view(demands=demands), TODAY)


def test_an_unreadable_date_counts_as_undated():
    assert drawn(rows(view(event(1, "demnächst")))) == [
        "━ undatiert                         1",
        "◆               Sitzung 1",
    ]


def test_order_is_by_first_day_then_last_then_number():
    edtfs = ["2026-03", "2026-03-01", "", "../2026-02-15", "2026-03/..", "2026-03-01", "2025"]
    found = standing(view(*(event(number, edtf) for number, edtf in enumerate(edtfs, start=8))), TODAY)
    assert [item.id for item in found] == ["e14", "e11", "e9", "e13", "e8", "e12", "e10"]


def test_rows_are_a_sequence_and_find_their_ids():
    made = rows(zoom="month")
    assert made[made.index_of("e1")].id == "e1"
    assert made.index_of("=today") is None and made.index_of("e99") is None
    assert [row.id for row in made[-2:]] == [made[-2].id, made[-1].id] == ["=undated", "e6"]
    assert list(made.ids()) == [row.id for row in made if not row.header]
    with pytest.raises(IndexError):
        made[len(made)]


def test_ten_thousand_events_make_no_rows_until_looked_at(monkeypatch):
    many = view(*(event(n, f"20{n % 30:02}-0{n % 9 + 1}-1{n % 10}") for n in range(10_000)))
    read, made = [], []
    known, plain = many.by_id, module.ListRow
    many.by_id = lambda row_id: read.append(row_id) or known(row_id)
    many.events = None
    monkeypatch.setattr(
        module, "ListRow", lambda row_id, *rest, **more: made.append(row_id) or plain(row_id, *rest, **more)
    )
    result = rows(many, zoom="month")
    at = result.index_of("e5000")
    looked = [result[index].id for index in range(at, at + 20)]
    assert len(result) > 10_000 and looked[0] == "e5000"
    assert made == looked and read == [one for one in looked if not one.startswith("=")]


def test_ten_thousand_events_are_few_objects():
    many = view(*(event(n, f"20{n % 30:02}-0{n % 9 + 1}-1{n % 10}") for n in range(10_000)))
    before = sys.getallocatedblocks()
    made = rows(many, zoom="year")
    assert len(made) > 10_000
    assert sys.getallocatedblocks() - before < 1_000
