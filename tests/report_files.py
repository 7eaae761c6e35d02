"""What the tests of reports share: reports made from real, made-up and hostile contents, and the files read back."""

import importlib
import io
import re
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from xml.etree import ElementTree

from pypdf import PdfReader
from world import DATA, PROGRAM, STANDARD, TODAY, source

from norberg import report
from norberg.demo import DemoSource
from norberg.findings import Findings
from norberg.report import Choice, contents
from norberg.report.contents import Report
from norberg.report.drawing import Drawings
from norberg.selection import Selection

LINK = "https://uppfoljning.example.se/uppfoljning?till=2026&jamfor=riket"
SIX = Choice((6,))
CRIME = Choice(theme="brott-och-trygghet")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@cache
def real() -> Findings:
    """The rules' answers on Norberg's real embedded figures."""
    return Findings(source(Path(mkdtemp(prefix="norberg-test-"))), 2026, TODAY)


@cache
def demo() -> Findings:
    """The rules' answers on made-up figures."""
    return Findings(DemoSource(PROGRAM, DATA), 2026, TODAY)


@cache
def made(kind: str, choice: Choice = SIX, selection: Selection = STANDARD, *, made_up: bool = False) -> bytes:
    """A report as a file; contents that are gathered already are not gathered again."""
    if made_up or report.KINDS[kind].drawn:
        return report.build(kind, choice, demo() if made_up else real(), selection, LINK)
    with Drawings() as none:
        writer = importlib.import_module(f"norberg.report.{report.KINDS[kind].module}")
        return writer.write(held(choice, selection), none, lambda done, total, words: None)


@cache
def held(choice: Choice = SIX, selection: Selection = STANDARD) -> Report:
    """What a report of real figures holds."""
    return contents.build(choice, real(), selection, LINK)


def chosen(gender: str) -> Selection:
    """The standard choice for a gender."""
    return replace(STANDARD, gender=gender)


def pdf_text(data: bytes) -> str:
    """All words of a PDF, lines and pages run together, spaces of every width as one, none after a dash."""
    return words("\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages))


def words(text: str) -> str:
    """A text as ``pdf_text`` has it: where lines end tells nothing."""
    return " ".join(text.split()).replace("– ", "–").replace("- ", "-")


def parts(data: bytes, pattern: str) -> dict[str, ElementTree.Element]:
    """The XML parts of an Office file whose names match, in the order of their numbers."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        names = sorted(filter(re.compile(pattern).fullmatch, file.namelist()), key=lambda name: (len(name), name))
        return {name: ElementTree.fromstring(file.read(name)) for name in names}


def docx_text(data: bytes) -> str:
    """All words of a document, a paragraph a line."""
    body = parts(data, r"word/document\.xml")["word/document.xml"]
    return "\n".join("".join(one.text or "" for one in each.iter(f"{W}t")) for each in body.iter(f"{W}p"))


def slide_texts(data: bytes) -> list[str]:
    """The words of each slide, a paragraph a line."""
    return [
        "\n".join("".join(one.text or "" for one in each.iter(f"{A}t")) for each in slide.iter(f"{A}p"))
        for slide in parts(data, r"ppt/slides/slide\d+\.xml").values()
    ]
