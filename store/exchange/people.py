"""The people a file names, as reviewers of a project."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from content.messages import Message
from store.changes.wording import NAME
from store.changes.work import Work
from store.records import new_uid
from store.reviewers import as_name


class People:
    """Who stands for whom. Somebody unknown becomes a viewer: a file gives nobody a right.

    Valid only inside a transaction."""

    def __init__(self, work: Work) -> None:
        self._work = work
        reviewers = list(work.tx.scan("reviewers"))
        self._names = {reviewer["name"] for reviewer in reviewers}
        self._by_uid = {reviewer["uid"]: str(reviewer["name"]) for reviewer in reviewers}
        self._known: dict[tuple[str, str], str] = {}
        self.added: dict[str, str] = {}

    def knows(self, uid: str) -> bool:
        """Whether a reviewer has that uid."""
        return uid in self._by_uid

    def name_of(self, said: str, uid: str = "") -> str:
        """The reviewer whom a file calls ``said``: the one of that uid, else of that name; me for nobody."""
        if uid in self._by_uid:
            return self._by_uid[uid]
        if not said.strip():
            return self._work.me
        if (said, uid) not in self._known:
            self._known[said, uid] = self._reviewer(said, uid)
        return self._known[said, uid]

    def notices(self) -> Iterator[Message]:
        if self.added:
            names = tuple(name if said == name else f"{name} ({said})" for name, said in self.added.items())
            yield Message("new reviewers, as viewers: {names}", names=names)

    def _reviewer(self, said: str, uid: str) -> str:
        name = as_name(said)
        if name not in self._names:
            self._add(name, said, uid)
        elif name in self.added and self.added[name] != said:
            name = self._free(name)
            self._add(name, said, uid)
        return name

    def _free(self, name: str) -> str:
        """A name like this one that nobody has."""
        numbers = (f"{name[:28]}-{number}" for number in range(2, 1000))
        return next(other for other in numbers if other not in self._names and NAME.fullmatch(other))

    def _add(self, name: str, said: str, uid: str) -> None:
        fields = {"name": name, "role": "viewer", "users": []}
        self._work.tx.adopt("reviewers", fields, uid or new_uid(), self._work.me, self._work.tx.at)
        self._names.add(name)
        self.added[name] = said


def moment(said: str, otherwise: str) -> str:
    """A time of any zone as the store writes it; ``otherwise`` for what is none."""
    try:
        found = datetime.fromisoformat(said.strip())
        if found.tzinfo is None:
            found = found.replace(tzinfo=UTC)
        return found.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if found.year > 1900 else otherwise
    except (ValueError, OverflowError):
        return otherwise
