"""The XML of a project, of any program, as a ``Project``. What is left out is told."""

from __future__ import annotations

from collections import Counter
from itertools import islice

from lxml import etree

from content.messages import Message, counted, in_line
from store.exchange.refi.codes import odd_colours, read_codes
from store.exchange.refi.left_out import told
from store.exchange.refi.links import Links
from store.exchange.refi.media import TEXT_OF, Media
from store.exchange.refi.model import Case, Project, Source
from store.exchange.refi.package import Package
from store.exchange.refi.stream import sections
from store.exchange.refi.texts import Texts, values
from store.exchange.refi.xml import children, local, uid_of, words

#: Elements told one by one that are in no standard.
TOLD = 5
#: Below the root; empty where a program had nothing for them. Notes on the project are notes on nothing else.
_SECTIONS = frozenset(
    ("Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs", "NoteRef",
     "Description")
)  # fmt: skip


def read_project(package: Package) -> Project:
    """Refused for what is no project. Sources without a text are told in ``losses``."""
    reading = _Reading(package)
    file = package.project()
    for section, node in sections(file, "Project"):
        reading.take(section, node)
    if file.replaced:
        reading.project.losses.append(
            counted(
                "{count} control character, for XML has none",
                "{count} control characters, for XML has none",
                file.replaced,
            )
        )
    return reading.whole()


class _Reading:
    """A project of which one element after the other becomes known, in any order."""

    def __init__(self, package: Package) -> None:
        self.project = Project("", "")
        self._texts = Texts(package.file, self.project.losses)
        self._media = Media(self._texts, self.project.losses)
        self._links = Links()
        self._variables: dict[str, str] = {}
        self._strange: Counter[str] = Counter()

    def take(self, section: str, node: etree._Element) -> None:
        project, name = self.project, local(node)
        match section, name:
            case "", "Project":
                project.name, project.origin = node.get("name") or "", node.get("origin") or ""
            case "", "Description" if "".join(map(str, node.itertext())).strip():
                project.losses.append(Message("the description of the project"))
            case "Users", "User":
                project.users[uid_of(node.get("guid"))] = node.get("name") or node.get("id") or ""
            case "CodeBook", "Codes":
                project.codes = read_codes(node)
                project.losses += odd_colours(node)
            case "Variables", "Variable":
                self._variables[uid_of(node.get("guid"))] = node.get("name") or ""
            case "Cases", "Case":
                project.cases.append(_case(node))
            case "Sources", "TextSource":
                if (source := self._texts.text(node)) is not None:
                    project.sources.append(source)
            case "Sources", _ if name in TEXT_OF:
                project.sources += self._media.read(node)
            case "Notes", "Note":
                if (note := self._texts.note(node)) is not None:
                    project.notes.append(note)
            case "Links", "Link":
                self._links.take(node)
            case ("Sets", "Set") | ("Graphs", "Graph"):
                self._tell_set(node, name)
            case _ if section or name not in _SECTIONS:
                self._strange[name] += 1

    def whole(self) -> Project:
        """The project, when all of it was taken."""
        project = self.project
        described: list[Source | Case] = [*project.sources, *project.notes, *project.cases]
        for held in described:
            held.values = {self._variables.get(uid) or "?": said for uid, said in held.values.items()}
        self._links.join(project)
        project.losses += told(self._media.lost)
        strange = (
            counted(
                "{count} element “{name}”, which nothing is known of",
                "{count} elements “{name}”, which nothing is known of",
                number,
                name=name,
            )
            for name, number in self._strange.items()
        )
        project.losses += islice(strange, TOLD)
        return project

    def _tell_set(self, node: etree._Element, kind: str) -> None:
        """What nothing here can hold, by name."""
        parts = sum(local(n).startswith(("Member", "Vertex")) for n in node)
        name = in_line(node.get("name") or "?")
        said = Message("the set “{name}” of {number}", name=name, number=parts)
        if kind == "Graph":
            said = Message("the graph “{name}” of {number}", name=name, number=parts)
        self.project.losses.append(said)


def _case(node: etree._Element) -> Case:
    codes, about = (
        [uid_of(ref.get("targetGUID")) for ref in children(node, *tags)]
        for tags in (("CodeRef",), ("SourceRef", "SelectionRef"))
    )
    name = " ".join((node.get("name") or "").split())
    comment = words(node, "Description")
    return Case(uid_of(node.get("guid")), values(node), codes, name, comment, about)
