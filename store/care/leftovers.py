"""The files beside the journal that a purge deletes or cleans: texts, exports, what screens keep.

Names may come from a file that anybody in the group could have written, and folders may be links that
somebody planted: nothing outside of the project is touched.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from store.changes.wording import NAME
from store.disk import read_regular, sync_folder, write_file
from store.mentions import mention_of

#: What may be deleted as a whole, relative to the project.
_WHOLE = re.compile(
    rf"backups|exports|index|documents/d\d+|reviewers/{NAME.pattern}|presence/(?!\.\.?$)[^/]+"
)
_IMAGES = re.compile(r"\d+\.(?:json|idx)|\..*\.tmp")
_IDS = re.compile(r"\b[a-z]\d+\b")
#: A reviewer's name, and the one that takes its place.
Names = tuple[str, str]


def delete(project: Path, relative: str) -> bool:
    """Deletes a file or folder; whether it is gone."""
    inner = PurePosixPath(relative).parents[:-1]
    if not _WHOLE.fullmatch(relative) or any((project / above).is_symlink() for above in inner):
        return False
    return _is_gone(project / relative)


def delete_images(project: Path) -> None:
    """Every snapshot, and what was left of one that was not finished. Raises OSError."""
    (project / "current.json").unlink(missing_ok=True)
    for path in (project / "snapshot").iterdir():
        if _IMAGES.fullmatch(path.name):
            path.unlink()


def clean_personal(project: Path, about: Collection[str], names: Names | None) -> list[str]:
    """Takes from what screens keep what may hold words of the review: copied passages, and drafts about the
    records ``about``; in other drafts people are mentioned by their new name. Returns what could not be."""
    left = []
    for path in _personal(project):
        is_clean = _clean_drafts(path, about, names) if path.name == "drafts.json" else _is_gone(path)
        if not is_clean:
            left.append(str(path.relative_to(project)))
        sync_folder(path.parent)
    return left


def _personal(project: Path) -> Iterator[Path]:
    for home in _folders(project / "reviewers"):
        for path in sorted(home.iterdir()):
            if path.name in ("drafts.json", "clipboard.txt") or path.name.startswith("."):
                yield path


def _folders(path: Path) -> list[Path]:
    if path.is_symlink() or not path.is_dir():
        return []
    return [folder for folder in sorted(path.iterdir()) if folder.is_dir() and not folder.is_symlink()]


def _clean_drafts(path: Path, about: Collection[str], names: Names | None) -> bool:
    try:
        drafts = json.loads(read_regular(path).decode("utf-8", "surrogatepass"))
        kept = dict(_kept(drafts, frozenset(about), names))
        if kept != drafts:
            write_file(path, [json.dumps(kept, ensure_ascii=False).encode("utf-8", "surrogatepass")])
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return _is_gone(path)
    return True


def _kept(drafts: dict[str, str], about: frozenset[str], names: Names | None) -> Iterator[tuple[str, str]]:
    for name, text in drafts.items():
        if about.isdisjoint(_IDS.findall(name)):
            yield name, mention_of(names[0]).sub(f"@{names[1]}", text) if names else text


def _is_gone(path: Path) -> bool:
    with suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    return not os.path.lexists(path)
