"""What of a query was taken otherwise than typed, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.locale import NP_, pgettext

if TYPE_CHECKING:
    from content.filter_words import Remark

#: Letters of what was typed that are said again.
LONGEST = 80
REMARKS = {
    "long": NP_("remark", "Only the first {words} characters are searched for."),
    "closing": NP_("remark", "A closing parenthesis without an opening one was ignored."),
    "unclosed": NP_("remark", "A parenthesis was never closed."),
    "deep": NP_("remark", "Parentheses nested too deeply were ignored."),
    "kind": NP_("remark", "Nothing is in:{words}; say documents, notes, demands, events or tags."),
    "field": NP_("remark", "{words}: is taken as words; lists know is: state: doc: tag: by: date:"),
    "empty": NP_("remark", "{words}: names nothing yet and was ignored."),
    "quote": NP_("remark", "A quotation was never closed."),
    "value": NP_("remark", "{words} fits nothing in this list."),
    "date": NP_("remark", "date:{words} was ignored: no date like 2026-03, 2026-03.. or 2025..2026-06-30."),
}


def remark(one: Remark) -> str:
    """What was taken otherwise; a kind that this version doesn't know is shown as it is."""
    said = pgettext("remark", REMARKS[one.kind]) if one.kind in REMARKS else one.kind
    words = one.words if len(one.words) <= LONGEST else f"{one.words[:LONGEST]}…"
    return said.format(words=words)
