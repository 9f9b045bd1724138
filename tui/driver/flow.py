"""How much is on the way to the terminal, told from when it answers questions between what it is sent."""

from __future__ import annotations

from collections import deque

#: Bytes a second that even a slow line carries.
SLOW = 8_000
#: Bytes after which the terminal is asked: on a line that answers at once, and on a slow one, where an update
#: goes out in such pieces.
ASKED, PIECE = 1_000, 300
#: Bytes that may be on the way: at first, at least and at most.
FIRST, LEAST, MOST = 2_500, 900, 64_000
#: Seconds, beside those a slow line takes, until a terminal that never answered is asked no more, and without
#: any answer of one that did until those that are due are given up as lost.
MUTE, LOST = 0.5, 1.0
#: Seconds that an answer takes on a slow line, or one that is far away.
AWHILE = 0.05
#: Seconds in which a key that is held down is told again.
REST = 0.2
#: Seconds an answer may take longer than the quickest before fewer, or more, bytes may be on the way.
LATE, PROMPT = 0.04, 0.015


class Flow:
    """Times are seconds of ``time.monotonic``, amounts are bytes."""

    def __init__(self) -> None:
        self.answers = True
        #: Whether answers take a while: more is then asked, and less is sent at once.
        self.slow = False
        self._heard = self._short = False
        self._sent = self._arrived = 0
        #: The questions that are not answered yet: when they were asked, what was sent before, and whether
        #: little else was on the way.
        self._asked: deque[tuple[float, int, bool]] = deque()
        self._last = self._told = self._cut = 0.0
        self._window = FIRST
        self._quickest = 0.0

    @property
    def asking(self) -> bool:
        """Whether an answer is due."""
        return bool(self._asked)

    def rests(self, now: float) -> bool:
        """Whether all has arrived, and no key is held down."""
        return not self.asking and now - self._last > REST

    @property
    def full(self) -> bool:
        """Whether as much is on the way as may be."""
        return self.asking and self._sent - self._arrived >= self._window

    def wants_question(self) -> bool:
        """Whether to ask with what is written next. Before the first answer there is one question only."""
        if not self.answers or self.asking and not self._heard:
            return False
        since = self._asked[-1][1] if self._asked else self._arrived
        return self._sent - since >= (PIECE if self.slow else ASKED)

    def sent(self, amount: int, now: float, asked: bool = False) -> None:
        """So much was written, with a question at its end or without."""
        if self._asked and self._due(now) <= 0:
            self._give_up()
        if not self._asked:
            self._arrived = min(self._sent, self._arrived + int((now - self._last) * SLOW))
        self._last = now
        self._sent += amount
        if asked:
            self._asked.append((now, self._sent, self._sent - self._arrived <= 2 * PIECE))

    def answered(self, now: float) -> None:
        """The terminal has taken all up to its oldest question; one that answers late is asked again."""
        first, self._heard = not self._heard, True
        self.answers, self._told = True, now
        if not self._asked:
            return
        since, arrived, alone = self._asked.popleft()
        took, gain = now - since, arrived - self._arrived
        self._arrived = arrived
        self.slow = took > AWHILE
        if took < self._quickest or first:
            self._quickest = took
        elif alone:  # lines become longer, too
            self._quickest += (took - self._quickest) / 8
        if took > self._quickest + LATE and since >= self._cut:
            # What the line carries in so much time: hardly anything waits before it then.
            carried = int(self._window * (self._quickest + LATE) / took)
            self._window, self._cut = max(carried, self._window // 2, LEAST), now
        elif took < self._quickest + PROMPT and self._short and not first:
            self._window = min(self._window + gain, MOST)
        self._short = self._short and self.asking

    def wait(self, now: float) -> float:
        """Seconds until more may be sent, unless an answer comes before; 0 if it may be at once."""
        if not self.full:
            return 0.0
        if (left := self._due(now)) > 0:
            self._short = True
            return left
        self._give_up()
        return 0.0

    def _due(self, now: float) -> float:
        """Seconds within which the oldest question must be answered."""
        patience = LOST if self._heard else MUTE + (self._sent - self._arrived) / SLOW
        return max(self._asked[0][0], self._told) + patience - now

    def _give_up(self) -> None:
        """No more answers to what was asked are waited for; one who never answered is asked no more."""
        self.answers = self._heard
        self._arrived = self._sent
        self._asked.clear()
