"""Two versions of a text compared where hostile ones can exhaust or crash nothing: as documents are read."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from content.anchors.anchoring import Move
from content.apart import READING, allowed
from content.apart.asking import Ask
from content.apart.worker import Worker
from content.model import Span

#: Bytes of memory that a letter takes, beyond what every document may.
_FOLDS = 32
#: Seconds for each of many passages.
_SECONDS = 0.001
_SERVED = "content.anchors.served"


class AnchoringApart:
    """As ``Anchoring``, in a process of its own until ``close``. Raises Unreadable for what takes too much
    time or memory."""

    def __init__(self, old: str, new: str) -> None:
        data = msgspec.msgpack.encode((old, new))
        self._seconds = allowed(READING, len(data))
        self._worker = Worker(_FOLDS * len(data), keeps=True)
        try:
            self._worker.answer(Ask(self._seconds, work=f"{_SERVED}:compare"), data, int)
        except BaseException:
            self.close()
            raise

    def moves(self, passages: Sequence[Sequence[Span]]) -> list[Move]:
        """As ``Anchoring.moves``; the spans lie in the text. All together they may take as long as the
        comparison, and some more."""
        data = msgspec.msgpack.encode(passages)
        ask = Ask(self._seconds + len(passages) * _SECONDS, work=f"{_SERVED}:moves")
        return self._worker.answer(ask, data, list[Move])

    def close(self) -> None:
        self._worker.end()
