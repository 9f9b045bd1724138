"""Folders and what is in them, however deep they are."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Callable, Iterator
from pathlib import Path


def walk(
    top: Path | str, unread: Callable[[str], object] = lambda folder: None
) -> Iterator[tuple[str, list[str], list[str]]]:
    """As ``os.walk``, which calls itself for each step down: (folder, folders in it, all else), sorted.

    What the caller takes out of the folders is not looked into. Links are no folders. ``unread`` is told of
    folders that cannot be listed.
    """
    left = [os.fspath(top)]
    while left:
        folder = left.pop()
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
                inner = [entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]
        except OSError:
            unread(folder)
            continue
        folders = set(inner)
        yield folder, inner, [entry.name for entry in entries if entry.name not in folders]
        left += [os.path.join(folder, name) for name in reversed(inner)]


def named(folder: Path, pattern: str) -> list[Path]:
    """What is in a folder and is called so, by name; nothing where there is no folder. Raises OSError for
    one that cannot be listed, of which ``Path.glob`` says nothing in newer Pythons."""
    try:
        names = os.listdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return []
    return [folder / name for name in sorted(fnmatch.filter(names, pattern))]
