"""Colours: two themes of our own ground, one of the terminal's sixteen colours, one without any."""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.theme import BUILTIN_THEMES, Theme

from tui.locale import NP_

#: Our themes by the names that Textual has for theirs.
THEMES = {"dark": "textual-dark", "light": "textual-light", "ansi": "ansi-dark", "mono": "vermerk-mono"}
THEME_WORDS = {
    "dark": NP_("theme", "dark"),
    "light": NP_("theme", "light"),
    "ansi": NP_("theme", "the terminal's own colours"),
    "mono": NP_("theme", "no colours"),
}


def mono_theme() -> Theme:
    """As the terminal's own colours, but what only a colour shows there has an attribute."""
    ansi = BUILTIN_THEMES["ansi-dark"]
    shown = {"input-cursor-text-style": "reverse", "block-cursor-text-style": "reverse"}
    return Theme(
        name=THEMES["mono"],
        ansi=True,
        primary="ansi_default",
        accent="ansi_default",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        variables=ansi.variables | shown,
    )


class Colourless(LineFilter):
    """Leaves attributes and takes every colour. What is nothing but a coloured blank, such as the thumb of a
    scrollbar, is turned round instead."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            segment._replace(style=_bare(segment.style, segment.text.isspace())) if segment.style else segment
            for segment in segments
        ]


@lru_cache(maxsize=4096)
def _bare(style: Style, blank: bool) -> Style:
    ground = style.bgcolor
    stands_out = blank and ground is not None and not ground.is_default
    bare = style.without_color
    return bare + Style(reverse=True) if stands_out else bare
