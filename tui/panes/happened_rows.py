"""What others did since I was here last, as rows by person and thing, and in full. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from content.quoting import inside
from store.model import TABLE_OF_LETTER
from store.presence import Here
from store.view import View
from store.visits import Done, Since
from tui.arrangement import PANE_NAMES, PANES
from tui.comparing import Part, flat, head
from tui.deeds import deed
from tui.formatting import day, moment, number
from tui.locale import gettext as _
from tui.locale import ngettext, pgettext
from tui.panes.rows import Cell, ListRow
from tui.panes.thread_rows import about, heading
from tui.render import one_line
from tui.values import difference
from tui.wording import kind_word
from tui.wrapping import wrapped

#: Changes of one thing that are told in full.
MOST_LINES = 200
#: How much of a document's title says where somebody is.
TITLE_LENGTH = 40


def happened_rows(view: View, since: Since) -> list[ListRow]:
    """A group for each person, a row for each thing."""
    rows: list[ListRow] = []
    for who in since.people:
        done = [one for one in since.done if one.who == who]
        many = len({line.seq for one in done for line in one.lines})
        said = ngettext("{who} · {count} change", "{who} · {count} changes", many)
        rows.append(heading(f"={who}", said.format(who=who, count=number(many))))
        rows += [_row(view, one) for one in done]
    return rows


def row_id(done: Done) -> str:
    """The row of what one person did to one thing."""
    return f"{done.who} {done.subject}"


def _row(view: View, done: Done) -> ListRow:
    kind = f"{kind_word(TABLE_OF_LETTER.get(done.subject[:1]))} {done.subject}".strip()
    words = about(view, done.subject).partition(": ")[2] or _gone(done)
    deeds = ", ".join(dict.fromkeys(deed(line.do) for line in done.lines)) or _found(done)
    return ListRow(row_id(done), (Cell(kind, "bold", 16), Cell(words), Cell(deeds, "dim", 26)))


def _gone(done: Done) -> str:
    """What a thing was called that is there no more."""
    named = [line.old or line.new for line in done.lines if not line.field]
    return flat(str(named[-1])) if named else ""


def _found(done: Done) -> str:
    return ", ".join(
        f"{kind_word(table)} ×{number(count)}" for table, count in done.found.items() if count and table
    )


def done_lines(view: View, done: Done, width: int) -> list[list[Part]]:
    """Every change of a thing: when, what, and both values of each field."""
    texts: list[tuple[str, str]] = [(about(view, done.subject), "bold")]
    seq = 0
    for line in done.lines[-MOST_LINES:]:
        if line.seq != seq:
            seq = line.seq
            texts.append((f"{moment(line.when)} · {deed(line.do)}", "bold"))
        texts.append((f"  {difference(line)}", ""))
    if found := _found(done):
        texts.append((_("Found in it: {found}").format(found=found), "dim"))
    return [parts for text, style in texts for parts in wrapped([(one_line(text), style)], width)]


def here_words(view: View, here: Sequence[Here]) -> Iterator[str]:
    """Where everybody is: „lea: Text, „Geld für Busse“, seit 10:02“, the day if it is another."""
    today = day(view.lookup.today.isoformat()) + " "
    for one in here:
        document = view.by_id(one.document)
        title = head(flat(getattr(document, "title", "") or ""), TITLE_LENGTH)
        pane = pgettext("pane", PANE_NAMES[one.pane]) if one.pane in PANES else ""
        place = ", ".join(
            part for part in (pane, _("“{words}”").format(words=inside(title)) if title else "") if part
        )
        since = _("since {when}").format(when=moment(one.since).removeprefix(today)) if one.since else ""
        yield f"{one.name}: " + ", ".join(part for part in (place, since) if part)
