"""The reader's keys.

The cursor goes by line (j k, arrows), word (h l, b w, arrows), sentence ( ), mark or place found (n N), page,
and by character with shift and arrow. v begins a selection whose end every motion moves, and ends it; w then
rounds the selection to words and adds the next one. s and V do so by sentence and by line of the text, and
begin a selection too; % goes to its other end. f labels what is on the screen, and the letters of a label go
there. Esc drops the selection, then the search, then is left to whoever is around.

The letter carries the id that a keymap may give another key; the arrow beside it stays.
"""

from __future__ import annotations

from textual.binding import Binding

_DECLARED = (
    ("j", "down", "reader.down"),
    ("down", "down", ""),
    ("k", "up", "reader.up"),
    ("up", "up", ""),
    ("l", "next_word", "reader.right"),
    ("right", "next_word", ""),
    ("h", "previous_word", "reader.left"),
    ("left", "previous_word", ""),
    ("w", "word", "reader.word"),
    ("b", "previous_word", "reader.word_back"),
    ("shift+right", "next_character", ""),
    ("shift+left", "previous_character", ""),
    ("right_parenthesis", "next_sentence", "reader.sentence"),
    ("left_parenthesis", "previous_sentence", "reader.sentence_back"),
    ("g", "first", "reader.first"),
    ("home", "first", ""),
    ("G", "last", "reader.last"),
    ("end", "last", ""),
    ("pagedown", "page_down", "reader.page_down"),
    ("pageup", "page_up", "reader.page_up"),
    ("n", "next", "reader.next"),
    ("N", "previous", "reader.previous"),
    ("v", "select", "reader.select"),
    ("percent_sign", "swap", "reader.swap"),
    ("f", "jump", "reader.jump"),
    ("s", "select_sentence", "reader.select_sentence"),
    ("V", "select_line", "reader.select_line"),
    ("enter", "open", "reader.open"),
    ("escape", "back", ""),
)
KEYS = tuple(Binding(key, action, "", show=False, id=name or None) for key, action, name in _DECLARED)
