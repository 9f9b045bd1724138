"""Tags that a file names, found or made in a project."""

from __future__ import annotations

from collections.abc import Iterator

from content.messages import Message, counted
from store.changes.tags import tag_name
from store.changes.wording import LINE
from store.changes.work import Work
from store.exchange.refi.codes import SLASH, Code
from store.records import new_uid
from store.tag_order import BETWEEN


class Tags:
    """The tags of a project by name, and those that codes became. Valid only inside a transaction."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._by_name: dict[str, str] = {}
        self._uids: set[str] = set()
        for tag in work.tx.scan("tags"):
            self._by_name.setdefault(tag["name"].casefold(), tag["id"])
            self._uids.add(tag["uid"])
        self._of_code: dict[str, str] = {}
        self._renamed: list[str] = []
        self._joined: set[str] = set()
        self._taken: set[str] = set()
        self._cut = 0
        self.added = 0

    def take(self, code: Code, description: str) -> None:
        """The tag of a code: the one of its name, else a new one. What only stood for a level is none."""
        if code.level:
            return
        name = tag_name("import", code.name[:LINE].strip(BETWEEN))
        self._cut += len(code.name) > LINE
        if SLASH in code.name:
            self._renamed.append(name)
        there = self._by_name.get(name.casefold())
        if there is None:
            uid = code.uid if code.uid and code.uid not in self._uids else new_uid()
            fields = {"name": name, "colour": code.colour, "description": description or None}
            made = self._work.tx.adopt("tags", fields, uid, self._work.me, self._work.tx.at)
            there = self._by_name[name.casefold()] = str(made["id"])
            self._uids.add(uid)
            self.added += 1
        if there in self._taken:
            self._joined.add(name)
        self._taken.add(there)
        if code.uid:
            self._of_code[code.uid] = there

    def of_code(self, uid: str) -> str | None:
        """The id of the tag that a code became."""
        return self._of_code.get(uid)

    def named(self, name: str) -> str:
        """The id of the tag of a name, made if there is none."""
        name = tag_name("import", name)
        there = self._by_name.get(name.casefold())
        if there is None:
            there = self._by_name[name.casefold()] = str(self._work.tx.add("tags", {"name": name})["id"])
            self.added += 1
        return there

    def notices(self) -> Iterator[Message]:
        if self._joined:
            yield Message("codes of the same name are one tag: {names}", names=tuple(sorted(self._joined)))
        if self._cut:
            yield counted(
                "the name of {count} code was cut at {most} characters",
                "the names of {count} codes were cut at {most} characters",
                self._cut,
                most=LINE,
            )
        if self._renamed:
            yield Message(
                "slashes in the names of codes were written {slash}, for / parts levels: {names}",
                slash=SLASH,
                names=tuple(self._renamed),
            )
