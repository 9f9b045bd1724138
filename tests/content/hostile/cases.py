"""Hostile and broken files, each with what becomes of it and the words a person reads.

Where size is the attack, a smaller file takes the same path.
"""

from __future__ import annotations

from tests.content.hostile.office import OFFICE_FILES
from tests.content.hostile.others import OTHERS
from tests.content.hostile.pdfs import PDFS
from tests.content.hostile.texts import TEXTS

CASES = {
    f"{kind}: {name}": case
    for kind, cases in (("text", TEXTS), ("office", OFFICE_FILES), ("pdf", PDFS), ("other", OTHERS))
    for name, case in cases.items()
}
