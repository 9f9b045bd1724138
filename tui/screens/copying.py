"""Copying out of the program: to the terminal's clipboard, and to a file for terminals that have none."""

from __future__ import annotations

from textual.app import App

from store.personal import Personal
from tui import render
from tui.locale import gettext as _

FILE = "clipboard.txt"
#: Bytes that the sequence for it may carry; terminals drop a longer one, and none says so.
MOST = 74_994


def copied(app: App[object], personal: Personal, text: str) -> str:
    """Copy a text; says where it went."""
    shown = render.visible(text)
    fits = len(shown.encode("utf-8", "replace")) <= MOST
    if fits:
        app.copy_to_clipboard(shown)
    path = personal.write_file(FILE, text.encode("utf-8", "replace"))
    if path is None:
        return _("Sent to the terminal's clipboard.") if fits else _("Too long for the terminal's clipboard.")
    said = (
        _("Copied to the terminal's clipboard and to {path}.")
        if fits
        else _("Too long for the terminal's clipboard; copied to {path}.")
    )
    return said.format(path="/".join(path.parts[-3:]))  # as seen from the project's folder
