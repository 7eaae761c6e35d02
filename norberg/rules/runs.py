"""The latest unbroken run of many series at once: what every rule looks at (DESIGN 5.1)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from norberg.figures import SAME
from norberg.rules.measure import Measure

WINDOW = 10  # measurements a trend is decided by; fixed, since picking the window that fires fools oneself


@dataclass(frozen=True)
class Wide:
    """One kpi and gender as a matrix: ``values[i, j]`` is area ``areas[i]`` in year ``years[j]``, NaN where missing."""

    areas: np.ndarray
    years: np.ndarray
    values: np.ndarray

    def row(self, area: str) -> int | None:
        """The place of an area, or None."""
        found = np.flatnonzero(self.areas == area)
        return int(found[0]) if len(found) else None


@dataclass(frozen=True)
class Runs:
    """The latest run of each area, its newest measurement in the last column.

    ``values`` and ``years`` have one row an area; unused places on the left are NaN and 0. ``points`` counts the used.
    """

    values: np.ndarray
    years: np.ndarray
    points: np.ndarray

    def tail(self, longest: int = WINDOW) -> "Runs":
        """The last measurements only."""
        return Runs(self.values[:, -longest:], self.years[:, -longest:], np.minimum(self.points, longest))


def wide(frame: pd.DataFrame, gender: str, last: int, areas: Sequence[str] | None = None) -> Wide:
    """The values of one kpi and gender as a matrix.

    Args:
        frame: ``series.COLUMNS`` of one kpi.
        gender: T, K or M.
        last: years after this are left out.
        areas: area codes in the order wanted; None for those in the frame.

    Returns:
        Every year from the first to the last with a value; an area without values has NaN only.
    """
    period, value = frame["period"].to_numpy(), frame["value"].to_numpy()
    keep = (frame["gender"] == gender).to_numpy() & (period <= last) & ~np.isnan(value)
    codes = pa.array(frame["municipality"])
    names = pa.array(areas, codes.type) if areas is not None else pc.unique(codes.filter(pa.array(keep)))
    rows = pc.fill_null(pc.index_in(codes, value_set=names), -1).to_numpy()[keep]
    period, value = period[keep].astype(int), value[keep]
    there = rows >= 0
    if not there.any():
        return Wide(np.array(names.to_pylist(), str), np.empty(0, int), np.empty((len(names), 0)))
    years = np.arange(period[there].min(), period[there].max() + 1)
    values = np.full((len(names), len(years)), np.nan)
    values[rows[there], period[there] - years[0]] = value[there]
    return Wide(np.array(names.to_pylist(), str), years, values)


def measured(table: Wide, measure: Measure) -> np.ndarray:
    """The matrix without values that only repeat a measurement, as ``figures.measured`` does for one series."""
    if measure.cadence == 1:
        return table.values
    kept = table.values.copy()
    value, year = np.full(len(kept), np.nan), np.full(len(kept), -1000)
    for place, this in enumerate(table.years):
        column = table.values[:, place]
        crossed = np.zeros(len(kept), bool)
        for first in measure.breaks:
            crossed |= (year < first) & (first <= this)
        repeated = (np.abs(column - value) < SAME) & (this - year < measure.cadence) & ~crossed
        kept[repeated, place] = np.nan
        new = ~np.isnan(column) & ~repeated
        value[new], year[new] = column[new], this
    return kept


def latest(table: Wide, measure: Measure) -> Runs:
    """The latest unbroken run of each area: it starts after the last break or missing measurement.

    Args:
        table: the values.
        measure: breaks, cadence and longest step.

    Returns:
        The runs in full length, at least WINDOW columns; ``tail`` cuts them to the window.
    """
    values = measured(table, measure)
    count, length = values.shape
    columns = max(length, WINDOW)
    place, alive = np.full(count, columns - 1), np.ones(count, bool)
    found, years = np.full((count, columns), np.nan), np.zeros((count, columns), int)
    newest = np.full(count, 10_000)
    started = np.zeros(count, bool)
    for column in range(length - 1, -1, -1):
        this = int(table.years[column])
        there = ~np.isnan(values[:, column])
        crossed = np.zeros(count, bool)
        for first in measure.breaks:
            crossed |= (this < first) & (first <= newest)
        alive &= ~(started & (crossed | (newest - this > measure.longest_step)))
        taken = np.flatnonzero(there & alive)
        found[taken, place[taken]], years[taken, place[taken]] = values[taken, column], this
        place[taken] -= 1
        newest[taken], started[taken] = this, True
    return Runs(found, years, columns - 1 - place)
