"""``python -m tui.locale.update``: bring the German catalogue up to what the code says.

Collects every marked message of ``tui``, keeps the translations there are, drops what nobody says
any more, writes ``vermerk.po`` and compiles ``vermerk.mo``. Prints the messages that still need a German
word and then ends with 1. Needs Babel (in the ``test`` extra); the running program doesn't.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tui.locale import DOMAIN, FOLDER

KEYWORDS = {
    "_": None,
    "gettext": None,
    "N_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "NP_": ((1, "c"), 2),
}
HEADER = """# German words of Vermerk's interface.
# Change the msgstr lines here; `python -m tui.locale.update` collects new messages and compiles.
#"""


def collect(folder: Path = FOLDER.parent) -> Catalog:
    """Every message marked in the Python files under ``folder``, with the files that say it."""
    catalog = Catalog(project="Vermerk", charset="utf-8")
    found = extract_from_dir(str(folder), [("**.py", "python")], keywords=KEYWORDS, comment_tags=("i18n:",))
    for name, _line, message, comments, context in found:
        where = [(f"{folder.name}/{name}", 1)]
        catalog.add(message, None, where, auto_comments=comments, context=context)
    return catalog


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
