"""Hostile and broken files, each with what becomes of it and the words a person reads.

Where size is the attack, a smaller file takes the same path.
"""

from __future__ import annotations

from tests.content.hostile.office import OFFICE_FILES
from tests.content.hostile.others import OTHERS
from tests.content.hostile.pdf_traps import PDF_TRAPS
from tests.content.hostile.pdfs import PDFS
from tests.content.hostile.plain_traps import PLAIN_TRAPS
from tests.content.hostile.texts import TEXTS
from tests.content.hostile.web_traps import WEB_TRAPS
from tests.content.hostile.word_traps import WORD_TRAPS

KINDS = {
    "text": TEXTS,
    "office": OFFICE_FILES,
    "pdf": PDFS,
    "other": OTHERS,
    "word trap": WORD_TRAPS,
    "pdf trap": PDF_TRAPS,
    "web trap": WEB_TRAPS,
    "plain trap": PLAIN_TRAPS,
}
CASES = {f"{kind}: {name}": case for kind, cases in KINDS.items() for name, case in cases.items()}
