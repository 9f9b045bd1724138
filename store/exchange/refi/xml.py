"""What project and codebook share: GUIDs, elements, texts that XML can hold, trees that do no harm."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator

from lxml import etree

from store.errors import Refused

PROJECT = "urn:QDA-XML:project:1.0"
CODEBOOK = "urn:QDA-XML:codebook:1.0"
ORIGIN = "Vermerk"
#: Bytes of one XML file; a tree takes some ten times as much.
MOST = 32 << 20

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_GUID = re.compile(r"\{?([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\}?", re.IGNORECASE)


def guid(uid: str) -> str:
    """A record's uid as it is written: upper case, without braces."""
    return uid.upper()


def made_guid(*parts: str) -> str:
    """The GUID of what is no record of its own; the same parts give the same."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "vermerk:" + "\n".join(parts))).upper()


def uid_of(text: str | None) -> str:
    """A GUID of any form as a uid: lower case, without braces; "" for what is none."""
    found = _GUID.fullmatch((text or "").strip())
    return found[1].lower() if found else ""


def holds(text: str) -> bool:
    """Whether XML can hold the text as it is."""
    return _NO_XML.search(text) is None


def safe(text: str) -> str:
    """The text with U+FFFD for what XML cannot hold."""
    return _NO_XML.sub("\ufffd", text)


def element(namespace: str, tag: str, **attributes: str) -> etree._Element:
    """A root element of a namespace."""
    made = etree.Element(f"{{{namespace}}}{tag}", nsmap={None: namespace})
    for name, value in attributes.items():
        made.set(name, safe(value))
    return made


def sub(
    parent: etree._Element, tag: str, text: str | None = None, **attributes: str | None
) -> etree._Element:
    """A new last child of the parent's namespace; attributes that are None are left out."""
    made = etree.SubElement(parent, f"{str(parent.tag).partition('}')[0]}}}{tag}")
    for name, value in attributes.items():
        if value is not None:
            try:
                made.set(name, value)
            except ValueError:
                made.set(name, safe(value))
    if text is not None:
        try:
            made.text = text
        except ValueError:
            made.text = safe(text)
    return made


def written(root: etree._Element) -> bytes:
    """The tree as a file: UTF-8 without a mark, LF."""
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8") + b"\n"


def parsed(data: bytes, root: str) -> etree._Element:
    """The root of that local name, whatever its namespace. No entities, no network. Refused for all else."""
    if len(data) > MOST:
        raise Refused(f"has {len(data) >> 20} MB of XML", "Export it in parts.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        tree = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Refused("is no well-formed XML", "Export it again.") from None
    if tree.getroottree().docinfo.doctype:
        raise Refused("has a document type, which may hide entities", "Export it again without one.")
    if local(tree) != root:
        raise Refused(f"holds {local(tree)!r}, not {root}", "Choose a REFI-QDA file.")
    return tree


def local(node: etree._Element) -> str:
    """The name without its namespace; "" for what is no element."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def children(node: etree._Element | None, *tags: str) -> Iterator[etree._Element]:
    """The children of these local names, in order."""
    return (child for child in (node if node is not None else ()) if local(child) in tags)


def child(node: etree._Element | None, tag: str) -> etree._Element | None:
    """The first child of that local name."""
    return next(children(node, tag), None)


def words(node: etree._Element | None, tag: str) -> str:
    """The text of a child, without blanks around it; "" for none."""
    found = child(node, tag)
    return "".join(str(part) for part in found.itertext()).strip() if found is not None else ""
