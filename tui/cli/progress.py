"""A progress bar for commands that take longer than a second."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

#: Seconds that work may take before a progress bar appears.
PATIENCE = 1.0


class Bar:
    """A progress bar on stderr, for a terminal only; quick work neither shows nor loads it."""

    def __init__(self, wanted: bool, label: str, in_bytes: bool = False) -> None:
        """``in_bytes`` shows MB, and how many a second."""
        self._in_bytes = in_bytes
        self._started = time.monotonic()
        self._wanted, self._label = wanted, label
        self._bar: Any = None
        self._task: Any = None

    def update(self, done: int, total: int, note: str = "") -> None:
        """``note`` stands behind the bar."""
        if self._bar is None:
            if not self._wanted or time.monotonic() - self._started < PATIENCE:
                return
            self.show()
        self._bar.update(self._task, completed=done, total=total, note=note)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Take the bar off the terminal while something else is printed there."""
        self.close()
        yield
        if self._bar is not None:
            self._bar.start()

    def close(self) -> None:
        if self._bar is not None:
            self._bar.stop()

    def show(self) -> None:
        """Show it now, with an open end until the first update."""
        from rich.console import Console
        from rich.progress import DownloadColumn, Progress, TextColumn, TransferSpeedColumn

        columns = list(Progress.get_default_columns())
        if self._in_bytes:
            columns[-1:] = [DownloadColumn(), TransferSpeedColumn(), columns[-1]]
        note = TextColumn("{task.fields[note]}", markup=False)
        self._bar = Progress(*columns, note, console=Console(stderr=True), transient=True)
        self._task = self._bar.add_task(self._label, total=None, note="")
        self._bar.start()


@contextmanager
def pulsing(wanted: bool, label: str) -> Iterator[None]:
    """A bar with an open end around work that cannot say how far it is, once that takes long."""
    bar = Bar(wanted, label)
    waiting = threading.Timer(PATIENCE, bar.show)
    waiting.daemon = True
    if wanted:
        waiting.start()
    try:
        yield
    finally:
        waiting.cancel()
        if wanted:
            waiting.join()
        bar.close()
