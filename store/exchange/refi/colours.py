"""Colours of tags as ``#rrggbb``: a terminal's names and numbers are read as xterm shows them."""

from __future__ import annotations

import re

_HEX = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
#: Without its sign; and as style sheets have it.
_BARE, _RGB = re.compile(r"[0-9a-fA-F]{6}"), re.compile(r"rgba?\((\d{1,3}), *(\d{1,3}), *(\d{1,3})\b.*\)")
#: With its transparency in front, as some programs write it.
_CLEAR = re.compile(r"#[0-9a-fA-F]{8}")
_NUMBER = re.compile(r"color\((\d{1,3})\)")
_STEPS = (0, 95, 135, 175, 215, 255)
_NAMED = {
    "black": "#000000", "red": "#800000", "green": "#008000", "yellow": "#808000", "blue": "#000080",
    "magenta": "#800080", "cyan": "#008080", "white": "#c0c0c0", "grey": "#808080", "gray": "#808080",
    "orange": "#ff8700", "purple": "#af00ff",
}  # fmt: skip


def as_hex(colour: str | None) -> str | None:
    """None for what is no colour that can be told."""
    text = (colour or "").strip()
    if _HEX.fullmatch(text):
        return text
    if _CLEAR.fullmatch(text):
        return f"#{text[3:]}"
    if _BARE.fullmatch(text):
        return f"#{text}"
    if (parts := _RGB.fullmatch(text.lower())) and all(int(part) < 256 for part in parts.groups()):
        return "#" + "".join(f"{int(part):02x}" for part in parts.groups())
    number = _NUMBER.fullmatch(text)
    return _numbered(int(number[1])) if number else _NAMED.get(text.lower())


def _numbered(number: int) -> str | None:
    if 16 <= number < 232:
        red, rest = divmod(number - 16, 36)
        parts = (_STEPS[red], _STEPS[rest // 6], _STEPS[rest % 6])
    elif 232 <= number < 256:
        parts = (8 + 10 * (number - 232),) * 3
    else:
        return None
    return "#" + "".join(f"{part:02x}" for part in parts)
