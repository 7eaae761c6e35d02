"""What tests of a nyckeltal share: Norberg's real embedded figures, and a store to publish made values into."""

from pathlib import Path

import pandas as pd
import pyarrow as pa

from norberg import card, program
from norberg.card import Card
from norberg.program import Indicator, Program
from norberg.selection import Selection
from norberg.source import Source
from norberg.store import Answered, Store

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"
PROGRAM = program.load(DATA)
NORBERG, FAGERSTA, COUNTRY, REGION = "1962", "1982", "0000", "0019"
TODAY = "2026-11-24"
READ = "2026-06-01T08:00:00+00:00"  # after every embedded reading
STANDARD = Selection("totalt", 2008, 2026, PROGRAM.default_sets)


def source(folder: Path, data: Path = DATA, loaded: Program = PROGRAM) -> Source:
    """The figures of ``data`` with the store and the own series under ``folder``."""
    return Source(loaded, data, Store(folder / "store"), folder / "local")


def publish(folder: Path, kpi: str, values: dict, fetched: str = READ, asked: tuple = (NORBERG,), **facts) -> None:
    """Publish an answer of Kolada: {(area, year[, gender]): value}, where a text is the status of a null."""
    rows = pd.DataFrame(
        [
            (area, year, *(gender or ["T"]), *((None, value) if isinstance(value, str) else (value, "")))
            for (area, year, *gender), value in values.items()
        ],
        columns=["municipality", "period", "gender", "value", "status"],
    )
    Store(folder / "store").publish([Answered(kpi, rows, asked, fetched)], facts, fetched)


def pair(no: int) -> tuple[Indicator, ...]:
    """The nyckeltal as a card has it: alone, or the two of its pair."""
    return next(one for one in PROGRAM.pairs() if no in [indicator.no for indicator in one])


def card_of(no: int, here: Source, selection: Selection = STANDARD) -> Card:
    """The card of a nyckeltal."""
    return card.build(pair(no), here, selection, TODAY)


def rows_of(one: Card) -> pd.DataFrame:
    """The data of a card's chart, as the browser gets them."""
    return pa.ipc.open_stream(one.rows).read_pandas()


def drawn(one: Card, style: str = "main", part: str = "line") -> dict[int, float]:
    """What a card's chart draws of one style: year -> value."""
    rows = rows_of(one)
    rows = rows[(rows["part"] == part) & (rows["style"] == style)]
    return dict(zip(rows["x"].astype(int), rows["y"], strict=True))


def own(here: Source, kpi: str, gender: str = "T", area: str = NORBERG) -> dict[int, float]:
    """The values of one area in the source: year -> value."""
    rows = here.series([kpi], [area])
    rows = rows[(rows["gender"] == gender) & rows["value"].notna()]
    return dict(zip(rows["period"].astype(int), rows["value"], strict=True))
