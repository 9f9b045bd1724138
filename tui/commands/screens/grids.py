"""Moving in tables of cells, and the matrix of demands and documents."""

from __future__ import annotations

from functools import partial

from tui.commands.base import ScreenCommand
from tui.locale import N_

in_grid = partial(ScreenCommand, panes=("matrix", "table"))

COMMANDS = (
    in_grid("grid.down", "j down", N_("Down"), N_("To the next line.")),
    in_grid("grid.up", "k up", N_("Up"), N_("To the line before.")),
    in_grid("grid.right", "l right", N_("Right"), N_("To the next column.")),
    in_grid("grid.left", "h left", N_("Left"), N_("To the column before.")),
    in_grid("grid.page_right", "L", N_("Page right"), N_("On by as many columns as are in sight.")),
    in_grid("grid.page_left", "H", N_("Page left"), N_("Back by as many columns as are in sight.")),
    in_grid("grid.page_down", "pagedown", N_("Page down"), N_("On by as many lines as are in sight.")),
    in_grid("grid.page_up", "pageup", N_("Page up"), N_("Back by as many lines as are in sight.")),
    in_grid("grid.first", "g home", N_("First"), N_("To the first line.")),
    in_grid("grid.last", "G end", N_("Last"), N_("To the last line.")),
    in_grid("grid.first_column", "0", N_("First column"), N_("To the first column.")),
    in_grid("grid.last_column", "$", N_("Last column"), N_("To the last column.")),
    in_grid("grid.next", "n", N_("Next filled"), N_("To the next cell with something in it."), 6),
    in_grid("grid.previous", "N", N_("Previous filled"), N_("To the cell before with something in it.")),

    ScreenCommand("matrix.place", "enter", N_("In the text"),
                  N_("Show the evidence in the text, [go.back] there leads back here; in an empty cell, the "
                     "demand beside its evidence."), 1, row=True),
    ScreenCommand("matrix.beside", "p", N_("Weigh up"), N_("Show the demand beside its evidence."), 2,
                  row=True),
    ScreenCommand("matrix.filled", "f", N_("Only with evidence"),
                  N_("Leave out demands and documents without evidence, or show them again."), 9),
    in_grid("grid.narrower", "<", N_("Narrower"), N_("Narrower columns.")),
    in_grid("grid.wider", ">", N_("Wider"), N_("Wider columns, with more of the titles.")),
)  # fmt: skip
