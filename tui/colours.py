"""The 256 colours of terminals in words, for whoever does not see them. Pure."""

from __future__ import annotations

import colorsys
import re

from tui import render
from tui.locale import N_
from tui.locale import gettext as _

#: The first and the number of the colours in the cube; the grays come after it.
CUBE, SIDE, GRAYS = 16, 6, 24
#: Up to which hue (of 360) a colour is called so.
_HUES = (
    (14, N_("red")), (45, N_("orange")), (68, N_("yellow")), (160, N_("green")), (195, N_("turquoise")),
    (255, N_("blue")), (290, N_("violet")), (335, N_("pink")), (360, N_("red")),
)  # fmt: skip
_NUMBERED = re.compile(r"color\((\d{1,3})\)")


def colour_name(number: int) -> str:
    """How a tag's colour is stored: as the number of a terminal's colour."""
    return f"color({number})"


def number_of(colour: str | None) -> int | None:
    """The number of a colour that was stored so."""
    found = _NUMBERED.fullmatch(colour or "")
    return int(found[1]) if found else None


def colour_word(colour: str) -> str:
    """A colour in words, with its number in the cube: „hellgrün (120)“."""
    found = render.style(colour).color
    if found is None or found.is_default:
        return colour
    red, green, blue = (part / 255 for part in found.get_truecolor())
    hue, light, full = colorsys.rgb_to_hls(red, green, blue)
    depth = _("light {hue}") if light > 0.7 else _("dark {hue}") if light < 0.35 else "{hue}"
    plain = next(name for most, name in _HUES if hue * 360 <= most)
    said = _("gray") if full < 0.12 or light in (0, 1) else _(plain)
    return f"{depth.format(hue=said)} ({number_of(colour) or colour})"
