"""Plays the sample review of ``content/sample`` into a project.

The lines of ``review.jsonl`` are those of ``vermerk apply`` with a few keys more, so that people can read and
change them: ``by`` is who acts (without it, who makes the sample), ``as`` names the record that a line makes
("@haushalt"), ``file`` stands for a document's text, and ``document`` with ``quote`` for a passage, by its
words.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from store.changes import Change, change_from_json
from store.errors import Refused
from store.review import Review

NAME = "Moderner Staat"
Line = dict[str, Any]

#: Marks what was made with the sample: nobody did that on purpose, so nobody's undo leads into it.
MADE = "sample"

#: Changes whose passage goes into "target"; the others take "document" and "spans".
_TARGETED = ("evidence.add", "note.add", "tag.attach", "tag.detach")


def make_sample(folder: Path, acting: str | None = None) -> None:
    """The sample project in a new folder, led by its caller. Refused where there is something already.

    It is made beside the folder and moved there when it is whole.
    """
    folder = Path(folder).absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused("{folder} is there already", "Name a new or an empty folder.", folder=folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    making = folder.with_name(f".{folder.name}.{os.getpid()}")
    try:
        review = Review.create(making, NAME, acting)
        try:
            play(review)
            review.snapshot()
        finally:
            review.close()
        os.rename(making, folder)
    finally:
        shutil.rmtree(making, ignore_errors=True)


def play(review: Review) -> None:
    """Apply the sample's lines to a project that ``review``'s reviewer leads and that has no documents yet.

    Lines of one kind by one reviewer that follow one another are one transaction.
    """
    player = _Player(review)
    for line in sample_lines():
        player.take(line)
    player.flush()


def sample_lines() -> list[Line]:
    text = sample_file("review.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def sample_file(name: str) -> Traversable:
    return files("content.sample") / name


class _Player(Struct):
    """Who acts, which names stand for which records, and the lines that wait for their transaction."""

    review: Review
    reviewers: dict[str, Review] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    waiting: list[Line] = field(default_factory=list)

    def take(self, line: Line) -> None:
        if line["do"] == "reviewer.add" and line["name"] == self.review.me:
            return
        if self.waiting and not self._joins(line):
            self.flush()
        self.waiting.append(line)

    def flush(self) -> None:
        if not self.waiting:
            return
        acting = self._acting(self.waiting[0].get("by", self.review.me))
        changes = [self._change(line) for line in self.waiting]
        done = acting.transact(
            f"{changes[0].do}+{MADE}",
            changes[0].needs,
            lambda at: [change.apply(at) or "" for change in changes],
        )
        for line, record in zip(self.waiting, done.result, strict=True):
            if "as" in line:
                self.names[line["as"]] = record
        self.waiting = []

    def _joins(self, line: Line) -> bool:
        """Whether a line can share the transaction of those that wait: it needs none of their records."""
        first = self.waiting[0]
        made = {other["as"] for other in self.waiting if "as" in other}
        same = (first["do"], first.get("by")) == (line["do"], line.get("by"))
        return same and made.isdisjoint(_names_in(line))

    def _acting(self, name: str) -> Review:
        return self.reviewers.setdefault(name, self.review.beside(name))

    def _change(self, line: Line) -> Change:
        given = {key: self._named(value) for key, value in line.items() if key not in ("by", "as")}
        if "file" in given:
            given["source"] = given.pop("file")
            given["text"] = sample_file(given["source"]).read_text(encoding="utf-8")
        if "quote" in given:
            self._place(given)
        return change_from_json(given)

    def _named(self, value: Any) -> Any:
        if not isinstance(value, str) or not value.startswith("@"):
            return value
        if value not in self.names:
            raise Refused("the sample names no record {value} before this line", value=value)
        return self.names[value]

    def _place(self, given: Line) -> None:
        """The words of a quote become the place where they stand."""
        quote, document = given.pop("quote"), given["document"]
        start, end = place_of(quote, self.review.text(document))
        if given["do"] in _TARGETED:
            given["target"] = f"{given.pop('document')}:{start}-{end}"
        else:
            given["spans"] = [[start, end]]
            given.setdefault("text", quote)


def place_of(quote: str, text: str) -> tuple[int, int]:
    """Where a quote stands in a text, in code points. Refused unless it stands there exactly once."""
    if text.count(quote) != 1:
        raise Refused(
            "the sample's words stand {count} times in their text: “{quote}”",
            count=text.count(quote),
            quote=quote,
        )
    start = text.index(quote)
    return start, start + len(quote)


def _names_in(line: Line) -> Iterator[str]:
    return (value for key, value in line.items() if key != "as" and isinstance(value, str))
