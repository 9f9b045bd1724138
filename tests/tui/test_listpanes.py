"""The list panes as widgets: title, filter, zoom, lanes, folding, and going to what needs somebody."""

import pytest
from textual.app import ComposeResult

import tui.locale
from store.changes import AddDemand, AddDocument, AddEvent, AddNote, ConfirmDemand, SetVerdict
from store.review import Review
from tests.tui.driving import Keyed
from tui.panes.demands import DemandsPane
from tui.panes.documents import DocumentsPane
from tui.panes.listpane import ListPane
from tui.panes.notes import NotesPane


@pytest.fixture(autouse=True)
def _german():
    tui.locale.set_language("de")
    yield
    tui.locale.set_language("en")


@pytest.fixture
def review() -> Review:
    lea = Review.memory("Probe", "lea")
    lea.apply(
        AddDocument(title="Übersicht [/b]", text="Das Kabinett tagt.", date="2026-04-20", kind="Beschluss")
    )
    lea.apply(AddDocument(title="Haushalt", text="Geld."))
    for number, state in enumerate(("confirmed", "suggested", "confirmed", "suggested"), 1):
        lea.apply(
            AddEvent(document="d1", label=f"Sitzung {number}", edtf=f"202{number}-03-1{number}", state=state)
        )
    lea.apply(AddDemand(text="Radwege", topic="Mobilität"))
    lea.apply(AddDemand(text="Bahn", topic="Mobilität", parent="f1"))
    lea.apply(AddDemand(text="Anträge", topic="Digitales"))
    lea.apply(SetVerdict(demand="f1", answer="met"))
    lea.apply(AddNote(target="f1", text="Noch [b]offen[/b]"))
    return lea


class Host(Keyed):
    def __init__(self, pane: ListPane) -> None:
        super().__init__()
        self.pane = pane

    def keyed(self) -> ListPane:
        return self.pane

    def compose(self) -> ComposeResult:
        yield self.pane


async def test_documents_name_themselves_filter_and_find_what_is_new(review, screen_text):
    pane = DocumentsPane()
    async with Host(pane).run_test(size=(38, 10)) as pilot:
        pane.new = {"d2"}
        pane.show_view(review.view())
        await pilot.pause()
        lines = screen_text(pilot.app).splitlines()
        assert "Dokumente 2" in lines[0]
        assert lines[1].startswith("›  Übersicht [/b]") and lines[2].startswith(" • Haushalt")
        assert pane.next_open() and pane.highlighted == "d2"
        pane.set_filter("uebersicht")
        await pilot.pause()
        assert pane.highlighted == "d1" and "Dokumente 1/2 /uebersicht" in screen_text(pilot.app)
        pane.set_filter("nirgends")
        await pilot.pause()
        assert "Nichts passt" in screen_text(pilot.app) and pane.highlighted is None
        assert not pane.next_open()


async def test_folding_and_unfolding_the_checklist(review, screen_text):
    pane = DemandsPane()
    async with Host(pane).run_test(size=(38, 12)) as pilot:
        pane.show_view(review.view())
        await pilot.pause()
        assert "Forderungen 1 von 3 bearbeitet" in screen_text(pilot.app)
        pane.highlight("f2")
        assert pane.fold() and pane.highlighted == "f1"
        assert pane.fold() and "f2" in [row.id for row in pane.rows]
        pane.highlight("f3")
        assert pane.fold() and pane.highlighted == "=Digitales"
        assert [row.id for row in pane.rows] == ["=Mobilität", "f1", "f2", "=Digitales"]
        pane.highlight("f2")
        assert pane.next_open() and pane.highlighted == "f3"
        assert pane.collapsed == frozenset()


async def test_folding_everything_and_dividing_the_checklist_otherwise(review, screen_text):
    pane = DemandsPane()
    async with Host(pane).run_test(size=(60, 12)) as pilot:
        pane.show_view(review.view())
        pane.highlight("f3")
        pane.fold_all()
        assert [row.id for row in pane.rows] == ["=Mobilität", "=Digitales"]
        assert pane.highlighted == "=Digitales"
        pane.fold_all()
        assert len(pane.rows) == 5
        pane.fold_all()
        pane.regroup()
        pane.regroup()
        await pilot.pause()
        assert [row.id for row in pane.rows] == ["=due none", "f1", "f2", "f3"]
        assert pane.order(review.view()) == ["f1", "f2", "f3"]
        assert "Forderungen · nach Frist ██░░░░░░ 1 von 3" in screen_text(pilot.app)


async def test_notes_show_their_subject_and_survive_narrow_and_tiny_screens(review, screen_text):
    pane = NotesPane()
    async with Host(pane).run_test(size=(38, 20)) as pilot:
        pane.show_view(review.view(), ("f1",))
        await pilot.pause()
        assert "Noch [b]offen[/b]" in screen_text(pilot.app)
        assert pane.next_open() and pane.highlighted == "n1"
        pane.set_filter("offen")
        assert [row.id for row in pane.rows if not row.header] == ["n1", "n1"]
        pane.set_filter("")
        for size in ((10, 3), (1, 1), (120, 40), (10, 3)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert pane.highlighted == "n1" and "✎ lea" in screen_text(pilot.app)
        pane.show_view(review.view(), ())
        await pilot.pause()
        assert list(pane.rows) == []


async def test_notes_that_follow_another_pane_are_read_as_far_as_they_are_seen(review):
    review.apply(*(AddNote("d2", f"Notiz {number}") for number in range(30)))
    view, pane = review.view(), NotesPane()
    async with Host(pane).run_test(size=(38, 12)) as pilot:
        pane.show_view(view, ["d2"], whole=False)
        await pilot.pause()
        assert pane.show_vertical_scrollbar and len(pane.rows) == pane.size.height + 1
        await pilot.resize_terminal(38, 16)
        await pilot.pause()
        assert len(pane.rows) == pane.size.height + 1
        pane.show_view(view, ["d2"], whole=True)
        assert pane.rows[-1].id == "n31" and len(pane.rows) > 60
        pane.show_view(view, ["d2"], whole=False)
        assert pane.rows[-1].id == "n31"


async def test_in_a_long_note_the_cursor_stays_where_it_is_and_all_of_a_note_comes_into_sight(review):
    review.apply(
        AddNote("d2", "\n".join(f"- Punkt {number}" for number in range(9))), AddNote("d2", "Zweite")
    )
    pane = NotesPane()
    async with Host(pane).run_test(size=(38, 12)) as pilot:
        pane.read_markdown()
        pane.show_view(review.view(), ["d2"])
        assert pane.highlight("n2")
        await pilot.press("down", "down", "down")
        below = pane.rows[pane.at]
        review.apply(AddNote("d2", "Dritte"))
        pane.show_view(review.view(), ["d2"])
        assert pane.rows[pane.at] == below and below.id == "n2"
        assert pane.highlight("n4")
        await pilot.pause()
        assert pane.rows[-1].id == "n4" and pane.scroll_offset.y + pane.size.height >= len(pane.rows)


async def test_the_checklist_counts_suggestions_as_long_as_there_is_nothing_else() -> None:
    fresh = Review.memory("Rad", "anna")
    fresh.apply(AddDemand("Radwege bauen", state="suggested"), AddDemand("Wege pflegen", state="suggested"))
    pane = DemandsPane()
    async with Host(pane).run_test(size=(40, 10)):
        pane.show_view(fresh.view())
        assert pane.title == "Forderungen 2 vorgeschlagen"
        fresh.apply(ConfirmDemand("f1"))
        pane.show_view(fresh.view())
        assert pane.title == "Forderungen 0 von 1 bearbeitet"
        pane.set_filter("radweg")
        assert pane.title == "Forderungen 0/1 /radweg", "the filter is to be read to its end"
