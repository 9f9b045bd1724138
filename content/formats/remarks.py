"""What readers of several formats remark."""

from __future__ import annotations

from content.messages import NN_, Message

DELETIONS = NN_("{count} tracked deletion was left out.", "{count} tracked deletions were left out.")
MOVES = NN_(
    "{count} place that text was moved from was left out.",
    "{count} places that text was moved from were left out.",
)
COMMENTS = NN_("{count} comment was left out.", "{count} comments were left out.")
FOOTNOTES = NN_("{count} footnote was left out.", "{count} footnotes were left out.")
ENDNOTES = NN_("{count} endnote was left out.", "{count} endnotes were left out.")
FOOT_OR_ENDNOTES = NN_(
    "{count} footnote or endnote was left out.", "{count} footnotes or endnotes were left out."
)
HIDDEN = NN_("{count} hidden passage was left out.", "{count} hidden passages were left out.")
INSERTIONS = NN_(
    "{count} tracked insertion was kept as text.", "{count} tracked insertions were kept as text."
)


def created(day: str) -> Message:
    return Message("The file says it was created on {day}; that may be its template's date.", day=day)
