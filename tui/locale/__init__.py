"""The language of the interface: gettext catalogues, chosen once at start.

``from tui.locale import gettext as _`` and write ``_("Open a document")``: message ids are English,
so English needs no catalogue. Where a message is declared before the language is known (class
attributes, tables), mark it with ``N_("…")`` and translate when it is shown: ``_(command.label)``.
Words that mean two things carry a context: ``pgettext("answer", "open")``, marked by ``NP_``.
Values go in by name after translating: ``_("{count} marked").format(count=3)``, never an f-string.

``python -m tui.locale.update`` brings the catalogues up to what the code says.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

LANGUAGES = ("de", "en")
DOMAIN = "vermerk"
FOLDER = Path(__file__).parent

_translations: NullTranslations = NullTranslations()
_language = "en"


def set_language(lang: str | None = None, environ: Mapping[str, str] = os.environ) -> str:
    """Speak ``lang``, else what LC_ALL, LC_MESSAGES or LANG ask for; returns "de" or "en".

    Everything that isn't German is English. Holds for the whole process.
    """
    global _translations, _language
    _language = choose(lang, environ)
    _translations = _load(_language)
    return _language


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """The language of what is said meanwhile. Holds for the whole process, other threads too."""
    before = _language
    set_language(lang)
    try:
        yield
    finally:
        set_language(before)


def choose(lang: str | None, environ: Mapping[str, str]) -> str:
    """ "de" or "en" for a language or locale name ("de", "de_AT.UTF-8"), or from the environment."""
    names = [lang, *(environ.get(key) for key in ("LC_ALL", "LC_MESSAGES", "LANG"))]
    wanted = next((name for name in names if name), "")
    return "de" if re.split(r"[-_.@]", wanted.lower(), maxsplit=1)[0] == "de" else "en"


def language() -> str:
    """The language spoken now: "de" or "en"."""
    return _language


def gettext(message: str) -> str:
    """``message`` in the language spoken now."""
    return _translations.gettext(message)


def in_language(lang: str, message: str) -> str:
    """``message`` in "de" or "en", whatever language is spoken now."""
    return _load(lang).gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """The form for ``count`` things; the caller puts the number in."""
    return _translations.ngettext(singular, plural, count)


def pgettext(context: str, message: str) -> str:
    """``message`` as it is meant in ``context``."""
    return _translations.pgettext(context, message)


def N_(message: str) -> str:
    """Marks a message for the catalogue without translating it yet."""
    return message


def NP_(context: str, message: str) -> str:
    """Marks a message with a context for the catalogue without translating it yet."""
    return message


@cache
def _load(lang: str) -> NullTranslations:
    if lang == "en":
        return NullTranslations()
    with (FOLDER / lang / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
        return GNUTranslations(file)
