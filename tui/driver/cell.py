"""Cells: what Textual writes between two cursor moves, as one value for each place on the screen."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from rich.cells import split_graphemes

from tui import cells

#: Select Graphic Rendition; a hyperlink (dropped: nothing shown may be clicked); text; a lone escape (too).
_TOKEN = re.compile(r"(\x1b\[[\d;]*m)|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|([^\x1b]+)|\x1b")
#: What a terminal could take for a command, or for the other direction of writing.
_UNSAFE = "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"

#: Attributes that show on a blank: italics (GNU screen turns them round), underline, blink, reverse, strike,
#: double underline, frame, overline.
_SEEN_ON_BLANKS = frozenset({"3", "4", "5", "6", "7", "9", "21", "51", "52", "53"})


_STEPS = (0, 95, 135, 175, 215, 255)
_CUBE = [f"{red};{green};{blue}" for red in _STEPS for green in _STEPS for blue in _STEPS]
#: The numbers of the 256 colours that every terminal draws alike, by red, green and blue; half the bytes.
#: Some people set the first few of the cube anew, some terminals miss the ends of the greys.
NUMBERED = {
    **{mixed: 16 + at for at, mixed in enumerate(_CUBE) if at >= 6},
    **{f"{grey};{grey};{grey}": 232 + at for at in range(1, 22) if (grey := 8 + 10 * at)},
}


class Cell:
    """One place: the text drawn from it on, the cells that takes (0 for the second half of a wide one) and
    whether every terminal agrees about that. Equal cells of one ``Style`` are the same object. Those side by
    side that are ``alike`` can be written at once: blanks, or others of one look."""

    __slots__ = ("alike", "style", "sure", "text", "width")

    def __init__(self, text: str, style: Style, width: int) -> None:
        self.text, self.style, self.width = text, style, width
        self.sure = (
            width == 0 or len(text) == 1 and (width == 1 or re.match(f"[{cells.WIDE}]", text) is not None)
        )
        self.alike: Cell | Style = style if self.sure and text != " " else self


class Style(dict[str, Cell]):
    """A look, as SGR parameters, and the narrow cells of it by their character."""

    def __init__(self, attributes: tuple[str, ...], colour: str, background: str) -> None:
        super().__init__()
        self.attributes, self.colour, self.background = attributes, colour, background
        self.rest = Cell("", self, 0)
        self.is_plain = _SEEN_ON_BLANKS.isdisjoint(attributes)

    __hash__ = object.__hash__  # type: ignore[assignment]
    __eq__ = object.__eq__

    def __missing__(self, character: str) -> Cell:
        if character == " " and self.is_plain and (self.attributes or self.colour):
            found = plain(self.background).blank
        else:
            found = Cell(character, self, 1)
        self[character] = found
        return found

    def cluster(self, text: str, width: int) -> Cell:
        """The cell of several code points, or of a wide character."""
        if text not in self:
            self[text] = Cell(text, self, width)
        return self[text]

    @property
    def blank(self) -> Cell:
        """A blank of this look."""
        return self[" "]


@lru_cache(maxsize=1024)
def look(attributes: tuple[str, ...], colour: str, background: str) -> Style:
    """The one ``Style`` of these parameters; "" is the terminal's own colour."""
    return Style(attributes, colour, background)


def plain(background: str) -> Style:
    """What a blank looks like: nothing but its background."""
    return look((), "", background)


PLAIN = plain("")


@lru_cache(maxsize=4096)
def changed(style: Style, parameters: str) -> Style:
    """``style`` after an SGR sequence."""
    attributes, colour, background = list(style.attributes), style.colour, style.background
    codes = iter(parameters.split(";"))
    for code in codes:
        number = int(code or 0)
        if number == 0:
            attributes, colour, background = [], "", ""
        elif number in (38, 48):
            kind = next(codes, "5")
            told = ";".join(next(codes, "0") for _ in range(3 if kind == "2" else 1))
            value = f"{code};5;{NUMBERED[told]}" if told in NUMBERED else f"{code};{kind};{told}"
            colour, background = (value, background) if number == 38 else (colour, value)
        elif 30 <= number < 40 or 90 <= number < 100:
            colour = "" if number == 39 else code
        elif 40 <= number < 50 or 100 <= number < 110:
            background = "" if number == 49 else code
        elif code not in attributes:
            attributes.append(code)
    return look(tuple(sorted(attributes, key=int)), colour, background)


class Stretch(NamedTuple):
    """Cells side by side, and whether all terminals agree about all of them."""

    cells: tuple[Cell, ...]
    sure: bool


@lru_cache(maxsize=1024)
def stretch_of(written: str) -> Stretch:
    """The cells that a stretch of one line takes. Never anything unprintable, whatever ``written`` has."""
    style = PLAIN
    found: list[Cell] = []
    for rendition, text in _TOKEN.findall(written):
        if rendition:
            style = changed(style, rendition[2:-1])
        elif cells.is_narrow(text):
            found += map(style.__getitem__, text.replace("\n", ""))
        else:
            _add_clusters(found, re.sub(_UNSAFE, "", text), style)
    return Stretch(tuple(found), all(cell.sure for cell in found))


def _add_clusters(found: list[Cell], text: str, style: Style) -> None:
    """Clusters as Textual counts them; a mark that begins a stretch belongs to the character before it."""
    for start, end, width in split_graphemes(text)[0]:
        cluster = text[start:end]
        if width == 1 and len(cluster) == 1:
            found.append(style[cluster])
        elif width:
            found += [style.cluster(cluster, width), *[style.rest] * (width - 1)]
        elif found:
            at = -1 if found[-1].width else -2
            last = found[at]
            found[at] = last.style.cluster(last.text + cluster, last.width)


#: Stands where nobody knows what the terminal shows; no cell that is drawn is this one.
UNKNOWN = Cell("", PLAIN, 1)
