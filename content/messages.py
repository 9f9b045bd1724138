"""What is told to people: English text that remembers how it was made, so that whoever shows it may say it
in another language. This package and ``store`` know no catalogue.

Templates are literal texts with named places, found by ``tui.locale.update`` where they stand: in
``Message`` and ``counted``, in the first two arguments of errors, and in ``N_`` and ``NN_``.
"""

from __future__ import annotations

from typing import Any


def N_(message: str) -> str:
    """Marks a message that is said later."""
    return message


def NN_(one: str, many: str) -> tuple[str, str]:
    """Marks a message of a count that is said later: how it is said of one, and of any other number."""
    return one, many


class Word(str):
    """A value that people have words of their own for, such as Word("lead", "role"); ``of`` is the set of
    words that it is of, or the field that holds it."""

    of: str

    def __new__(cls, value: str, of: str) -> Word:
        word = super().__new__(cls, value)
        word.of = of
        return word


class Message(str):
    """The English text of a template. A value that is a tuple is a list of names.

    Without values the template is the text, with braces as they are. ``str(message)`` is that text alone.
    """

    template: str
    #: The template for other counts than one, if there is one; ``values["count"]`` decides.
    plural: str
    values: dict[str, Any]

    def __new__(cls, template: str, /, **values: Any) -> Message:
        return cls.made(template.format(**_listed(values)) if values else template, template, "", values)

    @classmethod
    def made(cls, text: str, template: str, plural: str, values: dict[str, Any]) -> Message:
        """The message that says ``text``, and was made so."""
        message = super().__new__(cls, text)
        message.template, message.plural, message.values = template, plural, values
        return message

    def of_values(self, **values: Any) -> Message:
        """The message with other values in the places of some of its own."""
        values = self.values | values
        return Message.made(self.template.format(**_listed(values)), self.template, self.plural, values)


def counted(one: str, many: str, count: int, **values: Any) -> Message:
    """The message for ``count`` things, which is a value of the templates."""
    values["count"] = count
    text = (one if count == 1 else many).format(**_listed(values))
    return Message.made(text, one, many, values)


def in_line(words: str) -> str:
    """Words of others as a value: on one line."""
    return " ".join(words.split())


def quoted(words: str) -> Message:
    return Message("“{words}”", words=in_line(words))


def message_of(text: str, values: dict[str, Any]) -> Message:
    """A template's message; the text itself where it is one already."""
    return text if isinstance(text, Message) else Message(text, **values)


def reason_of(error: OSError) -> Message:
    """Why the system refused something."""
    return Message(error.strerror or str(error))


def _listed(values: dict[str, Any]) -> dict[str, Any]:
    return {name: ", ".join(map(str, one)) if isinstance(one, tuple) else one for name, one in values.items()}


#: What systems say most, as they say it.
REASONS = (
    N_("No such file or directory"),
    N_("Permission denied"),
    N_("Operation not permitted"),
    N_("No space left on device"),
    N_("Disk quota exceeded"),
    N_("File too large"),
    N_("Read-only file system"),
    N_("Input/output error"),
    N_("Is a directory"),
    N_("Not a directory"),
    N_("File exists"),
    N_("File name too long"),
    N_("Too many levels of symbolic links"),
    N_("Too many open files"),
    N_("Invalid argument"),
    N_("Device or resource busy"),
    N_("Directory not empty"),
    N_("No such device or address"),
    N_("Illegal seek"),
    N_("No locks available"),
    N_("Function not implemented"),
    N_("Operation not supported"),
)
