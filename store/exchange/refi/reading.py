"""The XML of a project, of any program, as a ``Project``. What is left out is told."""

from __future__ import annotations

from lxml import etree

from store.exchange.refi.codes import read_codes
from store.exchange.refi.extras import GOES_ON
from store.exchange.refi.media import TEXT_OF, Media
from store.exchange.refi.model import Case, Project
from store.exchange.refi.package import Package
from store.exchange.refi.texts import Texts
from store.exchange.refi.xml import child, children, local, parsed, uid_of, words


def read_project(package: Package) -> Project:
    """Refused for what is no project. Sources without a text are told in ``losses``."""
    root = parsed(package.project(), "Project")
    project = Project(root.get("name") or "", root.get("origin") or "")
    project.users = {
        uid_of(user.get("guid")): user.get("name") or user.get("id") or ""
        for user in children(child(root, "Users"), "User")
    }
    project.codes = read_codes(child(child(root, "CodeBook"), "Codes"))
    named = children(child(root, "Variables"), "Variable")
    variables = {uid_of(node.get("guid")): node.get("name") or "" for node in named}
    _read_texts(project, root, Texts(package.file, variables, project.losses))
    _read_links(project, root)
    _tell_sets(project, root)
    return project


def _read_texts(project: Project, root: etree._Element, texts: Texts) -> None:
    media = Media(texts, project.losses)
    for node in children(child(root, "Sources"), "TextSource", *TEXT_OF):
        if local(node) != "TextSource":
            project.sources += media.read(node)
        elif (source := texts.text(node)) is not None:
            project.sources.append(source)
    notes = (texts.text(node) for node in children(child(root, "Notes"), "Note"))
    project.notes = [note for note in notes if note is not None]
    project.cases = [_case(node, texts) for node in children(child(root, "Cases"), "Case")]
    project.losses += [f"{number} {what}" for what, number in media.lost.items() if number]


def _case(node: etree._Element, texts: Texts) -> Case:
    codes, about = (
        [uid_of(ref.get("targetGUID")) for ref in children(node, *tags)]
        for tags in (("CodeRef",), ("SourceRef", "SelectionRef"))
    )
    name = " ".join((node.get("name") or "").split())
    comment = words(node, "Description")
    return Case(uid_of(node.get("guid")), texts.values(node), codes, name, comment, about)


def _read_links(project: Project, root: etree._Element) -> None:
    others = 0
    for link in children(child(root, "Links"), "Link"):
        if link.get("name") == GOES_ON:
            project.goes_on[uid_of(link.get("originGUID"))] = uid_of(link.get("targetGUID"))
        else:
            others += 1
    if others:
        project.losses.append(f"{others} links")


def _tell_sets(project: Project, root: etree._Element) -> None:
    """What nothing here can hold, by name."""
    for kind in ("Set", "Graph"):
        for node in children(child(root, f"{kind}s"), kind):
            parts = sum(local(n).startswith(("Member", "Vertex")) for n in node)
            project.losses.append(f"the {kind.lower()} {node.get('name') or '?'!r} of {parts}")
    if words(root, "Description"):
        project.losses.append("the description of the project")
