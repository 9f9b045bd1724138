"""What was being written when a line was lost or a field was left: kept, and offered again."""

from __future__ import annotations

import time

from store.personal import Personal

#: Seconds between two writes while somebody types.
PAUSE = 2.0


class Drafts:
    """Texts under way by what they are for ("note:d1:10-20"). Kept on disk at most every two seconds."""

    def __init__(self, personal: Personal) -> None:
        self._personal = personal
        kept = personal.read("drafts")
        self._texts = {name: text for name, text in kept.items() if isinstance(text, str)}
        self._dirty = False
        self._saved = 0.0

    def get(self, name: str) -> str | None:
        """The draft of that name, None if there is none."""
        return self._texts.get(name)

    def keep(self, name: str, text: str) -> None:
        """Remember what stands in a field; an emptied field is no draft."""
        if text.strip():
            self._texts[name] = text
        else:
            self._texts.pop(name, None)
        self._dirty = True
        if time.monotonic() - self._saved >= PAUSE:
            self.save()

    def drop(self, name: str) -> None:
        """Forget a draft: its text has been saved as what it was meant to be."""
        if self._texts.pop(name, None) is not None:
            self._dirty = True
            self.save()

    def save(self) -> None:
        """Write what has changed since the last time."""
        if self._dirty:
            self._personal.write("drafts", dict(self._texts))
            self._dirty = False
            self._saved = time.monotonic()
