"""The help of each page: what it shows and how to read it, in half a minute."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("help.toml")
WALL, AREA = "vaggen", "omrade"
MOST = 75  # words that can be read in half a minute


@dataclass(frozen=True)
class Help:
    """One page's help: a sentence, and a few points."""

    lead: str
    points: tuple[str, ...]


@cache
def texts() -> dict[str, Help]:
    """Address -> help; the start page is WALL, all areas are AREA."""
    read = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {name: Help(one["lead"], tuple(one["points"])) for name, one in read.items()}


def of(address: str) -> Help:
    """The help of the page with this address, as Streamlit knows it ("" is the start page)."""
    known = texts()
    return known.get(address or WALL, known[AREA])
