"""The only way from a string to the screen.

Documents, notes, tags, file names and people's names are data: they must neither reach the terminal raw
nor meet a markup parser. Everything shown goes through this module, which gives Textual ``Content`` or
``Strip`` values, or a cleaned ``str`` where Textual takes nothing else. Nothing here changes how many code
points a text has (``plain`` aside), so offsets into a document hold on the screen too.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rich.color import Color as RichColor
from rich.errors import StyleSyntaxError
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter
from textual.strip import Strip

from tui import cells
from tui.visible import one_line as one_line
from tui.visible import plain as plain
from tui.visible import visible as visible

#: Backgrounds from the 256 colours' cube, apart from one another in 16 colours too.
TINTS = ("#5f87d7", "#87af5f", "#d7875f", "#af87d7", "#5fafaf", "#d7af5f", "#d75f87", "#8787af")
BLACK, WHITE = RichColor.parse("#000000"), RichColor.parse("#ffffff")


def content(text: str, style: str = "") -> Content:
    """``text`` for a widget, without markup; ``style`` is the program's own, never data."""
    return Content.styled(visible(text), style)


def contents(*parts: tuple[str, str]) -> Content:
    """Several (text, style) one after the other."""
    return Content("").join([content(text, style) for text, style in parts])


def line(parts: Iterable[tuple[str, Style]], width: int, fill: Style | None = None) -> Strip:
    """One line of exactly ``width`` cells: the parts, cut with an ellipsis, or filled up with ``fill``."""
    segments: list[Segment] = []
    room = width
    for text, style in parts:
        shown = one_line(text)
        size = cells.cells(shown)
        if size > room:
            shown = cells.cut(shown, room)
            size = cells.cells(shown)
            segments.append(Segment(shown, style))
            room -= size
            break
        if shown:
            segments.append(Segment(shown, style))
            room -= size
    if room > 0:
        segments.append(Segment(" " * room, fill))
    return Strip(Segment.simplify(segments), max(width, 0))


def cropped(strip: Strip, start: int, end: int, fill: Style | None = None) -> Strip:
    """The cells of a line from ``start`` to ``end``, filled up; Textual would cut clusters apart. Of one that
    a cut goes through blanks are left."""
    if cells.is_narrow(strip.text):
        return strip.crop_extend(start, end, fill)
    segments, x = [], 0
    for text, look, _control in strip:
        kept = ""
        for first, last, size in cells.clusters(text):
            seen = min(x + size, end) - max(x, start)
            kept += text[first:last] if seen == size else " " * seen
            x += size
        segments.append(Segment(kept, look))
    if x < end:
        segments.append(Segment(" " * (end - max(x, start)), fill))
    return Strip([segment for segment in segments if segment.text], end - start)


@lru_cache(maxsize=1024)
def style(definition: str) -> Style:
    """The style that the program or a record names ("bold", "#5f87d7", "on green"); none if it isn't one.

    A record's colour may be anything: what is no colour or attribute is ignored, links included.
    """
    try:
        found = Style.parse(visible(definition))
    except (StyleSyntaxError, ValueError):
        return Style.null()
    return Style.null() if found.link or found.meta else found


@lru_cache(maxsize=1024)
def tint(colour: str) -> Style:
    """A background in a tag's colour, with black or white on it; a steady one of ours if it names none."""
    found = style(colour).color
    if found is None or found.is_default:
        found = RichColor.parse(TINTS[sum(colour.encode(errors="replace")) % len(TINTS)])
    red, green, blue = found.get_truecolor()
    bright = 0.299 * red + 0.587 * green + 0.114 * blue > 128
    return Style(color=BLACK if bright else WHITE, bgcolor=found)


class SafeFilter(LineFilter):
    """The last guard: no segment that leaves it has anything unprintable, a link or an action in it.

    The App returns one instance of it as the last of ``get_line_filters``.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [Segment(one_line(text), _harmless(look)) for text, look, control in segments if not control]


@lru_cache(maxsize=4096)
def _harmless(look: Style | None) -> Style | None:
    if look is None or not (look.link or look.meta):
        return look
    meta = {key: value for key, value in look.meta.items() if not key.startswith("@")}
    clean = look.clear_meta_and_links()
    return clean + Style.from_meta(meta) if meta else clean
