"""How help is broken into lines: argparse's way, which would not break what is longer than a paragraph."""

from __future__ import annotations

import argparse
import re
import textwrap
from collections.abc import Iterator
from itertools import groupby

#: A row of a table with two columns.
_ROW = re.compile(r"(\s+\S+(?: \S+)*\s{2,})(\S+(?: \S+)*)")


class Filling(argparse.RawDescriptionHelpFormatter):
    """Paragraphs and second columns of tables are as wide as the terminal lets them be; other indented lines,
    which are examples, stay as they are."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(filled(text, width))


def filled(text: str, width: int) -> Iterator[str]:
    """The lines of ``text``, none but examples longer than ``width`` where there is a blank to break at."""
    for free, lines in groupby(text.splitlines(), lambda line: bool(line) and not line[0].isspace()):
        if free:
            yield from textwrap.wrap(" ".join(lines), width, break_long_words=False, break_on_hyphens=False)
        else:
            for line in lines:
                yield from _in_columns(line, width)


def _in_columns(line: str, width: int) -> list[str]:
    row = _ROW.fullmatch(line)
    if len(line) <= width or row is None:
        return [line]
    return textwrap.wrap(
        row[2], width, initial_indent=row[1], subsequent_indent=" " * len(row[1]),
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
