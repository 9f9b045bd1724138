"""One reviewer at one screen: the only thing in ``tui`` that talks to a ``Review``.

All work on the store runs in one thread beside the screen; a second one watches for what others commit.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from textual.message import Message

from content.messages import reason_of
from store.changes import Change, vocabulary
from store.errors import StoreError
from store.model import Entry
from store.review import Applied, Review
from store.view import View
from tui.explaining import complaint, translated
from tui.messages import Company, StoreChanged, StoreTrouble

if TYPE_CHECKING:
    from store.history import HistoryLine
    from store.presence import Here

T = TypeVar("T")

#: Seconds between two looks at the journal. A look is one fstat.
WATCH_SECONDS = 0.1
#: Seconds before the first and between two looks for documents whose dates and demands were not found yet.
FIRST_LOOK, LOOK_SECONDS = 5.0, 60.0
#: Seconds between two looks at who is here.
MEET_SECONDS = 2.0


class Session:
    """Applies changes and brings views. ``post`` must be safe to call from any thread."""

    def __init__(self, review: Review, post: Callable[[Message], object]) -> None:
        self.review = review
        #: The pane and the document I am in, for the others.
        self.place = ("", "")
        self._presence = review.presence()
        self._here: tuple[Here, ...] = ()
        self._post = post
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._stopping = threading.Event()
        self._watcher = threading.Thread(target=self._watch, name="watch", daemon=True)

    def start(self) -> None:
        """Begin to watch for others' changes."""
        self._watcher.start()

    def warm(self) -> None:
        """Load what my first change will need, before it comes."""
        self._pool.submit(vocabulary)

    def stop(self) -> None:
        """End both threads, letting a change under way finish."""
        self._stopping.set()
        self._pool.shutdown(wait=True)
        if self._watcher.is_alive():
            self._watcher.join(timeout=1)

    async def apply(self, *changes: Change) -> Applied:
        """One transaction, durable when this returns. Raises StoreError."""
        return await self._changing(lambda: self.review.apply(*changes))

    async def undo(self) -> Applied:
        """Take back my last change of those that a screen makes."""
        from tui.deeds import BY_COMMANDS

        return await self._changing(lambda: self.review.undo(sparing=BY_COMMANDS))

    async def redo(self) -> Applied:
        return await self._changing(self.review.redo)

    async def history(self, *record_ids: str | None) -> list[HistoryLine]:
        """What was changed on these records, oldest first; None stands for everything."""

        def look() -> list[HistoryLine]:
            lines = [line for record_id in record_ids for line in self.review.history(record_id)]
            return sorted(lines, key=lambda line: line.seq)

        return await self._run(look)

    async def ask(self, question: Callable[[Review], T]) -> T:
        """Ask the review something that takes its time, beside the screen. Raises StoreError."""
        return await self._run(lambda: question(self.review))

    async def _changing(self, work: Callable[[], Applied]) -> Applied:
        applied = await self._run(work)
        self._post(StoreChanged(await self._run(self.review.view), ()))
        return applied

    async def _run(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)

    def _watch(self) -> None:
        try:
            self._keep_watching()
        finally:
            self._presence.leave()

    def _keep_watching(self) -> None:
        next_look = time.monotonic() + FIRST_LOOK
        next_meeting = 0.0
        while not self._stopping.wait(WATCH_SECONDS):
            try:
                if time.monotonic() > next_look:
                    next_look = time.monotonic() + LOOK_SECONDS
                    self._pool.submit(self._find_on)
                if time.monotonic() > next_meeting:
                    next_meeting = time.monotonic() + MEET_SECONDS
                    self._meet()
                others = self.review.refresh()
                if others:
                    self._pool.submit(self._tell, others)
            except StoreError as error:
                self._trouble(complaint(error))
            except OSError as error:
                self._trouble(translated(reason_of(error)))
            except RuntimeError:  # the pool was shut down between the look and the submit
                return

    def _trouble(self, told: str) -> None:
        self._post(StoreTrouble(told))
        self._stopping.wait(5)

    def _meet(self) -> None:
        """Say where I am, and see who else is here."""
        self._presence.tell(*self.place)
        here = self._presence.others()
        if here != self._here:
            self._here = here
            self._post(Company(here))

    def _find_on(self) -> None:
        """Where an import was broken off. That it cannot be done now is told by what I do myself."""
        with suppress(StoreError, OSError):
            self.review.find_on()

    def _tell(self, others: tuple[Entry, ...]) -> None:
        view: View = self.review.view()
        self._post(StoreChanged(view, self.review.told(others)))
