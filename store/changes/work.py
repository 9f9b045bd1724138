"""What a change works with: the transaction, who acts, and the texts of the project."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from content.messages import Message, Word
from store.changes.places import Place, Places, place
from store.errors import Forbidden, NotFound, Refused
from store.event_days import EventDays, event_days
from store.model import ROLES, TABLE_OF_LETTER, Record, split_id

if TYPE_CHECKING:
    from store.lookup import Lookup
    from store.transaction import Transaction


class Work(Struct):
    """One transaction on behalf of one reviewer; valid only while it runs.

    ``read_text`` gives the text of a stored version by (document id, version id), ``known`` what is known
    of passages already.
    """

    tx: Transaction
    role: str
    read_text: Callable[[str, str], str]
    texts: dict[str, str] = field(default_factory=dict)
    known: Places = field(default_factory=dict)

    @property
    def me(self) -> str:
        return self.tx.by

    @property
    def leads(self) -> bool:
        return self.role == "lead"

    @property
    def blind(self) -> bool:
        """Whether the project hides what the others said."""
        return any(project["blind"] for project in self.tx.scan("project"))

    def need(self, record_id: str, *tables: str) -> Record:
        """The record, which must be of one of the tables (any, if none is named). NotFound, Refused."""
        table = table_of(record_id)
        if tables and table not in tables:  # asked first: it must not tell whether the record is there
            raise Refused(
                "{record_id} belongs to {table}; expected one of {names}",
                record_id=record_id,
                table=Word(table, "kind"),
                names=tuple(Word(one, "kind") for one in tables),
            )
        record = self.tx.get(record_id)
        if record is None:
            raise _missing(record_id)
        return record

    def need_seen(self, record_id: str, *tables: str) -> Record:
        """As ``need``, for an id that somebody gave: what a blind project hides from me is not there."""
        record = self.need(record_id, *tables)
        if self.blind and self._seen.find(record_id) is None:
            raise _missing(record_id)
        return record

    def is_veiled(self, record_id: str) -> bool:
        """Whether a blind project hides from me what others have put on a record."""
        return self.blind and not self._seen.opened(record_id)

    @property
    def _seen(self) -> Lookup:
        from store.lookup import Lookup

        return Lookup(_Now(self.tx), self.me, self.role, date.today())

    def demand_lead(self, told: Message) -> None:
        """Refuse, in these words, what only a lead may do."""
        if not self.leads:
            raise Forbidden(told, "Ask a lead of this project.")

    def demand_own(self, record: Record, told: str) -> None:
        """Refuse what only the record's author or a lead may do: a template of {by} and {record}."""
        if record["by"] != self.me and not self.leads:
            raise Forbidden(told, by=record["by"], record=record["id"])

    def text_of(self, document: Record) -> str:
        """The text of the document's current version."""
        version = str(document["version"])
        if version not in self.texts:
            self.texts[version] = self.read_text(str(document["id"]), version)
        return self.texts[version]

    def forget_places(self, document: str) -> None:
        """For whoever moves passages otherwise."""
        self.known.pop(document, None)

    def places(self, document: str) -> dict[Place, str]:
        """The passages of a document by place; whoever adds a passage adds it here too."""
        known = self.known.get(document)
        if known is None:
            known = {}
            for passage in self.tx.find("passages", "document", document):
                known[place(passage)] = passage["id"]
            self.known[document] = known
        return known


class _Now:
    """A transaction as the ``Moment`` that it leads to."""

    seq = generation = 0

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def get(self, record_id: str) -> Record | None:
        return self._tx.get(record_id)

    def find(self, table: str, field: str, value: Any) -> list[Record]:
        return self._tx.find(table, field, value)

    def each(self, table: str, field: str, value: Any) -> Iterator[Record]:
        return iter(self.find(table, field, value))

    def numbers(self, table: str, field: str, value: Any) -> list[int]:
        return [split_id(record["id"])[1] for record in self.find(table, field, value)]

    def count(self, table: str, field: str = "", value: Any = None) -> int:
        return len(self._tx.find(table, field, value)) if field else self._tx.count(table)

    def ids(self, table: str) -> list[str]:
        return [record["id"] for record in self._tx.scan(table)]

    def event_days(self) -> EventDays:
        return event_days(self._tx.scan("events"))

    def records(self, table: str, hints: Collection[str] = ()) -> Iterator[Record]:
        return self._tx.scan(table)

    def last_change(self, record_id: str) -> int:
        return 0

    def changed(self, table: str) -> int:
        return 0


def _missing(record_id: str) -> NotFound:
    return NotFound(
        "there is no record {record_id} (any more)",
        "List the records to find the right id.",
        record_id=record_id,
    )


def table_of(record_id: str) -> str:
    """The table a record id belongs to. NotFound for anything that is not a record id."""
    try:
        return split_id(record_id)[0]
    except ValueError:
        letters = "".join(sorted(TABLE_OF_LETTER))
        raise NotFound(
            "“{record_id}” is not a record id",
            "Ids are a letter of {letters} and a number, such as n17.",
            record_id=record_id,
            letters=letters,
        ) from None


def may(role: str, needed: str) -> bool:
    return ROLES.index(role) >= ROLES.index(needed)
