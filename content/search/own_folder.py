"""Where users keep the index of a folder that they may not write in: in their own cache folder, out of
everybody else's reach.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path


def own_folder(folder: Path, of: str) -> Path:
    """The place for an index of what is called ``of`` and lies at ``folder``."""
    return _all_of(folder) / of


def forget_others(folder: Path, of: str) -> None:
    """Deletes what the user kept of anything else at ``folder``: what lies there now may be what is left
    after a purge. Raises nothing."""
    try:
        others = [path for path in _all_of(folder).iterdir() if path.name != of]
    except OSError:
        return
    for path in others:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(OSError):
                path.unlink()


def _all_of(folder: Path) -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    name = blake2b(str(folder.absolute()).encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
    return Path(base) / "vermerk" / "index" / name
