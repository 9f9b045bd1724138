"""A session: changes through it, others' changes told by its watcher, trouble, and its end."""

from __future__ import annotations

import asyncio
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.message import Message

from store.changes import AddDemand, AddNote, AddReviewer, AddTag, EditDemand, SetVerdict
from store.errors import Damaged, NotFound, Refused
from store.review import Review
from tui import session as sessions
from tui.messages import Company, StoreChanged, StoreTrouble
from tui.session import Session

#: Long enough for a machine that is busy with other tests; nothing waits for it that works.
PATIENCE = 20


class Desk:
    """Collects what a session posts."""

    def __init__(self, review: Review) -> None:
        self.posted: queue.Queue[Message] = queue.Queue()
        self.session = Session(review, self.posted.put)

    def next(self) -> Message:
        """The next message, but for who is here."""
        while isinstance(message := self.posted.get(timeout=PATIENCE), Company):
            pass
        return message

    def changed(self) -> StoreChanged:
        message = self.next()
        assert isinstance(message, StoreChanged), message
        return message

    def trouble(self) -> StoreTrouble:
        message = self.next()
        assert isinstance(message, StoreTrouble), message
        return message


@pytest.fixture
def open_desk() -> Iterator[Callable[[Review], Desk]]:
    """Desks that are closed at the end; none leaves a thread behind."""
    desks: list[Desk] = []

    def opened(review: Review) -> Desk:
        desks.append(Desk(review))
        return desks[-1]

    yield opened
    for desk in desks:
        desk.session.stop()
        assert living(desk) == []


def living(desk: Desk) -> list[threading.Thread]:
    """The threads of a session that still run."""
    own = [desk.session._watcher, *desk.session._pool._threads]
    return [thread for thread in own if thread.is_alive()]


@pytest.fixture
def memory() -> Review:
    review = Review.memory(acting="anna")
    review.apply(AddDemand(text="Busse dauerhaft finanzieren"))
    return review


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Review, Review]]:
    """Two processes' reviews of one folder, as far as the store can tell."""
    folder = tmp_path / "busse.vermerk"
    with Review.create(folder, "Busse") as first:
        first.apply(AddDemand(text="Busse dauerhaft finanzieren"))
        with Review.open(folder) as second:
            yield first, second


# Changing


async def test_a_change_is_made_and_its_view_posted(memory: Review, open_desk: Any) -> None:
    desk = open_desk(memory)
    applied = await desk.session.apply(AddNote(target="f1", text="Wie lange?"))
    message = desk.changed()
    assert applied.ids == ("n1",)
    assert message.view.seq == applied.seq == memory.seq
    assert [note.text for note in message.view.notes] == ["Wie lange?"]
    assert message.others == ()
    assert desk.posted.empty()


async def test_several_changes_are_one_transaction(memory: Review, open_desk: Any) -> None:
    before = memory.seq
    applied = await open_desk(memory).session.apply(AddTag(name="Geld"), AddTag(name="Bus"))
    assert (applied.seq, applied.ids) == (before + 1, ("t1", "t2"))


async def test_undo_leaves_alone_what_only_commands_do(memory: Review, open_desk: Any) -> None:
    session = open_desk(memory).session
    await session.apply(AddTag(name="Geld"))
    memory.apply(AddReviewer("otto"))
    assert (await session.undo()).label == "tag.add"
    assert memory.undo().label == "reviewer.add"


async def test_undo_and_redo_post_what_is_there_then(memory: Review, open_desk: Any) -> None:
    desk = open_desk(memory)
    await desk.session.apply(EditDemand(id="f1", text="Bahnen"))
    undone = await desk.session.undo()
    redone = await desk.session.redo()
    assert undone.label == redone.label == "demand.edit"
    texts = [desk.changed().view.by_id("f1").text for _ in range(3)]
    assert texts == ["Bahnen", "Busse dauerhaft finanzieren", "Bahnen"]


async def test_what_is_refused_is_raised_and_posts_nothing(memory: Review, open_desk: Any) -> None:
    desk = open_desk(memory)
    with pytest.raises(NotFound):
        await desk.session.apply(EditDemand(id="f9", text="Nichts"))
    with pytest.raises(Refused):
        await desk.session.redo()
    assert desk.posted.empty()
    await desk.session.apply(AddTag(name="Geld"))
    assert desk.changed().view.tags


async def test_the_store_is_only_touched_in_its_own_thread(
    memory: Review, open_desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: set[str] = set()

    def noting(work: Callable[..., Any]) -> Callable[..., Any]:
        def noted(*values: Any, **named: Any) -> Any:
            threads.add(threading.current_thread().name.split("_")[0])
            return work(*values, **named)

        return noted

    for name in ("apply", "undo", "redo", "history", "view"):
        monkeypatch.setattr(memory, name, noting(getattr(memory, name)))
    session = open_desk(memory).session
    await session.apply(AddTag(name="Geld"))
    await session.undo()
    await session.redo()
    await session.history(None)
    assert threads == {"store"}


async def test_the_screen_goes_on_while_the_store_works(memory: Review, open_desk: Any) -> None:
    desk, go = open_desk(memory), threading.Event()
    desk.session._pool.submit(go.wait)
    waiting = asyncio.create_task(desk.session.apply(AddTag(name="Geld")))
    for _ in range(5):
        await asyncio.sleep(0)
    assert not waiting.done()
    go.set()
    assert (await waiting).ids == ("t1",)


async def test_the_history_of_several_records_is_in_the_order_of_the_journal(
    memory: Review, open_desk: Any
) -> None:
    session = open_desk(memory).session
    await session.apply(SetVerdict(demand="f1", answer="open", reason=""))
    await session.apply(EditDemand(id="f1", text="Bahnen"))
    lines = await session.history("f1", "u1")
    assert [line.do for line in lines] == ["demand.add", "verdict.set", "demand.edit"]
    everything = await session.history(None)
    assert everything[0].do == "project.create"
    assert [line.seq for line in everything] == sorted(line.seq for line in everything)


# Others


def test_others_changes_are_told_with_the_view_that_has_them(
    two: tuple[Review, Review], open_desk: Any
) -> None:
    first, second = two
    desk = open_desk(first)
    desk.session.start()
    for number in (1, 2, 3):
        applied = second.apply(AddNote(target="f1", text=f"Notiz {number}"))
        message = desk.changed()
        assert [entry.seq for entry in message.others] == [applied.seq]
        assert (message.others[0].by, message.others[0].do) == (second.me, "note.add")
        assert len(message.view.notes) == number


def test_it_looks_often_enough_to_tell_within_a_second() -> None:
    assert 0 < sessions.WATCH_SECONDS <= 0.25


async def test_my_own_changes_are_not_told_as_others(two: tuple[Review, Review], open_desk: Any) -> None:
    mine, theirs = map(open_desk, two)
    mine.session.start()
    theirs.session.start()
    applied = await mine.session.apply(AddTag(name="Geld"))
    assert mine.changed().others == ()
    assert [entry.seq for entry in theirs.changed().others] == [applied.seq]
    answered = await theirs.session.apply(AddTag(name="Bus"))
    assert theirs.changed().others == ()
    assert [entry.seq for entry in mine.changed().others] == [answered.seq]
    assert mine.posted.empty() and theirs.posted.empty()


async def test_what_others_did_just_before_my_change_is_still_told(
    two: tuple[Review, Review], open_desk: Any
) -> None:
    first, second = two
    desk = open_desk(first)
    theirs = second.apply(AddNote(target="f1", text="eben noch"))
    await desk.session.apply(AddTag(name="Geld"))
    assert desk.changed().others == ()
    desk.session.start()
    assert [entry.seq for entry in desk.changed().others] == [theirs.seq]


def test_nothing_is_told_where_nothing_happens(two: tuple[Review, Review], open_desk: Any) -> None:
    first, _ = two
    looked, refresh = threading.Semaphore(0), first.refresh

    def look() -> Any:
        looked.release()
        return refresh()

    first.refresh = look  # type: ignore[method-assign]
    desk = open_desk(first)
    desk.session.start()
    for _ in range(3):
        assert looked.acquire(timeout=PATIENCE)
    assert desk.posted.empty()


def test_a_new_role_of_mine_is_in_the_next_view(two: tuple[Review, Review], open_desk: Any) -> None:
    first, second = two
    desk = open_desk(first)
    desk.session.start()
    second.apply(AddReviewer(name="lea"))
    assert "lea" in [row.name for row in desk.changed().view.reviewers]


# Trouble


class Impatient(threading.Event):
    """An event for which nobody waits long."""

    def wait(self, timeout: float | None = None) -> bool:
        return super().wait(min(timeout or 0, 0.01))


@pytest.mark.parametrize(
    "error", [Damaged("{path} is missing", path="journal/000001"), OSError("no such device")]
)
def test_what_cannot_be_read_is_told_and_looked_at_again(
    two: tuple[Review, Review], open_desk: Any, error: Exception
) -> None:
    first, second = two
    refresh, failing = first.refresh, [error, error]

    def look() -> Any:
        if failing:
            raise failing.pop()
        return refresh()

    first.refresh = look  # type: ignore[method-assign]
    desk = open_desk(first)
    desk.session._stopping = Impatient()
    desk.session.start()
    assert [desk.trouble().text for _ in range(2)] == [str(error)] * 2
    second.apply(AddTag(name="Geld"))
    assert [tag.name for tag in desk.changed().view.tags] == ["Geld"]


# The end


def test_stop_ends_both_threads(memory: Review) -> None:
    desk = Desk(memory)
    desk.session.start()
    desk.session._pool.submit(int).result()
    assert len(living(desk)) == 2
    desk.session.stop()
    assert living(desk) == []


def test_stop_may_come_twice_and_before_the_start(memory: Review) -> None:
    desk = Desk(memory)
    desk.session.stop()
    desk.session.stop()
    assert living(desk) == []


def test_stop_does_not_wait_out_the_pause_after_trouble(memory: Review) -> None:
    def look() -> Any:
        raise Damaged("journal/000001: byte 17")

    memory.refresh = look  # type: ignore[method-assign]
    desk = Desk(memory)
    desk.session.start()
    desk.trouble()
    desk.session.stop()
    assert living(desk) == []


async def test_stop_lets_a_change_under_way_finish(
    two: tuple[Review, Review], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = two
    desk, begun, go, apply = Desk(first), threading.Event(), threading.Event(), first.apply

    def slow(*changes: Any) -> Any:
        begun.set()
        assert go.wait(PATIENCE)
        return apply(*changes)

    monkeypatch.setattr(first, "apply", slow)
    desk.session.start()
    changing = asyncio.create_task(desk.session.apply(AddTag(name="Geld")))
    assert await asyncio.to_thread(begun.wait, PATIENCE)
    stopping = threading.Thread(target=desk.session.stop)
    stopping.start()
    assert desk.session._stopping.wait(PATIENCE)
    assert stopping.is_alive()
    go.set()
    await asyncio.to_thread(stopping.join, PATIENCE)
    assert not stopping.is_alive() and living(desk) == []
    second.refresh()
    assert [tag.name for tag in second.view().tags] == ["Geld"]
    # Whether the news of it still got through depends on who was faster; it may not hang.
    await asyncio.wait_for(asyncio.gather(changing, return_exceptions=True), PATIENCE)


def test_news_that_come_while_it_stops_are_dropped_quietly(two: tuple[Review, Review]) -> None:
    first, second = two
    desk, refresh, looked = Desk(first), first.refresh, threading.Event()

    def look() -> Any:
        looked.set()
        desk.session._stopping.wait(PATIENCE)
        desk.session._pool.shutdown(wait=True)
        return refresh()

    second.apply(AddTag(name="Geld"))
    first.refresh = look  # type: ignore[method-assign]
    desk.session.start()
    assert looked.wait(PATIENCE)
    desk.session.stop()
    assert living(desk) == [] and desk.posted.empty()


# Warming up


def test_warming_up_loads_every_change_and_nothing_does_before() -> None:
    probe = """
import sys
from store.changes import _HOMES
from store.review import Review
from tui.session import Session

homes = {f"store.changes.{home}" for home in _HOMES} - {"store.changes.team"}
review = Review.memory()
session = Session(review, print)
review.view()
assert not homes & set(sys.modules), homes & set(sys.modules)
session.warm()
session.stop()
assert homes <= set(sys.modules), homes - set(sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_sessions_see_each_other_and_vanish(two: tuple[Review, Review], open_desk: Any) -> None:
    mine, theirs = map(open_desk, two)
    mine.session.place = ("reader", "d1")
    mine.session.start()
    theirs.session.start()
    while not isinstance(message := theirs.posted.get(timeout=PATIENCE), Company):
        pass
    assert [(one.name, one.pane, one.document) for one in message.here] == [(two[0].me, "reader", "d1")]
    mine.session.stop()
    while not isinstance(message := theirs.posted.get(timeout=PATIENCE), Company):
        pass
    assert message.here == ()
