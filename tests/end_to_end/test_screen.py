"""The screen in a real terminal: a review by keys, two reviewers, a kill in the middle, hostile text."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tinydb import TinyDB

Run = Callable[..., subprocess.CompletedProcess[str]]

DEMANDS = """\
Pressemitteilung

Der Landkreisbund hat Erwartungen an die Regierung.

Dresden, 8. August 2024

# Erwartungen an die Regierung

## Verkehr

- Busse und Bahnen dauerhaft finanzieren
- Radwege bauen
"""
BUDGET = """\
Geld für Busse

Dresden, 3. Juli 2026. Das Kabinett hat am Freitag den Haushalt 2027/2028 beschlossen. Für Busse und Bahnen
stehen jährlich 40 Millionen Euro bereit. Über Radwege wird am 12. November 2026 beraten.
"""


@pytest.fixture
def project(home: Path, vermerk: Run) -> Path:
    """Two documents, imported by whoever runs the tests."""
    papers = home / "papiere"
    papers.mkdir()
    (papers / "forderungen.md").write_text(DEMANDS, "utf-8")
    (papers / "haushalt.txt").write_text(BUDGET, "utf-8")
    folder = home / "bus.vermerk"
    assert vermerk("init", str(folder), "--name", "Busse").returncode == 0
    assert vermerk("import", str(folder), str(papers)).returncode == 0
    return folder


def tables(project: Path) -> dict[str, list[dict]]:
    """What stock TinyDB reads from the project's image."""
    with TinyDB(project / "current.json", access_mode="r") as database:
        return {name: [dict(record) for record in database.table(name)] for name in database.tables()}


def test_a_review_by_keys_is_in_the_store_exactly_as_it_was_made(
    project: Path, terminal: Callable, vermerk: Run
) -> None:
    screen = terminal(str(project))
    screen.wait_for(r"Geld für Busse")
    screen.press("G", "enter")
    screen.wait_for(r"40 Millionen")
    screen.press("/")
    screen.wait_for(r"suchen|Search")
    screen.press(*"stehen", "enter")
    screen.press("escape", "v", "s")
    screen.press("t")
    screen.wait_for(r"neu:|Schlagwort")
    screen.press(*"Verkehr/Bus", "enter")
    screen.wait_for(r"Verkehr/Bus")
    screen.press("a")
    screen.wait_for(r"Notiz")
    screen.press(*"Reicht das für größere Städte?", "enter")
    screen.wait_for(r"Notiz hinzugefügt|Note added")
    screen.press("e")
    screen.wait_for(r"Busse und Bahnen dauerhaft")
    screen.press(*"Busse und", "enter")
    screen.wait_for(r"stützt|belegt|unterst")
    screen.press("1")
    screen.wait_for(r"Beleg verkn|Beleg .*\.")
    screen.press("3")
    screen.wait_for(r"Forderungen")
    screen.press("/", *"finanzieren", "enter", "s")
    screen.wait_for(r"Ihre Antwort")
    screen.press("5")
    screen.wait_for(r"Begründung")
    screen.press(*"nur für zwei Jahre", "enter")
    screen.wait_for(r"Ihre Antwort: ")
    screen.press("escape", "q")
    assert screen.ended() == 0
    found = tables(project)
    sentence = "Für Busse und Bahnen stehen jährlich 40 Millionen Euro bereit."
    [passage] = [one for one in found["passages"] if one["quote"] == sentence]
    [tag] = found["tags"]
    assert (tag["name"], passage["tags"]) == ("Verkehr/Bus", [tag["id"]])
    [note] = found["notes"]
    assert (note["text"], note["target"]) == ("Reicht das für größere Städte?", passage["id"])
    [evidence] = found["evidence"]
    [verdict] = found["verdicts"]
    [demand] = [one for one in found["demands"] if "dauerhaft" in one["text"]]
    assert (evidence["demand"], evidence["passage"], evidence["stance"]) == (
        demand["id"],
        passage["id"],
        "supports",
    )
    assert (verdict["demand"], verdict["answer"], verdict["reason"]) == (
        demand["id"],
        "partial",
        "nur für zwei Jahre",
    )
    told = vermerk("history", str(project)).stdout
    for words in ("Verkehr/Bus", "Reicht das für größere Städte?", "nur für zwei Jahre"):
        assert words in told


def test_two_reviewers_see_each_others_work_within_a_second(project: Path, terminal: Callable) -> None:
    first, second = terminal(str(project)), terminal(str(project))
    for screen in (first, second):
        screen.wait_for("Geld für Busse")
    first.press("t", *"Eilig", "enter")
    first.wait_for("Eilig")
    started = time.monotonic()
    second.wait_for(r"Eilig", 5)
    assert time.monotonic() - started < 1.0 + 1.0  # a second, and another for a busy machine


def test_the_same_field_twice_shows_both_values_and_mine_can_stand(project: Path, terminal: Callable) -> None:
    first, second = terminal(str(project)), terminal(str(project))
    for screen in (first, second):
        screen.wait_for("Geld für Busse")
        screen.press("3", "/", *"Radwege", "enter", "E")
        screen.wait_for("Radwege bauen")
    first.press(*" bald", "enter")
    first.wait_for(r"bauen bald")
    second.press(*" sofort", "enter")
    shown = second.wait_for(r"bauen sofort[\s\S]*bauen bald")
    assert "Ihr" in shown or "Yours" in shown
    second.press("m")
    first.wait_for("bauen sofort")


def test_a_kill_loses_nothing_that_was_on_the_screen(project: Path, terminal: Callable, vermerk: Run) -> None:
    screen = terminal(str(project))
    screen.wait_for("Geld für Busse")
    for number in range(3):
        screen.press("a", *f"Notiz {number}", "enter")
        screen.wait_for(r"hinzugefügt|added")
    os.killpg(screen.process.pid, signal.SIGKILL)
    screen.process.wait()
    listed = vermerk("list", str(project), "notes").stdout
    assert all(f"Notiz {number}" in listed for number in range(3))


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT, signal.SIGUSR1])
def test_a_lost_line_ends_the_screen_and_the_draft_is_offered_again(
    project: Path, terminal: Callable, number: signal.Signals
) -> None:
    screen = terminal(str(project))
    screen.wait_for("Geld für Busse")
    screen.press("a", *"Halb geschrieben")
    screen.wait_for("Halb geschrieben")
    screen.process.send_signal(number)
    screen.ended(3)
    again = terminal(str(project))
    again.wait_for("Geld für Busse")
    again.press("a")
    again.wait_for("Halb geschrieben")


def test_the_terminal_is_left_as_it_was(project: Path, terminal: Callable) -> None:
    screen = terminal(str(project))
    screen.wait_for("Geld für Busse")
    screen.press("q")
    assert screen.ended() == 0
    for switched_on, off in ((b"?1049h", b"?1049l"), (b"?25l", b"?25h"), (b"?2004h", b"?2004l")):
        if switched_on in screen.written:
            assert screen.written.rfind(off) > screen.written.rfind(switched_on)


def test_a_key_that_is_not_utf_8_ends_nothing(project: Path, terminal: Callable) -> None:
    screen = terminal(str(project))
    screen.wait_for("Geld für Busse")
    screen.write(b"\xe9")
    screen.read(0.3)
    screen.press("2")
    screen.wait_for("Zeitleiste")


POOLS = """\
# Bäder im Land

Dresden, 6. Juli 2026. Die Regierung stellt in zwei Jahren zwölf Millionen Euro für Schwimmbäder bereit.

Die Gemeinden können sich ab Herbst in der Servicestelle beraten lassen. Der Städtetag ist zufrieden damit.

Für die Jahre danach gibt es noch keine Zusage.
"""
EVIDENCE = (
    "Die Regierung stellt in zwei Jahren zwölf Millionen Euro für Schwimmbäder bereit.",
    "Die Gemeinden können sich ab Herbst in der Servicestelle beraten lassen.",
    "Für die Jahre danach gibt es noch keine Zusage.",
)


def test_a_new_version_is_checked_by_keys_passage_by_passage(
    home: Path, terminal: Callable, vermerk: Run
) -> None:
    folder, paper = home / "bad.vermerk", home / "bad.md"
    paper.write_text(POOLS, "utf-8")
    vermerk("init", str(folder), "--name", "Bäder")
    assert vermerk("import", str(folder), str(paper)).returncode == 0
    text = (folder / "documents" / "d1" / "v1.txt").read_text("utf-8")
    vermerk("demand", str(folder), "add", "Bäder erhalten")
    for words in EVIDENCE:
        start = text.index(words)
        assert vermerk("evidence", str(folder), "f1", f"d1:{start}-{start + len(words)}").returncode == 0
    screen = terminal(str(folder))
    screen.wait_for("Bäder im Land")
    paper.write_text(
        POOLS.replace("zwölf", "acht")
        .replace(EVIDENCE[1], "")
        .replace(EVIDENCE[2], "Der Landtag hat das Wort."),
        "utf-8",
    )
    assert vermerk("revise", str(folder), "d1", str(paper)).returncode == 0
    screen.wait_for(r"\(1 zu prüfen, 2 verwaist\)")
    screen.press("K")
    screen.wait_for(r"\[-zwölf-\][\s\S]*\{\+acht\+\}")
    screen.press("y")
    screen.wait_for(r"Nach neuen Fassungen: 2 verwaist")
    screen.press("x")
    screen.wait_for(r"Nach neuen Fassungen: 1 verwaist")
    screen.press("enter")
    screen.wait_for(r"Die Worte fehlen")
    screen.press("v", "s", "P")
    screen.wait_for(r"Welche Fundstelle steht jetzt hier")
    screen.press(*"Jahre danach", "enter")
    screen.wait_for(r"Fundstelle gesetzt")
    screen.press("escape", "q")
    assert screen.ended() == 0
    found = {
        row["text"]: (row["version"], row["recheck"])
        for row in map(json.loads, vermerk("list", str(folder), "passages", "--json").stdout.splitlines())
    }
    assert found[EVIDENCE[0].replace("zwölf", "acht")] == ("v2", None)
    assert found[EVIDENCE[1]] == ("v1", "gone")
    assert found["Der Landtag hat das Wort."] == ("v2", None)
    told = vermerk("history", str(folder), "--json").stdout
    assert all(f'"passage.{what}"' in told for what in ("keep", "lose", "place"))
    assert vermerk("check", str(folder)).returncode == 0


HOSTILE = (
    "Vor\x1b]0;übernommen\x07 \x1b[31mrot\x1b[0m [/b] [red]x[/red] [@click=app.quit]da[/] "
    "\u202egnal \u200bnull \x9b2J ende"
)


def test_hostile_text_reaches_the_terminal_only_as_pictures(
    home: Path, terminal: Callable, vermerk: Run
) -> None:
    folder = home / "böse.vermerk"
    paper = home / "brief [b]\x1b]2;name\x07.txt"
    paper.write_text(f"{HOSTILE}\n\nWir fordern {HOSTILE} bis zum 3. Juli 2026.\n", "utf-8")
    vermerk("init", str(folder), "--name", "[bold]Pro\x1b[5mjekt")
    assert vermerk("import", str(folder), str(paper)).returncode == 0
    vermerk("note", str(folder), "d1", HOSTILE)
    vermerk("tag", str(folder), "d1", "Tag [red]\x1b[7m")
    screen = terminal(str(folder), columns=120, rows=36)
    screen.wait_for(r"\[/b\]")
    screen.press("2", "3", "4", "5", "4", "t")
    screen.read(0.3)
    screen.press("escape", "H")
    screen.read(0.3)
    screen.press("escape", "q")
    screen.ended()
    assert "[/b]" in HOSTILE and b"\x1b]0;" not in screen.written and b"\x1b]2;" not in screen.written
    assert b"\x1b[31mrot" not in screen.written and b"\x1b[5m" not in screen.written
    for raw in ("\u202e", "\u200b", "\x9b"):
        assert raw not in screen.written.decode("utf-8", "replace")


def test_without_a_terminal_it_says_so_and_ends(project: Path, vermerk: Run) -> None:
    done = vermerk(str(project))
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("size", [(10, 3), (20, 5), (40, 12), (79, 24), (200, 60)])
def test_it_opens_in_any_size(project: Path, terminal: Callable, size: tuple[int, int]) -> None:
    screen = terminal(str(project), columns=size[0], rows=size[1])
    screen.wait_for(lambda text: bool(text.strip()))
    screen.press("2", "3", "4", "5", "1", "+", "escape")
    screen.read(0.2)
    assert screen.process.poll() is None, re.sub(r"\s+", " ", screen.text)
    screen.press("q")
    assert screen.ended() == 0
