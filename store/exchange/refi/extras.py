"""What REFI-QDA has no element for, as cases and variables, so that it survives elsewhere and comes back.

Every demand, event, piece of evidence, grade, verdict and assignment is a case; its fields are the values of
variables "Vermerk: field". A case's tags are its codes, its passage its selections, its document its source.
"""

from __future__ import annotations

from typing import NamedTuple

#: The tables whose records are cases, each after those that its records refer to.
CASES = ("demands", "events", "evidence", "grades", "verdicts", "assignments")
PREFIX = "Vermerk: "
TABLE, AUTHOR, TIME = "table", "by", "at"
#: Said of notes.
ON, REPLY, RESOLVED = "on", "reply to", "resolved"
#: Who gave a case its tags: "GUID:name", parted by blanks.
TAGGED = "tagged"
#: Derived states of a demand, for other tools to read; they are not read back.
DERIVED = ("review", "current answer", "deadline")
#: Fields of a document's record that are variables of its source.
FACTS = ("title_reason", "date", "date_reason", "publisher", "publisher_reason", "kind", "source", "format")
#: Fields of a case's record that name other records.
REFERENCES = ("demand", "parent", "passage", "document", "evidence")
#: The name of a link from one stretch of a passage to the next.
GOES_ON = PREFIX + "goes on"

_TYPES = {"final": "Boolean", RESOLVED: "Boolean", "searched": "Integer"}


class Variable(NamedTuple):
    """A variable of a field: its name, type, and the element that holds its values."""

    name: str
    type: str

    @property
    def value(self) -> str:
        return f"{self.type}Value"


def variable(field: str) -> Variable:
    return Variable(PREFIX + field, _TYPES.get(field, "Text"))
