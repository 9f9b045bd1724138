"""Copying: the terminal's clipboard takes only so much, the file everything."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from store.changes import AddDocument
from store.review import Review
from tests.tui.driving import desk, press, said
from tui.screens.copying import MOST

pytestmark = pytest.mark.usefixtures("german")


async def test_what_has_no_words_is_not_copied_and_quotations_in_quotations_are_single() -> None:
    review = Review.memory("Rad", "anna")
    review.apply(AddDocument("Das „Radnetz“ kommt.\n\n\n\nSo »bald« wie möglich.", title="Rad"))
    async with desk(review) as pilot:
        app: Any = pilot.app
        await press(pilot, "4", "c")
        assert app.clipboard.startswith("„Das ‚Radnetz‘ kommt.“ (Rad")
        app.desk._panes.reader.select(21, 23)
        await press(pilot, "c")
        assert "keine Wörter" in said(pilot) and "Radnetz" in app.clipboard


async def test_what_is_too_long_for_the_clipboard_goes_to_the_file_only(tmp_path: Path) -> None:
    with Review.create(tmp_path / "rad.vermerk", "Rad") as review:
        review.apply(AddDocument("Radwege.\n\n" + "ä" * MOST, title="Rad"))
        async with desk(review) as pilot:
            app: Any = pilot.app
            await press(pilot, "4", "c")
            assert "„Radwege.“" in app.clipboard and "Zwischenablage des Terminals und nach" in said(pilot)
            await press(pilot, "v", "G", "c")
            assert "Zu lang" in said(pilot) and len(app.clipboard) < 100
        [kept] = (tmp_path / "rad.vermerk" / "reviewers").glob("*/clipboard.txt")
        assert kept.read_text("utf-8").count("ä") == MOST
