"""What was being written when a line was lost or a field was left: kept, and offered again."""

from __future__ import annotations

import time

from store.personal import Personal

#: Seconds between two writes while somebody types.
PAUSE = 2.0
#: What a draft's name stands after where it is one of several things to go to.
DRAFT = "draft "


class Drafts:
    """Texts under way by what they are for ("note:d1:10-20"). Kept on disk at most every two seconds.

    Several sessions of one reviewer share the file: each writes only what it has changed itself.
    """

    def __init__(self, personal: Personal) -> None:
        self._personal = personal
        self._changed: dict[str, str | None] = {}
        self._saved = 0.0

    def get(self, name: str) -> str | None:
        """The draft of that name, None if there is none."""
        return self.all().get(name)

    def all(self) -> dict[str, str]:
        """All drafts by name, those of my other sessions too."""
        kept = self._personal.read("drafts") | self._changed
        return {name: text for name, text in kept.items() if isinstance(text, str)}

    def keep(self, name: str, text: str) -> bool:
        """Remember what stands in a field; an emptied field is no draft. Whether it is written already: else
        ``save`` is to be called within ``PAUSE`` seconds."""
        self._changed[name] = text if text.strip() else None
        if time.monotonic() - self._saved < PAUSE:
            return False
        self.save()
        return True

    def drop(self, name: str) -> None:
        """Forget a draft: its text has been saved as what it was meant to be."""
        self._changed[name] = None
        self.save()

    def save(self) -> None:
        """Write what has changed since the last time. Where that fails it is tried again with the next."""
        if self._changed:
            self._saved = time.monotonic()
            if self._personal.write("drafts", dict(self.all())):
                self._changed.clear()
