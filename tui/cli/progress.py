"""A progress bar for commands that take longer than a second."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

#: Seconds that work may take before a progress bar appears.
PATIENCE = 1.0


class Bar:
    """A progress bar on stderr, for a terminal only; quick work neither shows nor loads it."""

    def __init__(self, wanted: bool, label: str) -> None:
        self._started = time.monotonic()
        self._wanted, self._label = wanted, label
        self._bar: Any = None
        self._task: Any = None

    def update(self, done: int, total: int) -> None:
        if self._bar is None:
            if not self._wanted or time.monotonic() - self._started < PATIENCE:
                return
            self._show()
        self._bar.update(self._task, completed=done, total=total)

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

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import Progress

        self._bar = Progress(console=Console(stderr=True), transient=True)
        self._task = self._bar.add_task(self._label, total=None)
        self._bar.start()
