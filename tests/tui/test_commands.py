"""Commands without a screen: when they apply, what they say otherwise, what they change in the store."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

import pytest
from msgspec.structs import replace

from store.changes import (
    AddDemand,
    AddDocument,
    AddEvent,
    AddEvidence,
    AddNote,
    AddReviewer,
    Change,
    LosePassage,
    ReviseDocument,
)
from store.review import Applied, Review
from store.view import View
from tui.arrangement import PANES
from tui.choices import Choice, Picked
from tui.commands import COMMANDS
from tui.commands.base import DIALOGS, SCREENS, Command
from tui.context import Context
from tui.desk import Filtered
from tui.keymap import FOOTER_KEYS, Keymap, shown

TEXT = "Der Freistaat fördert den Radverkehr. Das Kabinett berät am 3. Juli 2026 über den Haushalt."


@dataclass
class StandIn:
    """A desk without panes: answers are prepared, what was asked and said is kept."""

    review: Review
    pane: str = "documents"
    row: str | None = None
    marked: tuple[str, ...] = ()
    selection: str | None = None
    sentence: str | None = None
    beneath: tuple[str, ...] = ()
    picks: list[Picked | None] = field(default_factory=list)
    texts: list[str | None] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    offered: list[Sequence[Choice]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    calls: list[tuple[str, object]] = field(default_factory=list)
    filter_words: str = ""
    sure: bool = True
    there: bool = True
    keymap: Keymap = field(default_factory=lambda: Keymap(COMMANDS))

    @property
    def view(self) -> View:
        return self.review.view()

    def context(self) -> Context:
        return Context(
            self.pane, self.review.role, self.review.me, self.view, "d1", self.row, self.marked,
            self.selection, self.sentence, self.beneath,
        )  # fmt: skip

    def say(self, text: str, warn: bool = False) -> None:
        self.said.append(text)

    async def apply(self, *changes: Change, said: str = "") -> Applied | None:
        return self.review.apply(*changes)

    async def pick(self, title: str, choices: Sequence[Choice], create: bool = False) -> Picked | None:
        self.offered.append(choices)
        return self.picks.pop(0)

    async def write(
        self, title: str, text: str = "", *_: object, draft: str = "", over: bool = False
    ) -> str | None:
        self.written.append(text)
        return self.texts.pop(0)

    async def ask_filter(self, title: str, rows: Filtered, pane: str) -> None:
        rows.set_filter(self.texts.pop(0))

    async def confirm(self, question: str) -> bool:
        self.said.append(question)
        return self.sure

    async def recheck(self) -> None:
        self.calls.append(("recheck", None))

    def quote(self, target: str) -> str:
        return TEXT[:37]

    @property
    def timeline(self) -> Along:
        return Along(self, "timeline")

    @property
    def checklist(self) -> Along:
        return Along(self, "checklist")

    @property
    def list(self) -> Along | None:
        return Along(self, "list") if self.context().in_list else None

    def __getattr__(self, name: str) -> Callable[..., object]:
        def note(*values: object) -> bool:
            self.calls.append((name, values[0] if values else None))
            return self.there

        return note


@dataclass
class Along:
    """The desk's timeline, checklist or focused list: what is asked of it is noted."""

    desk: StandIn
    name: str

    @property
    def filter_words(self) -> str:
        return self.desk.filter_words

    def __getattr__(self, name: str) -> Callable[..., object]:
        return self.desk.__getattr__(f"{self.name}.{name}")


@pytest.fixture
def desk() -> StandIn:
    review = Review.memory(acting="anna")
    review.apply(AddDocument(title="Rad und Haushalt", text=TEXT, date="2026-06-01"))
    review.apply(AddDemand(text="Den Radverkehr fördern", document="d1", spans=((0, 37),)))
    review.apply(
        AddEvent(
            edtf="2026-07-03", label="Kabinett berät", document="d1", spans=((58, 70),), state="suggested"
        )
    )
    return StandIn(review)


def command(name: str) -> Command:
    return next(one for one in COMMANDS if one.id == name)


async def run(name: str, desk: StandIn) -> None:
    one = command(name)
    assert one.refusal(desk.context()) is None
    waiting = one.run(desk)  # type: ignore[arg-type]
    if inspect.isawaitable(waiting):
        await waiting


def test_no_two_commands_claim_a_key_in_one_pane() -> None:
    assert Keymap(COMMANDS).clashes() == []


def test_every_command_has_an_id_a_key_a_label_and_help() -> None:
    assert len({one.id for one in COMMANDS}) == len(COMMANDS)
    for one in COMMANDS:
        assert one.key and one.label and one.help and set(one.panes) <= {*PANES, *SCREENS, *DIALOGS}, one.id


@pytest.mark.parametrize("one", COMMANDS, ids=lambda one: one.id)
def test_no_command_is_on_ctrl_alone(one: Command) -> None:
    assert any(not key.startswith("ctrl+") for key in one.key.split())


@pytest.mark.parametrize("pane", PANES)
def test_the_footer_has_at_most_seven_keys(desk: StandIn, pane: str) -> None:
    desk.pane, desk.row, desk.sentence = pane, "f1", "d1:0-37"
    footer = Keymap(COMMANDS).footer(desk.context())
    assert 0 < len(footer) <= FOOTER_KEYS
    assert all(pane in one.panes for one in footer)


def test_keys_are_shown_as_they_are_printed() -> None:
    assert [shown(key) for key in ("enter", "t", "? f1")] == ["⏎", "t", "?"]
    assert [shown(key) for key in ("ctrl+p", "ctrl+z", "backspace")] == ["^P", "^Z", "⌫"]


async def test_a_tag_that_is_typed_is_made_and_hung_on_the_sentence(desk: StandIn) -> None:
    desk.pane, desk.sentence, desk.picks = "reader", "d1:0-37", [Picked("Verkehr/Rad", new=True)]
    await run("tag.attach", desk)
    passage = desk.view.passage_at("d1", ((0, 37),))
    assert desk.view.tag_names(passage) == ("Verkehr/Rad",)


async def test_the_selection_goes_before_the_sentence(desk: StandIn) -> None:
    desk.pane, desk.sentence, desk.selection = "reader", "d1:0-37", "d1:4-13"
    desk.picks = [Picked("Land", new=True)]
    await run("tag.attach", desk)
    assert desk.view.passage_at("d1", ((4, 13),)) and not desk.view.tag_names(
        desk.view.passage_at("d1", ((0, 37),))
    )


async def test_a_command_works_on_all_marked_rows(desk: StandIn) -> None:
    desk.pane, desk.row, desk.marked, desk.picks = (
        "demands",
        "f1",
        ("f1", "e1"),
        [Picked("wichtig", new=True)],
    )
    await run("tag.attach", desk)
    assert desk.view.tag_names("f1") == desk.view.tag_names("e1") == ("wichtig",)


async def test_backing_out_of_the_picker_changes_nothing(desk: StandIn) -> None:
    before = desk.review.seq
    desk.row, desk.picks = "d1", [None]
    await run("tag.attach", desk)
    assert desk.review.seq == before


async def test_a_note_on_a_passage(desk: StandIn) -> None:
    desk.pane, desk.sentence, desk.texts = "reader", "d1:0-37", ["Wer zahlt das?"]
    await run("note.add", desk)
    note = desk.view.notes[0]
    assert (note.text, note.document, note.spans) == ("Wer zahlt das?", "d1", ((0, 37),))


@pytest.mark.parametrize("text", [None, "", "  \n"])
async def test_an_empty_note_is_no_note(desk: StandIn, text: str | None) -> None:
    desk.row, desk.texts = "d1", [text]
    await run("note.add", desk)
    assert desk.view.notes == ()


async def test_reply_and_resolve_work_on_the_note_under_the_cursor(desk: StandIn) -> None:
    desk.review.apply(AddNote(target="d1", text="Frage"))
    desk.pane, desk.row, desk.texts = "notes", "n1", ["Antwort"]
    await run("note.reply", desk)
    await run("note.resolve", desk)
    first, reply = desk.view.notes
    assert (reply.parent, reply.text, first.resolved) == ("n1", "Antwort", True)
    await run("note.resolve", desk)
    assert not desk.view.notes[0].resolved


async def test_evidence_links_the_sentence_to_the_picked_demand(desk: StandIn) -> None:
    desk.pane, desk.sentence = "reader", "d1:0-37"
    desk.picks = [Picked("f1"), Picked("supports strong")]
    await run("evidence.add", desk)
    evidence = desk.view.evidence[0]
    assert (evidence.demand, evidence.stance, evidence.grade, evidence.spans) == (
        "f1",
        "supports",
        "strong",
        ((0, 37),),
    )


async def test_evidence_from_the_checklist_needs_a_selection(desk: StandIn) -> None:
    desk.pane, desk.row, desk.sentence = "demands", "f1", "d1:0-37"
    assert command("evidence.add").refusal(desk.context())
    desk.selection, desk.picks = "d1:4-13", [Picked("contradicts weak")]
    await run("evidence.add", desk)
    assert desk.view.evidence[0].stance == "contradicts"


async def test_an_answer_with_its_reason(desk: StandIn) -> None:
    desk.pane, desk.row, desk.picks, desk.texts = "demands", "f1", [Picked("partial")], ["nur für 2027"]
    await run("judge.set", desk)
    verdict = desk.view.verdicts[0]
    assert (verdict.demand, verdict.answer, verdict.reason, verdict.final) == (
        "f1",
        "partial",
        "nur für 2027",
        False,
    )


async def test_answering_again_changes_my_answer_and_offers_the_old_reason(desk: StandIn) -> None:
    desk.pane, desk.row = "demands", "f1"
    for answer in ("announced", "met"):
        desk.picks, desk.texts = [Picked(answer)], ["weil"]
        await run("judge.set", desk)
    assert [verdict.answer for verdict in desk.view.verdicts] == ["met"]


async def test_every_answer_has_a_key_of_its_own(desk: StandIn) -> None:
    desk.pane, desk.row, desk.picks = "demands", "f1", [None]
    await run("judge.set", desk)
    keys = [choice.key for choice in desk.offered[0]]
    assert len(keys) == 10 == len(set(keys))


async def test_evidence_gets_my_grade_or_another_stance(desk: StandIn) -> None:
    desk.review.apply(AddEvidence("f1", "d1:0-37", state="suggested"))
    desk.pane, desk.row = "notes", "b1"

    async def weighed(picked: str) -> tuple[str, str | None, str]:
        desk.picks = [Picked(picked)]
        await run("judge.set", desk)
        (row,) = desk.view.evidence
        return row.stance, row.grade, row.state

    assert await weighed("weak") == ("supports", "weak", "confirmed"), (
        "whoever grades it takes it for evidence"
    )
    assert await weighed("weak") == ("supports", None, "confirmed"), "once more takes the grade back"
    assert await weighed("contradicts") == ("contradicts", None, "confirmed")
    assert len({choice.key for choice in desk.offered[0]}) == 5


def team(desk: StandIn) -> None:
    desk.review.apply(AddReviewer("ben"), AddReviewer("cleo"), AddReviewer("gast", "viewer"))
    desk.review.apply(AddDemand("Brücken bauen"), AddDemand("Deiche bauen"))
    desk.pane = "demands"


def assigned(desk: StandIn) -> list[tuple[str, ...]]:
    return [row.assigned for row in desk.view.demands]


async def test_a_lead_assigns_one_demand_or_all_marked_ones_and_takes_it_back(desk: StandIn) -> None:
    team(desk)
    desk.row, desk.marked, desk.picks = "f3", ("f1", "f2"), [Picked("ben")]
    await run("demand.assign", desk)
    assert assigned(desk) == [("ben",), ("ben",), ()]
    assert [choice.id for choice in desk.offered[0]][:3] == ["ben", "cleo", "anna"], (
        "no viewer, the lead last"
    )
    desk.marked, desk.row, desk.picks = (), "f1", [Picked("ben")]
    await run("demand.assign", desk)
    assert assigned(desk) == [(), ("ben",), ()]


async def test_demands_are_shared_out_once_or_twice(desk: StandIn) -> None:
    team(desk)
    desk.marked, desk.picks = ("f1", "f2", "f3"), [Picked("+once"), Picked("+twice"), Picked("+nobody")]
    await run("demand.assign", desk)
    assert [len(names) for names in assigned(desk)] == [1, 1, 1] and len(set(assigned(desk))) == 2
    await run("demand.assign", desk)
    assert {frozenset(names) for names in assigned(desk)} == {frozenset({"ben", "cleo"})}
    await run("demand.assign", desk)
    assert assigned(desk) == [(), (), ()]


async def test_with_too_few_to_share_among_it_says_so(desk: StandIn) -> None:
    desk.pane, desk.row, desk.picks = "demands", "f1", [Picked("+twice")]
    await run("demand.assign", desk)
    assert assigned(desk) == [()] and desk.said


async def test_who_does_not_lead_takes_a_demand_on_and_gives_it_back(desk: StandIn) -> None:
    team(desk)
    desk.review, desk.row = Review(desk.review.engine, "ben"), "f2"
    await run("demand.assign", desk)
    assert assigned(desk) == [(), ("ben",), ()] and desk.offered == []
    await run("demand.assign", desk)
    assert assigned(desk) == [(), (), ()]


@pytest.mark.parametrize(
    ("name", "state"), [("suggestion.accept", "confirmed"), ("suggestion.reject", "rejected")]
)
async def test_suggestions_are_accepted_and_discarded(desk: StandIn, name: str, state: str) -> None:
    desk.pane, desk.row = "timeline", "e1"
    await run(name, desk)
    assert desk.view.events[0].state == state
    assert ("list.next_open", 1) in desk.calls


async def test_a_date_in_plain_words(desk: StandIn) -> None:
    desk.pane, desk.row, desk.texts = "timeline", "e1", ["4. Juli 2026"]
    await run("judge.date", desk)
    assert desk.view.events[0].edtf == "2026-07-04"


async def test_what_is_no_date_is_said_and_changes_nothing(desk: StandIn) -> None:
    desk.pane, desk.row, desk.texts = "timeline", "e1", ["irgendwann", None]
    await run("judge.date", desk)
    assert desk.view.events[0].edtf == "2026-07-03"
    assert "irgendwann" in desk.said[-1]


async def test_a_document_becomes_undated_by_an_empty_date(desk: StandIn) -> None:
    desk.pane, desk.row, desk.texts = "documents", "d1", [""]
    await run("judge.date", desk)
    assert desk.view.documents[0].date is None


async def test_a_document_takes_only_a_whole_day(desk: StandIn) -> None:
    desk.pane, desk.row, desk.texts = "documents", "d1", ["Juli 2026", None]
    await run("judge.date", desk)
    assert desk.view.documents[0].date == "2026-06-01"


async def test_a_new_demand_from_the_selection(desk: StandIn) -> None:
    desk.pane, desk.selection = "reader", "d1:4-13"
    desk.picks, desk.texts = [Picked("demand")], ["Fördern!"]
    await run("record.new", desk)
    demand = desk.view.demands[-1]
    assert (demand.text, demand.spans, demand.state) == ("Fördern!", ((4, 13),), "confirmed")


async def test_a_new_event_in_the_timeline(desk: StandIn) -> None:
    desk.pane, desk.texts = "timeline", ["Herbst 2027", "Neuer Plan"]
    await run("record.new", desk)
    event = desk.view.events[-1]
    assert (event.label, event.state) == ("Neuer Plan", "confirmed")


async def test_splitting_starts_with_what_the_words_suggest(desk: StandIn) -> None:
    desk.review.apply(AddDemand(text="Wege bauen und pflegen", state="suggested"))
    desk.pane, desk.row, desk.texts = "demands", "f2", [" Wege bauen \n\nWege pflegen\n"]
    await run("demand.split", desk)
    assert desk.written == ["Wege bauen\nWege pflegen"]
    parts = [(row.text, row.parent) for row in desk.view.demands if row.parent]
    assert parts == [("Wege bauen", "f2"), ("Wege pflegen", "f2")]
    assert next(row for row in desk.view.demands if row.id == "f2").state == "confirmed"


@pytest.mark.parametrize("answer", ["Nur eines", "", None])
async def test_nothing_is_split_into_less_than_two(desk: StandIn, answer: str | None) -> None:
    desk.pane, desk.row, desk.texts = "demands", "f1", [answer]
    await run("demand.split", desk)
    assert desk.written == ["Den Radverkehr fördern"]
    assert len(desk.view.demands) == 1 and len(desk.said) == (answer is not None)


async def test_editing_keeps_the_record_and_changes_its_words(desk: StandIn) -> None:
    desk.pane, desk.row, desk.texts = "demands", "f1", ["Den Radverkehr dauerhaft fördern"]
    await run("record.edit", desk)
    assert desk.view.demands[0].text == "Den Radverkehr dauerhaft fördern"


async def test_deleting_takes_what_hangs_on_it_and_undo_brings_it_back(desk: StandIn) -> None:
    desk.review.apply(AddEvidence(demand="f1", target="d1:0-37"))
    desk.pane, desk.row = "demands", "f1"
    await run("record.delete", desk)
    assert desk.view.demands == () == desk.view.evidence
    desk.review.undo()
    assert [row.id for row in (*desk.view.demands, *desk.view.evidence)] == ["f1", "b1"]


async def test_a_tag_is_taken_off_in_the_reader(desk: StandIn) -> None:
    desk.pane, desk.sentence, desk.picks = "reader", "d1:0-37", [Picked("Rad", new=True)]
    await run("tag.attach", desk)
    passage = desk.view.passage_at("d1", ((0, 37),))
    desk.beneath, desk.picks = (passage,), [Picked("Rad")]
    await run("record.delete", desk)
    assert desk.view.tag_names(passage) == ()


def test_commands_say_why_they_do_nothing(desk: StandIn) -> None:
    desk.pane, desk.row = "documents", None
    for name in ("tag.attach", "note.add", "go.open", "passage.copy", "record.delete"):
        assert command(name).refusal(desk.context()), name


def test_a_viewer_is_told_which_role_is_needed(desk: StandIn) -> None:
    context = replace(desk.context(), role="viewer", row="d1")
    for one in COMMANDS:
        if one.needs != "viewer":
            assert one.refusal(context), one.id
    assert command("app.quit").refusal(context) is None


@pytest.mark.parametrize(("name", "call"), [
    ("go.demands", ("go", "demands")), ("go.next", ("step", 1)), ("go.previous", ("step", -1)),
    ("view.zoom", ("zoom", None)), ("timeline.closer", ("timeline.zoom", 1)),
    ("timeline.fit", ("timeline.fit", None)), ("timeline.lanes", ("timeline.cycle_lane", None)),
    ("go.next_mark", ("next_mark", 1)), ("go.previous_mark", ("next_mark", -1)),
    ("timeline.wider", ("timeline.zoom", -1)), ("row.mark", ("list.toggle_mark", None)),
    ("go.back", ("back", None)), ("reader.select", ("select", None)), ("app.quit", ("quit", None)),
    ("demands.fold", ("checklist.fold", None)),
])  # fmt: skip
async def test_moving_commands_ask_the_desk(desk: StandIn, name: str, call: tuple[str, object]) -> None:
    desk.row = "d1" if name == "row.mark" else None
    await run(name, desk)
    assert desk.calls == [call]


@pytest.mark.parametrize(("name", "call", "said"), [
    ("timeline.next_period", ("timeline.next_period", 1), "last period"),
    ("timeline.previous_period", ("timeline.next_period", -1), "first period"),
    ("timeline.next_overdue", ("timeline.next_overdue", 1), "overdue"),
    ("timeline.previous_overdue", ("timeline.next_overdue", -1), "overdue"),
])  # fmt: skip
async def test_going_along_the_timeline_says_where_it_ends(
    desk: StandIn, name: str, call: tuple[str, object], said: str
) -> None:
    await run(name, desk)
    assert desk.calls == [call] and not desk.said
    desk.there = False
    await run(name, desk)
    assert said in desk.said[0]


@pytest.mark.parametrize(("words", "day"), [
    ("März 2026", date(2026, 3, 1)), ("bis 2027", date(2027, 12, 31)), ("3.7.2026", date(2026, 7, 3)),
])  # fmt: skip
async def test_going_to_a_day_takes_plain_words(desk: StandIn, words: str, day: date) -> None:
    desk.texts = ["nirgends", words]
    await run("timeline.day", desk)
    assert desk.calls == [("timeline.go_to_day", day)] and len(desk.said) == 1


async def test_today_is_the_views(desk: StandIn) -> None:
    await run("timeline.today", desk)
    assert desk.calls == [("timeline.go_to_day", desk.view.lookup.today)]


@pytest.mark.parametrize("shown", [True, False])
async def test_discarded_events_come_and_go(desk: StandIn, shown: bool) -> None:
    desk.there = shown
    await run("timeline.discarded", desk)
    assert ("shown" in desk.said[0]) is shown


async def test_deciding_on_marked_suggestions_takes_the_marks_away(desk: StandIn) -> None:
    desk.review.apply(AddEvent(edtf="2026-08-01", label="Noch eine", document="d1", state="suggested"))
    desk.pane, desk.row, desk.marked = "timeline", "e2", ("e1", "e2")
    await run("suggestion.accept", desk)
    assert [event.state for event in desk.view.events] == ["confirmed", "confirmed"]
    assert desk.calls == [("list.unmark", None), ("list.next_open", 1)]


async def test_a_filter_is_asked_for_and_set(desk: StandIn) -> None:
    desk.texts = ["is:open rad"]
    await run("list.filter", desk)
    assert desk.calls == [("list.set_filter", "is:open rad")]


async def test_a_date_that_can_not_be_read_is_asked_for_again_with_what_was_typed(desk: StandIn) -> None:
    desk.pane, desk.row, desk.texts = "timeline", "e1", ["irgendwann", "5.7.2026"]
    await run("judge.date", desk)
    assert desk.view.events[0].edtf == "2026-07-05"


async def test_relative_words_count_from_the_documents_date(desk: StandIn) -> None:
    desk.pane, desk.row, desk.texts = "timeline", "e1", ["gestern"]
    await run("judge.date", desk)
    assert desk.view.events[0].edtf == "2026-05-31"


async def test_a_deadline_is_corrected_on_the_timeline(desk: StandIn) -> None:
    desk.pane, desk.row, desk.texts = "timeline", "f1", ["Ende 2027"]
    await run("judge.date", desk)
    assert desk.view.demands[0].due == "2027-09/2027-12"


async def test_details_of_what_is_under_the_cursor(desk: StandIn) -> None:
    desk.pane, desk.row = "timeline", "e1"
    calls: list[str] = []

    async def show_events(event: str) -> None:
        calls.append(event)

    desk.show_events = show_events  # type: ignore[attr-defined]
    await run("timeline.details", desk)
    assert calls == ["e1"]
    desk.row = None
    assert command("timeline.details").refusal(desk.context())


@pytest.mark.parametrize("how", ["answer", "evidence"])
async def test_whoever_works_on_a_suggested_demand_accepts_it(desk: StandIn, how: str) -> None:
    desk.review.apply(AddDemand(text="Radwege", state="suggested"))
    before = desk.review.seq
    if how == "answer":
        desk.pane, desk.row, desk.picks, desk.texts = "demands", "f2", [Picked("open")], [""]
        await run("judge.set", desk)
    else:
        desk.pane, desk.sentence, desk.picks = "reader", "d1:0-37", [Picked("f2"), Picked("mentions weak")]
        await run("evidence.add", desk)
    assert desk.view.demands[1].state == "confirmed"
    assert desk.review.seq == before + 1, "one transaction, so that one undo takes it back"


@pytest.mark.parametrize("name", ["suggestion.accept", "suggestion.reject"])
def test_what_is_confirmed_already_is_no_suggestion(desk: StandIn, name: str) -> None:
    desk.pane, desk.row = "demands", "f1"
    assert command(name).refusal(desk.context())


async def test_what_was_discarded_can_be_accepted_after_all(desk: StandIn) -> None:
    desk.pane, desk.row = "timeline", "e1"
    await run("suggestion.reject", desk)
    assert command("suggestion.reject").refusal(desk.context())
    await run("suggestion.accept", desk)
    assert desk.view.events[0].state == "confirmed"


async def test_in_the_reader_only_the_narrowest_suggestion_is_settled(desk: StandIn) -> None:
    desk.review.apply(AddEvent(edtf="2026", label="Haushalt", state="suggested"))
    desk.pane, desk.beneath = "reader", ("f1", "e1", "e2")
    await run("suggestion.accept", desk)
    assert [event.state for event in desk.view.events] == ["confirmed", "suggested"]


async def test_deleting_asks_by_name_and_a_no_keeps_it(desk: StandIn) -> None:
    desk.pane, desk.row, desk.sure = "demands", "f1", False
    await run("record.delete", desk)
    assert "Den Radverkehr fördern" in desk.said[-1]
    assert len(desk.view.demands) == 1


def test_the_subject_of_the_notes_pane_can_not_be_deleted_there(desk: StandIn) -> None:
    desk.pane = "notes"
    for row in ("d1", "f1"):
        desk.row = row
        assert command("record.delete").refusal(desk.context())


async def test_a_note_goes_without_a_question(desk: StandIn) -> None:
    desk.review.apply(AddNote(target="d1", text="weg damit"))
    desk.pane, desk.row = "notes", "n1"
    await run("record.delete", desk)
    assert desk.view.notes == () and desk.said == []


REVISED = TEXT.replace("Der Freistaat fördert den Radverkehr. ", "Der Freistaat baut Brücken. ")


def revised(desk: StandIn) -> None:
    """The document has a new version in which the words of a demand, with evidence, are gone."""
    desk.review.apply(AddEvidence(demand="f1", target="d1:0-37"))
    desk.review.apply(ReviseDocument("d1", REVISED))


async def test_passages_to_check_are_shown_once_there_are_any(desk: StandIn) -> None:
    assert command("passage.recheck").refusal(desk.context())
    revised(desk)
    await run("passage.recheck", desk)
    assert desk.calls[-1][0] == "recheck"


async def test_a_lost_passage_is_placed_on_the_selection(desk: StandIn) -> None:
    desk.pane, desk.selection = "reader", "d1:0-27"
    place = command("passage.place")
    assert place.refusal(desk.context()), "nothing waits for a place"
    revised(desk)
    (passage,) = desk.view.open_passages
    desk.selection = None
    assert "([reader.select])" in (place.refusal(desk.context()) or "")
    desk.selection, desk.picks = "d1:0-27", [Picked(passage.id)]
    await run("passage.place", desk)
    assert [choice.id for choice in desk.offered[0]] == [passage.id]
    found = desk.view.passage_of("b1")
    assert found is not None and (found.text, found.recheck) == (REVISED[:27], None)


async def test_what_was_settled_as_gone_can_still_be_placed_and_orphans_come_first(desk: StandIn) -> None:
    revised(desk)
    (passage,) = desk.view.open_passages
    desk.review.apply(LosePassage(passage.id))
    desk.pane, desk.selection, desk.picks = "reader", "d1:0-27", [None]
    before = desk.review.seq
    await run("passage.place", desk)
    assert [choice.id for choice in desk.offered[0]] == [passage.id] and desk.review.seq == before
