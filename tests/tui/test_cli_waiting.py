"""Large imports: the sum at the end, and dates and demands that are found later."""

import json
from pathlib import Path

import pytest

from content.apart import Findings
from content.messages import Message
from store import importing
from store import unread as queue
from store.importing import Imported
from store.review import Review
from tui.cli import main
from tui.cli.tally import Tally

NEWS = "Bad öffnet\n\nAm 12. Mai 2026 tagt der Ausschuss. Die Stadt muss das Bad {n} sanieren.\n"


pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def started(monkeypatch):
    """Imports count as large; the processes that would go on in the background."""
    monkeypatch.setattr(importing, "SMALL", 0)
    modules = []
    monkeypatch.setattr(queue.background, "start", lambda module, *rest: modules.append(module) or 0)
    return modules


@pytest.fixture
def project(tmp_path):
    Review.create(tmp_path / "team.vermerk", "Bäder", "anna").close()
    return str(tmp_path / "team.vermerk")


@pytest.fixture
def papers(tmp_path):
    folder = tmp_path / "papiere"
    folder.mkdir()
    for n in range(3):
        (folder / f"{n}.txt").write_text(NEWS.format(n=n), encoding="utf-8")
    return str(folder)


def state(project):
    with Review.open(Path(project)) as review:
        return review.unread.count(), review.engine.count("events"), review.engine.count("demands")


def test_a_large_import_ends_with_everything_found(project, papers, started):
    assert main(["import", project, papers]) == 0
    assert state(project) == (0, 3, 3)
    assert "store.reading" not in started


def test_later_leaves_the_search_to_the_background(project, papers, started, capsys):
    assert main(["import", project, papers, "--later"]) == 0
    assert state(project) == (3, 0, 0)
    assert "3 documents are being looked for in the background" in capsys.readouterr().err
    assert "store.reading" in started


def test_findings_goes_on(project, papers, started, capsys):
    main(["import", project, papers, "--later"])
    capsys.readouterr()
    assert main(["findings", project, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"read": 3, "waiting": 0}
    assert state(project) == (0, 3, 3)
    assert main(["findings", project]) == 0
    assert capsys.readouterr().err == "No document waits.\n"


def test_where_nothing_could_be_found_is_said_for_each(project, papers, started, capsys, monkeypatch):
    why = Message("is {what}", what="slow")
    monkeypatch.setattr(queue, "findings", lambda *_: Findings(missing=why))
    assert main(["import", project, papers]) == 0
    said = capsys.readouterr().err.splitlines()
    assert [line for line in said if line.endswith("is slow")] == [f"d{n}: is slow" for n in (1, 2, 3)]
    assert main(["findings", project]) == 0
    assert "slow" not in capsys.readouterr().err


def test_ctrl_c_during_the_search_loses_nothing(project, papers, started, capsys, monkeypatch):
    def interrupted(self, read):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(queue.Unread, "_write", interrupted)
        assert main(["import", project, papers]) == 130
    assert "3 documents are still to be found" in capsys.readouterr().err
    assert "store.reading" not in started, "who stops it has stopped it"
    assert main(["import", project, papers]) == 0, "the same again goes on"
    assert state(project) == (0, 3, 3)


def test_an_import_waits_for_its_own_documents_only(project, papers, tmp_path, started):
    main(["import", project, papers, "--later"])
    started.clear()
    (tmp_path / "neu.txt").write_text(NEWS.format(n=9), encoding="utf-8")
    assert main(["import", project, str(tmp_path / "neu.txt")]) == 0
    assert state(project) == (3, 1, 1)
    assert "store.reading" in started


def test_many_files_have_a_sum_with_the_reasons(project, tmp_path, capsys):
    for n in range(9):
        (tmp_path / f"{n}.txt").write_text(NEWS.format(n=n % 8), encoding="utf-8")
    for name in ("leer.txt", "auch-leer.txt"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "kein.pdf").write_bytes(b"%PDF-1.4 nichts")
    paths = [str(path) for path in sorted(tmp_path.iterdir()) if path.is_file()]
    assert main(["import", project, *paths]) == 1
    head, first, second = capsys.readouterr().err.splitlines()[-3:]
    assert head == "12 files: 8 imported, 1 there already, 3 not imported"
    assert first.startswith("  2 × ") and second.startswith("  1 × ")


def test_a_tally_of_few_files_is_not_said():
    tally = Tally()
    tally.add(Imported("a.txt", "imported", "d1"))
    assert not tally.is_long and tally.note() == "" and tally.documents == {"d1"}
    tally.add(Imported("b.txt", "failed", error="is empty"))
    assert tally.failed == 1 and tally.note() == "1 not imported"
    assert tally.lines() == ["2 files: 1 imported, 1 not imported", "  1 × is empty"]
