"""What a rule may ask about the text around it: reference day, last date said, tense, words beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from content.dates.tense import Tense, clause_at, sentence_around, tense_at

#: How far back the last date still carries "am selben Tag" or a month without year, in code points.
_REACH = 400


@dataclass(frozen=True, slots=True)
class Said:
    """The last date the text said; month and day are None where it named none."""

    year: int
    month: int | None
    day: int | None
    end: int

    def as_date(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)


@dataclass(slots=True)
class Context:
    """One reading of one text. ``reference`` is the document's day, None while it is undated."""

    text: str
    reference: date | None
    narrative: bool = False
    last: Said | None = None
    full: Said | None = None
    groups: int = 0

    def new_group(self) -> int:
        self.groups += 1
        return self.groups

    def anchor(self) -> date | None:
        """The day relative expressions count from: the document's, or in a narrative the last one said."""
        if self.narrative and self.last:
            return self.last.as_date()
        return self.reference

    def near(self, position: int, reach: int = _REACH) -> Said | None:
        """The last date said, if it is near enough to be meant (always, in a narrative)."""
        if self.last and (self.narrative or position - self.last.end <= reach):
            return self.last
        return None

    def tense(self, start: int, end: int) -> Tense:
        return tense_at(self.text, start, end)

    def clause(self, start: int, end: int) -> str:
        return clause_at(self.text, start, end)

    def sentence(self, start: int, end: int) -> str:
        first, last = sentence_around(self.text, start, end)
        return self.text[first:last]

    def before(self, position: int, length: int = 40) -> str:
        return self.text[max(0, position - length) : position]

    def after(self, position: int, length: int = 40) -> str:
        return self.text[position : position + length]

    def note(self, value: str, end: int) -> None:
        """Remembers a value as the last date said."""
        found = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value)
        if found is None or found[1] == "0000":
            return
        said = Said(
            int(found[1]), int(found[2]) if found[2] else None, int(found[3]) if found[3] else None, end
        )
        self.last = said
        if said.month:
            self.full = said
