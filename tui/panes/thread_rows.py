"""Notes and the replies to them, as rows: who wrote them and when, what they say, what is resolved. Pure.

A note takes several rows; all of them bear its id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct, field

from store.model import TABLE_OF_LETTER
from store.rows import DocumentRow, NoteRow
from store.view import View
from tui import markdown
from tui.comparing import Part, flat, head
from tui.formatting import moment, number
from tui.locale import gettext as _
from tui.panes.rows import INDENT, Cell, ListRow
from tui.render import one_line
from tui.wording import kind_word
from tui.wrapping import wrapped

#: Replies are indented no further than this, or nothing would fit beside the indent.
DEEPEST = 6
#: After so many notes inside a document no more threads are listed with the document itself.
MOST_INSIDE = 12
#: How much of what a note is about stands above it.
ABOUT_LENGTH = 70


class Sheaf(Struct):
    """What all the notes of one list have in common; ``shown`` are those that are in it already.

    ``lines`` turns a note's text into lines of so many cells.
    """

    view: View
    width: int
    lines: Callable[[str, int], Sequence[Sequence[Part]]] = markdown.lines
    shown: set[str] = field(default_factory=set)

    def on(self, *targets: str) -> list[tuple[NoteRow, int]]:
        """The notes on these records that aren't shown yet, with their depth."""
        found = (row for target in targets for row in self.view.on(target, "notes"))
        notes = [row for row in found if isinstance(row, NoteRow)]
        fresh = [(note, depth) for note, depth in threads(notes, targets) if note.id not in self.shown]
        self.shown.update(note.id for note, _depth in fresh)
        return fresh

    def rows(self, note: NoteRow, depth: int) -> Iterator[ListRow]:
        """A note with who wrote it, and when."""
        settled = f" ✓ {_('resolved')}" if note.resolved else ""
        said = f"{'↳' if depth else '✎'} {note.by}, {moment(note.at)}{settled}"
        yield from text_rows(note.id, said, self.width, "bold", depth)
        depth = min(depth + 1, DEEPEST)
        dim = "dim" if note.resolved else ""
        for line in self.lines(note.text, room(self.width, depth)):
            parts = tuple((text, f"{style} {dim}".strip()) for text, style in line)
            yield ListRow(note.id, (Cell("".join(text for text, _style in line), dim, parts=parts),), depth)

    def beneath(self, target: str, depth: int = 1) -> Iterator[ListRow]:
        """The notes on one record, indented below it."""
        for note, deeper in self.on(target):
            yield from self.rows(note, depth + deeper)

    def inside(self, document: DocumentRow) -> Iterator[ListRow]:
        """The notes in a document's text, each with what it is about, in the order of the text."""
        notes = sorted(self.view.notes_in(document.id), key=lambda note: note.spans[:1])
        targets = list(dict.fromkeys(note.target for note in notes))
        if targets:
            title = _("Notes in the text · {count}").format(count=number(len(notes)))
            yield heading(f"={document.id} inside", title)
        left = {note.id for note in notes}
        for target in targets:
            if len(notes) - len(left) >= MOST_INSIDE:
                break
            yield from text_rows(target, about(self.view, target), self.width, "dim")
            yield from self.beneath(target, 0)
            left -= self.shown
        if left:
            more = _("… and {count} more: the text goes from one to the next.")
            yield from text_rows(document.id, more.format(count=number(len(left))), self.width, "dim")


def threads(notes: Iterable[NoteRow], of: Iterable[str]) -> list[tuple[NoteRow, int]]:
    """The notes on these records with their depth: each followed by its replies, oldest first.

    A reply whose note is gone or hidden stands on its own.
    """
    targets, by_id = set(of), {note.id: note for note in notes}
    replies: dict[str, list[NoteRow]] = {}
    roots: list[NoteRow] = []
    for note in by_id.values():
        if note.parent in by_id:
            replies.setdefault(note.parent or "", []).append(note)
        elif note.target in targets:
            roots.append(note)
    waiting = [(note, 0) for note in reversed(roots)]
    found = []
    while waiting:
        note, depth = waiting.pop()
        found.append((note, depth))
        waiting += [(reply, depth + 1) for reply in reversed(replies.get(note.id, []))]
    return found


def about(view: View, target: str) -> str:
    """What a note is about, in a line: „Forderung f3: Mehr Radwege“."""
    row = view.by_id(target)
    words = next((value for name in _NAMING if (value := getattr(row, name, ""))), "")
    kind = kind_word(TABLE_OF_LETTER.get(target[:1]))
    return f"{kind} {target}: {head(flat(str(words)), ABOUT_LENGTH)}"


_NAMING = ("title", "label", "text", "reason", "answer", "name")


def heading(row_id: str, text: str) -> ListRow:
    """A line that begins a group."""
    return ListRow(row_id, (Cell(text),), header=True)


def text_rows(row_id: str, text: str, width: int, style: str = "", depth: int = 0) -> Iterator[ListRow]:
    """A text in as many rows as it takes."""
    depth = min(depth, DEEPEST)
    for line in text.splitlines():
        for parts in wrapped([(one_line(line), style)], room(width, depth)):
            yield ListRow(row_id, (Cell("".join(piece for piece, _style in parts).rstrip(), style),), depth)


def room(width: int, depth: int) -> int:
    """The cells of a line so deep."""
    return max(8, width - INDENT * depth)
