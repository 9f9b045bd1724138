"""The program's ends of the pipes: what does not go through in time is not waited for."""

from __future__ import annotations

import os
from select import POLLIN, POLLOUT, poll
from time import monotonic

from content.apart.asking import LENGTH, MOST

_MUCH = 1 << 20


class Pipes:
    """Frames to and from the process. Once ``until``, of the monotonic clock, has passed, everything raises
    TimeoutError; where the other side is gone EOFError or BrokenPipeError."""

    def __init__(self, source: int, sink: int) -> None:
        self.until = 0.0
        self._source, self._sink = source, sink
        self._ready = {source: poll(), sink: poll()}
        self._ready[source].register(source, POLLOUT)
        self._ready[sink].register(sink, POLLIN)
        self._rest = b""
        for pipe in (source, sink):
            os.set_blocking(pipe, False)

    def send(self, *frames: bytes) -> None:
        whole = b"".join(part for data in frames for part in (LENGTH.pack(len(data)), data))
        rest = memoryview(whole)
        while rest:
            self._wait(self._source)
            rest = rest[os.write(self._source, rest[:_MUCH]) :]

    def receive(self) -> bytes:
        """The next frame. EOFError also for one that is larger than any is."""
        (size,) = LENGTH.unpack(self._exactly(LENGTH.size))
        if size > MOST:
            raise EOFError
        return self._exactly(size)

    def _exactly(self, size: int) -> bytes:
        parts, missing = [self._rest], size - len(self._rest)
        while missing > 0:
            self._wait(self._sink)
            data = os.read(self._sink, _MUCH)
            if not data:
                raise EOFError
            parts.append(data)
            missing -= len(data)
        whole = b"".join(parts)
        self._rest = whole[size:]
        return whole[:size]

    def _wait(self, pipe: int) -> None:
        left = self.until - monotonic()
        if left <= 0 or not self._ready[pipe].poll(1000 * left):
            raise TimeoutError
