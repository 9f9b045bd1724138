"""Whether other programs take what is exported:  python tests/benchmarks/check_exports.py PROJECT [SCHEMA]

Opens the report in Chromium (messages of its console, pages as PDF), the workbook and the Word report in
LibreOffice (formulas, pages), the calendar in icalendar, and holds the REFI-QDA project against the schema if
its file is given. In German and English; what is not installed is skipped, and said. Ends with 1 where
something is wrong.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

FORMS = ("report", "docx", "xlsx", "ics")
SECONDS = 300


def main() -> int:
    from store.exchange import EXPORTS, export_bytes
    from store.review import Review
    from tui.locale import set_language
    from tui.spoken import Spoken

    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as name, Review.open(Path(sys.argv[1])) as review:
        folder = Path(name)
        os.environ["HOME"] = name  # both programs want to write there
        for language in ("de", "en"):
            set_language(language)
            for form in FORMS:
                path = folder / f"{language}.{EXPORTS[form].extension}"
                path.write_bytes(export_bytes(review, form, Spoken()))
            wrong += [*in_chromium(folder / f"{language}.html"), *in_office(folder, language)]
            wrong += in_calendar(folder / f"{language}.ics")
        if len(sys.argv) > 2:
            wrong += against_schema(export_bytes(review, "qdpx"), Path(sys.argv[2]))
    print(*wrong or ["nothing is wrong"], sep="\n")
    return int(bool(wrong))


def run(*words: str) -> str:
    done = subprocess.run(words, capture_output=True, text=True, timeout=SECONDS, check=False)
    return done.stdout + done.stderr


def installed(*names: str) -> str | None:
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        print(f"skipped: {names[0]} is not installed")
    return found


def in_chromium(page: Path) -> Iterator[str]:
    if browser := installed("chromium", "chromium-browser", "google-chrome"):
        pdf = page.with_suffix(".html.pdf")
        quiet = ("--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr")
        said = run(browser, *quiet, f"--print-to-pdf={pdf}", page.as_uri())
        yield from (f"{page.name}: {line}" for line in said.splitlines() if "CONSOLE" in line)
        if not pdf.exists():
            yield f"{page.name} does not print"


def in_office(folder: Path, language: str) -> Iterator[str]:
    if office := installed("soffice", "libreoffice"):
        for name, kind in ((f"{language}.xlsx", "fods"), (f"{language}.docx", "pdf")):
            run(office, "--headless", "--convert-to", kind, "--outdir", str(folder), str(folder / name))
            made = folder / f"{language}.{kind}"
            if not made.exists():
                yield f"{name} does not open"
            elif kind == "fods" and (formulas := made.read_text("utf-8").count("table:formula")):
                yield f"{name} has {formulas} formulas"


def in_calendar(path: Path) -> Iterator[str]:
    from icalendar import Calendar

    data = path.read_bytes()
    for event in Calendar.from_ical(data).events:
        yield from (f"{path.name}: {error}" for error in event.errors)
    if any(len(line) > 75 for line in data.split(b"\r\n")) or b"\n" in data.replace(b"\r\n", b""):
        yield f"{path.name}: lines are too long, or end in a line feed alone"


def against_schema(project: bytes, schema: Path) -> Iterator[str]:
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(project)) as archive:
        tree = etree.fromstring(archive.read("project.qde"))
    checked = etree.XMLSchema(etree.parse(schema))
    if not checked.validate(tree):
        yield from (f"project.qde: {error}" for error in checked.error_log)


if __name__ == "__main__":
    sys.exit(main())
