"""What the terminal can do, as far as its name tells."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Families of terminals that do what all of them do today; terminfo often lacks the newer ones.
_FAMILIES = re.compile(
    r"(xterm|tmux|screen|linux|rxvt|foot|alacritty|wezterm|konsole|gnome|vte|ghostty|contour|putty)\b"
)


@dataclass(frozen=True)
class Terminal:
    """What may be used besides what every terminal has (moving, colours, erasing in its own background)."""

    scrolls: bool = False  # a region of lines can be moved: DECSTBM, index, reverse index
    scrolls_far: bool = False  # by several lines at once: SU, SD
    keeps_background: bool = False  # what is erased or scrolled in takes the background in use
    erases_stretches: bool = False  # ECH
    switches_off: bool = False  # single attributes of the look


def known(term: str) -> Terminal:
    """By the system's terminfo, or by the family if that does not know the name."""
    try:
        import curses

        curses.setupterm(term, 1)
    except Exception:  # no curses, no such entry; curses.error is no stable name where curses is missing
        familiar = _FAMILIES.match(term) is not None
        return Terminal(scrolls=familiar, switches_off=familiar)
    return Terminal(
        scrolls=_has("csr", b"\x1b[%i%p1%d;%p2%dr") and _has("ri", b"\x1bM"),
        scrolls_far=_has("indn", b"\x1b[%p1%dS") and _has("rin", b"\x1b[%p1%dT"),
        keeps_background=curses.tigetflag("bce") == 1,
        erases_stretches=_has("ech", b"\x1b[%p1%dX"),
        switches_off=_has("rmul", b"\x1b[24m"),
    )


def _has(name: str, sequence: bytes) -> bool:
    """Whether the entry is the usual sequence, padding for slow machines aside."""
    import curses

    entry = curses.tigetstr(name)
    return entry is not None and re.sub(rb"\$<[^>]*>", b"", entry) == sequence
