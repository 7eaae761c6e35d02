"""The scan of all of Kolada: against the plain trend rule, with the size of the lake, and on a cluster."""

import os
import tempfile
from pathlib import Path

import numpy as np
from dask_processes import cluster
from measure import Row, compared, in_turn, milliseconds
from synthetic_lake import HOME, written

from norberg import scan
from norberg.lake import generation, place
from norberg.rules import runs, trend
from norberg.rules.measure import Measure
from norberg.rules.runs import Wide

ROUNDS = 5
SMALL, LARGE = 100, 800  # kpis: 1 x and 8 x the data
LAST = 9999  # an end year after every value


def run() -> list[Row]:
    """Against the plain rule, from 1 x to 8 x, and one worker against two."""
    with tempfile.TemporaryDirectory() as folder:
        small, large = (str(Path(folder) / name) for name in ("small", "large"))
        made = written(small, SMALL)
        written(large, LARGE)
        return [*_alone(small, large, made.facts["rows"]), *_workers(Path(folder), large)]


def _alone(small: str, large: str, rows: int) -> list[Row]:
    found = generation.newest(place.opened(small))
    codes = tuple(area["id"] for area in found.areas if area["type"] == scan.MUNICIPALITY)
    frame = _in_memory(found, codes)
    taken = in_turn(
        ROUNDS,
        plain=lambda: trend.trends(runs.latest(frame, Measure("", "neutral")), Measure("", "neutral")),
        one=lambda: scan.run(small, HOME),
        every=lambda: scan.run(small),
        large=lambda: scan.run(large, HOME),
    )
    series = len(frame.areas)
    note = f"{SMALL} kpis x {len(codes)} municipalities, {rows} rows; {series} series of totals"
    speed = {name: f"{series / sorted(taken[name])[ROUNDS // 2]:.0f} series/s" for name in ("plain", "one", "every")}
    eight = [second / (LARGE // SMALL) for second in taken["large"]]
    return [
        compared(
            f"scan for {who} / the plain trend rule on a matrix in memory",
            taken[name],
            taken["plain"],
            None,
            f"{milliseconds(taken[name])}, {speed[name]} against {speed['plain']}; {note}",
        )
        for name, who in (("one", "one municipality"), ("every", "all municipalities"))
    ] + [compared("scan of 8 x the data / 8 scans of 1 x", eight, taken["one"], 1.15, milliseconds(taken["large"]))]


def _in_memory(found: generation.Generation, codes: tuple[str, ...]) -> Wide:
    """Every series of totals of a lake as one matrix, as the plain rule would have it: nothing is left to read."""
    parts = []
    for part in found.partitions:
        rows = found.table(part.name).to_pandas().astype({"municipality": "str", "gender": "str"})
        parts += [runs.wide(one, "T", LAST, codes) for _, one in rows.groupby("kpi", observed=True)]
    years = np.arange(min(part.years[0] for part in parts), max(part.years[-1] for part in parts) + 1)
    values = np.full((len(parts), len(codes), len(years)), np.nan)
    for number, part in enumerate(parts):
        values[number, :, part.years - years[0]] = part.values.T
    return Wide(np.tile(codes, len(parts)), years, values.reshape(-1, len(years)))


def _workers(folder: Path, lake: str) -> list[Row]:
    """One worker against two, on the same scheduler, whose processes are warm."""
    with cluster(folder, workers=1) as one, cluster(folder, workers=2) as two:
        taken = in_turn(3, one=lambda: scan.run(lake, HOME, one.address), two=lambda: scan.run(lake, HOME, two.address))
    note = f"{LARGE} kpis; one worker {milliseconds(taken['one'])}; {os.cpu_count()} cores"
    return [compared("scan by two Dask workers / by one", taken["two"], taken["one"], None, note)]
