"""Expressions of tags: what a person types, as a tree.

    Geld                     what carries this tag
    Geld/*   *               what carries it or one below it; what carries any tag
    Geld & Bund              words that both tags cover (and, und)
    Geld | Bund              what carries either (or, oder)
    Geld not Bund, !Bund     what carries one and has no word in common with the other (nicht, ohne)
    Geld ~ Bund              both in one sentence (near, nahe)
    Geld ~~ Bund             both in one paragraph (paragraph, absatz)
    (Geld | Bund) & Frist    parentheses

``not`` binds closest, then ``~``, ``&`` and ``|``. Capitals of operators do not matter. A name may be of
several words; one that has an operator in it is quoted: "Bus und Bahn", "Bus und Bahn"/*.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from msgspec import Struct

ANY = "*"
BELOW = "/*"
SENTENCE, PARAGRAPH = "sentence", "paragraph"
#: Parentheses may be nested so deep.
DEEPEST = 20

_WORDS = {
    "and": "&", "und": "&", "or": "|", "oder": "|", "not": "!", "nicht": "!", "ohne": "!",
    "near": "~", "nahe": "~", "paragraph": "~~", "absatz": "~~",
}  # fmt: skip
_UNITS = {"~": SENTENCE, "~~": PARAGRAPH}
_LEXEME = re.compile(
    r"(?P<space>\s+)|(?P<sign>~~?|&&?|\|\|?|[()])|(?P<not>[!-](?=\S))"
    r"|[\"“”„»«](?P<quoted>[^\"“”„»«]*)[\"“”„»«](?P<below>/\*)?|(?P<word>[^\s()&|~\"“”„»«]+)|(?P<other>.)",
    re.DOTALL,
)


class Misread(ValueError):
    """What cannot be read as an expression. ``kind`` is of "empty", "missing" (an operator or parenthesis
    wants a tag after it), "joined" (two tags with nothing between them), "unclosed", "closing" (a parenthesis
    closes nothing), "deep", and, for whoever looks the tags up, "unknown" and "several"; ``words`` is what it
    is about, ``near`` are names that may have been meant."""

    def __init__(self, kind: str, words: str = "", near: tuple[str, ...] = ()) -> None:
        super().__init__(f"{kind}: {words}" if words else kind)
        self.kind, self.words, self.near = kind, words, near


class Tag(Struct, frozen=True):
    """A tag by name, with those ``below`` it; the name ``ANY`` stands for every tag."""

    name: str
    below: bool = False


class Every(Struct, frozen=True):
    """Words that all of them cover."""

    parts: tuple[Node, ...]


class Some(Struct, frozen=True):
    """What any of them covers."""

    parts: tuple[Node, ...]


class Without(Struct, frozen=True):
    """What has no word in common with it."""

    part: Node


class Near(Struct, frozen=True):
    """Both in one ``unit``: SENTENCE or PARAGRAPH."""

    one: Node
    other: Node
    unit: str


Node = Tag | Every | Some | Without | Near


class _Lexeme(NamedTuple):
    """``kind`` is "tag", or else the sign itself."""

    kind: str
    text: str
    below: bool = False


def parse(typed: str) -> Node:
    """The tree of an expression. Misread."""
    reader = _Reader(_lexemes(typed))
    if not reader.next:
        raise Misread("empty")
    node = reader.some(0)
    if reader.next:
        raise Misread("closing" if reader.next == ")" else "joined", reader.take().text)
    return node


def named(name: str, below: bool = False) -> str:
    """A tag, as an expression that is read as it: quoted where its name could be taken for more."""
    plain = name + BELOW * below
    try:
        if parse(plain) == Tag(name, below):
            return plain
    except Misread:
        pass
    return f'"{name}"' + BELOW * below


class _Reader:
    """Recursive descent: every method takes what it can and leaves the rest."""

    def __init__(self, lexemes: list[_Lexeme]) -> None:
        self._rest = lexemes[::-1]

    @property
    def next(self) -> str:
        """The kind of what comes next, "" at the end."""
        return self._rest[-1].kind if self._rest else ""

    def take(self) -> _Lexeme:
        if not self._rest:
            raise Misread("missing")
        return self._rest.pop()

    def some(self, depth: int) -> Node:
        parts = [self._every(depth)]
        while self.next == "|":
            self.take()
            parts.append(self._every(depth))
        return Some(tuple(parts)) if len(parts) > 1 else parts[0]

    def _every(self, depth: int) -> Node:
        parts = [self._near(depth)]
        while self.next in ("&", "!"):
            if self.next == "&":
                self.take()
            parts.append(self._near(depth))
        return Every(tuple(parts)) if len(parts) > 1 else parts[0]

    def _near(self, depth: int) -> Node:
        node = self._one(depth)
        while self.next in _UNITS:
            unit = _UNITS[self.take().kind]
            node = Near(node, self._one(depth), unit)
        return node

    def _one(self, depth: int) -> Node:
        lexeme = self.take()
        if depth > DEEPEST:
            raise Misread("deep")
        if lexeme.kind == "!":
            part = self._one(depth + 1)
            return part.part if isinstance(part, Without) else Without(part)
        if lexeme.kind == "(":
            node = self.some(depth + 1)
            if self.next != ")":
                raise Misread("joined", self.take().text) if self.next else Misread("unclosed")
            self.take()
            return node
        if lexeme.kind != "tag":
            raise Misread("missing", lexeme.text)
        return Tag(lexeme.text, lexeme.below)


def _lexemes(typed: str) -> list[_Lexeme]:
    found: list[_Lexeme] = []
    words: list[str] = []

    def end_of_name() -> None:
        if words:
            found.append(_of_words(" ".join(words)))
            words.clear()

    for match in _LEXEME.finditer(typed):
        kind, text = str(match.lastgroup), match[0]
        if kind == "word" and text.lower() not in _WORDS:
            words.append(text)
        elif kind == "other":
            raise Misread("unclosed", text)
        elif kind != "space":
            end_of_name()
            found.append(_of_sign(match))
    end_of_name()
    return found


def _of_words(name: str) -> _Lexeme:
    below = name.endswith(BELOW) and name != BELOW
    return _Lexeme("tag", name.removesuffix(BELOW) if below else name, below)


def _of_sign(match: re.Match[str]) -> _Lexeme:
    text = match[0]
    if match["quoted"] is not None:
        return _Lexeme("tag", " ".join(match["quoted"].split()), bool(match["below"]))
    if match["not"]:
        return _Lexeme("!", text)
    sign = _WORDS.get(text.lower(), text)
    return _Lexeme(sign if sign == "~~" else sign[:1], text)
