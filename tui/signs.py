"""The signs of one cell for values from fixed sets, so that nothing is told by colour alone.

Their words are in ``tui.wording``.
"""

from __future__ import annotations

ANSWER_SIGNS = {
    "open": "○", "mentioned": "◌", "announced": "◔", "underway": "◑", "partial": "◕", "met": "●",
    "rejected": "✗", "superseded": "⊘", "unverifiable": "¿", "not_found": "∅",
}  # fmt: skip
REVIEW_SIGNS = {"unreviewed": "·", "in_review": "…", "reviewed": "✓", "disputed": "≠"}
DEADLINE_SIGNS = {"none": " ", "running": "◷", "overdue": "!"}
SUGGESTION_SIGNS = {"suggested": "◇", "confirmed": "◆", "rejected": "×"}
RECHECK_SIGNS = {"moved": " ", "check": "≈", "orphan": "†", "gone": "×"}
#: That a text has changed under something.
SUSPECT = "↯"
STANCE_SIGNS = {"supports": "+", "contradicts": "−", "mentions": "~"}
GRADE_SIGNS = {"strong": "■", "weak": "□"}
#: What speaks against a piece of evidence.
FLAG_SIGNS = {"older": "<", "expired": "!", "suspect": SUSPECT}
