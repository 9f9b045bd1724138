"""What one reviewer's screen remembers between sessions: last visit, last place, drafts.

Kept as JSON files under ``reviewers/NAME/`` of the project folder; nothing here is part of the review,
and a file that can't be read or written is as good as none.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from store.disk import make_folder, open_regular
from store.errors import Unknown

#: Bytes of one of these files.
MOST = 16 << 20


class Personal:
    """The remembered values of one reviewer. Without a folder everything is kept in memory."""

    def __init__(self, folder: Path | None, name: str) -> None:
        self._folder = folder / "reviewers" / name if folder else None
        self._memory: dict[str, dict[str, Any]] = {}

    @property
    def folder(self) -> Path | None:
        return self._folder

    def read(self, name: str) -> dict[str, Any]:
        """The values kept under ``name``; empty if there are none or they are not readable."""
        if self._folder is None:
            return dict(self._memory.get(name, {}))
        try:
            with open_regular(self._folder / f"{name}.json", MOST) as file:
                value = json.loads(file.read(MOST))
        except (OSError, ValueError, RecursionError):
            return {}
        return value if isinstance(value, dict) else {}

    def write(self, name: str, values: dict[str, Any]) -> bool:
        """Keep ``values`` under ``name``, replacing what was there at once or not at all.

        False if the folder can't be written; a screen goes on without.
        """
        if self._folder is None:
            self._memory[name] = dict(values)
            return True
        data = json.dumps(values, ensure_ascii=False).encode("utf-8", "surrogatepass")
        return self.write_file(f"{name}.json", data) is not None

    def write_file(self, name: str, data: bytes) -> Path | None:
        """Write one file of this reviewer's; its path, None if that can't be done."""
        if self._folder is None:
            return None
        target = self._folder / name
        try:
            make_folder(self._folder)
            handle, temporary = tempfile.mkstemp(dir=self._folder, prefix=".")
        except (OSError, Unknown):
            return None
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                os.fchmod(file.fileno(), 0o660)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, target)
        except OSError:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
            return None
        return target
