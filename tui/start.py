"""The door to the screen: Textual's settings are read when it is imported, so they are made here first."""

from __future__ import annotations

import gc
import io
import os
import sys
from pathlib import Path

from tui.settings import Options

#: Nothing moves by itself, so frames a second only bound how long a second change waits for the first: at 30
#: a key's last byte came 80 ms late, at 120 as many bytes came within 17.
SETTINGS = {
    "TEXTUAL_ANIMATIONS": "none",
    "TEXTUAL_FPS": "120",
    "TEXTUAL_SMOOTH_SCROLL": "0",
}
#: What a stranger's environment could use to run code of theirs or to change the drawing.
UNWANTED = (
    "TEXTUAL",
    "TEXTUAL_DRIVER",
    "TEXTUAL_DEBUG",
    "TEXTUAL_LOG",
    "TEXTUAL_PRESS",
    "TEXTUAL_SCREENSHOT",
    "BROWSER",
)


def start(folder: Path, options: Options | None = None) -> int:
    """Open the screen on a project; the exit code. Raises StoreError while there is no screen yet."""
    gc.disable()
    os.environ.update(SETTINGS)
    # asyncio takes it along where it is there; nothing here speaks to a network.
    sys.modules.setdefault("ssl", None)  # type: ignore[arg-type]
    for name in UNWANTED:
        os.environ.pop(name, None)
    if isinstance(sys.__stderr__, io.TextIOWrapper):  # where the screen is drawn: what it reads is UTF-8 too
        sys.__stderr__.reconfigure(encoding="utf-8", errors="replace")
    from tui.app import run

    return run(folder, options or Options())
