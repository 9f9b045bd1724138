"""Which project was opened last, kept for this user in one small file. Losing it costs nothing."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path


def state_file(environ: Mapping[str, str] = os.environ) -> Path:
    """``$XDG_STATE_HOME/vermerk/last``; a relative XDG_STATE_HOME doesn't count."""
    return base_folder("XDG_STATE_HOME", ".local/state", environ) / "last"


def base_folder(variable: str, default: str, environ: Mapping[str, str] = os.environ) -> Path:
    """Vermerk's folder below an XDG base folder."""
    named = Path(environ.get(variable) or ".")
    return (named if named.is_absolute() else Path.home() / default) / "vermerk"


def last_opened() -> Path | None:
    """The project opened last, if it is still there."""
    try:
        folder = Path(os.fsdecode(state_file().read_bytes()).rstrip("\n"))
    except (OSError, RuntimeError):
        return None
    return folder if is_project(folder) else None


def remember(folder: Path) -> None:
    """Keep ``folder`` as the last one opened. A failure is no reason to stop."""
    with contextlib.suppress(OSError, RuntimeError):
        path = state_file()
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside = path.with_name(f"last.{os.getpid()}")
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
        with os.fdopen(os.open(beside, flags, 0o600), "wb") as file:
            file.write(os.fsencode(folder.resolve()) + b"\n")
        beside.replace(path)


def is_project(folder: Path) -> bool:
    return (folder / "store.json").is_file()


def project_around(start: Path) -> Path | None:
    """The project in or above a folder."""
    return next((folder for folder in (start, *start.parents) if is_project(folder)), None)
