"""Requests a refresh needs against the stand-in server, whose answers are as long as the real series."""

import tempfile
import zlib
from pathlib import Path

import pandas as pd
from measure import Row, exact
from standin import StandIn
from standin_world import World

from norberg import program, refresh, settings
from norberg.kolada import PER_PAGE, Kolada
from norberg.source import Source
from norberg.store import Store

NEWEST, USUAL = 2024, 15  # last year; years of an id that the embedded figures lack: the median of those they have


class Real(World):
    """A world in which every kpi has as many years as in the embedded figures, and one of ten cells is empty."""

    lengths: dict[str, int]

    def row(self, kpi: str, area: str, year: int, from_date: str | None = None) -> dict | None:
        """A data row, worked out from the key alone."""
        seed = zlib.crc32(f"{kpi}{area}{year}".encode())
        if year <= NEWEST - self.lengths.get(kpi, USUAL) or seed % 10 == 0:
            return None
        value = {"gender": "T", "count": 1, "status": "", "value": seed % 10**6 / 10**4, "isdeleted": False}
        return {"kpi": kpi, "municipality": area, "period": year, "values": [value]}


def run() -> list[Row]:
    """The default set in requests, the national fetch against the floor."""
    default, _ = _used(every=False)
    national, rows = _used(every=True)
    floor = rows / PER_PAGE
    note = f"{rows} rows, {national} requests"
    return [
        exact("default set, data requests", default, 20, "97 ids", "requests"),
        exact("national fetch, requests / (rows / 5000)", national / floor, 1.5, note),
    ]


def _used(every: bool) -> tuple[int, int]:
    """Data requests of one refresh into an empty store, and the rows it brought."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "store")
        source = Source(program.load(settings.DATA), settings.DATA, store, Path(folder) / "local")
        asked = refresh.wanted(source.program, source, every)
        with StandIn(_world(asked, source)) as server:
            refresh.run(Kolada(server.url, pace=0), store, asked, source)
            used = sum(path.startswith("data/") for path in server.paths)
        return used, store.table([*asked.required, *asked.optional]).num_rows


def _world(asked: refresh.Wanted, source: Source) -> Real:
    lengths = pd.read_parquet(settings.DATA / "snapshot.parquet").groupby("kpi")["period"].nunique()
    world = Real(
        ids=[*asked.required, *asked.optional],
        codes=list(source.areas),
        members={one: source.groups[one].members for one in asked.groups},
        years=range(1994, NEWEST + 1),
    )
    world.lengths = lengths.to_dict()
    return world
