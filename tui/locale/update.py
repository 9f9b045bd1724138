"""``python -m tui.locale.update``: bring the German catalogue up to what the code says.

Collects every marked message of ``SOURCES``, keeps the translations there are, drops what nobody says
any more, writes ``vermerk.po`` and compiles ``vermerk.mo``. Prints the messages that still need a German
word and then ends with 1. Needs Babel (in the ``test`` extra); the running program doesn't.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tui.locale import DOMAIN, FOLDER

#: The marks of a message: where their arguments hold (context, message, plural), None for none.
MARKS: dict[str, tuple[int | None, int, int | None]] = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "N_": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "NP_": (0, 1, None),
    "say": (None, 0, None),
    "Message": (None, 0, None),
    "counted": (None, 0, 1),
    "NN_": (None, 0, 1),
}
#: Errors that people are told: what happened, and what to do.
ERRORS = frozenset(
    ("Busy", "Damaged", "Forbidden", "Full", "NotFound", "Refused", "Unknown", "Unreadable", "refusal")
)
#: Where messages stand: the interface, and what it is given to tell.
SOURCES = tuple(FOLDER.parent.parent / package for package in ("content", "store", "tui"))
HEADER = """# German words of Vermerk's interface.
# Change the msgstr lines here; `python -m tui.locale.update` collects new messages and compiles.
#"""


def collect(*folders: Path) -> Catalog:
    """Every message marked in the Python files under the folders (``SOURCES``), with the files that say it.

    Read from the syntax tree: Babel's own extraction overlooks marks inside f-strings before Python 3.12.
    """
    catalog = Catalog(project="Vermerk", charset="utf-8")
    files = [(folder, path) for folder in folders or SOURCES for path in sorted(folder.rglob("*.py"))]
    for folder, path in files:
        where = [(f"{folder.name}/{path.relative_to(folder).as_posix()}", 1)]
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            for message, context in _marked(node) if isinstance(node, ast.Call) else ():
                catalog.add(message, None, where, context=context)
    return catalog


def _marked(call: ast.Call) -> Iterator[tuple[str | tuple[str, str], str | None]]:
    """Each literal message of a call (with its plural) and its context."""
    name = name_of(call.func)
    if name in ERRORS:
        yield from ((text, None) for at in (0, 1) if (text := _literal(call, at)))
    elif name in MARKS:
        context, message, plural = (None if at is None else _literal(call, at) for at in MARKS[name])
        if message is not None:
            yield (message, plural) if plural is not None else message, context


def name_of(func: ast.expr) -> str:
    """What is called: a name, or the ``say`` of an export's ``words``."""
    if isinstance(func, ast.Attribute) and isinstance(func.value, ast.Name) and func.value.id == "words":
        return func.attr
    return func.id if isinstance(func, ast.Name) else ""


def _literal(call: ast.Call, at: int) -> str | None:
    argument = call.args[at] if at < len(call.args) else None
    text = argument.value if isinstance(argument, ast.Constant) else None
    return text if isinstance(text, str) else None


def catalogue_path(lang: str) -> Path:
    return FOLDER / lang / "LC_MESSAGES" / f"{DOMAIN}.po"


def read_catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3], domain=DOMAIN)


def missing(catalog: Catalog) -> list[Message]:
    """Messages without words, or with only some of their plural forms."""

    def incomplete(message: Message) -> bool:
        words = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        return bool(message.id) and not all(words)

    return [message for message in catalog if incomplete(message)]


def update(lang: str) -> list[Message]:
    """Rewrites one language's ``.po`` and ``.mo``; returns what is still without words."""
    path = catalogue_path(lang)
    catalog, template = read_catalogue(path), collect()
    # The date would change in every update and collide with everybody else's.
    template.creation_date = catalog.creation_date
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.project, catalog.version, catalog.header_comment = "Vermerk", "1", HEADER
    catalog.msgid_bugs_address = ""
    with path.open("wb") as po:
        write_po(po, catalog, width=100, include_lineno=False, sort_output=True)
    with path.with_suffix(".mo").open("wb") as mo:
        write_mo(mo, catalog)
    return missing(catalog)


def main() -> int:
    left = update("de")
    for message in left:
        print(f"no German words: {message.id!r}")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
