"""What project and codebook share: GUIDs, elements, texts that XML can hold, trees that do no harm."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator

from lxml import etree

PROJECT = "urn:QDA-XML:project:1.0"
CODEBOOK = "urn:QDA-XML:codebook:1.0"
ORIGIN = "Vermerk"

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def guid(uid: str) -> str:
    """A record's uid as it is written: upper case, without braces."""
    return uid.upper()


def made_guid(*parts: str) -> str:
    """The GUID of what is no record of its own; the same parts give the same."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "vermerk:" + "\n".join(parts))).upper()


def uid_of(text: str | None) -> str:
    """A GUID of any form as a uid: lower case, without braces. Of what is no GUID, for some programs number
    things otherwise, one that stands for it; "" for nothing."""
    said = (text or "").strip()
    try:
        return str(uuid.UUID(said)) if said else ""
    except ValueError:
        return made_guid("foreign", said).lower()


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
