"""How screens look: styles of the types that have parts in common. They are defaults of their types, so that
each is read once, and only when a screen of that type opens.
"""

from __future__ import annotations


def _common(screen: str) -> str:
    """Calm, with nothing around it."""
    return f"""
{screen}, {screen}:ansi {{
    overflow: hidden;
    layout: vertical;
    background: $background;
    color: $foreground;
}}

#title, #footer {{
    height: 1;
    background: $panel;
}}

/* What is said may take more than a line, where there is room for that. */
#status {{
    height: auto;
    max-height: 3;
}}

{screen}.-low > #status {{
    max-height: 1;
}}
"""


def panes(which: str) -> str:
    """Panes have no box but a line above each; the focused one's is heavy."""
    return f"""
{which} {{
    border-top: solid $foreground 30%;
    border-title-color: $foreground;
    border-title-style: none;
    background: $background;
    scrollbar-background: $background;
}}

{which}:focus {{
    border-top: heavy $text-accent;
    border-title-color: $text-accent;
    border-title-style: bold;
}}
"""


DESK = (
    _common("DeskScreen")
    + panes("#panes > *")
    + """
#tour {
    height: auto;
    max-height: 50%;
    border-top: heavy $text-accent;
}

DeskScreen.-low > #tour {
    display: none;
}

#panes {
    height: 1fr;
}

/* A bar that comes and goes would lay everything out twice. */
#panes > Reader, #panes > NotesPane {
    overflow-y: scroll;
}

#panes > .-flat {
    border: none;
}
"""
)

OVERLAY = (
    _common("Overlay")
    + """
#sheet {
    height: 1fr;
    border-top: solid $foreground 30%;
}

#here {
    height: auto;
    max-height: 3;
}

Overlay.-low > #title, Overlay.-low > #here, Overlay.-low > #footer {
    display: none;
}

Overlay.-low > #sheet {
    border-top: none;
}
"""
)

DIALOG = """
Dialog {
    overflow: hidden;
    layout: vertical;
    background: $background 50%;
    color: $foreground;
    align: center middle;
}

/* Colours of the terminal's own can't be mixed: what lies behind a dialog would not be there at all. */
Dialog:ansi {
    background: transparent;
    color: $foreground;
}

#dialog {
    width: 90%;
    max-width: 96;
    height: auto;
    max-height: 90%;
    border: round $text-accent;
    background: $surface;
}

#dialog.tall {
    height: 90%;
}

#dialog > #heading, #dialog > #keys, #dialog > #reading {
    height: auto;
    max-height: 3;
}

#dialog > #heading {
    text-style: bold;
}

#dialog > #keys, #dialog > #reading {
    color: $foreground 70%;
}

#dialog > .question {
    height: auto;
}

#dialog > Input, #dialog > TextArea {
    border: none;
    background: $background;
    padding: 0;
    height: 1;
}

#dialog > TextArea {
    height: auto;
    min-height: 6;
    max-height: 50vh;
}

#dialog > RowList {
    height: 1fr;
    min-height: 3;
    background: $surface;
}

#dialog > #details {
    height: auto;
    min-height: 3;
    max-height: 50%;
    border-top: solid $foreground 30%;
}

Dialog.-low > #dialog, Dialog.-lowest > #dialog {
    width: 100%;
    height: 100%;
    min-height: 1;
    max-height: 100%;
    border: none;
}

Dialog.-low > #dialog > #details, Dialog.-lowest > #dialog > #details {
    display: none;
}

Dialog.-lowest > #dialog > #heading, Dialog.-lowest > #dialog > #keys {
    display: none;
}

Dialog.-lowest > #dialog > #reading {
    max-height: 1;
}

Dialog.-low > #dialog > RowList, Dialog.-lowest > #dialog > RowList,
Dialog.-low > #dialog > TextArea, Dialog.-lowest > #dialog > TextArea {
    min-height: 1;
}

/* Colours alone tell nothing here: what is selected, and would be typed over, is underlined as well. */
#dialog > Input > .input--selection {
    text-style: underline;
}
"""
