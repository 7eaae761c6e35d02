"""Women minus men: how large the gap is, whether it is more than noise, and whether it grows (DESIGN 5.5)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from norberg.finding import Gap
from norberg.rules import level, noise, runs, trend
from norberg.rules.measure import Measure
from norberg.rules.persistence import minus
from norberg.rules.runs import WINDOW, Runs, Wide
from norberg.rules.trend import Trends

LEAST = 5  # measurements of a gap that can be told from noise, as for a trend
SIZE = 0.05  # two-sided
EFFICIENCY = 2 / 3  # degrees of freedom a squared change gives: von Neumann 1941, Ann. Math. Stat. 12
GROWN = 0.5  # of the change that must be change in size: a gap that turns has moved without growing


@dataclass(frozen=True)
class Gaps:
    """The gaps of one kpi in all areas that have both genders; ``one`` is that of an area.

    Attributes:
        women, men: the values, with the same areas and years.
        run: the latest unbroken run of women minus men.
        trends: of the gap, by the trend rule.
        measure: breaks, window and persistence of the kpi.
        strength: the mean gap of the window in times of what its noise seldom passes; NaN with too few measurements.
        larger_than: share of the municipalities whose mean gap of the latest periods is smaller in size; NaN where that
            can't be said.
        compared: how many those are.
    """

    women: Wide
    men: Wide
    run: Runs
    trends: Trends
    measure: Measure
    strength: np.ndarray
    larger_than: np.ndarray
    compared: int

    @property
    def sure(self) -> np.ndarray:
        """Whether the mean gap of the window is beyond its own noise."""
        return self.strength > 1

    def one(self, area: str) -> Gap | None:
        """The gap of one area; None without a year with both genders."""
        place = self.women.row(area)
        if place is None or not self.run.points[place]:
            return None
        used = self.run.years[place] > 0
        values = pd.Series(self.run.values[place, used], index=pd.Index(self.run.years[place, used], dtype="int64"))
        found = self.trends.one(place)
        column = int(np.searchsorted(self.women.years, values.index[-1]))
        women, men = (float(side.values[place, column]) for side in (self.women, self.men))
        growing = _growing(values.iloc[-WINDOW:], found.slope) if found.grade else 0
        share = float(self.larger_than[place])
        known = 0 if np.isnan(share) else self.compared
        strength = float(self.strength[place])
        sure = strength > 1
        return Gap(int(values.index[-1]), women, men, women - men, values, sure, found, growing, share, known, strength)

    def smaller(self, area: str, others: Sequence[str]) -> tuple[int, int]:
        """How many of some other areas have a smaller gap than an area, by the mean of their latest common periods.

        Args:
            area: an area code.
            others: codes of those it is held against, without it.

        Returns:
            How many have a smaller gap, and how many were compared; (0, 0) where the area or too many of the others
            lack one.
        """
        rows = [place for place in map(self.women.row, (area, *others)) if place is not None]
        own = self.women.row(area)
        if own is None or not len(others):
            return 0, 0
        sizes = _sizes(minus(self.women, self.men), np.array(rows), len(others) + 1, self.measure)
        theirs = sizes[1:][~np.isnan(sizes[1:])]
        return (0, 0) if np.isnan(sizes[0]) else (int((theirs < sizes[0]).sum()), len(theirs))


def gap(women: Wide, men: Wide, measure: Measure, area: str) -> Gap | None:
    """The gap of one area; arguments as ``gaps``, where many are asked for."""
    return gaps(women, men, measure).one(area)


def gaps(women: Wide, men: Wide, measure: Measure) -> Gaps:
    """The gaps of all areas.

    Args:
        women, men: values by gender, of one kpi or of the two of a pair; municipalities, whether read or not, and
            other areas.
        measure: breaks, window and the persistence of its gap.

    Returns:
        Years in which both genders have a value; values that only repeat a measurement are left out.
    """
    women, men = _aligned(women, men)
    apart = minus(women, men)
    run = runs.latest(apart, measure)
    trends = trend.trends(run, measure, measure.persistence.gap)
    larger, compared = _larger_than(apart, measure)
    return Gaps(women, men, run, trends, measure, _strength(run, measure), larger, compared)


def _aligned(women: Wide, men: Wide) -> tuple[Wide, Wide]:
    """Both tables with the areas and years that they share, in the order of the women's."""
    areas = women.areas[np.isin(women.areas, men.areas)]
    years = np.intersect1d(women.years, men.years)
    first, second = (_cut(side, areas, years) for side in (women, men))
    return first, second


def _cut(side: Wide, areas: np.ndarray, years: np.ndarray) -> Wide:
    rows = pd.Index(side.areas).get_indexer(areas)
    return Wide(areas, years, side.values[rows][:, np.isin(side.years, years)])


def _strength(run: Runs, measure: Measure) -> np.ndarray:
    """Student's test of the mean gap: its size in times of the limit.

    The noise comes from the gap's changes, widened for persistence and overlap.
    """
    window = run.tail(WINDOW)
    squared, count = noise.squared_steps(window.values)
    there = window.points >= LEAST
    shrunk = noise.shrunk(squared, count, there, measure.step)
    spread = noise.of_mean(shrunk, window.points, measure.window, measure.persistence.gap)
    mean = np.abs(np.nansum(window.values, axis=1)) / np.maximum(window.points, 1)
    freedom = EFFICIENCY * (np.maximum(count, 1) + noise.OWN_WEIGHT)
    limit = stdtrit(freedom, 1 - SIZE / 2) * spread
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(there, mean / limit, np.nan)


def _larger_than(apart: Wide, measure: Measure) -> tuple[np.ndarray, int]:
    """Share of the other municipalities with a smaller gap, for each area, and how many municipalities have one."""
    towns = np.flatnonzero([len(area) == 4 and not area.startswith("00") for area in apart.areas.tolist()])
    share = np.full(len(apart.areas), np.nan)
    size = _sizes(apart, towns, len(towns), measure)
    known = np.flatnonzero(~np.isnan(size))
    ordered = np.sort(size[known])
    share[towns[known]] = np.searchsorted(ordered, size[known], "left") / max(len(known) - 1, 1)
    return share, len(known)


def _sizes(apart: Wide, rows: np.ndarray, total: int, measure: Measure) -> np.ndarray:
    """The size of the mean gap of the latest common periods in some rows; NaN throughout where too few are read."""
    some = Wide(apart.areas[rows], apart.years, apart.values[rows])
    if measure.count or not level.common_year(some, total):
        return np.full(len(rows), np.nan)
    return np.abs(level.means(some, measure, total).mean)


def _growing(values: pd.Series, slope: float) -> int:
    """1 if the gap has grown in size along its line, -1 if it has narrowed, 0 if it mostly turned."""
    half = slope * (values.index[-1] - values.index[0]) / 2
    start, end = abs(values.median() - half), abs(values.median() + half)
    return int(np.sign(end - start)) if abs(end - start) > GROWN * abs(2 * half) else 0
