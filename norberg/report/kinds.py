"""The kinds of files, and the one door through which all of them are made."""

import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from norberg.errors import NorbergError
from norberg.findings import Findings
from norberg.questions import Progress
from norberg.report import contents
from norberg.report.choice import Choice
from norberg.report.drawing import Drawings
from norberg.report.entry import Comment
from norberg.selection import Selection
from norberg.themes import Theme


@dataclass(frozen=True)
class Kind:
    """One kind of file: its name for people, media type, the module that writes it, whether its charts are drawn."""

    title: str
    mime: str
    module: str
    drawn: bool


OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS = {
    "pdf": Kind("PDF", "application/pdf", "paper", True),
    "docx": Kind("Word", f"{OFFICE}.wordprocessingml.document", "document", True),
    "pptx": Kind("PowerPoint", f"{OFFICE}.presentationml.presentation", "slides", False),
    "xlsx": Kind("Excel", f"{OFFICE}.spreadsheetml.sheet", "workbook", False),
}


def kind_of(file: Path) -> str:
    """The kind a file's ending asks for; NorbergError where there is none of it."""
    kind = file.suffix.lower().removeprefix(".")
    if kind not in KINDS:
        known = ", ".join(f".{one}" for one in KINDS)
        raise NorbergError(f"Filen {file.name} har ingen ändelse som går att skriva: välj bland {known}.")
    return kind


def sheet(theme: Theme, findings: Findings, selection: Selection, link: str = "") -> bytes:
    """A deep-dive on one A4, as PDF; arguments as ``dive_page.page``."""
    made: bytes = importlib.import_module("norberg.report.dive_page").page(theme, findings, selection, link)
    return made


def build(
    kind: str,
    choice: Choice,
    findings: Findings,
    selection: Selection,
    link: str = "",
    progress: Progress = lambda done, total, words: None,
    comments: Sequence[Comment] = (),
    *,
    occasion: str = "",
) -> bytes:
    """A report as a file.

    Args:
        kind: one of KINDS.
        choice: what it is of.
        findings: the rules' answers until the selection's end year, with the source of the figures and the day; made-up
            figures are marked on every page.
        selection: gender, years, comparison.
        link: where the same view is in the app.
        progress: told what is done, of how much, in words; what it raises ends the work, and nothing is left.
        comments: of people, on goals and nyckeltal.
        occasion: what the follow-up is made for, in words.

    Returns:
        The file.

    Raises:
        NorbergError: there is no such goal, theme or nyckeltal.
    """
    total = 2 * len(choice.indicators(findings.source)) + 1

    def gather(done: int, count: int, words: str) -> None:
        progress(done, total, f"Läser {words}")

    def write(done: int, count: int, words: str) -> None:
        progress(total - 1 - count + done, total, words)

    # each kind brings a library of its own, which only those who ask for that kind wait for
    writer = importlib.import_module(f"norberg.report.{KINDS[kind].module}")
    with Drawings() as drawings:
        held = contents.build(
            choice,
            findings,
            selection,
            link,
            comments,
            occasion=occasion,
            progress=gather,
            each=drawings.add if KINDS[kind].drawn else None,
        )
        made: bytes = writer.write(held, drawings, write)
    progress(total, total, "Klar")
    return made
