"""What store and readers tell, in the language of the interface."""

from __future__ import annotations

from collections.abc import Callable
from string import Formatter
from typing import Any

from content.messages import Message, Word
from store.errors import Conflict, StoreError
from tui import wording
from tui.locale import gettext, language, ngettext

Say = Callable[[str], str]


def translated(text: str) -> str:
    """A message in the language spoken now; what is none, and what the catalogue doesn't know, as it is."""
    if isinstance(text, Word):
        return _word(text)
    if not text or not isinstance(text, Message) or language() == "en":
        return str(text)
    template = _template(text)
    if not text.values:
        return template
    try:
        return _FILLING.vformat(template, (), text.values)
    except (LookupError, ValueError):
        # A process that reads files is not to be trusted, with its templates as little as with its values.
        return str(text)


def explain(error: StoreError, say: Say = translated) -> str:
    """An error in one line: what happened, for a conflict both values, and what to do. Scripts are told in
    English: ``say=str``."""
    text = say(error.message)
    if isinstance(error, Conflict):
        from store.said import said

        values = Message(
            "yours: {mine}; theirs: {theirs}",
            mine=said(error.field, error.mine),
            theirs=said(error.field, error.theirs),
        )
        text = f"{text} ({say(values)})"
    return f"{text.rstrip('.')}. {_begun(error.advice, say)}" if error.advice else text


def complaint(error: StoreError) -> str:
    """As ``explain``, as a sentence on the screen."""
    text = explain(error)
    return _begun(error.message, translated)[:1] + text[1:]


def _begun(message: Message, say: Say) -> str:
    """With a capital letter, unless a name or a command stands there."""
    text = say(message)
    named = _template(message).startswith(("{", "vermerk "))
    return text if named else text[:1].upper() + text[1:]


def _word(word: Word) -> str:
    from tui.values import field_word, value_word

    if word.of == "field":
        return field_word(str(word))
    if word.of in wording.WORDS:
        return wording.word(word.of, str(word))
    return value_word(word.of, str(word))


def _template(message: Message) -> str:
    if not message.plural:
        return gettext(message.template)
    count = message.values.get("count")
    return ngettext(message.template, message.plural, count) if isinstance(count, int) else message.template


class _Filling(Formatter):
    """Puts in values that are messages themselves, lists of them, and numbers as Germans write them; nothing
    else that a template may ask for."""

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> Any:
        return self.get_value(field_name, args, kwargs), field_name

    def get_value(self, key: int | str, args: Any, kwargs: Any) -> Any:
        value = kwargs[key]
        if isinstance(value, tuple):
            return ", ".join(translated(str(one) if not isinstance(one, str) else one) for one in value)
        return translated(value) if isinstance(value, str) else value

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec not in ("", ","):
            raise ValueError(format_spec)
        return format(value, format_spec).replace(",", ".") if format_spec else str(value)


_FILLING = _Filling()
