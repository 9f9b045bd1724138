"""What readers remark with counts, names and days; and such a message again, of its English text."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from string import Formatter

from content.messages import NN_, Message, counted

DELETIONS = NN_("{count} tracked deletion was left out.", "{count} tracked deletions were left out.")
MOVES = NN_(
    "{count} place that text was moved from was left out.",
    "{count} places that text was moved from were left out.",
)
COMMENTS = NN_("{count} comment was left out.", "{count} comments were left out.")
FOOTNOTES = NN_("{count} footnote was left out.", "{count} footnotes were left out.")
ENDNOTES = NN_("{count} endnote was left out.", "{count} endnotes were left out.")
FOOT_OR_ENDNOTES = NN_(
    "{count} footnote or endnote was left out.", "{count} footnotes or endnotes were left out."
)
HIDDEN = NN_("{count} hidden passage was left out.", "{count} hidden passages were left out.")
INSERTIONS = NN_(
    "{count} tracked insertion was kept as text.", "{count} tracked insertions were kept as text."
)
CHUNKS = NN_("{count} file put into the text was left out.", "{count} files put into the text were left out.")
OBJECTS = NN_(
    "{count} embedded object (diagram, chart or other file) was left out.",
    "{count} embedded objects (diagrams, charts or other files) were left out.",
)

NO_TEXT = NN_(
    "{count} character that is no text (NUL, lone surrogate) shown as U+FFFD.",
    "{count} characters that are no text (NUL, lone surrogate) shown as U+FFFD.",
)
ATTACHMENTS = NN_("{count} attachment was left out: {shown}.", "{count} attachments were left out: {shown}.")
AROUND = NN_(
    "Navigation and other parts of the page around the text were left out ({count} word).",
    "Navigation and other parts of the page around the text were left out ({count} words).",
)
OUTSIDE = NN_(
    "{count} word outside of the visible pages left out.",
    "{count} words outside of the visible pages left out.",
)
_NUMBERS = frozenset(("count", "most"))


def creation(said: str) -> list[Message]:
    """What is told of the day on which a file says it was made: nothing where that is no day."""
    try:
        return [created(date.fromisoformat(said[:10]).isoformat())]
    except ValueError:
        return []


def created(day: str) -> Message:
    return Message("The file says it was created on {day}; that may be its template's date.", day=day)


def margins(shown: str) -> Message:
    return Message("Page headers and footers were left out: {shown}.", shown=shown)


def heads(shown: str) -> Message:
    return Message("Running heads and page numbers were left out: {shown}.", shown=shown)


def scanned(shown: str) -> Message:
    return Message("Without a text layer, and left out: page {shown} (a scan? run OCR first).", shown=shown)


def encoded(encoding: str) -> Message:
    return Message("Read as {encoding}: the file has no byte-order mark.", encoding=encoding)


def misnamed(declared: str, chosen: str) -> Message:
    return Message(
        "The file is named like {declared} but is {chosen}; it was read as {chosen}.",
        declared=declared,
        chosen=chosen,
    )


def too_many(most: int) -> Message:
    return Message("Only the first {most:,} dates and as many demands are suggested.", most=most)


def recalled(text: str) -> Message:
    """The message of which a record kept the text. One without values is its text."""
    for known in _known():
        for template in filter(None, (known.template, known.plural)):
            if found := _pattern(template).fullmatch(text):
                values = {name: _value(name, said) for name, said in found.groupdict().items()}
                return Message.made(text, known.template, known.plural, values)
    return Message.made(text, text, "", {})


@cache
def _known() -> tuple[Message, ...]:
    pairs = (
        DELETIONS, MOVES, COMMENTS, FOOTNOTES, ENDNOTES, FOOT_OR_ENDNOTES, HIDDEN, INSERTIONS, CHUNKS,
        OBJECTS, NO_TEXT, AROUND, OUTSIDE,
    )  # fmt: skip
    single = (created(""), margins(""), heads(""), scanned(""), encoded(""), misnamed("", ""), too_many(0))
    return (*single, counted(*ATTACHMENTS, 0, shown=""), *(counted(*pair, 0) for pair in pairs))


@cache
def _pattern(template: str) -> re.Pattern[str]:
    parts, seen = [], set()
    for words, name, _spec, _conversion in Formatter().parse(template):
        parts.append(re.escape(words))
        if name in seen:
            parts.append(f"(?P={name})")
        elif name:
            parts.append(f"(?P<{name}>{r'[0-9,]+' if name in _NUMBERS else '.*'})")
            seen.add(name)
    return re.compile("".join(parts), re.DOTALL)


def _value(name: str, said: str) -> int | str:
    return int(said.replace(",", "")) if name in _NUMBERS else said
