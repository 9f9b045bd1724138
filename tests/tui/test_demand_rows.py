"""The checklist: a tree, three states in signs and words, progress, what still needs somebody."""

from types import SimpleNamespace

import pytest
from msgspec.structs import replace

import tui.locale
from store.rows import DemandRow
from tui.panes import demand_rows as module
from tui.panes.demand_rows import demand_rows, progress, verdicts
from tui.panes.demand_tree import above, progress_bar, short_progress, tree
from tui.panes.rows import parts_of

BLANK = DemandRow(
    "f0", 1, "lea", "2026-01-01T00:00:00Z", text="", topic=None, addressee=None, parent=None,
    review="unreviewed", answer=None, deadline="none", document="d1", spans=(), state="confirmed",
    evidence=0, suspect=0, verdicts=(), tags=(), passage=None, due=None, notes=0,
)  # fmt: skip


@pytest.fixture(autouse=True)
def _german():
    tui.locale.set_language("de")
    yield
    tui.locale.set_language("en")


def demand(number: int, text: str = "Forderung", **fields):
    return replace(BLANK, id=f"f{number}", text=text, **fields)


def view(*demands):
    return SimpleNamespace(demands=demands, documents=())


ROADS = demand(
    1, "Mehr Radwege im ländlichen Raum", topic="Mobilität", review="disputed", deadline="overdue",
    evidence=3, suspect=1, notes=2, verdicts=(("lea", "met", False), ("max", "partial", False)),
)  # fmt: skip
TRAIN = demand(2, "Bahn nach Görlitz", topic="Mobilität", parent="f1")
FORMS = demand(
    3, "Anträge digital", topic="Digitales", review="reviewed", answer="met", deadline="running",
    verdicts=(("lea", "met", True),),
)  # fmt: skip
IDEA = demand(4, "Schnellere Bescheide", topic="Digitales", state="suggested", addressee="Land")
VIEW = view(ROADS, TRAIN, FORMS, IDEA)


def drawn(rows, width: int) -> list[str]:
    return ["".join(text for text, _style in parts_of(row, width)).rstrip() for row in rows]


def test_a_narrow_tree():
    assert drawn(demand_rows(VIEW, width=37), 37) == [
        "▾ Mobilität                       0/2",
        "≠ ! ▾ Mehr Radwege im… strittig ✎2¶3↯",
        "·     Bahn nach Görlitz        zu tun",
        "▾ Digitales                       1/1",
        "✓●◷ Anträge digital           erfüllt",
        "·   ? Schnellere Bescheide   Vorschl.",
    ]


def test_wider_trees_have_a_word_for_each_state_and_the_verdicts():
    narrow, wide, full = (demand_rows(VIEW, width=width) for width in (70, 100, 140))
    assert "strittig" in drawn(narrow, 70)[1] and "überf." in drawn(narrow, 70)[1]
    assert "lea:erfüllt max…" in drawn(wide, 100)[1]
    line = drawn(full, 140)[4]
    assert "bearbeitet" in line and "erfüllt" in line and "Frist läuft" in line and "lea★:erfüllt" in line


def test_headings_can_be_reached_only_while_folded():
    rows = demand_rows(VIEW, {"=Digitales", "f1"}, width=37)
    assert [row.id for row in rows] == ["=Mobilität", "f1", "=Digitales"]
    assert [row.header for row in rows] == [True, False, False]
    assert drawn(rows, 37)[1].startswith("≠ ! ▸ Mehr")
    assert drawn(rows, 37)[2].startswith("▸ Digitales")


def test_without_topics_there_are_no_headings_and_those_without_come_last():
    assert [row.id for row in demand_rows(view(demand(1), demand(2)))] == ["f1", "f2"]
    rows = demand_rows(view(demand(1), demand(2, topic="Geld")))
    assert [row.id for row in rows] == ["=Geld", "f2", "=", "f1"]
    assert "ohne Thema" in drawn(rows, 37)[2]


def test_a_filter_keeps_what_is_above_and_unfolds():
    rows = demand_rows(VIEW, {"=Mobilität", "f1"}, "goerlitz", width=37)
    assert [row.id for row in rows] == ["=Mobilität", "f1", "f2"]
    assert [row.id for row in demand_rows(VIEW, words="is:met")] == ["=Digitales", "f3"]
    assert [row.id for row in demand_rows(VIEW, words="is:suspect")] == ["=Mobilität", "f1"]
    assert not demand_rows(VIEW, words="nirgends")


def test_parents_that_are_gone_or_go_in_circles_hide_nothing():
    circle = [demand(1, parent="f2"), demand(2, parent="f1"), demand(3, parent="f9"), demand(4, parent="f1")]
    nodes = tree(circle, frozenset())
    assert sorted(node.id for node in nodes) == ["f1", "f2", "f3", "f4"]


def test_nesting_has_no_end():
    chain = [demand(0)] + [demand(n, parent=f"f{n - 1}") for n in range(1, 3000)]
    nodes = tree(chain, frozenset())
    assert [node.depth for node in nodes] == list(range(3000))


def test_progress_counts_confirmed_demands():
    assert progress(VIEW) == "1 von 3 bearbeitet, 1 strittig"
    assert progress(view(FORMS)) == "1 von 1 bearbeitet"
    assert progress(view(IDEA)) == short_progress([IDEA]) == ""
    assert short_progress(VIEW.demands) == "1/3 ≠1"
    assert "0/0" not in drawn(demand_rows(view(IDEA)), 37)[0]
    tui.locale.set_language("en")
    assert progress(VIEW) == "1 of 3 reviewed, 1 disputed"


def test_verdicts_of_others_in_short():
    assert verdicts(ROADS, "lea") == "max:teilw."
    assert verdicts(ROADS) == "lea:erfüllt max:teilw."
    assert verdicts(FORMS, "lea") == "lea★:erfüllt"


def test_discarded_demands_are_signed_as_such():
    assert "× Forderung" in drawn(demand_rows(view(demand(1, state="rejected"))), 37)[0]


def grouped(way: str, *demands) -> list[str]:
    return [node.topic or node.id for node in tree(demands, frozenset(), grouping=way)]


def test_by_deadline_what_is_overdue_comes_first_and_the_nearest_day_before_the_others():
    late = demand(1, deadline="running", due="../2029-12-31")
    soon = demand(2, deadline="running", due="../2027-01-31")
    past = demand(3, deadline="overdue", due="2020", parent="f4")
    assert grouped("deadline", late, soon, demand(4), past, demand(5)) == [
        "Frist abgelaufen", "f4", "f3", "Frist läuft", "f2", "f1", "keine Frist", "f5",
    ]  # fmt: skip


def test_by_state_what_is_disputed_comes_first_and_what_is_done_last():
    demands = [
        demand(1, review="reviewed"),
        demand(2),
        demand(3, review="disputed"),
        demand(4, state="suggested"),
    ]
    assert grouped("state", *demands) == [
        "strittig", "f3", "unbearbeitet", "f2", "vorgeschlagen", "f4", "bearbeitet", "f1",
    ]  # fmt: skip


def test_by_addressee_those_without_come_last():
    assert grouped("addressee", demand(1), demand(2, addressee="Land")) == [
        "Land",
        "f2",
        "ohne Adressat",
        "f1",
    ]
    assert grouped("addressee", demand(1)) == ["f1"]


def test_a_row_stands_below_its_heading_and_its_demands():
    nodes = tree(VIEW.demands, frozenset())
    assert above(nodes, "f2") == {"=Mobilität", "f1"} and above(nodes, "=Digitales") == frozenset()


def test_who_is_to_judge_is_shown_and_that_it_is_me():
    shared = view(demand(1, assigned=("lea", "max"), mine=True))
    assert "@ich, lea" in drawn(demand_rows(shared, me="max", width=110), 110)[0]
    assert drawn(demand_rows(shared, me="max", width=40), 40)[0].endswith("@")
    assert "@lea, max" in drawn(demand_rows(view(demand(1, assigned=("lea", "max"))), width=110), 110)[0]


def test_columns_stand_below_each_other_whoever_is_assigned():
    rows = demand_rows(view(demand(1, assigned=("lea",), notes=1), demand(2, notes=1)), width=110)
    assert len({line.index("✎") for line in drawn(rows, 110)}) == 1


def test_the_bar_is_full_only_when_all_is_done():
    done = demand(1, review="reviewed")
    assert progress_bar([done, demand(2)], 8) == "████░░░░"
    assert progress_bar([done] * 99 + [demand(2)], 8) == "███████░"
    assert progress_bar([done], 8) == "████████" and progress_bar([], 8) == ""


def test_demands_are_made_into_rows_when_they_are_looked_at(monkeypatch):
    made = []
    row_of = module._demand
    monkeypatch.setattr(module, "_demand", lambda node, *rest: made.append(node.id) or row_of(node, *rest))
    rows = demand_rows(view(*(demand(number, topic="Geld") for number in range(500))))
    assert rows.index_of("f499") == 500 and rows.index_of("=Geld") is None
    assert list(rows.ids()) == [f"f{number}" for number in range(500)] and made == []
    assert rows[-1].id == "f499" and made == ["f499"]
    assert demand_rows(VIEW, {"=Digitales"}).index_of("=Digitales") is not None
