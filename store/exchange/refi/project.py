"""A review as a REFI-QDA project (``.qdpx``): an XML file and the texts in a zip archive."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from store.exchange.refi.building import Building
from store.exchange.refi.xml import written

if TYPE_CHECKING:
    from store.review import Review

#: The earliest day a zip file knows: an export is the same whenever it is made.
_NO_DAY = (1980, 1, 1, 0, 0, 0)


def write(review: Review) -> bytes:
    """What this reviewer may see. Damaged where a document's text is."""
    built = Building(review)
    root = written(built.project())
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (("project.qde", root), *built.files.items()):
            entry = zipfile.ZipInfo(name, _NO_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return packed.getvalue()


def losses(review: Review) -> tuple[str, ...]:
    return tuple(Building(review).losses())
