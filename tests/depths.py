"""What tests of the nyckeltal page share: a page as built, and the rows of its charts."""

from functools import lru_cache
from pathlib import Path

import pandas as pd
import pyarrow as pa
from world import STANDARD, TODAY, pair

from norberg import depth, history
from norberg.depth import Depth
from norberg.depth_facts import Cell
from norberg.findings import Findings
from norberg.selection import Selection
from norberg.source import Source


@lru_cache(8)
def findings(here: Source, last: int) -> Findings:
    """The rules' answers, worked out once for a source and an end year."""
    return Findings(here, last, TODAY)


def page_of(no: int, here: Source, selection: Selection = STANDARD, ledger: Path = Path("nowhere"), **more) -> Depth:
    """The page of a nyckeltal, or of its pair."""
    changes = history.read(ledger, ["1962", "0019"])[0]
    return depth.build(pair(no), findings(here, selection.last), selection, changes, **more)


def rows(data: bytes, part: str = "") -> pd.DataFrame:
    """The rows of a chart as the browser gets them; of one part, or all."""
    found = pa.ipc.open_stream(data).read_pandas()
    return found[found["part"] == part] if part else found


def cells(page: Depth, half: int = 0) -> dict[str, Cell]:
    """The facts of one side by the first word of their label."""
    return {cell.label.split()[0]: cell for cell in page.halves[half][1]}


def said(words) -> str:
    """A caption as plain text."""
    return " ".join(f"{strong} {plain}".strip() for strong, plain in words)


def about(page: Depth) -> dict[str, tuple[str, ...]]:
    """The paragraphs about a nyckeltal by heading."""
    return dict(page.about)
