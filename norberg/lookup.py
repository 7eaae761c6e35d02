"""The rows of a frame by area and gender, found without filtering it: a card asks a national frame some fifty times.

The index of a frame is made at the first question and lives as long as the frame, which is read-only by contract.
"""

import weakref
from collections.abc import Sequence
from functools import cached_property

import numpy as np
import pandas as pd

_known: dict[int, "Lookup"] = {}


def of(frame: pd.DataFrame) -> "Lookup":
    """The index of a frame with ``series.COLUMNS``, of one kpi or of a pair."""
    found = _known.get(id(frame))
    if found is None:
        found = _known[id(frame)] = Lookup(frame)
        weakref.finalize(frame, _known.pop, id(frame), None)
    return found


class Lookup:
    """The index of one frame; made by ``of``.

    Args:
        frame: with every area, gender and year at most once; not copied, and not kept alive.
    """

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = weakref.ref(frame)
        self._years, self._values = frame["period"].to_numpy(), frame["value"].to_numpy()
        self._area, areas = pd.factorize(frame["municipality"].to_numpy(object))
        self._gender, genders = pd.factorize(frame["gender"].to_numpy(object))
        self._areas = {code: number for number, code in enumerate(areas)}
        self._genders = {code: number for number, code in enumerate(genders)}
        cell = self._area * len(genders) + self._gender
        self._order = np.lexsort((self._years, cell))
        self._starts = np.searchsorted(cell[self._order], np.arange(len(areas) * len(genders) + 1))
        self._wide: dict[str, np.ndarray] = {}
        self._filled: dict[str, pd.DataFrame] = {}

    def __contains__(self, area: str) -> bool:
        """Whether an area has a row, null or not."""
        return area in self._areas

    @cached_property
    def sources(self) -> frozenset[str]:
        """The sources of all rows."""
        return frozenset(self._whole()["source"].unique())

    @cached_property
    def last(self) -> int:
        """The last year of any row, null or not; 0 without rows."""
        return int(self._years.max(initial=0))

    def cells(self, area: str, gender: str, last: int) -> tuple[np.ndarray, np.ndarray]:
        """Years in order and values of an area and gender until a year; NaN for a null."""
        rows = self._rows(area, gender)
        rows = rows[: np.searchsorted(self._years[rows], last, side="right")]
        return self._years[rows], self._values[rows]

    def filled(self, area: str) -> pd.DataFrame:
        """The rows of an area that have a value, of all genders, in the order of the frame; read-only."""
        if area not in self._filled:
            rows = np.sort(np.concatenate([self._order[:0], *(self._rows(area, gender) for gender in self._genders)]))
            self._filled[area] = self._whole().iloc[rows[~np.isnan(self._values[rows])]]
        return self._filled[area]

    def medians(self, areas: Sequence[str], gender: str, last: int, least: float) -> tuple[np.ndarray, np.ndarray]:
        """Years until ``last`` in which at least so many of some areas have a value, and the median of their values."""
        table = self._table(gender)[:, [self._areas[code] for code in areas if code in self._areas]]
        years, count = np.unique(self._years), (~np.isnan(table)).sum(axis=1)
        enough = (count >= least) & (count > 0) & (years <= last)
        ordered, count = np.sort(table[enough], axis=1), count[enough]  # nulls come last
        row = np.arange(len(count))
        return years[enough], (ordered[row, (count - 1) // 2] + ordered[row, count // 2]) / 2

    def _whole(self) -> pd.DataFrame:
        frame = self._frame()
        if frame is None:
            raise ReferenceError("the frame of this index is gone")
        return frame

    def _rows(self, area: str, gender: str) -> np.ndarray:
        if area not in self._areas or gender not in self._genders:
            return self._order[:0]
        cell = self._areas[area] * len(self._genders) + self._genders[gender]
        return self._order[self._starts[cell] : self._starts[cell + 1]]

    def _table(self, gender: str) -> np.ndarray:
        """Values of a gender, a row a year and a column an area."""
        if gender not in self._wide:
            years, row = np.unique(self._years, return_inverse=True)
            table = np.full((len(years), len(self._areas)), np.nan)
            there = self._gender == self._genders.get(gender, -1)
            table[row[there], self._area[there]] = self._values[there]
            self._wide[gender] = table
        return self._wide[gender]
